"""Data sheets: areas by hand from heat, mean difference and coefficient; figures of the design."""

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.results.data_sheets import DataSheet
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
AMMONIA_IN_WATER = 1000.0
"""Evaporating ammonia against water in the catalogue [W/(m2 K)]."""

WATER_SHARE = 1e-4
"""The heat capacity of water is not quite constant over 5 K."""


@pytest.fixture(scope="module")
def solution() -> Solution:
    """Water 25 -> 20 degC, a sink 50 -> 80 degC, ammonia without superheat and subcooling."""
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    return design(Case.model_validate(data), solver_profile("proof"))


def sheet(solution: Solution, kind: str) -> DataSheet:
    return next(one for one in solution.data_sheets if one.type == kind)


def figure(of: DataSheet, label: str) -> float:
    return float(next(row.value for row in of.rows if row.label == label))


def test_the_evaporator_has_the_area_of_the_logarithmic_mean(solution: Solution) -> None:
    machine = sheet(solution, "heat_pump")
    evaporating = figure(machine, "Evaporating")
    warm, cold = 25 - evaporating, 20 - evaporating
    mean = (warm - cold) / math.log(warm / cold)
    heat_w = figure(machine, "Heat taken at the design") * 1e6
    (zone,) = [part for part in machine.areas if part.zone == "evaporating"]
    assert zone.mean_difference_k == pytest.approx(mean, rel=WATER_SHARE)
    assert zone.area_m2 == pytest.approx(heat_w / mean / AMMONIA_IN_WATER, rel=WATER_SHARE)


def test_the_condenser_gives_all_the_heat_of_the_machine(solution: Solution) -> None:
    machine = sheet(solution, "heat_pump")
    heat = sum(part.heat_mw for part in machine.areas if part.exchanger == "condenser")
    assert heat == pytest.approx(figure(machine, "Size"), rel=1e-9)
    assert all(part.area_m2 > 0 for part in machine.areas)


def test_every_new_unit_has_a_sheet_and_what_stands_has_none(solution: Solution) -> None:
    new = solution.equipment[~solution.equipment["existing"].astype(bool)]
    assert [one.tag for one in solution.data_sheets] == list(new["tag"])


def test_the_design_of_a_steady_year_is_its_range(solution: Solution) -> None:
    machine = sheet(solution, "heat_pump")
    assert figure(machine, "Evaporating over the year, lowest") == pytest.approx(
        figure(machine, "Evaporating")
    )
    assert figure(machine, "COP over the year, drive included, highest") == pytest.approx(
        figure(machine, "COP of the cycle at the design")
    )
