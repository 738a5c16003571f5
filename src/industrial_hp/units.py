"""The only place where numbers change their unit.

Outside ``thermo`` and ``network`` the package speaks degC, bar, MW, MWh, EUR and t;
inside them SI. Every conversion stands here, so a search for a factor finds all of them.
"""

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
