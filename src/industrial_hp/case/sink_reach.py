"""Sinks that nothing in a case can reach, whatever is built: told before any optimisation."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import (
    BuildingSink,
    DistrictHeatingSink,
    HeatSink,
    HotWaterSink,
    SteamSink,
    SupplyCurve,
)
from industrial_hp.case.heat_sources import HeatSource
from industrial_hp.case.heating_curves import building_heating, supply_of_curve
from industrial_hp.case.part_values import known_values, stated
from industrial_hp.case.sites import Boiler, Loop, Store
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import Finding, UsageError
from industrial_hp.thermo.steam_saturation import steam_saturation_temperature_k
from industrial_hp.units import c_from_k, pa_from_bar

SOURCE_TOPS = ("t_in_c", "t_c")
"""Fields that hold the hottest temperature of a source; of others it is not looked at."""
ANYTHING_C = float("inf")
"""Reach of what could not be read: nothing can be said against it."""


def too_hot_sinks(case: Case) -> Iterator[Finding]:
    """Sinks hotter than every boiler, loop, store, source and heat pump of their zone.

    Temperatures are the sink's own: what a source, loop or store offers is lowered by the
    contributions of both sides. Heat pumps reach the critical temperature of their refrigerants.
    """
    for index, sink in enumerate(case.sinks):
        hottest = _hottest_c(case, sink)
        if hottest is None or stated(sink, "unmet_eur_per_mwh") is not None:
            continue
        reach = _reach_c(case, sink)
        if hottest > reach + 1e-9:
            yield Finding(
                f"sinks[{index}].{_top_field(sink)}",
                "is hotter than every boiler, source, store, loop and heat pump of its zone can "
                "serve",
                f"{hottest:.4g} degC",
                _permitted(case, reach),
                "offer a boiler with a higher supply_max_c, or state a lower temperature",
            )


def _permitted(case: Case, reach_c: float) -> str:
    """The hottest temperature in words; a critical temperature is one that no machine reaches."""
    if not np.isfinite(reach_c):
        return "nothing is offered in its zone that gives heat"
    if reach_c in _critical_c(case):
        return (
            f"below {reach_c:.4g} degC, the critical temperature of the best refrigerant offered; "
            "a machine ends some kelvin lower"
        )
    return f"at most {reach_c:.4g} degC with what is offered"


def _top_field(sink: HeatSink) -> str:
    """Field that sets the hottest temperature of a sink."""
    match sink:
        case SteamSink():
            return "pressure_bar"
        case DistrictHeatingSink():
            return "supply_c" if stated(sink, "supply_curve") is None else "supply_curve"
        case BuildingSink():
            return "design_supply_c"
        case HotWaterSink():
            return "store_c"
        case _:
            return "t_out_c"


def _hottest_c(case: Case, sink: HeatSink) -> float | None:
    """Hottest temperature at which a sink needs heat [degC]; none if it is not known."""
    wanted = _top_values(case, sink)
    duty = known_values(case, stated(sink, "duty_mw"))
    if wanted is not None and duty is not None:
        wanted = wanted[duty > 0]
    return None if wanted is None or not wanted.size else float(wanted.max())


def _top_values(case: Case, sink: HeatSink) -> NDArray[np.float64] | None:
    """Hottest temperature of a sink by period [degC]; none if it is not known."""
    value = stated(sink, _top_field(sink))
    if isinstance(sink, SteamSink) and value is not None:
        saturation_c = float(c_from_k(steam_saturation_temperature_k(pa_from_bar(value))))
        value = saturation_c + float(stated(sink, "superheat_k") or 0.0)
    elif isinstance(value, SupplyCurve):
        return supply_of_curve(case, value) if _whole(case, value) else None
    elif isinstance(sink, BuildingSink):
        return building_heating(case, sink).supply_c if _whole(case, sink) else None
    return known_values(case, value)


def _whole(case: Case, part: BuildingSink | SupplyCurve) -> bool:
    """Whether all fields of a part, and the outdoor temperature that it follows, are known."""
    fields = type(part).model_fields
    return all(hasattr(part, name) for name in fields) and (
        known_values(case, part.outdoor_c) is not None
    )


def _reach_c(case: Case, sink: HeatSink) -> float:
    """Hottest temperature of the sink [degC] that anything in its zone can serve."""
    zone = stated(sink, "zone")
    own_k = _contribution_k(sink)
    offers = [ANYTHING_C if zone is None else -ANYTHING_C]
    offers += [_or_anything(stated(b, "supply_max_c")) for b in case.boilers if _in(b, zone)]
    offers += [_source_c(case, source) - own_k for source in case.sources if _in(source, zone)]
    offers += [_loop_c(case, loop) - own_k for loop in case.loops if _in(loop, zone)]
    offers += [_store_c(case, store) - own_k for store in case.stores if _in(store, zone)]
    return max([*offers, *_critical_c(case)])


def _in(part: Boiler | HeatSource | Loop | Store, zone: str | None) -> bool:
    """Whether a part brings heat to a zone; it might if its zone could not be read."""
    return stated(part, "to_zone" if isinstance(part, Loop) else "zone") in (zone, None)


def _or_anything(value: float | None) -> float:
    return ANYTHING_C if value is None else value


def _contribution_k(part: HeatSink | HeatSource | Loop | Store) -> float:
    """Contribution of a part, that of its medium if none is stated; zero if it is not known."""
    value = stated(part, "contribution_k")
    return float(stated(part, "dt_contribution_k") or 0.0) if value is None else float(value)


def _source_c(case: Case, source: HeatSource) -> float:
    """Hottest temperature of a source less its contribution [degC]."""
    field = next((name for name in SOURCE_TOPS if hasattr(source, name)), "")
    values = known_values(case, stated(source, field))
    return ANYTHING_C if values is None else float(values.max()) - _contribution_k(source)


def _loop_c(case: Case, loop: Loop) -> float:
    """Hottest supply of a loop less its contribution [degC]; a sink's own water needs none."""
    water = _water(case, loop)
    values = known_values(case, stated(loop, "supply_c"))
    if stated(loop, "supply_c") is None and water is not None:
        values = _top_values(case, water)
    if values is None or isinstance(water, SteamSink):
        return ANYTHING_C
    contribution = _contribution_k(loop) if water is None else -_contribution_k(water)
    return float(values.max()) - contribution


def _store_c(case: Case, store: Store) -> float:
    """Hot part of a store less its contribution [degC]; a sink's own water needs none."""
    water = _water(case, store)
    contribution = _contribution_k(store) if water is None else -_contribution_k(water)
    if isinstance(water, SteamSink):  # what charges it is hotter
        return -ANYTHING_C
    return _or_anything(stated(store, "supply_c")) - contribution


def _water(case: Case, part: Loop | Store) -> HeatSink | None:
    """The sink whose own water a loop or store holds."""
    name = stated(part, "same_water_as")
    return next((s for s in case.sinks if name is not None and stated(s, "name") == name), None)


def _critical_c(case: Case) -> list[float]:
    """Critical temperatures of the refrigerants on offer [degC]."""
    if not hasattr(case, "heat_pumps"):
        return [ANYTHING_C]
    if case.heat_pumps is None:
        return []
    names = stated(case.heat_pumps, "refrigerants")
    machines = stated(case.heat_pumps, "estimated")
    if names is None or machines is None or _cools_gas(case):
        return [ANYTHING_C]
    reach = [_or_anything(stated(machine, "sink_max_c")) for machine in machines]
    return [_one_critical_c(name) for name in names] + reach


def _cools_gas(case: Case) -> bool:
    """Whether a machine gives heat off above its critical point."""
    cycles = stated(case.heat_pumps, "cycles") or ()
    return any(cycle is None or cycle.startswith("transcritical") for cycle in cycles)


def _one_critical_c(name: str | None) -> float:
    try:
        return ANYTHING_C if name is None else refrigerant(name).critical_c or 0.0
    except UsageError:
        return ANYTHING_C
