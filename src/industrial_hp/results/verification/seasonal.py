"""The level of a store over the year, followed from month to month by a second route."""

from dataclasses import dataclass

import numpy as np

from industrial_hp.case.calendar import MONTHS
from industrial_hp.case.case import Case
from industrial_hp.case.sites import Store
from industrial_hp.superstructure.problem import Array


@dataclass(frozen=True, eq=False)
class YearOfAStore:
    """Contents of a store over the year [MWh]."""

    mean: Array
    """By period, over the months of its day; shape (periods,)."""
    lowest: float
    highest: float


def year_of_a_store(case: Case, store: Store, net_mw: Array) -> YearOfAStore:
    """Contents that follow from what is put in less what is taken out by period [MW].

    In a month the level loses its share a day; what its days add, evenly, loses it for the rest of
    the month. The level of January is the one that returns after a year.
    """
    blocks = np.array(case.calendar.block_hours)
    within = np.cumsum(net_mw.reshape(-1, len(blocks)) * blocks, axis=1)
    gain = within[:, -1]
    days = np.array([[d.days_by_month.get(m, 0.0) for d in case.calendar.days] for m in MONTHS])
    lengths = days.sum(axis=1)
    rate = -np.log(1 - store.loss_share_per_day)
    kept = np.exp(-rate * lengths)
    added = (days @ gain) * (1 - kept) / (rate * lengths)
    after_empty = 0.0
    for month in range(len(MONTHS)):
        after_empty = kept[month] * after_empty + added[month]
    levels = [after_empty / (1 - float(np.prod(kept)))]
    for month in range(len(MONTHS)):
        levels.append(float(kept[month] * levels[-1] + added[month]))
    level = np.array(levels)
    first = level[:-1, None, None] + within
    last = level[1:, None, None] - gain[:, None] + within
    met = days > 0
    contents = np.concatenate([first[met], last[met]])
    mean = (level[:-1] @ days) / days.sum(axis=0)
    return YearOfAStore(
        (mean[:, None] + within).ravel(), float(contents.min()), float(contents.max())
    )
