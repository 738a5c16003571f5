"""One circuit upon axes: lines with labels and numbered states, over enthalpy or over entropy."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from industrial_hp.results.log_ph_panels import DiagramPanel
from industrial_hp.results.ts_panels import TsPanel

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_ROOM = (0.035, 0.025)  # of the axes: labels nearer to each other are left out
WIDE_ROOM = (0.09, 0.035)  # the same of labels with a unit
EDGE, WIDE_EDGE = 0.025, 0.06  # of the axes: no label nearer to the frame
NUMBER_PLACES_PT = ((4, 5), (4, -12), (-10, 5), (-10, -12))

STYLES: dict[str, dict[str, Any]] = {
    "isentrope": {"color": "0.86", "linewidth": 0.6},
    "quality": {"color": "0.80", "linewidth": 0.6, "linestyle": (0, (5, 4))},
    "isotherm": {"color": "tab:green", "linewidth": 0.7, "alpha": 0.65},
    "isobar": {"color": "tab:green", "linewidth": 0.7, "alpha": 0.65},
    "saturation": {"color": "black", "linewidth": 1.6},
    "compression": {"color": "tab:red", "linewidth": 2.0, "zorder": 4},
    "exchange": {"color": "tab:blue", "linewidth": 2.0, "zorder": 4},
    "mixing": {"color": "tab:blue", "linewidth": 1.2, "linestyle": ":", "zorder": 4},
    "throttling": {"color": "tab:purple", "linewidth": 1.4, "linestyle": "--", "zorder": 4},
}
LABELLED = ("isotherm", "isobar")
"""Lines whose labels have their colour."""

Place = tuple[float, float]  # shares of the axes
Line = tuple[str, tuple[float, ...], tuple[float, ...], str]  # style, across, up, label


@dataclass(frozen=True)
class Frame:
    """What is drawn of one circuit: lines, states by number, ends and titles of both axes."""

    title: str
    lines: tuple[Line, ...]
    points: tuple[tuple[int, float, float], ...]
    across: tuple[float, float]
    up: tuple[float, float]
    titles: tuple[str, str]
    logarithmic: bool

    def place(self, x: float, y: float) -> Place:
        """Shares of the axes, from the lower left corner."""
        (left, right), (low, high) = self.across, self.up
        if self.logarithmic:
            return (x - left) / (right - left), math.log(y / low) / math.log(high / low)
        return (x - left) / (right - left), (y - low) / (high - low)


def log_ph_frame(panel: DiagramPanel) -> Frame:
    """Pressure over enthalpy."""
    return Frame(
        f"{panel.title}, log p-h",
        tuple((line.style, line.h_kj_per_kg, line.p_bar, line.label) for line in panel.lines),
        tuple((point.number, point.h_kj_per_kg, point.p_bar) for point in panel.points),
        panel.h_range_kj_per_kg,
        panel.p_range_bar,
        (f"specific enthalpy [kJ/kg], {panel.reference}", "pressure [bar]"),
        logarithmic=True,
    )


def ts_frame(panel: TsPanel) -> Frame:
    """Temperature over entropy."""
    return Frame(
        f"{panel.title}, T-s",
        tuple((line.style, line.s_kj_per_kg_k, line.t_c, line.label) for line in panel.lines),
        tuple((point.number, point.s_kj_per_kg_k, point.t_c) for point in panel.points),
        panel.s_range_kj_per_kg_k,
        panel.t_range_c,
        ("specific entropy [kJ/(kg K)], convention of CoolProp", "temperature [°C]"),
        logarithmic=False,
    )


def draw_frame(axes: "Axes", frame: Frame) -> dict[str, Any]:
    """Draw a circuit; the first line of each style for the legend."""
    if frame.logarithmic:
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter(_minor_label)
        axes.tick_params(axis="y", which="minor", labelsize=7)
    axes.set_xlim(*frame.across)
    axes.set_ylim(*frame.up)
    axes.set_title(frame.title, fontsize=10)
    axes.set_xlabel(frame.titles[0])
    axes.set_ylabel(frame.titles[1])
    named: dict[str, Any] = {}
    taken: list[Place] = []
    for line in frame.lines:
        style, across, up, label = line
        (drawn,) = axes.plot(across, up, **STYLES[style])
        named.setdefault(style, drawn)
        if label:
            _label(axes, frame, line, taken)
    _number(axes, frame)
    return named


def _number(axes: "Axes", frame: Frame) -> None:
    """Marks with the numbers of the states, neighbours on different sides of theirs."""
    placed: list[Place] = []
    for number, x, y in _numbers(frame.points):
        place = frame.place(x, y)
        side = sum(_near(place, other, times=2.0) for other in placed) % len(NUMBER_PLACES_PT)
        placed.append(place)
        axes.plot(x, y, "o", color="black", markersize=4, zorder=5)
        axes.annotate(
            number,
            (x, y),
            xytext=NUMBER_PLACES_PT[side],
            textcoords="offset points",
            fontweight="bold",
            bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none", "alpha": 0.7},
            zorder=6,
        )


def _near(one: Place, other: Place, *, room: Place = LABEL_ROOM, times: float = 1.0) -> bool:
    return all(abs(a - b) < times * least for a, b, least in zip(one, other, room, strict=True))


def _minor_label(value: float, _position: float) -> str:
    """2 and 5 of each decade beside the powers of ten."""
    leading = f"{value:e}"[0]
    return f"{value:g}" if leading in "25" else ""


def _label(axes: "Axes", frame: Frame, line: Line, taken: list[Place]) -> None:
    """Write a label near the end of its line, or on its way where that is taken.

    Isotherms are labelled at their lower ends, isobars, with their unit, at their right ones.
    """
    style, across, up, label = line
    points = list(zip(across, up, strict=True))
    wide = style == "isobar"
    points.sort(key=lambda point: -point[0] if wide else point[1])
    edge, room = (WIDE_EDGE, WIDE_ROOM) if wide else (EDGE, LABEL_ROOM)
    states = [frame.place(x, y) for _, x, y in frame.points] if wide else []
    for x, y in points:
        place = frame.place(x, y)
        inside = all(edge < share < 1.0 - edge for share in place)
        if not inside or any(_near(place, other, room=room) for other in (*taken, *states)):
            continue
        taken.append(place)
        axes.annotate(
            label,
            (x, y),
            color=STYLES[style]["color"] if style in LABELLED else "0.5",
            fontsize=7,
            ha="center",
            va="center",
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            zorder=5 if wide else 3,
        )
        return


def _numbers(points: tuple[tuple[int, float, float], ...]) -> list[tuple[str, float, float]]:
    """States that coincide share one mark with all their numbers."""
    together: dict[tuple[float, float], list[tuple[int, float, float]]] = {}
    for number, x, y in points:
        together.setdefault((round(x, 3), round(y, 5)), []).append((number, x, y))
    return [
        (", ".join(str(number) for number, _, _ in same), same[0][1], same[0][2])
        for same in together.values()
    ]
