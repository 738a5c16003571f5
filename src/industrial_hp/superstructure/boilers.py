"""Boilers of a case and the one temperature at which each gives its heat."""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.sites import Boiler as StatedBoiler
from industrial_hp.superstructure.costs import investment
from industrial_hp.superstructure.problem import Boiler, HeatStore, Loop
from industrial_hp.superstructure.streams import StreamProfile

Top = tuple[float, float]
"""Hottest temperature of a stream [degC], and its contribution [K]."""


def design_boiler(
    case: Case,
    stated: StatedBoiler,
    *,
    sinks: tuple[StreamProfile, ...],
    loops: tuple[Loop, ...],
    stores: tuple[HeatStore, ...],
) -> Boiler:
    """A boiler as the model sees it, among the sinks, loops and stores of the case."""
    existing = stated.existing_mw
    takers = _loop_tops(stated.zone, loops) + [
        (store.supply_c, tank.charge_top_c - store.supply_c)
        for store, tank in zip(case.stores, stores, strict=True)
        if store.zone == stated.zone
    ]
    return Boiler(
        name=stated.name,
        title=stated.title or stated.name,
        zone=stated.zone,
        carrier=stated.carrier,
        efficiency=stated.efficiency,
        level_c=_level_c(stated.supply_max_c, _sink_tops(stated.zone, sinks), takers),
        existing_mw=existing,
        max_size_mw=existing if existing is not None else float(stated.max_mw or 0.0),
        investment=investment(
            case,
            stated.cost,
            age_a=None if existing is None else (stated.age_a or 0),
        ),
    )


def _sink_tops(zone: str, sinks: tuple[StreamProfile, ...]) -> list[Top]:
    return [
        (float(top_c), sink.contribution_k)
        for sink in sinks
        if sink.zone == zone
        for top_c in sink.top_c[sink.heat_mw > 0]
    ]


def _loop_tops(zone: str, loops: tuple[Loop, ...]) -> list[Top]:
    """What loops take to send on, and what keeps those warm that arrive."""
    heated = [(loop, loop.sent) for loop in loops if loop.from_zone == zone]
    heated += [(x, x.warming) for x in loops if x.to_zone == zone and x.loss_mw.any()]
    return [
        (float(supply_c), float(top_c - supply_c))
        for loop, pieces in heated
        for supply_c, top_c in zip(loop.supply_c, pieces[0].top_c, strict=True)
    ]


def _level_c(limit_c: float, sinks: list[Top], takers: list[Top]) -> float:
    """Shifted temperature at which a boiler gives its heat [degC], the same all year.

    A boiler serves whole what is never hotter than its limit, and what is hotter up to
    there, whatever the contribution. One level says so as far as one level can: it is the hottest
    shifted top of what the boiler may serve whole, and at least the limit raised by the smallest
    contribution of what is hotter. It stays below the shifted top of every sink that is
    hotter: where contributions differ so much that a sink within the limit lies above a
    hotter one on the shifted scale, the boiler serves neither whole.
    """
    ceiling = min((top + shift for top, shift in sinks if top > limit_c), default=np.inf)
    everything = sinks + takers
    beyond = [shift for top, shift in everything if top > limit_c]
    lowest = limit_c + min(beyond or [shift for _, shift in everything], default=0.0)
    served = [top + shift for top, shift in everything if top <= limit_c]
    return max([lowest, *(level for level in served if level < ceiling)])
