"""A broken workbook gets findings, never a traceback, never a hang."""

import io
import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.read_case import read_case

LONGEST_S = 60.0
"""On a busy machine; what is refused early takes a fraction of a second."""
SHEET = "xl/worksheets/sheet6.xml"
FindingsOf = Callable[[Path], tuple[Finding, ...]]


def with_part(path: Path, name: str, content: bytes) -> Path:
    """A copy of a workbook in which a part of the zip is another."""
    parts = {}
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, text in (parts | {name: content}).items():
            archive.writestr(part, text)
    return path


def edited(path: Path, change: Callable[[Any], None]) -> Path:
    """A workbook after a change of the opened book."""
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def only(findings: tuple[Finding, ...]) -> Finding:
    (finding,) = findings
    return finding


def test_a_file_that_is_no_zip_is_told(tmp_path: Path, findings_of: FindingsOf) -> None:
    path = tmp_path / "study.xlsx"
    path.write_text("name;value\n", encoding="utf-8")
    assert "is no workbook" in only(findings_of(path)).message


def test_an_empty_file_is_told(tmp_path: Path, findings_of: FindingsOf) -> None:
    path = tmp_path / "study.xlsx"
    path.touch()
    assert "is no workbook" in only(findings_of(path)).message


def test_a_zip_without_a_workbook_is_told(tmp_path: Path, findings_of: FindingsOf) -> None:
    path = tmp_path / "study.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")
    assert "no workbook" in only(findings_of(path)).message


@pytest.mark.parametrize(
    ("content", "said"),
    [("EncryptedPackage".encode("utf-16-le"), "password"), (b"Workbook", "old form")],
)
def test_a_protected_or_old_workbook_is_told(
    content: bytes, said: str, tmp_path: Path, findings_of: FindingsOf
) -> None:
    path = tmp_path / "study.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + content)
    assert said in only(findings_of(path)).message


@pytest.mark.parametrize("ending", [".xlsm", ".xls", ".xlsb", ".ods"])
def test_another_kind_of_workbook_is_told_what_to_be(
    ending: str, tmp_path: Path, findings_of: FindingsOf
) -> None:
    path = tmp_path / f"study{ending}"
    path.write_bytes(b"anything")
    assert ".xlsx" in only(findings_of(path)).mend


def test_macros_are_refused(small_workbook: Path, findings_of: FindingsOf) -> None:
    with_part(small_workbook, "xl/vbaProject.bin", b"macro")
    assert "macros" in only(findings_of(small_workbook)).message


def test_two_hundred_megabytes_of_cells_are_refused_at_once(
    small_workbook: Path, findings_of: FindingsOf
) -> None:
    with_part(small_workbook, SHEET, b'<c r="A1"><v>1</v></c>' * 9_100_000)
    started = time.monotonic()
    finding = only(findings_of(small_workbook))
    assert time.monotonic() - started < LONGEST_S
    assert "holds more than a study needs" in finding.message
    assert "MB unpacked" in finding.value


def test_a_zip_bomb_is_refused_without_unpacking_it(
    small_workbook: Path, findings_of: FindingsOf
) -> None:
    with zipfile.ZipFile(small_workbook, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(20):
            archive.writestr(f"xl/media/{number}", bytes(10_000_000))
    assert "holds more than a study needs" in only(findings_of(small_workbook)).message


def test_entities_that_grow_are_refused(small_workbook: Path, findings_of: FindingsOf) -> None:
    lines = [f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "x" * 50}">' for n in range(12)]
    text = f'<?xml version="1.0"?><!DOCTYPE t [{"".join(lines)}]><worksheet>&a11;</worksheet>'
    started = time.monotonic()
    findings_of(with_part(small_workbook, SHEET, text.encode()))
    assert time.monotonic() - started < LONGEST_S


def test_rows_and_columns_far_out_are_told_in_time(
    small_workbook: Path, findings_of: FindingsOf
) -> None:
    rows = "".join(
        f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 1_000_000, 10)
    )
    text = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    started = time.monotonic()
    findings = findings_of(with_part(small_workbook, SHEET, text.encode()))
    assert time.monotonic() - started < LONGEST_S
    assert any("lies beyond what is read" in finding.message for finding in findings)


def test_merged_cells_are_told_with_their_range(
    small_workbook: Path, findings_of: FindingsOf
) -> None:
    edited(small_workbook, lambda book: book["Zones"].merge_cells("B4:C4"))
    finding = only(findings_of(small_workbook))
    assert (finding.place, "merged" in finding.message) == ("Zones!B4:C4", True)


def test_a_formula_that_nothing_has_calculated_is_told(
    small_workbook: Path, cell_name: Callable[..., str], findings_of: FindingsOf
) -> None:
    cell = cell_name(small_workbook, "Boilers", "max_mw")

    def write(book: Any) -> None:
        book["Boilers"][cell] = "=2+2"

    finding = only(findings_of(edited(small_workbook, write)))
    assert finding.place == f"Boilers!{cell}"
    assert "formula without a value" in finding.message
    assert finding.value == "=2+2"


def test_a_formula_counts_by_its_last_value(
    small_workbook: Path, cell_name: Callable[..., str]
) -> None:
    cell = cell_name(small_workbook, "Boilers", "efficiency")
    name = "xl/worksheets/sheet" + str(
        openpyxl.load_workbook(small_workbook).sheetnames.index("Boilers") + 1
    )
    with zipfile.ZipFile(small_workbook) as archive:
        text = archive.read(f"{name}.xml").decode()
    found = text.partition(f'<c r="{cell}"')[2].partition("</c>")[0]
    calculated = found.replace("<v>0.9</v>", "<f>0.8+0.05</f><v>0.85</v>")
    assert calculated != found
    with_part(small_workbook, f"{name}.xml", text.replace(found, calculated).encode())
    assert read_case(small_workbook).boilers[0].efficiency == 0.85


def test_a_hidden_sheet_is_told(small_workbook: Path, findings_of: FindingsOf) -> None:
    def hide(book: Any) -> None:
        book["Stores"].sheet_state = "hidden"

    finding = only(findings_of(edited(small_workbook, hide)))
    assert (finding.place, "hidden" in finding.message) == ("Stores!A1", True)


@pytest.mark.parametrize(
    ("sheet", "said"), [("Zones", "the sheet is missing"), ("Prices", "the sheet is missing")]
)
def test_a_missing_sheet_that_is_needed_is_told_once(
    sheet: str, said: str, small_workbook: Path, findings_of: FindingsOf
) -> None:
    edited(small_workbook, lambda book: book.remove(book[sheet]))
    finding = only(findings_of(small_workbook))
    assert (finding.place, finding.message) == (sheet, said)


def test_a_missing_sheet_that_may_be_empty_is_no_fault(small_workbook: Path) -> None:
    case = read_case(small_workbook)
    assert read_case(edited(small_workbook, lambda book: book.remove(book["Loops"]))) == case


def test_a_renamed_sheet_is_told_with_its_likely_name(
    small_workbook: Path, findings_of: FindingsOf
) -> None:
    def rename(book: Any) -> None:
        book["Boilers"].title = "Boiler"

    finding = only(findings_of(edited(small_workbook, rename)))
    assert finding.mend == "did you mean Boilers?"


def test_sheets_and_columns_of_the_users_own_are_left_alone(small_workbook: Path) -> None:
    case = read_case(small_workbook)

    def note(book: Any) -> None:
        book.create_sheet("# notes")["A1"] = "mine"
        book.create_sheet("Sheet1")
        column = book["Zones"].max_column + 1
        for row, text in ((2, "# checked by"), (4, "me")):
            book["Zones"].cell(row, column).value = text

    assert read_case(edited(small_workbook, note)) == case


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("grid_limit", "the key grid_limit is not known"),
        (None, "a value stands in a column without a key"),
        ("grid_limit_mw", "the key grid_limit_mw is given twice"),
    ],
)
def test_an_extra_or_doubled_column_is_told(
    key: object, said: str, small_workbook: Path, findings_of: FindingsOf
) -> None:
    def add(book: Any) -> None:
        column = book["Zones"].max_column + 1
        for row, value in ((2, key), (3, "MW"), (4, 5)):
            book["Zones"].cell(row, column).value = value

    finding = only(findings_of(edited(small_workbook, add)))
    assert said in finding.message
    assert finding.place.startswith("Zones!")


def test_a_doubled_or_unknown_line_of_a_form_is_told(
    small_workbook: Path, cell_name: Callable[..., str], findings_of: FindingsOf
) -> None:
    key = cell_name(small_workbook, "Economics", "economics.observation_a", part="Key")

    def write(book: Any) -> None:
        book["Economics"][key] = "economics.interest"

    said = [finding.message for finding in findings_of(edited(small_workbook, write))]
    assert any("the key economics.interest is given already" in message for message in said)
    assert "is missing" in said


def test_two_objects_of_one_name_are_told(
    small_workbook: Path, cell_name: Callable[..., str], findings_of: FindingsOf
) -> None:
    cell = cell_name(small_workbook, "Sources", "name", row=2)

    def write(book: Any) -> None:
        book["Sources"][cell] = "warm_water"

    finding = only(findings_of(edited(small_workbook, write)))
    assert finding.place.startswith(f"Sources!{cell}")
    assert "given already" in finding.message


def test_every_finding_comes_at_once(
    small_workbook: Path, cell_name: Callable[..., str], findings_of: FindingsOf
) -> None:
    places = [
        ("Sources", cell_name(small_workbook, "Sources", "t_in_c"), "warm?no"),
        ("Boilers", cell_name(small_workbook, "Boilers", "efficiency"), "good"),
        ("Prices", cell_name(small_workbook, "Prices", "prices.co2_eur_per_t"), "1.234"),
    ]

    def write(book: Any) -> None:
        for sheet, cell, value in places:
            book[sheet][cell] = value

    found = [finding.place for finding in findings_of(edited(small_workbook, write))]
    assert len(found) == len(places)
    assert all(any(one.startswith(f"{s}!{c}") for one in found) for s, c, _ in places)


@pytest.mark.parametrize("seed", range(24))
def test_a_damaged_file_gets_findings_or_is_read(seed: int, small_workbook: Path) -> None:
    """Bytes of the XML parts, or of the zip itself, are changed at random."""
    chance = random.Random(seed)
    content = bytearray(small_workbook.read_bytes())
    if seed % 2:
        with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
            name = chance.choice(archive.namelist())
            part = bytearray(archive.read(name))
        for _ in range(chance.randint(1, 8)):
            part[chance.randrange(len(part))] = chance.randrange(256)
        with_part(small_workbook, name, bytes(part))
    else:
        for _ in range(chance.randint(1, 30)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        small_workbook.write_bytes(bytes(content))
    with suppress(CaseError):
        read_case(small_workbook)
