r"""Cooling of humid air: sensible heat down to the dew point, sensible and latent heat below.

Below the dew point the air stays saturated, and the water it loses leaves as liquid at the
temperature of the place:

.. math:: dq = dh(T, p, W_s(T)) - h_w(T) \, dW_s

The apparent heat capacity dq/dT grows with T in either range (W_s is nearly exponential), so
T(q) is concave there and a chord lies below it. With a break at the dew point, where the
capacity jumps, the chords never promise a hotter stream than there is, and their ends are exact.

References
----------
Herrmann, Kretzschmar, Gatley (2009), Thermodynamic properties of real moist air, ASHRAE RP-1485.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.fluids import (
    dew_point_k,
    fluid,
    humid_air_enthalpy_j_per_kg,
    saturation_humidity_ratio,
)
from industrial_hp.units import ZERO_CELSIUS_K, c_from_k

CONDENSATE_STEPS = 8
DEW_TOLERANCE_K = 1e-6


@dataclass(frozen=True)
class StreamSegment:
    """A straight piece of a stream's cooling; heat per kg of the stream (air: of dry air)."""

    t_hot_k: float
    t_cold_k: float
    heat_j_per_kg: float


def humid_air_segments(
    t_in_k: float,
    t_out_k: float,
    p_pa: float,
    humidity_ratio: float,
    minimum_segments: int = 4,
) -> tuple[StreamSegment, ...]:
    """Cooling of humid air in straight pieces, hottest first [K, J per kg of dry air].

    ``humidity_ratio`` [kg/kg] is that of the entering air. No piece is hotter than the air.

    Raises
    ------
    UsageError
        If the air is not cooled, or enters with fog (below its dew point).
    FluidRangeError
        If water would freeze out, or outside the humid-air equation.
    """
    if t_out_k >= t_in_k:
        raise UsageError(
            f"humid air from {c_from_k(t_in_k):.2f} to {c_from_k(t_out_k):.2f} degC: "
            "the outlet must be the colder end"
        )
    dew = _dew_point_or_coldest(p_pa, humidity_ratio, t_out_k)
    if dew > t_in_k + DEW_TOLERANCE_K:
        raise UsageError(
            f"humid air at {c_from_k(t_in_k):.2f} degC with {humidity_ratio:g} kg/kg is below "
            f"its dew point of {c_from_k(dew):.2f} degC"
        )
    if dew <= t_out_k:
        breaks = np.linspace(t_in_k, t_out_k, minimum_segments + 1)
        return tuple(_dry(hot, cold, p_pa, humidity_ratio) for hot, cold in _pairs(breaks))
    if t_out_k < ZERO_CELSIUS_K:
        raise FluidRangeError(
            f"humid air down to {c_from_k(t_out_k):.2f} degC with its dew point at "
            f"{c_from_k(dew):.2f} degC: water freezes out; permitted: 0 degC and above"
        )
    dry = () if dew >= t_in_k - DEW_TOLERANCE_K else (_dry(t_in_k, dew, p_pa, humidity_ratio),)
    breaks = np.linspace(min(dew, t_in_k), t_out_k, minimum_segments - len(dry) + 1)
    return dry + tuple(_wet(hot, cold, p_pa) for hot, cold in _pairs(breaks))


def _dew_point_or_coldest(p_pa: float, humidity_ratio: float, t_out_k: float) -> float:
    return dew_point_k(p_pa, humidity_ratio) if humidity_ratio > 0.0 else t_out_k


def _pairs(breaks: NDArray[np.float64]) -> list[tuple[float, float]]:
    return [(float(hot), float(cold)) for hot, cold in pairwise(breaks)]


def _dry(t_hot_k: float, t_cold_k: float, p_pa: float, humidity_ratio: float) -> StreamSegment:
    hot = humid_air_enthalpy_j_per_kg(t_hot_k, p_pa, humidity_ratio)
    cold = humid_air_enthalpy_j_per_kg(t_cold_k, p_pa, humidity_ratio)
    return StreamSegment(t_hot_k, t_cold_k, hot - cold)


def _wet(t_hot_k: float, t_cold_k: float, p_pa: float) -> StreamSegment:
    temperatures = np.linspace(t_hot_k, t_cold_k, CONDENSATE_STEPS + 1)
    humidity = np.array([saturation_humidity_ratio(float(t_k), p_pa) for t_k in temperatures])
    water = fluid("Water")
    condensate = np.array([water.at_pt(p_pa, float(t_k)).h_j_per_kg for t_k in temperatures])
    carried_off = float(np.sum(0.5 * (condensate[1:] + condensate[:-1]) * -np.diff(humidity)))
    hot = humid_air_enthalpy_j_per_kg(t_hot_k, p_pa, float(humidity[0]))
    cold = humid_air_enthalpy_j_per_kg(t_cold_k, p_pa, float(humidity[-1]))
    return StreamSegment(t_hot_k, t_cold_k, hot - cold - carried_off)
