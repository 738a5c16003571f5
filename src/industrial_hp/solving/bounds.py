"""Cost and lower bound of a program cut into blocks, brought together by cuts.

The blocks tell what given links cost and how that changes with them; the master gathers these
cuts and tells a lower bound. Points to look at lie between the best answer and the master's own
wish, and within a box around the best answer that opens as the two draw near: a cut far away tells
nothing.
"""

import time
from dataclasses import dataclass

import numpy as np

from industrial_hp.solving.blocks import ResidentBlocks
from industrial_hp.solving.coarse import first_links
from industrial_hp.solving.master import Master
from industrial_hp.solving.restoration import Answer, Restoration
from industrial_hp.solving.sparse_program import Array, SparseProgram
from industrial_hp.solving.structure import BlockStructure, decompose

STEP_SHARE = 0.3
"""Where to look next: so far from the best answer to the master's wish."""
BOX_SHARE = 0.02
"""A size may leave the best answer by what this share of its cost buys."""
OPEN_BELOW_GAP = 0.003
"""The box opens when its own bound is so near to the best answer."""
WIDEST_BOX = 0.5
"""From here on the box is no longer needed."""
DEARER = 4.0
"""Factor on the price of missed demands when it proves too low."""
MOST_ROUNDS = 500


@dataclass(frozen=True)
class ProofOptions:
    """How far to go."""

    gap: float = 1e-3
    """Relative distance of cost and bound at which to stop."""
    time_limit_s: float = 300.0
    """Of CPU time."""
    first_guess_periods: int = 48
    """Length of the periods of the coarse program that gives the first guess."""
    threads: int = 1


@dataclass(frozen=True, eq=False)
class Proof:
    """What is known of the optimum; the bound holds for the whole program."""

    upper_bound: float
    """Cost of the best answer found; infinite if there is none."""
    lower_bound: float
    """No answer costs less; infinite if there is none at all."""
    values: Array | None
    """The best answer, feasible for the whole program."""
    evaluations: int
    """How often all blocks were solved."""
    cpu_s: float

    @property
    def gap(self) -> float:
        """Relative distance between cost and bound."""
        return relative_gap(self.upper_bound, self.lower_bound)


def relative_gap(cost: float, bound: float) -> float:
    """Relative distance of a cost from a lower bound; infinite while one is unknown."""
    if bound == np.inf:
        return 0.0
    if not np.isfinite(cost) or not np.isfinite(bound):
        return float("inf")
    return max(0.0, cost - bound) / max(abs(cost), 1e-9)


@dataclass(frozen=True, eq=False)
class Region:
    """Bounds of the whole columns, the decisions, in their order."""

    low: Array
    high: Array


@dataclass(frozen=True, eq=False)
class Bracket:
    """Best answer and lower bound within a region."""

    bound: float
    answer: Answer | None


@dataclass(frozen=True, eq=False)
class Look:
    """What the blocks said of some links."""

    cost: float
    """Demands that are missed at their price; infinite if no operation is possible."""
    answer: Answer | None
    """The operation mended."""


class CuttingPlanes:
    """Blocks and master of one program; decisions are relaxed within a region."""

    def __init__(
        self, program: SparseProgram, structure: BlockStructure, options: ProofOptions
    ) -> None:
        self.options = options
        self._started_s = time.process_time()
        self.whole = decompose(program, structure)
        self.blocks = ResidentBlocks(self.whole, options.threads)
        self.master = Master(self.whole)
        self._restoration = Restoration(program, structure)
        self.places = np.searchsorted(self.whole.columns, program.integers)
        """Where the decisions stand among the links."""

    @property
    def cpu_s(self) -> float:
        """CPU time since the start."""
        return time.process_time() - self._started_s

    @property
    def late(self) -> bool:
        """Whether the time is over."""
        return self.cpu_s > self.options.time_limit_s

    @property
    def everywhere(self) -> Region:
        """The region of all answers."""
        linking = self.whole.linking
        return Region(linking.lower[self.places], linking.upper[self.places])

    def first_links(self) -> Array:
        """Where to look first."""
        return first_links(self.whole, self.options.first_guess_periods)

    def link_bounds(self, region: Region) -> tuple[Array, Array]:
        """Bounds of the links within a region."""
        lower, upper = self.whole.linking.lower.copy(), self.whole.linking.upper.copy()
        lower[self.places], upper[self.places] = region.low, region.high
        return lower, upper

    def look(self, links: Array, region: Region) -> "Look":
        """Solve the blocks for these links, keep the cuts, and mend the operation."""
        found = self.blocks.evaluate(links)
        self.master.add(found.cuts)
        program = self.whole.program
        lower, upper = program.lower.copy(), program.upper.copy()
        lower[program.integers], upper[program.integers] = region.low, region.high
        return Look(found.cost, self._restoration.mended(found, lower, upper))

    def converge(
        self,
        region: Region,
        start: Array,
        gap: float,
        *,
        enough: float = np.inf,
        rounds: int = MOST_ROUNDS,
    ) -> Bracket:
        """Draw cost and bound within a region together.

        Parameters
        ----------
        region : Region
            Bounds of the decisions, which need not be whole.
        start : ndarray (links,)
            Where to look first.
        gap : float
            Relative distance at which to stop.
        enough : float
            A bound at which to stop: what lies above it is of no use.
        rounds : int
            Most times that the blocks are solved.
        """
        lower, upper = self.link_bounds(region)
        point = np.clip(start, lower, upper)
        bound, best, box, least = -np.inf, None, BOX_SHARE, np.inf
        for number in range(rounds):
            look = self.look(point, region)
            answer, least = look.answer, min(least, look.cost)
            if answer and (best is None or answer.cost < best.cost):
                best = answer
            if self.late:
                break
            if best is None or not np.isfinite(best.cost):
                mended = answer if number == 0 else None
                point = self._nearer(mended, lower, upper)
                if not len(point):
                    return Bracket(np.inf, None)
                continue
            centre = self.whole.links_of(best.values)
            radius = self._radius(box * abs(best.cost))
            wish = self.master.solve(
                np.maximum(lower, centre - radius), np.minimum(upper, centre + radius)
            )
            if relative_gap(least, wish.bound) <= gap < relative_gap(best.cost, wish.bound):
                self.blocks.raise_prices(DEARER)  # it pays to miss demands
                least = np.inf
            if relative_gap(best.cost, wish.bound) < max(OPEN_BELOW_GAP, gap):
                box *= 2
                free = self.master.solve(lower, upper, enough)
                bound = max(bound, free.bound)
                wish = free if box > WIDEST_BOX else wish
                if bound >= enough or relative_gap(best.cost, bound) <= gap:
                    break
            point = centre + STEP_SHARE * (wish.links - centre)
        return Bracket(bound, best if best and np.isfinite(best.cost) else None)

    def _nearer(self, answer: Answer | None, lower: Array, upper: Array) -> Array:
        """Where to look while there is no feasible answer; nowhere if there can be none."""
        if answer is not None:
            return np.clip(self.whole.links_of(answer.values), lower, upper)
        return self.master.solve(lower, upper).links

    def _radius(self, spend: float) -> Array:
        """How far each link may go; links without a cost go as far as they like."""
        cost = np.abs(self.whole.linking.cost)
        return np.where(cost > 0, spend / np.where(cost > 0, cost, 1.0), np.inf)


def prove_linear(program: SparseProgram, structure: BlockStructure, options: ProofOptions) -> Proof:
    """Least cost of a linear program over many periods, with a lower bound.

    Raises
    ------
    SolverError
        If the structure does not fit the program, or HiGHS fails.
    """
    planes = CuttingPlanes(program, structure, options)
    bracket = planes.converge(planes.everywhere, planes.first_links(), options.gap)
    bound = bracket.bound
    if bracket.answer is None or np.isneginf(bound):
        bound = max(bound, planes.master.solve(*planes.link_bounds(planes.everywhere)).bound)
    return Proof(
        upper_bound=bracket.answer.cost if bracket.answer else np.inf,
        lower_bound=bound,
        values=bracket.answer.values if bracket.answer else None,
        evaluations=planes.blocks.evaluations,
        cpu_s=planes.cpu_s,
    )
