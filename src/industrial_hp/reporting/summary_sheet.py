"""Sheet Summary: one page with the system recommended, key figures, charts and warnings."""

from collections.abc import Sequence
from typing import Any

from industrial_hp.reporting.cash_flow_layout import Row, layout, result_there
from industrial_hp.reporting.charts import cumulative_chart, style_chart
from industrial_hp.reporting.co2_sheet import emissions_there
from industrial_hp.reporting.financing_sheet import figure_there
from industrial_hp.reporting.monthly_layout import (
    BASE_ROW,
    GROUP_TITLES,
    HEADER_ROW,
    ITEM,
    JANUARY,
    PROPOSED_ROW,
    SHEET,
    SUPPLIERS,
    YEAR,
    Group,
)
from industrial_hp.reporting.monthly_sheet import heat_of_year_mwh
from industrial_hp.reporting.palette import BLUE, GREEN, GREY, ORANGE
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import BOLD_SHARE, ROW_POINTS, TWO_LINES, pixels, row_height
from industrial_hp.reporting.titles import (
    STATUS_WORDS,
    in_words,
    message_in_words,
    runner_up_in_words,
    titles,
    unit_title,
    unit_titles,
)

WIDTHS = (46.0, 21.0, 10.0, 12.0, 13.0, 13.0, 13.0, 13.0)
COLUMNS = len(WIDTHS)
FILLS: dict[Group, tuple[str, str | None]] = {
    Group.SOURCES: (GREEN, None),
    Group.HEAT_PUMPS: (BLUE, "wide_upward_diagonal"),
    Group.GAS_BOILERS: (GREY, None),
    Group.ELECTRIC_BOILERS: (ORANGE, "small_grid"),
}
CHART_ROWS = 15
RESULTS: dict[str, tuple[Row | None, Row]] = {
    "total_annual_cost_eur": (Row.COST_BASE, Row.COST_PROPOSED),
    "investment_eur": (Row.INVESTMENT_BASE, Row.INVESTMENT_PROPOSED),
    "npv_eur": (None, Row.NPV),
    "irr": (None, Row.IRR),
    "mirr": (None, Row.MIRR),
    "payback_a": (None, Row.PAYBACK),
    "discounted_payback_a": (None, Row.DISCOUNTED_PAYBACK),
    "lcoh_eur_per_mwh": (Row.LCOH_BASE, Row.LCOH_PROPOSED),
}
"""Key figures that stand on the sheet Cash flow: rows of today's and of the proposed system."""
OWNER = ("npv_eur", "irr", "payback_a")
NAME = "Summary"
UNIT, TODAY, PROPOSED, DIFFERENCE, RUNNER_UP = 3, 4, 5, 6, 7
PIXELS_PER_ROW = 20
CHART_GAP = 10


def write_summary(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title("Summary", page.solution.case.title)
    row = _write_verdict(page, 3)
    row = _write_system(page, row + 1)
    row = _write_key_figures(page, row + 1)
    table_row = row + 1
    row = _write_suppliers(page, table_row)
    row = _write_charts(page, row + 1, table_row)
    row = _write_warnings(page, row + 1)
    page.print_setup(row, COLUMNS, landscape=False, header_row=None, pages_tall=1)


def _write_verdict(page: Page, row: int) -> int:
    proof = page.solution.proof
    words = STATUS_WORDS.get(proof.status, proof.status)
    row = page.across(row, words, WIDTHS, "good" if proof.proved else "warning")
    return page.across(row, in_words(page.solution), WIDTHS)


def _write_system(page: Page, row: int) -> int:
    page.section(row, "Recommended system", COLUMNS)
    names = (
        "To be built",
        "Zone",
        "Size",
        "COP annual",
        "Evaporating",
        "Condensing",
        "Investment",
        "Full load",
    )
    page.headers(row + 1, names, text_columns=(0, 1))
    page.units(row + 2, ("", "", "MW", "-", "degC", "degC", "EUR", "h/a"), text_columns=(0, 1))
    row += 3
    zones = titles(page.solution.case)
    units = page.solution.equipment.to_dict("records")
    for unit in units:
        if unit["existing"]:
            continue
        title = unit_title(page.solution.case, unit)
        if unit["size_unit"] != "MW":
            title = f"{title} (size in {unit['size_unit']})"
        page.text(row, 0, title, "bold")
        page.text(row, 1, zones.get(str(unit["zone"]), unit["zone"]))
        page.number(row, 2, unit["size"], "MW")
        page.number(row, 3, unit["cop_annual"], "-")
        page.number(row, 4, unit["t_evaporator_c"], "degC")
        page.number(row, 5, unit["t_condenser_c"], "degC")
        page.number(row, 6, unit["investment_eur"], "EUR")
        page.number(row, 7, unit["full_load_h"], "h/a")
        page.set_height(row, row_height((title, BOLD_SHARE * WIDTHS[0])))
        row += 1
    kept = [f"{u['title']} ({u['size']:,.2f} {u['size_unit']})" for u in units if u["existing"]]
    if kept:
        row = page.across(row, f"Kept: {', '.join(kept)}.", WIDTHS)
    return row


def _write_head(page: Page, row: int, title: str, first: str, *, last: str = "") -> int:
    """Bar and header of a table that sets the proposed system beside today's; its first row."""
    page.section(row, title, COLUMNS)
    names = (first, "", "", "Unit", "Today", "Proposed", "Difference", last)
    page.headers(row + 1, names, text_columns=(0, UNIT))
    return row + 2


def _write_label(page: Page, row: int, title: str, unit: str) -> None:
    page.text(row, 0, title)
    for column in range(1, UNIT):
        page.text(row, column, "")
    page.unit(row, UNIT, unit)


def _write_difference(page: Page, row: int, values: Sequence[float | None], unit: str) -> None:
    """Proposed less today's, where both are known; formulas may give a text instead of a number."""
    today, proposed = values
    if today is None or proposed is None:
        page.text(row, DIFFERENCE, None, "right")
        return
    cells = address(row, TODAY), address(row, PROPOSED)
    formula = f'=IF(AND(ISNUMBER({cells[0]}),ISNUMBER({cells[1]})),{cells[1]}-{cells[0]},"none")'
    page.formula(row, DIFFERENCE, formula, proposed - today, unit=unit)


def _write_key_figures(page: Page, row: int) -> int:
    second = page.solution.runner_up
    last = "Runner-up, as delivered" if second is not None else ""
    row = _write_head(page, row, "Key figures", "Figure", last=last)
    if second is not None:
        page.set_height(row - 1, TWO_LINES)
    for figure in page.solution.key_figures:
        _write_label(page, row, figure.title, figure.unit)
        for column, cell, value in zip(
            (TODAY, PROPOSED),
            _cells_there(page, figure.name),
            (figure.base, figure.proposed),
            strict=True,
        ):
            if cell is None:
                page.number(row, column, value, figure.unit)
            else:
                page.formula(row, column, f"={cell}", value, unit=figure.unit)
        _write_difference(page, row, (figure.base, figure.proposed), figure.unit)
        if second is not None:
            page.number(row, RUNNER_UP, second.figures.get(figure.name), figure.unit)
        row += 1
    row = _write_owner(page, row)
    if second is not None:
        row = page.across(
            row, f"Runner-up, as delivered: {runner_up_in_words(page.solution)}", WIDTHS
        )
    return row


def _cells_there(page: Page, name: str) -> tuple[str | None, str | None]:
    """Cells of other sheets with a key figure of either system; none where it is a plain value."""
    solution = page.solution
    if name == "co2_t_per_a" and solution.base is not None:
        return emissions_there(solution, "base"), emissions_there(solution, "proposed")
    base, proposed = RESULTS.get(name, (None, None))
    against_today = base is None and solution.project_flows_eur is None
    return (
        None if base is None or solution.base is None else result_there(base),
        None if proposed is None or against_today else result_there(proposed),
    )


def _write_owner(page: Page, row: int) -> int:
    """What grant, loan and tax leave to the owner, from the sheet Financing."""
    own = page.solution.financing
    if own is None:
        return row
    for name in OWNER:
        figure = page.solution.key_figure(name)
        title = f"{figure.title.removesuffix(' against today')}, owner after grant, loan, tax"
        _write_label(page, row, title, figure.unit)
        page.text(row, TODAY, None, "right")
        value = own.figures[name]
        page.formula(row, PROPOSED, f"={figure_there(name)}", value, unit=figure.unit)
        page.text(row, DIFFERENCE, None, "right")
        if page.solution.runner_up is not None:
            page.text(row, RUNNER_UP, None, "right")
        row += 1
    return row


def _write_suppliers(page: Page, row: int) -> int:
    """Heat by supplier over the year, from the sheet Monthly balance."""
    row = _write_head(page, row, "Heat by supplier", "Supplier")
    systems = (
        (TODAY, BASE_ROW, page.solution.base),
        (PROPOSED, PROPOSED_ROW, page.solution.proposed),
    )
    for group in SUPPLIERS:
        _write_label(page, row, GROUP_TITLES[group], "MWh/a")
        heats: list[float | None] = []
        for column, first_row, variant in systems:
            if variant is None:
                heats.append(None)
                page.text(row, column, None, "right")
                continue
            heats.append(heat := heat_of_year_mwh(page, variant, group))
            cell = f"='{SHEET}'!{address(first_row + group, YEAR)}"
            page.formula(row, column, cell, heat, unit="MWh/a")
        _write_difference(page, row, heats, "MWh/a")
        row += 1
    return row


def _write_charts(page: Page, row: int, table_row: int) -> int:
    page.section(row, "In pictures", COLUMNS)
    charts = [_supplier_chart(page, table_row)]
    if page.solution.project_flows_eur is not None:
        charts.append(cumulative_chart(page, layout(page.solution)))
    charts.append(_monthly_chart(page))
    wide = sum(pixels(width) for width in WIDTHS)
    half = (wide - CHART_GAP) // 2
    places = [(0, 0, half), (0, half + CHART_GAP, half), (CHART_ROWS, 0, wide)]
    first = row + 1
    last = first + CHART_ROWS * (1 if len(charts) < len(places) else 2)
    for line in range(first, last):
        page.set_height(line, ROW_POINTS)
    for chart, (down, across, width) in zip(charts, places, strict=False):
        chart.set_size({"width": width, "height": CHART_ROWS * PIXELS_PER_ROW - 8})
        page.sheet.insert_chart(first + down, 0, chart, {"x_offset": across, "y_offset": 4})
    return last


def _fill(group: Group) -> dict[str, Any]:
    colour, pattern = FILLS[group]
    if pattern is None:
        return {"fill": {"color": colour}, "border": {"color": "#FFFFFF", "width": 0.5}}
    return {
        "pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"},
        "border": {"color": colour, "width": 0.5},
    }


def _supplier_chart(page: Page, table_row: int) -> Any:
    """Heat by supplier over the year: today's and the proposed system side by side."""
    chart = page.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for row, group in enumerate(SUPPLIERS, start=table_row + 2):
        chart.add_series(
            {
                "name": GROUP_TITLES[group],
                "categories": [NAME, table_row + 1, TODAY, table_row + 1, PROPOSED],
                "values": [NAME, row, TODAY, row, PROPOSED],
                "gap": 60,
            }
            | _fill(group)
        )
    style_chart(chart, title="Heat by supplier", across="", up="MWh/a")
    return chart


def _monthly_chart(page: Page) -> Any:
    """Heat by supplier of the proposed system, month by month."""
    chart = page.workbook.add_chart({"type": "column", "subtype": "stacked"})
    for group in SUPPLIERS:
        row = PROPOSED_ROW + group
        chart.add_series(
            {
                "name": [SHEET, row, ITEM],
                "categories": [SHEET, HEADER_ROW, JANUARY, HEADER_ROW, YEAR - 1],
                "values": [SHEET, row, JANUARY, row, YEAR - 1],
                "gap": 40,
            }
            | _fill(group)
        )
    style_chart(chart, title="Heat by month, proposed system", across="", up="MWh")
    return chart


def _write_warnings(page: Page, row: int) -> int:
    page.section(row, "Warnings and open points", COLUMNS)
    failed = [
        f"Check failed: {check.name}: {check.worst:.3g} {check.unit}, tolerated "
        f"{check.tolerance:.3g} {check.unit}"
        for check in page.solution.checks
        if not check.passed
    ]
    names = unit_titles(page.solution)
    told = [message_in_words(message, names) for message in page.solution.messages]
    row += 1
    for message in (*failed, *told):
        row = page.across(row, message, WIDTHS, "message")
    if not failed and not told:
        row = page.across(row, "None was raised by the calculation.", WIDTHS)
    return row
