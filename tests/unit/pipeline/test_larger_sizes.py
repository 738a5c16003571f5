"""Piecewise cost laws: larger sizes at their own price, chosen by the optimum."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.checking import verify
from industrial_hp.pipeline import design, write_report
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.costs import investment

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
ROW = {
    "equipment": "Heat pump",
    "size_unit": "MW",
    "fixed_om_eur_per_size_a": 2000.0,
    "variable_om_eur_per_mwh": 2.0,
    "lifetime_a": 20,
    "indirect_included": True,
    "scope": "installed",
    "source": "assumed in this test",
}
SMALL = ROW | {
    "name": "small",
    "size_min": 0.1,
    "size_max": 1.0,
    "fixed_eur": 100e3,
    "variable_eur_per_size": 900e3,
    "larger_sizes": "middle",
}
MIDDLE = ROW | {
    "name": "middle",
    "size_min": 1.0,
    "size_max": 2.0,
    "fixed_eur": 400e3,
    "variable_eur_per_size": 600e3,
    "larger_sizes": "large",
}
LARGE = ROW | {
    "name": "large",
    "size_min": 2.0,
    "size_max": 20.0,
    "fixed_eur": 700e3,
    "variable_eur_per_size": 450e3,
}


def case(*rows: dict[str, Any], duty_mw: float = 3.0, **options: Any) -> Case:
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["sinks"][0]["duty_mw"] = duty_mw
    data["heat_pumps"] |= {"cost": rows[0]["name"]} | options
    return Case.model_validate(data | {"own_costs": rows})


def only(row: dict[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in row.items() if k != "larger_sizes"}


def designed(stated: Case) -> Solution:
    return design(stated, solver_profile("proof"))


@pytest.mark.parametrize("duty_mw", [0.6, 1.5, 3.0])
def test_the_optimum_is_the_best_of_the_ranges_taken_one_by_one(duty_mw: float) -> None:
    found = designed(case(SMALL, MIDDLE, LARGE, duty_mw=duty_mw))
    costs = []
    for row in (SMALL, MIDDLE, LARGE):
        ends = {"minimum_size_mw": row["size_min"], "maximum_size_mw": row["size_max"]}
        one = designed(case(only(row), duty_mw=duty_mw, **ends))
        costs.append(one.proof.objective_eur_per_a)
    assert found.proof.objective_eur_per_a == pytest.approx(min(costs), rel=1e-6)
    assert all(check.passed for check in found.checks)


def test_the_price_is_that_of_the_range_by_hand(tmp_path: Path) -> None:
    found = designed(case(SMALL, MIDDLE, LARGE))
    pump = found.equipment[found.equipment["type"] == "heat_pump"].iloc[0]
    assert pump["size"] > 2
    assert pump["cost_law"] == "large"
    assert pump["investment_eur"] == pytest.approx(700e3 + 450e3 * pump["size"])
    assert not pump["extrapolated"]
    write_report(found, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_larger_sizes_begin_where_the_smaller_end() -> None:
    law = investment(case(SMALL, MIDDLE, LARGE), "small")
    assert [part.size_min for part in law.larger] == [1.0, 2.0]
    assert [law.at(size).law for size in (0.5, 1.5, 5.0)] == ["small", "middle", "large"]
    # At 1 MW both laws say 1 MEUR; at 2 MW both say 1.6 MEUR.
    for size in (1.0, 2.0):
        prices = {p.fixed_eur + p.eur_per_size * size for p in (law, *law.larger)}
        assert min(prices) == pytest.approx({1.0: 1e6, 2.0: 1.6e6}[size])


def test_a_budget_counts_the_price_of_the_range() -> None:
    free = designed(case(SMALL, MIDDLE, LARGE))
    spent = free.key_figure("investment_eur").proposed
    assert spent is not None
    data = case(SMALL, MIDDLE, LARGE).model_dump()
    data["limits"] = {"investment_eur": spent * 1.0001}
    kept = designed(Case.model_validate(data))
    assert kept.proof.objective_eur_per_a == pytest.approx(free.proof.objective_eur_per_a, rel=1e-6)


def test_rows_that_lead_nowhere_or_back_are_findings() -> None:
    lost = check_consistency(case(SMALL | {"larger_sizes": "nowhere"}))
    assert [finding.place for finding in lost] == ["own_costs[0].larger_sizes"]
    back = check_consistency(case(SMALL, MIDDLE | {"larger_sizes": "small"}))
    assert [finding.place for finding in back] == ["own_costs[1].larger_sizes"]
    other = check_consistency(case(SMALL | {"larger_sizes": "hot_water_tank"}))
    assert [finding.place for finding in other] == ["own_costs[0].larger_sizes"]
