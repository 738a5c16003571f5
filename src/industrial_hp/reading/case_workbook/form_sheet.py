"""A form of the template: a line for each field that stands once, an example beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from industrial_hp.reading.case_workbook.book import Book, set_page
from industrial_hp.reading.case_workbook.cell_writer import stated_value, write_cell, write_note
from industrial_hp.reading.case_workbook.choices import choice_of
from industrial_hp.reading.case_workbook.grid import KEY, UNIT, VALUE
from industrial_hp.reading.case_workbook.layout import (
    Entry,
    Form,
    Steps,
    sheet_title,
)
from industrial_hp.reading.case_workbook.notes import if_empty, meaning, note, permitted
from industrial_hp.reading.case_workbook.styles import Look, TemplateStyles
from industrial_hp.reading.case_workbook.table_sheet import write_unit

COLUMNS = ("Label", KEY, UNIT, VALUE, "Example", "Permitted", "If empty", "Meaning")
WIDTHS = (46, 46, 12, 26, 22, 32, 24, 70)
VALUE_COLUMN = COLUMNS.index(VALUE)
LIST_LINES, SPARE_LINES = 4, 2
"""Lines of a list at least, and empty ones behind its entries."""
LINE_POINTS, LEAST_POINTS = 12.5, 15.0


@dataclass(frozen=True)
class FormLine:
    """A line: its field, and its place in a list, none where it is no list."""

    entry: Entry
    index: int | None

    def of(self, data: Mapping[str, Any]) -> Any:
        """Value that plain data state for the line."""
        value = stated_value(data, self.entry.steps)
        if self.index is None or value is None:
            return value
        return value[self.index] if self.index < len(value) else None


def write_form(
    book: Book,
    form: Form,
    data: Mapping[str, Any],
    example: Mapping[str, Any],
) -> None:
    """Add the sheet of a form to a workbook.

    Parameters
    ----------
    book : Book
        The workbook.
    form : Form
        Its layout.
    data, example : mapping
        Plain data of the case, and of the example.
    """
    styles = book.styles
    sheet = book.workbook.add_worksheet(form.title)
    for column, (header, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, header, styles.text("header"))
    row, group = 1, None
    for entry in form.entries:
        if entry.group != group and entry.group:
            _section(sheet, row, entry.group, styles)
            row += 1
        group = entry.group
        for line in _lines(entry, data, example):
            _line(book, sheet, row, line, (line.of(data), line.of(example)), form)
            row += 1
    _page(sheet, row)


def _section(sheet: Any, row: int, group: Steps, styles: TemplateStyles) -> None:
    sheet.write_string(row, 0, sheet_title(group), styles.text("section"))
    for column in range(1, len(COLUMNS)):
        sheet.write_blank(row, column, None, styles.text("section"))


def _lines(
    entry: Entry, data: Mapping[str, Any], example: Mapping[str, Any]
) -> tuple[FormLine, ...]:
    if not entry.is_list:
        return (FormLine(entry, None),)
    stated = [stated_value(one, entry.steps) or () for one in (data, example)]
    count = max(LIST_LINES, *(len(values) + SPARE_LINES for values in stated))
    return tuple(FormLine(entry, index) for index in range(count))


def _line(
    book: Book,
    sheet: Any,
    row: int,
    line: FormLine,
    values: tuple[Any, Any],
    form: Form,
) -> None:
    """Label, key, unit, value, example and words of a line."""
    styles = book.styles
    entry, first = line.entry, not line.index
    field, variant = entry.variants[0].field, entry.variants[0]
    number = "" if line.index is None else f" ({line.index + 1})"
    key = entry.key if line.index is None else f"{entry.key}[{line.index}]"
    sheet.write_string(row, 0, entry.label + number, styles.text("plain" if first else "quiet"))
    sheet.write_string(row, COLUMNS.index(KEY), key, styles.text("code"))
    write_unit(sheet, (row, COLUMNS.index(UNIT)), entry, styles)
    write_cell(sheet, (row, VALUE_COLUMN), values[0], _look(entry, first=first), styles)
    write_cell(sheet, (row, VALUE_COLUMN + 1), values[1], "example", styles)
    words = (permitted(entry, field), if_empty(variant), meaning(entry, field)) if first else ()
    for column, text in enumerate(words, start=VALUE_COLUMN + 2):
        sheet.write_string(row, column, text, styles.text("quiet"))
    if first:
        write_note(sheet, row, VALUE_COLUMN, note(entry, choice_of(entry, None)))
    drop_down = book.lists.validation(entry, form)
    if drop_down:
        sheet.data_validation(row, VALUE_COLUMN, row, VALUE_COLUMN, drop_down)
    sheet.set_row(row, _height((*values, *words)))


def _look(entry: Entry, *, first: bool) -> Look:
    need = entry.variants[0].need
    if need == "always" and first:
        return "mandatory"
    return "grouped" if need == "with its group" else "optional"


def _height(cells: tuple[object, ...]) -> float:
    """Height [points] for the cells from the column of values on."""
    widths = WIDTHS[VALUE_COLUMN : VALUE_COLUMN + len(cells)]
    pairs = zip(cells, widths, strict=True)
    lines = [-(-len(str(cell)) // int(width)) for cell, width in pairs]
    return max(LINE_POINTS * max(lines) + 3, LEAST_POINTS)


def _page(sheet: Any, rows: int) -> None:
    set_page(sheet, rows, len(COLUMNS))
    sheet.freeze_panes(1, 1)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
