"""Pyomo model -> HiGHS -> values, objective, bound and gap."""

import logging
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np
import pyomo.environ as pyo

from industrial_hp.errors import SolverError
from industrial_hp.solving.interruption import run_until
from industrial_hp.solving.linear_program import (
    Array,
    LinearProgram,
    ModelSize,
    linear_program,
    silent_highs,
)
from industrial_hp.solving.options import SolverOptions
from industrial_hp.solving.screening import Screen

logger = logging.getLogger(__name__)

SolveStatus = Literal["optimal", "gap_reached", "time_limit", "interrupted", "infeasible"]
OPTIMAL_GAP = 1e-6
ROUND_GAP_SHARE = 0.8
"""Part of the asked gap that a round on the screened model may use."""
DIVE_TIME_SHARE = 0.3
PRICING_TIME_SHARE = 0.05
"""Part of the time that is kept for the exact cost of the answers found."""
SHORTEST_ROUND_S = 1.0
SECONDS_BETWEEN_REPORTS = 0.5


@dataclass(frozen=True)
class Progress:
    """Where the search stands."""

    elapsed_s: float
    incumbent: float
    bound: float
    gap: float


@dataclass(frozen=True)
class SolveResult:
    """How a solve ended; the values stand in the model's variables."""

    status: SolveStatus
    objective: float
    bound: float
    gap: float
    size: ModelSize
    has_answer: bool
    """Whether there is an answer; if not, objective and gap are infinite."""


class _Search:
    """Best answer and bound so far; runs HiGHS, keeps the time, and tells how it goes."""

    def __init__(
        self,
        options: SolverOptions,
        on_progress: Callable[[Progress], None] | None,
        stopped: Callable[[], bool],
    ) -> None:
        self.objective, self.bound = math.inf, -math.inf
        self.values: Array | None = None
        self.infeasible = False
        self.stopped = stopped
        self._options, self._tell = options, on_progress
        self._started, self._told = time.perf_counter(), -math.inf

    def left_s(self) -> float:
        """Time left for the search [s]; the rest of the limit is for the cost of its answers."""
        return self._whole_left_s() - PRICING_TIME_SHARE * self._options.time_limit_s

    def _whole_left_s(self) -> float:
        return self._options.time_limit_s - (time.perf_counter() - self._started)

    def go_on(self, highs: highspy.Highs, keep_s: float = 0.0) -> None:
        """Run HiGHS until it ends, the time less what is kept is over, or a stop is wished."""
        _limit(highs, self.left_s() - keep_s)
        run_until(highs, self.stopped)

    def price(self, highs: highspy.Highs) -> None:
        """Run HiGHS for the cost of an answer: after a wish to stop, too, but within the time."""
        _limit(highs, self._whole_left_s())
        run_until(highs, lambda: False)

    def gap(self) -> float:
        """Relative distance between answer and bound."""
        return _relative_gap(self.objective, self.bound)

    def offer(self, objective: float, values: Array | None) -> None:
        """Keep an answer if it is better."""
        if values is not None and objective < self.objective:
            self.objective, self.values = objective, values
            self.report()

    def raise_bound(self, bound: float) -> None:
        """Keep a bound if it is higher."""
        self.bound = max(self.bound, bound)

    def report(self, seen: float = math.inf, bound: float = -math.inf) -> None:
        """Tell where the search stands; an answer may be seen that is not yet at hand."""
        elapsed = time.perf_counter() - self._started
        if self._tell is None or elapsed - self._told < SECONDS_BETWEEN_REPORTS:
            return
        self._told = elapsed
        best, bound = min(self.objective, seen), max(self.bound, bound)
        self._tell(Progress(elapsed, best, bound, _relative_gap(best, bound)))

    def status(self) -> SolveStatus:
        """How the search ended."""
        if self.infeasible:
            return "infeasible"
        if self.gap() <= OPTIMAL_GAP:
            return "optimal"
        if self.gap() <= self._options.gap:
            return "gap_reached"
        return "interrupted" if self.stopped() else "time_limit"


def _limit(highs: highspy.Highs, left_s: float) -> None:
    """Set the time of the next run; HiGHS counts all runs of one instance together."""
    highs.setOptionValue("time_limit", highs.getRunTime() + max(left_s, 0.0))


def _relative_gap(objective: float, bound: float) -> float:
    if math.isinf(objective) or math.isinf(bound):
        return math.inf
    return max(0.0, objective - bound) / max(abs(objective), 1e-9)


def solve(
    model: pyo.ConcreteModel,
    options: SolverOptions,
    on_progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> SolveResult:
    """Solve a linear model, mixed-integer or not, to minimal cost.

    Parameters
    ----------
    model : ConcreteModel
        A model with one minimised objective; its variables receive the best answer found.
    options : SolverOptions
        Gap, time limit, threads, seed, screening.
    on_progress : callable, optional
        Called with incumbent and bound while the search goes on.
    stopped : callable, optional
        Asked while the search goes on; true ends it with the best answer so far.

    Returns
    -------
    SolveResult
        With ``bound <= optimum <= objective``.

    Raises
    ------
    SolverError
        If HiGHS fails or finds the model unbounded.
    """
    return solve_program(linear_program(model), options, on_progress, stopped)


def solve_program(
    program: LinearProgram,
    options: SolverOptions,
    on_progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> SolveResult:
    """As `solve`, of a model that is compiled already."""
    size = program.size
    logger.info("model: %d rows, %d columns, %d binaries", size.rows, size.columns, size.binaries)
    search = _Search(options, on_progress, stopped)
    screen = Screen(program, options.seed)
    if size.binaries:
        search.offer(*screen.unbuilt(search.price))
    if options.dives > 0 and size.binaries and size.rows > options.screen_from_rows:
        _screened(program, screen, options, search)
    else:
        _direct(program, screen, options, search)
    if options.tried_without and search.values is not None and search.gap() > OPTIMAL_GAP:
        _pruned(program, screen, search)
    if search.values is not None:
        program.load(search.values)
    return SolveResult(
        search.status(),
        search.objective,
        search.bound,
        search.gap(),
        size,
        has_answer=search.values is not None,
    )


def _direct(
    program: LinearProgram, screen: Screen, options: SolverOptions, search: _Search
) -> None:
    """The whole model in one go; decisions of a mixed-integer answer are then fixed exactly."""
    highs = _run(program.lp, options, search, options.gap)
    if search.infeasible:
        return
    info = highs.getInfo()
    kind = highspy.HighsModelStatus
    solved = highs.getModelStatus() in (kind.kOptimal, kind.kModelEmpty)
    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    if not len(program.integers):
        if solved:
            values = np.array(highs.getSolution().col_value)
            search.raise_bound(program.objective(values))
            search.offer(program.objective(values), values)
        return
    search.raise_bound(info.mip_dual_bound)
    if feasible:
        values = program.without_needless_ones(np.array(highs.getSolution().col_value))
        exact, exact_values = screen.fixed(values[program.integers], search.price)
        if exact_values is None:
            exact, exact_values = program.objective(values), values
        search.offer(exact, exact_values)


def _screened(
    program: LinearProgram, screen: Screen, options: SolverOptions, search: _Search
) -> None:
    """Rounds on a screened model until the answer of the whole model meets the bound."""
    _dive(screen, options, search)
    while search.gap() > options.gap and search.left_s() > SHORTEST_ROUND_S:
        if search.stopped():
            return
        pressing = screen.pressing
        found: list[Array] = []
        highs = _run(screen.relaxation(), options, search, ROUND_GAP_SHARE * options.gap, found)
        if search.infeasible:
            return
        search.raise_bound(highs.getInfo().mip_dual_bound)
        _price(program, screen, found, search)
        if screen.pressing == pressing:
            return


def _pruned(program: LinearProgram, screen: Screen, search: _Search) -> None:
    """The answer without each thing that it decides for, one after the other, where cheaper.

    A search that ends at its gap may hold what does not pay, and a reader sees that at once.
    """
    for place, least in enumerate(screen.least):
        if search.stopped() or search.values is None:
            return
        decisions = np.round(search.values[program.integers])
        if decisions[place] > least:
            decisions[place] = least
            search.offer(*screen.fixed(decisions, search.price))


def _dive(screen: Screen, options: SolverOptions, search: _Search) -> None:
    """Bound and answers from the linear relaxation; each is offered as soon as it is known."""
    reserve_s = (1 - DIVE_TIME_SHARE) * options.time_limit_s

    def run(highs: highspy.Highs) -> None:
        search.go_on(highs, reserve_s)

    bound, root = screen.root(run)
    if root is None:
        return
    search.raise_bound(bound)
    for number in range(options.dives):
        if search.stopped() or search.left_s() < reserve_s or search.gap() <= options.gap:
            return
        search.offer(*screen.dive((bound, root), run, by_chance=number > 0))


def _price(program: LinearProgram, screen: Screen, found: list[Array], search: _Search) -> None:
    """Answers of the screened model in the whole one, the last found first.

    After a wish to stop only the last that the whole model allows.
    """
    known: set[tuple[float, ...]] = set()
    for values in reversed(found):
        decisions = np.round(values[program.integers])
        if tuple(decisions) in known:
            continue
        known.add(tuple(decisions))
        _, exact = screen.fixed(decisions, search.price)
        if exact is not None:
            fewer = program.without_needless_ones(exact)[program.integers]
            search.offer(*screen.fixed(fewer, search.price))
            if search.stopped():
                return


def _run(
    lp: highspy.HighsLp,
    options: SolverOptions,
    search: _Search,
    gap: float,
    found: list[Array] | None = None,
) -> highspy.Highs:
    """Run HiGHS on a model; it ends with a known status."""
    highs = silent_highs(
        mip_rel_gap=gap, threads=options.threads, random_seed=options.seed, **options.extra
    )
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise SolverError("HiGHS does not accept the model")
    if found is not None and search.values is not None:
        start = highspy.HighsSolution()
        start.col_value = list(search.values)
        highs.setSolution(start)
    _listen(highs, search, found)
    search.go_on(highs)
    _judge(highs, search)
    return highs


def _listen(highs: highspy.Highs, search: _Search, found: list[Array] | None) -> None:
    """Tell of the search now and then, and collect the answers it finds."""

    def on_event(event: Any) -> None:
        data = event.data_out
        # answers of a screened model are not yet answers of the whole one
        search.report(data.mip_primal_bound if found is None else math.inf, data.mip_dual_bound)

    highs.cbMipInterrupt += on_event
    if found is not None:
        highs.cbMipImprovingSolution += lambda event: found.append(
            np.array(event.data_out.mip_solution)
        )


ANSWERED = (
    highspy.HighsModelStatus.kOptimal,
    highspy.HighsModelStatus.kModelEmpty,
    highspy.HighsModelStatus.kTimeLimit,
    highspy.HighsModelStatus.kInterrupt,
    highspy.HighsModelStatus.kSolutionLimit,
)


def _judge(highs: highspy.Highs, search: _Search) -> None:
    kind = highspy.HighsModelStatus
    if highs.getModelStatus() == kind.kUnboundedOrInfeasible:
        highs.setOptionValue("presolve", "off")
        search.go_on(highs)
    status = highs.getModelStatus()
    if status == kind.kInfeasible:
        search.infeasible = search.values is None
    elif status not in ANSWERED:
        raise SolverError(f"HiGHS ended with: {highs.modelStatusToString(status)}")


def solves_a_small_problem() -> bool:
    """Whether the solver is there and works: a problem of one decision."""
    model = pyo.ConcreteModel()
    model.size = pyo.Var(bounds=(0, 3))
    model.built = pyo.Var(domain=pyo.Binary)
    model.need = pyo.Constraint(expr=model.size >= 1)
    model.largest = pyo.Constraint(expr=model.size <= 3 * model.built)
    model.cost = pyo.Objective(expr=2 * model.size + model.built)
    result = solve(model, SolverOptions(gap=0.0, time_limit_s=10.0))
    return result.has_answer and abs(result.objective - 3.0) < OPTIMAL_GAP
