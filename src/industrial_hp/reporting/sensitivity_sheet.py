"""Sheet Sensitivity: the net present value at other prices, as a table, a tornado and a map."""

import math
from typing import Any

from industrial_hp.reporting.cash_flow_layout import INTEREST as RATE_NAME
from industrial_hp.reporting.cash_flow_layout import Row, layout, result_there
from industrial_hp.reporting.charts import SMALL, style_chart
from industrial_hp.reporting.live_inputs import INTEREST_RANGE as RATE_RANGE
from industrial_hp.reporting.palette import BLUE, LINE, ORANGE
from industrial_hp.reporting.sensitivity_formulas import NPV, saved_formula, write_break_even_cop
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import TWO_LINES
from industrial_hp.results.sensitivity import INTEREST, savings_eur
from industrial_hp.results.solution import Solution, Variant

NAME = "Sensitivity"
HEADERS = (
    "Parameter",
    "Low",
    "High",
    "in",
    "Saved, present value",
    "NPV at low",
    "NPV at high",
    "Change at low",
    "Change at high",
    "Break-even",
)
UNITS = ("", "", "", "", "EUR", "EUR", "EUR", "EUR", "EUR", "")
WIDTHS = (46.0, 10.0, 10.0, 11.0, 14.0, 14.0, 14.0, 14.0, 14.0, 12.0)
LOW, HIGH, UNIT, SAVED, NPV_LOW, CHANGE_LOW, BREAK_EVEN = 1, 2, 3, 4, 5, 7, 9
HEADER_ROW = 3
FIRST_ROW = HEADER_ROW + 2
FACTOR, RATE = "x today", "1/a"
CHART_ROWS = 17
PIXELS_PER_ROW = 20


def write_sensitivity(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        NAME,
        "Net present value against today when one thing is other than assumed; live. The design "
        "and its operation are kept; each row stands alone.",
    )
    table = page.solution.sensitivity
    if table.empty or page.solution.base is None:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=True, header_row=None)
        return
    page.headers(HEADER_ROW, HEADERS, text_columns=(0, UNIT))
    page.set_height(HEADER_ROW, TWO_LINES)
    page.units(HEADER_ROW + 1, UNITS, text_columns=(0, UNIT))
    row = _write_rows(page, page.solution.base)
    row = write_break_even_cop(page, row + 1)
    page.sheet.insert_chart(row + 1, 0, _tornado(page, len(table)), _size())
    row = _write_map(page, row + CHART_ROWS + 1)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, len(WIDTHS), landscape=True, header_row=None, pages_tall=1)


def ordered(solution: Solution) -> list[dict[str, Any]]:
    """Rows of the sheet, those of the greatest effect first."""
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()}
        for row in solution.sensitivity.to_dict("records")
    ]
    return sorted(rows, key=lambda r: -abs(r["npv_high_eur"] - r["npv_low_eur"]))


def cell_there(solution: Solution, parameter: str, column: int) -> str:
    """A cell in the row of a parameter, for formulas of other sheets."""
    row = FIRST_ROW + [found["parameter"] for found in ordered(solution)].index(parameter)
    return f"'{NAME}'!{address(row, column, fixed_row=True, fixed_column=True)}"


def _write_rows(page: Page, base: Variant) -> int:
    solution = page.solution
    saved = savings_eur(solution.case, base, solution.proposed)
    npv = solution.key_figure("npv_eur").proposed or 0.0
    row = FIRST_ROW
    for found in ordered(solution):
        page.text(row, 0, found["title"], "bold")
        if found["parameter"] == INTEREST:
            _write_interest(page, row, found)
        else:
            _write_price(page, row, found, saved[found["parameter"]])
        for step, key in enumerate(("npv_low_eur", "npv_high_eur")):
            change = f"={address(row, NPV_LOW + step)}-{NPV}"
            value = found[key] - npv
            page.formula(row, CHANGE_LOW + step, change, value, unit="EUR flow")
        row += 1
    return row


def _write_price(page: Page, row: int, found: dict[str, Any], saved_eur: float) -> None:
    """Factors on a price, which can be changed, and what they make of the net present value."""
    saved = address(row, SAVED, fixed_column=True)
    formula = saved_formula(page.solution, found["parameter"])
    page.unit(row, UNIT, FACTOR)
    page.formula(row, SAVED, formula, saved_eur, unit="EUR")
    for step, end in enumerate(("low", "high")):
        page.number(row, LOW + step, found[end], "-", "input")
        moved = f"={NPV}+({address(row, LOW + step)}-1)*{saved}"
        page.formula(row, NPV_LOW + step, moved, found[f"npv_{end}_eur"], unit="EUR")
    even = f"1-{NPV}/{saved}"
    formula = f'=IF({saved}=0,"none",IF({even}<0,"none",{even}))'
    page.formula(row, BREAK_EVEN, formula, _known(found["break_even"]), unit="-")


def _write_interest(page: Page, row: int, found: dict[str, Any]) -> None:
    page.unit(row, UNIT, RATE)
    page.text(row, SAVED, None, "right")
    for step, (end, formula) in enumerate(
        (
            ("low", f"=MAX(0,{RATE_NAME}-{RATE_RANGE})"),
            ("high", f"={RATE_NAME}+{RATE_RANGE}"),
        )
    ):
        page.formula(row, LOW + step, formula, found[end], unit=RATE)
        value = layout(page.solution).present_value_there(Row.PROJECT, address(row, LOW + step))
        page.formula(row, NPV_LOW + step, f"={value}", found[f"npv_{end}_eur"], unit="EUR")
    rate = _known(found["break_even"])
    page.formula(row, BREAK_EVEN, f"={result_there(Row.IRR)}", rate, unit=RATE)


def _known(value: float | None) -> float | None:
    """A figure of a table, in which what is undefined may stand as not a number."""
    return None if value is None or not math.isfinite(value) else value


def _tornado(page: Page, count: int) -> Any:
    """Changes of the net present value, the greatest on top."""
    chart = page.workbook.add_chart({"type": "bar", "subtype": "stacked"})
    first, last = HEADER_ROW + 2, HEADER_ROW + 1 + count
    for column, name, colour, pattern in (
        (CHANGE_LOW, "at low", BLUE, None),
        (CHANGE_LOW + 1, "at high", ORANGE, "wide_upward_diagonal"),
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
    head = row + 1
    page.text(head, 0, "Electricity (down), gas (across), times today", "header")
    page.set_height(head, TWO_LINES)
    known = {found["parameter"] for found in ordered(page.solution)}
    gas, electricity = (
        "+".join(cell_there(page.solution, key, SAVED) for key in keys if key in known) or "0"
        for keys in (("natural_gas",), ("electricity", "network"))
    )
    for column, factor in enumerate(table.columns, start=1):
        page.number(head, column, factor, "-", "input")
    for line, (down_factor, values) in enumerate(table.iterrows(), start=head + 1):
        page.number(line, 0, down_factor, "-", "input")
        for column, value in enumerate(values, start=1):
            down, across = address(line, 0), address(head, column)
            formula = f"={NPV}+({down}-1)*({electricity})+({across}-1)*({gas})"
            page.formula(line, column, formula, value, unit="EUR in millions")
    return _write_break_even(page, head, len(table), electricity, gas)


def _write_break_even(page: Page, head: int, count: int, electricity: str, gas: str) -> int:
    """Electricity, times today, with which the project would pay just so at each price of gas."""
    even, row = page.solution.break_even_prices, head + 1 + count
    if even.empty:
        return row
    just_so = even.set_index("natural_gas_factor")["electricity_factor"]
    factors = page.solution.price_map["natural_gas_factor"].unique()
    page.text(row, 0, "Electricity with which it pays just so", "bold")
    for column, factor in enumerate(factors, start=1):
        across = address(head, column)
        formula = f'=IF({electricity}=0,"none",1-({NPV}+({across}-1)*({gas}))/({electricity}))'
        page.formula(row, column, formula, just_so[factor], unit="-")
    return row + 1
