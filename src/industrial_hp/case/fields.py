"""What every part of a case is made of: frozen models and fields with unit and range."""

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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


Name = Annotated[
    str,
    Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        max_length=40,
        description="a name of lower-case letters, digits and underscores",
    ),
]
Title = Annotated[str, Field(max_length=120, description="text as it stands in the report")]
ProfileValue = Annotated[Profile, BeforeValidator(_text_is_no_number)]
Number = Annotated[float, BeforeValidator(_number)]
