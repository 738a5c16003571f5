"""Temperature over heat of sources and sinks, and the pinch inside a heat exchanger.

A curve runs from the cold end (share 0) to the hot end (share 1) of a counterflow exchanger and
is straight between its points. Pressure drop and losses are left out.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar

from industrial_hp.errors import FluidRangeError, UsageError
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
    "condenser_gap_k",
    "condensing_temperature_for_sink",
    "evaporating_temperature_for_source",
    "evaporator_gap_k",
    "humid_air_segments",
    "linear_curve",
    "steam_segments",
    "water_curve",
    "water_enthalpy_j_per_kg",
]

WATER = "Water"
TEMPERATURE_TOLERANCE_K = 1e-8
RANGE_RESOLUTION_K = 0.05
SEARCHED_BELOW_K = 100.0
SMALLEST_LIFT_K = 0.5
SEARCH_POINTS = 33


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


def condensing_temperature_for_sink(
    make_cycle: Callable[[float], Cycle], sink: TemperatureHeatCurve, approach_k: float
) -> float:
    """Lowest condensing temperature [K] that keeps an approach [K] everywhere to the sink.

    ``make_cycle`` gives the cycle of a condensing temperature [K]. The search starts where the
    saturation temperature alone satisfies the sink and goes down.

    Raises
    ------
    UsageError
        If that temperature is not above the evaporating one: no heat pump is needed.
    FluidRangeError
        If it lies above the critical temperature.
    """

    def surplus(condensing_k: float) -> float:
        return condenser_gap_k(make_cycle(condensing_k), sink) - approach_k

    upper, at_upper = _satisfying(make_cycle, surplus, sink.hot_end_k + approach_k)
    if at_upper <= TEMPERATURE_TOLERANCE_K:
        return upper
    floor = make_cycle(upper).evaporating_k + SMALLEST_LIFT_K
    lower, at_lower, step = upper, at_upper, 1.02 * at_upper
    while at_lower > 0.0:
        if lower <= floor:
            raise UsageError(
                f"a sink up to {c_from_k(sink.hot_end_k):.2f} degC needs no lift above "
                f"evaporating at {c_from_k(floor - SMALLEST_LIFT_K):.2f} degC"
            )
        lower = max(lower - step, floor)
        at_lower, step = surplus(lower), 2.0 * step
    return float(brentq(surplus, lower, upper, xtol=TEMPERATURE_TOLERANCE_K))


def evaporating_temperature_for_source(
    source: TemperatureHeatCurve, approach_k: float, superheat_k: float = 0.0
) -> float:
    """Highest evaporating temperature [K] that keeps an approach [K] at both ends of a source.

    Evaporation binds at the cold end, the superheated vapour at the hot end. Between them
    :func:`evaporator_gap_k` of the finished cycle tells whether the approach holds.
    """
    return min(source.cold_end_k, source.hot_end_k - superheat_k) - approach_k


def _satisfying(
    make_cycle: Callable[[float], Cycle], surplus: Callable[[float], float], start_k: float
) -> tuple[float, float]:
    """A condensing temperature [K] with a surplus [K] not below zero, from above the answer.

    Subcooling may ask for more than the start. Where the fluid cannot go as high as the start
    (its critical point, its hottest discharge) the highest possible one is halved in on.
    """
    try:
        at_start = surplus(start_k)
    except FluidRangeError:
        return _satisfying_below(make_cycle, surplus, start_k)
    while at_start < -TEMPERATURE_TOLERANCE_K:
        start_k -= 1.02 * at_start
        at_start = surplus(start_k)
    return start_k, at_start


def _satisfying_below(
    make_cycle: Callable[[float], Cycle], surplus: Callable[[float], float], start_k: float
) -> tuple[float, float]:
    too_low_k, too_high_k = start_k - SEARCHED_BELOW_K, start_k
    while too_high_k - too_low_k > RANGE_RESOLUTION_K:
        middle_k = 0.5 * (too_high_k + too_low_k)
        try:
            at_middle = surplus(middle_k)
        except FluidRangeError:
            too_high_k = middle_k
            continue
        except UsageError:  # no lift left: below the evaporating temperature
            too_low_k = middle_k
            continue
        if at_middle >= 0.0:
            return middle_k, at_middle
        too_low_k = middle_k
    make_cycle(start_k)  # raises again, with the range that binds
    raise FluidRangeError(f"no condensing up to {c_from_k(start_k):.1f} degC serves this sink")


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
    """Minimum over 0..1: samples and the points of a grid, then refined around the smallest."""
    points = np.union1d(np.clip(grid, 0.0, 1.0), np.linspace(0.0, 1.0, SEARCH_POINTS))
    values = gap_k(points)
    smallest = int(values.argmin())
    bounds = (points[max(smallest - 1, 0)], points[min(smallest + 1, points.size - 1)])
    refined = minimize_scalar(
        lambda share: float(gap_k(np.array([share]))[0]),
        bounds=bounds,
        method="bounded",
        options={"xatol": 1e-7},
    )
    return min(float(values[smallest]), float(refined.fun))
