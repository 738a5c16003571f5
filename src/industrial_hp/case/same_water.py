"""Stores and loops that hold the water of a sink: whose water it may be, and who may draw on it.

No exchanger stands between such a line and its sink, so its heat enters the shifted scale where
the sink stands: the sink's contribution above its own temperature (docs/decisions/0002). Whatever
else takes heat in that zone with a smaller contribution could be heated by it uphill.
"""

from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import (
    BuildingSink,
    DistrictHeatingSink,
    HeatSink,
    HotWaterSink,
    LiquidSink,
    SteamSink,
)
from industrial_hp.case.part_values import stated
from industrial_hp.case.sites import Store
from industrial_hp.errors import Finding


def same_water_findings(case: Case) -> Iterator[Finding]:
    """Stores and loops whose ``same_water_as`` names no sink, or one that others undercut."""
    for group in ("stores", "loops"):
        for index, part in enumerate(getattr(case, group)):
            zone = stated(part, "zone" if isinstance(part, Store) else "to_zone")
            name = stated(part, "same_water_as")
            if name is not None and zone is not None:
                place = f"{group}[{index}].same_water_as"
                charge_bar = stated(part, "charge_bar")
                yield from _shared(case, place, name, zone, steam=charge_bar is not None)
                if charge_bar is not None:
                    yield from _charged_above(case, f"{group}[{index}].charge_bar", part)


def _charged_above(case: Case, place: str, store: Store) -> Iterator[Finding]:
    """Steam that charges an accumulator has a higher pressure than that which it gives."""
    sink = next((s for s in case.sinks if stated(s, "name") == store.same_water_as), None)
    given_bar = stated(sink, "pressure_bar")
    if given_bar is not None and store.charge_bar is not None and store.charge_bar <= given_bar:
        yield Finding(
            place,
            f"is not above the pressure of {store.same_water_as}: nothing would flash",
            f"{store.charge_bar:g} bar",
            f"above {given_bar:g} bar",
            "raise it",
        )


def _shared(case: Case, place: str, name: str, zone: str, *, steam: bool) -> Iterator[Finding]:
    sinks = {stated(s, "name"): s for s in case.sinks if stated(s, "zone") == zone}
    sinks.pop(None, None)
    fits = (lambda sink: isinstance(sink, SteamSink)) if steam else _is_water
    kind = "steam" if steam else "water"
    with_water = [key for key, sink in sinks.items() if fits(sink)]
    if name not in with_water:
        yield Finding(
            place,
            f"{stated(sinks[name], 'kind')} has no {kind} to share"
            if name in sinks
            else f"no sink of zone {zone}",
            name,
            ", ".join(with_water) or f"nothing (the zone has no sink of {kind})",
            f"name a sink of {kind} of that zone or leave it out",
        )
        return
    own_k = stated(sinks[name], "dt_contribution_k")
    smaller = [
        f"{taker} ({contribution_k:g} K)"
        for taker, contribution_k in _takers(case, zone)
        if own_k is not None and contribution_k is not None and contribution_k < own_k - 1e-9
    ]
    if smaller:
        yield Finding(
            place,
            f"its water could heat {', '.join(smaller)} of zone {zone} uphill: no exchanger stands "
            f"before {name}, whose contribution is larger",
            f"{own_k:g} K",
            f"at least {own_k:g} K for all that takes heat in zone {zone}",
            f"raise those contributions, or lower dt_contribution_k of {name}",
        )


def _is_water(sink: HeatSink) -> bool:
    if isinstance(sink, BuildingSink):
        return bool(stated(sink, "emitter") != "forced_air")
    return isinstance(sink, LiquidSink | DistrictHeatingSink | HotWaterSink)


def _takers(case: Case, zone: str) -> Iterator[tuple[str, float | None]]:
    """What takes heat in a zone, with its contribution [K]; none where it is not known."""
    for sink in case.sinks:
        if stated(sink, "zone") == zone:
            yield f"sink {stated(sink, 'name')}", stated(sink, "dt_contribution_k")
    if stated(case, "heat_pumps") is not None:
        yield "evaporators", stated(case.heat_pumps, "dt_evaporator_k")
    for loop in case.loops:
        own_water = stated(loop, "to_zone") == zone and stated(loop, "same_water_as") is not None
        if zone in (stated(loop, "from_zone"), stated(loop, "to_zone")) and not own_water:
            yield f"loop {stated(loop, 'name')}", stated(loop, "dt_contribution_k")
    for store in case.stores:
        if stated(store, "zone") == zone and stated(store, "same_water_as") is None:
            yield f"store {stated(store, 'name')}", stated(store, "dt_contribution_k")
