"""Carnot and Lorenz."""

import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.ideal_cop import carnot_cop, logarithmic_mean_temperature_k, lorenz_cop


def test_carnot_is_hot_temperature_over_lift() -> None:
    assert carnot_cop(300.0, 360.0) == pytest.approx(6.0)


def test_lorenz_of_the_drammen_plant_is_the_published_figure() -> None:
    # plants.csv of the project: fjord water 8 -> 4 degC, district heating 65 -> 90 degC, 4.912.
    found = lorenz_cop(
        source_hot_k=281.15, source_cold_k=277.15, sink_cold_k=338.15, sink_hot_k=363.15
    )
    assert found == pytest.approx(4.912, abs=5e-4)


def test_lorenz_without_glides_is_carnot() -> None:
    found = lorenz_cop(source_hot_k=300.0, source_cold_k=300.0, sink_cold_k=360.0, sink_hot_k=360.0)
    assert found == pytest.approx(carnot_cop(300.0, 360.0), rel=1e-12)


def test_the_mean_of_a_tiny_glide_does_not_lose_its_digits() -> None:
    assert logarithmic_mean_temperature_k(300.0, 300.0 + 1e-8) == pytest.approx(300.0, abs=1e-6)


@pytest.mark.parametrize(("cold_k", "hot_k"), [(300.0, 300.0), (310.0, 300.0), (-5.0, 300.0)])
def test_no_lift_is_refused(cold_k: float, hot_k: float) -> None:
    with pytest.raises(UsageError, match="no lift"):
        carnot_cop(cold_k, hot_k)


def test_a_negative_glide_is_refused() -> None:
    with pytest.raises(UsageError, match="glide"):
        logarithmic_mean_temperature_k(310.0, 300.0)
