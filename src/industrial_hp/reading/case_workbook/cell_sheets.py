"""An .xlsx file -> cells of its sheets, refused early where it could harm, stall or mislead.

A workbook is a zip of XML parts. Its size unpacked is known before anything is unpacked, and no
more than that is read; formulas and merged cells are searched for in the text of the parts, since
openpyxl's reading of rows tells neither.
"""

import datetime
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from industrial_hp.errors import CaseError, Finding

MAX_BYTES, MAX_UNPACKED_BYTES = 20_000_000, 60_000_000
MAX_PARTS = 500
MAX_ROWS, MAX_COLUMNS = 20_000, 400
SAVE_AGAIN = "open it in Excel or LibreOffice and save it as .xlsx"
UNREADABLE = (
    zipfile.BadZipFile, InvalidFileException, ParseError, zlib.error, OSError, EOFError,
    KeyError, ValueError, TypeError, AttributeError, IndexError, ArithmeticError,
    NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip
"""What zipfile, the XML parser and openpyxl raise on a damaged file; they promise none of it."""
OLD_OR_ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z0-9:]+)\"")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
FILLED = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=\"([A-Z]{1,3})(\d{1,7})\"[^>]*?(?<!/)>")


@dataclass(frozen=True)
class SheetCell:
    """A cell that is not empty."""

    row: int
    column: int
    value: Any
    in_per_cent: bool = False
    """Whether its number is shown in per cent: 0.05 as 5 %."""

    @property
    def address(self) -> str:
        """Name of the cell within its sheet."""
        return f"{get_column_letter(self.column)}{self.row}"


@dataclass(frozen=True)
class CellSheet:
    """A sheet with what stands in its cells."""

    title: str
    cells: tuple[SheetCell, ...]
    findings: tuple[Finding, ...]
    hidden: bool

    def place(self, address: str) -> str:
        """A cell as the formulas of a spreadsheet name it."""
        return cell_place(self.title, address)


def cell_place(title: str, address: str) -> str:
    """Sheet and cell as the formulas of a spreadsheet name them."""
    plain = re.fullmatch(r"[A-Za-z_]+", title)
    name = title if plain else "'" + title.replace("'", "''") + "'"
    return f"{name}!{address}"


def read_cell_sheets(path: Path) -> tuple[CellSheet, ...]:
    """Read every sheet of a workbook.

    Raises
    ------
    CaseError
        If the file is no workbook, or larger than any study needs, or holds macros.
    """
    finding = _container_finding(path)
    if finding:
        raise CaseError([finding])
    try:
        return tuple(_sheets(path))
    except UNREADABLE as error:
        detail = f"{type(error).__name__}: {error}"[:120]
        message = f"is damaged and cannot be read as a workbook ({detail})"
        raise CaseError([Finding(path.name, message, mend=SAVE_AGAIN)]) from None


def _container_finding(path: Path) -> Finding | None:
    """What is wrong with the file as a whole."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(min(size, MAX_BYTES))
    except OSError as error:
        return Finding(path.name, "cannot be read", str(error.strerror))
    if size > MAX_BYTES:
        return Finding(path.name, "is too large for a case", f"{size / 1e6:.0f} MB", "20 MB")
    if head.startswith(OLD_OR_ENCRYPTED):
        locked = ENCRYPTED_PART in head
        return Finding(
            path.name,
            "is protected by a password" if locked else "is a workbook of the old form (.xls)",
            mend="save it as .xlsx without a password" if locked else SAVE_AGAIN,
        )
    try:
        with zipfile.ZipFile(path) as archive:
            return _archive_finding(path.name, archive)
    except UNREADABLE:
        return Finding(path.name, "is no workbook", permitted="an .xlsx file", mend=SAVE_AGAIN)


def _archive_finding(name: str, archive: zipfile.ZipFile) -> Finding | None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & 1 for part in parts):
        return Finding(name, "is protected by a password", mend="save it without a password")
    if any(part.endswith("vbaproject.bin") for part in names):
        return Finding(name, "holds macros", mend="save it as .xlsx, which has none")
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
        return Finding(
            name,
            "holds more than a study needs",
            f"{unpacked / 1e6:,.0f} MB unpacked in {len(parts)} parts",
            f"{MAX_UNPACKED_BYTES / 1e6:.0f} MB, {MAX_PARTS} parts",
            "leave in it only the sheets of the template, without pictures and empty rows",
        )
    if "xl/workbook.xml" not in names:
        return Finding(name, "is a zip file but no workbook", mend=SAVE_AGAIN)
    return None


def _sheets(path: Path) -> Iterator[CellSheet]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl tells what it does not support, which is unused
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        with zipfile.ZipFile(path) as archive:
            for sheet in book.worksheets:
                source = archive.read(sheet._worksheet_path)  # type: ignore[attr-defined]
                cells = tuple(_cells(sheet))
                findings = list(_source_findings(sheet.title, source))
                if FORMULA.search(source):
                    have = {(cell.row, cell.column) for cell in cells}
                    findings += _uncalculated(path, sheet.title, have)
                hidden = sheet.sheet_state != "visible"
                yield CellSheet(sheet.title, cells, tuple(findings), hidden)
        book.close()


def _cells(sheet: Any) -> Iterator[SheetCell]:
    sheet.reset_dimensions()  # what a file says of its own size need not be so
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        for cell in row:
            value = cell.value
            if value is None or (isinstance(value, str) and not value.strip()):
                continue
            number = isinstance(value, int | float)
            yield SheetCell(cell.row, cell.column, value, number and "%" in cell.number_format)


def _source_findings(title: str, source: bytes) -> Iterator[Finding]:
    """Merged cells, and cells beyond the rows and columns that are read."""
    for found in MERGED.finditer(source):
        yield Finding(
            cell_place(title, found.group(1).decode()),
            "is merged; only its first cell would be read",
            mend="undo the merging and fill each cell",
        )
    for found in FILLED.finditer(source):
        letters, row = found.group(1).decode(), int(found.group(2))
        if row > MAX_ROWS or column_index_from_string(letters) > MAX_COLUMNS:
            yield Finding(
                cell_place(title, f"{letters}{row}"),
                "lies beyond what is read",
                permitted=f"{MAX_ROWS} rows, {MAX_COLUMNS} columns",
                mend="delete the rows and columns beyond the data",
            )
            return


def _uncalculated(path: Path, title: str, have: set[tuple[int, int]]) -> Iterator[Finding]:
    """Formulas whose value the file does not hold."""
    book = load_workbook(path, read_only=True, data_only=False, keep_links=False)
    sheet: Any = book[title]
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS):
        for cell in row:
            if cell.value is None or cell.data_type != "f" or (cell.row, cell.column) in have:
                continue
            yield Finding(
                cell_place(title, f"{get_column_letter(cell.column)}{cell.row}"),
                "is a formula without a value: no spreadsheet has calculated it yet",
                str(cell.value)[:80],
                mend=f"{SAVE_AGAIN}, or write the number",
            )
    book.close()


def is_date(value: object) -> bool:
    """Whether a spreadsheet has taken a value for a date or a time."""
    return isinstance(value, datetime.date | datetime.time | datetime.timedelta)
