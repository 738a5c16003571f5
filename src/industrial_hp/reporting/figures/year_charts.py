"""A year of hours in pictures: day of the year across, hour of the day up, heat as colour."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from industrial_hp.case.calendar import MONTHS
from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.palette import INK
from industrial_hp.results.solution import Solution

HOURS_OF_DAY = 24.0
HOUR_TICKS_H = range(0, 25, 6)
DRAWN_DIGITS = 4
"""Significant digits of a drawn value: far finer than a colour can be read."""


def year_charts(solution: Solution) -> tuple[Chart, ...]:
    """Heat maps of the load and of the heat pumps, where every step of a year was operated.

    Empty without such a year, or where its steps were not read back with the result.
    """
    if solution.year is None or solution.year_hours.empty:
        return ()
    found = (
        _heat_map(
            solution,
            "hours_load",
            "Heat to the sinks, hour by hour",
            "The heat that reaches the sinks",
            _columns(solution, "sink", "heat_in_mw"),
        ),
        _heat_map(
            solution,
            "hours_heat_pumps",
            "Heat of the heat pumps, hour by hour",
            "The heat that the heat pumps give, one into another included,",
            _columns(solution, "heat_pump", "heat_out_mw"),
        ),
    )
    return tuple(chart for chart in found if chart is not None)


def _columns(solution: Solution, kind: str, quantity: str) -> list[str]:
    """Columns of all units of a kind; a quantity that is zero all year has none."""
    table = solution.proposed.dispatch
    names = dict.fromkeys(table.loc[table["type"] == kind, "unit"])
    wanted = [f"{name}_{quantity}" for name in names]
    return [column for column in wanted if column in solution.year_hours]


def _heat_map(
    solution: Solution, key: str, title: str, subject: str, columns: Iterable[str]
) -> Chart | None:
    """Sum of some columns, a column of cells for each day; none where there is nothing."""
    wanted, year = list(columns), solution.year_hours
    if not wanted:
        return None
    days = year["time"].str.slice(0, 10)
    count = days.nunique()
    steps = len(year) // count
    heat = year[wanted].sum(axis=1).to_numpy(dtype=float)
    step_h = HOURS_OF_DAY / steps
    at = int(np.argmax(heat))
    return Chart(
        key,
        title,
        f"{subject} in each of {len(heat):,} steps of {step_h:g} h: {heat.sum() * step_h:,.0f} MWh "
        f"in the year, at most {heat[at]:.2f} MW ({year['time'].iloc[at]}). Times are standard "
        "times.",
        Axis("Day of the year", (0.5, count + 0.5), ticks=_month_ticks(days)),
        (
            Axis(
                "Hour of the day [h]",
                (0.0, HOURS_OF_DAY),
                ticks=tuple((float(hour), f"{hour}") for hour in HOUR_TICKS_H),
            ),
        ),
        (
            Series(
                "Heat [MW]",
                "map",
                tuple(float(day) for day in range(1, count + 1)),
                tuple((step + 0.5) * step_h for step in range(steps)),
                INK,
                cells=_cells(heat.reshape(count, steps)),
                in_legend=False,
            ),
        ),
    )


def _cells(by_day: np.ndarray) -> tuple[tuple[float, ...], ...]:
    """A row for each step of the day, from what holds one for each day."""
    return tuple(
        tuple(float(f"{max(value, 0.0):.{DRAWN_DIGITS}g}") for value in row) for row in by_day.T
    )


def _month_ticks(days: pd.Series) -> tuple[tuple[float, str], ...]:
    """Where each month begins: half a day before the middle of its first day."""
    dates = days.drop_duplicates().reset_index(drop=True)
    months = dates.str.slice(5, 7).astype(int)
    first = months.drop_duplicates()
    return tuple(
        (number + 0.5, MONTHS[month - 1].capitalize())
        for number, month in zip(first.index, first, strict=True)
    )
