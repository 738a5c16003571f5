"""Pictures of the documents from a finished result: python docs/screenshots.py DIR.

Needs Playwright (python -m pip install playwright) and a Chromium of the system.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

FIGURES = Path(__file__).parent / "figures"
WIDTH_PX, HEIGHT_PX = 1280, 1480


def main(folder: Path) -> None:
    """Take the upper part of the page at 1280 px."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        page.goto((folder / "report.html").resolve().as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        page.screenshot(path=str(FIGURES / "report_page.png"))
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
