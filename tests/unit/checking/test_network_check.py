"""A finished network in pandapipes: trees and rings agree, and a planted error is seen."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from industrial_hp.checking.network_check import check_network
from industrial_hp.export.network_files import write_network_files
from industrial_hp.pipeline.network_design import design_network
from industrial_hp.reading.network_files import read_network
from industrial_hp.solving.options import SolverOptions

STREET = Path(__file__).parents[2] / "cases" / "street_of_three"
OPTIONS = SolverOptions(gap=1e-3, time_limit_s=60.0, threads=1)
Pandapipes = Callable[..., dict[str, Any]]


@pytest.fixture
def result(tmp_path: Path) -> Path:
    folder = tmp_path / "result"
    folder.mkdir()
    write_network_files(design_network(read_network(STREET), options=OPTIONS), folder)
    return folder


def changed_pipe(folder: Path, trench: str, column: str, factor: float) -> None:
    path = folder / "pipes.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if row["trench"] == trench:
            row[column] = str(factor * float(row[column]))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_a_network_agrees_with_pandapipes(pandapipes: Pandapipes, result: Path) -> None:
    found = check_network(result)
    assert found.passed
    assert {d.quantity for d in found.deviations} == {
        "mass flow",
        "supply drop",
        "return drop",
        "supply temperature",
    }
    assert found.worst_point == "house_3"


def test_two_sources_feed_one_network(pandapipes: Pandapipes, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STREET, tmp_path / "street"))
    (folder / "sources.csv").write_text(
        "id,node,kind,max_mw,heat_eur_per_mwh\nfirst,plant,heat,0.2,60\nsecond,house_2,heat,0.3,65\n",
        encoding="utf-8",
    )
    solution = design_network(read_network(folder), options=OPTIONS)
    assert all(plant.meeting_mw > 0.05 for plant in solution.result.plants)
    out = tmp_path / "result"
    out.mkdir()
    write_network_files(solution, out)
    found = check_network(out)
    assert [d for d in found.deviations if not d.passed] == []


@pytest.mark.parametrize(
    ("column", "factor", "quantity"),
    [("meeting_kg_per_s", 1.05, "mass flow"), ("supply_drop_bar", 0.9, "supply drop")],
)
def test_a_wrong_figure_is_seen(
    pandapipes: Pandapipes, result: Path, column: str, factor: float, quantity: str
) -> None:
    changed_pipe(result, "main", column, factor)
    failed = [d for d in check_network(result).deviations if not d.passed]
    assert [(d.quantity, d.where) for d in failed] == [(quantity, "main")]


def test_a_pipe_that_is_too_thin_breaks_its_limits(pandapipes: Pandapipes, result: Path) -> None:
    changed_pipe(result, "main", "inner_m", 0.6)
    broken = {b.limit for b in check_network(result).broken}
    assert broken == {"velocity", "pressure at consumer"}
