"""Prices on the basis the model uses."""

import numpy as np
import pytest

from industrial_hp.economics import (
    electricity_price_eur_per_mwh,
    fuel_co2_cost_eur_per_mwh,
    gas_price_lhv_eur_per_mwh,
)
from industrial_hp.errors import UsageError


def test_gas_billed_on_the_higher_heating_value_is_dearer_on_the_lower() -> None:
    # 45 EUR/MWh HHV x 1.108 = 49.86 EUR/MWh LHV: the trap is to divide, or to forget it.
    assert gas_price_lhv_eur_per_mwh(45.0, "HHV") == pytest.approx(49.86)


def test_gas_billed_on_the_lower_heating_value_stays() -> None:
    assert gas_price_lhv_eur_per_mwh(45.0, "LHV") == 45.0


def test_the_same_gas_costs_the_same_on_either_basis() -> None:
    # 1000 MWh HHV are 1000 / 1.108 MWh LHV; the bill is one.
    bill_eur = 1000.0 * 45.0
    assert (1000.0 / 1.108) * gas_price_lhv_eur_per_mwh(45.0, "HHV") == pytest.approx(bill_eur)


def test_hourly_prices_are_converted_hour_by_hour() -> None:
    prices = gas_price_lhv_eur_per_mwh(np.array([40.0, 50.0]), "HHV", hhv_to_lhv=1.1)
    assert prices == pytest.approx([44.0, 55.0])


def test_a_ratio_turned_upside_down_is_refused() -> None:
    with pytest.raises(UsageError, match="hhv_to_lhv"):
        gas_price_lhv_eur_per_mwh(45.0, "HHV", hhv_to_lhv=1.0 / 1.108)


def test_an_unknown_basis_is_refused() -> None:
    with pytest.raises(UsageError, match="HHV or LHV"):
        gas_price_lhv_eur_per_mwh(45.0, "Ho")  # type: ignore[arg-type]


def test_co2_cost_of_gas() -> None:
    # 0.201 t/MWh x 73.86 EUR/t, hand calculation.
    assert fuel_co2_cost_eur_per_mwh(0.201, 73.86) == pytest.approx(14.84586)


def test_electricity_price_adds_its_parts() -> None:
    price = electricity_price_eur_per_mwh(80.0, 25.0, levies_eur_per_mwh=5.0)
    assert price == 110.0
    with_co2 = electricity_price_eur_per_mwh(
        80.0, 25.0, levies_eur_per_mwh=5.0, co2_eur_per_t=70.0, emission_factor_t_per_mwh=0.3
    )
    assert with_co2 == pytest.approx(131.0)


def test_negative_hours_keep_their_charges() -> None:
    prices = electricity_price_eur_per_mwh(np.array([-30.0, 90.0]), 25.0)
    assert prices == pytest.approx([-5.0, 115.0])


def test_a_negative_co2_price_is_refused() -> None:
    with pytest.raises(UsageError, match="co2_price_eur_per_t"):
        fuel_co2_cost_eur_per_mwh(0.2, -1.0)
