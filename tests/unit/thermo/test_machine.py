"""Drive, swept volume and number of machines."""

from dataclasses import replace

import pytest

from industrial_hp.catalogue.compressor_laws import constant_law
from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine import Drive, electric_cop, machine_number, stated_cop
from industrial_hp.units import k_from_c

PISTON = compressor("piston")
# Ammonia 15/85 degC at 0.8: 6905.3 kJ of heat per m3 drawn in (reference table), pressure
# ratio 46.095 / 7.2819 bar = 6.3302 (CoolProp), so a volumetric efficiency of
# 0.95 - 0.0125 * 6.3302 = 0.87087.
CAPACITY_J_PER_M3 = 6905.3e3
VOLUMETRIC = 0.87087


def cycle(refrigerant: str, evaporating_c: float, condensing_c: float) -> Cycle:
    return cycle_between_temperatures(
        "single_stage",
        refrigerant,
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        settings=CycleSettings(eta_isentropic=0.8),
    )


def test_each_cop_says_where_it_is_taken() -> None:
    drive = Drive(0.965, 0.985, mechanical_efficiency=0.98, heat_loss_share=0.02)
    cop = stated_cop(4.0, drive)
    assert cop.cycle == 4.0
    assert cop.shaft == pytest.approx(3.8416)  # 4 * 0.98 * 0.98
    assert cop.electric == pytest.approx(3.651537, abs=1e-6)  # times 0.965 * 0.985 = 0.950525
    assert electric_cop(4.0, drive) == cop.electric


def test_the_usual_drive_is_that_of_published_plants() -> None:
    # The design note: published whole-plant figures use a drive factor of about 0.95.
    assert Drive().efficiency == pytest.approx(0.95, abs=0.005)


@pytest.mark.parametrize("wrong", [{"motor_efficiency": 1.1}, {"heat_loss_share": 1.0}])
def test_a_drive_that_makes_energy_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="permitted"):
        Drive(**wrong)


def test_swept_volume_follows_from_the_volumetric_efficiency() -> None:
    (stage,) = machine_number(cycle("R717", 15.0, 85.0), 5.0e6, PISTON).stages
    assert stage.suction_m3_per_s == pytest.approx(5.0e6 / CAPACITY_J_PER_M3, rel=1e-5)
    assert stage.volumetric_efficiency == pytest.approx(VOLUMETRIC, abs=1e-5)
    assert stage.swept_m3_per_s == pytest.approx(5.0e6 / CAPACITY_J_PER_M3 / VOLUMETRIC, rel=3e-5)


def test_the_largest_duty_of_one_machine_sets_their_number() -> None:
    number = machine_number(cycle("R717", 15.0, 85.0), 5.0e6, PISTON)
    # 2993 m3/h ask for two of 1800 m3/h, 5 MW for three of 2 MW
    assert (number.machines, number.governed_by) == (3, "heat duty")
    assert number.stages[0].machines == 2
    assert number.findings == ()


def test_thin_vapour_asks_for_machines_by_swept_volume() -> None:
    # R600 20/70 degC at 0.8 by PropsSI: 1618.46 kJ/m3, ratio 3.8964: 1.8 MW draw in 4004 m3/h,
    # with 0.95 - 0.0487 = 0.9013 swept 4442 m3/h, three of 1800 m3/h; by duty one would do.
    number = machine_number(cycle("R600", 20.0, 70.0), 1.8e6, PISTON)
    assert (number.machines, number.governed_by) == (3, "swept volume")
    assert number.stages[0].swept_m3_per_s * 3600.0 == pytest.approx(4442.0, abs=1.0)


def test_a_duty_of_exactly_two_machines_takes_two_and_one_more_in_spare() -> None:
    number = machine_number(cycle("R717", 20.0, 60.0), 4.0e6, PISTON, spare=1)
    assert (number.machines, number.spare, number.installed) == (2, 1, 3)


def test_every_stage_of_a_two_stage_machine_has_its_own_volume() -> None:
    two = cycle_between_temperatures(
        "two_stage_open_economiser",
        "R717",
        evaporating_k=k_from_c(0.0),
        condensing_k=k_from_c(80.0),
        settings=CycleSettings(eta_isentropic=0.8, intermediate_k=k_from_c(40.0)),
    )
    low, high = machine_number(two, 1.0e6, PISTON).stages
    # By PropsSI of CoolProp 8 from the equations of the cycle's docstring.
    assert low.suction_m3_per_s == pytest.approx(0.1829025, rel=1e-6)
    assert high.suction_m3_per_s == pytest.approx(0.0836503, rel=1e-6)
    assert low.name == "stage 1 of 2 (R717)"


def test_circuits_of_a_train_share_the_duty() -> None:
    train = cycle_between(
        "series_train",
        "R717",
        source=water_curve(k_from_c(15.0), k_from_c(20.0)),
        sink=water_curve(k_from_c(40.0), k_from_c(60.0)),
        approach_k=5.0,
        settings=CycleSettings(eta_isentropic=0.8),
    )
    # 4 MW in two circuits of 2 MW: one piston each; a single circuit would take two
    assert machine_number(train, 4.0e6, PISTON).machines == 1
    assert machine_number(train.parts[0], 4.0e6, PISTON).machines == 2


def test_the_lower_machine_of_a_cascade_gives_its_own_heat() -> None:
    # Type that binds by duty alone: the whole 1 MW above, (1 - 1/COP) of it below.
    by_duty = replace(PISTON, swept_max_m3_per_h=None, duty_max_mw=0.5, duty_min_mw=0.99)
    both = cycle_between_temperatures(
        "cascade",
        "R717",
        evaporating_k=k_from_c(0.0),
        condensing_k=k_from_c(70.0),
        settings=CycleSettings(eta_isentropic=0.8, intermediate_k=k_from_c(35.0)),
    )
    number = machine_number(both, 1.0e6, replace(by_duty, duty_max_mw=1.0))
    assert number.machines == 1
    top = both.parts[-1]
    (finding,) = number.findings
    assert finding.code == "duty_below_range"
    assert finding.value == pytest.approx(1.0 - 1.0 / top.cop, rel=1e-9)


def test_a_duty_too_small_for_the_type_is_a_remark() -> None:
    number = machine_number(cycle("R717", 15.0, 85.0), 1.0e6, compressor("turbo"))
    codes = {item.code: item.limit for item in number.findings}
    assert codes == {"duty_below_range": 3.0, "swept_volume_below_range": 3000.0}
    assert number.machines == 1


def test_supplier_data_replace_law_and_size() -> None:
    offer = replace(
        PISTON,
        volumetric=constant_law(0.8, "an offer"),
        swept_max_m3_per_h=500.0,
        duty_max_mw=None,
    )
    number = machine_number(cycle("R717", 15.0, 85.0), 1.0e6, offer)
    # 1 MW: 521.3 m3/h drawn in, 651.7 swept
    assert number.machines == 2
    assert number.stages[0].swept_m3_per_s * 3600.0 == pytest.approx(651.7, abs=0.1)


def test_a_negative_duty_is_refused() -> None:
    with pytest.raises(UsageError, match="permitted"):
        machine_number(cycle("R717", 15.0, 85.0), -1.0, PISTON)
