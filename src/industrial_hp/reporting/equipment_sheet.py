"""Sheet Equipment: every unit that is built or stands, and every machine at its worst period."""

from collections.abc import Mapping
from typing import Any

from industrial_hp.reporting.sheet_page import A3, Page, row_height
from industrial_hp.reporting.titles import titles, type_title, unit_title

HEADER_ROW = 3
COLUMNS = (
    ("Unit", "", "title", 38.0),
    ("Type", "", "type", 18.0),
    ("Zone", "", "zone", 20.0),
    ("Stands today", "", "existing", 9.0),
    ("Size", "", "size", 8.0),
    ("Unit of size", "", "size_unit", 7.0),
    ("Number", "", "machines", 8.0),
    ("Cycle", "", "cycle", 13.0),
    ("Refrigerant", "", "refrigerant", 11.0),
    ("Evaporating", "degC", "t_evaporator_c", 10.5),
    ("Condensing", "degC", "t_condenser_c", 10.5),
    ("COP design", "-", "cop_design", 8.0),
    ("COP annual", "-", "cop_annual", 8.0),
    ("Full load", "h/a", "full_load_h", 8.0),
    ("Heat", "MWh/a", "heat_mwh_per_a", 9.0),
    ("Electricity", "MWh/a", "electricity_mwh_per_a", 10.0),
    ("Fuel", "MWh/a", "fuel_mwh_per_a", 9.0),
    ("Investment", "EUR", "investment_eur", 12.0),
    ("Verdict", "", "verdict", 12.0),
    ("Cost law", "", "cost_law", 24.0),
    ("Outside its range", "", "extrapolated", 10.0),
    ("Tag", "", "tag", 32.0),
)
TEXTS = (
    "title",
    "type",
    "zone",
    "existing",
    "size_unit",
    "cycle",
    "refrigerant",
    "verdict",
    "cost_law",
    "extrapolated",
    "tag",
)
BOLD_SHARE = 0.85
"""Part of the characters of plain text that fit if they are bold."""
REMARKS_COLUMN = 16
SHOWN_AS = {"size": "MW", "machines": "whole"}
WRAPPED = ("cost_law", "tag")
MACHINE_COLUMNS = (
    (9, "Evaporating", "degC", "evaporating_c"),
    (10, "Condensing", "degC", "condensing_c"),
    (11, "COP model", "-", "cop_linear"),
    (12, "COP served", "-", "cop_served"),
    (13, "Evap. allowed", "degC", "evaporating_allowed_c"),
    (14, "Cond. needed", "degC", "condensing_needed_c"),
)


def write_equipment(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Equipment",
        "COP: heat over electricity, drive included; design is the period of the greatest lift. "
        "The price of what stands falls due at its replacement.",
    )
    heads = tuple(column[0] for column in COLUMNS)
    text_columns = tuple(i for i, column in enumerate(COLUMNS) if column[2] in TEXTS)
    page.headers(HEADER_ROW, heads, text_columns=text_columns)
    page.units(HEADER_ROW + 1, [column[1] for column in COLUMNS], text_columns=text_columns)
    page.sheet.set_row(HEADER_ROW, 26)
    row = HEADER_ROW + 2
    for unit in page.solution.equipment.to_dict("records"):
        _write_unit(page, row, unit)
        row += 1
    row = _write_machines(page, row + 1)
    page.widths([column[3] for column in COLUMNS])
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.print_setup(row, len(COLUMNS), landscape=True, header_row=HEADER_ROW, paper=A3)


def _write_unit(page: Page, row: int, unit: Mapping[Any, Any]) -> None:
    names = titles(page.solution.case)
    title = unit_title(page.solution.case, unit)
    for column, (_, unit_name, key, _) in enumerate(COLUMNS):
        value = unit.get(key)
        if key == "title":
            page.text(row, column, title, "bold")
        elif key == "zone":
            page.text(row, column, names.get(str(value), value))
        elif key in ("type", "cycle"):
            page.text(row, column, type_title(value) if isinstance(value, str) else None)
        elif key in ("existing", "extrapolated"):
            page.text(row, column, "yes" if value else "no")
        elif key in TEXTS:
            page.text(row, column, value)
        else:
            page.number(row, column, value, SHOWN_AS.get(key, unit_name))
    cells = [(title, BOLD_SHARE * COLUMNS[0][3])]
    cells += [(str(unit.get(key, "")), width) for _, _, key, width in COLUMNS if key in WRAPPED]
    page.sheet.set_row(row, row_height(*cells))


def _write_machines(page: Page, row: int) -> int:
    """The period of each machine in which its condensing temperature is shortest."""
    table = page.solution.machine_checks
    if table.empty:
        return row
    page.section(row, "Each machine against the curve that it really serves", len(COLUMNS))
    page.text(
        row + 1,
        0,
        "The period in which the condensing temperature of the model falls shortest of the one "
        "needed. COP served: the cycle at the temperature needed, without the drive.",
        "line",
    )
    _write_machine_head(page, row + 2)
    row += 4
    short = table["condensing_needed_c"] - table["condensing_c"]
    worst = table.loc[short.groupby(table["unit"]).idxmax()]
    units = page.solution.equipment.to_dict("records")
    names = {unit["tag"]: unit_title(page.solution.case, unit) for unit in units}
    remarks = {unit["tag"]: unit.get("remarks") or "none" for unit in units}
    for machine in worst.to_dict("records"):
        title = str(names.get(machine["unit"], machine["unit"]))
        page.text(row, 0, title, "bold")
        page.text(row, 1, machine["period"])
        for column in range(2, MACHINE_COLUMNS[0][0]):
            page.text(row, column, "")
        for column, _, unit_name, key in MACHINE_COLUMNS:
            page.number(row, column, machine[key], unit_name)
        page.text(row, REMARKS_COLUMN, remarks.get(machine["unit"], ""), "line")
        page.sheet.set_row(row, row_height((title, BOLD_SHARE * COLUMNS[0][3])))
        row += 1
    return row


def _write_machine_head(page: Page, head: int) -> None:
    page.text(head, 0, "Machine", "header")
    page.text(head, 1, "Period", "header")
    for column in range(2, len(COLUMNS)):
        page.text(head, column, "", "header")
    for column, title, unit, _ in MACHINE_COLUMNS:
        page.text(head, column, title, "header_right")
        page.text(head + 1, column, unit, "unit_row")
    page.text(head, REMARKS_COLUMN, "Remarks", "header")
    page.sheet.set_row(head, 26)
