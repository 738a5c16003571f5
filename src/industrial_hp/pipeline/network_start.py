"""A first network without a search: along what the relaxed model would open.

The solver's own first answers may take minutes on large maps; the bound does not need them.

References
----------
Takahashi, Matsuyama (1980), An approximate solution for the Steiner problem in graphs, Math.
Japonica 24: the nearest consumer is joined to the network, again and again.
"""

import heapq
from collections import defaultdict
from typing import Any

from industrial_hp.model.network_routing import RoutingValues, relaxed, routing_values
from industrial_hp.pipeline.network_answer import chosen_routes
from industrial_hp.results.network_flows import (
    Link,
    NetworkFlows,
    consumers_left,
    network_flows,
)
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.network_routes import NetworkRoutes
from industrial_hp.superstructure.network_terms import NetworkTerms
from industrial_hp.superstructure.routing_problem import Arc, RoutingProblem

LEAST_PRICE_SHARE = 0.02
"""Of an arc that the relaxed model opens wholly: so that ways stay short."""
RELAXED = SolverOptions(time_limit_s=60.0, threads=1, tried_without=False)


def first_networks(
    terms: NetworkTerms, model: Any, smaller: RoutingProblem, routes: NetworkRoutes
) -> list[NetworkFlows]:
    """Networks along the relaxed model, with and without consumers that do not pay there.

    Parameters
    ----------
    terms : NetworkTerms
        What holds for the network.
    model : ConcreteModel
        The model of the contracted problem, not solved.
    smaller, routes : RoutingProblem, NetworkRoutes
        That problem, and the one before its contraction.
    """
    loose = relaxed(model)
    if not solve(loose, RELAXED).has_answer:
        return []
    values = routing_values(loose, smaller)
    joined = _joined(smaller, values)
    links, connected = chosen_routes(joined, smaller, routes)
    if smaller.steps > 1:
        links = tuple(dict.fromkeys((*links, *((t, end, start) for t, start, end in links))))
    first = network_flows(terms, links, connected)
    if first is None:
        return []
    return [first, *_without_dear_ones(terms, links, first)]


def _without_dear_ones(
    terms: NetworkTerms, links: tuple[Link, ...], first: NetworkFlows
) -> list[NetworkFlows]:
    sizes = {flow.trench: flow.pipe for flow in first.pipes}
    laid = tuple(link for link in links if link[0] in sizes)
    left = consumers_left(terms, laid, first.connected, sizes)
    if left is None or left == first.connected:
        return []
    second = network_flows(terms, laid, left)
    return [] if second is None else [second]


def _joined(problem: RoutingProblem, values: RoutingValues) -> RoutingValues:
    """The choice that joins the nearest consumer in turns; near is what is open already."""
    leaving: dict[str, list[Arc]] = defaultdict(list)
    for arc in problem.arcs:
        leaving[arc.from_node].append(arc)
    wanted = {c.node for c in problem.consumers if c.name in values.connected}
    price = {
        arc.name: max(LEAST_PRICE_SHARE, 1.0 - values.open_share[arc.name])
        * (arc.fixed_eur + arc.eur_per_mw * max(values.heat_mw[arc.name]) + 1.0)
        for arc in problem.arcs
    }
    inside = {source.node for source in problem.sources}
    chosen: set[str] = set()
    wanted -= inside
    while wanted:
        way = _cheapest_way(leaving, price, inside, wanted)
        if not way:
            break
        chosen |= {arc.name for arc in way}
        inside |= {arc.to_node for arc in way}
        wanted -= inside
    served = {c.name for c in problem.consumers if c.node in inside}
    return RoutingValues(
        values.heat_mw,
        values.output_mw,
        {arc.name: float(arc.name in chosen) for arc in problem.arcs},
        values.connected & frozenset(served),
    )


def _cheapest_way(
    leaving: dict[str, list[Arc]], price: dict[str, float], inside: set[str], wanted: set[str]
) -> list[Arc]:
    """Arcs from the network to the node that is wanted and nearest; none if none is reached."""
    arrived: dict[str, Arc | None] = {}
    waiting: list[tuple[float, str, Arc | None]] = [(0.0, node, None) for node in sorted(inside)]
    heapq.heapify(waiting)
    while waiting:
        spent, node, arc = heapq.heappop(waiting)
        if node in arrived:
            continue
        arrived[node] = arc
        if node in wanted:
            return _way_back(arrived, node)
        for onward in leaving[node]:
            if onward.to_node not in arrived:
                heapq.heappush(waiting, (spent + price[onward.name], onward.to_node, onward))
    return []


def _way_back(arrived: dict[str, Arc | None], node: str) -> list[Arc]:
    way: list[Arc] = []
    while (arc := arrived[node]) is not None:
        way.append(arc)
        node = arc.from_node
    return way
