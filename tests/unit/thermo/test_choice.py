"""Choice among cycles and refrigerants: complete, ranked, each refusal with its reason."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import UsageError
from industrial_hp.thermo.choice import (
    WATER_CYCLES,
    Choice,
    Ranked,
    Task,
    choose,
    non_dominated,
)
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.refrigerant_filters import RefrigerantRules
from industrial_hp.units import k_from_c

TO_80 = (25.0, 20.0, 50.0, 80.0)
TO_120 = (60.0, 50.0, 100.0, 120.0)
NAMES = ("R717", "R600a", "R744", "R410A", "R1234ze(E)")


def task(
    temperatures_c: tuple[float, float, float, float] = TO_80,
    *,
    compressor_name: str = "piston",
    rules: RefrigerantRules | None = None,
    eta: float = 0.75,
    discharge_max_c: float | None = None,
) -> Task:
    source_in, source_out, sink_in, sink_out = map(k_from_c, temperatures_c)
    return Task(
        source=water_curve(source_out, source_in),
        sink=water_curve(sink_in, sink_out),
        compressor=compressor(compressor_name),
        rules=rules or RefrigerantRules(),
        settings=CycleSettings(eta_isentropic=eta),
        discharge_max_k=None if discharge_max_c is None else k_from_c(discharge_max_c),
    )


def chosen(
    asked: Task, names: Sequence[str] = NAMES, cycles: Sequence[str] = WATER_CYCLES
) -> Choice:
    return choose(asked, [refrigerant(name) for name in names], cycles)


def reasons(choice: Choice, cycle: str, name: str) -> dict[str, str]:
    return {
        reason.code: reason.message
        for one in choice.refused
        if (one.combination.cycle, one.combination.refrigerant) == (cycle, name)
        for reason in one.reasons
    }


def test_every_combination_is_ranked_or_refused_once_and_each_refusal_has_a_reason() -> None:
    found = chosen(task())
    combinations = [one.combination for one in (*found.ranked, *found.refused)]
    simple = (len(WATER_CYCLES) - 1) * len(NAMES)
    assert len(combinations) == len(set(combinations)) == simple + len(NAMES) ** 2
    assert all(reason.code and reason.message for one in found.refused for reason in one.reasons)
    assert all(one.reasons for one in found.refused)


def test_the_best_cop_stands_first() -> None:
    cops = [one.cycle.cop for one in chosen(task()).ranked]
    assert cops == sorted(cops, reverse=True)
    assert len(cops) > 5


def test_a_ranked_machine_is_the_one_that_independent_arithmetic_found() -> None:
    # COP with an inner pinch of 5 K and saturated suction, computed apart from this package.
    found = chosen(
        task(compressor_name="unlimited", eta=0.8), ["R717", "R1233zd(E)"], ["single_stage"]
    )
    by_name = {one.combination.refrigerant: one.cycle.cop for one in found.ranked}
    assert by_name["R717"] == pytest.approx(3.78421, abs=1e-5)


def test_an_infeasible_machine_is_refused_under_the_code_of_its_finding() -> None:
    # Row 1 of the reference points has 188.67 degC from nearly the same source to this sink.
    refused = reasons(chosen(task(eta=0.7), cycles=["single_stage"]), "single_stage", "R717")
    assert "discharge_temperature" in refused
    assert "160 degC" in refused["discharge_temperature"]


def test_a_highest_discharge_of_ones_own_is_kept() -> None:
    cycle = "two_stage_flash_intercooler"
    free = chosen(task(), ["R717"], [cycle])
    assert [one.combination.refrigerant for one in free.ranked] == ["R717"]
    bound = chosen(task(discharge_max_c=120.0), ["R717"], [cycle])
    assert set(reasons(bound, cycle, "R717")) == {"discharge_limit"}


def test_rules_on_refrigerants_reach_every_cycle_and_both_sides_of_a_cascade() -> None:
    found = chosen(task(rules=RefrigerantRules(pfas="excluded")))
    assert all("R1234ze(E)" not in one.combination.fluids for one in found.ranked)
    pairs = [one for one in found.refused if one.combination.cycle == "cascade"]
    named = [one for one in pairs if "R1234ze(E)" in one.combination.fluids.split("/")]
    assert len(named) == 2 * len(NAMES) - 1
    assert all("pfas" in {reason.code for reason in one.reasons} for one in named)


def test_what_is_not_sold_is_refused_when_only_sold_machines_are_wanted() -> None:
    # No ammonia machine above 90 degC in the market overview of Arpagaus et al. (2018).
    cycle = "two_stage_flash_intercooler"
    rules = RefrigerantRules(market="offered")
    warm = task((30.0, 25.0, 60.0, 95.0), rules=rules)
    assert "not_on_market" in reasons(chosen(warm, ["R717"], [cycle]), cycle, "R717")
    assert len(chosen(task(rules=rules), ["R717"], [cycle]).ranked) == 1


def test_the_critical_point_decides_between_condenser_and_gas_cooler() -> None:
    # R744: 30.98 degC. R717: 132.41 degC.
    found = chosen(task((10.0, 5.0, 35.0, 70.0)), ["R744", "R717"])
    told = reasons(found, "single_stage", "R744")["critical_temperature"]
    assert "31.0 degC" in told
    assert "critical_temperature" in reasons(found, "transcritical", "R717")
    kinds = {(one.combination.cycle, one.combination.refrigerant) for one in found.ranked}
    assert ("transcritical", "R744") in kinds


def test_a_dry_fluid_gets_the_superheat_that_keeps_it_dry() -> None:
    # Row 20 of the reference points: n-pentane from 80 to 150 degC is wet even with 15 K.
    found = chosen(task(TO_120, compressor_name="unlimited"), ["R601"], ["single_stage"])
    (one,) = found.ranked
    assert one.superheat_k > 5.0
    assert "wet_compression" not in {finding.code for finding in one.verdict.findings}


def test_superheat_that_does_not_reach_the_wet_stage_is_not_tried_for_ever() -> None:
    # The second stage draws from the flash tank: saturated, whatever the first one does.
    cycle = "two_stage_flash_intercooler"
    found = chosen(task(TO_120, compressor_name="unlimited"), ["R601"], [cycle])
    assert set(reasons(found, cycle, "R601")) == {"wet_compression"}


def test_a_cycle_that_delivers_steam_is_refused_with_the_list() -> None:
    with pytest.raises(UsageError, match="steam_recompression; permitted: single_stage"):
        chosen(task(), cycles=["steam_recompression"])


def marks(one: Ranked) -> tuple[float, float, int, float]:
    cycle = one.cycle
    drawn = sum(stage.flow / stage.suction.rho_kg_per_m3 for stage in cycle.compressions)
    stages = len(cycle.compressions)
    return -cycle.cop, drawn / cycle.heat_j_per_kg, stages, cycle.discharge_k


def test_what_is_kept_is_not_dominated_and_all_else_is() -> None:
    ranked = chosen(task(compressor_name="screw")).ranked
    kept = non_dominated(ranked)
    assert 1 < len(kept) < len(ranked)
    for one in ranked:
        beaten = any(
            all(a <= b for a, b in zip(marks(other), marks(one), strict=True))
            and marks(other) != marks(one)
            for other in ranked
        )
        assert beaten != (one in kept)


def test_of_two_equal_machines_the_first_is_kept() -> None:
    (one,) = chosen(task(), ["R717"], ["two_stage_flash_intercooler"]).ranked
    twin = replace(one, superheat_k=1.0)
    assert non_dominated([one, twin]) == (one,)
