"""Machines that run between other streams at another time: their second mode.

Swept volume and motor are those of the machine; between the other levels they give another heat.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.superstructure.candidates import solved
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.levels import CondenserLevel, EvaporatorLevel
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.permitted import refused_point


def modes(
    kept: Sequence[Machine],
    options: HeatPumpOptions,
    evaporators: Sequence[EvaporatorLevel],
    condensers: Sequence[CondenserLevel],
) -> Iterator[Machine]:
    """The other mode of every machine that a changeover of the case names, where it can run.

    Parameters
    ----------
    kept : sequence of Machine
        Machines on offer in a zone.
    options : HeatPumpOptions
        Changeovers of the case.
    evaporators, condensers : sequences of levels
        All levels of the zone; other modes take whole streams.
    """
    for machine, pair in product(kept, options.changeovers):
        ends = (machine.evaporator.stream.name, machine.condenser.stream.name)
        if ends != (pair.source, pair.sink):
            continue
        for evaporator, condenser in product(evaporators, condensers):
            others = (evaporator.stream.name, condenser.stream.name)
            if others == (pair.other_source, pair.other_sink) and not (
                evaporator.part or condenser.part
            ):
                other, _ = solved(machine.offer, machine.zone, evaporator, condenser)
                permitted = tuple(
                    point if point is not None and refused_point(point, options) is None else None
                    for point in other.points
                )
                if any(permitted):
                    yield replace(
                        other, points=permitted, rated=machine.design, mode_of=machine.tag
                    )


def by_heat_only(cost: Investment) -> Investment:
    """What a mode adds to the cost of its machine: operation by heat."""
    return replace(
        cost,
        fixed_eur=0.0,
        eur_per_size=0.0,
        fixed_om_eur_per_size_a=0.0,
        annual_fixed_eur=0.0,
        annual_eur_per_size=0.0,
        size_min=0.0,
        size_max=float("inf"),
        larger=(),
    )
