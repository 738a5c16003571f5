"""Temperature levels on offer, taken from the streams of a zone and never from a blind grid.

An evaporator may take all of a source or its warmer half; a condenser may heat all of a sink or
the colder part of it. A level follows its stream through the periods; one machine serves it all
year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from industrial_hp.superstructure.problem import Array
from industrial_hp.superstructure.streams import StreamProfile, sensible

SMALLEST_GLIDE_K = 6.0
"""A stream with less glide is offered as a whole only."""
SMALLEST_SHARE = 0.02
"""A part of a sink with less of its heat is no target of its own."""


@dataclass(frozen=True, eq=False)
class EvaporatorLevel:
    """Where an evaporator may stand: what it takes of a stream, evaporating by period."""

    stream: StreamProfile
    part: str
    lower_share: float
    """Share of the stream's heat that is left below it."""
    evaporating_c: Array
    contribution_k: float
    """What takes its own temperature to the shifted scale [K]."""
    is_header: bool = False
    """Steam drawn from a header, to be compressed without an exchanger."""


@dataclass(frozen=True, eq=False)
class CondenserLevel:
    """What a condenser may heat: the colder share of a stream."""

    stream: StreamProfile
    part: str
    upper_share: float

    @property
    def hottest_c(self) -> float:
        """Hottest temperature that is asked of a machine in any period [degC]."""
        periods = range(len(self.stream.top_c))
        return max(self.stream.temperature_c(p, self.upper_share) for p in periods)


def evaporator_levels(
    streams: list[StreamProfile],
    *,
    contribution_k: float,
    superheat_k: float,
    partial: bool,
    parts: Mapping[str, Sequence[float]] | None = None,
) -> list[EvaporatorLevel]:
    """Levels at which the hot streams of a zone can be taken.

    Parameters
    ----------
    streams : list of StreamProfile
        Hot streams of the zone: sources and what loops bring.
    contribution_k : float
        Temperature contribution of the evaporating side [K].
    superheat_k : float
        Superheat at suction [K], which the hot end must allow, too.
    partial : bool
        Whether the warmer half of a stream is a level of its own.
    parts : mapping of str to sequence of float
        Warmest shares of streams that are levels of their own, too, by name of the stream.

    Returns
    -------
    list of EvaporatorLevel
        Coldest use of each stream first.
    """
    found = []
    for stream in streams:
        periods = range(len(stream.heat_mw))
        reach_c = stream.top_c - stream.contribution_k - contribution_k - superheat_k
        taken = [("", 0.0)]
        if partial and float((stream.top_c - stream.bottom_c).max()) > SMALLEST_GLIDE_K:
            taken.append(("_warm_half", 0.5))
        for warmest in (parts or {}).get(stream.name, ()):
            taken.append((f"_warm_{_per_cent(warmest)}", 1 - warmest))
        for part, share in taken:
            at_c = np.array([stream.temperature_c(p, share) for p in periods])
            level = np.minimum(at_c - stream.contribution_k - contribution_k, reach_c)
            found.append(EvaporatorLevel(stream, part, share, level, contribution_k))
    return found


def header_levels(sinks: list[StreamProfile]) -> list[EvaporatorLevel]:
    """Steam headers of a zone whose steam may be compressed into another.

    What is drawn stands on the shifted scale where the header itself stands: it must be made, too.
    """
    return [
        EvaporatorLevel(sink, "", 0.0, sink.top_c, sink.contribution_k, is_header=True)
        for sink in sinks
        if sink.is_steam
    ]


def handover_level(
    zone: str, side: Literal["hot", "cold"], level_c: float, count: int
) -> StreamProfile:
    """A temperature [degC] at which machines of a zone hand heat to one another, as a stream.

    No stream of the case stands there; the contributions of both machines make the approach of
    the exchanger between them.
    """
    level = np.full(count, level_c)
    name = f"level_{level_c:g}c".replace(".", "_").replace("-", "minus_")
    return StreamProfile(name, zone, side, np.zeros(count), sensible(level, level), 0.0)


def merged(levels: list[EvaporatorLevel], within_k: float) -> list[EvaporatorLevel]:
    """Levels that lie within some kelvin of a colder one in every period join it.

    A machine at the colder level reaches every source of the warmer one, so nothing becomes
    infeasible; the lift grows by at most ``within_k``. Headers stay what they are.
    """
    kept: list[EvaporatorLevel] = []
    for level in sorted(levels, key=lambda item: float(item.evaporating_c.mean())):
        gaps = [level.evaporating_c - x.evaporating_c for x in kept if not x.is_header]
        if level.is_header or not any(
            bool(np.all((gap >= -1e-9) & (gap <= within_k))) for gap in gaps
        ):
            kept.append(level)
    return kept


def _per_cent(share: float) -> str:
    """A share as it stands in a name: 25pc, 62_5pc."""
    return f"{100 * share:g}pc".replace(".", "_")


def condenser_levels(
    streams: list[StreamProfile],
    *,
    partial: bool,
    parts: Mapping[str, Sequence[float]] | None = None,
) -> list[CondenserLevel]:
    """Parts of the cold streams of a zone that a condenser may heat, the whole stream first.

    ``parts`` holds coldest shares that are levels of their own, by name of the stream.
    """
    found = []
    for stream in streams:
        found.append(CondenserLevel(stream, "", 1.0))
        for coldest in (parts or {}).get(stream.name, ()):
            found.append(CondenserLevel(stream, f"_cold_{_per_cent(coldest)}", coldest))
        if not partial:
            continue
        if len(stream.pieces) == 1:
            glide = float((stream.top_c - stream.bottom_c).max())
            shares = [("_lower_half", 0.5)] if glide > SMALLEST_GLIDE_K else []
        else:
            below = np.cumsum([float(p.share.mean()) for p in reversed(stream.pieces)])[:-1]
            shares = [(f"_lower_part_{k + 1}", float(s)) for k, s in enumerate(below)]
        found += [
            CondenserLevel(stream, part, share) for part, share in shares if share >= SMALLEST_SHARE
        ]
    return found
