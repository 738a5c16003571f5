"""Sheet Sources and sinks: streams, their use, and who feeds whom."""

from industrial_hp.reporting.sheet_page import Page, address, row_height
from industrial_hp.reporting.titles import titles, type_title, unit_titles

HEADER_ROW = 3
HEADERS = (
    "Stream",
    "Side",
    "Kind",
    "Zone",
    "In",
    "Out",
    "Contribution",
    "Peak",
    "Available or needed",
    "Used",
    "Share",
    "Source or reason of the figures",
)
UNITS = ("", "", "", "", "degC", "degC", "K", "MW", "MWh/a", "MWh/a", "-", "")
WIDTHS = (42.0, 8.0, 20.0, 42.0, 9.0, 9.0, 12.0, 9.0, 11.0, 11.0, 8.0, 62.0)
TEXT_COLUMNS = (0, 1, 2, 3, 11)


def write_streams(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Sources and sinks",
        "Temperatures are those of the period of greatest duty, before the temperature "
        "contribution is taken off or added.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=TEXT_COLUMNS)
    page.units(HEADER_ROW + 1, UNITS, text_columns=TEXT_COLUMNS)
    page.sheet.set_row(HEADER_ROW, 26)
    row = _write_stream_rows(page, HEADER_ROW + 2)
    page.sheet.set_h_pagebreaks([row + 1])
    row = _write_flows(page, row + 1)
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
            (11, stream["reason"]),
        ):
            page.text(row, column, text)
        for column, name, unit in (
            (4, "t_in_c", "degC"),
            (5, "t_out_c", "degC"),
            (6, "dt_contribution_k", "K"),
            (7, "peak_mw", "MW"),
            (8, "available_mwh_per_a", "MWh/a"),
            (9, "used_mwh_per_a", "MWh/a"),
        ):
            page.number(row, column, stream[name], unit)
        available, used = float(stream["available_mwh_per_a"]), float(stream["used_mwh_per_a"])
        whole, part = address(row, 8), address(row, 9)
        share = used / available if available > 0 else None
        page.formula(row, 10, f'=IF({whole}>0,{part}/{whole},"none")', share, unit="share")
        page.sheet.set_row(row, row_height((stream["reason"], WIDTHS[11])))
        row += 1
    return row


def _write_flows(page: Page, row: int) -> int:
    names = unit_titles(page.solution)
    page.section(row, "Who feeds whom: heat handed down from hot to cold in every period", 12)
    page.text(
        row + 1,
        0,
        "One of several ways to read the same balance: single pairs have no cost of their own.",
        "line",
    )
    heads = ("From", "", "Zone", "To", "Heat", "Unit")
    page.headers(row + 2, heads, text_columns=(0, 1, 2, 3, 5))
    row += 3
    for flow in page.solution.flows.to_dict("records"):
        giver, zone, taker = (
            names.get(str(flow[key]), str(flow[key])) for key in ("from", "zone", "to")
        )
        for column, text in enumerate((giver, "", zone, taker)):
            page.text(row, column, text)
        page.number(row, 4, flow["heat_mwh_per_a"], "MWh/a")
        page.text(row, 5, "MWh/a", "unit")
        page.sheet.set_row(row, row_height((giver, WIDTHS[0]), (taker, WIDTHS[3])))
        row += 1
    return row
