"""Maps of COP against the exact cycles between their knots."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cop_map import MapRequest, WaterStreams, build_map, exact_cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.patched_surface import FINEST
from industrial_hp.units import k_from_c

COLD_K, HOT_K = (k_from_c(-20.0), k_from_c(60.0)), (k_from_c(30.0), k_from_c(120.0))
WITH_IHX = MapRequest("single_stage_ihx", "R1234ze(E)", CycleSettings(5.0), COLD_K, HOT_K)
LIMITED = MapRequest(
    "single_stage", "R717", CycleSettings(5.0), COLD_K, HOT_K, compressor=compressor("piston")
)
BETWEEN_WATERS = MapRequest(
    "two_stage_open_economiser",
    "R717",
    CycleSettings(),
    (k_from_c(2.0), k_from_c(25.0)),
    (k_from_c(65.0), k_from_c(90.0)),
    streams=WaterStreams(source_glide_k=5.0, sink_glide_k=20.0, approach_k=4.0),
)
MAPS = {request: build_map(request) for request in (WITH_IHX, LIMITED, BETWEEN_WATERS)}
SPEED_POINTS = 300_000
SPEED_S = 1.0  # measured: 0.1 s of one core


@settings(max_examples=200, deadline=None)
@given(request=st.sampled_from(sorted(MAPS, key=str)), x=st.floats(0, 1), y=st.floats(0, 1))
def test_the_error_bound_holds_at_any_point(request: MapRequest, x: float, y: float) -> None:
    cold_k = request.cold_k[0] * (1.0 - x) + request.cold_k[1] * x
    hot_k = request.hot_k[0] * (1.0 - y) + request.hot_k[1] * y
    reading = MAPS[request].read(cold_k, hot_k)
    if reading.code == "":
        cycle = exact_cycle(request, cold_k, hot_k)
        assert float(reading.cop) == pytest.approx(cycle.cop, rel=request.cop_tolerance)
        capacity = float(reading.volumetric_heating_capacity_j_per_m3)
        exact = cycle.volumetric_heating_capacity_j_per_m3
        assert capacity == pytest.approx(exact, rel=request.capacity_tolerance)
    else:
        assert str(reading.code) in MAPS[request].reasons
        assert np.isnan(reading.cop)


def test_only_cells_at_the_border_of_what_can_be_run_are_left_out() -> None:
    step_k = [(high - low) / FINEST for low, high in (COLD_K, HOT_K)]
    cold_k, hot_k = np.meshgrid(np.linspace(*COLD_K, 12)[1:-1], np.linspace(*HOT_K, 12)[1:-1])
    codes = MAPS[LIMITED].read(cold_k, hot_k).code
    assert 20 < np.count_nonzero(codes == "") < 80
    for code, cold, hot in zip(codes.flat, cold_k.flat, hot_k.flat, strict=True):
        if code == "":
            assert can_be_run(cold, hot)
        elif can_be_run(cold, hot):
            around = [(i, j) for i in (-1.0, 0.0, 1.0) for j in (-1.0, 0.0, 1.0)]
            assert not all(can_be_run(cold + i * step_k[0], hot + j * step_k[1]) for i, j in around)


def can_be_run(cold_k: float, hot_k: float) -> bool:
    try:
        cycle = exact_cycle(LIMITED, float(cold_k), float(hot_k))
    except (FluidRangeError, UsageError):
        return False
    findings = machine_limits(cycle, compressor("piston")).findings
    return not any(finding.severity == "infeasible" for finding in findings)


def test_points_that_cannot_be_run_carry_why() -> None:
    found = MAPS[WITH_IHX]
    cold_k = [k_from_c(c) for c in (50.0, 0.0, 0.0, 0.0)]
    hot_k = [k_from_c(c) for c in (40.0, 115.0, 200.0, 60.0)]
    reading = found.read(cold_k, hot_k)
    assert reading.code.tolist() == ["no_cycle", "outside_fluid_range", "outside_map", ""]
    assert np.isnan(reading.cop).tolist() == [True, True, True, False]
    assert "critical" in found.reasons["outside_fluid_range"]
    with pytest.raises(FluidRangeError, match=r"no_cycle.*outside_fluid_range.*critical"):
        found.cop(cold_k, hot_k)


def test_the_limit_of_a_compressor_closes_its_cells() -> None:
    # Ammonia from -10 to 70 degC in one stage leaves above 200 degC; a piston bears 160 degC.
    reading = MAPS[LIMITED].read([k_from_c(-10.0), k_from_c(30.0)], k_from_c(70.0))
    assert reading.code.tolist() == ["discharge_temperature", ""]


def test_hundreds_of_thousands_of_points_take_well_under_a_second() -> None:
    place = np.random.default_rng(7).random((2, SPEED_POINTS))
    cold_k = COLD_K[0] + place[0] * (COLD_K[1] - COLD_K[0])
    hot_k = HOT_K[0] + place[1] * (HOT_K[1] - HOT_K[0])
    began = time.process_time()
    MAPS[WITH_IHX].read(cold_k, hot_k)
    assert time.process_time() - began < SPEED_S


@pytest.mark.parametrize(
    ("request_", "message"),
    [
        (MapRequest("otto", "R717", CycleSettings(), COLD_K, HOT_K), "unknown cycle"),
        (MapRequest("single_stage", "R999", CycleSettings(), COLD_K, HOT_K), "known: R717"),
        (MapRequest("single_stage", "R717", CycleSettings(), HOT_K[::-1], HOT_K), "rising"),
        (MapRequest("single_stage", "R717", CycleSettings(), HOT_K, COLD_K[:1] * 2), "rising"),
        (MapRequest("single_stage", "R717", CycleSettings(-1.0), COLD_K, HOT_K), "superheat"),
        (
            MapRequest("single_stage", "R717", CycleSettings(), COLD_K, HOT_K, cop_tolerance=0.0),
            "cop_tolerance",
        ),
    ],
)
def test_a_map_that_cannot_be_made_is_refused(request_: MapRequest, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        build_map(request_)
