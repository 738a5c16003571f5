"""A small input workbook to change cell by cell."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from industrial_hp.case.case import Case
from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.case_workbook.template import write_template
from industrial_hp.reading.read_case import read_case

SMALL: dict[str, Any] = {
    "name": "small",
    "title": "A small case",
    "calendar": {
        "block_hours": [12, 12],
        "days": [{"name": "all_year", "days_by_month": {
            "jan": 31, "feb": 28, "mar": 31, "apr": 30, "may": 31, "jun": 30,
            "jul": 31, "aug": 31, "sep": 30, "oct": 31, "nov": 30, "dec": 31,
        }}],
    },
    "zones": [{"name": "site", "title": "Site"}],
    "sources": [
        {"name": "warm_water", "zone": "site", "kind": "liquid",
         "t_in_c": 40, "t_out_c": 20, "duty_mw": 2},
        {"name": "air", "zone": "site", "kind": "humid_air", "t_in_c": 70, "t_out_c": 25,
         "humidity_ratio_kg_per_kg": 0.05, "dry_air_kg_per_s": 10},
    ],
    "sinks": [
        {"name": "hot_water", "zone": "site", "kind": "liquid",
         "t_in_c": 50, "t_out_c": 80, "duty_mw": "demand_mw"},
    ],
    "boilers": [
        {"name": "gas_boiler", "zone": "site", "carrier": "natural_gas", "efficiency": 0.9,
         "supply_max_c": 110, "existing_mw": 4, "age_a": 10, "cost": "gas_boiler_hot_water"},
    ],
    "heat_pumps": {"refrigerants": ["R600a", "R717"]},
    "prices": {
        "electricity": {"energy_eur_per_mwh": 80, "network_eur_per_mwh": 10,
                        "network_eur_per_mw_a": 50000, "contains_co2": True,
                        "emission_factor_t_per_mwh": 0.3},
        "natural_gas": {"price_eur_per_mwh": 40, "basis": "HHV", "contains_co2": False,
                        "emission_factor_t_per_mwh_lhv": 0.201},
        "co2_eur_per_t": 75,
    },
    "economics": {"interest": 0.05, "observation_a": 20},
    "series": {"demand_mw": [2.0, 3.0]},
}  # fmt: skip


@pytest.fixture(scope="session")
def small_case() -> Case:
    """A case with a series, two kinds of sources and a boiler."""
    return Case.model_validate(SMALL)


@pytest.fixture(scope="session")
def written_workbook(tmp_path_factory: pytest.TempPathFactory, small_case: Case) -> Path:
    """The small case as an input workbook, written once."""
    return write_template(tmp_path_factory.mktemp("written") / "study.xlsx", small_case)


@pytest.fixture
def small_workbook(tmp_path: Path, written_workbook: Path) -> Path:
    """A copy of the small workbook to change."""
    return Path(shutil.copy(written_workbook, tmp_path / "study.xlsx"))


@pytest.fixture
def cell_name() -> Callable[..., str]:
    """The cell of a key in a workbook: in a table by its row of data, in a form its value."""

    def find(path: Path, sheet: str, key: str, row: int = 1, part: str = "Value") -> str:
        page = openpyxl.load_workbook(path)[sheet]
        header = {str(cell.value): cell.column_letter for cell in page[1]}
        for cells in page.iter_rows():
            for cell in cells:
                if cell.value == key and "Key" in header:
                    return f"{header[part]}{cell.row}"
                if cell.value == key:
                    return f"{cell.column_letter}{3 + row}"
        raise AssertionError(f"no key {key} on {sheet}")

    return find


@pytest.fixture
def changed() -> Callable[[Path, str, dict[str, Any]], Path]:
    """Write values into cells of a sheet, as a user does."""

    def change(path: Path, sheet: str, cells: dict[str, Any]) -> Path:
        book = openpyxl.load_workbook(path)
        for name, value in cells.items():
            book[sheet][name] = value
        book.save(path)
        return path

    return change


@pytest.fixture
def findings_of() -> Callable[[Path], tuple[Finding, ...]]:
    """The findings of a case that cannot be read."""

    def read(path: Path) -> tuple[Finding, ...]:
        with pytest.raises(CaseError) as caught:
            read_case(path)
        return caught.value.findings

    return read
