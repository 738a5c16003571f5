"""Every case of the library: the whole job, against what its expected.yaml states."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import Workbook

from industrial_hp import Solution, read_case, write_report
from industrial_hp.checking import verify
from industrial_hp.superstructure.assemble import design_problem

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/expected.yaml"))
TODAY_SHARE = 1e-4
RECALCULATED_SHARE = 1e-6


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.parent.name)
def expected(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    path: Path = request.param
    return path.parent, yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def solution(
    expected: tuple[Path, dict[str, Any]], designed: Callable[[Path], Solution]
) -> Solution:
    return designed(expected[0])


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
def test_a_case_is_designed_as_expected(
    expected: tuple[Path, dict[str, Any]], solution: Solution
) -> None:
    _, stated = expected
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
    money = solution.case.economics
    worth_of_one = sum((1 + money.interest) ** -year for year in range(1, money.observation_a + 1))
    npv = (today - proof.objective_eur_per_a) * worth_of_one
    assert solution.key_figure("npv_eur").proposed == pytest.approx(npv, rel=1e-5, abs=10.0)
    pumps = solution.equipment[solution.equipment["type"] == "heat_pump"]
    assert stated["heat_pumps_mw"]["low"] <= pumps["size_mw"].sum()
    assert pumps["size_mw"].sum() <= stated["heat_pumps_mw"]["high"]


@pytest.mark.long
def test_the_checker_passes_the_files_of_a_case(solution: Solution, tmp_path: Path) -> None:
    write_report(solution, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


@pytest.mark.long
def test_the_workbook_of_a_case_recalculates_to_its_key_figures(
    solution: Solution,
    libreoffice: Callable[[Path, Mapping[str, float]], Workbook],
    tmp_path: Path,
) -> None:
    write_report(solution, tmp_path, formats=("xlsx",))
    sheet = libreoffice(tmp_path / "report.xlsx", {})["Cash flow"]
    found = {row[0]: row[1] for row in sheet.iter_rows(min_row=5, max_row=40, values_only=True)}
    for label, name in (
        ("Net present value", "npv_eur"),
        ("Internal rate of return", "irr"),
        ("Levelised cost of heat, proposed", "lcoh_eur_per_mwh"),
    ):
        proposed = solution.key_figure(name).proposed
        assert found[label] == pytest.approx(proposed, rel=RECALCULATED_SHARE), label
