"""What every part of a case is made of: frozen models and fields with unit and range."""

import math
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.fields import FieldInfo

from industrial_hp.units import KW_PER_MW, c_from_k

PER_CENT = 100.0
MONEY_YEARS = (1996, 2060)
"""Years that money may be of: from the first of the price index on."""

Profile = Annotated[float | str, Field(union_mode="left_to_right")]
"""A number that holds in every period, or the name of a column of the case's series."""


def _text_is_no_number(value: Any) -> Any:
    """Refuse a number with its unit as text ("500 kW"): the unit is in the field name."""
    if isinstance(value, bool):
        raise ValueError("is true or false where a number or the name of a series is wanted")
    if isinstance(value, str) and value.strip()[:1] in tuple("0123456789+-.,"):
        raise ValueError(
            f"{value!r} is text; write a plain number in the unit that the field's name ends in"
        )
    return value


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("is true or false where a number is wanted")
    if isinstance(value, str):
        raise ValueError(
            f"{value!r} is text; write a plain number in the unit that the field's name ends in"
        )
    return value


class Stated(BaseModel):
    """Something an engineer states: frozen, no unknown fields, no infinite or missing numbers."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def profile(low: float, high: float, unit: str, text: str, **extra: Any) -> Any:
    """A pydantic field for a `Profile` with its unit and permitted range.

    The range is checked for every period once the series are known (`case.consistency`).
    """
    return Field(
        description=f"{text} [{unit}], a number or the name of a series; {low:g} to {high:g}",
        json_schema_extra={"unit": unit, "minimum": low, "maximum": high},
        **extra,
    )


def number(low: float, high: float, unit: str, text: str, **extra: Any) -> Any:
    """A pydantic field for one number with its unit and permitted range."""
    return Field(
        ge=low,
        le=high,
        description=f"{text} [{unit}]; {low:g} to {high:g}",
        json_schema_extra={"unit": unit},
        **extra,
    )


def permitted_range(field: FieldInfo) -> tuple[float, float] | None:
    """Lowest and highest value of a field; none where nothing bounds it."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "minimum" in extra:
        return float(str(extra["minimum"])), float(str(extra["maximum"]))
    lowest = [float(limit.ge) for limit in field.metadata if hasattr(limit, "ge")]
    highest = [float(limit.le) for limit in field.metadata if hasattr(limit, "le")]
    return (lowest[0], highest[0]) if lowest and highest else None


def field_unit(field: FieldInfo) -> str:
    """Unit of a field: stated beside it, or in brackets in its description; else a dash."""
    extra = field.json_schema_extra
    if isinstance(extra, dict) and "unit" in extra:
        return str(extra["unit"])
    return (field.description or "").partition(" [")[2].partition("]")[0] or "-"


def range_text(low: float, high: float, unit: str) -> str:
    """A permitted range with its unit; a share has none."""
    return f"{low:g} to {high:g}" if unit == "-" else f"{low:g} to {high:g} {unit}"


def unit_mend(value: float, low: float, high: float, unit: str) -> str:
    """What to do about a value outside its range: the unit that was meant, if it is plain."""
    if not math.isfinite(value):
        return "write a plain number"
    if unit == "degC" and low <= c_from_k(value) <= high:
        return "this looks like kelvin; subtract 273.15"
    if unit == "MW" and low <= value / KW_PER_MW <= high:
        return "this looks like kW; divide by 1000"
    if _is_share(unit) and value > 1 and low <= value / PER_CENT <= high:
        return f"this looks like per cent; divide by 100 ({value / PER_CENT:g})"
    return "correct it" if unit == "-" else f"state it in {unit}"


def _is_share(unit: str) -> bool:
    """Whether per cent could be meant: a ratio of equal units, or a rate of interest or loss."""
    above, _, below = unit.partition("/")
    return unit in ("-", "1/a", "1/d") or above == below


def whole(low: int, high: int, unit: str, text: str, **extra: Any) -> Any:
    """A pydantic field for a whole number with its unit and permitted range."""
    in_unit = f" [{unit}]" if unit != "-" else ""
    return Field(
        ge=low,
        le=high,
        description=f"{text}{in_unit}; {low} to {high}",
        json_schema_extra={"unit": unit},
        **extra,
    )


Name = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=40,
        description="a name of lower-case letters, digits and underscores",
    ),
]
ZoneName = Annotated[Name, Field(json_schema_extra={"names": "zones"})]
SourceName = Annotated[Name, Field(json_schema_extra={"names": "sources"})]
SinkName = Annotated[Name, Field(json_schema_extra={"names": "sinks"})]
"""Names of other parts of the case, which forms offer for choice."""
RefrigerantName = Annotated[str, Field(json_schema_extra={"catalogue": "refrigerants"})]
CostRow = Annotated[
    str, Field(json_schema_extra={"catalogue": "equipment_costs", "size_units": ["MW"]})
]
StoreCostRow = Annotated[
    str, Field(json_schema_extra={"catalogue": "equipment_costs", "size_units": ["MWh", "m3"]})
]
"""Names of rows of the catalogue, cost rows by the unit of their size."""
Title = Annotated[str, Field(max_length=120, description="text as it stands in the report")]
ProfileValue = Annotated[Profile, BeforeValidator(_text_is_no_number)]
Number = Annotated[float, BeforeValidator(_number)]
