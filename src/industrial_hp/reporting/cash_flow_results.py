"""Results at the head of the sheet Cash flow, as calculated and with the engineer's changes."""

from dataclasses import dataclass

from industrial_hp.reporting.as_delivered import CHANGED_NAME, NO, YES
from industrial_hp.reporting.cash_flow_layout import (
    HEADER_ROW,
    HEAT_OF_A_YEAR,
    INTEREST,
    RESULT,
    YEAR_0,
    YEARS,
    ItemRows,
    Layout,
    Row,
    layout,
    result_there,
)
from industrial_hp.reporting.cash_flow_workings import WorkingRows
from industrial_hp.reporting.live_inputs import grown
from industrial_hp.reporting.sheet_page import NONE, Page, address
from industrial_hp.reporting.text_size import TWO_LINES
from industrial_hp.results.appraisal import annuity

COMPARISON = (
    (Row.NPV, "Net present value", "npv_eur"),
    (Row.IRR, "Internal rate of return", "irr"),
    (Row.MIRR, "Modified internal rate of return", "mirr"),
    (Row.PAYBACK, "Payback", "payback_a"),
    (Row.DISCOUNTED_PAYBACK, "Discounted payback", "discounted_payback_a"),
)
UNIT, DELIVERED = 3, 4
COUNTS_EUR_PER_A = 1.0
"""Change of an annual cost from which inputs count as changed; rounding is far below it."""


@dataclass(frozen=True)
class _Flows:
    """Rows of one of the two project flows and its column of results."""

    column: int
    flow: int
    total: int
    discounted: int
    discounted_total: int
    which: int


PLAIN = _Flows(RESULT, Row.PROJECT, Row.CUMULATED, Row.DISCOUNTED, Row.DISCOUNTED_CUMULATED, 0)
CHANGED = _Flows(
    2,
    Row.CHANGED,
    Row.CHANGED_CUMULATED,
    Row.CHANGED_DISCOUNTED,
    Row.CHANGED_DISCOUNTED_CUMULATED,
    1,
)


def write_results(page: Page, plan: Layout) -> None:
    """Write the block of results."""
    page.section(Row.RESULTS, "Results", YEAR_0)
    names = ("Figure", "From the inputs", "With your changes", "Unit", "As delivered")
    page.headers(Row.RESULTS + 1, names, text_columns=(0, UNIT))
    page.set_height(Row.RESULTS + 1, TWO_LINES)
    _write_assumptions(page)
    for row, title, name in COMPARISON:
        figure = page.solution.key_figure(name)
        page.text(row, 0, title, "bold")
        page.unit(row, UNIT, figure.unit)
        for flows in (PLAIN, CHANGED):
            if page.solution.project_flows_eur is None:
                page.text(row, flows.column, NONE, "right")
                continue
            formula = _formula(row, plan, flows)
            value = figure.proposed
            page.formula(row, flows.column, formula, value, unit=figure.unit, look="total")
        _write_delivered(page, row, figure.proposed, figure.unit)
    _write_investment(page, plan)
    _write_costs(page, plan)
    _write_changed(page)


def _write_delivered(page: Page, row: int, value: float | None, unit: str) -> None:
    if value is None:
        page.text(row, DELIVERED, NONE, "right")
    else:
        page.number(row, DELIVERED, value, unit)


def _write_assumptions(page: Page) -> None:
    money = page.solution.case.economics
    rate, years = money.interest, money.observation_a
    factor = annuity(page.solution.case)
    page.text(Row.INTEREST, 0, f"{money.money.capitalize()} interest rate (from the sheet Inputs)")
    page.formula(Row.INTEREST, 1, f"={INTEREST}", rate, unit="1/a")
    page.unit(Row.INTEREST, UNIT, "1/a")
    page.number(Row.INTEREST, DELIVERED, rate, "1/a")
    page.text(Row.YEARS, 0, "Observation period (from the sheet Inputs)")
    page.formula(Row.YEARS, 1, f"={YEARS}", years, unit="whole")
    page.unit(Row.YEARS, UNIT, "a")
    page.number(Row.YEARS, DELIVERED, years, "whole")
    page.text(Row.ANNUITY, 0, "Annuity factor")
    page.formula(
        Row.ANNUITY,
        1,
        _annuity_formula(page),
        factor,
        unit="annuity factor",
    )
    page.unit(Row.ANNUITY, UNIT, "annuity factor")
    page.number(Row.ANNUITY, DELIVERED, factor, "annuity factor")


def _annuity_formula(page: Page) -> str:
    """One over the present value of payments of one that rise with prices at large."""
    case = page.solution.case
    if case.economics.inflation is None:
        return f"=IF({INTEREST}=0,1/{YEARS},{INTEREST}/(1-(1+{INTEREST})^-{YEARS}))"
    years = layout(page.solution).flows(HEADER_ROW)
    paid = f"({years}>=1)*({years}<={YEARS})"
    return f"=1/SUMPRODUCT({paid}{grown(case, f'{years}-1')}/(1+{INTEREST})^{years})"


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
    if row == Row.MIRR:
        return mirr_formula(plan.flows(flows.discounted))
    discounted = row == Row.DISCOUNTED_PAYBACK
    totals = plan.flows(flows.discounted_total if discounted else flows.total)
    repaid = plan.flows(rows.repaid[2 * flows.which + discounted])
    smallest = address(rows.smallest, 6)
    return (
        f'=IF(MIN({totals})>=-{smallest},0,IF({sign}>0,"none",'
        f'IF(COUNT({repaid})=0,"none",MIN({repaid}))))'
    )


def mirr_formula(discounted: str) -> str:
    """Formula of the modified internal rate of return, both interests those of the study.

    Parameters
    ----------
    discounted : str
        Cells of the discounted flows; what comes in is carried to the last year, so MIRR of a
        spreadsheet, which counts columns for years, would be wrong for a shorter observation.
    """
    earned = f"SUMPRODUCT(({discounted}>0)*{discounted})"
    spent = f"SUMPRODUCT(({discounted}<0)*{discounted})"
    return f'=IF(OR({earned}=0,{spent}=0),"none",(-{earned}/{spent})^(1/{YEARS})*(1+{INTEREST})-1)'


def _write_investment(page: Page, plan: Layout) -> None:
    """What either system buys at the start: the prices of what is new."""
    figure = page.solution.key_figure("investment_eur")
    for row, name, rows, value in (
        (Row.INVESTMENT_BASE, "today", plan.base, figure.base),
        (Row.INVESTMENT_PROPOSED, "proposed", plan.proposed, figure.proposed),
    ):
        page.text(row, 0, f"{figure.title}, {name}")
        page.unit(row, UNIT, figure.unit)
        if rows is None:
            page.text(row, RESULT, NONE, "right")
        else:
            page.formula(row, RESULT, _bought(rows), value, unit=figure.unit, look="total")
        _write_delivered(page, row, value, figure.unit)


def _bought(rows: ItemRows) -> str:
    if not rows.capital:
        return "=0"
    ages, prices = rows.capital_cells(3), rows.capital_cells(1)
    return f'=SUMIF({ages},"new",{prices})'


def _write_changed(page: Page) -> None:
    """Whether an annual cost has left what was delivered; other sheets tell it by this cell."""
    row, rows = Row.CHANGED_INPUTS, (Row.COST_BASE, Row.COST_PROPOSED)
    known = rows if page.solution.base is not None else rows[1:]
    counts = address(Row.CHANGE_THAT_COUNTS, RESULT)
    moved = ",".join(f"ABS({address(r, RESULT)}-{address(r, DELIVERED)})>{counts}" for r in known)
    page.text(Row.CHANGE_THAT_COUNTS, 0, "Change of an annual cost that counts", "check_text")
    page.number(Row.CHANGE_THAT_COUNTS, RESULT, COUNTS_EUR_PER_A, "EUR/a", "check")
    page.unit(Row.CHANGE_THAT_COUNTS, UNIT, "EUR/a")
    page.text(row, 0, "Have inputs been changed since delivery?", "check_text")
    page.formula(row, RESULT, f'=IF(OR({moved}),"{YES}","{NO}")', NO, unit="", look="check")
    page.workbook.define_name(CHANGED_NAME, f"={result_there(row)}")


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
        present = plan.present_value(total_row)
        yearly, factor = address(heat_row, HEAT_OF_A_YEAR), address(Row.ANNUITY, 1)
        for row, title, figure_name, formula in (
            (cost_row, "Annual cost, levelled", "total_annual_cost_eur", f"=({present})*{factor}"),
            (
                lcoh_row,
                "Levelised cost of heat",
                "lcoh_eur_per_mwh",
                f'=IF({yearly}>0,{address(cost_row, RESULT)}/{yearly},"none")',
            ),
        ):
            figure = page.solution.key_figure(figure_name)
            page.text(row, 0, f"{title}, {name}")
            page.unit(row, UNIT, figure.unit)
            value = figure.base if name == "today" else figure.proposed
            _write_delivered(page, row, value, figure.unit)
            if not exists:
                page.text(row, RESULT, NONE, "right")
                continue
            page.formula(row, RESULT, formula, value, unit=figure.unit, look="total")
