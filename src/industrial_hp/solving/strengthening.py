"""Rows that every whole answer keeps and that bring the linear relaxation nearer to it.

A unit whose size is at most M times its decision y, and whose use x at most its size, is not used
unless it is decided for. Whatever else bounds x by a constant U then bounds it by U y: the heat
that a source has in this hour, where it is less than the largest unit.
"""

from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.structure import NO_PERIOD, BlockStructure


def _pairs(program: SparseProgram) -> tuple[Indices, Indices, Indices, Array]:
    """Rows ``x <= ratio * z`` of two columns that are not negative: row, x, z, ratio."""
    matrix = program.matrix
    rows = np.flatnonzero((np.diff(matrix.indptr) == 2) & (program.row_upper == 0))
    first = matrix.indptr[rows]
    columns = np.stack([matrix.indices[first], matrix.indices[first + 1]])
    values = np.stack([matrix.data[first], matrix.data[first + 1]])
    swap = values[0] < 0
    columns[:, swap], values[:, swap] = columns[::-1, swap], values[::-1, swap]
    fits = (values[0] > 0) & (values[1] < 0) & (program.lower[columns] >= 0).all(axis=0)
    ratio = -values[1, fits] / values[0, fits]
    return rows[fits], columns[0, fits], columns[1, fits], ratio


def _largest(program: SparseProgram) -> Array:
    """Constant upper bound of each column, from its own and from rows without negative parts."""
    entries = program.matrix.tocoo()
    negative = (entries.data < 0) | (program.lower[entries.col] < 0)
    tainted = np.bincount(entries.row[negative], minlength=program.matrix.shape[0]) > 0
    use = ~tainted[entries.row]
    bound = program.upper.copy()
    sides = program.row_upper[entries.row[use]] / entries.data[use]
    np.minimum.at(bound, entries.col[use], sides)
    return bound


def strengthened(
    program: SparseProgram, structure: BlockStructure
) -> tuple[SparseProgram, BlockStructure]:
    """The program with a row for each use that a decision bounds more tightly than its size."""
    whole = np.zeros(len(program.cost), dtype=bool)
    whole[program.integers] = True
    _, x, z, ratio = _pairs(program)
    decided = whole[z] & ~whole[x]
    decision = np.full(len(program.cost), NO_PERIOD)
    most = np.full(len(program.cost), np.inf)
    decision[x[decided]], most[x[decided]] = z[decided], ratio[decided]
    used = (structure.column_period[x] != NO_PERIOD) & (decision[z] != NO_PERIOD)
    x, z, ratio = x[used], z[used], ratio[used]
    bound = _largest(program)[x]
    tighter = bound < most[z] * ratio
    x, z, bound = x[tighter], z[tighter], bound[tighter]
    count = len(x)
    numbers = np.arange(count)
    new = sp.csr_matrix(
        (
            np.concatenate([np.ones(count), -bound]),
            (np.concatenate([numbers, numbers]), np.concatenate([x, decision[z]])),
        ),
        shape=(count, len(program.cost)),
    )
    rows = replace(
        program,
        matrix=sp.vstack([program.matrix, new], format="csr"),
        row_lower=np.append(program.row_lower, np.full(count, -np.inf)),
        row_upper=np.append(program.row_upper, np.zeros(count)),
    )
    periods = np.append(structure.row_period, structure.column_period[x])
    return rows, replace(structure, row_period=periods)
