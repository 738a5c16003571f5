"""Native charts of the workbook: one look, and lines and patterns that work without colour."""

from typing import Any

from industrial_hp.reporting.cash_flow_layout import HEADER_ROW, SHEET, YEAR_0, Layout, Row
from industrial_hp.reporting.cash_flow_workings import CHART_RATES, RATES, WorkingRows
from industrial_hp.reporting.cell_styles import FONT
from industrial_hp.reporting.palette import BLUE, INK, LINE, ORANGE
from industrial_hp.reporting.sheet_page import Page

Cells = tuple[int, int, int, int]
"""First row and column, last row and column."""
SMALL = {"size": 8, "name": FONT, "color": INK, "bold": False}


def style_chart(chart: Any, *, title: str, across: str, up: str, pattern: str = "#,##0") -> None:
    """Title, axes, grid and legend of a chart."""
    chart.set_title(
        {"name": title, "name_font": {"size": 10, "name": FONT, "color": INK}, "overlay": False}
    )
    chart.set_x_axis(
        {"name": across, "name_font": SMALL, "num_font": SMALL, "label_position": "low"}
    )
    chart.set_y_axis(
        {
            "name": up,
            "name_font": SMALL,
            "num_font": SMALL,
            "num_format": pattern,
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        }
    )
    chart.set_legend({"position": "bottom", "font": SMALL})
    chart.set_chartarea({"border": {"color": LINE}})


def _add_line(chart: Any, name: str, across: Cells, up: Cells, *, colour: str, dash: str) -> None:
    """A line of the sheet Cash flow, told from others by its dashes too."""
    chart.add_series(
        {
            "name": name,
            "categories": [SHEET, *across],
            "values": [SHEET, *up],
            "line": {"color": colour, "width": 2.25, "dash_type": dash},
        }
    )


def cumulative_chart(page: Page, plan: Layout) -> Any:
    """Cumulated flows of the project, plain and discounted, from the sheet Cash flow."""
    chart = page.workbook.add_chart({"type": "line"})
    for row, name, colour, dash in (
        (Row.CUMULATED, "Cumulated", BLUE, "solid"),
        (Row.DISCOUNTED_CUMULATED, "Cumulated, discounted", ORANGE, "dash"),
    ):
        years = (HEADER_ROW, YEAR_0, HEADER_ROW, plan.last_column)
        flows = (row, YEAR_0, row, plan.last_column)
        _add_line(chart, name, years, flows, colour=colour, dash=dash)
    style_chart(
        chart,
        title="Cumulated cash flow of the project",
        across="Year",
        up="million EUR",
        pattern="#,##0.0,,;-#,##0.0,,;0",
    )
    return chart


def interest_chart(page: Page, plan: Layout) -> Any:
    """Net present value over the interest rate, from the workings of the cash flow."""
    rows = WorkingRows(plan.workings)
    first, last = (rows.first_rate + number for number in CHART_RATES)
    chart = page.workbook.add_chart({"type": "scatter", "subtype": "straight"})
    for column, name, colour, dash in (
        (2, "without your changes", BLUE, "solid"),
        (3, "with your changes", ORANGE, "dash"),
    ):
        rates, values = (first, 1, last, 1), (first, column, last, column)
        _add_line(chart, name, rates, values, colour=colour, dash=dash)
    style_chart(
        chart,
        title="Net present value at other interest rates",
        across="Interest",
        up="million EUR",
        pattern="#,##0.0,,;-#,##0.0,,;0",
    )
    chart.set_x_axis(
        {
            "name": "Interest",
            "name_font": SMALL,
            "num_font": SMALL,
            "num_format": "0%",
            "label_position": "low",
            "min": RATES[CHART_RATES[0]],
            "max": RATES[CHART_RATES[1]],
            "major_unit": 0.05,
            "major_gridlines": {"visible": False},
        }
    )
    return chart
