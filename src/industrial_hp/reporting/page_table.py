"""A table of the page as plain data: headers with units, cells with text and bare number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from industrial_hp.reporting.number_text import UNDEFINED, number_text, scaled, unit_text

TEXT = "text"
"""Unit of a column that holds text."""
LONG_TEXTS = frozenset({"reason"})


@dataclass(frozen=True)
class Column:
    """Header, key of its values, and their unit; `TEXT` for text."""

    header: str
    key: str
    unit: str = TEXT


@dataclass(frozen=True)
class Cell:
    """What is shown, and what is written into a file: text as it is, a number with all digits."""

    text: str
    raw: str
    is_number: bool


@dataclass(frozen=True)
class Table:
    """A table with its caption; the key is the name of its file."""

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def headers(self) -> tuple[tuple[str, str, str], ...]:
        """Header, unit and kind of each column: number, long text, or nothing special."""
        return tuple(
            (
                column.header,
                _shown_unit(column.unit),
                "number" if column.unit != TEXT else "long" if column.key in LONG_TEXTS else "",
            )
            for column in self.columns
        )


def table(
    key: str, caption: str, columns: Sequence[Column], records: Iterable[Mapping[Any, Any]]
) -> Table:
    """A table of records; a record may bring its own unit under the key ``unit``."""
    rows = tuple(tuple(_cell(column, record) for column in columns) for record in records)
    return Table(key, caption, tuple(columns), rows)


def _cell(column: Column, record: Mapping[Any, Any]) -> Cell:
    value = record.get(column.key)
    if column.unit == TEXT:
        text = UNDEFINED if value is None or value != value else str(value)
        return Cell(text, "" if text == UNDEFINED else text, is_number=False)
    unit = str(record["unit"]) if column.unit == "by row" else column.unit
    number = scaled(value, unit)
    raw = "" if number is None else repr(number)
    return Cell(number_text(number, unit_text(unit)), raw, is_number=True)


def _shown_unit(unit: str) -> str:
    return "" if unit in (TEXT, "by row", "whole", "small", "size", "-") else unit_text(unit)
