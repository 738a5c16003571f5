"""The one palette of workbook, page and print: seven colours, four dashes, four patterns.

The colours are those of Okabe & Ito (2008), told apart by colour-blind eyes. Colour never stands
alone: lines differ in their dashes, areas and bars in their patterns, and neighbours in lightness,
so that a grey print can be read.
"""

from typing import Literal

INK, MUTED, LINE = "#1F2933", "#5B6770", "#B8C2CC"
BLUE, ORANGE, GREEN, VERMILION, SKY, GREY = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#56B4E9",
    "#8A949C",
)
PURPLE = "#CC79A7"
WHITE = "#FFFFFF"

Dash = Literal["solid", "dash", "dot", "dashdot"]
Pattern = Literal["", "/", "x", "."]
SERIES: tuple[tuple[str, Dash, Pattern], ...] = (
    (BLUE, "solid", "/"),
    (ORANGE, "dash", ""),
    (GREEN, "dot", "x"),
    (VERMILION, "dashdot", "."),
    (SKY, "solid", ""),
    (PURPLE, "dash", "/"),
    (GREY, "dot", ""),
    (INK, "dashdot", "x"),
)
"""Colour, dash and pattern of the first, second, ... series of a figure."""
SEQUENCE = (WHITE, SKY, BLUE, INK)
"""From nothing to the largest value of a map: ever darker, so that grey tells it too."""
LOSS_AND_GAIN = (ORANGE, WHITE, SKY)
"""From the greatest loss over nothing to the greatest gain: light enough to be written upon."""
CARRIERS = {"heat": VERMILION, "electricity": BLUE, "loss": GREY}
FUEL = ORANGE
"""Colour of every other carrier."""
KINDS = {
    "source": SKY,
    "heat_pump": BLUE,
    "boiler": ORANGE,
    "cooler": GREY,
    "loop": GREEN,
    "heat_store": PURPLE,
    "sink": VERMILION,
    "supply": GREY,
    "loss": GREY,
}
"""Colour of the frame of what takes part in a system."""


def series_style(index: int) -> tuple[str, Dash, Pattern]:
    """Colour, dash and pattern of a series; a colour that comes again has another pattern."""
    turn, place = divmod(index, len(SERIES))
    colour, dash, _ = SERIES[place]
    return colour, dash, SERIES[(place + turn) % len(SERIES)][2]
