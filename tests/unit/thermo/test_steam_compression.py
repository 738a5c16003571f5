"""Steam compression against steam tables by hand, and against both laws.

Steam table: Wagner and Kretzschmar, International Steam Tables (IAPWS-IF97), kJ/kg, kJ/(kg K).
"""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle import (
    Cycle,
    true_condenser_temperature_k,
    true_evaporator_temperature_k,
)
from industrial_hp.thermo.cycle_balances import component_balances
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import steam_curve, water_curve
from industrial_hp.thermo.steam_compression import (
    process_vapour_recompression,
    steam_recompression,
)
from industrial_hp.units import c_from_k, k_from_c, kj_from_j, pa_from_bar

WATER = fluid("R718")
BALANCE_RELATIVE = 1e-9
APPROACH_TOLERANCE_K = 2e-4

# 1 bar: h' = 417.44, h'' = 2674.95, s'' = 7.3588; 2 bar: h' = 504.68, h'' = 2706.24.
# 2 bar, 150 degC: h = 2769.1, s = 7.2810. On an isobar dh = T ds, and s'' of 1 bar is reached
# 16.3 K above: h(2 bar, s'') = 2769.1 + 431.3 (7.3588 - 7.2810) = 2802.7. Efficiency 0.75.
H_DISCHARGE = 2674.95 + (2802.7 - 2674.95) / 0.75
WORK = H_DISCHARGE - 2674.95
HAND_TOLERANCE = 2e-3


def at_bar(low: float, high: float, **stated: float) -> Cycle:
    return steam_recompression(
        evaporating_k=WATER.saturation_temperature_k(pa_from_bar(low)),
        delivery_k=WATER.saturation_temperature_k(pa_from_bar(high)),
        eta_isentropic=0.75,
        **stated,  # type: ignore[arg-type]
    )


def test_one_stage_from_1_to_2_bar_is_that_of_the_steam_table() -> None:
    cycle = at_bar(1.0, 2.0)
    assert cycle.cop == pytest.approx((H_DISCHARGE - 504.68) / WORK, rel=HAND_TOLERANCE)
    spray = (H_DISCHARGE - 2706.24) / (2706.24 - 504.68)
    assert cycle.point("spray_1").flow == pytest.approx(spray / (1.0 + spray), rel=2e-2)


def test_feed_and_spray_water_count_from_their_own_temperatures() -> None:
    # feed 60 degC: h = 251.2, spray 20 degC: h = 84.0 (steam table)
    spray = (H_DISCHARGE - 2706.24) / (2706.24 - 84.0)
    heat = (1.0 + spray) * 2706.24 - 251.2 - spray * 84.0
    cycle = at_bar(1.0, 2.0, feed_k=k_from_c(60.0), spray_k=k_from_c(20.0))
    assert cycle.cop == pytest.approx(heat / WORK, rel=HAND_TOLERANCE)
    assert_both_laws(cycle)


def test_more_stages_take_less_work_and_stay_cooler() -> None:
    cycles = [at_bar(1.0, 8.0, stages=stages) for stages in (1, 2, 3, 4)]
    cops = [cycle.cop for cycle in cycles]
    assert cops == sorted(cops)
    hottest = [cycle.discharge_k for cycle in cycles]
    assert hottest == sorted(hottest, reverse=True)
    for cycle in cycles:
        ratios = [stage.pressure_ratio for stage in cycle.compressions]
        assert ratios == pytest.approx([8.0 ** (1.0 / len(ratios))] * len(ratios))


def test_stages_and_water_that_cannot_be_are_told() -> None:
    with pytest.raises(UsageError, match="permitted: 1 to 4"):
        at_bar(1.0, 2.0, stages=5)
    with pytest.raises(UsageError, match="spray water at 130"):
        at_bar(1.0, 2.0, spray_k=k_from_c(130.0))
    with pytest.raises(UsageError, match="permitted: R718, not R717"):
        cycle_between_temperatures(
            "steam_recompression",
            "R717",
            evaporating_k=300.0,
            condensing_k=340.0,
            settings=CycleSettings(),
        )


def from_source(
    refrigerant: str, steam_bar: float, feed_c: float, stated: CycleSettings, source_c: float = 60.0
) -> Cycle:
    delivery_k = WATER.saturation_temperature_k(pa_from_bar(steam_bar))
    return cycle_between(
        "closed_cycle_with_steam_recompression",
        refrigerant,
        source=water_curve(k_from_c(source_c - 5.0), k_from_c(source_c)),
        sink=steam_curve(k_from_c(feed_c), delivery_k),
        approach_k=5.0,
        settings=stated,
    )


def test_the_split_is_the_best_one_and_a_stated_one_is_taken() -> None:
    best = from_source("R600", 8.0, 90.0, CycleSettings(steam_stages=2))
    assert_both_laws(best)
    for split_c in (60.0, 80.0, 110.0):
        stated = CycleSettings(steam_stages=2, intermediate_k=k_from_c(split_c))
        cycle = from_source("R600", 8.0, 90.0, stated)
        assert cycle.intermediate_k == pytest.approx(k_from_c(split_c))
        assert cycle.cop < best.cop


def test_the_split_keeps_to_the_lowest_suction_pressure() -> None:
    kept = CycleSettings(steam_stages=2, steam_suction_pa=pa_from_bar(1.01325))
    cycle = from_source("R600", 8.0, 90.0, kept)
    assert cycle.intermediate_k is not None
    assert c_from_k(cycle.intermediate_k) == pytest.approx(99.97, abs=0.01)


def test_both_machines_together_give_the_chain_of_their_cops() -> None:
    closed, steam = (cycle := from_source("R600", 8.0, 90.0, CycleSettings(steam_stages=2))).parts
    evaporated = 1.0 - 1.0 / steam.cop  # per heat delivered
    work = 1.0 / steam.cop + evaporated / closed.cop
    assert cycle.cop == pytest.approx(1.0 / work, rel=1e-12)


@pytest.mark.parametrize("closed", ["single_stage", "two_stage_open_economiser", "cascade"])
def test_any_closed_cycle_makes_the_steam_with_its_approach(closed: str) -> None:
    cycle = from_source(
        "R600", 4.0, 40.0, CycleSettings(cycle_high=closed, refrigerant_low="R600a")
    )
    assert_both_laws(cycle)
    closed_part, steam = cycle.parts[-2], cycle.parts[-1]
    shares = np.linspace(0.0, 1.0, 41)
    gap = true_condenser_temperature_k(closed_part, shares) - true_evaporator_temperature_k(
        steam, shares
    )
    assert gap.min() == pytest.approx(5.0, abs=0.1)
    assert gap.min() > 5.0 - APPROACH_TOLERANCE_K


def test_steam_does_not_make_steam_for_itself_nor_serve_a_liquid() -> None:
    with pytest.raises(UsageError, match="no closed cycle"):
        from_source("R718", 8.0, 90.0, CycleSettings(cycle_high="steam_recompression"))
    with pytest.raises(UsageError, match="not a liquid"):
        cycle_between(
            "steam_recompression",
            "R718",
            source=water_curve(360.0, 370.0),
            sink=water_curve(370.0, 400.0),
            approach_k=5.0,
            settings=CycleSettings(),
        )


@settings(max_examples=40, deadline=None)
@given(
    refrigerant=st.sampled_from(["R600", "R601", "R717", "R1233zd(E)", "R245fa"]),
    steam_bar=st.floats(1.2, 15.0),
    feed_c=st.floats(15.0, 100.0),
    spray_c=st.one_of(st.none(), st.floats(15.0, 100.0)),
    source_c=st.floats(30.0, 90.0),
    stages=st.integers(1, 4),
)
def test_steam_machines_obey_both_laws_or_tell_their_range(
    refrigerant: str,
    steam_bar: float,
    feed_c: float,
    spray_c: float | None,
    source_c: float,
    stages: int,
) -> None:
    stated = CycleSettings(
        steam_stages=stages, spray_k=None if spray_c is None else k_from_c(spray_c)
    )
    try:
        cycle = from_source(refrigerant, steam_bar, feed_c, stated, source_c)
    except (FluidRangeError, UsageError):  # tells its range; any other error fails the test
        return
    assert_both_laws(cycle)


def assert_both_laws(cycle: Cycle) -> None:
    work = given_off = taken_up = 0.0
    for balance in component_balances(cycle):
        kind = balance.component.kind
        assert abs(balance.mass) < BALANCE_RELATIVE, balance
        if kind == "adiabatic":
            assert abs(balance.energy_j_per_kg) < BALANCE_RELATIVE * cycle.heat_j_per_kg, balance
        if kind in ("adiabatic", "compressor"):
            assert balance.entropy_j_per_kg_k > -1e-5, balance
        work += balance.energy_j_per_kg if kind == "compressor" else 0.0
        given_off -= balance.energy_j_per_kg if kind == "condenser" else 0.0
        taken_up += balance.energy_j_per_kg if kind == "evaporator" else 0.0
    assert given_off == pytest.approx(work + taken_up, rel=BALANCE_RELATIVE)
    assert cycle.cop == pytest.approx(given_off / work, rel=BALANCE_RELATIVE)


def test_process_vapour_with_a_boiling_point_rise_takes_the_work_of_an_ideal_gas() -> None:
    # 1.01325 bar, 3 K rise, 6 K over the heating surface: condensing at 109 degC, 1.386 bar.
    # v = 1.673 (376.1 / 373.1) = 1.687 m3/kg, p v = 170.9 kJ/kg, exponent (1.30 - 1) / 1.30:
    # w = 4.333 x 170.9 x ((1.386 / 1.01325)^0.2308 - 1) / 0.75 = 74.1 kJ/kg (20.6 kWh/t)
    found = process_vapour_recompression(
        pa_from_bar(1.01325),
        boiling_point_rise_k=3.0,
        heating_difference_k=6.0,
        eta_isentropic=0.75,
    )
    assert c_from_k(found.boiling_k) == pytest.approx(102.97, abs=0.01)
    assert c_from_k(found.condensing_k) == pytest.approx(108.97, abs=0.01)
    assert kj_from_j(found.work_j_per_kg) == pytest.approx(74.1, rel=0.01)
    # heat: from h(1.01325 bar, 103 degC) = 2681.7 up by w, down to h' of 109 degC = 457.1
    assert found.cop == pytest.approx((2681.7 + 74.1 - 457.1) / 74.1, rel=0.01)


def test_a_boiling_point_rise_costs_as_much_as_it_lifts() -> None:
    def cop(rise_k: float, difference_k: float) -> float:
        return process_vapour_recompression(
            pa_from_bar(1.0),
            boiling_point_rise_k=rise_k,
            heating_difference_k=difference_k,
            eta_isentropic=0.75,
        ).cop

    # Work grows in proportion to the lift where it is small: 5 + 5 K against 0 + 5 K.
    assert cop(0.0, 5.0) / cop(5.0, 5.0) == pytest.approx(2.0, rel=0.03)
    with pytest.raises(UsageError, match="heating difference"):
        cop(0.0, 0.0)
