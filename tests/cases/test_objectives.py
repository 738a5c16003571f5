"""Emissions or primary energy made least: the least by hand, and the cheapest design near it.

Water 25 -> 20 degC, a sink of 3 MW 50 -> 80 degC all year, a gas boiler of 0.9, ammonia.
"""

from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
DEMAND_MWH = 3 * 8760
ALLOWANCE = 0.01


def case(objective: dict[str, Any], electricity: dict[str, Any], gas: dict[str, Any]) -> Case:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    data["prices"]["electricity"] |= electricity
    data["prices"]["natural_gas"] |= gas
    return Case.model_validate(data | {"objective": objective})


def designed(least: str, electricity: dict[str, Any], **gas: Any) -> Solution:
    stated = case({"least": least, "allowance_share": ALLOWANCE}, electricity, gas)
    return design(stated, replace(solver_profile("proof"), runner_up_share=0.0))


def pump_cop(solution: Solution) -> float:
    table = solution.equipment
    return float(table.loc[table["type"] == "heat_pump", "cop_annual"].iloc[0])


def test_the_least_co2_of_a_clean_grid_is_that_of_the_heat_pump_alone() -> None:
    # Dear electricity: for the sake of cost the machine would not be bought.
    solution = designed("co2", {"energy_eur_per_mwh": 400, "emission_factor_t_per_mwh": 0.3})
    assert solution.aim is not None
    by_hand = DEMAND_MWH / pump_cop(solution) * 0.3
    assert solution.aim.least == pytest.approx(by_hand, rel=1e-6)
    assert solution.aim.lower_bound <= solution.aim.least * (1 + 1e-9)
    assert solution.proposed.co2_t_per_a == pytest.approx(by_hand * (1 + ALLOWANCE), rel=1e-4)
    assert solution.proof.proved
    assert "CO2 emissions was made least" in solution.messages[0]


def test_the_least_co2_of_a_dirty_grid_is_that_of_the_gas_boiler() -> None:
    solution = designed("co2", {"emission_factor_t_per_mwh": 1.5})
    assert solution.aim is not None
    assert solution.aim.least == pytest.approx(DEMAND_MWH / 0.9 * 0.2, rel=1e-6)


def test_the_least_primary_energy_counts_every_carrier_by_its_factor() -> None:
    solution = designed("primary_energy", {"primary_energy_factor": 2.5}, primary_energy_factor=1.1)
    assert solution.aim is not None
    by_hand = DEMAND_MWH / pump_cop(solution) * 2.5
    assert solution.aim.least == pytest.approx(by_hand, rel=1e-6)
    told = solution.key_figure("primary_energy_mwh_per_a")
    assert told.base == pytest.approx(DEMAND_MWH / 0.9 * 1.1, rel=1e-6)
    assert told.proposed is not None
    assert by_hand * (1 - 1e-6) <= told.proposed <= by_hand * (1 + ALLOWANCE + 1e-6)
    assert [check.name for check in solution.checks if not check.passed] == []


def test_primary_energy_wants_a_factor_of_every_carrier() -> None:
    found = check_consistency(case({"least": "primary_energy"}, {"primary_energy_factor": 2.5}, {}))
    assert [one.place for one in found] == ["prices.natural_gas.primary_energy_factor"]


def test_a_search_for_cost_that_is_stopped_leaves_the_design_of_the_least(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    module = import_module("industrial_hp.pipeline.design")
    told = module.solve

    def stopped(model: Any, options: Any, *more: Any) -> Any:
        result = told(model, options, *more)
        if more:  # the search for the design, not that of today's system
            return replace(result, status="interrupted", has_answer=False)
        return result

    monkeypatch.setattr(module, "solve", stopped)
    solution = designed("co2", {"emission_factor_t_per_mwh": 0.3})
    assert solution.aim is not None
    assert solution.proposed.co2_t_per_a == pytest.approx(solution.aim.least, rel=1e-6)
    assert solution.proof.status == "interrupted"
    assert not solution.proof.proved
    assert [check.name for check in solution.checks if not check.passed] == []


def test_the_least_cost_is_one_search_without_an_aim() -> None:
    assert designed("annual_cost", {}).aim is None
