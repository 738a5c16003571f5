"""Sheet Inputs: every parameter of the case with value, unit, permitted range and source.

What the formulas of the cash flow refer to is an input cell with a workbook name. Every other
value is shown as stated: changing it means a new calculation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import BaseModel

from industrial_hp.reporting.live_inputs import FACTORS, live_names
from industrial_hp.reporting.sheet_page import Page, address, row_height
from industrial_hp.reporting.titles import TYPES, titles, type_title

HEADER_ROW = 3
HEADERS = (
    "Parameter",
    "Value",
    "Unit",
    "Use",
    "Source or reason, permitted range",
    "Field of the case",
)
WIDTHS = (52.0, 24.0, 11.0, 15.0, 62.0, 46.0)
THOUSAND = 1000
LIVE, STATED = "live input", "as calculated"
GROUPS = ("zones", "sources", "sinks", "boilers", "stores", "loops")


@dataclass(frozen=True)
class Parameter:
    """A field of the case with what is known of it."""

    path: str
    title: str
    value: Any
    unit: str
    note: str


def write_inputs(page: Page) -> None:
    """Write the sheet."""
    case = page.solution.case
    page.title(
        "Inputs",
        "Yellow cells feed the cash flow: change them and it follows, with the design kept. All "
        "else is as calculated: change it in the case and run again.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=(0, 2, 3, 4, 5))
    row = HEADER_ROW + 1
    sections: list[tuple[str, str, BaseModel]] = [
        ("Economics", "economics", case.economics),
        ("Electricity", "prices.electricity", case.prices.electricity),
        ("Natural gas", "prices.natural_gas", case.prices.natural_gas),
        ("CO2", "prices", case.prices),
    ]
    if case.heat_pumps is not None:
        sections.append(("Machines on offer", "heat_pumps", case.heat_pumps))
    if case.backup is not None:
        sections.append(("Backup", "backup", case.backup))
    names = titles(case)
    for group in GROUPS:
        for part in getattr(case, group):
            title = f"{group[:-1].capitalize()}: {names[part.name]}"
            sections.append((title, f"{group}.{part.name}", part))
    for title, path, part in sections:
        row = _write_section(page, row, title, list(parameters(part, path)))
    row = _write_calendar(page, row)
    row = _write_series(page, row)
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, len(HEADERS), landscape=True, header_row=HEADER_ROW)


def parameters(part: BaseModel, path: str) -> Iterator[Parameter]:
    """Fields of a part of the case; parts of the part that are no single value follow it."""
    reason = str(getattr(part, "reason", ""))
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name in ("name", "title", "reason") or (
            isinstance(value, BaseModel) and path == "prices"
        ):
            continue
        if isinstance(value, BaseModel):
            yield from parameters(value, f"{path}.{name}")
            continue
        extra = field.json_schema_extra
        unit = str(extra.get("unit", "")) if isinstance(extra, dict) else ""
        text = (field.description or "").partition(" [")[0]
        about = name.replace("_", " ") if text.startswith("a name of") or not text else text
        title = about[:1].upper() + about[1:]
        if name == "observation_a":
            unit = "a"
        yield Parameter(f"{path}.{name}", title, value, unit, _range(field.description))
    if reason:
        yield Parameter(f"{path}.reason", "Source or reason of the figures above", "", "", reason)


def _range(description: str | None) -> str:
    """Permitted range at the end of a field's description."""
    tail = (description or "").rpartition("; ")[2]
    return f"Permitted: {tail}" if " to " in tail and tail[:1] in "-0123456789" else ""


def _write_section(page: Page, row: int, title: str, found: list[Parameter]) -> int:
    page.section(row, title, len(HEADERS))
    row += 1
    live = live_names(page.solution.case)
    for parameter in found:
        name = live.get(parameter.path)
        _write_value(page, row, parameter, is_live=name is not None)
        page.text(row, 0, parameter.title)
        page.text(row, 2, parameter.unit, "unit")
        page.text(row, 3, _use(parameter, name), "unit")
        page.text(row, 4, parameter.note)
        page.text(row, 5, parameter.path, "unit")
        height = row_height(
            (parameter.title, WIDTHS[0]),
            (_shown(page, parameter.value), WIDTHS[1] * 0.9),
            (parameter.note, WIDTHS[4]),
        )
        page.sheet.set_row(row, height)
        if name is not None:
            _define(page, name, row)
        row += 1
        factor = FACTORS.get(parameter.path)
        if factor and isinstance(parameter.value, str):
            row = _write_factor(page, row, parameter, factor)
    return row + 1


def _use(parameter: Parameter, live_name: str | None) -> str:
    if parameter.path.endswith(".reason"):
        return ""
    return LIVE if live_name else STATED


def _define(page: Page, name: str, row: int) -> None:
    cell = address(row, 1, fixed_row=True, fixed_column=True)
    page.workbook.define_name(name, f"=Inputs!{cell}")


def _write_factor(page: Page, row: int, parameter: Parameter, name: str) -> int:
    """The factor that scales a price which is a series."""
    page.text(row, 0, "Factor on this series of prices")
    page.number(row, 1, 1.0, "-", "input")
    page.text(row, 2, "-", "unit")
    page.text(row, 3, LIVE, "unit")
    page.text(row, 4, "1.1 makes the price of every hour 10 % dearer in the cash flow")
    page.text(row, 5, "", "unit")
    _define(page, name, row)
    return row + 1


def _write_value(page: Page, row: int, parameter: Parameter, *, is_live: bool) -> None:
    value = parameter.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        shown = _shown(page, value)
        kind = "input_text" if is_live else "right"
        page.text(row, 1, shown, kind)
        if is_live:
            _allow_heating_values(page, row)
        return
    is_large = float(value).is_integer() and abs(value) >= THOUSAND
    unit = "whole thousands" if is_large else "1/a" if parameter.unit == "1/a" else "as stated"
    page.number(row, 1, value, unit, "input" if is_live else "plain")
    if parameter.path == "economics.observation_a":
        page.sheet.data_validation(
            row,
            1,
            row,
            1,
            {
                "validate": "integer",
                "criteria": "between",
                "minimum": 1,
                "maximum": int(value),
                "error_title": "Observation period",
                "error_message": f"The sheet Cash flow has {value} years; for more, run again.",
            },
        )


def _allow_heating_values(page: Page, row: int) -> None:
    page.sheet.data_validation(row, 1, row, 1, {"validate": "list", "source": ["HHV", "LHV"]})


def _shown(page: Page, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return "not stated"
    if isinstance(value, tuple):
        return ", ".join(str(part) for part in value) or "none"
    if isinstance(value, str) and value in page.solution.case.series:
        return f"series {value}"
    if value in TYPES:
        return type_title(value)
    return str(value)


def _write_calendar(page: Page, row: int) -> int:
    calendar = page.solution.case.calendar
    page.section(row, "Calendar: representative days", len(HEADERS))
    row += 1
    for day in calendar.days:
        months = ", ".join(f"{month} {count:g}" for month, count in day.days_by_month.items())
        page.text(row, 0, day.title or day.name)
        page.number(row, 1, day.days_per_year, "as stated")
        page.text(row, 2, "d/a", "unit")
        page.text(row, 3, STATED, "unit")
        page.text(row, 4, f"Days by month: {months}")
        page.text(row, 5, f"calendar.days.{day.name}", "unit")
        page.sheet.set_row(row, row_height((f"Days by month: {months}", WIDTHS[4])))
        row += 1
    blocks = ", ".join(f"{hours:g}" for hours in calendar.block_hours)
    page.text(row, 0, "Blocks of a day")
    page.text(row, 1, blocks, "right")
    page.text(row, 2, "h", "unit")
    page.text(row, 3, STATED, "unit")
    page.text(row, 4, "")
    page.text(row, 5, "calendar.block_hours", "unit")
    return row + 2


def _write_series(page: Page, row: int) -> int:
    """Least, mean over the year and greatest value of every series."""
    case = page.solution.case
    if not case.series:
        return row
    hours = np.outer(
        [day.days_per_year for day in case.calendar.days], case.calendar.block_hours
    ).ravel()
    page.section(row, "Series: lowest, mean of the year, highest", len(HEADERS))
    names = ("Series", "Mean of the year", "Unit", "Lowest", "Highest", "Used by")
    page.headers(row + 1, names, text_columns=(0, 2, 4, 5))
    row += 2
    for name, values in sorted(case.series.items()):
        page.text(row, 0, name)
        page.number(row, 1, float(np.average(values, weights=hours)), "-")
        users = _users(page, name)
        page.text(row, 2, users[0].unit if users else "", "unit")
        page.number(row, 3, min(values), "-")
        page.sheet.write_number(row, 4, max(values), page.styles.number("0.00", "left"))
        paths = "; ".join(user.path for user in users)
        page.text(row, 5, paths)
        page.sheet.set_row(row, row_height((paths, WIDTHS[5])))
        row += 1
    return row


def _users(page: Page, series: str) -> list[Parameter]:
    """Fields of the case that name a series."""
    case = page.solution.case
    parts: list[tuple[str, BaseModel]] = [
        ("prices.electricity", case.prices.electricity),
        ("prices.natural_gas", case.prices.natural_gas),
    ]
    parts += [(f"{g}.{part.name}", part) for g in GROUPS for part in getattr(case, g)]
    return [
        parameter
        for path, part in parts
        for parameter in parameters(part, path)
        if parameter.value == series
    ]
