"""Linear cost laws from points and power laws."""

import math

import pytest

from industrial_hp.economics import CostLaw, fit_linear_cost, linearise_power_law
from industrial_hp.errors import UsageError

LAW = CostLaw("law", 1000.0, 50.0, "MW", 1.0, 10.0, "all", 2025, "test")


def test_nothing_bought_costs_nothing() -> None:
    assert LAW.cost_eur(0.0) == 0.0


def test_cost_is_fixed_plus_proportional() -> None:
    assert LAW.cost_eur(4.0) == 1200.0


def test_sizes_outside_the_range_are_extrapolated() -> None:
    assert [LAW.extrapolated(size) for size in (0.0, 0.5, 1.0, 10.0, 10.5)] == [
        False,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("size", [-1.0, math.nan])
def test_an_impossible_size_is_refused(size: float) -> None:
    with pytest.raises(UsageError, match="size"):
        LAW.cost_eur(size)


def test_an_impossible_law_is_refused() -> None:
    with pytest.raises(UsageError, match="fixed_eur"):
        CostLaw("law", -1.0, 50.0, "MW", 1.0, 10.0, "all", 2025, "test")
    with pytest.raises(UsageError, match="size_min"):
        CostLaw("law", 1.0, 50.0, "MW", 10.0, 1.0, "all", 2025, "test")


def test_points_on_a_line_are_met_exactly() -> None:
    fit = fit_linear_cost((1.0, 3.0, 10.0), (150.0, 250.0, 600.0))
    assert fit.fixed_eur == pytest.approx(100.0)
    assert fit.variable_eur_per_size == pytest.approx(50.0)
    assert fit.largest_error_share == pytest.approx(0.0, abs=1e-12)


def test_a_fit_never_has_a_negative_cost() -> None:
    # Two points whose line would start below zero: the best line through the origin instead.
    fit = fit_linear_cost((1.0, 2.0), (100.0, 300.0))
    assert fit.fixed_eur == 0.0
    # Hand calculation: slope = (1/100 + 2/300) / ((1/100)^2 + (2/300)^2) = 115.3846.
    assert fit.variable_eur_per_size == pytest.approx(115.384615)
    falling = fit_linear_cost((1.0, 2.0), (300.0, 200.0))
    assert falling.variable_eur_per_size == 0.0


def test_a_power_law_of_exponent_one_is_linear_already() -> None:
    fit = linearise_power_law(200.0, 1.0, size_min=1.0, size_max=10.0)
    assert fit.fixed_eur == pytest.approx(0.0, abs=1e-9)
    assert fit.variable_eur_per_size == pytest.approx(200.0)


def test_a_linearised_power_law_tells_its_error() -> None:
    fit = linearise_power_law(1000.0, 0.6, size_min=1.0, size_max=10.0)
    errors = [
        abs((fit.fixed_eur + fit.variable_eur_per_size * size) / (1000.0 * size**0.6) - 1.0)
        for size in (1.0, 3.0, 10.0)
    ]
    assert max(errors) <= fit.largest_error_share + 1e-12
    assert 0.0 < fit.largest_error_share < 0.15


def test_impossible_points_are_refused() -> None:
    with pytest.raises(UsageError, match="two different sizes"):
        fit_linear_cost((1.0, 1.0), (1.0, 2.0))
    with pytest.raises(UsageError, match="above 0"):
        fit_linear_cost((0.0, 1.0), (1.0, 2.0))
    with pytest.raises(UsageError, match="finite"):
        fit_linear_cost((1.0, math.nan), (1.0, 2.0))


def test_an_impossible_power_law_is_refused() -> None:
    for arguments in ((0.0, 0.6, 1.0, 2.0), (1.0, 1.2, 1.0, 2.0), (1.0, 0.6, 2.0, 1.0)):
        coefficient, exponent, low, high = arguments
        with pytest.raises(UsageError):
            linearise_power_law(coefficient, exponent, size_min=low, size_max=high)
