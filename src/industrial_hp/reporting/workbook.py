"""The workbook of a solution: one file for each sheet, in the order of SHEETS."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter

from industrial_hp.reporting.as_delivered import (
    BLUE_FOLLOWS,
    FOLLOWS,
    OPERATION_STAYS,
    write_as_delivered,
)
from industrial_hp.reporting.assumptions_sheet import write_assumptions
from industrial_hp.reporting.cash_flow_sheet import write_cash_flow
from industrial_hp.reporting.cell_styles import FONT, CellStyles
from industrial_hp.reporting.co2_sheet import write_co2_balance
from industrial_hp.reporting.connections_sheet import write_connections
from industrial_hp.reporting.cover_sheet import write_cover
from industrial_hp.reporting.data_quality_sheet import write_data_quality
from industrial_hp.reporting.data_sheets_sheet import write_data_sheets
from industrial_hp.reporting.equipment_sheet import write_equipment
from industrial_hp.reporting.financing_sheet import write_financing
from industrial_hp.reporting.hourly_sheet import write_hourly
from industrial_hp.reporting.inputs_sheet import write_inputs
from industrial_hp.reporting.load_duration_sheet import write_load_duration
from industrial_hp.reporting.methods_sheet import write_methods
from industrial_hp.reporting.monthly_sheet import write_monthly_balance
from industrial_hp.reporting.scenarios_sheet import write_scenarios
from industrial_hp.reporting.sensitivity_sheet import write_sensitivity
from industrial_hp.reporting.sheet_page import Page
from industrial_hp.reporting.streams_sheet import write_streams
from industrial_hp.reporting.summary_sheet import write_summary
from industrial_hp.results.solution import Solution

LINE_ROW = 2
"""Free row below title and subtitle of every sheet but the cover."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of the workbook: its name, what it holds, and who writes it."""

    name: str
    content: str
    write: Callable[[Page], None]
    changed: str | None = OPERATION_STAYS
    """What the line under its title says once inputs have been changed; no line if None."""


SHEETS = (
    Sheet(
        "Cover", "Status, proof, checks, contents", lambda page: write_cover(page, CONTENTS), None
    ),
    Sheet(
        "Summary",
        "The system recommended, key figures, charts, warnings",
        write_summary,
        BLUE_FOLLOWS,
    ),
    Sheet("Inputs", "Every parameter of the case, with its source", write_inputs, None),
    Sheet(
        "Assumptions",
        "What the study assumes, why, and what it weighs",
        write_assumptions,
        BLUE_FOLLOWS,
    ),
    Sheet("Sources and sinks", "Streams, their temperatures and use", write_streams),
    Sheet("Equipment", "Every unit: size, levels, COP, energy, cost", write_equipment),
    Sheet("Data sheets", "For enquiries: each new unit and its exchangers", write_data_sheets),
    Sheet("Connections", "Who feeds whom: heat, power and temperature", write_connections),
    Sheet("Monthly balance", "Heat, electricity and fuel by month", write_monthly_balance),
    Sheet("Load duration", "Sorted load with its suppliers, full load, cover", write_load_duration),
    Sheet(
        "Cash flow", "Live: NPV, IRR, payback, cost of heat; your changes", write_cash_flow, FOLLOWS
    ),
    Sheet("Financing", "The owner's flows after grant, loan and tax", write_financing, FOLLOWS),
    Sheet(
        "CO2 balance", "Emissions by carrier, cost of abatement", write_co2_balance, BLUE_FOLLOWS
    ),
    Sheet(
        "Sensitivity", "Net present value at other prices; break-evens", write_sensitivity, FOLLOWS
    ),
    Sheet("Scenarios", "Worst, likely and best case side by side", write_scenarios, FOLLOWS),
    Sheet("Data quality", "Every message: how grave, where, why, what to do", write_data_quality),
    Sheet("Hourly", "Operation in every block of the year, for filters", write_hourly, None),
    Sheet("Methods", "Definitions, conventions, standards", write_methods, None),
)
CONTENTS: tuple[tuple[str, str], ...] = tuple((sheet.name, sheet.content) for sheet in SHEETS)


def write_workbook(solution: Solution, path: Path, *, report_date: date | None = None) -> None:
    """Write the workbook of a solution.

    Parameters
    ----------
    solution : Solution
        What is shown; nothing beyond it is optimised or assumed.
    path : Path
        File to write; an existing one is replaced.
    report_date : date, optional
        Date on the cover, today if not given. The same solution and date give the same bytes.
    """
    day = report_date or datetime.now(tz=UTC).astimezone().date()
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.formats[0].set_font_name(FONT)
        workbook.formats[0].set_font_size(9)
        workbook.set_calc_mode("auto")
        workbook.set_size(24000, 14000)
        workbook.set_properties(
            {
                "title": solution.case.title,
                "author": f"industrial_hp {solution.stamp.tool}",
                "created": datetime(day.year, day.month, day.day),
            }
        )
        styles = CellStyles(workbook)
        for sheet in SHEETS:
            worksheet = workbook.add_worksheet(sheet.name)
            page = Page(workbook, worksheet, styles, solution, day)
            sheet.write(page)
            if sheet.changed is not None:
                write_as_delivered(page, LINE_ROW, sheet.changed)
