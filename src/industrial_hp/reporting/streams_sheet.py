"""Sheet Sources and sinks: streams and their use."""

from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import BOLD_SHARE, TWO_LINES, row_height
from industrial_hp.reporting.titles import titles, type_title
from industrial_hp.results.energy_targets import targets_of_the_year

HEADER_ROW = 3
HEADERS = (
    "Stream",
    "Side",
    "Kind",
    "Zone",
    "In",
    "Out",
    "Temperature contribution",
    "Peak",
    "Full load",
    "Available or needed",
    "Used",
    "Share used",
    "Source or reason of the figures",
)
UNITS = ("", "", "", "", "degC", "degC", "K", "MW", "h/a", "MWh/a", "MWh/a", "share", "")
WIDTHS = (42.0, 8.0, 24.0, 42.0, 9.0, 9.0, 13.0, 8.0, 9.0, 11.0, 10.0, 8.0, 66.0)
REASON = 12
TEXT_COLUMNS = (0, 1, 2, 3, REASON)


def write_streams(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Sources and sinks",
        "Temperatures are real ones, in the period of greatest duty; the temperature contribution "
        "is the stream's part of the smallest difference to the other side.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=TEXT_COLUMNS)
    page.units(HEADER_ROW + 1, UNITS, text_columns=TEXT_COLUMNS)
    page.set_height(HEADER_ROW, TWO_LINES)
    row = _write_stream_rows(page, HEADER_ROW + 2)
    row = _write_targets(page, row + 1)
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.print_setup(row, len(HEADERS), landscape=True, header_row=None)


def _write_stream_rows(page: Page, row: int) -> int:
    names = titles(page.solution.case)
    for stream in page.solution.streams.to_dict("records"):
        zone = str(stream["zone"])
        page.text(row, 0, stream["title"], "bold")
        for column, text in (
            (1, stream["side"]),
            (2, type_title(stream["kind"])),
            (3, names.get(zone, zone)),
            (REASON, stream["reason"]),
        ):
            page.text(row, column, text)
        for column, name, unit in (
            (4, "t_in_c", "degC"),
            (5, "t_out_c", "degC"),
            (6, "dt_contribution_k", "K"),
            (7, "peak_mw", "MW"),
            (9, "available_mwh_per_a", "MWh/a"),
            (10, "used_mwh_per_a", "MWh/a"),
        ):
            page.number(row, column, stream[name], unit)
        available, used = float(stream["available_mwh_per_a"]), float(stream["used_mwh_per_a"])
        peak = float(stream["peak_mw"])
        duty, whole, part = (address(row, column) for column in (7, 9, 10))
        hours = available / peak if peak > 0 else None
        share = used / available if available > 0 else None
        page.formula(row, 8, f'=IF({duty}>0,{whole}/{duty},"none")', hours, unit="h/a")
        page.formula(row, 11, f'=IF({whole}>0,{part}/{whole},"none")', share, unit="share")
        title = (stream["title"], BOLD_SHARE * WIDTHS[0])
        page.set_height(row, row_height(title, (stream["reason"], WIDTHS[REASON])))
        row += 1
    return row


def _write_targets(page: Page, row: int) -> int:
    """Least heating and cooling from outside in a year, before and after integration."""
    names = titles(page.solution.case)
    page.section(row, "Energy targets of a year: least heat and cold from outside", len(HEADERS))
    page.text(
        row + 1,
        0,
        "By the problem table of each zone and period; then with heat pumps, stores and loops as "
        "they run counted as streams: what is left for boilers and coolers.",
        "line",
    )
    heads = ("Zone", "", "", "", "Heat", "Cold", "Heat left", "Cold left", "Unit")
    page.headers(row + 2, heads, text_columns=(0, 1, 2, 3, 8))
    row += 3
    for zone in targets_of_the_year(page.solution.targets).to_dict("records"):
        page.text(row, 0, names.get(str(zone["zone"]), str(zone["zone"])), "bold")
        for column, key in ((4, "hot"), (5, "cold"), (6, "hot_left"), (7, "cold_left")):
            page.number(row, column, zone[f"{key}_mwh_per_a"], "MWh/a")
        page.text(row, 8, "MWh/a", "unit")
        row += 1
    return row
