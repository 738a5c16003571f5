"""Words on a field as notes and columns of the template show them, from the case model."""

from typing import Any

from pydantic.fields import FieldInfo

from industrial_hp.case.fields import field_unit, permitted_range, range_text
from industrial_hp.reading.case_workbook.choices import Choice
from industrial_hp.reading.case_workbook.layout import Entry, Need, Variant

NEEDS: dict[Need, str] = {
    "always": "Mandatory",
    "with its group": "Mandatory once another cell of its group is filled",
    "no": "Optional",
}
MOST_CHOICES = 12


def note(entry: Entry, choice: Choice | None) -> str:
    """Note of a column: what is meant, what may stand there, whether it must; kind by kind."""
    texts: dict[str, list[str]] = {}
    for variant in entry.variants:
        texts.setdefault(_variant_note(entry, variant), []).append(variant.kind)
    parts = [f"{entry.key}"]
    for text, kinds in texts.items():
        named = len(texts) > 1 or len(kinds) < len(entry.variants) or kinds != [""]
        every = len(texts) == 1 and named
        parts.append(f"{text}" if not named or every else f"[{', '.join(kinds)}]\n{text}")
    if entry.is_list:
        parts.append("Several values may stand in one cell, with semicolons between them.")
    if choice is not None and len(choice.values) <= MOST_CHOICES:
        parts.append(f"Choices: {', '.join(choice.values)}")
    return "\n".join(parts)


def meaning(entry: Entry, field: FieldInfo) -> str:
    """What a field is, by the case model; else its label."""
    text = field.description or entry.label
    return text[:1].upper() + text[1:]


def permitted(entry: Entry, field: FieldInfo) -> str:
    """What may stand in a cell."""
    limits = permitted_range(field)
    if limits is None:
        return {"truth": "yes, no", "choice": "one of the list"}.get(entry.holds, "")
    text = range_text(*limits, field_unit(field))
    return f"{text}, or a series" if entry.holds == "profile" else text


def if_empty(variant: Variant) -> str:
    """What an empty cell means."""
    if variant.need != "no":
        return NEEDS[variant.need].lower()
    return _default_text(variant.field.get_default())


def _variant_note(entry: Entry, variant: Variant) -> str:
    need = NEEDS[variant.need]
    if variant.need == "no":
        need += f"; if empty: {if_empty(variant)}"
    return f"{meaning(entry, variant.field)}\n{need}."


def _default_text(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    if isinstance(default, tuple | dict):
        return "; ".join(_default_text(part) for part in default) or "none"
    if isinstance(default, float):
        return f"{default:g}"
    return "none" if default is None or not isinstance(default, str | int) else str(default) or "–"
