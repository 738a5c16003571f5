"""Temperature over heat of sources and sinks, and how near a refrigerant comes to them.

A curve runs from the cold end (share 0) to the hot end (share 1) of a counterflow exchanger and
is straight between its points. Pressure drop and losses are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle import (
    Cycle,
    HeatSegment,
    true_condenser_temperature_k,
    true_evaporator_temperature_k,
)
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.humid_air import StreamSegment, humid_air_segments
from industrial_hp.units import c_from_k

__all__ = [
    "SteamGeneration",
    "StreamSegment",
    "TemperatureHeatCurve",
    "condenser_curve",
    "condenser_gap_k",
    "evaporator_curve",
    "evaporator_gap_at_least_k",
    "evaporator_gap_k",
    "humid_air_segments",
    "linear_curve",
    "steam_curve",
    "steam_segments",
    "water_curve",
    "water_enthalpy_j_per_kg",
]

WATER = "Water"
TEMPERATURE_TOLERANCE_K = 1e-8
SEARCH_POINTS = 33
BETWEEN_SAMPLES_K = 0.5  # what a curve can dip between two samples


@dataclass(frozen=True, eq=False)
class TemperatureHeatCurve:
    """Temperature [K] over the share of heat, cold end (0) to hot end (1), shape (n,) each.

    Raises
    ------
    UsageError
        If shapes differ, the shares do not rise from 0 to 1, or the temperature falls.
    """

    t_k: NDArray[np.float64]
    heat_share: NDArray[np.float64]

    def __post_init__(self) -> None:
        shares = self.heat_share
        if self.t_k.shape != shares.shape or self.t_k.ndim != 1 or self.t_k.size < 2:
            raise UsageError("a curve needs two points or more and a share for each temperature")
        if shares[0] != 0.0 or abs(shares[-1] - 1.0) > 1e-12 or np.any(np.diff(shares) < 0.0):
            raise UsageError("heat shares must rise from 0 at the cold end to 1 at the hot end")
        if np.any(np.diff(self.t_k) < 0.0):
            raise UsageError("temperatures must not fall from the cold end to the hot end")

    @property
    def cold_end_k(self) -> float:
        """Temperature [K] at share 0."""
        return float(self.t_k[0])

    @property
    def hot_end_k(self) -> float:
        """Temperature [K] at share 1."""
        return float(self.t_k[-1])

    def at(self, heat_share: NDArray[np.float64]) -> NDArray[np.float64]:
        """Temperature [K] at shares of heat counted from the cold end."""
        return np.interp(heat_share, self.heat_share, self.t_k)

    def section(self, low_share: float, high_share: float) -> "TemperatureHeatCurve":
        """The curve between two shares of heat counted from the cold end, as a curve of its own.

        Raises
        ------
        UsageError
            If the shares do not rise within 0 to 1.
        """
        if not 0.0 <= low_share < high_share <= 1.0:
            raise UsageError(
                f"section {low_share:g} to {high_share:g}; permitted: rising in 0 to 1"
            )
        inside = self.heat_share[(self.heat_share > low_share) & (self.heat_share < high_share)]
        shares = np.array([low_share, *inside, high_share])
        scaled = (shares - low_share) / (high_share - low_share)
        scaled[-1] = 1.0
        return TemperatureHeatCurve(self.at(shares), scaled)


def linear_curve(t_cold_k: float, t_hot_k: float) -> TemperatureHeatCurve:
    """A stream of constant heat capacity between two temperatures [K]."""
    return TemperatureHeatCurve(np.array([t_cold_k, t_hot_k]), np.array([0.0, 1.0]))


def water_curve(
    t_cold_k: float, t_hot_k: float, p_pa: float = 10e5, points: int = 17
) -> TemperatureHeatCurve:
    """Liquid water between two temperatures [K] by its equation of state.

    Raises
    ------
    UsageError
        If the hot end is below the cold end, or the water would boil.
    FluidRangeError
        Outside the range of water, ice included.
    """
    if t_hot_k <= t_cold_k:
        raise UsageError(
            f"water from {c_from_k(t_cold_k):.2f} to {c_from_k(t_hot_k):.2f} degC: "
            "the hot end must be the hotter one"
        )
    temperatures = np.linspace(t_cold_k, t_hot_k, points)
    enthalpies = np.array([water_enthalpy_j_per_kg(float(t_k), p_pa) for t_k in temperatures])
    shares = (enthalpies - enthalpies[0]) / (enthalpies[-1] - enthalpies[0])
    return TemperatureHeatCurve(temperatures, shares)


def steam_curve(feed_k: float, saturation_k: float, points: int = 17) -> TemperatureHeatCurve:
    """Feed water heated and evaporated at the pressure of saturated steam, temperatures in K.

    Raises
    ------
    UsageError
        If the feed water is hotter than saturation.
    FluidRangeError
        Outside the range of water.
    """
    water = fluid(WATER)
    liquid, vapour = water.saturated_liquid(saturation_k), water.saturated_vapour(saturation_k)
    if feed_k > saturation_k:
        raise UsageError(
            f"feed water at {c_from_k(feed_k):.2f} degC is hotter than steam of "
            f"{c_from_k(saturation_k):.2f} degC"
        )
    if feed_k == saturation_k:
        return linear_curve(saturation_k, saturation_k)
    temperatures = np.linspace(feed_k, saturation_k, points)
    heated = [water.at_pt(liquid.p_pa, float(t_k)).h_j_per_kg for t_k in temperatures[:-1]]
    enthalpies = np.array([*heated, liquid.h_j_per_kg, vapour.h_j_per_kg])
    shares = (enthalpies - enthalpies[0]) / (enthalpies[-1] - enthalpies[0])
    return TemperatureHeatCurve(np.append(temperatures, saturation_k), shares)


def water_enthalpy_j_per_kg(t_k: float, p_pa: float = 10e5) -> float:
    """Specific enthalpy [J/kg] of liquid water; only differences mean anything.

    Raises
    ------
    UsageError
        If water boils at this temperature and pressure.
    FluidRangeError
        Outside the range of water, ice included.
    """
    state = fluid(WATER).at_pt(p_pa, t_k)
    if state.phase == "vapour":
        raise UsageError(f"water at {c_from_k(t_k):.2f} degC boils at {p_pa:.6g} Pa")
    return state.h_j_per_kg


@dataclass(frozen=True)
class SteamGeneration:
    """Heat to make saturated steam [J/kg]: preheating of the feed, then evaporation."""

    saturation_k: float
    feed_k: float
    preheat_j_per_kg: float
    evaporation_j_per_kg: float


def steam_segments(p_pa: float, feed_t_k: float) -> SteamGeneration:
    """Heat of making dry saturated steam at a pressure [Pa] from liquid feed water [K].

    Raises
    ------
    UsageError
        If the feed is hotter than the saturation temperature.
    FluidRangeError
        Outside the range of water.
    """
    water = fluid(WATER)
    liquid, vapour = water.saturated_pair(p_pa)
    if feed_t_k > liquid.t_k:
        raise UsageError(
            f"feed water at {c_from_k(feed_t_k):.2f} degC is hotter than saturation at "
            f"{c_from_k(liquid.t_k):.2f} degC"
        )
    preheat = 0.0
    if feed_t_k < liquid.t_k:
        preheat = liquid.h_j_per_kg - water.at_pt(p_pa, feed_t_k).h_j_per_kg
    return SteamGeneration(liquid.t_k, feed_t_k, preheat, vapour.h_j_per_kg - liquid.h_j_per_kg)


def steam_superheat_j_per_kg(p_pa: float, superheat_k: float) -> float:
    """Heat [J/kg] that superheats dry saturated steam at a pressure [Pa]; 0 without superheat.

    Raises
    ------
    FluidRangeError
        Outside the range of water.
    """
    if superheat_k == 0.0:
        return 0.0
    water = fluid(WATER)
    saturated = water.saturated_pair(p_pa)[1]
    return water.at_pt(p_pa, saturated.t_k + superheat_k).h_j_per_kg - saturated.h_j_per_kg


def condenser_curve(cycle: Cycle) -> TemperatureHeatCurve:
    """The refrigerant that gives heat off as a source for another: never above the true curve."""
    shares, temperatures, _ = _profile(cycle.condenser)
    return TemperatureHeatCurve(temperatures[::-1].copy(), (1.0 - shares)[::-1].copy())


def evaporator_curve(cycle: Cycle) -> TemperatureHeatCurve:
    """The refrigerant that takes heat up as a sink for another: never below the true curve."""
    shares, temperatures, _ = _profile(tuple(reversed(cycle.evaporator)))
    return TemperatureHeatCurve(temperatures[::-1].copy(), (1.0 - shares)[::-1].copy())


def condenser_gap_k(cycle: Cycle, sink: TemperatureHeatCurve) -> float:
    """Smallest distance [K] between the condensing refrigerant and the sink, anywhere.

    The straight segments lie below the true curve and meet it at its ends, the dew and the
    bubble point. Where the smallest distance to the segments falls on such a point it is the
    true one; only else is the true curve searched.
    """
    true_temperature_k = partial(true_condenser_temperature_k, cycle)
    return _smallest_gap_k(cycle.condenser, sink, true_temperature_k, 1.0)


def evaporator_gap_k(cycle: Cycle, source: TemperatureHeatCurve) -> float:
    """Smallest distance [K] between the source and the evaporating refrigerant, anywhere."""
    hottest_first = tuple(reversed(cycle.evaporator))
    true_temperature_k = partial(true_evaporator_temperature_k, cycle)
    return _smallest_gap_k(hottest_first, source, true_temperature_k, -1.0)


def evaporator_gap_at_least_k(cycle: Cycle, source: TemperatureHeatCurve) -> float:
    """A distance [K] that :func:`evaporator_gap_k` is not below: by the straight segments only."""
    shares, temperatures, _ = _profile(tuple(reversed(cycle.evaporator)))
    grid = np.concatenate((shares, 1.0 - source.heat_share))
    return float((source.at(1.0 - grid) - np.interp(grid, shares, temperatures)).min())


def _smallest_gap_k(
    segments: tuple[HeatSegment, ...],
    curve: TemperatureHeatCurve,
    true_temperature_k: Callable[[NDArray[np.float64]], NDArray[np.float64]],
    sign: float,
) -> float:
    """Smallest distance [K], ``sign`` = 1 where the refrigerant is the hot side, else -1."""
    shares, temperatures, exact = _profile(segments)
    at_exact = sign * (temperatures[exact] - curve.at(1.0 - shares[exact]))
    gap = float(at_exact.min())
    grid = np.concatenate((shares, 1.0 - curve.heat_share))
    bound = sign * (np.interp(grid, shares, temperatures) - curve.at(1.0 - grid))
    if bound.min() >= gap - TEMPERATURE_TOLERANCE_K:
        return gap

    def true_gap(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return sign * (true_temperature_k(points) - curve.at(1.0 - points))

    return min(gap, _searched_minimum(true_gap, grid))


def _profile(
    hottest_first: tuple[HeatSegment, ...],
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Shares from the hot end, temperatures [K], and which points lie on the true curve."""
    shares = np.cumsum([0.0] + [segment.share for segment in hottest_first])
    shares[-1] = 1.0
    temperatures = [hottest_first[0].t_hot_k] + [segment.t_cold_k for segment in hottest_first]
    latent = [segment.t_hot_k == segment.t_cold_k for segment in hottest_first]
    between = [one or other for one, other in pairwise(latent)]
    return shares, np.array(temperatures), np.array([True, *between, True])


def _searched_minimum(
    gap_k: Callable[[NDArray[np.float64]], NDArray[np.float64]], grid: NDArray[np.float64]
) -> float:
    """Minimum over 0..1: samples and the points of a grid, refined around every low one."""
    points = np.union1d(np.clip(grid, 0.0, 1.0), np.linspace(0.0, 1.0, SEARCH_POINTS))
    values = gap_k(points)
    walled = np.concatenate(([np.inf], values, [np.inf]))
    is_lowest = (values <= walled[:-2]) & (values <= walled[2:])
    low = is_lowest & (values <= values.min() + BETWEEN_SAMPLES_K)
    refined: list[float] = [
        minimize_scalar(
            lambda share: float(gap_k(np.array([share]))[0]),
            bounds=(points[max(k - 1, 0)], points[min(k + 1, points.size - 1)]),
            method="bounded",
            options={"xatol": 1e-7},
        ).fun
        for k in np.flatnonzero(low).tolist()
    ]
    return float(min(values.min(), *refined))
