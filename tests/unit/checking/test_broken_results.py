"""A result whose files are missing, cut or wrong gets findings, never a traceback."""

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from industrial_hp import design, read_case, write_report
from industrial_hp.checking import verify
from industrial_hp.checking.steam import saturation_temperature_c
from industrial_hp.cli.commands import application
from industrial_hp.errors import CaseError
from industrial_hp.solving.options import solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
KELVIN = 0.001


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("result")
    solution = design(read_case(SMALL_CASE), solver_profile("quick"))
    write_report(solution, folder, formats=("json", "csv"))
    return folder


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    place = tmp_path / "result"
    shutil.copytree(finished, place)
    return place


def findings(place: Path) -> str:
    with pytest.raises(CaseError) as raised:
        verify(place)
    return "\n".join(str(finding) for finding in raised.value.findings)


@pytest.mark.parametrize(
    "name",
    ["dispatch.csv", "equipment.csv", "flows.csv", "heat_streams.csv", "kpis.csv", "status.json"],
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert f"{name}: is missing" in findings(folder)


def test_a_missing_case_is_named(folder: Path) -> None:
    shutil.rmtree(folder / "case")
    assert "no such case" in findings(folder)


def test_a_cut_file_is_told_with_its_place(folder: Path) -> None:
    path = folder / "dispatch.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines[:-1], lines[-1][:40]]) + "\n", encoding="utf-8")
    assert "dispatch.csv: line" in findings(folder)


def test_text_in_a_number_is_told_with_line_and_column(folder: Path) -> None:
    path = folder / "flows.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = lines[1].split(",")
    cells[lines[0].split(",").index("heat_mwh_per_a")] = "much"
    lines[1] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert "flows.csv: line 2, heat_mwh_per_a: is not a number" in findings(folder)


def test_a_missing_column_is_named(folder: Path) -> None:
    path = folder / "kpis.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("proposed", "after", 1), encoding="utf-8")
    assert "kpis.csv: the column is missing; found proposed" in findings(folder)


@pytest.mark.parametrize("content", ["", "{", "[1, 2]"])
def test_a_document_that_is_none_is_told(folder: Path, content: str) -> None:
    (folder / "results.json").write_text(content, encoding="utf-8")
    assert "results.json" in findings(folder)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        (("proposed",), "text"),
        (("base",), "text"),
        (("proposed", "cash_flow"), None),
        (("proposed", "annual", 0, "first_year_eur"), "much"),
        (("proposed", "capital", 0, "lifetime_a"), 0),
        (("proposed", "cash_flow", "rows", 0, "amounts_eur"), [1.0]),
    ],
)
def test_money_that_is_not_whole_is_told(folder: Path, keys: tuple[Any, ...], value: Any) -> None:
    path = folder / "results.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    part = data
    for key in keys[:-1]:
        part = part[key]
    part[keys[-1]] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    assert f"results.json: {keys[0]}" in findings(folder)


def test_text_in_the_status_and_an_unknown_period_are_told(folder: Path) -> None:
    path = folder / "status.json"
    data = json.loads(path.read_text(encoding="utf-8")) | {"gap": "small"}
    path.write_text(json.dumps(data), encoding="utf-8")
    assert "status.json: gap: is not a number" in findings(folder)
    path.write_text(json.dumps(data | {"gap": 0.0}), encoding="utf-8")
    table = pd.read_csv(folder / "heat_streams.csv")
    table["period"] = "another"
    table.to_csv(folder / "heat_streams.csv", index=False)
    assert "a period that dispatch.csv does not have" in findings(folder)


def test_the_command_ends_with_the_codes_of_its_answers(folder: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke
    good = run(application(), ["verify", str(folder)])
    assert good.exit_code == 0
    assert "checks passed" in good.output
    table = pd.read_csv(folder / "kpis.csv")
    table.loc[table["name"] == "spf", "proposed"] = 9.0
    table.to_csv(folder / "kpis.csv", index=False)
    bad = run(application(), ["verify", str(folder), "--json"])
    assert bad.exit_code == 6
    assert '"passed": false' in bad.output
    with pytest.raises(CaseError):
        run(application(), ["verify", str(tmp_path / "none")], catch_exceptions=False)


@pytest.mark.parametrize(
    ("pressure_bar", "saturation_c"),
    # IAPWS R7-97(2012), table 36: 0.1, 1 and 10 MPa.
    [(1.0, 99.605919), (10.0, 179.885632), (100.0, 310.999488)],
)
def test_saturation_is_that_of_the_published_check_values(
    pressure_bar: float, saturation_c: float
) -> None:
    # 372.755919, 453.035632, 584.149488 K in the table.
    assert saturation_temperature_c(pressure_bar) == pytest.approx(saturation_c, abs=KELVIN)
