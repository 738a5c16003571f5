"""Sheet CO2 balance: emissions by carrier, and what it costs to avoid them."""

from collections.abc import Sequence

from industrial_hp.reporting.cash_flow_layout import ItemRows, Row, layout, result_there
from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import TWO_LINES
from industrial_hp.results.co2_balance import CO2_PAYMENT, SMALLEST_T, co2_payment_eur_per_a
from industrial_hp.results.solution import Solution, Variant

HEADERS = (
    "Carrier",
    "Energy today",
    "Energy proposed",
    "CO2 today",
    "CO2 proposed",
    "Avoided",
    "Mean factor today",
    "Mean factor proposed",
)
UNITS = ("", "MWh/a", "MWh/a", "t/a", "t/a", "t/a", "t/MWh", "t/MWh")
WIDTHS = (44.0, 14.0, 15.0, 12.0, 13.0, 12.0, 13.0, 13.0)
NAME = "CO2 balance"
HEADER_ROW = 3
ENERGY = {"base": 1, "proposed": 2}
EMITTED = {"base": 3, "proposed": 4}
AVOIDED = 5
DEFINITION = (
    "Added annual cost over emissions avoided, without CO2 that is paid apart from the prices of",
    "energy. Below zero: avoiding saves money. CO2 that a price of energy holds stays in it.",
)


def emissions_there(solution: Solution, side: str) -> str:
    """Cell of the emissions of a system, "base" or "proposed", for formulas of other sheets."""
    row = HEADER_ROW + 2 + len(solution.co2_balance)
    return f"'{NAME}'!{address(row, EMITTED[side], fixed_row=True, fixed_column=True)}"


def write_co2_balance(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        NAME,
        "Emissions of a year, whoever pays for them; factors are those of the case (sheet Inputs).",
    )
    table = page.solution.co2_balance
    if table.empty or page.solution.base is None:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=True, header_row=None)
        return
    page.headers(HEADER_ROW, HEADERS, text_columns=(0,))
    page.set_height(HEADER_ROW, TWO_LINES)
    page.units(HEADER_ROW + 1, UNITS, text_columns=(0,))
    row = first = HEADER_ROW + 2
    for found in table.to_dict("records"):
        page.text(row, 0, found["title"], "bold")
        for side in ("base", "proposed"):
            energy, emitted = found[f"{side}_mwh_per_a"], found[f"{side}_t_per_a"]
            page.number(row, ENERGY[side], energy, "MWh/a")
            page.number(row, EMITTED[side], emitted, "t/a")
            factor = emitted / energy if energy > 0 else None
            page.number(row, EMITTED[side] + 3, factor, "t/MWh")
        _write_avoided(page, row, found["base_t_per_a"] - found["proposed_t_per_a"])
        row += 1
    _write_sum(page, row, first)
    row = _write_abatement(page, row + 2, row)
    page.sheet.freeze_panes(HEADER_ROW + 1, 1)
    page.print_setup(row, len(WIDTHS), landscape=True, header_row=None)


def _write_avoided(page: Page, row: int, avoided_t: float) -> None:
    today, proposed = (address(row, EMITTED[side]) for side in ("base", "proposed"))
    page.formula(row, AVOIDED, f"={today}-{proposed}", avoided_t, unit="t/a")


def _write_sum(page: Page, row: int, first: int) -> None:
    table = page.solution.co2_balance
    page.text(row, 0, "All carriers", "total_text")
    avoided = 0.0
    for side, sign in (("base", 1.0), ("proposed", -1.0)):
        column, total = EMITTED[side], float(table[f"{side}_t_per_a"].sum())
        cells = f"{address(first, column)}:{address(row - 1, column)}"
        page.formula(row, column, f"=SUM({cells})", total, unit="t/a", look="total")
        avoided += sign * total
    cells = f"{address(first, AVOIDED)}:{address(row - 1, AVOIDED)}"
    page.formula(row, AVOIDED, f"=SUM({cells})", avoided, unit="t/a", look="total")
    for column in (*ENERGY.values(), 6, 7):
        page.text(row, column, "", "total_text")


def _write_abatement(page: Page, row: int, total: int) -> int:
    """Annual costs without CO2 that is paid apart, over the emissions avoided.

    Parameters
    ----------
    page : Page
        The sheet.
    row : int
        First free row.
    total : int
        Row with the emissions of all carriers.
    """
    page.section(row, "Cost of abatement", len(WIDTHS))
    page.headers(row + 1, ("Figure", "Today", "Proposed", "Added", "Unit"), text_columns=(0, 4))
    cost, paid, without, emitted, smallest, result = range(row + 2, row + 8)
    _write_pair(page, cost, "Annual cost, levelled", "EUR/a", _annual_costs(page))
    title = "of it CO2 that is paid apart, levelled"
    _write_pair(page, paid, title, "EUR/a", _co2_payments(page))
    _write_pair(page, without, "Annual cost without it", "EUR/a", _less(page, cost, paid))
    _write_pair(page, emitted, "CO2 emissions", "t/a", _emissions(page, total))
    page.text(smallest, 0, "Smallest difference of emissions that counts", "check_text")
    for line, kind in ((smallest, "text"), (result, "total_text")):
        page.text(line, 1, "", kind)
        page.text(line, 2, "", kind)
    page.number(smallest, 3, SMALLEST_T, "as stated", "check")
    page.unit(smallest, 4, "t/a")
    added, avoided = address(without, 3), f"-{address(emitted, 3)}"
    page.text(result, 0, "Cost of abatement", "total_text")
    formula = f'=IF({avoided}>{address(smallest, 3)},{added}/({avoided}),"none")'
    value = page.solution.abatement_eur_per_t
    page.formula(result, 3, formula, value, unit="EUR/t", look="total")
    page.unit(result, 4, "EUR/t", "total_unit")
    for line, text in enumerate(DEFINITION, start=result + 1):
        page.text(line, 0, text, "line")
    return result + 1 + len(DEFINITION)


def _write_pair(
    page: Page, row: int, title: str, unit: str, pair: Sequence[tuple[str, float]]
) -> None:
    """A figure of today's and of the proposed system, each with its formula, and what is added."""
    page.text(row, 0, title)
    for column, (formula, value) in enumerate(pair, start=1):
        page.formula(row, column, formula, value, unit=unit)
    today, proposed = address(row, 1), address(row, 2)
    page.formula(row, 3, f"={proposed}-{today}", pair[1][1] - pair[0][1], unit=unit)
    page.unit(row, 4, unit)


def _systems(page: Page) -> tuple[tuple[Variant, ItemRows], tuple[Variant, ItemRows]]:
    """Today's and the proposed system with their rows on the sheet Cash flow."""
    plan, solution = layout(page.solution), page.solution
    assert solution.base is not None
    assert plan.base is not None
    return (solution.base, plan.base), (solution.proposed, plan.proposed)


def _annual_costs(page: Page) -> list[tuple[str, float]]:
    rows = (Row.COST_BASE, Row.COST_PROPOSED)
    return [
        (f"={result_there(row)}", variant.annual_cost_eur)
        for row, (variant, _) in zip(rows, _systems(page), strict=True)
    ]


def _co2_payments(page: Page) -> list[tuple[str, float]]:
    """Annuity of what is paid for CO2 over the years."""
    plan, found = layout(page.solution), []
    for variant, rows in _systems(page):
        row = rows.first_annual + [item.name for item in variant.annual].index(CO2_PAYMENT)
        formula = f"=({plan.present_value_there(row)})*{result_there(Row.ANNUITY)}"
        found.append((formula, co2_payment_eur_per_a(page.solution.case, variant)))
    return found


def _less(page: Page, first: int, second: int) -> list[tuple[str, float]]:
    case = page.solution.case
    return [
        (
            f"={address(first, column)}-{address(second, column)}",
            variant.annual_cost_eur - co2_payment_eur_per_a(case, variant),
        )
        for column, (variant, _) in enumerate(_systems(page), start=1)
    ]


def _emissions(page: Page, total: int) -> list[tuple[str, float]]:
    table = page.solution.co2_balance
    return [
        (f"={address(total, EMITTED[side])}", float(table[f"{side}_t_per_a"].sum()))
        for side in EMITTED
    ]
