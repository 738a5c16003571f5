"""Designs that may choose among cycles: what one stage cannot do, two stages are bought for."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from CoolProp.CoolProp import PropsSI

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
COP_SHARE = 1e-6
ZERO_C_K = 273.15
ETA = 0.8
SUPERHEAT_K, SUBCOOLING_K = 5.0, 3.0


def designed(cycles: list[str], refrigerants: list[str]) -> Solution:
    """Water 25 -> 20 degC heats water 50 -> 80 degC; a gas boiler stands; a steady year."""
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["heat_pumps"] |= {
        "cycles": cycles,
        "refrigerants": refrigerants,
        "lift_machine_limits": False,
        "partial_levels": False,
        "superheat_k": SUPERHEAT_K,
        "subcooling_k": SUBCOOLING_K,
    }
    return design(Case.model_validate(data), solver_profile("proof"))


@pytest.fixture(scope="module")
def two_stages() -> Solution:
    return designed(["single_stage", "two_stage_flash_intercooler"], ["R717"])


def flash_intercooler_cop(evaporating_c: float, condensing_c: float) -> float:
    """COP by hand: states of both stages, the flash intercooler's balance for the flow."""
    t_evaporating, t_condensing = evaporating_c + ZERO_C_K, condensing_c + ZERO_C_K
    t_middle = (t_evaporating + t_condensing) / 2
    p_low, p_middle, p_high = (
        PropsSI("P", "T", t, "Q", 1, "R717") for t in (t_evaporating, t_middle, t_condensing)
    )

    def compressed(h_suction: float, p_suction: float, p_discharge: float) -> float:
        entropy = PropsSI("S", "H", h_suction, "P", p_suction, "R717")
        ideal: float = PropsSI("H", "S", entropy, "P", p_discharge, "R717")
        return h_suction + (ideal - h_suction) / ETA

    h_suction = PropsSI("H", "T", t_evaporating + SUPERHEAT_K, "P", p_low, "R717")
    h_low_discharge = compressed(h_suction, p_low, p_middle)
    h_vapour = PropsSI("H", "P", p_middle, "Q", 1, "R717")
    h_liquid = PropsSI("H", "P", p_middle, "Q", 0, "R717")
    h_high_discharge = compressed(h_vapour, p_middle, p_high)
    h_condensate = PropsSI("H", "T", t_condensing - SUBCOOLING_K, "P", p_high, "R717")
    low_flow = (h_vapour - h_condensate) / (h_low_discharge - h_liquid)
    work = h_high_discharge - h_vapour + low_flow * (h_low_discharge - h_suction)
    return float((h_high_discharge - h_condensate) / work)


def machines(solution: Solution) -> list[dict[str, Any]]:
    table = solution.equipment
    return [dict(row) for row in table[table["type"] == "heat_pump"].to_dict("records")]


def test_two_stages_are_bought_where_one_gets_too_hot(two_stages: Solution) -> None:
    [machine] = machines(two_stages)
    assert machine["cycle"] == "two_stage_flash_intercooler"
    assert machine["tag"] == "warm_water_to_hot_water_r717_two_stage_flash_intercooler"
    reasons = {one.tag: one.reason for one in two_stages.dropped}
    assert "discharge" in reasons["warm_water_to_hot_water_r717"]


def test_the_cop_bought_is_that_of_the_two_stages_by_hand(two_stages: Solution) -> None:
    [machine] = machines(two_stages)
    by_hand = flash_intercooler_cop(machine["t_evaporator_c"], machine["t_condenser_c"])
    assert machine["cop_design"] == pytest.approx(by_hand, rel=COP_SHARE)


def test_a_design_with_two_stages_passes_its_own_checks(two_stages: Solution) -> None:
    assert [check.name for check in two_stages.checks if not check.passed] == []
    assert two_stages.proof.status == "optimal"


def test_more_cycles_never_cost_more() -> None:
    few = designed(["single_stage"], ["R600a"])
    more = designed(["single_stage", "single_stage_ihx", "two_stage_open_economiser"], ["R600a"])
    [plain], [best] = machines(few), machines(more)
    assert best["cop_design"] > plain["cop_design"]
    assert more.proof.objective_eur_per_a < few.proof.objective_eur_per_a
    reasons = {one.tag: one.reason for one in more.dropped}
    assert reasons[plain["tag"]].startswith("beaten by")
