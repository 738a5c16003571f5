"""Blocks as resident linear programs, solved again and again from where they stood.

Between two runs only bounds change: sizes come in as column bounds, store levels and budgets as
right-hand sides. Demands may be missed at a price; it is what the cheapest unit costs that is
bought for the one period alone, so that nobody gains by missing them.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import highspy
import numpy as np
import scipy.sparse as sp

from industrial_hp.errors import SolverError
from industrial_hp.solving.duality import FARTHEST, row_part, usable_duals
from industrial_hp.solving.linear_program import run_settled, silent_highs
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.structure import Block, Decomposition

SHORTAGE_TOLERANCE = 1e-7

DEAR = 10.0
"""Price of missing what no single unit can serve, over the dearest cost of the program."""

Stopped = Callable[[], bool]


@dataclass(frozen=True, eq=False)
class Cut:
    """``cost of the block >= constant + gradient @ z``; without a cost: ``0 >= ...``."""

    block: int
    constant: float
    gradient: Array
    has_cost: bool


@dataclass(frozen=True, eq=False)
class BlockAnswer:
    """One block for given links."""

    values: Array
    """Of the block's columns; empty if no operation is possible."""
    short_rows: Indices
    """Rows of the whole program whose demand is missed."""
    short: Array
    """By how much."""
    price: float
    """Of all that is missed."""
    cut: Cut


@dataclass(frozen=True, eq=False)
class _Side:
    """Upper or lower bounds of columns, several on one column side by side."""

    column: Indices
    constant: Array
    link: sp.csr_matrix
    by_link: sp.csr_matrix
    """The links' factors the other way round."""
    starts: Indices
    bounded: Indices
    """The columns that have a bound, each once."""

    @classmethod
    def of(cls, column: Indices, constant: Array, link: sp.csr_matrix) -> "_Side":
        bounded, starts = np.unique(column, return_index=True)
        return cls(column, constant, link, link.T.tocsr(), starts, bounded)

    def tightest(self, links: Array, sign: float) -> tuple[Array, Indices]:
        """Value of the tightest bound of each bounded column and its place; upper: sign 1."""
        if not len(self.column):
            return np.zeros(0), np.zeros(0, dtype=np.int64)
        value = sign * (self.constant + self.link @ links)
        least = np.minimum.reduceat(value, self.starts)
        lengths = np.diff(np.append(self.starts, len(value)))
        hit = value <= np.repeat(least, lengths)
        place = np.where(hit, np.arange(len(value)), len(value))
        return sign * least, np.minimum.reduceat(place, self.starts)


class ResidentBlock:
    """A block that stays in the solver."""

    def __init__(self, block: Block, number: int, price: Array) -> None:
        """``price`` is the cost of missing each row by one unit."""
        self._block, self._number = block, number
        bounds = block.bounds
        self._upper = _Side.of(bounds.upper_column, bounds.upper_constant, bounds.upper_link)
        self._lower = _Side.of(bounds.lower_column, bounds.lower_constant, bounds.lower_link)
        self._linked = np.flatnonzero(np.diff(block.link.indptr)).astype(np.int32)
        self._linked_rows = block.link[self._linked]
        self._every = np.arange(len(block.cost), dtype=np.int32)
        self._wanting = np.flatnonzero((block.row_lower > 0) | (block.row_upper < 0))
        self._own_transposed = block.own.T.tocsr()
        self._link_transposed = block.link.T.tocsr()
        self._highs = silent_highs(threads=1, presolve="off", solver="simplex")
        self._price = price[self._wanting]
        self._highs.passModel(self._elastic().highs_lp())

    def raise_price(self, factor: float) -> None:
        """Make missing a demand dearer."""
        self._price *= factor
        places = np.arange(len(self._price), dtype=np.int32) + len(self._every)
        self._highs.changeColsCost(len(places), places, self._price)

    def _elastic(self) -> SparseProgram:
        """The block with a column for each demand that is missed."""
        block, wanting = self._block, self._wanting
        rows, columns, short = len(block.row_lower), len(block.cost), len(wanting)
        sign = np.where(block.row_lower[wanting] > 0, 1.0, -1.0)
        missed = sp.csr_matrix((sign, (wanting, np.arange(short))), shape=(rows, short))
        return SparseProgram(
            cost=np.append(block.cost, self._price),
            matrix=sp.hstack([block.own, missed], format="csr"),
            row_lower=block.row_lower,
            row_upper=block.row_upper,
            lower=np.append(np.full(columns, -np.inf), np.zeros(short)),
            upper=np.full(columns + short, np.inf),
            integers=np.zeros(0, dtype=np.int64),
        )

    def solve(self, links: Array) -> BlockAnswer:
        """Least-cost operation for given linking columns.

        Raises
        ------
        SolverError
            If HiGHS neither solves the block nor proves it infeasible.
        """
        block, highs, columns = self._block, self._highs, len(self._every)
        low, high, at_low, at_high = self._column_bounds(links)
        highs.changeColsBounds(columns, self._every, low, high)
        shift = self._linked_rows @ links
        highs.changeRowsBounds(  # type: ignore[attr-defined]
            len(self._linked),
            self._linked,
            block.row_lower[self._linked] - shift,
            block.row_upper[self._linked] - shift,
        )
        status = run_settled(highs)
        if status == highspy.HighsModelStatus.kOptimal:
            solution = highs.getSolution()
            values = np.array(solution.col_value)
            missed = values[columns:]
            short = missed > SHORTAGE_TOLERANCE
            cut = self._cut(np.array(solution.row_dual), block.cost, at_high, at_low)
            rows = block.rows[self._wanting[short]]
            price = float(self._price @ missed)
            return BlockAnswer(values[:columns], rows, missed[short], price, cut)
        if status != highspy.HighsModelStatus.kInfeasible:
            raise SolverError(f"HiGHS ended a block with: {highs.modelStatusToString(status)}")
        nothing, refusal = np.zeros(0), self._refusal(links)
        return BlockAnswer(nothing, nothing.astype(np.int64), nothing, np.inf, refusal)

    def _refusal(self, links: Array) -> Cut:
        """What keeps these links away, for no operation is possible with them.

        The least sum of violations of the rows, as a function of the links.
        """
        block, rows = self._block, len(self._block.row_lower)
        low, high, at_low, at_high = self._column_bounds(links)
        shift, slack, nothing = block.link @ links, sp.identity(rows), np.zeros(len(block.cost))
        least = SparseProgram(
            cost=np.append(nothing, np.ones(2 * rows)),
            matrix=sp.hstack([block.own, slack, -slack], format="csr"),
            row_lower=block.row_lower - shift,
            row_upper=block.row_upper - shift,
            lower=np.append(low, np.zeros(2 * rows)),
            upper=np.append(high, np.full(2 * rows, np.inf)),
            integers=np.zeros(0, dtype=np.int64),
        )
        highs = silent_highs(threads=1, solver="simplex")
        highs.passModel(least.highs_lp())
        if run_settled(highs) != highspy.HighsModelStatus.kOptimal:
            raise SolverError("HiGHS calls a block infeasible and does not say why")
        cut = self._cut(np.array(highs.getSolution().row_dual), nothing, at_high, at_low)
        size = float(np.abs(cut.gradient).max(initial=0.0)) or 1.0
        return replace(cut, constant=cut.constant / size, gradient=cut.gradient / size)

    def _column_bounds(self, links: Array) -> tuple[Array, Array, Indices, Indices]:
        """Lower and upper bounds of the columns, and which of each side are the tightest."""
        low, high = np.full(len(self._every), -np.inf), np.full(len(self._every), np.inf)
        high[self._upper.bounded], at_high = self._upper.tightest(links, 1.0)
        low[self._lower.bounded], at_low = self._lower.tightest(links, -1.0)
        return np.minimum(low, high), high, at_low, at_high

    def _cut(self, row_dual: Array, cost: Array, at_high: Indices, at_low: Indices) -> Cut:
        """Weak duality for the block without its columns for missed demand."""
        block = self._block
        y = usable_duals(row_dual, block.row_lower, block.row_upper)
        reduced = cost - self._own_transposed @ y
        constant = row_part(y, block.row_lower, block.row_upper)
        gradient = -(self._link_transposed @ y)
        for side, places, part in (
            (self._upper, at_high, np.minimum(reduced, 0)),
            (self._lower, at_low, np.maximum(reduced, 0)),
        ):
            weight = np.zeros(len(side.column))
            weight[places] = part[side.bounded]
            constant += float((weight * side.constant).sum())
            gradient = gradient + side.by_link @ weight
            part[side.bounded] = 0.0
            constant -= FARTHEST * float(np.abs(part).sum())
        return Cut(self._number, constant, gradient, has_cost=bool(cost.any()))


def prices_of_missing(decomposition: Decomposition, block: Block) -> Array:
    """Price of missing each row of a block by one unit.

    A column that stands in this row only, its upper bound a size, can serve the one period at its
    own cost and that of the size. Where there is no such column, the price is dear.
    """
    own = block.own.tocsc()
    lone = np.diff(own.indptr) == 1
    column, size = block.bounds.upper_column, block.bounds.upper_link
    size_cost = np.abs(decomposition.linking.cost)
    served = np.bincount(
        column,
        weights=np.asarray(
            (abs(size).power(-1) @ size_cost) if size.nnz else np.zeros(len(column))
        ),
        minlength=len(block.cost),
    )
    limits = np.bincount(column, minlength=len(block.cost))
    lone &= limits > 0
    dear = DEAR * max(float(np.abs(block.cost).max(initial=0.0)), float(size_cost.max(initial=1.0)))
    price = np.full(len(block.row_lower), dear)
    for j in np.flatnonzero(lone):
        row, factor = own.indices[own.indptr[j]], own.data[own.indptr[j]]
        if factor * block.row_lower[row] > 0 or factor * block.row_upper[row] > 0:
            price[row] = min(price[row], (abs(block.cost[j]) + served[j]) / abs(factor))
    return price


@dataclass(frozen=True, eq=False)
class Evaluation:
    """All blocks for given links."""

    cost: float
    """Of the values and of what they miss."""
    values: Array | None
    """Of the whole program; none if a block allows no operation."""
    short_rows: Indices
    """Rows of the whole program whose demand is missed."""
    short: Array
    """By how much."""
    cuts: tuple[Cut, ...]


class ResidentBlocks:
    """All blocks of a decomposition."""

    def __init__(self, decomposition: Decomposition, threads: int = 1) -> None:
        self.decomposition = decomposition
        self.evaluations = 0
        self._threads = threads
        self._residents = [
            ResidentBlock(block, number, prices_of_missing(decomposition, block))
            for number, block in enumerate(decomposition.blocks)
        ]

    def raise_prices(self, factor: float) -> None:
        """Make missing a demand dearer; cuts that are known still hold."""
        for block in self._residents:
            block.raise_price(factor)

    def evaluate(self, links: Array) -> Evaluation:
        """Operation of all blocks; a feasible answer if no demand is missed."""
        self.evaluations += 1
        if self._threads > 1:
            with ThreadPoolExecutor(self._threads) as pool:
                answers = list(pool.map(lambda block: block.solve(links), self._residents))
        else:
            answers = [block.solve(links) for block in self._residents]
        whole = self.decomposition
        cuts = tuple(answer.cut for answer in answers)
        rows = np.concatenate([answer.short_rows for answer in answers])
        short = np.concatenate([answer.short for answer in answers])
        if any(not len(answer.values) for answer in answers):
            return Evaluation(np.inf, None, rows, short, cuts)
        values = np.zeros(len(whole.program.cost))
        values[whole.columns] = links[: len(whole.columns)]
        for block, answer in zip(whole.blocks, answers, strict=True):
            values[block.columns] = answer.values
        cost = whole.program.objective(values) + sum(answer.price for answer in answers)
        return Evaluation(cost, values, rows, short, cuts)
