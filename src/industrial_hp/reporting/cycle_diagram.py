"""Log p-h and T-s diagram as PNG, SVG or PDF: side by side for each circuit of a machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.reporting.cycle_axes import draw_frame, log_ph_frame, ts_frame
from industrial_hp.reporting.figure_file import figure_file
from industrial_hp.results.log_ph_panels import DiagramPanel
from industrial_hp.results.ts_panels import TsPanel

if TYPE_CHECKING:
    from matplotlib.axes import Axes

PANEL_WIDTH_IN, PANEL_HEIGHT_IN = 7.0, 6.0
KEY_COLUMNS, KEY_ROW_IN = 4, 0.17  # the list of states below both panels

NAMES = {
    "saturation": "boiling and dew line",
    "isotherm": "isotherm, °C",
    "isobar": "isobar, bar",
    "isentrope": "isentrope",
    "quality": "vapour share",
    "compression": "compression",
    "exchange": "exchanger (isobar)",
    "mixing": "mixing, separation, spray (isobar)",
    "throttling": "throttling (isenthalp)",
}


def write_cycle_diagram(
    circuits: Sequence[tuple[DiagramPanel, TsPanel]], *, title: str, path: Path
) -> None:
    """Draw every circuit into a file whose suffix says the format; the same input, the same file.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    key_in = [KEY_ROW_IN * _key_rows(panel) for panel, _ in circuits]
    height_in = 0.6 + sum(PANEL_HEIGHT_IN + rows_in for rows_in in key_in)
    size_in = (2 * PANEL_WIDTH_IN, height_in)
    with figure_file(path, option="--plot", salt="cycle", title=title, size_in=size_in) as figure:
        ratios = [part for rows_in in key_in for part in (PANEL_HEIGHT_IN, rows_in)]
        grid = figure.add_gridspec(2 * len(circuits), 2, height_ratios=ratios)
        named: dict[str, Any] = {}
        for row, (log_ph, t_s) in enumerate(circuits):
            for column, frame in enumerate((log_ph_frame(log_ph), ts_frame(t_s))):
                named |= draw_frame(figure.add_subplot(grid[2 * row, column]), frame)
            _write_key(figure.add_subplot(grid[2 * row + 1, :]), log_ph)
        figure.legend(
            [named[style] for style in NAMES if style in named],
            [name for style, name in NAMES.items() if style in named],
            loc="outside lower center",
            ncols=4,
            fontsize=8,
        )


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
