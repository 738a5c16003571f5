"""Sheet Scenarios: worst, likely and best side by side, and what each of them assumes."""

from typing import Any

from industrial_hp.reporting.charts import style_chart
from industrial_hp.reporting.palette import BLUE
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import pixels

NAME = "Scenarios"
HEADER_ROW = 3
WIDTHS = (50.0, 12.0, 16.0, 16.0, 16.0)
UNIT, FIRST = 1, 2
FIGURES = (
    ("npv_eur", "Net present value against today", "EUR"),
    ("irr", "Internal rate of return", "1/a"),
    ("payback_a", "Payback", "a"),
    ("discounted_payback_a", "Discounted payback", "a"),
    ("investment_eur", "Investment at the start", "EUR"),
    ("annual_cost_base_eur", "Total annual cost of today's system, levelled", "EUR/a"),
    ("annual_cost_proposed_eur", "Total annual cost as proposed, levelled", "EUR/a"),
    ("lcoh_eur_per_mwh", "Levelised cost of heat as proposed", "EUR/MWh"),
)
CHART_ROWS, PIXELS_PER_ROW = 15, 20


def write_scenarios(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        NAME,
        "Every uncertain input at its bad end, as stated, and at its good end. Design, operation "
        "and interest are kept.",
    )
    found = page.solution.scenarios
    if not found:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=False, header_row=None)
        page.sheet.freeze_panes(HEADER_ROW + 1, 0)
        return
    names = tuple(scenario.name.capitalize() for scenario in found)
    page.headers(HEADER_ROW, ("Figure", "Unit", *names), text_columns=(0, UNIT))
    row = HEADER_ROW + 1
    for key, title, unit in FIGURES:
        page.text(row, 0, title)
        page.unit(row, UNIT, unit)
        for column, scenario in enumerate(found, start=FIRST):
            page.number(row, column, scenario.figures[key], unit)
        row += 1
    row = _write_factors(page, row + 1)
    chart = _chart(page, len(found))
    wide = sum(pixels(width) for width in WIDTHS)
    chart.set_size({"width": wide, "height": CHART_ROWS * PIXELS_PER_ROW - 10})
    page.sheet.insert_chart(row + 1, 0, chart)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row + 1 + CHART_ROWS, len(WIDTHS), landscape=False, header_row=None)
    page.sheet.fit_to_pages(1, 1)


def _write_factors(page: Page, row: int) -> int:
    """What the scenarios assume, as factors on what is stated on the sheet Inputs."""
    page.section(row, "What they assume: factors on the inputs", len(WIDTHS))
    titles = dict(page.solution.sensitivity[["parameter", "title"]].to_numpy().tolist())
    row += 1
    found = page.solution.scenarios
    for key in found[0].factors:
        title = "Investment, by its cost laws" if key == "investment" else titles.get(key, key)
        page.text(row, 0, title)
        page.unit(row, UNIT, "-")
        for column, scenario in enumerate(found, start=FIRST):
            page.number(row, column, scenario.factors[key], "-")
        row += 1
    return row


def _chart(page: Page, count: int) -> Any:
    chart = page.workbook.add_chart({"type": "column"})
    last = FIRST + count - 1
    chart.add_series(
        {
            "name": [NAME, HEADER_ROW + 1, 0],
            "categories": [NAME, HEADER_ROW, FIRST, HEADER_ROW, last],
            "values": [NAME, HEADER_ROW + 1, FIRST, HEADER_ROW + 1, last],
            "fill": {"color": BLUE},
            "gap": 120,
        }
    )
    title = "Net present value against today"
    style_chart(chart, title=title, across="", up="million EUR", pattern="#,##0.0,,;-#,##0.0,,;0")
    chart.set_legend({"none": True})
    return chart
