"""Annuities, present values, replacements and residual values."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.economics import (
    annuity_factor,
    capital_flows,
    capital_present_value,
    levelling_factor,
    present_value_factor,
)
from industrial_hp.errors import UsageError

RELATIVE_TOLERANCE = 1e-12

rates = st.floats(-0.05, 0.3)
horizons = st.integers(1, 50)


def test_annuity_of_five_per_cent_over_twenty_years() -> None:
    # Hand calculation: 0.05 / (1 - 1.05^-20) = 0.05 / (1 - 0.3768895) = 0.0802426.
    assert annuity_factor(0.05, 20) == pytest.approx(0.0802426, abs=5e-8)


def test_annuity_without_interest_is_equal_shares() -> None:
    assert annuity_factor(0.0, 20) == 0.05


def test_annuity_is_continuous_at_zero_interest() -> None:
    assert annuity_factor(1e-13, 20) == pytest.approx(0.05, rel=1e-10)


def test_present_value_of_escalating_payments() -> None:
    # Hand calculation: 1 / 1.05 + 1.02 / 1.05^2 + 1.0404 / 1.05^3 = 2.7762660.
    expected = 1 / 1.05 + 1.02 / 1.1025 + 1.0404 / 1.157625
    assert present_value_factor(0.05, 3, 0.02) == pytest.approx(expected, rel=RELATIVE_TOLERANCE)


def test_first_payment_is_not_escalated() -> None:
    assert present_value_factor(0.05, 1, 0.5) == pytest.approx(1 / 1.05, rel=RELATIVE_TOLERANCE)


def test_payments_that_grow_with_the_interest_weigh_the_same_every_year() -> None:
    assert present_value_factor(0.04, 10, 0.04) == pytest.approx(10 / 1.04, rel=RELATIVE_TOLERANCE)


@settings(deadline=None, derandomize=True)
@given(rates, horizons)
def test_annuity_repays_the_present_value(interest: float, years: int) -> None:
    assert levelling_factor(interest, years) == pytest.approx(1.0, rel=1e-9)


def test_investment_that_lives_exactly_the_horizon_is_only_bought() -> None:
    flows_eur = capital_flows(1000.0, lifetime_a=20, horizon_a=20)
    assert flows_eur == (1000.0,) + (0.0,) * 20


def test_replacement_and_residual_value() -> None:
    # Lifetime 15, horizon 20: bought in 0 and 15, ten of fifteen years left at the end.
    flows_eur = capital_flows(1500.0, lifetime_a=15, horizon_a=20)
    assert [year for year, flow in enumerate(flows_eur) if flow] == [0, 15, 20]
    assert flows_eur[15] == 1500.0
    assert flows_eur[20] == pytest.approx(-1000.0)
    value_eur = capital_present_value(1500.0, lifetime_a=15, horizon_a=20, interest=0.05)
    # Hand calculation: 1500 + 1500 / 1.05^15 - 1000 / 1.05^20.
    assert value_eur == pytest.approx(1500 + 1500 / 1.05**15 - 1000 / 1.05**20, rel=1e-12)


def test_long_lived_equipment_keeps_a_residual_value() -> None:
    flows_eur = capital_flows(400.0, lifetime_a=40, horizon_a=10)
    assert flows_eur[0] == 400.0
    assert flows_eur[10] == pytest.approx(-300.0)


def test_existing_equipment_costs_only_its_replacement() -> None:
    flows_eur = capital_flows(1000.0, lifetime_a=20, horizon_a=20, age_a=15)
    assert [year for year, flow in enumerate(flows_eur) if flow] == [5, 20]
    assert flows_eur[5] == 1000.0
    assert flows_eur[20] == pytest.approx(-250.0)


@pytest.mark.parametrize("age_a", [20, 35])
def test_outlived_equipment_is_replaced_at_once(age_a: int) -> None:
    flows_eur = capital_flows(1000.0, lifetime_a=20, horizon_a=20, age_a=age_a)
    assert flows_eur == capital_flows(1000.0, lifetime_a=20, horizon_a=20)


def test_existing_equipment_that_outlives_the_horizon_costs_and_brings_nothing() -> None:
    assert capital_flows(1000.0, lifetime_a=20, horizon_a=10, age_a=5) == (0.0,) * 11
    assert capital_flows(1000.0, lifetime_a=20, horizon_a=15, age_a=5) == (0.0,) * 16


@settings(deadline=None, derandomize=True)
@given(
    st.floats(0.0, 1e8),
    st.integers(1, 60),
    horizons,
    rates,
    st.none() | st.integers(0, 60),
)
def test_present_value_is_that_of_the_flows(
    investment_eur: float,
    lifetime_a: int,
    horizon_a: int,
    interest: float,
    age_a: int | None,
) -> None:
    flows_eur = capital_flows(
        investment_eur,
        lifetime_a=lifetime_a,
        horizon_a=horizon_a,
        age_a=age_a,
    )
    value_eur = capital_present_value(
        investment_eur,
        lifetime_a=lifetime_a,
        horizon_a=horizon_a,
        interest=interest,
        age_a=age_a,
    )
    discounted = math.fsum(flow / (1.0 + interest) ** year for year, flow in enumerate(flows_eur))
    assert value_eur == discounted
    assert len(flows_eur) == horizon_a + 1


@settings(deadline=None, derandomize=True)
@given(st.integers(1, 40), st.integers(1, 40))
def test_without_interest_the_horizon_pays_its_share_of_the_lifetime(
    lifetime_a: int, horizon_a: int
) -> None:
    # Linear depreciation without interest: price per year of life times the years used.
    value_eur = capital_present_value(
        1000.0, lifetime_a=lifetime_a, horizon_a=horizon_a, interest=0.0
    )
    assert value_eur == pytest.approx(1000.0 * horizon_a / lifetime_a, rel=1e-9)


@pytest.mark.parametrize("interest", [-1.0, math.nan, math.inf])
def test_an_impossible_interest_is_refused(interest: float) -> None:
    with pytest.raises(UsageError, match="interest"):
        annuity_factor(interest, 20)


@pytest.mark.parametrize("years", [0, -3, 2.5])
def test_an_impossible_number_of_years_is_refused(years: float) -> None:
    with pytest.raises(UsageError, match="years"):
        annuity_factor(0.05, years)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"lifetime_a": 0}, "lifetime_a"),
        ({"horizon_a": 0}, "horizon_a"),
        ({"age_a": -1}, "age_a"),
    ],
)
def test_impossible_capital_arguments_are_refused(changed: dict[str, float], message: str) -> None:
    arguments = {"lifetime_a": 20, "horizon_a": 20, **changed}
    with pytest.raises(UsageError, match=message):
        capital_flows(1000.0, **arguments)  # type: ignore[arg-type]


def test_a_negative_investment_is_refused() -> None:
    with pytest.raises(UsageError, match="investment_eur"):
        capital_flows(-1.0, lifetime_a=20, horizon_a=20)


def test_whole_years_may_be_written_with_a_decimal_point() -> None:
    whole = capital_flows(1000.0, lifetime_a=15, horizon_a=20, age_a=3)
    assert capital_flows(1000.0, lifetime_a=15.0, horizon_a=20.0, age_a=3.0) == whole  # type: ignore[arg-type]
    assert present_value_factor(0.05, 20.0) == present_value_factor(0.05, 20)  # type: ignore[arg-type]
