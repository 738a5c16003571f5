"""Where the pages of a printed sheet end: before a section that would not fit on what is left.

A sheet is printed as wide as a page, so its columns give the scale and its rows, in that scale, the
room that they need.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from industrial_hp.reporting.text_size import ROW_POINTS, pixels

PAPER_POINTS = {9: (595.0, 842.0), 8: (842.0, 1191.0)}
"""Width and height of A4 and A3 upright, by the number that a workbook has for them."""
SIDE_IN, EDGE_IN = 0.5, 0.7
"""Margins at the sides, at top and bottom [in]."""
POINTS_PER_IN, POINTS_PER_PIXEL = 72.0, 0.75
USUAL_WIDTH = 8.43
ROOM_SHARE = 0.95
"""Part of a page that is counted on: printers and programs differ by a few points."""
FEWEST_ROWS = 6
"""Rows of a section that stand with its title where it is longer than a page."""


@dataclass
class LaidOut:
    """What is laid out on a sheet so far: widths of columns, heights of rows, sections."""

    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    sections: list[int] = field(default_factory=list)

    def page_breaks(
        self, rows: int, columns: int, *, sides: Sequence[float], header_row: int | None
    ) -> list[int]:
        """Rows above which a new page begins.

        Parameters
        ----------
        rows, columns : int
            Extent of what is printed.
        sides : (float, float)
            Width and height of the paper as it lies [pt].
        header_row : int, optional
            Row that is printed again on every page.
        """
        wide = sum(
            POINTS_PER_PIXEL * pixels(self.widths.get(column, USUAL_WIDTH))
            for column in range(columns)
        )
        scale = min(1.0, (sides[0] - 2 * SIDE_IN * POINTS_PER_IN) / wide)
        room = ROOM_SHARE * (sides[1] - 2 * EDGE_IN * POINTS_PER_IN) / scale
        header = 0.0 if header_row is None else self._points(header_row, header_row + 1)
        starts = sorted({row for row in self.sections if 0 < row < rows})
        used, found = self._points(0, starts[0] if starts else rows), []
        for start, end in pairwise((*starts, rows)):
            size, left = self._points(start, end), room - used
            few = self._points(start, min(end, start + FEWEST_ROWS))
            if size > left and used > header and (size <= room - header or few > left):
                found.append(start)
                used = header
            used += size
            while used > room:
                used += header - room
        return found

    def _points(self, start: int, end: int) -> float:
        """Height of the rows from one up to another [pt]."""
        return sum(self.heights.get(row, ROW_POINTS) for row in range(start, end))
