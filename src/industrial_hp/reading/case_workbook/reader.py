"""An input workbook -> plain data of a case, with the cell that each field stands in."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from industrial_hp.case.calendar import Calendar
from industrial_hp.errors import Finding
from industrial_hp.reading.case_workbook.cell_sheets import CellSheet, cell_place, read_cell_sheets
from industrial_hp.reading.case_workbook.grid import (
    FRESH,
    FormGrid,
    TableGrid,
    form_grid,
    series_grid,
    table_grid,
)
from industrial_hp.reading.case_workbook.layout import (
    KIND,
    LISTS,
    START,
    Form,
    SeriesSheet,
    Sheet,
    Table,
    workbook_layout,
)
from industrial_hp.reading.case_workbook.record import (
    LONGEST_SHOWN,
    PlacedCell,
    WorkbookRecord,
    part_at,
    put,
)
from industrial_hp.reading.case_workbook.series import series_values
from industrial_hp.reading.field_findings import NEAR, field_path
from industrial_hp.reading.readable_parts import Location

OWN_NOTES = "#"
"""What the names of sheets of the user's own begin with."""


@dataclass(frozen=True)
class WorkbookCase:
    """What a workbook states, before it is checked as a case."""

    record: WorkbookRecord
    series: TableGrid | None

    def values(self, calendar: Calendar | None) -> dict[str, tuple[float, ...]]:
        """The series by name; what is wrong with them joins the findings of the record."""
        if self.series is None:
            return {}
        return series_values(self.record, self.series, calendar)


def read_case_workbook(path: Path) -> WorkbookCase:
    """Read an input workbook.

    Raises
    ------
    CaseError
        If the file cannot be read as a workbook at all.
    """
    record, series = WorkbookRecord(), None
    missing = {sheet.title.lower(): sheet for sheet in workbook_layout()}
    titles = [sheet.title for sheet in missing.values()]
    for cells in read_cell_sheets(path):
        sheet = missing.pop(cells.title.strip().lower(), None)
        if sheet is None:
            record.findings += _unknown_sheet(cells, titles)
            continue
        record.findings += [*cells.findings, *_hidden(cells)]
        if isinstance(sheet, SeriesSheet):
            series = series_grid(cells)
            record.findings += series.findings
        elif isinstance(sheet, Table):
            _read_table(record, sheet, cells)
        else:
            _read_form(record, sheet, cells)
    for sheet in missing.values():
        _missing_sheet(record, sheet)
    return WorkbookCase(record, series)


def _hidden(cells: CellSheet) -> Iterator[Finding]:
    if cells.hidden:
        message = "the sheet is hidden, and nobody would see what is read from it"
        yield Finding(cell_place(cells.title, "A1"), message, mend="show it, or delete it")


def _unknown_sheet(cells: CellSheet, titles: list[str]) -> Iterator[Finding]:
    title = cells.title.strip()
    if title in (START, LISTS) or title.startswith(OWN_NOTES) or not cells.cells:
        return
    close = difflib.get_close_matches(title, titles, n=1, cutoff=NEAR)
    own = f"let the names of sheets of your own begin with {OWN_NOTES}"
    yield Finding(
        cell_place(cells.title, "A1"),
        "no sheet of this name belongs to a case, so it would not be read",
        permitted=", ".join(titles),
        mend=f"did you mean {close[0]}?" if close else own,
    )


def _missing_sheet(record: WorkbookRecord, sheet: Sheet) -> None:
    """A missing sheet is wrong where something on it is needed."""
    needed = isinstance(sheet, Table) and sheet.needed
    if isinstance(sheet, Form):
        needed = any(entry.kinds("always") for entry in sheet.entries)
    if needed:
        record.findings.append(Finding(sheet.title, "the sheet is missing", mend=FRESH))
        _give_up(record, sheet)


def _give_up(record: WorkbookRecord, sheet: Sheet) -> None:
    """Say nothing more of what would have stood on a sheet that cannot be read."""
    if isinstance(sheet, Table):
        record.give_up(sheet.steps, sheet.steps)
    elif isinstance(sheet, Form):
        for entry in sheet.entries:
            record.give_up(entry.steps, entry.steps)


def _read_table(record: WorkbookRecord, table: Table, cells: CellSheet) -> None:
    grid = table_grid(cells, tuple(entry.key for entry in table.entries))
    record.note(table.steps, cell_place(cells.title, "A1"))
    record.findings += grid.findings
    if not grid.columns and table.needed:
        _give_up(record, table)
        return
    objects = [
        _read_row(record, table, grid, row, (*table.steps, index))
        for index, row in enumerate(grid.rows)
    ]
    if objects or table.needed:
        put(record.data, table.steps, objects)


def _read_row(
    record: WorkbookRecord, table: Table, grid: TableGrid, row: int, loc: Location
) -> dict[str, Any]:
    """Plain data of a row; the cell of its kind is the place of the whole."""
    cells, column_of, item = grid.rows[row], grid.columns, dict[str, Any]()
    kind = str(cells[KIND].value).strip() if KIND in cells else ""
    known = any(one.kind in ("", kind) for entry in table.entries for one in entry.variants)
    if KIND in column_of:
        record.note(loc, grid.place(row, column_of[KIND]))
    for entry in table.entries:
        if entry.key not in column_of:
            continue
        place = grid.place(row, column_of[entry.key])
        path, cell = (*loc, *entry.steps), cells.get(entry.key)
        record.note(path, place)
        variant = entry.variant(kind) if known else entry.variants[0]
        if variant and variant.need == "always":
            part_at(item, entry.group)
        if cell and variant:
            unit_place = grid.place(grid.unit_row, cell.column)
            placed = PlacedCell(cell, place, grid.units.get(entry.key), unit_place)
            put(item, entry.steps, record.value(path, entry, variant, (placed,)))
        elif cell:
            message = f"{entry.key} does not belong to the kind {kind}"
            shown = repr(cell.value)[:LONGEST_SHOWN]
            record.findings.append(Finding(place, message, shown, mend="empty the cell"))
    return item


def _read_form(record: WorkbookRecord, form: Form, cells: CellSheet) -> None:
    grid = form_grid(cells, form.entries)
    record.findings += grid.findings
    if not grid.readable:
        _give_up(record, form)
        return
    for entry in form.entries:
        for length in range(1, len(entry.steps)):
            whole = field_path(entry.steps[:length])
            record.places.setdefault(whole, cell_place(cells.title, "A1"))
        if entry.kinds("always"):
            part_at(record.data, entry.group)
        placed = _placed(grid, entry.key)
        if entry.key in grid.lines:
            record.note(entry.steps, grid.value_place(grid.lines[entry.key][0]))
        if placed:
            value = record.value(entry.steps, entry, entry.variants[0], placed)
            put(record.data, entry.steps, value)


def _placed(grid: FormGrid, key: str) -> tuple[PlacedCell, ...]:
    """Filled cells of a field."""
    return tuple(
        PlacedCell(line.value, grid.value_place(line), line.unit, grid.unit_place(line))
        for line in grid.lines.get(key, ())
        if line.value is not None
    )
