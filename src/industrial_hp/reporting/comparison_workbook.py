"""compare.xlsx: results side by side, a sheet for each table."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from industrial_hp.reporting.cell_styles import FONT, CellStyles, number_format, shown_unit
from industrial_hp.reporting.text_size import row_height
from industrial_hp.reporting.titles import STATUS_WORDS
from industrial_hp.results.comparison import ComparedRow, Comparison

TITLE_WIDTH, UNIT_WIDTH, VALUE_WIDTH, TEXT_WIDTH = 48.0, 12.0, 18.0, 40.0
HEADER_ROW = 2
UNDEFINED = "–"


def write_comparison_workbook(comparison: Comparison, path: Path) -> None:
    """Write the workbook of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What is shown.
    path : Path
        File to write; an existing one is replaced.
    """
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.formats[0].set_font_name(FONT)
        workbook.formats[0].set_font_size(9)
        styles = CellStyles(workbook)
        names = comparison.names
        for title, rows in (
            ("Key figures", comparison.key_figures),
            ("Today", comparison.today),
            ("Systems", comparison.systems),
            ("Inputs that differ", comparison.inputs),
            ("Proof", _proof_rows(comparison)),
        ):
            sheet = workbook.add_worksheet(title)
            _write(sheet, styles, title, names, rows)


def _proof_rows(comparison: Comparison) -> tuple[ComparedRow, ...]:
    proofs = comparison.proofs
    return (
        ComparedRow("Case", "", comparison.titles),
        ComparedRow("Status", "", tuple(STATUS_WORDS[proof.status] for proof in proofs)),
        ComparedRow("Annual cost", "EUR/a", tuple(p.objective_eur_per_a for p in proofs)),
        ComparedRow("Lower bound", "EUR/a", tuple(p.lower_bound_eur_per_a for p in proofs)),
        ComparedRow("Gap", "gap", tuple(proof.gap for proof in proofs)),
        ComparedRow(
            "Checks",
            "",
            tuple("passed" if passed else "FAILED" for passed in comparison.checks_passed),
        ),
    )


def _write(
    sheet: Any, styles: CellStyles, title: str, names: Sequence[str], rows: Sequence[ComparedRow]
) -> None:
    texts = any(isinstance(value, str) for row in rows for value in row.values)
    width = TEXT_WIDTH if texts else VALUE_WIDTH
    sheet.write_string(0, 0, title, styles.text("title"))
    sheet.write_string(HEADER_ROW, 0, title, styles.text("header"))
    sheet.write_string(HEADER_ROW, 1, "Unit", styles.text("header"))
    for column, name in enumerate(names, start=2):
        sheet.write_string(HEADER_ROW, column, name, styles.text("header_right"))
    for number, row in enumerate(rows, start=HEADER_ROW + 1):
        sheet.write_string(number, 0, row.title, styles.text("text"))
        sheet.write_string(number, 1, shown_unit(row.unit), styles.text("unit"))
        for column, value in enumerate(row.values, start=2):
            _write_value(sheet, styles, (number, column), value, row.unit)
        longest = max((str(v) for v in row.values if isinstance(v, str)), key=len, default="")
        sheet.set_row(number, row_height((row.title, TITLE_WIDTH), (longest, width)))
    sheet.set_column(0, 0, TITLE_WIDTH)
    sheet.set_column(1, 1, UNIT_WIDTH)
    sheet.set_column(2, 1 + len(names), width)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_value(
    sheet: Any, styles: CellStyles, place: tuple[int, int], value: float | str | None, unit: str
) -> None:
    if isinstance(value, int | float):
        sheet.write_number(*place, value, styles.number(number_format(unit), "plain"))
    else:
        sheet.write_string(*place, UNDEFINED if value is None else value, styles.text("text"))
