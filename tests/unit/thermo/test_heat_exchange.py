"""Curves of sources and sinks, and the pinch inside condenser and evaporator."""

from functools import partial

import numpy as np
import pytest

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.approach import condensing_temperature_for_sink, cycle_under_source
from industrial_hp.thermo.cycle import Cycle, true_condenser_temperature_k
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    condenser_gap_k,
    evaporator_gap_k,
    linear_curve,
    steam_curve,
    steam_segments,
    water_curve,
    water_enthalpy_j_per_kg,
)
from industrial_hp.thermo.single_stage import single_stage

APPROACH_K = 5.0


def machine(
    refrigerant: str, condensing_k: float, *, evaporating_k: float = 288.15, subcooling_k: float = 0
) -> Cycle:
    return single_stage(
        refrigerant,
        evaporating_k=evaporating_k,
        condensing_k=condensing_k,
        superheat_k=5.0,
        subcooling_k=subcooling_k,
        eta_isentropic=0.75,
    )


def test_water_heat_is_that_of_the_steam_tables() -> None:
    # IAPWS-95 at 10 bar (NIST Chemistry WebBook): 210.19 kJ/kg at 50, 335.71 kJ/kg at 80 degC.
    rise = water_enthalpy_j_per_kg(353.15) - water_enthalpy_j_per_kg(323.15)
    assert rise == pytest.approx(125.5e3, rel=1e-3)


def test_water_glides_almost_but_not_quite_straight() -> None:
    water = water_curve(323.15, 353.15)
    middle_k = water.at(np.array([0.5]))[0]
    assert 0.0 < abs(middle_k - 338.15) < 0.05


def test_steam_takes_most_of_its_heat_at_saturation() -> None:
    # IAPWS-IF97 at 2 bar: h' = 504.68, h'' = 2706.24, liquid of 60 degC 251.3 kJ/kg
    curve = steam_curve(333.15, 393.36)
    assert curve.t_k[-2] == curve.hot_end_k
    evaporation = (2706.24 - 504.68) / (2706.24 - 251.3)
    assert 1.0 - curve.heat_share[-2] == pytest.approx(evaporation, rel=1e-4)
    with pytest.raises(UsageError, match="hotter than steam"):
        steam_curve(400.0, 393.36)


def test_boiling_water_is_refused_as_a_liquid() -> None:
    with pytest.raises(UsageError, match="boils"):
        water_enthalpy_j_per_kg(400.0, 1e5)


@pytest.mark.parametrize(
    ("t_k", "share", "words"),
    [
        ([300.0], [0.0], "two points"),
        ([300.0, 310.0], [0.1, 1.0], "rise from 0"),
        ([310.0, 300.0], [0.0, 1.0], "must not fall"),
    ],
)
def test_a_curve_that_cannot_be_is_refused(
    t_k: list[float], share: list[float], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        TemperatureHeatCurve(np.array(t_k), np.array(share))


def test_steam_at_4_bar_needs_the_heat_of_the_steam_tables() -> None:
    # IAPWS-IF97 at 4 bar: 143.61 degC, h' = 604.7, h'' = 2738.1 kJ/kg; feed 80 degC: 335.2 kJ/kg.
    steam = steam_segments(4e5, 353.15)
    assert steam.saturation_k == pytest.approx(416.76, abs=0.01)
    assert steam.evaporation_j_per_kg == pytest.approx(2133.4e3, rel=1e-4)
    assert steam.preheat_j_per_kg == pytest.approx(269.5e3, rel=1e-3)


def test_feed_water_hotter_than_saturation_is_refused() -> None:
    with pytest.raises(UsageError, match="hotter than saturation"):
        steam_segments(1e5, 380.0)


@pytest.mark.parametrize("refrigerant", ["R717", "R134a", "R1234ze(E)", "R600"])
@pytest.mark.parametrize("subcooling_k", [0.0, 15.0])
def test_the_gap_is_the_smallest_of_a_dense_scan(refrigerant: str, subcooling_k: float) -> None:
    sink = water_curve(315.0, 345.0)
    cycle = machine(refrigerant, 350.0, subcooling_k=subcooling_k)
    shares = np.linspace(0.0, 1.0, 4001)
    scan = true_condenser_temperature_k(cycle, shares) - sink.at(1.0 - shares)
    gap = condenser_gap_k(cycle, sink)
    assert gap <= scan.min() + 1e-9
    assert gap == pytest.approx(scan.min(), abs=0.02)


def test_a_pinch_inside_the_desuperheating_is_found() -> None:
    # Close below the critical point the dew line is steep in heat capacity: the sink's long
    # glide then pinches between dew point and discharge.
    sink = linear_curve(300.0, 390.0)
    cycle = machine("R134a", 373.0, evaporating_k=320.0)
    shares = np.linspace(0.0, 1.0, 8001)
    scan = true_condenser_temperature_k(cycle, shares) - sink.at(1.0 - shares)
    assert condenser_gap_k(cycle, sink) == pytest.approx(scan.min(), abs=1e-4)


def test_the_condensing_temperature_is_the_lowest_that_keeps_the_approach() -> None:
    sink = water_curve(323.15, 353.15)
    make_cycle = partial(machine, "R717")
    condensing_k = condensing_temperature_for_sink(make_cycle, sink, APPROACH_K)
    assert condenser_gap_k(make_cycle(condensing_k), sink) == pytest.approx(APPROACH_K, abs=1e-6)
    assert condenser_gap_k(make_cycle(condensing_k - 0.01), sink) < APPROACH_K


def test_subcooling_below_the_sink_inlet_raises_the_condensing_temperature() -> None:
    sink = linear_curve(345.0, 346.0)
    make_cycle = partial(machine, "R600", subcooling_k=10.0)
    condensing_k = condensing_temperature_for_sink(make_cycle, sink, APPROACH_K)
    assert condensing_k == pytest.approx(345.0 + APPROACH_K + 10.0, abs=1e-4)


def test_an_isothermal_sink_is_met_at_its_temperature_plus_the_approach() -> None:
    sink = linear_curve(350.0, 350.0)
    found = condensing_temperature_for_sink(partial(machine, "R600"), sink, APPROACH_K)
    assert found == pytest.approx(355.0, abs=1e-6)


def test_a_sink_hotter_than_the_critical_point_may_still_be_met_by_hot_gas() -> None:
    # R134a (critical 101.06 degC): saturation at sink outlet + approach would be 103 degC.
    sink = linear_curve(330.0, 371.15)
    make_cycle = partial(machine, "R134a")
    condensing_k = condensing_temperature_for_sink(make_cycle, sink, APPROACH_K)
    assert condensing_k < 374.0
    assert condenser_gap_k(make_cycle(condensing_k), sink) == pytest.approx(APPROACH_K, abs=1e-6)


def test_a_sink_that_no_condensation_reaches_is_refused() -> None:
    with pytest.raises(FluidRangeError, match=r"R134a: saturation at 131\.85 degC .* 101\.06"):
        condensing_temperature_for_sink(
            partial(machine, "R134a"), linear_curve(390.0, 400.0), APPROACH_K
        )


def test_a_sink_colder_than_the_evaporation_needs_no_heat_pump() -> None:
    with pytest.raises(UsageError, match="no heat pump"):
        condensing_temperature_for_sink(
            partial(machine, "R600"), linear_curve(270.0, 280.0), APPROACH_K
        )


@pytest.mark.parametrize(("superheat_k", "evaporating_k"), [(0, 288.15), (5, 288.15), (8, 285.15)])
def test_evaporation_binds_at_the_cold_end_or_at_the_superheated_vapour(
    superheat_k: float, evaporating_k: float
) -> None:
    def at(t_k: float) -> Cycle:
        return single_stage(
            "R717",
            evaporating_k=t_k,
            condensing_k=350.0,
            superheat_k=superheat_k,
            eta_isentropic=0.8,
        )

    found = cycle_under_source(at, linear_curve(293.15, 298.15), 5.0, superheat_k)
    assert found.evaporating_k == pytest.approx(evaporating_k)


def test_a_source_that_is_hot_only_at_its_end_lowers_the_evaporation() -> None:
    # 1 % of the heat above 300 K: the superheating vapour meets a source that is not yet hot.
    source = TemperatureHeatCurve(np.array([299.0, 300.0, 330.0]), np.array([0.0, 0.99, 1.0]))
    cycle = cycle_between(
        "single_stage",
        "R600",
        source=source,
        sink=linear_curve(320.0, 330.0),
        approach_k=APPROACH_K,
        settings=CycleSettings(superheat_k=20.0, eta_isentropic=0.75),
    )
    assert cycle.evaporating_k < 290.0
    assert evaporator_gap_k(cycle, source) == pytest.approx(APPROACH_K, abs=1e-3)
