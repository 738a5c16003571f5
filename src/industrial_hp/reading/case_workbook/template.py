"""The input workbook as a file: empty with examples, or filled from a case."""

import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from xlsxwriter import Workbook

from industrial_hp.case.case import Case
from industrial_hp.errors import CaseError, OutputError, UsageError
from industrial_hp.reading.case_workbook.book import Book
from industrial_hp.reading.case_workbook.cell_writer import stated_value
from industrial_hp.reading.case_workbook.choice_lists import ChoiceLists
from industrial_hp.reading.case_workbook.form_sheet import write_form
from industrial_hp.reading.case_workbook.layout import Form, Sheet, Table, workbook_layout
from industrial_hp.reading.case_workbook.lists_sheet import write_lists
from industrial_hp.reading.case_workbook.series_sheet import users_of_series, write_series
from industrial_hp.reading.case_workbook.start_sheet import write_start
from industrial_hp.reading.case_workbook.styles import TemplateStyles
from industrial_hp.reading.case_workbook.table_sheet import write_table
from industrial_hp.reading.read_case import WORKBOOK, read_case

EXAMPLE_CASE = "example_case.yaml"
KEPT_DIGITS = 1e-15
"""Relative: the file format of workbooks keeps sixteen digits of a number."""


def write_template(path: str | Path, case: Case | None = None, *, force: bool = False) -> Path:
    """Write an input workbook.

    Parameters
    ----------
    path : str or Path
        The .xlsx file.
    case : Case or None
        The case that it is filled from; reading it gives the same case. Without one, the
        workbook is empty and shows examples, which are not read.
    force : bool
        Replace a file that is there.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    UsageError
        If the name does not end in .xlsx.
    OutputError
        If the file is there already, cannot be written, or would not give the same case.
    """
    path = Path(path)
    if path.suffix.lower() != WORKBOOK:
        raise UsageError(f"{path}: an input workbook is a file whose name ends in {WORKBOOK}")
    if path.exists() and not (force and path.is_file()):
        mend = "name another file" if path.is_dir() else "name another file, or add --force"
        raise OutputError(f"{path} exists; {mend}")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".template-") as folder:
            draft = Path(folder) / f"draft{WORKBOOK}"
            _write(draft, case)
            if case is not None:
                _require_same(draft, case)
            os.replace(draft, path)
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error
    return path


@cache
def example_case() -> Case:
    """A small study with an object of each kind, for the examples of the template."""
    text = files("industrial_hp.reading.case_workbook").joinpath(EXAMPLE_CASE).read_text("utf-8")
    return Case.model_validate(yaml.safe_load(text))


def _write(path: Path, case: Case | None) -> None:
    layout, example = workbook_layout(), example_case()
    shown = example if case is None else case
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties({"title": case.title if case else "Input workbook"})
        book = Book(workbook, TemplateStyles(workbook), ChoiceLists(layout))
        write_start(book, layout, case.title if case else "Your study")
        for sheet in layout:
            _write_sheet(book, sheet, layout, shown, filled=case is not None)
        write_lists(book)


def _write_sheet(
    book: Book, sheet: Sheet, layout: tuple[Sheet, ...], shown: Case, *, filled: bool
) -> None:
    """A sheet with what the shown case states: as input where filled, else as examples."""
    stated = shown.model_dump(mode="json", exclude_unset=True, exclude={"series"})
    if isinstance(sheet, Table):
        rows = stated_value(stated, sheet.steps) or ()
        write_table(book, sheet, rows if filled else (), examples=() if filled else rows)
    elif isinstance(sheet, Form):
        write_form(book, sheet, stated if filled else {}, None if filled else stated)
    else:
        users = users_of_series(layout, shown)
        write_series(book, sheet, shown, users, example=not filled)


def _require_same(path: Path, case: Case) -> None:
    """Refuse a workbook that does not give the case that it was filled from."""
    try:
        found = read_case(path)
    except CaseError as error:
        raise OutputError(f"this case does not fit into a workbook: {error.findings[0]}") from error
    pairs = _differences(case.model_dump(), found.model_dump(), "")
    different = next(pairs, None)
    if different is not None:
        raise OutputError(f"this case does not fit into a workbook: {different} would change")


def _differences(one: Any, other: Any, place: str) -> Iterator[str]:
    """Places at which two plain data differ by more than the digits that a workbook keeps."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for key in sorted(one.keys() | other.keys()):
            yield from _differences(one.get(key), other.get(key), f"{place}.{key}".lstrip("."))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for index, pair in enumerate(zip(one, other, strict=True)):
            yield from _differences(*pair, f"{place}[{index}]")
    elif isinstance(one, float) and isinstance(other, float):
        if not math.isclose(one, other, rel_tol=KEPT_DIGITS):
            yield place
    elif one != other:
        yield place
