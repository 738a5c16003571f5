"""The schema of results.json holds for a real one, and does not hold for a corrupted one."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from industrial_hp.export.planning_files import write_result_files
from industrial_hp.export.results_schema import results_schema
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case

CASE = Path(__file__).parents[2] / "workbook" / "case"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("out")
    write_result_files(design(read_case(CASE)), folder, formats=("json",))
    document: dict[str, Any] = json.loads((folder / "results.json").read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = results_schema()
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_real_results_follow_the_schema(
    results: dict[str, Any], validator: Draft202012Validator
) -> None:
    assert [error.message[:200] for error in validator.iter_errors(results)] == []


@pytest.mark.parametrize(
    ("part", "name"),
    [("proof", "gap"), ("stamp", "tool"), ("proposed", "cash_flow"), ("case", "zones")],
)
def test_a_field_that_is_missing_is_found(
    part: str, name: str, results: dict[str, Any], validator: Draft202012Validator
) -> None:
    without = {key: value for key, value in results[part].items() if key != name}
    (error,) = validator.iter_errors(results | {part: without})
    assert name in error.message


def test_text_in_place_of_a_number_is_found(
    results: dict[str, Any], validator: Draft202012Validator
) -> None:
    wrong = results | {"proof": results["proof"] | {"gap": "small"}}
    assert not validator.is_valid(wrong)


def test_a_table_without_a_promised_column_is_found(
    results: dict[str, Any], validator: Draft202012Validator
) -> None:
    row = {key: value for key, value in results["equipment"][0].items() if key != "size_mw"}
    assert not validator.is_valid(results | {"equipment": [row]})
