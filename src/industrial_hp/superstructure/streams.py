"""A stream of a zone: heat and real temperatures of every piece and period."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np

from industrial_hp.errors import CaseError, Finding, FluidRangeError, UsageError
from industrial_hp.superstructure.problem import Array, Piece
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    linear_curve,
    water_curve,
)
from industrial_hp.units import k_from_c

SMALLEST_SHARE = 1e-9
"""Parts of a stream smaller than this are rounding."""
WATER_RANGE_C = (0.5, 175.0)
"""Where water at the pressure of `water_curve` is a liquid."""


@dataclass(frozen=True, eq=False)
class StreamProfile:
    """A stream with its real temperatures, hottest piece first."""

    name: str
    zone: str
    side: Literal["hot", "cold"]
    heat_mw: Array
    pieces: tuple[Piece, ...]
    contribution_k: float
    is_water: bool = False
    is_steam: bool = False
    """Dry saturated steam, that a machine may make without an exchanger."""
    must_leave: bool = False
    """Heat that is cooled away where nothing uses it."""
    is_cooler: bool = False
    """Takes what must leave."""

    @property
    def shift_k(self) -> float:
        """What takes a real temperature to the shifted scale [K]."""
        return -self.contribution_k if self.side == "hot" else self.contribution_k

    @property
    def shifted(self) -> tuple[Piece, ...]:
        """The pieces on the shifted scale."""
        return tuple(shifted(piece, self.shift_k) for piece in self.pieces)

    @property
    def top_c(self) -> Array:
        """Hottest real temperature [degC]."""
        return self.pieces[0].top_c

    @property
    def bottom_c(self) -> Array:
        """Coldest real temperature [degC]."""
        return self.pieces[-1].bottom_c

    def curve(self, period: int, upper_share: float) -> TemperatureHeatCurve:
        """Real curve [K] of the colder part of the stream, up to a share of its heat."""
        if self.is_water:
            top = self.temperature_c(period, upper_share)
            return _water_curve(round(float(self.bottom_c[period]), 6), round(top, 6))
        return self.straight_curve(period, upper_share)

    def straight_curve(self, period: int, upper_share: float) -> TemperatureHeatCurve:
        """The same by the straight pieces of the stream: water of constant heat capacity."""
        top = self.temperature_c(period, upper_share)
        bottom = float(self.bottom_c[period])
        ends = [bottom, *(float(piece.top_c[period]) for piece in reversed(self.pieces))]
        shares = np.cumsum([0.0, *(float(p.share[period]) for p in reversed(self.pieces))])
        inside = shares < upper_share - 1e-9
        temperatures = [t for t, keep in zip(ends, inside, strict=True) if keep] + [top]
        kept = [s for s, keep in zip(shares, inside, strict=True) if keep] + [upper_share]
        curve_k = np.maximum.accumulate(k_from_c(np.array(temperatures)))
        return TemperatureHeatCurve(curve_k, np.array(kept) / upper_share)

    def temperature_c(self, period: int, share_from_cold: float) -> float:
        """Real temperature [degC] below which a share of the heat lies."""
        left = share_from_cold
        for piece in reversed(self.pieces):
            share = float(piece.share[period])
            if left <= share + 1e-12:
                span = float(piece.top_c[period] - piece.bottom_c[period])
                return float(piece.bottom_c[period]) + span * (left / share if share else 1.0)
            left -= share
        return float(self.top_c[period])

    def temperatures_c(self, share_from_cold: Array) -> Array:
        """The same in every period."""
        return np.array([self.temperature_c(p, float(s)) for p, s in enumerate(share_from_cold)])


def shifted(piece: Piece, shift_k: float) -> Piece:
    """The piece with both temperatures moved by a shift."""
    return Piece(piece.top_c + shift_k, piece.bottom_c + shift_k, piece.share)


@lru_cache(maxsize=4096)
def _water_curve(bottom_c: float, top_c: float) -> TemperatureHeatCurve:
    outside = bottom_c < WATER_RANGE_C[0] or top_c > WATER_RANGE_C[1]
    if outside or bottom_c >= top_c:  # equal where they differ by rounding only
        return linear_curve(k_from_c(bottom_c), k_from_c(top_c))
    return water_curve(k_from_c(bottom_c), k_from_c(top_c))


@contextmanager
def told_at(place: str, name: str) -> Iterator[None]:
    """Tell a state that a stream cannot have as a finding of the case, at the stream's place."""
    try:
        yield
    except (UsageError, FluidRangeError) as error:
        finding = Finding(place, f"{name} cannot be as stated: {error}", mend="mend its figures")
        raise CaseError([finding]) from error


def sensible(top_c: Array, bottom_c: Array) -> tuple[Piece, ...]:
    """One piece of constant heat capacity, or at one temperature."""
    return (Piece(top_c, bottom_c, np.ones(len(top_c))),)


def cut(piece: Piece, levels: list[Array]) -> tuple[Piece, ...]:
    """Cut a sensible piece at temperature levels, hottest first; a latent piece stays whole.

    A level outside the piece in some period leaves a part without heat there, so that the
    number of parts is the same in every period.
    """
    if not levels or bool(np.all(piece.top_c == piece.bottom_c)):
        return (piece,)
    span = piece.top_c - piece.bottom_c
    edges = [np.clip(level, piece.bottom_c, piece.top_c) for level in levels]
    stacked = np.sort(np.vstack([piece.top_c, *edges, piece.bottom_c]), axis=0)[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(span > 0, (stacked[:-1] - stacked[1:]) / span, 0.0)
    shares = np.where(shares > SMALLEST_SHARE, shares, 0.0)
    if bool(np.any(span == 0)):
        shares[0] = np.where(span == 0, 1.0, shares[0])
    return tuple(
        Piece(stacked[k], stacked[k + 1], piece.share * shares[k])
        for k in range(len(shares))
        if shares[k].any()
    )
