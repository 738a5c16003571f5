"""Designs in which a source must not feed a sink: direct, or through units as well."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.checking import verify
from industrial_hp.pipeline import design
from industrial_hp.pipeline.reports import write_report
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
HEAT_TOLERANCE_MWH = 1.0
HOURS_PER_YEAR = 8760.0
BAN = {"source": "whey", "sink": "product"}


def case_with(**matches: Any) -> Case:
    """Whey 60 -> 20 degC beside a product 20 -> 70 degC and a cold washing water 20 -> 40 degC."""
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    liquid = {"zone": "site", "kind": "liquid"}
    data["sources"] = [
        liquid | {"name": "whey", "t_in_c": 60, "t_out_c": 20, "duty_mw": 4.0},
    ]
    data["sinks"] = [
        liquid | {"name": "product", "t_in_c": 20, "t_out_c": 70, "duty_mw": 2.0},
        liquid | {"name": "washing", "t_in_c": 20, "t_out_c": 40, "duty_mw": 0.5},
    ]
    return Case.model_validate(data | {"matches": matches})


def designed(**matches: Any) -> Solution:
    case = case_with(**matches)
    assert check_consistency(case) == ()
    solution = design(case, solver_profile("proof"))
    assert solution.proof.proved
    assert [check.name for check in solution.checks if not check.passed] == []
    return solution


def heat_mwh(solution: Solution, giver: str, taker: str) -> float:
    flows = solution.flows
    return float(flows[(flows["from"] == giver) & (flows["to"] == taker)]["heat_mwh_per_a"].sum())


def machines(solution: Solution) -> list[str]:
    equipment = solution.equipment
    return list(equipment[equipment["type"] == "heat_pump"]["tag"])


@pytest.fixture(scope="module")
def free() -> Solution:
    return designed()


@pytest.fixture(scope="module")
def banned() -> Solution:
    return designed(forbidden=[BAN])


def test_without_a_ban_the_whey_warms_the_product(free: Solution) -> None:
    assert heat_mwh(free, "whey", "product") > 1000.0


def test_a_ban_of_direct_exchange_leaves_the_way_through_a_machine(
    free: Solution, banned: Solution
) -> None:
    assert heat_mwh(banned, "whey", "product") == 0.0
    assert sum(heat_mwh(banned, "whey", machine) for machine in machines(banned)) > 1000.0
    assert banned.proof.objective_eur_per_a > free.proof.objective_eur_per_a


def test_a_ban_that_covers_units_leaves_the_product_to_the_boiler(banned: Solution) -> None:
    covered = designed(forbidden=[BAN | {"covers": "units"}])
    assert covered.proof.objective_eur_per_a > banned.proof.objective_eur_per_a
    # No other source: every MWh of the product comes from the boiler or not from the whey.
    boiled = heat_mwh(covered, "gas_boiler", "product")
    assert boiled == pytest.approx(2.0 * HOURS_PER_YEAR, abs=HEAT_TOLERANCE_MWH)
    assert heat_mwh(covered, "whey", "washing") == pytest.approx(
        0.5 * HOURS_PER_YEAR, abs=HEAT_TOLERANCE_MWH
    )


def test_a_match_that_names_nothing_or_stands_twice_is_found() -> None:
    case = case_with(forbidden=[BAN, BAN, BAN | {"sink": "nothing"}])
    found = {finding.place: finding for finding in check_consistency(case)}
    assert "given already" in found["matches.forbidden[1]"].message
    assert found["matches.forbidden[2].sink"].permitted == "product, washing"


def priced(eur_per_mwh: float) -> Solution:
    return designed(priced=[BAN | {"eur_per_mwh": eur_per_mwh}])


def test_a_small_price_of_a_match_is_paid_by_the_heat_that_it_carries(
    free: Solution, tmp_path: Path
) -> None:
    solution = priced(2.0)
    heat = heat_mwh(solution, "whey", "product")
    item = next(i for i in solution.proposed.annual if i.name == "whey_to_product_match")
    assert heat > 1000.0
    assert item.first_year_eur == pytest.approx(2.0 * heat, rel=1e-6)
    assert solution.proof.objective_eur_per_a > free.proof.objective_eur_per_a
    write_report(solution, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_a_price_beyond_all_else_does_what_a_ban_does(banned: Solution) -> None:
    dear = priced(500.0)
    assert heat_mwh(dear, "whey", "product") == pytest.approx(0.0, abs=HEAT_TOLERANCE_MWH)
    assert dear.proof.objective_eur_per_a == pytest.approx(
        banned.proof.objective_eur_per_a, rel=1e-5
    )


def test_a_price_in_between_costs_no_more_than_the_ban_and_no_less_than_nothing(
    free: Solution, banned: Solution
) -> None:
    cost = priced(20.0).proof.objective_eur_per_a
    assert free.proof.objective_eur_per_a - 1 <= cost <= banned.proof.objective_eur_per_a + 1


def test_a_pair_is_either_forbidden_or_priced() -> None:
    found = check_consistency(case_with(forbidden=[BAN], priced=[BAN | {"eur_per_mwh": 5}]))
    assert [one.place for one in found] == ["matches.priced[0]"]
