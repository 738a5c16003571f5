"""Why no design can satisfy a case: where heat is missing whatever is built."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from industrial_hp.errors import Finding
from industrial_hp.model.formulation import aim_at, formulate
from industrial_hp.model.study_limits import (
    demand_mwh_per_a,
    emissions_t_per_a,
    investment_eur,
    primary_energy_mwh_per_a,
    recovered_mwh_per_a,
)
from industrial_hp.results.dispatch import used_mw, values
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.boilers import partly_served
from industrial_hp.superstructure.problem import (
    Array,
    DesignProblem,
    HeatDemand,
    HeatSource,
    StudyLimits,
)

SHORTAGE_EUR_PER_MWH = 1e5
"""Price of missing heat with which a shortage is located; far above any real cost."""
SMALLEST_MW = 1e-6
LIMITS = Finding("case", "its limits contradict each other", mend="widen one of them")


def shortages(problem: DesignProblem, options: SolverOptions) -> list[Finding]:
    """Sinks not served and heat not taken, by the same problem with a dear price on both.

    Parameters
    ----------
    problem : DesignProblem
        One that has no solution.
    options : SolverOptions
        How long to look.

    Returns
    -------
    list of Finding
        One for each sink that stays short and each source that must leave and cannot; if there is
        none, one for the limit that stops the case.
    """
    beyond = limits_out_of_reach(problem, options)
    if beyond:
        return beyond
    demands = tuple(replace(d, unmet_eur_per_mwh=SHORTAGE_EUR_PER_MWH) for d in problem.demands)
    sources = tuple(
        replace(s, must_use=False, unused_other_eur_per_mwh=SHORTAGE_EUR_PER_MWH)
        if s.must_use
        else s
        for s in problem.sources
    )
    priced = replace(problem, demands=demands, sources=sources, backup=())
    model = formulate(priced)
    if not solve(model, options).has_answer:
        return [LIMITS]
    leaving = {source.name for source in problem.sources if source.must_use}
    found = []
    for demand in demands:
        unmet = values(model.heat_sinks.unmet_mw, demand.name)
        if unmet.max() > SMALLEST_MW:
            found.append(_shortage(problem, demand, unmet))
    for source in (s for s in priced.sources if s.name in leaving):
        left = source.heat_mw - used_mw(priced, model, source)
        if left.max() > SMALLEST_MW:
            found.append(_left(problem, source, left))
    return found or [LIMITS]


def _left(problem: DesignProblem, source: HeatSource, left_mw: Array) -> Finding:
    worst = int(left_mw.argmax())
    return Finding(
        f"source {source.name}",
        f"must leave and finds no taker in {int((left_mw > SMALLEST_MW).sum())} periods, worst in "
        f"{problem.periods.labels[worst]}",
        f"{left_mw[worst]:.3f} MW left of {source.heat_mw[worst]:.3f} MW",
        mend="offer a larger cooler or one of a smaller approach, or machines that lift the heat "
        "to it (heat_pumps)",
    )


def limits_out_of_reach(problem: DesignProblem, options: SolverOptions) -> list[Finding]:
    """Limits of the study that nothing on offer can keep, each with the best that can be had."""
    free = replace(problem, limits=StudyLimits())
    if free.limits == problem.limits:
        return []
    found = []
    for name, unit, best in BEST:
        limit = getattr(problem.limits, name)
        if limit is None:
            continue
        model = formulate(free)
        aim_at(model, free, best)
        result = solve(model, options)
        if not result.has_answer:
            return []
        bound = result.bound if name != "recovered_heat_share" else -result.bound
        if bound > limit if name != "recovered_heat_share" else bound < limit:
            word = "at least" if name != "recovered_heat_share" else "at most"
            found.append(
                Finding(
                    f"limits.{name}",
                    "no design on offer keeps this limit",
                    f"{limit:.6g} {unit}",
                    f"{word} {bound:.6g} {unit}",
                    "widen it, or offer more that serves it",
                )
            )
    return found


def _unrecovered(model: Any, problem: DesignProblem) -> Any:
    """Recovered heat over demand, below zero so that its least is its most."""
    return -recovered_mwh_per_a(model, problem) / max(demand_mwh_per_a(problem), SMALLEST_MW)


BEST: tuple[tuple[str, str, Callable[[Any, DesignProblem], Any]], ...] = (
    ("co2_t_per_a", "t/a", emissions_t_per_a),
    ("primary_energy_mwh_per_a", "MWh/a", primary_energy_mwh_per_a),
    ("investment_eur", "EUR", investment_eur),
    ("recovered_heat_share", "MWh/MWh", _unrecovered),
)


def _shortage(problem: DesignProblem, demand: HeatDemand, unmet_mw: Array) -> Finding:
    worst = int(unmet_mw.argmax())
    mends = ["offer more boiler, loop or grid capacity, or price unmet heat"]
    return Finding(
        f"sink {demand.name}",
        f"cannot be met in {int((unmet_mw > SMALLEST_MW).sum())} periods, worst in "
        f"{problem.periods.labels[worst]}",
        f"{unmet_mw[worst]:.3f} MW short of {demand.heat_mw[worst]:.3f} MW",
        mend="; ".join([*mends, *partly_served(problem, demand.name)]),
    )
