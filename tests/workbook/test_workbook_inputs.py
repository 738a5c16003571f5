"""The sheet Inputs: values with their range, where they come from, and what may be changed.

Expected figures are those of the case's own files (case/case.yaml, case/series/series.csv) and
of the sources that the cost catalogue names.
"""

import pytest
from openpyxl import Workbook

from industrial_hp.results.solution import Solution

LABEL, VALUE, UNIT, LOW, HIGH, ORIGIN, PERMITTED, NOTE, FIELD = range(9)
YEARS_OF_THE_CASE = 15
SHARE = 1e-9


def parameter(book: Workbook, field: str) -> tuple[object, ...]:
    rows = book["Inputs"].iter_rows(values_only=True)
    return next(row for row in rows if row[FIELD] == field)


def section(book: Workbook, title: str) -> list[tuple[object, ...]]:
    """Rows of a section, up to the blank row behind it."""
    rows = list(book["Inputs"].iter_rows(values_only=True))
    first = next(i for i, row in enumerate(rows) if str(row[LABEL]).startswith(title)) + 1
    found = []
    for row in rows[first:]:
        if row[LABEL] is None:
            return found
        found.append(row)
    return found


def test_the_observation_period_permits_the_years_of_the_workbook(formulas: Workbook) -> None:
    row = parameter(formulas, "economics.observation_a")
    assert row[VALUE] == YEARS_OF_THE_CASE
    assert row[UNIT] == "a"
    assert row[PERMITTED] == "1 to 15"
    assert "up to 60" in str(row[NOTE])
    cell = formulas.defined_names["observation_a"].attr_text.partition("!")[2].replace("$", "")
    rule = next(
        rule for rule in formulas["Inputs"].data_validations.dataValidation if cell in rule.sqref
    )
    assert rule.type == "whole"
    assert (float(rule.formula1), float(rule.formula2)) == (1.0, YEARS_OF_THE_CASE)


def test_every_input_cell_is_held_to_the_range_beside_it(formulas: Workbook) -> None:
    sheet = formulas["Inputs"]
    held = {str(rule.sqref) for rule in sheet.data_validations.dataValidation}
    named = {
        name.attr_text.partition("!")[2].replace("$", "")
        for name in formulas.defined_names.values()
        if name.attr_text.startswith("Inputs!")
    }
    assert named
    assert named == held


def test_a_series_shows_its_mean_and_its_range(formulas: Workbook) -> None:
    row = parameter(formulas, "sinks.hot_water.duty_mw")
    assert (row[VALUE], row[LOW], row[HIGH]) == (2.25, 1.5, 3.0)  # half a day 1.5, half 3.0
    assert row[UNIT] == "MW"
    price = parameter(formulas, "prices.electricity.energy_eur_per_mwh")
    assert (price[VALUE], price[LOW], price[HIGH]) == (75.0, 60.0, 90.0)


def test_what_the_case_leaves_open_is_marked_as_a_default(formulas: Workbook) -> None:
    for field, origin in (
        ("prices.natural_gas.hhv_to_lhv", "default"),
        ("heat_pumps.superheat_k", "default"),
        ("prices.natural_gas.price_eur_per_mwh", "case"),
        ("economics.interest", "case"),
    ):
        assert parameter(formulas, field)[ORIGIN] == origin, field


def test_no_low_or_high_is_made_up(formulas: Workbook) -> None:
    for field in ("economics.interest", "prices.co2_eur_per_t", "boilers.gas_boiler.efficiency"):
        row = parameter(formulas, field)
        assert (row[LOW] or None, row[HIGH] or None) == (None, None)


def test_a_cost_law_stands_with_its_uncertainty_and_its_source(formulas: Workbook) -> None:
    """Danish Energy Agency, sheet 44: 60 EUR/kW of 2015, between 35 and 250."""
    rows = section(formulas, "Cost law gas_boiler_hot_water")
    factor = next(row for row in rows if row[FIELD] == "catalogue.low_factor, high_factor")
    assert factor[LOW] == pytest.approx(35 / 60, abs=0.005)
    assert factor[HIGH] == pytest.approx(250 / 60, abs=0.005)
    assert factor[ORIGIN] == "derived"
    by_size = next(row for row in rows if row[FIELD] == "catalogue.variable_eur_per_size")
    assert by_size[VALUE] == pytest.approx(60_000 * 1.3358)  # money of 2015 to 2025
    assert by_size[UNIT] == "EUR/MW"
    assert "Danish Energy Agency" in str(rows[0][NOTE])


def test_each_cost_law_of_the_equipment_stands_on_the_inputs(
    formulas: Workbook, solution: Solution
) -> None:
    titles = " ".join(str(row[0].value) for row in formulas["Inputs"].iter_rows())
    for law in solution.equipment["cost_law"]:
        assert f"Cost law {law}:" in titles
