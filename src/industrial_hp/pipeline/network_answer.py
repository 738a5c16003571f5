"""What a solved routing problem chose, and where its classes of pipes are too coarse."""

from industrial_hp.model.network_routing import RoutingValues
from industrial_hp.results.network_flows import Link, NetworkFlows
from industrial_hp.superstructure.network_routes import Classes, NetworkRoutes, PipeClass
from industrial_hp.superstructure.routing_problem import RoutingProblem


def chosen_routes(
    values: RoutingValues, smaller: RoutingProblem, routes: NetworkRoutes
) -> tuple[tuple[Link, ...], frozenset[str]]:
    """Trenches with the directions that may be used, and the consumers connected.

    Parameters
    ----------
    values : RoutingValues
        The answer to the contracted problem.
    smaller : RoutingProblem
        That problem.
    routes : NetworkRoutes
        The problem before its contraction.
    """
    arcs = {arc.name: arc for arc in routes.problem.arcs}
    names = [part for arc in smaller.arcs if arc.name in values.open for part in arc.original]
    for consumer in smaller.consumers:
        if consumer.name in values.connected:
            names += consumer.parts
    forced = [c.name for c in routes.problem.consumers if c.forced]
    links = dict.fromkeys((arcs[n].trench, arcs[n].from_node, arcs[n].to_node) for n in names)
    return tuple(links), values.connected | frozenset(forced)


def split_classes(classes: Classes, flows: NetworkFlows | None) -> Classes:
    """Classes split at the real pipe of every trench used; the same if none can be."""
    if flows is None:
        return classes
    finer = dict(classes)
    for flow in flows.pipes:
        parts: list[PipeClass] = []
        for among in classes[flow.trench]:
            parts += among.split_at(flow.pipe) if flow.pipe in among.pipes else [among]
        finer[flow.trench] = tuple(parts)
    return finer
