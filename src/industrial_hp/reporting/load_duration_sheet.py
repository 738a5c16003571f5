"""Sheet Load duration: sorted load with the units stacked below it, full-load hours, coverage."""

from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from typing import Any

import pandas as pd

from industrial_hp.reporting.charts import SMALL, style_chart
from industrial_hp.reporting.figures.operation_charts import supply_by_period
from industrial_hp.reporting.palette import WHITE, Pattern, series_style
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import PIXELS_PER_DIGIT, TWO_LINES, row_height
from industrial_hp.reporting.titles import period_title, unit_titles

NAME = "Load duration"
HEADER_ROW = 3
HEADERS = ("Supplier", "Largest", "Full load", "Heat", "Share of the heat", "Covered so far")
UNITS = ("", "MW", "h/a", "MWh/a", "share", "share")
FIRST_WIDTH, WIDTH, FEWEST_COLUMNS = 46.0, 13.0, 8
PERIOD, HOURS, BEGINS, LOAD, SUPPLY = range(5)
CHART_ROWS, PIXELS_PER_ROW = 18, 20
STEP_H, EVERY = 50.0, 10
"""Step of the chart's curve [h], and the steps from label to label."""
PATTERNS: dict[Pattern, str] = {
    "/": "wide_upward_diagonal",
    "x": "outlined_diamond",
    ".": "percent_20",
}


@dataclass(frozen=True)
class _Sorted:
    """Heat by supplier in every period, largest load first, and where its table stands."""

    heat_mw: pd.DataFrame
    hours: pd.Series
    names: tuple[str, ...]
    first_row: int

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.hours) - 1

    def cells(self, column: int) -> str:
        """A column of the sorted table."""
        ends = (self.first_row, self.last_row)
        first, last = (address(row, column, fixed_row=True, fixed_column=True) for row in ends)
        return f"{first}:{last}"


def write_load_duration(page: Page) -> None:
    """Write the sheet."""
    page.title(
        NAME,
        "Heat that reaches the sinks, largest load first. A machine stands for all heat of its "
        "condenser; what a loop brings is shown as what feeds it.",
    )
    table = _sorted(page)
    columns = max(FEWEST_COLUMNS, SUPPLY + len(table.names))
    page.widths((FIRST_WIDTH, *(WIDTH,) * (columns - 1)))
    page.headers(HEADER_ROW, HEADERS, text_columns=(0,))
    page.units(HEADER_ROW + 1, UNITS, text_columns=(0,))
    page.set_height(HEADER_ROW, TWO_LINES)
    row = _write_suppliers(page, table) + 2
    last = _write_sorted(page, table)
    points = _write_points(page, table, last + 2)
    chart = _chart(page, table, last + 4, points)
    wide = round(PIXELS_PER_DIGIT * (FIRST_WIDTH + WIDTH * (FEWEST_COLUMNS - 1)))
    chart.set_size({"width": wide, "height": CHART_ROWS * PIXELS_PER_ROW - 10})
    page.sheet.insert_chart(row, 0, chart)
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.print_setup(last + 1, columns, landscape=True, header_row=table.first_row - 2)


def _sorted(page: Page) -> _Sorted:
    supply = supply_by_period(page.solution)
    dispatch = page.solution.proposed.dispatch
    hours = dispatch.groupby("period", sort=False)["hours_per_year"].first()
    order = supply.sum(axis=1).sort_values(ascending=False, kind="stable").index
    titles = unit_titles(page.solution)
    names = tuple(str(titles.get(str(name), name)) for name in supply.columns)
    first_row = HEADER_ROW + 2 + len(names) + 3 + CHART_ROWS + 3
    return _Sorted(supply.loc[order], hours.reindex(order), names, first_row)


def _write_suppliers(page: Page, table: _Sorted) -> int:
    """Largest heat, full-load hours and share of every supplier; the row of their sum."""
    first = HEADER_ROW + 2
    total_row = first + len(table.names)
    energies = [float(heat) for heat in table.hours.to_numpy() @ table.heat_mw.to_numpy()]
    whole, so_far = sum(energies), accumulate(energies)
    held = address(total_row, 3, fixed_row=True, fixed_column=True)
    for number, (name, mwh, covered) in enumerate(zip(table.names, energies, so_far, strict=True)):
        row = first + number
        largest = float(table.heat_mw.iloc[:, number].max())
        _write_supplier(page, row, table, (name, SUPPLY + number), largest, mwh)
        share = f"{address(row, 3)}/{held}"
        page.formula(row, 4, f"={share}", mwh / whole, unit="share")
        before = "" if row == first else f"+{address(row - 1, 5)}"
        page.formula(row, 5, f"={address(row, 4)}{before}", covered / whole, unit="share")
    page.text(total_row, 0, "All sinks", "total_text")
    load = table.heat_mw.sum(axis=1)
    peak = float(load.max())
    page.formula(total_row, 1, f"=MAX({table.cells(LOAD)})", peak, unit="MW", look="total")
    hours = f"={address(total_row, 3)}/{address(total_row, 1)}"
    page.formula(total_row, 2, hours, whole / peak, unit="h/a", look="total")
    added = f"{address(first, 3)}:{address(total_row - 1, 3)}"
    page.formula(total_row, 3, f"=SUM({added})", whole, unit="MWh/a", look="total")
    shares = f"{address(first, 4)}:{address(total_row - 1, 4)}"
    page.formula(total_row, 4, f"=SUM({shares})", 1.0, unit="share", look="total")
    page.text(total_row, 5, "", "total_text")
    return total_row


def _write_supplier(
    page: Page, row: int, table: _Sorted, named: tuple[str, int], largest: float, mwh: float
) -> None:
    name, column = named
    page.text(row, 0, name)
    page.formula(row, 1, f"=MAX({table.cells(column)})", largest, unit="MW")
    hours = f"={address(row, 3)}/{address(row, 1)}"
    page.formula(row, 2, hours, mwh / largest, unit="h/a")
    heat = f"=SUMPRODUCT({table.cells(HOURS)},{table.cells(column)})"
    page.formula(row, 3, heat, mwh, unit="MWh/a")
    page.set_height(row, row_height((name, FIRST_WIDTH)))


def _write_sorted(page: Page, table: _Sorted) -> int:
    """Periods by falling load: hours, when they begin in the curve, load, its suppliers."""
    head = table.first_row - 3
    page.section(head, "Load by period, sorted", max(FEWEST_COLUMNS, SUPPLY + len(table.names)))
    names = ("Period", "Hours", "Hours before", "Load", *table.names)
    page.headers(head + 1, names, text_columns=(PERIOD,))
    page.set_height(head + 1, row_height(*((name, WIDTH - 2) for name in table.names)))
    units = ("", "h/a", "h/a", *("MW",) * (1 + len(table.names)))
    page.units(head + 2, units, text_columns=(PERIOD,))
    begins = accumulate(table.hours, initial=0.0)
    for row, (period, start) in enumerate(
        zip(table.heat_mw.index, begins, strict=False), start=table.first_row
    ):
        page.text(row, PERIOD, period_title(page.solution.case, str(period)))
        page.number(row, HOURS, table.hours[period], "h/a")
        before = f"={address(row - 1, BEGINS)}+{address(row - 1, HOURS)}"
        if row == table.first_row:
            page.number(row, BEGINS, 0.0, "h/a")
        else:
            page.formula(row, BEGINS, before, start, unit="h/a")
        heats = [float(value) for value in table.heat_mw.loc[period]]
        added = f"{address(row, SUPPLY)}:{address(row, SUPPLY + len(heats) - 1)}"
        page.formula(row, LOAD, f"=SUM({added})", sum(heats), unit="MW")
        for column, heat in enumerate(heats, start=SUPPLY):
            page.number(row, column, heat, "MW")
    return table.last_row


def _write_points(page: Page, table: _Sorted, row: int) -> int:
    """Workings of the chart: the curve in steps of equal length; how many there are."""
    page.section(row, "Workings of the chart: the curve in steps of equal length", SUPPLY)
    page.headers(row + 1, ("Hour of the curve", *table.names), text_columns=())
    page.set_height(row + 1, row_height(*((name, WIDTH - 2) for name in table.names)))
    points = max(2, ceil(float(table.hours.sum()) / STEP_H))
    edges = list(accumulate(table.hours))
    for number in range(points):
        hour = number * STEP_H
        place = next((n for n, edge in enumerate(edges) if hour < edge), len(edges) - 1)
        line = row + 2 + number
        page.number(line, 0, hour, "h", "check")
        key = address(line, 0, fixed_column=True)
        for column in range(len(table.names)):
            found = f"=INDEX({table.cells(SUPPLY + column)},MATCH({key},{table.cells(BEGINS)},1))"
            heat = float(table.heat_mw.to_numpy()[place, column])
            page.formula(line, 1 + column, found, heat, unit="MW", look="check")
    return points


def _chart(page: Page, table: _Sorted, first: int, points: int) -> Any:
    chart = page.workbook.add_chart({"type": "column", "subtype": "stacked"})
    last = first + points - 1
    for column in range(len(table.names)):
        colour, _, pattern = series_style(column)
        look: dict[str, Any] = {"fill": {"color": colour}}
        if pattern:
            look = {
                "pattern": {
                    "pattern": PATTERNS[pattern],
                    "fg_color": colour,
                    "bg_color": WHITE,
                }
            }
        chart.add_series(
            {
                "name": [NAME, first - 1, 1 + column],
                "gap": 0,
                "categories": [NAME, first, 0, last, 0],
                "values": [NAME, first, 1 + column, last, 1 + column],
                **look,
            }
        )
    style_chart(chart, title="Load duration", across="Hours of the year", up="MW", pattern="0.0")
    chart.set_x_axis(
        {
            "name": "Hours of the year, largest load first",
            "name_font": SMALL,
            "num_font": SMALL | {"rotation": -45},
            "num_format": "#,##0",
            "interval_unit": EVERY,
            "interval_tick": EVERY,
        }
    )
    return chart
