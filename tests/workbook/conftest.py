"""A small solution, its workbook, and the recalculation of that workbook."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.reporting import write_workbook
from industrial_hp.results.solution import Solution

CASE = Path(__file__).parent / "case"
REPORT_DATE = date(2026, 1, 2)

LibreOffice = Callable[[Path, Mapping[str, float]], Workbook]
Recalculate = Callable[[Mapping[str, float]], Workbook]


@pytest.fixture(scope="session")
def solution() -> Solution:
    return design(read_case(CASE))


@pytest.fixture(scope="session")
def report(solution: Solution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.xlsx"
    write_workbook(solution, path, report_date=REPORT_DATE)
    return path


@pytest.fixture(scope="session")
def formulas(report: Path) -> Workbook:
    return load_workbook(report)


@pytest.fixture(scope="session")
def cached(report: Path) -> Workbook:
    return load_workbook(report, data_only=True)


@pytest.fixture(scope="session")
def recalculate(report: Path, libreoffice: LibreOffice) -> Recalculate:
    """Change cells ("Sheet!A1") of the report and calculate all formulas anew."""
    return lambda changes: libreoffice(report, changes)


@pytest.fixture(scope="session")
def recalculated(recalculate: Recalculate) -> Workbook:
    return recalculate({})
