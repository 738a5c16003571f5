"""What pydantic says of a wrong field, told as an engineer needs it: range, unit and mend."""

import difflib
from math import isfinite
from textwrap import shorten
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from industrial_hp.case.case import Case
from industrial_hp.case.fields import field_unit, permitted_range, range_text, unit_mend
from industrial_hp.errors import Finding
from industrial_hp.reading.readable_parts import Location, model_of, models_in

NEAR = 0.7
"""Likeness of two names above which one is taken for a slip of the other."""
LARGEST_SHOWN = 1e300
"""Whole numbers beyond have no floating-point form and are shown by their digits."""
WANTED = {
    "string_type": "text is wanted",
    "bool_type": "true or false is wanted",
    "bool_parsing": "true or false is wanted",
    "tuple_type": "a list is wanted",
    "dict_type": "fields with values are wanted",
    "model_type": "fields with values are wanted",
    "float_type": "a number is wanted",
    "float_parsing": "a number is wanted",
    "int_type": "a whole number is wanted",
    "int_parsing": "a whole number is wanted",
    "int_parsing_size": "a whole number is wanted",
    "int_from_float": "a whole number is wanted",
}
OUTSIDE = ("greater_than_equal", "less_than_equal", "finite_number")
NAMES = "lower-case letters, digits and underscores, a letter first; at most 40"


def field_finding(
    file_name: str, loc: Location, error: Any, data: Any, root: type[BaseModel] = Case
) -> Finding:
    """The finding of one wrong field.

    Parameters
    ----------
    file_name : str
        File that holds the field.
    loc : tuple
        Path of the field within the case.
    error : dict
        What pydantic found there.
    data : object
        The whole case as stated.
    root : type of BaseModel
        What the whole is.
    """
    place = f"{file_name}: {field_path(loc)}"
    kind, given = error["type"], error.get("input")
    owner, field = _field_at(loc, data, root)
    if kind == "extra_forbidden":
        where = "remove it, or see `industrial-hp schema`" if root is Case else "remove it"
        return _unknown_field(place, str(loc[-1]), given, owner, mend=where)
    permitted = _permitted(field, error)
    if kind == "missing":
        return Finding(place, "is missing", permitted=permitted, mend="add it")
    if kind == "too_short":
        return Finding(place, "needs an entry, and has none", permitted="1 or more", mend="add one")
    if kind in OUTSIDE:
        return _outside(place, float(given), field, permitted)
    return Finding(place, _message(error, field), _shown(given, field), permitted)


def field_path(loc: Location) -> str:
    """Path of a field as text, as in ``sources[0].t_in_c``."""
    return "".join(
        f"[{part}]" if isinstance(part, int) else f".{part}" if i else part
        for i, part in enumerate(loc)
    )


def _field_at(
    loc: Location, data: Any, root: type[BaseModel]
) -> tuple[type[BaseModel] | None, FieldInfo | None]:
    """The field at a path, and the model that it belongs to; none where they are not known."""
    models: list[type[BaseModel]] = [root]
    owner, field = None, None
    for step in loc:
        if isinstance(step, int):
            data = data[step] if isinstance(data, list | tuple) and step < len(data) else None
            continue
        owner = model_of(models, data) if models else None
        field = owner.model_fields.get(step) if owner else None
        models = models_in(field.annotation) if field else []
        data = data.get(step) if isinstance(data, dict) else None
    return owner, field


def _unknown_field(
    place: str, name: str, given: Any, owner: type[BaseModel] | None, *, mend: str
) -> Finding:
    known = [known for known in owner.model_fields if known != "series"] if owner else []
    close = difflib.get_close_matches(name, known, n=1, cutoff=NEAR)
    mend = f"did you mean {close[0]}?" if close else mend
    return Finding(place, "unknown field", _shown(given, None), ", ".join(known), mend)


def _outside(place: str, given: float, field: FieldInfo | None, permitted: str) -> Finding:
    unit = field_unit(field) if field else "-"
    low, high = (permitted_range(field) if field else None) or (float("-inf"), float("inf"))
    mend = unit_mend(given, low, high, unit)
    message = "outside its range" if isfinite(given) else "is not a finite number"
    return Finding(place, message, _shown(given, field), permitted, mend)


def _permitted(field: FieldInfo | None, error: Any) -> str:
    """What may stand in a field: a range with its unit, a choice, a name."""
    kind, context = error["type"], error.get("ctx", {})
    if kind in ("string_pattern_mismatch", "string_too_long"):
        return NAMES if "pattern" in context else f"at most {context.get('max_length')} characters"
    choices = context.get("expected_tags") or context.get("expected")
    if choices and kind in ("literal_error", "union_tag_invalid"):
        return str(choices).replace(" or ", ", ").replace("'", "")
    limits = permitted_range(field) if field else None
    if field is None or limits is None:
        return ""
    series = " or the name of a series" if _is_profile(field) else ""
    return range_text(*limits, field_unit(field)) + series


def _is_profile(field: FieldInfo | None) -> bool:
    extra = field.json_schema_extra if field else None
    return isinstance(extra, dict) and "minimum" in extra


def _message(error: Any, field: FieldInfo | None) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind in WANTED:
        return "a number or the name of a series is wanted" if _is_profile(field) else WANTED[kind]
    if kind == "literal_error":
        return "is none of the choices"
    if kind == "union_tag_invalid":
        return f"its kind {context['tag']} is not known"
    if kind == "union_tag_not_found":
        return "its kind is missing; see `industrial-hp schema` for the kinds there are"
    if kind == "string_pattern_mismatch":
        return "does not fit the pattern of a name"
    message = str(error["msg"]).removeprefix("Value error, ")
    return message[:1].lower() + message[1:]


def _shown(given: Any, field: FieldInfo | None) -> str:
    """A given value; a number with the unit of its field."""
    if isinstance(given, dict | list | BaseModel):
        return ""
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if is_number and field is not None and abs(given) < LARGEST_SHOWN:
        unit = field_unit(field)
        return f"{given:.10g}" if unit == "-" else f"{given:.10g} {unit}"
    return shorten(repr(given), 80)
