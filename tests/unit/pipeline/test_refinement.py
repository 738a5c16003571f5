"""Levels refined around the machines built: never dearer, told, and repeatable from the case."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.calendar import DAYS_OF_MONTHS
from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.checking import verify
from industrial_hp.pipeline import design, write_report
from industrial_hp.pipeline.refinement import finer_case
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"


def case(**options: Any) -> Case:
    """Water 60 -> 20 degC, far more than is needed, and a sink 50 -> 80 degC."""
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["sources"][0] |= {"t_in_c": 60, "duty_mw": 8}
    data["heat_pumps"] |= {"partial_levels": False, "refrigerants": ["R600a"]} | options
    return Case.model_validate(data)


def designed(**options: Any) -> Solution:
    return design(case(**options), solver_profile("proof"))


def cost(solution: Solution) -> float:
    return solution.proof.objective_eur_per_a


@pytest.fixture(scope="module")
def coarse() -> Solution:
    return designed()


@pytest.fixture(scope="module")
def refined() -> Solution:
    return designed(refine_until_share=0.001)


def test_a_warmer_part_of_a_source_is_found_and_saves(coarse: Solution, refined: Solution) -> None:
    # The whole source is cooled to 20 degC for nothing: its warm half alone is more than enough.
    assert cost(refined) < 0.95 * cost(coarse)
    table = refined.equipment
    pump = table[table["type"] == "heat_pump"].iloc[0]
    assert pump["source_share"] < 1
    assert pump["t_evaporator_c"] > 20
    assert "Levels were refined in" in refined.messages[0]


def test_the_parts_of_the_refined_case_give_the_same_design_at_once(refined: Solution) -> None:
    options = refined.case.heat_pumps
    assert options is not None
    parts = [part.model_dump() for part in options.stream_parts]
    assert cost(designed(stream_parts=parts)) == pytest.approx(cost(refined), rel=1e-6)


def test_the_written_case_holds_the_parts(refined: Solution, tmp_path: Path) -> None:
    write_report(refined, tmp_path, formats=("json", "csv"))
    again = read_case(tmp_path / "case")
    assert again.heat_pumps is not None
    assert again.heat_pumps.stream_parts
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_parts_halve_the_way_to_the_neighbours(coarse: Solution) -> None:
    finer = finer_case(coarse)
    assert finer is not None
    assert finer.heat_pumps is not None
    found = {(part.stream, part.share) for part in finer.heat_pumps.stream_parts}
    assert found == {("warm_water", 0.5), ("hot_water", 0.5)}


def test_a_machine_that_serves_a_part_of_its_sink_gets_the_level_of_that_part() -> None:
    # 0.8 MW of waste heat carry about a third of the sink: its coldest third needs less lift. What
    # the source warms directly lies below what the machine heats.
    def poor(**options: Any) -> Case:
        stated = case(**options)
        source = stated.sources[0].model_copy(update={"duty_mw": 0.8})
        return stated.model_copy(update={"sources": (source,)})

    coarse = design(poor(), solver_profile("proof"))
    finer = finer_case(coarse)
    assert finer is not None
    assert finer.heat_pumps is not None
    size = float(coarse.equipment.loc[coarse.equipment["type"] == "heat_pump", "size_mw"].iloc[0])
    flows = coarse.flows
    direct = flows[(flows["from"] == "warm_water") & (flows["to"] == "hot_water")]
    reached_mw = size + float(direct["heat_mwh_per_a"].sum()) / 8760
    shares = [p.share for p in finer.heat_pumps.stream_parts if p.stream == "hot_water"]
    assert min(abs(share - reached_mw / 3.0) for share in shares) < 0.02
    fine = design(poor(refine_until_share=0.001), solver_profile("proof"))
    table = fine.equipment[fine.equipment["type"] == "heat_pump"].iloc[0]
    assert float(table["cop_annual"]) > 1.1 * float(
        coarse.equipment.loc[coarse.equipment["type"] == "heat_pump", "cop_annual"].iloc[0]
    )


def unclaimed(solution: Solution) -> float:
    """Electricity that the machines of a design would not need for what they really serve."""
    found = solution.machine_checks
    of_model, served = (found["heat_mwh_per_a"] / found[c] for c in ("cop_linear", "cop_served"))
    return float(1 - served.sum() / of_model.sum())


def by_day(**options: Any) -> Case:
    """The same with a full and a weak day: 8 and 0.8 MW of waste heat."""
    days = [
        {"name": "full", "days_by_month": {m: d[0] for m, d in list(DAYS_OF_MONTHS.items())[:6]}},
        {"name": "weak", "days_by_month": {m: d[0] for m, d in list(DAYS_OF_MONTHS.items())[6:]}},
    ]
    stated = case(**options).model_dump()
    stated["sources"][0]["duty_mw"] = "waste_heat"
    return Case.model_validate(
        stated | {"calendar": {"days": days}, "series": {"waste_heat": [8.0, 0.8]}}
    )


def test_a_machine_gets_the_part_that_it_serves_in_each_period() -> None:
    # On weak days the heat ends at the coldest third: less lift and a higher COP there, by the
    # same machine that heats the whole sink on full days.
    coarse = design(by_day(), solver_profile("proof"))
    finer = finer_case(coarse)
    assert finer is not None
    assert finer.heat_pumps is not None
    parts = {p.stream: p.share for p in finer.heat_pumps.stream_parts if isinstance(p.share, str)}
    full, weak = finer.series[str(parts["hot_water"])]
    assert full == pytest.approx(0.98)
    assert 0.2 < weak < 0.4
    fine = design(by_day(refine_until_share=0.001), solver_profile("proof"))
    assert cost(fine) < cost(coarse)
    assert unclaimed(fine) < 0.4 * unclaimed(coarse)
    assert [check.name for check in fine.checks if not check.passed] == []


def test_a_part_by_period_is_in_each_period_the_machine_of_that_part() -> None:
    stated = by_day(stream_parts=[{"stream": "hot_water", "share": "reached"}])
    stated = stated.model_copy(update={"series": stated.series | {"reached": (0.9, 0.3)}})
    pumps = {unit.tag: unit for unit in design_problem(stated).heat_pumps}
    moving = pumps["warm_water_to_hot_water_cold_reached_r600a"]
    for period, share in enumerate((0.9, 0.3)):
        steady = design_problem(by_day(stream_parts=[{"stream": "hot_water", "share": share}]))
        name = f"warm_water_to_hot_water_cold_{100 * share:g}pc_r600a"
        fixed = next(unit for unit in steady.heat_pumps if unit.tag == name)
        assert moving.cop[period] == pytest.approx(float(fixed.cop[period]), rel=1e-9)


def test_an_unknown_stream_and_a_part_stated_twice_are_findings() -> None:
    parts = [{"stream": "warm_water", "share": 0.3}] * 2 + [{"stream": "river", "share": 0.3}]
    found = check_consistency(case(stream_parts=parts))
    assert [one.place for one in found] == [
        "heat_pumps.stream_parts[1]",
        "heat_pumps.stream_parts[2].stream",
    ]
