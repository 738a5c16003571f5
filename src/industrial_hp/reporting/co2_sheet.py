"""Sheet CO2 balance: emissions by carrier, and what it costs to avoid them."""

from industrial_hp.reporting.sheet_page import Page, address
from industrial_hp.reporting.text_size import TWO_LINES

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
HEADER_ROW = 3
ENERGY = {"base": 1, "proposed": 2}
EMITTED = {"base": 3, "proposed": 4}
AVOIDED = 5
DEFINITION = (
    "Added annual cost over emissions avoided, without CO2 that is paid apart from the prices of",
    "energy. Below zero: avoiding saves money. CO2 that a price of energy holds stays in it.",
)


def write_co2_balance(page: Page) -> None:
    """Write the sheet."""
    page.widths(WIDTHS)
    page.title(
        "CO2 balance",
        "Emissions of a year, whoever pays for them; factors are those of the case (sheet Inputs).",
    )
    table = page.solution.co2_balance
    if table.empty:
        page.text(HEADER_ROW, 0, "There is no system of today to compare with.", "line")
        page.print_setup(HEADER_ROW + 1, len(WIDTHS), landscape=True, header_row=None)
        return
    page.headers(HEADER_ROW, HEADERS, text_columns=(0,))
    page.sheet.set_row(HEADER_ROW, TWO_LINES)
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
    row = _write_abatement(page, row + 2)
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


def _write_abatement(page: Page, row: int) -> int:
    page.text(row, 0, "Cost of abatement", "bold")
    page.number(row, 1, page.solution.abatement_eur_per_t, "EUR/t")
    page.unit(row, 2, "EUR/t")
    for line, text in enumerate(DEFINITION, start=row + 1):
        page.text(line, 0, text, "line")
    return row + 1 + len(DEFINITION)
