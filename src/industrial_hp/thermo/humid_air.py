r"""Cooling of humid air: sensible heat down to the dew point, sensible and latent heat below.

Below the dew point the air stays saturated, and the water it loses leaves as liquid at the
temperature of the place:

.. math:: dq = dh(T, p, W_s(T)) - h_w(T) \, dW_s

Below the dew point the apparent heat capacity dq/dT grows with T (W_s is nearly exponential), so
T(q) is concave and a chord lies below it. Above the dew point that holds for little water only:
near saturation the heat capacity of water vapour falls with T, and very humid air (0.3 kg/kg and
more) gets two pieces there, the flattest line from the cold end and the steepest from the hot
end. With a break at the dew point, where the capacity jumps, the pieces never promise a hotter
stream than there is, and their ends are exact.

The condensing pieces have equal temperature spans, the best choice for a heat capacity that grows
exponentially: each then lies below the air by about as much as the others. With the smallest
number of segments that is 0.7 K at most for 90 -> 30 degC and 0.15 kg/kg, 4.5 K for 90 -> 10 degC
and 0.5 kg/kg; eight segments leave 0.13 K and 1 K.

References
----------
Herrmann, Kretzschmar, Gatley (2009), Thermodynamic properties of real moist air, ASHRAE RP-1485.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np
from numpy.typing import NDArray
from scipy.integrate import simpson

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.fluids import (
    dew_point_k,
    fluid,
    humid_air_enthalpy_j_per_kg,
    saturation_humidity_ratio,
)
from industrial_hp.units import ZERO_CELSIUS_K, c_from_k

FEWEST_CONDENSATE_STEPS = 8
CONDENSATE_STEP_K = 2.0
DRY_STEPS = 32
NEGLIGIBLE_SHARE = 1e-9
DEW_TOLERANCE_K = 1e-6


Enthalpy = Callable[[float], float]


def none_j_per_kg(t_k: float) -> float:
    """The dry gas is air: its enthalpy [J/kg] needs no correction at any temperature [K]."""
    return 0.0


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
    correction_j_per_kg: Enthalpy = none_j_per_kg,
) -> tuple[StreamSegment, ...]:
    """Cooling of humid air in straight pieces, hottest first [K, J per kg of dry air].

    ``humidity_ratio`` [kg/kg] is that of the entering air. No piece is hotter than the air.
    ``correction_j_per_kg`` is added to the enthalpy of dry air where the dry gas is another one
    (:mod:`industrial_hp.thermo.flue_gas`).

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

    def enthalpy(t_k: float) -> float:
        return humid_air_enthalpy_j_per_kg(t_k, p_pa, humidity_ratio) + correction_j_per_kg(t_k)

    if dew <= t_out_k:
        breaks = np.linspace(t_in_k, t_out_k, minimum_segments + 1)
        return tuple(piece for hot, cold in _pairs(breaks) for piece in _dry(hot, cold, enthalpy))
    if t_out_k < ZERO_CELSIUS_K:
        raise FluidRangeError(
            f"humid air down to {c_from_k(t_out_k):.2f} degC with its dew point at "
            f"{c_from_k(dew):.2f} degC: water freezes out; permitted: 0 degC and above"
        )
    enters_dry = dew < t_in_k - DEW_TOLERANCE_K
    dry = _dry(t_in_k, dew, enthalpy) if enters_dry else ()
    wet_segments = max(minimum_segments - enters_dry, 1)
    breaks = np.linspace(min(dew, t_in_k), t_out_k, wet_segments + 1)
    wet = tuple(_wet(hot, cold, p_pa, correction_j_per_kg) for hot, cold in _pairs(breaks))
    return dry + wet


def _dew_point_or_coldest(p_pa: float, humidity_ratio: float, t_out_k: float) -> float:
    return dew_point_k(p_pa, humidity_ratio) if humidity_ratio > 0.0 else t_out_k


def _pairs(breaks: NDArray[np.float64]) -> list[tuple[float, float]]:
    return [(float(hot), float(cold)) for hot, cold in pairwise(breaks)]


def _dry(t_hot_k: float, t_cold_k: float, enthalpy: Enthalpy) -> tuple[StreamSegment, ...]:
    """One piece where T(q) is concave, else the two lines that bound it from below."""
    t_k = np.linspace(t_cold_k, t_hot_k, DRY_STEPS + 1)
    h = np.array([enthalpy(float(t)) for t in t_k])
    heat, span = float(h[-1] - h[0]), t_hot_k - t_cold_k
    from_cold = float(np.min((t_k[1:] - t_cold_k) / (h[1:] - h[0])))
    from_hot = float(np.max((t_hot_k - t_k[:-1]) / (h[-1] - h[:-1])))
    if from_hot - from_cold <= NEGLIGIBLE_SHARE * from_hot:
        return (StreamSegment(t_hot_k, t_cold_k, heat),)
    below_kink = (from_hot * heat - span) / (from_hot - from_cold)
    if not NEGLIGIBLE_SHARE * heat < below_kink < (1.0 - NEGLIGIBLE_SHARE) * heat:
        return (StreamSegment(t_hot_k, t_cold_k, heat),)
    kink_k = t_cold_k + from_cold * below_kink
    return (
        StreamSegment(t_hot_k, kink_k, heat - below_kink),
        StreamSegment(kink_k, t_cold_k, below_kink),
    )


def _wet(t_hot_k: float, t_cold_k: float, p_pa: float, correction: Enthalpy) -> StreamSegment:
    pairs = ceil(0.5 * (t_hot_k - t_cold_k) / CONDENSATE_STEP_K)
    steps = max(2 * pairs, FEWEST_CONDENSATE_STEPS)
    temperatures = np.linspace(t_hot_k, t_cold_k, steps + 1)
    humidity = np.array([saturation_humidity_ratio(float(t_k), p_pa) for t_k in temperatures])
    water = fluid("Water")
    condensate = np.array([water.at_pt(p_pa, float(t_k)).h_j_per_kg for t_k in temperatures])
    # by parts: the humidity over the nearly linear enthalpy is smooth enough for Simpson's rule
    boundary = float(humidity[0] * condensate[0] - humidity[-1] * condensate[-1])
    carried_off = boundary + float(simpson(humidity, x=condensate))
    hot = humid_air_enthalpy_j_per_kg(t_hot_k, p_pa, float(humidity[0]))
    cold = humid_air_enthalpy_j_per_kg(t_cold_k, p_pa, float(humidity[-1]))
    dry_gas = correction(t_hot_k) - correction(t_cold_k)
    return StreamSegment(t_hot_k, t_cold_k, hot - cold + dry_gas - carried_off)
