"""Sheet Inputs: every parameter of the case with value, unit, low, high, origin and source.

What the formulas of the cash flow refer to is an input cell with a workbook name. Every other
value is shown as stated: changing it means a new calculation.
"""

from collections.abc import Iterable
from dataclasses import replace

from pydantic import BaseModel

from industrial_hp.reporting.cell_styles import Look
from industrial_hp.reporting.cost_law_inputs import cost_laws
from industrial_hp.reporting.input_fields import Parameter, parameters, range_text
from industrial_hp.reporting.live_inputs import INFLATION, factors, fuel_path, live_names
from industrial_hp.reporting.monthly_layout import MONTH_NAMES
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import titles, type_title

HEADER_ROW = 3
LABEL, VALUE, UNIT, LOW, HIGH, ORIGIN, PERMITTED, NOTE, FIELD = range(9)
HEADERS = (
    "Parameter",
    "Value",
    "Unit",
    "Low",
    "High",
    "Origin",
    "Permitted",
    "Source, remark",
    "Field of the case or catalogue",
)
WIDTHS = (56.0, 22.0, 12.0, 9.0, 9.0, 9.0, 16.0, 72.0, 50.0)
TEXT_COLUMNS = (LABEL, UNIT, ORIGIN, PERMITTED, NOTE, FIELD)
THOUSAND = 1000
GROUPS = ("zones", "sources", "sinks", "boilers", "coolers", "stores", "loops")
YEARS = "economics.observation_a"
Section = tuple[str, list[Parameter]]


def write_inputs(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Inputs",
        "Yellow cells feed the formulas: change them and money follows, with the design kept. All "
        "else is as calculated: change it in the case and run again. Origin: see Methods.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=TEXT_COLUMNS)
    row = HEADER_ROW + 1
    parts = (*_case(page), *_matches(page), *_tariffs(page), *_points(page), _calendar(page))
    for title, found in (*parts, *cost_laws(page.solution)):
        row = _write_section(page, row, title, found)
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row - 1, len(HEADERS), landscape=True, header_row=HEADER_ROW)


def _case(page: Page) -> Iterable[Section]:
    """Sections of the case in the order in which it is read."""
    case = page.solution.case
    names = titles(case)
    parts: list[tuple[str, str, BaseModel | None]] = [
        ("Economics", "economics", case.economics),
        ("Electricity", "prices.electricity", case.prices.electricity),
        *(
            (type_title(carrier), fuel_path(carrier), fuel)
            for carrier, fuel in case.prices.fuels.items()
        ),
        ("CO2", "prices", case.prices),
        ("Machines on offer", "heat_pumps", case.heat_pumps),
        ("Backup", "backup", case.backup),
        ("Objective", "objective", case.objective),
        ("Limits of the study", "limits", case.limits),
    ]
    for group in GROUPS:
        for part in getattr(case, group):
            title = f"{group[:-1].capitalize()}: {names[part.name]}"
            parts.append((title, f"{group}.{part.name}", part))
    return [
        (title, list(parameters(case, part, path)))
        for title, path, part in parts
        if part is not None
    ]


def _matches(page: Page) -> Iterable[Section]:
    """Pairs of a source and a sink that are forbidden or have a price, where there are any."""
    matches, names = page.solution.case.matches, titles(page.solution.case)
    pairs = [
        (f"forbidden[{k}]", pair, "forbidden, units too" if pair.covers == "units" else "forbidden")
        for k, pair in enumerate(matches.forbidden)
    ] + [(f"priced[{k}]", pair, pair.eur_per_mwh) for k, pair in enumerate(matches.priced)]
    if pairs:
        yield (
            "Matches",
            [
                Parameter(
                    f"matches.{place}",
                    f"Heat from {names.get(pair.source, pair.source)} to "
                    f"{names.get(pair.sink, pair.sink)}",
                    value,
                    "" if isinstance(value, str) else "EUR/MWh",
                )
                for place, pair, value in pairs
            ],
        )


def _tariffs(page: Page) -> Iterable[Section]:
    """Windows of the tariffs, where the case has any."""
    windows = page.solution.case.tariff_windows
    if windows:
        yield (
            "Tariffs by time of use",
            [
                Parameter(
                    f"tariff_windows[{index}]",
                    f"{one.tariff.replace('_', ' ')}, {one.from_h:g} to {one.to_h:g} h",
                    one.eur_per_mwh,
                    "EUR/MWh",
                    note=f"Months: {', '.join(one.months) or 'all'}; weekdays: "
                    f"{', '.join(one.weekdays) or 'all'}; a later window covers an earlier one",
                )
                for index, one in enumerate(windows)
            ],
        )


def _points(page: Page) -> Iterable[Section]:
    """Points of the manufacturers' tables, where the case has any."""
    points = page.solution.case.cop_points
    if points:
        yield (
            "Manufacturers' points",
            [
                Parameter(
                    f"cop_points.{point.table}",
                    f"COP of {point.table} from {point.source_c:g} to {point.sink_c:g} degC",
                    point.cop,
                    "-",
                    note=f"{point.heat_mw:g} MW of heat at {point.load_share:.0%} of full load",
                )
                for point in points
            ],
        )


def _calendar(page: Page) -> Section:
    """Representative days and the blocks of each of them."""
    calendar = page.solution.case.calendar
    blocks = ", ".join(f"{hours:g}" for hours in calendar.block_hours)
    found = []
    for day in calendar.days:
        months = [
            f"{month} {day.days_by_month[month.lower()]:g}"
            for month in MONTH_NAMES
            if day.days_by_month.get(month.lower())
        ]
        note = f"Days of each month: {', '.join(months)}"
        path = f"calendar.days.{day.name}"
        found.append(Parameter(path, day.title or day.name, day.days_per_year, "d/a", note=note))
    found.append(Parameter("calendar.block_hours", "Blocks of each day", blocks, "h"))
    return "Calendar: representative days", found


def _write_section(page: Page, row: int, title: str, found: list[Parameter]) -> int:
    page.section(row, title, len(HEADERS))
    row += 1
    live, scaled = live_names(page.solution.case), factors(page.solution.case)
    for parameter in found:
        name = live.get(parameter.path)
        shown = _within_the_workbook(page, parameter) if name else parameter
        _write_parameter(page, row, shown, name)
        row += 1
        factor = scaled.get(parameter.path)
        if factor and name is None:
            _write_parameter(page, row, _factor(parameter), factor)
            row += 1
    return row + 1


def _factor(parameter: Parameter) -> Parameter:
    """The factor that scales a price which is a series."""
    return Parameter(
        f"{parameter.path}, times",
        "Factor on this series of prices",
        1.0,
        "-",
        origin="",
        permitted=(0.0, 10.0),
        note="1.1 makes the price of every hour 10 % dearer in the cash flow",
    )


def _within_the_workbook(page: Page, parameter: Parameter) -> Parameter:
    """An observation period that the columns of the cash flow can hold; a price change as a number.

    A price change that is not stated is that of prices at large.
    """
    if parameter.path.endswith("escalation") and isinstance(parameter.value, str):
        money = page.solution.case.economics
        formula = "" if money.inflation is None else f"={INFLATION}"
        return replace(parameter, value=money.price_change, formula=formula)
    if parameter.path != YEARS or parameter.permitted is None:
        return parameter
    least, most = parameter.permitted
    note = (
        f"The sheet Cash flow has {parameter.value} years; for more, up to {most:g}, change the "
        "case and run again"
    )
    return replace(parameter, permitted=(least, float(parameter.value)), note=note)


def _write_parameter(page: Page, row: int, parameter: Parameter, live_name: str | None) -> None:
    low, high = parameter.low, parameter.high
    permitted = ""
    if parameter.permitted is not None:
        permitted = range_text(*parameter.permitted, parameter.unit)
    page.text(row, LABEL, parameter.label)
    _write_value(page, row, parameter, is_live=live_name is not None)
    page.unit(row, UNIT, parameter.unit)
    for column, value in ((LOW, low), (HIGH, high)):
        if value is None:
            page.text(row, column, "")
        else:
            page.number(row, column, value, _pattern(parameter, value))
    page.text(row, ORIGIN, parameter.origin, "unit")
    page.text(row, PERMITTED, permitted, "unit")
    page.text(row, NOTE, parameter.note)
    page.text(row, FIELD, parameter.path, "unit")
    cells = [(parameter.label, WIDTHS[LABEL]), (parameter.note, WIDTHS[NOTE])]
    page.set_height(row, row_height((str(parameter.value), WIDTHS[VALUE]), *cells))
    if live_name is not None:
        _make_live(page, row, parameter, live_name)


def _write_value(page: Page, row: int, parameter: Parameter, *, is_live: bool) -> None:
    value = parameter.value
    if isinstance(value, str):
        page.text(row, VALUE, value, "input_text" if is_live else "right")
        return
    look: Look = "input" if is_live else "plain"
    if parameter.formula:
        page.formula(
            row, VALUE, parameter.formula, value, unit=_pattern(parameter, value), look=look
        )
    else:
        page.number(row, VALUE, value, _pattern(parameter, value), look)


def _pattern(parameter: Parameter, value: float) -> str:
    """Pattern of a number: as stated, save per cent, whole thousands and means of series."""
    if parameter.unit == "1/a":
        return "1/a"
    if float(value).is_integer() and abs(value) >= THOUSAND:
        return "whole thousands"
    return "as stated" if float(f"{value:.4g}") == value else "mean of a series"


def _make_live(page: Page, row: int, parameter: Parameter, name: str) -> None:
    """Name the cell for the formulas and hold what is entered to its range."""
    cell = address(row, VALUE, fixed_row=True, fixed_column=True)
    page.workbook.define_name(name, f"=Inputs!{cell}")
    if parameter.permitted is None:
        rule: dict[str, object] = {"validate": "list", "source": ["HHV", "LHV"]}
    else:
        least, most = parameter.permitted
        rule = {
            "validate": "integer" if isinstance(parameter.value, int) else "decimal",
            "criteria": "between",
            "minimum": least,
            "maximum": most,
            "error_title": "Outside its range",
            "error_message": f"Permitted: {range_text(least, most, parameter.unit)}.",
        }
    page.sheet.data_validation(row, VALUE, row, VALUE, rule)
