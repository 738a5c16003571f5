"""The input workbook follows from the case model: each field has its cell by rule."""

from collections.abc import Iterator
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args

import openpyxl
import pytest
from pydantic import BaseModel, Field

from industrial_hp.case.case import Case
from industrial_hp.case.fields import field_unit
from industrial_hp.reading.case_workbook.layout import (
    Form,
    SeriesSheet,
    Table,
    workbook_layout,
)
from industrial_hp.reading.case_workbook.template import example_case, write_template
from industrial_hp.reading.readable_parts import models_in
from industrial_hp.units import interchangeable_units

LONGEST_SHEET_NAME = 31


def schema_keys(schema: dict[str, Any], part: dict[str, Any], path: str = "") -> Iterator[str]:
    """Keys that a workbook needs for a part of a JSON schema: another route than the layout's."""
    if "$ref" in part:
        part = schema["$defs"][part["$ref"].rpartition("/")[2]]
    options = part.get("anyOf", part.get("oneOf", ()))
    deeper = [one for one in options if "$ref" in one or "items" in one]
    if deeper:
        for one in deeper:
            yield from schema_keys(schema, one, path)
    elif "properties" in part:
        for name, field in part["properties"].items():
            yield from schema_keys(schema, field, f"{path}.{name}".lstrip("."))
    elif "items" in part and ("$ref" in part["items"] or "oneOf" in part["items"]):
        yield from (f"{path}: {key}" for key in schema_keys(schema, part["items"]))
    elif part.get("type") == "object" and "keys" in part:
        yield from (f"{path}.{key}" for key in part["keys"])
    else:
        yield path


def written_keys(path: Path) -> set[str]:
    """Keys in the sheets of a workbook; those of tables behind the path of their list."""
    lists = {sheet.title: ".".join(sheet.steps) for sheet in workbook_layout()
             if isinstance(sheet, Table)}  # fmt: skip
    found = set()
    for sheet in openpyxl.load_workbook(path):
        header = [cell.value for cell in sheet[1]]
        if "Key" in header:
            column = header.index("Key")
            keys = [row[column].value for row in sheet.iter_rows(min_row=2)]
            found |= {str(key).partition("[")[0] for key in keys if key}
        elif sheet.title in lists:
            keys = [cell.value for cell in sheet[2]]
            found |= {f"{lists[sheet.title]}: {key}" for key in keys if key != "#"}
    return found


def test_every_field_of_the_case_model_has_its_place_in_the_template(tmp_path: Path) -> None:
    schema = Case.model_json_schema()
    wanted = set(schema_keys(schema, schema)) - {"series"}
    assert written_keys(write_template(tmp_path / "template.xlsx")) == wanted
    assert len(wanted) > 150


def test_every_kind_of_object_has_an_example() -> None:
    data = example_case().model_dump()
    for sheet in workbook_layout():
        if isinstance(sheet, Table):
            rows: Any = data
            for step in sheet.steps:
                rows = rows[step]
            kinds = {row.get("kind", "") for row in rows}
            assert kinds == {one.kind for entry in sheet.entries for one in entry.variants}


def test_kinds_that_share_a_column_can_be_converted_into_one_another() -> None:
    for sheet in workbook_layout():
        for entry in () if isinstance(sheet, SeriesSheet) else sheet.entries:
            for variant in entry.variants:
                assert entry.unit in interchangeable_units(field_unit(variant.field)), entry.key


def test_every_column_has_a_label_in_words() -> None:
    for sheet in workbook_layout():
        for entry in () if isinstance(sheet, SeriesSheet) else sheet.entries:
            assert entry.label[:1].isupper(), entry.key
            assert len(entry.label) <= 75, entry.label
            assert not entry.label.startswith("A name of"), entry.key


def test_sheets_have_names_that_a_spreadsheet_takes() -> None:
    titles = [sheet.title for sheet in workbook_layout()]
    assert len({title.lower() for title in titles}) == len(titles)
    assert max(map(len, titles)) <= LONGEST_SHEET_NAME


def optional_parts(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Models that a field may hold, or none."""
    for field in model.model_fields.values():
        for part in models_in(field.annotation):
            if NoneType in get_args(field.annotation):
                yield part
            yield from optional_parts(part)


def test_an_optional_part_can_be_told_from_none() -> None:
    """A part of which no field need be stated would vanish from a workbook."""
    parts = set(optional_parts(Case))
    assert len(parts) > 3
    for part in parts:
        fields = part.model_fields.values()
        assert any(field.is_required() or field.default is not None for field in fields), part


class Pipe(BaseModel):
    kind: Literal["pipe"]
    name: str
    length_m: float = Field(description="length [m]", json_schema_extra={"unit": "m"})


class Tank(BaseModel):
    kind: Literal["tank"]
    name: str
    sizes_m3: tuple[float, ...] = ()


class Plant(BaseModel):
    """A model that the layout has never seen."""

    name: str
    parts: tuple[Annotated[Pipe | Tank, Field(discriminator="kind")], ...] = Field(min_length=1)
    series: dict[str, tuple[float, ...]] = {}


def test_new_models_get_sheets_columns_and_kinds_of_their_own() -> None:
    form, table, series = workbook_layout(Plant)
    assert isinstance(form, Form)
    assert [entry.key for entry in form.entries] == ["name"]
    assert isinstance(table, Table)
    assert (table.title, table.needed) == ("Parts", True)
    by_key = {entry.key: entry for entry in table.entries}
    assert list(by_key) == ["name", "kind", "length_m", "sizes_m3"]
    assert by_key["length_m"].kinds("always") == ("pipe",)
    assert by_key["sizes_m3"].is_list
    assert isinstance(series, SeriesSheet)


class Odd(BaseModel):
    name: str
    matrix: complex


def test_a_field_that_no_cell_can_hold_is_told_when_the_layout_is_made() -> None:
    with pytest.raises(TypeError, match="matrix: no cell can hold"):
        workbook_layout(Odd)
