"""Workings of the sheet Cash flow: years of repayment and NPV at other interest rates.

The value of a formula is written beside it, for viewers that do not calculate; the tests
compare every one of them with a recalculation.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from industrial_hp.reporting.cash_flow_layout import HEADER_ROW, YEAR_0, Layout, Row
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import TWO_LINES

RATES = (
    *(-0.99, -0.9, -0.75, -0.5, -0.3, -0.2, -0.15, -0.1, -0.05, -0.025, 0.0, 0.01, 0.02, 0.03),
    *(0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.16, 0.18, 0.2, 0.25, 0.3, 0.4, 0.5),
    *(0.75, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 100.0),
)
CHART_RATES = (RATES.index(0.0), RATES.index(0.25))
SMALLEST_EUR = 0.001
LOWEST_PLAIN_RATE = -0.1
"""Below it present values are too large for a column of money."""


@dataclass(frozen=True)
class WorkingRows:
    """Rows of the workings, from the bar above them."""

    first: int

    @property
    def smallest(self) -> int:
        """Smallest sum that counts."""
        return self.first + 1

    @property
    def repaid(self) -> tuple[int, int, int, int]:
        """Year of repayment: simple and discounted, as calculated and with changes."""
        return (self.first + 2, self.first + 3, self.first + 4, self.first + 5)

    @property
    def sign(self) -> tuple[int, int]:
        """Sign of the first flow that counts, as calculated and with changes."""
        return (self.first + 6, self.first + 7)

    @property
    def first_rate(self) -> int:
        """First row of the table of interest rates."""
        return self.first + 11

    @property
    def end(self) -> int:
        """The free row below."""
        return self.first_rate + len(RATES)


def discounted(flows_eur: Sequence[float], interest: float) -> list[float]:
    """Values of the row of discounted flows."""
    return [flow / (1.0 + interest) ** year for year, flow in enumerate(flows_eur)]


def write_workings(page: Page, layout: Layout, flows_eur: Sequence[float]) -> None:
    """Write the workings of the project's flows."""
    rows = WorkingRows(layout.workings)
    page.section(rows.first, "Workings", layout.last_column + 1)
    page.text(rows.smallest, 0, "Smallest sum that counts", "check_text")
    page.text(rows.smallest, 1, "EUR", "unit")
    page.number(rows.smallest, 6, SMALLEST_EUR, "as stated", "check")
    _write_repaid(page, layout, rows, flows_eur)
    _write_signs(page, layout, rows, flows_eur)
    _write_rates(page, layout, rows, flows_eur)


def _write_repaid(
    page: Page, layout: Layout, rows: WorkingRows, flows_eur: Sequence[float]
) -> None:
    smallest = _smallest(rows)
    interest = page.solution.case.economics.interest
    simple, valued = list(flows_eur), discounted(flows_eur, interest)
    blocks = (
        ("Repaid after", Row.PROJECT, Row.CUMULATED, simple),
        ("Repaid after, discounted", Row.DISCOUNTED, Row.DISCOUNTED_CUMULATED, valued),
        ("Repaid after, with your changes", Row.CHANGED, Row.CHANGED_CUMULATED, simple),
        (
            "Repaid after, discounted, with your changes",
            Row.CHANGED_DISCOUNTED,
            Row.CHANGED_DISCOUNTED_CUMULATED,
            valued,
        ),
    )
    for row, (title, flow_row, sum_row, flows) in zip(rows.repaid, blocks, strict=True):
        page.text(row, 0, title, "check_text")
        page.text(row, 1, "a", "unit")
        sums = list(accumulate(flows))
        for year in range(1, layout.years + 1):
            column = YEAR_0 + year
            before, after = address(sum_row, column - 1), address(sum_row, column)
            flow = address(flow_row, column)
            start = address(HEADER_ROW, column - 1, fixed_row=True)
            repaid = sums[year - 1] < -SMALLEST_EUR <= sums[year]
            value = year - 1 - sums[year - 1] / flows[year] if repaid else ""
            page.formula(
                row,
                column,
                f'=IF(AND({before}<-{smallest},{after}>=-{smallest}),{start}-{before}/{flow},"")',
                value,
                unit="a",
                look="check",
            )


def _write_signs(page: Page, layout: Layout, rows: WorkingRows, flows_eur: Sequence[float]) -> None:
    smallest = _smallest(rows)
    for row, flow_row, title in zip(
        rows.sign,
        (Row.PROJECT, Row.CHANGED),
        ("Sign of the first flow that counts", "Sign of the first flow, with your changes"),
        strict=True,
    ):
        page.text(row, 0, title, "check_text")
        page.text(row, 1, "-", "unit")
        sign = 0
        for year, flow in enumerate(flows_eur):
            column = YEAR_0 + year
            cell = address(flow_row, column)
            own = f"IF(ABS({cell})<={smallest},0,SIGN({cell}))"
            before = address(row, column - 1)
            formula = f"={own}" if year == 0 else f"=IF({before}<>0,{before},{own})"
            if sign == 0 and abs(flow) > SMALLEST_EUR:
                sign = 1 if flow > 0 else -1
            page.formula(row, column, formula, sign, unit="whole", look="check")


def _write_rates(page: Page, layout: Layout, rows: WorkingRows, flows_eur: Sequence[float]) -> None:
    head = rows.first_rate - 2
    titles = (
        "NPV at other interest rates",
        "Interest",
        "NPV",
        "NPV with changes",
        "IRR near",
        "with changes",
    )
    page.headers(head, titles, text_columns=(0,))
    page.set_height(head, TWO_LINES)
    page.units(head + 1, ("", "1/a", "EUR", "EUR", "1/a", "1/a"), text_columns=(0,))
    values = [sum(discounted(flows_eur, rate)) for rate in RATES]
    for number, (rate, value) in enumerate(zip(RATES, values, strict=True)):
        row = rows.first_rate + number
        unit = "EUR scientific" if rate < LOWEST_PLAIN_RATE else "EUR"
        page.text(row, 0, "", "check_text")
        page.number(row, 1, rate, "1/a", "check")
        for column, flow_row in ((2, Row.PROJECT), (3, Row.CHANGED)):
            formula = f"={layout.present_value(flow_row, address(row, 1, fixed_column=True))}"
            page.formula(row, column, formula, value, unit=unit, look="check")
            if number + 1 < len(RATES):
                here, below = address(row, column), address(row + 1, column)
                rates = f"{address(row, 1)}:{address(row + 1, 1)}"
                crossed = value * values[number + 1] < 0
                page.formula(
                    row,
                    column + 2,
                    f'=IF({here}*{below}<0,AVERAGE({rates}),"")',
                    (rate + RATES[number + 1]) / 2 if crossed else "",
                    unit="1/a",
                    look="check",
                )


def _smallest(rows: WorkingRows) -> str:
    return address(rows.smallest, 6, fixed_row=True, fixed_column=True)
