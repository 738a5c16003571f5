"""Merging of cascade rows: nothing is lost of the cascade at every single temperature."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.model.cascade_grid import CascadeRows, CascadeStream, cascade_rows
from industrial_hp.superstructure.problem import Piece

PERIODS = 3
TOLERANCE_MW = 1e-9

ends_c = st.lists(st.integers(0, 6).map(lambda step: 10.0 * step), min_size=2, max_size=2)
piece = st.tuples(st.lists(ends_c, min_size=PERIODS, max_size=PERIODS), st.booleans())
stream = st.tuples(st.sampled_from([1, -1]), st.lists(piece, min_size=1, max_size=3))
heats_mw = st.lists(st.floats(0, 5), min_size=PERIODS, max_size=PERIODS)


def stated(sign: int, pieces: list[tuple[list[list[float]], bool]]) -> CascadeStream:
    """A stream whose pieces have equal shares; one piece may be missing in the first period."""
    made = []
    for levels, is_late in pieces:
        share = np.full(PERIODS, 1 / len(pieces))
        share[0] *= not is_late
        top, bottom = np.max(levels, axis=1), np.min(levels, axis=1)
        made.append(Piece(top, bottom, share))
    return CascadeStream("stream", "zone", sign, tuple(made), lambda model, p: 0.0)


def heat_above_mw(stream: CascadeStream, p: int, level_c: float, *, inclusive: bool) -> float:
    """Share of a stream's heat above a temperature, or at and above it."""
    share = 0.0
    for piece in stream.pieces:
        top, bottom = float(piece.top_c[p]), float(piece.bottom_c[p])
        if top == bottom:
            above = float(top >= level_c if inclusive else top > level_c)
        else:
            above = min(max((top - max(level_c, bottom)) / (top - bottom), 0.0), 1.0)
        share += above * float(piece.share[p])
    return stream.sign * share


def lowest_residual_mw(streams: list[CascadeStream], heats: list[list[float]], p: int) -> float:
    """Least net heat above any temperature, on both its sides."""
    levels = {float(t) for s in streams for x in s.pieces for t in (x.top_c[p], x.bottom_c[p])}
    return min(
        sum(
            heat[p] * heat_above_mw(s, p, level, inclusive=inclusive)
            for s, heat in zip(streams, heats, strict=True)
        )
        for level in levels
        for inclusive in (False, True)
    )


def residuals_of_rows_mw(cascade: CascadeRows, heats: list[list[float]], p: int) -> list[float]:
    net = np.zeros(int(cascade.rows[p]))
    for term in cascade.terms(p):
        net[term.row] += term.share * heats[term.stream][p]
    return [0.0, *np.cumsum(net)]


@settings(deadline=None, derandomize=True, max_examples=200)
@given(st.lists(st.tuples(stream, heats_mw), min_size=1, max_size=7))
def test_the_lowest_residual_of_the_rows_is_that_of_all_temperatures(
    drawn: list[tuple[tuple[int, list[tuple[list[list[float]], bool]]], list[float]]],
) -> None:
    streams = [stated(sign, pieces) for (sign, pieces), _ in drawn]
    heats = [heat for _, heat in drawn]
    cascade = cascade_rows(tuple(streams), "zone", PERIODS)
    for p in range(PERIODS):
        lowest = min(0.0, lowest_residual_mw(streams, heats, p))
        assert abs(min(residuals_of_rows_mw(cascade, heats, p)) - lowest) < TOLERANCE_MW


def flat(sign: int, top_c: float, bottom_c: float) -> CascadeStream:
    one = np.ones(1)
    return CascadeStream(
        "s", "zone", sign, (Piece(top_c * one, bottom_c * one, one),), lambda m, p: 0.0
    )


def test_a_row_begins_only_where_cold_has_been_met_and_heat_follows() -> None:
    # 90 hot, 80..60 cold | 50..40 hot, 45..30 cold | 20 hot: three rows
    streams = (flat(1, 90, 90), flat(-1, 80, 60), flat(1, 50, 40), flat(-1, 45, 30))
    cascade = cascade_rows((*streams, flat(1, 20, 20)), "zone", 1)
    assert cascade.rows.tolist() == [3]
    assert cascade.row.tolist() == [0, 0, 1, 1, 2]
    assert cascade.share.tolist() == [1, -1, 1, -1, 1]


def test_a_stream_is_split_where_another_begins_beneath_cold() -> None:
    # cold above 60 | hot and cold 60..40 | hot 40..30, cold at 30 | hot 30..20 and at 25
    streams = (flat(-1, 80, 40), flat(1, 60, 20), flat(-1, 30, 30), flat(1, 25, 25))
    cascade = cascade_rows(streams, "zone", 1)
    parts = [(t.stream, t.row, t.share) for t in cascade.terms(0)]
    assert parts[:2] == [(0, 0, -0.5), (0, 1, -0.5)]
    assert parts[2:5] == [(1, 1, 0.5), (1, 2, 0.25), (1, 3, 0.25)]
    assert parts[5:] == [(2, 2, -1.0), (3, 3, 1.0)]


def test_a_zone_without_streams_has_no_rows() -> None:
    cascade = cascade_rows((flat(1, 90, 90),), "elsewhere", 4)
    assert cascade.rows.tolist() == [0, 0, 0, 0]
    assert cascade.terms(2) == ()
