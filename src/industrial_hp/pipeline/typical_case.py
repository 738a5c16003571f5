"""A year of hours -> the same case on typical and extreme days."""

from collections.abc import Iterator, Sequence

import numpy as np
from pydantic import BaseModel

from industrial_hp.case.calendar import MONTHS, Calendar, RepresentativeDay
from industrial_hp.case.case import Case
from industrial_hp.case.fields import permitted_range
from industrial_hp.superstructure.problem import Array
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import source_profile
from industrial_hp.timeseries.typical_days import factors_to_keep_the_year, typical_days

AMOUNTS = ("MW", "kg/s")
"""Units of series whose sum over the year is kept."""


def typical_case(case: Case, further: Sequence[int] = ()) -> Case:
    """The case on the days that stand for its year.

    Parameters
    ----------
    case : Case
        With a year of steps.
    further : sequence of int
        Days that are kept beside the extreme ones.

    Returns
    -------
    Case
        Extreme days are those of the largest demand of all sinks together, of the largest demand
        beyond what all sources have, and of the dearest and the cheapest electricity. Amounts of
        the other typical days are scaled so that their sum over the year is kept, and never
        above the greatest of the year.
    """
    extremes = sorted({*_extreme_days(case), *further})
    names = sorted(case.series)
    profiles = np.stack([_by_day(case, np.array(case.series[name])) for name in names], axis=2)
    days = typical_days(profiles, case.calendar.typical_days, extremes)
    kept = set(extremes)
    amounts = set(_amounts(case))
    series = {}
    for k, name in enumerate(names):
        values = profiles[list(days.chosen), :, k]
        if name in amounts and values.min() >= 0:
            factor = factors_to_keep_the_year(profiles[:, :, k], days, extremes)
            scaled = np.minimum(values * factor, profiles[:, :, k].max())
            exempt = np.array([day in kept for day in days.chosen])[:, None]
            values = np.where(exempt, values, scaled)
        series[name] = tuple(values.ravel().tolist())
    months = [next(iter(day.days_by_month)) for day in case.calendar.days]
    chosen = tuple(
        RepresentativeDay(
            name=case.calendar.days[day].name,
            title=case.calendar.days[day].title,
            days_by_month=_months(months, days.stands_for == place),
        )
        for place, day in enumerate(days.chosen)
    )
    calendar = Calendar(days=chosen, block_hours=case.calendar.block_hours)
    return case.model_copy(update={"calendar": calendar, "series": series})


def _months(months: Sequence[str], mine: Array) -> dict[str, float]:
    """Days of each month that a day stands for."""
    found = dict.fromkeys(MONTHS, 0.0)
    for month, is_mine in zip(months, mine, strict=True):
        found[month] += float(is_mine)
    return {month: count for month, count in found.items() if count}


def _by_day(case: Case, values: Array) -> Array:
    """Values of a year by day, shape (days, steps)."""
    return values.reshape(len(case.calendar.days), -1)


def _extreme_days(case: Case) -> Iterator[int]:
    count = case.calendar.period_count
    demand = sum((sink_profile(case, sink).heat_mw for sink in case.sinks), np.zeros(count))
    supply = sum((source_profile(case, s).heat_mw for s in case.sources), np.zeros(count))
    price = case.values(case.prices.electricity.energy_eur_per_mwh)
    for values in (demand, demand - supply):
        yield int(_by_day(case, values).max(axis=1).argmax())
    if np.ptp(price) > 0:
        yield int(_by_day(case, price).mean(axis=1).argmax())
        yield int(_by_day(case, price).mean(axis=1).argmin())


def _amounts(case: Case) -> Iterator[str]:
    """Series that fields of an amount name."""
    for part in (*case.sources, *case.sinks, *case.zones):
        yield from _series_of_amounts(part)


def _series_of_amounts(part: BaseModel) -> Iterator[str]:
    for name, field in type(part).model_fields.items():
        extra, value = field.json_schema_extra, getattr(part, name)
        unit = extra.get("unit") if isinstance(extra, dict) else None
        if isinstance(value, str) and unit in AMOUNTS and permitted_range(field) is not None:
            yield value
