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
RESULT = 1
HEAT_OF_A_YEAR = 6
"""Column of the heat that a system delivers in every year, in the rows of heat."""
INTEREST, YEARS = "interest", "observation_a"


class Row(IntEnum):
    """Fixed rows, counted from zero."""

    RESULTS = 4
    INTEREST = 6
    YEARS = 7
    ANNUITY = 8
    NPV = 9
    IRR = 10
    MIRR = 11
    PAYBACK = 12
    DISCOUNTED_PAYBACK = 13
    INVESTMENT_BASE = 14
    INVESTMENT_PROPOSED = 15
    COST_BASE = 16
    COST_PROPOSED = 17
    LCOH_BASE = 18
    LCOH_PROPOSED = 19
    CHANGE_THAT_COUNTS = 20
    CHANGED_INPUTS = 21
    CHANGES = 23
    GRANT = 24
    EXTRA_INVESTMENT = 25
    EXTRA_YEARLY = 26
    BY_YEAR = 28
    TOTAL_BASE = 29
    TOTAL_PROPOSED = 30
    PROJECT = 31
    CUMULATED = 32
    DISCOUNTED = 33
    DISCOUNTED_CUMULATED = 34
    CHANGE = 35
    CHANGED = 36
    CHANGED_CUMULATED = 37
    CHANGED_DISCOUNTED = 38
    CHANGED_DISCOUNTED_CUMULATED = 39
    HEAT_BASE = 40
    HEAT_PROPOSED = 41
    FIRST_ITEM = 43


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

    def capital_cells(self, column: int) -> str:
        """Cells of all capital items in a column."""
        last = self.first_capital + self.capital - 1
        return f"{address(self.first_capital, column)}:{address(last, column)}"

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

    def present_value_there(self, row: int, rate: str = INTEREST) -> str:
        """Present value of a row, for formulas of other sheets."""
        first = result_there(row, YEAR_0)
        end = address(row, self.last_column, fixed_row=True, fixed_column=True)
        return f"{first}+NPV({rate},{result_there(row, YEAR_0 + 1)}:{end})"

    def block_there(self, first_row: int, last_row: int) -> str:
        """All years of some rows, for formulas of other sheets."""
        end = address(last_row, self.last_column, fixed_row=True, fixed_column=True)
        return f"{result_there(first_row, YEAR_0)}:{end}"


def result_there(row: int, column: int = RESULT) -> str:
    """A cell of the sheet, a result if no column is given, for formulas of other sheets."""
    return f"'{SHEET}'!{address(row, column, fixed_row=True, fixed_column=True)}"


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
