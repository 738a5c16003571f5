"""The only place where numbers change their unit.

Outside ``thermo`` and ``network`` the package speaks degC, bar, MW, MWh, EUR and t;
inside them SI. Every conversion stands here, so a search for a factor finds all of them.
"""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])

ZERO_CELSIUS_K = 273.15
PA_PER_BAR = 1e5
W_PER_MW = 1e6
KW_PER_MW = 1e3
MWH_PER_KWH = 1e-3
J_PER_KJ = 1e3
KG_PER_T = 1e3
S_PER_H = 3600.0
MM_PER_M = 1e3
KWH_PER_GJ = 1e9 / J_PER_KJ / S_PER_H
PER_CENT = 100.0
SAME_QUANTITY: tuple[Mapping[str, float], ...] = (
    {"W": 1, "kW": 1e3, "MW": 1e6, "GW": 1e9},
    {"kWh": 1, "MWh": 1e3, "GWh": 1e6, "GJ": KWH_PER_GJ},
    {"kWh/a": 1, "MWh/a": 1e3, "GWh/a": 1e6},
    {"EUR/MWh": 1, "EUR/kWh": 1e3, "ct/kWh": 10, "EUR/GJ": 1e3 / KWH_PER_GJ},
    {"EUR/(MW a)": 1, "EUR/(kW a)": 1e3},
    {"kg/MWh": 1, "g/kWh": 1, "kg/kWh": 1e3, "t/MWh": 1e3},
    {"kg/a": 1, "t/a": 1e3},
    {"kg/h": 1, "t/h": 1e3, "kg/s": 3600},
    {"Pa": 1, "mbar": 1e2, "kPa": 1e3, "bar": 1e5, "bar(a)": 1e5, "MPa": 1e6},
    {"m": 1, "km": 1e3},
    {"min": 1, "h": 60, "d": 1440},
    {"EUR": 1, "kEUR": 1e3, "MEUR": 1e6},
    {"W/m": 1, "kW/m": 1e3},
    {"kWh/(m a)": 1, "MWh/(m a)": 1e3},
    {"J/(kg K)": 1, "kJ/(kg K)": 1e3},
    {"g/kg": 1, "%": 10, "kg/kg": 1e3},
    {"%/a": 1, "1/a": PER_CENT},
    {"%/d": 1, "1/d": PER_CENT},
)
"""Units of one quantity, and how large each is; temperatures and shares apart."""


def interchangeable_units(unit: str) -> tuple[str, ...]:
    """Units that a number in a unit can be converted from, the unit itself first."""
    if unit == "degC":
        return ("degC", "K")
    same = next((units for units in SAME_QUANTITY if unit in units), {})
    above, _, below = unit.partition("/")
    share = ("%",) if (unit == "-" or above == below) and "%" not in same else ()
    return (unit, *(other for other in same if other != unit), *share)


def converted(value: float, unit: str, wanted: str) -> float:
    """A number in one of the `interchangeable_units` of the wanted unit, in the wanted unit."""
    if unit == wanted:
        return value
    if wanted == "degC":
        return c_from_k(value)
    same = next((units for units in SAME_QUANTITY if wanted in units and unit in units), None)
    if same is None:
        return value / PER_CENT
    return value * same[unit] / same[wanted]


def k_from_c(temperature_c: Number) -> Number:
    """Absolute temperature [K] of a temperature in degC."""
    return temperature_c + ZERO_CELSIUS_K


def c_from_k(temperature_k: Number) -> Number:
    """Temperature [degC] of an absolute temperature in K."""
    return temperature_k - ZERO_CELSIUS_K


def pa_from_bar(pressure_bar: Number) -> Number:
    """Pressure [Pa] of an absolute pressure in bar."""
    return pressure_bar * PA_PER_BAR


def bar_from_pa(pressure_pa: Number) -> Number:
    """Absolute pressure [bar] of a pressure in Pa."""
    return pressure_pa / PA_PER_BAR


def mw_from_w(power_w: Number) -> Number:
    """Power [MW] of a power in W."""
    return power_w / W_PER_MW


def w_from_mw(power_mw: Number) -> Number:
    """Power [W] of a power in MW."""
    return power_mw * W_PER_MW


def mw_from_kw(power_kw: Number) -> Number:
    """Power [MW] of a power in kW."""
    return power_kw / KW_PER_MW


def kw_from_mw(power_mw: Number) -> Number:
    """Power [kW] of a power in MW."""
    return power_mw * KW_PER_MW


def kj_from_j(energy_j: Number) -> Number:
    """Energy [kJ] of an energy in J."""
    return energy_j / J_PER_KJ


def m3_per_h_from_m3_per_s(flow_m3_per_s: Number) -> Number:
    """Volume flow [m3/h] of a flow in m3/s."""
    return flow_m3_per_s * S_PER_H


def m3_per_s_from_m3_per_h(flow_m3_per_h: Number) -> Number:
    """Volume flow [m3/s] of a flow in m3/h."""
    return flow_m3_per_h / S_PER_H


def m_from_mm(length_mm: Number) -> Number:
    """Length [m] of a length in mm."""
    return length_mm / MM_PER_M
