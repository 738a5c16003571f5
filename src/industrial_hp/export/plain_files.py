"""Plain data as JSON and CSV: no file holds NaN or an infinity; what is undefined is empty."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def plain(value: Any) -> Any:
    """Nested plain data; what is not finite becomes None."""
    if isinstance(value, pd.DataFrame):
        return [plain(row) for row in value.to_dict("records")]
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Sequence | np.ndarray):
        return [plain(part) for part in value]
    if value is pd.NA:
        return None
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write a document; what is not finite is null."""
    text = json.dumps(plain(data), indent=1, ensure_ascii=False, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")


def write_csv(path: Path, table: pd.DataFrame) -> None:
    """Write a table; text that a spreadsheet would take for a formula gets an apostrophe."""
    safe = table.copy()
    for name in safe.columns:
        if not pd.api.types.is_numeric_dtype(safe[name]):
            safe[name] = safe[name].map(_as_text)
    safe.replace([np.inf, -np.inf], np.nan).to_csv(path, index=False, lineterminator="\n")


def _as_text(value: Any) -> Any:
    if isinstance(value, str) and len(value) > 1 and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value
