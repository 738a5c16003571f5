"""CSV of a manufacturer's table -> `CopTable`, with every finding at once."""

import csv
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from industrial_hp.errors import CaseError, Finding
from industrial_hp.thermo.cop_table import CopPoint, CopTable, Layout, cop_table, point_findings
from industrial_hp.units import W_PER_MW, c_from_k, k_from_c

LOAD_SHARE = "load_share"
NEEDED = ("source_c", "sink_c", "cop", "heat_mw")
COLUMNS = (*NEEDED[:2], LOAD_SHARE, *NEEDED[2:])
DECIMALS = 9
"""Of degC: rounding of what was converted to kelvin and back."""


def read_cop_points(
    folder: Path, layouts: Mapping[str, Layout]
) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Points of every table in a folder, as a case states them, and what is wrong with them.

    Parameters
    ----------
    folder : Path
        Its CSV files are tables; a folder that is not there has none.
    layouts : mapping of str to str
        Layout by name of the table; a grid where it is not stated.
    """
    points: list[dict[str, Any]] = []
    findings: list[Finding] = []
    for path in sorted(folder.glob("*.csv")):
        try:
            table = read_cop_table(path, layout=layouts.get(path.stem, "grid"))
        except CaseError as error:
            findings += error.within(folder.name).findings
            continue
        points += [_stated(path.stem, point) for point in table.points]
    return points, findings


def _stated(table: str, point: CopPoint) -> dict[str, Any]:
    return {
        "table": table,
        "source_c": round(c_from_k(point.source_k), DECIMALS),
        "sink_c": round(c_from_k(point.sink_k), DECIMALS),
        "load_share": point.load_share,
        "cop": point.cop,
        "heat_mw": point.heat_w / W_PER_MW,
    }


def read_cop_table(path: Path, *, layout: Layout = "grid") -> CopTable:
    """Read a manufacturer's table.

    Parameters
    ----------
    path : Path
        CSV with the columns ``source_c, sink_c`` [degC], ``cop`` [-], ``heat_mw`` [MW] and, where
        the load was varied, ``load_share`` [-]; comma or semicolon, rows in any order. The name
        of the file without its ending becomes the name of the table.
    layout : {"grid", "scattered"}
        Whether every combination of the temperatures must be there.

    Raises
    ------
    CaseError
        With a finding for every wrong column, cell, row and point.
    """
    header, rows = _header_and_rows(path)
    points: list[CopPoint] = []
    places: list[str] = []
    findings: list[Finding] = []
    for line, row in rows:
        place = f"{path.name}: line {line}"
        numbers, found = _numbers(place, header, row)
        findings += found
        if not found:
            places.append(place)
            points.append(
                CopPoint(
                    k_from_c(numbers["source_c"]),
                    k_from_c(numbers["sink_c"]),
                    numbers["cop"],
                    numbers["heat_mw"] * W_PER_MW,
                    numbers.get(LOAD_SHARE, 1.0),
                )
            )
    if findings:
        raise CaseError(findings + point_findings(path.name, points, places))
    return cop_table(path.stem, points, layout=layout, places=places)


def _header_and_rows(path: Path) -> tuple[list[str], list[tuple[int, list[str]]]]:
    """Names of the columns, and each row with its line in the file."""
    text = _text(path)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        raise CaseError(
            [Finding(path.name, f"is no table of comma-separated values: {error}")]
        ) from None
    if not rows:
        raise CaseError([Finding(path.name, "is empty", mend="add a header and rows")])
    header = rows[0][1]
    findings = _header_findings(f"{path.name}: header", header)
    if findings:
        raise CaseError(findings)
    return header, rows[1:]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise CaseError(
            [Finding(path.name, "is not UTF-8 text", mend="save it as CSV UTF-8")]
        ) from None
    except OSError as error:
        raise CaseError([Finding(str(path), "cannot be read", str(error.strerror))]) from None


def _header_findings(place: str, header: list[str]) -> list[Finding]:
    missing = [
        Finding(place, "the column is missing", name) for name in NEEDED if name not in header
    ]
    unknown = [
        Finding(place, "the column is not known", repr(name), ", ".join(COLUMNS), "remove it")
        for name in header
        if name not in COLUMNS
    ]
    twice = [
        Finding(place, "the column is given twice", name)
        for name in COLUMNS
        if header.count(name) > 1
    ]
    return missing + unknown + twice


def _numbers(
    place: str, header: list[str], row: list[str]
) -> tuple[dict[str, float], list[Finding]]:
    if len(row) != len(header):
        found = Finding(place, "wrong number of cells", str(len(row)), str(len(header)))
        return {}, [found]
    numbers: dict[str, float] = {}
    findings: list[Finding] = []
    for name, text in zip(header, row, strict=True):
        try:
            numbers[name] = float(text)
        except ValueError:
            numbers[name] = math.nan
        if not math.isfinite(numbers[name]):
            findings.append(
                Finding(
                    f"{place}, {name}",
                    "is not a number",
                    repr(text),
                    "a number with a decimal point",
                    "fill the gap or mend the text",
                )
            )
    return numbers, findings
