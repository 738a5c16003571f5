"""Results at the head of the sheet Cash flow, as calculated and with the engineer's changes."""

from dataclasses import dataclass

from industrial_hp.reporting.cash_flow_layout import INTEREST, YEAR_0, YEARS, Layout, Row
from industrial_hp.reporting.cash_flow_workings import WorkingRows
from industrial_hp.reporting.sheet_page import NONE, Page, address
from industrial_hp.reporting.text_size import TWO_LINES

COMPARISON = (
    (Row.NPV, "Net present value", "npv_eur"),
    (Row.IRR, "Internal rate of return", "irr"),
    (Row.PAYBACK, "Payback", "payback_a"),
    (Row.DISCOUNTED_PAYBACK, "Discounted payback", "discounted_payback_a"),
)
COLUMNS = 4


@dataclass(frozen=True)
class _Flows:
    """Rows of one of the two project flows and its column of results."""

    column: int
    flow: int
    total: int
    discounted_total: int
    which: int


PLAIN = _Flows(1, Row.PROJECT, Row.CUMULATED, Row.DISCOUNTED_CUMULATED, 0)
CHANGED = _Flows(2, Row.CHANGED, Row.CHANGED_CUMULATED, Row.CHANGED_DISCOUNTED_CUMULATED, 1)


def write_results(page: Page, plan: Layout) -> None:
    """Write the block of results."""
    page.section(Row.RESULTS, "Results", YEAR_0)
    names = ("Figure", "As calculated", "With your changes", "Unit")
    page.headers(Row.RESULTS + 1, names, text_columns=(0, 3))
    page.sheet.set_row(Row.RESULTS + 1, TWO_LINES)
    _write_assumptions(page)
    for row, title, name in COMPARISON:
        figure = page.solution.key_figure(name)
        page.text(row, 0, title, "bold")
        page.unit(row, 3, figure.unit)
        for flows in (PLAIN, CHANGED):
            if page.solution.project_flows_eur is None:
                page.text(row, flows.column, NONE, "right")
                continue
            formula = _formula(row, plan, flows)
            value = figure.proposed
            page.formula(row, flows.column, formula, value, unit=figure.unit, look="total")
    _write_costs(page, plan)


def _write_assumptions(page: Page) -> None:
    money = page.solution.case.economics
    rate, years = money.interest, money.observation_a
    annuity = 1 / years if rate == 0 else rate / (1 - (1 + rate) ** -years)
    page.text(Row.INTEREST, 0, "Real interest rate (from the sheet Inputs)")
    page.formula(Row.INTEREST, 1, f"={INTEREST}", rate, unit="1/a")
    page.unit(Row.INTEREST, 3, "1/a")
    page.text(Row.YEARS, 0, "Observation period (from the sheet Inputs)")
    page.formula(Row.YEARS, 1, f"={YEARS}", years, unit="whole")
    page.unit(Row.YEARS, 3, "a")
    page.text(Row.ANNUITY, 0, "Annuity factor")
    page.formula(
        Row.ANNUITY,
        1,
        f"=IF({INTEREST}=0,1/{YEARS},{INTEREST}/(1-(1+{INTEREST})^-{YEARS}))",
        annuity,
        unit="annuity factor",
    )
    page.unit(Row.ANNUITY, 3, "annuity factor")


def _formula(row: int, plan: Layout, flows: _Flows) -> str:
    if row == Row.NPV:
        return f"={plan.present_value(flows.flow)}"
    rows = WorkingRows(plan.workings)
    sign = address(rows.sign[flows.which], plan.last_column)
    if row == Row.IRR:
        column = 4 + flows.which
        crossings = f"{address(rows.first_rate, column)}:{address(rows.end - 2, column)}"
        return (
            f'=IF({sign}>0,"none",IF(COUNT({crossings})<>1,"none",'
            f'IFERROR(IRR({plan.flows(flows.flow)},SUM({crossings})),"none")))'
        )
    discounted = row == Row.DISCOUNTED_PAYBACK
    totals = plan.flows(flows.discounted_total if discounted else flows.total)
    repaid = plan.flows(rows.repaid[2 * flows.which + discounted])
    smallest = address(rows.smallest, 6)
    return (
        f'=IF(MIN({totals})>=-{smallest},0,IF({sign}>0,"none",'
        f'IF(COUNT({repaid})=0,"none",MIN({repaid}))))'
    )


def _write_costs(page: Page, plan: Layout) -> None:
    """Annual cost and cost of heat of either system."""
    for rows, name, exists in (
        (
            (Row.COST_BASE, Row.LCOH_BASE, Row.TOTAL_BASE, Row.HEAT_BASE),
            "today",
            page.solution.base is not None,
        ),
        (
            (Row.COST_PROPOSED, Row.LCOH_PROPOSED, Row.TOTAL_PROPOSED, Row.HEAT_PROPOSED),
            "proposed",
            True,
        ),
    ):
        cost_row, lcoh_row, total_row, heat_row = rows
        present, heat = plan.present_value(total_row), plan.present_value(heat_row)
        yearly, factor = address(heat_row, 6), address(Row.ANNUITY, 1)
        for row, title, figure_name, formula in (
            (cost_row, "Annual cost, levelled", "total_annual_cost_eur", f"=({present})*{factor}"),
            (
                lcoh_row,
                "Levelised cost of heat",
                "lcoh_eur_per_mwh",
                f'=IF({yearly}>0,({present})/({heat}),"none")',
            ),
        ):
            figure = page.solution.key_figure(figure_name)
            page.text(row, 0, f"{title}, {name}")
            page.unit(row, 3, figure.unit)
            if not exists:
                page.text(row, 1, NONE, "right")
                continue
            value = figure.base if name == "today" else figure.proposed
            page.formula(row, 1, formula, value, unit=figure.unit, look="total")
