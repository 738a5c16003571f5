"""Numbers as a reader sees them on the page: digits by unit, a dash where nothing is defined."""

import math

DIGITS = {
    "EUR": 0,
    "EUR/a": 0,
    "EUR/MWh": 2,
    "MW": 2,
    "MWh": 1,
    "MWh/a": 0,
    "t/a": 0,
    "a": 1,
    "°C": 1,
    "K": 1,
    "h/a": 0,
    "-": 2,
    "%": 1,
    "%/a": 1,
    "bar": 2,
    "kJ/kg": 1,
    "kJ/(kg K)": 3,
    "whole": 0,
}
UNDEFINED = "–"
PER_CENT = 100.0
SCIENTIFIC = "small"
"""Unit of deviations: two digits and a power of ten."""


def unit_text(unit: str) -> str:
    """A unit as it is written on the page: rates in per cent, degrees with their sign."""
    return {"1/a": "%/a", "degC": "°C", "share": "%"}.get(unit, unit)


def number_text(value: object, unit: str) -> str:
    """A number with the digits that its unit deserves."""
    number = as_number(value)
    if number is None:
        return UNDEFINED
    if number == 0:
        return "0"
    if unit == SCIENTIFIC:
        return f"{number:.1e}"
    text = f"{number:,.{DIGITS.get(unit, 2)}f}"
    return text.removeprefix("-") if float(text.replace(",", "")) == 0 else text.replace("-", "−")


def as_number(value: object) -> float | None:
    """A finite number, or none."""
    if value is None or isinstance(value, str):
        return None
    number = float(str(value))
    return number if math.isfinite(number) else None


def scaled(value: object, unit: str) -> float | None:
    """A number in the unit that is shown: rates and shares in per cent."""
    number = as_number(value)
    if number is None or unit not in ("1/a", "share"):
        return number
    return PER_CENT * number
