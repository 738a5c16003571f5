"""Verdicts: every limit is seen, with its figure and a remedy."""

from dataclasses import replace

import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.catalogue.refrigerants import refrigerants
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.machine_limits import (
    LimitFinding,
    dry_superheat_k,
    machine_limits,
    machine_size,
)
from industrial_hp.thermo.single_stage import single_stage
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


def test_a_duty_is_shared_by_equal_machines() -> None:
    benchmark = cycle("R717", 15.0, 85.0)
    size = machine_size(benchmark, 5.0e6, PISTON)
    assert (size.machines, size.finding) == (3, None)
    assert size.heat_w == pytest.approx(5.0e6 / 3)
    # 6905.3 kJ/m3 of the reference table
    assert size.suction_m3_per_s == pytest.approx(5.0e6 / 3 / 6905.3e3, rel=1e-5)


def test_a_duty_too_small_for_the_type_is_a_remark() -> None:
    size = machine_size(cycle("R717", 15.0, 85.0), 1.0e6, compressor("turbo"))
    assert size.machines == 1
    assert size.finding is not None
    assert (size.finding.code, size.finding.limit) == ("duty_below_range", 3.0)
