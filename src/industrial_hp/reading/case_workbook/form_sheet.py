"""A form of the template: a line for each field that stands once, an example beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from industrial_hp.reading.case_workbook.book import LINE_POINTS, Book, set_page
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
from industrial_hp.reading.case_workbook.styles import Look
from industrial_hp.reading.case_workbook.table_sheet import write_unit

WIDTHS = {
    "Label": 40, UNIT: 12, VALUE: 26, "Example": 22, "Permitted": 24, "If empty": 18,
    "Meaning": 58, KEY: 46,
}  # fmt: skip
"""Columns in order, with their widths in characters; the last is not printed."""
LIST_LINES, SPARE_LINES = 4, 2
"""Lines of a list at least, and empty ones behind its entries."""
LEAST_POINTS = 15.0


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


@dataclass(frozen=True)
class FormPage:
    """A form as a sheet, with the place of each of its columns."""

    book: Book
    form: Form
    sheet: Any
    columns: Mapping[str, int]

    def text(self, row: int, column: str, text: str, kind: str) -> None:
        """Write fixed text."""
        self.sheet.write_string(row, self.columns[column], text, self.book.styles.text(kind))


def write_form(
    book: Book, form: Form, data: Mapping[str, Any], example: Mapping[str, Any] | None
) -> None:
    """Add the sheet of a form to a workbook.

    Parameters
    ----------
    book : Book
        The workbook.
    form : Form
        Its layout.
    data : mapping
        Plain data of the case.
    example : mapping or None
        Plain data of the example; without it there is no column of examples.
    """
    headers = [name for name in WIDTHS if name != "Example" or example is not None]
    columns = {name: column for column, name in enumerate(headers)}
    page = FormPage(book, form, book.workbook.add_worksheet(form.title), columns)
    for name, column in columns.items():
        page.sheet.set_column(column, column, WIDTHS[name])
        page.text(0, name, name, "header")
    row, group = 1, None
    for entry in form.entries:
        if entry.group != group and entry.group:
            _section(page, row, entry.group)
            row += 1
        group = entry.group
        for line in _lines(entry, data, example or {}):
            _line(page, row, line, {VALUE: line.of(data), "Example": line.of(example or {})})
            row += 1
    set_page(page.sheet, row, columns[KEY])
    page.sheet.freeze_panes(1, 1)
    page.sheet.fit_to_pages(1, 0)
    page.sheet.repeat_rows(0)


def _section(page: FormPage, row: int, group: Steps) -> None:
    for name in page.columns:
        page.text(row, name, sheet_title(group) if name == "Label" else "", "section")


def _lines(
    entry: Entry, data: Mapping[str, Any], example: Mapping[str, Any]
) -> tuple[FormLine, ...]:
    if not entry.is_list:
        return (FormLine(entry, None),)
    stated = [stated_value(one, entry.steps) or () for one in (data, example)]
    count = max(LIST_LINES, *(len(values) + SPARE_LINES for values in stated))
    return tuple(FormLine(entry, index) for index in range(count))


def _line(page: FormPage, row: int, line: FormLine, values: Mapping[str, Any]) -> None:
    """Label, unit, value, example, words and key of a line."""
    entry, first, styles = line.entry, not line.index, page.book.styles
    variant, column = entry.variants[0], page.columns[VALUE]
    number = "" if line.index is None else f" ({line.index + 1})"
    words = {
        "Label": entry.label + number,
        "Permitted": permitted(entry, variant.field) if first else "",
        "If empty": if_empty(variant) if first else "",
        "Meaning": meaning(entry, variant.field) if first else "",
        KEY: entry.key if line.index is None else f"{entry.key}[{line.index}]",
    }
    for name, text in words.items():
        page.text(row, name, text, "plain" if name == "Label" and first else "quiet")
    write_unit(page.sheet, (row, page.columns[UNIT]), entry, styles, "form_unit")
    looks: dict[str, Look] = {VALUE: _look(entry, first=first), "Example": "example"}
    for name in page.columns.keys() & looks.keys():
        place = (row, page.columns[name])
        write_cell(page.sheet, place, values[name], looks[name], styles, wrap=True)
    if first:
        write_note(page.sheet, row, column, note(entry, choice_of(entry, None)))
    drop_down = page.book.lists.validation(entry, page.form)
    if drop_down:
        page.sheet.data_validation(row, column, row, column, drop_down)
    page.sheet.set_row(row, _height({**words, **values}))


def _look(entry: Entry, *, first: bool) -> Look:
    need = entry.variants[0].need
    if need == "always" and first:
        return "mandatory"
    return "grouped" if need == "with its group" else "optional"


def _height(cells: Mapping[str, object]) -> float:
    """Height [points] that the cells of a line need."""
    lines = [-(-len(str(cell)) // WIDTHS[name]) for name, cell in cells.items()]
    return max(LINE_POINTS * max(lines) + 3, LEAST_POINTS)
