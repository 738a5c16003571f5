"""Levelised cost of heat.

Definition used throughout: in the money of year 1 (real costs and interest, or both nominal and
then a price of heat that rises like prices at large), before subsidy and tax, all costs of
supplying the heat over the observation period, heat as delivered to the sinks and discounted like
the costs.

References
----------
VDI 2067-1:2012 (annual cost over annual heat, the same figure where all years are alike).
EN 17463:2021.
"""

from collections.abc import Sequence

from industrial_hp.economics.cash_flow import npv_eur
from industrial_hp.errors import UsageError


def lcoh_eur_per_mwh(
    costs_eur: Sequence[float],
    heat_mwh: Sequence[float],
    *,
    interest: float,
    price_change: float = 0.0,
) -> float:
    """Levelised cost of heat [EUR/MWh].

    Parameters
    ----------
    costs_eur : sequence of float, shape (n + 1,)
        All costs of the years 0..n, cost positive, residual value negative [EUR].
    heat_mwh : sequence of float, shape (n + 1,)
        Heat delivered in the years 0..n; year 0 as a rule zero [MWh].
    interest : float
        Interest [1/a], above -1.
    price_change : float
        Growth of the price of heat from year to year [1/a], above -1: zero for real costs; that of
        prices at large for nominal ones, which gives a price in the money of year 1.

    Notes
    -----
    LCOH = sum of C_t / (1 + i)^t over sum of H_t (1 + f)^(t-1) / (1 + i)^t. With equal heat every
    year it equals annual cost over annual heat.

    Raises
    ------
    UsageError
        If the lengths differ, a number is not finite, or no heat is delivered.
    """
    if len(costs_eur) != len(heat_mwh):
        raise UsageError(f"{len(costs_eur)} years of costs but {len(heat_mwh)} years of heat")
    if any(heat < 0.0 for heat in heat_mwh):
        raise UsageError("delivered heat must not be negative")
    grown = [heat * (1.0 + price_change) ** (year - 1) for year, heat in enumerate(heat_mwh)]
    discounted_heat_mwh = npv_eur(grown, interest)
    if discounted_heat_mwh <= 0.0:
        raise UsageError("a levelised cost needs delivered heat above 0 MWh")
    return npv_eur(costs_eur, interest) / discounted_heat_mwh
