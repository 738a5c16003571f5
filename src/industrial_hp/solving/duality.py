"""Bounds that hold whatever the solver's tolerances are: weak duality, computed from row duals.

For min c x with rows l <= A x <= u and bounds on x, any y gives the bound

    sum(y+ l) + sum(y- u) + sum_j min over the bounds of x_j of d_j x_j,   d = c - A' y

where y+ and y- are its positive and negative parts. A dual that is slightly wrong costs a little of
the bound, never its validity.
"""

import numpy as np
import scipy.sparse as sp

from industrial_hp.solving.sparse_program import Array, SparseProgram

FARTHEST = 1e7
"""Columns without a bound are taken to lie within this amount of zero (MW, MWh, t)."""


def usable_duals(row_dual: Array, row_lower: Array, row_upper: Array) -> Array:
    """Row duals without those that would need an infinite side."""
    wrong = (row_dual > 0) & np.isinf(row_lower) | (row_dual < 0) & np.isinf(row_upper)
    return np.where(wrong, 0.0, row_dual)


def row_part(row_dual: Array, row_lower: Array, row_upper: Array) -> float:
    """What the rows give to the bound, for usable duals."""
    side = np.where(row_dual > 0, row_lower, row_upper)
    used = row_dual != 0
    return float((row_dual[used] * side[used]).sum())


def within(bound: Array) -> Array:
    """Bounds with infinite ones brought to the farthest amount."""
    return np.clip(bound, -FARTHEST, FARTHEST)


def dual_bound(program: SparseProgram, row_dual: Array) -> float:
    """Lower bound on the cost of a program, integers relaxed, from any row duals."""
    y = usable_duals(row_dual, program.row_lower, program.row_upper)
    reduced = program.cost - program.matrix.T @ y
    at = np.where(reduced > 0, within(program.lower), within(program.upper))
    return row_part(y, program.row_lower, program.row_upper) + float(reduced @ at) + program.offset


def stacked(program: SparseProgram, matrix: sp.csr_matrix, row_lower: Array) -> SparseProgram:
    """A program with rows ``matrix @ x >= row_lower`` below its own."""
    return SparseProgram(
        cost=program.cost,
        matrix=sp.vstack([program.matrix, matrix], format="csr"),
        row_lower=np.append(program.row_lower, row_lower),
        row_upper=np.append(program.row_upper, np.full(len(row_lower), np.inf)),
        lower=program.lower,
        upper=program.upper,
        integers=program.integers,
        offset=program.offset,
    )
