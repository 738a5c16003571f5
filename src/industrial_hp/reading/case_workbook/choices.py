"""What can be chosen for a cell: choices of the case model, rows of the catalogue, names.

Names of zones, sinks or series are those of the workbook itself, so they follow what is typed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic.fields import FieldInfo

from industrial_hp.catalogue.overview import rows_with, table
from industrial_hp.catalogue.tables import Row
from industrial_hp.reading.case_workbook.layout import KIND, Entry, Table, plain_type

YES_NO = ("yes", "no")


@dataclass(frozen=True)
class Choice:
    """Values on offer, with a word on each."""

    title: str
    values: tuple[str, ...]
    notes: tuple[str, ...]
    binding: bool
    """Whether nothing else may stand in the cell."""


def choice_of(entry: Entry, owner: Table | None) -> Choice | None:
    """What can be chosen for an entry; none where anything may be written, or names are wanted.

    Parameters
    ----------
    entry : Entry
        The entry.
    owner : Table or None
        The table that it is a column of.
    """
    if entry.holds == "truth":
        return Choice("yes or no", YES_NO, ("", ""), True)
    if entry.holds == "choice":
        return _literal_choice(entry, owner)
    mark = marks(entry.variants[0].field)
    return _catalogue_choice(mark) if "catalogue" in mark else None


def marks(field: FieldInfo) -> Mapping[str, Any]:
    """What the schema says of a field, or of what it is a list of."""
    found: dict[str, Any] = {}
    for one in (field, *_field_infos(field.annotation)):
        if isinstance(one.json_schema_extra, dict):
            found |= one.json_schema_extra
    return found


def _field_infos(annotation: Any) -> Iterator[FieldInfo]:
    for part in getattr(annotation, "__metadata__", ()):
        if isinstance(part, FieldInfo):
            yield part
    for part in get_args(annotation):
        yield from _field_infos(part)


def _literal_choice(entry: Entry, owner: Table | None) -> Choice:
    values: dict[str, str] = {}
    for variant in entry.variants:
        holds = plain_type(variant.field.annotation)
        inner = plain_type(get_args(holds)[0]) if entry.is_list else holds
        values |= dict.fromkeys(map(str, get_args(inner)), "")
    name = entry.steps[-1]
    if name == KIND and owner is not None:
        values = {
            kind: first_sentence(model) for kind, model in zip(values, owner.models, strict=True)
        }
        name = f"kinds of {owner.title.lower()}"
    return Choice(name.replace("_", " "), tuple(values), tuple(values.values()), True)


def _catalogue_choice(mark: Mapping[str, Any]) -> Choice:
    name, units = str(mark["catalogue"]), mark.get("size_units")
    rows = [row for row in rows_with(name) if not units or row.get("size_unit") in units]
    per = f" per {' or '.join(units)}" if units else ""
    return Choice(
        name.replace("_", " ") + per,
        tuple(row["name"] for row in rows),
        tuple(_row_note(name, row) for row in rows),
        False,
    )


def _row_note(name: str, row: Row) -> str:
    """Main columns of a row of the catalogue."""
    columns = [column for column in table(name).main_columns if column != "name" and row[column]]
    return "; ".join(f"{column.replace('_', ' ')} {row[column]}" for column in columns)


def first_sentence(model: type[Any]) -> str:
    """What a model is, in the first sentence of its documentation."""
    text = " ".join((model.__doc__ or "").split("\n\n")[0].split())
    return text.rstrip(".")
