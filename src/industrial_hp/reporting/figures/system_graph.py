"""What takes part in a system, as nodes in columns: sources left, machines by level, sinks right.

Built once from the tables of a solution, for the schematic and for the energy flows.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import networkx as nx

from industrial_hp.case.sites import Loop
from industrial_hp.reporting.titles import machine_title, titles
from industrial_hp.results.solution import Solution

TOPMOST_SWEEPS = 12
"""Passes over the columns in search of an order with few crossings."""
PASSING = "passing"


@dataclass(frozen=True)
class Node:
    """A box: what it is, its texts, and where it stands."""

    name: str
    kind: str
    lines: tuple[str, ...]
    column: int = 0


@dataclass(frozen=True)
class Edge:
    """What flows from one box to another; the weight is its power or energy."""

    giver: str
    taker: str
    carrier: str
    weight: float
    label: str


@dataclass(frozen=True)
class Columns:
    """Nodes by column in their order from the top, and edges with the columns they pass.

    ``paths`` holds for each edge the names that it runs along: its ends and, between them, a
    node of kind ``passing`` in every column that it crosses.
    """

    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]
    paths: tuple[tuple[str, ...], ...]


def arranged(nodes: Sequence[Node], edges: Sequence[Edge]) -> Columns:
    """Put nodes into columns along the flow and order them so that few lines cross.

    Givers that nothing feeds stand left, boilers among the machines, takers that feed nothing
    right. An edge that closes a circle runs backwards and does not move its ends.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.name for node in nodes)
    graph.add_edges_from((edge.giver, edge.taker) for edge in edges)
    for giver, taker in _backward(graph):
        graph.remove_edge(giver, taker)
    column = _columns(graph, {node.name for node in nodes if node.kind == "boiler"})
    placed = {node.name: replace(node, column=column[node.name]) for node in nodes}
    paths = []
    for number, edge in enumerate(edges):
        passed = range(column[edge.giver] + 1, column[edge.taker])
        names = [f"{PASSING} {number} {place}" for place in passed]
        for name, place in zip(names, passed, strict=True):
            placed[name] = Node(name, PASSING, (), place)
        paths.append((edge.giver, *names, edge.taker))
    return Columns(_ordered(placed, paths), tuple(edges), tuple(paths))


def _backward(graph: "nx.DiGraph[str]") -> list[tuple[str, str]]:
    """Edges whose removal leaves no circle, found depth first in sorted order."""
    done: set[str] = set()
    found = []

    def visit(name: str, above: frozenset[str]) -> None:
        for taker in sorted(graph.successors(name)):
            if taker in above:
                found.append((name, taker))
            elif taker not in done:
                visit(taker, above | {taker})
        done.add(name)

    for name in sorted(graph.nodes, key=lambda n: (graph.in_degree(n), n)):
        if name not in done:
            visit(name, frozenset({name}))
    return found


def _columns(graph: "nx.DiGraph[str]", boilers: set[str]) -> dict[str, int]:
    """Longest way from a giver; what nothing feeds stands left, what feeds nothing right."""
    column: dict[str, int] = {}
    for name in nx.lexicographical_topological_sort(graph):
        first = 1 if name in boilers else 0
        column[name] = max((1 + column[giver] for giver in graph.predecessors(name)), default=first)
    empty = min(column.values(), default=0)
    column = {name: place - empty for name, place in column.items()}
    last = max(column.values(), default=0)
    for name in graph.nodes:
        if graph.out_degree(name) == 0 and graph.in_degree(name) > 0:
            column[name] = last
    return column


def _ordered(
    placed: Mapping[str, Node], paths: Iterable[tuple[str, ...]]
) -> tuple[tuple[Node, ...], ...]:
    """Nodes by column; neighbours stand at the mean height of what they are joined with."""
    count = 1 + max((node.column for node in placed.values()), default=-1)
    columns = [[name for name, node in placed.items() if node.column == c] for c in range(count)]
    beside: dict[str, list[str]] = {name: [] for name in placed}
    for path in paths:
        for one, other in pairwise(path):
            beside[one].append(other)
            beside[other].append(one)
    for sweep in range(TOPMOST_SWEEPS):
        forward = sweep % 2 == 0
        for c in range(count) if forward else reversed(range(count)):
            height = {
                name: (row + 0.5) / len(names)
                for names in columns
                for row, name in enumerate(names)
            }
            fixed = c - 1 if forward else c + 1
            columns[c].sort(key=lambda n: _mean(n, beside, height, placed, fixed))
    return tuple(tuple(placed[name] for name in names) for names in columns)


def _mean(
    name: str,
    beside: Mapping[str, list[str]],
    height: Mapping[str, float],
    placed: Mapping[str, Node],
    fixed: int,
) -> float:
    found = [height[other] for other in beside[name] if placed[other].column == fixed]
    return sum(found) / len(found) if found else height[name]


def unit_nodes(solution: Solution) -> dict[str, Node]:
    """A node for every source, sink, unit and loop with its temperatures, by name."""
    nodes: dict[str, Node] = {}
    for row in solution.streams.to_dict("records"):
        name = str(row["name"])
        span = f"{row['t_in_c']:.0f} → {row['t_out_c']:.0f} °C"
        nodes[name] = Node(name, str(row["side"]), (str(row["title"]), span))
    for loop in solution.case.loops:
        title = loop.title or loop.name
        nodes[loop.name] = Node(loop.name, "loop", (title, _water(solution, loop)))
    names = titles(solution.case)
    for unit in solution.equipment.to_dict("records"):
        tag, kind = str(unit["tag"]), str(unit["type"])
        if kind in ("recovery_exchanger", "loop"):
            continue
        zone = names.get(str(unit["zone"]), str(unit["zone"]))
        size = f"{unit['size']:.2f} {unit['size_unit']}"
        if kind == "heat_pump":
            lines = (machine_title(unit), f"{size}, COP {unit['cop_annual']:.2f}", zone)
        else:
            lines = (str(unit["title"]), size, zone)
        nodes[tag] = Node(tag, kind, lines)
    return nodes


def _water(solution: Solution, loop: Loop) -> str:
    """Supply and return of a loop; what varies over the year as a range."""
    own = loop if loop.same_water_as is None else solution.case.sink(loop.same_water_as)
    ends = (getattr(own, "supply_c", None), getattr(own, "return_c", None))
    return " / ".join(_range(solution, end) for end in ends if end is not None) + " °C"


def _range(solution: Solution, profile: float | str) -> str:
    values = solution.case.values(profile)
    low, high = float(values.min()), float(values.max())
    return f"{low:.0f}" if high - low < 1 else f"{low:.0f}–{high:.0f}"
