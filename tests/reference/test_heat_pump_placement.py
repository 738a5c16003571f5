"""Advice from the grand composite curve against the exact optimum of one heat pump.

``heat_pump_optima.json`` holds optima computed independently by enumeration. With electricity
not cheaper than heat the best advice on the same levels is that optimum; it is never better.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from industrial_hp.pinch import Placement, Stream, best_placements, problem_table
from industrial_hp.pipeline.pinch_analysis import placements
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import k_from_c

RELATIVE_TOLERANCE = 1e-6
KW_PER_MW = 1000.0
LEVEL_STEP_K = 5.0

HERE = Path(__file__).resolve().parent
OWN = json.loads((HERE / "heat_pump_optima.json").read_text(encoding="utf-8"))
SHARED = HERE.parents[1].parent / "shared" / "reference" / "heat_pump_optima.json"
SHARED_ONLY = "OP:paper_plant"


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


def advice(data: dict[str, Any], case: dict[str, Any]) -> tuple[Placement, ...]:
    return placements(
        streams(data["streams"][case["case"]], case["dTmin"]),
        dtmin_k=case["dTmin"],
        eta=case["eta"],
        level_step_k=LEVEL_STEP_K,
        heat_eur_per_mwh=case["price_hot"],
        electricity_eur_per_mwh=case["price_el"],
    )


def assert_best_advice_is_the_optimum(data: dict[str, Any], case: dict[str, Any]) -> None:
    best = advice(data, case)[0]
    cost = case["baseline"]["cost"] - best.saving_eur_per_h * KW_PER_MW
    assert cost == pytest.approx(case["MILP_one_unit"]["cost"], rel=RELATIVE_TOLERANCE)


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda c: f"{c['case']}-{c['price_el']}")
def test_best_advice_is_the_exact_optimum_of_one_heat_pump(case: dict[str, Any]) -> None:
    assert_best_advice_is_the_optimum(OWN, case)


@pytest.mark.parametrize("price_el", [60, 120, 180])
def test_best_advice_is_the_exact_optimum_of_the_shared_table(price_el: float) -> None:
    if not SHARED.is_file():
        pytest.skip(f"{SHARED} is absent: this table of another project is read only from there")
    data = json.loads(SHARED.read_text(encoding="utf-8"))
    case = next(c for c in data["cases"] if c["case"] == SHARED_ONLY and c["price_el"] == price_el)
    assert_best_advice_is_the_optimum(data, case)


@pytest.mark.parametrize("prices", OWN["pairwise_vs_cascade_demo"]["results"])
def test_best_advice_is_the_optimum_on_the_levels_of_the_pairwise_demo(prices: str) -> None:
    demo = OWN["pairwise_vs_cascade_demo"]
    expected = demo["results"][prices]
    heat, electricity = (float(price) for price in prices.split("/"))
    grid, half_k = demo["levels_shifted"], demo["dTmin"] / 2
    count = round((grid["stop"] - grid["start"]) / grid["step"]) + 1
    best = best_placements(
        problem_table(streams(demo["streams"], demo["dTmin"])),
        [grid["start"] + grid["step"] * k for k in range(count)],
        cop=lambda e, c: demo["eta"] * carnot_cop(k_from_c(e - half_k), k_from_c(c + half_k)),
        heat_eur_per_mwh=heat,
        electricity_eur_per_mwh=electricity,
    )[0]
    cost = expected["no_hp"] - best.saving_eur_per_h * KW_PER_MW
    assert cost == pytest.approx(expected["cascade_one_unit"], rel=RELATIVE_TOLERANCE)


@pytest.mark.parametrize("case", OWN["cases"], ids=lambda c: f"{c['case']}-{c['price_el']}")
def test_advice_obeys_the_second_law(case: dict[str, Any]) -> None:
    half_k = case["dTmin"] / 2
    found = advice(OWN, case)
    assert found
    for placement in found:
        condensing_k = k_from_c(placement.condenser_shifted_c + half_k)
        evaporating_k = k_from_c(placement.evaporator_shifted_c - half_k)
        given, taken = placement.heat_kw / condensing_k, placement.source_heat_kw / evaporating_k
        assert given >= taken
        assert placement.heat_kw == pytest.approx(
            placement.source_heat_kw + placement.electricity_kw, rel=RELATIVE_TOLERANCE
        )
