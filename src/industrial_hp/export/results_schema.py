"""JSON schema of results.json, made from the same types and columns as the file."""

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, Literal, Union, get_args, get_origin

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.export.planning_files import DISPATCH_COLUMNS, EQUIPMENT_COLUMNS, SHOWN_APART
from industrial_hp.results.attribution import FLOW_COLUMNS
from industrial_hp.results.co2_balance import COLUMNS as CO2_COLUMNS
from industrial_hp.results.energy_flows import ENERGY_COLUMNS
from industrial_hp.results.energy_targets import TARGET_COLUMNS
from industrial_hp.results.heat_streams import COLUMNS as HEAT_STREAM_COLUMNS
from industrial_hp.results.heat_supply import SUPPLY_COLUMNS
from industrial_hp.results.sensitivity import BREAK_EVEN_COLUMNS, MAP_COLUMNS
from industrial_hp.results.sensitivity import COLUMNS as SENSITIVITY_COLUMNS
from industrial_hp.results.solution import SCHEMA_VERSION, Solution, Variant

Schema = dict[str, Any]

NUMBER: Schema = {"type": ["number", "null"], "description": "null where undefined"}
PLAIN: dict[Any, Schema] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: NUMBER,
    str: {"type": "string"},
    type(None): {"type": "null"},
    Any: {},
}
# Columns that programs may rely on; others may join them.
COLUMNS: dict[str, tuple[str, ...]] = {
    "equipment": EQUIPMENT_COLUMNS,
    "flows": FLOW_COLUMNS,
    "supply": SUPPLY_COLUMNS,
    "energy": ENERGY_COLUMNS,
    "dispatch": DISPATCH_COLUMNS,
    "heat_streams": HEAT_STREAM_COLUMNS,
    "targets": TARGET_COLUMNS,
    "co2_balance": CO2_COLUMNS,
    "sensitivity": SENSITIVITY_COLUMNS,
    "price_map": MAP_COLUMNS,
    "break_even_prices": BREAK_EVEN_COLUMNS,
    "streams": ("name", "zone", "side", "t_in_c", "t_out_c", "used_mwh_per_a"),
    "monthly": ("month", "item", "heat_in_mwh", "heat_out_mwh", "electricity_mwh", "fuel_mwh"),
    "machine_checks": ("unit", "period", "cop_linear", "cop_served"),
}
KEY_FIGURE: Schema = {
    "type": "object",
    "properties": {"unit": {"type": "string"}, "base": NUMBER, "proposed": NUMBER},
    "required": ["unit", "base", "proposed"],
    "additionalProperties": False,
}


def results_schema() -> Schema:
    """Schema (draft 2020-12) of results.json.

    Returns
    -------
    dict
        Every field of the solution with its type; tables are lists of rows whose promised
        columns are required. Names end in their unit.
    """
    case = Case.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    properties: Schema = {
        "schema_version": {"const": SCHEMA_VERSION},
        "kpis": {"type": "object", "additionalProperties": KEY_FIGURE},
        **_properties(Solution, without=SHOWN_APART),
        "base": {"anyOf": [_schema(Variant, ""), {"type": "null"}]},
        "proposed": _schema(Variant, ""),
        "case": {"$ref": "#/$defs/Case"},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "results.json of industrial_hp",
        **_object(properties),
        "$defs": {**case.pop("$defs"), "Case": case},
    }


def _object(properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _properties(kind: type, without: frozenset[str] = frozenset()) -> Schema:
    hints = typing.get_type_hints(kind)
    names = [field.name for field in fields(kind) if field.name not in without]
    return {name: _schema(hints[name], name) for name in names}


def _schema(kind: Any, name: str) -> Schema:
    """Schema of one type; the name tells which table a frame is."""
    if kind in PLAIN:
        return PLAIN[kind]
    if kind is pd.DataFrame:
        return {"type": "array", "items": _row(COLUMNS[name])}
    if is_dataclass(kind) and isinstance(kind, type):
        return _object(_properties(kind))
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema(part, name) for part in arguments]}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": _schema(arguments[1], name)}
    return {"type": "array", "items": _schema(arguments[0], name)}


def _row(columns: tuple[str, ...]) -> Schema:
    cell: Schema = {"type": ["number", "string", "boolean", "array", "null"]}
    return {
        "type": "object",
        "required": list(columns),
        "additionalProperties": cell,
    }
