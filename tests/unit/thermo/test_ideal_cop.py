"""Carnot and Lorenz."""

import pytest

from industrial_hp.errors import CopRangeError, UsageError
from industrial_hp.thermo.ideal_cop import (
    carnot_cop,
    logarithmic_mean_temperature_k,
    lorenz_cop,
    lorenz_efficiency,
)

DRAMMEN = {"source_in_k": 281.15, "source_out_k": 277.15, "sink_in_k": 338.15, "sink_out_k": 363.15}


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


def test_lorenz_efficiency_by_hand_on_the_reference_point() -> None:
    # 25 -> 20 and 50 -> 80 degC: 5 / ln(298.15 / 293.15) = 295.64295 K and
    # 30 / ln(353.15 / 323.15) = 337.92809 K; 337.92809 / 42.28514 = 7.99165; half of it.
    found = lorenz_efficiency(
        0.5, source_in_k=298.15, source_out_k=293.15, sink_in_k=323.15, sink_out_k=353.15
    )
    assert found.cop == pytest.approx(3.99583, abs=1e-5)
    assert found.method == "lorenz_efficiency"
    assert found.remarks == ()


def test_the_drammen_plant_has_its_published_cop_at_its_published_efficiency() -> None:
    assert lorenz_efficiency(0.621, **DRAMMEN).cop == pytest.approx(3.05, abs=5e-3)


def test_lorenz_efficiency_without_glides_is_the_share_of_carnot() -> None:
    found = lorenz_efficiency(
        0.5, source_in_k=300.0, source_out_k=300.0, sink_in_k=360.0, sink_out_k=360.0
    )
    assert found.cop == pytest.approx(3.0)


@pytest.mark.parametrize("eta", [0.0, -0.4, 1.01, float("nan")])
def test_an_efficiency_that_is_no_share_is_refused(eta: float) -> None:
    with pytest.raises(UsageError, match="Lorenz efficiency"):
        lorenz_efficiency(eta, **DRAMMEN)


@pytest.mark.parametrize(("eta", "remarks"), [(0.34, 1), (0.35, 0), (0.65, 0), (0.66, 1)])
def test_an_unusual_efficiency_is_remarked(eta: float, remarks: int) -> None:
    assert len(lorenz_efficiency(eta, **DRAMMEN).remarks) == remarks


def test_an_efficiency_that_leaves_an_electric_heater_is_refused() -> None:
    with pytest.raises(CopRangeError, match="impossible"):
        lorenz_efficiency(0.2, **DRAMMEN)
