"""A finished result read back: results.json becomes the Solution that it was written from."""

import json
import math
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Union, get_args, get_origin

import pandas as pd
from pydantic import ValidationError

from industrial_hp.case.case import Case
from industrial_hp.errors import CaseError, Finding
from industrial_hp.export.planning_files import SHOWN_APART
from industrial_hp.export.results_schema import COLUMNS
from industrial_hp.results.key_figures import DEFINITIONS
from industrial_hp.results.solution import SCHEMA_VERSION, KeyFigure, Solution, Variant

FILE, HOURS_FILE = "results.json", "year.csv"
UNBOUNDED = {
    "gap": math.inf,
    "objective_eur_per_a": math.inf,
    "lower_bound_eur_per_a": -math.inf,
    "worst": math.nan,
}
"""What null means in a field that holds a number; elsewhere it is not defined."""


def read_results(folder: str | Path) -> Solution:
    """Read the solution of a folder that `design` has filled.

    Parameters
    ----------
    folder : str or Path
        With ``results.json``, and the steps of a year in ``year.csv`` where they were written.

    Raises
    ------
    CaseError
        If there is no such file, or it is not of this program.
    """
    path = Path(folder) / FILE
    document = _document(path)
    version = document.get("schema_version")
    if version != SCHEMA_VERSION:
        raise _unreadable(path, "has another version", str(version), SCHEMA_VERSION)
    try:
        return _with_hours(_solution(document), path.with_name(HOURS_FILE))
    except (KeyError, TypeError, ValueError, AttributeError, ValidationError) as error:
        what = f"{type(error).__name__}: {str(error).splitlines()[0]}"
        raise _unreadable(path, "does not hold a whole solution", what, "") from error


def _with_hours(solution: Solution, path: Path) -> Solution:
    """The solution with the steps of its year, which a file beside the result may hold."""
    if solution.year is None or not path.is_file():
        return solution
    return replace(solution, year_hours=pd.read_csv(path))


def _document(path: Path) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CaseError(
            [
                Finding(
                    str(path),
                    "does not exist: the folder holds no finished result",
                    mend="name a folder that `design` has filled, json among its formats",
                )
            ]
        ) from None
    except (OSError, ValueError) as error:
        raise _unreadable(path, "cannot be read", str(error), "") from error
    if not isinstance(document, dict):
        raise _unreadable(path, "is no result", "", "")
    return document


def _unreadable(path: Path, message: str, found: str, permitted: str) -> CaseError:
    mend = "design the case anew: it lies in the folder case beside this file"
    return CaseError([Finding(str(path), message, found, permitted, mend)])


def _solution(document: Mapping[str, Any]) -> Solution:
    hints = typing.get_type_hints(Solution)
    rest = {
        field.name: _restored(hints[field.name], document[field.name], field.name)
        for field in fields(Solution)
        if field.name not in SHOWN_APART and (field.name in document or not _optional(field))
    }
    base = document["base"]
    return Solution(
        case=Case.model_validate(document["case"]),
        base=None if base is None else _restored(Variant, base, ""),
        proposed=_restored(Variant, document["proposed"], ""),
        key_figures=tuple(
            KeyFigure(name, title, unit, figure["base"], figure["proposed"])
            for name, title, unit in DEFINITIONS
            if (figure := document["kpis"].get(name)) is not None
        ),
        **rest,
    )


def _optional(field: Any) -> bool:
    """Whether a result of an earlier version may lack the field."""
    return field.default is not MISSING or field.default_factory is not MISSING


def _restored(kind: Any, value: Any, name: str) -> Any:
    """A value of its type from plain data."""
    if kind is pd.DataFrame:
        return _table(value, name)
    if is_dataclass(kind) and isinstance(kind, type):
        hints = typing.get_type_hints(kind)
        return kind(
            **{
                field.name: _restored(hints[field.name], value[field.name], field.name)
                for field in fields(kind)
                if field.name in value or not _optional(field)
            }
        )
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if isinstance(value, str) and str in arguments:
            return value
        inner = next(part for part in arguments if part is not type(None))
        return None if value is None else _restored(inner, value, name)
    if origin is tuple:
        inner = arguments[0]
        return tuple(_restored(inner, part, name) for part in value)
    if kind is float and value is None:
        return UNBOUNDED.get(name, math.nan)
    return float(value) if kind is float else value


def _table(rows: list[dict[str, Any]], name: str) -> pd.DataFrame:
    """A table; a column in which nothing is defined holds numbers that are none."""
    if not rows:
        return pd.DataFrame(columns=list(COLUMNS[name]))
    table = pd.DataFrame(rows).rename(columns={"start": "start_h"})
    undefined = [column for column in table.columns if table[column].isna().all()]
    return table.astype(dict.fromkeys(undefined, float))
