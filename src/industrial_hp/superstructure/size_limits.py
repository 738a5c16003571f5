"""How large a machine can usefully be: derived from streams, never guessed.

The heat of a condenser ends in cold streams of its zone that it can reach, or is lifted further
by machines that evaporate at or below it and ends in any cold stream of the zone. The heat of an
evaporator comes from hot streams it can reach, or from condensers at or above it.
"""

from dataclasses import dataclass

import numpy as np

from industrial_hp.superstructure.problem import Array, Piece


@dataclass(frozen=True, eq=False)
class Load:
    """A stream of a zone with the largest heat that it can give or take in each period."""

    pieces: tuple[Piece, ...]
    heat_mw: Array


@dataclass(frozen=True, eq=False)
class Ends:
    """Condenser and evaporator of a machine on the shifted scale, and its cycle COP."""

    condenser: tuple[Piece, ...]
    evaporator: tuple[Piece, ...]
    cop: Array
    available: Array


def share_below(pieces: tuple[Piece, ...], level_c: Array) -> Array:
    """Share of a stream's heat at or below a temperature, by period."""
    total = np.zeros(len(level_c))
    for piece in pieces:
        span = piece.top_c - piece.bottom_c
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.clip((np.minimum(piece.top_c, level_c) - piece.bottom_c) / span, 0, 1)
        total = total + piece.share * np.where(
            span > 0, part, (piece.bottom_c <= level_c + 1e-9).astype(float)
        )
    return total


def share_above(pieces: tuple[Piece, ...], level_c: Array) -> Array:
    """Share of a stream's heat at or above a temperature, by period."""
    mirrored = tuple(Piece(-p.bottom_c, -p.top_c, p.share) for p in pieces)
    return share_below(mirrored, -level_c)


def largest_heat_mw(units: list[Ends], cold: list[Load], hot: list[Load]) -> list[Array]:
    """Largest useful heat of each machine of a zone, by period.

    Parameters
    ----------
    units : list of Ends
        All machines of the zone.
    cold, hot : list of Load
        What takes and gives heat in the zone: streams, loops and stores.

    Returns
    -------
    list of ndarray, shape (periods,)
        Zero where a machine cannot run.
    """
    tops = [_highest(unit.condenser) for unit in units]
    bottoms = [_lowest(unit.evaporator) for unit in units]
    total_cold = sum((load.heat_mw for load in cold), np.zeros(1))
    by_sinks = []
    for top in tops:
        reach = sum((x.heat_mw * share_below(x.pieces, top) for x in cold), np.zeros(1))
        lifted = np.any(
            [
                (bottom <= top) & (other > top) & (u.available > 0)
                for u, bottom, other in zip(units, bottoms, tops, strict=True)
            ],
            axis=0,
        )
        by_sinks.append(np.where(lifted, total_cold, reach))
    limits = []
    for unit, bottom, sinks in zip(units, bottoms, by_sinks, strict=True):
        gives = sum((x.heat_mw * share_above(x.pieces, bottom) for x in hot), np.zeros(1))
        for other, top, heat in zip(units, tops, by_sinks, strict=True):
            if other is not unit:
                gives = gives + np.where((top >= bottom) & (other.available > 0), heat, 0.0)
        by_sources = gives * unit.cop / (unit.cop - 1)
        limits.append(np.minimum(sinks, by_sources) * unit.available)
    return limits


def _highest(pieces: tuple[Piece, ...]) -> Array:
    """Hottest temperature of a stream among the pieces that carry heat, by period."""
    top: Array = np.max([np.where(p.share > 0, p.top_c, -np.inf) for p in pieces], axis=0)
    return top


def _lowest(pieces: tuple[Piece, ...]) -> Array:
    """Coldest temperature of a stream among the pieces that carry heat, by period."""
    low: Array = np.min([np.where(p.share > 0, p.bottom_c, np.inf) for p in pieces], axis=0)
    return low
