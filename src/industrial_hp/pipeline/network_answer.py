"""What a solved routing problem chose, and where its classes of pipes are too coarse."""

from industrial_hp.model.network_routing import RoutingValues
from industrial_hp.results.network_flows import Link, NetworkFlows
from industrial_hp.superstructure.network_routes import Classes, NetworkRoutes
from industrial_hp.superstructure.routing_problem import RoutingProblem

SIZES_LEFT_TOGETHER = 4
"""Of a class without use: more are halved; smaller classes only make larger models."""


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
    """Finer classes; the same if none can be split.

    A trench in use is split at its real pipe, so that its line is exact there. Wide classes of
    the others are halved, lest their lines, now cheaper, draw the routes there.
    """
    used = {} if flows is None else {flow.trench: flow.pipe for flow in flows.pipes}
    return {
        trench: tuple(
            part
            for among in some
            for part in (
                among.split_at(used[trench])
                if trench in used and used[trench] in among.pipes
                else among.halved()
                if len(among.pipes) > SIZES_LEFT_TOGETHER
                else (among,)
            )
        )
        for trench, some in classes.items()
    }
