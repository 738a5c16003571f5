"""Approaches of machines against dense scans of the true temperatures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import UsageError
from industrial_hp.thermo.approach import gas_cooler_outlet_for_sink
from industrial_hp.thermo.cycle import Cycle, true_condenser_temperature_k
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import topology
from industrial_hp.thermo.heat_exchange import linear_curve, water_curve
from industrial_hp.units import k_from_c, pa_from_bar

GAP_TOLERANCE_K = 1e-5
SCANNED = np.linspace(0.0, 1.0, 2001)


@settings(max_examples=40, deadline=None)
@given(
    name=st.sampled_from(
        ["transcritical", "transcritical_ihx", "parallel_compression", "two_stage_open_economiser"]
    ),
    bar=st.floats(76.0, 150.0),
    cold_c=st.floats(5.0, 40.0),
    glide_k=st.floats(1.0, 60.0),
    is_water=st.booleans(),
)
def test_the_gas_cooler_outlet_is_the_lowest_that_keeps_the_approach(
    name: str, bar: float, cold_c: float, glide_k: float, is_water: bool
) -> None:
    between_k = k_from_c(cold_c), k_from_c(cold_c + glide_k)
    sink = water_curve(*between_k) if is_water else linear_curve(*between_k)
    stated = CycleSettings(10.0, gas_cooler_pa=pa_from_bar(bar), intermediate_k=k_from_c(12.0))

    def at(outlet_k: float) -> Cycle:
        return topology(name).make("R744", k_from_c(-5.0), outlet_k, stated)

    try:
        outlet_k = gas_cooler_outlet_for_sink(at, sink, 5.0)
    except UsageError:  # the gas is not hot enough, or too cold for the exchanger or the tank
        return
    gap_k = true_condenser_temperature_k(at(outlet_k), SCANNED) - sink.at(1.0 - SCANNED)
    assert gap_k.min() > 5.0 - GAP_TOLERANCE_K
    assert gap_k.min() == pytest.approx(5.0, abs=0.02)  # by the step of the scan
