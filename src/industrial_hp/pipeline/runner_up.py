"""The best design without the largest new unit: what is lost if that unit cannot be had."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from industrial_hp.case.case import Case
from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline.proof import proof_of
from industrial_hp.results.appraisal import variant
from industrial_hp.results.attribution import active_streams, all_transfers, flow_table
from industrial_hp.results.dispatch import dispatch_table
from industrial_hp.results.key_figures import key_figures
from industrial_hp.results.machines import built_machines, recomputed_machines
from industrial_hp.results.matched_flows import matched_heat_mwh, matched_transfers
from industrial_hp.results.sizing import BuiltUnit, built_units
from industrial_hp.results.solution import RunnerUp, Variant
from industrial_hp.results.tables import equipment_table, stream_shifts_k
from industrial_hp.results.verification import Operation, checks
from industrial_hp.solving.highs import SolveResult, solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.superstructure.reach import unreachable_demands

FORBIDDEN_TYPES = ("heat_pump", "boiler", "heat_store")
MOST_SWAPS = 3
SMALLEST_GAIN_SHARE = 1e-6
"""A runner-up that is cheaper by more of the annual cost is the better answer."""


@dataclass(frozen=True, eq=False)
class Answer:
    """A solved model with the problem that it was written for."""

    problem: DesignProblem
    model: Any
    result: SolveResult
    without: str = ""
    """Tag of a unit that was not on offer to it."""


def largest_new_unit(units: Sequence[BuiltUnit]) -> BuiltUnit | None:
    """New machine, boiler or store of the greatest investment; none if nothing is built."""
    new = [unit for unit in units if unit.type in FORBIDDEN_TYPES and not unit.existing]
    return max(new, key=lambda unit: (unit.investment_eur, unit.tag), default=None)


def forbidden(problem: DesignProblem, unit: BuiltUnit) -> DesignProblem:
    """The same problem with one unit not on offer."""
    return replace(
        problem,
        heat_pumps=tuple(pump for pump in problem.heat_pumps if pump.rated_tag != unit.tag),
        stores=tuple(store for store in problem.stores if store.name != unit.tag),
        boilers=tuple(
            replace(boiler, max_size_mw=0.0) if boiler.name == unit.tag else boiler
            for boiler in problem.boilers
        ),
    )


def settled(
    answer: Answer, options: SolverOptions, stop: Callable[[], bool] = lambda: False
) -> tuple[Answer, Answer | None, tuple[str, ...]]:
    """The better of an answer and the best without its largest new unit, and the other search.

    A search that ends at a gap may leave a better answer to the search without the largest unit.
    Then that is the answer, with the bound of everything on offer, and its own largest unit is
    left out next.

    Parameters
    ----------
    answer : Answer
        Of the main search, with everything on offer.
    options : SolverOptions
        Gap, and time of the main search, of which each further one takes ``runner_up_share``.
    stop : callable
        Asked whether to end early.

    Returns
    -------
    tuple of (Answer, Answer or None, messages)
        The runner-up is none where nothing new is built, or with a message where none was found.
    """
    offered, swaps = answer.problem, list[str]()
    for _ in range(MOST_SWAPS):
        rival, told = _search_without_the_largest(offered, answer, options, stop)
        if rival is None or not _beats(rival.result, answer.result):
            return answer, rival, (*swaps, *told)
        answer = replace(rival, result=_within(rival.result, answer.result, options.gap))
        swaps.append(
            f"The search without {rival.without} found a design that costs less: it is proposed."
        )
    return answer, None, tuple(swaps)


def _beats(one: SolveResult, other: SolveResult) -> bool:
    return one.objective < other.objective - SMALLEST_GAIN_SHARE * abs(other.objective)


def _within(better: SolveResult, main: SolveResult, asked_gap: float) -> SolveResult:
    """The better answer with the bound of the main search, which holds for it."""
    gap = max(0.0, better.objective - main.bound) / max(abs(better.objective), 1e-9)
    status = "gap_reached" if gap <= asked_gap else main.status
    return replace(main, status=status, objective=better.objective, gap=gap)


def _search_without_the_largest(
    offered: DesignProblem, answer: Answer, options: SolverOptions, stop: Callable[[], bool]
) -> tuple[Answer | None, tuple[str, ...]]:
    unit = largest_new_unit(built_units(answer.problem, answer.model))
    if unit is None or options.runner_up_share == 0.0 or stop():
        return None, ()
    rest = forbidden(offered, unit)
    if unreachable_demands(rest):
        return None, (f"{unit.tag}: without it no design on offer meets the demand.",)
    limited = replace(options, time_limit_s=options.time_limit_s * options.runner_up_share)
    model = formulate(rest)
    result = solve(model, limited, stopped=stop)
    if result.status == "infeasible":
        return None, (f"{unit.tag}: without it no design on offer meets the demand.",)
    if not result.has_answer:
        return None, (f"{unit.tag}: no design without it was found in the time given.",)
    return Answer(rest, model, result, unit.tag), ()


def runner_up(case: Case, answer: Answer, base: Variant | None, options: SolverOptions) -> RunnerUp:
    """The runner-up as the reports show it, with its own checks and proof.

    Parameters
    ----------
    case : Case
        Prices and economics.
    answer : Answer
        Best design without the largest new unit.
    base : Variant, optional
        Today's system.
    options : SolverOptions
        The gap asked for.
    """
    rest, model, result = answer.problem, answer.model, answer.result
    others = built_units(rest, model)
    dispatch = dispatch_table(rest, model)
    proposed = variant(case, rest, dispatch, others, matched_heat_mwh(rest, model))
    streams, machines = active_streams(rest, model), built_machines(case, others)
    served = recomputed_machines(case, rest, streams, others, machines)
    transfers = all_transfers(rest, streams) | matched_transfers(rest, model, streams)
    flows = flow_table(rest, transfers, stream_shifts_k(case))
    found = checks(Operation(case, others, proposed, result.objective, served, machines))
    verified = all(check.passed for check in found)
    return RunnerUp(
        without=answer.without,
        proof=proof_of(result, options, verified=verified, without=answer.without),
        figures={figure.name: figure.proposed for figure in key_figures(case, base, proposed)},
        equipment=equipment_table(case, others, machines, dispatch, flows, served),
    )
