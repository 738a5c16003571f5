"""Verdicts: every limit is seen, with its figure and a remedy."""

from dataclasses import replace

import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.catalogue.refrigerants import refrigerants
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import steam_curve, water_curve
from industrial_hp.thermo.machine_limits import LimitFinding, machine_limits
from industrial_hp.thermo.single_stage import single_stage
from industrial_hp.thermo.transcritical import transcritical
from industrial_hp.thermo.wet_compression import dry_superheat_k
from industrial_hp.units import k_from_c

PISTON = compressor("piston")
PRINTED_SUPERHEAT_TOLERANCE_K = 0.12  # one decimal printed, and our own step upwards
DRY_AND_WET = [item for item in refrigerants() if item.dry_superheat_60_to_100_k is not None]


def cycle(
    refrigerant: str,
    evaporating_c: float,
    condensing_c: float,
    *,
    superheat_k: float = 0.0,
    eta: float = 0.8,
) -> Cycle:
    return single_stage(
        refrigerant,
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        superheat_k=superheat_k,
        eta_isentropic=eta,
    )


def finding(of: Cycle, code: str, machine: str = "piston") -> LimitFinding:
    found = {item.code: item for item in machine_limits(of, compressor(machine)).findings}
    assert code in found, f"only {sorted(found)}"
    return found[code]


def test_a_quiet_machine_is_feasible_without_findings() -> None:
    verdict = machine_limits(cycle("R717", 20.0, 60.0), PISTON)
    assert (verdict.verdict, verdict.findings) == ("feasible", ())


def test_the_benchmark_is_too_hot_for_a_piston() -> None:
    benchmark = cycle("R717", 15.0, 85.0)
    found = finding(benchmark, "discharge_temperature")
    assert machine_limits(benchmark, PISTON).verdict == "infeasible"
    assert found.severity == "infeasible"
    assert (found.value, found.limit) == (pytest.approx(188.67, abs=0.01), 160.0)
    assert "two stages" in found.remedy


def test_oil_takes_the_heat_of_a_screw_and_its_share_is_told() -> None:
    found = finding(cycle("R717", 15.0, 85.0), "discharge_temperature", "screw")
    assert found.severity == "remark"
    assert "after oil cooling" in found.message
    assert found.limit == 110.0


def test_oil_cannot_cool_below_condensing() -> None:
    found = finding(cycle("R717", 50.0, 105.0), "discharge_temperature", "screw")
    assert found.severity == "infeasible"


def test_pressure_class_counts_for_the_compressor_type() -> None:
    found = finding(cycle("R717", 60.0, 100.0), "pressure_class")
    assert (found.value, found.limit) == (pytest.approx(62.6, abs=0.1), 60.0)


def test_pressure_ratio_is_a_remark_first_and_a_bar_beyond() -> None:
    assert finding(cycle("R717", 15.0, 85.0), "pressure_ratio").severity == "remark"
    assert finding(cycle("R717", 0.0, 85.0), "pressure_ratio").severity == "infeasible"


def test_suction_below_atmosphere_is_a_remark_on_air() -> None:
    found = finding(cycle("R1233zd(E)", 5.0, 60.0, superheat_k=15.0), "suction_below_atmosphere")
    assert found.severity == "remark"
    assert "air" in found.message


@pytest.mark.parametrize(("condensing_c", "severity"), [(93.0, "remark"), (97.0, "infeasible")])
def test_nearness_to_the_critical_point_is_told(condensing_c: float, severity: str) -> None:
    found = finding(cycle("R134a", 60.0, condensing_c), "critical_point")
    assert found.severity == severity
    assert found.value == pytest.approx(101.06 - condensing_c, abs=0.01)


def test_a_thin_vapour_is_a_remark_on_size() -> None:
    found = finding(cycle("R601", 20.0, 80.0, superheat_k=20.0), "low_volumetric_heating_capacity")
    assert found.severity == "remark"


def test_row_20_of_the_reference_is_wet_and_tells_the_superheat() -> None:
    found = finding(cycle("R601", 80.0, 150.0, superheat_k=15.0, eta=0.75), "wet_compression")
    assert found.value == pytest.approx(15.0)
    assert 15.0 < found.limit < 20.0
    assert machine_limits(
        cycle("R601", 80.0, 150.0, superheat_k=found.limit, eta=0.75), PISTON
    ).verdict in ("feasible", "feasible_with_remark")


@pytest.mark.parametrize("item", DRY_AND_WET, ids=[item.name for item in DRY_AND_WET])
def test_superheat_needed_is_that_of_the_refrigerant_table(item) -> None:  # type: ignore[no-untyped-def]
    ideal = cycle(item.name, 60.0, 100.0, eta=1.0)
    needed = dry_superheat_k(ideal.compressions[0])
    assert needed == pytest.approx(
        item.dry_superheat_60_to_100_k, abs=PRINTED_SUPERHEAT_TOLERANCE_K
    )


def test_a_path_that_is_wet_only_on_its_way_is_found() -> None:
    # R601: close to the critical point the discharge is dry again, the path before it is not.
    near_critical = cycle("R601", 100.0, 194.0, superheat_k=16.0, eta=0.9)
    assert near_critical.state("discharge").phase == "vapour"
    assert finding(near_critical, "wet_compression").severity == "infeasible"


def test_no_limit_binds_a_machine_without_limits_but_physics_stays() -> None:
    assert machine_limits(cycle("R717", 0.0, 100.0), compressor("unlimited")).findings == ()
    wet = machine_limits(cycle("R601", 80.0, 150.0), PISTON.without_limits())
    assert [item.code for item in wet.findings] == ["wet_compression"]


def test_supplier_data_replace_the_default() -> None:
    offer = replace(PISTON, discharge_limit_c=190.0, source="an offer")
    codes = [item.code for item in machine_limits(cycle("R717", 15.0, 85.0), offer).findings]
    assert "discharge_temperature" not in codes


def test_the_worst_finding_stands_first() -> None:
    severities = [
        item.severity for item in machine_limits(cycle("R717", 15.0, 85.0), PISTON).findings
    ]
    assert severities == sorted(severities)


def cascade(
    low: str, high: str, evaporating_c: float, intermediate_c: float, condensing_c: float
) -> Cycle:
    return cycle_between_temperatures(
        "cascade",
        high,
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        settings=CycleSettings(
            eta_isentropic=0.8, intermediate_k=k_from_c(intermediate_c), refrigerant_low=low
        ),
    )


def test_each_circuit_of_a_cascade_meets_its_own_pressure_class() -> None:
    # R744 at 29 degC stands at 70.5 bar of 130; R717 at 100 degC at 62.6 bar of 60.
    found = finding(cascade("R744", "R717", -5.0, 29.0, 100.0), "pressure_class")
    assert (found.value, found.limit) == (pytest.approx(62.6, abs=0.1), 60.0)
    assert "R717" in found.message


def test_a_wet_lower_machine_of_a_cascade_is_found_and_named() -> None:
    verdict = machine_limits(cascade("R601", "R717", 20.0, 60.0, 90.0), PISTON)
    wet = [item for item in verdict.findings if item.code == "wet_compression"]
    assert verdict.verdict == "infeasible"
    assert [item.message[:21] for item in wet] == ["stage 1 of 2 (R601): "]


def test_thin_vapour_in_the_lower_machine_of_a_cascade_is_found() -> None:
    found = finding(cascade("R601", "R717", 20.0, 60.0, 90.0), "low_volumetric_heating_capacity")
    assert "R601" in found.message


def test_a_stage_too_hot_for_oil_is_told_before_a_hotter_one_that_oil_can_cool() -> None:
    # R717 up to 75 degC ends hotter, but condenses 35 K below the limit of a screw; the gas of
    # R1233zd(E) condensing at 120 degC cannot be cooled to 110 degC by anything.
    cool = cascade("R717", "R1233zd(E)", 20.0, 75.0, 120.0)
    lower, upper = cool.compressions
    assert lower.discharge.t_k > upper.discharge.t_k
    found = finding(cool, "discharge_temperature", "screw")
    assert found.severity == "infeasible"
    assert found.message.startswith("stage 2 of 2 (R1233zd(E))")


def test_oil_may_cool_gas_that_cannot_condense_down_to_the_critical_temperature() -> None:
    gas = transcritical(
        "R744",
        evaporating_k=k_from_c(0.0),
        gas_cooler_pa=120e5,
        gas_cooler_out_k=k_from_c(30.0),
        superheat_k=20.0,
        eta_isentropic=0.7,
    )
    offer = replace(compressor("screw"), pressure_class_bar=130.0, source="an offer")
    found = {item.code: item for item in machine_limits(gas, offer).findings}
    assert found["discharge_temperature"].severity == "remark"
    assert "critical_point" not in found


def test_steam_stages_are_held_against_a_steam_machine_where_one_is_named() -> None:
    whole = cycle_between(
        "closed_cycle_with_steam_recompression",
        "R1233zd(E)",
        source=water_curve(k_from_c(55.0), k_from_c(60.0)),
        sink=steam_curve(k_from_c(110.0), k_from_c(130.0)),
        approach_k=5.0,
        settings=CycleSettings(superheat_k=15.0, intermediate_k=k_from_c(100.0), steam_stages=1),
    )
    as_piston = {item.code: item for item in machine_limits(whole, PISTON).findings}
    as_turbo = {
        item.code: item
        for item in machine_limits(whole, PISTON, compressor("steam_turbo")).findings
    }
    assert as_piston["discharge_temperature"].limit == 160.0
    assert "discharge_temperature" not in as_turbo
    # 2.70 bar over 1.014 bar (steam tables): beyond 2.4 of one wheel
    assert as_turbo["pressure_ratio"].value == pytest.approx(2.70 / 1.014, rel=2e-3)
    assert "steam_turbo" in as_turbo["pressure_ratio"].message


@pytest.mark.parametrize("name", CYCLE_NAMES)
def test_every_cycle_of_the_registry_has_a_verdict_with_whole_findings(name: str) -> None:
    steam = "steam" in name
    cycle_of = cycle_between(
        name,
        "R744" if name.startswith("transcritical") else "R718" if steam else "R717",
        source=water_curve(k_from_c(80.0), k_from_c(90.0))
        if steam
        else water_curve(k_from_c(10.0), k_from_c(20.0)),
        sink=steam_curve(k_from_c(105.0), k_from_c(150.0))
        if steam
        else water_curve(k_from_c(30.0), k_from_c(85.0)),
        approach_k=5.0,
        settings=CycleSettings(),
    )
    verdict = machine_limits(cycle_of, PISTON)
    bars = [item for item in verdict.findings if item.severity == "infeasible"]
    assert (verdict.verdict == "infeasible") == bool(bars)
    assert (verdict.verdict == "feasible") == (not verdict.findings)
    for item in verdict.findings:
        assert item.message
        assert item.remedy
        assert item.value != item.limit
    codes = [item.code for item in verdict.findings if item.code != "wet_compression"]
    assert len(codes) == len(set(codes))
