"""Result files: promised names and columns, nothing infinite, a case that reads back equal."""

import csv
import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from industrial_hp.case.case import Case
from industrial_hp.export.case_files import write_case_files
from industrial_hp.export.planning_files import (
    DISPATCH_COLUMNS,
    EQUIPMENT_COLUMNS,
    write_result_files,
)
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution

ROOT = Path(__file__).parents[3]
CASES = (ROOT / "cases" / "dairy_and_district", ROOT / "tests" / "workbook" / "case")
KEY_FIGURES = [
    "total_annual_cost_eur",
    "investment_eur",
    "npv_eur",
    "irr",
    "mirr",
    "payback_a",
    "discounted_payback_a",
    "lcoh_eur_per_mwh",
    "co2_t_per_a",
    "heat_delivered_mwh_per_a",
    "electricity_mwh_per_a",
    "fuel_mwh_per_a",
    "spf",
    "waste_heat_used_mwh_per_a",
    "peak_electricity_mw",
    "unmet_heat_mwh_per_a",
    "primary_energy_mwh_per_a",
]


@pytest.fixture(scope="module")
def solution() -> Solution:
    return design(read_case(CASES[1]))


@pytest.fixture(scope="module")
def folder(solution: Solution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out")
    write_result_files(solution, path)
    return path


def no_constant(name: str) -> None:
    raise AssertionError(f"{name} is no JSON")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_written_case_reads_back_equal(path: Path, tmp_path: Path) -> None:
    case = read_case(path)
    write_case_files(case, tmp_path / "case")
    assert read_case(tmp_path / "case") == case


def test_numbers_of_a_case_survive_to_the_last_bit(tmp_path: Path) -> None:
    case = read_case(CASES[1])
    odd = tuple(value / 3 for value in case.series["hot_water_mw"])
    data = case.model_dump() | {"series": case.series | {"hot_water_mw": odd}}
    data["economics"]["interest"] = 1e-7 / 3
    changed = Case.model_validate(data)
    write_case_files(changed, tmp_path)
    assert read_case(tmp_path) == changed


def test_status_has_the_promised_keys(folder: Path, solution: Solution) -> None:
    status = json.loads((folder / "status.json").read_text(), parse_constant=no_constant)
    assert list(status) == [
        "schema_version",
        "status",
        "proved",
        "proved_for",
        "objective_eur_per_a",
        "lower_bound_eur_per_a",
        "gap",
        "messages",
        "timings_s",
        "model",
        "stamp",
    ]
    assert status["status"] == solution.proof.status
    assert set(status["model"]) == {"rows", "columns", "nonzeros", "binaries"}
    assert {"input_sha256", "catalogue_sha256", "seed"} <= set(status["stamp"])


def test_a_failed_check_is_a_message(solution: Solution, tmp_path: Path) -> None:
    first, *others = solution.checks
    failed = replace(solution, checks=(replace(first, passed=False), *others))
    write_result_files(failed, tmp_path, formats=())
    messages = json.loads((tmp_path / "status.json").read_text())["messages"]
    assert any(first.name in message for message in messages)


def test_results_hold_every_key_figure_and_null_where_undefined(
    folder: Path, solution: Solution
) -> None:
    results = json.loads((folder / "results.json").read_text(), parse_constant=no_constant)
    assert list(results["kpis"]) == KEY_FIGURES
    assert results["kpis"]["npv_eur"]["base"] is None
    assert results["kpis"]["npv_eur"]["proposed"] == solution.key_figure("npv_eur").proposed
    assert results["project_flows_eur"] == list(solution.project_flows_eur or ())
    assert results["proposed"]["cash_flow"]["years"] == list(solution.proposed.cash_flow.years)
    assert len(results["equipment"]) == len(solution.equipment)


def test_an_infinite_gap_is_null(solution: Solution, tmp_path: Path) -> None:
    unbounded = replace(solution.proof, gap=math.inf, lower_bound_eur_per_a=-math.inf)
    write_result_files(replace(solution, proof=unbounded), tmp_path, formats=("json",))
    for name in ("status.json", "results.json"):
        json.loads((tmp_path / name).read_text(), parse_constant=no_constant)
    assert json.loads((tmp_path / "status.json").read_text())["gap"] is None


def test_tables_begin_with_the_promised_columns(folder: Path, solution: Solution) -> None:
    promised = {
        "kpis": ("name", "unit", "base", "proposed"),
        "equipment": EQUIPMENT_COLUMNS,
        "flows": ("zone", "from", "to", "heat_mwh_per_a"),
        "dispatch": DISPATCH_COLUMNS,
    }
    for name, columns in promised.items():
        header = (folder / f"{name}.csv").read_text().partition("\n")[0].split(",")
        assert header[: len(columns)] == list(columns)
    assert len(rows(folder / "dispatch.csv")) == len(solution.proposed.dispatch)


def test_numbers_of_tables_read_back_exactly(folder: Path, solution: Solution) -> None:
    found = [float(row["heat_out_mw"]) for row in rows(folder / "dispatch.csv")]
    assert found == solution.proposed.dispatch["heat_out_mw"].tolist()
    assert "nan" not in (folder / "dispatch.csv").read_text().lower()


def test_a_lone_dash_is_a_unit_and_no_formula(folder: Path) -> None:
    units = {row["name"]: row["unit"] for row in rows(folder / "kpis.csv")}
    assert units["spf"] == "-"


def test_text_in_tables_is_no_formula(folder: Path) -> None:
    titles = [row["title"] for row in rows(folder / "equipment.csv")]
    assert any("cmd|" in title for title in titles)
    assert not any(title.startswith(("=", "+", "-", "@")) for title in titles)


def test_formats_choose_the_files(solution: Solution, tmp_path: Path) -> None:
    write_result_files(solution, tmp_path, formats=("json",))
    assert {path.name for path in tmp_path.iterdir()} == {"status.json", "results.json", "case"}


def test_the_same_solution_gives_the_same_bytes(
    folder: Path, solution: Solution, tmp_path: Path
) -> None:
    write_result_files(solution, tmp_path)
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()
