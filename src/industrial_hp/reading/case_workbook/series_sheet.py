"""The sheet of series of the template: a column for each, a row for each period."""

from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Any

from industrial_hp.case.case import Case
from industrial_hp.reading.case_workbook.book import TABLES_PER_CENT, Book, set_page
from industrial_hp.reading.case_workbook.cell_writer import stated_value, write_cell, write_note
from industrial_hp.reading.case_workbook.choice_lists import (
    FIRST_COLUMN,
    FIRST_ROW,
    KEY_ROW,
    UNIT_ROW,
)
from industrial_hp.reading.case_workbook.grid import EXAMPLE, REMARK
from industrial_hp.reading.case_workbook.layout import Entry, SeriesSheet, Sheet, Table
from industrial_hp.reading.case_workbook.styles import Look
from industrial_hp.reading.case_workbook.table_sheet import KEY_POINTS, REMARK_WIDTH, write_unit
from industrial_hp.reading.time_series import INDEX_COLUMNS

LABELS = ("Remark", "Day", "Start of the block")
KEYS = (REMARK, *INDEX_COLUMNS)
UNITS = ("", "", "h")
NOTES = (
    f"Rows with the word {EXAMPLE} here are not read. Any other remark is free.",
    "Name of a day of the sheet Calendar days; the days in their order there.",
    "Hour at which the block begins: 0, then the sums of calendar.block_hours.",
)
SPARE_COLUMNS, EMPTY_ROWS = 6, 24
WIDTH, LABEL_POINTS = 16, 52
SPARE_NOTE = (
    "A series: give it a name in the row of keys, write that name into cells of other sheets in "
    "place of a number, and its unit into the row of units."
)


def write_series(
    book: Book, sheet: SeriesSheet, case: Case | None, users: Mapping[str, Entry], *, example: bool
) -> None:
    """Add the sheet of series to a workbook.

    Parameters
    ----------
    book : Book
        The workbook.
    sheet : SeriesSheet
        Its layout.
    case : Case or None
        The case that has the series.
    users : mapping of str to Entry
        A field that uses each series: it gives label and unit.
    example : bool
        Whether the rows are marked as examples.
    """
    page, styles = book.workbook.add_worksheet(sheet.title), book.styles
    page.set_row(0, LABEL_POINTS)
    page.set_row(KEY_ROW, KEY_POINTS)
    heads = zip(LABELS, KEYS, UNITS, NOTES, strict=True)
    for column, (label, key, unit, text) in enumerate(heads):
        page.write_string(0, column, label, styles.text("header"))
        page.write_string(KEY_ROW, column, key, styles.text("key"))
        page.write_string(UNIT_ROW, column, unit, styles.text("unit"))
        write_note(page, 0, column, text)
    names = tuple(case.series) if case else ()
    first = len(KEYS)
    page.set_column(0, 0, REMARK_WIDTH)
    page.set_column(1, first + len(names) + SPARE_COLUMNS - 1, WIDTH)
    for column, name in enumerate(names, start=first):
        label = users[name].label if name in users else name
        page.write_string(0, column, label, styles.text("header"))
        page.write_string(KEY_ROW, column, name, styles.text("key"))
        if name in users:
            write_unit(page, (UNIT_ROW, column), users[name], styles)
    for column in range(first + len(names), first + len(names) + SPARE_COLUMNS):
        page.write_blank(0, column, None, styles.text("header"))
        write_cell(page, (KEY_ROW, column), None, "optional", styles)
        write_cell(page, (UNIT_ROW, column), None, "optional", styles)
        write_note(page, KEY_ROW, column, SPARE_NOTE)
    rows = _rows(case, names) if case else []
    _write_rows(book, page, rows, first + len(names) + SPARE_COLUMNS, example=example)
    set_page(page, FIRST_ROW + len(rows) + EMPTY_ROWS, first + len(names) + SPARE_COLUMNS)
    page.freeze_panes(FIRST_ROW, first)
    page.set_print_scale(TABLES_PER_CENT)
    page.repeat_rows(0, UNIT_ROW)
    page.repeat_columns(0, first - 1)


def _rows(case: Case, names: Sequence[str]) -> list[tuple[object, ...]]:
    starts = [0.0, *accumulate(case.calendar.block_hours)][:-1]
    index = [(day.name, start) for day in case.calendar.days for start in starts]
    return [
        (day, start, *(case.series[name][row] for name in names))
        for row, (day, start) in enumerate(index)
    ]


def _write_rows(
    book: Book, page: Any, rows: Sequence[tuple[object, ...]], columns: int, *, example: bool
) -> None:
    look: Look = "example" if example else "optional"
    for number, values in enumerate(rows, start=FIRST_ROW):
        write_cell(page, (number, 0), EXAMPLE if example else None, look, book.styles)
        for column, value in enumerate(values, start=FIRST_COLUMN):
            write_cell(page, (number, column), value, look, book.styles)
    for number in range(FIRST_ROW + len(rows), FIRST_ROW + len(rows) + EMPTY_ROWS):
        for column in range(columns):
            write_cell(page, (number, column), None, "optional", book.styles)


def users_of_series(layout: Sequence[Sheet], case: Case) -> dict[str, Entry]:
    """A field that uses each series of a case."""
    data, users = case.model_dump(mode="json", exclude={"series"}), dict[str, Entry]()
    for sheet in layout:
        if isinstance(sheet, SeriesSheet):
            continue
        items = (stated_value(data, sheet.steps) or ()) if isinstance(sheet, Table) else (data,)
        for item in items:
            for entry in sheet.entries:
                value = stated_value(item, entry.steps)
                if entry.holds == "profile" and isinstance(value, str):
                    users.setdefault(value, entry)
    return users
