"""Sheet Data sheets: for each new unit what a maker must know to offer it."""

from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import titles, type_title, unit_titles
from industrial_hp.results.data_sheets import DataSheet
from industrial_hp.results.exchanger_areas import ExchangerZoneArea

FIRST_ROW = 3
WIDTHS = (44.0, 36.0, 18.0, 11.0, 14.0, 14.0, 11.0)
AREA_HEADERS = ("Exchanger", "Stream beside it", "Zone", "Heat", "Mean difference", "U", "Area")
AREA_UNITS = ("", "", "", "MW", "K", "W/(m2 K)", "m2")
NOTE = (
    "Areas are a first estimate for the stream itself at the other side, within a factor of about "
    "two; a circuit between needs more of them."
)


def write_data_sheets(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Data sheets",
        "For enquiries: design point, range over the year and exchanger areas of all that is new. "
        "All machines of a unit together.",
    )
    row = FIRST_ROW
    for sheet in page.solution.data_sheets:
        row = _write_sheet(page, row, sheet) + 1
    page.widths(WIDTHS)
    page.sheet.freeze_panes(FIRST_ROW - 1, 0)
    page.print_setup(row, len(WIDTHS), landscape=False, header_row=None)


def _write_sheet(page: Page, row: int, sheet: DataSheet) -> int:
    names = titles(page.solution.case)
    title = unit_titles(page.solution).get(sheet.tag, sheet.title)
    page.section(row, f"{title} ({type_title(sheet.type).lower()})", len(WIDTHS))
    row += 1
    for item in sheet.rows:
        page.text(row, 0, item.label)
        if isinstance(item.value, str):
            text = names.get(item.value, item.value)
            page.text(row, 1, text)
            page.text(row, 2, "")
            page.set_height(row, row_height((text, WIDTHS[1])))
        else:
            page.number(row, 1, item.value, "whole" if item.unit == "machines" else item.unit)
            page.unit(row, 2, item.unit)
        row += 1
    if sheet.areas:
        row = _write_areas(page, row, sheet.areas)
    for remark in sheet.remarks:
        page.text(row, 0, f"No area of the {remark}", "line")
        row += 1
    return row


def _write_areas(page: Page, row: int, areas: tuple[ExchangerZoneArea, ...]) -> int:
    names = titles(page.solution.case)
    page.headers(row, AREA_HEADERS, text_columns=(0, 1, 2))
    page.units(row + 1, AREA_UNITS, text_columns=(0, 1, 2))
    row += 2
    for part in areas:
        texts = (part.exchanger.capitalize(), names.get(part.stream, part.stream), part.zone)
        for column, text in enumerate(texts):
            page.text(row, column, text)
        for column, value, unit in (
            (3, part.heat_mw, "MW"),
            (4, part.mean_difference_k, "K"),
            (5, part.u_w_per_m2_k, "W/(m2 K)"),
            (6, part.area_m2, "m2"),
        ):
            page.number(row, column, value, unit)
        page.set_height(row, row_height((texts[1], WIDTHS[1])))
        row += 1
    page.text(row, 0, NOTE, "line")
    return row + 1
