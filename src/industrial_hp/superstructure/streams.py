"""Sources and sinks of a case as streams: heat and temperatures of every piece and period."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import DistrictHeatingSink, HeatSink, LiquidSink, SteamSink
from industrial_hp.case.heat_sources import (
    CondensingSource,
    HeatSource,
    HumidAirSource,
    LiquidSource,
)
from industrial_hp.case.water_states import SATURATED_WITHIN_K, SATURATED_WITHIN_SHARE
from industrial_hp.errors import CaseError, Finding, FluidRangeError, UsageError
from industrial_hp.superstructure.problem import Array, Piece
from industrial_hp.thermo.fluids import dew_point_k, saturation_humidity_ratio
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    humid_air_segments,
    linear_curve,
    steam_segments,
    water_curve,
    water_enthalpy_j_per_kg,
)
from industrial_hp.thermo.steam_saturation import steam_saturation_temperature_k
from industrial_hp.units import W_PER_MW, c_from_k, k_from_c, pa_from_bar

COLD_WATER_J_PER_KG_K = 4213.4
"""Water at 0.5 degC and 10 bar, IAPWS-95. It is kept below: there only the sea is a liquid, whose
heat capacity hardly changes over the two kelvin down to its freezing."""
SMALLEST_SHARE = 1e-9
"""Parts of a stream smaller than this are rounding."""
WATER_RANGE_C = (0.5, 175.0)
"""Where water at the pressure of `water_curve` is a liquid."""


@dataclass(frozen=True, eq=False)
class StreamProfile:
    """A stream with its real temperatures, hottest piece first."""

    name: str
    zone: str
    side: Literal["hot", "cold"]
    heat_mw: Array
    pieces: tuple[Piece, ...]
    contribution_k: float
    is_water: bool = False

    @property
    def shift_k(self) -> float:
        """What takes a real temperature to the shifted scale [K]."""
        return -self.contribution_k if self.side == "hot" else self.contribution_k

    @property
    def shifted(self) -> tuple[Piece, ...]:
        """The pieces on the shifted scale."""
        return tuple(shifted(piece, self.shift_k) for piece in self.pieces)

    @property
    def top_c(self) -> Array:
        """Hottest real temperature [degC]."""
        return self.pieces[0].top_c

    @property
    def bottom_c(self) -> Array:
        """Coldest real temperature [degC]."""
        return self.pieces[-1].bottom_c

    def curve(self, period: int, upper_share: float) -> TemperatureHeatCurve:
        """Real curve [K] of the colder part of the stream, up to a share of its heat."""
        if self.is_water:
            top = self.temperature_c(period, upper_share)
            return _water_curve(round(float(self.bottom_c[period]), 6), round(top, 6))
        return self.straight_curve(period, upper_share)

    def straight_curve(self, period: int, upper_share: float) -> TemperatureHeatCurve:
        """The same by the straight pieces of the stream: water of constant heat capacity."""
        top = self.temperature_c(period, upper_share)
        bottom = float(self.bottom_c[period])
        ends = [bottom, *(float(piece.top_c[period]) for piece in reversed(self.pieces))]
        shares = np.cumsum([0.0, *(float(p.share[period]) for p in reversed(self.pieces))])
        inside = shares < upper_share - 1e-9
        temperatures = [t for t, keep in zip(ends, inside, strict=True) if keep] + [top]
        kept = [s for s, keep in zip(shares, inside, strict=True) if keep] + [upper_share]
        curve_k = np.maximum.accumulate(k_from_c(np.array(temperatures)))
        return TemperatureHeatCurve(curve_k, np.array(kept) / upper_share)

    def temperature_c(self, period: int, share_from_cold: float) -> float:
        """Real temperature [degC] below which a share of the heat lies."""
        left = share_from_cold
        for piece in reversed(self.pieces):
            share = float(piece.share[period])
            if left <= share + 1e-12:
                span = float(piece.top_c[period] - piece.bottom_c[period])
                return float(piece.bottom_c[period]) + span * (left / share if share else 1.0)
            left -= share
        return float(self.top_c[period])


def shifted(piece: Piece, shift_k: float) -> Piece:
    """The piece with both temperatures moved by a shift."""
    return Piece(piece.top_c + shift_k, piece.bottom_c + shift_k, piece.share)


@lru_cache(maxsize=4096)
def _water_curve(bottom_c: float, top_c: float) -> TemperatureHeatCurve:
    outside = bottom_c < WATER_RANGE_C[0] or top_c > WATER_RANGE_C[1]
    if outside or bottom_c >= top_c:  # equal where they differ by rounding only
        return linear_curve(k_from_c(bottom_c), k_from_c(top_c))
    return water_curve(k_from_c(bottom_c), k_from_c(top_c))


def source_profile(case: Case, source: HeatSource) -> StreamProfile:
    """The stream of a source: what can be taken from it and at which temperatures.

    Raises
    ------
    CaseError
        If water or humid air cannot be as stated.
    """
    with _told_at(f"sources[{case.sources.index(source)}]", source.name):
        return _source_profile(case, source)


@contextmanager
def _told_at(place: str, name: str) -> Iterator[None]:
    """Tell a state that a stream cannot have as a finding of the case, at the stream's place."""
    try:
        yield
    except (UsageError, FluidRangeError) as error:
        finding = Finding(place, f"{name} cannot be as stated: {error}", mend="mend its figures")
        raise CaseError([finding]) from error


def _source_profile(case: Case, source: HeatSource) -> StreamProfile:
    if isinstance(source, HumidAirSource):
        heat_mw, pieces = _humid_air(case, source)
    else:
        if isinstance(source, CondensingSource):
            top = bottom = case.values(source.t_c)
            heat_mw = case.values(source.duty_mw)
        elif isinstance(source, LiquidSource):
            top, bottom = case.values(source.t_in_c), case.values(source.t_out_c)
            heat_mw = case.values(source.duty_mw)
        else:
            top = case.values(source.t_in_c)
            lowest = np.maximum(top - source.max_cooling_k, source.min_outlet_c)
            bottom = np.minimum(lowest, top)
            heat_mw = case.values(source.flow_kg_per_s) * _water_heat_mj_per_kg(top, bottom)
        pieces = (Piece(top, bottom, np.ones(len(top))),)
    return StreamProfile(
        source.name,
        source.zone,
        "hot",
        heat_mw,
        pieces,
        source.contribution_k,
        is_water=isinstance(source, LiquidSource),
    )


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
    total = sum(segment.heat_j_per_kg for segment in segments)
    flow = case.values(source.dry_air_kg_per_s)
    one = np.ones(len(flow))
    pieces = tuple(
        Piece(c_from_k(s.t_hot_k) * one, c_from_k(s.t_cold_k) * one, s.heat_j_per_kg / total * one)
        for s in segments
    )
    return flow * total / W_PER_MW, pieces


def _humidity(source: HumidAirSource) -> float:
    """Water in the entering air [kg/kg]; what little is beyond saturation is left out."""
    t_k, pressure_pa = k_from_c(source.t_in_c), pa_from_bar(source.pressure_bar)
    stated = source.humidity_ratio_kg_per_kg
    if stated == 0 or dew_point_k(pressure_pa, stated) <= t_k:
        return stated
    saturated = saturation_humidity_ratio(t_k, pressure_pa)
    return saturated if stated <= saturated * (1 + SATURATED_WITHIN_SHARE) else stated


def sink_profile(case: Case, sink: HeatSink) -> StreamProfile:
    """The stream of a sink: what it needs and at which temperatures.

    Raises
    ------
    CaseError
        If steam cannot be made as stated.
    """
    with _told_at(f"sinks[{case.sinks.index(sink)}]", sink.name):
        return _sink_profile(case, sink)


def _sink_profile(case: Case, sink: HeatSink) -> StreamProfile:
    heat_mw = case.values(sink.duty_mw)
    if isinstance(sink, SteamSink):
        pieces = _steam(sink, len(heat_mw))
    elif isinstance(sink, DistrictHeatingSink):
        pieces = _sensible(case.values(sink.supply_c), case.values(sink.return_c))
    else:
        pieces = _sensible(case.values(sink.t_out_c), case.values(sink.t_in_c))
    return StreamProfile(
        sink.name,
        sink.zone,
        "cold",
        heat_mw,
        pieces,
        sink.dt_contribution_k,
        is_water=isinstance(sink, LiquidSink | DistrictHeatingSink),
    )


def _sensible(top_c: Array, bottom_c: Array) -> tuple[Piece, ...]:
    return (Piece(top_c, bottom_c, np.ones(len(top_c))),)


def _steam(sink: SteamSink, count: int) -> tuple[Piece, ...]:
    """Evaporation, preheating of all feed water, heating of the make-up; hottest first.

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
    parts = (
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


def cut(piece: Piece, levels: list[Array]) -> tuple[Piece, ...]:
    """Cut a sensible piece at temperature levels, hottest first; a latent piece stays whole.

    A level outside the piece in some period leaves a part without heat there, so that the
    number of parts is the same in every period.
    """
    if not levels or bool(np.all(piece.top_c == piece.bottom_c)):
        return (piece,)
    span = piece.top_c - piece.bottom_c
    edges = [np.clip(level, piece.bottom_c, piece.top_c) for level in levels]
    stacked = np.sort(np.vstack([piece.top_c, *edges, piece.bottom_c]), axis=0)[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(span > 0, (stacked[:-1] - stacked[1:]) / span, 0.0)
    shares = np.where(shares > SMALLEST_SHARE, shares, 0.0)
    if bool(np.any(span == 0)):
        shares[0] = np.where(span == 0, 1.0, shares[0])
    return tuple(
        Piece(stacked[k], stacked[k + 1], piece.share * shares[k])
        for k in range(len(shares))
        if shares[k].any()
    )
