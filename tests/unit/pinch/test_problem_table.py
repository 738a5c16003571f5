"""Problem table: conventions, latent loads on both sides, invariants."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import CaseError, UsageError
from industrial_hp.pinch import Stream, Targets, problem_table, streams_from_records

DUTY_TOLERANCE_KW = 1e-6


def hot(t_in_c: float, t_out_c: float, duty_kw: float, d_k: float = 5.0) -> Stream:
    return Stream("H", t_in_c, t_out_c, duty_kw, d_k, "hot")


def cold(t_in_c: float, t_out_c: float, duty_kw: float, d_k: float = 5.0) -> Stream:
    return Stream("C", t_in_c, t_out_c, duty_kw, d_k, "cold")


def test_latent_loads_at_one_shifted_temperature_exchange_all_their_heat() -> None:
    targets = problem_table([hot(110, 110, 50), cold(100, 100, 50)])
    assert targets.hot_utility_kw == 0.0
    assert targets.cold_utility_kw == 0.0
    assert targets.heat_recovery_kw == 50.0


def test_latent_load_does_not_heat_a_cold_stream_that_starts_at_it() -> None:
    # The cold stream starts where the hot latent load ends: nothing may pass (strict side).
    targets = problem_table([hot(100, 100, 40), cold(90, 140, 40)])
    assert targets.hot_utility_kw == 40.0
    assert targets.cold_utility_kw == 40.0


def test_latent_load_heats_a_cold_stream_that_ends_at_it() -> None:
    targets = problem_table([hot(100, 100, 40), cold(40, 90, 40)])
    assert targets.hot_utility_kw == 0.0
    assert targets.is_threshold


def test_cold_latent_load_takes_only_heat_at_or_above_it() -> None:
    # Hot 150 -> 50 gives 1 kW/K; 40 kW above shifted 105 serve the evaporation at 100 degC.
    targets = problem_table([hot(150, 50, 100), cold(100, 100, 60)])
    assert targets.hot_utility_kw == pytest.approx(20.0, abs=DUTY_TOLERANCE_KW)
    assert targets.cold_utility_kw == pytest.approx(60.0, abs=DUTY_TOLERANCE_KW)
    assert targets.pinch_shifted_c == (105.0,)


def test_latent_load_is_a_jump_in_the_cascade() -> None:
    targets = problem_table([hot(100, 100, 40)])
    assert targets.residual_above_kw == (0.0,)
    assert targets.residual_at_kw == (40.0,)


def test_latent_load_meets_its_partner_despite_binary_rounding() -> None:
    # 0.3 - 0.1 and 0.1 + 0.1 differ in the last digit and are the same temperature.
    targets = problem_table([hot(0.3, 0.3, 10, 0.1), cold(0.1, 0.1, 10, 0.1)])
    assert targets.hot_utility_kw == 0.0


def test_dtmin_is_shifted_once() -> None:
    # Two streams exactly dTmin = 10 K apart everywhere: full recovery at 10 K, none missing.
    assert problem_table([hot(100, 50, 50), cold(40, 90, 50)]).hot_utility_kw == 0.0
    wider = problem_table([hot(100, 50, 50, 6.0), cold(40, 90, 50, 6.0)])
    assert wider.hot_utility_kw == pytest.approx(2.0, abs=DUTY_TOLERANCE_KW)


def test_pinch_region_is_reported_by_its_ends() -> None:
    targets = problem_table([hot(105, 55, 50), cold(45, 95, 50), hot(200, 190, 10)])
    assert targets.cold_utility_kw == pytest.approx(10.0, abs=DUTY_TOLERANCE_KW)
    assert targets.pinch_shifted_c == (195.0,)
    region = problem_table([hot(105, 55, 50), cold(45, 95, 50), cold(150, 160, 10)])
    assert region.pinch_shifted_c == (155.0, 50.0)


def test_only_cold_streams_need_all_heat_from_outside() -> None:
    targets = problem_table([cold(20, 80, 60)])
    assert (targets.hot_utility_kw, targets.cold_utility_kw) == (60.0, 0.0)
    assert targets.heat_recovery_kw == 0.0


def test_an_empty_stream_table_is_refused() -> None:
    with pytest.raises(UsageError, match="at least one stream"):
        problem_table([])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("S", 50.0, 50.0, 10.0, 5.0), "kind"),
        (("S", 50.0, 80.0, 10.0, 5.0, "hot"), "cold stream, not hot"),
        (("S", 50.0, 80.0, 0.0, 5.0), "above 0"),
        (("S", 50.0, 80.0, -1.0, 5.0), "above 0"),
        (("S", math.nan, 80.0, 1.0, 5.0), "finite"),
        (("S", 50.0, 80.0, 1.0, -5.0), ">= 0"),
    ],
)
def test_an_impossible_stream_is_refused(arguments: tuple[object, ...], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Stream(*arguments)  # type: ignore[arg-type]


temperatures = st.integers(0, 200).map(float)
stream_lists = st.lists(
    st.builds(
        lambda t_in, t_out, duty, d, kind: Stream(
            "s", t_in, t_out, duty, d, kind if t_in == t_out else None
        ),
        temperatures,
        temperatures,
        st.integers(1, 1000).map(float),
        st.sampled_from([0.0, 2.5, 5.0, 10.0]),
        st.sampled_from(["hot", "cold"]),
    ),
    min_size=1,
    max_size=8,
)


def total_kw(streams: list[Stream], side: str) -> float:
    return sum(stream.duty_kw for stream in streams if stream.side == side)


@settings(deadline=None, derandomize=True)
@given(stream_lists)
def test_heat_balance_closes_and_no_residual_is_negative(streams: list[Stream]) -> None:
    targets = problem_table(streams)
    balance_kw = (
        targets.hot_utility_kw
        + total_kw(streams, "hot")
        - total_kw(streams, "cold")
        - targets.cold_utility_kw
    )
    assert balance_kw == pytest.approx(0.0, abs=DUTY_TOLERANCE_KW)
    assert min(targets.residual_above_kw + targets.residual_at_kw) >= -DUTY_TOLERANCE_KW
    assert targets.pinch_shifted_c
    assert 0.0 <= targets.heat_recovery_kw <= total_kw(streams, "cold") + DUTY_TOLERANCE_KW


@settings(deadline=None, derandomize=True)
@given(stream_lists)
def test_splitting_every_stream_in_two_changes_nothing(streams: list[Stream]) -> None:
    halves = [
        Stream(s.name, s.t_in_c, s.t_out_c, s.duty_kw / 2, s.dt_contribution_k, s.kind)
        for s in streams
        for _ in range(2)
    ]
    assert same_targets(problem_table(halves), problem_table(streams))


@settings(deadline=None, derandomize=True)
@given(stream_lists, st.integers(-50, 50))
def test_moving_all_temperatures_changes_no_duty(streams: list[Stream], shift_k: int) -> None:
    moved = [
        Stream(
            s.name, s.t_in_c + shift_k, s.t_out_c + shift_k, s.duty_kw, s.dt_contribution_k, s.kind
        )
        for s in streams
    ]
    before, after = problem_table(streams), problem_table(moved)
    assert after.hot_utility_kw == pytest.approx(before.hot_utility_kw, abs=DUTY_TOLERANCE_KW)
    assert after.pinch_shifted_c == tuple(theta + shift_k for theta in before.pinch_shifted_c)


@settings(deadline=None, derandomize=True)
@given(stream_lists)
def test_smaller_temperature_differences_never_need_more_heat(streams: list[Stream]) -> None:
    tighter = [Stream(s.name, s.t_in_c, s.t_out_c, s.duty_kw, 0.0, s.kind) for s in streams]
    assert (
        problem_table(tighter).hot_utility_kw
        <= problem_table(streams).hot_utility_kw + DUTY_TOLERANCE_KW
    )


@settings(deadline=None, derandomize=True)
@given(stream_lists)
def test_order_of_the_streams_does_not_matter(streams: list[Stream]) -> None:
    assert same_targets(problem_table(streams[::-1]), problem_table(streams))


def same_targets(left: Targets, right: Targets) -> bool:
    return (
        left.hot_utility_kw == pytest.approx(right.hot_utility_kw, abs=DUTY_TOLERANCE_KW)
        and left.cold_utility_kw == pytest.approx(right.cold_utility_kw, abs=DUTY_TOLERANCE_KW)
        and left.pinch_shifted_c == right.pinch_shifted_c
    )


def test_streams_are_read_from_text_records() -> None:
    records = [
        {"name": "H1", "t_in_c": "120", "t_out_c": "60", "duty_kw": "300", "kind": ""},
        {"name": "S", "t_in_c": "100", "t_out_c": "100", "duty_kw": "40", "kind": "cold"},
        {"name": "C", "t_in_c": " 20 ", "t_out_c": "80", "duty_kw": "6e2"},
    ]
    streams = streams_from_records(records, 10.0)
    assert [s.side for s in streams] == ["hot", "cold", "cold"]
    assert [s.dt_contribution_k for s in streams] == [5.0, 5.0, 5.0]
    assert streams[2].t_in_c == 20.0
    assert streams[2].duty_kw == 600.0


def test_a_stream_keeps_its_own_temperature_contribution() -> None:
    record = {"name": "H", "t_in_c": "90", "t_out_c": "20", "duty_kw": "1"}
    streams = streams_from_records([{**record, "dt_contribution_k": "2.5"}, record], 20.0)
    assert [s.dt_contribution_k for s in streams] == [2.5, 10.0]


def test_all_findings_of_a_stream_table_are_told_at_once() -> None:
    records = [
        {"name": "", "t_in_c": "x", "t_out_c": "60", "duty_kw": "nan", "colour": "red"},
        {"name": "C", "t_in_c": "20", "t_out_c": "20", "duty_kw": "-5", "dt_contribution_k": "-1"},
        {"name": "D", "t_in_c": "-300", "t_out_c": "20", "duty_kw": "1,5", "kind": "hot"},
        {"name": "E", "t_in_c": "10", "t_out_c": "20", "duty_kw": "inf", "kind": "warm"},
    ]
    with pytest.raises(CaseError) as caught:
        streams_from_records(records, 10.0)
    places = {finding.place for finding in caught.value.findings}
    assert places == {
        "column colour",
        "row 2: name",
        "row 2: t_in_c",
        "row 2: duty_kw",
        "row 3: duty_kw",
        "row 3: dt_contribution_k",
        "row 3: kind",
        "row 4: t_in_c",
        "row 4: duty_kw",
        "row 4: kind",
        "row 5: duty_kw",
        "row 5: kind",
    }
    assert all(finding.mend for finding in caught.value.findings)


def test_missing_column_and_ragged_row_are_findings() -> None:
    ragged: dict[object, object] = {"name": "H", "t_in_c": "90", "t_out_c": "20", None: ["1"]}
    with pytest.raises(CaseError) as caught:
        streams_from_records([ragged], 10.0)  # type: ignore[list-item]
    places = [finding.place for finding in caught.value.findings]
    assert "column duty_kw" in places
    assert any("without a column heading" in str(finding) for finding in caught.value.findings)


def test_short_row_is_a_finding_not_a_crash() -> None:
    short = {"name": "H", "t_in_c": "90", "t_out_c": "20", "duty_kw": None}
    with pytest.raises(CaseError, match="row 2: duty_kw: empty"):
        streams_from_records([short], 10.0)  # type: ignore[list-item]


def test_a_table_without_streams_is_a_finding() -> None:
    with pytest.raises(CaseError, match="no stream"):
        streams_from_records([], 10.0)


@pytest.mark.parametrize("dtmin_k", [-1.0, math.nan, math.inf])
def test_an_impossible_dtmin_is_refused(dtmin_k: float) -> None:
    record = {"name": "H", "t_in_c": "90", "t_out_c": "20", "duty_kw": "1"}
    with pytest.raises(UsageError, match="dtmin_k"):
        streams_from_records([record], dtmin_k)
