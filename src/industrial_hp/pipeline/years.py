"""A year of hours: sizes from typical days, and what they cost over every hour of the year.

The search for sizes sees the typical and extreme days. The sizes found are then operated over the
whole year (`year_operation`). Days on which something is left unserved join the extreme days, and
the search is made again. At the end the cost of the year is bounded from below (`year_bound`).
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.pipeline import refinement
from industrial_hp.pipeline.typical_case import typical_case
from industrial_hp.pipeline.year_bound import PROVED_FOR, year_bound
from industrial_hp.pipeline.year_operation import (
    SMALLEST_MW,
    holds_all_on_offer,
    operated,
    year_problem,
)
from industrial_hp.results.solution import Solution, YearOperation
from industrial_hp.solving.highs import Progress
from industrial_hp.solving.options import SolverOptions, solver_profile
from industrial_hp.superstructure.problem import DesignProblem

MOST_REPAIRS = 2


def design(
    case: Case,
    options: SolverOptions | None = None,
    *,
    read_s: float = 0.0,
    on_phase: Callable[[str], None] = lambda phase: None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Find the best system for a case, and verify it.

    Parameters
    ----------
    case : Case
        A consistent case. With a year of steps (``calendar.year``) its sizes come from typical
        days; the solution's case then holds these, and `Solution.year` the operation of the year.
    options, read_s, on_phase, on_progress
        As of `pipeline.refinement.design`.

    Raises
    ------
    InfeasibleError, SolverError, KeyboardInterrupt
        As of `pipeline.refinement.design`. Ctrl-C after the first answer ends the work with it.
    """
    told: dict[str, Any] = {"on_phase": on_phase, "on_progress": on_progress}
    if case.calendar.year is None:
        return refinement.design(case, options, read_s=read_s, **told)
    options = options or solver_profile("standard")
    further: set[int] = set()
    best: Solution | None = None
    try:
        for attempt in range(MOST_REPAIRS + 1):
            days = typical_case(case, sorted(further))
            best = refinement.design(days, options, read_s=read_s, **told)
            if best.proof.status == "interrupted":
                break
            on_phase("year")
            offered = year_problem(case, best)
            best, unserved = _over_the_year(case, offered, best, options)
            if unserved <= further or attempt == MOST_REPAIRS:
                on_phase("year_bound")
                return _told(case, _bounded(case, offered, best, options), len(further))
            further |= unserved
    except KeyboardInterrupt:
        if best is None:
            raise
        on_phase("stop")
    assert best is not None
    return _stopped(case, best, len(further))


def _over_the_year(
    case: Case, offered: DesignProblem, solution: Solution, options: SolverOptions
) -> tuple[Solution, set[int]]:
    """A design with its operation over the year, and the days on which heat is unserved."""
    started = time.perf_counter()
    year, hours = operated(case, offered, solution, options)
    found = replace(
        solution,
        year=year,
        year_hours=hours.drop(columns="unserved_mw"),
        timings_s=solution.timings_s | {"year": time.perf_counter() - started},
    )
    return found, set(_unserved_days(case, hours))


def _bounded(
    case: Case, offered: DesignProblem, solution: Solution, options: SolverOptions
) -> Solution:
    """The design with what is proved for its year."""
    started = time.perf_counter()
    bound = year_bound(case, offered, options)
    assert solution.year is not None
    year = solution.year
    if bound is not None:
        year = replace(
            year,
            lower_bound_eur_per_a=bound.lower_bound_eur_per_a,
            least_found_eur_per_a=bound.least_found_eur_per_a,
            proved_for=PROVED_FOR.format(machines=_machines(solution)),
        )
    timings_s = solution.timings_s | {"year_bound": time.perf_counter() - started}
    return replace(solution, year=year, timings_s=timings_s)


def _stopped(case: Case, solution: Solution, repaired: int) -> Solution:
    """A design that Ctrl-C stopped before its year was operated, mended or bounded."""
    proof = replace(solution.proof, status="interrupted", proved=False)
    if solution.year is None:
        words = (
            f"Stopped by hand: the design is that of {len(solution.case.calendar.days)} typical "
            "days, and was not operated over the year."
        )
    else:
        solution = _told(case, solution, repaired)
        words = (
            "Stopped by hand: the cost of the year was not bounded from below, and days on which "
            "heat is not served were not mended."
        )
    return replace(solution, proof=proof, messages=(words, *solution.messages))


def _told(case: Case, solution: Solution, repaired: int) -> Solution:
    """The design with the words that say what it costs over the year, and how sure that is."""
    year = solution.year
    assert year is not None
    days, hours = len(solution.case.calendar.days), case.calendar.period_count
    share = year.annual_cost_eur / solution.proof.objective_eur_per_a - 1
    words = (
        f"Sizes come from {days} days of {case.calendar.year}. Operated over all {hours:,} steps "
        f"of the year they cost {year.annual_cost_eur:,.0f} EUR/a, {share:+.2%} against those "
        f"days. {_proved(year, _machines(solution))}"
    )
    if repaired:
        words += f" {repaired} days on which heat was unserved were added to them."
    if year.unserved_mwh > 0:
        words += f" {year.unserved_mwh:,.1f} MWh are not served, or left where they must leave."
    return replace(solution, messages=(words, *solution.messages))


def _machines(solution: Solution) -> str:
    """Which machines the problem of the year has."""
    return "machines on offer" if holds_all_on_offer(solution) else "machines chosen"


def _proved(year: YearOperation, machines: str) -> str:
    """What is known of the least cost of the year."""
    bound = year.lower_bound_eur_per_a
    if bound is None:
        return "The bound holds for the typical days, not for the year."
    words = (
        f"No sizes of the {machines} cost less than {bound:,.0f} EUR/a over the year, "
        f"{1 - bound / year.annual_cost_eur:.2%} below"
    )
    if year.least_found_eur_per_a is None or year.least_found_eur_per_a >= year.annual_cost_eur:
        return f"{words}."
    loss = 1 - year.least_found_eur_per_a / year.annual_cost_eur
    return f"{words}; sizes sought over the whole year would save {loss:.2%}."


def _unserved_days(case: Case, hours: pd.DataFrame) -> Iterator[int]:
    steps = len(case.calendar.block_hours)
    worst = hours["unserved_mw"].to_numpy(dtype=float).reshape(-1, steps).max(axis=1)
    yield from np.flatnonzero(worst > SMALLEST_MW).tolist()
