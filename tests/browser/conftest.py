"""Pages of small designs, and a headless Chromium that opens them from disk."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.reporting.web_page import write_web_page
from industrial_hp.results.solution import Solution

TESTS = Path(__file__).parents[1]
CASES = {
    "workbook": TESTS / "workbook" / "case",
    "one_source_one_sink": TESTS / "cases" / "one_source_one_sink.yaml",
    "plant_and_town": TESTS / "cases" / "plant_and_town",
}
KINDS = sorted(path for path in (TESTS.parent / "cases" / "kinds").iterdir() if path.is_dir())
REPORT_DATE = date(2026, 1, 2)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass
class Opened:
    """A page in the browser, with everything that it told or asked for."""

    page: Any
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture(scope="session")
def solutions() -> dict[str, Solution]:
    """A design of every small case."""
    return {name: design(read_case(path)) for name, path in CASES.items()}


@pytest.fixture(scope="session")
def pages(
    solutions: dict[str, Solution], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Path]:
    """The page of every small case."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for name, solution in solutions.items():
        found[name] = folder / f"{name}.html"
        write_web_page(solution, found[name], report_date=REPORT_DATE)
    return found


@pytest.fixture(params=KINDS, ids=lambda path: path.name)
def page_of_a_kind(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The page of a case for one kind of source or sink."""
    path = tmp_path / "report.html"
    write_web_page(design(read_case(request.param)), path, report_date=REPORT_DATE)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A headless Chromium of the system; without one the tests skip, in CI they fail."""
    program = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        program = None
    if program is None:
        message = "Chromium or Playwright is not installed: nothing opens the pages"
        if os.environ.get("INDUSTRIAL_HP_CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any) -> Iterator[Any]:
    """Open a page at a width and keep what it tells and what it asks for."""
    contexts = []

    def open_page(path: Path, width: int = 1280) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        found = Opened(context.new_page())
        found.page.on("console", lambda message: found.console.append(message.text))
        found.page.on("pageerror", lambda error: found.console.append(str(error)))
        found.page.on("request", lambda request: found.requests.append(request.url))
        found.page.goto(path.as_uri())
        found.page.wait_for_selector("html[data-ready]", state="attached")
        return found

    yield open_page
    for context in contexts:
        context.close()
