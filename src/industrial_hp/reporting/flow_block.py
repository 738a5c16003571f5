"""A project's flow on a sheet with years as columns, and the formulas of what it says.

Below the row of the flow stand what its figures need: cumulated and discounted sums, the years of
repayment, the sign of the first flow that counts, and, in a table of interest rates, where its net
present value changes sign. The sheet Cash flow holds the rates and the smallest sum that counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from industrial_hp.reporting.cash_flow_layout import INTEREST, SHEET, layout
from industrial_hp.reporting.cash_flow_results import mirr_formula
from industrial_hp.reporting.cash_flow_workings import (
    LOWEST_PLAIN_RATE,
    RATES,
    SMALLEST_EUR,
    WorkingRows,
    discounted,
)
from industrial_hp.reporting.sheet_page import Page, address, span

FOLLOWERS = (
    "cumulated",
    "discounted",
    "discounted, cumulated",
    "repaid after",
    "repaid after, discounted",
    "sign of the first flow that counts",
)


@dataclass(frozen=True)
class FlowBlock:
    """Where a flow stands and where its rate table does; rows and columns from zero."""

    header: int
    """Row with the years as numbers."""
    first_column: int
    """Column of year 0."""
    years: int
    flow: int
    """Row of the flow; the rows of `FOLLOWERS` follow it."""
    rates: int
    """First row of the table of interest rates."""
    rates_column: int
    """Column of the net present values; the changes of sign stand right of it."""

    @property
    def last_column(self) -> int:
        """Column of the last year."""
        return self.first_column + self.years

    @property
    def end(self) -> int:
        """The free row below the followers."""
        return self.flow + 1 + len(FOLLOWERS)

    @property
    def rates_end(self) -> int:
        """The free row below the table of interest rates."""
        return self.rates + len(RATES)

    def row(self, follower: str) -> int:
        """Row of a follower."""
        return self.flow + 1 + FOLLOWERS.index(follower)

    def cells(self, row: int) -> str:
        """All years of a row."""
        return span(row, self.first_column, self.last_column)

    def present_value(self, row: int, rate: str = INTEREST) -> str:
        """Present value of a row: year 0 as it is, the others discounted."""
        first = address(row, self.first_column, fixed_row=True, fixed_column=True)
        start = address(row, self.first_column + 1, fixed_row=True, fixed_column=True)
        end = address(row, self.last_column, fixed_row=True, fixed_column=True)
        return f"{first}+NPV({rate},{start}:{end})"

    def npv(self) -> str:
        """Formula of the net present value."""
        return f"={self.present_value(self.flow)}"

    def irr(self) -> str:
        """Formula of the internal rate of return: none where several rates fit."""
        first, last = self.rates, self.rates_end - 2
        column = self.rates_column + 1
        crossings = f"{address(first, column)}:{address(last, column)}"
        return (
            f'=IF({self._sign()}>0,"none",IF(COUNT({crossings})<>1,"none",'
            f'IFERROR(IRR({self.cells(self.flow)},SUM({crossings})),"none")))'
        )

    def payback(self, page: Page) -> str:
        """Formula of the payback."""
        return self._payback(page, "cumulated", "repaid after")

    def discounted_payback(self, page: Page) -> str:
        """Formula of the discounted payback."""
        return self._payback(page, "discounted, cumulated", "repaid after, discounted")

    def mirr(self) -> str:
        """Formula of the modified internal rate of return, both interests those of the study."""
        return mirr_formula(self.cells(self.row("discounted")))

    def _payback(self, page: Page, totals: str, repaid: str) -> str:
        sums, years = self.cells(self.row(totals)), self.cells(self.row(repaid))
        return (
            f'=IF(MIN({sums})>=-{smallest(page)},0,IF({self._sign()}>0,"none",'
            f'IF(COUNT({years})=0,"none",MIN({years}))))'
        )

    def _sign(self) -> str:
        return address(self.row(FOLLOWERS[-1]), self.last_column)


def smallest(page: Page) -> str:
    """Cell of the smallest sum that counts."""
    rows = WorkingRows(layout(page.solution).workings)
    return f"'{SHEET}'!{address(rows.smallest, 6, fixed_row=True, fixed_column=True)}"


def write_followers(
    page: Page, block: FlowBlock, label_column: int, name: str, flows_eur: Sequence[float]
) -> None:
    """Write the rows below a flow.

    Parameters
    ----------
    page : Page
        The sheet.
    block : FlowBlock
        Where the flow stands; its own row is written already.
    label_column : int
        Column of the labels.
    name : str
        What the flow is, before each label.
    flows_eur : sequence of float, shape (years + 1,)
        Its values [EUR], savings positive.
    """
    interest = page.solution.case.economics.interest
    valued = discounted(flows_eur, interest)
    columns: dict[str, Sequence[float | str]] = {
        "cumulated": list(accumulate(flows_eur)),
        "discounted": valued,
        "discounted, cumulated": list(accumulate(valued)),
        "repaid after": _repaid(flows_eur),
        "repaid after, discounted": _repaid(valued),
        "sign of the first flow that counts": _signs(flows_eur),
    }
    for follower in FOLLOWERS:
        row = block.row(follower)
        page.text(row, label_column, f"{name}, {follower}", "check_text")
        unit = "a" if "repaid" in follower else "whole" if "sign" in follower else "EUR flow"
        for year in range(block.years + 1):
            if year or "repaid" not in follower:
                formula = _follower(page, block, follower, year)
                value = columns[follower][year]
                column = block.first_column + year
                page.formula(row, column, formula, value, unit=unit, look="check")


def _follower(page: Page, block: FlowBlock, follower: str, year: int) -> str:
    column = block.first_column + year
    now = address(block.header, column, fixed_row=True)
    small = smallest(page)

    def cell(row: int, back: int = 0) -> str:
        return address(row, column - back)

    if follower == "discounted":
        return f"={cell(block.flow)}/(1+{INTEREST})^{now}"
    if "cumulated" in follower:
        own = block.row("discounted") if "discounted" in follower else block.flow
        before = f"{cell(block.row(follower), 1)}+" if year else ""
        return f"={before}{cell(own)}"
    if "repaid" in follower:
        valued = "discounted" in follower
        flow = block.row("discounted") if valued else block.flow
        total = block.row("discounted, cumulated" if valued else "cumulated")
        start = address(block.header, column - 1, fixed_row=True)
        return (
            f"=IF(AND({cell(total, 1)}<-{small},{cell(total)}>=-{small}),"
            f'{start}-{cell(total, 1)}/{cell(flow)},"")'
        )
    own_sign = f"IF(ABS({cell(block.flow)})<={small},0,SIGN({cell(block.flow)}))"
    before = cell(block.row(follower), 1)
    return f"=IF({before}<>0,{before},{own_sign})" if year else f"={own_sign}"


def write_rate_column(page: Page, block: FlowBlock, name: str, flows_eur: Sequence[float]) -> None:
    """Write the net present values of a flow at the rates of the sheet Cash flow."""
    for column, title, unit in ((0, f"NPV, {name}", "EUR"), (1, "IRR near", "1/a")):
        page.text(block.rates - 2, block.rates_column + column, title, "header_right")
        page.unit(block.rates - 1, block.rates_column + column, unit, "unit_row")
    values = [sum(discounted(flows_eur, rate)) for rate in RATES]
    for number, (rate, value) in enumerate(zip(RATES, values, strict=True)):
        row = block.rates + number
        unit = "EUR scientific" if rate < LOWEST_PLAIN_RATE else "EUR"
        formula = f"={block.present_value(block.flow, _rate(page, number))}"
        page.formula(row, block.rates_column, formula, value, unit=unit, look="check")
        if number + 1 < len(RATES):
            here, below = (address(row + step, block.rates_column) for step in (0, 1))
            crossed = value * values[number + 1] < 0
            page.formula(
                row,
                block.rates_column + 1,
                f'=IF({here}*{below}<0,AVERAGE({_rates(page, number)}),"")',
                (rate + RATES[number + 1]) / 2 if crossed else "",
                unit="1/a",
                look="check",
            )


def write_rates(page: Page, block: FlowBlock, column: int) -> None:
    """Write the interest rates themselves beside the net present values."""
    page.text(block.rates - 2, column, "At interest", "header_right")
    page.unit(block.rates - 1, column, "1/a", "unit_row")
    for number, rate in enumerate(RATES):
        formula = f"={_rate(page, number)}"
        page.formula(block.rates + number, column, formula, rate, unit="1/a", look="check")


def _rate(page: Page, number: int) -> str:
    """Cell of an interest rate on the sheet Cash flow."""
    row = WorkingRows(layout(page.solution).workings).first_rate + number
    return f"'{SHEET}'!{address(row, 1, fixed_row=True, fixed_column=True)}"


def _rates(page: Page, number: int) -> str:
    """Cells of an interest rate and the next."""
    row = WorkingRows(layout(page.solution).workings).first_rate + number
    return f"{_rate(page, number)}:{address(row + 1, 1, fixed_row=True, fixed_column=True)}"


def _repaid(flows_eur: Sequence[float]) -> list[float | str]:
    sums = list(accumulate(flows_eur))
    found: list[float | str] = [""]
    for year in range(1, len(sums)):
        repaid = sums[year - 1] < -SMALLEST_EUR <= sums[year]
        found.append(year - 1 - sums[year - 1] / flows_eur[year] if repaid else "")
    return found


def _signs(flows_eur: Sequence[float]) -> list[float | str]:
    sign, found = 0, []
    for flow in flows_eur:
        if sign == 0 and abs(flow) > SMALLEST_EUR:
            sign = 1 if flow > 0 else -1
        found.append(sign)
    return [float(one) for one in found]
