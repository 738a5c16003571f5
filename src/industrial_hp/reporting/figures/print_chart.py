"""A chart as SVG, PNG or PDF for print, by matplotlib; the same chart, the same file."""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.errors import OutputError, UsageError
from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.palette import INK, LINE, LOSS_AND_GAIN, MUTED, SEQUENCE, WHITE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH_IN, FIRST_PANEL_IN, PANEL_IN, LEGEND_ROW_IN = 7.0, 3.6, 1.2, 0.18
DPI = 150
DASHES: dict[str, Any] = {"solid": "-", "dash": (0, (6, 3)), "dot": ":", "dashdot": "-."}
HATCHES = {"": "", "/": "///", "x": "xxx", ".": "..."}
POINTS_PER_PIXEL = 0.75
BAR_WIDTH = 0.65
COLUMNS = ((26, 3), (44, 2))
"""Longest name of a legend with so many columns; of longer ones there is one."""


def write_chart(chart: Chart, path: Path) -> None:
    """Draw a chart into a file whose suffix says the format.

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

    names = [series.name for series in chart.series if series.in_legend]
    longest = max(map(len, names), default=0)
    columns = next((count for length, count in COLUMNS if longest <= length), 1)
    legend_rows = -(-len(names) // columns)
    height = 0.9 + FIRST_PANEL_IN + PANEL_IN * (len(chart.up) - 1) + LEGEND_ROW_IN * legend_rows
    style: Any = {
        "text.parse_math": False,
        "svg.hashsalt": chart.key,
        "font.size": 9.0,
        "hatch.linewidth": 0.5,
    }
    with rc_context(style):
        figure = Figure(figsize=(WIDTH_IN, height), layout="constrained")
        figure.suptitle(chart.title, fontsize=11, fontweight="bold", color=INK)
        ratios = [FIRST_PANEL_IN, *[PANEL_IN] * (len(chart.up) - 1)]
        grid = figure.subplots(
            len(chart.up), 1, sharex=True, squeeze=False, gridspec_kw={"height_ratios": ratios}
        )
        panels: list[Axes] = [row[0] for row in grid]
        for number, (axes, axis) in enumerate(zip(panels, chart.up, strict=True)):
            _draw(axes, axis, [s for s in chart.series if s.panel == number], lying=chart.lying)
        _finish(chart, panels)
        handles, labels = _legend(panels)
        if handles:
            figure.legend(handles, labels, loc="outside lower center", ncols=columns, fontsize=8)
        date = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(path.suffix.lower())
        try:
            figure.savefig(path, dpi=DPI, metadata=date)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror or error}") from None


def require_matplotlib() -> None:
    """Be sure that charts can be drawn.

    Raises
    ------
    UsageError
        If matplotlib is not installed.
    """
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        raise UsageError(
            "figures for print are drawn with matplotlib, which is not installed; "
            "install it: python -m pip install 'industrial-hp[plots]'"
        ) from None


def _draw(axes: "Axes", axis: Axis, series: list[Series], *, lying: bool) -> None:
    axes.set_ylabel(axis.title)
    axes.grid(color=LINE, linewidth=0.5, linestyle=":")
    axes.set_axisbelow(True)
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    if axis.logarithmic:
        axes.set_yscale("log")
        axes.yaxis.set_major_formatter("{x:g}")
        axes.yaxis.set_minor_formatter(_between_decades)
    if axis.ends is not None:
        axes.set_ylim(*axis.ends)
    if axis.ticks:
        axes.set_yticks([place for place, _ in axis.ticks], [text for _, text in axis.ticks])
    _draw_areas(axes, [s for s in series if s.kind == "area"])
    _draw_bars(axes, [s for s in series if s.kind == "bar"], lying=lying)
    for line in series:
        if line.kind in ("line", "step"):
            _draw_line(axes, line)
        elif line.kind == "map":
            _draw_map(axes, line)
        elif line.kind == "marker":
            axes.plot(_places(line), _numbers(line), "o", color=line.colour, ms=4, label=line.name)
            for x, y, text in zip(line.x, line.y, line.labels, strict=False):
                axes.annotate(text, (x, y), (4, 4), textcoords="offset points")


def _between_decades(value: float, _position: float) -> str:
    """2 and 5 of each decade beside the powers of ten."""
    return f"{value:g}" if f"{value:e}"[0] in "25" else ""


def _draw_line(axes: "Axes", line: Series) -> None:
    axes.plot(
        _places(line),
        _numbers(line),
        color=line.colour,
        linestyle=DASHES[line.dash],
        linewidth=line.width * POINTS_PER_PIXEL,
        drawstyle="steps-post" if line.kind == "step" else "default",
        label=line.name if line.in_legend else f"_{line.name}",
    )


def _draw_map(axes: "Axes", cells: Series) -> None:
    """Coloured cells, as one picture of as many points, with their scale beside."""
    from matplotlib.colors import LinearSegmentedColormap

    most = max(abs(value) for row in cells.cells for value in row)
    drawn = axes.pcolormesh(
        _places(cells),
        _numbers(cells),
        cells.cells,
        cmap=LinearSegmentedColormap.from_list(
            "map", LOSS_AND_GAIN if cells.two_sided else SEQUENCE
        ),
        vmin=-most if cells.two_sided else 0.0,
        vmax=most,
        shading="nearest",
        edgecolors=WHITE if cells.two_sided else "none",
        rasterized=not cells.two_sided,
    )
    if cells.two_sided:
        _write_cells(axes, cells)
    figure = axes.get_figure()
    if figure is not None:
        figure.colorbar(drawn, ax=axes, label=cells.name, pad=0.02)


def _write_cells(axes: "Axes", cells: Series) -> None:
    for y, row in zip(_numbers(cells), cells.cells, strict=True):
        for x, value in zip(_places(cells), row, strict=True):
            text = f"{value:.2f}".replace("-", "\N{MINUS SIGN}")
            axes.text(x, y, text, ha="center", va="center", color=INK, fontsize=8, zorder=3)


def _draw_areas(axes: "Axes", areas: list[Series]) -> None:
    """Stacked areas that hold each value up to the next place."""
    if not areas:
        return
    base = [0.0] * len(areas[0].x)
    for area in areas:
        top = [low + (value or 0.0) for low, value in zip(base, area.y, strict=True)]
        axes.fill_between(
            _places(area),
            base,
            top,
            step="post",
            facecolor=area.colour,
            edgecolor=WHITE,
            hatch=HATCHES[area.pattern],
            linewidth=0.0,
            label=area.name,
        )
        base = top


def _draw_bars(axes: "Axes", bars: list[Series], *, lying: bool) -> None:
    """Stacked bars, what is negative below the axis, or left of it where they lie."""
    draw = axes.barh if lying else axes.bar
    above: dict[Any, float] = {}
    below: dict[Any, float] = {}
    for bar in bars:
        heights = [value or 0.0 for value in bar.y]
        places = _places(bar)
        sides = [above if height >= 0 else below for height in heights]
        bottoms = [side.get(x, 0.0) for side, x in zip(sides, places, strict=True)]
        for side, x, height in zip(sides, places, heights, strict=True):
            side[x] = side.get(x, 0.0) + height
        draw(
            places,
            heights,
            BAR_WIDTH,
            bottoms,
            color=bar.colour,
            edgecolor=WHITE if bar.pattern else INK,
            hatch=HATCHES[bar.pattern],
            linewidth=0.4,
            label=bar.name,
        )


def _places(series: Series) -> list[Any]:
    return [float("nan") if value is None else value for value in series.x]


def _numbers(line: Series) -> list[float]:
    return [float("nan") if value is None else value for value in line.y]


def _finish(chart: Chart, panels: list["Axes"]) -> None:
    """The shared horizontal axis and the notes."""
    across = chart.across
    panels[-1].set_xlabel(across.title)
    if across.ends is not None:
        panels[-1].set_xlim(*across.ends)
    if across.ticks:
        ends = [place for place, _ in across.ticks]
        ends.append(across.ends[1] if across.ends else ends[-1])
        middles = [(low + high) / 2 for low, high in pairwise(ends)]
        panels[-1].set_xticks(middles, [text for _, text in across.ticks], fontsize=7.5)
        for axes in panels:
            for place in ends[1:-1]:
                axes.axvline(place, color=MUTED, linewidth=0.6)
    for note in chart.notes:
        panels[0].annotate(
            note.text,
            (note.x, note.y),
            ha={"left": "right", "right": "left"}.get(note.side, "center"),
            va="center",
            fontsize=7,
            color=MUTED,
            bbox={"boxstyle": "square,pad=0.1", "facecolor": WHITE, "edgecolor": "none"},
        )


def _legend(panels: list["Axes"]) -> tuple[list[Any], list[str]]:
    handles: list[Any] = []
    names: list[str] = []
    for axes in panels:
        found, labels = axes.get_legend_handles_labels()
        handles += found
        names += labels
    return handles, names
