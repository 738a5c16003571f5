"""Prices on the basis the model uses."""

from typing import Any

import numpy as np
import pytest

from industrial_hp.economics import Co2Price, Tariff, added_peak_mw, fuel_price_lhv_eur_per_mwh
from industrial_hp.errors import UsageError


def test_gas_billed_on_the_higher_heating_value_is_dearer_on_the_lower() -> None:
    # 45 EUR/MWh HHV x 1.108 = 49.86 EUR/MWh LHV: the trap is to divide, or to forget it.
    assert fuel_price_lhv_eur_per_mwh(45.0, "HHV") == pytest.approx(49.86)


def test_gas_billed_on_the_lower_heating_value_stays() -> None:
    assert fuel_price_lhv_eur_per_mwh(45.0, "LHV") == 45.0


def test_the_same_gas_costs_the_same_on_either_basis() -> None:
    # 1000 MWh HHV are 1000 / 1.108 MWh LHV; the bill is one.
    bill_eur = 1000.0 * 45.0
    assert (1000.0 / 1.108) * fuel_price_lhv_eur_per_mwh(45.0, "HHV") == pytest.approx(bill_eur)


def test_hourly_prices_are_converted_hour_by_hour() -> None:
    prices = fuel_price_lhv_eur_per_mwh(np.array([40.0, 50.0]), "HHV", hhv_to_lhv=1.1)
    assert prices == pytest.approx([44.0, 55.0])


def test_a_ratio_turned_upside_down_is_refused() -> None:
    with pytest.raises(UsageError, match="hhv_to_lhv"):
        fuel_price_lhv_eur_per_mwh(45.0, "HHV", hhv_to_lhv=1.0 / 1.108)


def test_an_unknown_basis_is_refused() -> None:
    with pytest.raises(UsageError, match="HHV or LHV"):
        fuel_price_lhv_eur_per_mwh(45.0, "Ho")  # type: ignore[arg-type]


def tariff(**changes: Any) -> Tariff:
    parts = {
        "energy_eur_per_mwh": np.array([-30.0, 90.0]),
        "network_eur_per_mwh": 25.0,
        "escalation": 0.0,
        "emission_factor_t_per_mwh": np.array([0.1, 0.3]),
        "contains_co2": False,
    } | changes
    return Tariff(**parts)


def test_a_levelled_price_adds_its_parts_and_keeps_negative_hours() -> None:
    # -30 + 25 + 0.1 x 70 = 2; 90 + 25 + 0.3 x 70 = 136 EUR/MWh.
    levelled = tariff().levelled_eur_per_mwh(Co2Price(70.0), interest=0.05, years=20)
    assert levelled == pytest.approx([2.0, 136.0])


def test_co2_inside_the_energy_price_is_not_paid_again() -> None:
    inside = tariff(contains_co2=True)
    levelled = inside.levelled_eur_per_mwh(Co2Price(70.0), interest=0.05, years=20)
    assert levelled == pytest.approx([-5.0, 115.0])
    assert inside.co2_to_pay_t_per_mwh == pytest.approx([0.0, 0.0])


def test_each_part_is_levelled_by_its_own_price_change() -> None:
    # Two years at 10 %: annuity 0.5761905; 5 % a year: (1/1.1 + 1.05/1.21) x 0.5761905 =
    # 1.0238095; CO2 at 20 %: (1/1.1 + 1.2/1.21) x 0.5761905 = 1.0952381.
    levelled = tariff(escalation=0.05).levelled_eur_per_mwh(
        Co2Price(70.0, 0.2), interest=0.1, years=2
    )
    by_hand = [1.0238095 * -5 + 1.0952381 * 7, 1.0238095 * 115 + 1.0952381 * 21]
    assert levelled == pytest.approx(by_hand, rel=1e-7)


def test_a_plant_pays_for_the_peak_that_it_adds_and_not_for_its_own() -> None:
    # Others 3 and 1 MW; the plant 0.5 and 2 MW: together 3.5 MW, of which 3 stood before.
    assert added_peak_mw(np.array([0.5, 2.0]), np.array([3.0, 1.0])) == pytest.approx(0.5)
    assert added_peak_mw(np.array([0.0, 2.0]), np.array([3.0, 1.0])) == 0.0
    assert added_peak_mw(np.array([0.5, 2.0]), np.zeros(2)) == 2.0
