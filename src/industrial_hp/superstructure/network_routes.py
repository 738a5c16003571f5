"""Trenches and pipes on offer as a routing problem that no real network can undercut.

The cost of a trench over the heat it carries is a staircase: that of the thinnest pipe that carries
it. Here each trench has classes of neighbouring sizes, and each class one straight line below its
stairs; so the optimum of the problem is a lower bound of the cost of every real network. Classes
are split where the line lies too far below, until a class is one size and exact.

Heat f in the problem counts all peaks with the simultaneity s(N) of all consumers. Where n are
behind a trench, r = f s(n)/s(N) passes it, losses counted alike; and few consumers only can make
up a small f: no more than the smallest ones whose peaks are in it.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from industrial_hp.case.network_study import NetworkTrench
from industrial_hp.superstructure.network_pipes import LaidPipe
from industrial_hp.superstructure.network_reach import TrenchReach, trench_reaches
from industrial_hp.superstructure.network_terms import HOURS_PER_A, NetworkTerms
from industrial_hp.superstructure.routing_problem import Arc, Consumer, RoutingProblem, Source


@dataclass(frozen=True)
class PipeClass:
    """Neighbouring sizes of the pipes on offer, thin ones first; or the pipe that lies there."""

    pipes: tuple[LaidPipe, ...]
    above_mw: float
    """Capacity of the next thinner pipe: no flow up to it wants one of these."""

    def split_at(self, pipe: LaidPipe) -> tuple["PipeClass", ...]:
        """Classes of thinner pipes, of a pipe by itself, and of wider ones."""
        at = self.pipes.index(pipe)
        below, rest = self.pipes[:at], self.pipes[at + 1 :]
        parts = [PipeClass(below, self.above_mw)] if below else []
        parts.append(PipeClass((pipe,), below[-1].capacity_mw if below else self.above_mw))
        if rest:
            parts.append(PipeClass(rest, pipe.capacity_mw))
        return tuple(parts)

    def halved(self) -> tuple["PipeClass", ...]:
        """Thinner and wider pipes of the class apart; itself if it has one only."""
        at = len(self.pipes) // 2
        if not at:
            return (self,)
        below, rest = self.pipes[:at], self.pipes[at:]
        return PipeClass(below, self.above_mw), PipeClass(rest, below[-1].capacity_mw)


Classes = Mapping[str, tuple[PipeClass, ...]]
"""Classes of every trench by its id."""


@dataclass(frozen=True)
class NetworkRoutes:
    """A routing problem with what its parts stand for.

    Attributes
    ----------
    problem : RoutingProblem
        Its optimum, plus ``constant_eur``, is no more than any real network costs [EUR/a].
    constant_eur : float
        Own heat of all consumers; those connected have theirs back.
    pipe_class : mapping
        Trench and class of every pipe of the problem.
    """

    problem: RoutingProblem
    constant_eur: float
    pipe_class: Mapping[str, tuple[str, PipeClass]]


def first_classes(terms: NetworkTerms, reaches: Mapping[str, TrenchReach]) -> Classes:
    """One class for each trench, of the sizes that may be needed there; and what lies there."""
    return {
        trench.id: _classes_of(terms, trench, reaches[trench.id])
        for trench in terms.study.trenches
        if reaches[trench.id].consumers
    }


def _classes_of(
    terms: NetworkTerms, trench: NetworkTrench, reach: TrenchReach
) -> tuple[PipeClass, ...]:
    pipes, least = terms.pipes, reach.least_mw
    most = reach.most_mw + _largest_loss_mw(terms, reach) / terms.least_meeting
    found: list[PipeClass] = []
    there = terms.pipes_at(trench.id)[0]
    if there.exists:
        found.append(PipeClass((there,), 0.0))
        least = max(least, there.capacity_mw)
    first = sum(pipe.capacity_mw <= least for pipe in pipes)
    last = min(len(pipes) - 1, sum(pipe.capacity_mw < most for pipe in pipes))
    if found and found[0].pipes[0].capacity_mw >= most:
        return tuple(found)
    if first <= last:
        above = pipes[first - 1].capacity_mw if first else 0.0
        found.append(PipeClass(pipes[first : last + 1], above))
    return tuple(found)


def _largest_loss_mw(terms: NetworkTerms, reach: TrenchReach) -> float:
    most = reach.most_mw
    wide = [pipe for pipe in terms.pipes if pipe.capacity_mw <= most] or [terms.pipes[0]]
    beyond = terms.pipes[min(len(wide), len(terms.pipes) - 1)]
    return reach.length_m * max(pipe.loss_mw_per_m for pipe in (*wide, beyond))


def network_routes(
    terms: NetworkTerms, classes: Classes, reaches: Mapping[str, TrenchReach] | None = None
) -> NetworkRoutes:
    """The routing problem of some classes."""
    reaches = trench_reaches(terms) if reaches is None else reaches
    pipe_class: dict[str, tuple[str, PipeClass]] = {}
    arcs: list[Arc] = []
    for trench in terms.study.trenches:
        for number, among in enumerate(classes.get(trench.id, ())):
            pipe = f"{trench.id} {number}"
            pipe_class[pipe] = (trench.id, among)
            arcs += _arcs(terms, trench, reaches[trench.id], pipe, among)
    return NetworkRoutes(
        RoutingProblem(len(terms.hours), tuple(arcs), _consumers(terms), network_sources(terms)),
        terms.own_heat_eur,
        pipe_class,
    )


def _arcs(
    terms: NetworkTerms, trench: NetworkTrench, reach: TrenchReach, pipe: str, among: PipeClass
) -> list[Arc]:
    length = trench.length_m or 0.0
    fixed, slope = _line_below(terms, trench, reach, among)
    loss = length * min(p.loss_mw_per_m for p in among.pipes)
    there = Arc(
        name=f"{pipe}:{trench.from_node}>{trench.to_node}",
        trench=trench.id,
        pipe=pipe,
        from_node=trench.from_node,
        to_node=trench.to_node,
        loss_share=0.0,
        loss_mw=loss,
        eur_per_mw=length * slope,
        fixed_eur=length * fixed + _hours_beyond(terms) * terms.least_eur_per_mwh * loss,
        max_mw=_counted_mw(terms, reach, among.pipes[-1].capacity_mw),
    )
    return [there, reversed_arc(there)]


def reversed_arc(arc: Arc) -> Arc:
    """The same pipe passed the other way."""
    name = f"{arc.pipe}:{arc.to_node}>{arc.from_node}"
    return replace(arc, name=name, from_node=arc.to_node, to_node=arc.from_node)


def _hours_beyond(terms: NetworkTerms) -> float:
    """Hours of the year in which pipes lose heat, beyond those of the one step."""
    return HOURS_PER_A - terms.common_hours if terms.one_step else 0.0


def _counted_mw(terms: NetworkTerms, reach: TrenchReach, real_mw: float) -> float:
    """Most heat in the problem for which no more than that need really pass a trench.

    With f in the problem there are at most n consumers behind it, if s(N) times the peaks of the
    n + 1 smallest is more than f.
    """
    counted, meeting = 0.0, terms.least_meeting
    for n, next_sum in enumerate((*reach.sums_mw[1:], math.inf), start=1):
        most = real_mw * meeting / terms.simultaneity(n)
        if n > 1 and most < meeting * reach.sums_mw[n - 1]:
            break
        counted = max(counted, min(most, meeting * next_sum))
    return counted


def _line_below(
    terms: NetworkTerms, trench: NetworkTrench, reach: TrenchReach, among: PipeClass
) -> tuple[float, float]:
    """Fixed cost [EUR/(m a)] and slope [EUR/(MW m a)] of a line below the stairs of a class.

    Heat that a pipe loses beyond the best of its class counts at the least price of heat.
    """
    best = min(pipe.loss_mw_per_m for pipe in among.pipes)
    heat_eur = sum(terms.hours) * terms.least_eur_per_mwh
    cost = [
        trench.cost_factor * p.annual_eur_per_m + heat_eur * (p.loss_mw_per_m - best)
        for p in among.pipes
    ]
    ends = [_counted_mw(terms, reach, p.capacity_mw) for p in among.pipes]
    # A step costs the same up to its end, so a rising line is nearest to it there.
    slope = min(
        ((c - cost[0]) / (x - ends[0]) for x, c in zip(ends[1:], cost[1:], strict=True)),
        default=0.0,
    )
    if slope <= 0.0:
        return min(cost), 0.0
    fixed = cost[0] - slope * ends[0]
    if fixed < 0.0:
        return 0.0, min(c / x for x, c in zip(ends, cost, strict=True))
    return fixed, slope


def _consumers(
    terms: NetworkTerms,
    among: frozenset[str] | None = None,
    meeting: Mapping[str, float] | None = None,
) -> tuple[Consumer, ...]:
    """Consumers, or some of them, with the share of their peaks that meets at their nodes."""
    found = []
    for c in terms.consumers:
        if among is not None and c.id not in among:
            continue
        heat = terms.heat_mw(c, terms.least_meeting if meeting is None else meeting[c.node])
        rest_mwh = c.annual_mwh - terms.common_hours * heat[0] if terms.one_step else 0.0
        cost = c.fixed_eur - c.own_heat_eur + rest_mwh * terms.least_eur_per_mwh
        found.append(Consumer(c.id, c.node, heat, cost, c.forced))
    return tuple(found)


def network_sources(terms: NetworkTerms) -> tuple[Source, ...]:
    """Sources with the cost of their size and of one MW held through every step."""
    hours = (terms.common_hours,) if terms.one_step else terms.hours
    return tuple(
        Source(
            name=s.id,
            node=s.node,
            min_mw=0.0,
            max_mw=s.max_mw,
            eur_per_mw=s.eur_per_mw,
            step_eur_per_mw=tuple(h * (s.eur_per_mwh + terms.pump_eur_per_mwh) for h in hours),
        )
        for s in terms.sources
    )


def meeting_shares(
    terms: NetworkTerms, links: Iterable[tuple[str, str, str]], connected: frozenset[str]
) -> dict[str, float]:
    """Share of the peaks that meets, at every node: that of the consumers its part joins."""
    joined: dict[str, list[str]] = {c.node: [] for c in terms.consumers}
    for _, start, end in links:
        joined.setdefault(start, []).append(end)
        joined.setdefault(end, []).append(start)
    number = Counter(c.node for c in terms.consumers if c.id in connected)
    shares: dict[str, float] = {}
    for first in joined:
        if first in shares:
            continue
        part, waiting = {first}, [first]
        while waiting:
            new = set(joined[waiting.pop()]) - part
            part |= new
            waiting += sorted(new)
        shares |= dict.fromkeys(part, terms.simultaneity(sum(number[node] for node in part)))
    return shares


def laid_routes(
    terms: NetworkTerms,
    links: Iterable[tuple[str, str, str]],
    among: frozenset[str],
    sizes: Mapping[str, LaidPipe],
) -> RoutingProblem:
    """Given trenches with given pipes: flows are left open, and who of some consumers is left.

    Parameters
    ----------
    terms : NetworkTerms
        What holds for the network.
    links : iterable of (trench, from, to)
        Directions that may be used.
    among : frozenset of str
        Consumers that may be supplied; in each part of the network their peaks meet.
    sizes : mapping
        Pipe in every trench.
    """
    links = tuple(links)
    consumers = _consumers(terms, among, meeting_shares(terms, links, among))
    arcs = []
    for name, start, end in links:
        trench, pipe, length = terms.trench(name), sizes[name], terms.length_m[name]
        loss = length * pipe.loss_mw_per_m
        cost = trench.cost_factor * length * pipe.annual_eur_per_m
        cost += _hours_beyond(terms) * terms.least_eur_per_mwh * loss
        arcs.append(Arc(f"{name}:{start}>{end}", name, name, start, end, 0.0, loss, 0.0, cost, 0.0))
    most = max(sum(heat) for heat in zip(*(c.heat_mw for c in consumers), strict=True))
    most += sum(arc.loss_mw for arc in arcs)
    open_ended = tuple(replace(arc, max_mw=most) for arc in arcs)
    return RoutingProblem(len(terms.hours), open_ended, consumers, network_sources(terms))
