"""What the shape of a street graph tells before anything is optimised.

References
----------
Hopcroft, Tarjan (1973), Efficient algorithms for graph manipulation,
https://doi.org/10.1145/362248.362272: blocks of a graph and the nodes that cut it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import networkx as nx


@dataclass(frozen=True)
class Branch:
    """A block of the graph and all that hangs on it, seen from the one node that ties it in.

    Heat between the branch and the rest passes ``root``, in the edges of ``block``. A block of two
    nodes is a bridge.
    """

    root: str
    block: frozenset[str]
    behind: frozenset[str]
    """All nodes that lose the rest when the root is taken out."""


def branches(edges: Iterable[tuple[str, str]]) -> list[Branch]:
    """Every block of a graph from each of the nodes that tie it to the rest.

    Of a block without such a node, or at an end of the graph, every node is taken as a root in
    turn, so that a lone block fed from one node is a branch too.

    Parameters
    ----------
    edges : iterable of pairs
        Nodes joined by a trench; several trenches between two nodes count as one.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(edges)
    found = []
    components: Any = nx.biconnected_components(graph)
    blocks: list[list[str]] = sorted(sorted(block) for block in components)
    for nodes in blocks:
        block = frozenset(nodes)
        for root in nodes:
            behind = _behind(graph, root, next(node for node in nodes if node != root))
            found.append(Branch(root, block, behind))
    return found


def _behind(graph: "nx.Graph[str]", root: str, start: str) -> frozenset[str]:
    """Nodes that can be reached from a start without passing the root."""
    seen, waiting = {root, start}, [start]
    while waiting:
        for node in graph[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return frozenset(seen - {root})
