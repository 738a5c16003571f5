"""Capital and yearly payments of a system, item by item, on the sheet Cash flow.

A capital item is bought new in year 0 or when the life of what stands ends, and again at the
end of each life; the last year is credited with the unused part of the last purchase.
"""

from industrial_hp.case.case import Case
from industrial_hp.reporting.cash_flow_layout import HEADER_ROW, YEAR_0, YEARS, ItemRows, Layout
from industrial_hp.reporting.live_inputs import (
    escalation_name,
    factor_name,
    grown,
    price_formula,
    share_name,
)
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import TWO_LINES, row_height
from industrial_hp.reporting.titles import unit_titles
from industrial_hp.results.solution import AnnualItem, CapitalItem, Variant

NEW = "new"
ITEM_WIDTH = 46.0
PRICE_UNITS = {"MWh/a": "EUR/MWh", "MW": "EUR/(MW a)", "t/a": "EUR/t"}
CAPITAL_HEADERS = (
    "Capital",
    "Price",
    "Lifetime",
    "Age today",
    "First purchase",
    "Last purchase",
    "Residual value",
)
CAPITAL_UNITS = ("", "EUR", "a", "a", "year", "year", "EUR")
ANNUAL_HEADERS = (
    "Yearly payments",
    "Quantity",
    "Unit",
    "Price",
    "Unit",
    "Change a year",
    "In year 1",
)
ANNUAL_UNITS = ("", "", "", "", "", "1/a", "EUR/a")


def write_items(
    page: Page, rows: ItemRows, variant: Variant, title: str, *, layout: Layout
) -> None:
    """Write the blocks of capital and of yearly payments of a system."""
    page.section(rows.first, title, layout.last_column + 1)
    page.headers(rows.first + 1, CAPITAL_HEADERS, text_columns=(0,))
    page.set_height(rows.first + 1, TWO_LINES)
    page.units(rows.first + 2, CAPITAL_UNITS, text_columns=(0,))
    page.headers(rows.first_annual - 2, ANNUAL_HEADERS, text_columns=(0, 2, 4))
    page.set_height(rows.first_annual - 2, TWO_LINES)
    page.units(rows.first_annual - 1, ANNUAL_UNITS, text_columns=(0, 2, 4))
    flows = [row.amounts_eur for row in variant.cash_flow.rows]
    prices = {
        item.tag: address(row, 1)
        for row, item in enumerate(variant.capital, start=rows.first_capital)
    }
    for row, item in enumerate(variant.capital, start=rows.first_capital):
        _write_capital(page, row, item, layout.years)
        if item.of:
            formula = f"={share_name(item.share)}*({'+'.join(prices[tag] for tag in item.of)})"
            page.formula(row, 1, formula, item.investment_eur, unit="EUR")
    for row, payment in enumerate(variant.annual, start=rows.first_annual):
        _write_annual(page, row, payment)
    for number, amounts in enumerate(flows):
        is_capital = number < rows.capital
        row = rows.first_capital + number
        if not is_capital:
            row = rows.first_annual + number - rows.capital
        for year, amount in enumerate(amounts):
            formula = (
                _capital_flow(page.solution.case, row, year)
                if is_capital
                else _annual_flow(row, year)
            )
            page.formula(row, YEAR_0 + year, formula, amount, unit="EUR flow")


def _write_capital(page: Page, row: int, item: CapitalItem, years: int) -> None:
    case = page.solution.case
    first = 0 if item.age_a is None else max(0, item.lifetime_a - item.age_a)
    last = first + item.lifetime_a * ((years - 1 - first) // item.lifetime_a)
    left = 0.0
    if first < years:
        risen = (1 + case.economics.price_change) ** last
        left = item.investment_eur * risen * (last + item.lifetime_a - years) / item.lifetime_a
    price, life, age, bought, again = (
        address(row, column, fixed_column=True) for column in range(1, 6)
    )
    title = unit_titles(page.solution).get(item.tag, item.title)
    page.text(row, 0, title)
    page.set_height(row, row_height((title, ITEM_WIDTH)))
    page.number(row, 1, item.investment_eur, "EUR", "input")
    page.number(row, 2, item.lifetime_a, "whole", "input")
    if item.age_a is None:
        page.sheet.write_string(row, 3, NEW, page.styles.number("@", "input"))
    else:
        page.number(row, 3, item.age_a, "whole", "input")
    page.formula(row, 4, f"=IF(ISNUMBER({age}),MAX(0,{life}-{age}),0)", first, unit="whole")
    page.formula(
        row,
        5,
        f'=IF({bought}<{YEARS},{bought}+{life}*INT(({YEARS}-1-{bought})/{life}),"none")',
        last if first < years else None,
        unit="whole",
    )
    page.formula(
        row,
        6,
        f"=IF({bought}<{YEARS},{price}{grown(case, again)}*({again}+{life}-{YEARS})/{life},0)",
        left,
        unit="EUR",
    )


def _capital_flow(case: Case, row: int, year: int) -> str:
    now = address(HEADER_ROW, YEAR_0 + year, fixed_row=True)
    price, life, bought, left = (address(row, c, fixed_column=True) for c in (1, 2, 4, 6))
    due = f"AND({now}>={bought},{now}<{YEARS},MOD({now}-{bought},{life})=0)"
    return f"=IF({due},{price}{grown(case, now)},0)-IF({now}={YEARS},{left},0)"


def _write_annual(page: Page, row: int, item: AnnualItem) -> None:
    quantity, price = (address(row, c, fixed_column=True) for c in (1, 3))
    mean = item.first_year_eur / item.quantity if item.quantity else 0.0
    unit = PRICE_UNITS.get(item.unit, "EUR/a")
    page.text(row, 0, item.title)
    page.set_height(row, row_height((item.title, ITEM_WIDTH)))
    page.number(row, 1, item.quantity, item.unit)
    page.unit(row, 2, item.unit)
    formula, factor = price_formula(page.solution.case, item), factor_name(page.solution.case, item)
    if formula is not None and item.quantity:
        page.formula(row, 3, formula, mean, unit=unit)
    else:
        page.number(row, 3, mean, unit, "plain" if factor else "input")
    page.unit(row, 4, unit)
    change = escalation_name(page.solution.case, item)
    if change is not None:
        page.formula(row, 5, f"={change}", item.escalation, unit="1/a")
    else:
        page.number(row, 5, item.escalation, "1/a", "input")
    product = f"={quantity}*{price}" + (f"*{factor}" if factor else "")
    page.formula(row, 6, product, item.first_year_eur, unit="EUR/a")


def _annual_flow(row: int, year: int) -> str:
    now = address(HEADER_ROW, YEAR_0 + year, fixed_row=True)
    change, first_year = (address(row, c, fixed_column=True) for c in (5, 6))
    return f"=IF(AND({now}>=1,{now}<={YEARS}),{first_year}*(1+{change})^({now}-1),0)"
