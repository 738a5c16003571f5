"""Text of a case that looks like markup or a script is shown as text, everywhere on the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.reporting.web_page import write_web_page

CASE = Path(__file__).parents[1] / "cases" / "one_source_one_sink.yaml"
EVIL = "<img src=x onerror=alert(1)></script><script>window.hacked=1</script>{{7*7}}"


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    data |= {"title": EVIL, "description": EVIL}
    for group in ("zones", "sources", "sinks", "boilers"):
        data[group][0]["title"] = f"{group} {EVIL}"
    data["sources"][0]["reason"] = EVIL
    path = tmp_path_factory.mktemp("hostile") / "report.html"
    write_web_page(design(Case.model_validate(data)), path)
    return path


def test_markup_in_a_case_is_shown_and_never_run(
    page_file: Path, opened: Callable[[Path], Any]
) -> None:
    found = opened(page_file)
    page = found.page
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.wait_for_timeout(500)
    assert found.console == []
    assert page.evaluate("window.hacked") is None
    assert page.evaluate("document.querySelectorAll('img[src=x]').length") == 0
    assert page.locator("h1").text_content() == EVIL
    assert "{{7*7}}" in page.locator("h1").text_content()
    legend = page.locator('.plot[data-figure^="condenser"] .legendtext').all_text_contents()
    assert any("<img src=x" in text for text in legend)


def test_markup_stays_text_without_a_browser(page_file: Path) -> None:
    text = page_file.read_text(encoding="utf-8")
    assert "<img src=x" not in text
    assert "window.hacked=1</script>" not in text
