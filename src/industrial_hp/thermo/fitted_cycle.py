"""A cycle fitted to what it cools and what it heats.

Either both are given, or the evaporating temperature and what is heated: then the hot side is as
cool as the sink allows.
"""

from dataclasses import replace
from functools import cache, partial
from typing import Literal

from industrial_hp.errors import UsageError
from industrial_hp.thermo import composite
from industrial_hp.thermo.approach import cycle_under_source
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import (
    Topology,
    at_top,
    cools_gas,
    hot_side_for_sink,
    optimised,
    topology,
)
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.steam_compression import STEAM

ApproachAt = Literal["pinch", "saturation"]


def cycle_between(
    name: str,
    refrigerant: str,
    *,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    approach_k: float,
    approach_at: ApproachAt = "pinch",
    settings: CycleSettings,
) -> Cycle:
    """The cycle of a name that serves a sink from a source with one approach [K].

    ``pinch`` keeps the approach at every point of both exchangers, so a hot discharge may end
    below the sink's outlet temperature when it condenses. ``saturation`` is the simpler
    convention of many tools: both saturation temperatures against the outlets of source and
    sink; it ignores superheat and subcooling.

    Raises
    ------
    UsageError
        If the cycle is not known, there is no lift, a gas cooler is asked for an approach at
        saturation, or a cycle that delivers steam for a sink that does not evaporate.
    FluidRangeError
        If no state within the fluid's equation of state serves the sink.
    """
    if name == composite.SERIES_TRAIN:
        one = partial(
            cycle_between,
            settings.cycle_high,
            refrigerant,
            approach_k=approach_k,
            approach_at=approach_at,
            settings=settings,
        )
        return composite.series_train(
            lambda part, heated: one(source=part, sink=heated),
            source=source,
            sink=sink,
            machines=settings.machines_in_series,
        )
    found = topology(name)
    serve = partial(_served, found, refrigerant, source, sink, approach_k, approach_at)
    return optimised(found, refrigerant, settings, serve)


def _served(
    found: Topology,
    refrigerant: str,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    approach_k: float,
    approach_at: ApproachAt,
    s: CycleSettings,
) -> Cycle:
    """The cycle between source and sink with every free quantity stated."""
    make = found.make
    if found.delivers_steam:
        return _delivering_steam(found, refrigerant, source, sink, approach_k, approach_at, s)
    cooled_gas = cools_gas(found, s)
    if approach_at == "saturation":
        if cooled_gas:
            raise UsageError(f"{found.name} has no saturation on its hot side: approach at pinch")
        return make(refrigerant, source.cold_end_k - approach_k, sink.hot_end_k + approach_k, s)
    lowest_on_hot_side = hot_side_for_sink(found, s)

    def at_evaporating(evaporating_k: float) -> Cycle:
        hot_side = cache(partial(at_top, make, refrigerant, evaporating_k, s))
        return hot_side(lowest_on_hot_side(hot_side, sink, approach_k))

    return cycle_under_source(at_evaporating, source, approach_k, s.superheat_k)


def _delivering_steam(
    found: Topology,
    refrigerant: str,
    source: TemperatureHeatCurve,
    steam: TemperatureHeatCurve,
    approach_k: float,
    approach_at: ApproachAt,
    s: CycleSettings,
) -> Cycle:
    """The cycle whose delivered steam is the sink, from its feed water."""
    _check_takes_steam(steam)
    fed = replace(s, feed_k=steam.cold_end_k)

    def at_evaporating(evaporating_k: float) -> Cycle:
        return found.make(refrigerant, evaporating_k, steam.hot_end_k, fed)

    if approach_at == "saturation":
        return at_evaporating(source.cold_end_k - approach_k)
    return cycle_under_source(at_evaporating, source, approach_k, s.superheat_k)


def _check_takes_steam(steam: TemperatureHeatCurve) -> None:
    if steam.t_k[-2] < steam.hot_end_k:
        raise UsageError(
            "a machine that delivers steam needs a sink that is feed water, heated and "
            "evaporated, not a liquid that is only heated"
        )


def cycle_above(
    name: str,
    refrigerant: str,
    *,
    evaporating_k: float,
    sink: TemperatureHeatCurve,
    approach_k: float,
    settings: CycleSettings,
) -> Cycle:
    """The cycle of a name that serves a sink from an evaporating temperature [K].

    Its hot side is as cool as keeps the approach [K] to the sink everywhere. A machine that makes
    the steam itself makes it hotter than the sink by that approach, from feed water that is, too.

    Raises
    ------
    UsageError
        If the cycle is not known or needs a source (a series train), there is no lift, or a
        cycle that delivers steam is to serve a sink that does not evaporate.
    FluidRangeError
        If no state within the fluid's equation of state serves the sink.
    """
    if name == composite.SERIES_TRAIN:
        raise UsageError(f"{name} is made between a source and a sink, not from one temperature")
    found = topology(name)
    if found.delivers_steam:
        delivery_k = sink.hot_end_k + approach_k
        fed = replace(settings, feed_k=_mixed_feed_k(sink) + approach_k)
        return optimised(
            found,
            refrigerant,
            fed,
            lambda s: found.make(refrigerant, evaporating_k, delivery_k, s),
        )

    def serve(s: CycleSettings) -> Cycle:
        hot_side = cache(partial(at_top, found.make, refrigerant, evaporating_k, s))
        return hot_side(hot_side_for_sink(found, s)(hot_side, sink, approach_k))

    return optimised(found, refrigerant, settings, serve)


def _mixed_feed_k(steam: TemperatureHeatCurve) -> float:
    """Temperature [K] of the feed water of a sink that takes steam, all its parts mixed."""
    _check_takes_steam(steam)
    liquid, vapour = fluid(STEAM).saturated_pair(
        fluid(STEAM).saturation_pressure_pa(steam.hot_end_k)
    )
    latent_share = 1.0 - float(steam.heat_share[steam.t_k >= steam.hot_end_k][0])
    heat = (vapour.h_j_per_kg - liquid.h_j_per_kg) / latent_share
    return fluid(STEAM).at_ph(liquid.p_pa, vapour.h_j_per_kg - heat).t_k
