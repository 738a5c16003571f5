"""Reading of the catalogue's CSV tables: one row, one thing that can be bought.

A blank cell means "not known" and becomes ``None``; it never becomes zero.
"""

import csv
import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Protocol, TypeVar

from industrial_hp.errors import UsageError

Row = Mapping[str, str]


class Named(Protocol):
    """A thing of the catalogue with the name of its row."""

    @property
    def name(self) -> str: ...


Item = TypeVar("Item", bound=Named)


@cache
def table_rows(file_name: str) -> tuple[Row, ...]:
    """Rows of ``catalogue/data/<file_name>`` in file order, cells stripped of blanks.

    Raises
    ------
    UsageError
        If the catalogue has no such table.
    """
    path = files("industrial_hp.catalogue").joinpath("data", file_name)
    if not path.is_file():
        raise UsageError(f"the catalogue has no table {file_name!r}")
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(
        {column: (cell or "").strip() for column, cell in row.items()}
        for row in csv.DictReader(lines)
    )


def named(name: str, items: tuple[Item, ...], kind: str) -> Item:
    """The thing of a name.

    Raises
    ------
    UsageError
        If there is none; names its kind and the nearest names.
    """
    rows = {item.name: item for item in items}
    if name not in rows:
        near = ", ".join(nearest_names(name, rows))
        raise UsageError(f"no {kind} named {name!r}; did you mean {near}?")
    return rows[name]


def nearest_names(name: str, names: Iterable[str]) -> list[str]:
    """Up to three names that are written alike; all where none is."""
    known = list(names)
    return difflib.get_close_matches(name, known, n=3, cutoff=0.4) or sorted(known)


def number(row: Row, column: str) -> float:
    """A number that must be there.

    Raises
    ------
    UsageError
        If the cell is blank or no number; names column and row.
    """
    value = optional_number(row, column)
    if value is None:
        raise UsageError(f"catalogue: {column} is blank in row {_first_cell(row)!r}")
    return value


def optional_number(row: Row, column: str) -> float | None:
    """A number, or None where the cell is blank.

    Raises
    ------
    UsageError
        If the cell holds something else than a number.
    """
    cell = row[column]
    if not cell:
        return None
    try:
        return float(cell)
    except ValueError:
        place = f"{column} of row {_first_cell(row)!r}"
        raise UsageError(f"catalogue: {place} is {cell!r}, a number is needed") from None


def yes_or_no(row: Row, column: str) -> bool:
    """True for ``yes``, False for ``no``.

    Raises
    ------
    UsageError
        If the cell holds anything else.
    """
    cell = row[column]
    if cell not in ("yes", "no"):
        place = f"{column} of row {_first_cell(row)!r}"
        raise UsageError(f"catalogue: {place} is {cell!r}; permitted: yes, no")
    return cell == "yes"


def _first_cell(row: Row) -> str:
    return next(iter(row.values()))
