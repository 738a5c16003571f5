"""Cost and lower bound of a program cut into blocks, brought together by cuts.

The blocks tell what given links cost and how that changes with them; the master gathers these
cuts and tells a lower bound. Points to look at lie between the best answer and the master's own
wish, and within a box around the best answer that opens as the two draw near: a cut far away tells
nothing.
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from industrial_hp.errors import SolverError
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
STANDSTILL = 1e-7
"""A relative change of cost and bound that is none."""
OPEN_BELOW_GAP = 0.003
"""The box opens when its own bound is so near to the best answer."""
WIDEST_BOX = 0.5
"""From here on the box is no longer needed."""
MENDINGS = 4
"""So many times the mended answer is looked at next, until one is feasible."""
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
class _Nearest:
    """The point where the blocks cost least, demands that are missed at their price."""

    cost: float
    point: Array
    misses: bool = False
    """Whether a demand is missed there."""

    def or_better(self, look: "Look", point: Array) -> "_Nearest":
        return _Nearest(look.cost, point, look.misses) if look.cost < self.cost else self


@dataclass(frozen=True, eq=False)
class Look:
    """What the blocks said of some links."""

    cost: float
    """Demands that are missed at their price; infinite if no operation is possible."""
    misses: bool
    """Whether a demand is missed."""
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
        relaxed = replace(program, integers=np.zeros(0, dtype=np.int64))
        self._restoration = Restoration(relaxed, structure)
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
        return Look(
            found.cost, bool(len(found.short)), self._restoration.mended(found, lower, upper)
        )

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
        approach = _Approach(self, region, gap, enough)
        point = approach.begin(start)
        for _ in range(rounds):
            if not len(point):
                break
            point = approach.step(point)
        return Bracket(approach.bound, approach.best)


class _Approach:
    """Cost and bound within one region on their way to each other."""

    def __init__(self, planes: CuttingPlanes, region: Region, gap: float, enough: float) -> None:
        self.bound = -np.inf
        self.best: Answer | None = None
        self._planes, self._region, self._gap, self._enough = planes, region, gap, enough
        self._lower, self._upper = planes.link_bounds(region)
        self._box, self._looks = BOX_SHARE, 0
        self._nearest = _Nearest(np.inf, np.zeros(0))
        self._step, self._stood = STEP_SHARE, (np.inf, -np.inf)

    def begin(self, start: Array) -> Array:
        """Where to look first; nowhere if the cuts known tell enough."""
        if np.isfinite(self._enough):
            self._raise()
        first = self._within(start)
        self._nearest = _Nearest(np.inf, first)
        return np.zeros(0) if self.bound >= self._enough else first

    def step(self, point: Array) -> Array:
        """Ask the blocks at a point; where to look next, or nowhere at the end."""
        planes = self._planes
        look = planes.look(point, self._region)
        self._looks += 1
        if look.answer and look.answer.cost < (self.best.cost if self.best else np.inf):
            self.best = look.answer
        self._nearest = self._nearest.or_better(look, point)
        if planes.late:
            return np.zeros(0)
        if self.best is None and look.answer and self._looks <= MENDINGS:
            return self._within(planes.whole.links_of(look.answer.values))
        cost = self.best.cost if self.best else self._nearest.cost
        centre = planes.whole.links_of(self.best.values) if self.best else self._nearest.point
        wish = self._wish(cost, centre)
        if self._ended:
            return np.zeros(0)
        share = self._step if self.best else 1.0
        return centre + share * (wish - centre) if len(wish) else point

    @property
    def _ended(self) -> bool:
        closed = self.best is not None and relative_gap(self.best.cost, self.bound) <= self._gap
        return bool(closed or self.bound >= self._enough)

    def _wish(self, cost: float, centre: Array) -> Array:
        """Links that the master wishes in a box around the centre, which may open."""
        radius = self._radius(self._box * abs(cost) if np.isfinite(cost) else np.inf)
        low, high = (
            np.maximum(self._lower, centre - radius),
            np.minimum(self._upper, centre + radius),
        )
        boxed = self._planes.master.solve(low, high)
        self._lengthen(cost, boxed.bound)
        near = relative_gap(self._nearest.cost, boxed.bound) <= self._gap
        if self._nearest.misses and near and relative_gap(cost, boxed.bound) > self._gap:
            self._planes.blocks.raise_prices(DEARER)  # it pays to miss demands
            self._nearest = _Nearest(np.inf, self._nearest.point)
        if len(boxed.links) and relative_gap(cost, boxed.bound) >= max(OPEN_BELOW_GAP, self._gap):
            return boxed.links
        self._box *= 2
        free = self._raise()
        return free if self._box > WIDEST_BOX else boxed.links

    def _lengthen(self, cost: float, bound: float) -> None:
        """Go further towards the wish as long as neither answer nor wish change."""
        same = np.allclose((cost, bound), self._stood, rtol=STANDSTILL, atol=0.0)
        self._step = min(2 * self._step, 1.0) if same else STEP_SHARE
        self._stood = (cost, bound)

    def _raise(self) -> Array:
        """Raise the bound as far as the cuts tell; the links where they tell it."""
        free = self._planes.master.solve(self._lower, self._upper, self._enough)
        self.bound = max(self.bound, free.bound)
        return free.links

    def _within(self, links: Array) -> Array:
        return np.clip(links, self._lower, self._upper)

    def _radius(self, spend: float) -> Array:
        """How far each link may go; links without a cost go as far as they like."""
        cost = np.abs(self._planes.whole.linking.cost)
        return np.where(cost > 0, spend / np.where(cost > 0, cost, 1.0), np.inf)


def prove_linear(program: SparseProgram, structure: BlockStructure, options: ProofOptions) -> Proof:
    """Least cost of a linear program over many periods, with a lower bound.

    Raises
    ------
    SolverError
        If the program has integers (`branching.prove` keeps them), the structure does not fit it,
        or HiGHS fails.
    """
    if len(program.integers):
        raise SolverError("the program has integers, which a linear proof would leave out")
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
