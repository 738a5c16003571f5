"""Given trenches and consumers: flows, the thinnest pipe for each, and what all of it loses.

Losses depend on sizes and sizes on flows, so both are found in turns until the sizes stay. Heat is
positive from the first to the second node of a pipe's direction of flow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from industrial_hp.model.network_routing import (
    formulate_routing,
    routing_values,
    strengthen,
)
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.network_pipes import LaidPipe
from industrial_hp.superstructure.network_routes import (
    laid_routes,
    meeting_shares,
    reversed_arc,
)
from industrial_hp.superstructure.network_terms import NetworkTerms
from industrial_hp.superstructure.routing_contraction import contracted
from industrial_hp.superstructure.routing_problem import Arc

EXACT = SolverOptions(gap=1e-6, time_limit_s=60.0, threads=1, tried_without=False)
ROUGH = SolverOptions(gap=1e-3, time_limit_s=30.0, threads=1, tried_without=False)
SIZING_ROUNDS = 30
NO_HEAT_MW = 1e-9
Link = tuple[str, str, str]
"""Trench, node before and node behind it."""


@dataclass(frozen=True)
class PipeFlow:
    """A pipe in its trench with what passes it.

    Attributes
    ----------
    trench, from_node, to_node : str
        In the direction of the largest flow.
    pipe : LaidPipe
        Its size.
    heat_mw : tuple of float
        Entering it in every step; negative against its direction [MW].
    peak_mw : float
        Largest heat with the simultaneity s(n) of the consumers behind it [MW]; losses count
        with s(n)/s(N), on the safe side.
    consumers : float
        How many are behind it.
    """

    trench: str
    from_node: str
    to_node: str
    pipe: LaidPipe
    heat_mw: tuple[float, ...]
    peak_mw: float
    consumers: float


@dataclass(frozen=True)
class NetworkFlows:
    """Pipes of a network and the output of its sources in every step [MW].

    ``meeting`` is the share of all peaks that meets in the part of the network at a node.
    """

    pipes: tuple[PipeFlow, ...]
    output_mw: Mapping[str, tuple[float, ...]]
    connected: frozenset[str]
    meeting: Mapping[str, float]


def network_flows(
    terms: NetworkTerms, links: Iterable[Link], connected: frozenset[str]
) -> NetworkFlows | None:
    """Sizes and flows of given trenches; none if sources or directions cannot serve them.

    Where real peaks ask too much of a source, some of the consumers who may choose are left out.

    Parameters
    ----------
    terms : NetworkTerms
        What holds for the network.
    links : iterable of (trench, from, to)
        Directions that may be used; both of a trench where steps differ.
    connected : frozenset of str
        Consumers that are supplied.
    """
    links = tuple(links)
    sizes = {trench: terms.pipes_at(trench)[0] for trench, _, _ in links}
    for _ in range(SIZING_ROUNDS):
        if not connected:
            idle = (0.0,) * len(terms.hours)
            return NetworkFlows((), {source.id: idle for source in terms.sources}, connected, {})
        if not _reached(terms, links, connected):
            return None
        found = _flows(terms, links, connected, sizes)
        if found is None:
            left = consumers_left(terms, links, connected, sizes)
            if left is None or left == connected:
                return None
            connected = left
            continue
        wanted = {
            flow.trench: _wider(sizes[flow.trench], fitting_pipe(terms, flow.trench, flow.peak_mw))
            for flow in found.pipes
        }
        if wanted == {flow.trench: sizes[flow.trench] for flow in found.pipes}:
            return found
        sizes = sizes | wanted
    return None


def _reached(terms: NetworkTerms, links: Iterable[Link], connected: frozenset[str]) -> bool:
    """Whether a way leads from a source to each of the consumers."""
    leaving = defaultdict(list)
    for _, start, end in links:
        leaving[start].append(end)
    seen = {source.node for source in terms.sources}
    waiting = sorted(seen)
    while waiting:
        for node in leaving[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return all(c.node in seen for c in terms.consumers if c.id in connected)


def consumers_left(
    terms: NetworkTerms,
    links: tuple[Link, ...],
    connected: frozenset[str],
    sizes: Mapping[str, LaidPipe],
) -> frozenset[str] | None:
    """Consumers that given trenches and pipes had best supply; none if that is infeasible."""
    problem = laid_routes(terms, links, connected, sizes)
    smaller = contracted(problem)
    model = formulate_routing(smaller)
    strengthen(model, smaller, fed_once=False)
    if not solve(model, ROUGH).has_answer:
        return None
    forced = frozenset(c.name for c in problem.consumers if c.forced)
    return forced | routing_values(model, smaller).connected


def fitting_pipe(terms: NetworkTerms, trench: str, peak_mw: float) -> LaidPipe:
    """The pipe that lies there if it carries the heat, else the thinnest new one; or the widest."""
    pipes = terms.pipes_at(trench)
    return next((pipe for pipe in pipes if pipe.capacity_mw >= peak_mw), pipes[-1])


def _wider(before: LaidPipe, now: LaidPipe) -> LaidPipe:
    """Sizes only grow while they are sought, so that the search ends."""
    return now if now.capacity_mw >= before.capacity_mw else before


def _flows(
    terms: NetworkTerms,
    links: tuple[Link, ...],
    connected: frozenset[str],
    sizes: Mapping[str, LaidPipe],
) -> NetworkFlows | None:
    problem = laid_routes(terms, links, connected, sizes)
    problem = replace(problem, consumers=tuple(replace(c, forced=True) for c in problem.consumers))
    model = formulate_routing(problem)
    strengthen(model, problem, fed_once=False)
    if not solve(model, EXACT).has_answer:
        return None
    values = routing_values(model, problem)
    output = {name: tuple(max(0.0, x) for x in by) for name, by in values.output_mw.items()}
    meeting = meeting_shares(terms, links, connected)
    behind = _behind(terms, problem.arcs, values.heat_mw, output, connected, meeting)
    pipes = _sized(terms, problem.arcs, values.heat_mw, behind, meeting, sizes)
    return NetworkFlows(pipes, output, connected, meeting)


def _sized(
    terms: NetworkTerms,
    arcs: tuple[Arc, ...],
    heat: Mapping[str, tuple[float, ...]],
    behind: Mapping[str, tuple[float, float]],
    meeting: Mapping[str, float],
    sizes: Mapping[str, LaidPipe],
) -> tuple[PipeFlow, ...]:
    """Every pipe in the direction of its largest flow, with its peak."""
    peak_step = terms.peak_step
    found = []
    for arc in arcs:
        back = heat.get(reversed_arc(arc).name, ())
        net = tuple(x - (back[t] if back else 0.0) for t, x in enumerate(heat[arc.name]))
        largest = max(range(len(net)), key=lambda t: abs(net[t]))
        if net[largest] <= NO_HEAT_MW:
            continue
        content, consumers = behind[arc.name]
        alone = terms.simultaneity(round(consumers))
        own = alone / meeting[arc.from_node] * content
        lost = alone / terms.least_meeting * max(0.0, net[peak_step] - content)
        peak = max([abs(x) for x in net] + [own + lost])
        found.append(
            PipeFlow(
                arc.trench, arc.from_node, arc.to_node, sizes[arc.trench], net, peak, consumers
            )
        )
    return tuple(found)


def _behind(
    terms: NetworkTerms,
    arcs: tuple[Arc, ...],
    heat: Mapping[str, tuple[float, ...]],
    output: Mapping[str, tuple[float, ...]],
    connected: frozenset[str],
    meeting: Mapping[str, float],
) -> dict[str, tuple[float, float]]:
    """Heat for consumers behind every arc at the largest load [MW], and their number.

    Where a node is fed from several sides, they share by what they bring.
    """
    t = terms.peak_step
    used = [arc for arc in arcs if heat[arc.name][t] > NO_HEAT_MW]
    leaving, entering = defaultdict(list), defaultdict(list)
    for arc in used:
        leaving[arc.from_node].append(arc)
        entering[arc.to_node].append(arc)
    drawn: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for c in terms.consumers:
        if c.id in connected:
            drawn[c.node][0] += terms.heat_mw(c, meeting[c.node])[t]
            drawn[c.node][1] += 1.0
    fed: dict[str, float] = defaultdict(float)
    for source in terms.sources:
        fed[source.node] += output[source.id][t]
    found = {arc.name: (0.0, 0.0) for arc in arcs}
    for node in _downstream_first(used):
        parts = [found[arc.name] for arc in leaving[node]]
        content = drawn[node][0] + sum(part[0] for part in parts)
        number = drawn[node][1] + sum(part[1] for part in parts)
        brought = {arc.name: max(0.0, heat[arc.name][t] - arc.loss_mw) for arc in entering[node]}
        whole = sum(brought.values()) + fed[node]
        for name, some in brought.items():
            share = some / whole if whole > 0.0 else 1.0
            found[name] = (share * content, share * number)
    return found


def _downstream_first(arcs: list[Arc]) -> list[str]:
    """Nodes so ordered that all behind a node come before it."""
    waiting_for: dict[str, int] = defaultdict(int)
    before = defaultdict(list)
    nodes = {node for arc in arcs for node in (arc.from_node, arc.to_node)}
    for arc in arcs:
        waiting_for[arc.from_node] += 1
        before[arc.to_node].append(arc.from_node)
    ready = sorted(node for node in nodes if not waiting_for[node])
    ordered = []
    while ready:
        node = ready.pop()
        ordered.append(node)
        for upstream in before[node]:
            waiting_for[upstream] -= 1
            if not waiting_for[upstream]:
                ready.append(upstream)
    return ordered
