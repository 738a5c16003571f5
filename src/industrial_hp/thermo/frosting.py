r"""Frost on the outdoor coil of an air-source machine: when it grows, and what defrosting costs.

A coil works some kelvin below the air. Frost grows where the air holds more water than saturated
air at the coil's surface, :math:`\Delta W = W(T, \varphi) - W_s(T_{coil})`, and takes capacity:

.. math:: \dot Q / \dot Q_s = 1.02 - 5.3 \, \Delta W \, t_f, \qquad
          P / P_s = 1 - 1.8 \, \Delta W \, t_f, \qquad
          t_d = 7.8 - 5.7 \, (\dot Q / \dot Q_s)_{end}

with the frosting period t_f and the defrost period t_d in minutes and
:math:`T_{coil} = 0.82 \, T - 8.589` in degC. Frosting ends when the capacity has fallen to 75 %,
after 90 minutes (the longest period tested) at the latest. A reversed cycle then melts the frost:
it takes heat from the sink, :math:`0.01 \, (7.222 - T)` of the rated capacity per kelvin, and
power, 0.1528 of it. Where the 75 % bind, the mean capacity and power are the multipliers of
DOE-2 and EnergyPlus for defrost on demand, 0.875 (1 - f) and 0.954 (1 - f), with the share of
time in defrost :math:`f = 1 / (1 + 0.01446 / \Delta W)`.

The measurements are of small split machines with reversed-cycle defrost; for the large unit
coolers of an ammonia plant they are an estimate, and a supplier's table is better.

References
----------
Miller, Jaster (1985), Performance of air-source heat pumps, EPRI EM-4226, table 3-5 (the
equations; read in the derivation notes of EnergyPlus, not in the report).
EnergyPlus Engineering Reference, DX heating coil, defrost operation (coil temperature, heat and
power of the reversed cycle; the power at the rated point as BEopt sets it); the program is
described in Crawley et al. (2001), Energy and Buildings 33:319-331,
doi:10.1016/S0378-7788(00)00114-6.
Zhu et al. (2015), Applied Thermal Engineering 90,
doi:10.1016/j.applthermaleng.2015.06.076 (frosting map; its borders as the polynomials that
AixLib fitted to the figure).
WMO-No. 8 (2018), Guide to instruments and methods of observation, annex 4.B (saturation
pressure over water and ice).
"""

import math
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.units import c_from_k, k_from_c

FrostingZone = Literal["none", "mild", "moderate", "severe"]

COLDEST_C, FROST_FREE_C, WARMEST_C = -15.0, 6.0, 50.0
STANDARD_PA = 101325.0
CAPACITY_AT_DEFROST = 0.75
LONGEST_FROSTING_MIN = 90.0
REVERSED_HEAT_PER_K = 0.01
REVERSED_HEAT_ENDS_C = 7.222
REVERSED_POWER = 0.1528
RATED_WITHOUT_FAN = 1.01667  # rated capacity over that of the coil alone

# Relative humidity from which a zone begins, over the air temperature in degC: a0 + a1 T + ...
ZONE_BORDERS: tuple[tuple[FrostingZone, tuple[float, ...]], ...] = (
    ("severe", (8.24762543e-01, -1.90727602e-02, 1.19709272e-03, 2.15230362e-05)),
    ("moderate", (5.81825389e-01, -8.80317871e-03, 6.18167285e-04, -7.75483854e-07)),
    ("mild", (4.42929753e-01, -7.03658239e-03, 7.32505699e-05, -3.37264259e-06)),
)


@dataclass(frozen=True)
class DefrostPenalty:
    """What frost and defrosting leave of a machine's steady figures; 1 without frost.

    Attributes
    ----------
    capacity_factor, power_factor, cop_factor : float
        Mean over frosting and defrosting, over the steady figure.
    defrost_time_share : float
        Share of time spent defrosting.
    """

    capacity_factor: float
    power_factor: float
    cop_factor: float
    defrost_time_share: float


NO_PENALTY = DefrostPenalty(1.0, 1.0, 1.0, 0.0)


def frosting_zone(t_air_k: float, relative_humidity: float) -> FrostingZone:
    """How heavily frost grows at an air temperature [K] and relative humidity (0 to 1).

    Raises
    ------
    UsageError
        If the humidity is outside 0 to 1.
    FluidRangeError
        If the air is colder than -15 degC or hotter than 50 degC.
    """
    t_c = _checked_c(t_air_k, relative_humidity)
    if t_c >= FROST_FREE_C:
        return "none"
    for zone, coefficients in ZONE_BORDERS:
        if relative_humidity >= sum(a * t_c**power for power, a in enumerate(coefficients)):
            return zone
    return "none"


def defrost_penalty(
    t_air_k: float, relative_humidity: float, *, steady_cop: float, p_pa: float = STANDARD_PA
) -> DefrostPenalty:
    """Capacity, power and COP with frost and defrosting, over those of a dry coil.

    ``relative_humidity`` (0 to 1) is over liquid water below 0 degC too, as weather services
    report it. ``steady_cop`` weighs the power of defrosting, which goes with the capacity.

    Raises
    ------
    UsageError
        If the humidity is outside 0 to 1 or the COP is not above 1.
    FluidRangeError
        If the air is colder than -15 degC or hotter than 50 degC.
    """
    t_c = _checked_c(t_air_k, relative_humidity)
    if steady_cop <= 1.0:
        raise UsageError(f"steady COP {steady_cop:g}; permitted: above 1")
    surplus = _surplus_humidity(t_c, relative_humidity, p_pa)
    if t_c >= FROST_FREE_C or surplus <= 0.0:
        return NO_PENALTY
    to_the_limit = (1.02 - CAPACITY_AT_DEFROST) / (5.3 * surplus)
    frosting_min = min(to_the_limit, LONGEST_FROSTING_MIN)
    at_end = min(1.02 - 5.3 * surplus * frosting_min, 1.0)
    defrost_min = 7.8 - 5.7 * at_end
    defrosting = defrost_min / (frosting_min + defrost_min)
    reversed_heat = REVERSED_HEAT_PER_K * (REVERSED_HEAT_ENDS_C - t_c) / RATED_WITHOUT_FAN
    reversed_power = REVERSED_POWER / RATED_WITHOUT_FAN * steady_cop
    capacity = 0.5 * (1.0 + at_end) * (1.0 - defrosting) - reversed_heat * defrosting
    mean_power = 1.0 - 0.5 * 1.8 * surplus * frosting_min
    power = mean_power * (1.0 - defrosting) + reversed_power * defrosting
    return DefrostPenalty(capacity, power, capacity / power, defrosting)


def _checked_c(t_air_k: float, relative_humidity: float) -> float:
    t_c = c_from_k(t_air_k)
    if not 0.0 <= relative_humidity <= 1.0:
        raise UsageError(f"relative humidity {relative_humidity:g}; permitted: 0 to 1")
    if not COLDEST_C <= t_c <= WARMEST_C:
        raise FluidRangeError(
            f"frosting at {t_c:.2f} degC of outdoor air; permitted: {COLDEST_C:g} to "
            f"{WARMEST_C:g} degC; beyond it take the supplier's figures with defrosting"
        )
    return t_c


def coil_temperature_k(t_air_k: float) -> float:
    """Surface temperature [K] of the outdoor coil at an air temperature [K]."""
    return k_from_c(0.82 * c_from_k(t_air_k) - 8.589)


def _surplus_humidity(t_c: float, relative_humidity: float, p_pa: float) -> float:
    """Water in the air beyond saturation at the coil [kg per kg of dry air]; below 0 if dry."""
    coil_c = c_from_k(coil_temperature_k(k_from_c(t_c)))
    vapour_pa = relative_humidity * _saturation_over_water_pa(t_c)
    frost_pa = _saturation_over_ice_pa(coil_c)
    return _humidity_ratio(vapour_pa, p_pa) - _humidity_ratio(frost_pa, p_pa)


def _humidity_ratio(vapour_pa: float, p_pa: float) -> float:
    return 0.62198 * vapour_pa / (p_pa - vapour_pa)


def _saturation_over_water_pa(t_c: float) -> float:
    return 611.2 * math.exp(17.62 * t_c / (243.12 + t_c))


def _saturation_over_ice_pa(t_c: float) -> float:
    return 611.2 * math.exp(22.46 * t_c / (272.62 + t_c))
