"""Stores that carry heat from month to month: their level at the start of each stretch of the year.

The year is a sequence of stretches (months), each an even mix of its representative days. Within a
day the content moves by what is put in and taken out; over a stretch the days add up, and both the
level and what is added lose their share. The sequence closes: the last stretch hands on to the
first. The form follows Kotzur et al. (2018), doi:10.1016/j.apenergy.2018.01.023.

Sign: levels are contents; the content within a day is relative to its start.

| symbol | name | unit |
|---|---|---|
| L | level_mwh at the start of a stretch | MWh |
| e | content_mwh within a day, relative to its start | MWh |
| n | days of a kind in a stretch | d |
| S | size_mwh | MWh |
"""

import math
from typing import Any

import pyomo.environ as pyo

from industrial_hp.solving.arrays import ArrayVar
from industrial_hp.superstructure.problem import DesignProblem, HeatStore, Periods

HOURS_PER_DAY = 24.0


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add levels of stretches to a model that has its stores."""
    block = model.seasonal_stores = pyo.Block()
    tanks, time = model.heat_stores, problem.periods
    stores = {s.name: s for s in problem.stores if s.cycle == "year"}
    stretches = range(len(time.sequence))
    met = [
        (s, m, p)
        for s in stores
        for m in stretches
        for p in range(time.count)
        if time.sequence[m, time.day[p]] > 0
    ]
    block.stretches = pyo.RangeSet(0, len(time.sequence) - 1)
    block.level_mwh = ArrayVar(list(stores), block.stretches)
    block.handed_on = pyo.Constraint(
        list(stores),
        stretches,
        rule=lambda b, s, m: (
            b.level_mwh[s, _next(m, time)] == _end_mwh(b, tanks, stores[s], time, m)
        ),
        doc="L[s,m+1] = kept[m] L[s,m] + kept on average[m] sum_d n[m,d] e[s,last block of d]",
    )
    block.holds = pyo.Constraint(
        met,
        [0, 1],
        rule=lambda b, s, m, p, end: _content(b, tanks, (s, m, p), time, end) <= tanks.size_mwh[s],
        doc="on the first (L[s,m] + e[s,p]) and on the last day (L[s,m+1] - e[s,last] + e[s,p]) "
        "of a stretch the content is at most S[s]",
    )
    block.not_empty = pyo.Constraint(
        met,
        [0, 1],
        rule=lambda b, s, m, p, end: _content(b, tanks, (s, m, p), time, end) >= 0,
        doc="on the first and on the last day of a stretch the content is at least 0",
    )


def _next(stretch: int, time: Periods) -> int:
    return (stretch + 1) % len(time.sequence)


def _last_block(time: Periods, day: int) -> int:
    return max(p for p in range(time.count) if time.day[p] == day)


def _end_mwh(block: Any, tanks: Any, store: HeatStore, time: Periods, m: int) -> Any:
    """Level that a stretch leaves."""
    days = float(time.sequence[m].sum())
    decay = -math.log(1 - store.loss_share_per_h) * HOURS_PER_DAY
    kept = math.exp(-decay * days)
    on_average = (1 - kept) / (decay * days) if days else 1.0
    added = pyo.quicksum(
        float(count) * tanks.content_mwh[store.name, _last_block(time, day)]
        for day, count in enumerate(time.sequence[m])
        if count > 0
    )
    return kept * block.level_mwh[store.name, m] + on_average * added


def _content(block: Any, tanks: Any, place: tuple[str, int, int], time: Periods, end: int) -> Any:
    """Content in a block on the first day of a stretch, or on its last [MWh]."""
    store, m, p = place
    within = tanks.content_mwh[store, p]
    if not end:
        return block.level_mwh[store, m] + within
    last = tanks.content_mwh[store, _last_block(time, time.day[p])]
    return block.level_mwh[store, _next(m, time)] - last + within
