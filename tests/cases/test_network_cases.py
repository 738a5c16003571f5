"""Every network study of the library: the whole job, against its expected_network.yaml."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.checking.network_check import check_network
from industrial_hp.pipeline.network_design import design_network
from industrial_hp.pipeline.network_reports import write_network
from industrial_hp.reading.network_files import read_network
from industrial_hp.results.network_solution import NetworkSolution
from industrial_hp.solving.options import SolverOptions

STUDIES = sorted((Path(__file__).parents[2] / "cases").glob("*/network.yaml"))


@pytest.fixture(scope="module", params=STUDIES, ids=lambda path: path.parent.name)
def expected(request: pytest.FixtureRequest) -> tuple[Path, dict[str, Any]]:
    folder: Path = request.param.parent
    return folder, yaml.safe_load((folder / "expected_network.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def solution(expected: tuple[Path, dict[str, Any]]) -> NetworkSolution:
    folder, stated = expected
    options = SolverOptions(gap=stated["gap"], time_limit_s=stated["time_limit_s"], threads=1)
    return design_network(read_network(folder), options=options)


def test_a_study_offers_what_it_says(expected: tuple[Path, dict[str, Any]]) -> None:
    folder, stated = expected
    study = read_network(folder)
    offered = {
        "consumers": len(study.consumers),
        "trenches": len(study.trenches),
        "sources": len(study.sources),
        "temperatures": len(study.options.temperatures),
    }
    assert offered == stated["offers"]


@pytest.mark.long
def test_a_network_is_found_and_bounded_as_expected(
    expected: tuple[Path, dict[str, Any]], solution: NetworkSolution
) -> None:
    _, stated = expected
    cost, proof = stated["annual_cost_eur"], solution.proof
    assert cost["low"] <= proof.objective_eur_per_a <= cost["high"]
    assert proof.lower_bound_eur_per_a <= cost["best_seen"]
    assert proof.lower_bound_eur_per_a >= cost["bound_at_least"]
    connected = sum(c.connected for c in solution.result.customers)
    assert stated["connected"]["low"] <= connected <= stated["connected"]["high"]
    assert solution.result.violations == ()


@pytest.mark.long
def test_a_network_passes_pandapipes(
    pandapipes: Callable[..., Any], solution: NetworkSolution, tmp_path: Path
) -> None:
    write_network(solution, tmp_path)
    found = check_network(tmp_path)
    assert [d for d in found.deviations if not d.passed] == []
    assert found.broken == ()
