"""The single-stage cycle against two independent programs, and against thermodynamics."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle import (
    Cycle,
    true_condenser_temperature_k,
    true_evaporator_temperature_k,
)
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import condenser_gap_k, evaporator_gap_k, water_curve
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.thermo.single_stage import single_stage
from industrial_hp.units import c_from_k, k_from_c

COP_RELATIVE = 1e-6
DISCHARGE_TOLERANCE_K = 0.05
GAIN_TOLERANCE = 5e-4  # printed with one decimal of a percent
SUPERHEAT_K = 25.0  # keeps each of these fluids dry
Machine = tuple[str, float, float, float, float]
REFRIGERANTS = ("R717", "R600a", "R600", "R601", "R1233zd(E)", "R245fa", "R134a", "R1234ze(E)")


def benchmark(refrigerant: str, approach_at: str) -> Cycle:
    return cycle_between(
        "single_stage",
        refrigerant,
        source=water_curve(k_from_c(20.0), k_from_c(25.0)),
        sink=water_curve(k_from_c(50.0), k_from_c(80.0)),
        approach_k=5.0,
        approach_at=approach_at,  # type: ignore[arg-type]
        settings=CycleSettings(eta_isentropic=0.8),
    )


def test_the_benchmark_with_an_internal_pinch() -> None:
    cycle = benchmark("R717", "pinch")
    assert cycle.cop == pytest.approx(3.78421, abs=1e-5)
    assert c_from_k(cycle.condensing_k) == pytest.approx(77.128, abs=1e-3)


def test_the_benchmark_with_the_approach_at_saturation() -> None:
    cycle = benchmark("R717", "saturation")
    assert cycle.cop == pytest.approx(3.3561763, abs=1e-6)
    assert c_from_k(cycle.discharge_k) == pytest.approx(188.67, abs=0.01)


@pytest.mark.parametrize(
    ("refrigerant", "gain"),
    [
        ("R717", 0.128),
        ("R134a", 0.121),
        ("R1234ze(E)", 0.041),
        ("R1233zd(E)", 0.006),
        ("R600", 0.0),
        ("R600a", 0.0),
    ],
)
def test_the_convention_of_the_approach_is_worth_what_was_published(
    refrigerant: str, gain: float
) -> None:
    found = benchmark(refrigerant, "pinch").cop / benchmark(refrigerant, "saturation").cop - 1.0
    assert found == pytest.approx(gain, abs=GAIN_TOLERANCE)


@st.composite
def machines(draw: st.DrawFn) -> Machine:
    """Refrigerant, evaporating and condensing temperature [K], subcooling [K], efficiency."""
    refrigerant = draw(st.sampled_from(REFRIGERANTS))
    highest = fluid(refrigerant).critical_temperature_k - 8.0
    evaporating = draw(st.floats(275.0, highest - 30.0))
    lift = draw(st.floats(8.0, min(70.0, highest - evaporating)))
    return (
        refrigerant,
        evaporating,
        evaporating + lift,
        draw(st.floats(0.0, 6.0)),
        draw(st.floats(0.5, 1.0)),
    )


def of_machine(machine: Machine) -> Cycle:
    refrigerant, evaporating, condensing, subcooling, eta = machine
    try:
        return single_stage(
            refrigerant,
            evaporating_k=evaporating,
            condensing_k=condensing,
            superheat_k=SUPERHEAT_K,
            subcooling_k=subcooling,
            eta_isentropic=eta,
        )
    except FluidRangeError:
        assume(False)
        raise


@settings(deadline=None, derandomize=True, max_examples=60)
@given(machines())
def test_cop_without_superheat_and_subcooling_stays_below_carnot(machine: Machine) -> None:
    refrigerant, evaporating, condensing, _, eta = machine
    cycle = single_stage(
        refrigerant, evaporating_k=evaporating, condensing_k=condensing, eta_isentropic=eta
    )
    assert 1.0 < cycle.cop < carnot_cop(evaporating, condensing)


@settings(deadline=None, derandomize=True, max_examples=40)
@given(machines(), st.floats(1.0, 5.0))
def test_cop_falls_when_lift_grows(machine: Machine, rise_k: float) -> None:
    refrigerant, evaporating, condensing, subcooling, eta = machine
    higher = (refrigerant, evaporating, condensing + rise_k, subcooling, eta)
    assert of_machine(higher).cop < of_machine(machine).cop


@settings(deadline=None, derandomize=True, max_examples=60)
@given(machines())
def test_energy_balance_closes(machine: Machine) -> None:
    cycle = of_machine(machine)
    taken_up = cycle.state("suction").h_j_per_kg - cycle.state("evaporator_inlet").h_j_per_kg
    assert taken_up + cycle.work_j_per_kg == pytest.approx(cycle.heat_j_per_kg, rel=1e-9)
    assert sum(segment.share for segment in cycle.condenser) == pytest.approx(1.0, abs=1e-12)
    assert sum(segment.share for segment in cycle.evaporator) == pytest.approx(1.0, abs=1e-12)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(machines())
def test_entropy_grows_in_compressor_and_valve(
    machine: Machine,
) -> None:
    cycle = of_machine(machine)
    slack = 1e-7
    assert cycle.state("discharge").s_j_per_kg_k >= cycle.state("suction").s_j_per_kg_k - slack
    inlet, outlet = cycle.state("evaporator_inlet"), cycle.state("condenser_outlet")
    assert inlet.s_j_per_kg_k >= outlet.s_j_per_kg_k - slack


@settings(deadline=None, derandomize=True, max_examples=60)
@given(machines())
def test_entropy_grows_in_exchangers_with_streams_at_their_extremes(
    machine: Machine,
) -> None:
    cycle = of_machine(machine)
    given_off = cycle.state("discharge").s_j_per_kg_k - cycle.state("condenser_outlet").s_j_per_kg_k
    coldest = cycle.state("condenser_outlet").t_k
    assert cycle.heat_j_per_kg / coldest >= given_off - 1e-6
    cooling = cycle.heat_j_per_kg - cycle.work_j_per_kg
    taken_up = cycle.state("suction").s_j_per_kg_k - cycle.state("evaporator_inlet").s_j_per_kg_k
    assert taken_up >= cooling / cycle.state("suction").t_k - 1e-6


@settings(deadline=None, derandomize=True, max_examples=40)
@given(
    st.sampled_from(REFRIGERANTS),
    st.floats(278.0, 310.0),
    st.floats(1.0, 15.0),
    st.floats(320.0, 345.0),
    st.floats(2.0, 30.0),
    st.floats(1.0, 8.0),
    st.floats(0.0, 8.0),
)
def test_the_approach_is_kept_at_every_point_and_met_somewhere(
    refrigerant: str,
    source_k: float,
    source_glide_k: float,
    sink_k: float,
    sink_glide_k: float,
    approach_k: float,
    subcooling_k: float,
) -> None:
    source = water_curve(source_k, source_k + source_glide_k)
    sink = water_curve(sink_k, sink_k + sink_glide_k)
    try:
        cycle = cycle_between(
            "single_stage",
            refrigerant,
            source=source,
            sink=sink,
            approach_k=approach_k,
            settings=CycleSettings(5.0, subcooling_k, 0.75),
        )
    except FluidRangeError:
        assume(False)
    assert condenser_gap_k(cycle, sink) == pytest.approx(approach_k, abs=1e-6)
    assert evaporator_gap_k(cycle, source) == pytest.approx(approach_k, abs=1e-5)
    shares = np.linspace(0.0, 1.0, 101)
    hot_side = true_condenser_temperature_k(cycle, shares) - sink.at(1.0 - shares)
    cold_side = source.at(1.0 - shares) - true_evaporator_temperature_k(cycle, shares)
    assert min(hot_side.min(), cold_side.min()) >= approach_k - 1e-5


def test_no_lift_is_refused() -> None:
    with pytest.raises(UsageError, match="no heat pump is needed"):
        single_stage("R717", evaporating_k=330.0, condensing_k=320.0, eta_isentropic=0.8)


def test_negative_superheat_is_refused() -> None:
    with pytest.raises(UsageError, match="permitted: 0 or more"):
        single_stage(
            "R717", evaporating_k=290.0, condensing_k=320.0, superheat_k=-1.0, eta_isentropic=0.8
        )


def test_condensing_above_the_critical_point_is_refused() -> None:
    with pytest.raises(FluidRangeError, match=r"R134a.*101\.06 degC"):
        single_stage("R134a", evaporating_k=300.0, condensing_k=380.0, eta_isentropic=0.8)


def test_a_sink_above_the_critical_point_is_refused_with_the_range() -> None:
    with pytest.raises(FluidRangeError, match="R134a"):
        cycle_between(
            "single_stage",
            "R134a",
            source=water_curve(293.15, 298.15),
            sink=water_curve(380.0, 390.0),
            approach_k=5.0,
            settings=CycleSettings(eta_isentropic=0.8),
        )


@pytest.mark.parametrize("refrigerant", ["R717", "R718", "R601"])
@pytest.mark.parametrize("almost_k", [1e-300, 1e-9, 1e-5, 1e-3])
def test_almost_no_superheat_is_vapour_all_the_same(refrigerant: str, almost_k: float) -> None:
    cycle = single_stage(
        refrigerant,
        evaporating_k=279.0,
        condensing_k=284.0,
        superheat_k=almost_k,
        subcooling_k=almost_k,
        eta_isentropic=0.8,
    )
    assert cycle.state("suction").phase == "vapour"
    assert cycle.state("condenser_outlet").phase == "liquid"
    assert 1.0 < cycle.cop < carnot_cop(279.0, 284.0)


def test_a_condensate_hotter_than_any_evaporation_is_refused() -> None:
    with pytest.raises(FluidRangeError, match="nothing is left to evaporate"):
        single_stage("R601a", evaporating_k=293.0, condensing_k=460.2, eta_isentropic=0.75)
