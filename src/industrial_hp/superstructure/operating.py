"""A system that is built, over another calendar: its machines solved anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from industrial_hp.case.case import Case
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.heat_pumps import machine_on_offer, unit_of
from industrial_hp.superstructure.problem import DesignProblem, HeatPump, StudyLimits


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
