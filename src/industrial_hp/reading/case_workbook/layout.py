"""The sheets of an input workbook, by rules from the case model: nothing here names a field.

A list of models is a table: a row for each object, a column for each field, those of nested
models by their path (`cooling_today.electricity_share`). Of several kinds the table has the fields
of all, and a row uses those of its own. What stands once is a line of a form; series have a sheet
of their own. Template and reader share this layout.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from industrial_hp.case.case import Case
from industrial_hp.case.field_labels import field_label
from industrial_hp.case.fields import field_unit
from industrial_hp.reading.readable_parts import models_in

KIND = "kind"
FIRST_COLUMNS = ("name", "title", KIND)
"""Columns that tell rows apart; they stay in sight."""
OWN_FORM = 8
"""A part with more lines than this has a form of its own; smaller ones share the first."""
FIRST_FORM = "Study"
START, LISTS = "Start", "Lists"
"""Sheets that hold no input: how to fill the others, and what can be chosen."""
CAPITALS = {"cop": "COP", "co2": "CO2"}

Need = Literal["always", "with its group", "no"]
Holds = Literal["number", "profile", "text", "choice", "truth"]
Steps = tuple[str, ...]


@dataclass(frozen=True)
class Variant:
    """A field as a kind of object has it."""

    kind: str
    """Empty where there is but one kind."""
    field: FieldInfo
    need: Need


@dataclass(frozen=True)
class Entry:
    """What a cell holds, or several cells where it is a list."""

    steps: Steps
    """Path of the field within its object."""
    holds: Holds
    is_list: bool
    variants: tuple[Variant, ...]
    of_mapping: bool = False
    """Whether the last step is a key of a mapping, which is the field."""

    @property
    def key(self) -> str:
        """Path as text, as it stands in the workbook."""
        return ".".join(self.steps)

    @property
    def unit(self) -> str:
        """Unit of the case model; a dash where there is none."""
        return field_unit(self.variants[0].field)

    @property
    def label(self) -> str:
        """Label that most kinds have."""
        name = self.steps[-2] if self.of_mapping else self.steps[-1]
        labels = [field_label(name, variant.field) for variant in self.variants]
        label = max(labels, key=labels.count)  # the first of equals
        return f"{label}: {self.steps[-1]}" if self.of_mapping else label

    @property
    def group(self) -> Steps:
        """Path of the part that the field belongs to."""
        return self.steps[:-1]

    def variant(self, kind: object) -> Variant | None:
        """The field of a kind; none where that kind does not have it."""
        return next((one for one in self.variants if one.kind in ("", kind)), None)

    def kinds(self, *needs: Need) -> tuple[str, ...]:
        """Kinds that need the field in one of these ways."""
        return tuple(one.kind for one in self.variants if one.need in needs)


@dataclass(frozen=True)
class Table:
    """A sheet with a row for each object of a list."""

    title: str
    steps: Steps
    """Path of the list within the case."""
    entries: tuple[Entry, ...]
    models: tuple[type[BaseModel], ...]
    needed: bool


@dataclass(frozen=True)
class Form:
    """A sheet with a line for each field that stands once."""

    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class SeriesSheet:
    """The sheet of values by period."""

    title: str
    steps: Steps


Sheet = Form | Table | SeriesSheet


def workbook_layout(model: type[BaseModel] = Case) -> tuple[Sheet, ...]:
    """All sheets of the input workbook of a model, forms first, series last."""
    singles: list[Entry] = []
    tables: list[Table] = []
    series: list[SeriesSheet] = []
    for item in _items(model, (), optional=False):
        {Entry: singles, Table: tables, SeriesSheet: series}[type(item)].append(item)  # type: ignore[attr-defined]
    return (*_forms(singles), *tables, *series)


def sheet_title(steps: Steps) -> str:
    """Title of a sheet: its path in words."""
    words = " ".join(steps).replace("_", " ").split()
    text = " ".join(CAPITALS.get(word, word) for word in words)
    return text[:1].upper() + text[1:]


def plain_type(annotation: Any) -> Any:
    """A type without what is said about it and without none."""
    if hasattr(annotation, "__metadata__"):
        return plain_type(annotation.__origin__)
    if get_origin(annotation) in (Union, UnionType):
        parts = [part for part in get_args(annotation) if part is not NoneType]
        if len(parts) == 1:
            return plain_type(parts[0])
    return annotation


def _forms(entries: list[Entry]) -> Iterator[Form]:
    """Small parts on the first form, each large one on its own."""
    parts: dict[str, list[Entry]] = {}
    for entry in entries:
        parts.setdefault(entry.steps[0] if len(entry.steps) > 1 else "", []).append(entry)
    large = {name for name, lines in parts.items() if name and len(lines) > OWN_FORM}
    small = [entry for name, lines in parts.items() if name not in large for entry in lines]
    yield Form(FIRST_FORM, tuple(small))
    for name in parts:
        if name in large:
            yield Form(sheet_title((name,)), tuple(parts[name]))


def _items(model: type[BaseModel], steps: Steps, *, optional: bool) -> Iterator[Sheet | Entry]:
    """What the fields of a part that stands once become."""
    for name, field in model.model_fields.items():
        path, holds = (*steps, name), plain_type(field.annotation)
        models = models_in(field.annotation)
        if get_origin(holds) is tuple and models:
            yield _table(path, field, models, optional=optional)
        elif models:
            for part in models:
                yield from _items(part, path, optional=optional or not field.is_required())
        elif get_origin(holds) is dict and get_origin(get_args(holds)[1]) is tuple:
            yield SeriesSheet(sheet_title(path), path)
        else:
            yield from _leaves(path, field, _variant("", field, optional=optional))


def _table(
    steps: Steps, field: FieldInfo, models: list[type[BaseModel]], *, optional: bool
) -> Table:
    merged: dict[Steps, Entry] = {}
    for model in models:
        kind = _kind_of(model) if len(models) > 1 else ""
        for entry in _row_entries(model, (), kind, optional=False):
            known = merged.get(entry.steps)
            variants = (*known.variants, *entry.variants) if known else entry.variants
            merged[entry.steps] = replace(entry, variants=variants)
    entries = tuple(sorted(merged.values(), key=_rank))
    needed = field.is_required() and not optional
    return Table(sheet_title(steps), steps, entries, tuple(models), needed)


def _row_entries(
    model: type[BaseModel], steps: Steps, kind: str, *, optional: bool
) -> Iterator[Entry]:
    """Cells of an object that is a row, nested parts by their path."""
    for name, field in model.model_fields.items():
        path, models = (*steps, name), models_in(field.annotation)
        if get_origin(plain_type(field.annotation)) is tuple and models:
            raise TypeError(f"{model.__name__}.{name}: a row has no place for a list of models")
        for part in models:
            nested_optional = optional or not field.is_required()
            yield from _row_entries(part, path, kind, optional=nested_optional)
        if not models:
            yield from _leaves(path, field, _variant(kind, field, optional=optional))


def _variant(kind: str, field: FieldInfo, *, optional: bool) -> Variant:
    if not field.is_required():
        return Variant(kind, field, "no")
    return Variant(kind, field, "with its group" if optional else "always")


def _leaves(steps: Steps, field: FieldInfo, variant: Variant) -> Iterator[Entry]:
    """The cell of a field; of a mapping with known keys one for each."""
    holds = plain_type(field.annotation)
    if get_origin(holds) is dict:
        extra = field.json_schema_extra
        keys = extra.get("keys") if isinstance(extra, dict) else None
        if not isinstance(keys, list):
            raise TypeError(f"{'.'.join(steps)}: a mapping must name its keys in its schema")
        value = _holds(steps, get_args(holds)[1])
        for key in keys:
            one = replace(variant, need="no")
            yield Entry((*steps, str(key)), value, False, (one,), of_mapping=True)
    elif get_origin(holds) is tuple:
        yield Entry(steps, _holds(steps, plain_type(get_args(holds)[0])), True, (variant,))
    else:
        yield Entry(steps, _holds(steps, holds), False, (variant,))


def _holds(steps: Steps, holds: Any) -> Holds:
    if get_origin(holds) is Literal:
        return "choice"
    if get_origin(holds) in (Union, UnionType) and {float, str} >= set(get_args(holds)):
        return "profile"
    if holds in (float, int):
        return "number"
    if holds in (str, bool):
        return "text" if holds is str else "truth"
    raise TypeError(f"{'.'.join(steps)}: no cell can hold {holds}")


def _kind_of(model: type[BaseModel]) -> str:
    return str(get_args(model.model_fields[KIND].annotation)[0])


def _rank(entry: Entry) -> int:
    """Order of columns: names, what some kind needs, choices, long text last."""
    if entry.key in FIRST_COLUMNS:
        return FIRST_COLUMNS.index(entry.key)
    if entry.kinds("always"):
        return len(FIRST_COLUMNS)
    if is_long_text(entry):
        return len(FIRST_COLUMNS) + 2
    return len(FIRST_COLUMNS) + 1


def is_long_text(entry: Entry) -> bool:
    """Whether sentences stand in a field: text of any length from no list."""
    field = entry.variants[0].field
    bounded = any(hasattr(limit, "max_length") for limit in field.metadata)
    return entry.holds == "text" and not bounded and field.default == ""
