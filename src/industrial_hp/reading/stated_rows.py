"""Rows of a CSV file -> objects of one model, with a finding for every wrong column and cell."""

import csv
import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from industrial_hp.errors import Finding
from industrial_hp.reading.field_findings import field_finding

Model = TypeVar("Model", bound=BaseModel)
YES, NO = ("yes", "true", "1"), ("no", "false", "0")
NEAR = 0.6


@dataclass(frozen=True)
class StatedRow(Generic[Model]):
    """An object and where it was stated."""

    place: str
    stated: Model


def csv_rows(
    path: Path, model: type[Model], hidden: tuple[str, ...] = ()
) -> tuple[list[StatedRow[Model]], list[Finding]]:
    """Read a table whose columns are the fields of a model.

    Parameters
    ----------
    path : Path
        Comma or semicolon between cells, decimal points, UTF-8; an empty cell is not stated.
    model : type of BaseModel
        What a row is.
    hidden : tuple of str
        Fields that are no columns.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return [], [Finding(path.name, "is not UTF-8 text", mend="save it as CSV UTF-8")]
    except OSError as error:
        return [], [Finding(path.name, "cannot be read", str(error.strerror))]
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    reader = csv.reader(text.splitlines(), delimiter=delimiter)
    try:
        lines = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(row)]
    except csv.Error as error:
        return [], [Finding(path.name, f"is no table of comma-separated values: {error}")]
    if not lines:
        return [], [Finding(path.name, "is empty", mend="add a header and rows")]
    header = lines[0][1]
    known = [name for name in model.model_fields if name not in hidden]
    findings = _header_findings(f"{path.name}: header", header, known, model)
    if findings:
        return [], findings
    rows: list[StatedRow[Model]] = []
    for line, cells in lines[1:]:
        place = f"{path.name}: line {line}"
        if len(cells) != len(header):
            wanted = str(len(header))
            findings.append(Finding(place, "wrong number of cells", str(len(cells)), wanted))
            continue
        data = {name: cell for name, cell in zip(header, cells, strict=True) if cell}
        row, found = stated_row(place, data, model)
        findings += found
        rows += row
    return rows, findings


def stated_row(
    place: str, data: Mapping[str, Any], model: type[Model]
) -> tuple[list[StatedRow[Model]], list[Finding]]:
    """One row as an object; none, with its findings, where a field is wrong."""
    values = {name: _value(model, name, cell) for name, cell in data.items()}
    try:
        return [StatedRow(place, model.model_validate(values))], []
    except ValidationError as error:
        return [], [
            field_finding(place, problem["loc"], problem, values, model)
            for problem in error.errors()
        ]


def _header_findings(
    place: str, header: list[str], known: list[str], model: type[BaseModel]
) -> list[Finding]:
    needed = [name for name in known if model.model_fields[name].is_required()]
    findings = [
        Finding(place, "the column is missing", name, mend="add it")
        for name in needed
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name not in known:
            close = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
            mend = f"did you mean {close[0]}?" if close else "remove it"
            permitted = ", ".join(known)
            findings.append(Finding(place, "the column is not known", repr(name), permitted, mend))
        elif header.count(name) > 1:
            findings.append(Finding(place, "the column is given twice", name, mend="keep one"))
    return findings


def _value(model: type[BaseModel], name: str, cell: Any) -> Any:
    """A cell as its field wants it: a number, yes or no, or text as it is."""
    field = model.model_fields.get(name)
    if field is None or not isinstance(cell, str):
        return cell
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "unit" in extra:
        return _number(cell)
    if field.annotation is bool and cell.lower() in YES + NO:
        return cell.lower() in YES
    return cell


def _number(cell: str) -> Any:
    """A number, a whole one where it is written so; text that is none stays text."""
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell
