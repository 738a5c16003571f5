"""YAML -> workbook -> YAML gives the same case; examples, drop-downs and notes of the template."""

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl import Workbook

from industrial_hp.case.case import Case
from industrial_hp.errors import OutputError, UsageError
from industrial_hp.export.case_files import write_case_files
from industrial_hp.reading.case_workbook.template import example_case, write_template
from industrial_hp.reading.read_case import read_case

ROOT = Path(__file__).parents[3]
CASES = sorted(path.parent for path in (ROOT / "cases").rglob("case.yaml"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_the_same_after_a_workbook_and_after_yaml(folder: Path, tmp_path: Path) -> None:
    case = read_case(folder)
    from_workbook = read_case(write_template(tmp_path / "study.xlsx", case))
    assert from_workbook == case
    write_case_files(from_workbook, tmp_path / "case")
    assert read_case(tmp_path / "case") == case


def test_a_folder_may_hold_a_workbook_in_place_of_yaml(small_workbook: Path) -> None:
    case = read_case(small_workbook)
    small_workbook.rename(small_workbook.with_name("case.xlsx"))
    assert read_case(small_workbook.parent) == case


def test_every_kind_of_object_comes_back_as_it_was(tmp_path: Path) -> None:
    case = example_case()
    assert read_case(write_template(tmp_path / "study.xlsx", case)) == case


def test_the_examples_of_an_empty_template_are_a_valid_study(tmp_path: Path) -> None:
    path = write_template(tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(path)
    for sheet in book:
        header = {cell.value: cell.column for cell in sheet[1]}
        for row in range(2, sheet.max_row + 1):
            if "Example" in header and sheet.title != "Start":
                sheet.cell(row, header["Value"], sheet.cell(row, header["Example"]).value)
            elif sheet.cell(row, 1).value == "example" and sheet.title != "Start":
                sheet.cell(row, 1).value = None
    book.save(path)
    assert read_case(path) == example_case()


def test_an_empty_template_tells_what_is_mandatory(
    tmp_path: Path, findings_of: Callable[[Path], tuple[Any, ...]]
) -> None:
    places = [finding.place for finding in findings_of(write_template(tmp_path / "new.xlsx"))]
    assert any(place.startswith("Study!") and "(name)" in place for place in places)
    assert any(place.startswith("Prices!") and "co2_eur_per_t" in place for place in places)
    assert "Zones!A1 (zones)" in places
    assert not any("example" in str(finding) for finding in places)


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5 K below", "@home", "=HYPERLINK(1)"])
def test_text_that_looks_like_a_formula_stays_text(
    text: str, tmp_path: Path, small_case: Case
) -> None:
    case = small_case.model_copy(update={"description": text, "title": text})
    path = write_template(tmp_path / "study.xlsx", case)
    assert read_case(path).description == text
    assert b"<f>" not in zipfile.ZipFile(path).read("xl/worksheets/sheet2.xml")


def test_text_that_no_cell_holds_is_refused_and_leaves_no_file(
    tmp_path: Path, small_case: Case
) -> None:
    too_long = small_case.model_copy(update={"description": "x" * 40_000})
    with pytest.raises(OutputError, match="does not fit into a workbook: description"):
        write_template(tmp_path / "study.xlsx", too_long)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_replaced_only_by_force(tmp_path: Path, small_case: Case) -> None:
    path = tmp_path / "study.xlsx"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match="exists"):
        write_template(path, small_case)
    assert path.read_text(encoding="utf-8") == "mine"
    assert read_case(write_template(path, small_case, force=True)) == small_case


def test_a_template_has_the_name_of_a_workbook(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"ends in \.xlsx"):
        write_template(tmp_path / "study.xlsm")


def test_libreoffice_may_open_and_save_the_workbook(
    small_workbook: Path,
    small_case: Case,
    tmp_path: Path,
    libreoffice: Callable[[Path, Mapping[str, float]], Workbook],
) -> None:
    saved = tmp_path / "saved.xlsx"
    libreoffice(small_workbook, {}).save(saved)
    assert read_case(saved) == small_case


def drop_downs(path: Path, sheet: str) -> dict[str, str]:
    """Source of the drop-down of each cell range."""
    validations = openpyxl.load_workbook(path)[sheet].data_validations.dataValidation
    return {str(one.sqref): str(one.formula1) for one in validations}


def values_of(path: Path, source: str) -> set[object]:
    """Values of a range that a drop-down names."""
    sheet, _, cells = source.strip("=").replace("$", "").rpartition("!")
    rows = openpyxl.load_workbook(path)[sheet.strip("'")][cells]
    return {row[0].value for row in rows}


def test_drop_downs_offer_kinds_catalogue_rows_and_names(
    small_workbook: Path, cell_name: Callable[..., str]
) -> None:
    def source(sheet: str, key: str) -> str:
        column = cell_name(small_workbook, sheet, key).rstrip("0123456789")
        found = drop_downs(small_workbook, sheet)
        return next(text for cells, text in found.items() if cells.startswith(f"{column}4:"))

    assert values_of(small_workbook, source("Sources", "kind")) >= {"liquid", "water_body"}
    costs = values_of(small_workbook, source("Boilers", "cost"))
    assert "gas_boiler_steam" in costs
    assert "hot_water_tank" not in costs  # a price per m3 is none for a boiler
    assert "site" in values_of(small_workbook, source("Sinks", "zone"))
    assert source("Sinks", "duty_mw").startswith("'Series'!")


def test_units_can_be_chosen_and_headers_carry_notes(
    small_workbook: Path, cell_name: Callable[..., str]
) -> None:
    unit = cell_name(small_workbook, "Sinks", "duty_mw", row=0)
    assert drop_downs(small_workbook, "Sinks")[unit] == '"MW,W,kW,GW"'
    sheet = openpyxl.load_workbook(small_workbook)["Sinks"]
    note = sheet[cell_name(small_workbook, "Sinks", "t_in_c", row=-2)].comment
    assert note is not None
    assert "inlet temperature" in note.text.lower()
    assert "-20 to 250" in note.text


def test_the_first_sheet_prints_the_key_of_every_colour(small_workbook: Path) -> None:
    sheet = openpyxl.load_workbook(small_workbook).worksheets[0]
    key = {str(row[1].value): row[0].fill.fgColor.rgb for row in sheet.iter_rows()}
    looks = {text.partition(" ")[0]: fill for text, fill in key.items()}
    assert looks["Mandatory"] not in (looks["Optional"], looks["Unit"], looks["Example"])


def test_mandatory_cells_differ_from_optional_ones_by_colour_and_frame(
    small_workbook: Path, cell_name: Callable[..., str]
) -> None:
    sheet = openpyxl.load_workbook(small_workbook)["Boilers"]
    needed = sheet[cell_name(small_workbook, "Boilers", "efficiency")]
    free = sheet[cell_name(small_workbook, "Boilers", "age_a")]
    assert needed.fill.fgColor.rgb != free.fill.fgColor.rgb
    assert needed.border.left.style != free.border.left.style
