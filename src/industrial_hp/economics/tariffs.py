"""Energy prices on the basis the model uses.

Fuel prices are billed on the higher heating value (HHV), efficiencies and emission factors
stand on the lower (LHV): a price per MWh HHV is multiplied by HHV/LHV to become one per MWh
LHV. Forgetting it makes gas 10 % too cheap.
"""

import math
from typing import Literal

from industrial_hp.errors import UsageError
from industrial_hp.units import Number

HeatingValue = Literal["HHV", "LHV"]

# Natural gas, common value between 1.10 and 1.11 (reference table, recalled).
NATURAL_GAS_HHV_TO_LHV = 1.108


def electricity_price_eur_per_mwh(
    energy_eur_per_mwh: Number,
    network_eur_per_mwh: float = 0.0,
    *,
    levies_eur_per_mwh: float = 0.0,
    co2_eur_per_t: float = 0.0,
    emission_factor_t_per_mwh: float = 0.0,
) -> Number:
    """Price of electricity at the meter, per unit of work [EUR/MWh].

    Parameters
    ----------
    energy_eur_per_mwh : float or array
        Energy price, hourly where it is an array; may be negative [EUR/MWh].
    network_eur_per_mwh, levies_eur_per_mwh : float
        Network charge on work, levies and taxes [EUR/MWh]; charges on peak power are not work.
    co2_eur_per_t, emission_factor_t_per_mwh : float
        CO2 price and factor; both stay zero where the energy price holds CO2 already, as
        exchange prices do [EUR/t, t/MWh].

    Notes
    -----
    p = energy + network + levies + emission factor x CO2 price.
    """
    return (
        energy_eur_per_mwh
        + network_eur_per_mwh
        + levies_eur_per_mwh
        + fuel_co2_cost_eur_per_mwh(emission_factor_t_per_mwh, co2_eur_per_t)
    )


def gas_price_lhv_eur_per_mwh(
    price_eur_per_mwh: Number,
    basis: HeatingValue,
    *,
    hhv_to_lhv: float = NATURAL_GAS_HHV_TO_LHV,
) -> Number:
    """Price of a fuel per MWh of lower heating value [EUR/MWh LHV].

    Parameters
    ----------
    price_eur_per_mwh : float or array
        Price as billed [EUR/MWh on ``basis``].
    basis : {"HHV", "LHV"}
        Heating value the bill counts.
    hhv_to_lhv : float
        Ratio of the heating values [-], at least 1.

    Notes
    -----
    One MWh LHV is hhv_to_lhv MWh HHV, hence p_LHV = p_HHV x hhv_to_lhv.

    Raises
    ------
    UsageError
        If the basis is unknown or the ratio is below 1.
    """
    if not (math.isfinite(hhv_to_lhv) and 1.0 <= hhv_to_lhv <= 1.3):
        raise UsageError(f"hhv_to_lhv {hhv_to_lhv} must lie between 1 and 1.3 (natural gas 1.108)")
    if basis == "HHV":
        return price_eur_per_mwh * hhv_to_lhv
    if basis == "LHV":
        return price_eur_per_mwh
    raise UsageError(f"basis {basis!r} must be HHV or LHV")


def fuel_co2_cost_eur_per_mwh(
    emission_factor_t_per_mwh: float, co2_price_eur_per_t: float
) -> float:
    """Cost of the CO2 of one MWh of a carrier [EUR/MWh], on the basis of the factor (LHV).

    Raises
    ------
    UsageError
        If the factor or the price is negative or not finite.
    """
    for name, value in (
        ("emission_factor_t_per_mwh", emission_factor_t_per_mwh),
        ("co2_price_eur_per_t", co2_price_eur_per_t),
    ):
        if not (math.isfinite(value) and value >= 0.0):
            raise UsageError(f"{name} {value} must be finite and at least 0")
    return emission_factor_t_per_mwh * co2_price_eur_per_t
