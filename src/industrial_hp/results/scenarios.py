"""Best, likely and worst scenario: every uncertain input at its good or bad end at once.

EN 17463 asks for the value of an investment under favourable, likely and unfavourable
assumptions. Design and operation are kept. Prices move by the share that the case holds possible,
each investment by the range of its cost law in the catalogue. Which end is the good one follows
from what it does to the net present value. The interest is kept: it is what the investor asks
for, no property of the project.
"""

from collections.abc import Mapping
from typing import Literal

from industrial_hp.case.case import Case
from industrial_hp.economics.annuity import capital_flows
from industrial_hp.economics.cash_flow import discounted_payback_a, irr, npv_eur, payback_a
from industrial_hp.economics.levelised_cost import lcoh_eur_per_mwh
from industrial_hp.results.appraisal import annuity
from industrial_hp.results.sensitivity import HEADINGS, INVESTMENT, PRICES
from industrial_hp.results.solution import CapitalItem, Scenario, Variant

End = Literal["low", "likely", "high"]
Ends = Mapping[str, End]
PARAMETERS = (INVESTMENT, *(key for key, _, _ in PRICES))


def scenarios(
    case: Case, base: Variant, proposed: Variant, *, heat_mwh_per_a: float
) -> tuple[Scenario, ...]:
    """Worst, likely and best scenario of a project against today.

    Parameters
    ----------
    case : Case
        Interest, and the share by which prices are uncertain.
    base, proposed : Variant
        Both systems.
    heat_mwh_per_a : float
        Heat delivered in a year, for its levelised cost [MWh/a].
    """
    good: dict[str, End] = {}
    for key in PARAMETERS:
        values = {
            end: _npv_eur(case, base, proposed, _all_likely() | {key: end})
            for end in ("low", "high")
        }
        if abs(values["low"] - values["high"]) > 1.0:
            good[key] = "low" if values["low"] > values["high"] else "high"
    bad: dict[str, End] = {key: "high" if end == "low" else "low" for key, end in good.items()}
    found: tuple[tuple[Literal["worst", "likely", "best"], Ends], ...] = (
        ("worst", _all_likely() | bad),
        ("likely", _all_likely()),
        ("best", _all_likely() | good),
    )
    return tuple(
        Scenario(
            name,
            {key: _factor(case, proposed, key, ends[key]) for key in good},
            _figures(case, base, proposed, ends, heat_mwh_per_a),
            ends[INVESTMENT],
        )
        for name, ends in found
    )


def _all_likely() -> dict[str, End]:
    return dict.fromkeys(PARAMETERS, "likely")


def _price_factor(case: Case, end: End) -> float:
    share = case.economics.price_uncertainty_share
    return {"low": 1 - share, "likely": 1.0, "high": 1 + share}[end]


def _capital_factor(item: CapitalItem, end: End) -> float:
    return {"low": item.low_factor, "likely": 1.0, "high": item.high_factor}[end]


def _factor(case: Case, proposed: Variant, key: str, end: End) -> float:
    """Factor on a price, or on all that is bought at the start."""
    if key != INVESTMENT:
        return _price_factor(case, end)
    new = [item for item in proposed.capital if item.age_a is None]
    whole = sum(item.investment_eur for item in new)
    changed = sum(item.investment_eur * _capital_factor(item, end) for item in new)
    return changed / whole if whole > 0 else 1.0


def _costs_eur(case: Case, system: Variant, ends: Ends) -> list[float]:
    """Costs of the years 0 to n."""
    years = case.economics.observation_a
    totals = [0.0] * (years + 1)
    for item in system.capital:
        flows = capital_flows(
            item.investment_eur * _capital_factor(item, ends[INVESTMENT]),
            lifetime_a=item.lifetime_a,
            horizon_a=years,
            age_a=item.age_a,
            price_change=case.economics.price_change,
        )
        totals = [total + flow for total, flow in zip(totals, flows, strict=True)]
    for payment in system.annual:
        key = HEADINGS.get(payment.name)
        factor = _price_factor(case, ends[key] if key else "likely")
        for year in range(1, years + 1):
            grown = (1 + payment.escalation) ** (year - 1)
            totals[year] += payment.first_year_eur * factor * grown
    return totals


def _flows_eur(case: Case, base: Variant, proposed: Variant, ends: Ends) -> list[float]:
    pairs = zip(_costs_eur(case, base, ends), _costs_eur(case, proposed, ends), strict=True)
    return [today - then for today, then in pairs]


def _npv_eur(case: Case, base: Variant, proposed: Variant, ends: Ends) -> float:
    return npv_eur(_flows_eur(case, base, proposed, ends), case.economics.interest)


def _figures(
    case: Case, base: Variant, proposed: Variant, ends: Ends, heat_mwh: float
) -> dict[str, float | None]:
    money = case.economics
    flows = _flows_eur(case, base, proposed, ends)
    costs = {
        name: _costs_eur(case, system, ends)
        for name, system in (("base", base), ("proposed", proposed))
    }
    factor = annuity(case)
    heat = (0.0, *(heat_mwh,) * money.observation_a)
    return {
        "npv_eur": npv_eur(flows, money.interest),
        "irr": irr(flows),
        "payback_a": payback_a(flows),
        "discounted_payback_a": discounted_payback_a(flows, money.interest),
        "investment_eur": sum(
            item.investment_eur * _capital_factor(item, ends[INVESTMENT])
            for item in proposed.capital
            if item.age_a is None
        ),
        "annual_cost_base_eur": factor * npv_eur(costs["base"], money.interest),
        "annual_cost_proposed_eur": factor * npv_eur(costs["proposed"], money.interest),
        "lcoh_eur_per_mwh": lcoh_eur_per_mwh(
            costs["proposed"], heat, interest=money.interest, price_change=money.price_change
        )
        if heat_mwh > 0
        else None,
    }
