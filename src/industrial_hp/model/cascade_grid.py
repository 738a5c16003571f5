"""Rows of the heat cascade: which heat crosses which temperature.

Going down the shifted-temperature scale of a zone, every breakpoint has a slot for latent loads
exactly at it and the interval below it. The heat flowing down (the residual) can be lowest only
where cold has been met and heat follows; so a new row starts only there, and all slots and
intervals between two such points are one row. The merging is exact.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from industrial_hp.superstructure.problem import Piece

TEMPERATURE_DIGITS = 7


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


def cascade_terms(
    streams: tuple[CascadeStream, ...], zone: str, period: int
) -> tuple[int, tuple[CascadeTerm, ...]]:
    """Rows of the cascade of one zone in one period.

    Parameters
    ----------
    streams : tuple of CascadeStream
        All streams; those of other zones are passed over.
    zone : str
        Zone of the cascade.
    period : int
        Index of the period.

    Returns
    -------
    rows : int
        Number of rows, hottest first.
    terms : tuple of CascadeTerm
        Coefficients of the streams in the rows.
    """
    spans = list(_spans(streams, zone, period))
    if not spans:
        return 0, ()
    levels = sorted({t for span in spans for t in span[2:4]}, reverse=True)
    position = {level: i for i, level in enumerate(levels)}
    slot_row = _rows_of_slots(spans, position)
    terms: dict[tuple[int, int], float] = {}
    for index, sign, top, bottom, share in spans:
        for slot, part in _slots(top, bottom, levels, position):
            key = (index, int(slot_row[slot]))
            terms[key] = terms.get(key, 0.0) + sign * share * part
    result = tuple(CascadeTerm(i, row, value) for (i, row), value in sorted(terms.items()))
    return int(slot_row[-1]) + 1, result


Span = tuple[int, int, float, float, float]
"""Index of a stream, its sign, top and bottom [degC] of a piece, share of the stream's heat."""


def _spans(streams: tuple[CascadeStream, ...], zone: str, period: int) -> Iterator[Span]:
    """The pieces of a zone that carry heat in a period."""
    for index, stream in enumerate(streams):
        for piece in stream.pieces if stream.zone == zone else ():
            share = float(piece.share[period])
            if share > 0:
                top = round(float(piece.top_c[period]), TEMPERATURE_DIGITS)
                bottom = round(float(piece.bottom_c[period]), TEMPERATURE_DIGITS)
                yield index, stream.sign, top, bottom, share


def _slots(
    top: float, bottom: float, levels: list[float], position: dict[float, int]
) -> list[tuple[int, float]]:
    """Slots that a piece covers: 2i is the latent slot of level i, 2i + 1 the interval below."""
    if top == bottom:
        return [(2 * position[top], 1.0)]
    first, last = position[top], position[bottom]
    return [(2 * i + 1, (levels[i] - levels[i + 1]) / (top - bottom)) for i in range(first, last)]


def _rows_of_slots(spans: list[Span], position: dict[float, int]) -> np.ndarray[Any, Any]:
    hot = np.zeros(2 * len(position), dtype=bool)
    cold = np.zeros(2 * len(position), dtype=bool)
    for _, sign, top, bottom, _ in spans:
        first, last = position[top], position[bottom]
        covered = (
            slice(2 * first, 2 * first + 1) if top == bottom else slice(2 * first + 1, 2 * last, 2)
        )
        (hot if sign > 0 else cold)[covered] = True
    rows = np.zeros(2 * len(position), dtype=int)
    row, cold_met = 0, False
    for slot in range(len(rows)):
        if cold_met and hot[slot]:
            row, cold_met = row + 1, False
        cold_met = cold_met or bool(cold[slot])
        rows[slot] = row
    return rows
