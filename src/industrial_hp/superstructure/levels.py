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
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve

SMALLEST_GLIDE_K = 6.0
"""A stream with less glide is offered as a whole only."""
SMALLEST_SHARE = 0.02
"""A part of a sink with less of its heat is no target of its own."""


@dataclass(frozen=True, eq=False)
class EvaporatorLevel:
    """Where an evaporator may stand: what it takes of a stream, evaporating by period."""

    stream: StreamProfile
    part: str
    lower_share: Array
    """Share of the stream's heat that is left below it, by period."""
    evaporating_c: Array
    contribution_k: float
    """What takes its own temperature to the shifted scale [K]."""
    is_header: bool = False
    """Steam drawn from a header, to be compressed without an exchanger."""

    def curve(self, period: int) -> TemperatureHeatCurve:
        """Real curve [K] of the part that is taken."""
        return self._taken(self.stream.curve(period, 1.0), period)

    def straight_curve(self, period: int) -> TemperatureHeatCurve:
        """The same by the straight pieces of the stream."""
        return self._taken(self.stream.straight_curve(period, 1.0), period)

    def _taken(self, whole: TemperatureHeatCurve, period: int) -> TemperatureHeatCurve:
        left = float(self.lower_share[period])
        return whole.section(left, 1.0) if left > 0 else whole


@dataclass(frozen=True, eq=False)
class CondenserLevel:
    """What a condenser may heat: the colder share of a stream."""

    stream: StreamProfile
    part: str
    upper_share: Array
    """Share of the stream's heat that is heated, by period."""

    @property
    def hottest_c(self) -> float:
        """Hottest temperature that is asked of a machine in any period [degC]."""
        return float(self.stream.temperatures_c(self.upper_share).max())

    def curve(self, period: int) -> TemperatureHeatCurve:
        """Real curve [K] of the part that is heated."""
        return self.stream.curve(period, float(self.upper_share[period]))

    def straight_curve(self, period: int) -> TemperatureHeatCurve:
        """The same by the straight pieces of the stream."""
        return self.stream.straight_curve(period, float(self.upper_share[period]))


@dataclass(frozen=True, eq=False)
class OfferedPart:
    """A part of a stream that is a level of its own: the warmest of a source, coldest of a sink."""

    name: str
    share: Array
    """Of the stream's heat, by period."""


def evaporator_levels(
    streams: list[StreamProfile],
    *,
    contribution_k: float,
    superheat_k: float,
    partial: bool,
    parts: Mapping[str, Sequence[OfferedPart]] | None = None,
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
    parts : mapping of str to sequence of OfferedPart
        Warmest parts of streams that are levels of their own, too, by name of the stream.

    Returns
    -------
    list of EvaporatorLevel
        Coldest use of each stream first.
    """
    found = []
    for stream in streams:
        whole = np.zeros(len(stream.heat_mw))
        reach_c = stream.top_c - stream.contribution_k - contribution_k - superheat_k
        taken = [("", whole)]
        if partial and float((stream.top_c - stream.bottom_c).max()) > SMALLEST_GLIDE_K:
            taken.append(("_warm_half", whole + 0.5))
        for warmest in (parts or {}).get(stream.name, ()):
            taken.append((f"_warm_{warmest.name}", 1 - warmest.share))
        for part, share in taken:
            at_c = stream.temperatures_c(share)
            level = np.minimum(at_c - stream.contribution_k - contribution_k, reach_c)
            found.append(EvaporatorLevel(stream, part, share, level, contribution_k))
    return found


def header_levels(sinks: list[StreamProfile]) -> list[EvaporatorLevel]:
    """Steam headers of a zone whose steam may be compressed into another.

    What is drawn stands on the shifted scale where the header itself stands: it must be made, too.
    """
    return [
        EvaporatorLevel(
            sink, "", np.zeros(len(sink.top_c)), sink.top_c, sink.contribution_k, is_header=True
        )
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


def condenser_levels(
    streams: list[StreamProfile],
    *,
    partial: bool,
    parts: Mapping[str, Sequence[OfferedPart]] | None = None,
) -> list[CondenserLevel]:
    """Parts of the cold streams of a zone that a condenser may heat, the whole stream first.

    ``parts`` holds coldest parts that are levels of their own, by name of the stream.
    """
    found = []
    for stream in streams:
        whole = np.ones(len(stream.heat_mw))
        found.append(CondenserLevel(stream, "", whole))
        for coldest in (parts or {}).get(stream.name, ()):
            found.append(CondenserLevel(stream, f"_cold_{coldest.name}", coldest.share))
        if not partial:
            continue
        if len(stream.pieces) == 1:
            glide = float((stream.top_c - stream.bottom_c).max())
            shares = [("_lower_half", 0.5)] if glide > SMALLEST_GLIDE_K else []
        else:
            below = np.cumsum([float(p.share.mean()) for p in reversed(stream.pieces)])[:-1]
            shares = [(f"_lower_part_{k + 1}", float(s)) for k, s in enumerate(below)]
        found += [
            CondenserLevel(stream, part, share * whole)
            for part, share in shares
            if share >= SMALLEST_SHARE
        ]
    return found
