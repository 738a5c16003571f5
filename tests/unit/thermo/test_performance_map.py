"""The door in degC and bar."""

import json

import pytest

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import UsageError
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import (
    CycleSettings,
    cycle_above,
    cycle_at,
    cycle_record,
)
from industrial_hp.units import c_from_k, k_from_c

SETTINGS = CycleSettings(eta_isentropic=0.8)


def test_the_benchmark_condenses_below_the_sink_outlet() -> None:
    found = cycle_above(
        "single_stage",
        "R717",
        evaporating_c=15.0,
        sink=water_curve(k_from_c(50.0), k_from_c(80.0)),
        approach_k=5.0,
        settings=SETTINGS,
    )
    assert c_from_k(found.hot_side_k) == pytest.approx(77.128, abs=1e-3)


def test_an_unknown_cycle_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="single_stage"):
        cycle_at("stirling", "R704", evaporating_c=15.0, condensing_c=85.0, settings=SETTINGS)


def test_the_record_has_the_published_keys_and_is_json() -> None:
    cycle = cycle_at(
        "single_stage", "R717", evaporating_c=15.0, condensing_c=85.0, settings=SETTINGS
    )
    record = cycle_record(cycle, machine_limits(cycle, compressor("piston")))
    assert list(record) == [
        "cop",
        "cop_electric",
        "eta_isentropic",
        "evaporating_c",
        "intermediate_c",
        "condensing_c",
        "discharge_c",
        "pressure_low_bar",
        "pressure_high_bar",
        "volumetric_heating_capacity_kj_per_m3",
        "states",
        "verdict",
        "findings",
    ]
    assert set(record["findings"][0]) == {
        "code", "severity", "message", "value", "limit", "remedy"
    }  # fmt: skip
    assert record["pressure_high_bar"] == pytest.approx(46.0954, abs=1e-3)
    assert record["verdict"] == "infeasible"
    assert json.loads(json.dumps(record)) == record


def test_enthalpies_of_a_record_do_not_depend_on_the_reference_state() -> None:
    cycle = cycle_at(
        "single_stage", "R717", evaporating_c=15.0, condensing_c=85.0, settings=SETTINGS
    )
    states = cycle_record(cycle, machine_limits(cycle, compressor("piston")))["states"]
    by_label = {state["label"]: state for state in states}
    assert by_label["condenser_outlet"]["h_kj_per_kg"] == 0.0
    work = by_label["discharge"]["h_kj_per_kg"] - by_label["suction"]["h_kj_per_kg"]
    assert by_label["discharge"]["h_kj_per_kg"] / work == pytest.approx(cycle.cop)
