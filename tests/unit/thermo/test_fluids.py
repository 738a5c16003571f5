"""States of fluids against CoolProp's own flash, and what happens outside their range."""

import pytest
from CoolProp.CoolProp import PropsSI

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.fluids import (
    Fluid,
    dew_point_k,
    fluid,
    humid_air_enthalpy_j_per_kg,
    saturation_humidity_ratio,
)

RELATIVE = 1e-9
FLASH_DENSITY_RELATIVE = 1e-7  # the flash itself stops there
FLUIDS = ("R717", "R600a", "R601", "R1233zd(E)", "R1336mzz(Z)", "Water")


@pytest.mark.parametrize("name", FLUIDS)
@pytest.mark.parametrize("superheat_k", [0.5, 20.0, 60.0])
def test_vapour_by_newton_is_the_vapour_of_the_flash(name: str, superheat_k: float) -> None:
    medium = fluid(name)
    dew = medium.saturated_vapour(370.0)
    expected = medium.at_pt(dew.p_pa, dew.t_k + superheat_k)
    by_enthalpy = medium.at_ph(expected.p_pa, expected.h_j_per_kg)
    by_entropy = medium.at_ps(expected.p_pa, expected.s_j_per_kg_k)
    for found in (by_enthalpy, by_entropy):
        assert found.t_k == pytest.approx(expected.t_k, rel=RELATIVE)
        density = pytest.approx(expected.rho_kg_per_m3, rel=FLASH_DENSITY_RELATIVE)
        assert found.rho_kg_per_m3 == density
        assert found.phase == "vapour"


@pytest.mark.parametrize("name", FLUIDS)
@pytest.mark.parametrize("below_k", [0.5, 20.0, 60.0])
def test_liquid_by_newton_is_the_liquid_of_the_flash(name: str, below_k: float) -> None:
    medium = fluid(name)
    boiling = medium.saturated_liquid(370.0)
    expected = medium.at_pt(boiling.p_pa, boiling.t_k - below_k)
    by_enthalpy = medium.at_ph(expected.p_pa, expected.h_j_per_kg)
    by_entropy = medium.at_ps(expected.p_pa, expected.s_j_per_kg_k)
    for found in (by_enthalpy, by_entropy):
        assert found.t_k == pytest.approx(expected.t_k, rel=RELATIVE)
        assert found.rho_kg_per_m3 == pytest.approx(expected.rho_kg_per_m3, rel=RELATIVE)
        assert found.phase == "liquid"


@pytest.mark.parametrize("t_k", [280.0, 304.0, 305.5, 310.0, 350.0, 450.0])
@pytest.mark.parametrize("near_k", [285.0, 306.0, 420.0])
@pytest.mark.parametrize("pressure_pa", [75e5, 100e5, 140e5])
def test_a_state_nearby_changes_no_answer_above_the_critical_pressure(
    t_k: float, near_k: float, pressure_pa: float
) -> None:
    h, s, density = (
        PropsSI(key, "T", t_k, "P", pressure_pa, "CarbonDioxide") for key in ("H", "S", "D")
    )
    medium = fluid("R744")
    near = medium.at_pt(0.8 * pressure_pa, near_k)
    found = (
        medium.at_pt(pressure_pa, t_k, near=near),
        medium.at_ph(pressure_pa, h, near=near),
        medium.at_ps(pressure_pa, s, near=near),
    )
    for state in found:
        assert state.t_k == pytest.approx(t_k, rel=1e-8)
        assert state.rho_kg_per_m3 == pytest.approx(density, rel=FLASH_DENSITY_RELATIVE)
        assert state.phase == "supercritical"


def test_a_false_root_of_the_equation_of_state_is_not_taken() -> None:
    # Far below the critical temperature the equation bends again beyond the densest liquid.
    medium = fluid("R152a")
    pressure, t_k = 1.7768466965701244 * medium.critical_pressure_pa, 164.7
    expected = medium.at_pt(pressure, t_k)
    for near_k in (169.0, 200.0, 300.0):
        near = medium.at_pt(0.7 * pressure, near_k)
        found = medium.at_ps(pressure, expected.s_j_per_kg_k, near=near)
        assert found.t_k == pytest.approx(t_k, abs=1e-5)


def test_a_two_phase_state_is_mixed_of_its_ends() -> None:
    found = fluid("R600").at_ph(5e5, fluid("R600").saturated_vapour(320.0).h_j_per_kg * 0.8)
    entropy = PropsSI("S", "P", 5e5, "H", found.h_j_per_kg, "n-Butane")
    density = PropsSI("D", "P", 5e5, "H", found.h_j_per_kg, "n-Butane")
    assert found.phase == "two_phase"
    assert found.s_j_per_kg_k == pytest.approx(entropy, rel=1e-8)
    assert found.rho_kg_per_m3 == pytest.approx(density, rel=1e-8)


def test_pressure_and_temperature_of_saturation_are_inverse() -> None:
    ammonia = fluid("R717")
    pressure = ammonia.saturation_pressure_pa(330.0)
    assert ammonia.saturation_temperature_k(pressure) == pytest.approx(330.0, abs=1e-9)


def test_a_fluid_above_both_critical_values_is_supercritical() -> None:
    assert fluid("R744").at_pt(100e5, 350.0).phase == "supercritical"
    assert fluid("R744").at_pt(40e5, 350.0).phase == "vapour"
    assert fluid("R744").at_pt(60e5, 280.0).phase == "liquid"


@pytest.mark.parametrize("t_k", [100.0, 405.6, 900.0])
def test_saturation_outside_triple_to_critical_names_the_range(t_k: float) -> None:
    with pytest.raises(FluidRangeError, match=r"R717.*permitted: -77\.65 to .* 132\.41 degC"):
        fluid("R717").saturated_vapour(t_k)


def test_states_beyond_the_equation_of_state_are_refused_in_our_words() -> None:
    ammonia = fluid("R717")
    with pytest.raises(FluidRangeError, match=r"permitted: -77\.65 to 451\.85 degC"):
        ammonia.at_pt(10e5, 800.0)
    with pytest.raises(FluidRangeError, match="kJ/kg"):
        ammonia.at_ph(10e5, 1e9)
    with pytest.raises(FluidRangeError, match="kJ/"):
        ammonia.at_ps(10e5, 1e7)
    with pytest.raises(FluidRangeError, match="bar"):
        ammonia.at_pt(-1.0, 300.0)
    with pytest.raises(FluidRangeError, match="critical"):
        ammonia.saturation_temperature_k(200e5)


def test_a_fluid_nobody_knows_and_a_blend_are_refused() -> None:
    with pytest.raises(UsageError, match="known: R717"):
        fluid("R999")
    with pytest.raises(UsageError, match="blend"):
        fluid("R410A")


def test_one_fluid_is_kept_and_not_built_again() -> None:
    assert fluid("R717") is fluid("R717")


def test_humid_air_agrees_with_the_ashrae_table_at_30_degrees() -> None:
    # ASHRAE Handbook Fundamentals, table of moist air at 101.325 kPa: W_s = 0.027329 kg/kg,
    # h_s = 100.006 kJ/kg at 30 degC (recalled).
    saturated = saturation_humidity_ratio(303.15, 101325.0)
    assert saturated == pytest.approx(0.02733, rel=2e-3)
    enthalpy = humid_air_enthalpy_j_per_kg(303.15, 101325.0, saturated)
    assert enthalpy == pytest.approx(100.0e3, rel=2e-3)
    assert dew_point_k(101325.0, saturated) == pytest.approx(303.15, abs=1e-4)


def test_humid_air_that_cannot_be_is_refused() -> None:
    with pytest.raises(FluidRangeError, match="humid air"):
        saturation_humidity_ratio(400.0, 101325.0)


def test_a_refused_state_does_not_bend_the_next_answer() -> None:
    # A liquid colder than the range: CoolProp 8.0 gives up there and would answer the next call
    # in the phase it had tried.
    medium = Fluid("RC270")
    pressure = medium.saturation_pressure_pa(medium.critical_temperature_k - 100.0)
    before = medium.at_pt(pressure, medium.critical_temperature_k - 60.0)
    with pytest.raises(FluidRangeError):
        medium.at_ph(5593588.0, before.h_j_per_kg - 540000.0)
    assert medium.at_pt(pressure, medium.critical_temperature_k - 60.0) == before
