"""Map of a network: pipes by DN, and the heat they carry, with connected and other consumers.

Matplotlib is an extra of the package and imported here when the map is drawn.
"""

import math
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.errors import OutputError
from industrial_hp.reporting.figures.print_chart import require_matplotlib
from industrial_hp.reporting.palette import BLUE, INK, LINE, MUTED, ORANGE, SKY, VERMILION, WHITE
from industrial_hp.results.network_solution import NetworkPipe, NetworkSolution

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH_IN, ROOM_IN, HEIGHT_RANGE_IN = 7.2, 0.9, (3.0, 9.0)
DPI = 150
DN_STYLES: tuple[tuple[int, str, float, Any], ...] = (
    (40, SKY, 1.4, "-"),
    (65, BLUE, 2.0, "-"),
    (100, ORANGE, 2.9, "-"),
    (150, VERMILION, 3.8, "-"),
    (10_000, INK, 4.8, "-"),
)
"""Up to a DN: colour and width of its line; the wider, the darker in grey."""
WIDEST_FLOW_PT, THINNEST_FLOW_PT = 7.0, 0.6
ARROW_SHARE = 0.04
"""Of the largest heat: smaller flows bear no arrow."""
METRES_OF_A_DEGREE = 111_195.0
SCALE_BARS_M = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)

Point = tuple[float, float]
Courses = dict[str, list[Point]]


def can_be_drawn(solution: NetworkSolution) -> bool:
    """Whether every trench has a course on the map or plan."""
    return all(len(trench.shape) > 1 for trench in solution.study.trenches)


def write_network_map(solution: NetworkSolution, path: Path) -> None:
    """Draw the map into a file whose suffix says the format; the same solution, the same file.

    Raises
    ------
    UsageError
        If matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    require_matplotlib()
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    courses, places = _courses(solution)
    points = [point for course in courses.values() for point in course]
    wide = max(1.0, max(p[0] for p in points) - min(p[0] for p in points))
    high = max(1.0, max(p[1] for p in points) - min(p[1] for p in points))
    panel = min(max(WIDTH_IN * high / wide, HEIGHT_RANGE_IN[0]), HEIGHT_RANGE_IN[1]) + ROOM_IN
    style: Any = {"text.parse_math": False, "svg.hashsalt": "network", "font.size": 9.0}
    with rc_context(style):
        figure = Figure(figsize=(WIDTH_IN, 2 * panel + 0.5), layout="constrained")
        title = solution.study.options.title or solution.study.options.name
        figure.suptitle(title, fontsize=11, fontweight="bold", color=INK)
        upper, lower = figure.subplots(2, 1)
        _ground(upper, solution, courses, places)
        _sizes(upper, solution, courses)
        _ground(lower, solution, courses, places)
        _flows(lower, solution, courses)
        date = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower())
        try:
            figure.savefig(path, dpi=DPI, metadata=date)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror or error}") from None


def _courses(solution: NetworkSolution) -> tuple[Courses, dict[str, Point]]:
    """Courses of trenches and places of nodes in metres from the south-western corner."""
    study = solution.study
    places = {node.id: node.position for node in study.nodes if node.position is not None}
    shapes = {trench.id: list(trench.shape) for trench in study.trenches}
    every = [point for shape in shapes.values() for point in shape] + list(places.values())
    west, south = min(p[0] for p in every), min(p[1] for p in every)
    up = METRES_OF_A_DEGREE if study.is_geographic else 1.0
    across = up * math.cos(math.radians(south)) if study.is_geographic else 1.0

    def metres(point: Point) -> Point:
        return (point[0] - west) * across, (point[1] - south) * up

    return (
        {name: [metres(p) for p in shape] for name, shape in shapes.items()},
        {name: metres(p) for name, p in places.items()},
    )


def _ground(
    axes: "Axes", solution: NetworkSolution, courses: Courses, places: dict[str, Point]
) -> None:
    """Trenches without pipes, consumers, sources, and a scale."""
    axes.set_aspect("equal")
    axes.axis("off")
    for course in courses.values():
        axes.plot(*zip(*course, strict=True), color=LINE, linewidth=0.7, zorder=1)
    joined = [places[c.node] for c in solution.result.customers if c.connected]
    others = [places[c.node] for c in solution.result.customers if not c.connected]
    marks: dict[str, Any] = {"linestyle": "none", "marker": "o", "zorder": 4}
    for points, face, name in (
        (joined, INK, "consumer, connected"),
        (others, WHITE, "consumer with his own heat"),
    ):
        if points:
            axes.plot(
                *zip(*points, strict=True),
                **marks,
                markersize=3.2,
                markerfacecolor=face,
                markeredgecolor=INK,
                markeredgewidth=0.7,
                label=name,
            )
    for plant in solution.result.plants:
        where = places[plant.node]
        axes.plot(*where, marker="s", markersize=8, color=VERMILION, markeredgecolor=INK, zorder=5)
        axes.annotate(
            f"{plant.id.replace('_', ' ')}\n{plant.size_mw:.2f} MW",
            where,
            xytext=(0, 8),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            fontweight="bold",
            color=INK,
            zorder=6,
            bbox={
                "boxstyle": "square,pad=0.15",
                "facecolor": WHITE,
                "edgecolor": "none",
                "alpha": 0.8,
            },
        )
    _scale(axes, courses)


def _scale(axes: "Axes", courses: Courses) -> None:
    """A bar of a round length, and where north is."""
    points = [point for course in courses.values() for point in course]
    right, low = max(p[0] for p in points), min(p[1] for p in points)
    high = max(p[1] for p in points)
    wide = right - min(p[0] for p in points)
    bar = max((s for s in SCALE_BARS_M if s <= wide / 4), default=SCALE_BARS_M[0])
    below = low - 0.06 * max(high - low, 0.3 * wide)
    axes.plot((right - bar, right), (below, below), color=INK, linewidth=2, zorder=3)
    axes.annotate(
        f"{bar} m",
        (right - bar / 2, below),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        color=MUTED,
    )


def _sizes(axes: "Axes", solution: NetworkSolution, courses: Courses) -> None:
    pipes = solution.result.pipes
    lower = 0
    for upper, colour, width, dash in DN_STYLES:
        some = [pipe for pipe in pipes if lower < pipe.dn <= upper]
        lower = upper
        for number, pipe in enumerate(sorted(some, key=lambda p: p.dn)):
            axes.plot(
                *zip(*courses[pipe.trench], strict=True),
                color=colour,
                linewidth=width,
                linestyle=dash,
                solid_capstyle="round",
                zorder=2,
                label=_names(some) if number == 0 else None,
            )
    there = [pipe for pipe in pipes if pipe.exists]
    for number, pipe in enumerate(there):
        axes.plot(
            *zip(*courses[pipe.trench], strict=True),
            color=WHITE,
            linewidth=1.0,
            linestyle=(0, (1, 2)),
            zorder=3,
            label="" if number else None,
        )
    note = "; white dots: existing pipe" if there else ""
    axes.set_title(f"Pipes by nominal diameter{note}", fontsize=10, color=INK)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, 0.0), ncols=4, frameon=False, fontsize=8)


def _names(pipes: list[NetworkPipe]) -> str:
    sizes = sorted({pipe.dn for pipe in pipes})
    return f"DN{sizes[0]}" if len(sizes) == 1 else f"DN{sizes[0]} to {sizes[-1]}"


def _flows(axes: "Axes", solution: NetworkSolution, courses: Courses) -> None:
    """Lines as wide as the heat they carry, arrows the way it goes."""
    pipes = solution.result.pipes
    most = max((pipe.peak_mw for pipe in pipes), default=1.0)
    for pipe in pipes:
        course = courses[pipe.trench]
        share = pipe.peak_mw / most
        width = THINNEST_FLOW_PT + (WIDEST_FLOW_PT - THINNEST_FLOW_PT) * share
        axes.plot(
            *zip(*course, strict=True),
            color=VERMILION,
            linewidth=width,
            solid_capstyle="round",
            zorder=2,
        )
        if share > ARROW_SHARE:
            _arrow(axes, course, forward=_is_forward(solution, pipe))
    for heat in (most, most / 4):
        width = THINNEST_FLOW_PT + (WIDEST_FLOW_PT - THINNEST_FLOW_PT) * heat / most
        axes.plot([], [], color=VERMILION, linewidth=width, label=f"{heat:.2f} MW")
    axes.set_title("Heat at the largest load of each pipe", fontsize=10, color=INK)
    axes.legend(loc="upper left", bbox_to_anchor=(0.0, 0.0), ncols=4, frameon=False, fontsize=8)


def _is_forward(solution: NetworkSolution, pipe: NetworkPipe) -> bool:
    trench = next(t for t in solution.study.trenches if t.id == pipe.trench)
    return trench.from_node == pipe.from_node


def _arrow(axes: "Axes", course: list[Point], *, forward: bool) -> None:
    """An arrow in the middle of the longest piece of a course."""
    pieces = list(pairwise(course))
    (x_1, y_1), (x_2, y_2) = max(pieces, key=lambda piece: math.dist(*piece))
    if not forward:
        (x_1, y_1), (x_2, y_2) = (x_2, y_2), (x_1, y_1)
    middle = ((x_1 + x_2) / 2, (y_1 + y_2) / 2)
    ahead = (middle[0] + 0.02 * (x_2 - x_1), middle[1] + 0.02 * (y_2 - y_1))
    arrow = {"arrowstyle": "-|>", "color": INK, "linewidth": 0.8, "mutation_scale": 8}
    axes.annotate("", ahead, middle, arrowprops=arrow, zorder=4)
