"""The system as a drawing: sources left, machines by level, sinks right, power on every line."""

from collections import defaultdict
from collections.abc import Mapping
from itertools import pairwise

from industrial_hp.reporting.figures.svg import (
    Rectangle,
    drawing,
    shortened,
    text_width,
    wrapped,
    written,
)
from industrial_hp.reporting.figures.system_graph import (
    PASSING,
    Columns,
    Edge,
    Node,
    arranged,
    unit_nodes,
)
from industrial_hp.reporting.palette import INK, KINDS, MUTED, WHITE
from industrial_hp.results.solution import Solution

BOX_WIDTH, LINE_HEIGHT, PADDING = 190.0, 17.0, 8.0
COLUMN_GAP, ROW_GAP, MARGIN, PASSING_HEIGHT = 170.0, 34.0, 16.0, 24.0
TEXT, SMALL, TITLE_LINES = 14.0, 13.0, 3
SMALLEST_MW, SMALLEST_SHARE = 0.005, 0.01
PLACES_ALONG = (0.5, 0.35, 0.65, 0.22, 0.78, 0.12, 0.88)
THINNEST, THICKEST = 1.2, 7.0


def schematic(solution: Solution) -> str:
    """The drawing as SVG."""
    edges = _edges(solution)
    known = unit_nodes(solution)
    named = dict.fromkeys(name for edge in edges for name in (edge.giver, edge.taker))
    nodes = [known.get(name, Node(name, "supply", (name,))) for name in named]
    arrangement = arranged(nodes, edges)
    boxes = placed_boxes(arrangement)
    width = 2 * MARGIN + len(arrangement.columns) * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP
    height = MARGIN + max((box.y + box.height for box in boxes.values()), default=MARGIN)
    parts = [*_lines(arrangement, boxes), *_boxes(arrangement, boxes)]
    parts += _labels(arrangement, boxes)
    told = "; ".join(f"{e.giver} to {e.taker} {e.label}" for e in edges)
    return drawing("schematic", width, height, parts, ("System recommended", told))


def _edges(solution: Solution) -> list[Edge]:
    """Lines with the power where it is largest, and real temperatures of source or sink.

    What is small beside the largest line is left out, save the largest line of either end.
    """
    found: list[Edge] = []
    for row in solution.flows.to_dict("records"):
        if row["from"] == row["to"] or row["peak_mw"] < SMALLEST_MW:
            continue
        label = f"{row['peak_mw']:.2f} MW"
        if row["t_high_c"] == row["t_high_c"]:  # NaN is not equal to itself
            rises = row["to"] in {sink.name for sink in solution.case.sinks}
            ends = (row["t_low_c"], row["t_high_c"]) if rises else (row["t_high_c"], row["t_low_c"])
            label += f", {_span(*ends)}"
        found.append(Edge(str(row["from"]), str(row["to"]), "heat", float(row["peak_mw"]), label))
    least = SMALLEST_SHARE * max((edge.weight for edge in found), default=0.0)
    return [edge for edge in found if edge.weight >= least or _leads(edge, found)]


def _leads(edge: Edge, edges: list[Edge]) -> bool:
    """Whether an edge is the largest that leaves its giver, or that reaches its taker."""
    leaving = max(other.weight for other in edges if other.giver == edge.giver)
    reaching = max(other.weight for other in edges if other.taker == edge.taker)
    return edge.weight in (leaving, reaching)


def _span(begin_c: float, end_c: float) -> str:
    begin, end = f"{begin_c:.0f}", f"{end_c:.0f}"
    return f"{begin} °C" if begin == end else f"{begin} → {end} °C"


def _texts(node: Node) -> list[tuple[str, bool]]:
    """Lines of a box: its title, bold, over as many as it needs up to a limit, and the rest."""
    room = BOX_WIDTH - 2 * PADDING
    title = list(wrapped(node.lines[0], TEXT, room, bold=True))
    last = " ".join(title[TITLE_LINES - 1 :])
    title = [*title[: TITLE_LINES - 1], *([last] if last else [])]
    title = [shortened(line, TEXT, room, bold=True) for line in title]
    rest = [(shortened(line, SMALL, room), False) for line in node.lines[1:]]
    return [(line, True) for line in title] + rest


def placed_boxes(arrangement: Columns) -> dict[str, Rectangle]:
    """Where each node stands; columns are centred on the tallest."""
    heights = [[_height(node) for node in column] for column in arrangement.columns]
    totals = [sum(column) + ROW_GAP * (len(column) - 1) for column in heights]
    tallest = max(totals, default=0.0)
    boxes = {}
    for number, (column, total) in enumerate(zip(arrangement.columns, totals, strict=True)):
        y = MARGIN + (tallest - total) / 2
        x = MARGIN + number * (BOX_WIDTH + COLUMN_GAP)
        for node, height in zip(column, heights[number], strict=True):
            boxes[node.name] = Rectangle(x, y, BOX_WIDTH, height)
            y += height + ROW_GAP
    return boxes


def _height(node: Node) -> float:
    if node.kind == PASSING:
        return PASSING_HEIGHT
    return 2 * PADDING + LINE_HEIGHT * len(_texts(node))


def _boxes(arrangement: Columns, boxes: Mapping[str, Rectangle]) -> list[str]:
    parts = []
    for node in (node for column in arrangement.columns for node in column):
        if node.kind == PASSING:
            continue
        box = boxes[node.name]
        colour = KINDS.get(node.kind, INK)
        rounded = 14 if node.kind in ("source", "sink") else 2
        dash = ' stroke-dasharray="6 3"' if node.kind == "loop" else ""
        parts.append(
            f'<rect x="{box.x:.1f}" y="{box.y:.1f}" width="{box.width:.1f}" '
            f'height="{box.height:.1f}" rx="{rounded}" fill="{WHITE}" stroke="{colour}" '
            f'stroke-width="2.5"{dash}/>'
        )
        for row, (text, bold) in enumerate(_texts(node), start=1):
            parts.append(
                written(
                    box.x + PADDING,
                    box.y + PADDING + LINE_HEIGHT * (row - 0.2),
                    text,
                    TEXT if bold else SMALL,
                    weight="bold" if bold else "normal",
                    colour=INK if bold else MUTED,
                )
            )
    return parts


Point = tuple[float, float]


def _ports(arrangement: Columns, boxes: Mapping[str, Rectangle]) -> list[list[Point]]:
    """Points along each edge: lines leave and reach a box one below the other."""
    leaving, reaching = defaultdict(list), defaultdict(list)
    for number, path in enumerate(arrangement.paths):
        for one, other in pairwise(path):
            leaving[one].append((boxes[other].y, number))
            reaching[other].append((boxes[one].y, number))

    def port(name: str, side: Mapping[str, list[tuple[float, int]]], number: int) -> float:
        order = [n for _, n in sorted(side[name])]
        return boxes[name].y + boxes[name].height * (order.index(number) + 0.5) / len(order)

    routes = []
    for number, path in enumerate(arrangement.paths):
        points: list[Point] = []
        for one, other in pairwise(path):
            points.append((boxes[one].x + BOX_WIDTH, port(one, leaving, number)))
            points.append((boxes[other].x, port(other, reaching, number)))
        routes.append(points)
    return routes


def curve(points: list[Point]) -> str:
    """A smooth line through points that come in pairs: across a gap, then along a column."""
    text = f"M{points[0][0]:.1f},{points[0][1]:.1f}"
    for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(points)):
        if number % 2:
            text += f" L{x2:.1f},{y2:.1f}"
        else:
            middle = (x1 + x2) / 2
            text += f" C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
    return text


def _lines(arrangement: Columns, boxes: Mapping[str, Rectangle]) -> list[str]:
    largest = max((edge.weight for edge in arrangement.edges), default=1.0)
    parts = [
        '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="12" '
        'markerHeight="12" markerUnits="userSpaceOnUse" orient="auto">'
        f'<path d="M0,1 L9,5 L0,9 z" fill="{INK}"/></marker></defs>'
    ]
    for edge, points in zip(arrangement.edges, _ports(arrangement, boxes), strict=True):
        width = THINNEST + (THICKEST - THINNEST) * edge.weight / largest
        parts.append(
            f'<path d="{curve(points)}" fill="none" stroke="{MUTED}" stroke-opacity="0.75" '
            f'stroke-width="{width:.1f}" marker-end="url(#tip)"/>'
        )
    return parts


def _labels(arrangement: Columns, boxes: Mapping[str, Rectangle]) -> list[str]:
    """A label upon each line, at the first place along it where nothing else stands."""
    taken = [
        boxes[node.name]
        for column in arrangement.columns
        for node in column
        if node.kind != PASSING
    ]
    parts = []
    for edge, points in zip(arrangement.edges, _ports(arrangement, boxes), strict=True):
        box = _free_place(points, text_width(edge.label, SMALL), taken)
        taken.append(box)
        middle = box.x + box.width / 2
        parts.append(
            f'<rect x="{box.x - 2:.1f}" y="{box.y:.1f}" width="{box.width + 4:.1f}" '
            f'height="{box.height:.1f}" fill="{WHITE}"/>'
        )
        parts.append(written(middle, box.y + box.height - 4, edge.label, SMALL, anchor="middle"))
    return parts


def _free_place(points: list[Point], width: float, taken: list[Rectangle]) -> Rectangle:
    height = SMALL + 4
    tried = []
    gaps = [(points[i], points[i + 1]) for i in range(0, len(points), 2)]
    for lowered in (0.0, height, -height, 2 * height, -2 * height, 3 * height, -3 * height):
        for (x1, y1), (x2, y2) in gaps:
            for share in PLACES_ALONG:
                x, y = _on_curve((x1, y1), (x2, y2), share)
                box = Rectangle(x - width / 2, y - height / 2 + lowered, width, height)
                hits = sum(box.overlaps(other, 2.0) for other in taken)
                if not hits:
                    return box
                tried.append((hits, box))
    return min(tried, key=lambda item: item[0])[1]


def _on_curve(start: Point, end: Point, share: float) -> Point:
    """A place along the curve that joins two points, as `curve` draws it."""
    (x1, y1), (x2, y2), rest = start, end, 1 - share
    middle = (x1 + x2) / 2
    x = rest**3 * x1 + 3 * rest**2 * share * middle + 3 * rest * share**2 * middle + share**3 * x2
    y = (rest**3 + 3 * rest**2 * share) * y1 + (3 * rest * share**2 + share**3) * y2
    return x, y
