"""Sinks of a case as cold streams: heat and temperatures of every piece and period."""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import (
    BuildingSink,
    DistrictHeatingSink,
    HeatSink,
    HotAirSink,
    HotWaterSink,
    LiquidSink,
    MaterialSink,
    SteamSink,
)
from industrial_hp.case.heating_curves import building_heating, network_supply_c
from industrial_hp.case.water_states import SATURATED_WITHIN_K
from industrial_hp.superstructure.problem import Array, Piece
from industrial_hp.superstructure.streams import StreamProfile, sensible, told_at
from industrial_hp.thermo.fluids import humid_air_enthalpy_j_per_kg
from industrial_hp.thermo.heat_exchange import (
    steam_segments,
    steam_superheat_j_per_kg,
    water_enthalpy_j_per_kg,
)
from industrial_hp.thermo.hot_air import ATMOSPHERE_PA
from industrial_hp.thermo.steam_saturation import steam_saturation_temperature_k
from industrial_hp.units import KW_PER_MW, W_PER_MW, c_from_k, k_from_c, pa_from_bar

Stream = tuple[Array, tuple[Piece, ...]]
"""Heat by period [MW], and the pieces, hottest first."""


def sink_profile(case: Case, sink: HeatSink) -> StreamProfile:
    """The stream of a sink: what it needs and at which temperatures.

    Raises
    ------
    CaseError
        If the sink cannot be as stated.
    """
    with told_at(f"sinks[{case.sinks.index(sink)}]", sink.name):
        heat_mw, pieces = _stream(case, sink)
    return StreamProfile(
        sink.name,
        sink.zone,
        "cold",
        heat_mw,
        pieces,
        sink.dt_contribution_k,
        is_water=isinstance(sink, LiquidSink | DistrictHeatingSink | BuildingSink),
        is_steam=isinstance(sink, SteamSink) and sink.superheat_k == 0,
    )


def _stream(case: Case, sink: HeatSink) -> Stream:
    match sink:
        case SteamSink():
            heat = case.values(sink.duty_mw)
            return heat, _steam(sink, len(heat))
        case DistrictHeatingSink():
            supply, back = network_supply_c(case, sink), case.values(sink.return_c)
            return case.values(sink.duty_mw), sensible(supply, back)
        case BuildingSink():
            heating = building_heating(case, sink)
            pieces = sensible(heating.supply_c, heating.return_c)
            return sink.design_mw * heating.load_share, pieces
        case HotWaterSink():
            return _hot_water(case, sink)
        case HotAirSink():
            return _hot_air(case, sink)
        case MaterialSink():
            top, bottom = case.values(sink.t_out_c), case.values(sink.t_in_c)
            flow = case.values(sink.flow_kg_per_s)
            heat = flow * sink.heat_capacity_kj_per_kg_k * (top - bottom) / KW_PER_MW
            return heat, sensible(top, bottom)
        case LiquidSink():
            top, bottom = case.values(sink.t_out_c), case.values(sink.t_in_c)
            return case.values(sink.duty_mw), sensible(top, bottom)


def _hot_water(case: Case, sink: HotWaterSink) -> Stream:
    """Water drawn, and the circulation beside it in the range that it cools through."""
    drawn, circulation = case.values(sink.draw_mw), case.values(sink.circulation_mw)
    cold, store, back = case.values(sink.cold_c), sink.store_c, sink.circulation_return_c
    heat = drawn + circulation
    upper = drawn * (store - back) / (store - cold) + circulation
    share = np.divide(upper, heat, out=np.full(len(heat), 0.5), where=heat > 0)
    one = np.ones(len(heat))
    return heat, (Piece(store * one, back * one, share), Piece(back * one, cold, 1 - share))


def _hot_air(case: Case, sink: HotAirSink) -> Stream:
    top, bottom = case.values(sink.t_out_c), case.values(sink.t_in_c)
    humidity = sink.humidity_ratio_kg_per_kg

    def enthalpy(t_c: Array) -> Array:
        return np.array(
            [humid_air_enthalpy_j_per_kg(k_from_c(float(t)), ATMOSPHERE_PA, humidity) for t in t_c]
        )

    rise = (enthalpy(top) - enthalpy(bottom)) / W_PER_MW
    return case.values(sink.dry_air_kg_per_s) * rise, sensible(top, bottom)


def _steam(sink: SteamSink, count: int) -> tuple[Piece, ...]:
    """Superheating, evaporation, preheating of all feed, heating of the make-up; hottest first.

    Per kg of steam the make-up is heated to the condensate's temperature (or the condensate to
    the make-up's), then both to saturation.
    """
    pressure_pa = pa_from_bar(sink.pressure_bar)
    returned = sink.condensate_return_share
    warm_c, cold_c = (_liquid_c(sink, t_c) for t_c in (sink.condensate_c, sink.makeup_c))
    cold_share = 1 - returned
    if warm_c < cold_c:
        warm_c, cold_c, cold_share = cold_c, warm_c, returned
    feed = steam_segments(pressure_pa, k_from_c(warm_c))
    makeup_heat = cold_share * (
        water_enthalpy_j_per_kg(k_from_c(warm_c), pressure_pa)
        - water_enthalpy_j_per_kg(k_from_c(cold_c), pressure_pa)
    )
    saturation_c = c_from_k(feed.saturation_k)
    superheat = steam_superheat_j_per_kg(pressure_pa, sink.superheat_k)
    parts = (
        (saturation_c + sink.superheat_k, saturation_c, superheat),
        (saturation_c, saturation_c, feed.evaporation_j_per_kg),
        (saturation_c, warm_c, feed.preheat_j_per_kg),
        (warm_c, cold_c, makeup_heat),
    )
    total = sum(heat for _, _, heat in parts)
    one = np.ones(count)
    return tuple(
        Piece(top * one, bottom * one, heat / total * one)
        for top, bottom, heat in parts
        if heat > 0
    )


def _liquid_c(sink: SteamSink, t_c: float) -> float:
    """Temperature of feed water; where it is saturated, the coldest that is told from it.

    At saturation itself an equation of state cannot tell liquid from vapour.
    """
    saturation_c = c_from_k(steam_saturation_temperature_k(pa_from_bar(sink.pressure_bar)))
    saturated = abs(t_c - saturation_c) <= SATURATED_WITHIN_K
    return saturation_c - SATURATED_WITHIN_K if saturated else t_c
