"""The project for its owner: after grant, loan and tax, as far as the case states them."""

from collections.abc import Sequence

from industrial_hp.case.case import Case
from industrial_hp.economics.annuity import capital_flows
from industrial_hp.economics.cash_flow import discounted_payback_a, irr, mirr, npv_eur, payback_a
from industrial_hp.economics.financing import (
    LoanFlows,
    depreciation_eur,
    grant_eur,
    loan_flows,
    tax_eur,
)
from industrial_hp.results.solution import CapitalItem, Financing, Variant


def financing(case: Case, base: Variant, proposed: Variant) -> Financing | None:
    """Flows and figures of the project after grant, loan and tax; none where none is stated.

    Parameters
    ----------
    case : Case
        Interest, and the rules of grant, loan and tax.
    base, proposed : Variant
        Both systems.

    Notes
    -----
    The flows of the project before them are those of the appraisal. The grant is paid in year 0 and
    lowers what can be written off. Equipment is written off over its life in equal parts, that
    of today's system when it is renewed. Interest of the loan lowers the profit that is taxed.
    """
    money = case.economics
    if money.grant is None and money.loan is None and money.tax is None:
        return None
    invested = sum(item.investment_eur for item in proposed.capital if item.age_a is None)
    granted = _grant_eur(case, invested, base.co2_t_per_a - proposed.co2_t_per_a)
    lent = _loan(case, invested - granted)
    before = _difference(base.cash_flow.total_eur, proposed.cash_flow.total_eur)
    left = 1.0 - granted / invested if invested > 0 else 1.0
    taxed = _tax_eur(case, base, proposed, left, lent.interest_eur)
    flows = tuple(
        flow + loan - tax + (granted if year == 0 else 0.0)
        for year, (flow, loan, tax) in enumerate(zip(before, lent.flows_eur, taxed, strict=True))
    )
    rate = money.interest
    return Financing(
        grant_eur=granted,
        loan_eur=lent.flows_eur,
        tax_eur=taxed,
        flows_eur=flows,
        figures={
            "npv_eur": npv_eur(flows, rate),
            "irr": irr(flows),
            "mirr": mirr(flows, financing=rate, reinvestment=rate),
            "payback_a": payback_a(flows),
            "discounted_payback_a": discounted_payback_a(flows, rate),
        },
    )


def _difference(base: Sequence[float], proposed: Sequence[float]) -> tuple[float, ...]:
    return tuple(today - then for today, then in zip(base, proposed, strict=True))


def _grant_eur(case: Case, invested_eur: float, avoided_t: float) -> float:
    rules = case.economics.grant
    if rules is None:
        return 0.0
    return grant_eur(
        invested_eur,
        share=rules.share,
        cap_eur=rules.cap_eur,
        eur_per_t_co2=rules.eur_per_t_co2,
        avoided_t_per_a=avoided_t,
    )


def _loan(case: Case, to_pay_eur: float) -> LoanFlows:
    rules, horizon = case.economics.loan, case.economics.observation_a
    if rules is None:
        return LoanFlows((0.0,) * (horizon + 1), (0.0,) * (horizon + 1))
    lent = rules.share * to_pay_eur
    return loan_flows(lent, interest=rules.interest, years=rules.years_a, horizon_a=horizon)


def _tax_eur(
    case: Case, base: Variant, proposed: Variant, left: float, interest_eur: Sequence[float]
) -> tuple[float, ...]:
    """Tax on what is saved, less what is written off and the interest of the loan."""
    years = case.economics.observation_a
    if case.economics.tax is None:
        return (0.0,) * (years + 1)
    saved = _difference(_running_eur(base, years), _running_eur(proposed, years))
    added = _difference(_written_off_eur(case, proposed, left), _written_off_eur(case, base, 1.0))
    profit = [a - b - c for a, b, c in zip(saved, added, interest_eur, strict=True)]
    return tax_eur(profit, rate=case.economics.tax.rate)


def _running_eur(system: Variant, years: int) -> list[float]:
    """Costs of the years 0 to n without capital."""
    rows = [row.amounts_eur for row in system.cash_flow.rows if row.kind != "capital"]
    return [sum(row[year] for row in rows) for year in range(years + 1)]


def _written_off_eur(case: Case, system: Variant, left: float) -> list[float]:
    """Depreciation of all that is bought; of a purchase of year 0 the part that no grant paid."""
    years = case.economics.observation_a
    total = [0.0] * (years + 1)
    for item in system.capital:
        bought = [
            (year, price * (left if year == 0 and item.age_a is None else 1.0))
            for year, price in _purchases(item, years, case.economics.price_change)
        ]
        part = depreciation_eur(bought, lifetime_a=item.lifetime_a, horizon_a=years)
        total = [a + b for a, b in zip(total, part, strict=True)]
    return total


def _purchases(item: CapitalItem, years: int, price_change: float) -> list[tuple[int, float]]:
    """Purchases of an item: the flows of capital without the credit of the last year."""
    flows = capital_flows(
        item.investment_eur,
        lifetime_a=item.lifetime_a,
        horizon_a=years,
        age_a=item.age_a,
        price_change=price_change,
    )
    return [(year, flow) for year, flow in enumerate(flows[:-1]) if flow > 0.0]
