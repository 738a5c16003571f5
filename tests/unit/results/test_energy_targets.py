"""Energy targets before and after integration, against the balance of a design by hand."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.pipeline.case_targets import case_targets
from industrial_hp.results.energy_targets import targets_of_the_year
from industrial_hp.solving.options import solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
HOURS = 8760


@pytest.fixture(scope="module")
def case() -> Case:
    """Water 25 -> 20 degC, 4 MW; a sink 50 -> 80 degC, 3 MW; all year."""
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    return Case.model_validate(data)


def test_streams_that_cannot_meet_need_all_heat_and_cold_from_outside(case: Case) -> None:
    (row,) = case_targets(case).to_dict("records")
    assert (row["hot_mw"], row["cold_mw"]) == (pytest.approx(3.0), pytest.approx(4.0))
    # Sink from 50 + 2.5 degC, source up to 25 - 2.5 degC: no heat passes between.
    assert row["pinch_shifted_c"] == "52.5; 22.5"


def test_what_the_machine_takes_and_gives_is_gone_from_the_targets(case: Case) -> None:
    solution = design(case, solver_profile("proof"))
    pump = solution.equipment[solution.equipment["type"] == "heat_pump"].iloc[0]
    heat, power = float(pump["heat_mwh_per_a"]), float(pump["electricity_mwh_per_a"])
    boiler = solution.equipment[solution.equipment["type"] == "boiler"].iloc[0]
    (year,) = targets_of_the_year(solution.targets).to_dict("records")
    assert year["hot_mwh_per_a"] == pytest.approx(3.0 * HOURS)
    assert year["hot_left_mwh_per_a"] == pytest.approx(3.0 * HOURS - heat, abs=1e-3)
    assert year["hot_left_mwh_per_a"] == pytest.approx(float(boiler["heat_mwh_per_a"]), abs=1e-3)
    assert year["cold_left_mwh_per_a"] == pytest.approx(4.0 * HOURS - (heat - power), rel=1e-6)
