"""Fields of a case as an engineer reads them: label, value, unit, range, where it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from industrial_hp.case.case import Case
from industrial_hp.case.field_labels import field_label
from industrial_hp.case.fields import field_unit, permitted_range
from industrial_hp.reporting.titles import titles, type_title

UNSTATED = {
    "co2_t_per_a": "no limit",
    "investment_eur": "no limit",
    "recovered_heat_share": "no limit",
    "primary_energy_mwh_per_a": "no limit",
    "primary_energy_factor": "not stated",
    "max_mwh_per_a": "no limit",
    "age_a": "none",
    "cap_eur": "no limit",
    "eur_per_t_co2": "no limit",
    "connection_cost": "none: free of cost",
    "cooling_today": "none: may stay unused",
    "cost": "by temperature",
    "dt_contribution_k": "by medium",
    "existing_mw": "none",
    "floor_m2": "no limit",
    "forbidden": "none",
    "gwp_max": "no limit",
    "grid_limit_mw": "no limit",
    "inflation": "none: money is real",
    "later_price_change": "not stated",
    "money_year": "not stated",
    "machine_size_mw": "any size",
    "max_mw": "not on offer",
    "maximum_condensing_c": "no limit",
    "maximum_lift_k": "no limit",
    "max_units": "no limit",
    "refine_until_share": "not refined",
    "return_c": "that of the water",
    "sink_max_c": "no limit",
    "safety_classes": "any",
    "same_water_as": "water of its own",
    "starts_per_day": "no limit",
    "supply_c": "that of the water",
    "unmet_eur_per_mwh": "all is delivered",
}
"""What it means that a field has no value."""
AS_STATED = ("cost", "connection_cost", "basis", "layout", "table")
STATED, DEFAULT = "case", "default"
PER_CENT = "1/a"


@dataclass(frozen=True)
class Parameter:
    """A field of the case with what is known of it."""

    path: str
    label: str
    value: Any
    unit: str
    low: float | None = None
    """Lowest and highest value where it is uncertain or varies."""
    high: float | None = None
    origin: str = STATED
    permitted: tuple[float, float] | None = None
    note: str = ""
    formula: str = ""
    """Formula of the value where it follows from another input."""


def parameters(case: Case, part: BaseModel, path: str) -> Iterator[Parameter]:
    """Fields of a part of the case; parts of the part that are no single value follow it."""
    reason = str(getattr(part, "reason", ""))
    if reason:
        yield Parameter(f"{path}.reason", "Source or reason", "", "", origin="", note=reason)
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name in ("name", "title", "reason", "other_fuels") or (
            isinstance(value, BaseModel) and path == "prices"
        ):
            continue
        if isinstance(value, BaseModel):
            yield from parameters(case, value, f"{path}.{name}")
        elif name == "estimated" and value:
            for machine in value:
                yield from parameters(case, machine, f"{path}.{machine.name}")
        elif name == "stream_parts" and value:
            for index, one in enumerate(value):
                label = f"Part on offer of {titles(case).get(one.stream, one.stream)}"
                share = type(one).model_fields["share"]
                yield replace(
                    _parameter(case, f"{path}.{name}[{index}]", share, one.share), label=label
                )
        elif name == "cycle_costs" and value:
            for one in value:
                label = f"Price of {type_title(one.cycle).lower()} over the cost law"
                yield Parameter(f"{path}.{name}.{one.cycle}", label, one.factor, "EUR/EUR")
        else:
            yield _parameter(case, f"{path}.{name}", field, value)


def _parameter(case: Case, path: str, field: FieldInfo, value: Any) -> Parameter:
    name = path.rpartition(".")[2]
    origin = DEFAULT if not field.is_required() and value == field.default else STATED
    low = high = None
    note = ""
    if isinstance(value, str) and value in (series := case.named_series()):
        note = f"Series {value}: mean of the year, lowest and highest period"
        low, high = min(series[value]), max(series[value])
        value = float(np.average(series[value], weights=_hours(case)))
    of_a_date = name == "money_year"  # a year is written without a mark for thousands
    number = isinstance(value, int | float) and not isinstance(value, bool) and not of_a_date
    permitted = permitted_range(field) if number or (value is None and not of_a_date) else None
    return Parameter(
        path,
        field_label(name, field),
        value if number else _words(case, name, value),
        field_unit(field) if number or permitted is not None else "",
        low,
        high,
        origin,
        permitted,
        note,
    )


def _hours(case: Case) -> list[float]:
    """Hours of the year of each period."""
    blocks = case.calendar.block_hours
    return [day.days_per_year * hours for day in case.calendar.days for hours in blocks]


def _words(case: Case, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == ():
        return UNSTATED.get(name, "none")
    if isinstance(value, tuple):
        return "; ".join(type_title(part) if name == "cycles" else str(part) for part in value)
    names: Mapping[str, str] = titles(case)
    if name in ("zone", "from_zone", "to_zone", "same_water_as"):
        return names.get(value, str(value))
    return str(value) if name in AS_STATED else type_title(value)


def range_text(low: float, high: float, unit: str) -> str:
    """A range as it stands in a cell, in per cent where the unit is a rate."""
    if unit == PER_CENT:
        return f"{100 * low:,.4g} to {100 * high:,.4g} %/a"
    return f"{_plain(low)} to {_plain(high)}"


def _plain(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() else f"{value:g}"
