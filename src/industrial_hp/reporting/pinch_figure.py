"""Composite and grand composite curve as PNG, SVG or PDF, heat pumps drawn between their levels.

Colours are told apart by colour-blind readers; in grey, line styles and marks tell them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.reporting.figure_file import figure_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PANEL_WIDTH_IN, PANEL_HEIGHT_IN = 4.6, 4.6
# Okabe and Ito's vermilion, blue and green: light, dark and middle in grey.
HOT: dict[str, Any] = {"color": "#D55E00", "linewidth": 2.0}
COLD: dict[str, Any] = {"color": "#0072B2", "linewidth": 2.0, "linestyle": (0, (5, 2))}
GRAND: dict[str, Any] = {"color": "black", "linewidth": 2.0}
PINCH: dict[str, Any] = {"color": "0.45", "linewidth": 0.9, "linestyle": ":"}
PUMP: dict[str, Any] = {"color": "#009E73", "linewidth": 3.2, "solid_capstyle": "butt"}

Points = tuple[tuple[float, ...], tuple[float, ...]]  # heat [kW], temperature [degC]


@dataclass(frozen=True)
class FigurePump:
    """A heat pump between two shifted levels [degC]: heat given and electricity [kW]."""

    evaporator_shifted_c: float
    condenser_shifted_c: float
    heat_kw: float
    electricity_kw: float


@dataclass(frozen=True)
class FigureCurves:
    """What the figure shows; the balanced curves are drawn where there are heat pumps."""

    hot: Points
    cold: Points
    grand: Points
    hot_balanced: Points
    cold_balanced: Points
    pinch_shifted_c: tuple[float, ...]
    hot_utility_kw: float
    cold_utility_kw: float
    pumps: tuple[FigurePump, ...] = ()


def write_pinch_figure(curves: FigureCurves, *, title: str, path: Path) -> None:
    """Draw the curves into a file whose suffix says the format; the same input, the same file.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    columns = 3 if curves.pumps else 2
    size_in = (columns * PANEL_WIDTH_IN, PANEL_HEIGHT_IN)
    with figure_file(path, option="--figure", salt="pinch", title=title, size_in=size_in) as figure:
        panels = figure.subplots(1, columns)
        _draw_composites(panels[0], curves.hot, curves.cold, name="Composite curves")
        _draw_utilities(panels[0], curves)
        _draw_grand(panels[1], curves)
        if curves.pumps:
            name = "Balanced: with heat pumps and utilities"
            _draw_composites(panels[2], curves.hot_balanced, curves.cold_balanced, name=name)


def _axes(axes: "Axes", *, name: str, heat: str, temperature: str) -> None:
    axes.set_title(name, fontsize=10)
    axes.set_xlabel(heat)
    axes.set_ylabel(temperature)
    axes.grid(color="0.92", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _draw_composites(axes: "Axes", hot: Points, cold: Points, *, name: str) -> None:
    _axes(axes, name=name, heat="heat [kW]", temperature="temperature [°C]")
    axes.plot(*hot, **HOT, label="gives heat")
    axes.plot(*cold, **COLD, label="takes heat")
    axes.set_xlim(left=0.0)
    axes.legend(loc="upper left", frameon=False, fontsize=8)


def _draw_utilities(axes: "Axes", curves: FigureCurves) -> None:
    """The stretches of the heat axis that only one curve covers."""
    bottom, top = axes.get_ylim()
    room = 0.10 * (top - bottom)
    axes.set_ylim(bottom - room, top + room)
    right = max((*curves.hot[0], *curves.cold[0]))
    utilities = (
        (0.0, curves.cold_utility_kw, bottom - 0.4 * room, "left", "cold utility"),
        (right - curves.hot_utility_kw, right, top + 0.2 * room, "right", "hot utility"),
    )
    for start, end, height, side, name in utilities:
        if end <= start:
            continue
        style = {"arrowstyle": "|-|,widthA=0.3,widthB=0.3", "color": "0.3", "shrinkA": 0}
        axes.annotate("", (end, height), (start, height), arrowprops=style | {"shrinkB": 0})
        axes.annotate(
            f"{name} {end - start:,.0f} kW",
            (start if side == "left" else end, height),
            xytext=(0, 5),
            textcoords="offset points",
            ha=side,
            fontsize=8,
        )


def _draw_grand(axes: "Axes", curves: FigureCurves) -> None:
    """Grand composite curve; each heat pump takes heat at one level and gives it at another."""
    heat, temperature = "net heat flow [kW]", "shifted temperature [°C]"
    _axes(axes, name="Grand composite curve", heat=heat, temperature=temperature)
    axes.plot(*curves.grand, **GRAND, label="net heat of the streams")
    for number, theta_c in enumerate(curves.pinch_shifted_c):
        axes.axhline(theta_c, **PINCH, label="pinch" if number == 0 else None)
    for number, pump in enumerate(curves.pumps):
        label = "heat pump: takes, gives" if number == 0 else None
        _draw_pump(axes, pump, label)
    axes.set_xlim(left=0.0)
    axes.legend(loc="best", framealpha=0.9, edgecolor="none", fontsize=8)


def _draw_pump(axes: "Axes", pump: FigurePump, label: str | None) -> None:
    taken_kw = pump.heat_kw - pump.electricity_kw
    low_c, high_c = pump.evaporator_shifted_c, pump.condenser_shifted_c
    axes.plot((0.0, taken_kw), (low_c, low_c), **PUMP, label=label)
    axes.plot((0.0, pump.heat_kw), (high_c, high_c), **PUMP)
    middle_kw = taken_kw / 2.0
    arrow = {"arrowstyle": "-|>", "color": PUMP["color"], "linewidth": 1.6, "shrinkA": 2}
    axes.annotate("", (middle_kw, high_c), (middle_kw, low_c), arrowprops=arrow)
    axes.annotate(
        f"{pump.heat_kw:,.0f} kW, COP {pump.heat_kw / pump.electricity_kw:.2f}",
        (pump.heat_kw / 2.0, high_c),
        xytext=(0, 5),
        textcoords="offset points",
        ha="center",
        fontsize=8,
        bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
    )
