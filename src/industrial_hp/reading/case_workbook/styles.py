"""Looks of the template's cells; colour never stands alone, the frame says the same."""

from typing import Any, Literal

Look = Literal["mandatory", "grouped", "optional", "foreign", "example", "unit"]

FONT, INK, MUTED = "Arial", "#1D2733", "#5A6875"
DARK, HEADER_FILL, SECTION_FILL = "#12395B", "#DCE6F0", "#EEF2F6"
SOLID, DASHED, DOTTED = 1, 3, 4
"""Numbers of frames in the file format."""
LOOKS: dict[Look, dict[str, object]] = {
    "mandatory": {"bg_color": "#FFF2B8", "border": SOLID, "border_color": "#8A6D00"},
    "grouped": {"bg_color": "#FBE9DC", "border": DASHED, "border_color": "#A65A1F"},
    "optional": {"bg_color": "#FFFFFF", "border": DOTTED, "border_color": "#9AA7B3"},
    "foreign": {"bg_color": "#D5DADF"},
    "unit": {"bg_color": "#DDEFE1", "border": SOLID, "border_color": "#3E7D52", "align": "center"},
    "example": {"italic": True, "font_color": "#6B7682", "bg_color": "#F1F3F5"},
}
KEY: tuple[tuple[Look, str], ...] = (
    ("mandatory", "Mandatory (yellow, solid frame)"),
    ("grouped", "Mandatory once another cell of its group is filled (orange, dashed frame)"),
    ("optional", "Optional (white, dotted frame): what an empty cell means stands in the note"),
    ("unit", "Unit (green, solid frame): choose another, and the numbers are converted"),
    ("foreign", "Does not belong to the kind of this row (grey, no frame): leave it empty"),
    ("example", "Example (grey, slanted): not read; delete it or leave it"),
)
TEXTS: dict[str, dict[str, object]] = {
    "title": {"bold": True, "font_size": 16, "font_color": DARK},
    "subtitle": {"font_color": MUTED, "italic": True},
    "section": {"bold": True, "font_color": DARK, "bg_color": SECTION_FILL, "bottom": 1},
    "header": {"bold": True, "bg_color": HEADER_FILL, "text_wrap": True, "valign": "top"},
    "key": {"bg_color": HEADER_FILL, "font_color": MUTED, "text_wrap": True, "valign": "top"},
    "unit": {"bg_color": HEADER_FILL, "align": "center"},
    "form_unit": {"align": "center"},
    "number": {"align": "right", "font_color": MUTED},
    "plain": {"text_wrap": True, "indent": 1},
    "quiet": {"text_wrap": True, "font_color": MUTED, "indent": 1},
    "link": {"font_color": "#1F5FA8", "underline": 1},
}


class TemplateStyles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[object, ...], Any] = {}

    def text(self, kind: str) -> Any:
        """Format of fixed text, see `TEXTS`."""
        return self._format(("text", kind), TEXTS[kind])

    def cell(self, look: Look, *, wrap: bool = False, quoted: bool = False) -> Any:
        """Format of a cell to fill; quoted text stays text when it is edited."""
        more = {"text_wrap": wrap, "quote_prefix": quoted}
        return self._format((look, wrap, quoted), LOOKS[look] | more)

    def condition(self, look: Look) -> Any:
        """The part of a look that a condition may lay over a cell."""
        plain = {k: v for k, v in LOOKS[look].items() if k != "border" or v == SOLID}
        if ("condition", look) not in self._made:
            self._made["condition", look] = self._workbook.add_format(plain)
        return self._made["condition", look]

    def _format(self, name: tuple[object, ...], properties: dict[str, object]) -> Any:
        if name not in self._made:
            base: dict[str, object] = {"font_name": FONT, "font_size": 9, "font_color": INK}
            base["valign"] = "vcenter"
            self._made[name] = self._workbook.add_format(base | properties)
        return self._made[name]
