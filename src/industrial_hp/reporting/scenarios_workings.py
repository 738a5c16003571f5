"""Workings of the sheet Scenarios: factors by item, costs by year, flows of each scenario.

They stand right of the printed page and take every item from the sheet Cash flow, so what is
changed there or on the sheet Inputs moves the scenarios too. Costs are positive.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from industrial_hp.reporting.cash_flow_layout import SHEET, YEAR_0, ItemRows, layout
from industrial_hp.reporting.cash_flow_workings import RATES
from industrial_hp.reporting.flow_block import (
    FOLLOWERS,
    FlowBlock,
    write_followers,
    write_rate_column,
    write_rates,
)
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.results.sensitivity import HEADINGS
from industrial_hp.results.solution import CapitalItem, Scenario, Variant

LABEL, FACTOR, FIRST_YEAR = 6, 7, 11
LABEL_WIDTH, WIDTH = 46.0, 13.0
OWN_ROWS = 3
"""Rows of a scenario before its followers: costs of either system, and the flow."""
INVESTMENT = "investment"


@dataclass(frozen=True)
class Workings:
    """Where the workings of all scenarios stand."""

    page: Page
    header: int
    """Row with the years."""
    factor_rows: dict[str, int]
    """Row of the factor of each price on the printed page."""
    factor_column: int
    """Column of the first scenario there."""

    @cached_property
    def systems(self) -> tuple[tuple[str, Variant, ItemRows], ...]:
        """Title, money and rows on the sheet Cash flow of today's and of the proposed system."""
        plan, solution = layout(self.page.solution), self.page.solution
        if solution.base is None or plan.base is None:
            return ()
        return (("today", solution.base, plan.base), ("proposed", solution.proposed, plan.proposed))

    @property
    def first_item(self) -> int:
        """Row of the first item."""
        return self.header + 1

    @property
    def first_block(self) -> int:
        """First row below the items."""
        count = sum(rows.capital + rows.annual for _, _, rows in self.systems)
        return self.first_item + count + 1

    def block(self, number: int) -> FlowBlock:
        """Flow of a scenario."""
        size = OWN_ROWS + len(FOLLOWERS) + 1
        return FlowBlock(
            header=self.header,
            first_column=FIRST_YEAR,
            years=layout(self.page.solution).years,
            flow=self.first_block + number * size + OWN_ROWS - 1,
            rates=self.first_block + len(self.page.solution.scenarios) * size + 2,
            rates_column=FIRST_YEAR + 2 * number,
        )

    def cost_row(self, number: int, system: int) -> int:
        """Row of the costs of a system in a scenario."""
        return self.block(number).flow - 2 + system

    def item_rows(self, system: int) -> tuple[int, int]:
        """First rows here of the capital and of the yearly payments of a system."""
        first = self.first_item
        for _, _, rows in self.systems[:system]:
            first += rows.capital + rows.annual
        return first, first + self.systems[system][2].capital

    @property
    def end(self) -> int:
        """The free row below."""
        return self.block(0).rates + len(RATES)


def write_workings(workings: Workings) -> None:
    """Write all workings."""
    page = workings.page
    scenarios = page.solution.scenarios
    page.set_width(LABEL, LABEL, LABEL_WIDTH)
    page.set_width(FACTOR, FIRST_YEAR + layout(page.solution).years, WIDTH)
    page.text(workings.header, LABEL, "Workings: factor on each item", "header")
    for number, scenario in enumerate(scenarios):
        page.text(workings.header, FACTOR + number, scenario.name.capitalize(), "header_right")
    header = page.styles.text("header_right")
    for year in range(layout(page.solution).years + 1):
        page.sheet.write_number(workings.header, FIRST_YEAR + year, year, header)
    for system in range(len(workings.systems)):
        _write_item_factors(workings, system)
    write_rates(page, workings.block(0), FIRST_YEAR - 1)
    for number, scenario in enumerate(scenarios):
        _write_scenario(workings, number, scenario)


def item_factor(scenario: Scenario, item: CapitalItem) -> float:
    """Factor on the price of an item."""
    end, told = scenario.investment_end, scenario.factors.get(INVESTMENT, 1.0)
    if end == "likely" and told != 1.0:  # results of earlier versions tell the factor alone
        end = "high" if told > 1.0 else "low"
    return {"low": item.low_factor, "likely": 1.0, "high": item.high_factor}[end]


def invested(workings: Workings, number: int) -> tuple[str, str]:
    """What is bought at the start in a scenario and as stated, as expressions [EUR]."""
    _, _, rows = workings.systems[-1]
    if not rows.capital:
        return "0", "0"
    new = f'({_cash_flow(rows.first_capital, rows.capital, 3)}="new")'
    price = _cash_flow(rows.first_capital, rows.capital, 1)
    first, _ = workings.item_rows(len(workings.systems) - 1)
    factor = _cells(first, rows.capital, FACTOR + number)
    return f"SUMPRODUCT({new}*{price}*{factor})", f"SUMPRODUCT({new}*{price})"


def _write_item_factors(workings: Workings, system: int) -> None:
    """A row for each item: its factor in every scenario."""
    page = workings.page
    name, variant, _ = workings.systems[system]
    first_capital, first_annual = workings.item_rows(system)
    for row, item in enumerate(variant.capital, start=first_capital):
        page.text(row, LABEL, f"{name}: {item.title}", "check_text")
        for number, scenario in enumerate(page.solution.scenarios):
            page.number(row, FACTOR + number, item_factor(scenario, item), "-", "input")
    for row, payment in enumerate(variant.annual, start=first_annual):
        page.text(row, LABEL, f"{name}: {payment.title}", "check_text")
        heading = HEADINGS.get(payment.name, "")
        for number, scenario in enumerate(page.solution.scenarios):
            column = FACTOR + number
            if heading in workings.factor_rows:
                cell = address(workings.factor_rows[heading], workings.factor_column + number)
                value = scenario.factors[heading]
                page.formula(row, column, f"={cell}", value, unit="-", look="check")
            else:
                page.number(row, column, 1.0, "-", "check")


def _write_scenario(workings: Workings, number: int, scenario: Scenario) -> None:
    page, block = workings.page, workings.block(number)
    name = scenario.name.capitalize()
    costs = []
    for system, (title, variant, rows) in enumerate(workings.systems):
        row = workings.cost_row(number, system)
        page.text(row, LABEL, f"{name}, costs {title}", "check_text")
        values = list(_costs_eur(variant, scenario, block.years))
        for year, value in enumerate(values):
            formula = _cost_formula(workings, number, system, rows, year)
            page.formula(row, FIRST_YEAR + year, formula, value, unit="EUR flow", look="check")
        costs.append(values)
    flows = [today - then for today, then in zip(*costs, strict=True)]
    page.text(block.flow, LABEL, f"{name}, project", "total_text")
    for year, flow in enumerate(flows):
        today, then = (
            address(workings.cost_row(number, system), FIRST_YEAR + year) for system in (0, 1)
        )
        column = FIRST_YEAR + year
        page.formula(block.flow, column, f"={today}-{then}", flow, unit="EUR flow", look="total")
    write_followers(page, block, LABEL, name, flows)
    write_rate_column(page, block, scenario.name, flows)


def _cost_formula(workings: Workings, number: int, system: int, rows: ItemRows, year: int) -> str:
    first_capital, first_annual = workings.item_rows(system)
    parts = [
        f"SUMPRODUCT({_cells(here, count, FACTOR + number)},"
        f"{_cash_flow(there, count, YEAR_0 + year)})"
        for here, there, count in (
            (first_capital, rows.first_capital, rows.capital),
            (first_annual, rows.first_annual, rows.annual),
        )
        if count
    ]
    return "=" + "+".join(parts)


def _costs_eur(variant: Variant, scenario: Scenario, years: int) -> Iterator[float]:
    """Costs of the years 0 to n: every row of the cash flow times its factor."""
    factors: Sequence[float] = [
        *(item_factor(scenario, item) for item in variant.capital),
        *(scenario.factors.get(HEADINGS.get(item.name, ""), 1.0) for item in variant.annual),
    ]
    rows = variant.cash_flow.rows
    for year in range(years + 1):
        yield sum(factor * row.amounts_eur[year] for factor, row in zip(factors, rows, strict=True))


def _cells(first: int, count: int, column: int) -> str:
    start = address(first, column, fixed_row=True, fixed_column=True)
    return f"{start}:{address(first + count - 1, column, fixed_row=True, fixed_column=True)}"


def _cash_flow(first: int, count: int, column: int) -> str:
    return f"'{SHEET}'!{_cells(first, count, column)}"
