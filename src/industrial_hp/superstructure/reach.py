"""Demands that nothing on offer can reach, found before any optimisation."""

import numpy as np

from industrial_hp.errors import Finding
from industrial_hp.superstructure.boilers import partly_served
from industrial_hp.superstructure.problem import Array, DesignProblem, Piece


def unreachable_demands(problem: DesignProblem) -> list[Finding]:
    """Sinks hotter than every boiler, machine, loop, store and source of their zone."""
    findings = []
    for demand in problem.demands:
        if demand.unmet_eur_per_mwh is not None:
            continue
        needed = _top(demand.pieces, problem.periods.count)
        offered = _hottest(problem, demand.zone)
        short = np.where(demand.heat_mw > 0, needed - offered, -1.0)
        worst = int(short.argmax())
        if short[worst] > 1e-6:
            hottest = f"{offered[worst]:.1f} degC" if np.isfinite(offered[worst]) else "nothing"
            findings.append(
                Finding(
                    f"sink {demand.name}",
                    "is hotter than any unit or boiler on offer in its zone can serve "
                    f"({problem.periods.labels[worst]})",
                    f"{needed[worst]:.1f} degC with its temperature contribution",
                    f"up to {hottest}",
                    "; ".join(partly_served(problem, demand.name))
                    or "offer a boiler with a higher supply_max_c, other refrigerants, or a loop",
                )
            )
    return findings


def _top(pieces: tuple[Piece, ...], count: int) -> Array:
    tops = [np.where(piece.share > 0, piece.top_c, -np.inf) for piece in pieces]
    hottest: Array = np.max([*tops, np.full(count, -np.inf)], axis=0)
    return hottest


def _hottest(problem: DesignProblem, zone: str) -> Array:
    count = problem.periods.count
    tops = [np.full(count, b.level_c) for b in problem.boilers if b.zone == zone]
    tops += [_top(u.condenser, count) for u in problem.heat_pumps if u.zone == zone]
    tops += [_top(loop.received, count) for loop in problem.loops if loop.to_zone == zone]
    tops += [_top(s.pieces, count) for s in problem.sources if s.zone == zone]
    tops += [np.full(count, s.discharge_top_c) for s in problem.stores if s.zone == zone]
    hottest: Array = np.max([*tops, np.full(count, -np.inf)], axis=0)
    return hottest
