"""The rule at peak: boilers alone must carry a share of a zone's own demand, at its temperatures.

Heat of a boiler runs down from its level only. So at every level the hotter boilers carry that
share of what lies above it, at the hour at which this is largest; below the coldest boiler, all
boilers carry all. These few rows say as much as a cascade of boilers and demands would.
"""

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.errors import Finding
from industrial_hp.superstructure.boilers import partly_served
from industrial_hp.superstructure.problem import Array, BackupNeed, Boiler, DesignProblem
from industrial_hp.superstructure.size_limits import share_below
from industrial_hp.superstructure.streams import StreamProfile
from industrial_hp.superstructure.surroundings import Surroundings

SMALLEST_MW = 1e-9
"""Less is rounding."""


def backup_needs(case: Case, around: Surroundings) -> tuple[BackupNeed, ...]:
    """Boiler capacity that each zone needs above each level of its boilers."""
    if case.backup is None:
        return ()
    share = case.backup.boiler_share_of_peak
    needs = []
    for zone in sorted({sink.zone for sink in around.sinks}):
        sinks = [sink for sink in around.sinks if sink.zone == zone]
        boilers = [boiler for boiler in around.boilers if boiler.zone == zone]
        for level_c in [-np.inf, *sorted({boiler.level_c for boiler in boilers})]:
            need = _need(zone, level_c, sinks, boilers, share)
            needs += [need] if need.need_mw > SMALLEST_MW else []
    return tuple(needs)


def _need(
    zone: str, level_c: float, sinks: list[StreamProfile], boilers: list[Boiler], share: float
) -> BackupNeed:
    above = {sink.name: _above_mw(sink, level_c) for sink in sinks}
    return BackupNeed(
        zone=zone,
        colder=tuple(b.name for b in boilers if b.level_c <= level_c),
        hotter=tuple(b.name for b in boilers if b.level_c > level_c),
        sinks=tuple(name for name, heat in above.items() if heat.max() > SMALLEST_MW),
        need_mw=share * float(np.sum(list(above.values()), axis=0).max()),
    )


def _above_mw(sink: StreamProfile, level_c: float) -> Array:
    """Heat of a sink above a shifted level, by period [MW]; what boils at the level is not."""
    below = share_below(sink.shifted, np.full(len(sink.heat_mw), level_c))
    heat_mw: Array = sink.heat_mw * (1 - below)
    return heat_mw


def backup_out_of_reach(problem: DesignProblem) -> list[Finding]:
    """What the boilers on offer cannot carry alone, even if all are built as large as they may."""
    largest_mw = {boiler.name: boiler.max_size_mw for boiler in problem.boilers}
    return [
        _finding(problem, need, offered_mw)
        for need in problem.backup
        for offered_mw in [sum(largest_mw[name] for name in need.hotter)]
        if offered_mw < need.need_mw - SMALLEST_MW
    ]


def _finding(problem: DesignProblem, need: BackupNeed, offered_mw: float) -> Finding:
    sinks = f"sink{'s' if len(need.sinks) > 1 else ''} {', '.join(need.sinks)}"
    message = f"the boilers of zone {need.zone} alone cannot carry the share of its peak demand"
    mends = ["offer more boiler capacity, or lower the share"]
    if need.colder:
        message += f" that lies hotter than {' and '.join(need.colder)} can serve ({sinks})"
        mends = ["offer more capacity of hotter boilers (supply_max_c), or leave the rule out"]
        mends += [note for sink in need.sinks for note in partly_served(problem, sink)]
        if not need.hotter:
            message += "; no boiler is hotter, and other heat is no backup"
    return Finding(
        "backup.boiler_share_of_peak",
        message,
        f"{offered_mw:.3f} MW of boilers that reach it",
        f"at least {need.need_mw:.3f} MW",
        "; ".join(mends),
    )
