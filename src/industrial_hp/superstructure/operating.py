"""A system that is built, over another calendar: its machines solved anew, its parts by days."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.heat_pumps import machine_on_offer, unit_of
from industrial_hp.superstructure.problem import DesignProblem, HeatPump, Periods, StudyLimits


def operating_problem(
    case: Case, of_design: Case, chosen: Sequence[HeatPump], sizes: Mapping[str, float]
) -> DesignProblem:
    """The problem of a case in which these machines stand at their sizes, and no others.

    Parameters
    ----------
    case : Case
        With the calendar of the operation, such as a year of hours.
    of_design : Case
        With the calendar of the design, whose points the sizes are rated at.
    chosen : sequence of HeatPump
        Machines that are built, those that change over after the machine that they are.
    sizes : mapping of str to float
        Rated heat by tag [MW].
    """
    rated = {unit.tag: machine_on_offer(of_design, unit).design for unit in chosen}
    units = []
    for unit in chosen:
        machine = replace(
            machine_on_offer(case, unit), rated=rated[unit.rated_tag], mode_of=unit.mode_of
        )
        size = sizes[unit.rated_tag]
        found = unit_of(case, machine, machine.capacity_factor * size, size)
        units.append(replace(found, tag=unit.tag, min_size_mw=0.0))
    problem = design_problem(case, tuple(units))
    return replace(problem, backup=(), max_units=None, limits=StudyLimits())


def days_of(problem: DesignProblem, days: range) -> DesignProblem:
    """The same problem on some consecutive days of its calendar."""
    time = problem.periods
    inside = np.array([day in days for day in time.day])
    index = np.flatnonzero(inside)
    first = int(index[0])
    periods = Periods(
        block_h=time.block_h[index],
        days_per_year=time.days_per_year[index],
        day=tuple(time.day[k] - days.start for k in index),
        previous=tuple(time.previous[k] - first for k in index),
        labels=tuple(time.labels[k] for k in index),
        sequence=time.sequence[:, days.start : days.stop] if time.sequence.size else time.sequence,
    )
    rest = {
        field.name: _part(getattr(problem, field.name), index, time.count)
        for field in fields(problem)
        if field.name != "periods"
    }
    return DesignProblem(periods=periods, **rest)


def _part(value: Any, index: Any, count: int) -> Any:
    """A value with all its arrays over periods cut to some of them."""
    if isinstance(value, np.ndarray):
        return value[index] if value.ndim and len(value) == count else value
    if isinstance(value, tuple):
        return tuple(_part(part, index, count) for part in value)
    if isinstance(value, Mapping):
        return {key: _part(part, index, count) for key, part in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{f.name: _part(getattr(value, f.name), index, count) for f in fields(value)}
        )
    return value
