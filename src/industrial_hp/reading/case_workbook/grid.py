"""Cells of a sheet -> rows and columns under their keys; what has no key is told.

The row of keys is searched for, so a title may stand above it. A row that says `example` in the
column `#` is passed over, and so is every column whose key begins with `#`.
"""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from industrial_hp.errors import Finding
from industrial_hp.reading.case_workbook.cell_sheets import CellSheet, SheetCell, cell_place
from industrial_hp.reading.case_workbook.layout import Entry
from industrial_hp.reading.field_findings import NEAR
from industrial_hp.reading.time_series import INDEX_COLUMNS

LAST_HEADER_ROW = 20
REMARK, EXAMPLE = "#", "example"
KEY, UNIT, VALUE = "Key", "Unit", "Value"
"""Headers of a form's columns."""
LIST_KEY = re.compile(r"(.+)\[\d+\]$")
FRESH = "take the sheet from a new template (industrial-hp template)"


@dataclass
class TableGrid:
    """A table: filled cells of each row."""

    title: str
    columns: dict[str, int] = field(default_factory=dict)
    """Column of each key."""
    units: dict[str, SheetCell] = field(default_factory=dict)
    unit_row: int = 0
    rows: dict[int, dict[str, SheetCell]] = field(default_factory=dict)
    """Filled cells of each row by their key; rows without any are left out."""
    findings: list[Finding] = field(default_factory=list)

    def place(self, row: int, column: int) -> str:
        """Sheet and cell."""
        return cell_place(self.title, SheetCell(row, column, None).address)


@dataclass(frozen=True)
class Line:
    """A line of a form: its value and unit, none where empty."""

    row: int
    value: SheetCell | None
    unit: SheetCell | None


@dataclass
class FormGrid:
    """A form: lines of each key in order."""

    title: str
    lines: dict[str, list[Line]] = field(default_factory=dict)
    value_column: int = 0
    unit_column: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def readable(self) -> bool:
        """Whether the header was found."""
        return self.value_column > 0

    def value_place(self, line: Line) -> str:
        """Sheet and cell of the value of a line."""
        return cell_place(self.title, SheetCell(line.row, self.value_column, None).address)

    def unit_place(self, line: Line) -> str:
        """Sheet and cell of the unit of a line."""
        column = self.unit_column or self.value_column
        return cell_place(self.title, SheetCell(line.row, column, None).address)


Rows = Mapping[int, Mapping[int, SheetCell]]


def table_grid(sheet: CellSheet, keys: tuple[str, ...]) -> TableGrid:
    """The cells of a table below its keys."""
    return _keyed(sheet, keys)


def series_grid(sheet: CellSheet) -> TableGrid:
    """The cells of the series; every key but those of the index names a series."""
    return _keyed(sheet, INDEX_COLUMNS, others=True)


def form_grid(sheet: CellSheet, entries: Sequence[Entry]) -> FormGrid:
    """The lines of a form."""
    rows, grid = _rows(sheet), FormGrid(sheet.title)
    header = _header_row(rows, (KEY, VALUE), at_least=2)
    if header is None:
        message = f"the columns {KEY} and {VALUE} are missing"
        grid.findings.append(Finding(cell_place(sheet.title, "A1"), message, mend=FRESH))
        return grid
    column_of = {_text(cell): cell.column for cell in rows[header].values()}
    grid.value_column, grid.unit_column = column_of[VALUE], column_of.get(UNIT, 0)
    lists = {entry.key: entry.is_list for entry in entries}
    for row, cells in rows.items():
        line = Line(row, cells.get(grid.value_column), cells.get(grid.unit_column))
        if row > header and column_of[KEY] in cells:
            _add_line(grid, lists, cells[column_of[KEY]], line)
        elif row > header and line.value is not None:
            message, shown = "a value stands in a line without a key", repr(line.value.value)[:80]
            mend = "write the key of the line, or empty it"
            grid.findings.append(Finding(grid.value_place(line), message, shown, mend=mend))
    return grid


def _add_line(grid: FormGrid, lists: Mapping[str, bool], key_cell: SheetCell, line: Line) -> None:
    """Put a line under its key; an entry of a list has its number behind the key."""
    key, place = _text(key_cell), cell_place(grid.title, key_cell.address)
    name = LIST_KEY.sub(r"\1", key)
    if key.startswith(REMARK):
        return
    if name not in lists or (name != key and not lists[name]):
        grid.findings.append(_unknown_key(place, key, tuple(lists)))
    elif name in grid.lines and not lists[name]:
        message = f"the key {key} is given already in row {grid.lines[name][0].row}"
        grid.findings.append(Finding(place, message, mend="remove one of the lines"))
    else:
        grid.lines.setdefault(name, []).append(line)


def _keyed(sheet: CellSheet, keys: tuple[str, ...], *, others: bool = False) -> TableGrid:
    """Rows of a sheet below the row of keys; with others, any text is a key."""
    rows, grid = _rows(sheet), TableGrid(sheet.title)
    header = _header_row(rows, keys)
    if header is None:
        if rows and not others:
            message = "the row of keys is missing"
            grid.findings.append(Finding(grid.place(2, 1), message, "", ", ".join(keys), FRESH))
        return grid
    remarks = set()
    for column, cell in rows[header].items():
        key = _text(cell)
        if key.startswith(REMARK):
            remarks.add(column)
        elif key in grid.columns:
            place, message = grid.place(header, column), f"the key {key} is given twice"
            grid.findings.append(Finding(place, message, mend="remove one of the columns"))
            remarks.add(column)
        elif key in keys or others:
            grid.columns[key] = column
        else:
            grid.findings.append(_unknown_key(grid.place(header, column), key, keys))
            remarks.add(column)
    grid.unit_row = header + 1
    key_of = {column: key for key, column in grid.columns.items()}
    units = rows.get(grid.unit_row, {})
    grid.units = {key: units[column] for column, key in key_of.items() if column in units}
    for row, cells in rows.items():
        if row <= grid.unit_row or _is_example(rows[header], cells):
            continue
        keyed = {key_of[column]: cell for column, cell in cells.items() if column in key_of}
        if keyed:
            grid.rows[row] = keyed
        stray = [cells[column] for column in cells if column not in remarks | set(key_of)]
        grid.findings += [_stray(sheet.title, cell) for cell in stray]
    return grid


def _stray(title: str, cell: SheetCell) -> Finding:
    return Finding(
        cell_place(title, cell.address),
        "a value stands in a column without a key",
        repr(cell.value)[:80],
        mend=f"write the key of the column, or {REMARK} for remarks of your own",
    )


def _is_example(header: Mapping[int, SheetCell], cells: Mapping[int, SheetCell]) -> bool:
    return any(
        column in cells and _text(cells[column]).lower().startswith(EXAMPLE)
        for column, key in header.items()
        if _text(key) == REMARK
    )


def _rows(sheet: CellSheet) -> dict[int, dict[int, SheetCell]]:
    rows: dict[int, dict[int, SheetCell]] = {}
    for cell in sheet.cells:
        rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _header_row(rows: Rows, keys: tuple[str, ...], *, at_least: int = 1) -> int | None:
    """The first of the upper rows that holds so many of the keys."""
    for row, cells in rows.items():
        if row > LAST_HEADER_ROW:
            return None
        if len({_text(cell) for cell in cells.values()} & set(keys)) >= at_least:
            return row
    return None


def _text(cell: SheetCell) -> str:
    return str(cell.value).strip()


def _unknown_key(place: str, key: str, keys: tuple[str, ...]) -> Finding:
    close = difflib.get_close_matches(key, keys, n=1, cutoff=NEAR)
    own = f"remove it; keys of remarks of your own begin with {REMARK}"
    mend = f"did you mean {close[0]}?" if close else own
    return Finding(place, f"the key {key[:60]} is not known", permitted=", ".join(keys), mend=mend)
