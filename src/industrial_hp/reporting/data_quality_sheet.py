"""Sheet Data quality: every message with its severity, place, value, reason and mend."""

from industrial_hp.reporting.data_quality import quality_notes
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import row_height

HEADER_ROW = 3
HEADERS = ("Severity", "Place", "Value", "Why it matters", "What to do")
WIDTHS = (11.0, 40.0, 46.0, 52.0, 44.0)
COLUMNS = range(len(HEADERS))


def write_data_quality(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Data quality",
        "What limits how far the result can be relied on. Fault: do not use the result. Warning: "
        "judge before an order. Remark: to be documented.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=tuple(COLUMNS))
    row = HEADER_ROW + 1
    notes = quality_notes(page.solution)
    for note in notes:
        texts = (note.severity, note.place, note.value, note.why, note.what_to_do)
        for column, text in enumerate(texts):
            page.text(row, column, text, "bold" if column == 0 else "text")
        page.set_height(row, row_height(*zip(texts, WIDTHS, strict=True)))
        row += 1
    if not notes:
        page.text(row, 0, "None was raised.", "line")
        row += 1
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 1, 0)
    page.print_setup(row, len(HEADERS), landscape=True, header_row=HEADER_ROW)
