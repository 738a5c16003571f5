"""What tests of several folders need: LibreOffice, to calculate a workbook anew."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

LONGEST_RECALCULATION_S = 180


@pytest.fixture(scope="session")
def libreoffice(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[Path, Mapping[str, float]], Workbook]:
    """Change cells ("Sheet!A1") of a workbook and let LibreOffice calculate all formulas anew.

    Openpyxl saves formulas without their values, so nothing can be taken from the cache.
    """
    soffice = shutil.which("soffice")
    if soffice is None:
        message = "LibreOffice (soffice) is not installed: nothing recalculates the workbook"
        if os.environ.get("INDUSTRIAL_HP_CI"):
            pytest.fail(message)
        pytest.skip(message)
    profile = tmp_path_factory.mktemp("profile")

    def run(report: Path, changes: Mapping[str, float]) -> Workbook:
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
