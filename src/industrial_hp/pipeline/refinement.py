"""The main job with its levels refined: parts of streams are offered around those that were used.

Levels come from the ends of streams and their halves. A design shows which of them matter. A
machine may turn out to serve less of its streams than its level allows for, and then its linear
COP is lower than that of the cycle really needed: the part that it serves is offered, with the COP
of that, in each period its own. Between the levels in use and their neighbours, too, new parts are
offered. The search is made again until that brings no more than a stated share of the annual cost.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.options import StreamPart
from industrial_hp.errors import SolverError
from industrial_hp.pipeline.design import design as design_of_the_offer
from industrial_hp.results.solution import Solution
from industrial_hp.solving.highs import Progress
from industrial_hp.solving.options import SolverOptions, solver_profile
from industrial_hp.superstructure.problem import Array
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

    A part that changes from period to period is a series of the finer case. None where nothing is
    left to be offered.
    """
    case, options = solution.case, solution.case.heat_pumps
    if options is None:
        return None
    known = {(part.stream, _values(case, part.share)) for part in options.stream_parts}
    found = dict.fromkeys((*_between(solution), *_served(solution)))
    new = sorted(part for part in found if part not in known)
    if not new:
        return None
    series, parts = dict(case.series), list(options.stream_parts)
    for stream, shares in new:
        share: float | str = shares[0]
        if len(set(shares)) > 1:
            share = next(name for n in count(1) if (name := f"part_{n}") not in series)
            series[share] = shares
        parts.append(StreamPart(stream=stream, share=share))
    finer = options.model_copy(update={"stream_parts": tuple(parts)})
    return case.model_copy(update={"heat_pumps": finer, "series": series})


Shares = tuple[float, ...]
"""Share of a stream in every period."""


def _values(case: Case, share: float | str) -> Shares:
    return tuple(case.values(share).tolist())


def _served(solution: Solution) -> Iterator[tuple[str, Shares]]:
    """Stream and shares that every machine really reaches, where that is less than its level.

    Once as the largest share of any period, and once as that of each period: where the machine
    does not run, its share is the largest.
    """
    case, table, checks = solution.case, solution.equipment, solution.machine_checks
    profiles = {source.name: source_profile(case, source) for source in case.sources}
    profiles |= {sink.name: sink_profile(case, sink) for sink in case.sinks}
    labels = list(solution.proposed.dispatch["period"].iloc[: case.calendar.period_count])
    for row in table[table["type"] == "heat_pump"].to_dict("records"):
        rows = checks[checks["unit"] == row["tag"]].set_index("period").reindex(labels)
        for side in ("source", "sink"):
            profile = profiles.get(str(row[f"{side}_level"]))
            if profile is None:
                continue
            reached = _reached(profile, rows)
            largest = float(np.nanmax(reached)) if np.isfinite(reached).any() else 1.0
            if largest > min(float(row[f"{side}_share"]) - SMALLEST_GAIN, 1 - LEAST_SHARE):
                largest = float(row[f"{side}_share"])
            elif largest >= LEAST_SHARE:
                yield profile.name, (round(largest, 3),) * len(labels)
            each = np.where(np.isfinite(reached), reached, largest)
            each = np.clip(each, LEAST_SHARE, min(largest, 1 - LEAST_SHARE)).round(3)
            if each.max() - each.min() >= SMALLEST_GAIN:
                yield profile.name, tuple(each.tolist())


def _reached(profile: StreamProfile, rows: pd.DataFrame) -> Array:
    """Warmest share of a source, or coldest of a sink, that a machine reaches in each period.

    Not a number where the machine or the stream stands still.
    """
    if profile.side == "hot":
        reached = share_above(profile.shifted, rows["coldest_giver_c"].to_numpy(dtype=float))
    else:
        reached = share_below(profile.shifted, rows["hottest_taker_c"].to_numpy(dtype=float))
    stands = rows["cop_linear"].isna().to_numpy() | (profile.heat_mw <= 0)
    return np.where(stands, np.nan, reached)


def _between(solution: Solution) -> Iterator[tuple[str, Shares]]:
    """Stream and shares half way to the neighbours of every level in use."""
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
            parts = [part.share for part in options.stream_parts if part.stream == stream]
            shares |= {share for share in parts if isinstance(share, float)}
            below = max((share for share in shares if share < used), default=None)
            above = min((share for share in shares if share > used), default=None)
            for other in (below, above):
                if other is not None and abs(used - other) >= 2 * SMALLEST_STEP:
                    middle = round((used + other) / 2, 4)
                    yield stream, (middle,) * solution.case.calendar.period_count
