"""The main job with its levels refined: parts of streams are offered around those that were used.

Levels come from the ends of streams and their halves. A design shows which of them matter. A
machine may turn out to serve less of its streams than its level allows for, and then its linear
COP is lower than that of the cycle really needed: the part that it serves is offered, with the COP
of that. Between the levels in use and their neighbours, too, new parts are offered. The search is
made again until that brings no more than a stated share of the annual cost.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.options import StreamPart
from industrial_hp.errors import SolverError
from industrial_hp.pipeline.design import design as design_of_the_offer
from industrial_hp.results.solution import Solution
from industrial_hp.solving.highs import Progress
from industrial_hp.solving.options import SolverOptions, solver_profile
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.size_limits import share_above, share_below
from industrial_hp.superstructure.source_streams import source_profile
from industrial_hp.superstructure.streams import StreamProfile

MOST_ROUNDS = 3
SMALLEST_STEP = 0.1
"""Parts between levels that lie nearer than this share of a stream's heat are one."""
SMALLEST_GAIN = 0.02
"""A part that a machine really serves is offered where it is smaller by this share."""
LEAST_SHARE = 0.02
"""No part is smaller, nor larger than what it leaves."""


def design(
    case: Case,
    options: SolverOptions | None = None,
    *,
    read_s: float = 0.0,
    on_phase: Callable[[str], None] = lambda phase: None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Find the best system for a case under the model, and verify it.

    Parameters
    ----------
    case : Case
        A consistent case. With ``heat_pumps.refine_until_share`` its levels are refined, each
        round within an equal part of the time limit; the solution's case then holds the parts.
    options : SolverOptions, optional
        Gap and time limit; the profile ``standard`` by default.
    read_s : float
        Time spent on reading the case, for the record [s].
    on_phase, on_progress : callable, optional
        Told the name of each phase (``stop`` when Ctrl-C ends the search), and incumbent and
        bound while solving.

    Returns
    -------
    Solution
        With a proof (bound and gap), today's system beside the proposed one, and checks.

    Raises
    ------
    InfeasibleError, SolverError, KeyboardInterrupt
        As of `pipeline.design.design`, before there is a first answer.
    """
    options = options or solver_profile("standard")
    told: dict[str, Any] = {"on_phase": on_phase, "on_progress": on_progress}
    tolerance = None if case.heat_pumps is None else case.heat_pumps.refine_until_share
    if tolerance is None:
        return design_of_the_offer(case, options, read_s=read_s, **told)
    part = replace(options, time_limit_s=options.time_limit_s / (1 + MOST_ROUNDS))
    best = design_of_the_offer(case, part, read_s=read_s, **told)
    costs = [best.proof.objective_eur_per_a]
    for _ in range(MOST_ROUNDS):
        finer = finer_case(best)
        if finer is None or best.proof.status == "interrupted":
            break
        try:
            found = design_of_the_offer(finer, part, **told)
        except (SolverError, KeyboardInterrupt):
            break
        costs.append(found.proof.objective_eur_per_a)
        gained = best.proof.objective_eur_per_a - found.proof.objective_eur_per_a
        spent = {k: best.timings_s.get(k, 0.0) + s for k, s in found.timings_s.items()}
        best = replace(found if gained > 0 else best, timings_s=best.timings_s | spent)
        if gained <= tolerance * abs(best.proof.objective_eur_per_a):
            break
    return replace(best, messages=(_history(costs), *best.messages))


def _history(costs: list[float]) -> str:
    """What the rounds brought, for the report."""
    rounds = len(costs) - 1
    if rounds == 0:
        return "Levels were not refined: no machine that is built leaves room between its levels."
    words = ", ".join(f"{cost:,.0f}" for cost in costs)
    return (
        f"Levels were refined in {rounds} round{'s' if rounds > 1 else ''} around the machines "
        f"built: annual cost {words} EUR/a. The bound holds for the levels of the design shown."
    )


def finer_case(solution: Solution) -> Case | None:
    """The case with the parts that its machines really serve, and parts between their levels.

    None where nothing is left to be offered.
    """
    case, options = solution.case, solution.case.heat_pumps
    if options is None:
        return None
    known = {(part.stream, part.share) for part in options.stream_parts}
    new = sorted({*_between(solution), *_served(solution)} - known)
    if not new:
        return None
    parts = [StreamPart(stream=stream, share=share) for stream, share in new]
    finer = options.model_copy(update={"stream_parts": (*options.stream_parts, *parts)})
    return case.model_copy(update={"heat_pumps": finer})


def _served(solution: Solution) -> Iterator[tuple[str, float]]:
    """Stream and share that every machine really reaches, where that is less than its level."""
    case, table = solution.case, solution.equipment
    profiles = {source.name: source_profile(case, source) for source in case.sources}
    profiles |= {sink.name: sink_profile(case, sink) for sink in case.sinks}
    for row in table[table["type"] == "heat_pump"].to_dict("records"):
        for side in ("source", "sink"):
            profile = profiles.get(str(row[f"{side}_level"]))
            used = float(row[f"{side}_share"])
            share = None if profile is None else _reached(solution, str(row["tag"]), side, profile)
            if profile is None or share is None:
                continue
            if LEAST_SHARE <= share <= min(used - SMALLEST_GAIN, 1 - LEAST_SHARE):
                yield profile.name, share


def _reached(solution: Solution, tag: str, side: str, profile: StreamProfile) -> float | None:
    """Warmest share of a source, or coldest of a sink, that a machine reaches in any period."""
    ends = {"source": ("to", "from", "t_low_c"), "sink": ("from", "to", "t_high_c")}[side]
    flows = solution.flows
    found = flows[(flows[ends[0]] == tag) & (flows[ends[1]] == profile.name)][ends[2]]
    if found.empty:
        return None
    end_c = float(found.min() if side == "source" else found.max())
    level_c = np.full(len(profile.heat_mw), end_c)
    share = share_above if side == "source" else share_below
    reached = share(profile.pieces, level_c)[profile.heat_mw > 0]
    return round(float(reached.max()), 3)


def _between(solution: Solution) -> Iterator[tuple[str, float]]:
    """Stream and share half way to the neighbours of every level in use."""
    options = solution.case.heat_pumps
    assert options is not None
    table = solution.equipment
    streams = {part.name for part in (*solution.case.sources, *solution.case.sinks)}
    streams |= {loop.name for loop in solution.case.loops}
    for row in table[table["type"] == "heat_pump"].to_dict("records"):
        for side in ("source", "sink"):
            stream, used = str(row[f"{side}_level"]), float(row[f"{side}_share"])
            if stream not in streams:
                continue
            shares = {0.0, 1.0, used} | ({0.5} if options.partial_levels else set())
            shares |= {part.share for part in options.stream_parts if part.stream == stream}
            below = max((share for share in shares if share < used), default=None)
            above = min((share for share in shares if share > used), default=None)
            for other in (below, above):
                if other is not None and abs(used - other) >= 2 * SMALLEST_STEP:
                    yield stream, round((used + other) / 2, 4)
