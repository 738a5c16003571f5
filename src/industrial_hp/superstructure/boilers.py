"""Boilers of a case and the one temperature at which each gives its heat.

A boiler heats up to its supply temperature and no further, whatever the contributions. The
optimisation model knows one level for it on the shifted scale, on which that limit lies elsewhere
for every stream; the level here is the hottest that heats nothing beyond the limit.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.sites import Boiler as StatedBoiler
from industrial_hp.superstructure.costs import investment
from industrial_hp.superstructure.levels import handover_level
from industrial_hp.superstructure.problem import Array, Boiler, DesignProblem, PartlyServed
from industrial_hp.superstructure.stores import store_temperatures
from industrial_hp.superstructure.surroundings import Surroundings

HAIR_K = 1e-6
"""How far a level stays below a stream of which it may heat nothing: it may be latent there."""
ROUNDING_K = 1e-9


@dataclass(frozen=True, eq=False)
class _Taker:
    """What takes heat in a zone, at its real temperatures in the periods in which it does."""

    kind: str
    name: str
    top_c: Array
    bottom_c: Array
    contribution_k: Array

    def heated_c(self, limit_c: float) -> float:
        """Shifted temperature of its hottest part that lies within a limit [degC]."""
        return float((np.minimum(self.top_c, limit_c) + self.contribution_k).max())

    def ceiling_c(self, limit_c: float) -> float:
        """Hottest shifted level that does not heat it beyond a limit [degC]; none if it ends there.

        Where all of it is hotter than the limit, the level stays below its cold end.
        """
        end = np.where(self.bottom_c > limit_c, self.bottom_c - HAIR_K, limit_c)
        ceilings = np.where(self.top_c > limit_c, end + self.contribution_k, np.inf)
        return float(ceilings.min())


def design_boiler(case: Case, stated: StatedBoiler, around: Surroundings) -> Boiler:
    """A boiler as the model sees it, among all that takes heat in its zone."""
    existing = stated.existing_mw
    age_a = None if existing is None else (stated.age_a or 0)
    cost = investment(case, stated.cost, age_a=age_a)
    sinks = list(_sinks(stated.zone, around))
    others = list(_lines_and_stores(case, stated.zone, around))
    machines = list(_evaporators(case, stated.zone, around))
    level_c, hotter = _level_c(stated.supply_max_c, sinks + others, machines)
    return Boiler(
        name=stated.name,
        title=stated.title or stated.name,
        zone=stated.zone,
        carrier=stated.carrier,
        efficiency=stated.efficiency,
        level_c=level_c,
        existing_mw=existing,
        max_size_mw=existing if existing is not None else float(stated.max_mw or 0.0),
        investment=cost if existing is None else cost.at(existing),
        partly=tuple(_partly(stated.supply_max_c, level_c, sinks, hotter)),
        floor_m2_per_mw=stated.floor_m2_per_mw,
    )


def partly_served(problem: DesignProblem, sink: str | None = None) -> tuple[str, ...]:
    """Which boilers heat which sinks not as far as they could, why, and what would help.

    Parameters
    ----------
    problem : DesignProblem
        Its boilers are looked through.
    sink : str, optional
        Only what concerns this sink.
    """
    return tuple(
        f"boiler {boiler.name} cannot serve sink {part.sink} whole: it heats it to "
        f"{part.heated_to_c:.1f} degC only, so as not to heat {part.hotter} beyond its own "
        f"{part.supply_max_c:g} degC; state a dt_contribution_k of at most "
        f"{np.floor(10 * part.contribution_k) / 10:g} K for {part.sink}, "
        "or put one of the two into another zone"
        for boiler in problem.boilers
        for part in boiler.partly
        if sink in (None, part.sink)
    )


def _sinks(zone: str, around: Surroundings) -> Iterator[_Taker]:
    for sink in around.sinks:
        needed = sink.heat_mw > 0
        if sink.zone == zone and needed.any():
            tops, bottoms = sink.top_c[needed], sink.bottom_c[needed]
            shift = np.full(len(tops), sink.contribution_k)
            yield _Taker("sink", sink.name, tops, bottoms, shift)


def _lines_and_stores(case: Case, zone: str, around: Surroundings) -> Iterator[_Taker]:
    """What loops take to send on, what keeps those warm that arrive, and what stores take."""
    for loop in around.loops:
        taken = [loop.sent] if loop.from_zone == zone else []
        taken += [loop.warming] if loop.to_zone == zone and loop.loss_mw.any() else []
        for pieces in taken:
            contribution = pieces[0].top_c - loop.supply_c
            yield _Taker("loop", loop.name, loop.supply_c, loop.return_c, contribution)
    for store, tank in zip(case.stores, around.stores, strict=True):
        if store.zone == zone:
            ends = store_temperatures(case, store)
            top, bottom = np.array([ends.charge_top_c]), np.array([ends.charge_bottom_c])
            yield _Taker("store", store.name, top, bottom, tank.charge_top_c - top)


def _evaporators(case: Case, zone: str, around: Surroundings) -> Iterator[_Taker]:
    """Where machines may boil and superheat: their levels follow the hot streams of the zone."""
    if case.heat_pumps is None:
        return
    hot = [(source.name, source.shifted) for source in around.sources if source.zone == zone]
    hot += [
        (loop.name, loop.received)
        for stated, loop in zip(case.loops, around.loops, strict=True)
        if loop.to_zone == zone and stated.same_water_as is None
    ]
    count = case.calendar.period_count
    levels = (handover_level(zone, "hot", c, count) for c in case.heat_pumps.levels_c)
    hot += [(level.name, level.shifted) for level in levels]
    contribution_k = case.heat_pumps.dt_evaporator_k
    for name, pieces in hot:
        top = pieces[0].top_c - contribution_k
        bottom = pieces[-1].bottom_c - contribution_k - case.heat_pumps.superheat_k
        yield _Taker("evaporators at", name, top, bottom, np.full(len(top), contribution_k))


def _level_c(
    limit_c: float, takers: list[_Taker], machines: list[_Taker]
) -> tuple[float, _Taker | None]:
    """Shifted temperature at which a boiler gives its heat, and what keeps it from being hotter.

    The level [degC] is the same all year. It serves whole all that is never hotter than the limit,
    and what is hotter up to there, as long as nothing is heated beyond the limit: where
    contributions differ so much that a sink within the limit lies above a hotter one on the
    shifted scale, the boiler serves neither whole.
    """
    wanted = limit_c + min((float(t.contribution_k.min()) for t in takers), default=0.0)
    wanted = max([wanted, *(taker.heated_c(limit_c) for taker in takers)])
    hotter = min(takers + machines, key=lambda taker: taker.ceiling_c(limit_c), default=None)
    if hotter is None or hotter.ceiling_c(limit_c) >= wanted:
        return wanted, None
    return hotter.ceiling_c(limit_c), hotter


def _partly(
    limit_c: float, level_c: float, sinks: list[_Taker], hotter: _Taker | None
) -> Iterator[PartlyServed]:
    """Sinks that are never hotter than a boiler, and yet lie above its level."""
    for sink in sinks if hotter is not None else ():
        assert hotter is not None
        top_c = float(sink.top_c.max())
        contribution_k = float(sink.contribution_k[0])
        if top_c <= limit_c and top_c + contribution_k > level_c + ROUNDING_K:
            yield PartlyServed(
                sink=sink.name,
                supply_max_c=limit_c,
                heated_to_c=max(level_c - contribution_k, float(sink.bottom_c.min())),
                hotter=f"{hotter.kind} {hotter.name}",
                contribution_k=level_c - top_c,
            )
