"""Pieces of an SVG drawing: text is escaped, sizes are in pixels of its own grid."""

from dataclasses import dataclass
from html import escape

from industrial_hp.reporting.palette import INK
from industrial_hp.reporting.text_size import WIDTH

FONT = "Arial, Helvetica, 'Liberation Sans', sans-serif"
DIGIT_SHARE = 0.556
"""Width of a digit over the size of its font."""
BOLD_FACTOR = 1.08


LEAST_SCALE, LARGEST_SCALE = 0.7, 1.1
"""No drawing is shown smaller on a screen, lest its texts be lost; none is blown up more."""
DESK = 1180.0
"""Width of the page on a desk [px]: a drawing is shown so small that it fits."""
WIDE = 1150.0
"""A drawing of more pixels is printed across the page."""


@dataclass(frozen=True)
class Rectangle:
    """Left upper corner and size."""

    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Rectangle", room: float = 0.0) -> bool:
        """Whether two rectangles come nearer than some room."""
        apart = (
            self.x + self.width + room <= other.x
            or other.x + other.width + room <= self.x
            or self.y + self.height + room <= other.y
            or other.y + other.height + room <= self.y
        )
        return not apart


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in a font of Helvetica's measures."""
    digits = sum(WIDTH.get(letter, 1.0) for letter in text)
    return digits * DIGIT_SHARE * size * (BOLD_FACTOR if bold else 1.0)


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """A text broken between words into lines that fit, as far as words fit."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, bold=bold) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(lines)


def shortened(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """A text as long as it fits; the rest is left out behind an ellipsis."""
    if text_width(text, size, bold=bold) <= room:
        return text
    while text and text_width(f"{text}…", size, bold=bold) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def written(
    x: float,
    y: float,
    text: str,
    size: float,
    *,
    anchor: str = "start",
    weight: str = "normal",
    colour: str = INK,
    halo: bool = False,
) -> str:
    """A line of text; with a halo it stays readable upon lines."""
    around = ' stroke="#fff" stroke-width="4" paint-order="stroke"' if halo else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size:g}" text-anchor="{anchor}" '
        f'font-weight="{weight}" fill="{colour}"{around}>{escape(text)}</text>'
    )


def drawing(key: str, width: float, height: float, parts: list[str], told: tuple[str, str]) -> str:
    """The whole drawing with its title and its alternative text."""
    title, alternative = map(escape, told)
    kind = "drawing wide" if width > WIDE else "drawing"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'role="img" aria-labelledby="{escape(key)}-title {escape(key)}-desc" '
        f'font-family="{FONT}" class="{kind}" '
        f'style="min-width:{min(LEAST_SCALE * width, DESK):.0f}px;'
        f'max-width:{LARGEST_SCALE * width:.0f}px">'
        f'<title id="{escape(key)}-title">{title}</title>'
        f'<desc id="{escape(key)}-desc">{alternative}</desc>{"".join(parts)}</svg>'
    )
