"""Machines in pictures: log p-h of each circuit, temperature over heat of both exchangers."""

import math
from collections import defaultdict
from typing import Literal

from industrial_hp.reporting.figures.chart import Axis, Chart, Note, Series
from industrial_hp.reporting.palette import BLUE, GREEN, GREY, INK, LINE, PURPLE, VERMILION, Dash
from industrial_hp.reporting.titles import titles
from industrial_hp.results.log_ph_panels import DiagramPanel
from industrial_hp.results.machine_diagrams import ExchangerDiagram, MachineDiagrams
from industrial_hp.results.solution import Solution

LINES: dict[str, tuple[str, str, Dash, float]] = {
    "isentrope": ("Isentrope", LINE, "solid", 0.6),
    "quality": ("Vapour share", GREY, "dash", 0.6),
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


def log_ph_chart(machine: MachineDiagrams, panel: DiagramPanel, number: int) -> Chart:
    """Pressure over enthalpy of one circuit, its states numbered as in their table."""
    by_style = defaultdict(list)
    for line in panel.lines:
        by_style[line.style].append(line)
    series = []
    for style, (name, colour, dash, width) in LINES.items():
        lines = by_style.get(style, [])  # type: ignore[call-overload]
        if lines:
            h = tuple(value for line in lines for value in (*line.h_kj_per_kg, None))
            p = tuple(value for line in lines for value in (*line.p_bar, None))
            series.append(Series(name, "line", h, p, colour, dash, width=width))
    series.append(_states(panel))
    return Chart(
        f"log_ph_{machine.tag}_{number}",
        panel.title,
        f"Log p-h diagram with {len(panel.points)} states, from {panel.points[0].text}; the table "
        "of states holds the same numbers.",
        Axis(f"Specific enthalpy [kJ/kg], {panel.reference}", panel.h_range_kj_per_kg),
        (Axis("Pressure [bar]", panel.p_range_bar, logarithmic=True),),
        tuple(series),
        tuple(_isotherm_notes(panel)),
    )


def _states(panel: DiagramPanel) -> Series:
    """A mark for each state; the numbers of those that nearly cover each other stand together."""
    marks: list[tuple[tuple[float, float], list[int]]] = []
    for point in panel.points:
        place = _place(panel, point.h_kj_per_kg, point.p_bar)
        near = [numbers for other, numbers in marks if not _apart(place, other, NUMBER_ROOM)]
        if near:
            near[0].append(point.number)
        marks.append((place, [] if near else [point.number]))
    return Series(
        "State",
        "marker",
        tuple(point.h_kj_per_kg for point in panel.points),
        tuple(point.p_bar for point in panel.points),
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
    stream = names.get(exchanger.stream, exchanger.stream)
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
