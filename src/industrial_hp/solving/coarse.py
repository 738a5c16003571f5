"""A first guess of the linking columns from a program of a few long periods.

What stands for the same thing in neighbouring periods takes one value, and the rows are summed.
This bounds nothing: it is only a good place to start from.
"""

import highspy
import numpy as np
import scipy.sparse as sp

from industrial_hp.solving.linear_program import silent_highs
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.structure import NO_PERIOD, Decomposition, rank_in_period


def _places(period: Indices, length: int) -> Indices:
    """Number of each column (or row) in the coarse program; those without a period come first."""
    rank, inside = rank_in_period(period), period != NO_PERIOD
    widest = int(rank[inside].max(initial=-1)) + 1
    alone = int((~inside).sum())
    return np.where(inside, alone + (period // length) * widest + rank, rank)


def _sums(place: Indices, parts: Array, count: int) -> Array:
    return np.asarray(np.bincount(place, weights=parts, minlength=count), dtype=np.float64)


def _coarse(decomposition: Decomposition, length: int) -> tuple[SparseProgram, Indices]:
    program, structure = decomposition.program, decomposition.structure
    column = _places(structure.column_period, length)
    row = _places(structure.row_period, length)
    entries = program.matrix.tocoo()
    rows, columns = int(row.max(initial=-1)) + 1, int(column.max(initial=-1)) + 1
    matrix = sp.csr_matrix(
        (entries.data, (row[entries.row], column[entries.col])), shape=(rows, columns)
    )
    lower, upper = np.full(columns, -np.inf), np.full(columns, np.inf)
    np.maximum.at(lower, column, program.lower)
    np.minimum.at(upper, column, program.upper)
    return (
        SparseProgram(
            cost=_sums(column, program.cost, columns),
            matrix=matrix,
            row_lower=_sums(row, program.row_lower, rows),
            row_upper=_sums(row, program.row_upper, rows),
            lower=lower,
            upper=np.maximum(lower, upper),
            integers=np.zeros(0, dtype=np.int64),
        ),
        column,
    )


def first_links(decomposition: Decomposition, length: int) -> Array:
    """Linking columns from periods of a length; those nearest to zero if that has no answer."""
    program, column = _coarse(decomposition, length)
    highs = silent_highs(threads=1, solver="simplex")
    highs.passModel(program.highs_lp())
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        linking = decomposition.linking
        return np.clip(np.zeros(decomposition.links), linking.lower, linking.upper)
    return decomposition.links_of(np.array(highs.getSolution().col_value)[column])
