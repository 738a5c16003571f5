"""Sources of a case as hot streams: heat and temperatures of every piece and period."""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sources import (
    BoreholeSource,
    CondensingSource,
    FlueGasSource,
    HeatSource,
    HumidAirSource,
    LiquidSource,
    OutdoorAirSource,
    RefrigerationSource,
    VapourSource,
    WaterBodySource,
)
from industrial_hp.case.water_states import SATURATED_WITHIN_SHARE
from industrial_hp.superstructure.problem import Array, Piece
from industrial_hp.superstructure.streams import (
    WATER_RANGE_C,
    StreamProfile,
    sensible,
    told_at,
)
from industrial_hp.thermo.flue_gas import (
    LIGHT_FUEL_OIL,
    METHANE,
    FuelAnalysis,
    flue_gas,
    flue_gas_segments,
    lower_heating_value_j_per_kg,
    wood,
)
from industrial_hp.thermo.fluids import dew_point_k, saturation_humidity_ratio
from industrial_hp.thermo.frosting import COLDEST_C, DefrostPenalty, defrost_penalty
from industrial_hp.thermo.heat_exchange import (
    humid_air_segments,
    steam_segments,
    water_enthalpy_j_per_kg,
)
from industrial_hp.thermo.humid_air import StreamSegment
from industrial_hp.thermo.performance_map import CycleSettings, cycle_at
from industrial_hp.units import MWH_PER_KWH, W_PER_MW, c_from_k, k_from_c, pa_from_bar

COLD_WATER_J_PER_KG_K = 4213.4
"""Water at 0.5 degC and 10 bar, IAPWS-95. It is kept below: there only the sea is a liquid, whose
heat capacity hardly changes over the two kelvin down to its freezing."""

Stream = tuple[Array, tuple[Piece, ...]]
"""Heat by period [MW], and the pieces, hottest first."""


def source_profile(case: Case, source: HeatSource) -> StreamProfile:
    """The stream of a source: what can be taken from it and at which temperatures.

    Raises
    ------
    CaseError
        If the source cannot be as stated.
    """
    with told_at(f"sources[{case.sources.index(source)}]", source.name):
        heat_mw, pieces = _stream(case, source)
    return StreamProfile(
        source.name,
        source.zone,
        "hot",
        heat_mw,
        pieces,
        source.contribution_k,
        is_water=isinstance(source, LiquidSource),
        must_leave=source.must_leave or source.cooling_today is not None,
    )


def yearly_limit_mwh(source: HeatSource) -> float | None:
    """Most heat that may be taken in a year [MWh]; none without a limit."""
    limits = [] if source.max_mwh_per_a is None else [source.max_mwh_per_a]
    if isinstance(source, BoreholeSource):
        ground = source.length_m * source.kwh_per_m_a * MWH_PER_KWH
        limits.append(ground + source.recharge_mwh_per_a)
    return min(limits, default=None)


def auxiliary_electricity_share(case: Case, source: HeatSource) -> Array:
    """Electricity of pumps, fans and defrosting per heat taken, by period.

    A machine whose mean COP falls to f times the steady one draws (1/f - 1) / COP more per heat
    given, of which (1 - 1/COP) come from the air.
    """
    share = case.values(source.auxiliary_electricity_share)
    if not isinstance(source, OutdoorAirSource):
        return share
    factors = np.array([penalty.cop_factor for penalty in _penalties(case, source)])
    return share + (1 / factors - 1) / (source.steady_cop - 1)


def _stream(case: Case, source: HeatSource) -> Stream:
    match source:
        case HumidAirSource():
            return _humid_air(case, source)
        case FlueGasSource():
            return _flue_gas(case, source)
        case VapourSource():
            return _vapour(case, source)
        case RefrigerationSource():
            return _refrigeration(case, source)
        case OutdoorAirSource():
            return _outdoor_air(case, source)
        case WaterBodySource():
            return _water_body(case, source)
        case CondensingSource():
            level = case.values(source.t_c)
            return case.values(source.duty_mw), sensible(level, level)
        case BoreholeSource():
            heat = source.length_m * source.w_per_m / W_PER_MW
            top, bottom = case.values(source.t_in_c), case.values(source.t_out_c)
            return np.full(len(top), heat), sensible(top, bottom)
        case LiquidSource():
            top, bottom = case.values(source.t_in_c), case.values(source.t_out_c)
            return case.values(source.duty_mw), sensible(top, bottom)


def _water_body(case: Case, source: WaterBodySource) -> Stream:
    top = case.values(source.t_in_c)
    lowest = np.maximum(top - source.max_cooling_k, source.min_outlet_c)
    bottom = np.minimum(lowest, top)
    heat = case.values(source.flow_kg_per_s) * _water_heat_mj_per_kg(top, bottom)
    return heat, sensible(top, bottom)


def _water_heat_mj_per_kg(top_c: Array, bottom_c: Array) -> Array:
    enthalpy = np.vectorize(_water_enthalpy_j_per_kg)
    difference: Array = (enthalpy(top_c) - enthalpy(bottom_c)) / W_PER_MW
    return difference


def _water_enthalpy_j_per_kg(t_c: float) -> float:
    """Of liquid water, continued below freezing with constant heat capacity."""
    liquid_c = max(float(t_c), WATER_RANGE_C[0])
    cold_j_per_kg = COLD_WATER_J_PER_KG_K * (float(t_c) - liquid_c)
    return water_enthalpy_j_per_kg(k_from_c(liquid_c)) + cold_j_per_kg


def _humid_air(case: Case, source: HumidAirSource) -> tuple[Array, tuple[Piece, ...]]:
    segments = humid_air_segments(
        k_from_c(source.t_in_c),
        k_from_c(source.t_out_c),
        pa_from_bar(source.pressure_bar),
        _humidity(source),
    )
    return _by_flow(segments, case.values(source.dry_air_kg_per_s))


def _humidity(source: HumidAirSource) -> float:
    """Water in the entering air [kg/kg]; what little is beyond saturation is left out."""
    t_k, pressure_pa = k_from_c(source.t_in_c), pa_from_bar(source.pressure_bar)
    stated = source.humidity_ratio_kg_per_kg
    if stated == 0 or dew_point_k(pressure_pa, stated) <= t_k:
        return stated
    saturated = saturation_humidity_ratio(t_k, pressure_pa)
    return saturated if stated <= saturated * (1 + SATURATED_WITHIN_SHARE) else stated


def _by_flow(segments: tuple[StreamSegment, ...], flow_kg_per_s: Array) -> Stream:
    """Pieces of a gas and their heat at a flow of dry gas."""
    total = sum(segment.heat_j_per_kg for segment in segments)
    one = np.ones(len(flow_kg_per_s))
    pieces = tuple(
        Piece(c_from_k(s.t_hot_k) * one, c_from_k(s.t_cold_k) * one, s.heat_j_per_kg / total * one)
        for s in segments
    )
    return flow_kg_per_s * total / W_PER_MW, pieces


def _flue_gas(case: Case, source: FlueGasSource) -> Stream:
    """Cooling of the gas of the fuel that is burnt."""
    fuel = _fuel(source)
    gas = flue_gas(fuel, excess_air=source.excess_air)
    segments = flue_gas_segments(
        gas, k_from_c(source.t_in_c), k_from_c(source.t_out_c), pa_from_bar(source.pressure_bar)
    )
    burnt = case.values(source.fuel_mw) * W_PER_MW / lower_heating_value_j_per_kg(fuel)
    return _by_flow(segments, burnt * gas.dry_gas_kg_per_kg_fuel)


def _fuel(source: FlueGasSource) -> FuelAnalysis:
    if source.fuel == "wood":
        return wood(source.moisture_share)
    return METHANE if source.fuel == "natural_gas" else LIGHT_FUEL_OIL


def _vapour(case: Case, source: VapourSource) -> Stream:
    """Condensation at saturation, then cooling of the condensate: making steam the other way."""
    water = steam_segments(pa_from_bar(source.pressure_bar), k_from_c(source.condensate_c))
    total = water.evaporation_j_per_kg + water.preheat_j_per_kg
    flow = case.values(source.flow_kg_per_s)
    one, level = np.ones(len(flow)), c_from_k(water.saturation_k)
    latent = Piece(level * one, level * one, water.evaporation_j_per_kg / total * one)
    liquid = Piece(level * one, source.condensate_c * one, water.preheat_j_per_kg / total * one)
    pieces = (latent, liquid) if water.preheat_j_per_kg > 0 else (latent,)
    return flow * total / W_PER_MW, pieces


def _refrigeration(case: Case, source: RefrigerationSource) -> Stream:
    """Desuperheating and condensation of the plant's own cycle."""
    cycle = cycle_at(
        "single_stage",
        source.refrigerant,
        evaporating_c=source.evaporating_c,
        condensing_c=source.condensing_c,
        settings=CycleSettings(source.superheat_k, 0.0, source.eta_isentropic),
    )
    heat = case.values(source.duty_mw)
    one = np.ones(len(heat))
    return heat, tuple(
        Piece(c_from_k(s.t_hot_k) * one, c_from_k(s.t_cold_k) * one, s.share * one)
        for s in cycle.condenser
    )


def _outdoor_air(case: Case, source: OutdoorAirSource) -> Stream:
    """Air cooled by some kelvin; frost takes part of what dry coils give."""
    top = case.values(source.t_c)
    left = np.array([penalty.capacity_factor for penalty in _penalties(case, source)])
    return case.values(source.duty_mw) * left, sensible(top, top - source.cooling_k)


def _penalties(case: Case, source: OutdoorAirSource) -> list[DefrostPenalty]:
    """What frost leaves in each period; colder than was measured it is that of the coldest."""
    states = zip(case.values(source.t_c), case.values(source.relative_humidity), strict=True)
    return [
        defrost_penalty(
            k_from_c(max(float(t_c), COLDEST_C)), float(humidity), steady_cop=source.steady_cop
        )
        for t_c, humidity in states
    ]
