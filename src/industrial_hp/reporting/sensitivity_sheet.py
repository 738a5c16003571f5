"""Sheet Sensitivity: the net present value at other prices, as a table, a tornado and a map."""

from collections.abc import Iterable
from typing import Any

from industrial_hp.reporting.charts import SMALL, style_chart
from industrial_hp.reporting.palette import BLUE, LINE, ORANGE
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import TWO_LINES

NAME = "Sensitivity"
HEADERS = (
    "Parameter",
    "Low",
    "High",
    "in",
    "NPV at low",
    "NPV at high",
    "Change at low",
    "Change at high",
    "Break-even",
)
UNITS = ("", "", "", "", "EUR", "EUR", "EUR", "EUR", "")
WIDTHS = (36.0, 10.0, 10.0, 12.0, 14.0, 14.0, 14.0, 14.0, 12.0)
HEADER_ROW = 3
FACTOR, RATE = "x today", "1/a"
CHART_ROWS = 17
PIXELS_PER_ROW = 20


def write_sensitivity(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        "Sensitivity",
        "Net present value against today when one thing is other than assumed. The design and its "
        "operation are kept; each row stands alone.",
    )
    table = page.solution.sensitivity
    if table.empty:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=True, header_row=None)
        return
    page.headers(HEADER_ROW, HEADERS, text_columns=(0, 3))
    page.units(HEADER_ROW + 1, UNITS, text_columns=(0, 3))
    row = _write_rows(page, HEADER_ROW + 2)
    row = _write_cop(page, row + 1)
    page.sheet.insert_chart(row + 1, 0, _tornado(page, len(table)), _size())
    row = _write_map(page, row + CHART_ROWS + 1)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, len(WIDTHS), landscape=True, header_row=None)
    page.sheet.fit_to_pages(1, 1)


def _npv(page: Page) -> float:
    return page.solution.key_figure("npv_eur").proposed or 0.0


def _sorted(page: Page) -> list[dict[str, Any]]:
    """Rows of the greatest effect first."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()}
        for row in page.solution.sensitivity.to_dict("records")
    ]
    return sorted(rows, key=lambda r: -abs(r["npv_high_eur"] - r["npv_low_eur"]))


def _write_rows(page: Page, row: int) -> int:
    for found in _sorted(page):
        unit = RATE if found["parameter"] == "interest" else FACTOR
        page.text(row, 0, found["title"], "bold")
        for column, key in ((1, "low"), (2, "high"), (8, "break_even")):
            page.number(row, column, found[key], unit if unit == RATE else "-")
        page.unit(row, 3, unit)
        for column, key in ((4, "npv_low_eur"), (5, "npv_high_eur")):
            page.number(row, column, found[key], "EUR")
            page.number(row, column + 2, found[key] - _npv(page), "EUR flow")
        row += 1
    return row


def _write_cop(page: Page, row: int) -> int:
    solution = page.solution
    for title, value in (
        ("COP of all machines over the year", solution.annual_cop),
        ("COP with which the project would pay just so", solution.break_even_cop),
    ):
        page.text(row, 0, title)
        page.number(row, 1, value, "-")
        row += 1
    return row


def _tornado(page: Page, count: int) -> Any:
    """Changes of the net present value, the greatest on top."""
    chart = page.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = HEADER_ROW + 2, HEADER_ROW + 1 + count
    for column, name, colour, pattern in (
        (6, "at low", BLUE, None),
        (7, "at high", ORANGE, "wide_upward_diagonal"),
    ):
        series: dict[str, Any] = {
            "name": name,
            "categories": [NAME, first, 0, last, 0],
            "values": [NAME, first, column, last, column],
            "fill": {"color": colour},
            "gap": 40,
        }
        if pattern is not None:
            series["pattern"] = {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}
        chart.add_series(series)
    style_chart(chart, title="Change of the net present value", across="", up="")
    chart.set_x_axis(
        {
            "name": "million EUR",
            "name_font": SMALL,
            "num_font": SMALL,
            "num_format": "#,##0.0,,;-#,##0.0,,;0",
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        }
    )
    chart.set_y_axis({"reverse": True, "label_position": "low", "num_font": SMALL})
    return chart


def _size() -> dict[str, float]:
    return {"x_scale": 1.55, "y_scale": CHART_ROWS * PIXELS_PER_ROW / 288.0 * 0.95}


def _write_map(page: Page, row: int) -> int:
    """Net present value over the prices of electricity (down) and gas (across)."""
    page.section(row, "Net present value over prices, million EUR", len(WIDTHS))
    table = page.solution.price_map.pivot(
        index="electricity_factor", columns="natural_gas_factor", values="npv_eur"
    )
    page.text(row + 1, 0, "Electricity (down), gas (across), times today", "header")
    page.sheet.set_row(row + 1, TWO_LINES)
    for column, gas in enumerate(table.columns, start=1):
        page.text(row + 1, column, f"{gas:g}", "header_right")
    for line, (electricity, values) in enumerate(table.iterrows(), start=row + 2):
        page.text(line, 0, f"{electricity:g}", "bold")
        for column, value in enumerate(values, start=1):
            page.number(line, column, value / 1e6, "-")
    return _write_break_even(page, row + 2 + len(table), table.columns)


def _write_break_even(page: Page, row: int, gas_factors: Iterable[Any]) -> int:
    """Electricity, times today, with which the project would pay just so at each price of gas."""
    even = page.solution.break_even_prices
    if even.empty:
        return row
    just_so = even.set_index("natural_gas_factor")["electricity_factor"]
    page.text(row, 0, "Electricity with which it pays just so")
    for column, gas in enumerate(gas_factors, start=1):
        page.number(row, column, just_so[gas], "-")
    return row + 1
