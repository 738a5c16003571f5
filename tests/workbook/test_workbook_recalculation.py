"""The live workbook against Python: LibreOffice calculates it anew, with and without changes."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd
import pytest
from openpyxl import Workbook

from industrial_hp.case.case import Case
from industrial_hp.case.prices import Economics
from industrial_hp.economics.annuity import annuity_factor, capital_flows
from industrial_hp.economics.cash_flow import discounted_payback_a, irr, mirr, npv_eur, payback_a
from industrial_hp.economics.levelised_cost import lcoh_eur_per_mwh
from industrial_hp.reporting.sheet_page import UNDEFINED
from industrial_hp.results.appraisal import _cash_flow
from industrial_hp.results.co2_balance import co2_balance
from industrial_hp.results.financing import financing
from industrial_hp.results.key_figures import key_figures
from industrial_hp.results.sensitivity import sensitivity
from industrial_hp.results.solution import CapitalItem, KeyFigure, Solution, Variant

Recalculate = Callable[[Mapping[str, float]], Workbook]
SHARE = 1e-6
SMALLEST = 1e-6
ERRORS = ("#", "Err:")


def result(book: Workbook, label: str, *, column: int = 2) -> float:
    """Figure of the first row of the cash flow that bears a label."""
    rows = book["Cash flow"].iter_rows(min_row=5, max_row=40)
    return next(row[column - 1].value for row in rows if row[0].value == label)


def named_cell(book: Workbook, name: str) -> str:
    return book.defined_names[name].attr_text.replace("$", "").replace("'", "")


def change_cell(book: Workbook, label: str) -> str:
    rows = book["Cash flow"].iter_rows(min_row=5, max_row=40)
    return f"Cash flow!B{next(row[0].row for row in rows if row[0].value == label)}"


def costs_eur(variant: Variant, years: int, *, gas_factor: float = 1.0) -> list[float]:
    """Costs by year of a system over another observation period, by the package's functions."""
    totals = [0.0] * (years + 1)
    for item in variant.capital:
        flows = capital_flows(
            item.investment_eur, lifetime_a=item.lifetime_a, horizon_a=years, age_a=item.age_a
        )
        totals = [total + flow for total, flow in zip(totals, flows, strict=True)]
    for payment in variant.annual:
        first = payment.first_year_eur * (gas_factor if payment.name == "natural_gas" else 1.0)
        for year in range(1, years + 1):
            totals[year] += first * (1 + payment.escalation) ** (year - 1)
    return totals


def project_eur(solution: Solution, years: int, *, gas_factor: float = 1.0) -> list[float]:
    assert solution.base is not None
    base = costs_eur(solution.base, years, gas_factor=gas_factor)
    proposed = costs_eur(solution.proposed, years, gas_factor=gas_factor)
    return [today - then for today, then in zip(base, proposed, strict=True)]


def assert_project(
    book: Workbook, flows: Sequence[float], interest: float, column: int = 2
) -> None:
    expected = {
        "Net present value": npv_eur(flows, interest),
        "Internal rate of return": irr(flows),
        "Modified internal rate of return": mirr(flows, financing=interest, reinvestment=interest),
        "Payback": payback_a(flows),
        "Discounted payback": discounted_payback_a(flows, interest),
    }
    for label, value in expected.items():
        found = result(book, label, column=column)
        assert found == ("none" if value is None else pytest.approx(value, rel=SHARE)), label


def test_no_cell_is_an_error(recalculated: Workbook) -> None:
    errors = [
        f"{sheet.title}!{cell.coordinate} {cell.value}"
        for sheet in recalculated
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "e" or str(cell.value).startswith(ERRORS)
    ]
    assert errors == []


def test_every_formula_gives_the_value_written_beside_it(
    formulas: Workbook, cached: Workbook, recalculated: Workbook
) -> None:
    wrong, count = [], 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type != "f":
                    continue
                count += 1
                written = cached[sheet.title][cell.coordinate].value
                found = recalculated[sheet.title][cell.coordinate].value
                if not _same(written, found):
                    wrong.append(f"{sheet.title}!{cell.coordinate}: {written} but {found}")
    assert count > 500
    assert wrong == []


def _same(written: object, found: object) -> bool:
    if isinstance(written, int | float) and isinstance(found, int | float):
        return found == pytest.approx(written, rel=SHARE, abs=SMALLEST)
    return (written or "") == (found or "")


def test_key_figures_recalculated_equal_those_of_python(
    recalculated: Workbook, solution: Solution
) -> None:
    flows = solution.project_flows_eur
    assert flows is not None
    assert_project(recalculated, flows, solution.case.economics.interest)
    for label, name in (
        ("Levelised cost of heat", "lcoh_eur_per_mwh"),
        ("Annual cost, levelled", "total_annual_cost_eur"),
    ):
        figure = solution.key_figure(name)
        assert result(recalculated, f"{label}, today") == pytest.approx(figure.base, rel=SHARE)
        found = result(recalculated, f"{label}, proposed")
        assert found == pytest.approx(figure.proposed, rel=SHARE)


@pytest.mark.parametrize("interest", [0.0, 0.025, 0.14])
def test_another_interest_gives_what_python_gives(
    recalculate: Recalculate, formulas: Workbook, solution: Solution, interest: float
) -> None:
    book = recalculate({named_cell(formulas, "interest"): interest})
    flows = solution.project_flows_eur
    assert flows is not None
    assert_project(book, flows, interest)
    years = solution.case.economics.observation_a
    heat = solution.key_figure("heat_delivered_mwh_per_a").proposed
    costs = solution.proposed.cash_flow.total_eur
    levelised = lcoh_eur_per_mwh(costs, (0.0, *(heat,) * years), interest=interest)
    assert result(book, "Levelised cost of heat, proposed") == pytest.approx(levelised, rel=SHARE)
    annual = npv_eur(costs, interest) * annuity_factor(interest, years)
    assert result(book, "Annual cost, levelled, proposed") == pytest.approx(annual, rel=SHARE)


@pytest.mark.parametrize("years", [1, 7, 10])
def test_a_shorter_observation_moves_replacements_and_residual_values(
    recalculate: Recalculate, formulas: Workbook, solution: Solution, years: int
) -> None:
    book = recalculate({named_cell(formulas, "observation_a"): years})
    flows = project_eur(solution, years)
    assert_project(book, flows, solution.case.economics.interest)


def test_a_dearer_fuel_moves_the_result(
    recalculate: Recalculate, formulas: Workbook, solution: Solution
) -> None:
    price = solution.case.prices.natural_gas.price_eur_per_mwh
    assert isinstance(price, float)
    book = recalculate({named_cell(formulas, "gas_price_eur_per_mwh"): 1.5 * price})
    flows = project_eur(solution, solution.case.economics.observation_a, gas_factor=1.5)
    assert_project(book, flows, solution.case.economics.interest)


def test_a_factor_scales_a_price_given_as_a_series(
    recalculate: Recalculate, formulas: Workbook, solution: Solution
) -> None:
    book = recalculate({named_cell(formulas, "electricity_price_factor"): 2.0})
    payments = tuple(
        replace(item, first_year_eur=2.0 * item.first_year_eur)
        if item.name == "electricity"
        else item
        for item in solution.proposed.annual
    )
    years, interest = solution.case.economics.observation_a, solution.case.economics.interest
    costs = costs_eur(replace(solution.proposed, annual=payments), years)
    annual = npv_eur(costs, interest) * annuity_factor(interest, years)
    assert result(book, "Annual cost, levelled, proposed") == pytest.approx(annual, rel=SHARE)


@pytest.mark.parametrize(
    ("grant_eur", "extra_eur", "yearly_eur"),
    [(500_000.0, 0.0, 0.0), (0.0, 300_000.0, 20_000.0), (1e8, 0.0, 0.0), (0.0, 1e9, 0.0)],
)
def test_a_grant_and_extra_costs_move_only_the_column_with_changes(
    recalculate: Recalculate,
    formulas: Workbook,
    solution: Solution,
    grant_eur: float,
    extra_eur: float,
    yearly_eur: float,
) -> None:
    book = recalculate(
        {
            change_cell(formulas, "Grant, received in year 0"): grant_eur,
            change_cell(formulas, "Extra investment in year 0"): extra_eur,
            change_cell(formulas, "Extra yearly cost (saving: negative)"): yearly_eur,
        }
    )
    flows = solution.project_flows_eur
    assert flows is not None
    interest = solution.case.economics.interest
    assert_project(book, flows, interest)
    changed = [flows[0] + grant_eur - extra_eur, *(flow - yearly_eur for flow in flows[1:])]
    assert_project(book, changed, interest, column=3)


@pytest.mark.parametrize("life_a", [1, 4, 40])
def test_another_life_of_the_machine_buys_it_again(
    recalculate: Recalculate, formulas: Workbook, solution: Solution, life_a: int
) -> None:
    rows = formulas["Cash flow"].iter_rows(min_row=40)
    row = next(r[0].row for r in rows if "R717 heat pump" in str(r[0].value))
    book = recalculate({f"Cash flow!C{row}": life_a})
    capital = tuple(
        replace(item, lifetime_a=life_a) if "R717" in item.title else item
        for item in solution.proposed.capital
    )
    changed = replace(solution, proposed=replace(solution.proposed, capital=capital))
    flows = project_eur(changed, solution.case.economics.observation_a)
    assert_project(book, flows, solution.case.economics.interest)


@dataclass(frozen=True)
class FiveInputs:
    """New values of five inputs of the workbook; prices of the case where they are factors."""

    interest: float
    gas_eur_per_mwh: float
    electricity_factor: float
    co2_eur_per_t: float
    machine_eur: float

    def cells(self, formulas: Workbook) -> dict[str, float]:
        """The cells to be changed."""
        named = {
            "interest": self.interest,
            "gas_price_eur_per_mwh": self.gas_eur_per_mwh,
            "electricity_price_factor": self.electricity_factor,
            "co2_eur_per_t": self.co2_eur_per_t,
        }
        rows = formulas["Cash flow"].iter_rows(min_row=40)
        machine = next(r[0].row for r in rows if "R717 heat pump" in str(r[0].value))
        return {named_cell(formulas, name): value for name, value in named.items()} | {
            f"Cash flow!B{machine}": self.machine_eur
        }

    def applied(self, solution: Solution) -> tuple[Case, Variant, Variant]:
        """Case and both systems with these inputs, design and operation kept."""
        prices, money = solution.case.prices, solution.case.economics
        assert prices.natural_gas is not None
        dear = solution.case.prices.electricity.energy_eur_per_mwh
        assert isinstance(dear, str)
        scaled = tuple(self.electricity_factor * value for value in solution.case.series[dear])
        case = solution.case.model_copy(
            update={
                "economics": money.model_copy(update={"interest": self.interest}),
                "series": solution.case.series | {dear: scaled},
            }
        )
        factors = {
            "natural_gas": self.gas_eur_per_mwh / float(prices.natural_gas.price_eur_per_mwh),
            "electricity": self.electricity_factor,
            "co2": self.co2_eur_per_t / prices.co2_eur_per_t,
        }
        systems = []
        for variant in (solution.base, solution.proposed):
            assert variant is not None
            annual = tuple(
                replace(item, first_year_eur=item.first_year_eur * factors.get(item.name, 1.0))
                for item in variant.annual
            )
            capital = tuple(self._priced(item, money) for item in variant.capital)
            flow = _cash_flow(case, capital, annual)
            cost = npv_eur(flow.total_eur, self.interest)
            cost *= annuity_factor(self.interest, money.observation_a)
            systems.append(
                replace(
                    variant, capital=capital, annual=annual, cash_flow=flow, annual_cost_eur=cost
                )
            )
        return case, systems[0], systems[1]

    def _priced(self, item: CapitalItem, money: Economics) -> CapitalItem:
        if item.share:
            return replace(item, investment_eur=getattr(money, item.share) * self.machine_eur)
        is_machine = "R717 heat pump" in item.title
        return replace(item, investment_eur=self.machine_eur) if is_machine else item


FIVE_INPUTS = (
    FiveInputs(0.095, 61.0, 1.15, 130.0, 2_500_000.0),
    FiveInputs(0.01, 38.0, 0.8, 20.0, 900_000.0),
    FiveInputs(0.12, 5.0, 4.0, 0.0, 9_000_000.0),
)


@pytest.mark.parametrize("inputs", FIVE_INPUTS, ids=["dear energy", "cheap energy", "never repaid"])
def test_summary_and_co2_balance_follow_five_changed_inputs(
    recalculate: Recalculate, formulas: Workbook, solution: Solution, inputs: FiveInputs
) -> None:
    book = recalculate(inputs.cells(formulas))
    case, base, proposed = inputs.applied(solution)
    figures = key_figures(case, base, proposed)
    assert_summary(book, figures)
    npv = next(figure.proposed for figure in figures if figure.name == "npv_eur")
    assert result(book, "Net present value") == pytest.approx(npv, rel=SHARE)
    own = financing(case, base, proposed)
    assert own is not None
    told = "Net present value, owner after grant, loan, tax"
    assert summary_row(book, told)[5] == pytest.approx(own.figures["npv_eur"], rel=SHARE)
    abatement = co2_balance(case, base, proposed).abatement_eur_per_t
    rows = book["CO2 balance"].iter_rows(values_only=True)
    found = next(row[3] for row in rows if row[0] == "Cost of abatement" and row[3] is not None)
    assert found == pytest.approx(abatement, rel=SHARE)
    assert str(book["Summary"]["A3"].value).startswith("INPUTS CHANGED")


@pytest.mark.parametrize("inputs", FIVE_INPUTS, ids=["dear energy", "cheap energy", "never repaid"])
def test_sensitivity_follows_five_changed_inputs(
    recalculate: Recalculate, formulas: Workbook, solution: Solution, inputs: FiveInputs
) -> None:
    book = recalculate(inputs.cells(formulas))
    found = sensitivity(*inputs.applied(solution))
    npv = result(book, "Net present value")
    table = {row[0]: row for row in book["Sensitivity"].iter_rows(values_only=True)}
    told = {row[1]: row for row in book["Assumptions"].iter_rows(values_only=True)}
    for expected in found.table.to_dict("records"):
        row = table[expected["title"]]
        values = [expected[key] for key in ("low", "high", "npv_low_eur", "npv_high_eur")]
        assert [row[column] for column in (1, 2, 5, 6)] == pytest.approx(values, rel=SHARE)
        even = expected["break_even"]
        defined = even is not None and math.isfinite(even)
        assert row[9] == (pytest.approx(even, rel=SHARE) if defined else "none")
        title = "Real interest" if expected["parameter"] == "interest" else expected["title"]
        falls = max(0.0, npv - min(values[2:]))
        assert told[f"{title}: as stated on the sheet Inputs, all years."][3] == pytest.approx(
            falls, rel=SHARE, abs=SMALLEST
        )
    assert found.cop is not None
    just_so = found.cop[1]
    cell = table["COP that pays just so"][1]
    assert cell == (pytest.approx(just_so, rel=SHARE) if math.isfinite(just_so) else "none")
    assert_map(book, found.price_map, found.break_even_prices)


def assert_map(book: Workbook, price_map: pd.DataFrame, just_so: pd.DataFrame) -> None:
    """Net present value over the prices of electricity, down, and of gas, across."""
    rows = list(book["Sensitivity"].iter_rows(values_only=True))
    head = next(n for n, row in enumerate(rows) if str(row[0]).startswith("Electricity (down)"))
    expected = price_map.pivot(
        index="electricity_factor", columns="natural_gas_factor", values="npv_eur"
    )
    count = len(expected.columns)
    assert rows[head][1 : count + 1] == tuple(expected.columns)
    for row, (factor, values) in zip(rows[head + 1 :], expected.iterrows(), strict=False):
        assert row[0] == factor
        assert row[1 : count + 1] == pytest.approx(values.tolist(), rel=SHARE)
    even = just_so.set_index("natural_gas_factor")["electricity_factor"]
    found = rows[head + 1 + len(expected)][1 : count + 1]
    assert found == pytest.approx([even[gas] for gas in expected.columns], rel=SHARE)


def test_a_project_that_is_never_repaid_has_no_payback_on_the_summary(
    recalculate: Recalculate, formulas: Workbook, solution: Solution
) -> None:
    inputs = FIVE_INPUTS[-1]
    figures = key_figures(*inputs.applied(solution))
    assert next(figure.proposed for figure in figures if figure.name == "payback_a") is None
    book = recalculate(inputs.cells(formulas))
    assert summary_row(book, "Payback")[5] == "none"


def test_the_summary_as_delivered_says_so(recalculated: Workbook, solution: Solution) -> None:
    assert_summary(recalculated, solution.key_figures)
    assert str(recalculated["Summary"]["A3"].value).startswith("Inputs as delivered")


def summary_row(book: Workbook, label: str) -> tuple[object, ...]:
    rows = book["Summary"].iter_rows(values_only=True)
    return next(row for row in rows if row[0] == label)


def assert_summary(book: Workbook, figures: Sequence[KeyFigure]) -> None:
    """Key figures of both systems and their difference; a dash or "none" where undefined."""
    for figure in figures:
        found = summary_row(book, figure.title)[4:7]
        pair = (figure.base, figure.proposed)
        difference = None if None in pair else pair[1] - pair[0]
        for cell, value in zip(found, (*pair, difference), strict=True):
            undefined = cell in ("none", UNDEFINED)
            assert undefined if value is None else cell == pytest.approx(value, rel=SHARE), (
                figure.title,
                cell,
                value,
            )
