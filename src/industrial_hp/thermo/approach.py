"""Temperatures of a machine that keep an approach to its source and its sink at every point.

The cycle is given as a function of the one temperature that is searched, so that any cycle can
be served.
"""

import math
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.thermo.heat_exchange import (
    TEMPERATURE_TOLERANCE_K,
    TemperatureHeatCurve,
    condenser_gap_k,
    evaporator_gap_k,
)
from industrial_hp.units import c_from_k

RANGE_RESOLUTION_K = 0.05
SEARCHED_BELOW_K = 100.0
SMALLEST_LIFT_K = 0.5
APPROACH_TOLERANCE_K = 1e-6
EVAPORATOR_CORRECTIONS = 20
OUTLET_STEP_K = 0.01
SHARE_TOLERANCE = 1e-6
OUTLET_SHARE_STEP = 1.0 / 16.0


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

    @cache
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


def cycle_under_source(
    make_cycle: Callable[[float], Cycle],
    source: TemperatureHeatCurve,
    approach_k: float,
    superheat_k: float = 0.0,
    *,
    gap_k: Callable[[Cycle, TemperatureHeatCurve], float] = evaporator_gap_k,
) -> Cycle:
    """The cycle of the highest evaporating temperature [K] that keeps an approach [K] to a source.

    ``make_cycle`` gives the cycle of an evaporating temperature [K]. Evaporation binds at the
    cold end, superheated vapour at the hot end; what binds between them is corrected for by
    ``gap_k``, the exact distance or a quicker one that is never above it.

    Raises
    ------
    UsageError
        If the superheat does not fit under the source.
    """
    evaporating_k = min(source.cold_end_k, source.hot_end_k - superheat_k) - approach_k
    for _ in range(EVAPORATOR_CORRECTIONS):
        cycle = make_cycle(evaporating_k)
        shortage_k = approach_k - gap_k(cycle, source)
        if shortage_k <= APPROACH_TOLERANCE_K:
            return cycle
        evaporating_k -= shortage_k
    raise UsageError(
        f"superheat of {superheat_k:g} K does not fit under this source with {approach_k:g} K"
    )


def gas_cooler_outlet_for_sink(
    make_cycle: Callable[[float], Cycle], sink: TemperatureHeatCurve, approach_k: float
) -> float:
    """Lowest gas cooler outlet [K] that keeps an approach [K] everywhere to the sink.

    ``make_cycle`` gives the cycle of an outlet temperature [K] at one pressure.

    Raises
    ------
    UsageError
        If no outlet does at this pressure: the gas is not hot enough.
    FluidRangeError
        Outside the equation of state.
    """

    @cache  # the discharge stays the same unless the outlet changes it, as between two stages
    def needed_k(discharge: State, refrigerant: str) -> float:
        return _outlet_needed_k(fluid(refrigerant), discharge, sink, approach_k)

    @cache
    def rise(outlet_k: float) -> float:
        top = make_cycle(outlet_k).circuits[-1]
        return needed_k(top.condenser_inlet(), top.refrigerant) - outlet_k

    lowest_k = sink.cold_end_k + approach_k
    upper_k = lowest_k + rise(lowest_k)
    if upper_k <= lowest_k + TEMPERATURE_TOLERANCE_K:
        return lowest_k
    while rise(upper_k) > 0.0:
        upper_k += rise(upper_k) + OUTLET_STEP_K
    return float(brentq(rise, lowest_k, upper_k, xtol=TEMPERATURE_TOLERANCE_K))


def _outlet_needed_k(
    medium: Fluid, discharge: State, sink: TemperatureHeatCurve, approach_k: float
) -> float:
    r"""Lowest outlet [K] of a gas cooler with an approach [K] everywhere, for this discharge.

    Notes
    -----
    Where the sink has taken up the share y of its heat the gas must hold the enthalpy h(y) of a
    temperature warmer by the approach: :math:`h_{out} + y (h_{in} - h_{out}) \ge h(y)`, so

    .. math:: h_{out} = \max_{0 \le y < 1} \frac{h(y) - y h_{in}}{1 - y}

    Inside a straight piece of the sink the maximum lies where both curves run side by side,
    :math:`h'(y) (1 - y) = h_{in} - h(y)`.
    """
    if discharge.t_k < sink.hot_end_k + approach_k:
        raise UsageError(
            f"no gas cooler outlet serves a sink up to {c_from_k(sink.hot_end_k):.2f} degC "
            "at this pressure; a higher one gives hotter gas"
        )
    near = discharge

    @cache
    def gas_at(share: float) -> State:
        nonlocal near
        t_k = float(np.interp(share, sink.heat_share, sink.t_k)) + approach_k
        near = medium.at_pt(discharge.p_pa, t_k, near=near)
        return near

    def needed(share: float) -> float:
        return (gas_at(share).h_j_per_kg - share * discharge.h_j_per_kg) / (1.0 - share)

    def rises(share: float, slope_k: float) -> float:
        gas = gas_at(share)
        enthalpy_slope = medium.heat_capacity_and_slope(gas)[0] * slope_k
        return enthalpy_slope * (1.0 - share) - (discharge.h_j_per_kg - gas.h_j_per_kg)

    highest = needed(0.0)
    for low, high in pairwise(_evenly_between(sink.heat_share).tolist()):
        slope_k = float(np.diff(sink.at(np.array([low, high])))[0]) / (high - low)
        if rises(low, slope_k) > 0.0 > rises(high, slope_k):
            share = brentq(rises, low, high, args=(slope_k,), xtol=SHARE_TOLERANCE)
            highest = max(highest, needed(share))
        highest = max(highest, needed(low))
    return medium.at_ph(discharge.p_pa, highest, near=near).t_k


def _evenly_between(heat_share: NDArray[np.float64]) -> NDArray[np.float64]:
    """A curve's own points and enough between them, in even steps from one to the next."""
    pieces = [
        np.linspace(low, high, math.ceil((high - low) / OUTLET_SHARE_STEP), endpoint=False)
        for low, high in pairwise(heat_share.tolist())
    ]
    return np.concatenate((*pieces, [1.0]))


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
