"""Lines of the T-s diagram against steam tables and the cycle's own laws."""

import numpy as np
import pytest

from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.ts_lines import TsLine, TsLines, ts_lines
from industrial_hp.units import k_from_c, pa_from_bar

TRANSCRITICAL = ("transcritical", "transcritical_ihx")
FLUIDS = {"steam_recompression": "R718", "closed_cycle_with_steam_recompression": "R600"}
CYCLES = sorted(set(CYCLE_NAMES) - {"series_train"})


def cycle(name: str) -> Cycle:
    transcritical = name in TRANSCRITICAL
    return cycle_between_temperatures(
        name,
        "R744" if transcritical else FLUIDS.get(name, "R717"),
        evaporating_k=k_from_c(0.0 if transcritical else 40.0),
        condensing_k=k_from_c(35.0 if transcritical else 100.0),
        settings=CycleSettings(5.0, gas_cooler_pa=pa_from_bar(110.0) if transcritical else None),
    )


def of_kind(found: TsLines, *kinds: str) -> list[TsLine]:
    return [line for line in (*found.background, *found.cycle) if line.kind in kinds]


def test_the_dome_of_water_is_that_of_the_steam_table() -> None:
    # IAPWS-IF97: s' = 1.3027 and s'' = 7.3588 kJ/(kg K) at 99.61 degC (1 bar);
    # critical at 647.096 K with 4.4120 kJ/(kg K)
    (dome,) = of_kind(ts_lines(cycle("steam_recompression")), "saturation")
    top = int(np.argmax(dome.t_k))
    assert dome.t_k[top] == pytest.approx(647.096, abs=1e-3)
    assert dome.s_j_per_kg_k[top] == pytest.approx(4412.0, rel=2e-3)
    liquid = np.interp(372.76, dome.t_k[:top], dome.s_j_per_kg_k[:top])
    vapour = np.interp(372.76, dome.t_k[:top:-1], dome.s_j_per_kg_k[:top:-1])
    assert liquid == pytest.approx(1302.7, abs=5.0)
    assert vapour == pytest.approx(7358.8, abs=5.0)


@pytest.mark.parametrize("name", CYCLES)
def test_paths_join_the_states_and_obey_the_second_law(name: str) -> None:
    for circuit in cycle(name).circuits:
        found = ts_lines(circuit)
        states = np.array([(p.state.s_j_per_kg_k, p.state.t_k) for p in circuit.states])
        low, high = np.transpose((found.s_range_j_per_kg_k, found.t_range_k))
        assert (low < states).all()
        assert (states < high).all()
        for line in of_kind(found, "compression"):
            for end in (0, -1):
                place = (line.s_j_per_kg_k[end], line.t_k[end])
                assert np.isclose(states, place, rtol=1e-6).all(axis=1).any()
        for line in of_kind(found, "compression", "throttling"):
            assert (np.diff(line.s_j_per_kg_k) > -1e-6).all()
        for line in of_kind(found, "exchange", "isobar"):
            slope = np.diff(line.t_k) * np.sign(line.s_j_per_kg_k[-1] - line.s_j_per_kg_k[0])
            assert (slope > -1e-6).all()  # heated, it never becomes colder
