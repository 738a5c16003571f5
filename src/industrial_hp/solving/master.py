"""The linking columns alone, with the cost of each block as a column held up by cuts.

All cuts stay in one pool; the linear program holds those that are needed where it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import highspy
import numpy as np
import scipy.sparse as sp

from industrial_hp.errors import SolverError
from industrial_hp.solving.blocks import Cut
from industrial_hp.solving.duality import dual_bound, stacked
from industrial_hp.solving.linear_program import run_settled, silent_highs
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.structure import Decomposition

LEAST_BLOCK_COST = -1e9
"""The cost of a block before it has a cut."""
VIOLATION_SHARE = 2e-6
"""A cut of the pool joins if it is violated by more than this share of the bound."""
VIOLATION = 1e-6
"""The same for cuts without a cost."""
MOST_ROUNDS = 30
MOST_CUTS = 900
"""Beyond this number cuts leave the linear program that were slack for some solves."""
PATIENCE = 2
NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class MasterAnswer:
    """Lower bound within the bounds given, and where it is reached."""

    bound: float
    """Infinite if nothing lies within the bounds given."""
    links: Array
    """Empty if there are none."""


class Master:
    """A resident linear program over links and block costs."""

    def __init__(self, decomposition: Decomposition) -> None:
        linking, blocks = decomposition.linking, len(decomposition.blocks)
        self._links, self._blocks = decomposition.links, blocks
        rows = linking.matrix.shape[0]
        self._program = SparseProgram(
            cost=np.append(linking.cost, np.ones(blocks)),
            matrix=sp.hstack([linking.matrix, sp.csr_matrix((rows, blocks))], format="csr"),
            row_lower=linking.row_lower,
            row_upper=linking.row_upper,
            lower=np.append(linking.lower, np.full(blocks, LEAST_BLOCK_COST)),
            upper=np.append(linking.upper, np.full(blocks, np.inf)),
            integers=np.zeros(0, dtype=np.int64),
            offset=linking.offset,
        )
        self._rows = rows
        self._matrix = sp.csr_matrix((0, self._links + blocks))
        self._constant, self._block = np.zeros(0), np.zeros(0, dtype=np.int64)
        self._costs = np.zeros(0, dtype=bool)
        self._active, self._age = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        self._every = np.arange(self._links, dtype=np.int32)
        self._highs = silent_highs(threads=1, solver="simplex", presolve="off")
        self._highs.passModel(self._program.highs_lp())

    def add(self, cuts: Sequence[Cut]) -> None:
        """Put cuts into the pool; the next solve takes those that it needs."""
        gradients = np.array([cut.gradient for cut in cuts])
        gradients[np.abs(gradients) < NOISE] = 0.0
        block = np.array([cut.block for cut in cuts])
        costs = np.array([float(cut.has_cost) for cut in cuts])
        own = sp.csr_matrix((costs, (np.arange(len(cuts)), block)), shape=(len(cuts), self._blocks))
        new = sp.hstack([sp.csr_matrix(-gradients), own], format="csr")
        self._matrix = sp.vstack([self._matrix, new], format="csr")
        self._constant = np.append(self._constant, [cut.constant for cut in cuts])
        self._block = np.append(self._block, block)
        self._costs = np.append(self._costs, costs > 0)

    def solve(
        self,
        lower: Array,
        upper: Array,
        enough: float = np.inf,
        rounds: int = MOST_ROUNDS,
    ) -> MasterAnswer:
        """Least cost with links within bounds, by the cuts of the pool.

        Parameters
        ----------
        lower, upper : ndarray (links,)
            Bounds of the links.
        enough : float
            A bound that need not be raised further.
        rounds : int
            Most times that cuts of the pool join.
        """
        self._highs.changeColsBounds(self._links, self._every, lower, upper)
        bounded = replace(
            self._program,
            lower=np.append(lower, self._program.lower[self._links :]),
            upper=np.append(upper, self._program.upper[self._links :]),
        )
        bound, point = -np.inf, np.zeros(0)
        for _ in range(rounds):
            found = self._bound(bounded, run_settled(self._highs))
            if np.isinf(found):
                return MasterAnswer(np.inf, np.zeros(0))
            bound = max(bound, found)
            point = np.array(self._highs.getSolution().col_value)
            wanted = self._violated(point, abs(bound))
            if bound >= enough or not len(wanted):
                break
            self._activate(wanted)
        self._forget()
        return MasterAnswer(bound, point[: self._links])

    def _bound(self, bounded: SparseProgram, status: highspy.HighsModelStatus) -> float:
        whole = stacked(bounded, self._matrix[self._active], self._constant[self._active])
        solution = self._highs.getSolution()
        if status == highspy.HighsModelStatus.kInfeasible:
            _, known, ray = self._highs.getDualRay()  # type: ignore[attr-defined]
            free = replace(whole, cost=np.zeros(len(whole.cost)), offset=0.0)
            rays = (np.array(ray), -np.array(ray)) if known else ()
            if any(dual_bound(free, ray) > NOISE * float(np.abs(ray).max()) for ray in rays):
                return np.inf
        if len(solution.row_dual) != len(whole.row_lower):
            raise SolverError(f"HiGHS ended with: {self._highs.modelStatusToString(status)}")
        # any duals will do, those of a run that ended badly as well
        return dual_bound(whole, np.array(solution.row_dual))

    def _violated(self, point: Array, scale: float) -> Indices:
        """The most violated cut of each block."""
        lack = self._constant - self._matrix @ point
        lack[self._active] = 0.0
        bad = np.flatnonzero(lack > np.where(self._costs, VIOLATION_SHARE * scale, VIOLATION))
        order = bad[np.argsort(-lack[bad], kind="stable")]
        first: Indices = order[np.unique(self._block[order], return_index=True)[1]]
        return first

    def _activate(self, cuts: Indices) -> None:
        part = self._matrix[cuts]
        self._highs.addRows(
            len(cuts),
            self._constant[cuts],
            np.full(len(cuts), np.inf),
            part.nnz,
            part.indptr[:-1],
            part.indices,
            part.data,
        )
        self._active = np.append(self._active, cuts)
        self._age = np.append(self._age, np.zeros(len(cuts), dtype=np.int64))

    def _forget(self) -> None:
        """Drop cuts that have been slack for some solves, if there are too many."""
        basis = self._highs.getBasis().row_status
        slack = np.array([one == highspy.HighsBasisStatus.kBasic for one in basis[self._rows :]])
        self._age = np.where(slack, self._age + 1, 0)
        if len(self._active) <= MOST_CUTS:
            return
        gone = np.flatnonzero(self._age >= PATIENCE)
        self._highs.deleteRows(len(gone), (gone + self._rows).astype(np.int32))
        self._active = np.delete(self._active, gone)
        self._age = np.delete(self._age, gone)
