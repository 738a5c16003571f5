"""The first sheet of the template: how to fill it, the key of its colours, sheets and units."""

from collections.abc import Sequence
from typing import Any

from industrial_hp.reading.case_workbook.book import LINE_POINTS, Book, set_page
from industrial_hp.reading.case_workbook.choices import first_sentence
from industrial_hp.reading.case_workbook.grid import EXAMPLE, REMARK
from industrial_hp.reading.case_workbook.layout import (
    LISTS,
    START,
    Form,
    SeriesSheet,
    Sheet,
    Table,
)
from industrial_hp.reading.case_workbook.styles import KEY, TemplateStyles
from industrial_hp.units import interchangeable_units

WIDTHS = (24, 88, 12)
SHARE_OF_WIDTH = 1.3
"""Characters of running text in the width of one."""
STEPS = (
    "Fill the forms (one line for each field) and the tables (one row for each object).",
    "A cell with a drop-down offers its choices; the sheet Lists tells more of them. The corner of "
    "a header or value opens a note: what is meant, what is permitted, what an empty cell means.",
    "Units stand in the row or column of units: choose another where a drop-down is, and numbers "
    "are converted. A cell may hold its own unit, too: 500 kW.",
    "A quantity that varies is a column of the sheet Series: write the name of the column into the "
    "cell in place of a number.",
    "Save as .xlsx and run: industrial-hp check FILE.xlsx. Every finding names its sheet and cell.",
)
NUMBERS = (
    "Decimal comma and decimal point are both read. Text such as 1.234 or 1,234, which could be "
    "one number or another, is asked for again.",
    "A number that the spreadsheet took for a date is a finding: format the cell as General.",
    "Formulas are read by their last calculated value. Merged cells and hidden sheets are "
    "findings.",
    f"Rows with the word {EXAMPLE} in the first column are not read. Columns whose key begins with "
    f"{REMARK} and sheets whose name begins with {REMARK} are your own.",
)


def write_start(book: Book, layout: Sequence[Sheet], title: str) -> None:
    """Add the first sheet to a workbook.

    Parameters
    ----------
    book : Book
        The workbook.
    layout : sequence of Sheet
        The sheets that follow.
    title : str
        Title of the case, or of the empty workbook.
    """
    sheet, styles = book.workbook.add_worksheet(START), book.styles
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.set_row(0, 26)
    sheet.write_string(0, 0, title, styles.text("title"))
    subtitle = "Input workbook of industrial_hp: what stands, what is needed, what may be built"
    sheet.write_string(1, 0, subtitle, styles.text("subtitle"))
    row = _numbered(sheet, 3, "How to fill it", STEPS, styles)
    row = _key(sheet, row + 1, styles)
    row = _sheets(sheet, row + 1, layout, styles)
    row = _numbered(sheet, row + 1, "Numbers", NUMBERS, styles)
    row = _units(sheet, row + 1, layout, styles)
    set_page(sheet, row, len(WIDTHS))
    sheet.set_portrait()
    sheet.fit_to_pages(1, 1)


def _section(sheet: Any, row: int, title: str, styles: TemplateStyles) -> int:
    sheet.write_string(row, 0, title, styles.text("section"))
    for column in range(1, len(WIDTHS)):
        sheet.write_blank(row, column, None, styles.text("section"))
    return row + 1


def _numbered(
    sheet: Any, row: int, title: str, texts: Sequence[str], styles: TemplateStyles
) -> int:
    row = _section(sheet, row, title, styles)
    for number, text in enumerate(texts, start=1):
        sheet.write_string(row, 0, f"{number}.", styles.text("number"))
        _paragraph(sheet, row, text, styles)
        row += 1
    return row


def _paragraph(sheet: Any, row: int, text: str, styles: TemplateStyles) -> None:
    sheet.write_string(row, 1, text, styles.text("plain"))
    lines = -(-len(text) // int(WIDTHS[1] * SHARE_OF_WIDTH))
    sheet.set_row(row, LINE_POINTS * lines + 3)


def _key(sheet: Any, row: int, styles: TemplateStyles) -> int:
    row = _section(sheet, row, "Key of the cells", styles)
    for look, text in KEY:
        sample = {"example": EXAMPLE, "unit": "kW"}.get(look, "")
        sheet.write_string(row, 0, sample, styles.cell(look))
        _paragraph(sheet, row, text, styles)
        row += 1
    return row


def _sheets(sheet: Any, row: int, layout: Sequence[Sheet], styles: TemplateStyles) -> int:
    row = _section(sheet, row, "Sheets", styles)
    for one in layout:
        sheet.write_url(row, 0, f"internal:'{one.title}'!A1", styles.text("link"), one.title)
        _paragraph(sheet, row, _holds(one), styles)
        sheet.write_string(row, 2, _need(one), styles.text("quiet"))
        row += 1
    sheet.write_url(row, 0, f"internal:'{LISTS}'!A1", styles.text("link"), LISTS)
    _paragraph(sheet, row, "What can be chosen, with a word on each; nothing to fill.", styles)
    return row + 1


def _holds(sheet: Sheet) -> str:
    if isinstance(sheet, SeriesSheet):
        return "Values by period for all that varies: one row for each block of each day."
    if isinstance(sheet, Table) and len(sheet.models) == 1:
        return f"{first_sentence(sheet.models[0])}."
    if isinstance(sheet, Table):
        kinds = next(entry for entry in sheet.entries if entry.key == "kind").variants
        return f"One row each, of the kind {', '.join(variant.kind for variant in kinds)}."
    groups = dict.fromkeys(" ".join(entry.group).replace("_", " ") for entry in sheet.entries)
    return f"Form: {', '.join(group or 'name and title' for group in groups)}."


def _need(sheet: Sheet) -> str:
    if isinstance(sheet, Table):
        return "mandatory" if sheet.needed else "optional"
    if isinstance(sheet, Form):
        return "mandatory" if any(one.kinds("always") for one in sheet.entries) else "optional"
    return "optional"


def _units(sheet: Any, row: int, layout: Sequence[Sheet], styles: TemplateStyles) -> int:
    row = _section(sheet, row, "Units that are converted", styles)
    units = {
        entry.unit
        for one in layout
        if not isinstance(one, SeriesSheet)
        for entry in one.entries
        if entry.holds in ("number", "profile")
    }
    for unit in sorted(units):
        others = interchangeable_units(unit)[1:]
        if others:
            sheet.write_string(row, 0, unit, styles.text("plain"))
            _paragraph(sheet, row, ", ".join(others), styles)
            row += 1
    return row
