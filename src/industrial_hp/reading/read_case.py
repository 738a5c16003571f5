"""A folder or file of a study -> `Case`, with every finding at once."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from industrial_hp.case.calendar import Calendar
from industrial_hp.case.case import Case
from industrial_hp.case.consistency import GROUPS, check_consistency
from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.case_yaml import load_yaml, parse_case
from industrial_hp.reading.field_findings import field_path
from industrial_hp.reading.time_series import read_series

WORKBOOK = ".xlsx"
ENDINGS = (".yaml", ".yml", WORKBOOK)
OTHER_WORKBOOKS = (".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods")


def read_case(path: str | Path) -> Case:
    """Read and validate a study.

    Parameters
    ----------
    path : str or Path
        A folder that holds ``case.yaml`` or ``case.xlsx``, a YAML file or a workbook (.xlsx).
        Beside YAML, series are the CSV files in the folder ``series``, manufacturers' tables
        those in ``cop_tables``; a workbook holds everything.

    Returns
    -------
    Case
        The frozen, consistent case.

    Raises
    ------
    CaseError
        With every finding: file and field, or sheet and cell; value, permitted range and mend.
    """
    file = case_file(Path(path))
    return _of_workbook(file) if file.suffix.lower() == WORKBOOK else _of_yaml(file)


def _of_yaml(file: Path) -> Case:
    data, findings = load_yaml(file)
    if findings:
        raise CaseError(findings)
    if "series" in data:
        findings.append(
            Finding(f"{file.name}: series", "series stand in CSV files in the folder series/")
        )
        data.pop("series")
    series, series_findings = read_series(file.parent / "series", _calendar(data))
    points, table_findings = _cop_points(file.parent / "cop_tables", data)
    if points:
        data["cop_points"] = [*(data.get("cop_points") or ()), *points]
    case, field_findings = parse_case(data | {"series": series}, file.name)
    findings += field_findings + series_findings + table_findings
    findings += _consistency_findings(case, file.name, _gaps(findings))
    if findings:
        raise CaseError(findings)
    return case


def _of_workbook(file: Path) -> Case:
    from industrial_hp.reading.case_workbook.reader import (
        read_case_workbook,  # openpyxl takes its time
    )

    stated = read_case_workbook(file)
    record = stated.record
    series = stated.values(_calendar(record.data))
    data = record.data | {"series": series}
    case, findings = parse_case(data, file.name, record.unreadable)
    unread = [Finding(f"{file.name}: {field_path(loc)}", "") for loc in record.unreadable]
    findings += _consistency_findings(
        case, file.name, _gaps([*findings, *unread, *record.findings])
    )
    findings = record.findings + [_in_its_cell(record.places, finding) for finding in findings]
    if findings:
        raise CaseError(list(dict.fromkeys(findings)))
    return case


def _in_its_cell(places: Mapping[str, str], finding: Finding) -> Finding:
    """A finding with the cell of its field, or of the nearest part around it, as its place."""
    path = finding.place if finding.place in places else finding.place.partition(": ")[2]
    around = path
    while around and around not in places:
        around = around[: max(around.rfind("."), around.rfind("["), 0)]
    if not around:
        return finding
    return replace(finding, place=f"{places[around]} ({path.removeprefix('series: ')})")


def case_file(path: Path) -> Path:
    """The file of a case: itself, or that in its folder.

    Raises
    ------
    CaseError
        If there is none, or it is no YAML file or workbook.
    """
    try:
        file = path
        if path.is_dir():
            yaml_file, workbook = path / "case.yaml", path / f"case{WORKBOOK}"
            file = workbook if workbook.is_file() and not yaml_file.is_file() else yaml_file
        found = file.is_file()
    except OSError as error:
        raise CaseError([Finding(str(path), "cannot be read", str(error.strerror))]) from None
    if not found:
        raise CaseError(
            [
                Finding(
                    str(path),
                    "no such case",
                    permitted="a folder with case.yaml or case.xlsx, a YAML file or a workbook",
                )
            ]
        )
    if file.suffix.lower() not in ENDINGS:
        mend = "save it as .xlsx, without macros" if file.suffix.lower() in OTHER_WORKBOOKS else ""
        permitted = ", ".join(ENDINGS)
        message = "cannot be read as a case"
        raise CaseError([Finding(str(path), message, file.suffix, permitted, mend)])
    return file


def _gaps(findings: list[Finding]) -> tuple[str, ...]:
    """Beginnings of the findings across fields that what cannot be read may cause alone."""
    places = [finding.place.partition(": ")[2] for finding in findings]
    gaps = ["no field uses"] if findings else []
    if any(place.startswith("calendar") for place in places):
        gaps += ["wrong number of values"]
    names = re.compile(rf"({'|'.join(GROUPS)})(\[\d+\](\.(name|zone|from_zone|to_zone|kind))?)?$")
    if any(names.match(place) for place in places):
        gaps += ["no such zone", "no sink", "is hotter than every", "zone "]
    return tuple(gaps)


def _consistency_findings(case: Case, file_name: str, gaps: tuple[str, ...]) -> list[Finding]:
    """Findings across fields; of a partly read case only those that its gaps cannot cause."""
    return [
        finding
        if finding.place.startswith("series: ")
        else replace(finding, place=f"{file_name}: {finding.place}")
        for finding in check_consistency(case)
        if not finding.message.startswith(gaps)
    ]


def _calendar(data: dict[str, Any]) -> Calendar | None:
    """The calendar; none where days are not stated or are wrong."""
    stated = data.get("calendar")
    if not isinstance(stated, dict) or not {"days", "year"} & set(stated):
        return None
    try:
        return Calendar.model_validate(stated)
    except ValidationError:
        return None


def _cop_points(folder: Path, data: dict[str, Any]) -> tuple[list[dict[str, Any]], list[Finding]]:
    """Points of the tables beside a case, and what is wrong with them."""
    if not folder.is_dir():
        return [], []
    from industrial_hp.reading.cop_table_csv import read_cop_points  # takes most of a second

    options = data.get("heat_pumps")
    machines = options.get("estimated") if isinstance(options, dict) else None
    rows = [row for row in machines if isinstance(row, dict)] if isinstance(machines, list) else []
    layouts: dict[str, Any] = {
        str(row["table"]): row["layout"]
        for row in rows
        if "table" in row and row.get("layout") in ("grid", "scattered")
    }
    return read_cop_points(folder, layouts)
