"""Machines of one size, standing by, at least load and with few starts, against hand calculation.

Water 25 -> 20 degC, a sink 50 -> 80 degC, a gas boiler of 0.9, ammonia; four blocks of six hours.
"""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.checking import verify
from industrial_hp.pipeline import design
from industrial_hp.pipeline.reports import write_report
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
DUTY_MW = (3.0, 0.5, 3.0, 0.5)


def designed(duty_mw: tuple[float, ...] = DUTY_MW, **options: Any) -> Solution:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["calendar"] = {"block_hours": [6.0, 6.0, 6.0, 6.0]}
    data["series"] = {"duty_mw": duty_mw}
    data["sinks"][0]["duty_mw"] = "duty_mw"
    data["prices"]["electricity"]["energy_eur_per_mwh"] = 40
    data["heat_pumps"] |= {"partial_levels": False, **options}
    return design(Case.model_validate(data), solver_profile("proof"))


def pump(solution: Solution) -> Any:
    table = solution.equipment
    return table[table["type"] == "heat_pump"].iloc[0]


def heat_mw(solution: Solution) -> list[float]:
    table = solution.proposed.dispatch
    rows = table[table["type"] == "heat_pump"]
    return [round(float(value), 6) for value in rows["heat_out_mw"]]


def assert_right(solution: Solution, folder: Path) -> None:
    assert [check.name for check in solution.checks if not check.passed] == []
    write_report(solution, folder, formats=("json", "csv"))
    assert [check.name for check in verify(folder).checks if not check.passed] == []


def test_without_rules_the_machine_follows_the_demand(tmp_path: Path) -> None:
    solution = designed()
    assert heat_mw(solution) == [3.0, 0.5, 3.0, 0.5]
    assert pump(solution)["size"] == pytest.approx(3.0)
    assert_right(solution, tmp_path)


def test_sizes_are_whole_numbers_of_machines(tmp_path: Path) -> None:
    solution = designed(machine_size_mw=0.8)
    assert pump(solution)["size"] == pytest.approx(0.8 * pump(solution)["machines"])
    assert pump(solution)["machines"] in (3, 4)
    assert_right(solution, tmp_path)


def test_a_machine_stands_by_at_full_duty(tmp_path: Path) -> None:
    # Three of one MW carry the duty, a fourth is bought and stands by.
    solution = designed(machine_size_mw=1.0, spare_machines=1)
    assert pump(solution)["machines"] == 4
    assert max(heat_mw(solution)) == pytest.approx(3.0)
    table = solution.proposed.dispatch
    assert table["largest_mw"].max() == pytest.approx(3.0)
    assert_right(solution, tmp_path)


def test_no_machine_runs_below_its_least_load(tmp_path: Path) -> None:
    # One machine of any size: 0.5 MW is below half of what it would have to be for 3 MW.
    solution = designed(minimum_load_share=0.5)
    size, heat = float(pump(solution)["size"]), np.array(heat_mw(solution))
    assert ((heat == 0) | (heat >= 0.5 * size - 1e-6)).all()
    assert solution.proof.objective_eur_per_a > designed().proof.objective_eur_per_a
    assert_right(solution, tmp_path)


def test_several_machines_reach_a_lower_load_than_one(tmp_path: Path) -> None:
    # Machines of 0.5 MW: one of them alone carries the low demand at its full load.
    solution = designed(machine_size_mw=0.5, minimum_load_share=0.5)
    assert heat_mw(solution) == [3.0, 0.5, 3.0, 0.5]
    assert_right(solution, tmp_path)


def test_starts_of_a_day_are_limited() -> None:
    # Without demand between the peaks it must stop twice; with one start it serves one peak only.
    peaks, rules = (3.0, 0.0, 3.0, 0.0), {"minimum_load_share": 0.2}
    assert heat_mw(designed(peaks, **rules, starts_per_day=2)) == [3.0, 0.0, 3.0, 0.0]
    served = np.array(heat_mw(designed(peaks, **rules, starts_per_day=1))) > 1e-6
    assert sum(bool(now and not served[i - 1]) for i, now in enumerate(served)) == 1


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [({"spare_machines": 1}, "machine_size_mw"), ({"starts_per_day": 2}, "minimum_load_share")],
)
def test_rules_want_what_they_rest_on(rule: dict[str, Any], wanted: str) -> None:
    with pytest.raises(ValueError, match=wanted):
        designed(**rule)
