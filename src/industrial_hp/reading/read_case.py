"""A folder or file of a study -> `Case`, with every finding at once."""

from pathlib import Path
from typing import Any

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.case_yaml import load_yaml, parse_case
from industrial_hp.reading.time_series import read_series


def read_case(path: str | Path) -> Case:
    """Read and validate a study.

    Parameters
    ----------
    path : str or Path
        A folder that holds ``case.yaml``, or a YAML file. Series are the CSV files in the
        folder ``series`` beside it.

    Returns
    -------
    Case
        The frozen, consistent case.

    Raises
    ------
    CaseError
        With every finding: file, field, value, permitted range and mend.
    """
    file = _case_file(Path(path))
    data, findings = load_yaml(file)
    if findings:
        raise CaseError(findings)
    if "series" in data:
        findings.append(
            Finding(f"{file.name}: series", "series stand in CSV files in the folder series/")
        )
        data.pop("series")
    series, series_findings = read_series(file.parent / "series", *_calendar(data))
    case, field_findings = parse_case(data | {"series": series}, file.name)
    findings += field_findings + series_findings
    if case is not None:
        findings += _consistency_findings(case, file.name, whole=not findings)
    if findings:
        raise CaseError(findings)
    assert case is not None
    return case


def _case_file(path: Path) -> Path:
    file = path / "case.yaml" if path.is_dir() else path
    if not file.is_file():
        raise CaseError(
            [Finding(str(path), "no such case", permitted="a folder with case.yaml or a YAML file")]
        )
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise CaseError(
            [Finding(str(path), "cannot be read as a case", file.suffix, ".yaml or .yml")]
        )
    return file


def _consistency_findings(case: Case, file_name: str, whole: bool) -> list[Finding]:
    """Findings across fields; of a partly read case only those that the gaps cannot cause."""
    findings = []
    for finding in check_consistency(case):
        caused_by_gap = finding.message.startswith(("no such zone", "no field uses", "no sink"))
        if whole or not caused_by_gap:
            place = (
                finding.place
                if finding.place.startswith("series")
                else (f"{file_name}: {finding.place}")
            )
            findings.append(
                Finding(place, finding.message, finding.value, finding.permitted, finding.mend)
            )
    return findings


def _calendar(data: dict[str, Any]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Names of days and lengths of blocks as far as they can be read."""
    calendar = data.get("calendar")
    if not isinstance(calendar, dict):
        return (), ()
    days, blocks = calendar.get("days"), calendar.get("block_hours", [24.0])
    if not isinstance(days, list) or not isinstance(blocks, list):
        return (), ()
    names = tuple(str(day.get("name")) for day in days if isinstance(day, dict))
    hours = tuple(float(block) for block in blocks if isinstance(block, int | float))
    return names, hours
