"""Sheet Assumptions: what the study assumes, why, and what it weighs in the net present value."""

from collections.abc import Iterator
from dataclasses import dataclass

from industrial_hp.case.case import Case
from industrial_hp.catalogue.price_index import INDEX_WORDS, price_factor
from industrial_hp.reporting.sensitivity_sheet import (
    CHANGE_LOW,
    FACTOR,
    HIGH,
    LOW,
    RATE,
    cell_there,
    ordered,
)
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.text_size import TWO_LINES, row_height
from industrial_hp.results.sensitivity import INTEREST, INVESTMENT
from industrial_hp.results.solution import Solution

HEADER_ROW = 3
HEADERS = ("No.", "Assumption", "Why", "NPV falls by", "NPV rises by", "If low", "If high", "in")
UNITS = ("", "", "", "EUR", "EUR", "", "", "")
WIDTHS = (6.0, 66.0, 62.0, 13.0, 13.0, 10.0, 10.0, 16.0)
TEXTS = (0, 1, 2, 7)


@dataclass(frozen=True)
class Assumption:
    """A statement that the result rests on, and what it changes in the net present value."""

    statement: str
    why: str
    effect: "Effect | None" = None
    """None where it was not evaluated."""


@dataclass(frozen=True)
class Effect:
    """What an assumption weighs, with the row of the sheet Sensitivity that tells it."""

    parameter: str
    falls_eur: float
    rises_eur: float
    low: float
    high: float


def write_assumptions(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Assumptions",
        "What the study rests on. The effect is that on the net present value against today when "
        "one assumption is wrong by as much as the case holds possible, the design kept.",
    )
    page.headers(HEADER_ROW, HEADERS, text_columns=TEXTS)
    page.units(HEADER_ROW + 1, UNITS, text_columns=TEXTS)
    page.set_height(HEADER_ROW, TWO_LINES)
    row = HEADER_ROW + 2
    found = (*_prices(page.solution), *_of_the_method(page.solution))
    for number, one in enumerate(found, start=1):
        page.text(row, 0, f"A{number}", "bold")
        page.text(row, 1, one.statement)
        page.text(row, 2, one.why)
        _write_effect(page, row, one.effect)
        cells = ((one.statement, WIDTHS[1]), (one.why, WIDTHS[2]))
        page.set_height(row, row_height(*cells))
        row += 1
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 2, 2)
    page.print_setup(row, len(HEADERS), landscape=True, header_row=HEADER_ROW)


def _write_effect(page: Page, row: int, effect: Effect | None) -> None:
    """Formulas on the sheet Sensitivity."""
    if effect is None:
        for column in range(3, 7):
            page.text(row, column, None, "right")
        page.text(row, 7, "not evaluated")
        return
    low, high = (cell_there(page.solution, effect.parameter, CHANGE_LOW + step) for step in (0, 1))
    page.formula(row, 3, f"=MAX(0,-{low},-{high})", effect.falls_eur, unit="EUR")
    page.formula(row, 4, f"=MAX(0,{low},{high})", effect.rises_eur, unit="EUR")
    unit = RATE if effect.parameter == INTEREST else FACTOR
    for column, step, value in ((5, LOW, effect.low), (6, HIGH, effect.high)):
        cell = cell_there(page.solution, effect.parameter, step)
        page.formula(row, column, f"={cell}", value, unit=unit if unit == RATE else "-")
    page.unit(row, 7, unit)


def _prices(solution: Solution) -> Iterator[Assumption]:
    """What the sensitivity has evaluated, the heaviest first."""
    npv = solution.key_figure("npv_eur").proposed or 0.0
    effects = [
        (found, found["npv_low_eur"] - npv, found["npv_high_eur"] - npv)
        for found in ordered(solution)
    ]
    for found, at_low, at_high in sorted(effects, key=lambda e: -max(map(abs, e[1:]))):
        terms = solution.case.economics.money.capitalize()
        title = f"{terms} interest" if found["parameter"] == INTEREST else found["title"]
        yield Assumption(
            f"{title}: as stated on the sheet Inputs, all years.",
            "Stated by the case"
            if found["parameter"] != INVESTMENT
            else "Cost laws, sheet Inputs: the accuracy of a feasibility study",
            Effect(
                found["parameter"],
                max(0.0, -min(at_low, at_high)),
                max(0.0, at_low, at_high),
                found["low"],
                found["high"],
            ),
        )


def _of_the_method(solution: Solution) -> Iterator[Assumption]:
    """What the model takes for granted."""
    case = solution.case
    days, blocks = len(case.calendar.days), len(case.calendar.block_hours)
    yield Assumption(
        f"The year is {days} representative day{'s' if days > 1 else ''} of {blocks} "
        f"block{'s' if blocks > 1 else ''}; within a block nothing changes.",
        "Stated by the case: peaks shorter than a block and single cold days are not seen, unless "
        "a day stands for them",
    )
    yield Assumption(
        "Every year of the observation period is like the first, save for the changes of prices.",
        "Growth or decline of the demand is not known to the case",
    )
    yield Assumption(
        "A machine's COP does not depend on its load within a period.",
        "The model is linear; the sheet Equipment tells what approaches at part load would spare",
    )
    yield Assumption(
        "Operation follows prices and loads that are known in advance.",
        "The optimisation sees the whole year; real control comes close within a day",
    )
    yield _money_year(solution)
    yield _replacements(case)
    if solution.base is not None:
        yield Assumption(
            "Today's system would be kept and renewed in kind, and is run at least cost.",
            "The project is measured against what would happen without it (EN 17463)",
        )


def _replacements(case: Case) -> Assumption:
    """What equipment costs when it is bought again."""
    if case.economics.inflation is None:
        return Assumption(
            "Replacements cost what the equipment costs today.",
            "Money is real: no price of equipment rises faster than money loses value",
        )
    return Assumption(
        "Equipment, upkeep and charges without a price change of their own rise by the inflation.",
        "Money is nominal: interest and flows hold inflation as the sheet Inputs states it",
    )


def _money_year(solution: Solution) -> Assumption:
    """Of which year the money is, and how costs of other years were brought to it."""
    case = solution.case
    year = case.economics.money_year
    laws = sorted({str(law) for law in solution.equipment["cost_law"] if law})
    years = {law: case.stated_cost_row(law).law.money_year for law in laws}
    unknown = [law for law, own in years.items() if own is None]
    without = f" Rows without a year stay as they are: {', '.join(unknown)}." if unknown else ""
    if year is None:
        found = ", ".join(sorted({str(own) for own in years.values() if own is not None}))
        return Assumption(
            f"Equipment costs stand in the money of their rows ({found or 'not stated'}).{without}",
            "The case states no money year (economics.money_year), so no price index is applied",
        )
    factors = sorted(
        {
            f"{own} x {price_factor(own, year, later_change=case.economics.later_price_change):.4f}"
            for own in years.values()
            if own not in (None, year)
        }
    )
    moved = f" Costs of other years: {', '.join(factors)}." if factors else ""
    return Assumption(
        f"Money is that of {year}.{moved}{without}",
        f"Stated by the case; costs of other years follow the {INDEX_WORDS}, which is not one of "
        "machines",
    )
