"""Humid air gives off sensible heat, then latent heat below its dew point."""

import numpy as np
import pytest

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.fluids import (
    dew_point_k,
    fluid,
    humid_air_enthalpy_j_per_kg,
    saturation_humidity_ratio,
)
from industrial_hp.thermo.heat_exchange import humid_air_segments

P_PA = 101325.0
SUM_REL = 2e-6
DRYER_K, COOLED_K, HUMIDITY = 363.15, 303.15, 0.15


def finely(t_hot_k: float, t_cold_k: float, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Temperatures [K] and heat given off so far [J/kg], water leaving as it forms."""
    temperatures = np.linspace(t_hot_k, t_cold_k, steps + 1)
    heat, humidity = [0.0], HUMIDITY
    enthalpy = humid_air_enthalpy_j_per_kg(t_hot_k, P_PA, HUMIDITY)
    for t_k in temperatures[1:]:
        left = min(humidity, saturation_humidity_ratio(float(t_k), P_PA))
        liquid = fluid("Water").at_pt(P_PA, float(t_k)).h_j_per_kg if left < humidity else 0.0
        after = humid_air_enthalpy_j_per_kg(float(t_k), P_PA, left)
        heat.append(heat[-1] + enthalpy - after - (humidity - left) * liquid)
        enthalpy, humidity = after, left
    return temperatures, np.array(heat)


def test_there_is_a_break_at_the_dew_point_and_four_segments_at_least() -> None:
    segments = humid_air_segments(DRYER_K, COOLED_K, P_PA, HUMIDITY)
    assert len(segments) >= 4
    dew = dew_point_k(P_PA, HUMIDITY)
    assert any(segment.t_cold_k == pytest.approx(dew) for segment in segments)
    assert (segments[0].t_hot_k, segments[-1].t_cold_k) == pytest.approx((DRYER_K, COOLED_K))


def test_heat_is_that_of_many_small_steps() -> None:
    segments = humid_air_segments(DRYER_K, COOLED_K, P_PA, HUMIDITY)
    heat = sum(segment.heat_j_per_kg for segment in segments)
    _, stepwise = finely(DRYER_K, COOLED_K, 600)
    assert heat == pytest.approx(stepwise[-1], rel=2e-4)


@pytest.mark.parametrize("minimum_segments", [4, 8])
def test_segments_never_promise_a_hotter_stream(minimum_segments: int) -> None:
    segments = humid_air_segments(DRYER_K, COOLED_K, P_PA, HUMIDITY, minimum_segments)
    ends = np.cumsum([0.0] + [segment.heat_j_per_kg for segment in segments])
    straight_k = [DRYER_K] + [segment.t_cold_k for segment in segments]
    temperatures, heat = finely(DRYER_K, COOLED_K, 600)
    assert np.all(np.interp(heat, ends, straight_k) <= temperatures + 0.01)


@pytest.mark.parametrize("humidity", [0.3, 0.5, 1.0])
def test_very_humid_air_is_not_promised_hotter_above_its_dew_point(humidity: float) -> None:
    # Vapour near saturation has the larger heat capacity: one chord would be up to 0.2 K too hot.
    dew_k = dew_point_k(P_PA, humidity)
    segments = humid_air_segments(473.15, dew_k + 0.01, P_PA, humidity, 1)
    ends = np.cumsum([0.0] + [segment.heat_j_per_kg for segment in segments])
    straight_k = [473.15] + [segment.t_cold_k for segment in segments]
    kelvin = np.linspace(473.15, dew_k + 0.01, 400)
    enthalpy = np.array([humid_air_enthalpy_j_per_kg(float(t), P_PA, humidity) for t in kelvin])
    promised_k = np.interp(enthalpy[0] - enthalpy, ends, straight_k)
    assert np.all(promised_k <= kelvin + 2e-3)
    assert ends[-1] == pytest.approx(enthalpy[0] - enthalpy[-1], rel=1e-12)


@pytest.mark.parametrize("minimum_segments", [1, 4, 5, 12])
def test_heat_does_not_depend_on_the_number_of_segments(minimum_segments: int) -> None:
    segments = humid_air_segments(363.15, 283.15, P_PA, 0.5, minimum_segments)
    finest = humid_air_segments(363.15, 283.15, P_PA, 0.5, 40)
    assert sum(one.heat_j_per_kg for one in segments) == pytest.approx(
        sum(one.heat_j_per_kg for one in finest), rel=SUM_REL
    )


def test_condensation_is_that_of_the_psychrometric_formulas() -> None:
    # h = 1.006 t + W (2501 + 1.86 t) kJ/kg with the saturated W of the ASHRAE table, 0.1535 at 60
    # and 0.0273 at 30 degC: 461.4 - 100.1 kJ/kg. 0.1262 kg of water leave at about 51 degC in the
    # mean, 4.19 x 51 kJ/kg: 27.0 kJ/kg. Remain 334.3 kJ/kg.
    segments = humid_air_segments(333.15, 303.15, P_PA, 0.1535)
    assert sum(one.heat_j_per_kg for one in segments) == pytest.approx(334.3e3, rel=3e-3)


def test_another_dry_gas_adds_its_share_to_every_piece() -> None:
    plain = humid_air_segments(DRYER_K, COOLED_K, P_PA, HUMIDITY)
    richer = humid_air_segments(DRYER_K, COOLED_K, P_PA, HUMIDITY, 4, lambda t_k: 50.0 * t_k)
    for one, other in zip(plain, richer, strict=True):
        more = 50.0 * (one.t_hot_k - one.t_cold_k)
        assert other.heat_j_per_kg == pytest.approx(one.heat_j_per_kg + more)


def test_air_that_stays_dry_loses_no_water() -> None:
    segments = humid_air_segments(330.0, 310.0, P_PA, 0.01)
    heat = sum(segment.heat_j_per_kg for segment in segments)
    before = humid_air_enthalpy_j_per_kg(330.0, P_PA, 0.01)
    assert heat == pytest.approx(before - humid_air_enthalpy_j_per_kg(310.0, P_PA, 0.01))
    assert len(segments) == 4


def test_saturated_air_condenses_from_the_start() -> None:
    saturated = saturation_humidity_ratio(330.0, P_PA)
    segments = humid_air_segments(330.0, 310.0, P_PA, saturated)
    assert len(segments) == 4
    assert segments[0].heat_j_per_kg > segments[-1].heat_j_per_kg


def test_perfectly_dry_air_is_allowed() -> None:
    assert len(humid_air_segments(330.0, 260.0, P_PA, 0.0)) == 4


def test_fog_heating_and_frost_are_refused() -> None:
    with pytest.raises(UsageError, match="dew point"):
        humid_air_segments(320.0, 300.0, P_PA, 0.15)
    with pytest.raises(UsageError, match="colder end"):
        humid_air_segments(300.0, 320.0, P_PA, 0.01)
    with pytest.raises(FluidRangeError, match="freezes"):
        humid_air_segments(300.0, 268.0, P_PA, 0.01)
