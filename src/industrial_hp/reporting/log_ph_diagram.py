"""A log p-h diagram as PNG, SVG or PDF: one panel for each circuit of a machine.

Matplotlib is an extra of the package and imported here alone, when a diagram is drawn.
"""

import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.errors import OutputError, UsageError
from industrial_hp.results.log_ph_panels import DiagramLine, DiagramPanel, DiagramPoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SUFFIXES = (".png", ".svg", ".pdf")
PANEL_WIDTH_IN, PANEL_HEIGHT_IN = 7.0, 6.0
KEY_COLUMNS, KEY_ROW_IN = 2, 0.17  # the list of states below a panel
DPI = 150
LABEL_ROOM = (0.035, 0.025)  # of the axes: labels nearer to each other are left out
EDGE = 0.025  # of the axes: no label nearer to the frame
NUMBER_PLACES_PT = ((4, 5), (4, -12), (-10, 5), (-10, -12))

STYLES: dict[str, dict[str, Any]] = {
    "isentrope": {"color": "0.86", "linewidth": 0.6},
    "quality": {"color": "0.80", "linewidth": 0.6, "linestyle": (0, (5, 4))},
    "isotherm": {"color": "tab:green", "linewidth": 0.7, "alpha": 0.65},
    "saturation": {"color": "black", "linewidth": 1.6},
    "compression": {"color": "tab:red", "linewidth": 2.0, "zorder": 4},
    "exchange": {"color": "tab:blue", "linewidth": 2.0, "zorder": 4},
    "mixing": {"color": "tab:blue", "linewidth": 1.2, "linestyle": ":", "zorder": 4},
    "throttling": {"color": "tab:purple", "linewidth": 1.4, "linestyle": "--", "zorder": 4},
}
NAMES = {
    "saturation": "boiling and dew line",
    "isotherm": "isotherm, °C",
    "isentrope": "isentrope",
    "quality": "vapour share",
    "compression": "compression",
    "exchange": "exchanger (isobar)",
    "mixing": "mixing, separation, spray (isobar)",
    "throttling": "throttling (isenthalp)",
}


Place = tuple[float, float]  # shares of the axes


def write_log_ph_diagram(panels: tuple[DiagramPanel, ...], *, title: str, path: Path) -> None:
    """Draw the panels into a file whose suffix says the format; the same input, the same file.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"--plot {path}: permitted suffixes are {', '.join(SUFFIXES)}")
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError(
            "--plot draws with matplotlib, which is not installed; "
            "install it: python -m pip install 'industrial-hp[plots]'"
        ) from None
    columns = min(len(panels), 2)
    rows = -(-len(panels) // columns)
    key_in = KEY_ROW_IN * max(_key_rows(panel) for panel in panels)
    date = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(suffix)
    with rc_context({"svg.hashsalt": "log p-h", "font.size": 9.0}):
        figure = Figure(
            figsize=(columns * PANEL_WIDTH_IN, 0.6 + rows * (PANEL_HEIGHT_IN + key_in)),
            layout="constrained",
        )
        figure.suptitle(title, fontsize=12, fontweight="bold")
        ratios = [PANEL_HEIGHT_IN, key_in] * rows
        grid = figure.add_gridspec(2 * rows, columns, height_ratios=ratios)
        named: dict[str, Any] = {}
        for index, panel in enumerate(panels):
            row, column = divmod(index, columns)
            named |= _draw(figure.add_subplot(grid[2 * row, column]), panel)
            _write_key(figure.add_subplot(grid[2 * row + 1, column]), panel)
        figure.legend(
            [named[style] for style in NAMES if style in named],
            [name for style, name in NAMES.items() if style in named],
            loc="outside lower center",
            ncols=4,
            fontsize=8,
        )
        try:
            figure.savefig(path, dpi=DPI, metadata=date)
        except OSError as error:
            raise OutputError(f"--plot {path}: {error.strerror or error}") from None


def _draw(axes: "Axes", panel: DiagramPanel) -> dict[str, Any]:
    """Draw one panel; the first line of each style for the legend."""
    axes.set_yscale("log")
    axes.set_xlim(*panel.h_range_kj_per_kg)
    axes.set_ylim(*panel.p_range_bar)
    axes.set_title(panel.title, fontsize=10)
    axes.set_xlabel(f"specific enthalpy [kJ/kg], {panel.reference}")
    axes.set_ylabel("pressure [bar]")
    axes.yaxis.set_major_formatter("{x:g}")
    axes.yaxis.set_minor_formatter(_minor_label)
    axes.tick_params(axis="y", which="minor", labelsize=7)
    named: dict[str, Any] = {}
    taken: list[Place] = []
    for line in panel.lines:
        (drawn,) = axes.plot(line.h_kj_per_kg, line.p_bar, **STYLES[line.style])
        named.setdefault(line.style, drawn)
        if line.label:
            _label(axes, panel, line, taken)
    _number(axes, panel)
    return named


def _number(axes: "Axes", panel: DiagramPanel) -> None:
    """Marks with the numbers of the states, neighbours on different sides of theirs."""
    placed: list[Place] = []
    for number, point in _numbers(panel.points):
        place = _place(panel, point.h_kj_per_kg, point.p_bar)
        side = sum(_near(place, other, room=2.0) for other in placed) % len(NUMBER_PLACES_PT)
        placed.append(place)
        axes.plot(point.h_kj_per_kg, point.p_bar, "o", color="black", markersize=4, zorder=5)
        axes.annotate(
            number,
            (point.h_kj_per_kg, point.p_bar),
            xytext=NUMBER_PLACES_PT[side],
            textcoords="offset points",
            fontweight="bold",
            bbox={"boxstyle": "square,pad=0.05", "fc": "white", "ec": "none", "alpha": 0.7},
            zorder=6,
        )


def _place(panel: DiagramPanel, h_kj_per_kg: float, p_bar: float) -> Place:
    """Shares of the axes, from the lower left corner."""
    (h_low, h_high), (p_low, p_high) = panel.h_range_kj_per_kg, panel.p_range_bar
    return (
        (h_kj_per_kg - h_low) / (h_high - h_low),
        math.log(p_bar / p_low) / math.log(p_high / p_low),
    )


def _near(one: Place, other: Place, *, room: float = 1.0) -> bool:
    return all(
        abs(a - b) < room * least for a, b, least in zip(one, other, LABEL_ROOM, strict=True)
    )


def _minor_label(value: float, _position: float) -> str:
    """2 and 5 of each decade beside the powers of ten."""
    leading = f"{value:e}"[0]
    return f"{value:g}" if leading in "25" else ""


def _label(axes: "Axes", panel: DiagramPanel, line: DiagramLine, taken: list[Place]) -> None:
    """Write a label near the lower end of its line, or on its way where that is taken."""
    lowest_first = sorted(zip(line.p_bar, line.h_kj_per_kg, strict=True))
    for p, h in lowest_first:
        place = _place(panel, h, p)
        inside = all(EDGE < share < 1.0 - EDGE for share in place)
        if not inside or any(_near(place, other) for other in taken):
            continue
        taken.append(place)
        axes.annotate(
            line.label,
            (h, p),
            color=STYLES[line.style]["color"] if line.style == "isotherm" else "0.5",
            fontsize=7,
            ha="center",
            va="center",
            bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            zorder=3,
        )
        return


def _numbers(points: tuple[DiagramPoint, ...]) -> list[tuple[str, DiagramPoint]]:
    """States that coincide share one mark with all their numbers."""
    together: dict[tuple[float, float], list[DiagramPoint]] = {}
    for point in points:
        key = (round(point.h_kj_per_kg, 3), round(point.p_bar, 5))
        together.setdefault(key, []).append(point)
    return [(", ".join(str(point.number) for point in same), same[0]) for same in together.values()]


def _key_rows(panel: DiagramPanel) -> int:
    return -(-len(panel.points) // KEY_COLUMNS)


def _write_key(axes: "Axes", panel: DiagramPanel) -> None:
    """Numbers of the states with name, temperature and pressure, in columns."""
    axes.set_axis_off()
    for index, point in enumerate(panel.points):
        column, row = divmod(index, _key_rows(panel))
        axes.annotate(
            f"{point.number:2d}  {point.text}",
            (column / KEY_COLUMNS, 1.0),
            xycoords="axes fraction",
            xytext=(0.0, -row * 72.0 * KEY_ROW_IN),
            textcoords="offset points",
            fontsize=8,
            va="top",
        )
