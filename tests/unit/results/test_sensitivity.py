"""Net present value at other prices: against the whole calculation with changed prices."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.economics.cash_flow import CashFlow, CashFlowRow, npv_eur
from industrial_hp.pipeline import design
from industrial_hp.results.sensitivity import PRICES, sensitivity
from industrial_hp.results.solution import Solution, Variant
from industrial_hp.solving.options import solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
SHARE = 1e-9


@pytest.fixture(scope="module")
def solution() -> Solution:
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["prices"]["electricity"]["network_eur_per_mw_a"] = 20_000
    data["prices"]["co2_eur_per_t"] = 50
    data["prices"]["natural_gas"]["contains_co2"] = False
    data["prices"]["natural_gas"]["escalation"] = 0.01
    return design(Case.model_validate(data), solver_profile("proof"))


def npv(solution: Solution) -> float:
    found = solution.key_figure("npv_eur").proposed
    assert found is not None
    return found


def scaled(variant: Variant, titles: set[str], factor: float) -> CashFlow:
    """The cash flow with some of its rows at another price."""
    flow = variant.cash_flow
    rows = [
        CashFlowRow(row.name, row.kind, tuple(a * factor for a in row.amounts_eur))
        if row.name in titles
        else row
        for row in flow.rows
    ]
    return replace(flow, rows=tuple(rows))


OF_THIS_CASE = ("electricity", "network", "natural_gas", "co2", "maintenance")


@pytest.mark.parametrize(
    ("key", "names"), [(key, names) for key, _, names in PRICES if key in OF_THIS_CASE]
)
def test_a_price_moves_the_value_as_its_payments_do(
    solution: Solution, key: str, names: tuple[str, ...]
) -> None:
    assert solution.base is not None
    titles = {item.title for item in solution.proposed.annual if item.name in names}
    table = solution.sensitivity.set_index("parameter")
    for factor, column in ((0.8, "npv_low_eur"), (1.2, "npv_high_eur")):
        flows = [
            today - proposed
            for today, proposed in zip(
                scaled(solution.base, titles, factor).total_eur,
                scaled(solution.proposed, titles, factor).total_eur,
                strict=True,
            )
        ]
        by_rows = npv_eur(flows, solution.case.economics.interest)
        assert table.loc[key, column] == pytest.approx(by_rows, rel=SHARE)


def test_the_break_even_of_the_interest_is_the_internal_rate_of_return(solution: Solution) -> None:
    table = solution.sensitivity.set_index("parameter")
    irr = solution.key_figure("irr").proposed
    assert table.loc["interest", "break_even"] == pytest.approx(irr)


def test_at_a_break_even_nothing_is_gained(solution: Solution) -> None:
    table = solution.sensitivity.set_index("parameter")
    for key in ("investment", "electricity", "natural_gas"):
        row = table.loc[key]
        slope = (row["npv_high_eur"] - row["npv_low_eur"]) / (row["high"] - row["low"])
        left = npv(solution) + slope * (row["break_even"] - 1)
        assert left == pytest.approx(0.0, abs=1.0)


def test_the_map_has_the_net_present_value_in_its_middle(solution: Solution) -> None:
    table = solution.price_map
    middle = table[(table["electricity_factor"] == 1) & (table["natural_gas_factor"] == 1)]
    assert middle["npv_eur"].item() == pytest.approx(npv(solution), rel=SHARE)
    assert len(table) == 25


def test_at_the_break_even_prices_the_whole_cash_flow_is_worth_nothing(
    solution: Solution,
) -> None:
    table = solution.break_even_prices
    assert solution.base is not None
    annual = [*solution.base.annual, *solution.proposed.annual]
    for _, gas, electricity in table.itertuples():
        flows: list[Any] = []
        for variant in (solution.base, solution.proposed):
            dearer = variant
            for names, factor in (
                ({"natural_gas"}, gas),
                ({"electricity", "electricity_network", "electricity_peak"}, electricity),
            ):
                titles = {item.title for item in annual if item.name in names}
                dearer = replace(dearer, cash_flow=scaled(dearer, titles, factor))
            flows.append(dearer.cash_flow.total_eur)
        saved = [today - proposed for today, proposed in zip(*flows, strict=True)]
        assert npv_eur(saved, solution.case.economics.interest) == pytest.approx(0.0, abs=1.0)
    assert table["natural_gas_factor"].to_list() == [0.5, 0.6, 0.8, 1.0, 1.2, 1.4, 1.5]


def test_a_project_of_the_break_even_cop_is_worth_nothing(solution: Solution) -> None:
    assert solution.annual_cop is not None
    assert solution.break_even_cop is not None
    assert solution.break_even_cop < solution.annual_cop
    # By hand: 80 EUR/MWh all year, without escalation, at 5 % over 20 years.
    interest, years = 0.05, 20
    worth = (1 - (1 + interest) ** -years) / interest
    electricity = solution.proposed.dispatch.query("type == 'heat_pump'")
    mwh = float((electricity["electricity_mw"] * electricity["hours_per_year"]).sum())
    more = mwh * (solution.annual_cop / solution.break_even_cop - 1)
    assert more * 80 * worth == pytest.approx(npv(solution), rel=1e-6)


def test_a_range_of_the_case_is_taken(solution: Solution) -> None:
    economics = solution.case.economics.model_copy(update={"price_uncertainty_share": 0.5})
    case = solution.case.model_copy(update={"economics": economics})
    assert solution.base is not None
    table = sensitivity(case, solution.base, solution.proposed).table.set_index("parameter")
    assert (table.loc["natural_gas", "low"], table.loc["natural_gas", "high"]) == (0.5, 1.5)


def test_emissions_by_carrier_sum_to_those_of_both_systems(solution: Solution) -> None:
    table = solution.co2_balance
    assert solution.base is not None
    assert table["base_t_per_a"].sum() == pytest.approx(solution.base.co2_t_per_a)
    assert table["proposed_t_per_a"].sum() == pytest.approx(solution.proposed.co2_t_per_a)
    # By hand: 3 MW from a boiler of 90 % all year, 0.2 t/MWh.
    assert table["base_t_per_a"].sum() == pytest.approx(3 / 0.9 * 8760 * 0.2)


def test_abatement_is_added_cost_without_co2_over_what_is_avoided(solution: Solution) -> None:
    assert solution.base is not None
    base, proposed = solution.base, solution.proposed
    # Gas pays 50 EUR/t apart, without escalation; electricity holds its CO2.
    paid = [50 * table.sum() for table in (_gas_t(base), _gas_t(proposed))]
    added = (proposed.annual_cost_eur - paid[1]) - (base.annual_cost_eur - paid[0])
    avoided = base.co2_t_per_a - proposed.co2_t_per_a
    assert solution.abatement_eur_per_t == pytest.approx(added / avoided)


def _gas_t(variant: Variant) -> Any:
    boilers = variant.dispatch[variant.dispatch["type"] == "boiler"]
    return boilers["fuel_mw"] * boilers["hours_per_year"] * 0.2
