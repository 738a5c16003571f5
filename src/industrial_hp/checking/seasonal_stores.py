"""Stores over the year: their level from month to month, from what is put in and taken out."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.case.calendar import MONTHS
from industrial_hp.case.sites import Store
from industrial_hp.checking.deviation import Deviation, at_most, equal
from industrial_hp.checking.result_files import Array, Result


def year_of(result: Result, store: Store, net_mw: Array) -> Iterator[Deviation]:
    """What is told is the mean of the months; at no time is a store empty or too small [MWh]."""
    told = result.total("store_mwh", type="heat_store", unit=store.name)
    calendar, keeps = result.case.calendar, 1 - store.loss_share_per_day
    blocks = len(calendar.block_hours)
    courses = [
        np.cumsum(day * np.array(calendar.block_hours)) for day in net_mw.reshape(-1, blocks)
    ]
    gains = [float(course[-1]) for course in courses]
    level, size = _january(result, gains, keeps), result.size(store.name)
    weights, sums = np.zeros(len(gains)), np.zeros(len(gains))
    for month in MONTHS:
        days = [day.days_by_month.get(month, 0.0) for day in calendar.days]
        after = _month(level, days, gains, keeps)
        for k, count in enumerate(days):
            starts = (("first", level), ("last", after - gains[k])) if count > 0 else ()
            for name, start in starts:
                place = f"{store.name}, {name} day {calendar.days[k].name} of {month}"
                yield at_most(f"{place}, size", start + courses[k], size)
                yield at_most(f"{place}, empty", -start - courses[k], 0.0)
        weights += days
        sums += np.array(days) * level
        level = after
    mean = np.concatenate([s / w + c for s, w, c in zip(sums, weights, courses, strict=True)])
    yield equal(store.name, told, mean if size > 0 else np.zeros_like(mean))


def _month(level: float, days: list[float], gains: list[float], keeps: float) -> float:
    """Level after a month of evenly mixed days."""
    length = sum(days)
    rest = keeps**length
    even = (rest - 1) / (length * np.log(keeps))
    added = sum(count * gain for count, gain in zip(days, gains, strict=True))
    return float(level * rest + even * added)


def _january(result: Result, gains: list[float], keeps: float) -> float:
    """Level that returns after a year: what a year makes of a level is a straight line of it."""
    ends = []
    for level in (0.0, 1.0):
        for month in MONTHS:
            days = [day.days_by_month.get(month, 0.0) for day in result.case.calendar.days]
            level = _month(level, days, gains, keeps)
        ends.append(level)
    return ends[0] / (1 - (ends[1] - ends[0]))
