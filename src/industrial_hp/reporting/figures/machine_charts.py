"""Machines in pictures: log p-h and T-s of each circuit, both exchangers over their heat."""

import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

from industrial_hp.reporting.figures.chart import Axis, Chart, Note, Series
from industrial_hp.reporting.palette import BLUE, GREEN, GREY, INK, LINE, PURPLE, VERMILION, Dash
from industrial_hp.reporting.titles import stream_title, titles
from industrial_hp.results.log_ph_panels import DiagramPanel
from industrial_hp.results.machine_diagrams import ExchangerDiagram, MachineDiagrams
from industrial_hp.results.solution import Solution
from industrial_hp.results.ts_panels import TsPanel

LINES: dict[str, tuple[str, str, Dash, float]] = {
    "isentrope": ("Isentrope", LINE, "solid", 0.6),
    "quality": ("Vapour share", GREY, "dash", 0.6),
    "isobar": ("Isobar, labelled in bar", GREEN, "solid", 0.8),
    "isotherm": ("Isotherm, labelled in °C", GREEN, "solid", 0.8),
    "saturation": ("Boiling and dew line", INK, "solid", 2.0),
    "compression": ("Compression", VERMILION, "solid", 3.0),
    "exchange": ("Exchanger (isobar)", BLUE, "solid", 3.0),
    "mixing": ("Mixing, separation, spray (isobar)", BLUE, "dot", 2.0),
    "throttling": ("Throttling (isenthalp)", PURPLE, "dash", 2.0),
}
"""Name, colour, dash and width of each kind of line, those behind first."""
LABEL_ROOM, NUMBER_ROOM, EDGE = (0.05, 0.05), (0.02, 0.04), 0.035
"""Least distances of labels, of numbers and from the frame, as shares of width and height."""
WIDE_ROOM, WIDE_EDGE = (0.08, 0.06), 0.05
"""The same of labels with a unit."""


def log_ph_chart(machine: MachineDiagrams, panel: DiagramPanel, number: int) -> Chart:
    """Pressure over enthalpy of one circuit, its states numbered as in their table."""
    lines = ((line.style, line.h_kj_per_kg, line.p_bar) for line in panel.lines)
    points = [(point.number, point.h_kj_per_kg, point.p_bar) for point in panel.points]
    places = [_place(panel, h, p) for _, h, p in points]
    return Chart(
        f"log_ph_{machine.tag}_{number}",
        panel.title,
        f"Log p-h diagram with {len(panel.points)} states, from {panel.points[0].text}; the table "
        "of states holds the same numbers.",
        Axis(f"Specific enthalpy [kJ/kg], {panel.reference}", panel.h_range_kj_per_kg),
        (Axis("Pressure [bar]", panel.p_range_bar, logarithmic=True),),
        (*_lines(lines), _states(points, places)),
        tuple(_isotherm_notes(panel)),
    )


def ts_chart(machine: MachineDiagrams, panel: TsPanel, number: int) -> Chart:
    """Temperature over entropy of one circuit, its states numbered as in their table."""
    points = [(point.number, point.s_kj_per_kg_k, point.t_c) for point in panel.points]
    lines = ((line.style, line.s_kj_per_kg_k, line.t_c) for line in panel.lines)
    return Chart(
        f"t_s_{machine.tag}_{number}",
        f"{panel.title} (T-s)",
        f"T-s diagram with {len(points)} states between {min(t for _, _, t in points):.1f} and "
        f"{max(t for _, _, t in points):.1f} °C; the table of states holds the same numbers.",
        Axis("Specific entropy [kJ/(kg K)], convention of CoolProp", panel.s_range_kj_per_kg_k),
        (Axis("Temperature [°C]", panel.t_range_c),),
        (*_lines(lines), _states(points, [_ts_place(panel, s, t) for _, s, t in points])),
        tuple(_isobar_notes(panel)),
    )


def _ts_place(panel: TsPanel, s_kj_per_kg_k: float, t_c: float) -> tuple[float, float]:
    """Shares of the window, from its lower left corner."""
    (s_low, s_high), (t_low, t_high) = panel.s_range_kj_per_kg_k, panel.t_range_c
    return (s_kj_per_kg_k - s_low) / (s_high - s_low), (t_c - t_low) / (t_high - t_low)


def _isobar_notes(panel: TsPanel) -> list[Note]:
    """Pressure of each isobar, as far to the right as there is room beside states and notes."""
    notes: list[Note] = []
    taken = [_ts_place(panel, point.s_kj_per_kg_k, point.t_c) for point in panel.points]
    for line in panel.lines:
        ends = zip(line.s_kj_per_kg_k, line.t_c, strict=True)
        for s, t in sorted(ends, reverse=True) if line.label else ():
            place = _ts_place(panel, s, t)
            inside = all(WIDE_EDGE < share < 1.0 - WIDE_EDGE for share in place)
            if inside and all(_apart(place, other, WIDE_ROOM) for other in taken):
                taken.append(place)
                notes.append(Note(s, t, line.label))
                break
    return notes


def _lines(found: Iterable[tuple[str, tuple[float, ...], tuple[float, ...]]]) -> list[Series]:
    """A series for each kind of line, given by kind and both coordinates."""
    by_style = defaultdict(list)
    for style, across, up in found:
        by_style[style].append((across, up))
    series = []
    for style, (name, colour, dash, width) in LINES.items():
        if style in by_style:
            x = tuple(value for across, _ in by_style[style] for value in (*across, None))
            y = tuple(value for _, up in by_style[style] for value in (*up, None))
            series.append(Series(name, "line", x, y, colour, dash, width=width))
    return series


def _states(points: list[tuple[int, float, float]], places: list[tuple[float, float]]) -> Series:
    """A mark for each state; the numbers of those that nearly cover each other stand together."""
    marks: list[tuple[tuple[float, float], list[int]]] = []
    for (number, _, _), place in zip(points, places, strict=True):
        near = [numbers for other, numbers in marks if not _apart(place, other, NUMBER_ROOM)]
        if near:
            near[0].append(number)
        marks.append((place, [] if near else [number]))
    return Series(
        "State",
        "marker",
        tuple(x for _, x, _ in points),
        tuple(y for _, _, y in points),
        INK,
        labels=tuple(", ".join(map(str, numbers)) for _, numbers in marks),
    )


def _place(panel: DiagramPanel, h_kj_per_kg: float, p_bar: float) -> tuple[float, float]:
    """Shares of the window, from its lower left corner."""
    (h_low, h_high), (p_low, p_high) = panel.h_range_kj_per_kg, panel.p_range_bar
    return (
        (h_kj_per_kg - h_low) / (h_high - h_low),
        math.log(p_bar / p_low) / math.log(p_high / p_low),
    )


def _isotherm_notes(panel: DiagramPanel) -> list[Note]:
    """Temperature of each isotherm near its lowest point within the window."""
    notes: list[Note] = []
    taken: list[tuple[float, float]] = []
    for line in panel.lines:
        if line.style != "isotherm" or not line.label:
            continue
        inside = [
            (p, h)
            for h, p in zip(line.h_kj_per_kg, line.p_bar, strict=True)
            if all(EDGE < share < 1.0 - EDGE for share in _place(panel, h, p))
        ]
        if inside:
            p, h = min(inside)
            place = _place(panel, h, p)
            if all(_apart(place, other, LABEL_ROOM) for other in taken):
                taken.append(place)
                notes.append(Note(h, p, line.label))
    return notes


def _apart(one: tuple[float, float], other: tuple[float, float], room: tuple[float, float]) -> bool:
    """Whether two texts at shares of the window leave each other room."""
    return abs(one[0] - other[0]) > room[0] or abs(one[1] - other[1]) > room[1]


def exchanger_chart(
    solution: Solution, machine: MachineDiagrams, exchanger: ExchangerDiagram
) -> Chart:
    """Refrigerant and stream over heat with the smallest difference marked."""
    names = titles(solution.case)
    stream = stream_title(exchanger.stream, names)
    cold_side = exchanger.side == "evaporator"
    at = exchanger.approach_at_mw
    beside = _at(exchanger.machine_mw, exchanger.machine_c, at, upper=cold_side)
    side: Literal["left", "right"] = "right" if at < exchanger.machine_mw[-1] / 2 else "left"
    gap_ends = (beside, beside + (1.0 if cold_side else -1.0) * exchanger.approach_k)
    return Chart(
        f"{exchanger.side}_{machine.tag}",
        f"{exchanger.side.capitalize()} beside {stream}",
        f"Over {exchanger.machine_mw[-1]:.2f} MW at the design of the machine; the smallest "
        f"difference is {exchanger.approach_k:.1f} K, {exchanger.approach_wanted_k:.1f} K were "
        "asked for.",
        Axis("Heat from the cold end [MW]"),
        (Axis("Temperature [°C]"),),
        (
            Series(
                "Machine", "line", exchanger.machine_mw, exchanger.machine_c, VERMILION, width=3.0
            ),
            Series(
                stream,
                "line",
                exchanger.stream_mw,
                exchanger.stream_c,
                BLUE,
                "dash",
                width=3.0,
            ),
            Series("Smallest difference", "marker", (at, at), gap_ends, INK),
        ),
        (Note(at, sum(gap_ends) / 2, f"{exchanger.approach_k:.1f} K", side),),
    )


def _at(places: tuple[float, ...], values: tuple[float, ...], at: float, *, upper: bool) -> float:
    """Value at a place of a broken line; where it steps, the end nearer to the other side."""
    tolerance = 1e-9 * max(places[-1], 1.0)
    here = [v for p, v in zip(places, values, strict=True) if abs(p - at) <= tolerance]
    if here:
        return max(here) if upper else min(here)
    for number in range(1, len(places)):
        low, high = places[number - 1], places[number]
        if low < at < high:
            share = (at - low) / (high - low)
            return values[number - 1] + share * (values[number] - values[number - 1])
    return values[-1]
