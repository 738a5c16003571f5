"""Sheets of operation and of trust: load duration, connections, hourly, assumptions, quality."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from industrial_hp.reporting import write_workbook
from industrial_hp.results.solution import Solution

SHARE = 1e-9


def rows(book: Workbook, sheet: str) -> list[tuple[Any, ...]]:
    return list(book[sheet].iter_rows(values_only=True))


def row_of(book: Workbook, sheet: str, first: str) -> tuple[Any, ...]:
    return next(row for row in rows(book, sheet) if row[0] == first)


def test_the_load_of_a_year_lasts_as_long_as_its_heat_over_its_peak(cached: Workbook) -> None:
    """The sink needs 3.0 MW in one half of the year and 1.5 MW in the other: 19,710 MWh."""
    load = row_of(cached, "Load duration", "All sinks")
    assert load[1] == pytest.approx(3.0, abs=1e-6)
    assert load[2] == pytest.approx(6570.0, abs=1e-3)
    assert load[3] == pytest.approx(4380 * 3.0 + 4380 * 1.5, abs=1e-2)


def test_the_curve_falls_and_covers_the_year(cached: Workbook) -> None:
    found = rows(cached, "Load duration")
    start = next(n for n, row in enumerate(found) if row[0] == "Period") + 2
    table = [row for row in found[start:] if isinstance(row[1], int | float)][:2]
    assert [row[1] for row in table] == [4380.0, 4380.0]
    assert [row[2] for row in table] == [0.0, 4380.0]
    assert table[0][3] == pytest.approx(3.0, abs=1e-6)
    assert table[1][3] == pytest.approx(1.5, abs=1e-6)


def test_what_the_sink_takes_stands_below_it_in_the_matrix(
    cached: Workbook, solution: Solution
) -> None:
    heads = row_of(cached, "Connections", "MWh/a")
    sums = row_of(cached, "Connections", "Sum")
    heat = solution.key_figure("heat_delivered_mwh_per_a").proposed
    assert sums[heads.index("@Hot water")] == pytest.approx(heat, rel=1e-6)


def test_hourly_has_a_row_for_each_block_and_a_filter(formulas: Workbook) -> None:
    sheet = formulas["Hourly"]
    found = list(sheet.iter_rows(min_row=6, values_only=True))
    assert [row[3] for row in found] == [4380.0, 4380.0]
    assert sheet.auto_filter.ref
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_hourly_shows_the_demand_of_the_case(cached: Workbook, solution: Solution) -> None:
    found = rows(cached, "Hourly")
    column = next(n for n, name in enumerate(found[3]) if name == "@Hot water: heat received")
    assert [row[column] for row in found[5:]] == pytest.approx(solution.case.series["hot_water_mw"])


def test_assumptions_weigh_what_the_sensitivity_found(cached: Workbook, solution: Solution) -> None:
    found = [row for row in rows(cached, "Assumptions") if str(row[0])[:1] == "A"][1:]
    npv = solution.key_figure("npv_eur").proposed
    assert npv is not None
    table = solution.sensitivity.set_index("parameter")
    gas = next(row for row in found if str(row[1]).startswith("Natural gas"))
    expected = abs(table.loc["natural_gas", "npv_low_eur"] - npv)
    assert gas[3] == pytest.approx(expected, rel=SHARE)


def test_a_fault_leads_the_data_quality_and_says_what_to_do(
    solution: Solution, tmp_path: Path
) -> None:
    first, *others = solution.checks
    changed = replace(
        solution,
        checks=(replace(first, passed=False), *others),
        messages=("gas_boiler: heats the sink up to 50 degC only",),
    )
    write_workbook(changed, tmp_path / "report.xlsx")
    found = rows(load_workbook(tmp_path / "report.xlsx"), "Data quality")[4:]
    assert found[0][:2] == ("fault", first.name)
    assert all(all(row[column] for column in (0, 1, 3, 4)) for row in found)
    assert any(row[1] == "=cmd|' /C calc'!A0" and "50 degC" in row[3] for row in found)


def test_the_likely_scenario_is_the_project_as_stated(cached: Workbook, solution: Solution) -> None:
    found = row_of(cached, "Scenarios", "Net present value against today")
    heads = row_of(cached, "Scenarios", "Figure")
    npv = dict(zip(heads[2:5], found[2:5], strict=True))
    assert npv["Likely"] == pytest.approx(solution.key_figure("npv_eur").proposed, rel=1e-9)
    assert npv["Worst"] < npv["Likely"] < npv["Best"]
