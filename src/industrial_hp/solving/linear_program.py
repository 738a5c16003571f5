"""A Pyomo model as one matrix for HiGHS, and the way back to its variables."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from numpy.typing import NDArray
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from industrial_hp.errors import SolverError
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.options import OptionValue
from industrial_hp.solving.sparse_program import SparseProgram
from industrial_hp.solving.templates import TemplateConstraint, TemplateObjective

Array = NDArray[np.float64]
FEASIBILITY = 1e-7


@dataclass(frozen=True)
class ModelSize:
    """Size of the matrix handed to the solver."""

    rows: int
    columns: int
    nonzeros: int
    binaries: int


@dataclass(frozen=True, eq=False)
class LinearProgram:
    """Costs, bounds, rows and integers of a model to be minimised."""

    lp: highspy.HighsLp
    matrix: sp.csr_matrix
    load: Callable[[Array], None]
    """Gives the model's variables their values of an answer."""
    integers: NDArray[np.int32]
    """Columns that must be whole."""

    @property
    def size(self) -> ModelSize:
        """Rows, columns, nonzeros, binaries."""
        return ModelSize(
            self.lp.num_row_, self.lp.num_col_, int(self.matrix.nnz), len(self.integers)
        )

    def objective(self, values: Array) -> float:
        """Cost of an answer."""
        return float(np.asarray(self.lp.col_cost_) @ values) + float(self.lp.offset_)

    def without_needless_ones(self, values: Array) -> Array:
        """The answer with integers rounded, and without ones that cost and that no row needs.

        An answer found early may pay for a thing that it does not use.
        """
        values, entries = values.copy(), self.matrix.tocsc()
        low, high = np.asarray(self.lp.row_lower_), np.asarray(self.lp.row_upper_)
        cost, lower = np.asarray(self.lp.col_cost_), np.asarray(self.lp.col_lower_)
        values[self.integers] = np.round(values[self.integers])
        activity = self.matrix @ values
        for j in self.integers:
            if values[j] != 1 or cost[j] <= 0 or lower[j] > 0:
                continue
            span = slice(entries.indptr[j], entries.indptr[j + 1])
            rows = entries.indices[span]
            left = activity[rows] - entries.data[span]
            fits = (left >= low[rows] - FEASIBILITY) & (left <= high[rows] + FEASIBILITY)
            if fits.all():
                activity[rows], values[j] = left, 0
        return values


def linear_program(model: pyo.ConcreteModel) -> LinearProgram:
    """Compile a linear model with one minimised objective: by its templates, if it has any."""
    families = model.component_objects((pyo.Constraint, pyo.Objective), descend_into=True)
    if any(isinstance(family, TemplateConstraint | TemplateObjective) for family in families):
        found = template_program(model)
        return of_arrays(found.program, found.load)
    return row_by_row(model)


def of_arrays(program: SparseProgram, load: Callable[[Array], None]) -> LinearProgram:
    """A program of plain arrays, and what takes its answer."""
    integers = program.integers.astype(np.int32)
    return LinearProgram(program.highs_lp(), program.matrix, load, integers)


def row_by_row(model: pyo.ConcreteModel) -> LinearProgram:
    """Compile a linear model by Pyomo's ordinary way, without templates."""
    form = LinearStandardFormCompiler().write(model, mixed_form=True)
    kinds = np.array([kind for _, kind in form.rows], dtype=int)
    right = np.asarray(form.rhs, dtype=float)
    matrix = form.A.tocsr()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(form.columns), len(form.rows)
    lp.col_cost_ = np.asarray(form.c.todense()).ravel()
    lp.offset_ = float(form.c_offset[0])
    bounds = [column.bounds for column in form.columns]
    lp.col_lower_ = np.array([-math.inf if low is None else low for low, _ in bounds])
    lp.col_upper_ = np.array([math.inf if high is None else high for _, high in bounds])
    lp.row_lower_ = np.where(kinds <= 0, right, -math.inf)
    lp.row_upper_ = np.where(kinds >= 0, right, math.inf)
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = matrix.indptr
    lp.a_matrix_.index_ = matrix.indices
    lp.a_matrix_.value_ = matrix.data
    integer = np.array([column.is_integer() for column in form.columns], dtype=bool)
    if integer.any():
        lp.integrality_ = [
            highspy.HighsVarType.kInteger if flag else highspy.HighsVarType.kContinuous
            for flag in integer
        ]
    load = partial(_load, form.columns)
    return LinearProgram(lp, matrix, load, np.flatnonzero(integer).astype(np.int32))


def _load(columns: list[Any], values: Array) -> None:
    for column, value in zip(columns, values, strict=True):
        column.set_value(float(value), skip_validation=True)


SETTLED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kInfeasible)


def run_settled(highs: highspy.Highs) -> highspy.HighsModelStatus:
    """Run HiGHS; where a start from the last basis leads nowhere, once more from scratch."""
    highs.run()
    if highs.getModelStatus() not in SETTLED:
        highs.clearSolver()
        highs.run()
    return highs.getModelStatus()


def silent_highs(**settings: OptionValue) -> highspy.Highs:
    """A solver that prints nothing, with options set.

    Raises
    ------
    SolverError
        If HiGHS does not accept an option.
    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in ({"output_flag": False} | settings).items():
        if highs.setOptionValue(name, value) == highspy.HighsStatus.kError:
            raise SolverError(f"HiGHS does not accept option {name} = {value!r}")
    return highs
