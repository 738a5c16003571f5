"""Operation in pictures: load duration, the course of the representative days, months."""

from collections.abc import Iterable, Mapping
from itertools import accumulate

import pandas as pd

from industrial_hp.case.calendar import MONTHS
from industrial_hp.reporting.figures.chart import Axis, Chart, Series, SeriesKind
from industrial_hp.reporting.palette import INK, PURPLE, Dash, Pattern, series_style
from industrial_hp.reporting.titles import unit_titles
from industrial_hp.results.solution import Solution

SMALLEST_MWH = 0.5
DIRECT = "Recovered without a machine"
HEAT_AXIS = Axis("Heat to the sinks [MW]")


def supply_by_period(solution: Solution) -> pd.DataFrame:
    """Heat that reaches the sinks [MW], a column for each supplier, largest in the year first.

    All sources that serve sinks without a machine are one supplier.
    """
    periods = list(dict.fromkeys(solution.proposed.dispatch["period"]))
    sources = {source.name for source in solution.case.sources}
    supplier = solution.supply["supplier"].map(lambda name: DIRECT if name in sources else name)
    table = solution.supply.assign(supplier=supplier).pivot_table(
        index="period", columns="supplier", values="heat_mw", aggfunc="sum"
    )
    table = table.reindex(periods).fillna(0.0)
    hours = _hours_of_year(solution).reindex(periods)
    energy = table.mul(hours, axis=0).sum().sort_values(ascending=False, kind="stable")
    return table[[name for name in energy.index if energy[name] > SMALLEST_MWH]]


def load_duration_chart(solution: Solution) -> Chart:
    """Sorted load of all sinks with the suppliers stacked below it."""
    supply = supply_by_period(solution)
    hours = _hours_of_year(solution).reindex(supply.index)
    order = supply.sum(axis=1).sort_values(ascending=False, kind="stable").index
    edges = tuple(accumulate(hours[order], initial=0.0))
    series = _stacked(solution, supply.loc[order], edges)
    peak = float(supply.sum(axis=1).max())
    return Chart(
        "load_duration",
        "Load duration",
        f"The heat that reaches the sinks over {edges[-1]:,.0f} h, largest load first: at most "
        f"{peak:.2f} MW. Each supplier is an area.",
        Axis("Hours of the year [h]", (0.0, edges[-1])),
        (HEAT_AXIS,),
        series,
    )


def dispatch_chart(solution: Solution) -> Chart:
    """Suppliers over the representative days, with price and the content of stores."""
    supply = supply_by_period(solution)
    table = solution.proposed.dispatch
    hours = table.groupby("period", sort=False)["hours"].first().reindex(supply.index)
    edges = tuple(accumulate(hours, initial=0.0))
    series = list(_stacked(solution, supply, edges))
    grid = table[table["type"] == "grid"]
    price = grid.groupby("period", sort=False)["price_eur_per_mwh"].first().reindex(supply.index)
    series.append(_course("Electricity price", edges, list(price), INK, panel=1))
    panels = [HEAT_AXIS, Axis("Electricity [EUR/MWh]")]
    stores = table[table["type"] == "heat_store"]
    names = unit_titles(solution)
    if not stores.empty:
        panels.append(Axis("Store [MWh]"))
        for unit, rows in stores.groupby("unit", sort=True):
            name = f"Content of {names.get(str(unit), unit)}"
            series.append(_course(name, edges, list(rows["store_mwh"]), PURPLE, panel=2))
    return Chart(
        "dispatch",
        "Course of the representative days",
        "Heat by supplier in every block of the representative days one after the other, the "
        "price of electricity below"
        + (", and the content of the stores." if len(panels) > 2 else "."),
        Axis("Hours of the days shown [h]", (0.0, edges[-1]), ticks=_day_ticks(solution, edges)),
        tuple(panels),
        tuple(series),
        range_slider=len(supply) > 1,
    )


def monthly_chart(solution: Solution) -> Chart:
    """Heat given by heat pumps and boilers month by month, with what the sinks received."""
    monthly, names = solution.proposed.monthly, unit_titles(solution)
    months = tuple(month.capitalize() for month in MONTHS)
    series: list[Series] = []
    given = monthly[monthly["type"].isin(("heat_pump", "boiler"))]
    heats = {str(unit): _by_month(rows, "heat_out_mwh") for unit, rows in given.groupby("item")}
    styles = _styles(solution, heats)
    for unit in sorted(heats, key=list(styles).index):
        if sum(heats[unit]) > SMALLEST_MWH:
            colour, _, pattern = styles[unit]
            name = str(names.get(unit, unit))
            series.append(Series(name, "bar", months, heats[unit], colour, pattern=pattern))
    received = _by_month(monthly[monthly["type"] == "sink"], "heat_in_mwh")
    series.append(Series("Received by the sinks", "marker", months, received, INK))
    return Chart(
        "monthly",
        "Heat by month",
        f"Heat of heat pumps and boilers by month, and what the sinks received: "
        f"{sum(received):,.0f} MWh in the year. They differ by what is "
        "exchanged without a machine, lost in lines, or handed from one machine to the next.",
        Axis(""),
        (Axis("Heat [MWh per month]"),),
        tuple(series),
    )


def _by_month(rows: pd.DataFrame, column: str) -> tuple[float, ...]:
    total = rows.groupby("month")[column].sum()
    return tuple(float(total.get(month, 0.0)) for month in range(1, len(MONTHS) + 1))


def _hours_of_year(solution: Solution) -> pd.Series:
    table = solution.proposed.dispatch
    return table.groupby("period", sort=False)["hours_per_year"].first()


def _styles(
    solution: Solution, others: Iterable[str] = ()
) -> Mapping[str, tuple[str, Dash, Pattern]]:
    """Colour, dash and pattern of each supplier, the same in all figures, then of other units."""
    units = dict.fromkeys([*supply_by_period(solution), *sorted(others)])
    return {unit: series_style(index) for index, unit in enumerate(units)}


def _stacked(
    solution: Solution, supply: pd.DataFrame, edges: tuple[float, ...]
) -> tuple[Series, ...]:
    names: Mapping[str, str] = unit_titles(solution)
    series, styles = [], _styles(solution)
    for supplier in supply.columns:
        colour, _, pattern = styles[supplier]
        heat = [float(value) for value in supply[supplier]]
        name = names.get(str(supplier), str(supplier))
        series.append(_course(name, edges, heat, colour, kind="area", pattern=pattern))
    return tuple(series)


def _course(
    name: str,
    edges: tuple[float, ...],
    values: list[float],
    colour: str,
    *,
    kind: SeriesKind = "step",
    pattern: Pattern = "",
    panel: int = 0,
) -> Series:
    """A value for each block, held from its beginning to its end."""
    held = tuple(float(value) for value in [*values, values[-1]])
    return Series(name, kind, edges, held, colour, pattern=pattern, panel=panel)


def _day_ticks(solution: Solution, edges: tuple[float, ...]) -> tuple[tuple[float, str], ...]:
    """Where each representative day begins, with its title."""
    calendar = solution.case.calendar
    blocks = len(calendar.block_hours)
    return tuple(
        (edges[number * blocks], day.title or day.name) for number, day in enumerate(calendar.days)
    )
