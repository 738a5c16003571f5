"""From an operation that misses demands to a feasible answer of the whole program.

Operation stays as it is but in the periods with a shortage; sizes and operation there are chosen
anew at least cost. So sizes also shrink to what is used. A small linear program: the many rows of
the fixed periods that hold the same sizes are one row each.
"""

from dataclasses import dataclass

import highspy
import numpy as np
import scipy.sparse as sp

from industrial_hp.solving.blocks import Evaluation
from industrial_hp.solving.linear_program import silent_highs
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.structure import NO_PERIOD, BlockStructure, rank_in_period

FEASIBLE = 1e-6
"""Largest violation of an answer that counts as feasible."""
SAME_DIGITS = 12
WORST_PERIODS = 5
"""So many periods are mended for each demand, those with the largest shortage."""


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer of the whole program; its cost is infinite if it is not feasible."""

    cost: float
    values: Array


class Restoration:
    """Prepared for one program; mends one operation after the other."""

    def __init__(self, program: SparseProgram, structure: BlockStructure) -> None:
        self._program, self._row_period = program, structure.row_period
        self._row_rank = rank_in_period(structure.row_period)
        self._by_column = program.matrix.tocsc()
        self._sizes = np.flatnonzero(structure.column_period == NO_PERIOD)
        operation = np.flatnonzero(structure.column_period != NO_PERIOD)
        self._operation = operation[np.argsort(structure.column_period[operation], kind="stable")]
        self._period = structure.column_period[self._operation]
        self._group_rows()

    def _group_rows(self) -> None:
        """Rows that hold the same sizes, up to a factor; told apart by two random sums."""
        matrix = self._by_column[:, self._sizes].tocsr()
        rows = np.flatnonzero(np.diff(matrix.indptr))
        factor = np.abs(matrix.data[matrix.indptr[rows]])
        self._factor = np.ones(matrix.shape[0])
        self._factor[rows] = factor
        matrix = sp.diags_array(1 / self._factor).tocsr() @ matrix
        sums = np.random.default_rng(0).normal(size=(len(self._sizes), 2))
        keys = np.round(matrix[rows] @ sums, SAME_DIGITS)
        order = np.lexsort(keys.T)
        new = np.any(np.diff(keys[order], axis=0, prepend=np.nan) != 0, axis=1)
        self._rows, self._starts = rows[order], np.flatnonzero(new)
        self._row_sizes = matrix[self._rows[self._starts]]

    def mended(self, found: Evaluation, lower: Array, upper: Array) -> Answer | None:
        """An answer near an operation, feasible if no more than the worst periods miss a demand.

        Parameters
        ----------
        found : Evaluation
            Sizes and operation, and the demands that are missed.
        lower, upper : ndarray (columns,)
            Bounds of all columns; those of sizes count. Decisions come fixed.
        """
        if found.values is None:
            return None
        periods, values = self._worst(found.short_rows, found.short), found.values
        free = np.sort(np.append(self._sizes, self._operation[np.isin(self._period, periods)]))
        at_sizes = np.searchsorted(free, self._sizes)
        rest = values.copy()
        rest[free] = 0.0
        part = self._part(rest, free, at_sizes)
        part.lower[at_sizes] = lower[self._sizes]
        part.upper[at_sizes] = upper[self._sizes]
        highs = silent_highs(threads=1, solver="simplex")
        highs.passModel(part.highs_lp())
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        rest[free] = np.array(highs.getSolution().col_value)
        feasible = self._program.violation(rest) <= FEASIBLE
        return Answer(self._program.objective(rest) if feasible else np.inf, rest)

    def _worst(self, rows: Indices, short: Array) -> Indices:
        """Periods with the largest shortages of each demand."""
        rank = self._row_rank[rows]
        order = np.lexsort((-short, rank))
        first = np.searchsorted(rank[order], rank[order], side="left")
        worst = order[np.arange(len(order)) - first < WORST_PERIODS]
        return np.unique(self._row_period[rows[worst]])

    def _part(self, rest: Array, free: Indices, at_sizes: Indices) -> SparseProgram:
        """The program of the free columns."""
        whole = self._program
        activity = whole.matrix @ rest
        low, high = whole.row_lower - activity, whole.row_upper - activity
        operated = np.setdiff1d(free, self._sizes)
        touched = np.unique(self._by_column[:, operated].indices)
        group_low, group_high = low / self._factor, high / self._factor
        group_low[touched], group_high[touched] = -np.inf, np.inf
        spread = sp.csr_matrix(
            (np.ones(len(at_sizes)), (np.arange(len(at_sizes)), at_sizes)),
            shape=(len(at_sizes), len(free)),
        )
        own = self._by_column[:, free].tocsr()[touched]
        return SparseProgram(
            cost=whole.cost[free],
            matrix=sp.vstack([self._row_sizes @ spread, own], format="csr"),
            row_lower=np.append(
                np.maximum.reduceat(group_low[self._rows], self._starts), low[touched]
            ),
            row_upper=np.append(
                np.minimum.reduceat(group_high[self._rows], self._starts), high[touched]
            ),
            lower=whole.lower[free].copy(),
            upper=whole.upper[free].copy(),
            integers=np.zeros(0, dtype=np.int64),
        )
