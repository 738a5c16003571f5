"""The sheet of series -> values by name, in the unit of the field that uses each."""

from collections.abc import Mapping
from typing import Any

from pydantic.fields import FieldInfo

from industrial_hp.case.calendar import Calendar
from industrial_hp.errors import Finding
from industrial_hp.reading.case_workbook.cell_sheets import SheetCell
from industrial_hp.reading.case_workbook.cells import Refused, cell_value, stated_unit
from industrial_hp.reading.case_workbook.grid import TableGrid
from industrial_hp.reading.case_workbook.layout import Entry
from industrial_hp.reading.case_workbook.record import LONGEST_SHOWN, WorkbookRecord, unit_finding
from industrial_hp.reading.time_series import INDEX_COLUMNS, index_findings

MOST_FINDINGS = 5
"""Of one column; what else is wrong with it is counted."""
NO_FIELD = "-"


def series_values(
    record: WorkbookRecord,
    grid: TableGrid,
    calendar: Calendar | None,
) -> dict[str, tuple[float, ...]]:
    """Values of each series; what is wrong with them joins the findings of the record.

    Parameters
    ----------
    record : WorkbookRecord
        What the other sheets state, among it which field uses a series in which unit.
    grid : TableGrid
        The sheet of series.
    calendar : Calendar or None
        None if it is not usable.
    """
    names = [name for name in grid.columns if name not in INDEX_COLUMNS]
    filled = [name for name in names if any(name in cells for cells in grid.rows.values())]
    if calendar is not None and filled:
        days = tuple(day.name for day in calendar.days)
        record.findings += _index_findings(grid, days, calendar.block_hours)
    series = {}
    for name in filled:
        record.places[f"series: {name}"] = grid.place(grid.unit_row - 1, grid.columns[name])
        wanted = record.series_units.get(name, NO_FIELD)
        unit = _unit(record, grid, name, wanted)
        series[name] = _column(record, grid, name, (unit, wanted))
    return series


def _unit(record: WorkbookRecord, grid: TableGrid, name: str, wanted: str) -> str:
    """Unit of a column; that of the field where none need be stated or it is told as wrong."""
    cell = grid.units.get(name)
    if name not in record.series_units or (cell is None and wanted == NO_FIELD):
        return wanted
    unit = None if cell is None else stated_unit(cell.value, wanted)
    if unit is None:
        place = grid.place(grid.unit_row, grid.columns[name])
        record.findings.append(unit_finding(cell, place, wanted))
    return unit or wanted


def _column(
    record: WorkbookRecord, grid: TableGrid, name: str, units: tuple[str, str]
) -> tuple[float, ...]:
    """Numbers of a column; zero stands where one is missing or wrong, with a finding."""
    values: list[float] = []
    wrong: list[Finding] = []
    entry, field = _number_in(units[1])
    for row, cells in grid.rows.items():
        place = grid.place(row, grid.columns[name])
        cell = cells.get(name)
        value = (
            Refused("is empty", mend="fill the gap")
            if cell is None
            else cell_value(cell, entry, field, units[0])
        )
        if isinstance(value, Refused):
            shown = "" if cell is None else repr(cell.value)[:LONGEST_SHOWN]
            wrong.append(Finding(place, f"{name}: {value.message}", shown, "", value.mend))
        values.append(0.0 if isinstance(value, Refused) else float(value))
    record.findings += wrong[:MOST_FINDINGS]
    if len(wrong) > MOST_FINDINGS:
        place = grid.place(grid.unit_row - 1, grid.columns[name])
        message = f"{name}: {len(wrong) - MOST_FINDINGS} more cells of the column are wrong"
        record.findings.append(Finding(place, message, mend="mend them alike"))
    return tuple(values)


def _number_in(unit: str) -> tuple[Entry, FieldInfo]:
    """A number of a unit, as a cell of the workbook holds it."""
    extra: dict[str, Any] = {"unit": unit}
    return Entry(("value",), "number", False, ()), FieldInfo(json_schema_extra=extra)


def _index_findings(
    grid: TableGrid, day_names: tuple[str, ...], block_hours: tuple[float, ...]
) -> list[Finding]:
    missing = [name for name in INDEX_COLUMNS if name not in grid.columns]
    if missing:
        place = grid.place(max(grid.unit_row - 1, 1), 1)
        return [Finding(place, "the column is missing", name) for name in missing]
    columns = {
        name: [_index_text(cells, name) for cells in grid.rows.values()] for name in INDEX_COLUMNS
    }
    first = grid.columns[INDEX_COLUMNS[0]]
    rows = [grid.place(row, first) for row in grid.rows]
    found = index_findings(grid.place(1, 1), columns, day_names, block_hours, rows)
    return found[:MOST_FINDINGS]


def _index_text(cells: Mapping[str, SheetCell], name: str) -> str:
    value = cells[name].value if name in cells else ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:.10g}"
    text = str(value).strip()
    return text if name == INDEX_COLUMNS[0] else text.replace(",", ".")
