"""A Pyomo model as one matrix for HiGHS, and the way back to its variables."""

import math
from dataclasses import dataclass
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from numpy.typing import NDArray
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from industrial_hp.errors import SolverError
from industrial_hp.solving.options import OptionValue

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
    columns: list[Any]
    """The model's variables in the order of the columns."""
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

    def load(self, values: Array) -> None:
        """Give the model's variables their values."""
        for column, value in zip(self.columns, values, strict=True):
            column.set_value(float(value), skip_validation=True)

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
    """Compile a linear model with one minimised objective."""
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
    return LinearProgram(lp, matrix, form.columns, np.flatnonzero(integer).astype(np.int32))


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
