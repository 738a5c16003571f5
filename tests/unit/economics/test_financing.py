"""Grant, loan, depreciation and tax against hand calculations."""

import pytest

from industrial_hp.economics.financing import depreciation_eur, grant_eur, loan_flows, tax_eur
from industrial_hp.errors import UsageError

CENT_EUR = 0.005


def test_a_grant_is_the_least_of_its_limits() -> None:
    """40 % of 500,000 EUR are 200,000; 500 EUR per t/a on 300 t/a are 150,000."""
    stated = {"share": 0.4, "eur_per_t_co2": 500.0, "avoided_t_per_a": 300.0}
    assert grant_eur(500e3, **stated) == pytest.approx(150e3)
    assert grant_eur(500e3, **stated, cap_eur=100e3) == pytest.approx(100e3)
    assert grant_eur(500e3, share=0.4) == pytest.approx(200e3)


def test_no_rule_gives_no_grant_and_no_grant_exceeds_the_investment() -> None:
    assert grant_eur(500e3) == 0.0
    assert grant_eur(500e3, cap_eur=900e3) == pytest.approx(500e3)
    assert grant_eur(500e3, eur_per_t_co2=500.0, avoided_t_per_a=-10.0) == 0.0


def test_a_loan_is_paid_back_in_equal_sums() -> None:
    """1000 EUR at 10 % in two years: 1000 x 0.1 / (1 - 1.1^-2) = 576.19 EUR a year."""
    loan = loan_flows(1000.0, interest=0.1, years=2, horizon_a=4)
    assert loan.flows_eur == pytest.approx((1000.0, -576.19, -576.19, 0.0, 0.0), abs=CENT_EUR)
    assert loan.interest_eur == pytest.approx((0.0, 100.0, 52.38, 0.0, 0.0), abs=CENT_EUR)


def test_what_is_owed_at_the_end_is_paid_back_then() -> None:
    loan = loan_flows(1000.0, interest=0.1, years=2, horizon_a=1)
    assert loan.flows_eur == pytest.approx((1000.0, -1100.0), abs=CENT_EUR)


def test_a_loan_at_the_interest_of_the_project_is_worth_nothing() -> None:
    loan = loan_flows(1000.0, interest=0.07, years=15, horizon_a=10)
    assert sum(f / 1.07**year for year, f in enumerate(loan.flows_eur)) == pytest.approx(
        0, abs=1e-6
    )


def test_a_purchase_is_written_off_from_the_year_after_it_over_its_life() -> None:
    found = depreciation_eur([(0, 300.0), (3, 300.0)], lifetime_a=3, horizon_a=4)
    assert found == pytest.approx((0.0, 100.0, 100.0, 100.0, 100.0))


def test_a_loss_saves_tax() -> None:
    assert tax_eur((0.0, 100.0, -40.0), rate=0.25) == pytest.approx((0.0, 25.0, -10.0))
    with pytest.raises(UsageError, match="30"):
        tax_eur((1.0,), rate=30.0)
