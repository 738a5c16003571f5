"""Energy prices, part by part, on the basis the model uses.

Fuel prices are billed on the higher heating value (HHV), efficiencies and emission factors
stand on the lower (LHV): a price per MWh HHV is multiplied by HHV/LHV to become one per MWh
LHV. Forgetting it makes gas 10 % too cheap.

The objective levels the parts of a tariff over the observation period, the appraisal pays them
year by year; both take them from here.
"""

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from industrial_hp.economics.annuity import levelling_factor
from industrial_hp.errors import UsageError
from industrial_hp.units import Number

HeatingValue = Literal["HHV", "LHV"]

# Natural gas, common value between 1.10 and 1.11 (reference table, recalled).
NATURAL_GAS_HHV_TO_LHV = 1.108


@dataclass(frozen=True)
class Co2Price:
    """Price of emitted CO2 in the first year [EUR/t] and its yearly change [1/a]."""

    eur_per_t: float
    escalation: float = 0.0


@dataclass(frozen=True, eq=False)
class Tariff:
    """What a MWh of a carrier costs and emits, at the prices of the first year.

    Parameters
    ----------
    energy_eur_per_mwh : ndarray, shape (periods,)
        Energy price with taxes and levies; may be negative [EUR/MWh].
    network_eur_per_mwh : float
        Network charge on work; charges on peak power are not work [EUR/MWh].
    escalation : float
        Yearly change of energy and network price [1/a].
    emission_factor_t_per_mwh : ndarray, shape (periods,)
        Emissions [t/MWh].
    contains_co2 : bool
        True where the energy price holds the CO2 already, as exchange prices do.
    """

    energy_eur_per_mwh: NDArray[np.float64]
    network_eur_per_mwh: float
    escalation: float
    emission_factor_t_per_mwh: NDArray[np.float64]
    contains_co2: bool

    @property
    def co2_to_pay_t_per_mwh(self) -> NDArray[np.float64]:
        """Emissions that are paid beside the energy price [t/MWh]."""
        return self.emission_factor_t_per_mwh * float(not self.contains_co2)

    def levelled_eur_per_mwh(
        self, co2: Co2Price, *, interest: float, years: int, price_change: float = 0.0
    ) -> NDArray[np.float64]:
        """Price worth the same over the years as the changing one [EUR/MWh].

        It is constant, or grows by the price change from year 1 on.

        Notes
        -----
        p = l(g) (energy + network) + l(g_CO2) x emissions to pay x CO2 price, where l is the
        levelling factor of a yearly change g.
        """
        work = self.energy_eur_per_mwh + self.network_eur_per_mwh
        emitted = self.co2_to_pay_t_per_mwh * co2.eur_per_t
        levelled: NDArray[np.float64] = (
            levelling_factor(interest, years, self.escalation, price_change) * work
            + levelling_factor(interest, years, co2.escalation, price_change) * emitted
        )
        return levelled


def added_peak_mw(drawn_mw: NDArray[np.float64], other_use_mw: NDArray[np.float64]) -> float:
    """What a plant adds to the yearly peak of its meter [MW].

    Parameters
    ----------
    drawn_mw : ndarray, shape (periods,)
        Electricity of the plant, at least zero [MW].
    other_use_mw : ndarray, shape (periods,)
        Electricity of everything else behind the same meter [MW].

    Notes
    -----
    max(drawn + other) - max(other). A plant that rests while the others peak adds less than its
    own largest power; what the others pay without it is no cost of the plant.
    """
    return float((drawn_mw + other_use_mw).max() - other_use_mw.max())


def fuel_price_lhv_eur_per_mwh(
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
