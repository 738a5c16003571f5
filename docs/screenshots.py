"""Pictures of the documents from a finished result: python docs/screenshots.py DIR.

Upper part of the page, the system, balanced curves of the first zone, price map, log p-h and T-s of
the first machine, and the summary of the workbook as it is printed. Needs Playwright (python -m pip
install playwright), a Chromium of the system, LibreOffice and pdftoppm.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

FIGURES = Path(__file__).parent / "figures"
WIDTH_PX, HEIGHT_PX = 1280, 1480
CHARTS = {
    "system": "schematic",
    "balanced": "balanced_",
    "price_map": "price_map",
    "log_ph": "log_ph_",
    "t_s": "t_s_",
}
"""Picture, and how the name of the chart on the page begins."""
SUMMARY_PAGE = 2
DOTS_PER_INCH = 90


def main(folder: Path, pictures: Path) -> None:
    """Take all pictures of a result."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH_PX, "height": HEIGHT_PX})
        page.goto((folder / "report.html").resolve().as_uri())
        page.wait_for_selector("html[data-ready]", state="attached")
        page.screenshot(path=str(pictures / "report_page.png"))
        _charts(page, pictures)
        browser.close()
    _workbook(folder / "report.xlsx", pictures / "workbook_summary.png")


def _charts(page: Page, pictures: Path) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })")
    for picture, begins in CHARTS.items():
        chart = page.locator(f"figure[id^='figure-{begins}']").first
        chart.scroll_into_view_if_needed()
        page.wait_for_timeout(500)  # charts are drawn when they come into view
        chart.screenshot(path=str(pictures / f"{picture}.png"))


def _workbook(workbook: Path, picture: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        profile = f"-env:UserInstallation={(Path(place) / 'profile').as_uri()}"
        convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", place]
        subprocess.run([*convert, str(workbook)], check=True, stdout=subprocess.DEVNULL)
        page, size = str(SUMMARY_PAGE), str(DOTS_PER_INCH)
        draw = ["pdftoppm", "-png", "-singlefile", "-r", size, "-f", page, "-l", page]
        pdf = Path(place) / workbook.with_suffix(".pdf").name
        subprocess.run([*draw, str(pdf), str(picture.with_suffix(""))], check=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else FIGURES)
