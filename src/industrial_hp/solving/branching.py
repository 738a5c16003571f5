"""Branch and bound over the decisions, with one pool of cuts for all nodes.

A node is a linear program of the master, whose cuts hold everywhere. Now and then the blocks are
asked at a node, which sharpens the cuts where the search stands. Whole decisions are priced by the
blocks themselves; neighbours of the best ones and dives look for better answers.
"""

import heapq
import time
from dataclasses import dataclass

import numpy as np

from industrial_hp.solving.bounds import (
    MOST_ROUNDS,
    CuttingPlanes,
    Proof,
    ProofOptions,
    Region,
    prove_linear,
)
from industrial_hp.solving.master import MasterAnswer
from industrial_hp.solving.restoration import Answer
from industrial_hp.solving.sparse_program import Array, Indices, SparseProgram
from industrial_hp.solving.strengthening import strengthened
from industrial_hp.solving.structure import BlockStructure

WHOLE = 1e-3
"""A decision so near to a whole number counts as whole; the blocks then price it exactly."""
ROOT_GAP = 2e-3
NODES_PER_LOOK = 2
"""The blocks are asked at every second node."""
LOOK_SHARE = 0.7
"""At a node they are asked so far from the root's answer to the node's own."""
SET_ROUNDS = 10
SET_GAP_SHARE, SET_GAP = 0.4, 1.6e-3
"""A set of decisions is priced to this share of the gap asked for, and at least to this gap."""
DIVES_AT = (1, 20, 60, 120, 200, 300, 450)
SURELY_NOT, SURELY = 0.06, 0.94
"""Shares below and above which a dive decides without looking further."""
BUILT_SHARE = 0.3
NEIGHBOURS = 3
"""So many neighbours of the best decisions are priced in one go, the most promising first."""
WORTH = 5e-4
"""Relative saving that a neighbour must promise."""
CANDIDATES = 10
RELIABLE = 2
STUCK = 1e-9
"""A bound has risen if it did so by more than this share."""


@dataclass(frozen=True, eq=False)
class _Node:
    """A part of the decisions and the bound known for it."""

    bound: float
    region: Region


class _Tree:
    """The open nodes, the best answer, and what is known of each decision."""

    def __init__(self, planes: CuttingPlanes) -> None:
        self._planes, self._gap = planes, planes.options.gap
        self.best: Answer | None = None
        self.bound = -np.inf
        self._priced: set[tuple[float, ...]] = set()
        self._rise = np.zeros((2, len(planes.places)))
        self._seen = np.zeros((2, len(planes.places)))
        self._open: list[tuple[float, int, _Node]] = []
        self._pushed = self._nodes = 0
        self._reference = np.zeros(0)
        self._parked = np.inf
        """Least bound of the nodes that cannot be split and do not close."""

    @property
    def cost(self) -> float:
        """Cost of the best answer."""
        return self.best.cost if self.best else np.inf

    @property
    def cutoff(self) -> float:
        """A bound from which on a node is of no use."""
        return self.cost - self._gap * abs(self.cost) if self.best else np.inf

    @property
    def _worthwhile(self) -> float:
        """A better answer than this is worth the search for it, whatever gap is asked for."""
        return self.cost - WORTH * abs(self.cost) if self.best else np.inf

    def run(self) -> None:
        """Search until cost and bound meet or the time is over."""
        planes = self._planes
        root = planes.converge(planes.everywhere, planes.first_links(), ROOT_GAP)
        self.bound = root.bound
        if root.answer is None:
            return
        self._reference = planes.whole.links_of(root.answer.values)
        self._push(_Node(root.bound, planes.everywhere))
        while self._open and not planes.late:
            if self._open[0][0] >= self.cutoff:
                break
            node = heapq.heappop(self._open)[2]
            self._nodes += 1
            self._settle(node)
            self._raise()
        self._raise()

    def _raise(self) -> None:
        least = self._open[0][0] if self._open else np.inf
        self.bound = max(self.bound, min(least, self.cutoff, self._parked))

    def _push(self, node: _Node) -> None:
        if node.bound < self.cutoff:
            self._pushed += 1
            heapq.heappush(self._open, (node.bound, self._pushed, node))

    def _solve(self, region: Region, rounds: int = 30, enough: float | None = None) -> MasterAnswer:
        limit = self.cutoff if enough is None else enough
        return self._planes.master.solve(*self._planes.link_bounds(region), limit, rounds)

    def _settle(self, node: _Node) -> None:
        """Solve a node, sharpen its cuts, and branch."""
        if self._nodes in DIVES_AT:
            self._dive(node.region)
        found = self._solve(node.region)
        bound = max(found.bound, node.bound)
        if bound >= self.cutoff or not len(found.links):
            return
        shares = self._fractions(found.links)
        if not (shares > WHOLE).any():
            self._settle_whole(_Node(bound, node.region), found)
            return
        if self._nodes % NODES_PER_LOOK == 0:
            point = self._reference + LOOK_SHARE * (found.links - self._reference)
            self._planes.look(point, node.region)
            found = self._solve(node.region)
            bound = max(found.bound, bound)
            if bound >= self.cutoff or not (self._fractions(found.links) > WHOLE).any():
                self._push(_Node(bound, node.region))
                return
        self._branch(_Node(bound, node.region), found.links[self._planes.places])

    def _settle_whole(self, node: _Node, found: MasterAnswer) -> None:
        """Price the whole decisions of a node; split it where that does not raise its bound."""
        y = np.round(found.links[self._planes.places])
        fixed = bool((node.region.low == node.region.high).all())
        self._price(y, found.links, for_itself=False, rounds=MOST_ROUNDS if fixed else SET_ROUNDS)
        bound = max(node.bound, self._solve(node.region).bound)
        low, high = node.region.low, node.region.high
        if bound > node.bound + STUCK * abs(node.bound):
            self._push(_Node(bound, node.region))
        elif fixed:
            self._parked = min(self._parked, bound)
        else:
            place = int(np.flatnonzero(high > low)[0])
            last_low, first_high = high.copy(), low.copy()
            last_low[place] = min(y[place], high[place] - 1)
            first_high[place] = last_low[place] + 1
            self._push(_Node(bound, Region(low, last_low)))
            self._push(_Node(bound, Region(first_high, high)))

    def _fractions(self, links: Array) -> Array:
        y = links[self._planes.places]
        return np.abs(y - np.round(y))

    def _branch(self, node: _Node, y: Array) -> None:
        """Split at the decision that raises the bound most on both sides."""
        share = y - np.floor(y)
        openings = np.flatnonzero((share > WHOLE) & (share < 1 - WHOLE))
        order = openings[np.argsort(-self._score(openings, share), kind="stable")]
        best = -1.0
        children: tuple[_Node, ...] = ()
        for place in order[:CANDIDATES]:
            pair = self._children(node, int(place), y)
            rises = [min(child.bound, 2 * abs(self.cost)) - node.bound for child in pair]
            score = max(rises[0], 1e-6) * max(rises[1], 1e-6)
            if score > best:
                best, children = score, pair
            if (self._seen[:, place] >= RELIABLE).all():
                break
        for child in children:
            self._push(child)

    def _score(self, places: Indices, share: Array) -> Array:
        mean = self._rise.sum(axis=1) / np.maximum(self._seen.sum(axis=1), 1)
        known = self._seen[:, places] > 0
        per_unit = np.where(
            known, self._rise[:, places] / np.maximum(self._seen[:, places], 1), mean[:, None]
        )
        parts = per_unit * np.stack([share[places], 1 - share[places]])
        score: Array = np.prod(np.maximum(parts, 1.0), axis=0)
        return score

    def _children(self, node: _Node, place: int, y: Array) -> tuple[_Node, ...]:
        share = y[place] - np.floor(y[place])
        made = []
        for side, width in ((0, share), (1, 1 - share)):
            low, high = node.region.low.copy(), node.region.high.copy()
            if side == 0:
                high[place] = np.floor(y[place])
            else:
                low[place] = np.ceil(y[place])
            region = Region(low, high)
            bound = max(self._solve(region, rounds=1).bound, node.bound)
            rise = min(bound - node.bound, 0.05 * abs(self.cost)) / max(width, 0.05)
            self._rise[side, place] += rise
            self._seen[side, place] += 1
            made.append(_Node(bound, region))
        return tuple(made)

    def _price(
        self,
        decisions: Array,
        links: Array,
        *,
        for_itself: bool = True,
        rounds: int = SET_ROUNDS,
    ) -> bool:
        """Price a set of decisions, for itself or to raise the bound; whether it is the best."""
        key = tuple(decisions)
        gap = min(SET_GAP_SHARE * self._gap, SET_GAP)
        if for_itself and key in self._priced:
            return False
        self._priced.add(key)
        before = self.cost
        region = Region(decisions, decisions)
        enough = self._worthwhile if for_itself else self.cutoff
        start = links
        if self.best:
            near = self._planes.whole.links_of(self.best.values)
            start = near + 0.5 * (links - near)
        found = self._planes.converge(region, start, gap, enough=enough, rounds=rounds)
        if found.answer and found.answer.cost < before:
            self.best = found.answer
            return True
        return False

    def _dive(self, region: Region) -> None:
        """Decide one thing after the other, price the outcome, then look at its neighbours."""
        low, high = region.low.copy(), region.high.copy()
        while True:
            found = self._solve(Region(low, high), enough=self._worthwhile)
            if not len(found.links) or found.bound >= self._worthwhile:
                return
            y = found.links[self._planes.places]
            if not (self._fractions(found.links) > WHOLE).any():
                break
            self._decide(y, low, high)
        if self._price(np.round(y), found.links):
            self._improve()

    def _decide(self, y: Array, low: Array, high: Array) -> None:
        share = y - np.floor(y)
        undecided = high > low
        shut, built = undecided & (share < SURELY_NOT), undecided & (share > SURELY)
        high[shut], low[built] = np.floor(y[shut]), np.ceil(y[built])
        rest = np.where((high > low) & (share > WHOLE) & (share < 1 - WHOLE), share, -1.0)
        place = int(np.argmax(rest))
        if rest[place] > BUILT_SHARE:
            low[place] = np.ceil(y[place])
        elif rest[place] >= 0:
            high[place] = np.floor(y[place])

    def _improve(self) -> None:
        """Price neighbours of the best decisions that the cuts call promising."""
        while not self._planes.late and self.best is not None:
            program = self._planes.whole.program
            now = np.round(self.best.values[program.integers])
            promising = []
            for place in range(len(now)):
                other = now.copy()
                other[place] += 1 if now[place] <= self._planes.everywhere.low[place] else -1
                if tuple(other) not in self._priced:
                    found = self._solve(Region(other, other), 2, self._worthwhile)
                    promising.append((found.bound, place, other, found.links))
            promising.sort(key=lambda one: (one[0], one[1]))
            limit = self._worthwhile
            better = any(
                bound < limit and self._price(other, links)
                for bound, _, other, links in promising[:NEIGHBOURS]
            )
            if not better:
                return


def prove(program: SparseProgram, structure: BlockStructure, options: ProofOptions) -> Proof:
    """Least cost of a program over many periods, with a lower bound; integers as they are.

    Raises
    ------
    SolverError
        If the structure does not fit the program, or HiGHS fails.
    """
    if not len(program.integers):
        return prove_linear(program, structure, options)
    started_s = time.process_time()
    planes = CuttingPlanes(*strengthened(program, structure), options)
    tree = _Tree(planes)
    tree.run()
    bound = tree.bound
    if np.isneginf(bound):
        bound = planes.master.solve(*planes.link_bounds(planes.everywhere)).bound
    return Proof(
        upper_bound=tree.cost,
        lower_bound=bound,
        values=tree.best.values if tree.best else None,
        evaluations=planes.blocks.evaluations,
        cpu_s=time.process_time() - started_s,
    )
