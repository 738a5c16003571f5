"""What tests of several folders need: LibreOffice, pandapipes, networks of the reference."""

import csv
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from industrial_hp import Solution, design, read_case
from industrial_hp.checking.pandapipes_run import pandapipes_interpreter, run_pandapipes

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


@pytest.fixture(scope="session")
def designed() -> Callable[[Path], Solution]:
    """Design a case of the library once in a run, however many tests look at it."""
    found: dict[Path, Solution] = {}

    def solution(folder: Path) -> Solution:
        if folder not in found:
            found[folder] = design(read_case(folder))
        return found[folder]

    return solution


@pytest.fixture(scope="session")
def pandapipes() -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    """Solve a network by pandapipes, which is an extra."""
    if pandapipes_interpreter() is None:
        message = "pandapipes is not installed: nothing checks the networks independently"
        if os.environ.get("INDUSTRIAL_HP_CI"):
            pytest.fail(message)
        pytest.skip(message)
    return run_pandapipes


@pytest.fixture(scope="session")
def loop5() -> dict[str, Any]:
    """The ring of the reference as our check takes it, and what pandapipes 0.16.0 found."""
    folder = Path(__file__).parent / "reference" / "networks" / "pandapipes_loop5"

    def rows(name: str) -> list[dict[str, str]]:
        return list(csv.DictReader((folder / name).read_text(encoding="utf-8").splitlines()))

    return {
        "nodes": ["0", "1", "2", "3", "4"],
        "pipes": [
            {
                "name": f"{row['a']}-{row['b']}",
                "from": row["a"],
                "to": row["b"],
                "length_m": float(row["length_m"]),
                "inner_m": float(row["inner_diameter_mm"]) / 1e3,
                "roughness_m": 1e-4,
                "u_w_per_m_k": float(row["u_W_per_mK"]),
            }
            for row in rows("pipes.csv")
        ],
        "consumers": [
            {
                "node": row["node"],
                "heat_w": float(row["Q_kW"]) * 1e3,
                "return_c": float(row["T_return_C"]),
            }
            for row in rows("consumers.csv")
        ],
        "plants": [{"node": "0", "supply_c": 80.0, "mass_flow_kg_per_s": 0.0}],
        "ground_c": 10.0,
        "flow_pressure_bar": 6.0,
        "lift_bar": 1.5,
        "friction": "nikuradse",
        "sections": 1,
        "expected_pipes": rows("expected_pipes.csv"),
        "expected_nodes": rows("expected_junctions.csv"),
        "expected_consumers": rows("expected_consumers.csv"),
        "expected_plant": rows("expected_pump.csv")[0],
    }
