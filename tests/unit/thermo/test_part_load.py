"""A machine sized at one point and run at others: capacity, COP, and why it cannot."""

from dataclasses import replace

import numpy as np
import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.machine import Drive
from industrial_hp.thermo.part_load import OperatingPoint, operating_point, part_load_map
from industrial_hp.thermo.sized_machine import SizedMachine, sized_machine, water_service
from industrial_hp.units import k_from_c

SOURCE_C, SINK_C, HEAT_W = 25.0, 65.0, 1.5e6
SCREW = compressor("screw")
RELATIVE = 1e-9


def machine(
    name: str = "single_stage",
    refrigerant: str = "R717",
    *,
    compressor_name: str = "screw",
    heat_w: float = HEAT_W,
    drive: Drive | None = None,
    spare: int = 0,
) -> SizedMachine:
    return sized_machine(
        name,
        refrigerant,
        service=water_service(5.0, 25.0),
        source_in_k=k_from_c(SOURCE_C),
        sink_out_k=k_from_c(SINK_C),
        heat_w=heat_w,
        settings=CycleSettings(superheat_k=5.0),
        compressor=compressor(compressor_name),
        drive=drive,
        spare=spare,
    )


def at(sized: SizedMachine, source_c: float, sink_c: float, load: float) -> OperatingPoint:
    return operating_point(sized, k_from_c(source_c), k_from_c(sink_c), load)


def heat_w(point: OperatingPoint) -> float:
    assert point.heat_w is not None, point.reason
    return point.heat_w


def cop(point: OperatingPoint) -> float:
    assert point.cop is not None, point.reason
    return point.cop.cycle


@pytest.mark.parametrize(
    "name", ["single_stage", "two_stage_open_economiser", "cascade", "series_train"]
)
def test_the_design_cell_is_the_design_cycle(name: str) -> None:
    sized = machine(name, drive=Drive(heat_loss_share=0.03))
    point = at(sized, SOURCE_C, SINK_C, 1.0)
    assert cop(point) == pytest.approx(sized.design.cycle.cop, rel=RELATIVE)
    assert heat_w(point) == pytest.approx(HEAT_W, rel=RELATIVE)
    assert point.electricity_w is not None
    # COP at the grid: the heat that arrives over 0.965 * 0.985 of the electricity
    by_hand = sized.design.cycle.cop * 0.97 * 0.965 * 0.985
    assert HEAT_W / point.electricity_w == pytest.approx(by_hand, rel=RELATIVE)


def test_capacity_falls_with_a_colder_source_and_cop_with_a_hotter_sink_too() -> None:
    sized = machine()
    sources = [at(sized, source_c, SINK_C, 1.0) for source_c in (30.0, 25.0, 20.0, 15.0)]
    sinks = [at(sized, SOURCE_C, sink_c, 1.0) for sink_c in (60.0, 65.0, 70.0, 75.0)]
    assert np.all(np.diff([heat_w(point) for point in sources]) < 0.0)
    for points in (sources, sinks):
        assert np.all(np.diff([cop(point) for point in points]) < 0.0)


def test_capacity_follows_suction_density_and_volumetric_efficiency() -> None:
    sized = machine()
    heats = []
    for source_c in (SOURCE_C, 15.0):
        cycle = sized.rated(k_from_c(source_c), k_from_c(SINK_C), 1.0).cycle
        ratio = cycle.pressure_high_pa / cycle.pressure_low_pa
        volumetric = 0.995712787 - 0.021768086 * ratio
        heats.append(cycle.volumetric_heating_capacity_j_per_m3 * volumetric)
    expected = HEAT_W * heats[1] / heats[0]
    assert heat_w(at(sized, 15.0, SINK_C, 1.0)) == pytest.approx(expected, rel=1e-6)


def test_half_flow_of_a_slide_valve_costs_cop() -> None:
    sized = machine()
    full, half = at(sized, SOURCE_C, SINK_C, 1.0), at(sized, SOURCE_C, SINK_C, 0.5)
    # The same isentropic work at 0.5 / 0.65 of the efficiency would take COP - 1 down to 0.77;
    # the hotter discharge lets it condense lower and gives a little of that back.
    assert 0.5 / 0.65 < (cop(half) - 1.0) / (cop(full) - 1.0) < 0.82
    # half the flow, somewhat more heat per kg from the lost work
    assert 0.5 < heat_w(half) / heat_w(full) < 0.6


def test_load_below_the_minimum_bears_its_code() -> None:
    point = at(machine(), SOURCE_C, SINK_C, 0.05)
    assert (point.code, point.cop, point.heat_w) == ("below_minimum_load", None, None)
    assert "5% of one machine's flow; a screw runs from 10%" in point.reason


def test_of_several_machines_as_few_run_as_can() -> None:
    sized = machine(compressor_name="piston", heat_w=4.0e6)
    assert sized.number.machines == 2
    both, one = at(sized, SOURCE_C, SINK_C, 1.0), at(sized, SOURCE_C, SINK_C, 0.5)
    assert (both.machines, one.machines) == (2, 1)
    assert cop(one) == cop(both)
    assert heat_w(one) == pytest.approx(0.5 * heat_w(both), rel=RELATIVE)
    # 15 % of both is 30 % of one, above its 25 %; 12 % is below
    assert at(sized, SOURCE_C, SINK_C, 0.15).code == ""
    assert at(sized, SOURCE_C, SINK_C, 0.12).code == "below_minimum_load"


def test_a_turbo_surges_above_its_design_head() -> None:
    sized = machine(refrigerant="R1233zd(E)", compressor_name="turbo", heat_w=5.0e6)
    point = at(sized, SOURCE_C, SINK_C + 10.0, 1.0)
    assert point.code == "surge"
    assert "a turbo made for" in point.reason


def test_a_stage_that_runs_out_of_volume_limits_the_whole() -> None:
    sized = machine("two_stage_open_economiser")
    low, high = sized.number.stages
    smaller = replace(
        sized,
        number=replace(
            sized.number, stages=(low, replace(high, swept_m3_per_s=0.9 * high.swept_m3_per_s))
        ),
    )
    assert heat_w(at(smaller, SOURCE_C, SINK_C, 1.0)) == pytest.approx(0.9 * HEAT_W, rel=1e-6)


def test_no_cell_is_nan_in_silence() -> None:
    sized = machine(compressor_name="piston", heat_w=3.0e6)
    found = part_load_map(
        sized,
        source_in_k=[k_from_c(t) for t in (5.0, 15.0, 25.0, 90.0)],
        sink_out_k=[k_from_c(t) for t in (60.0, 65.0, 120.0, 160.0)],
        load=(0.05, 0.5, 1.0),
    )
    assert found.cop.shape == found.heat_w.shape == found.code.shape == (4, 4, 3)
    for values in (found.cop, found.electric_cop, found.heat_w):
        assert np.array_equal(np.isnan(values), found.code != "")
    codes = {row.code: row for row in found.code_table}
    # the water leaves the source at 0 degC; ammonia ends at 132 degC; 90 degC needs no lift
    assert {
        "below_minimum_load",
        "outside_fluid_range",
        "discharge_temperature",
        "no_cycle",
    } <= set(codes)
    assert sum(row.cells for row in codes.values()) == int(np.isnan(found.cop).sum())
    assert all(row.first_reason for row in codes.values())


def test_the_frame_reads_in_degc_and_mw_with_code_and_reason() -> None:
    sized = machine()
    found = part_load_map(
        sized,
        source_in_k=[k_from_c(15.0), k_from_c(SOURCE_C)],
        sink_out_k=[k_from_c(SINK_C)],
        load=(0.05, 1.0),
    )
    frame = found.frame()
    assert list(frame["source_in_c"]) == pytest.approx([15.0, 15.0, 25.0, 25.0])
    last = frame.iloc[-1]
    assert (last["heat_mw"], last["code"]) == (pytest.approx(1.5), "")
    assert frame["reason"].iloc[0]
    assert frame["cop_cycle"].to_numpy()[1::2] == pytest.approx(found.cop[:, 0, 1])


def test_a_load_above_one_is_refused() -> None:
    with pytest.raises(UsageError, match="permitted: above 0 to 1"):
        at(machine(), SOURCE_C, SINK_C, 1.2)
