"""Where the values of drop-downs stand: the sheet of lists, or names within the workbook."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_range_abs

from industrial_hp.reading.case_workbook.choices import Choice, choice_of, marks
from industrial_hp.reading.case_workbook.layout import (
    LISTS,
    Entry,
    Form,
    SeriesSheet,
    Sheet,
    Table,
)
from industrial_hp.reading.case_workbook.styles import TemplateStyles
from industrial_hp.reading.time_series import INDEX_COLUMNS
from industrial_hp.units import interchangeable_units

KEY_ROW, UNIT_ROW, FIRST_ROW = 1, 2, 3
"""Rows of a table, counted from zero; the labels stand in the first."""
FIRST_COLUMN = 1
"""Column of the first key; the column for remarks stands before it."""
NAMES_OFFERED, SERIES_OFFERED = 300, 200
TOP = 3
"""Rows above the values on the sheet of lists."""
NAME_WIDTH, NOTE_WIDTH, GAP_WIDTH = 34, 62, 2


class ChoiceLists:
    """Lists of all choices of a layout, each once."""

    def __init__(self, layout: Sequence[Sheet]) -> None:
        self._layout = layout
        self._choices: list[Choice] = []
        for sheet in layout:
            if isinstance(sheet, SeriesSheet):
                continue
            owner = sheet if isinstance(sheet, Table) else None
            found = [choice_of(entry, owner) for entry in sheet.entries]
            self._choices += [one for one in found if one and one not in self._choices]

    def validation(self, entry: Entry, owner: Form | Table) -> dict[str, object] | None:
        """The drop-down of an entry, as XlsxWriter takes it; none where there is none."""
        choice = choice_of(entry, owner if isinstance(owner, Table) else None)
        if choice is not None:
            return _drop_down(self._range(choice), binding=choice.binding)
        if entry.holds == "profile":
            return self._series_names()
        return self._names(str(marks(entry.variants[0].field).get("names", "")))

    def write(self, workbook: Any, styles: TemplateStyles) -> None:
        """The sheet with all lists, side by side."""
        sheet = workbook.add_worksheet(LISTS)
        sheet.write_string(0, 0, "What can be chosen", styles.text("title"))
        text = "Rows of the catalogue with sources: industrial-hp catalogue"
        sheet.write_string(1, 0, text, styles.text("subtitle"))
        longest = 0
        for number, choice in enumerate(self._choices):
            column = 3 * number
            sheet.set_column(column, column, NAME_WIDTH)
            sheet.set_column(column + 1, column + 1, NOTE_WIDTH if any(choice.notes) else GAP_WIDTH)
            sheet.set_column(column + 2, column + 2, GAP_WIDTH)
            sheet.write_string(TOP - 1, column, choice.title.capitalize(), styles.text("header"))
            for row, pair in enumerate(zip(choice.values, choice.notes, strict=True), start=TOP):
                sheet.write_string(row, column, pair[0], styles.text("plain"))
                sheet.write_string(row, column + 1, pair[1], styles.text("quiet"))
            longest = max(longest, len(choice.values))
        sheet.freeze_panes(TOP, 0)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.print_area(0, 0, TOP + longest, 3 * len(self._choices) - 1)
        sheet.repeat_rows(TOP - 1)

    def _range(self, choice: Choice) -> str:
        column = 3 * self._choices.index(choice)
        return f"={LISTS}!{xl_range_abs(TOP, column, TOP + len(choice.values) - 1, column)}"

    def _names(self, group: str) -> dict[str, object] | None:
        """Names in a table of the workbook."""
        for sheet in self._layout:
            if isinstance(sheet, Table) and sheet.steps == (group,):
                keys = [entry.key for entry in sheet.entries]
                column = FIRST_COLUMN + keys.index("name")
                cells = xl_range_abs(FIRST_ROW, column, FIRST_ROW + NAMES_OFFERED, column)
                return _drop_down(f"='{sheet.title}'!{cells}", binding=False)
        return None

    def _series_names(self) -> dict[str, object] | None:
        for sheet in self._layout:
            if isinstance(sheet, SeriesSheet):
                first = FIRST_COLUMN + len(INDEX_COLUMNS)
                cells = xl_range_abs(KEY_ROW, first, KEY_ROW, first + SERIES_OFFERED)
                drop_down = _drop_down(f"='{sheet.title}'!{cells}", binding=False)
                return drop_down | {"show_error": False}  # a number may stand there as well
        return None


def unit_validation(unit: str) -> dict[str, object] | None:
    """The drop-down of a unit cell; none where there is but one unit."""
    units = interchangeable_units(unit)
    return _drop_down(list(units), binding=True) if len(units) > 1 else None


def _drop_down(source: str | list[str], *, binding: bool) -> dict[str, object]:
    return {
        "validate": "list",
        "source": source,
        "error_type": "stop" if binding else "warning",
        "error_title": "Not in the list",
        "error_message": "Choose one of the list."
        if binding
        else "This is not in the list. Keep it only if it is meant.",
    }
