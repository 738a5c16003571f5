"""Straight segments stay on the safe side of the true curve and meet it at their ends."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo.cycle import (
    Cycle,
    HeatSegment,
    true_condenser_temperature_k,
    true_evaporator_temperature_k,
)
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.isobar_segments import one_phase_pieces
from industrial_hp.thermo.single_stage import single_stage

SIDE_TOLERANCE_K = 1e-5  # the vapour pressure of water is inverted to 5e-6 K
END_TOLERANCE_K = 1e-5
SHARES = np.linspace(0.0, 1.0, 61)
REFRIGERANTS = (
    "R717",
    "R718",
    "R290",
    "R600a",
    "R600",
    "R601",
    "R601a",
    "R1233zd(E)",
    "R1336mzz(Z)",
    "R1234ze(E)",
    "R245fa",
    "R134a",
    "R152a",
)


def along(segments: tuple[HeatSegment, ...], shares: np.ndarray) -> np.ndarray:
    """Temperature [K] of straight segments, hottest first, at shares from the hot end."""
    ends = np.cumsum([0.0] + [segment.share for segment in segments])
    temperatures = [segments[0].t_hot_k] + [segment.t_cold_k for segment in segments]
    return np.interp(shares, ends, temperatures)


@st.composite
def cycles(draw: st.DrawFn) -> Cycle:
    refrigerant = draw(st.sampled_from(REFRIGERANTS))
    medium = fluid(refrigerant)
    highest = medium.critical_temperature_k - 2.0
    evaporating = draw(st.floats(max(medium.minimum_temperature_k + 1.0, 275.0), highest - 40.0))
    condensing = draw(st.floats(evaporating + 5.0, min(evaporating + 90.0, highest)))
    try:
        return single_stage(
            refrigerant,
            evaporating_k=evaporating,
            condensing_k=condensing,
            superheat_k=draw(st.floats(0.0, 40.0)),
            subcooling_k=draw(st.floats(0.0, 20.0)),
            eta_isentropic=draw(st.floats(0.5, 1.0)),
        )
    except FluidRangeError:
        assume(False)
        raise


@settings(deadline=None, derandomize=True, max_examples=150)
@given(cycles())
def test_condenser_segments_never_promise_a_hotter_refrigerant(cycle: Cycle) -> None:
    true = true_condenser_temperature_k(cycle, SHARES)
    straight = along(cycle.condenser, SHARES)
    assert np.all(straight <= true + SIDE_TOLERANCE_K)
    assert straight[[0, -1]] == pytest.approx(true[[0, -1]], abs=END_TOLERANCE_K)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(cycles())
def test_evaporator_segments_never_promise_a_colder_refrigerant(cycle: Cycle) -> None:
    hottest_first = tuple(reversed(cycle.evaporator))
    true = true_evaporator_temperature_k(cycle, SHARES)
    straight = along(hottest_first, SHARES)
    assert np.all(straight >= true - SIDE_TOLERANCE_K)
    assert straight[[0, -1]] == pytest.approx(true[[0, -1]], abs=END_TOLERANCE_K)


def test_a_chord_would_promise_a_hotter_desuperheating() -> None:
    cycle = single_stage("R717", evaporating_k=288.15, condensing_k=358.15, eta_isentropic=0.8)
    desuperheating = cycle.condenser[0].share + cycle.condenser[1].share
    middle = np.array([0.5 * desuperheating])
    chord_k = 0.5 * (cycle.discharge_k + cycle.condensing_k)
    true_k = true_condenser_temperature_k(cycle, middle)[0]
    assert chord_k > true_k + 2.0
    assert along(cycle.condenser, middle)[0] < true_k


def test_latent_heat_has_one_temperature_and_segments_join() -> None:
    cycle = single_stage(
        "R717",
        evaporating_k=288.15,
        condensing_k=358.15,
        superheat_k=5.0,
        subcooling_k=5.0,
        eta_isentropic=0.8,
    )
    latent = [one for one in cycle.condenser if one.t_hot_k == one.t_cold_k]
    assert [one.t_hot_k for one in latent] == pytest.approx([358.15], abs=1e-9)
    for hotter, colder in zip(cycle.condenser, cycle.condenser[1:], strict=False):
        assert hotter.t_cold_k == pytest.approx(colder.t_hot_k, abs=1e-9)
    assert cycle.evaporator[0].t_hot_k == pytest.approx(288.15, abs=1e-9)
    assert cycle.evaporator[-1].t_hot_k == pytest.approx(293.15, abs=1e-9)


@pytest.mark.parametrize("name", ["R601", "R1336mzz(Z)", "R717", "Water"])
@pytest.mark.parametrize("bound", ["below", "above"])
def test_a_long_isobar_bent_both_ways_is_bounded(name: str, bound: str) -> None:
    medium = fluid(name)
    cold = medium.saturated_vapour(0.85 * medium.critical_temperature_k)
    hottest = min(medium.maximum_temperature_k, cold.t_k + 150.0)
    hot = medium.at_pt(cold.p_pa, hottest)
    pieces = one_phase_pieces(medium, hot, cold, bound=bound)  # type: ignore[arg-type]
    heat = sum(piece[2] for piece in pieces)
    assert heat == pytest.approx(hot.h_j_per_kg - cold.h_j_per_kg, rel=1e-12)
    segments = tuple(HeatSegment(t_hot, t_cold, part / heat) for t_hot, t_cold, part in pieces)
    true = np.array([medium.at_ph(hot.p_pa, hot.h_j_per_kg - share * heat).t_k for share in SHARES])
    sign = 1.0 if bound == "below" else -1.0
    assert np.all(sign * (true - along(segments, SHARES)) >= -SIDE_TOLERANCE_K)
