"""Saturation of water in closed form, where loading CoolProp would take too long.

The checks of a case ask for nothing else; CoolProp takes two seconds to load. Streams and cycles
take their states from `thermo.fluids`.
"""

import math

from industrial_hp.errors import FluidRangeError
from industrial_hp.units import ZERO_CELSIUS_K, bar_from_pa, c_from_k

LOWEST_PA, HIGHEST_PA = 611.213, 22.064e6
LOWEST_K, HIGHEST_K = ZERO_CELSIUS_K, 647.096
"""From 0 degC to the critical point."""
N1, N2, N3 = 0.11670521452767e4, -0.72421316703206e6, -0.17073846940092e2
N4, N5, N6 = 0.12020824702470e5, -0.32325550322333e7, 0.14915108613530e2
N7, N8, N9 = -0.48232657361591e4, 0.40511340542057e6, -0.23855557567849
N10 = 0.65017534844798e3
"""Coefficients of table 34."""


def steam_saturation_temperature_k(pressure_pa: float) -> float:
    """Temperature of saturated steam [K] at an absolute pressure [Pa].

    Notes
    -----
    Backward equation (31) of IAPWS-IF97, region 4; within 0.01 K of IAPWS-95:
    T = (n10 + D - sqrt((n10 + D)^2 - 4 (n9 + n10 D))) / 2, D = 2 G / (-F - sqrt(F^2 - 4 E G)).

    Raises
    ------
    FluidRangeError
        Outside the range from 0 degC to the critical point.

    References
    ----------
    IAPWS R7-97(2012), Revised release on the IAPWS industrial formulation 1997, section 8.2.
    """
    if not LOWEST_PA <= pressure_pa <= HIGHEST_PA:
        raise FluidRangeError(
            f"steam does not saturate at {bar_from_pa(pressure_pa):.5g} bar; permitted: "
            f"{bar_from_pa(LOWEST_PA):.3g} to {bar_from_pa(HIGHEST_PA):.5g} bar"
        )
    beta: float = (pressure_pa / 1e6) ** 0.25
    e = beta**2 + N3 * beta + N6
    f = N1 * beta**2 + N4 * beta + N7
    g = N2 * beta**2 + N5 * beta + N8
    d = 2 * g / (-f - math.sqrt(f**2 - 4 * e * g))
    return (N10 + d - math.sqrt((N10 + d) ** 2 - 4 * (N9 + N10 * d))) / 2


def steam_saturation_pressure_pa(t_k: float) -> float:
    """Pressure of saturated steam [Pa] at a temperature [K].

    Notes
    -----
    Basic equation (30) of IAPWS-IF97, region 4: theta = T + n9 / (T - n10),
    p = (2 C / (-B + sqrt(B^2 - 4 A C)))^4 in MPa.

    Raises
    ------
    FluidRangeError
        Outside the range from 0 degC to the critical point.

    References
    ----------
    IAPWS R7-97(2012), section 8.1.
    """
    if not LOWEST_K <= t_k <= HIGHEST_K:
        raise FluidRangeError(
            f"steam does not saturate at {c_from_k(t_k):.5g} degC; permitted: "
            f"{c_from_k(LOWEST_K):.3g} to {c_from_k(HIGHEST_K):.5g} degC"
        )
    theta = t_k + N9 / (t_k - N10)
    a = theta**2 + N1 * theta + N2
    b = N3 * theta**2 + N4 * theta + N5
    c = N6 * theta**2 + N7 * theta + N8
    pressure_mpa: float = (2 * c / (-b + math.sqrt(b**2 - 4 * a * c))) ** 4
    return pressure_mpa * 1e6
