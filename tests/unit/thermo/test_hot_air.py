"""Heating of air: its curve and its heat, with and without exhaust led back."""

import numpy as np
import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.hot_air import AirState, air_heating, recirculated_air
from industrial_hp.units import c_from_k, k_from_c

HEAT_REL = 3e-3
FORMULA_K = 0.3


def enthalpy_kj_per_kg(t_c: float, humidity_ratio: float) -> float:
    """Psychrometric formula of the handbooks (ASHRAE, VDI Heat Atlas)."""
    return 1.006 * t_c + humidity_ratio * (2501.0 + 1.86 * t_c)


@pytest.mark.parametrize("humidity", [0.0, 0.008, 0.05])
def test_heat_is_that_of_the_heat_capacities_of_air_and_vapour(humidity: float) -> None:
    # Mean heat capacities between 45 and 120 degC (handbook tables):
    # 1.009 for dry air, 1.885 kJ/(kg K) for vapour; 0.008 kg/kg: 75 x 1.0241 = 76.8 kJ/kg
    heating = air_heating(AirState(k_from_c(45.0), humidity), k_from_c(120.0))
    by_hand = 75.0 * (1.009 + 1.885 * humidity)
    assert heating.heat_j_per_kg == pytest.approx(1e3 * by_hand, rel=HEAT_REL)


def test_the_curve_runs_from_inlet_to_outlet_and_is_almost_straight() -> None:
    heating = air_heating(AirState(k_from_c(15.0), 0.008), k_from_c(160.0))
    assert heating.curve.cold_end_k == pytest.approx(k_from_c(15.0))
    assert heating.curve.hot_end_k == pytest.approx(k_from_c(160.0))
    middle_c = c_from_k(heating.curve.at(np.array([0.5]))[0])
    # heat capacity grows by about 1.5 % (dry air 1.006 at 15, 1.02 kJ/(kg K) at 160 degC, handbook
    # tables): the middle of the heat lies an eighth of that times the span above 87.5 degC
    assert middle_c == pytest.approx(87.5 + 145.0 * 0.015 / 8.0, abs=0.1)


def test_more_points_change_the_curve_by_a_thousandth_of_a_kelvin() -> None:
    air, shares = AirState(k_from_c(15.0), 0.008), np.linspace(0.0, 1.0, 401)
    usual = air_heating(air, k_from_c(115.0)).curve.at(shares)
    fine = air_heating(air, k_from_c(115.0), points=401).curve.at(shares)
    assert np.abs(usual - fine).max() < 1e-3


def test_mixture_with_exhaust_is_that_of_the_psychrometric_formula() -> None:
    fresh, exhaust = AirState(k_from_c(15.0), 0.008), AirState(k_from_c(70.0), 0.060)
    mixture = recirculated_air(fresh, exhaust, 0.6)
    humidity = 0.4 * 0.008 + 0.6 * 0.060
    enthalpy = 0.4 * enthalpy_kj_per_kg(15.0, 0.008) + 0.6 * enthalpy_kj_per_kg(70.0, 0.060)
    by_hand_c = (enthalpy - 2501.0 * humidity) / (1.006 + 1.86 * humidity)
    assert mixture.humidity_ratio == pytest.approx(humidity)
    assert c_from_k(mixture.t_k) == pytest.approx(by_hand_c, abs=FORMULA_K)


def test_exhaust_led_back_saves_the_heat_it_brings() -> None:
    # A dryer to 110 degC: exhaust of 70 degC, 0.05 kg/kg; per kg of dry air through the heater
    fresh, exhaust = AirState(k_from_c(15.0), 0.008), AirState(k_from_c(70.0), 0.050)
    alone = air_heating(fresh, k_from_c(110.0))
    half = air_heating(recirculated_air(fresh, exhaust, 0.5), k_from_c(110.0))
    assert recirculated_air(fresh, exhaust, 0.0).t_k == pytest.approx(fresh.t_k)
    assert half.heat_j_per_kg < 0.75 * alone.heat_j_per_kg


def test_cold_fresh_air_and_wet_exhaust_make_fog_and_are_refused() -> None:
    # Saturated at -5 (0.0025) and at 40 degC (0.0488 kg/kg): halves meet near 19 degC, where air
    # holds 0.014 kg/kg, with 0.026 kg/kg
    fresh, exhaust = AirState(k_from_c(-5.0), 0.0024), AirState(k_from_c(40.0), 0.0485)
    with pytest.raises(UsageError, match="mixture of fresh air and exhaust"):
        recirculated_air(fresh, exhaust, 0.5)


def test_unusable_arguments_are_named() -> None:
    air = AirState(300.0, 0.008)
    with pytest.raises(UsageError, match="hotter end"):
        air_heating(air, 290.0)
    with pytest.raises(UsageError, match="dew point"):
        air_heating(AirState(280.0, 0.02), 330.0)
    with pytest.raises(UsageError, match="permitted: from 0"):
        air_heating(AirState(280.0, -0.01), 330.0)
    with pytest.raises(UsageError, match="0 to below 1"):
        recirculated_air(air, air, 1.0)
