"""The best design without the largest new unit: what is lost if that unit cannot be had."""

from collections.abc import Callable, Sequence
from dataclasses import replace

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
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.superstructure.reach import unreachable_demands

FORBIDDEN_TYPES = ("heat_pump", "boiler", "heat_store")


def largest_new_unit(units: Sequence[BuiltUnit]) -> BuiltUnit | None:
    """New machine, boiler or store of the greatest investment; none if nothing is built."""
    new = [unit for unit in units if unit.type in FORBIDDEN_TYPES and not unit.existing]
    return max(new, key=lambda unit: (unit.investment_eur, unit.tag), default=None)


def forbidden(problem: DesignProblem, unit: BuiltUnit) -> DesignProblem:
    """The same problem with one unit not on offer."""
    return replace(
        problem,
        heat_pumps=tuple(pump for pump in problem.heat_pumps if pump.tag != unit.tag),
        stores=tuple(store for store in problem.stores if store.name != unit.tag),
        boilers=tuple(
            replace(boiler, max_size_mw=0.0) if boiler.name == unit.tag else boiler
            for boiler in problem.boilers
        ),
    )


def runner_up(
    case: Case,
    problem: DesignProblem,
    units: Sequence[BuiltUnit],
    base: Variant | None,
    options: SolverOptions,
    *,
    stop: Callable[[], bool] = lambda: False,
) -> tuple[RunnerUp | None, tuple[str, ...]]:
    """Best design without the largest new unit, in a share of the time of the main search.

    Parameters
    ----------
    case : Case
        Prices and economics.
    problem : DesignProblem
        What was on offer to the design.
    units : sequence of BuiltUnit
        What the design builds.
    base : Variant, optional
        Today's system.
    options : SolverOptions
        Gap, and time of the main search, of which ``runner_up_share`` is taken.
    stop : callable
        Asked whether to end early.

    Returns
    -------
    tuple of (RunnerUp or None, messages)
        None where nothing new is built, or with a message where none was found.
    """
    unit = largest_new_unit(units)
    if unit is None or options.runner_up_share == 0.0 or stop():
        return None, ()
    rest = forbidden(problem, unit)
    if unreachable_demands(rest):
        return None, (f"{unit.tag}: without it no design on offer meets the demand.",)
    limited = replace(options, time_limit_s=options.time_limit_s * options.runner_up_share)
    model = formulate(rest)
    result = solve(model, limited, stopped=stop)
    if result.status == "infeasible":
        return None, (f"{unit.tag}: without it no design on offer meets the demand.",)
    if not result.has_answer:
        return None, (f"{unit.tag}: no design without it was found in the time given.",)
    others = built_units(rest, model)
    dispatch = dispatch_table(rest, model)
    proposed = variant(case, rest, dispatch, others, matched_heat_mwh(rest, model))
    streams, machines = active_streams(rest, model), built_machines(case, others)
    served = recomputed_machines(rest, streams, machines)
    transfers = all_transfers(rest, streams) | matched_transfers(rest, model, streams)
    flows = flow_table(rest, transfers, stream_shifts_k(case))
    found = checks(Operation(case, others, proposed, result.objective, served, machines))
    verified = all(check.passed for check in found)
    return RunnerUp(
        without=unit.tag,
        proof=proof_of(result, options, verified=verified, without=unit.tag),
        figures={figure.name: figure.proposed for figure in key_figures(case, base, proposed)},
        equipment=equipment_table(case, others, machines, dispatch, flows),
    ), ()
