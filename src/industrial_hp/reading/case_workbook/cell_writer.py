"""Writing of input cells: text stays text whatever it begins with, notes fit their box."""

from collections.abc import Mapping, Sequence
from typing import Any

from industrial_hp.reading.case_workbook.cells import LIST_SEPARATOR
from industrial_hp.reading.case_workbook.layout import Entry, Holds, is_long_text
from industrial_hp.reading.case_workbook.styles import Look, TemplateStyles

FORMULA_SIGNS = ("=", "+", "-", "@")
WIDTHS: dict[Holds, float] = {
    "number": 13, "profile": 18, "text": 22, "choice": 18, "truth": 13,
}  # fmt: skip
KEY_LINES = 2
"""Lines that a key may take in its cell."""
NOTE_WIDTH_PIXELS, NOTE_CHARACTERS, NOTE_LINE_PIXELS = 340, 52, 16


def write_cell(
    sheet: Any,
    place: tuple[int, int],
    value: object,
    look: Look,
    styles: TemplateStyles,
    *,
    wrap: bool = False,
) -> None:
    """Write a value, or an empty cell, in its look; wrapped text may take several lines."""
    row, column = place
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, int | float):
        sheet.write_number(row, column, value, styles.cell(look))
    elif value is None or value == "":
        sheet.write_blank(row, column, None, styles.cell(look))
    else:
        text = str(value)
        quoted = text.startswith(FORMULA_SIGNS)
        sheet.write_string(row, column, text, styles.cell(look, wrap=wrap, quoted=quoted))


def write_note(sheet: Any, row: int, column: int, text: str) -> None:
    """A note at a cell, as large as its text needs."""
    lines = sum(-(-max(len(line), 1) // NOTE_CHARACTERS) for line in text.split("\n"))
    height = NOTE_LINE_PIXELS * (lines + 1)
    size = {"width": NOTE_WIDTH_PIXELS, "height": height, "font_size": 9}
    sheet.write_comment(row, column, text, size)


def stated_value(item: Mapping[str, Any], steps: Sequence[str]) -> Any:
    """What plain data state at a path; none where nothing is stated."""
    found: Any = item
    for step in steps:
        if not isinstance(found, Mapping):
            return None
        found = found.get(step)
    return found


def in_one_cell(entry: Entry, value: Any) -> Any:
    """A value for a single cell: the entries of a list stand one behind the other."""
    if entry.is_list and value is not None:
        return f"{LIST_SEPARATOR} ".join(map(str, value))
    return value


def column_width(entry: Entry) -> float:
    """Width of a table's column in characters."""
    if is_long_text(entry):
        return 60
    usual = {"title": 30, "name": 24}.get(entry.key, WIDTHS[entry.holds])
    return max(usual, len(entry.key) / KEY_LINES + 2)
