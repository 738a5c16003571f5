"""The workbook that a template is written into."""

from dataclasses import dataclass
from typing import Any

from industrial_hp.reading.case_workbook.choice_lists import ChoiceLists
from industrial_hp.reading.case_workbook.styles import TemplateStyles

A4, TABLES_PER_CENT = 9, 70
"""Number of the paper; size of printed tables."""
LINE_POINTS = 12.5
"""Height of a line of text."""


@dataclass(frozen=True)
class Book:
    """The workbook with its styles and its lists of choices."""

    workbook: Any
    styles: TemplateStyles
    lists: ChoiceLists


def set_page(sheet: Any, rows: int, columns: int) -> None:
    """Landscape A4 with the name of the sheet above and the page below."""
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, rows - 1, columns - 1)
    sheet.set_header("&L&8&A")
    sheet.set_footer("&L&8industrial_hp&R&8Page &P of &N")
