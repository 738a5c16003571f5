"""Machines that a design chose, over another calendar such as a year of hours."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from industrial_hp.case.case import Case
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.heat_pumps import machine_on_offer, unit_of
from industrial_hp.superstructure.problem import DesignProblem, HeatPump, StudyLimits


def problem_of_machines(case: Case, of_design: Case, chosen: Sequence[HeatPump]) -> DesignProblem:
    """The problem of a case with these machines on offer, and no others.

    Parameters
    ----------
    case : Case
        With the calendar of the operation, such as a year of hours.
    of_design : Case
        With the calendar of the design, whose points the sizes are rated at.
    chosen : sequence of HeatPump
        Machines on offer in the design, those that change over after the machine that they are.
    """
    rated = {unit.tag: machine_on_offer(of_design, unit).design for unit in chosen}
    units = []
    for unit in chosen:
        machine = replace(
            machine_on_offer(case, unit), rated=rated[unit.rated_tag], mode_of=unit.mode_of
        )
        size = unit.max_size_mw
        found = unit_of(case, machine, machine.capacity_factor * size, size)
        units.append(replace(found, tag=unit.tag))
    return design_problem(case, tuple(units))


def at_sizes(problem: DesignProblem, sizes: Mapping[str, float]) -> DesignProblem:
    """The problem in which machines stand at their sizes; what limits a choice is gone.

    Parameters
    ----------
    problem : DesignProblem
        With the machines on offer.
    sizes : mapping of str to float
        Rated heat by tag [MW]; what has none is not built.
    """
    units = tuple(
        replace(
            unit,
            max_size_mw=sizes.get(unit.rated_tag, 0.0),
            min_size_mw=0.0,
            max_heat_mw=unit.capacity_factor * sizes.get(unit.rated_tag, 0.0),
        )
        for unit in problem.heat_pumps
    )
    return replace(problem, heat_pumps=units, backup=(), max_units=None, limits=StudyLimits())
