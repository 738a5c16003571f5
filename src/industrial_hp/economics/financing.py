"""Grant, loan and tax on top of a project: what is left for its owner.

The project itself is valued before all of them, so that the optimum and its net present value
do not depend on who pays. Savings and money received are positive, flow 0 falls in year 0.

| symbol | name | unit |
|---|---|---|
| F_t | flow of the project | EUR |
| G | grant | EUR |
| L | loan | EUR |
| a | annuity factor of the loan | 1/a |
| r | tax rate on profit | - |

References
----------
EN 17463:2021, Valuation of energy related investments (ValERI).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.errors import UsageError


@dataclass(frozen=True)
class LoanFlows:
    """A loan over the years 0 to n, seen by the borrower."""

    flows_eur: tuple[float, ...]
    """Money received less money paid [EUR]."""
    interest_eur: tuple[float, ...]
    """Interest within the payments [EUR]."""


def grant_eur(
    investment_eur: float,
    *,
    share: float | None = None,
    cap_eur: float | None = None,
    eur_per_t_co2: float | None = None,
    avoided_t_per_a: float = 0.0,
) -> float:
    """Grant on an investment [EUR]: the least of what its rules allow.

    Parameters
    ----------
    investment_eur : float
        Eligible investment [EUR].
    share : float, optional
        Part of the investment that is paid [-].
    cap_eur : float, optional
        Most that is paid [EUR].
    eur_per_t_co2 : float, optional
        Most that is paid per tonne of CO2 avoided in a year [EUR/(t/a)].
    avoided_t_per_a : float
        CO2 avoided in a year [t/a]; less than zero counts as zero.

    Notes
    -----
    G = min(share x investment, cap, rate x avoided CO2), over the rules that are stated; nothing
    without any, and never more than the investment.

    Raises
    ------
    UsageError
        If the investment is negative or not finite.
    """
    if not (math.isfinite(investment_eur) and investment_eur >= 0.0):
        raise UsageError(f"investment_eur {investment_eur} must be finite and at least 0")
    limits = [
        None if share is None else share * investment_eur,
        cap_eur,
        None if eur_per_t_co2 is None else eur_per_t_co2 * max(0.0, avoided_t_per_a),
    ]
    stated = [limit for limit in limits if limit is not None]
    return min(*stated, investment_eur) if stated else 0.0


def loan_flows(loan_eur: float, *, interest: float, years: int, horizon_a: int) -> LoanFlows:
    """An annuity loan over the years 0 to n, from the side of the borrower [EUR].

    Parameters
    ----------
    loan_eur : float
        Money lent in year 0 [EUR].
    interest : float
        Interest of the loan [1/a], at least zero.
    years : int
        Equal yearly payments [a].
    horizon_a : int
        Observation period n [a]; what is still owed then is paid back in year n.

    Notes
    -----
    Each payment is a L; the interest in it is that on what is still owed.

    Raises
    ------
    UsageError
        If interest or years are out of range.
    """
    payment = loan_eur * annuity_factor(interest, years)
    flows, interests = [loan_eur], [0.0]
    owed = loan_eur
    for year in range(1, horizon_a + 1):
        due = owed * interest
        paid = payment if year <= years else 0.0
        owed += due - paid if year <= years else 0.0
        rest = owed if year == horizon_a and year < years else 0.0
        flows.append(-paid - rest)
        interests.append(due if year <= years else 0.0)
    return LoanFlows(tuple(flows), tuple(interests))


def depreciation_eur(
    purchases_eur: Sequence[tuple[int, float]], *, lifetime_a: int, horizon_a: int
) -> tuple[float, ...]:
    """Straight-line depreciation of purchases in the years 0 to n [EUR], shape (n + 1,).

    Parameters
    ----------
    purchases_eur : sequence of (year, price)
        Price in the year it is paid; its depreciation begins in the year after.
    lifetime_a, horizon_a : int
        Life over which it is written off, and observation period [a].

    Notes
    -----
    With the technical life the book value at the end is the residual value of the appraisal, so
    that its credit is no profit.
    """
    written_off = [0.0] * (horizon_a + 1)
    for bought, price in purchases_eur:
        for year in range(bought + 1, min(bought + lifetime_a, horizon_a) + 1):
            written_off[year] += price / lifetime_a
    return tuple(written_off)


def tax_eur(profits_eur: Sequence[float], *, rate: float) -> tuple[float, ...]:
    """Tax of each year [EUR]; a loss saves tax on other profits of the owner.

    Raises
    ------
    UsageError
        If the rate is not between 0 and 1.
    """
    if not 0.0 <= rate <= 1.0:
        raise UsageError(f"rate {rate} must lie between 0 and 1 (0.3 is 30 %)")
    return tuple(rate * profit for profit in profits_eur)
