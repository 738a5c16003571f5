"""Sheets Financing and Scenarios against Python: recalculated, with and without changed inputs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import Workbook

from industrial_hp.results.appraisal import _cash_flow
from industrial_hp.results.financing import financing
from industrial_hp.results.scenarios import scenarios
from industrial_hp.results.solution import Solution, Variant

Recalculate = Callable[[Mapping[str, float]], Workbook]
SHARE = 1e-6
OWNER = {
    "npv_eur": "Net present value for the owner",
    "irr": "Internal rate of return",
    "mirr": "Modified internal rate of return",
    "payback_a": "Payback",
    "discounted_payback_a": "Discounted payback",
}
SCENARIO = {
    "npv_eur": "Net present value against today",
    "irr": "Internal rate of return",
    "payback_a": "Payback",
    "discounted_payback_a": "Discounted payback",
    "investment_eur": "Investment at the start",
    "annual_cost_base_eur": "Total annual cost of today's system, levelled",
    "annual_cost_proposed_eur": "Total annual cost as proposed, levelled",
    "lcoh_eur_per_mwh": "Levelised cost of heat as proposed",
}


def place(book: Workbook, sheet: str, label: str, column: int) -> Any:
    rows = book[sheet].iter_rows(min_row=5, max_row=40)
    return next(row[column] for row in rows if row[0].value == label)


def named_cell(book: Workbook, name: str) -> str:
    return book.defined_names[name].attr_text.replace("$", "").replace("'", "")


def same(found: object, value: float | None, told: str) -> None:
    assert found == ("none" if value is None else pytest.approx(value, rel=SHARE)), told


def changed(
    solution: Solution, *, price: float = 1.0, machine: float = 1.0, **money: Any
) -> tuple[Solution, Variant, Variant]:
    """The solution at another gas price, price of the machine, interest, grant, loan or tax."""
    case = solution.case
    economics = case.economics.model_copy(update=money)
    case = case.model_copy(update={"economics": economics})
    variants = []
    for variant in (solution.base, solution.proposed):
        assert variant is not None
        capital = tuple(
            replace(item, investment_eur=item.investment_eur * machine)
            if "R717" in item.title or any("r717" in tag for tag in item.of)
            else item
            for item in variant.capital
        )
        annual = tuple(
            replace(item, first_year_eur=item.first_year_eur * price)
            if item.name == "natural_gas"
            else item
            for item in variant.annual
        )
        flow = _cash_flow(case, capital, annual)
        variants.append(replace(variant, capital=capital, annual=annual, cash_flow=flow))
    return replace(solution, case=case), variants[0], variants[1]


def assert_owner(book: Workbook, solution: Solution, base: Variant, proposed: Variant) -> None:
    own = financing(solution.case, base, proposed)
    assert own is not None
    for key, label in OWNER.items():
        same(place(book, "Financing", label, 1).value, own.figures[key], label)
    assert place(book, "Financing", "Grant", 1).value == pytest.approx(own.grant_eur, rel=SHARE)


def assert_scenarios(book: Workbook, solution: Solution, base: Variant, proposed: Variant) -> None:
    heat = solution.key_figure("heat_delivered_mwh_per_a").proposed
    assert heat is not None
    found = scenarios(solution.case, base, proposed, heat_mwh_per_a=heat)
    for column, scenario in enumerate(found, start=2):
        for key, label in SCENARIO.items():
            cell = place(book, "Scenarios", label, column)
            same(cell.value, scenario.figures[key], f"{scenario.name} {label}")


CHANGES: tuple[tuple[str, dict[str, float], dict[str, Any]], ...] = (
    ("nothing", {}, {}),
    ("interest", {"interest": 0.11}, {"interest": 0.11}),
    ("gas price", {"gas_price_eur_per_mwh": 54.0}, {"price": 1.2}),
    ("observation", {"observation_a": 9}, {"observation_a": 9}),
    (
        "all at once",
        {"interest": 0.02, "gas_price_eur_per_mwh": 40.5, "machine": 1.5},
        {"interest": 0.02, "price": 0.9, "machine": 1.5},
    ),
)


@pytest.mark.parametrize(("told", "cells", "money"), CHANGES, ids=[one[0] for one in CHANGES])
def test_owner_and_scenarios_follow_what_is_changed(
    recalculate: Recalculate,
    formulas: Workbook,
    solution: Solution,
    told: str,
    cells: dict[str, float],
    money: dict[str, Any],
) -> None:
    book = recalculate(
        {_cell(formulas, name): _value(formulas, n, name) for name, n in cells.items()}
    )
    after = changed(solution, **money)
    assert_owner(book, *after)
    assert_scenarios(book, *after)


@pytest.mark.parametrize(
    ("cells", "part", "rules"),
    [
        ({"grant_share": 0.1}, "grant", {"share": 0.1}),
        ({"grant_cap_eur": 100_000}, "grant", {"cap_eur": 100_000}),
        ({"grant_eur_per_t_co2": 50}, "grant", {"eur_per_t_co2": 50}),
        ({"loan_share": 1.0, "loan_years": 30}, "loan", {"share": 1.0, "years_a": 30}),
        ({"loan_interest": 0.0}, "loan", {"interest": 0.0}),
        ({"tax_rate": 0.4}, "tax", {"rate": 0.4}),
    ],
)
def test_the_owners_figures_follow_grant_loan_and_tax(
    recalculate: Recalculate,
    formulas: Workbook,
    solution: Solution,
    cells: dict[str, float],
    part: str,
    rules: dict[str, float],
) -> None:
    book = recalculate({named_cell(formulas, name): value for name, value in cells.items()})
    stated = getattr(solution.case.economics, part).model_copy(update=rules)
    assert_owner(book, *changed(solution, **{part: stated}))


def test_a_factor_of_a_scenario_can_be_changed(
    recalculate: Recalculate, formulas: Workbook, solution: Solution
) -> None:
    cell = place(formulas, "Scenarios", "Natural gas", 2)
    book = recalculate({f"Scenarios!{cell.coordinate}": 0.5})
    worst = solution.scenarios[0]
    factors = worst.factors | {"natural_gas": 0.5}
    assert worst.factors["natural_gas"] != 0.5
    before, after = (
        place(one, "Scenarios", SCENARIO["npv_eur"], 2).value for one in (recalculate({}), book)
    )
    _, base, proposed = changed(solution)
    gas = [
        next(item for item in system.annual if item.name == "natural_gas")
        for system in (base, proposed)
    ]
    saved = gas[0].first_year_eur - gas[1].first_year_eur
    rate, growth = solution.case.economics.interest, gas[0].escalation
    years = solution.case.economics.observation_a
    worth = sum((1 + growth) ** (year - 1) / (1 + rate) ** year for year in range(1, years + 1))
    step = factors["natural_gas"] - worst.factors["natural_gas"]
    assert after - before == pytest.approx(step * saved * worth, rel=SHARE)


def _cell(formulas: Workbook, name: str) -> str:
    return (
        f"Cash flow!B{_machine_row(formulas)}" if name == "machine" else named_cell(formulas, name)
    )


def _value(formulas: Workbook, value: float, name: str) -> float:
    if name != "machine":
        return value
    return value * float(formulas["Cash flow"][f"B{_machine_row(formulas)}"].value)


def _machine_row(formulas: Workbook) -> int:
    rows = formulas["Cash flow"].iter_rows(min_row=40)
    return next(row[0].row for row in rows if "R717 heat pump" in str(row[0].value))
