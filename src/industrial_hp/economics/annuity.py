"""Annuities, present values and capital with replacements and residual values.

One convention for the whole package: payments of a year fall at its end, year 0 is the day of
the investment, prices are stated as they stand in year 1 and may escalate from there. Interest
and escalation are both real or both nominal, never mixed. Costs are positive.

| symbol | name | unit |
|---|---|---|
| i | interest | 1/a |
| g | escalation of a price | 1/a |
| n | observation period (horizon) | a |
| L | lifetime of an equipment | a |

References
----------
VDI 2067-1:2012, Economic efficiency of building installations: annuity method, replacements
(8.1) and residual value. EN 17463:2021, Valuation of energy related investments (ValERI).
"""

import math

from industrial_hp.errors import UsageError


def annuity_factor(interest: float, years: int, price_change: float = 0.0) -> float:
    """Yearly payment that repays one unit of money with interest [1/a].

    Parameters
    ----------
    interest : float
        Interest [1/a], above -1; zero is allowed.
    years : int
        Number of payments [a], at least 1.
    price_change : float
        Growth of the payment from year to year [1/a], above -1. In nominal money that of prices at
        large: the annuity then keeps its worth and is stated in the money of year 1.

    Notes
    -----
    a = i / (1 - (1 + i)^-n), and 1/n without interest, for equal payments; 1/b of
    :func:`present_value_factor` for payments that grow.

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    _check_interest(interest, years)
    if price_change != 0.0:
        return 1.0 / present_value_factor(interest, years, price_change)
    if interest == 0.0:
        return 1.0 / years
    return interest / -math.expm1(-years * math.log1p(interest))


def present_value_factor(interest: float, years: int, escalation: float = 0.0) -> float:
    """Present value of a yearly payment of one unit at the prices of year 1 [a].

    Parameters
    ----------
    interest, escalation : float
        Interest and yearly growth of the payment [1/a], both above -1.
    years : int
        Number of payments [a], at least 1.

    Notes
    -----
    b = sum over t = 1..n of (1 + g)^(t-1) / (1 + i)^t: the first payment falls at the end of
    year 1 and is not escalated (VDI 2067-1 writes the same sum in closed form).

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    _check_interest(interest, years)
    _check_escalation(escalation)
    growth = (1.0 + escalation) / (1.0 + interest)
    return math.fsum(growth ** (year - 1) for year in range(1, int(years) + 1)) / (1.0 + interest)


def levelling_factor(
    interest: float, years: int, escalation: float = 0.0, price_change: float = 0.0
) -> float:
    """First payment worth the same, growing by one rate, as one unit that grows by another [-].

    Parameters
    ----------
    interest, escalation : float
        Interest, and yearly growth of the payment that is levelled [1/a], both above -1.
    years : int
        Number of payments [a], at least 1.
    price_change : float
        Yearly growth of the levelled payment [1/a]: zero for a constant one.

    Notes
    -----
    annuity_factor x present_value_factor; exactly 1 up to rounding if both grow alike. A yearly
    cost at the prices of year 1 times this factor is its share of the annual cost.

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    return annuity_factor(interest, years, price_change) * present_value_factor(
        interest, years, escalation
    )


def capital_flows(
    investment_eur: float,
    *,
    lifetime_a: int,
    horizon_a: int,
    age_a: int | None = None,
    price_change: float = 0.0,
) -> tuple[float, ...]:
    """Payments for one equipment in the years 0..n, cost positive [EUR], shape (n + 1,).

    Parameters
    ----------
    investment_eur : float
        Price of the equipment today [EUR], at least zero.
    lifetime_a, horizon_a : int
        Lifetime and observation period [a], at least 1.
    age_a : int, optional
        Age of existing equipment [a]: its price is sunk, its replacement due at the end of its
        lifetime, at once (year 0) if that has passed. None: bought in year 0.
    price_change : float
        Yearly change of its price [1/a], above -1; zero in real terms, where its price keeps its
        worth.

    Notes
    -----
    Purchases fall in years t = t0 + k L before the horizon at the price of today times
    (1 + g)^t; year n credits the last one's price times remaining life over L, and nothing for
    what was never bought here (VDI 2067-1, 8.1.1).

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    _check_capital(investment_eur, lifetime_a, horizon_a=horizon_a, age_a=age_a)
    _check_escalation(price_change)
    first_year = 0 if age_a is None else max(0, int(lifetime_a - age_a))
    flows_eur = [0.0] * (int(horizon_a) + 1)
    for year in range(first_year, int(horizon_a), int(lifetime_a)):
        price_eur = investment_eur * (1.0 + price_change) ** year
        flows_eur[year] += price_eur
        if year + lifetime_a > horizon_a:
            flows_eur[-1] -= price_eur * (year + lifetime_a - horizon_a) / lifetime_a
    return tuple(flows_eur)


def capital_present_value(
    investment_eur: float,
    *,
    lifetime_a: int,
    horizon_a: int,
    interest: float,
    age_a: int | None = None,
    price_change: float = 0.0,
) -> float:
    """Present value of an investment, its replacements and less its residual value [EUR].

    Notes
    -----
    The present value of :func:`capital_flows`, whose parameters it shares; ``interest`` in
    1/a. Times :func:`annuity_factor` it is the capital annuity of VDI 2067-1.

    Raises
    ------
    UsageError
        If an argument is out of range.
    """
    flows_eur = capital_flows(
        investment_eur,
        lifetime_a=lifetime_a,
        horizon_a=horizon_a,
        age_a=age_a,
        price_change=price_change,
    )
    _check_interest(interest, horizon_a)
    return math.fsum(flow / (1.0 + interest) ** year for year, flow in enumerate(flows_eur))


def _check_interest(interest: float, years: int) -> None:
    if not (math.isfinite(interest) and interest > -1.0):
        raise UsageError(f"interest {interest} must be a finite share above -1 (0.05 is 5 %)")
    if years < 1 or years != int(years):
        raise UsageError(f"years {years} must be a whole number of at least 1")


def _check_escalation(escalation: float) -> None:
    if not (math.isfinite(escalation) and escalation > -1.0):
        raise UsageError(f"escalation {escalation} must be a finite share above -1")


def _check_capital(
    investment_eur: float, lifetime_a: int, *, horizon_a: int, age_a: int | None
) -> None:
    if not (math.isfinite(investment_eur) and investment_eur >= 0.0):
        raise UsageError(f"investment_eur {investment_eur} must be finite and at least 0")
    for name, years in (("lifetime_a", lifetime_a), ("horizon_a", horizon_a)):
        if years < 1 or years != int(years):
            raise UsageError(f"{name} {years} must be a whole number of at least 1")
    if age_a is not None and (age_a < 0 or age_a != int(age_a)):
        raise UsageError(f"age_a {age_a} must be a whole number of at least 0")
