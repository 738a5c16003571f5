"""A table of the template: labels, keys and units, then a row for each object."""

from collections.abc import Mapping, Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from industrial_hp.reading.case_workbook.book import TABLES_PER_CENT, Book, set_page
from industrial_hp.reading.case_workbook.cell_writer import (
    column_width,
    in_one_cell,
    stated_value,
    write_cell,
    write_note,
)
from industrial_hp.reading.case_workbook.choice_lists import (
    FIRST_COLUMN,
    FIRST_ROW,
    KEY_ROW,
    UNIT_ROW,
    unit_validation,
)
from industrial_hp.reading.case_workbook.choices import choice_of
from industrial_hp.reading.case_workbook.grid import EXAMPLE, REMARK
from industrial_hp.reading.case_workbook.layout import (
    FIRST_COLUMNS,
    KIND,
    Entry,
    Table,
    is_long_text,
    sheet_title,
)
from industrial_hp.reading.case_workbook.notes import note
from industrial_hp.reading.case_workbook.styles import Look, TemplateStyles

EMPTY_ROWS = 30
"""Rows that are drawn below what is filled."""
LAST_ROW = 999
"""Drop-downs and colours by kind reach so far."""
REMARK_WIDTH, LABEL_POINTS, KEY_POINTS = 9, 64, 26


def write_table(
    book: Book,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    examples: Sequence[Mapping[str, Any]] = (),
) -> None:
    """Add the sheet of a table to a workbook.

    Parameters
    ----------
    book : Book
        The workbook.
    table : Table
        Its layout.
    rows, examples : sequence of mapping
        Plain data of the objects, and of examples, which are marked as such and stand first.
    """
    styles = book.styles
    sheet = book.workbook.add_worksheet(table.title)
    _header(sheet, table, styles)
    objects = [*examples, *rows]
    for number in range(len(objects) + EMPTY_ROWS):
        item = objects[number] if number < len(objects) else {}
        mark = EXAMPLE if number < len(examples) else None
        write_cell(sheet, (FIRST_ROW + number, 0), mark, "optional", styles)
        for column, entry in enumerate(table.entries, start=FIRST_COLUMN):
            value = in_one_cell(entry, stated_value(item, entry.steps))
            place, look = (FIRST_ROW + number, column), _look(entry, table)
            write_cell(sheet, place, value, look, styles, wrap=is_long_text(entry))
    _example_look(sheet, table, styles)
    for column, entry in enumerate(table.entries, start=FIRST_COLUMN):
        _look_by_kind(sheet, table, column, styles)
        drop_down = book.lists.validation(entry, table)
        if drop_down and not entry.is_list:
            sheet.data_validation(FIRST_ROW, column, LAST_ROW, column, drop_down)
    _page(sheet, table, FIRST_ROW + len(objects) + EMPTY_ROWS)


def _header(sheet: Any, table: Table, styles: TemplateStyles) -> None:
    sheet.set_row(0, LABEL_POINTS)
    sheet.set_row(KEY_ROW, KEY_POINTS)
    sheet.set_column(0, 0, REMARK_WIDTH)
    sheet.write_string(0, 0, "Remark", styles.text("header"))
    sheet.write_string(KEY_ROW, 0, REMARK, styles.text("key"))
    sheet.write_blank(UNIT_ROW, 0, None, styles.text("unit"))
    text = f"Rows with the word {EXAMPLE} here are not read. Any other remark is free."
    write_note(sheet, 0, 0, text)
    for column, entry in enumerate(table.entries, start=FIRST_COLUMN):
        label = entry.label
        if entry.group and not entry.of_mapping:
            label = f"{sheet_title(entry.group)}: {label[:1].lower()}{label[1:]}"
        sheet.set_column(column, column, column_width(entry))
        sheet.write_string(0, column, label, styles.text("header"))
        sheet.write_string(KEY_ROW, column, entry.key, styles.text("key"))
        write_unit(sheet, (UNIT_ROW, column), entry, styles)
        write_note(sheet, 0, column, note(entry, choice_of(entry, table)))


def write_unit(
    sheet: Any,
    place: tuple[int, int],
    entry: Entry,
    styles: TemplateStyles,
    plain: str = "unit",
) -> None:
    """The unit of a number, with a drop-down where there are others, else in a plain look."""
    unit = entry.unit if entry.holds in ("number", "profile") else ""
    drop_down = unit_validation(unit) if unit else None
    sheet.write_string(*place, unit, styles.cell("unit") if drop_down else styles.text(plain))
    if drop_down:
        sheet.data_validation(*place, *place, drop_down)


def _look(entry: Entry, table: Table) -> Look:
    """Look of a cell as long as the kind of its row is not known."""
    needs = {variant.need for variant in entry.variants}
    if needs == {"always"} and not _kinds_without(entry, table):
        return "mandatory"
    return "grouped" if needs == {"with its group"} else "optional"


def _kinds_without(entry: Entry, table: Table) -> list[str]:
    kinds = {variant.kind for other in table.entries for variant in other.variants}
    return sorted(kinds - {variant.kind for variant in entry.variants})


def _example_look(sheet: Any, table: Table, styles: TemplateStyles) -> None:
    """Rows marked as examples are grey, whatever their cells are."""
    condition = {
        "type": "formula",
        "criteria": f'=LOWER(LEFT($A{FIRST_ROW + 1},{len(EXAMPLE)}))="{EXAMPLE}"',
        "format": styles.condition("example"),
        "stop_if_true": True,
    }
    sheet.conditional_format(FIRST_ROW, 0, LAST_ROW, len(table.entries), condition)


def _look_by_kind(sheet: Any, table: Table, column: int, styles: TemplateStyles) -> None:
    """What a kind must have becomes mandatory, what it has not is hatched."""
    entry = table.entries[column - FIRST_COLUMN]
    kinds = [variant.kind for variant in entry.variants]
    keys = [one.key for one in table.entries]
    if kinds == [""] or KIND not in keys:
        return
    kind_cell = f"${xl_col_to_name(FIRST_COLUMN + keys.index(KIND))}{FIRST_ROW + 1}"
    needed = entry.kinds("always")
    if needed and _look(entry, table) != "mandatory":
        criteria = f"=OR({_is_one_of(kind_cell, needed)})"
        _condition(sheet, column, criteria, styles.condition("mandatory"))
    others = _kinds_without(entry, table)
    if others:
        criteria = f"=OR({_is_one_of(kind_cell, others)})"
        _condition(sheet, column, criteria, styles.condition("foreign"))


def _condition(sheet: Any, column: int, criteria: str, cell_format: Any) -> None:
    rule = {"type": "formula", "criteria": criteria, "format": cell_format}
    sheet.conditional_format(FIRST_ROW, column, LAST_ROW, column, rule)


def _is_one_of(cell: str, kinds: Sequence[str]) -> str:
    return ",".join(f'{cell}="{kind}"' for kind in kinds)


def _page(sheet: Any, table: Table, rows: int) -> None:
    """Names stay in sight and are printed on every page."""
    names = sum(entry.key in FIRST_COLUMNS for entry in table.entries)
    set_page(sheet, rows, FIRST_COLUMN + len(table.entries))
    sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN + names)
    sheet.set_print_scale(TABLES_PER_CENT)
    sheet.repeat_rows(0, UNIT_ROW)
    sheet.repeat_columns(0, FIRST_COLUMN + names - 1)
    sheet.print_across()
