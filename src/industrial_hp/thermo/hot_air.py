"""Heating of air as a sink: a dryer's fresh air, with or without part of its exhaust led back.

The humidity ratio stays what it is; enthalpies are those of humid air. The 17 points of a curve
lie on the true one, and between them it is straight: off by 1e-3 K at most over 100 K.
"""

from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq

from industrial_hp.errors import UsageError
from industrial_hp.thermo.fluids import dew_point_k, humid_air_enthalpy_j_per_kg
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.units import c_from_k

ATMOSPHERE_PA = 101325.0
DEW_TOLERANCE_K = 1e-6
BRACKET_MARGIN_K = 0.5  # mixing real gases shifts the temperature by less
MIXING_TOLERANCE_K = 1e-9


@dataclass(frozen=True)
class AirState:
    """Humid air: temperature [K] and water per dry air [kg/kg]."""

    t_k: float
    humidity_ratio: float


@dataclass(frozen=True)
class AirHeating:
    """Air brought from one temperature to another.

    Attributes
    ----------
    air : AirState
        What enters the heater: the fresh air, or its mixture with exhaust.
    curve : TemperatureHeatCurve
        Temperature over the share of heat, cold end first.
    heat_j_per_kg : float
        Heat per kg of dry air through the heater [J/kg].
    """

    air: AirState
    curve: TemperatureHeatCurve
    heat_j_per_kg: float


def air_heating(
    air: AirState, t_out_k: float, *, p_pa: float = ATMOSPHERE_PA, points: int = 17
) -> AirHeating:
    """Heating of air to a temperature [K] at constant humidity and pressure [Pa].

    Raises
    ------
    UsageError
        If the air is not heated, or holds more water than it can (fog).
    FluidRangeError
        Outside the humid-air equation.
    """
    if t_out_k <= air.t_k:
        raise UsageError(
            f"air from {c_from_k(air.t_k):.2f} to {c_from_k(t_out_k):.2f} degC: "
            "the outlet must be the hotter end"
        )
    _refuse_fog(air, p_pa, "air to be heated")
    temperatures = np.linspace(air.t_k, t_out_k, points)
    enthalpies = np.array(
        [humid_air_enthalpy_j_per_kg(float(t), p_pa, air.humidity_ratio) for t in temperatures]
    )
    heat = float(enthalpies[-1] - enthalpies[0])
    curve = TemperatureHeatCurve(temperatures, (enthalpies - enthalpies[0]) / heat)
    return AirHeating(air, curve, heat)


def recirculated_air(
    fresh: AirState, exhaust: AirState, exhaust_share: float, *, p_pa: float = ATMOSPHERE_PA
) -> AirState:
    """Fresh air mixed with exhaust led back; ``exhaust_share`` of the dry air, 0 to below 1.

    Raises
    ------
    UsageError
        If the share is outside its range, or the mixture would be fog: then the fresh air must
        be preheated or less exhaust be led back.
    FluidRangeError
        Outside the humid-air equation.
    """
    if not 0.0 <= exhaust_share < 1.0:
        raise UsageError(f"share of exhaust led back {exhaust_share:g}; permitted: 0 to below 1")
    _refuse_fog(fresh, p_pa, "fresh air")
    _refuse_fog(exhaust, p_pa, "exhaust")

    def mixed(one: float, other: float) -> float:
        return (1.0 - exhaust_share) * one + exhaust_share * other

    humidity = mixed(fresh.humidity_ratio, exhaust.humidity_ratio)
    enthalpy = mixed(
        humid_air_enthalpy_j_per_kg(fresh.t_k, p_pa, fresh.humidity_ratio),
        humid_air_enthalpy_j_per_kg(exhaust.t_k, p_pa, exhaust.humidity_ratio),
    )
    t_k = _temperature_k(enthalpy, humidity, (fresh.t_k, exhaust.t_k), p_pa)
    mixture = AirState(t_k, humidity)
    _refuse_fog(mixture, p_pa, "mixture of fresh air and exhaust")
    return mixture


def _temperature_k(
    enthalpy: float, humidity_ratio: float, between_k: tuple[float, float], p_pa: float
) -> float:
    """Temperature [K] at an enthalpy [J/kg], all water taken as vapour."""

    def surplus(t_k: float) -> float:
        return humid_air_enthalpy_j_per_kg(t_k, p_pa, humidity_ratio) - enthalpy

    low_k, high_k = min(between_k) - BRACKET_MARGIN_K, max(between_k) + BRACKET_MARGIN_K
    return float(brentq(surplus, low_k, high_k, xtol=MIXING_TOLERANCE_K))


def _refuse_fog(air: AirState, p_pa: float, what: str) -> None:
    if air.humidity_ratio < 0.0:
        raise UsageError(f"{what}: humidity ratio {air.humidity_ratio:g} kg/kg; permitted: from 0")
    dew_k = dew_point_k(p_pa, air.humidity_ratio) if air.humidity_ratio > 0.0 else air.t_k
    if dew_k > air.t_k + DEW_TOLERANCE_K:
        raise UsageError(
            f"{what} at {c_from_k(air.t_k):.2f} degC with {air.humidity_ratio:.5g} kg/kg is below "
            f"its dew point of {c_from_k(dew_k):.2f} degC: preheat it or take it drier"
        )
