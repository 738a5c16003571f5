"""A routing problem made smaller and tighter without losing its optimum.

Branches without a source are passed outwards only; what no consumer lies behind is left out;
leaves become consumers of the node before them; two arcs in series become one. Limits of arcs fall
to all that can be asked for behind them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace

from industrial_hp.network.routes import Branch, branches
from industrial_hp.superstructure.routing_problem import Arc, Consumer, RoutingProblem

LEAST_SHARE_LEFT = 0.2
"""Where losses in proportion may take more than the rest, no limit is derived."""


def contracted(problem: RoutingProblem) -> RoutingProblem:
    """The same problem with fewer nodes and arcs; its optimum costs the same."""
    problem = _directed(problem)
    while True:
        smaller = _without_chains(_without_leaves(problem))
        if smaller == problem:
            return _limited(problem)
        problem = smaller


def heat_limit_mw(problem: RoutingProblem) -> float:
    """Most that all sources together can be asked for in a step [MW]."""
    return _asked_mw(problem.arcs, problem.consumers, problem.steps)


def in_degree_at_most_one(problem: RoutingProblem) -> bool:
    """Whether a node need never be fed from two sides.

    So it is with one step and sources that could each carry everything: all that a node draws
    may then come the way that costs least at the margin, and the other pipe is saved.
    """
    limit = heat_limit_mw(problem)
    return problem.steps == 1 and all(source.max_mw >= limit for source in problem.sources)


def _branches(problem: RoutingProblem) -> list[Branch]:
    return branches((arc.from_node, arc.to_node) for arc in problem.arcs)


def _directed(problem: RoutingProblem) -> RoutingProblem:
    """Without arcs that lead heat nowhere."""
    fed = {source.node for source in problem.sources}
    drawn = {consumer.node for consumer in problem.consumers}
    dear = all(cost >= 0.0 for s in problem.sources for cost in (s.eur_per_mw, *s.step_eur_per_mw))
    dear = dear and all(arc.fixed_eur >= 0.0 and arc.eur_per_mw >= 0.0 for arc in problem.arcs)
    useless: set[tuple[str, str]] = set()
    for branch in _branches(problem):
        others = branch.block - {branch.root}
        back = {(node, branch.root) for node in others}
        out = {(branch.root, node) for node in others}
        if not branch.behind & fed:
            if len(branch.block) == 2 or (problem.steps == 1 and dear):
                useless |= back
            if dear and not branch.behind & drawn:
                useless |= out
        elif problem.steps == 1 and dear and not branch.behind & drawn:
            useless |= out
    kept = tuple(arc for arc in problem.arcs if (arc.from_node, arc.to_node) not in useless)
    return replace(problem, arcs=_reached(kept, fed))


def _reached(arcs: tuple[Arc, ...], fed: set[str]) -> tuple[Arc, ...]:
    """Arcs to which a way leads from a source."""
    leaving: dict[str, list[str]] = defaultdict(list)
    for arc in arcs:
        leaving[arc.from_node].append(arc.to_node)
    seen, waiting = set(fed), sorted(fed)
    while waiting:
        for node in leaving[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return tuple(arc for arc in arcs if arc.from_node in seen)


def _without_leaves(problem: RoutingProblem) -> RoutingProblem:
    """Leaves become consumers of the node before them; empty ones go."""
    incident, drawn = _incident(problem.arcs), _by_node(problem.consumers, lambda c: c.node)
    fed = {source.node for source in problem.sources}
    waiting = sorted(node for node in incident if len(incident[node]) == 1)
    while waiting:
        node = waiting.pop()
        if node in fed or len(incident[node]) != 1:
            continue
        arc = next(iter(incident[node].values()))
        leaf = drawn.get(node, [])
        if arc.to_node != node or not (len(leaf) <= 1 or all(c.forced for c in leaf)):
            continue
        if leaf and not (moved := _moved(arc, leaf)):
            continue
        before = arc.from_node
        if leaf:
            drawn.setdefault(before, []).extend(moved)
            drawn[node] = []
        del incident[node][arc.name], incident[before][arc.name]
        if len(incident[before]) == 1:
            waiting.append(before)
    kept = {name for arcs in incident.values() for name in arcs}
    return replace(
        problem,
        arcs=tuple(arc for arc in problem.arcs if arc.name in kept),
        consumers=tuple(c for consumers in drawn.values() for c in consumers),
    )


def _moved(arc: Arc, leaf: list[Consumer]) -> list[Consumer]:
    """The consumers of a leaf as one consumer before the arc; none if the pipe is too thin."""
    asked = [sum(heat) for heat in zip(*(c.heat_mw for c in leaf), strict=True)]
    heat = tuple((q + arc.loss_mw) / (1.0 - arc.loss_share) for q in asked)
    if max(heat) > arc.max_mw:
        return []
    cost = sum(c.connection_eur for c in leaf) + arc.fixed_eur + arc.eur_per_mw * max(heat)
    parts = tuple(dict.fromkeys(p for c in leaf for p in c.parts)) + arc.original
    return [Consumer(leaf[0].name, arc.from_node, heat, cost, leaf[0].forced, parts)]


def _without_chains(problem: RoutingProblem) -> RoutingProblem:
    """Two arcs in series through a node where nothing is fed or drawn become one."""
    incident = _incident(problem.arcs)
    busy = {c.node for c in problem.consumers} | {s.node for s in problem.sources}
    for node in sorted(incident):
        here = list(incident[node].values())
        ways = {arc.trench for arc in here}
        far = {arc.to_node if arc.from_node == node else arc.from_node for arc in here}
        one_way = len(here) == 2
        if node in busy or len(ways) != 2 or len(far) != 2:
            continue
        if len({arc.pipe for arc in here}) != 2 or not (one_way or problem.steps == 1):
            continue
        for arc in here:
            incident[arc.from_node].pop(arc.name)
            incident[arc.to_node].pop(arc.name)
        for first in here:
            for second in here:
                if first.to_node == node == second.from_node and first.trench != second.trench:
                    arc = _in_series(first, second)
                    incident[arc.from_node][arc.name] = arc
                    incident[arc.to_node][arc.name] = arc
    return replace(
        problem,
        arcs=tuple({name: a for arcs in incident.values() for name, a in arcs.items()}.values()),
    )


def _in_series(first: Arc, second: Arc) -> Arc:
    left = 1.0 - first.loss_share
    trench = "+".join(sorted((first.trench, second.trench)))
    return Arc(
        name=f"{first.name}+{second.name}",
        trench=trench,
        pipe=trench,
        from_node=first.from_node,
        to_node=second.to_node,
        loss_share=1.0 - left * (1.0 - second.loss_share),
        loss_mw=first.loss_mw * (1.0 - second.loss_share) + second.loss_mw,
        eur_per_mw=first.eur_per_mw + left * second.eur_per_mw,
        fixed_eur=first.fixed_eur + second.fixed_eur - second.eur_per_mw * first.loss_mw,
        max_mw=min(first.max_mw, (second.max_mw + first.loss_mw) / left),
        parts=first.original + second.original,
    )


def _limited(problem: RoutingProblem) -> RoutingProblem:
    """Limits of arcs by all that can be asked for behind the root of their block."""
    fed = {source.node for source in problem.sources}
    limit: dict[tuple[str, str], float] = {}
    whole = heat_limit_mw(problem)
    for branch in _branches(problem):
        if branch.behind & fed:
            continue
        nodes = branch.behind | {branch.root}
        arcs = [a for a in problem.arcs if a.from_node in nodes and a.to_node in nodes]
        consumers = [c for c in problem.consumers if c.node in branch.behind]
        most = _asked_mw(arcs, consumers, problem.steps)
        for pair in ((a.from_node, a.to_node) for a in arcs):
            if branch.block.issuperset(pair):
                limit[pair] = min(limit.get(pair, most), most)
    return replace(
        problem,
        arcs=tuple(
            replace(a, max_mw=min(a.max_mw, limit.get((a.from_node, a.to_node), whole)))
            for a in problem.arcs
        ),
    )


def _asked_mw(arcs: Iterable[Arc], consumers: Iterable[Consumer], steps: int) -> float:
    """Demand and every loss of one pipe in each trench; infinite where losses leave too little."""
    fixed: dict[str, float] = defaultdict(float)
    share: dict[str, float] = defaultdict(float)
    for arc in arcs:
        fixed[arc.trench] = max(fixed[arc.trench], arc.loss_mw)
        share[arc.trench] = max(share[arc.trench], arc.loss_share)
    left = 1.0 - sum(share.values())
    if left < LEAST_SHARE_LEFT:
        return float("inf")
    asked = [0.0] * steps
    for consumer in consumers:
        asked = [a + q for a, q in zip(asked, consumer.heat_mw, strict=True)]
    return (max(asked) + sum(fixed.values())) / left


def _incident(arcs: Iterable[Arc]) -> dict[str, dict[str, Arc]]:
    found: dict[str, dict[str, Arc]] = defaultdict(dict)
    for arc in arcs:
        found[arc.from_node][arc.name] = arc
        found[arc.to_node][arc.name] = arc
    return found


def _by_node(
    consumers: Iterable[Consumer], node: Callable[[Consumer], str]
) -> dict[str, list[Consumer]]:
    found: dict[str, list[Consumer]] = {}
    for consumer in consumers:
        found.setdefault(node(consumer), []).append(consumer)
    return found
