"""Electricity beside the grid, against hand calculation.

Water 25 -> 20 degC, a sink of 3 MW 50 -> 80 degC, a gas boiler, ammonia; two blocks of twelve
hours, in the second of which there is half a MW of own electricity.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.checking import verify
from industrial_hp.pipeline import design
from industrial_hp.pipeline.reports import write_report
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
HALF_A_YEAR_H = 12 * 365


def designed(price: float, **prices: Any) -> Solution:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["calendar"] = {"block_hours": [12.0, 12.0]}
    data["series"] = {"own_mw": [0.0, 0.5]}
    data["zones"][0] |= {
        "own_power_mw": "own_mw",
        "own_power_eur_per_mwh": price,
        "own_power_t_per_mwh": 0.02,
    }
    data["heat_pumps"]["partial_levels"] = False
    data["prices"]["electricity"] |= {"energy_eur_per_mwh": 60} | prices
    return design(Case.model_validate(data), solver_profile("proof"))


def drawn_mwh(solution: Solution, kind: str) -> float:
    table = solution.proposed.dispatch
    rows = table[table["type"] == kind]
    return float((rows["electricity_mw"] * rows["hours_per_year"]).sum())


def test_cheap_own_electricity_is_taken_before_that_of_the_grid(tmp_path: Path) -> None:
    solution = designed(10)
    machine_mwh = drawn_mwh(solution, "heat_pump")
    assert drawn_mwh(solution, "own_power") == pytest.approx(0.5 * HALF_A_YEAR_H)
    assert drawn_mwh(solution, "grid") == pytest.approx(machine_mwh - 0.5 * HALF_A_YEAR_H)
    own = next(item for item in solution.proposed.annual if item.name == "site_own_power")
    assert own.first_year_eur == pytest.approx(10 * 0.5 * HALF_A_YEAR_H)
    emitted = 0.3 * drawn_mwh(solution, "grid") + 0.02 * 0.5 * HALF_A_YEAR_H
    boiler = solution.key_figure("fuel_mwh_per_a").proposed or 0.0
    assert solution.proposed.co2_t_per_a == pytest.approx(emitted + 0.2 * boiler)
    assert [check.name for check in solution.checks if not check.passed] == []
    write_report(solution, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_dear_own_electricity_is_left() -> None:
    assert drawn_mwh(designed(90), "own_power") == 0


def test_own_electricity_spares_the_charge_on_the_peak_where_it_is_always_there() -> None:
    charge = 100_000
    solution = designed(10, network_eur_per_mw_a=charge)
    peak = next(item for item in solution.proposed.annual if item.name == "electricity_peak")
    table = solution.proposed.dispatch
    grid = table[table["type"] == "grid"]
    assert peak.quantity == pytest.approx(float(grid["electricity_mw"].max()))
