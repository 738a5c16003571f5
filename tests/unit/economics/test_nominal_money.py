"""Nominal money against real money: what Fisher's equation makes equal, and sums by hand."""

import pytest

from industrial_hp.economics.annuity import (
    annuity_factor,
    capital_flows,
    capital_present_value,
    levelling_factor,
)
from industrial_hp.economics.levelised_cost import lcoh_eur_per_mwh

REAL, INFLATION, YEARS = 0.04, 0.025, 15
NOMINAL = (1 + REAL) * (1 + INFLATION) - 1
SHARE = 1e-12


@pytest.mark.parametrize(("lifetime_a", "age_a"), [(15, None), (5, None), (3, None), (10, 5)])
def test_capital_is_worth_the_same_in_nominal_and_in_real_money(
    lifetime_a: int, age_a: int | None
) -> None:
    """Where nothing is left over: VDI 2067 takes a residual value as a part of what was paid."""
    nominal, real = (
        capital_present_value(
            1e6,
            lifetime_a=lifetime_a,
            horizon_a=YEARS,
            interest=interest,
            age_a=age_a,
            price_change=change,
        )
        for interest, change in ((NOMINAL, INFLATION), (REAL, 0.0))
    )
    assert nominal == pytest.approx(real, rel=SHARE)


def test_the_annuity_in_the_money_of_year_1_is_the_real_one_a_year_later() -> None:
    nominal = annuity_factor(NOMINAL, YEARS, INFLATION)
    assert nominal == pytest.approx((1 + INFLATION) * annuity_factor(REAL, YEARS), rel=SHARE)


@pytest.mark.parametrize("change", [-0.01, 0.0, 0.03])
def test_a_price_weighs_the_same_whether_its_change_is_nominal_or_real(change: float) -> None:
    nominal = levelling_factor(NOMINAL, YEARS, (1 + change) * (1 + INFLATION) - 1, INFLATION)
    assert nominal == pytest.approx(levelling_factor(REAL, YEARS, change), rel=SHARE)


def test_a_growing_annuity_repays_what_was_lent() -> None:
    """By hand: 1000 EUR at 10 %, three payments that grow by 5 %: 383.85, 403.04 and 423.20 EUR.

    Debts: 1100 - 383.85 = 716.15; 787.77 - 403.04 = 384.72; 423.20 - 423.20 = 0.
    """
    assert annuity_factor(0.10, 3, 0.05) == pytest.approx(0.38385, abs=1e-6)


def test_replacements_cost_what_prices_have_risen_to() -> None:
    """By hand: 100 EUR, 4 a of life, 6 a, 10 %: 146.41 EUR in year 4, half of it back in year 6."""
    flows = capital_flows(100.0, lifetime_a=4, horizon_a=6, price_change=0.10)
    assert flows == pytest.approx((100.0, 0.0, 0.0, 0.0, 146.41, 0.0, -73.205))


def test_heat_at_a_price_that_rises_pays_all_nominal_costs() -> None:
    costs = (1000.0, *(50.0 * 1.03**year for year in range(YEARS)))
    heat = (0.0, *(10.0,) * YEARS)
    price = lcoh_eur_per_mwh(costs, heat, interest=NOMINAL, price_change=INFLATION)
    debt = costs[0]
    for year in range(1, YEARS + 1):
        debt = debt * (1 + NOMINAL) + costs[year] - 10.0 * price * (1 + INFLATION) ** (year - 1)
    assert debt == pytest.approx(0.0, abs=1e-8)
