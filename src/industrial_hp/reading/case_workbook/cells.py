"""What stands in a cell -> a value of the case model, or what is wrong with it.

Numbers may be text with a decimal comma or with their unit. What could be two numbers is refused:
1.234 is one to an English and another to a German reader.
"""

import re
from dataclasses import dataclass
from typing import Any

from pydantic.fields import FieldInfo

from industrial_hp.case.fields import field_unit, permitted_range, range_text
from industrial_hp.reading.case_workbook.cell_sheets import SheetCell, is_date
from industrial_hp.reading.case_workbook.layout import Entry
from industrial_hp.units import PER_CENT, converted, interchangeable_units

TRUTH = {
    "yes": True, "true": True, "ja": True, "wahr": True,
    "no": False, "false": False, "nein": False, "falsch": False,
}  # fmt: skip
ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A")
LIST_SEPARATOR = ";"
SPELLINGS = (("°C", "degC"), ("℃", "degC"), ("€", "EUR"), ("³", "3"), ("·", " "), ("*", " "))
NUMBER = re.compile(r"([+-]?[\d.,](?:[\d.,]|[ '’](?=\d))*(?:[eE][+-]?\d+)?)\s*(.*)", re.DOTALL)
GROUPS = re.compile(r"\d{1,3}([ '’]\d{3})+([.,]\d*)?")
DECIMAL = re.compile(r"\d*[.,]?\d*")
TWO_SEPARATORS = re.compile(r"\d{1,3}(\.\d{3})+,\d*|\d{1,3}(,\d{3})+\.\d*")
THOUSANDS = re.compile(r"\d{1,3}((\.\d{3}){2,}|(,\d{3}){2,})")
EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True)
class Refused:
    """Why a cell has no value that can be used."""

    message: str
    permitted: str = ""
    mend: str = ""


def cell_value(cell: SheetCell, entry: Entry, field: FieldInfo, unit: str) -> Any | Refused:
    """The value of a cell.

    Parameters
    ----------
    cell : SheetCell
        A filled cell.
    entry : Entry
        What the cell holds by the layout.
    field : FieldInfo
        The field of the row's kind.
    unit : str
        Unit that the workbook states for the cell.
    """
    value = cell.value
    if is_date(value):
        wanted = "text" if entry.holds in ("text", "choice") else "a number"
        mend = "format the cell as General (or Text) and write it again"
        return Refused(f"is a date where {wanted} is wanted", permitted_text(entry, field), mend)
    if isinstance(value, str) and value.strip() in ERRORS:
        return Refused("is a formula that failed", mend="mend the formula or write the value")
    if entry.holds == "truth":
        return _truth(value)
    if entry.holds in ("text", "choice"):
        return _text(value, entry, field)
    if isinstance(value, str) and entry.holds == "profile" and not _begins_number(value):
        return value.strip()
    return _number(cell, entry, field, unit)


def split_list(cell: SheetCell) -> list[SheetCell]:
    """The entries of a list that stand in one cell, with semicolons between."""
    if not isinstance(cell.value, str):
        return [cell]
    parts = [part.strip() for part in cell.value.split(LIST_SEPARATOR)]
    return [SheetCell(cell.row, cell.column, part) for part in parts if part]


def stated_unit(text: object, wanted: str) -> str | None:
    """The unit that a text means, of those convertible to the wanted one; none if none is."""
    shown = _canonical(str(text).strip().strip("[]"))
    return next((unit for unit in interchangeable_units(wanted) if _canonical(unit) == shown), None)


def permitted_text(entry: Entry, field: FieldInfo) -> str:
    """What may stand in a cell: a range with its unit, or the name of a series."""
    limits = permitted_range(field)
    if limits is None:
        return ""
    series = " or the name of a series" if entry.holds == "profile" else ""
    return range_text(*limits, field_unit(field)) + series


def _canonical(unit: str) -> str:
    for spelling, plain in SPELLINGS:
        unit = unit.replace(spelling, plain)
    return "".join(unit.split())


def _begins_number(text: str) -> bool:
    return text.strip()[:1] in tuple("0123456789+-−.,")


def _truth(value: object) -> bool | Refused:
    if isinstance(value, bool):
        return value
    known = TRUTH.get(str(value).strip().lower())
    return Refused("is neither yes nor no", "yes, no") if known is None else known


def _text(value: object, entry: Entry, field: FieldInfo) -> Any:
    if isinstance(value, bool):
        return Refused("text is wanted", mend="format the cell as Text and write it again")
    if isinstance(value, int | float):
        return f"{value:.15g}"
    as_it_is = entry.holds == "text" and not field.metadata and field.default == ""
    return value if as_it_is else str(value).strip()


def _number(cell: SheetCell, entry: Entry, field: FieldInfo, unit: str) -> float | Refused:
    """A number in the unit of the case model."""
    wanted, value = field_unit(field), cell.value
    if isinstance(value, bool):
        return Refused("a number is wanted", permitted_text(entry, field))
    if isinstance(value, int | float):
        shown = value * PER_CENT if cell.in_per_cent and unit.startswith("%") else value
        return shown if unit == wanted else converted(float(shown), unit, wanted)
    found = NUMBER.fullmatch(str(value).strip().replace("−", "-").replace("\xa0", " "))
    if found is None:
        return Refused("a number is wanted", permitted_text(entry, field))
    own_unit = stated_unit(found.group(2), wanted) if found.group(2) else unit
    if own_unit is None:
        others = ", ".join(interchangeable_units(wanted))
        return Refused(f"its unit {found.group(2)!r} is not known here", others)
    number = plain_number(found.group(1))
    return number if isinstance(number, Refused) else converted(number, own_unit, wanted)


def plain_number(text: str) -> float | Refused:
    """The number that a text is, with a decimal point or comma and groups of three digits."""
    mantissa, mark, exponent = text.lower().partition("e")
    sign, digits = (mantissa[:1], mantissa[1:]) if mantissa[:1] in "+-" else ("", mantissa)
    if GROUPS.fullmatch(digits):
        digits = re.sub(r"[ '’]", "", digits)
    if EITHER.fullmatch(digits):
        as_decimal, as_thousands = digits.replace(",", "."), re.sub("[.,]", "", digits)
        return Refused(
            f"can be read as {as_decimal} and as {as_thousands}",
            mend=f"write {as_thousands} or {as_decimal}0",
        )
    if THOUSANDS.fullmatch(digits):
        digits = re.sub("[.,]", "", digits)
    elif TWO_SEPARATORS.fullmatch(digits):
        first = "." if digits.index(".") < digits.index(",") else ","
        digits = digits.replace(first, "").replace(",", ".")
    elif not DECIMAL.fullmatch(digits) or not any(map(str.isdigit, digits)):
        return Refused("a number is wanted", mend="write it without separators of thousands")
    return float(f"{sign}{digits.replace(',', '.')}{mark}{exponent}")
