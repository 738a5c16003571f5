"""A small solution, its workbook, and a recalculation of any workbook by LibreOffice."""

import os
import shutil
import subprocess
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
LONGEST_RECALCULATION_S = 180

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
def recalculate(report: Path, tmp_path_factory: pytest.TempPathFactory) -> Recalculate:
    """Change cells ("Sheet!A1") of the report and let LibreOffice calculate all formulas anew.

    Openpyxl saves formulas without their values, so nothing can be taken from the cache.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        message = "LibreOffice (soffice) is not installed: nothing recalculates the workbook"
        if os.environ.get("INDUSTRIAL_HP_CI"):
            pytest.fail(message)
        pytest.skip(message)
    profile = tmp_path_factory.mktemp("profile")

    def run(changes: Mapping[str, float]) -> Workbook:
        folder = tmp_path_factory.mktemp("recalculated")
        book = load_workbook(report)
        for place, value in changes.items():
            sheet, _, cell = place.rpartition("!")
            book[sheet][cell] = value
        book.save(folder / "changed.xlsx")
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={profile.as_uri()}",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                str(folder / "out"),
                str(folder / "changed.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=LONGEST_RECALCULATION_S,
        )
        return load_workbook(folder / "out" / "changed.xlsx", data_only=True)

    return run


@pytest.fixture(scope="session")
def recalculated(recalculate: Recalculate) -> Workbook:
    return recalculate({})
