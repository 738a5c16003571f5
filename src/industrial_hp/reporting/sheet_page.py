"""One worksheet as a page to write on: text is text, numbers have a unit, formulas a value.

Rows and columns count from zero, as XlsxWriter does; `address` gives the name of a cell.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from industrial_hp.reporting.cell_styles import TEXTS, CellStyles, Look, number_format, shown_unit
from industrial_hp.reporting.page_breaks import EDGE_IN, PAPER_POINTS, SIDE_IN, LaidOut
from industrial_hp.reporting.text_size import BOLD_SHARE, row_height
from industrial_hp.results.solution import Solution

LONGEST_TEXT = 32_000
UNDEFINED = "–"
NONE = "none"
"""What a formula shows where a figure is not defined."""
A4, A3 = 9, 8
SECTION_POINTS = 18.0


@dataclass(frozen=True)
class Page:
    """A worksheet with the styles and the solution that it shows."""

    workbook: Any
    sheet: Any
    styles: CellStyles
    solution: Solution
    report_date: date
    laid_out: LaidOut = field(default_factory=LaidOut)

    def text(self, row: int, column: int, value: object, kind: str = "text") -> None:
        """Write text as text, whatever it begins with."""
        shown = UNDEFINED if _missing(value) else str(value)[:LONGEST_TEXT]
        style = self.styles.indented_text(kind) if column else self.styles.text(kind)
        self.sheet.write_string(row, column, shown, style)

    def number(self, row: int, column: int, value: object, unit: str, look: Look = "plain") -> None:
        """Write a number in the pattern of its unit; a missing one as a dash."""
        if _missing(value):
            self.text(row, column, UNDEFINED, "right")
            return
        cell_format = self.styles.number(number_format(unit), look)
        self.sheet.write_number(row, column, float(str(value)), cell_format)

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: float | str | None,
        *,
        unit: str,
        look: Look = "formula",
    ) -> None:
        """Write a formula together with its value, for viewers that do not calculate."""
        cell_format = self.styles.number(number_format(unit), look)
        cached = NONE if value is None else value
        self.sheet.write_formula(row, column, formula, cell_format, cached)

    def title(self, title: str, subtitle: str) -> None:
        """Title of the sheet in the first two rows."""
        self.text(0, 0, title, "title")
        self.text(1, 0, subtitle, "subtitle")
        self.set_height(0, 24)

    def across(self, row: int, text: str, widths: Sequence[float], kind: str = "paragraph") -> int:
        """Write text across all columns of a page, as high as it needs; the next row."""
        self.sheet.merge_range(row, 0, row, len(widths) - 1, "", self.styles.text(kind))
        self.text(row, 0, text, kind)
        room = sum(widths) * (BOLD_SHARE if "bold" in TEXTS[kind] else 1.0)
        self.set_height(row, row_height((text, room)))
        return row + 1

    def section(self, row: int, title: str, columns: int) -> None:
        """A bar with the title of a block, which is kept on one page where it fits."""
        self.laid_out.sections.append(row)
        self.set_height(row, SECTION_POINTS)
        self.text(row, 0, title, "section")
        for column in range(1, columns):
            self.sheet.write_blank(row, column, None, self.styles.text("section"))

    def unit(self, row: int, column: int, unit: str, kind: str = "unit") -> None:
        """Write the unit of the numbers beside it."""
        self.text(row, column, shown_unit(unit), kind)

    def headers(self, row: int, names: Sequence[str], *, text_columns: Sequence[int]) -> None:
        """Header cells; all but the text columns are right-aligned above their numbers."""
        for column, name in enumerate(names):
            self.text(row, column, name, "header" if column in text_columns else "header_right")

    def units(self, row: int, names: Sequence[str], *, text_columns: Sequence[int]) -> None:
        """The row of units below the header."""
        for column, name in enumerate(names):
            kind = "unit_row_left" if column in text_columns else "unit_row"
            self.unit(row, column, name, kind)

    def widths(self, widths: Sequence[float]) -> None:
        """Column widths in characters."""
        for column, width in enumerate(widths):
            self.set_width(column, column, width)

    def set_width(self, first: int, last: int, width: float) -> None:
        """Width of some columns in characters."""
        self.sheet.set_column(first, last, width)
        self.laid_out.widths |= dict.fromkeys(range(first, last + 1), width)

    def set_height(self, row: int, points: float) -> None:
        """Height of a row."""
        self.sheet.set_row(row, points)
        self.laid_out.heights[row] = points

    def print_setup(
        self,
        rows: int,
        columns: int,
        *,
        landscape: bool,
        header_row: int | None,
        paper: int = A4,
        pages_tall: int = 0,
    ) -> None:
        """Print area, one page wide, with the header row on every page.

        Pages end before a section that would not fit; none does where the pages are counted.
        """
        sheet = self.sheet
        if landscape:
            sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=SIDE_IN, right=SIDE_IN, top=EDGE_IN, bottom=EDGE_IN)
        sheet.print_area(0, 0, rows - 1, columns - 1)
        sheet.fit_to_pages(1, pages_tall)
        if not pages_tall:
            sheet.set_h_pagebreaks(
                self.laid_out.page_breaks(
                    rows,
                    columns,
                    sides=PAPER_POINTS[paper][:: -1 if landscape else 1],
                    header_row=header_row,
                )
            )
        sheet.hide_gridlines(2)
        if header_row is not None:
            sheet.repeat_rows(header_row)
        title = self.solution.case.title.replace("&", "&&")
        sheet.set_header(f"&L&8{' ' if title[:1].isdigit() else ''}{title}&R&8&A")
        sheet.set_footer("&L&8industrial__hp&R&8Page &P of &N".replace("__", "_"))


def address(row: int, column: int, *, fixed_row: bool = False, fixed_column: bool = False) -> str:
    """Name of a cell, with the row or the column held where asked."""
    return str(xl_rowcol_to_cell(row, column, row_abs=fixed_row, col_abs=fixed_column))


def span(row: int, first_column: int, last_column: int) -> str:
    """Name of the cells of a row from one column to another, columns held."""
    first = address(row, first_column, fixed_column=True)
    return f"{first}:{address(row, last_column, fixed_column=True)}"


def _missing(value: object) -> bool:
    return value is None or (isinstance(value, float) and not math.isfinite(value))
