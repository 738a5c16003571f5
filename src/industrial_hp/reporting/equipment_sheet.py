"""Sheet Equipment: every unit that is built or stands, and every machine at its worst period."""

from collections.abc import Mapping
from typing import Any

from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.reporting.sheet_page import A3, Page, address
from industrial_hp.reporting.text_size import BOLD_SHARE, TWO_LINES, row_height
from industrial_hp.reporting.titles import period_title, titles, type_title, unit_title

HEADER_ROW = 3
COLUMNS = (
    ("Unit", "", "title", 38.0),
    ("Type", "", "type", 20.0),
    ("Zone", "", "zone", 24.0),
    ("Existing", "", "existing", 9.5),
    ("Size", "", "size", 8.0),
    ("Unit of size", "", "size_unit", 8.0),
    ("Machines", "", "machines", 10.0),
    ("Cycle", "", "cycle", 14.0),
    ("Refrigerant", "", "refrigerant", 13.0),
    ("GWP (100 a)", "-", "gwp", 13.0),
    ("Safety class", "", "safety_class", 8.5),
    ("Evaporating", "degC", "t_evaporator_c", 12.5),
    ("Condensing", "degC", "t_condenser_c", 12.5),
    ("COP design", "-", "cop_design", 9.0),
    ("COP annual", "-", "cop_annual", 9.0),
    ("Electric power", "MW", "power", 10.0),
    ("Full load", "h/a", "full_load_h", 10.0),
    ("Heat", "MWh/a", "heat_mwh_per_a", 9.0),
    ("Electricity", "MWh/a", "electricity_mwh_per_a", 11.0),
    ("Fuel", "MWh/a", "fuel_mwh_per_a", 9.0),
    ("Investment", "EUR", "investment_eur", 12.5),
    ("Verdict", "", "verdict", 22.0),
    ("Cost law", "", "cost_law", 36.0),
    ("Outside law's range", "", "extrapolated", 14.0),
    ("Tag", "", "tag", 40.0),
)
KEYS = tuple(column[2] for column in COLUMNS)
WIDTHS = tuple(column[3] for column in COLUMNS)
TEXTS = (
    "title",
    "type",
    "zone",
    "existing",
    "size_unit",
    "cycle",
    "refrigerant",
    "safety_class",
    "verdict",
    "cost_law",
    "extrapolated",
    "tag",
)
SHOWN_AS = {"size": "MW", "machines": "whole", "gwp": "whole"}
WRAPPED = ("type", "zone", "cycle", "cost_law", "tag")
MACHINE_COLUMNS = (
    (11, "Evaporating", "degC", "evaporating_c"),
    (12, "Condensing", "degC", "condensing_c"),
    (13, "COP model", "-", "cop_linear"),
    (14, "COP served", "-", "cop_served"),
    (15, "Evap. allowed", "degC", "evaporating_allowed_c"),
    (16, "Cond. needed", "degC", "condensing_needed_c"),
    (17, "Year, served", "-", "served_share"),
    (18, "Year, at load", "-", "part_load_share"),
)
REMARKS_COLUMN = 19


def write_equipment(page: Page) -> None:
    """Write the sheet."""
    page.title(
        "Equipment",
        "COP: heat over electricity, drive included. Design, for temperatures and power too: the "
        "period of the greatest lift. The price of what exists falls due at its replacement; the "
        "cost laws stand on the sheet Inputs.",
    )
    heads = tuple(column[0] for column in COLUMNS)
    text_columns = tuple(i for i, key in enumerate(KEYS) if key in TEXTS)
    page.headers(HEADER_ROW, heads, text_columns=text_columns)
    page.units(HEADER_ROW + 1, [column[1] for column in COLUMNS], text_columns=text_columns)
    page.set_height(HEADER_ROW, TWO_LINES)
    row = HEADER_ROW + 2
    for unit in page.solution.equipment.to_dict("records"):
        _write_unit(page, row, unit)
        row += 1
    row = _write_machines(page, row + 1)
    page.widths(WIDTHS)
    page.sheet.freeze_panes(HEADER_ROW + 2, 1)
    page.print_setup(row, len(COLUMNS), landscape=True, header_row=HEADER_ROW, paper=A3)


def _write_unit(page: Page, row: int, unit: Mapping[Any, Any]) -> None:
    shown = _in_words(page, unit)
    for column, (_, unit_name, key, _) in enumerate(COLUMNS):
        value = shown.get(key)
        if key == "power":
            _write_power(page, row, unit)
        elif key in TEXTS:
            page.text(row, column, value, "bold" if key == "title" else "text")
        else:
            page.number(row, column, value, SHOWN_AS.get(key, unit_name))
    cells = [(shown["title"], BOLD_SHARE * WIDTHS[0])]
    cells += [(shown[key], WIDTHS[KEYS.index(key)]) for key in WRAPPED]
    page.set_height(row, row_height(*cells))


def _in_words(page: Page, unit: Mapping[Any, Any]) -> dict[str, Any]:
    """A row of the equipment table with titles for keys, and its refrigerant's properties."""
    zone, cycle, verdict = str(unit["zone"]), unit["cycle"], unit["verdict"]
    shown = dict(unit) | {
        "title": unit_title(page.solution.case, unit),
        "type": type_title(unit["type"]),
        "zone": titles(page.solution.case).get(zone, zone),
        "cycle": type_title(cycle) if isinstance(cycle, str) else None,
        "existing": "yes" if unit["existing"] else "no",
        "extrapolated": "yes" if unit["extrapolated"] else "no",
        "verdict": verdict.replace("_", " ") if isinstance(verdict, str) else None,
    }
    if isinstance(unit["refrigerant"], str):
        fluids = [refrigerant(name) for name in unit["refrigerant"].split("/")]
        classes = dict.fromkeys(fluid.safety_class for fluid in fluids)
        shown |= {
            "gwp": max((f.gwp_ar6 for f in fluids if f.gwp_ar6 is not None), default=None),
            "safety_class": " / ".join(classes),
        }
    return shown


def _write_power(page: Page, row: int, unit: Mapping[Any, Any]) -> None:
    """Electric power at design: size over COP."""
    column, cop = KEYS.index("power"), float(unit["cop_design"])
    if not cop > 0:
        page.text(row, column, None, "right")
        return
    size, by = address(row, KEYS.index("size")), address(row, KEYS.index("cop_design"))
    page.formula(row, column, f"={size}/{by}", float(unit["size"]) / cop, unit="MW")


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
        "needed. COP served: the cycle at the temperature needed, without the drive. Year: "
        "electricity of the year over that of the model, as served and with the approaches of "
        "the load.",
        "line",
    )
    _write_machine_head(page, row + 2)
    row += 4
    short = table["condensing_needed_c"] - table["condensing_c"]
    worst = table.loc[short.groupby(table["unit"]).idxmax()]
    units = page.solution.equipment.to_dict("records")
    names = {unit["tag"]: unit_title(page.solution.case, unit) for unit in units}
    of_year = {unit["tag"]: unit for unit in units}
    remarks = {unit["tag"]: unit.get("remarks") or "none" for unit in units}
    for machine in worst.to_dict("records"):
        title = str(names.get(machine["unit"], machine["unit"]))
        page.text(row, 0, title, "bold")
        period = period_title(page.solution.case, str(machine["period"]))
        page.text(row, 1, period)
        for column in range(2, MACHINE_COLUMNS[0][0]):
            page.text(row, column, "")
        shown = dict(of_year.get(machine["unit"], {})) | machine
        for column, _, unit_name, key in MACHINE_COLUMNS:
            page.number(row, column, shown.get(key), unit_name)
        page.text(row, REMARKS_COLUMN, remarks.get(machine["unit"], ""), "line")
        page.set_height(row, row_height((title, BOLD_SHARE * WIDTHS[0]), (period, WIDTHS[1])))
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
    page.set_height(head, TWO_LINES)
