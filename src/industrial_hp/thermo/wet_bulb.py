r"""Wet bulb: the temperature that air reaches when water evaporates into it until it is saturated.

.. math:: h(T, W) + (W_s(T^*) - W) \, h_w(T^*) = h(T^*, W_s(T^*))

References
----------
ASHRAE Handbook Fundamentals (2021), chapter 1, thermodynamic wet-bulb temperature.
"""

from scipy.optimize import brentq

from industrial_hp.thermo.fluids import humid_air_enthalpy_j_per_kg, saturation_humidity_ratio
from industrial_hp.units import c_from_k

WATER_J_PER_KG_K = 4186.0
"""Heat capacity of liquid water, whose enthalpy is counted from 0 degC like that of the air."""
WATER_TO_AIR = 0.621945
"""Ratio of the molar masses of water and dry air."""
LARGEST_DEPRESSION_K = 45.0
TOLERANCE_K = 1e-6


def wet_bulb_k(t_k: float, p_pa: float, relative_humidity: float) -> float:
    """Wet-bulb temperature [K] of air.

    Parameters
    ----------
    t_k, p_pa : float
        Temperature [K] and total pressure [Pa] of the air.
    relative_humidity : float
        Above 0, at most 1.

    Raises
    ------
    FluidRangeError
        Outside the range of the humid-air equation (ASHRAE RP-1485).
    """
    saturated = saturation_humidity_ratio(t_k, p_pa)
    vapour = relative_humidity * saturated / (WATER_TO_AIR + saturated)
    humidity = WATER_TO_AIR * vapour / (1 - vapour)
    enthalpy = humid_air_enthalpy_j_per_kg(t_k, p_pa, humidity)

    def excess_j_per_kg(wet_k: float) -> float:
        at_wet = saturation_humidity_ratio(wet_k, p_pa)
        added = (at_wet - humidity) * WATER_J_PER_KG_K * c_from_k(wet_k)
        return humid_air_enthalpy_j_per_kg(wet_k, p_pa, at_wet) - enthalpy - added

    if excess_j_per_kg(t_k) <= 0:  # saturated already
        return t_k
    return float(brentq(excess_j_per_kg, t_k - LARGEST_DEPRESSION_K, t_k, xtol=TOLERANCE_K))
