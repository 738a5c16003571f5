"""CSV files of a case -> one column for each series, checked against the calendar."""

import csv
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

from industrial_hp.case.calendar import Calendar
from industrial_hp.errors import Finding
from industrial_hp.timeseries.calendar import time_faults

INDEX_COLUMNS = ("day", "start_h")
TIME_COLUMN = "time"


def read_series(
    folder: Path, calendar: Calendar | None
) -> tuple[dict[str, tuple[float, ...]], list[Finding]]:
    """Read every CSV file of a folder.

    Each file has the columns ``day`` and ``start_h``, or ``time`` for a year of steps, and one
    column for each series; its rows are the blocks of the calendar in order.

    Parameters
    ----------
    folder : Path
        Folder with the CSV files; it may be absent.
    calendar : Calendar or None
        Days and blocks, or the year; None if it is not usable.

    Returns
    -------
    series : dict of str to tuple of float
        Values by column name; columns with findings are left out.
    findings : list of Finding
        Every row and cell that is wrong.
    """
    series: dict[str, tuple[float, ...]] = {}
    paths, findings = _tables(folder)
    index = INDEX_COLUMNS if calendar is None or calendar.year is None else (TIME_COLUMN,)
    for path in paths:
        columns, found = _read_file(path, index)
        findings += found
        if columns and calendar is not None:
            lines = [f"{path.name}: line {number + 2}" for number in range(len(columns[index[0]]))]
            if calendar.year is None:
                days = tuple(day.name for day in calendar.days)
                findings += index_findings(path.name, columns, days, calendar.block_hours, lines)
            else:
                findings += _time_findings(path.name, columns[TIME_COLUMN], calendar)
        for name, values in columns.items():
            if name in index:
                continue
            if name in series:
                findings.append(Finding(f"{path.name}: {name}", "the column is given twice"))
            numbers, found = _numbers(path, name, values)
            findings += found
            series[name] = numbers
    return series, findings


def _tables(folder: Path) -> tuple[list[Path], list[Finding]]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".csv"), []
    except FileNotFoundError:
        return [], []
    except OSError as error:
        return [], [Finding(folder.name, "cannot be read", str(error.strerror))]


def _rows(path: Path) -> tuple[list[list[str]], list[Finding]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        delimiter = ";" if ";" in text.partition("\n")[0] else ","
        return [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(row)], []
    except UnicodeDecodeError:
        return [], [Finding(path.name, "is not UTF-8 text", mend="save it as CSV UTF-8")]
    except OSError as error:
        return [], [Finding(path.name, "cannot be read", str(error.strerror))]
    except csv.Error as error:
        return [], [Finding(path.name, f"is no table of comma-separated values: {error}")]


def _read_file(path: Path, index: tuple[str, ...]) -> tuple[dict[str, list[str]], list[Finding]]:
    rows, findings = _rows(path)
    if findings:
        return {}, findings
    if not rows:
        return {}, [Finding(path.name, "is empty", mend="add a header and rows, or remove it")]
    header = [name.strip() for name in rows[0]]
    findings = [
        Finding(f"{path.name}: header", "the column is missing", name)
        for name in index
        if name not in header
    ]
    findings += [
        Finding(f"{path.name}: header", "the column is given twice", name)
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    findings += [
        Finding(
            f"{path.name}: line {number}", "wrong number of cells", str(len(row)), str(len(header))
        )
        for number, row in enumerate(rows[1:], start=2)
        if len(row) != len(header)
    ]
    if findings:
        return {}, findings
    return {name: [row[i].strip() for row in rows[1:]] for i, name in enumerate(header)}, []


def _time_findings(place: str, stamps: list[str], calendar: Calendar) -> list[Finding]:
    """Rows whose time is not that of the step of the year, by line of the file."""
    assert calendar.year is not None
    faults = time_faults(stamps, calendar.year, calendar.step_h, calendar.time_zone)
    return [
        Finding(
            f"{place}: line {fault.row + 2}",
            fault.problem,
            fault.have,
            fault.want,
            f"one row for each step of {calendar.step_h:g} h of {calendar.year}",
        )
        for fault in faults
    ]


def index_findings(
    place: str,
    columns: Mapping[str, Sequence[str]],
    day_names: tuple[str, ...],
    block_hours: tuple[float, ...],
    rows: Sequence[str],
) -> list[Finding]:
    """Rows of a table of series that are not the blocks of the calendar in order.

    Parameters
    ----------
    place : str
        Where the table stands.
    columns : mapping of str to sequence of str
        Texts of the table's columns, ``day`` and ``start_h`` among them.
    day_names, block_hours : tuple
        Days of the calendar and lengths [h] of the blocks of each.
    rows : sequence of str
        Place of each row.
    """
    starts = [sum(block_hours[:i]) for i in range(len(block_hours))]
    expected = [(day, f"{start:g}") for day in day_names for start in starts]
    found = list(zip(columns["day"], columns["start_h"], strict=True))
    if len(found) != len(expected):
        return [
            Finding(
                place,
                "wrong number of rows",
                str(len(found)),
                str(len(expected)),
                "one row for each block of each day",
            )
        ]
    return [
        Finding(
            place,
            "wrong day or start of block",
            " ".join(have),
            " ".join(want),
            "keep the rows in the order of the calendar",
        )
        for place, have, want in zip(rows, found, expected, strict=True)
        if have[0] != want[0] or not _same_number(have[1], want[1])
    ]


def _same_number(have: str, want: str) -> bool:
    try:
        return abs(float(have) - float(want)) < 1e-9
    except ValueError:
        return False


def _numbers(path: Path, name: str, values: list[str]) -> tuple[tuple[float, ...], list[Finding]]:
    numbers: list[float] = []
    findings: list[Finding] = []
    for line, text in enumerate(values, start=2):
        try:
            number = float(text)
        except ValueError:
            number = math.nan
        if not math.isfinite(number):
            findings.append(
                Finding(
                    f"{path.name}: line {line}, {name}",
                    "is not a number",
                    repr(text),
                    "a number with a decimal point",
                    "fill the gap or mend the text",
                )
            )
            number = 0.0
        numbers.append(number)
    return tuple(numbers), findings
