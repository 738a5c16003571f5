"""Sheet Scenarios: worst, likely and best side by side, and what each of them assumes."""

from typing import Any

from industrial_hp.reporting.cash_flow_layout import HEAT_OF_A_YEAR, Row, result_there
from industrial_hp.reporting.charts import style_chart
from industrial_hp.reporting.palette import BLUE
from industrial_hp.reporting.scenarios_workings import (
    INVESTMENT,
    Workings,
    invested,
    write_workings,
)
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import pixels
from industrial_hp.results.solution import Scenario

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
FIGURE_ROWS = {key: row for row, (key, _, _) in enumerate(FIGURES, start=HEADER_ROW + 1)}
CHART_ROWS, PIXELS_PER_ROW = 15, 20


def write_scenarios(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        NAME,
        "Inputs at their bad end, as stated, and at their good end, design and interest kept. "
        "Live: workings at right.",
    )
    found = page.solution.scenarios
    if not found or page.solution.base is None:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=False, header_row=None)
        page.sheet.freeze_panes(HEADER_ROW + 1, 0)
        return
    names = tuple(scenario.name.capitalize() for scenario in found)
    page.headers(HEADER_ROW, ("Figure", "Unit", *names), text_columns=(0, UNIT))
    first_factor = HEADER_ROW + 1 + len(FIGURES) + 2
    rows = {key: first_factor + k for k, key in enumerate(found[0].factors)}
    workings = Workings(page, HEADER_ROW, rows, FIRST)
    write_workings(workings)
    for number, scenario in enumerate(found):
        _write_figures(workings, number, scenario)
    row = _write_factors(workings)
    chart = _chart(page, len(found))
    wide = sum(pixels(width) for width in WIDTHS)
    chart.set_size({"width": wide, "height": CHART_ROWS * PIXELS_PER_ROW - 10})
    page.sheet.insert_chart(row + 1, 0, chart)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(
        row + 1 + CHART_ROWS, len(WIDTHS), landscape=False, header_row=None, pages_tall=1
    )


def _write_figures(workings: Workings, number: int, scenario: Scenario) -> None:
    """The figures of a scenario, as formulas on its flow and costs."""
    page, block = workings.page, workings.block(number)
    annuity = result_there(Row.ANNUITY)
    today, proposed = (block.present_value(workings.cost_row(number, k)) for k in (0, 1))
    heat = result_there(Row.HEAT_PROPOSED, HEAT_OF_A_YEAR)
    cost = address(FIGURE_ROWS["annual_cost_proposed_eur"], FIRST + number)
    formulas = {
        "npv_eur": block.npv(),
        "irr": block.irr(),
        "payback_a": block.payback(page),
        "discounted_payback_a": block.discounted_payback(page),
        "investment_eur": f"={invested(workings, number)[0]}",
        "annual_cost_base_eur": f"=({today})*{annuity}",
        "annual_cost_proposed_eur": f"=({proposed})*{annuity}",
        "lcoh_eur_per_mwh": f'=IF({heat}>0,{cost}/{heat},"none")',
    }
    for row, (key, title, unit) in enumerate(FIGURES, start=HEADER_ROW + 1):
        page.text(row, 0, title)
        page.unit(row, UNIT, unit)
        value = scenario.figures[key]
        page.formula(row, FIRST + number, formulas[key], value, unit=unit, look="total")


def _write_factors(workings: Workings) -> int:
    """What the scenarios assume, as factors on what is stated on the sheet Inputs."""
    page, found = workings.page, workings.page.solution.scenarios
    section = HEADER_ROW + 1 + len(FIGURES) + 1
    page.section(section, "What they assume: factors on the inputs", len(WIDTHS))
    titles = dict(page.solution.sensitivity[["parameter", "title"]].to_numpy().tolist())
    for key, row in workings.factor_rows.items():
        title = "Investment, by its cost laws" if key == INVESTMENT else titles.get(key, key)
        page.text(row, 0, title)
        page.unit(row, UNIT, "-")
        for number, scenario in enumerate(found):
            value, column = scenario.factors[key], FIRST + number
            if key != INVESTMENT:
                page.number(row, column, value, "-", "input")
                continue
            changed, stated = invested(workings, number)
            page.formula(row, column, f"=IF({stated}>0,{changed}/{stated},1)", value, unit="-")
    return section + 1 + len(workings.factor_rows)


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
