"""Sheet Hourly: what everything does in every block of the representative days, values only."""

from dataclasses import dataclass

import pandas as pd

from industrial_hp.reporting.sheet_page import A3, Page
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import unit_titles

HEADER_ROW = 3
FIRST = 5
WIDTH = 12.0
WIDTHS = (24.0, 9.0, 9.0, 9.0)
SMALLEST = 1e-9
SHOWN: tuple[tuple[str, str, str, str], ...] = (
    ("grid", "price_eur_per_mwh", "Electricity price", "EUR/MWh"),
    ("sink", "heat_in_mw", "heat received", "MW"),
    ("sink", "unmet_mw", "heat not delivered", "MW"),
    ("heat_pump", "heat_out_mw", "heat", "MW"),
    ("heat_pump", "electricity_mw", "electricity", "MW"),
    ("boiler", "heat_out_mw", "heat", "MW"),
    ("boiler", "fuel_mw", "fuel", "MW"),
    ("boiler", "electricity_mw", "electricity", "MW"),
    ("cooler", "heat_in_mw", "cooled away", "MW"),
    ("cooler", "electricity_mw", "electricity", "MW"),
    ("loop", "heat_in_mw", "heat sent", "MW"),
    ("heat_store", "heat_in_mw", "charged", "MW"),
    ("heat_store", "heat_out_mw", "discharged", "MW"),
    ("heat_store", "store_mwh", "content", "MWh content"),
    ("source", "heat_out_mw", "heat taken", "MW"),
    ("source", "electricity_mw", "cooling and pumps", "MW"),
    ("grid", "electricity_mw", "electricity bought", "MW"),
)
"""Type of unit, column of the operation, what it is, unit: in the order of the columns."""


@dataclass(frozen=True)
class _Column:
    title: str
    unit: str
    values: tuple[float, ...]


def write_hourly(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Hourly",
        "Proposed system in every block of the representative days; a block stands for as many "
        "hours of the year as its third figure says. What is zero all year has no column.",
    )
    table = page.solution.proposed.dispatch
    columns = _columns(page, table)
    heads = ("Day", "From", "Length", "Hours", *(column.title for column in columns))
    page.headers(HEADER_ROW, heads, text_columns=(0,))
    page.units(HEADER_ROW + 1, ("", "h", "h", "h/a", *(c.unit for c in columns)), text_columns=(0,))
    page.set_height(HEADER_ROW, row_height(*((c.title, WIDTH - 2) for c in columns)))
    last = _write_rows(page, table, columns)
    page.widths((*WIDTHS, *(WIDTH,) * len(columns)))
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.sheet.autofilter(HEADER_ROW + 1, 0, last - 1, len(heads) - 1)
    page.print_setup(last, len(heads), landscape=True, header_row=HEADER_ROW, paper=A3)


def _write_rows(page: Page, table: pd.DataFrame, columns: list[_Column]) -> int:
    days = {day.name: day.title or day.name for day in page.solution.case.calendar.days}
    periods = table.drop_duplicates("period")
    row = FIRST
    for number, period in enumerate(periods.to_dict("records")):
        name = str(period["period"]).partition(" ")[0]
        page.text(row, 0, days.get(name, name))
        page.number(row, 1, period["start_h"] % 24, "hours of a day")
        page.number(row, 2, period["hours"], "hours of a day")
        page.number(row, 3, period["hours_per_year"], "h/a")
        for place, column in enumerate(columns, start=len(WIDTHS)):
            page.number(row, place, column.values[number], column.unit)
        row += 1
    return row


def _columns(page: Page, table: pd.DataFrame) -> list[_Column]:
    """Everything that is not zero all year."""
    names = unit_titles(page.solution)
    found: list[_Column] = []
    for kind, key, word, unit in SHOWN:
        chosen = table[table["type"] == kind]
        if key == "price_eur_per_mwh":
            chosen = chosen[chosen["zone"] == chosen["zone"].iloc[0]] if len(chosen) else chosen
        for (zone, tag), rows in chosen.groupby(["zone", "unit"], sort=True):
            values = tuple(float(value) for value in rows[key].fillna(0.0))
            if max(map(abs, values)) <= SMALLEST:
                continue
            owner = str(names.get(str(zone if kind == "grid" else tag), tag))
            title = word if key == "price_eur_per_mwh" else f"{owner}: {word}"
            found.append(_Column(title, unit, values))
    return found
