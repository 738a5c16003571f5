"""What a page shows in the browser and on paper, read as a reader would see it."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DRAWINGS = ("schematic", "sankey")
ROOM_PX, TOLERANCE_PX = 2.0, 1.0
BOXES = """key => Array.from(document.querySelectorAll(`#figure-${key} svg text`)).map(text => {
    const box = text.getBBox();
    return [box.x, box.y, box.x + box.width, box.y + box.height, text.textContent]; })"""
SIZE = """key => { const box = document.querySelector(`#figure-${key} svg`).viewBox.baseVal;
    return [box.width, box.height]; }"""
DRAWN = """Array.from(document.querySelectorAll('.plot')).map(plot => [plot.dataset.figure,
    plot.querySelectorAll('.trace, .bars, .heatmaplayer image, .heatmaplayer .hm').length,
    (plot.data || []).every(trace => (trace.z || [trace.y]).flat().some(v => v !== null))])"""
CUT_TITLES = """room => Array.from(document.querySelectorAll('.plot')).flatMap(plot => {
    const frame = plot.querySelector('.main-svg').getBoundingClientRect();
    return Array.from(plot.querySelectorAll('.xtitle, .ytitle, .y2title, .y3title'))
      .filter(title => { const box = title.getBoundingClientRect();
        return box.left < frame.left - room || box.right > frame.right + room
          || box.top < frame.top - room || box.bottom > frame.bottom + room; })
      .map(title => plot.dataset.figure + ': ' + title.textContent); })"""
HIDDEN = """key => { const frame = document.querySelector(`#figure-${key} .scroll`);
    return frame.scrollWidth > frame.clientWidth; }"""
MARK = """(() => { const figures = Array.from(document.querySelectorAll('figure'))
    .filter(figure => !figure.closest('.screen-only'));
    figures.forEach((figure, number) => {
      for (const [word, place] of [['begin', 'afterbegin'], ['end', 'beforeend']]) {
        const mark = document.createElement('span');
        mark.textContent = ` ${word}mark${number}x `;
        mark.style.cssText = 'font-size: 4px; color: #fff; display: block; line-height: 4px';
        figure.insertAdjacentElement(place, mark); } });
    return figures.map(figure => figure.id); })()"""
PHRASES = re.compile(r"(begin|end)mark(\d+)x")


def open_all(page: Any) -> None:
    """Open the folded parts and let them be drawn."""
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    page.wait_for_timeout(500)


def undrawn_figures(page: Any) -> list[str]:
    """Charts without marks on paper, or with a series that holds nothing."""
    return [key for key, traces, full in page.evaluate(DRAWN) if not traces or not full]


def overlapping_labels(page: Any) -> list[tuple[str, str]]:
    """Texts of schematic and Sankey that cover each other."""
    found = []
    for key in DRAWINGS:
        boxes = page.evaluate(BOXES, key)
        assert len(boxes) > 4
        found += [
            (a[4], b[4])
            for i, a in enumerate(boxes)
            for b in boxes[i + 1 :]
            if a[0] < b[2]
            and b[0] < a[2]
            and a[1] + ROOM_PX < b[3] - ROOM_PX
            and b[1] + ROOM_PX < a[3] - ROOM_PX
        ]
    return found


def labels_outside(page: Any) -> list[str]:
    """Texts of schematic and Sankey that the edge of the drawing cuts."""
    found = []
    for key in DRAWINGS:
        width, height = page.evaluate(SIZE, key)
        found += [
            text
            for left, top, right, bottom, text in page.evaluate(BOXES, key)
            if left < 0 or top < 0 or right > width or bottom > height
        ]
    return found


def partly_hidden_drawings(page: Any) -> list[str]:
    """Drawings that must be moved sideways to be seen whole."""
    return [key for key in DRAWINGS if page.evaluate(HIDDEN, key)]


def cut_axis_titles(page: Any) -> list[str]:
    """Titles of axes that reach out of their chart."""
    return list(page.evaluate(CUT_TITLES, TOLERANCE_PX))


def pages_of_figures(page: Any, path: Path) -> Mapping[str, tuple[int, int]]:
    """Print the page: on which sheet each figure begins and on which it ends."""
    figures = page.evaluate(MARK)
    page.pdf(path=str(path), prefer_css_page_size=True)
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, text=True
    ).stdout
    found: dict[tuple[str, str], int] = {}
    for number, sheet in enumerate(text.split("\f"), start=1):
        found |= dict.fromkeys(PHRASES.findall(sheet), number)
    return {
        figure: (found["begin", str(index)], found["end", str(index)])
        for index, figure in enumerate(figures)
    }
