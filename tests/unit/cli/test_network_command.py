"""The command ``network``: files, JSON and exit codes."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

STREET = Path(__file__).parents[2] / "cases" / "street_of_three"
RUN = "from industrial_hp.cli import run; run()"


def network(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN, "network", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    out = tmp_path_factory.mktemp("network") / "out"
    ended = network(STREET, "--out", out, "--json", "--threads", 1)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout), out


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def test_json_tells_cost_bound_gap_and_key_figures(finished: tuple[dict[str, Any], Path]) -> None:
    told, _ = finished
    assert told["status"] == "gap_reached"
    assert told["proved"] is True
    assert told["lower_bound_eur_per_a"] <= told["objective_eur_per_a"]
    assert told["kpis"]["heat_sold_mwh_per_a"] == {"unit": "MWh/a", "value": pytest.approx(650.0)}
    assert "whole catalogue sizes" in told["proved_for"]


def test_the_folder_holds_pipes_map_and_key_figures(finished: tuple[dict[str, Any], Path]) -> None:
    _, out = finished
    pipes = rows(out / "pipes.csv")
    assert [row["trench"] for row in pipes] == ["stub_3", "stub_1", "stub_2", "main"]
    assert {"dn", "peak_kg_per_s", "mean_kg_per_s", "loss_kw", "investment_eur"} <= set(pipes[0])
    shapes = json.loads((out / "network.geojson").read_text(encoding="utf-8"))["features"]
    kinds = [feature["properties"]["kind"] for feature in shapes]
    assert (kinds.count("pipe"), kinds.count("consumer"), kinds.count("source")) == (4, 3, 1)
    assert shapes[-1]["geometry"] == {"type": "Point", "coordinates": [10.0, 50.0]}
    drawn = (out / "network_map.svg").read_text(encoding="utf-8")
    assert "Pipes by nominal diameter" in drawn
    figures = {row["name"]: row for row in rows(out / "summary.csv")}
    assert figures["loss_share"]["unit"] == "-"


def test_a_wrong_folder_is_invalid_input_with_its_findings(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STREET, tmp_path / "street"))
    table = folder / "consumers.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("house_2", "house_8"), "utf-8")
    ended = network(folder, "--out", tmp_path / "out", "--json")
    assert ended.returncode == 3
    (finding,) = json.loads(ended.stdout)["findings"]
    assert finding["place"] == "consumers.csv: line 3: node"
    status = json.loads((tmp_path / "out" / "status.json").read_text(encoding="utf-8"))
    assert status["status"] == "invalid_input"


def test_an_infeasible_network_ends_with_its_reason(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STREET, tmp_path / "street"))
    table = folder / "sources.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("heat,1,", "heat,0.1,"), "utf-8")
    ended = network(folder, "--out", tmp_path / "out")
    assert ended.returncode == 4
    assert "0.100 MW by all sources" in ended.stderr


def test_an_earlier_result_is_replaced_by_force_only(
    finished: tuple[dict[str, Any], Path], tmp_path: Path
) -> None:
    out = Path(shutil.copytree(finished[1], tmp_path / "again"))
    assert network(STREET, "--out", out).returncode == 3
    assert network(STREET, "--out", out, "--force", "--threads", 1).returncode == 0
