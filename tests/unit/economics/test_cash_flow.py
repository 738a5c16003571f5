"""Key figures of an investment, and their agreement with annual costs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.economics import (
    CashFlow,
    CashFlowRow,
    annuity_factor,
    capital_flows,
    capital_present_value,
    discounted_payback_a,
    irr,
    levelling_factor,
    mirr,
    npv_eur,
    payback_a,
    project_flows_eur,
)
from industrial_hp.errors import UsageError

RELATIVE_TOLERANCE = 1e-9

# Example of the Excel help page of IRR: -70000, 12000, 15000, 18000, 21000, 26000 -> 8.7 %
# (after four years -2.1 %); of NPV: -10000, 3000, 4200, 6800 at 10 % -> 1188.44 with the first
# payment discounted one year.
EXCEL_IRR = (-70000.0, 12000.0, 15000.0, 18000.0, 21000.0, 26000.0)


def test_npv_of_the_spreadsheet_help_page() -> None:
    value_eur = npv_eur((0.0, -10000.0, 3000.0, 4200.0, 6800.0), 0.10)
    assert value_eur == pytest.approx(1188.44, abs=0.005)


def test_flow_zero_is_not_discounted() -> None:
    assert npv_eur((-100.0, 110.0), 0.10) == pytest.approx(0.0, abs=1e-9)


def test_irr_of_the_spreadsheet_help_page() -> None:
    assert irr(EXCEL_IRR) == pytest.approx(0.0866309480, abs=1e-9)
    assert irr(EXCEL_IRR[:5]) == pytest.approx(-0.0212448, abs=1e-6)


def test_irr_of_one_repayment_by_hand() -> None:
    assert irr((-100.0, 0.0, 121.0)) == pytest.approx(0.10, rel=RELATIVE_TOLERANCE)


def test_irr_is_found_far_from_any_guess() -> None:
    assert irr((-1.0, 50.0)) == pytest.approx(49.0, rel=RELATIVE_TOLERANCE)
    assert irr((-1000.0, 1.0)) == pytest.approx(-0.999, rel=RELATIVE_TOLERANCE)


def test_irr_is_undefined_without_a_change_of_sign() -> None:
    assert irr((-100.0, -5.0, -5.0)) is None
    assert irr((0.0, 5.0, 5.0)) is None
    assert irr((0.0, 0.0)) is None


def test_irr_is_undefined_for_a_project_that_borrows() -> None:
    assert irr((100.0, -30.0, -30.0, -60.0)) is None


def test_irr_is_undefined_where_two_rates_fit() -> None:
    # (1 - 1.1 x)(1 - 1.3 x): NPV is zero at 10 % and at 30 %.
    assert irr((-100.0, 240.0, -143.0)) is None


def test_irr_is_undefined_where_the_npv_only_touches_zero() -> None:
    assert irr((-100.0, 220.0, -121.0)) is None


def test_irr_is_given_where_a_replacement_leaves_one_rate() -> None:
    flows_eur = (-100.0,) + (30.0,) * 9 + (-40.0,) + (30.0,) * 10
    rate = irr(flows_eur)
    assert rate is not None
    assert npv_eur(flows_eur, rate) == pytest.approx(0.0, abs=1e-7)


def test_irr_does_not_mind_leading_and_trailing_zeros() -> None:
    assert irr((0.0, -100.0, 110.0, 0.0)) == pytest.approx(0.10, rel=RELATIVE_TOLERANCE)


@settings(deadline=None, derandomize=True)
@given(st.floats(1.0, 1e9), st.lists(st.floats(0.0, 1e8), min_size=1, max_size=40))
def test_npv_is_zero_at_the_irr(investment_eur: float, savings_eur: list[float]) -> None:
    flows_eur = [-investment_eur, *savings_eur]
    rate = irr(flows_eur)
    if sum(savings_eur) > 1e-3 * investment_eur:
        assert rate is not None
        scale_eur = npv_eur([abs(flow) for flow in flows_eur], rate)
        assert npv_eur(flows_eur, rate) == pytest.approx(0.0, abs=1e-6 * scale_eur)


def test_payback_is_interpolated_inside_the_year() -> None:
    assert payback_a((-100.0, 40.0, 40.0, 40.0)) == pytest.approx(2.5)


def test_payback_exactly_at_the_end_of_the_last_year() -> None:
    assert payback_a([-1.0] + [0.1] * 10) == pytest.approx(10.0)


def test_discounted_payback_by_hand() -> None:
    # 60 / 1.1 = 54.5455, 60 / 1.21 = 49.5868: (100 - 54.5455) / 49.5868 of the second year.
    expected_a = 1.0 + (100.0 - 60.0 / 1.1) / (60.0 / 1.21)
    assert discounted_payback_a((-100.0, 60.0, 60.0), 0.10) == pytest.approx(expected_a)


def test_payback_never_comes_where_savings_do_not_suffice() -> None:
    assert payback_a((-100.0, 10.0, 10.0)) is None
    assert discounted_payback_a((-100.0, 50.0, 50.0), 0.10) is None


def test_payback_of_a_project_that_never_owes_is_zero() -> None:
    assert payback_a((0.0, 5.0, 5.0)) == 0.0


def test_payback_is_undefined_where_money_comes_first_and_is_owed_later() -> None:
    assert payback_a((100.0, -60.0, -60.0, 50.0)) is None


def test_flows_that_are_not_numbers_are_refused() -> None:
    with pytest.raises(UsageError, match="finite"):
        npv_eur((-1.0, float("nan")), 0.05)
    with pytest.raises(UsageError, match="non-empty"):
        payback_a(())


def test_project_flows_are_base_less_proposed_cost() -> None:
    base = CashFlow((0, 1), (CashFlowRow("gas", "demand", (0.0, 100.0)),))
    proposed = CashFlow(
        (0, 1),
        (
            CashFlowRow("heat pump", "capital", (150.0, -20.0)),
            CashFlowRow("electricity", "demand", (0.0, 30.0)),
        ),
    )
    assert project_flows_eur(base, proposed) == (-150.0, 90.0)


def test_cash_flows_of_different_years_are_refused() -> None:
    with pytest.raises(UsageError, match="same observation period"):
        project_flows_eur(CashFlow((0, 1), ()), CashFlow((0, 1, 2), ()))


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(UsageError, match="gas"):
        CashFlow((0, 1), (CashFlowRow("gas", "demand", (1.0,)),))


equipment = st.tuples(
    st.floats(0.0, 1e7),
    st.integers(1, 45),
    st.none() | st.integers(0, 45),
)
yearly_cost = st.tuples(st.floats(-1e6, 1e7), st.floats(-0.02, 0.05))
designs = st.tuples(st.lists(equipment, max_size=4), st.lists(yearly_cost, min_size=1, max_size=4))
Design = tuple[list[tuple[float, int, int | None]], list[tuple[float, float]]]


def cash_flow(design: Design, horizon_a: int) -> CashFlow:
    years = tuple(range(horizon_a + 1))
    capital = [
        CashFlowRow(
            f"equipment {number}",
            "capital",
            capital_flows(
                price_eur,
                lifetime_a=lifetime_a,
                horizon_a=horizon_a,
                age_a=age_a,
            ),
        )
        for number, (price_eur, lifetime_a, age_a) in enumerate(design[0])
    ]
    yearly = [
        CashFlowRow(
            f"cost {number}",
            "demand",
            (0.0, *(cost_eur * (1.0 + escalation) ** (year - 1) for year in years[1:])),
        )
        for number, (cost_eur, escalation) in enumerate(design[1])
    ]
    return CashFlow(years, (*capital, *yearly))


def annual_cost_eur(design: Design, horizon_a: int, interest: float) -> float:
    capital_eur = sum(
        capital_present_value(
            price_eur,
            lifetime_a=lifetime_a,
            horizon_a=horizon_a,
            interest=interest,
            age_a=age_a,
        )
        for price_eur, lifetime_a, age_a in design[0]
    )
    yearly_eur = sum(
        cost_eur * levelling_factor(interest, horizon_a, escalation)
        for cost_eur, escalation in design[1]
    )
    return capital_eur * annuity_factor(interest, horizon_a) + yearly_eur


@settings(deadline=None, derandomize=True)
@given(designs, designs, st.integers(1, 40), st.floats(0.0, 0.2))
def test_npv_is_the_difference_of_annual_costs_over_the_annuity_factor(
    base: Design, proposed: Design, horizon_a: int, interest: float
) -> None:
    flows_eur = project_flows_eur(cash_flow(base, horizon_a), cash_flow(proposed, horizon_a))
    annual_base_eur = annual_cost_eur(base, horizon_a, interest)
    annual_proposed_eur = annual_cost_eur(proposed, horizon_a, interest)
    expected_eur = (annual_base_eur - annual_proposed_eur) / annuity_factor(interest, horizon_a)
    # Relative to the money moved: the difference itself may cancel to nothing.
    scale_eur = sum(
        npv_eur([abs(amount) for row in flow.rows for amount in row.amounts_eur], 0.0)
        for flow in (cash_flow(base, horizon_a), cash_flow(proposed, horizon_a))
    )
    assert npv_eur(flows_eur, interest) == pytest.approx(
        expected_eur, rel=1e-9, abs=1e-9 * max(scale_eur, 1.0)
    )


# Example of the Excel help page of MIRR: -120000, 39000, 30000, 21000, 37000, 46000 with 10 % on
# money owed and 12 % on money earned -> 12.61 %; after three years -4.80 %; at 14 % -> 13.48 %.
EXCEL_MIRR = (-120000.0, 39000.0, 30000.0, 21000.0, 37000.0, 46000.0)


@pytest.mark.parametrize(
    ("flows", "reinvestment", "expected"),
    [(EXCEL_MIRR, 0.12, 0.126094), (EXCEL_MIRR[:4], 0.12, -0.048045), (EXCEL_MIRR, 0.14, 0.134759)],
)
def test_mirr_of_the_spreadsheet_help_page(
    flows: tuple[float, ...], reinvestment: float, expected: float
) -> None:
    assert mirr(flows, financing=0.10, reinvestment=reinvestment) == pytest.approx(
        expected, abs=1e-6
    )


def test_mirr_answers_where_two_rates_of_return_fit() -> None:
    """By hand: -100, +230, -132 at 10 %: out 100 + 132/1.21, in 230 x 1.1 at the end."""
    flows = (-100.0, 230.0, -132.0)
    assert irr(flows) is None
    by_hand = (230 * 1.1 / (100 + 132 / 1.21)) ** 0.5 - 1
    assert mirr(flows, financing=0.1, reinvestment=0.1) == pytest.approx(by_hand, rel=1e-12)


def test_mirr_is_undefined_where_nothing_goes_out_or_comes_in() -> None:
    assert mirr((1.0, 1.0), financing=0.1, reinvestment=0.1) is None
    assert mirr((-1.0, -1.0), financing=0.1, reinvestment=0.1) is None
