"""Numbers as engineers type them: decimal commas, other units, per cent, dates by accident."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from industrial_hp.case.case import Case
from industrial_hp.errors import Finding
from industrial_hp.reading.case_workbook.cells import Refused, plain_number, stated_unit
from industrial_hp.reading.read_case import read_case
from industrial_hp.units import converted, interchangeable_units

Change = Callable[[Path, str, dict[str, Any]], Path]
FindingsOf = Callable[[Path], tuple[Finding, ...]]
EXACT = 1e-12
"""Relative: a conversion is one multiplication."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1 234,5", 1234.5),
        ("1'234'567,8", 1234567.8),
        ("1.234.567", 1234567.0),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("-3,2", -3.2),
        ("+7", 7.0),
        ("1,5e3", 1500.0),
        (",5", 0.5),
    ],
)
def test_a_number_may_have_a_decimal_comma_or_point(text: str, number: float) -> None:
    assert plain_number(text) == number


@pytest.mark.parametrize("text", ["1.234", "1,234", "12.500", "-1,000"])
def test_what_can_be_two_numbers_is_asked_for_again(text: str) -> None:
    found = plain_number(text)
    assert isinstance(found, Refused)
    assert "can be read as" in found.message


@pytest.mark.parametrize("text", [",", ".", "1,2,3", "1.2.3", "12.34,567.8", "1,23.4"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert isinstance(plain_number(text), Refused)


@pytest.mark.parametrize(
    ("value", "unit", "wanted", "result"),
    [
        (1500, "kW", "MW", 1.5),
        (293.15, "K", "degC", 20.0),
        (5, "%", "-", 0.05),
        (5, "%/a", "1/a", 0.05),
        (80, "%", "kg/kg", 0.8),
        (12, "g/kg", "kg/kg", 0.012),
        (201, "g/kWh", "t/MWh", 0.201),
        (8.5, "ct/kWh", "EUR/MWh", 85.0),
        (10, "EUR/GJ", "EUR/MWh", 36.0),
        (3.6, "GJ", "MWh", 1.0),
        (70, "EUR/(kW a)", "EUR/(MW a)", 70_000.0),
        (36, "t/h", "kg/s", 10.0),
        (400, "kPa", "bar(a)", 4.0),
        (1.2, "km", "m", 1200.0),
        (2, "MEUR", "EUR", 2e6),
        (300, "min", "h", 5.0),
    ],
)
def test_units_are_converted(value: float, unit: str, wanted: str, result: float) -> None:
    assert unit in interchangeable_units(wanted)
    assert converted(value, unit, wanted) == pytest.approx(result, rel=EXACT)


def test_a_temperature_difference_is_no_temperature() -> None:
    assert interchangeable_units("K") == ("K",)


@pytest.mark.parametrize(
    ("text", "wanted", "unit"),
    [("°C", "degC", "degC"), ("[kW]", "MW", "kW"), ("€/MWh", "EUR/MWh", "EUR/MWh"),
     ("W/(m·K)", "W/(m K)", "W/(m K)"), ("mW", "MW", None), ("bar", "MW", None)],
)  # fmt: skip
def test_units_are_known_by_their_usual_spellings(text: str, wanted: str, unit: str | None) -> None:
    assert stated_unit(text, wanted) == unit


def test_a_column_in_kelvin_and_one_in_kilowatt_give_the_same_case(
    small_workbook: Path, small_case: Case, changed: Change, cell_name: Callable[..., str]
) -> None:
    def cell(key: str, row: int) -> str:
        return cell_name(small_workbook, "Sources", key, row)

    cells = {cell("t_in_c", 0): "K", cell("t_in_c", 1): 313.15, cell("t_in_c", 2): "343,15",
             cell("duty_mw", 0): "kW", cell("duty_mw", 1): 2000}  # fmt: skip
    found = read_case(changed(small_workbook, "Sources", cells))
    assert found == small_case


def test_a_cell_may_hold_its_own_unit(
    small_workbook: Path, small_case: Case, changed: Change, cell_name: Callable[..., str]
) -> None:
    cell = cell_name(small_workbook, "Sources", "duty_mw")
    assert read_case(changed(small_workbook, "Sources", {cell: "2 000 kW"})) == small_case


def test_a_series_in_another_unit_is_converted_to_that_of_its_field(
    small_workbook: Path, small_case: Case, changed: Change, cell_name: Callable[..., str]
) -> None:
    def cell(row: int) -> str:
        return cell_name(small_workbook, "Series", "demand_mw", row)

    cells = {cell(0): "kW", cell(1): 2000, cell(2): "3.000,0"}
    assert read_case(changed(small_workbook, "Series", cells)) == small_case


@pytest.mark.parametrize(("value", "number_format"), [(5, "General"), (0.05, "0%"), ("5 %/a", "@")])
def test_per_cent_is_what_the_cell_shows(
    value: object,
    number_format: str,
    small_workbook: Path,
    small_case: Case,
    cell_name: Callable[..., str],
) -> None:
    book = openpyxl.load_workbook(small_workbook)
    key = "economics.interest"
    book["Economics"][cell_name(small_workbook, "Economics", key, part="Unit")] = "%/a"
    cell = book["Economics"][cell_name(small_workbook, "Economics", key)]
    cell.value, cell.number_format = value, number_format
    book.save(small_workbook)
    assert read_case(small_workbook) == small_case


def test_a_share_shown_in_per_cent_is_a_share(
    small_workbook: Path, small_case: Case, cell_name: Callable[..., str]
) -> None:
    book = openpyxl.load_workbook(small_workbook)
    cell = book["Boilers"][cell_name(small_workbook, "Boilers", "efficiency")]
    cell.value, cell.number_format = 0.9, "0%"
    book.save(small_workbook)
    assert read_case(small_workbook) == small_case


@pytest.mark.parametrize("word", ["ja", "Yes", "WAHR", True])
def test_yes_may_be_said_in_german(
    word: object,
    small_workbook: Path,
    small_case: Case,
    changed: Change,
    cell_name: Callable[..., str],
) -> None:
    cell = cell_name(small_workbook, "Prices", "prices.electricity.contains_co2")
    assert read_case(changed(small_workbook, "Prices", {cell: word})) == small_case


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("t_in_c", datetime.datetime(2026, 5, 1), "is a date where a number is wanted"),
        ("t_in_c", datetime.time(12, 30), "is a date where a number is wanted"),
        ("title", datetime.datetime(2026, 5, 1), "is a date where text is wanted"),
        ("t_in_c", "1.234", "can be read as 1.234 and as 1234"),
        ("t_in_c", "40 kW", "its unit 'kW' is not known here"),
        ("t_in_c", True, "a number is wanted"),
        ("t_in_c", "#DIV/0!", "is a formula that failed"),
        ("t_in_c", "40 degC or so", "not known here"),
        ("t_in_c", 4000, "outside its range"),
        ("max_mwh_per_a", "plenty", "a number is wanted"),
        ("kind", "liquide", "its kind liquide is not known"),
        ("zone", "sight", "no such zone"),
        ("duty_mw", "duty_of_water", "no series of this name"),
        ("name", "Warm water", "does not fit the pattern of a name"),
        ("t_in_c", None, "is missing"),
        ("dry_air_kg_per_s", 10, "does not belong to the kind liquid"),
    ],
)
def test_a_wrong_cell_is_told_by_its_name(
    key: str,
    value: object,
    said: str,
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Sources", key)
    (finding,) = findings_of(changed(small_workbook, "Sources", {cell: value}))
    assert finding.place.startswith(f"Sources!{cell}")
    assert said in finding.message


def test_a_wrong_value_names_what_is_permitted(
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Boilers", "efficiency")
    (finding,) = findings_of(changed(small_workbook, "Boilers", {cell: "good"}))
    assert finding.value == "'good'"
    assert finding.permitted == "0.3 to 1.1 MWh/MWh"


def test_an_unknown_refrigerant_is_told_in_its_line(
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Heat pumps", "heat_pumps.refrigerants[1]")
    (finding,) = findings_of(changed(small_workbook, "Heat pumps", {cell: "R999"}))
    assert finding.place.startswith(f"'Heat pumps'!{cell}")
    assert "R999" in finding.message + finding.value


@pytest.mark.parametrize(("unit", "said"), [(None, "missing"), ("hp", "not known")])
def test_a_unit_that_is_missing_or_unknown_is_told_once_for_its_column(
    unit: object,
    said: str,
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Sources", "t_in_c", row=0)
    (finding,) = findings_of(changed(small_workbook, "Sources", {cell: unit}))
    assert finding.place == f"Sources!{cell}"
    assert said in finding.message
    assert finding.permitted == "degC, K"


def test_the_unit_of_a_series_must_be_stated(
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Series", "demand_mw", row=0)
    (finding,) = findings_of(changed(small_workbook, "Series", {cell: None}))
    assert (finding.place, finding.message) == (f"Series!{cell}", "the unit is missing")


def test_gaps_and_words_in_a_series_are_told_cell_by_cell(
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    first = cell_name(small_workbook, "Series", "demand_mw", 1)
    second = cell_name(small_workbook, "Series", "demand_mw", 2)
    found = findings_of(changed(small_workbook, "Series", {first: None, second: "much"}))
    assert [finding.place for finding in found] == [f"Series!{first}", f"Series!{second}"]


def test_a_row_of_a_series_at_the_wrong_hour_is_told(
    small_workbook: Path,
    changed: Change,
    cell_name: Callable[..., str],
    findings_of: FindingsOf,
) -> None:
    cell = cell_name(small_workbook, "Series", "start_h", 2)
    (finding,) = findings_of(changed(small_workbook, "Series", {cell: 6}))
    assert "wrong day or start of block" in finding.message
