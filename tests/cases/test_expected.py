"""Every case of the library: the whole job, against what its expected.yaml states."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp import design, read_case
from industrial_hp.superstructure.assemble import design_problem

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/expected.yaml"))
TODAY_SHARE = 1e-4


@pytest.fixture(params=CASES, ids=lambda path: path.parent.name)
def expected(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    path: Path = request.param
    return path.parent, yaml.safe_load(path.read_text(encoding="utf-8"))


def test_a_case_offers_what_it_says(expected: tuple[Path, dict[str, Any]]) -> None:
    folder, stated = expected
    case = read_case(folder)
    problem = design_problem(case)
    offered = {
        "zones": len(problem.zones),
        "candidates": len(problem.heat_pumps),
        "refrigerants": len({unit.refrigerant for unit in problem.heat_pumps}),
        "loops": len(problem.loops),
        "stores": len(problem.stores),
    }
    short = {k: offered[k] for k, least in stated["at_least"].items() if offered[k] < least}
    assert not short, f"fewer than stated: {short}"


@pytest.mark.long
def test_a_case_is_designed_as_expected(expected: tuple[Path, dict[str, Any]]) -> None:
    folder, stated = expected
    solution = design(read_case(folder))
    cost = stated["annual_cost_eur"]
    proof = solution.proof
    assert proof.status in ("optimal", "gap_reached", "time_limit")
    assert all(check.passed for check in solution.checks)
    assert cost["low"] * (1 - 1e-6) <= proof.objective_eur_per_a
    assert proof.lower_bound_eur_per_a <= cost["high"]
    if proof.proved:
        assert proof.objective_eur_per_a <= cost["high"]
    assert solution.base is not None
    today = solution.base.annual_cost_eur
    assert today == pytest.approx(stated["today_annual_cost_eur"], rel=TODAY_SHARE)
    pumps = solution.equipment[solution.equipment["type"] == "heat_pump"]
    assert stated["heat_pumps_mw"]["low"] <= pumps["size_mw"].sum()
    assert pumps["size_mw"].sum() <= stated["heat_pumps_mw"]["high"]
