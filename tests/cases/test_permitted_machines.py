"""What the case rules out is not on offer, whatever it could do, and the reason is told."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.problem import DesignProblem

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
THREE = ["R717", "R600a", "R1234ze(E)"]


def case(zone: dict[str, Any] | None = None, **options: Any) -> Case:
    """Water 25 -> 20 degC, a sink 50 -> 80 degC, a gas boiler; three refrigerants."""
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    plain = {"refrigerants": THREE, "partial_levels": False, "refrigerants_per_match": 3}
    data["heat_pumps"] |= plain | options
    data["zones"][0] |= zone or {}
    return Case.model_validate(data)


def refrigerants(problem: DesignProblem) -> set[str]:
    return {unit.refrigerant for unit in problem.heat_pumps}


def reasons(problem: DesignProblem) -> dict[str, str]:
    return {one.tag: one.reason for one in problem.dropped}


@pytest.mark.parametrize(
    ("rule", "left", "refused"),
    [
        ({"pfas": "excluded"}, {"R717", "R600a"}, "R1234ze(E)"),
        ({"safety_classes": ["B2L", "A2L"]}, {"R717", "R1234ze(E)"}, "R600a"),
        ({"gwp_max": 0.5}, {"R717", "R600a"}, "R1234ze(E)"),
    ],
)
def test_a_rule_for_refrigerants_leaves_out_what_breaks_it(
    rule: dict[str, Any], left: set[str], refused: str
) -> None:
    problem = design_problem(case(lift_machine_limits=True, **rule))
    assert refrigerants(problem) == left
    assert refused in reasons(problem)[refused]


def test_a_lift_beyond_the_limit_is_not_offered() -> None:
    # From 20 degC, less 2.5 K on each side, to 80 degC: every machine lifts by more than 55 K.
    problem = design_problem(case(lift_machine_limits=True, maximum_lift_k=55))
    assert problem.heat_pumps == ()
    assert all("maximum_lift_k, 55 K" in reason for reason in reasons(problem).values())
    assert design_problem(case(lift_machine_limits=True, maximum_lift_k=75)).heat_pumps


def test_a_condenser_hotter_than_the_limit_is_not_offered() -> None:
    problem = design_problem(case(lift_machine_limits=True, maximum_condensing_c=70))
    assert problem.heat_pumps == ()
    assert all("maximum_condensing_c" in reason for reason in reasons(problem).values())


def test_only_what_is_sold_is_offered_on_request() -> None:
    free = design_problem(case(lift_machine_limits=True, compressor="screw"))
    sold = design_problem(case(lift_machine_limits=True, compressor="screw", market="offered"))
    gone = refrigerants(free) - refrigerants(sold)
    assert gone
    told = [reason for reason in reasons(sold).values() if "no offer of the catalogue" in reason]
    assert len(told) >= len(gone)


def test_nothing_new_stands_in_a_closed_zone() -> None:
    problem = design_problem(case({"new_equipment": "forbidden"}))
    assert problem.heat_pumps == ()
    assert "nothing new" in reasons(problem)["site"]
    assert all(boiler.existing_mw is not None for boiler in problem.boilers)


def test_the_floor_of_a_zone_limits_the_size_of_its_machines() -> None:
    def size_mw(solution: Solution) -> float:
        table = solution.equipment
        return float(table.loc[table["type"] == "heat_pump", "size_mw"].sum())

    options: dict[str, Any] = {"lift_machine_limits": True, "floor_m2_per_mw": 40}
    free = size_mw(design(case(**options), solver_profile("proof")))
    half = design(case({"floor_m2": 20 * free}, **options), solver_profile("proof"))
    assert size_mw(half) == pytest.approx(free / 2, rel=1e-6)
    assert [check.name for check in half.checks if not check.passed] == []
