"""What every cycle answers."""

import numpy as np
import pytest

from industrial_hp.errors import UsageError
from industrial_hp.thermo.cycle import true_condenser_temperature_k, true_evaporator_temperature_k
from industrial_hp.thermo.single_stage import single_stage

CYCLE = single_stage(
    "R717",
    evaporating_k=288.15,
    condensing_k=358.15,
    superheat_k=6.0,
    subcooling_k=4.0,
    eta_isentropic=0.8,
)


def test_a_state_is_found_by_its_label_and_others_are_listed() -> None:
    assert CYCLE.state("discharge").t_k == CYCLE.discharge_k
    with pytest.raises(UsageError, match="suction, discharge, condenser_outlet"):
        CYCLE.state("economiser")


def test_true_temperatures_run_from_the_hot_to_the_cold_end() -> None:
    ends = np.array([0.0, 1.0])
    condenser = true_condenser_temperature_k(CYCLE, ends)
    evaporator = true_evaporator_temperature_k(CYCLE, ends)
    assert condenser == pytest.approx([CYCLE.discharge_k, 354.15], abs=1e-6)
    assert evaporator == pytest.approx([294.15, 288.15], abs=1e-6)
