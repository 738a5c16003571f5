"""Levelised cost of heat."""

import pytest

from industrial_hp.economics import (
    annuity_factor,
    capital_flows,
    capital_present_value,
    lcoh_eur_per_mwh,
)
from industrial_hp.errors import UsageError


def test_levelised_cost_is_annual_cost_over_annual_heat_without_escalation() -> None:
    horizon_a, interest, yearly_eur, heat_mwh = 20, 0.06, 400e3, 15e3
    capital = capital_flows(3e6, lifetime_a=15, horizon_a=horizon_a)
    costs_eur = [capital[0], *(flow + yearly_eur for flow in capital[1:])]
    heat = [0.0] + [heat_mwh] * horizon_a
    capital_eur = capital_present_value(3e6, lifetime_a=15, horizon_a=horizon_a, interest=interest)
    annual_eur = capital_eur * annuity_factor(interest, horizon_a) + yearly_eur
    assert lcoh_eur_per_mwh(costs_eur, heat, interest=interest) == pytest.approx(
        annual_eur / heat_mwh, rel=1e-12
    )


def test_levelised_cost_of_one_year_by_hand() -> None:
    # 100 EUR today and 11 EUR in a year for 11 MWh in a year, at 10 %: 110 / 10.
    assert lcoh_eur_per_mwh((100.0, 11.0), (0.0, 11.0), interest=0.10) == pytest.approx(11.0)


def test_heat_is_discounted_like_the_costs() -> None:
    late = lcoh_eur_per_mwh((100.0, 0.0, 0.0), (0.0, 0.0, 10.0), interest=0.10)
    assert late == pytest.approx(12.1)


def test_a_levelised_cost_without_heat_is_refused() -> None:
    with pytest.raises(UsageError, match="heat"):
        lcoh_eur_per_mwh((1.0, 1.0), (0.0, 0.0), interest=0.05)
    with pytest.raises(UsageError, match="negative"):
        lcoh_eur_per_mwh((1.0, 1.0), (0.0, -1.0), interest=0.05)


def test_costs_and_heat_of_different_years_are_refused() -> None:
    with pytest.raises(UsageError, match="years of heat"):
        lcoh_eur_per_mwh((1.0, 1.0), (1.0,), interest=0.05)
