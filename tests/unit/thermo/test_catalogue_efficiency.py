"""Cycles whose efficiency follows the law of their compressor at their own pressure ratio."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest

from industrial_hp.catalogue.compressor_laws import constant_law
from industrial_hp.catalogue.compressors import compressor
from industrial_hp.thermo.catalogue_efficiency import rated_cycle
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import steam_curve, water_curve
from industrial_hp.units import k_from_c

PISTON, SCREW, TURBO = compressor("piston"), compressor("screw"), compressor("turbo")
STEAM_TURBO = compressor("steam_turbo")
SETTLED = 1e-6


def between_temperatures(
    name: str, evaporating_c: float, condensing_c: float
) -> Callable[[CycleSettings], Cycle]:
    def make(stated: CycleSettings) -> Cycle:
        return cycle_between_temperatures(
            name,
            "R717",
            evaporating_k=k_from_c(evaporating_c),
            condensing_k=k_from_c(condensing_c),
            settings=stated,
        )

    return make


def test_efficiency_is_that_of_the_law_by_hand() -> None:
    # Ammonia 20/60 degC: 26.145 / 8.5704 bar = 3.0506; 0.83955 - 0.01026 * 3.0506 -
    # 0.00097 * 3.0506^2 = 0.799224
    rated = rated_cycle(between_temperatures("single_stage", 20.0, 60.0), CycleSettings(), PISTON)
    assert rated.settings.eta_isentropic == pytest.approx(0.799224, abs=2e-6)
    assert rated.cycle.eta_isentropic == rated.settings.eta_isentropic
    assert rated.findings == ()


def test_half_load_of_a_slide_valve_takes_the_efficiency_down() -> None:
    make = between_temperatures("single_stage", 20.0, 60.0)
    full = rated_cycle(make, CycleSettings(), SCREW)
    half = rated_cycle(make, CycleSettings(), SCREW, load=0.5)
    # 0.5 of the flow for 0.65 of the power
    ratio = half.settings.eta_isentropic / full.settings.eta_isentropic
    assert ratio == pytest.approx(0.5 / 0.65, rel=SETTLED)


def test_stages_of_different_ratio_share_one_efficiency_of_the_same_work() -> None:
    make = between_temperatures("two_stage_flash_intercooler", -10.0, 80.0)
    stated = CycleSettings(intermediate_k=k_from_c(20.0))
    rated = rated_cycle(make, stated, PISTON)
    low, high = rated.cycle.compressions
    laws = [PISTON.isentropic.at(stage.pressure_ratio) for stage in (low, high)]
    assert min(laws) < rated.settings.eta_isentropic < max(laws)
    eta = rated.settings.eta_isentropic
    ideal = [stage.flow * eta * stage.work_j_per_kg for stage in (low, high)]
    each = sum(work / law for work, law in zip(ideal, laws, strict=True))
    assert rated.cycle.work_j_per_kg == pytest.approx(each, rel=SETTLED)


def test_steam_stages_take_the_law_of_their_own_machine() -> None:
    def make(stated: CycleSettings) -> Cycle:
        return cycle_between(
            "closed_cycle_with_steam_recompression",
            "R1233zd(E)",
            source=water_curve(k_from_c(55.0), k_from_c(60.0)),
            sink=steam_curve(k_from_c(105.0), k_from_c(120.0)),
            approach_k=5.0,
            settings=stated,
        )

    stated = CycleSettings(superheat_k=15.0, intermediate_k=k_from_c(100.0))
    rated = rated_cycle(make, stated, PISTON, steam_compressor=STEAM_TURBO)
    closed, steam = rated.cycle.compressions
    assert steam.eta_isentropic == 0.74
    assert closed.eta_isentropic == pytest.approx(
        PISTON.isentropic.at(closed.pressure_ratio), abs=SETTLED
    )


@pytest.mark.parametrize("name", CYCLE_NAMES)
def test_the_efficiency_of_every_cycle_settles_on_its_law(name: str) -> None:
    steam = "steam" in name
    refrigerant = "R744" if "trans" in name else "R718" if name.startswith("steam") else "R717"
    make = partial(
        cycle_between,
        name,
        refrigerant,
        source=water_curve(k_from_c(75.0), k_from_c(80.0))
        if steam
        else water_curve(k_from_c(15.0), k_from_c(20.0)),
        sink=steam_curve(k_from_c(95.0), k_from_c(110.0))
        if steam
        else water_curve(k_from_c(40.0), k_from_c(70.0)),
        approach_k=5.0,
    )
    rated = rated_cycle(
        lambda stated: make(settings=stated),
        CycleSettings(refrigerant_low="R290"),
        PISTON,
        steam_compressor=STEAM_TURBO,
    )
    stages = [stage for stage in rated.cycle.compressions if stage.refrigerant != "R718"]
    laws = [PISTON.isentropic.at(stage.pressure_ratio) for stage in stages]
    if laws:
        assert min(laws) - SETTLED <= rated.settings.eta_isentropic <= max(laws) + SETTLED


def test_a_law_that_is_overstepped_is_a_remark_with_its_range() -> None:
    rated = rated_cycle(between_temperatures("single_stage", 0.0, 60.0), CycleSettings(), TURBO)
    found = {item.code: item for item in rated.findings}
    # 26.145 / 4.2925 bar
    assert found["outside_efficiency_law"].value == pytest.approx(6.0908, abs=1e-3)
    assert found["outside_efficiency_law"].limit == 4.0
    assert "1.2 to 4" in found["outside_efficiency_law"].message


def test_an_offered_efficiency_replaces_the_law() -> None:
    offer = replace(PISTON, isentropic=constant_law(0.71, "an offer"))
    rated = rated_cycle(between_temperatures("single_stage", 20.0, 60.0), CycleSettings(), offer)
    assert rated.settings.eta_isentropic == pytest.approx(0.71)
