"""The page in a browser: opens from disk, draws, downloads, prints, and stays inside itself."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from tests.browser.drawn_page import (
    cut_axis_titles,
    labels_outside,
    open_all,
    overlapping_labels,
    pages_of_figures,
    partly_hidden_drawings,
    undrawn_figures,
)

from industrial_hp.reporting.web_page import write_web_page
from industrial_hp.results.solution import Solution, YearOperation

CASES = ("workbook", "one_source_one_sink", "plant_and_town")
LARGEST_BYTES = 8_000_000
FIGURES = {"schematic", "sankey", "load_duration", "dispatch", "monthly", "running_costs"}
PHONE_PX = 390
TOLERANCE_PX = 1.0

Open = Callable[..., Any]


@pytest.mark.parametrize("name", CASES)
def test_the_page_opens_from_disk_without_errors_or_requests(
    name: str, pages: dict[str, Path], opened: Open
) -> None:
    found = opened(pages[name])
    assert found.console == []
    outside = [url for url in found.requests if not url.startswith(("file:", "data:", "blob:"))]
    assert outside == []
    assert pages[name].stat().st_size < LARGEST_BYTES


@pytest.mark.parametrize("name", CASES)
def test_every_figure_is_drawn_with_its_data(
    name: str, pages: dict[str, Path], opened: Open
) -> None:
    page = opened(pages[name]).page
    open_all(page)
    drawn = page.evaluate(
        "Array.from(document.querySelectorAll('.plot')).map(e => e.dataset.figure)"
    )
    assert set(drawn) == set(page.evaluate("Object.keys(JSON.parse(figures.textContent))"))
    assert undrawn_figures(page) == []
    present = set(page.evaluate("Array.from(document.querySelectorAll('figure')).map(f => f.id)"))
    assert {f"figure-{key}" for key in FIGURES} <= present


def test_a_click_on_the_legend_hides_a_series(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"]).page
    plot = page.locator('.plot[data-figure="load_duration"]')
    plot.scroll_into_view_if_needed()
    plot.locator(".legendtoggle").first.click()
    page.wait_for_timeout(800)  # a second click would isolate the series
    hidden = page.evaluate(
        "document.querySelector('.plot[data-figure=load_duration]').data"
        ".filter(t => t.visible === 'legendonly').length"
    )
    assert hidden == 1


def test_the_course_of_days_has_a_range_slider(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"]).page
    plot = page.locator('.plot[data-figure="dispatch"]')
    plot.scroll_into_view_if_needed()
    grab = plot.locator(".rangeslider-grabarea-min").bounding_box()
    page.mouse.move(grab["x"] + 5, grab["y"] + 5)
    page.mouse.down()
    page.mouse.move(grab["x"] + 300, grab["y"] + 5, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    begin = page.evaluate(
        "document.querySelector('.plot[data-figure=dispatch]').layout.xaxis.range[0]"
    )
    assert begin > 1.0


def test_a_table_downloads_with_all_digits_and_no_formulas(
    pages: dict[str, Path], solutions: dict[str, Solution], opened: Open
) -> None:
    page = opened(pages["workbook"]).page
    with page.expect_download() as waiting:
        page.locator('button[data-table="key_figures"]').click()
    assert waiting.value.suggested_filename == "key_figures.csv"
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["Figure", "Unit", "Today", "Proposed", "Difference", "Runner-up"]
    cost = next(row for row in rows if row[0] == "Total annual cost, levelled")
    assert float(cost[3]) == solutions["workbook"].key_figure("total_annual_cost_eur").proposed
    with page.expect_download() as waiting:
        page.locator('button[data-table="streams"]').click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'@Hot water" in cells
    assert not any(len(cell) > 1 and cell[0] in "=@" for cell in cells)


def test_the_bars_of_the_tornado_download_with_their_names(
    pages: dict[str, Path], opened: Open
) -> None:
    page = opened(pages["plant_and_town"]).page
    with page.expect_download() as waiting:
        page.locator('button[data-series="tornado"]').click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {3}
    assert "Electricity, energy: 80 to 120%" in {name for _, _, name in rows}


def test_every_table_and_chart_can_be_downloaded(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"]).page
    tables, figures = page.evaluate(
        "[Array.from(document.querySelectorAll('table')).map(t => t.dataset.key),"
        " Array.from(document.querySelectorAll('.plot')).map(p => p.dataset.figure)]"
    )
    for attribute, keys in (("table", tables), ("series", figures)):
        assert len(keys) == len(set(keys)) > 5
        for key in keys:
            assert page.locator(f'button[data-{attribute}="{key}"]').count() == 1


def test_the_hours_of_a_year_are_a_heat_map_and_download_cell_by_cell(
    solutions: dict[str, Solution], opened: Open, tmp_path: Path
) -> None:
    times = pd.date_range("2025-01-01", periods=8760, freq="h").strftime("%Y-%m-%d %H:%M")
    hours = pd.DataFrame({"time": times, "network_heat_in_mw": 500.0 + np.arange(8760.0)})
    solution = replace(
        solutions["plant_and_town"],
        year=YearOperation(2025, 8760, 1.0, 1.0, float(hours.iloc[:, 1].sum()), 1.0, 1.0, 1.0, 0.0),
        year_hours=hours,
    )
    write_web_page(solution, tmp_path / "year.html")
    found = opened(tmp_path / "year.html")
    plot = found.page.locator('.plot[data-figure="hours_load"]')
    plot.scroll_into_view_if_needed()
    assert plot.locator(".heatmaplayer image").count() == 1
    assert "Heat [MW]" in plot.locator(".infolayer").text_content()
    drawn = plot.evaluate("plot => [plot._fullData[0].zmin, plot._fullData[0].zmax]")
    assert drawn == [0, 9259]  # the scale begins at nothing, whatever the least load
    assert found.console == []
    with found.page.expect_download() as waiting:
        found.page.locator('button[data-series="hours_load"]').click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == ["series", "x", "y", "value"]
    assert len(rows) == 1 + 8760
    assert ["Heat [MW]", "3", "1.5", "549"] in rows  # 3 January, 1 to 2 o'clock: hour 49


def test_printing_gives_a_pdf_with_every_section_and_no_cut_figure(
    pages: dict[str, Path], opened: Open, tmp_path: Path
) -> None:
    page = opened(pages["plant_and_town"]).page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    widths = page.evaluate(
        "Array.from(document.querySelectorAll('.plot .main-svg, svg.drawing'))"
        ".map(s => s.getBoundingClientRect().right)"
    )
    assert len(widths) > 10
    assert max(widths) <= 700 + TOLERANCE_PX
    page.emulate_media(media=None)
    data = page.pdf(prefer_css_page_size=True, path=str(tmp_path / "page.pdf"))
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") + data.count(b"/Type /Page ") >= 5


def test_no_figure_is_cut_by_the_end_of_a_printed_page(
    pages: dict[str, Path], opened: Open, tmp_path: Path
) -> None:
    sheets = pages_of_figures(opened(pages["plant_and_town"]).page, tmp_path / "page.pdf")
    assert len(sheets) > 12
    assert {figure: ends for figure, ends in sheets.items() if ends[0] != ends[1]} == {}


@pytest.mark.parametrize("width", [1280, PHONE_PX])
def test_the_page_never_scrolls_sideways(width: int, pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"], width).page
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, PHONE_PX])
def test_no_title_of_an_axis_is_cut(width: int, pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"], width).page
    open_all(page)
    assert cut_axis_titles(page) == []


def test_headings_alternatives_and_keyboard(pages: dict[str, Path], opened: Open) -> None:
    page = opened(pages["plant_and_town"]).page
    levels = page.evaluate(
        "Array.from(document.querySelectorAll('h1,h2,h3,h4')).map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    unnamed = page.evaluate(
        "Array.from(document.querySelectorAll('[role=img]')).filter(e =>"
        " !(e.getAttribute('aria-label') || e.getAttribute('aria-labelledby'))).length"
    )
    assert unnamed == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    reached = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert "How does it work?" in reached
    assert any(text.startswith("Download CSV") for text in reached)


@pytest.mark.parametrize("name", CASES)
def test_labels_of_schematic_and_sankey_do_not_overlap(
    name: str, pages: dict[str, Path], opened: Open
) -> None:
    page = opened(pages[name]).page
    assert overlapping_labels(page) == []
    assert labels_outside(page) == []
    assert partly_hidden_drawings(page) == []


def test_the_page_of_every_kind_of_stream_opens_without_errors_and_overlaps(
    page_of_a_kind: Path, opened: Open
) -> None:
    found = opened(page_of_a_kind)
    assert found.console == []
    assert overlapping_labels(found.page) == []
    drawn = found.page.evaluate("document.querySelectorAll('.plot .main-svg').length")
    assert drawn >= 3
