"""Sheet Cash flow: visible formulas from the items to NPV, IRR, payback and cost of heat.

Costs of either system are positive; the project's flow is today's costs less the proposed
ones, so savings are positive and the investment negative.
"""

from collections.abc import Sequence
from itertools import accumulate

from industrial_hp.reporting.cash_flow_items import ITEM_WIDTH, write_items
from industrial_hp.reporting.cash_flow_layout import (
    HEADER_ROW,
    HEAT_OF_A_YEAR,
    INTEREST,
    YEAR_0,
    YEARS,
    Layout,
    Row,
    layout,
)
from industrial_hp.reporting.cash_flow_results import write_results
from industrial_hp.reporting.cash_flow_workings import WorkingRows, discounted, write_workings
from industrial_hp.reporting.charts import cumulative_chart, interest_chart
from industrial_hp.reporting.sheet_page import A3, Page, address

CHART_WIDTH = 560
WIDTHS = (ITEM_WIDTH, 13.0, 13.0, 12.0, 11.0, 11.0, 13.0)
CHANGES = (
    (Row.GRANT, "Grant, received in year 0", "EUR"),
    (Row.EXTRA_INVESTMENT, "Extra investment in year 0", "EUR"),
    (Row.EXTRA_YEARLY, "Extra yearly cost (saving: negative)", "EUR/a"),
)


def write_cash_flow(page: Page) -> None:
    """Write the sheet."""
    plan = layout(page.solution)
    page.title(
        "Cash flow",
        "All figures are formulas. Change a yellow cell here or on the sheet Inputs and everything "
        f"follows. Costs positive; {page.solution.case.economics.money} money, before tax, loan "
        "and grant.",
    )
    _write_header(page, plan)
    write_results(page, plan)
    _write_changes(page)
    _write_totals(page, plan)
    if page.solution.base is not None and plan.base is not None:
        write_items(page, plan.base, page.solution.base, "Today's system: items", layout=plan)
    write_items(page, plan.proposed, page.solution.proposed, "Proposed system: items", layout=plan)
    end = plan.proposed.end
    if page.solution.project_flows_eur is not None:
        _write_project(page, plan, page.solution.project_flows_eur)
        write_workings(page, plan, page.solution.project_flows_eur)
        _insert_charts(page, plan)
        end = WorkingRows(plan.workings).end
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(end, plan.last_column + 1, landscape=True, header_row=HEADER_ROW, paper=A3)


def _write_header(page: Page, plan: Layout) -> None:
    page.text(HEADER_ROW, 0, "Item", "header")
    for column in range(1, YEAR_0 - 1):
        page.text(HEADER_ROW, column, "", "header")
    page.text(HEADER_ROW, YEAR_0 - 1, "Year", "header_right")
    header = page.styles.text("header_right")
    for year in range(plan.years + 1):
        page.sheet.write_number(HEADER_ROW, YEAR_0 + year, year, header)
    flows = [*page.solution.proposed.cash_flow.total_eur]
    if page.solution.base is not None:
        flows += page.solution.base.cash_flow.total_eur
    flows += accumulate(page.solution.project_flows_eur or ())
    longest = max(len(f"{flow:,.0f}") for flow in flows)
    page.widths((*WIDTHS, *(max(9.0, longest + 1.0),) * (plan.years + 1)))


def _write_changes(page: Page) -> None:
    page.section(Row.CHANGES, "Your changes: try a grant or an extra cost", YEAR_0)
    for row, title, unit in CHANGES:
        page.text(row, 0, title)
        page.number(row, 1, 0.0, unit, "input")
        page.text(row, 3, unit, "unit")


def _write_totals(page: Page, plan: Layout) -> None:
    page.section(Row.BY_YEAR, "By year", plan.last_column + 1)
    systems = (
        (Row.TOTAL_BASE, Row.HEAT_BASE, "today", plan.base, page.solution.base, 0),
        (
            Row.TOTAL_PROPOSED,
            Row.HEAT_PROPOSED,
            "proposed",
            plan.proposed,
            page.solution.proposed,
            1,
        ),
    )
    figure = page.solution.key_figure("heat_delivered_mwh_per_a")
    for total_row, heat_row, name, items, variant, which in systems:
        page.text(total_row, 0, f"Costs, {name}", "total_text")
        page.text(total_row, 1, "EUR", "total_unit")
        page.text(heat_row, 0, f"Heat delivered, {name}")
        page.text(heat_row, 1, "MWh", "unit")
        if items is None or variant is None:
            page.text(total_row, 2, "none: today's system cannot meet the demand", "line")
            continue
        heat = (figure.base, figure.proposed)[which] or 0.0
        page.number(heat_row, HEAT_OF_A_YEAR, heat, "MWh/a", "plain")
        yearly = address(heat_row, HEAT_OF_A_YEAR, fixed_column=True)
        for year, cost in enumerate(variant.cash_flow.total_eur):
            column = YEAR_0 + year
            now = address(HEADER_ROW, column, fixed_row=True)
            page.formula(total_row, column, items.sum_in(column), cost, unit="EUR", look="total")
            formula = f"=IF(AND({now}>=1,{now}<={YEARS}),{yearly},0)"
            page.formula(heat_row, column, formula, heat if year else 0.0, unit="MWh flow")


def _write_project(page: Page, plan: Layout, flows_eur: Sequence[float]) -> None:
    interest = page.solution.case.economics.interest
    valued = discounted(flows_eur, interest)
    titles = (
        (Row.PROJECT, "Project: today less proposed"),
        (Row.CUMULATED, "Cumulated"),
        (Row.DISCOUNTED, "Discounted to year 0"),
        (Row.DISCOUNTED_CUMULATED, "Discounted, cumulated"),
        (Row.CHANGE, "Your changes"),
        (Row.CHANGED, "Project with your changes"),
        (Row.CHANGED_CUMULATED, "Cumulated, with your changes"),
        (Row.CHANGED_DISCOUNTED, "Discounted, with your changes"),
        (Row.CHANGED_DISCOUNTED_CUMULATED, "Discounted, cumulated, with your changes"),
    )
    for row, title in titles:
        bold = row in (Row.PROJECT, Row.CHANGED)
        page.text(row, 0, title, "total_text" if bold else "text")
        page.text(row, 1, "EUR", "total_unit" if bold else "unit")
    columns = (
        list(flows_eur),
        list(accumulate(flows_eur)),
        valued,
        list(accumulate(valued)),
    )
    for year in range(plan.years + 1):
        _write_year(page, year, [values[year] for values in columns])


def _write_year(page: Page, year: int, values: Sequence[float]) -> None:
    column = YEAR_0 + year
    now = address(HEADER_ROW, column, fixed_row=True)

    def cell(row: int, back: int = 0) -> str:
        return address(row, column - back)

    def put(row: int, formula: str, value: float, bold: bool = False) -> None:
        page.formula(
            row, column, formula, value, unit="EUR flow", look="total" if bold else "formula"
        )

    grant, extra, yearly = (
        address(row, 1, fixed_row=True, fixed_column=True) for row, _, _ in CHANGES
    )
    put(Row.PROJECT, f"={cell(Row.TOTAL_BASE)}-{cell(Row.TOTAL_PROPOSED)}", values[0], True)
    put(Row.CHANGE, f"=IF({now}=0,{grant}-{extra},IF({now}<={YEARS},-{yearly},0))", 0.0)
    put(Row.CHANGED, f"={cell(Row.PROJECT)}+{cell(Row.CHANGE)}", values[0], True)
    for flow, total, valued, valued_total in (
        (Row.PROJECT, Row.CUMULATED, Row.DISCOUNTED, Row.DISCOUNTED_CUMULATED),
        (
            Row.CHANGED,
            Row.CHANGED_CUMULATED,
            Row.CHANGED_DISCOUNTED,
            Row.CHANGED_DISCOUNTED_CUMULATED,
        ),
    ):
        before = f"{cell(total, 1)}+" if year else ""
        valued_before = f"{cell(valued_total, 1)}+" if year else ""
        put(total, f"={before}{cell(flow)}", values[1])
        put(valued, f"={cell(flow)}/(1+{INTEREST})^{now}", values[2])
        put(valued_total, f"={valued_before}{cell(valued)}", values[3])


def _insert_charts(page: Page, plan: Layout) -> None:
    for number, chart in enumerate((cumulative_chart(page, plan), interest_chart(page, plan))):
        chart.set_size({"width": CHART_WIDTH, "height": 340})
        place = {"x_offset": 12 + number * (CHART_WIDTH + 12), "y_offset": 4}
        page.sheet.insert_chart(Row.RESULTS, YEAR_0, chart, place)
