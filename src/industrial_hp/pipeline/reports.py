"""Results and reports of a solution, into a folder or anew from one."""

import importlib.metadata
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from industrial_hp.errors import CaseError, Finding, OutputError
from industrial_hp.results.comparison import Comparison, compared
from industrial_hp.results.solution import Solution

T = TypeVar("T")

FORMATS = ("json", "csv", "xlsx", "html")
"""Formats that are written unless others are named; ``svg`` is the figures for print."""
REPORTS = ("xlsx", "html")
"""Reports that are one file."""


def available_formats() -> tuple[str, ...]:
    """Every format that can be written here: the page needs the extra ``html``."""
    from industrial_hp.reporting.page_frame import missing_page_tools

    return tuple(name for name in FORMATS if name != "html" or not missing_page_tools())


def check_formats(formats: tuple[str, ...]) -> None:
    """Be sure that reports can be written.

    Raises
    ------
    UsageError
        If jinja2 or plotly, for the page, or matplotlib, for the figures, is not installed.
    """
    from industrial_hp.reporting.figures.print_chart import require_matplotlib
    from industrial_hp.reporting.page_frame import require_page_tools

    if "html" in formats:
        require_page_tools()
    if "svg" in formats:
        require_matplotlib()


def write_report(
    solution: Solution, folder: str | Path, formats: tuple[str, ...] | None = None
) -> Solution:
    """Write results, workbook, page and figures into a folder.

    Parameters
    ----------
    solution : Solution
        The answer.
    folder : str or Path
        Made if it is not there.
    formats : tuple of str, optional
        Any of json, csv, xlsx, html, svg (the figures for print); by default all but svg, as far
        as they can be written here. ``status.json`` and the resolved case are always written.

    Returns
    -------
    Solution
        The same answer with the time that the report took.

    Raises
    ------
    UsageError
        If the page is asked for and jinja2 or plotly is not installed.
    """
    from industrial_hp.export.planning_files import write_result_files

    chosen = available_formats() if formats is None else formats
    path, started = Path(folder), time.perf_counter()
    check_formats(chosen)
    path.mkdir(parents=True, exist_ok=True)
    for name in chosen:
        if name in REPORTS:
            _writer(name)(solution, path / f"report.{name}")
    _write_figures(solution, path, chosen)
    report_s = {"report": time.perf_counter() - started}
    solution = replace(solution, timings_s=solution.timings_s | report_s)
    write_result_files(solution, path, chosen)
    return solution


def report_again(folder: str | Path, formats: tuple[str, ...] | None = None) -> tuple[Path, ...]:
    """Write workbook, page and figures of a finished result anew, without solving.

    Parameters
    ----------
    folder : str or Path
        A folder that `write_report` has filled, json among its formats.
    formats : tuple of str, optional
        Any of xlsx, html, svg; by default workbook and page, if it can be written here.

    Returns
    -------
    tuple of Path
        The files written; each is replaced when the new one is whole.

    Raises
    ------
    CaseError
        If the folder holds no result that can be read.
    UsageError
        If the page is asked for and jinja2 or plotly is not installed.
    OutputError
        If a file cannot be replaced.
    """
    from industrial_hp.export.results_reader import read_results

    chosen = available_formats() if formats is None else formats
    check_formats(chosen)
    solution = read_results(folder)
    written = tuple(
        _replaced(Path(folder) / f"report.{name}", _writer(name), solution)
        for name in chosen
        if name in REPORTS
    )
    return (*written, *_write_figures(solution, Path(folder), chosen))


def compare_results(
    folders: Sequence[str | Path], out: str | Path, formats: tuple[str, ...] | None = None
) -> tuple[Path, ...]:
    """Set finished results side by side in a workbook and on a page.

    Parameters
    ----------
    folders : sequence of str or Path
        Two or more folders that `write_report` has filled.
    out : str or Path
        Folder for ``compare.xlsx`` and ``compare.html``; made if it is not there.
    formats : tuple of str, optional
        Any of xlsx, html; by default all that can be written here.

    Returns
    -------
    tuple of Path
        The files written.

    Raises
    ------
    CaseError
        If a folder holds no result that can be read; all such folders are named.
    UsageError
        If the page is asked for and jinja2 or plotly is not installed.
    OutputError
        If a file cannot be written.
    """
    chosen = available_formats() if formats is None else formats
    check_formats(chosen)
    paths = [Path(folder) for folder in folders]
    comparison = compared(_told_apart(paths), _all_read(paths))
    place = Path(out)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{place} cannot be made: {error.strerror or error}") from error
    return tuple(
        _replaced(place / f"compare.{name}", _comparison_writer(name), comparison)
        for name in chosen
        if name in REPORTS
    )


def _all_read(paths: Sequence[Path]) -> list[Solution]:
    from industrial_hp.export.results_reader import read_results

    found: list[Solution] = []
    findings: list[Finding] = []
    for path in paths:
        try:
            found.append(read_results(path))
        except CaseError as error:
            findings += error.findings
    if findings:
        raise CaseError(findings)
    return found


def _told_apart(paths: Sequence[Path]) -> list[str]:
    """Names of folders; whole paths where two have the same name."""
    names = [path.resolve().name for path in paths]
    if len(set(names)) == len(names):
        return names
    return [f"{number}: {path}" for number, path in enumerate(paths, start=1)]


def _replaced(path: Path, write: Callable[[T, Path], None], shown: T) -> Path:
    unfinished = path.with_name(f"{path.name}.partial")
    try:
        write(shown, unfinished)
        unfinished.replace(path)
    except OSError as error:
        raise OutputError(
            f"{path} cannot be replaced: {error.strerror or error}. Is it open in another program?"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def _write_figures(solution: Solution, folder: Path, formats: tuple[str, ...]) -> tuple[Path, ...]:
    if "svg" not in formats:
        return ()
    from industrial_hp.reporting.print_figures import write_print_figures

    write_print_figures(solution, folder / "figures")
    return (folder / "figures",)


def _writer(name: str) -> Callable[[Solution, Path], None]:
    """What writes a report of a format; loaded when needed."""
    if name == "xlsx":
        from industrial_hp.reporting.workbook import write_workbook

        return write_workbook
    from industrial_hp.reporting.web_page import write_web_page

    return write_web_page


def _comparison_writer(name: str) -> Callable[[Comparison, Path], None]:
    if name == "xlsx":
        from industrial_hp.reporting.comparison_workbook import write_comparison_workbook

        return write_comparison_workbook
    from industrial_hp.reporting.comparison_page import write_comparison_page

    version = importlib.metadata.version("industrial-hp")
    return partial(write_comparison_page, tool=version)
