"""The pages of the large cases of the library: whole, readable, and printed without a cut."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

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

from industrial_hp import Solution
from industrial_hp.reporting.print_figures import all_charts
from industrial_hp.reporting.web_page import write_web_page

pytestmark = pytest.mark.long

CASES = sorted((Path(__file__).parents[2] / "cases").glob("*/expected.yaml"))
LARGEST_BYTES = 8_000_000
PHONE_PX = 390
MONEY = {"cash_flow", "running_costs", "sensitivity", "tornado", "price_map"}
OPERATION = {"load_duration", "dispatch", "monthly"}

Open = Callable[..., Any]


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.parent.name)
def solution(request: pytest.FixtureRequest, designed: Callable[[Path], Solution]) -> Solution:
    return designed(request.param.parent)


@pytest.fixture(scope="module")
def page_file(solution: Solution, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("large") / "report.html"
    write_web_page(solution, path)
    return path


def test_the_page_opens_from_disk_without_errors_or_requests(page_file: Path, opened: Open) -> None:
    found = opened(page_file)
    open_all(found.page)
    assert found.console == []
    outside = [url for url in found.requests if not url.startswith(("file:", "data:", "blob:"))]
    assert outside == []
    assert page_file.stat().st_size < LARGEST_BYTES


def test_every_figure_is_drawn_with_its_data(
    page_file: Path, solution: Solution, opened: Open
) -> None:
    page = opened(page_file).page
    open_all(page)
    assert undrawn_figures(page) == []
    shown = page.evaluate("Array.from(document.querySelectorAll('figure')).map(f => f.id)")
    keys = {figure.removeprefix("figure-") for figure in shown}
    assert keys == {chart.key for chart in all_charts(solution)} | {"schematic", "sankey"}
    assert keys >= MONEY | OPERATION
    machines = solution.equipment[solution.equipment["type"] == "heat_pump"]
    assert sum(key.startswith("log_ph") for key in keys) >= len(machines) > 0
    assert sum(key.startswith("balanced") for key in keys) > 0


@pytest.mark.parametrize("width", [1280, PHONE_PX])
def test_labels_neither_overlap_nor_are_cut(width: int, page_file: Path, opened: Open) -> None:
    page = opened(page_file, width).page
    open_all(page)
    assert overlapping_labels(page) == []
    assert labels_outside(page) == []
    assert cut_axis_titles(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert width == PHONE_PX or partly_hidden_drawings(page) == []


def test_no_figure_is_cut_by_the_end_of_a_printed_page(
    page_file: Path, opened: Open, tmp_path: Path
) -> None:
    sheets = pages_of_figures(opened(page_file).page, tmp_path / "page.pdf")
    assert {figure: ends for figure, ends in sheets.items() if ends[0] != ends[1]} == {}
