"""Where a heat pump helps, read from the grand composite curve before any optimisation.

A heat pump saves hot utility only if it takes heat below the pinch, where heat is in surplus,
and gives it above, where heat is short. Wholly above the pinch it is an electric heater: the
heat that it takes is missing there. Wholly below it makes waste heat of electricity. What a
pocket of the curve holds is exchanged between the streams themselves and is not counted.

| symbol | name | unit |
|---|---|---|
| R(theta) | residual: net heat above the shifted temperature, hot utility included | kW |
| A | heat short above the condenser: least R strictly above its level | kW |
| C | heat in surplus below the evaporator: least R at its level and below | kW |
| Q | heat of the condenser, largest useful | kW |

References
----------
Townsend, D.W. and Linnhoff, B. (1983): Heat and power networks in process design, part I.
AIChE Journal 29 (5), 742-748, doi:10.1002/aic.690290508.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import UsageError
from industrial_hp.pinch.problem_table import Targets

Side = Literal["across", "above", "below"]
Limit = Literal["demand", "supply"]
CopOfLevels = Callable[[float, float], float]
"""COP between an evaporating and a condensing level, shifted [degC]."""

SMALLEST_DUTY_SHARE = 1e-6
"""Of the hot utility: less is no machine."""


@dataclass(frozen=True)
class Placement:
    """One heat pump between two levels and the most that it usefully does.

    Parameters
    ----------
    evaporator_shifted_c, condenser_shifted_c : float
        Levels on the shifted scale [degC].
    cop : float
        Heat over electricity.
    heat_kw, source_heat_kw, electricity_kw : float
        Heat given at the condenser, which is the hot utility saved, heat taken, electricity [kW].
    side : {"across", "above", "below"}
        Where the two levels lie to the pinch. Only across is there a use.
    limit : {"demand", "supply"}
        What ends the duty: heat short above the condenser, or in surplus below the evaporator.
    limit_shifted_c : float
        Shifted temperature at which it ends [degC].
    saving_eur_per_h : float
        Hot utility saved less electricity [EUR/h].
    reason : str
        The same in words.
    """

    evaporator_shifted_c: float
    condenser_shifted_c: float
    cop: float
    heat_kw: float
    source_heat_kw: float
    electricity_kw: float
    side: Side
    limit: Limit
    limit_shifted_c: float
    saving_eur_per_h: float
    reason: str


def place_heat_pump(
    targets: Targets,
    *,
    evaporator_shifted_c: float,
    condenser_shifted_c: float,
    cop: float,
    heat_eur_per_mwh: float,
    electricity_eur_per_mwh: float,
) -> Placement:
    r"""Compute the largest useful duty of one heat pump between two levels.

    Parameters
    ----------
    targets : Targets
        Targets of the streams without a heat pump.
    evaporator_shifted_c, condenser_shifted_c : float
        Levels on the shifted scale [degC].
    cop : float
        Heat over electricity, above 1.
    heat_eur_per_mwh, electricity_eur_per_mwh : float
        Prices of hot utility and electricity [EUR/MWh].

    Raises
    ------
    UsageError
        If the condenser is not above the evaporator or the COP not above 1.

    Notes
    -----
    .. math:: Q = \min\left(A,\; \frac{COP}{COP - 1} C\right)

    Up to there each unit of heat saves one of hot utility; beyond, only electricity would heat.
    """
    if condenser_shifted_c <= evaporator_shifted_c or cop <= 1.0:
        raise UsageError(
            f"a heat pump from {evaporator_shifted_c:g} to {condenser_shifted_c:g} degC with "
            f"COP {cop:g}: the condenser must lie above the evaporator and the COP above 1"
        )
    short_kw, short_c = _least(_above(targets, condenser_shifted_c))
    surplus_kw, surplus_c = _least(_at_and_below(targets, evaporator_shifted_c))
    by_supply_kw = surplus_kw * cop / (cop - 1.0)
    limit: Limit = "demand" if short_kw <= by_supply_kw else "supply"
    heat_kw = min(short_kw, by_supply_kw)
    saving = (heat_kw * heat_eur_per_mwh - heat_kw / cop * electricity_eur_per_mwh) / 1000.0
    side = _side(short_kw, surplus_kw)
    limit_c = short_c if limit == "demand" else surplus_c
    return Placement(
        evaporator_shifted_c=evaporator_shifted_c,
        condenser_shifted_c=condenser_shifted_c,
        cop=cop,
        heat_kw=heat_kw,
        source_heat_kw=heat_kw * (1.0 - 1.0 / cop),
        electricity_kw=heat_kw / cop,
        side=side,
        limit=limit,
        limit_shifted_c=limit_c,
        saving_eur_per_h=saving,
        reason=_reason(targets, side, limit, limit_c, condenser_shifted_c, evaporator_shifted_c),
    )


def best_placements(
    targets: Targets,
    levels_shifted_c: Sequence[float],
    *,
    cop: CopOfLevels,
    heat_eur_per_mwh: float,
    electricity_eur_per_mwh: float,
    most: int = 5,
) -> tuple[Placement, ...]:
    """Find the pairs of levels between which one heat pump saves most.

    Parameters
    ----------
    targets : Targets
        Targets of the streams without a heat pump.
    levels_shifted_c : sequence of float
        Levels on offer, shifted [degC].
    cop : callable
        COP of an evaporating and a condensing level; a pair of COP 1 or less is left out.
    heat_eur_per_mwh, electricity_eur_per_mwh : float
        Prices of hot utility and electricity [EUR/MWh].
    most : int
        Largest number of rows.

    Returns
    -------
    tuple of Placement
        Best first, for each condensing level its best evaporating level; only pairs across the
        pinch that save money. Each stands alone: their duties do not add up.
    """
    levels_c = sorted(set(levels_shifted_c))
    best: list[Placement] = []
    for condenser_c in levels_c:
        pairs = [
            place_heat_pump(
                targets,
                evaporator_shifted_c=evaporator_c,
                condenser_shifted_c=condenser_c,
                cop=ratio,
                heat_eur_per_mwh=heat_eur_per_mwh,
                electricity_eur_per_mwh=electricity_eur_per_mwh,
            )
            for evaporator_c in levels_c
            if evaporator_c < condenser_c and (ratio := cop(evaporator_c, condenser_c)) > 1.0
        ]
        smallest_kw = SMALLEST_DUTY_SHARE * targets.hot_utility_kw
        useful = [p for p in pairs if p.heat_kw > smallest_kw and p.saving_eur_per_h > 0.0]
        best += [max(useful, key=lambda p: (p.saving_eur_per_h, p.cop))] if useful else []
    return tuple(sorted(best, key=lambda p: (-p.saving_eur_per_h, p.condenser_shifted_c))[:most])


def _above(targets: Targets, level_c: float) -> list[tuple[float, float]]:
    """Residuals [kW] that a condenser at a level does not fill, with their temperatures."""
    found = [(targets.hot_utility_kw, max(level_c, targets.shifted_c[0]))]
    for theta_c, above_kw, at_kw in _sides(targets):
        found += [(above_kw, theta_c)] if theta_c >= level_c else []
        found += [(at_kw, theta_c)] if theta_c > level_c else []
    return [*found, (_residual_kw(targets, level_c, "above"), level_c)]


def _at_and_below(targets: Targets, level_c: float) -> list[tuple[float, float]]:
    """Residuals [kW] from which an evaporator at a level draws, with their temperatures."""
    found = [(targets.cold_utility_kw, min(level_c, targets.shifted_c[-1]))]
    for theta_c, above_kw, at_kw in _sides(targets):
        found += [(at_kw, theta_c)] if theta_c <= level_c else []
        found += [(above_kw, theta_c)] if theta_c < level_c else []
    return [*found, (_residual_kw(targets, level_c, "at"), level_c)]


def _sides(targets: Targets) -> list[tuple[float, float, float]]:
    return list(
        zip(targets.shifted_c, targets.residual_above_kw, targets.residual_at_kw, strict=True)
    )


def _residual_kw(targets: Targets, level_c: float, side: Literal["above", "at"]) -> float:
    """Residual at any level: straight between the points of the curve."""
    sides = _sides(targets)
    if level_c > sides[0][0]:
        return targets.hot_utility_kw
    for (theta_c, above_kw, at_kw), following in zip(sides, [*sides[1:], None], strict=True):
        if level_c == theta_c:
            return above_kw if side == "above" else at_kw
        if following is not None and theta_c > level_c > following[0]:
            share = (theta_c - level_c) / (theta_c - following[0])
            return at_kw + share * (following[1] - at_kw)
    return targets.cold_utility_kw


def _least(residuals: list[tuple[float, float]]) -> tuple[float, float]:
    return min(residuals, key=lambda pair: pair[0])


def _side(short_kw: float, surplus_kw: float) -> Side:
    if short_kw <= 0.0:
        return "below"
    return "across" if surplus_kw > 0.0 else "above"


def _reason(
    targets: Targets,
    side: Side,
    limit: Limit,
    limit_c: float,
    condenser_c: float,
    evaporator_c: float,
) -> str:
    """Why a heat pump has its duty, in words."""
    if side == "below":
        return "gives its heat below the pinch, where heat is in surplus: saves nothing"
    if side == "above":
        return "takes its heat above the pinch, where heat is short: an electric heater"
    if limit == "demand" and targets.hot_utility_kw == _least(_above(targets, condenser_c))[0]:
        return "replaces the whole hot utility"
    if limit == "demand" and limit_c == condenser_c:
        return f"all that is short up to {limit_c:g} degC"
    if limit == "demand":
        return f"all that is short at {limit_c:g} degC, where a pocket above its level begins"
    if limit_c == evaporator_c:
        return f"all that is left over at {limit_c:g} degC and below"
    return f"all that is left over at {limit_c:g} degC, where a pocket below its level ends"
