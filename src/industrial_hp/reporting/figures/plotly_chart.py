"""A chart as data and layout of plotly, for the page; its script draws it there."""

from math import log10
from typing import Any

from industrial_hp.reporting.figures.chart import Axis, Chart, Note, Series
from industrial_hp.reporting.figures.svg import FONT
from industrial_hp.reporting.palette import INK, LINE, LOSS_AND_GAIN, MUTED, SEQUENCE, WHITE

DASHES = {"solid": "solid", "dash": "dash", "dot": "dot", "dashdot": "dashdot"}
PANEL_GAP, FIRST_PANEL_SHARE = 0.07, 0.58
FILL_OPACITY = 0.7
HEIGHT, PANEL_HEIGHT, SLIDER_HEIGHT, LEGEND_ROW = 380, 130, 60, 20
LOG_TICKS = [digit * 10.0**power for power in range(-3, 5) for digit in (1, 2, 5)]
"""Places of figures on a logarithmic axis, written out: of itself plotly writes 2 for 20."""
LONG_NAME, ROWS_OF_LONG, ROWS_OF_SHORT = 20, 0.75, 0.3
"""Parts of a row of the legend that names take on a page half as wide."""


def plotly_figure(chart: Chart) -> dict[str, Any]:
    """The figure as plain data that JSON can hold."""
    stacked = any(series.kind == "bar" for series in chart.series)
    layout: dict[str, Any] = {
        "font": {"family": FONT, "size": 13, "color": INK},
        "paper_bgcolor": WHITE,
        "plot_bgcolor": WHITE,
        "margin": {"l": 70, "r": 20, "t": 16, "b": 56},
        "height": _height(chart),
        "hovermode": "closest",
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        "xaxis": _across(chart),
        "annotations": [_note(note, chart) for note in chart.notes],
    }
    if stacked:
        layout |= {"barmode": "relative", "bargap": 0.35}
    for number, (axis, domain) in enumerate(zip(chart.up, _domains(chart), strict=True)):
        layout[f"yaxis{number + 1 if number else ''}"] = _up(axis, domain)
    return {"data": [_trace(series, chart) for series in chart.series], "layout": layout}


def _height(chart: Chart) -> int:
    names = [series.name for series in chart.series if series.in_legend]
    rows = sum(ROWS_OF_LONG if len(name) > LONG_NAME else ROWS_OF_SHORT for name in names)
    slider = SLIDER_HEIGHT if chart.range_slider else 0
    return HEIGHT + PANEL_HEIGHT * (len(chart.up) - 1) + slider + round(LEGEND_ROW * rows)


def _domains(chart: Chart) -> list[tuple[float, float]]:
    """Part of the height that each panel takes, from the top."""
    count = len(chart.up)
    if count == 1:
        return [(0.0, 1.0)]
    lower = (1.0 - FIRST_PANEL_SHARE) / (count - 1)
    domains = [(1.0 - FIRST_PANEL_SHARE, 1.0)]
    for number in range(1, count):
        top = domains[0][0] - lower * (number - 1) - PANEL_GAP
        domains.append((top - lower + PANEL_GAP, top))
    return domains


def _across(chart: Chart) -> dict[str, Any]:
    axis: dict[str, Any] = _axis(chart.across)
    axis["anchor"] = f"y{len(chart.up)}" if len(chart.up) > 1 else "y"
    if chart.range_slider:
        axis["rangeslider"] = {"visible": True, "thickness": 0.07, "bgcolor": WHITE}
    return axis


def _up(axis: Axis, domain: tuple[float, float]) -> dict[str, Any]:
    return _axis(axis) | {"domain": list(domain), "fixedrange": True}


def _axis(axis: Axis) -> dict[str, Any]:
    found: dict[str, Any] = {
        "title": {"text": axis.title, "standoff": 10},
        "gridcolor": LINE,
        "griddash": "dot",
        "zerolinecolor": MUTED,
        "linecolor": MUTED,
        "ticks": "outside",
        "automargin": True,
        "exponentformat": "none",
        "separatethousands": True,
    }
    if axis.logarithmic:
        found |= {"type": "log", "tickvals": LOG_TICKS, "ticktext": [f"{x:g}" for x in LOG_TICKS]}
    if axis.ends is not None:
        found["range"] = [_scaled(end, axis) for end in axis.ends]
    if axis.ticks:
        found |= {
            "tickmode": "array",
            "tickvals": [place for place, _ in axis.ticks],
            "ticktext": [_plain(text) for _, text in axis.ticks],
            "ticklabelposition": "outside right",
        }
    return found


def _scaled(value: float, axis: Axis) -> float:
    return log10(value) if axis.logarithmic else value


def _map(series: Series, chart: Chart) -> dict[str, Any]:
    colours = LOSS_AND_GAIN if series.two_sided else SEQUENCE
    most = max(abs(value) for row in series.cells for value in row)
    found: dict[str, Any] = {
        "type": "heatmap",
        "name": _plain(series.name),
        "x": list(series.x),
        "y": list(series.y),
        "z": [list(row) for row in series.cells],
        "zmin": -most if series.two_sided else 0.0,
        "zmax": most,  # without it the drawing script heeds no zmin
        "colorscale": [[n / (len(colours) - 1), colour] for n, colour in enumerate(colours)],
        "colorbar": {"title": {"text": _plain(series.name), "side": "right"}, "thickness": 14},
        "hovertemplate": f"{_plain(chart.across.title)}: %{{x}}<br>{_plain(chart.up[0].title)}: "
        "%{y}<br>%{z:.4~g}<extra></extra>",
    }
    if series.two_sided:
        found |= {"texttemplate": "%{z:.2f}", "textfont": {"color": INK}, "xgap": 1, "ygap": 1}
    return found


def _trace(series: Series, chart: Chart) -> dict[str, Any]:
    if series.kind == "map":
        return _map(series, chart)
    trace: dict[str, Any] = {
        "name": _plain(series.name),
        "x": list(series.x),
        "y": [None if value is None else float(f"{value:.6g}") for value in series.y],
        "xaxis": "x",
        "yaxis": f"y{series.panel + 1 if series.panel else ''}",
        "showlegend": series.in_legend,
    }
    if series.kind == "bar":
        return trace | {"type": "bar", "marker": _filled(series)} | _lying(trace, chart)
    line = {"color": series.colour, "dash": DASHES[series.dash], "width": series.width}
    trace |= {"type": "scatter", "line": line, "connectgaps": False}
    if series.kind == "marker":
        return trace | _marked(series)
    trace["mode"] = "lines"
    if series.kind in ("step", "area"):
        line["shape"] = "hv"
    if series.kind == "area":
        line["width"] = 0.8
        trace |= {
            "stackgroup": "supply",
            "fillcolor": series.colour,
            "fillpattern": _pattern(series),
        }
    return trace


def _lying(trace: dict[str, Any], chart: Chart) -> dict[str, Any]:
    """What makes bars lie, where they do."""
    return {"orientation": "h", "x": trace["y"], "y": trace["x"]} if chart.lying else {}


def _filled(series: Series) -> dict[str, Any]:
    return {
        "color": series.colour,
        "pattern": _pattern(series),
        "line": {"color": INK, "width": 0.5},
    }


def _pattern(series: Series) -> dict[str, Any]:
    """White strokes upon the colour, so that areas differ without colour too."""
    if not series.pattern:
        return {"shape": ""}
    return {
        "shape": series.pattern,
        "fgcolor": WHITE,
        "bgcolor": series.colour,
        "size": 7,
        "solidity": 0.18,
    }


def _marked(series: Series) -> dict[str, Any]:
    found: dict[str, Any] = {
        "mode": "markers+text" if series.labels else "markers",
        "marker": {"color": series.colour, "size": 8, "symbol": "circle"},
    }
    if series.labels:
        found |= {"text": list(series.labels), "textposition": "top right"}
        found["textfont"] = {"size": 13, "color": series.colour}
    return found


def _note(note: Note, chart: Chart) -> dict[str, Any]:
    return {
        "x": note.x,
        "y": _scaled(note.y, chart.up[0]),
        "text": _plain(note.text),
        "xanchor": {"left": "right", "right": "left"}.get(note.side, "center"),
        "xshift": {"left": -6, "right": 6}.get(note.side, 0),
        "showarrow": False,
        "font": {"size": 11, "color": MUTED},
        "bgcolor": WHITE,
        "borderpad": 1,
    }


def _plain(text: str) -> str:
    """A text in which the drawing script finds no markup of its own."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
