"""Reports of finished results, and results side by side, as a user asks for them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner

from industrial_hp.case.case import Case
from industrial_hp.cli.commands import application
from industrial_hp.cli.design_run import parse_formats
from industrial_hp.errors import CaseError, UsageError
from industrial_hp.pipeline import compare_results, design, report_again, write_report
from industrial_hp.reporting import page_frame
from industrial_hp.results.comparison import compared
from industrial_hp.results.solution import Solution

CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"


def solution_with(**changes: Any) -> Solution:
    data = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    data["prices"]["natural_gas"] |= changes
    return design(Case.model_validate(data))


@pytest.fixture(scope="module")
def solutions() -> dict[str, Solution]:
    return {"cheap": solution_with(), "dear": solution_with(price_eur_per_mwh=90)}


@pytest.fixture(scope="module")
def folders(
    solutions: dict[str, Solution], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("results")
    for name, solution in solutions.items():
        write_report(solution, place / name, formats=("json",))
    return {name: place / name for name in solutions}


def run(*arguments: object) -> Any:
    return CliRunner().invoke(application(), [str(part) for part in arguments])


def test_report_writes_workbook_and_page_of_a_finished_result(folders: dict[str, Path]) -> None:
    done = run("report", folders["cheap"])
    assert done.exit_code == 0, done.output
    assert (folders["cheap"] / "report.xlsx").is_file()
    page = (folders["cheap"] / "report.html").read_text(encoding="utf-8")
    assert "What do we recommend?" in page
    assert not list(folders["cheap"].glob("*.partial"))


def test_a_page_written_again_is_the_page_of_the_design(
    folders: dict[str, Path], solutions: dict[str, Solution], tmp_path: Path
) -> None:
    report_again(folders["dear"], ("html",))
    again = (folders["dear"] / "report.html").read_text(encoding="utf-8")
    solution = replace(solutions["dear"], timings_s={})
    write_report(solution, tmp_path, formats=("html", "json"))
    first = (tmp_path / "report.html").read_text(encoding="utf-8")
    seconds = "<dt>Model</dt>"  # the time that it took stands there
    assert [line for line in again.splitlines() if seconds not in line] == [
        line for line in first.splitlines() if seconds not in line
    ]


def test_compare_sets_results_side_by_side(
    folders: dict[str, Path], solutions: dict[str, Solution], tmp_path: Path
) -> None:
    done = run("compare", folders["cheap"], folders["dear"], "--out", tmp_path / "both")
    assert done.exit_code == 0, done.output
    book = load_workbook(tmp_path / "both" / "compare.xlsx")
    rows = list(book["Key figures"].iter_rows(min_row=3, values_only=True))
    assert rows[0] == ("Key figures", "Unit", "cheap", "dear")
    cost = next(row for row in rows if row[0] == "Total annual cost, levelled")
    for place, name in enumerate(("cheap", "dear"), start=2):
        expected = solutions[name].key_figure("total_annual_cost_eur").proposed
        assert cost[place] == pytest.approx(expected)
    page = (tmp_path / "both" / "compare.html").read_text(encoding="utf-8")
    assert "prices.natural_gas.price_eur_per_mwh" in page


def test_only_inputs_that_differ_are_listed(solutions: dict[str, Solution]) -> None:
    found = compared(tuple(solutions), tuple(solutions.values()))
    (row,) = found.inputs
    assert row.title == "prices.natural_gas.price_eur_per_mwh"
    assert row.values == (60.0, 90.0)
    assert not found.today_is_one
    same = compared(("a", "b"), (solutions["cheap"], solutions["cheap"]))
    assert same.inputs == ()
    assert same.today_is_one


def test_every_folder_without_a_result_is_named(folders: dict[str, Path], tmp_path: Path) -> None:
    with pytest.raises(CaseError) as error:
        compare_results([tmp_path / "a", folders["cheap"], tmp_path / "b"], tmp_path / "out")
    assert [Path(finding.place).parent.name for finding in error.value.findings] == ["a", "b"]
    assert not (tmp_path / "out").exists()


def test_one_result_cannot_be_compared(folders: dict[str, Path]) -> None:
    done = run("compare", folders["cheap"])
    assert isinstance(done.exception, UsageError)
    assert "two folders or more; found 1" in str(done.exception)


def test_without_the_extra_the_page_is_refused_at_once_with_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, folders: dict[str, Path]
) -> None:
    monkeypatch.setattr(page_frame, "find_spec", lambda name: None)
    with pytest.raises(UsageError, match=r"pip install 'industrial-hp\[html\]'"):
        parse_formats("json,html")
    assert [path.name for path in report_again(folders["cheap"])] == ["report.xlsx"]


def test_an_unknown_format_is_told_with_those_permitted(folders: dict[str, Path]) -> None:
    done = run("report", folders["cheap"], "--format", "pdf")
    assert isinstance(done.exception, UsageError)
    assert "choose from xlsx, html, svg" in str(done.exception)
