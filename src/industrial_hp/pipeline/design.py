"""The main job: a case becomes a verified design."""

import hashlib
import importlib.metadata
import math
import platform
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from importlib.resources import files
from typing import Any

from pydantic import BaseModel

from industrial_hp.case.case import Case
from industrial_hp.errors import InfeasibleError, SolverError
from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline.objective import after_the_aim, kept_near_its_least
from industrial_hp.pipeline.proof import proof_of
from industrial_hp.pipeline.runner_up import Answer, runner_up, settled
from industrial_hp.pipeline.shortages import shortages
from industrial_hp.results.appraisal import variant
from industrial_hp.results.attribution import active_streams, all_transfers, flow_table
from industrial_hp.results.capital_items import beyond_spare
from industrial_hp.results.co2_balance import co2_balance
from industrial_hp.results.data_sheets import data_sheets
from industrial_hp.results.dispatch import dispatch_table
from industrial_hp.results.energy_flows import energy_flows
from industrial_hp.results.energy_targets import energy_targets
from industrial_hp.results.financing import financing
from industrial_hp.results.heat_streams import heat_stream_table
from industrial_hp.results.heat_supply import heat_supply
from industrial_hp.results.key_figures import key_figures, project_flows
from industrial_hp.results.machine_diagrams import machine_diagrams
from industrial_hp.results.machines import (
    built_machines,
    estimate_remarks,
    recomputed_machines,
)
from industrial_hp.results.matched_flows import matched_heat_mwh, matched_transfers
from industrial_hp.results.process_curves import process_curves
from industrial_hp.results.scenarios import scenarios
from industrial_hp.results.sensitivity import sensitivity
from industrial_hp.results.sizing import BuiltUnit, built_units
from industrial_hp.results.solution import (
    Aim,
    ModelSize,
    SearchPoint,
    Solution,
    Stamp,
    Variant,
)
from industrial_hp.results.tables import equipment_table, stream_shifts_k, stream_table
from industrial_hp.results.verification import Operation, checks
from industrial_hp.solving.highs import Progress, SolveResult, solve
from industrial_hp.solving.interruption import Interruption
from industrial_hp.solving.options import SolverOptions, solver_profile
from industrial_hp.superstructure.assemble import design_problem, problem_of_today
from industrial_hp.superstructure.backup import backup_out_of_reach
from industrial_hp.superstructure.boilers import partly_served
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.superstructure.reach import unreachable_demands


@dataclass
class _Clock:
    """Time spent in each phase [s]."""

    on_phase: Callable[[str], None]
    timings_s: dict[str, float] = field(default_factory=dict)
    _started: float = field(default_factory=time.perf_counter)
    _phase: str = ""

    def enter(self, phase: str) -> None:
        """Close the running phase and start another."""
        now = time.perf_counter()
        if self._phase:
            self.timings_s[self._phase] = now - self._started
        self._phase, self._started = phase, now
        if phase:
            self.on_phase(phase)


@dataclass
class _Trace:
    """Every report of the search, handed on and kept."""

    on_progress: Callable[[Progress], None] | None
    points: list[SearchPoint] = field(default_factory=list)

    def note(self, progress: Progress) -> None:
        """Keep a report and hand it on."""
        self.points.append(SearchPoint(progress.elapsed_s, progress.incumbent, progress.bound))
        if self.on_progress is not None:
            self.on_progress(progress)

    def ended(self, result: SolveResult, elapsed_s: float) -> tuple[SearchPoint, ...]:
        """All reports and how the search ended."""
        return (*self.points, SearchPoint(elapsed_s, result.objective, result.bound))


def design(
    case: Case,
    options: SolverOptions | None = None,
    *,
    read_s: float = 0.0,
    on_phase: Callable[[str], None] = lambda phase: None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Solution:
    """Find the best system for a case at its levels: `pipeline.refinement.design` without rounds.

    Raises
    ------
    InfeasibleError
        If no system on offer can meet the demand; each finding names a shortage.
    SolverError
        If the solver fails or ends without any answer.
    KeyboardInterrupt
        By Ctrl-C before there is any answer, or by a second one. The first during the search
        ends it with the best answer so far.
    """
    options = options or solver_profile("standard")
    clock = _Clock(on_phase, {"read": read_s})
    clock.enter("superstructure")
    problem = design_problem(case)
    unreachable = unreachable_demands(problem) + backup_out_of_reach(problem)
    if unreachable:
        raise InfeasibleError(unreachable)
    with Interruption(lambda: on_phase("stop")) as interruption:
        if case.objective.least != "annual_cost":
            clock.enter("aim")
        problem, attained = kept_near_its_least(
            problem, case.objective, options, on_progress, interruption.stopped
        )
        clock.enter("build")
        model = formulate(problem)
        clock.enter("solve")
        trace = _Trace(on_progress)
        rest = options if attained is None else after_the_aim(options)
        result = solve(model, rest, trace.note, interruption.stopped)
        if attained is not None and not result.has_answer:
            model, result = attained.model, attained.as_answer(result.status)
        if result.has_answer:
            clock.enter("runner_up")
            found = settled(Answer(problem, model, result), options, interruption.stopped)
            solution = _solution(case, found, options, clock)
            solution = _aimed(solution, None if attained is None else attained.aim)
            return replace(solution, search=trace.ended(found[0].result, clock.timings_s["solve"]))
    if result.status == "infeasible":
        raise InfeasibleError(shortages(problem, options))
    if result.status == "interrupted":
        raise KeyboardInterrupt
    raise SolverError(
        f"no feasible design was found within the time limit of {options.time_limit_s:g} s; "
        "give more time"
    )


def _today(
    case: Case, problem: DesignProblem, options: SolverOptions
) -> tuple[Variant | None, tuple[str, ...]]:
    """Today's system operated at least cost; if there is none, why not."""
    today = problem_of_today(problem)
    if not unreachable_demands(today):
        model = formulate(today)
        result = solve(model, options)
        if result.has_answer:
            units = built_units(today, model)
            dispatch = dispatch_table(today, model)
            return variant(case, today, dispatch, units), beyond_spare(case, dispatch)
        if result.status != "infeasible":
            return None, ("Today's system was not computed within the time limit.",)
    return None, (
        "Today's system cannot meet the demand, or take away what must leave: there is no "
        "comparison with it.",
    )


def _solution(
    case: Case,
    found: tuple[Answer, Answer | None, tuple[str, ...]],
    options: SolverOptions,
    clock: _Clock,
) -> Solution:
    answer, rival, told = found
    problem, model, result = answer.problem, answer.model, answer.result
    base, remarks = _today(case, problem, options)
    clock.enter("verify")
    units = built_units(problem, model)
    dispatch = dispatch_table(problem, model)
    proposed = variant(case, problem, dispatch, units, matched_heat_mwh(problem, model))
    streams = active_streams(problem, model)
    machines = built_machines(case, units)
    served = recomputed_machines(case, problem, streams, units, machines)
    transfers = all_transfers(problem, streams) | matched_transfers(problem, model, streams)
    flows = flow_table(problem, transfers, stream_shifts_k(case))
    operation = Operation(case, units, proposed, result.objective, served, machines)
    tested = checks(operation)
    heat_streams = heat_stream_table(operation)
    equipment = equipment_table(case, units, machines, dispatch, flows, served)
    second = None if rival is None else runner_up(case, rival, base, options)
    clock.enter("")
    return Solution(
        case=case,
        proof=proof_of(result, options, verified=all(check.passed for check in tested)),
        base=base,
        proposed=proposed,
        key_figures=key_figures(case, base, proposed),
        equipment=equipment,
        data_sheets=data_sheets(case, units, machines, equipment, dispatch),
        streams=stream_table(case, problem, dispatch),
        flows=flows,
        project_flows_eur=project_flows(base, proposed),
        heat_streams=heat_streams,
        machine_checks=served,
        checks=tested,
        dropped=problem.dropped,
        candidates=len(problem.heat_pumps),
        model_size=ModelSize(**vars(result.size)),
        timings_s=clock.timings_s,
        stamp=stamp(case, options.seed),
        **_against_today(case, base, proposed),
        messages=remarks
        + partly_served(problem)
        + _extrapolations(units)
        + estimate_remarks(machines)
        + told,
        runner_up=second,
        supply=heat_supply(problem, transfers),
        energy=energy_flows(dispatch, flows),
        targets=energy_targets(problem, streams),
        curves=process_curves(problem, streams),
        machine_diagrams=machine_diagrams(case.heat_pumps, units, machines, problem.periods.labels),
    )


def _against_today(case: Case, base: Variant | None, proposed: Variant) -> dict[str, Any]:
    """What needs a system of today: emissions avoided, and the value at other prices."""
    if base is None:
        return {}
    found, co2 = sensitivity(case, base, proposed), co2_balance(case, base, proposed)
    annual, just_so = found.cop or (None, None)
    sinks = proposed.dispatch[proposed.dispatch["type"] == "sink"]
    heat_mwh = float((sinks["heat_in_mw"] * sinks["hours_per_year"]).sum())
    return {
        "financing": financing(case, base, proposed),
        "scenarios": scenarios(case, base, proposed, heat_mwh_per_a=heat_mwh),
        "sensitivity": found.table,
        "price_map": found.price_map,
        "break_even_prices": found.break_even_prices,
        "co2_balance": co2.table,
        "abatement_eur_per_t": co2.abatement_eur_per_t,
        "annual_cop": annual,
        "break_even_cop": just_so if just_so is not None and math.isfinite(just_so) else None,
    }


def _extrapolations(units: Iterable[BuiltUnit]) -> tuple[str, ...]:
    return tuple(
        f"{unit.tag}: {unit.size:.2f} {unit.size_unit} lies outside the range of its cost law "
        f"({unit.investment.size_min:g} to {unit.investment.size_max:g} {unit.size_unit})"
        for unit in units
        if unit.investment is not None and unit.extrapolated and not unit.existing
    )


def _aimed(solution: Solution, aim: Aim | None) -> Solution:
    """The solution with what was made least before cost: the proof holds where both are proved."""
    if aim is None:
        return solution
    proof = solution.proof
    bound = f"no design on offer has less than {aim.lower_bound:,.6g} {aim.unit}"
    return replace(
        solution,
        aim=aim,
        proof=replace(
            proof,
            proved=proof.proved and aim.gap <= proof.asked_gap,
            proved_for=f"{proof.proved_for}, within {aim.limit:,.6g} {aim.unit}",
        ),
        messages=(
            f"{aim.title} was made least: {aim.least:,.6g} {aim.unit} were found, {bound} (gap "
            f"{aim.gap:.2%}). The design is the cheapest of at most {aim.limit:,.6g} {aim.unit}.",
            *solution.messages,
        ),
    )


def stamp(case: BaseModel | None, seed: int) -> Stamp:
    """Versions and fingerprints that identify how an answer was made.

    The case, or a study of another kind; without one, because it could not be read, its
    fingerprint is empty.
    """
    catalogue = hashlib.sha256()
    for table in sorted((files("industrial_hp.catalogue") / "data").iterdir(), key=str):
        catalogue.update(table.read_bytes())
    version = importlib.metadata.version
    return Stamp(
        tool=version("industrial-hp"),
        python=platform.python_version(),
        solver=f"HiGHS {version('highspy')}",
        coolprop=version("CoolProp"),
        input_sha256=hashlib.sha256(case.model_dump_json().encode()).hexdigest() if case else "",
        catalogue_sha256=catalogue.hexdigest(),
        seed=seed,
    )
