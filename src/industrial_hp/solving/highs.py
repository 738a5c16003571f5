"""Pyomo model -> HiGHS -> values, objective, bound and gap."""

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import highspy
import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler, LinearStandardFormInfo

from industrial_hp.errors import SolverError
from industrial_hp.solving.options import SolverOptions

logger = logging.getLogger(__name__)

SolveStatus = Literal["optimal", "gap_reached", "time_limit", "interrupted", "infeasible"]
OPTIMAL_GAP = 1e-6
FEASIBILITY = 1e-7
POLISH_LIMIT_S = 120.0


@dataclass(frozen=True)
class Progress:
    """Where the search stands."""

    elapsed_s: float
    incumbent: float
    bound: float
    gap: float


@dataclass(frozen=True)
class ModelSize:
    """Size of the matrix handed to the solver."""

    rows: int
    columns: int
    nonzeros: int
    binaries: int


@dataclass(frozen=True)
class SolveResult:
    """How a solve ended; the values stand in the model's variables."""

    status: SolveStatus
    objective: float
    bound: float
    gap: float
    size: ModelSize
    """Not a number where there is no answer: see ``has_answer``."""
    has_answer: bool


def solve(
    model: pyo.ConcreteModel,
    options: SolverOptions,
    on_progress: Callable[[Progress], None] | None = None,
) -> SolveResult:
    """Solve a linear model, mixed-integer or not, to minimal cost.

    Parameters
    ----------
    model : ConcreteModel
        A model with one minimised objective; its variables receive the best answer found.
    options : SolverOptions
        Gap, time limit, threads, seed.
    on_progress : callable, optional
        Called with incumbent and bound while the search goes on.

    Returns
    -------
    SolveResult
        With ``bound <= optimum <= objective``. A keyboard interrupt ends the search with the
        best answer so far.

    Raises
    ------
    SolverError
        If HiGHS fails or finds the model unbounded.
    """
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    highs, size = _highs_model(form, options)
    if on_progress is not None:
        highs.cbMipLogging += lambda event: on_progress(_progress(event.data_out))
    interrupted = _run(highs)
    return _result(highs, form, options, size, interrupted)


def _highs_model(
    form: LinearStandardFormInfo, options: SolverOptions
) -> tuple[highspy.Highs, ModelSize]:
    kinds = np.array([kind for _, kind in form.rows], dtype=int)
    matrix = form.A.tocsr()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(form.columns), len(form.rows)
    lp.col_cost_ = np.asarray(form.c.todense()).ravel()
    lp.offset_ = float(form.c_offset[0])
    bounds = [column.bounds for column in form.columns]
    lp.col_lower_ = np.array([-math.inf if low is None else low for low, _ in bounds])
    lp.col_upper_ = np.array([math.inf if high is None else high for _, high in bounds])
    lp.row_lower_ = np.where(kinds <= 0, form.rhs, -math.inf)
    lp.row_upper_ = np.where(kinds >= 0, form.rhs, math.inf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix.indptr
    lp.a_matrix_.index_ = matrix.indices
    lp.a_matrix_.value_ = matrix.data
    integer = np.array([column.is_integer() for column in form.columns])
    if integer.any():
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if flag else highspy.HighsVarType.kContinuous
            for flag in integer
        ]
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    settings = {
        "output_flag": False,
        "mip_rel_gap": options.gap,
        "time_limit": options.time_limit_s,
        "threads": options.threads,
        "random_seed": options.seed,
        **options.extra,
    }
    for name, value in settings.items():
        if highs.setOptionValue(name, value) == highspy.HighsStatus.kError:
            raise SolverError(f"HiGHS does not accept option {name} = {value!r}")
    if highs.passModel(lp) == highspy.HighsStatus.kError:
        raise SolverError("HiGHS does not accept the model")
    size = ModelSize(lp.num_row_, lp.num_col_, int(matrix.nnz), int(integer.sum()))
    logger.info("model: %d rows, %d columns, %d binaries", size.rows, size.columns, size.binaries)
    return highs, size


def _progress(data: Any) -> Progress:
    return Progress(data.running_time, data.mip_primal_bound, data.mip_dual_bound, data.mip_gap)


def _run(highs: highspy.Highs) -> bool:
    """Run in a thread of its own so that Ctrl-C reaches us; true if it did."""
    highs.HandleKeyboardInterrupt = True
    highs.startSolve()
    interrupted = False
    while True:
        try:
            finished, _ = highs.wait(0.1)
            if finished:
                return interrupted
        except KeyboardInterrupt:
            interrupted = True
            highs.cancelSolve()  # type: ignore[no-untyped-call]


def _result(
    highs: highspy.Highs,
    form: LinearStandardFormInfo,
    options: SolverOptions,
    size: ModelSize,
    interrupted: bool,
) -> SolveResult:
    status, info = highs.getModelStatus(), highs.getInfo()
    dual_bound = info.mip_dual_bound
    kind = highspy.HighsModelStatus
    if status in (kind.kInfeasible, kind.kUnboundedOrInfeasible):
        return SolveResult("infeasible", math.inf, math.inf, math.inf, size, has_answer=False)
    stopped = status in (kind.kTimeLimit, kind.kInterrupt, kind.kSolutionLimit)
    if status not in (kind.kOptimal,) and not stopped:
        raise SolverError(f"HiGHS ended with: {highs.modelStatusToString(status)}")
    has_answer = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if has_answer else np.array([])
    if has_answer and size.binaries:
        values = _polished(highs, form, _without_needless_ones(form, values))
    objective = float((form.c @ values)[0] + form.c_offset[0]) if has_answer else math.inf
    mixed_integer = size.binaries > 0
    bound = dual_bound if mixed_integer else (-math.inf if stopped else objective)
    if not mixed_integer and stopped:
        has_answer = False
    gap = abs(objective - bound) / max(abs(objective), 1e-9) if has_answer else math.inf
    if has_answer:
        for column, value in zip(form.columns, values, strict=True):
            column.set_value(float(value), skip_validation=True)
    return SolveResult(
        _status(gap, options.gap, interrupted), objective, bound, gap, size, has_answer
    )


def _polished(
    highs: highspy.Highs, form: LinearStandardFormInfo, values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Best continuous values for the decisions taken: the linear model with these fixed.

    The search keeps its tolerances in the decisions; here they are exactly zero or one.
    """
    decisions = [j for j, column in enumerate(form.columns) if column.is_integer()]
    for j in decisions:
        highs.changeColIntegrality(j, highspy.HighsVarType.kContinuous)
        highs.changeColBounds(j, values[j], values[j])
    highs.clearSolver()
    highs.setOptionValue("time_limit", POLISH_LIMIT_S)
    highs.HandleKeyboardInterrupt = False
    highs.run()
    if highs.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        return np.array(highs.getSolution().col_value)
    return values


def _without_needless_ones(
    form: LinearStandardFormInfo, values: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Binaries rounded, and those set to zero that cost something and that no row needs.

    An answer found early may pay for a thing that it does not use.
    """
    values = values.copy()
    matrix, cost = form.A.tocsc(), np.asarray(form.c.todense()).ravel()
    kinds = np.array([kind for _, kind in form.rows], dtype=int)
    rhs, activity = np.asarray(form.rhs), matrix @ values
    for j, column in enumerate(form.columns):
        if not column.is_integer():
            continue
        values[j] = round(values[j])
        if values[j] == 1 and cost[j] > 0:
            span = slice(matrix.indptr[j], matrix.indptr[j + 1])
            rows = matrix.indices[span]
            excess = activity[rows] - matrix.data[span] - rhs[rows]
            broken = np.where(kinds[rows] > 0, excess, np.where(kinds[rows] < 0, -excess, 1.0))
            if not np.any(broken > FEASIBILITY):
                activity[rows] -= matrix.data[span]
                values[j] = 0
    return values


def _status(gap: float, asked: float, interrupted: bool) -> SolveStatus:
    if gap <= OPTIMAL_GAP:
        return "optimal"
    if gap <= asked:
        return "gap_reached"
    return "interrupted" if interrupted else "time_limit"


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
