"""Placing one heat pump by the grand composite curve: across the pinch, pockets, balances."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import UsageError
from industrial_hp.pinch import (
    PlacedHeatPump,
    Placement,
    Stream,
    balanced_curves,
    balanced_streams,
    heat_pump_streams,
    near_pinches,
    place_heat_pump,
    problem_table,
)

DUTY_TOLERANCE_KW = 1e-6
DTMIN_K = 10.0

# Kemp, Pinch Analysis and Process Integration 2e, p. 4: 20 / 60 kW, pinch at 85 degC shifted.
KEMP = (
    Stream("C1", 20.0, 135.0, 230.0, 5.0),
    Stream("H2", 170.0, 60.0, 330.0, 5.0),
    Stream("C3", 80.0, 140.0, 240.0, 5.0),
    Stream("H4", 150.0, 30.0, 180.0, 5.0),
)
# Contributions of 0 K, latent loads. Above the pinch at 110 degC the 200 kW given at 140 degC are
# taken at 110 degC: a pocket; below it the 250 kW wanted at 40 degC come from 60 degC.
POCKETS = (
    Stream("short at 110", 110.0, 110.0, 300.0, 0.0, "cold"),
    Stream("given at 140", 140.0, 140.0, 200.0, 0.0, "hot"),
    Stream("short at 150", 150.0, 150.0, 300.0, 0.0, "cold"),
    Stream("left at 60", 60.0, 60.0, 400.0, 0.0, "hot"),
    Stream("wanted at 40", 40.0, 40.0, 250.0, 0.0, "cold"),
    Stream("left at 30", 30.0, 30.0, 250.0, 0.0, "hot"),
)


def placed(
    streams: tuple[Stream, ...], evaporator_c: float, condenser_c: float, cop: float = 4.0
) -> Placement:
    return place_heat_pump(
        problem_table(streams),
        evaporator_shifted_c=evaporator_c,
        condenser_shifted_c=condenser_c,
        cop=cop,
        heat_eur_per_mwh=60.0,
        electricity_eur_per_mwh=120.0,
    )


def test_a_heat_pump_above_the_pinch_saves_nothing() -> None:
    found = placed(KEMP, 90.0, 140.0)
    assert (found.side, found.heat_kw) == ("above", 0.0)
    assert "electric heater" in found.reason


def test_a_heat_pump_below_the_pinch_saves_nothing() -> None:
    found = placed(KEMP, 30.0, 80.0)
    assert (found.side, found.heat_kw, found.saving_eur_per_h) == ("below", 0.0, 0.0)


def test_a_heat_pump_across_the_pinch_replaces_the_hot_utility() -> None:
    found = placed(KEMP, 60.0, 145.0)
    assert (found.side, found.limit) == ("across", "demand")
    assert found.heat_kw == pytest.approx(20.0, abs=DUTY_TOLERANCE_KW)
    # 20 kW less 5 kW of electricity at twice the price
    assert found.saving_eur_per_h == pytest.approx(20.0 * 0.060 - 5.0 * 0.120)
    assert found.reason == "replaces the whole hot utility"


def test_heat_that_a_pocket_takes_itself_is_not_counted_above() -> None:
    # At 110 degC 300 kW are taken, but 200 kW of them come from the pocket below 140 degC.
    found = placed(POCKETS, 60.0, 120.0)
    assert found.heat_kw == pytest.approx(100.0, abs=DUTY_TOLERANCE_KW)


def test_heat_that_a_pocket_wants_itself_is_not_counted_below() -> None:
    # 400 kW are left over at 60 degC, 250 kW of them are wanted at 40 degC: 150 kW and COP 4.
    found = placed(POCKETS, 50.0, 150.0)
    assert found.limit == "supply"
    assert found.limit_shifted_c == 40.0
    assert found.source_heat_kw == pytest.approx(150.0, abs=DUTY_TOLERANCE_KW)
    assert found.heat_kw == pytest.approx(200.0, abs=DUTY_TOLERANCE_KW)
    assert "pocket" in found.reason


def test_levels_that_make_no_heat_pump_are_told() -> None:
    with pytest.raises(UsageError, match="above the evaporator"):
        placed(KEMP, 90.0, 80.0)


def test_near_pinches_are_small_minima_of_the_cascade() -> None:
    streams = (
        Stream("A", 100.0, 100.0, 100.0, 0.0, "cold"),
        Stream("B", 80.0, 80.0, 60.0, 0.0, "hot"),
        Stream("C", 70.0, 70.0, 58.0, 0.0, "cold"),
        Stream("D", 60.0, 60.0, 100.0, 0.0, "hot"),
    )
    found = near_pinches(problem_table(streams))
    assert problem_table(streams).pinch_shifted_c == (100.0, 80.0)
    assert [(near.shifted_c, near.heat_kw) for near in found] == [(70.0, 2.0)]


@st.composite
def tables(draw: st.DrawFn) -> tuple[Stream, ...]:
    """Two to six streams, latent ones among them; ends at multiples of 5 degC."""
    count = draw(st.integers(2, 6))
    found = []
    for number in range(count):
        kind = draw(st.sampled_from(("hot", "cold")))
        low = 5.0 * draw(st.integers(0, 30))
        high = low + 5.0 * draw(st.integers(0, 12))
        ends = (high, low) if kind == "hot" else (low, high)
        duty = float(draw(st.integers(1, 500)))
        found.append(Stream(f"S{number}", *ends, duty, DTMIN_K / 2, kind))
    return tuple(found)


LEVELS = st.tuples(st.integers(-2, 40), st.integers(-2, 40)).filter(lambda pair: pair[0] < pair[1])
many = settings(deadline=None, derandomize=True, max_examples=200)


@many
@given(tables(), LEVELS, st.floats(1.1, 8.0))
def test_the_problem_table_with_the_heat_pump_confirms_the_saving(
    streams: tuple[Stream, ...], levels: tuple[int, int], cop: float
) -> None:
    found = placed(streams, 5.0 * levels[0], 5.0 * levels[1], cop)
    pump = PlacedHeatPump(
        found.evaporator_shifted_c, found.condenser_shifted_c, found.heat_kw, found.electricity_kw
    )
    with_pump = problem_table((*streams, *heat_pump_streams([pump], DTMIN_K)))
    saved = problem_table(streams).hot_utility_kw - with_pump.hot_utility_kw
    assert saved == pytest.approx(found.heat_kw, abs=DUTY_TOLERANCE_KW)


@many
@given(tables(), LEVELS, st.floats(1.1, 8.0))
def test_a_larger_heat_pump_saves_less_than_its_further_heat(
    streams: tuple[Stream, ...], levels: tuple[int, int], cop: float
) -> None:
    found = placed(streams, 5.0 * levels[0], 5.0 * levels[1], cop)
    heat_kw = found.heat_kw + 1.0
    pump = PlacedHeatPump(
        found.evaporator_shifted_c, found.condenser_shifted_c, heat_kw, heat_kw / cop
    )
    with_pump = problem_table((*streams, *heat_pump_streams([pump], DTMIN_K)))
    saved = problem_table(streams).hot_utility_kw - with_pump.hot_utility_kw
    assert saved < heat_kw - DUTY_TOLERANCE_KW


@many
@given(tables(), LEVELS)
def test_balanced_curves_close(streams: tuple[Stream, ...], levels: tuple[int, int]) -> None:
    pump = PlacedHeatPump(5.0 * levels[0], 5.0 * levels[1], 50.0, 10.0)
    curves = balanced_curves(streams, [pump], dtmin_k=DTMIN_K)
    left = problem_table(balanced_streams(streams, [pump], dtmin_k=DTMIN_K))
    assert (left.hot_utility_kw, left.cold_utility_kw) == (0.0, 0.0)
    assert curves.hot.heat_kw[0] == curves.cold.heat_kw[0] == 0.0
    assert curves.hot.heat_kw[-1] == pytest.approx(curves.cold.heat_kw[-1], abs=DUTY_TOLERANCE_KW)
    assert curves.hot.temperature_c[0] >= curves.cold.temperature_c[0] + DTMIN_K - 1e-6


@many
@given(tables(), st.integers(-10, 50), LEVELS)
def test_shifting_all_temperatures_changes_no_duty(
    streams: tuple[Stream, ...], shift_k: int, levels: tuple[int, int]
) -> None:
    moved = tuple(
        Stream(
            s.name, s.t_in_c + shift_k, s.t_out_c + shift_k, s.duty_kw, s.dt_contribution_k, s.kind
        )
        for s in streams
    )
    low, high = 5.0 * levels[0], 5.0 * levels[1]
    here, there = placed(streams, low, high), placed(moved, low + shift_k, high + shift_k)
    assert here.heat_kw == pytest.approx(there.heat_kw, abs=DUTY_TOLERANCE_KW)


@many
@given(tables(), st.floats(0.1, 0.9), LEVELS)
def test_splitting_a_stream_changes_no_duty(
    streams: tuple[Stream, ...], share: float, levels: tuple[int, int]
) -> None:
    first, *rest = streams
    ends = (first.t_in_c, first.t_out_c)
    halves = (
        Stream("one", *ends, first.duty_kw * share, first.dt_contribution_k, first.kind),
        Stream("two", *ends, first.duty_kw * (1 - share), first.dt_contribution_k, first.kind),
    )
    low, high = 5.0 * levels[0], 5.0 * levels[1]
    whole, split = placed(streams, low, high), placed((*halves, *rest), low, high)
    assert whole.heat_kw == pytest.approx(split.heat_kw, abs=DUTY_TOLERANCE_KW)
