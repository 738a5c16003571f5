"""Combustion makes water; its gas cools like humid air with another dry gas."""

import numpy as np
import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.flue_gas import (
    LIGHT_FUEL_OIL,
    METHANE,
    FuelAnalysis,
    flue_gas,
    flue_gas_segments,
    wood,
)
from industrial_hp.thermo.fluids import fluid
from industrial_hp.units import c_from_k

P_PA = 101325.0
HOT_K, COLD_K = 393.15, 298.15
DEW_TOLERANCE_K = 1.0
HEAT_REL = 5e-3  # of which 0.4 %: water vapour near saturation is no ideal gas

# Ideal-gas heat capacities at about 70 degC [J/(mol K)], NIST Chemistry WebBook (Shomate)
CP_MOLAR = {"CarbonDioxide": 39.1, "Oxygen": 29.6, "Nitrogen": 29.2, "Argon": 20.79}
CP_VAPOUR, CP_WATER = 33.9, 75.4
LATENT_AT_25_C = 44.0e3  # J/mol, CODATA: gross less net heating value of hydrogen


def vapour_mol(t_k: float, water: float) -> float:
    """Water [mol per mol dry gas] that stays vapour, by the saturation pressure of water alone."""
    saturated_pa = fluid("Water").saturated_liquid(t_k).p_pa
    return min(water, saturated_pa / (P_PA - saturated_pa)) if saturated_pa < P_PA else water


def by_hand_j_per_mol(t_hot_k: float, t_cold_k: float, fractions: dict, water: float) -> float:
    """Heat per mole of dry gas from constant heat capacities, condensate leaving as it forms."""
    kelvin = np.linspace(t_hot_k, t_cold_k, 2001)
    left = np.array([vapour_mol(float(t), water) for t in kelvin])
    middle, vapour = 0.5 * (kelvin[1:] + kelvin[:-1]), 0.5 * (left[1:] + left[:-1])
    dry = sum(CP_MOLAR[name] * x for name, x in fractions.items())
    latent = LATENT_AT_25_C - (CP_WATER - CP_VAPOUR) * (middle - 298.15)
    return float(np.sum((dry + vapour * CP_VAPOUR) * -np.diff(kelvin) + latent * -np.diff(left)))


@pytest.mark.parametrize(
    ("fuel", "highest_co2"),
    [(METHANE, 0.117), (LIGHT_FUEL_OIL, 0.154), (wood(0.3), 0.202)],
)
def test_carbon_dioxide_without_excess_air_is_the_published_maximum(
    fuel: FuelAnalysis, highest_co2: float
) -> None:
    # CO2max of dry flue gas as flue-gas analysers hold it (recalled): natural gas 11.7 to 12,
    # light fuel oil 15.4, wood 20.2 to 20.4 %
    gas = flue_gas(fuel, excess_air=1.0)
    assert gas.mole_fractions["CarbonDioxide"] == pytest.approx(highest_co2, abs=0.003)
    assert gas.mole_fractions["Oxygen"] == pytest.approx(0.0, abs=1e-12)
    assert sum(gas.mole_fractions.values()) == pytest.approx(1.0)


@pytest.mark.parametrize(("fuel", "dew_point_c"), [(METHANE, 56.0), (LIGHT_FUEL_OIL, 47.0)])
def test_dew_points_at_usual_excess_air_are_those_of_boiler_makers(
    fuel: FuelAnalysis, dew_point_c: float
) -> None:
    # Vaillant, Lexikon, Taupunkt: natural gas 56, fuel oil 47 degC
    gas = flue_gas(fuel, excess_air=1.2)
    assert c_from_k(gas.dew_point_k(P_PA)) == pytest.approx(dew_point_c, abs=DEW_TOLERANCE_K)


def test_dew_point_without_excess_air_is_saturation_at_the_share_of_water() -> None:
    # CH4 + 2 O2 (+ 7.546 N2 and Ar): 2 of 10.546 mol are water, 0.1922 bar, saturated at 59.1 degC
    # (steam tables: 59.0 degC at 0.1905 bar, 60 degC at 0.1995 bar)
    gas = flue_gas(METHANE, excess_air=1.0)
    assert gas.water_mol_per_mol == pytest.approx(2.0 / 8.546, rel=2e-3)
    assert c_from_k(gas.dew_point_k(P_PA)) == pytest.approx(59.15, abs=0.15)


def test_heat_of_condensing_flue_gas_is_that_of_a_hand_calculation() -> None:
    gas = flue_gas(METHANE, excess_air=1.0)
    heat = sum(one.heat_j_per_kg for one in flue_gas_segments(gas, HOT_K, COLD_K, P_PA))
    by_hand = by_hand_j_per_mol(HOT_K, COLD_K, dict(gas.mole_fractions), gas.water_mol_per_mol)
    assert heat * gas.dry_gas_kg_per_mol == pytest.approx(by_hand, rel=HEAT_REL)


def test_dry_cooling_uses_the_heat_capacity_of_the_gas_and_not_of_air() -> None:
    gas = flue_gas(wood(0.0), excess_air=1.0)  # 20 % carbon dioxide: 4 % more per mole than air
    heat = sum(one.heat_j_per_kg for one in flue_gas_segments(gas, 363.15, 333.15, P_PA))
    by_hand = by_hand_j_per_mol(363.15, 333.15, dict(gas.mole_fractions), gas.water_mol_per_mol)
    assert heat * gas.dry_gas_kg_per_mol == pytest.approx(by_hand, rel=HEAT_REL)


def test_flow_of_gas_follows_from_the_fuel() -> None:
    # Methane: 2 mol O2 per 16.04 g ask for 9.546 mol of air, 276.5 g; less 36.03 g of water
    gas = flue_gas(METHANE, excess_air=1.0)
    assert gas.dry_gas_kg_per_kg_fuel == pytest.approx((276.5 + 16.04 - 36.03) / 16.04, rel=1e-3)


def test_mass_is_conserved_with_every_element_and_humid_air() -> None:
    fuel = wood(0.45)
    gas = flue_gas(fuel, excess_air=1.6, air_humidity_ratio=0.008)
    moles = gas.dry_gas_kg_per_kg_fuel / gas.dry_gas_kg_per_mol
    air_mol = 1.6 * fuel.oxygen_demand_mol_per_kg / 0.2095
    dry_air = air_mol * (0.2095 * 31.998e-3 + 0.7812 * 28.014e-3 + 0.0093 * 39.948e-3)
    water = moles * gas.water_mol_per_mol * 18.015e-3
    into = (1.0 - fuel.ash_share) + dry_air + air_mol * 28.966e-3 * 0.008
    assert gas.dry_gas_kg_per_kg_fuel + water == pytest.approx(into, rel=1e-4)


@pytest.mark.parametrize("moisture", [0.0, 0.3, 0.55])
def test_flue_gas_is_nowhere_promised_hotter_than_it_is(moisture: float) -> None:
    gas = flue_gas(wood(moisture), excess_air=1.3)
    coarse = flue_gas_segments(gas, 423.15, 303.15, P_PA)
    fine = flue_gas_segments(gas, 423.15, 303.15, P_PA, 400)
    ends = [np.cumsum([0.0] + [one.heat_j_per_kg for one in path]) for path in (coarse, fine)]
    kelvin = [[path[0].t_hot_k, *(one.t_cold_k for one in path)] for path in (coarse, fine)]
    assert len(coarse) >= 4
    assert ends[0][-1] == pytest.approx(ends[1][-1], rel=1e-6)
    assert np.all(np.interp(ends[1], ends[0], kelvin[0]) <= np.array(kelvin[1]) + 1e-3)


def test_wetter_fuel_gives_a_higher_dew_point_and_more_air_a_lower_one() -> None:
    def dew_k(moisture: float, excess_air: float) -> float:
        return flue_gas(wood(moisture), excess_air=excess_air).dew_point_k(P_PA)

    assert dew_k(0.2, 1.5) < dew_k(0.4, 1.5) < dew_k(0.55, 1.5)
    assert dew_k(0.4, 2.0) < dew_k(0.4, 1.5) < dew_k(0.4, 1.1)


def test_what_cannot_burn_is_refused() -> None:
    with pytest.raises(UsageError, match=r"excess air 0\.9"):
        flue_gas(METHANE, excess_air=0.9)
    with pytest.raises(UsageError, match="needs no air"):
        flue_gas(FuelAnalysis(0.0, 0.0, ash_share=1.0), excess_air=1.0)
    with pytest.raises(UsageError, match=r"add up to 0\.9"):
        FuelAnalysis(0.7, 0.2)
    with pytest.raises(UsageError, match=r"oxygen_share is -0\.1"):
        FuelAnalysis(0.9, 0.2, oxygen_share=-0.1)
    with pytest.raises(UsageError, match=r"permitted: 0 to 0\.65"):
        wood(0.7)
    with pytest.raises(UsageError, match="humidity of the air"):
        flue_gas(METHANE, excess_air=1.0, air_humidity_ratio=-0.1)
