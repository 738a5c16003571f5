"""Where things stand on the sheet Cash flow, for its own formulas and for charts elsewhere.

Years are columns from `YEAR_0` on, under one header row; results and yearly totals have fixed
rows, the items of either system follow below them.
"""

from dataclasses import dataclass
from enum import IntEnum

from industrial_hp.reporting.sheet_page import address, span
from industrial_hp.results.solution import Solution, Variant

SHEET = "Cash flow"
HEADER_ROW = 3
YEAR_0 = 7
PARAMETERS = YEAR_0
INTEREST, YEARS = "interest", "observation_a"


class Row(IntEnum):
    """Fixed rows, counted from zero."""

    RESULTS = 4
    INTEREST = 6
    YEARS = 7
    ANNUITY = 8
    NPV = 9
    IRR = 10
    PAYBACK = 11
    DISCOUNTED_PAYBACK = 12
    COST_BASE = 13
    COST_PROPOSED = 14
    LCOH_BASE = 15
    LCOH_PROPOSED = 16
    CHANGES = 18
    GRANT = 19
    EXTRA_INVESTMENT = 20
    EXTRA_YEARLY = 21
    BY_YEAR = 23
    TOTAL_BASE = 24
    TOTAL_PROPOSED = 25
    PROJECT = 26
    CUMULATED = 27
    DISCOUNTED = 28
    DISCOUNTED_CUMULATED = 29
    CHANGE = 30
    CHANGED = 31
    CHANGED_CUMULATED = 32
    CHANGED_DISCOUNTED = 33
    CHANGED_DISCOUNTED_CUMULATED = 34
    HEAT_BASE = 35
    HEAT_PROPOSED = 36
    FIRST_ITEM = 38


@dataclass(frozen=True)
class ItemRows:
    """Rows of the items of one system."""

    first: int
    capital: int
    annual: int

    @property
    def first_capital(self) -> int:
        """Row of the first capital item: below the bar, the header and the units."""
        return self.first + 3

    @property
    def first_annual(self) -> int:
        """Row of the first yearly payment: below a header and its units."""
        return self.first_capital + self.capital + 2

    @property
    def end(self) -> int:
        """The free row below."""
        return self.first_annual + self.annual

    def sum_in(self, column: int) -> str:
        """Formula of the sum of all items in a column."""
        parts = [
            f"SUM({address(first, column)}:{address(first + count - 1, column)})"
            for first, count in (
                (self.first_capital, self.capital),
                (self.first_annual, self.annual),
            )
            if count
        ]
        return "=" + "+".join(parts)


@dataclass(frozen=True)
class Layout:
    """Rows and columns of a solution's cash flow."""

    years: int
    base: ItemRows | None
    proposed: ItemRows

    @property
    def last_column(self) -> int:
        """Column of the last year."""
        return YEAR_0 + self.years

    @property
    def workings(self) -> int:
        """Row of the bar above the workings."""
        return self.proposed.end + 1

    def flows(self, row: int) -> str:
        """Cells of all years of a row."""
        return span(row, YEAR_0, self.last_column)

    def present_value(self, row: int, rate: str = INTEREST) -> str:
        """Present value of a row: year 0 as it is, the others discounted."""
        first = address(row, YEAR_0, fixed_row=True, fixed_column=True)
        start = address(row, YEAR_0 + 1, fixed_row=True, fixed_column=True)
        end = address(row, self.last_column, fixed_row=True, fixed_column=True)
        return f"{first}+NPV({rate},{start}:{end})"


def layout(solution: Solution) -> Layout:
    """Layout of the cash flow of a solution."""
    start: int = Row.FIRST_ITEM
    base = None
    if solution.base is not None:
        base = _items(solution.base, start)
        start = base.end + 1
    years = len(solution.proposed.cash_flow.years) - 1
    return Layout(years, base, _items(solution.proposed, start))


def _items(variant: Variant, first: int) -> ItemRows:
    return ItemRows(first, len(variant.capital), len(variant.annual))
