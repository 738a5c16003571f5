"""Rows of the heat cascade: which heat crosses which temperature.

Going down the shifted-temperature scale of a zone, every breakpoint has a slot for latent loads
exactly at it and the interval below it. The heat flowing down (the residual) can be lowest only
where cold has been met and heat follows; so a new row starts only there, and all slots and
intervals between two such points are one row. The merging is exact. It is done for all periods at
once: arrays of shape (periods, levels) and no loop over periods.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from industrial_hp.superstructure.problem import Piece

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
TEMPERATURE_DIGITS = 7
PERIODS_AT_ONCE = 64


@dataclass(frozen=True, eq=False)
class CascadeStream:
    """A stream of a zone as the cascade sees it: hot (+1) or cold (-1), its pieces, its heat."""

    name: str
    zone: str
    sign: int
    pieces: tuple[Piece, ...]
    heat_mw: Callable[[Any, int], Any]
    """Heat of the stream in a period: a number, a variable or a linear expression."""


@dataclass(frozen=True)
class CascadeTerm:
    """Part of a stream's heat that enters a row."""

    stream: int
    row: int
    share: float
    """Positive for heat given, negative for heat taken."""


@dataclass(frozen=True, eq=False)
class CascadeRows:
    """Rows of a zone in all periods, and the streams in them: one entry for each term."""

    rows: Indices
    """Number of rows in each period, hottest first."""
    period: Indices
    """Of each term; terms are in the order of periods, streams and rows."""
    stream: Indices
    row: Indices
    share: Array
    """Positive for heat given, negative for heat taken."""

    def terms(self, period: int) -> tuple[CascadeTerm, ...]:
        """Coefficients of the streams in the rows of one period."""
        first, last = np.searchsorted(self.period, [period, period + 1])
        parts = (part[first:last].tolist() for part in (self.stream, self.row, self.share))
        return tuple(CascadeTerm(*term) for term in zip(*parts, strict=True))


def cascade_rows(streams: tuple[CascadeStream, ...], zone: str, periods: int) -> CascadeRows:
    """Rows of the cascade of one zone in all periods.

    Parameters
    ----------
    streams : tuple of CascadeStream
        All streams; those of other zones are passed over.
    zone : str
        Zone of the cascade.
    periods : int
        Number of periods.

    Returns
    -------
    CascadeRows
        Number of rows, and the coefficients of the streams in them.
    """
    spans = _Spans.of(streams, zone)
    if spans is None:
        nothing = np.zeros(0, dtype=np.int64)
        return CascadeRows(np.zeros(periods, np.int64), nothing, nothing, nothing, np.zeros(0))
    parts = [_rows_of(spans, first) for first in range(0, periods, PERIODS_AT_ONCE)]
    return CascadeRows(
        *(
            np.concatenate([getattr(part, name) for part in parts])
            for name in ("rows", "period", "stream", "row", "share")
        )
    )


def _rows_of(spans: "_Spans", first_period: int) -> CascadeRows:
    """Rows of the periods that begin here; few enough that their arrays stay in the cache."""
    spans = spans.of_periods(slice(first_period, first_period + PERIODS_AT_ONCE))
    levels, first, last = _levels(spans)
    row = _rows_of_slots(spans, first, last, levels.shape[1])
    rows = np.where(spans.used.any(axis=1), row[:, -1] + 1, 0)
    period, span, at, share = _parts(spans, levels, first, last, row)
    found = _summed(rows, period, spans.stream[span], at, spans.sign[span] * share)
    return replace(found, period=found.period + first_period)


@dataclass(frozen=True, eq=False)
class _Spans:
    """The pieces of a zone: one column each."""

    stream: Indices
    sign: Indices
    top: Array
    """Shape (periods, pieces) like those that follow [degC]."""
    bottom: Array
    share: Array

    @property
    def used(self) -> NDArray[np.bool_]:
        return self.share > 0

    def of_periods(self, some: slice) -> "_Spans":
        """The same pieces in some of the periods."""
        return replace(self, top=self.top[some], bottom=self.bottom[some], share=self.share[some])

    @classmethod
    def of(cls, streams: tuple[CascadeStream, ...], zone: str) -> "_Spans | None":
        pieces = [
            (index, stream.sign, piece)
            for index, stream in enumerate(streams)
            if stream.zone == zone
            for piece in stream.pieces
        ]
        if not pieces:
            return None
        columns = [[getattr(p, side) for _, _, p in pieces] for side in ("top_c", "bottom_c")]
        top, bottom = (np.round(np.stack(c, axis=1), TEMPERATURE_DIGITS) for c in columns)
        return cls(
            np.array([index for index, _, _ in pieces]),
            np.array([sign for _, sign, _ in pieces]),
            top,
            bottom,
            np.stack([piece.share for _, _, piece in pieces], axis=1),
        )


def _levels(spans: _Spans) -> tuple[Array, Indices, Indices]:
    """Levels of each period from the hottest, and the level of each top and bottom."""
    used = np.concatenate([spans.used, spans.used], axis=1)
    ends = np.where(used, np.concatenate([spans.top, spans.bottom], axis=1), -np.inf)
    order = np.argsort(-ends, axis=1, kind="stable")
    ordered = np.take_along_axis(ends, order, axis=1)
    is_new = np.zeros(ends.shape, dtype=np.int64)
    is_new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    rank = np.cumsum(is_new, axis=1)
    place = np.empty_like(rank)
    np.put_along_axis(place, order, rank, axis=1)
    levels = np.full((len(ends), int(rank.max()) + 1), -np.inf)
    np.put_along_axis(levels, rank, ordered, axis=1)
    count = spans.top.shape[1]
    return levels, place[:, :count], place[:, count:]


def _rows_of_slots(spans: _Spans, first: Indices, last: Indices, levels: int) -> Indices:
    """Row of each slot; 2i is the latent slot of level i, 2i + 1 the interval below it."""
    shape = (len(first), 2 * levels)
    hot, cold = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for side, slots in ((1, hot), (-1, cold)):
        chosen = spans.used & (spans.sign == side)
        period, piece = np.nonzero(chosen & (first == last))
        slots[period, 2 * first[period, piece]] = True
        period, piece = np.nonzero(chosen & (first < last))
        steps = np.zeros((shape[0], levels), dtype=np.int64)
        np.add.at(steps, (period, first[period, piece]), 1)
        np.add.at(steps, (period, last[period, piece]), -1)
        slots[:, 1::2] = np.cumsum(steps, axis=1) > 0
    rows = np.zeros(shape, dtype=np.int64)
    row, cold_met = np.zeros(shape[0], dtype=np.int64), np.zeros(shape[0], dtype=bool)
    for slot in range(shape[1]):
        starts = cold_met & hot[:, slot]
        row = row + starts
        cold_met = (cold_met & ~starts) | cold[:, slot]
        rows[:, slot] = row
    return rows


def _parts(
    spans: _Spans, levels: Array, first: Indices, last: Indices, row: Indices
) -> tuple[Indices, Indices, Indices, Array]:
    """Period, piece, row and share of heat of every piece in every row that it crosses."""
    period, piece = np.nonzero(spans.used)
    top, bottom = first[period, piece], last[period, piece]
    latent = top == bottom
    upper = row[period, 2 * top + ~latent]
    lower = np.where(latent, upper, row[period, 2 * bottom - ~latent])
    count = lower - upper + 1
    repeated = np.repeat(np.arange(len(period)), count)
    at = np.arange(len(repeated)) + (upper - np.cumsum(count) + count)[repeated]
    where = period[repeated]
    starts = _first_intervals(row)
    begins = np.maximum(top[repeated], starts[where, at])
    ends = np.minimum(bottom[repeated], starts[where, at + 1])
    span_k = (spans.top - spans.bottom)[where, piece[repeated]]
    part = np.ones(len(repeated))
    flat = latent[repeated]
    np.divide(levels[where, begins] - levels[where, ends], span_k, out=part, where=~flat)
    share = spans.share[where, piece[repeated]] * part
    crossed = flat | (begins < ends)  # a row that is one latent slot has no width
    return where[crossed], piece[repeated][crossed], at[crossed], share[crossed]


def _first_intervals(row: Indices) -> Indices:
    """First interval of each row of each period; the last column closes the last row."""
    intervals = row[:, 1::2]
    count = np.zeros((len(row), int(row.max()) + 1), dtype=np.int64)
    np.add.at(count, (np.arange(len(row))[:, None], intervals), 1)
    starts = np.zeros((len(row), count.shape[1] + 1), dtype=np.int64)
    np.cumsum(count, axis=1, out=starts[:, 1:])
    return starts


def _summed(
    rows: Indices, period: Indices, stream: Indices, row: Indices, share: Array
) -> CascadeRows:
    """Terms in order, those of the same period, stream and row as one."""
    bounds = (len(rows), int(stream.max(initial=0)) + 1, int(row.max(initial=0)) + 1)
    key = np.ravel_multi_index((period, stream, row), bounds)
    order = np.argsort(key, kind="stable")  # nearly in order already
    key, share = key[order], share[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    summed = np.add.reduceat(share, first) if len(first) else share
    period, stream, row = np.unravel_index(key[first], bounds)
    return CascadeRows(rows, period, stream, row, summed)
