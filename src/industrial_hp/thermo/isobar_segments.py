r"""Straight segments that bound a refrigerant's temperature over heat on an isobar.

Along an isobar dT/dh = 1/c_p. From the dew point upwards c_p first falls, then rises: T(h) is
convex, then perhaps concave; the same holds for a liquid. Of such a curve the convex (lower)
envelope leaves the cold end with the slope min(1/c_p, chord) exactly, and the concave (upper)
envelope reaches the hot end with the same expression. The slope at the other end is 1/c_p or
the chord where the curve bends one way only, and is otherwise searched among secants. Two
lines, one from each end of the envelope, then bound the curve and meet its ends; a chord alone
would promise a hotter desuperheating than there is.
"""

from itertools import pairwise
from typing import Literal

import numpy as np
from scipy.optimize import minimize_scalar

from industrial_hp.thermo.cycle import HeatSegment
from industrial_hp.thermo.fluids import Fluid, State

SECANTS = 7
SECANT_TOLERANCE = 1e-3  # of the temperature span
SECANT_MARGIN = 1e-4  # widens the searched slope: the best secant is met to a tolerance
NEGLIGIBLE_SHARE = 1e-9
GAS_COOLER_PARTS = 8

Bound = Literal["below", "above"]
Piece = tuple[float, float, float]  # hot temperature [K], cold temperature [K], heat [J/kg]


def condenser_segments(fluid: Fluid, discharge: State, outlet: State) -> tuple[HeatSegment, ...]:
    """Segments of a subcritical condenser, hottest first, never above the true temperature."""
    liquid, vapour = fluid.saturated_pair(discharge.p_pa)
    negligible = NEGLIGIBLE_SHARE * (discharge.h_j_per_kg - outlet.h_j_per_kg)
    dew_side, bubble_side = discharge.h_j_per_kg, outlet.h_j_per_kg
    above: list[Piece] = []
    below: list[Piece] = []
    if dew_side - vapour.h_j_per_kg > negligible:
        above = one_phase_pieces(fluid, discharge, vapour, bound="below")
        dew_side = vapour.h_j_per_kg
    if liquid.h_j_per_kg - bubble_side > negligible:
        below = one_phase_pieces(fluid, liquid, outlet, bound="below")
        bubble_side = liquid.h_j_per_kg
    return _as_shares([*above, (vapour.t_k, vapour.t_k, dew_side - bubble_side), *below])


def gas_cooler_segments(fluid: Fluid, inlet: State, outlet: State) -> tuple[HeatSegment, ...]:
    """Segments of a gas cooler, hottest first, never above the true temperature.

    The heat capacity has its peak on the way: parts of equal heat are bounded one by one, with
    true temperatures where they meet.
    """
    heats = np.linspace(inlet.h_j_per_kg, outlet.h_j_per_kg, GAS_COOLER_PARTS + 1)
    states = [inlet]
    for h in heats[1:-1].tolist():
        states.append(fluid.at_ph(inlet.p_pa, h, near=states[-1]))
    pieces: list[Piece] = []
    for hot, cold in pairwise([*states, outlet]):
        pieces += one_phase_pieces(fluid, hot, cold, bound="below")
    return _as_shares(pieces)


def evaporator_segments(fluid: Fluid, inlet: State, outlet: State) -> tuple[HeatSegment, ...]:
    """Segments of an evaporator in the order of flow, never below the true temperature."""
    liquid, vapour = fluid.saturated_pair(inlet.p_pa)
    negligible = NEGLIGIBLE_SHARE * (outlet.h_j_per_kg - inlet.h_j_per_kg)
    bubble_side, dew_side = inlet.h_j_per_kg, outlet.h_j_per_kg
    below: list[Piece] = []
    above: list[Piece] = []
    if liquid.h_j_per_kg - bubble_side > negligible:  # subcooled by more than the lift
        below = one_phase_pieces(fluid, liquid, inlet, bound="above")
        bubble_side = liquid.h_j_per_kg
    if dew_side - vapour.h_j_per_kg > negligible:
        above = one_phase_pieces(fluid, outlet, vapour, bound="above")
        dew_side = vapour.h_j_per_kg
    latent: Piece = (vapour.t_k, vapour.t_k, dew_side - bubble_side)
    return _as_shares([*reversed(below), latent, *reversed(above)])


def one_phase_pieces(fluid: Fluid, hot: State, cold: State, *, bound: Bound) -> list[Piece]:
    """One or two straight pieces between two single-phase states, hottest first.

    Both temperatures at the ends are exact and the heat adds up; between them the pieces stay
    on the side of the true curve that ``bound`` names.
    """
    heat = hot.h_j_per_kg - cold.h_j_per_kg
    chord = (hot.t_k - cold.t_k) / heat
    at_cold, at_hot = _end_slopes(fluid, hot, cold, chord, bound)
    if abs(at_hot - at_cold) <= NEGLIGIBLE_SHARE * chord:
        return [(hot.t_k, cold.t_k, heat)]
    kink = (hot.t_k - cold.t_k - at_hot * heat) / (at_cold - at_hot)  # heat above the cold end
    if not NEGLIGIBLE_SHARE * heat < kink < (1.0 - NEGLIGIBLE_SHARE) * heat:
        return [(hot.t_k, cold.t_k, heat)]
    kink_k = cold.t_k + at_cold * kink
    return [(hot.t_k, kink_k, heat - kink), (kink_k, cold.t_k, kink)]


def _end_slopes(
    fluid: Fluid, hot: State, cold: State, chord: float, bound: Bound
) -> tuple[float, float]:
    """Slopes dT/dh [K kg/J] of the envelope at the cold and at the hot end."""
    cold_capacity, cold_slope = fluid.heat_capacity_and_slope(cold)
    hot_capacity, hot_slope = fluid.heat_capacity_and_slope(hot)
    at_cold, at_hot = 1.0 / cold_capacity, 1.0 / hot_capacity
    convex, concave = hot_slope <= 0.0, cold_slope >= 0.0
    if bound == "below":
        if concave:
            return chord, chord
        steepest = at_hot if convex else _steepest_secant(fluid, hot, cold, chord, end=hot)
        return min(at_cold, chord), max(steepest, chord)
    if convex:
        return chord, chord
    steepest = at_cold if concave else _steepest_secant(fluid, hot, cold, chord, end=cold)
    return max(steepest, chord), min(at_hot, chord)


def _steepest_secant(fluid: Fluid, hot: State, cold: State, chord: float, *, end: State) -> float:
    """Steepest line [K kg/J] from one end to any point between, narrowed in on, with a margin."""

    def secant(t_k: float) -> float:
        between = fluid.at_pt(hot.p_pa, t_k)
        return (end.t_k - between.t_k) / (end.h_j_per_kg - between.h_j_per_kg)

    points = np.linspace(cold.t_k, hot.t_k, SECANTS + 2).tolist()
    secants: list[float] = [secant(t_k) for t_k in points[1:-1]]
    best = int(np.argmax(secants)) + 1
    narrowed = minimize_scalar(
        lambda t_k: -secant(t_k),
        bounds=(points[best - 1], points[best + 1]),
        method="bounded",
        options={"xatol": SECANT_TOLERANCE * (hot.t_k - cold.t_k)},
    )
    steepest = max(
        chord,
        1.0 / fluid.heat_capacity_and_slope(end)[0],
        secants[best - 1],
        -float(narrowed.fun),
    )
    return chord + (1.0 + SECANT_MARGIN) * (steepest - chord)


def _as_shares(pieces: list[Piece]) -> tuple[HeatSegment, ...]:
    total = sum(heat for _, _, heat in pieces)
    return tuple(HeatSegment(t_hot, t_cold, heat / total) for t_hot, t_cold, heat in pieces)
