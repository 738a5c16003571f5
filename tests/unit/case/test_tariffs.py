"""A price of a case may name a tariff in place of a series."""

from pathlib import Path
from typing import Any

import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.export.case_files import write_case_files
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.solving.options import SolverOptions

CASE = Path(__file__).parents[2] / "workbook" / "case"
OPTIONS = SolverOptions(gap=1e-6, runner_up_share=0.0)
WINDOWS = [
    {"tariff": "two_prices", "eur_per_mwh": 70.0},
    {"tariff": "two_prices", "from_h": 0, "to_h": 12, "eur_per_mwh": 50.0},
]


def with_tariff(windows: list[dict[str, Any]]) -> Case:
    """The case with its series of electricity prices replaced by a tariff."""
    data = read_case(CASE).model_dump()
    data["prices"]["electricity"]["energy_eur_per_mwh"] = "two_prices"
    series = {k: v for k, v in data["series"].items() if k != "electricity_eur_per_mwh"}
    return Case.model_validate(data | {"tariff_windows": windows, "series": series})


def test_a_tariff_has_a_value_in_every_period() -> None:
    case = with_tariff(WINDOWS)
    assert check_consistency(case) == ()
    assert list(case.values("two_prices")) == [50.0, 70.0]


def test_a_design_by_tariff_is_that_by_the_same_series() -> None:
    case = with_tariff(WINDOWS)
    data = case.model_dump() | {"tariff_windows": ()}
    data["series"] = data["series"] | {"two_prices": (50.0, 70.0)}
    by_series = design(Case.model_validate(data), OPTIONS)
    by_tariff = design(case, OPTIONS)
    assert by_tariff.proof.objective_eur_per_a == pytest.approx(by_series.proof.objective_eur_per_a)
    assert all(check.passed for check in by_tariff.checks)


def test_a_tariff_that_leaves_hours_open_is_told() -> None:
    places = {finding.place: finding for finding in check_consistency(with_tariff(WINDOWS[1:]))}
    assert "lie in no window" in places["tariff_windows: two_prices"].message
    assert "prices.electricity.energy_eur_per_mwh" in places


def test_a_case_with_a_tariff_reads_back_equal(tmp_path: Path) -> None:
    case = with_tariff(WINDOWS)
    write_case_files(case, tmp_path / "case")
    assert read_case(tmp_path / "case") == case
