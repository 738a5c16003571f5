"""Energy of a year as ribbons: what is bought and recovered, over machines, to sinks and losses."""

from collections import defaultdict
from collections.abc import Mapping
from html import escape
from itertools import pairwise

from industrial_hp.reporting.figures.svg import Rectangle, drawing, shortened, wrapped, written
from industrial_hp.reporting.figures.system_graph import (
    PASSING,
    Columns,
    Edge,
    Node,
    arranged,
    unit_nodes,
)
from industrial_hp.reporting.palette import CARRIERS, FUEL, INK, KINDS, MUTED
from industrial_hp.reporting.titles import type_title
from industrial_hp.results.energy_flows import AUXILIARIES, LOSSES
from industrial_hp.results.solution import Solution

BAR, COLUMN_STEP, MARGIN, ROW_GAP, PASSING_GAP = 16.0, 300.0, 16.0, 30.0, 12.0
LABEL_ROOM, TEXT, SMALL, TITLE_LINE = 240.0, 13.0, 12.0, 14.0
RIBBONS_HEIGHT = 430.0
"""Height of the tallest column without its gaps."""
SMALLEST_SHARE = 0.0005
"""A flow below this part of the whole would be no line."""
THINNEST = 1.0
GWH = 1000.0


def sankey(solution: Solution) -> str:
    """The drawing as SVG."""
    edges = energy_edges(solution)
    known = unit_nodes(solution)
    names = dict.fromkeys(name for edge in edges for name in (edge.giver, edge.taker))
    nodes = [_node(name, known) for name in names]
    arrangement = arranged(nodes, edges)
    scale = _scale(arrangement)
    boxes = _boxes(arrangement, scale)
    width = 2 * MARGIN + (len(arrangement.columns) - 1) * COLUMN_STEP + BAR + LABEL_ROOM
    height = MARGIN + max((box.y + box.height for box in boxes.values()), default=MARGIN)
    parts = [*_ribbons(arrangement, boxes, scale), *_bars(arrangement, boxes)]
    told = "; ".join(f"{e.giver} to {e.taker} {e.label}" for e in edges)
    return drawing("sankey", width, height, parts, ("Energy flow of a year", told))


def energy_edges(solution: Solution) -> list[Edge]:
    """Flows of a year that are large enough to be seen."""
    rows = solution.energy.to_dict("records")
    least = SMALLEST_SHARE * sum(float(row["energy_mwh_per_a"]) for row in rows)
    return [
        Edge(
            str(row["from"]),
            str(row["to"]),
            str(row["carrier"]),
            float(row["energy_mwh_per_a"]),
            _gwh(float(row["energy_mwh_per_a"])),
        )
        for row in rows
        if row["energy_mwh_per_a"] >= least
    ]


def _gwh(energy_mwh: float) -> str:
    return f"{energy_mwh / GWH:.1f} GWh" if energy_mwh >= 100 else f"{energy_mwh:.0f} MWh"


def _node(name: str, known: Mapping[str, Node]) -> Node:
    if name in known:
        return Node(name, known[name].kind, known[name].lines[:1])
    kind = "loss" if name in (LOSSES, AUXILIARIES) else "supply"
    return Node(name, kind, (type_title(name),))


def _through(arrangement: Columns) -> dict[str, float]:
    """Energy through each node: the larger of what flows in and what flows out [MWh]."""
    into: dict[str, float] = defaultdict(float)
    out: dict[str, float] = defaultdict(float)
    for edge, path in zip(arrangement.edges, arrangement.paths, strict=True):
        for one, other in pairwise(path):
            out[one] += edge.weight
            into[other] += edge.weight
    return {name: max(into[name], out[name]) for name in {*into, *out}}


def _scale(arrangement: Columns) -> float:
    """Pixels per MWh."""
    through = _through(arrangement)
    columns = [sum(through[node.name] for node in column) for column in arrangement.columns]
    return RIBBONS_HEIGHT / max([*columns, 1e-9])


def _boxes(arrangement: Columns, scale: float) -> dict[str, Rectangle]:
    through = _through(arrangement)
    heights = [
        [max(THINNEST, scale * through[node.name]) for node in column]
        for column in arrangement.columns
    ]
    gaps = [[_gap(node) for node in column] for column in arrangement.columns]
    totals = [sum(column) + sum(gap) for column, gap in zip(heights, gaps, strict=True)]
    boxes = {}
    for number, column in enumerate(arrangement.columns):
        y = MARGIN + (max(totals) - totals[number]) / 2
        for node, height in zip(column, heights[number], strict=True):
            y += _gap(node)
            boxes[node.name] = Rectangle(MARGIN + number * COLUMN_STEP, y, BAR, height)
            y += height
    return boxes


def _gap(node: Node) -> float:
    """Room above a box: for its title and its energy, where it has any."""
    return PASSING_GAP if node.kind == PASSING else ROW_GAP + TITLE_LINE * len(_title(node))


def _title(node: Node) -> list[str]:
    """Title over two lines at most."""
    first, *others = wrapped(node.lines[0], TEXT, LABEL_ROOM, bold=True)
    rest = shortened(" ".join(others), TEXT, LABEL_ROOM, bold=True)
    return [first, rest] if rest else [first]


def _ribbons(arrangement: Columns, boxes: Mapping[str, Rectangle], scale: float) -> list[str]:
    """A band for each flow; at every box bands lie in the order of their other ends."""
    starts, ends = _offsets(arrangement, boxes, scale)
    titles = {n.name: n.lines[0] for column in arrangement.columns for n in column if n.lines}
    parts = []
    for number, (edge, path) in enumerate(zip(arrangement.edges, arrangement.paths, strict=True)):
        half = max(THINNEST, scale * edge.weight) / 2
        steps = []
        for one, other in pairwise(path):
            start = (boxes[one].x + BAR, starts[one, number])
            steps.append(_band(start, (boxes[other].x, ends[other, number]), half))
        for passed in path[1:-1]:
            x, y = boxes[passed].x, ends[passed, number]
            steps.append(f"M{x:.1f},{y - half:.1f} h{BAR:.1f} v{2 * half:.1f} h{-BAR:.1f} z")
        told = f"{titles[edge.giver]} → {titles[edge.taker]}: {edge.label}"
        parts.append(
            f'<path class="ribbon" data-from="{escape(edge.giver)}" '
            f'data-to="{escape(edge.taker)}" data-mwh="{edge.weight:.3f}" d="{" ".join(steps)}" '
            f'fill="{CARRIERS.get(edge.carrier, FUEL)}" fill-opacity="0.45">'
            f"<title>{escape(told)}</title></path>"
        )
    return parts


def _offsets(
    arrangement: Columns, boxes: Mapping[str, Rectangle], scale: float
) -> tuple[dict[tuple[str, int], float], dict[tuple[str, int], float]]:
    """Middle of every band where it leaves a box and where it reaches one."""
    leaving, reaching = defaultdict(list), defaultdict(list)
    for number, path in enumerate(arrangement.paths):
        for one, other in pairwise(path):
            leaving[one].append((boxes[other].y, number))
            reaching[other].append((boxes[one].y, number))
    found: list[dict[tuple[str, int], float]] = []
    for side in (leaving, reaching):
        middles = {}
        for name, bands in side.items():
            y = boxes[name].y
            for _, number in sorted(bands):
                height = scale * arrangement.edges[number].weight
                middles[name, number] = y + height / 2
                y += height
        found.append(middles)
    return found[0], found[1]


def _band(start: tuple[float, float], end: tuple[float, float], half: float) -> str:
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    return (
        f"M{x1:.1f},{y1 - half:.1f} C{middle:.1f},{y1 - half:.1f} {middle:.1f},{y2 - half:.1f} "
        f"{x2:.1f},{y2 - half:.1f} L{x2:.1f},{y2 + half:.1f} C{middle:.1f},{y2 + half:.1f} "
        f"{middle:.1f},{y1 + half:.1f} {x1:.1f},{y1 + half:.1f} z"
    )


def _bars(arrangement: Columns, boxes: Mapping[str, Rectangle]) -> list[str]:
    """A bar for each node with its title and its energy above it, or beside it at the end."""
    through = _through(arrangement)
    parts = []
    for node in (node for column in arrangement.columns for node in column):
        if node.kind == PASSING:
            continue
        box = boxes[node.name]
        colour = KINDS.get(node.kind, INK)
        parts.append(
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" fill="{colour}" stroke="{INK}" stroke-width="0.8"/>'
        )
        for row, line in enumerate(reversed(_title(node))):
            y = box.y - 20 - TITLE_LINE * row
            parts.append(written(box.x, y, line, TEXT, weight="bold", halo=True))
        parts.append(
            written(box.x, box.y - 6, _gwh(through[node.name]), SMALL, colour=MUTED, halo=True)
        )
    return parts
