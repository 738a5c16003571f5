"""Heat-pump targets against independently computed optima of the cascade model.

``heat_pump_optima.json`` holds the tables and costs with their source. The stream table
``OP:paper_plant`` of another project stays in ``../shared/reference`` and is read from there.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from industrial_hp.model.formulation import formulate
from industrial_hp.pinch import Stream
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.problem import DesignProblem, Loop, Piece
from industrial_hp.superstructure.stream_table import target_problem

RELATIVE_TOLERANCE = 1e-6
KW_PER_MW = 1000.0

HERE = Path(__file__).resolve().parent
OWN = json.loads((HERE / "heat_pump_optima.json").read_text(encoding="utf-8"))
SHARED = HERE.parents[1].parent / "shared" / "reference" / "heat_pump_optima.json"
SHARED_ONLY = "OP:paper_plant"
LEVEL_STEP_K = 5.0
UNITS = {"baseline": 0, "LP_any_number": None, "MILP_one_unit": 1, "MILP_two_units": 2}


def streams(records: list[dict[str, Any]], dtmin_k: float) -> tuple[Stream, ...]:
    return tuple(
        Stream(
            record["name"],
            record["tin"],
            record["tout"],
            record.get("duty", record.get("cp", 0.0) * abs(record["tin"] - record["tout"])),
            record.get("dtc", dtmin_k / 2),
        )
        for record in records
    )


def optimum(problem: DesignProblem) -> float:
    """Proved least cost [EUR/MWh x kW]."""
    result = solve(formulate(problem), solver_profile("proof"))
    assert result.status == "optimal"
    return result.objective * KW_PER_MW


def assert_reference_cost(data: dict[str, Any], case: dict[str, Any], variant: str) -> None:
    most = UNITS[variant]
    problem = target_problem(
        {"site": streams(data["streams"][case["case"]], case["dTmin"])},
        level_step_k=None if most == 0 else LEVEL_STEP_K,
        dtmin_k=case["dTmin"],
        eta=case["eta"],
        heat_eur_per_mwh=case["price_hot"],
        electricity_eur_per_mwh=case["price_el"],
        max_units=most,
    )
    assert optimum(problem) == pytest.approx(case[variant]["cost"], rel=RELATIVE_TOLERANCE)


@pytest.mark.parametrize("variant", UNITS)
@pytest.mark.parametrize("case", OWN["cases"], ids=lambda c: f"{c['case']}-{c['price_el']}")
def test_target_equals_the_reference_optimum(case: dict[str, Any], variant: str) -> None:
    assert_reference_cost(OWN, case, variant)


@pytest.mark.parametrize(
    ("price_el", "variant"),
    [
        pytest.param(
            price,
            variant,
            # The tightest of the two-unit searches: about five seconds, the others one or two.
            marks=[pytest.mark.long] if (price, variant) == (120, "MILP_two_units") else [],
        )
        for price in (60, 120, 180)
        for variant in UNITS
    ],
)
def test_target_equals_the_shared_reference_optimum(price_el: float, variant: str) -> None:
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is absent: this table of another project is read only from there")
    data = json.loads(SHARED.read_text(encoding="utf-8"))
    case = next(c for c in data["cases"] if c["case"] == SHARED_ONLY and c["price_el"] == price_el)
    assert_reference_cost(data, case, variant)


def pairwise_demo(prices: str, most: int | None) -> DesignProblem:
    demo = OWN["pairwise_vs_cascade_demo"]
    heat, electricity = (float(price) for price in prices.split("/"))
    levels = demo["levels_shifted"]
    return target_problem(
        {"site": streams(demo["streams"], demo["dTmin"])},
        level_step_k=None if most == 0 else levels["step"],
        dtmin_k=demo["dTmin"],
        eta=demo["eta"],
        heat_eur_per_mwh=heat,
        electricity_eur_per_mwh=electricity,
        max_units=most,
        level_range_c=(levels["start"], levels["stop"]),
    )


DEMO_RESULTS = OWN["pairwise_vs_cascade_demo"]["results"]


@pytest.mark.parametrize("prices", DEMO_RESULTS)
@pytest.mark.parametrize(
    ("variant", "most"),
    [
        ("no_hp", 0),
        ("cascade_lp", None),
        # 1275 binaries: some ten seconds each.
        pytest.param("cascade_one_unit", 1, marks=pytest.mark.long),
    ],
)
def test_cascade_meets_the_reference_of_the_pairwise_demo(
    prices: str, variant: str, most: int | None
) -> None:
    expected = DEMO_RESULTS[prices][variant]
    assert optimum(pairwise_demo(prices, most)) == pytest.approx(expected, rel=RELATIVE_TOLERANCE)


@pytest.mark.parametrize("prices", DEMO_RESULTS)
def test_one_unit_in_the_cascade_beats_one_on_whole_streams(prices: str) -> None:
    expected = DEMO_RESULTS[prices]
    problem = pairwise_demo(prices, 1)
    tag = "site_{:g}_{:g}".format(*expected["one_unit_shifted"])
    alone = tuple(unit for unit in problem.heat_pumps if unit.tag == tag)
    assert len(alone) == 1
    found = optimum(replace(problem, heat_pumps=alone))
    assert found == pytest.approx(expected["cascade_one_unit"], rel=RELATIVE_TOLERANCE)
    assert found < expected["no_hp"]
    assert found < expected["pairwise_whole_stream"]


def loop(supply_c: float, return_c: float, reference: dict[str, Any]) -> Loop:
    one, contribution = np.ones(1), reference["dTmin"] / 2
    return Loop(
        name=f"loop_{supply_c:g}_{return_c:g}",
        title="",
        from_zone="A",
        to_zone="B",
        supply_c=supply_c * one,
        return_c=return_c * one,
        sent=(Piece((supply_c + contribution) * one, (return_c + contribution) * one, one),),
        received=(Piece((supply_c - contribution) * one, (return_c - contribution) * one, one),),
        warming=(Piece((supply_c + contribution) * one, (return_c + contribution) * one, one),),
        loss_mw=np.zeros(1),
        loss_share=reference["loss_fraction"],
        pumping_share=0.0,
        pumping_eur_per_mwh=reference["loop_cost_per_MWh_entering"],
        max_size_mw=10.0,
        investment=None,
    )


def two_zones(loops: list[list[float]]) -> DesignProblem:
    reference = OWN["two_zone_reference"]
    levels = reference["levels_shifted"]
    return target_problem(
        {zone: streams(table, reference["dTmin"]) for zone, table in reference["zones"].items()},
        level_step_k=levels["step"],
        dtmin_k=reference["dTmin"],
        eta=reference["eta"],
        heat_eur_per_mwh=reference["price_hot"],
        electricity_eur_per_mwh=reference["price_el"],
        max_units=None,
        level_range_c=(levels["start"], levels["stop"]),
        loops=tuple(loop(supply, back, reference) for supply, back in loops),
    )


def test_two_zones_without_a_loop_meet_the_reference() -> None:
    expected = OWN["two_zone_reference"]["results"]["no_loop"]
    assert optimum(two_zones([])) == pytest.approx(expected, rel=RELATIVE_TOLERANCE)


def test_two_zones_with_six_loops_meet_the_reference() -> None:
    reference = OWN["two_zone_reference"]
    problem = two_zones(reference["loops_supply_return"])
    expected = reference["results"]["all_loops"]
    assert optimum(problem) == pytest.approx(expected, rel=RELATIVE_TOLERANCE)


def test_two_zones_with_one_hot_loop_and_machines_at_the_source_meet_the_reference() -> None:
    problem = two_zones([[80, 50]])
    at_source = tuple(unit for unit in problem.heat_pumps if unit.zone == "A")
    expected = OWN["two_zone_reference"]["results"]["only_80_50_hp_at_A"]
    found = optimum(replace(problem, heat_pumps=at_source))
    assert found == pytest.approx(expected, rel=RELATIVE_TOLERANCE)


def test_own_reference_holds_no_table_of_other_projects() -> None:
    names = [*OWN["streams"], *(case["case"] for case in OWN["cases"])]
    assert not [name for name in names if name.startswith(("OP:", "FS2004:", "CGM2015:"))]
