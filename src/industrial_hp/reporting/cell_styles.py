"""Looks of the workbook's cells: one palette, one font, number formats by unit.

Colour never stands alone: an input is yellow **and** has a dashed frame, a result that counts
is bold **and** has a line above, a warning begins with a word.
"""

from typing import Any, Literal

from industrial_hp.reporting.palette import BLUE, INK, LINE, MUTED

FONT = "Arial"
TITLE_FILL, HEADER_FILL, SECTION_FILL = "#12395B", "#DCE6F0", "#EEF2F6"
INPUT_FILL, WARNING_FILL, GOOD_FILL = "#FFF6CC", "#FBE3D6", "#E3F1E5"

Look = Literal["plain", "left", "input", "formula", "total", "check"]

LOOKS: dict[Look, dict[str, object]] = {
    "plain": {"bottom": 7, "bottom_color": LINE},
    "left": {"bottom": 7, "bottom_color": LINE, "align": "left", "indent": 1},
    "input": {"bg_color": INPUT_FILL, "border": 3, "border_color": "#8A6D00"},
    "formula": {"bottom": 7, "bottom_color": LINE, "font_color": "#0B4A6F"},
    "total": {"bold": True, "top": 1, "bottom": 1, "font_color": "#0B4A6F"},
    "check": {"italic": True, "bottom": 7, "bottom_color": LINE, "font_color": "#0B4A6F"},
}
KEY: tuple[tuple[Look, str], ...] = (
    ("input", "Input: change it and the formulas follow (yellow, dashed frame)"),
    ("formula", "Formula (blue figures)"),
    ("total", "Sum or result (bold, lines above and below)"),
    ("check", "Check or working (italic)"),
    ("plain", "Value of the calculation or of the case (black figures)"),
)

NUMBER_FORMATS = {
    "EUR": "#,##0",
    "EUR flow": '#,##0;-#,##0;"–"',
    "EUR scientific": "0.0E+00",
    "EUR in millions": "#,##0.00,,",
    "EUR/a": "#,##0",
    "EUR/MWh": "#,##0.00",
    "EUR/(MW a)": "#,##0",
    "EUR/t": "#,##0.00",
    "MW": "#,##0.00",
    "MWh": "#,##0",
    "MWh content": "#,##0.0",
    "MWh/a": "#,##0",
    "MWh flow": '[>=0.5]#,##0;[<=-0.5]-#,##0;"–"',
    "MWh sum": '[>=0.005]0.00;[<=-0.005]-0.00;"0.00"',
    "whole thousands": "#,##0",
    "t/a": "#,##0",
    "t/MWh": "0.000",
    "1/a": "0.00%",
    "annuity factor": "0.0000",
    "a": "0.0",
    "degC": "0.0",
    "K": "0.0",
    "bar": "0.00",
    "m2": "#,##0",
    "W/(m2 K)": "#,##0",
    "h": "#,##0",
    "hours of a day": "0.##",
    "h/a": "#,##0",
    "-": "0.00",
    "share": "0.0%",
    "gap": "0.00%",
    "whole": "0",
    "mean of a series": "#,##0.000",
}
AS_STATED = "General"
SHOWN_UNITS = {"1/a": "%/a", "annuity factor": "1/a", "share": "%", "gap": "%"} | {
    "MWh content": "MWh"
}
"""What stands in a column of units where it is not the unit itself: a rate shown as 5.00% is in
per cent a year."""

TEXTS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": TITLE_FILL},
    "subtitle": {"font_size": 10, "font_color": MUTED, "italic": True},
    "subtitle_small": {"font_color": MUTED, "italic": True, "text_wrap": True},
    "section": {
        "bold": True,
        "font_size": 11,
        "font_color": TITLE_FILL,
        "bg_color": SECTION_FILL,
        "bottom": 1,
    },
    "header": {
        "bold": True,
        "bg_color": HEADER_FILL,
        "bottom": 1,
        "text_wrap": True,
        "valign": "vcenter",
    },
    "header_right": {
        "bold": True,
        "bg_color": HEADER_FILL,
        "bottom": 1,
        "text_wrap": True,
        "align": "right",
        "valign": "vcenter",
    },
    "unit_row": {"font_color": MUTED, "italic": True, "align": "right", "bottom": 1},
    "unit_row_left": {"font_color": MUTED, "italic": True, "bottom": 1},
    "text": {"bottom": 7, "bottom_color": LINE, "text_wrap": True},
    "line": {},
    "bold": {"bold": True, "bottom": 7, "bottom_color": LINE, "text_wrap": True},
    "unit": {"font_color": MUTED, "bottom": 7, "bottom_color": LINE},
    "right": {"bottom": 7, "bottom_color": LINE, "align": "right", "text_wrap": True},
    "total_text": {"bold": True, "top": 1, "bottom": 1},
    "total_unit": {"font_color": MUTED, "top": 1, "bottom": 1},
    "check_text": {"italic": True, "bottom": 7, "bottom_color": LINE, "text_wrap": True},
    "paragraph": {"text_wrap": True},
    "warning": {"text_wrap": True, "bg_color": WARNING_FILL, "bold": True, "border": 1},
    "good": {"text_wrap": True, "bg_color": GOOD_FILL, "bold": True, "border": 1},
    "message": {"text_wrap": True, "bg_color": WARNING_FILL, "bottom": 7},
    "link": {"font_color": BLUE, "underline": 1, "bottom": 7, "bottom_color": LINE},
    "input_text": {
        "bg_color": INPUT_FILL,
        "border": 3,
        "border_color": "#8A6D00",
        "align": "right",
    },
}


class CellStyles:
    """The formats of one workbook, each made once.

    Parameters
    ----------
    workbook : xlsxwriter.Workbook
        The workbook that owns the formats.
    """

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[str, str], Any] = {}

    def text(self, kind: str) -> Any:
        """Format of a text cell, see `TEXTS`."""
        return self._text("flush", kind, {})

    def indented_text(self, kind: str) -> Any:
        """Format of a text cell that stands right of another cell."""
        left = "align" not in TEXTS[kind] and "bg_color" not in TEXTS[kind]
        more: dict[str, object] = {"indent": 1, "align": "left"}
        return self._text("indented", kind, more if left or kind == "header" else {})

    def _text(self, place: str, kind: str, more: dict[str, object]) -> Any:
        if (place, kind) not in self._made:
            self._made[place, kind] = self._format({"valign": "vcenter"} | TEXTS[kind] | more)
        return self._made[place, kind]

    def number(self, pattern: str, look: Look = "plain") -> Any:
        """Format of a number cell with a number pattern, right-aligned."""
        if (look, pattern) not in self._made:
            properties = {"num_format": pattern, "align": "right", "valign": "vcenter"} | LOOKS[
                look
            ]
            self._made[look, pattern] = self._format(properties)
        return self._made[look, pattern]

    def alarm(self) -> Any:
        """Format that a condition lays over a cell: fill and weight alone."""
        if ("alarm", "") not in self._made:
            fill = {"bg_color": WARNING_FILL, "bold": True, "italic": False, "font_color": INK}
            self._made["alarm", ""] = self._workbook.add_format(fill)
        return self._made["alarm", ""]

    def _format(self, properties: dict[str, object]) -> Any:
        base: dict[str, object] = {"font_name": FONT, "font_size": 9, "font_color": INK}
        return self._workbook.add_format(base | properties)


def number_format(unit: str) -> str:
    """Number pattern of a unit; as stated where the unit has none of its own."""
    return NUMBER_FORMATS.get(unit, AS_STATED)


def shown_unit(unit: str) -> str:
    """Unit as it stands beside numbers in the pattern of `number_format`."""
    return SHOWN_UNITS.get(unit, unit)
