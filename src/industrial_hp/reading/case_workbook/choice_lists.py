"""Where the values of drop-downs stand: the sheet of lists, or names within the workbook."""

from collections.abc import Iterator, Sequence

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
from industrial_hp.reading.time_series import INDEX_COLUMNS
from industrial_hp.units import interchangeable_units

KEY_ROW, UNIT_ROW, FIRST_ROW = 1, 2, 3
"""Rows of a table, counted from zero; the labels stand in the first."""
FIRST_COLUMN = 1
"""Column of the first key; the column for remarks stands before it."""
NAMES_OFFERED, SERIES_OFFERED = 300, 200
TOP = 3
"""Row of the first title on the sheet of lists."""
ROWS_AROUND = 2


class ChoiceLists:
    """Lists of all choices of a layout, each once."""

    def __init__(self, layout: Sequence[Sheet]) -> None:
        self._layout = layout
        self.rows: dict[Choice, int] = {}
        """First row of the values of each choice."""
        row = TOP
        for choice in dict.fromkeys(_choices(layout)):
            self.rows[choice] = row + 1
            row += len(choice.values) + ROWS_AROUND

    def validation(self, entry: Entry, owner: Form | Table) -> dict[str, object] | None:
        """The drop-down of an entry, as XlsxWriter takes it; none where there is none."""
        choice = choice_of(entry, owner if isinstance(owner, Table) else None)
        if choice is not None:
            return _drop_down(self._range(choice), binding=choice.binding)
        if entry.holds == "profile":
            return self._series_names()
        return self._names(str(marks(entry.variants[0].field).get("names", "")))

    def _range(self, choice: Choice) -> str:
        first = self.rows[choice]
        return f"={LISTS}!{xl_range_abs(first, 0, first + len(choice.values) - 1, 0)}"

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


def _choices(layout: Sequence[Sheet]) -> Iterator[Choice]:
    for sheet in layout:
        if not isinstance(sheet, SeriesSheet):
            owner = sheet if isinstance(sheet, Table) else None
            found = (choice_of(entry, owner) for entry in sheet.entries)
            yield from (choice for choice in found if choice)


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
