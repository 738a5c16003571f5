"""The last sheet of the template: everything that can be chosen, with a word on each."""

from industrial_hp.reading.case_workbook.book import Book, set_page
from industrial_hp.reading.case_workbook.layout import LISTS

WIDTHS = (42, 90)


def write_lists(book: Book) -> None:
    """Add the sheet that the drop-downs take their values from to a workbook."""
    sheet, styles = book.workbook.add_worksheet(LISTS), book.styles
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "What can be chosen", styles.text("title"))
    text = "Nothing to fill. Rows of the catalogue with their sources: industrial-hp catalogue"
    sheet.write_string(1, 0, text, styles.text("subtitle"))
    last = 0
    for choice, first in book.lists.rows.items():
        sheet.write_string(
            first - 1, 0, choice.title[:1].upper() + choice.title[1:], styles.text("section")
        )
        sheet.write_blank(first - 1, 1, None, styles.text("section"))
        for last, pair in enumerate(zip(choice.values, choice.notes, strict=True), start=first):
            sheet.write_string(last, 0, pair[0], styles.text("plain"))
            sheet.write_string(last, 1, pair[1], styles.text("quiet"))
    set_page(sheet, last + 1, len(WIDTHS))
    sheet.set_portrait()
    sheet.fit_to_pages(1, 0)
