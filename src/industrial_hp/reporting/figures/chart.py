"""A figure as plain data: series over axes with units, drawn by the page and by the print."""

from dataclasses import dataclass, field
from typing import Literal

from industrial_hp.reporting.palette import Dash, Pattern

SeriesKind = Literal["line", "step", "area", "bar", "marker", "map"]
Value = float | str | None
"""A place on an axis; none breaks a line."""


@dataclass(frozen=True)
class Series:
    """One series: a step holds its value up to the next place; areas and bars are stacked.

    A map colours a cell at every pair of places, with a name that holds the unit.
    """

    name: str
    kind: SeriesKind
    x: tuple[Value, ...]
    y: tuple[float | None, ...]
    colour: str
    dash: Dash = "solid"
    pattern: Pattern = ""
    width: float = 2.0
    panel: int = 0
    """Panel from the top that the series is drawn in."""
    labels: tuple[str, ...] = ()
    """What stands beside each place."""
    in_legend: bool = True
    cells: tuple[tuple[float, ...], ...] = ()
    """Values of a map: a row for each place up, in it one for each place across."""
    two_sided: bool = False
    """Whether a map tells gains from losses: its colours part at zero, and each cell is written."""


@dataclass(frozen=True)
class Note:
    """A text at a place of the first panel, or on one side of it."""

    x: Value
    y: float
    text: str
    side: Literal["center", "left", "right"] = "center"


@dataclass(frozen=True)
class Axis:
    """Title with unit, and the ends where they are not left to the data."""

    title: str
    ends: tuple[float, float] | None = None
    logarithmic: bool = False
    ticks: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True)
class Chart:
    """A figure.

    Attributes
    ----------
    key : str
        Name of the figure, usable as name of a file.
    title, alternative : str
        Heading, and what a reader who cannot see it is told.
    across : Axis
        The horizontal axis, shared by all panels.
    up : tuple of Axis
        The vertical axis of each panel, from the top.
    series : tuple of Series
        In the order of the legend.
    notes : tuple of Note
        Texts beside places.
    range_slider : bool
        Whether a part of the horizontal axis can be chosen.
    lying : bool
        Whether bars lie: their names then stand beside the vertical axis, the first lowest.
    """

    key: str
    title: str
    alternative: str
    across: Axis
    up: tuple[Axis, ...]
    series: tuple[Series, ...]
    notes: tuple[Note, ...] = field(default=())
    range_slider: bool = False
    lying: bool = False
