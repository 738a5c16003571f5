"""Who feeds whom: vertical transfer in every zone and period.

Heat is handed down the scale, hottest to hottest. It is one of many ways to read the answer:
the identity of a match has no price in the model.
"""

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import pandas as pd

from industrial_hp.model.formulation import COMPONENTS
from industrial_hp.superstructure.problem import Array, DesignProblem, Piece

SMALLEST_MW = 1e-9
LEVEL_DIGITS = 7


@dataclass(frozen=True, eq=False)
class ActiveStream:
    """A stream of a zone that gives (hot) or takes heat, shifted pieces, heat by period."""

    name: str
    zone: str
    is_hot: bool
    pieces: tuple[Piece, ...]
    heat_mw: Array


@dataclass(frozen=True)
class Transfer:
    """Heat from one stream to another with the shifted range of either side [degC]."""

    giver: str
    taker: str
    heat_mw: float
    giver_top_c: float
    giver_bottom_c: float
    taker_top_c: float
    taker_bottom_c: float


def active_streams(problem: DesignProblem, model: Any) -> list[ActiveStream]:
    """Every stream of a solved model with the heat that it really gives or takes."""
    streams = []
    for component in COMPONENTS:
        for stream in component.cascade_streams(problem):
            heat = np.array(
                [_value(stream.heat_mw(model, p)) for p in range(problem.periods.count)]
            )
            streams.append(
                ActiveStream(stream.name, stream.zone, stream.sign > 0, stream.pieces, heat)
            )
    return streams


def _value(heat: Any) -> float:
    number = heat if isinstance(heat, int | float) else heat(exception=False)
    return max(0.0, float(number or 0.0))


Transfers = dict[tuple[str, int], list["Transfer"]]
"""Transfers by zone and period."""
FLOW_COLUMNS = ("zone", "from", "to", "heat_mwh_per_a", "peak_mw", "t_high_c", "t_low_c")


def all_transfers(problem: DesignProblem, streams: list[ActiveStream]) -> Transfers:
    """Transfers of every zone and period."""
    return {
        (zone, period): vertical_transfer(streams, zone, period)
        for zone in problem.zones
        for period in range(problem.periods.count)
    }


def flow_table(
    problem: DesignProblem, transfers: Transfers, shifts_k: Mapping[str, float]
) -> pd.DataFrame:
    """Who feeds whom in a year, with power and temperatures where it is largest.

    Parameters
    ----------
    problem : DesignProblem
        Periods.
    transfers : Transfers
        From `all_transfers`.
    shifts_k : mapping of str to float
        What took real temperatures of sources and sinks to the shifted scale [K].

    Returns
    -------
    DataFrame
        Columns `FLOW_COLUMNS`. The temperatures are real ones of the source, or else of the sink,
        at an end of the flow, in the period of greatest power; undefined between machines.
    """
    found: dict[tuple[str, str, str], dict[int, list[Transfer]]] = {}
    for (zone, period), part in transfers.items():
        for transfer in part:
            flow = found.setdefault((zone, transfer.giver, transfer.taker), defaultdict(list))
            flow[period].append(transfer)
    rows = []
    for key, by_period in sorted(found.items()):
        heat_mw = {p: sum(t.heat_mw for t in part) for p, part in by_period.items()}
        energy = sum(float(problem.periods.weight_h[p]) * mw for p, mw in heat_mw.items())
        peak = max(heat_mw, key=lambda p: heat_mw[p])
        rows.append((*key, energy, heat_mw[peak], *_real_range_c(by_period[peak], shifts_k)))
    return pd.DataFrame(rows, columns=list(FLOW_COLUMNS))


def _real_range_c(
    transfers: list["Transfer"], shifts_k: Mapping[str, float]
) -> tuple[float | None, float | None]:
    """Real range [degC] of the source, or else of the sink, that takes part in transfers."""
    first = transfers[0]
    if first.giver in shifts_k:
        shift, ends = shifts_k[first.giver], [(t.giver_top_c, t.giver_bottom_c) for t in transfers]
    elif first.taker in shifts_k:
        shift, ends = shifts_k[first.taker], [(t.taker_top_c, t.taker_bottom_c) for t in transfers]
    else:
        return None, None
    return max(top for top, _ in ends) - shift, min(bottom for _, bottom in ends) - shift


@dataclass
class _Stretch:
    """Heat of several streams side by side over one range, used from its hot end."""

    shares: dict[str, float]
    heat_mw: float
    left_mw: float
    top_c: float
    bottom_c: float

    def take(self, amount_mw: float) -> tuple[float, float]:
        """Range [degC] that the next amount of heat covers; it is then gone."""
        upper = self._position(self.left_mw)
        self.left_mw -= amount_mw
        return upper, self._position(self.left_mw)

    def _position(self, left_mw: float) -> float:
        return self.bottom_c + (self.top_c - self.bottom_c) * max(left_mw, 0.0) / self.heat_mw


def vertical_transfer(streams: list[ActiveStream], zone: str, period: int) -> list[Transfer]:
    """Transfers within a zone in a period, hottest first.

    Parameters
    ----------
    streams : list of ActiveStream
        Streams of all zones.
    zone : str
        Zone to look at.
    period : int
        Period to look at.

    Returns
    -------
    list of Transfer
        Streams of the same range share in proportion to their heat. Cold heat that nothing
        hotter can serve is left out: the checks find it.
    """
    inside = [s for s in streams if s.zone == zone and s.heat_mw[period] > SMALLEST_MW]
    available: deque[_Stretch] = deque()
    transfers: list[Transfer] = []
    for top, bottom in _ranges(inside, period):
        hot = _stretch([s for s in inside if s.is_hot], period, top, bottom)
        cold = _stretch([s for s in inside if not s.is_hot], period, top, bottom)
        if hot is not None:
            available.append(hot)
        while cold is not None and cold.left_mw > SMALLEST_MW and available:
            giver = available[0]
            transfers += _hand_over(giver, cold)
            if giver.left_mw <= SMALLEST_MW:
                available.popleft()
    return transfers


def _ranges(streams: list[ActiveStream], period: int) -> list[tuple[float, float]]:
    """Every temperature at which a piece begins or ends, and the range below it."""
    bounds = sorted(
        {
            round(float(t[period]), LEVEL_DIGITS)
            for s in streams
            for piece in s.pieces
            if piece.share[period] > 0
            for t in (piece.top_c, piece.bottom_c)
        },
        reverse=True,
    )
    ranges = []
    for top, below in zip_longest(bounds, bounds[1:]):
        ranges.append((top, top))
        if below is not None:
            ranges.append((top, below))
    return ranges


def _stretch(
    streams: list[ActiveStream], period: int, top: float, bottom: float
) -> _Stretch | None:
    heats: dict[str, float] = defaultdict(float)
    for stream in streams:
        heats[stream.name] += _heat_within(stream, period, top, bottom)
    total = sum(heats.values())
    if total <= SMALLEST_MW:
        return None
    shares = {name: heat / total for name, heat in heats.items() if heat > 0}
    return _Stretch(shares, total, total, top, bottom)


def _heat_within(stream: ActiveStream, period: int, top: float, bottom: float) -> float:
    heat = 0.0
    for piece in stream.pieces:
        high = round(float(piece.top_c[period]), LEVEL_DIGITS)
        low = round(float(piece.bottom_c[period]), LEVEL_DIGITS)
        share = float(piece.share[period])
        if high == low:
            heat += share if top == bottom == high else 0.0
        elif top > bottom:
            heat += share * max(0.0, min(top, high) - max(bottom, low)) / (high - low)
    return heat * float(stream.heat_mw[period])


def _hand_over(giver: _Stretch, taker: _Stretch) -> list[Transfer]:
    amount = min(giver.left_mw, taker.left_mw)
    giver_range, taker_range = giver.take(amount), taker.take(amount)
    return [
        Transfer(g, t, amount * a * b, *giver_range, *taker_range)
        for g, a in giver.shares.items()
        for t, b in taker.shares.items()
    ]
