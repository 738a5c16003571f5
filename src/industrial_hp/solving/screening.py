"""Leave out of a mixed-integer model what never presses, and look afterwards whether it would.

Most rows of a design model never bind. Those inequality rows, and those lower bounds of transit
columns (no cost, two equality rows: what is only handed on), that carry no dual value in a few
dives on the linear relaxation are left out. What remains is a relaxation, so its bound is a bound
of the whole model. An answer is always one of the whole model with the decisions fixed, and what
presses there joins the relaxation.
"""

from collections.abc import Callable

import highspy
import numpy as np
from numpy.typing import NDArray

from industrial_hp.solving.linear_program import Array, LinearProgram, silent_highs

DUAL_TOLERANCE = 1e-7
INTEGRALITY = 1e-6
SMALL_SHARE = 0.02
"""A decision less than this open is closed in a dive."""
BUILD_PROBABILITY = 0.6

UNFINISHED = (highspy.HighsModelStatus.kTimeLimit, highspy.HighsModelStatus.kInterrupt)

Run = Callable[[highspy.Highs], None]
"""Runs HiGHS for as long as the search allows."""


class Screen:
    """The whole model as a resident linear program, and what has pressed so far."""

    def __init__(self, program: LinearProgram, seed: int) -> None:
        lp = program.lp
        self.program = program
        self.integers = program.integers
        self._random = np.random.default_rng(seed)
        self._cost = np.asarray(lp.col_cost_)
        self._lower, self._upper = np.asarray(lp.col_lower_), np.asarray(lp.col_upper_)
        self._inequality = np.asarray(lp.row_lower_) != np.asarray(lp.row_upper_)
        self._transit = self._transit_columns()
        self._rows = np.zeros(lp.num_row_, dtype=bool)
        self._columns = np.zeros(lp.num_col_, dtype=bool)
        self._whole = silent_highs(presolve="off")
        self._whole.passModel(lp)
        for column in self.integers:
            self._whole.changeColIntegrality(int(column), highspy.HighsVarType.kContinuous)

    def _transit_columns(self) -> NDArray[np.bool_]:
        matrix = self.program.matrix
        count = matrix.shape[1]
        per_column = np.diff(matrix.tocsc().indptr)
        in_inequality = np.bincount(matrix[self._inequality].indices, minlength=count)
        found: NDArray[np.bool_] = (
            (per_column == 2) & (in_inequality == 0) & (self._cost == 0) & (self._lower == 0)
        )
        found[self.integers] = False
        return found

    @property
    def pressing(self) -> int:
        """Rows and column bounds that have carried a dual value."""
        return int(self._rows.sum() + self._columns.sum())

    @property
    def least(self) -> Array:
        """Lower bounds of the decisions: nothing that need not be is built."""
        least: Array = self._lower[self.integers]
        return least

    def unbuilt(self, run: Run) -> tuple[float, Array | None]:
        """Best answer of the whole model with every decision at its lower bound.

        Quick to have, and no hint at what presses near the best answer: nothing is noted.
        """
        least = self.least
        if np.isfinite(least).all() and self._solved(least, least, run):
            return self._answer()
        return np.inf, None

    def fixed(self, decisions: Array, run: Run) -> tuple[float, Array | None]:
        """Best answer of the whole model with these decisions; none if none is known."""
        return self._linear(decisions, decisions, run)

    def root(self, run: Run) -> tuple[float, Array | None]:
        """Bound and values of the linear relaxation; no values if it was not solved."""
        return self._linear(self._lower[self.integers], self._upper[self.integers], run)

    def _linear(self, lower: Array, upper: Array, run: Run) -> tuple[float, Array | None]:
        if self._solved(lower, upper, run):
            duals = self._whole.getSolution()
            self._note(np.array(duals.row_dual), np.array(duals.col_dual))
            return self._answer()
        if self._whole.getModelStatus() not in UNFINISHED:
            _, known, ray = self._whole.getDualRay()  # type: ignore[attr-defined]
            row_dual = np.array(ray) if known else np.ones(len(self._rows))
            self._note(row_dual, self.program.matrix.T @ row_dual)
        return np.inf, None

    def _solved(self, lower: Array, upper: Array, run: Run) -> bool:
        self._whole.changeColsBounds(len(self.integers), self.integers, lower, upper)
        run(self._whole)
        return self._whole.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _answer(self) -> tuple[float, Array | None]:
        cost = float(self._whole.getInfo().objective_function_value)
        return cost, np.array(self._whole.getSolution().col_value)

    def _note(self, row_dual: Array, column_dual: Array) -> None:
        self._rows |= np.abs(row_dual) > DUAL_TOLERANCE
        self._columns |= np.abs(column_dual) > DUAL_TOLERANCE

    def dive(
        self, root: tuple[float, Array], run: Run, *, by_chance: bool
    ) -> tuple[float, Array | None]:
        """Go from the relaxation to whole decisions; their cost and values, if any were found.

        Without chance it always builds what the relaxation wants most.
        """
        lower, upper = self._lower[self.integers], self._upper[self.integers]
        objective, values = root
        while True:
            share = values[self.integers] - np.floor(values[self.integers])
            if not (np.minimum(share, 1 - share) > INTEGRALITY).any():
                return objective, values
            lower, upper = self._branched(share, lower, upper, by_chance=by_chance)
            objective, found = self._linear(lower, upper, run)
            if found is None:
                return np.inf, None
            values = found

    def _branched(
        self, share: Array, lower: Array, upper: Array, *, by_chance: bool
    ) -> tuple[Array, Array]:
        """Bounds with one open decision taken and all that are hardly open closed."""
        lower, upper = lower.copy(), upper.copy()
        is_open = np.minimum(share, 1 - share) > INTEGRALITY
        weight = np.where(is_open, share * (1 + np.abs(self._cost[self.integers])), 0.0)
        chosen = int(np.argmax(weight))
        if by_chance:
            chosen = int(self._random.choice(len(weight), p=weight / weight.sum()))
        hardly = is_open & (share < SMALL_SHARE)
        hardly[chosen] = False
        upper[hardly] = lower[hardly]
        if not by_chance or self._random.random() < BUILD_PROBABILITY:
            lower[chosen] = upper[chosen]
        else:
            upper[chosen] = lower[chosen]
        return lower, upper

    def relaxation(self) -> highspy.HighsLp:
        """The model without what has not pressed; columns set free fall to presolve."""
        whole, relaxed = self.program.lp, self._whole.getLp()
        relaxed.integrality_ = whole.integrality_
        left_out = self._inequality & ~self._rows
        relaxed.row_lower_ = np.where(left_out, -np.inf, np.asarray(whole.row_lower_))
        relaxed.row_upper_ = np.where(left_out, np.inf, np.asarray(whole.row_upper_))
        free = self._transit & ~self._columns
        relaxed.col_lower_ = np.where(free, -np.inf, self._lower)
        relaxed.col_upper_ = self._upper
        return relaxed
