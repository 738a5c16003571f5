"""Sheet Monthly balance: heat, electricity and fuel of every unit by month.

Heat given is positive, heat taken negative; so every balance is a sum that must be zero.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.reporting.cell_styles import Look
from industrial_hp.reporting.monthly_layout import (
    BASE_ROW,
    DETAILS_ROW,
    DIRECTION,
    ELECTRICITY_TITLES,
    GROUP,
    GROUP_TITLES,
    HEADER_ROW,
    ITEM,
    JANUARY,
    MONTH_NAMES,
    PROPOSED_ROW,
    STATUS_OFFSET,
    SUM_OFFSET,
    TOLERANCE_ROW,
    UNIT,
    YEAR,
    Group,
)
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import unit_titles
from industrial_hp.results.solution import Variant

TOLERANCE_MWH = 0.01
GRID = "Grid"
WIDTHS = (48.0, 23.0, 10.0, 7.0, *(9.0,) * 12, 10.5)
COLUMNS = YEAR + 1


@dataclass(frozen=True)
class Line:
    """One unit and direction of flow with its twelve months [MWh]."""

    title: str
    group: Group | None
    """Group of the balance; none for what is bought from the grid."""
    direction: str
    months: tuple[float, ...]


def write_monthly_balance(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Monthly balance",
        "What is given or bought is positive, what is taken or used negative; fuel is shown as "
        "burned; – is less than half a MWh. A month is made of its representative days.",
    )
    names = ("Item", "Group", "Direction", "Unit", *MONTH_NAMES, "Year")
    page.headers(HEADER_ROW, names, text_columns=(ITEM, GROUP, DIRECTION, UNIT))
    page.text(TOLERANCE_ROW, ITEM, "A balance counts as closed up to", "check_text")
    page.text(TOLERANCE_ROW, UNIT, "MWh", "unit")
    page.number(TOLERANCE_ROW, YEAR, TOLERANCE_MWH, "-", "check")
    row = DETAILS_ROW
    systems = (
        (page.solution.proposed, PROPOSED_ROW, "proposed system"),
        (page.solution.base, BASE_ROW, "today's system"),
    )
    for variant, block_row, name in systems:
        if variant is None:
            page.section(block_row, f"Heat balance, {name}", COLUMNS)
            page.text(block_row + 1, ITEM, "Today's system cannot meet the demand.")
            continue
        row = _write_system(page, variant, block_row, row, name=name)
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, COLUMNS, landscape=True, header_row=HEADER_ROW)


def heat_of_year_mwh(page: Page, variant: Variant, group: Group) -> float:
    """Heat of a group of the balance over the year [MWh]."""
    members = [line for line in _heat_lines(page, variant) if line.group == group]
    return sum(sum(line.months) for line in members)


def _write_system(page: Page, variant: Variant, block_row: int, row: int, *, name: str) -> int:
    """Balance at its fixed place and details from a row on; the next free row."""
    heat = _heat_lines(page, variant)
    page.section(row, f"Heat by unit, {name}", COLUMNS)
    first = row + 1
    for offset, line in enumerate(heat):
        _write_line(page, first + offset, line, GROUP_TITLES)
    last = first + len(heat) - 1
    _write_balance(page, block_row, heat, first, last, name=name)
    row = last + 2
    electricity = _lines(page, variant, "electricity_mwh", _electricity_direction)
    groups = ELECTRICITY_TITLES
    row = _write_carrier(page, row, f"Electricity, {name}", electricity, groups, closing=True)
    fuel = _lines(page, variant, "fuel_mwh", _fuel_direction)
    title = f"Fuel (lower heating value), {name}"
    return _write_carrier(page, row, title, fuel, GROUP_TITLES, closing=False)


def _write_line(page: Page, row: int, line: Line, groups: Mapping[Group, str]) -> None:
    page.text(row, ITEM, line.title)
    page.set_height(row, row_height((line.title, WIDTHS[ITEM])))
    page.text(row, GROUP, GRID if line.group is None else groups[line.group], "unit")
    page.text(row, DIRECTION, line.direction, "unit")
    page.text(row, UNIT, "MWh", "unit")
    for month, value in enumerate(line.months):
        page.number(row, JANUARY + month, value, "MWh flow")
    _write_year(page, row, line.months, "formula")


def _write_year(page: Page, row: int, months: Sequence[float], look: Look) -> None:
    cells = f"{address(row, JANUARY)}:{address(row, YEAR - 1)}"
    page.formula(row, YEAR, f"=SUM({cells})", sum(months), unit="MWh flow", look=look)


def _write_balance(
    page: Page, block_row: int, lines: Sequence[Line], first: int, last: int, *, name: str
) -> None:
    page.section(block_row, f"Heat balance, {name}", COLUMNS)
    totals = [0.0] * 12
    for group, title in GROUP_TITLES.items():
        row = block_row + group
        members = [line.months for line in lines if line.group == group]
        months = [sum(member[month] for member in members) for month in range(12)]
        totals = [total + value for total, value in zip(totals, months, strict=True)]
        page.text(row, ITEM, title)
        page.text(row, GROUP, "", "unit")
        page.text(row, DIRECTION, "net", "unit")
        page.text(row, UNIT, "MWh", "unit")
        groups = f"{_held(first, GROUP)}:{_held(last, GROUP)}"
        key = address(row, ITEM, fixed_column=True)
        for month, value in enumerate(months):
            column = JANUARY + month
            cells = f"{address(first, column, fixed_row=True)}:" + address(
                last, column, fixed_row=True
            )
            formula = f"=SUMIF({groups},{key},{cells})"
            page.formula(row, column, formula, value, unit="MWh flow")
        _write_year(page, row, months, "formula")
    _write_closing(page, block_row + SUM_OFFSET, (block_row + 1, block_row + len(Group)), totals)


def _write_closing(page: Page, row: int, added: tuple[int, int], totals: Sequence[float]) -> None:
    """Sum that must be zero, and below it whether it is."""
    page.text(row, ITEM, "Sum (must be zero)", "total_text")
    for column in (GROUP, DIRECTION):
        page.text(row, column, "", "total_unit")
    page.text(row, UNIT, "MWh", "total_unit")
    page.text(row + STATUS_OFFSET - SUM_OFFSET, ITEM, "Does it close?", "check_text")
    for column in (GROUP, DIRECTION, UNIT):
        page.text(row + STATUS_OFFSET - SUM_OFFSET, column, "")
    limit = address(TOLERANCE_ROW, YEAR, fixed_row=True, fixed_column=True)
    for column, total in enumerate((*totals, sum(totals)), start=JANUARY):
        cells = f"{address(added[0], column)}:{address(added[1], column)}"
        page.formula(row, column, f"=SUM({cells})", total, unit="MWh sum", look="total")
        page.formula(
            row + 1,
            column,
            f'=IF(ABS({address(row, column)})<={limit},"closes","OPEN")',
            "closes" if abs(total) <= TOLERANCE_MWH else "OPEN",
            unit="MWh",
            look="check",
        )


def _write_carrier(
    page: Page,
    row: int,
    title: str,
    lines: Sequence[Line],
    groups: Mapping[Group, str],
    *,
    closing: bool,
) -> int:
    page.section(row, title, COLUMNS)
    for line in lines:
        row += 1
        _write_line(page, row, line, groups)
    if not lines:
        page.text(row + 1, ITEM, "none")
        return row + 3
    if not closing:
        return row + 2
    totals = [sum(line.months[month] for line in lines) for month in range(12)]
    _write_closing(page, row + 1, (row - len(lines) + 1, row), totals)
    return row + 4


def _heat_lines(page: Page, variant: Variant) -> list[Line]:
    given = _lines(page, variant, "heat_out_mwh", lambda kind: ("gives", 1))
    taken = _lines(page, variant, "heat_in_mwh", _taking)
    return _sorted([*given, *taken])


def _sorted(lines: Sequence[Line]) -> list[Line]:
    """By group in the order of the balance, the grid last."""
    last = len(Group) + 1
    return sorted(lines, key=lambda line: (int(line.group or last), line.title))


def _taking(kind: str) -> tuple[str, int]:
    """Heat taken; by the far end of a loop only to keep the line warm."""
    return ("kept warm" if kind == "loop_end" else "takes", -1)


def _electricity_direction(kind: str) -> tuple[str, int]:
    words = {"grid": ("bought", 1), "own_power": ("own", 1)}
    return words.get(kind, ("used", -1))


def _fuel_direction(kind: str) -> tuple[str, int]:
    return ("burned", 1)


def _lines(
    page: Page, variant: Variant, column: str, direction: Callable[[str], tuple[str, int]]
) -> list[Line]:
    """Lines of all units whose column is not zero all year, in the order of the table."""
    table = variant.monthly
    names = unit_titles(page.solution)
    lines = []
    for (zone, item, kind), rows in table.groupby(["zone", "item", "type"], sort=True):
        months = rows.set_index("month")[column]
        word, sign = direction(str(kind))
        values = tuple(sign * float(months.get(month, 0.0)) for month in range(1, 13))
        if any(values):
            title = names.get(str(item), str(item))
            if kind == "grid":
                title = f"Grid, {names.get(str(zone), str(zone))}"
            if kind == "own_power":
                title = f"Own electricity, {names.get(str(zone), str(zone))}"
            group = _group(page.solution.case, str(item), str(kind))
            lines.append(Line(title, group, word, values))
    return _sorted(lines)


def _group(case: Case, item: str, kind: str) -> Group | None:
    carriers = {boiler.name: boiler.carrier for boiler in case.boilers}
    by_kind = {
        "source": Group.SOURCES,
        "heat_pump": Group.HEAT_PUMPS,
        "heat_store": Group.STORES,
        "cooler": Group.COOLERS,
        "loop": Group.LOOPS,
        "loop_end": Group.LOOPS,
        "sink": Group.SINKS,
    }
    if kind == "boiler":
        electric = carriers.get(item) == "electricity"
        return Group.ELECTRIC_BOILERS if electric else Group.GAS_BOILERS
    return by_kind.get(kind)


def _held(row: int, column: int) -> str:
    return address(row, column, fixed_row=True, fixed_column=True)
