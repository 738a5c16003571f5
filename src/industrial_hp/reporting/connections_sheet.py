"""Sheet Connections: who feeds whom, as a matrix of givers and takers and as a list."""

from collections.abc import Callable

from industrial_hp.reporting.sheet_page import A3, Page, address
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import unit_titles

HEADER_ROW = 3
NAME_WIDTH, WIDTH = 62.0, 15.0
LIST_HEADERS = ("From → to", "Zone", "Heat", "Largest power", "Hot end", "Cold end")
LIST_UNITS = ("", "", "MWh/a", "MW", "degC", "degC")
TEXTS = (0, 1)


def write_connections(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Connections",
        "Heat handed down from hot to cold in every period: one of several ways to read the same "
        "balance, for single pairs have no cost of their own. Givers stand left, takers above.",
    )
    flows = page.solution.flows
    names = unit_titles(page.solution)
    order = _order(page)
    givers = sorted({str(name) for name in flows["from"]}, key=order)
    takers = sorted({str(name) for name in flows["to"]}, key=order)
    heat = flows.groupby(["from", "to"])["heat_mwh_per_a"].sum().to_dict()
    columns = max(len(takers) + 2, len(LIST_HEADERS))
    heads = [names.get(name, name) for name in takers]
    page.headers(HEADER_ROW, ("MWh/a", *heads, "Sum"), text_columns=(0,))
    page.set_height(HEADER_ROW, row_height(*((head, WIDTH - 2) for head in heads)))
    for row, giver in enumerate(givers, start=HEADER_ROW + 1):
        title = str(names.get(giver, giver))
        page.text(row, 0, title, "bold")
        page.set_height(row, row_height((title, NAME_WIDTH)))
        for column, taker in enumerate(takers, start=1):
            page.number(row, column, heat.get((giver, taker), 0.0), "MWh flow")
        given = sum(heat.get((giver, taker), 0.0) for taker in takers)
        cells = f"{address(row, 1)}:{address(row, len(takers))}"
        page.formula(row, len(takers) + 1, f"=SUM({cells})", given, unit="MWh flow")
    last = HEADER_ROW + len(givers)
    _write_sums(page, last, [sum(heat.get((g, t), 0.0) for g in givers) for t in takers])
    list_row = last + 3
    row = _write_list(page, list_row)
    page.widths((NAME_WIDTH, *(WIDTH,) * (columns - 1)))
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, columns, landscape=True, header_row=list_row + 1, paper=A3)


def _order(page: Page) -> Callable[[str], tuple[int, str]]:
    """Sources first, then machines and what else is built, then sinks."""
    case = page.solution.case
    ranks = {part.name: 0 for part in case.sources} | {part.name: 2 for part in case.sinks}
    return lambda name: (ranks.get(name, 1), name)


def _write_sums(page: Page, last: int, sums: list[float]) -> None:
    page.text(last + 1, 0, "Sum", "total_text")
    for column, value in enumerate((*sums, sum(sums)), start=1):
        cells = f"{address(HEADER_ROW + 1, column)}:{address(last, column)}"
        page.formula(last + 1, column, f"=SUM({cells})", value, unit="MWh flow", look="total")


def _write_list(page: Page, row: int) -> int:
    """Every pair with heat, power and the temperatures of the source or sink at an end of it."""
    page.section(
        row, "Pair by pair; temperatures are real ones of the source or sink", len(LIST_HEADERS)
    )
    page.headers(row + 1, LIST_HEADERS, text_columns=TEXTS)
    page.units(row + 2, LIST_UNITS, text_columns=TEXTS)
    names = unit_titles(page.solution)
    row += 3
    for flow in page.solution.flows.to_dict("records"):
        giver, taker, zone = (
            str(names.get(str(flow[key]), flow[key])) for key in ("from", "to", "zone")
        )
        title = f"{giver} → {taker}"
        page.text(row, 0, title)
        page.text(row, 1, zone)
        for column, (key, unit) in enumerate(
            (
                ("heat_mwh_per_a", "MWh/a"),
                ("peak_mw", "MW"),
                ("t_high_c", "degC"),
                ("t_low_c", "degC"),
            ),
            start=2,
        ):
            page.number(row, column, flow[key], unit)
        page.set_height(row, row_height((title, NAME_WIDTH), (zone, WIDTH)))
        row += 1
    return row
