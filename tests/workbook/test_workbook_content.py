"""The workbook as it is written: cached values, rules of the house, text that stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell

from industrial_hp.reporting import write_workbook
from industrial_hp.reporting.titles import unit_title
from industrial_hp.reporting.workbook import SHEETS
from industrial_hp.results.solution import Solution

SHARE = 1e-9
LONGEST_SHEET_NAME = 31
BALANCE_TOLERANCE_MWH = 1e-6
FREE_TEXT_SHEETS = {"Cover", "Summary"}
"""Where sentences run across columns; no table there is merged."""


def cells(book: Workbook) -> Iterator[tuple[str, Cell]]:
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield sheet.title, cell


def test_the_sheets_stand_in_their_order_with_short_names(formulas: Workbook) -> None:
    assert formulas.sheetnames == [sheet.name for sheet in SHEETS]
    assert max(map(len, formulas.sheetnames)) < LONGEST_SHEET_NAME


def test_every_formula_carries_a_value(formulas: Workbook, cached: Workbook) -> None:
    bare = [
        f"{sheet}!{cell.coordinate} {cell.value}"
        for sheet, cell in cells(formulas)
        if cell.data_type == "f"
        and cached[sheet][cell.coordinate].value is None
        and not str(cell.value).endswith(',"")')
    ]
    assert bare == []


def test_results_are_those_of_the_solution(cached: Workbook, solution: Solution) -> None:
    found = {row[0].value: row[1].value for row in cached["Cash flow"].iter_rows(max_row=20)}
    for label, name in (
        ("Net present value", "npv_eur"),
        ("Internal rate of return", "irr"),
        ("Payback", "payback_a"),
        ("Discounted payback", "discounted_payback_a"),
        ("Levelised cost of heat, proposed", "lcoh_eur_per_mwh"),
        ("Annual cost, levelled, proposed", "total_annual_cost_eur"),
    ):
        expected = solution.key_figure(name).proposed
        assert expected is not None
        assert found[label] == pytest.approx(expected, rel=SHARE)


def test_no_formula_hides_a_constant_or_jumps(formulas: Workbook) -> None:
    for sheet, cell in cells(formulas):
        if cell.data_type != "f":
            continue
        text = str(cell.value).upper()
        assert not re.search(r"OFFSET|INDIRECT", text), f"{sheet}!{cell.coordinate}"
        numbers = set(re.findall(r"(?<![A-Z_$\d.])\d+(?:\.\d+)?(?![\d.]*:)", text))
        assert numbers <= {"0", "1"}, f"{sheet}!{cell.coordinate}: {text}"


def test_text_of_the_case_never_becomes_a_formula(formulas: Workbook, solution: Solution) -> None:
    shown = {str(cell.value) for _, cell in cells(formulas) if cell.data_type == "s"}
    case = solution.case
    for text in (case.title, case.description, case.sources[0].reason, case.boilers[0].title):
        assert text in shown
    suspicious = ("HYPERLINK", "cmd|", "@SUM", "=1+1")
    for sheet, cell in cells(formulas):
        if cell.data_type == "f":
            assert not any(word in str(cell.value) for word in suspicious), sheet


def test_each_month_of_either_system_closes(cached: Workbook) -> None:
    rows = list(cached["Monthly balance"].iter_rows(values_only=True))
    sums = [row for row in rows if row[0] == "Sum (must be zero)"]
    states = [row for row in rows if row[0] == "Does it close?"]
    assert len(sums) == len(states) == 3  # heat of both systems, electricity of the proposed
    for row in sums:
        assert max(abs(value) for value in row[4:17]) < BALANCE_TOLERANCE_MWH
    for row in states:
        assert set(row[4:17]) == {"closes"}


def test_the_balance_shows_the_heat_of_the_key_figures(
    cached: Workbook, solution: Solution
) -> None:
    rows = list(cached["Monthly balance"].iter_rows(max_row=15, values_only=True))
    year = {row[0]: row[16] for row in rows}
    heat = solution.key_figure("heat_delivered_mwh_per_a").proposed
    taken = solution.key_figure("waste_heat_used_mwh_per_a").proposed
    assert year["Delivered to sinks"] == pytest.approx(-(heat or 0.0), rel=SHARE)
    assert year["Recovered from sources"] == pytest.approx(taken, rel=SHARE)


def test_a_percentage_stands_beside_the_unit_per_cent(formulas: Workbook) -> None:
    """A rate shown as 5.00% is in %/a, not in 1/a: unit and number format say the same."""
    wrong = []
    for sheet in formulas:
        heads: dict[int, str] = {}
        for row in sheet.iter_rows():
            words = [cell.value for cell in row if isinstance(cell.value, str)]
            for cell in row:
                if cell.font.i and cell.data_type == "s":
                    heads[cell.column] = cell.value
                if not _is_figure(cell):
                    continue
                units = {heads.get(cell.column), *words}
                if "%" in cell.number_format:
                    if not units & {"%", "%/a"}:
                        wrong.append(f"{sheet.title}!{cell.coordinate} {sorted(map(str, units))}")
                elif "%/a" in words and cell.column_letter in "BC":
                    wrong.append(f"{sheet.title}!{cell.coordinate} {cell.number_format}")
    assert wrong == []


def _is_figure(cell: Cell) -> bool:
    return cell.value is not None and cell.data_type in "nf"


def test_the_internal_rate_of_return_is_in_per_cent_a_year(formulas: Workbook) -> None:
    row = next(
        row for row in formulas["Summary"].iter_rows() if row[0].value == "Internal rate of return"
    )
    assert row[3].value == "%/a"
    assert row[5].number_format == "0.00%"
    rows = formulas["Cash flow"].iter_rows(max_row=20)
    factor = next(row for row in rows if row[0].value == "Annuity factor")
    assert (factor[3].value, factor[1].number_format) == ("1/a", "0.0000")


def test_no_label_speaks_of_cells_or_of_truth(formulas: Workbook) -> None:
    odd = re.compile(r"see right|see left|^True |\bnull\b|^None$|\bnan\b")
    texts = [(sheet, cell) for sheet, cell in cells(formulas) if cell.data_type == "s"]
    assert [f"{sheet}!{cell.coordinate}" for sheet, cell in texts if odd.search(cell.value)] == []


def test_a_sentence_of_one_line_has_a_row_of_one_line(formulas: Workbook) -> None:
    """Cover: 111 letters of 9 points are 530 points wide in Arial, on columns of 635 points."""
    sheet = formulas["Cover"]
    rows = [row[0] for row in sheet.iter_rows(min_row=6) if row[0].value]
    proof = next(cell for cell in rows if str(cell.value).startswith("The design costs"))
    assert sheet.row_dimensions[proof.row].height in (None, 15)  # none: the usual 15 points


def test_full_load_hours_are_those_of_the_streams(cached: Workbook) -> None:
    rows = cached["Sources and sinks"].iter_rows(values_only=True)
    hours = {row[0]: row[8] for row in rows if isinstance(row[8], float)}
    assert hours["-Warm water"] == pytest.approx(8760.0)  # 4 MW all year
    assert hours["@Hot water"] == pytest.approx(6570.0)  # half of the year 3.0, half 1.5 MW


def test_a_heat_pump_shows_its_power_and_its_refrigerant(
    cached: Workbook, solution: Solution
) -> None:
    """R717: GWP 0 and class B2L (ASHRAE 34); electric power is heat over COP."""
    rows = list(cached["Equipment"].iter_rows(values_only=True))
    heads = next(row for row in rows if row[0] == "Unit")
    pump = next(row for row in rows if str(row[0]).startswith("R717 heat pump"))
    shown = dict(zip(heads, pump, strict=True))
    unit = solution.equipment.set_index("type").loc["heat_pump"]
    assert shown["Electric power"] == pytest.approx(unit["size"] / unit["cop_design"])
    assert (shown["GWP (100 a)"], shown["Safety class"]) == (0, "B2L")


def test_machines_of_one_refrigerant_and_stream_are_told_apart(solution: Solution) -> None:
    machine = solution.equipment.set_index("type").loc["heat_pump"].to_dict()
    machine |= {"type": "heat_pump", "source": "warm_water", "sink": "hot_water"}
    titles = {
        unit_title(solution.case, machine | {"t_evaporator_c": 15.0, "t_condenser_c": level})
        for level in (56.9, 68.4)
    }
    assert titles == {
        "R717 heat pump 15/57\N{NO-BREAK SPACE}°C: mainly -Warm water → @Hot water",
        "R717 heat pump 15/68\N{NO-BREAK SPACE}°C: mainly -Warm water → @Hot water",
    }


def test_no_key_of_a_verdict_is_shown(solution: Solution, tmp_path: Path) -> None:
    table = solution.equipment.assign(verdict="feasible_with_remark")
    write_workbook(replace(solution, equipment=table), tmp_path / "report.xlsx")
    shown = {str(cell.value) for _, cell in cells(load_workbook(tmp_path / "report.xlsx"))}
    assert "feasible with remark" in shown
    assert "feasible_with_remark" not in shown


def test_electricity_bought_covers_electricity_used(cached: Workbook) -> None:
    rows = list(cached["Monthly balance"].iter_rows(values_only=True))
    bought = [row for row in rows if row[2] == "bought"]
    used = [row for row in rows if row[2] == "used"]
    assert min(min(row[4:17]) for row in bought) >= 0 >= max(max(row[4:17]) for row in used)
    assert {row[1] for row in used} <= {"Heat pumps", "Cooling, source pumps", "Pumps of loops"}


def test_pages_print_one_page_wide_with_held_headers(formulas: Workbook) -> None:
    for sheet in formulas:
        assert sheet.print_area
        assert sheet.page_setup.fitToWidth in (None, 1)  # absent means one
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddFooter.right.text
        if sheet.title not in FREE_TEXT_SHEETS:
            assert sheet.freeze_panes
            assert not sheet.merged_cells.ranges


def test_input_cells_bear_names(formulas: Workbook, solution: Solution) -> None:
    name = formulas.defined_names["interest"].attr_text
    cell = formulas["Inputs"][name.partition("!")[2].replace("$", "")]
    assert cell.value == solution.case.economics.interest
    assert cell.fill.start_color.rgb != formulas["Inputs"]["A5"].fill.start_color.rgb


def test_the_same_solution_and_date_give_the_same_bytes(
    report: Path, solution: Solution, tmp_path: Path
) -> None:
    again = tmp_path / "again.xlsx"
    write_workbook(solution, again, report_date=date(2026, 1, 2))
    assert again.read_bytes() == report.read_bytes()


def test_a_case_without_a_system_of_today_is_shown_without_comparison(
    solution: Solution, tmp_path: Path
) -> None:
    without = replace(
        solution,
        base=None,
        project_flows_eur=None,
        key_figures=tuple(
            replace(
                figure,
                base=None,
                proposed=None if figure.name in ("npv_eur", "irr") else figure.proposed,
            )
            for figure in solution.key_figures
        ),
    )
    write_workbook(without, tmp_path / "report.xlsx")
    book = load_workbook(tmp_path / "report.xlsx", data_only=True)
    rows = book["Cash flow"].iter_rows(max_row=20, values_only=True)
    assert next(row[1] for row in rows if row[0] == "Net present value") == "none"


def test_a_failed_check_stands_on_cover_and_summary(solution: Solution, tmp_path: Path) -> None:
    first, *others = solution.checks
    failed = replace(
        solution,
        checks=(replace(first, passed=False), *others),
        proof=replace(solution.proof, status="verification_failed", proved=False),
    )
    write_workbook(failed, tmp_path / "report.xlsx")
    book = load_workbook(tmp_path / "report.xlsx")
    for name in ("Cover", "Summary"):
        shown = " ".join(str(cell.value) for sheet, cell in cells(book) if sheet == name)
        assert "NOT VERIFIED" in shown
        assert first.name in shown


def test_the_summary_shows_the_runner_up_beside_the_proposed_system(
    cached: Workbook, solution: Solution
) -> None:
    second = solution.runner_up
    assert second is not None
    rows = list(cached["Summary"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "Figure")
    npv = next(row for row in rows if row[0] == "Net present value against today")
    assert npv[head.index("Runner-up, as delivered")] == pytest.approx(
        second.figures["npv_eur"], rel=SHARE
    )
    assert any(str(row[0]).startswith("Runner-up, as delivered: Without") for row in rows)
