"""Designs that may choose among cycles: what one stage cannot do, two stages are bought for."""

from typing import Any

import pytest
from CoolProp.CoolProp import PropsSI

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

COP_SHARE = 1e-6
ZERO_C_K = 273.15
ETA = 0.8
SUPERHEAT_K, SUBCOOLING_K = 5.0, 3.0


def case_with(cycles: list[str], refrigerants: list[str]) -> Case:
    """Water 25 -> 20 degC heats water 50 -> 80 degC; a gas boiler stands; a steady year."""
    data: dict[str, Any] = {
        "name": "cycles",
        "title": "One source, one sink, several cycles",
        "zones": [{"name": "site"}],
        "sources": [
            {
                "name": "warm_water",
                "zone": "site",
                "kind": "liquid",
                "t_in_c": 25,
                "t_out_c": 20,
                "duty_mw": 4,
            }
        ],
        "sinks": [
            {
                "name": "hot_water",
                "zone": "site",
                "kind": "liquid",
                "t_in_c": 50,
                "t_out_c": 80,
                "duty_mw": 3,
            }
        ],
        "boilers": [
            {
                "name": "gas_boiler",
                "zone": "site",
                "carrier": "natural_gas",
                "efficiency": 0.9,
                "supply_max_c": 110,
                "existing_mw": 4,
                "age_a": 0,
                "cost": "gas_boiler_hot_water",
            }
        ],
        "heat_pumps": {
            "cycles": cycles,
            "refrigerants": refrigerants,
            "partial_levels": False,
            "eta_isentropic": ETA,
            "drive_efficiency": 1.0,
            "superheat_k": SUPERHEAT_K,
            "subcooling_k": SUBCOOLING_K,
        },
        "prices": {
            "electricity": {
                "energy_eur_per_mwh": 80,
                "network_eur_per_mwh": 0,
                "network_eur_per_mw_a": 0,
                "contains_co2": True,
                "emission_factor_t_per_mwh": 0.3,
            },
            "natural_gas": {
                "price_eur_per_mwh": 60,
                "basis": "LHV",
                "contains_co2": True,
                "emission_factor_t_per_mwh_lhv": 0.2,
            },
            "co2_eur_per_t": 0,
        },
        "economics": {"interest": 0.05, "observation_a": 20},
    }
    return Case.model_validate(data)


def designed(cycles: list[str], refrigerants: list[str]) -> Solution:
    return design(case_with(cycles, refrigerants), solver_profile("proof"))


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
