"""Lines of the log p-h diagram against steam tables and the cycle's own laws."""

import numpy as np
import pytest

from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.log_ph_lines import PhLine, PhLines, log_ph_lines
from industrial_hp.thermo.steam_compression import steam_recompression
from industrial_hp.units import k_from_c, pa_from_bar

WATER = fluid("R718")
TABLE_TOLERANCE_J_PER_KG = 200.0
TRANSCRITICAL = ("transcritical", "transcritical_ihx")


def steam() -> Cycle:
    return steam_recompression(
        evaporating_k=WATER.saturation_temperature_k(pa_from_bar(1.0)),
        delivery_k=WATER.saturation_temperature_k(pa_from_bar(2.0)),
        stages=2,
        eta_isentropic=0.75,
    )


def of_kind(lines: tuple[PhLine, ...], kind: str) -> list[PhLine]:
    return [line for line in lines if line.kind == kind]


def at_pressure(line: PhLine, bar: float) -> list[float]:
    """Enthalpies of a line's points at a pressure."""
    pairs = zip(line.h_j_per_kg, line.p_pa, strict=True)
    return [h for h, p in pairs if p == pytest.approx(pa_from_bar(bar), rel=1e-4)]


def test_isotherms_run_through_both_saturated_states_of_the_steam_table() -> None:
    # IAPWS-IF97, 120 degC: 1.98665 bar, h' = 503.81, h'' = 2705.93 kJ/kg; zero at 0.01 degC
    found = log_ph_lines(steam())
    isotherm = next(x for x in of_kind(found.background, "isotherm") if round(x.keeps or 0) == 120)
    ends = [h - found.reference.h_j_per_kg for h in at_pressure(isotherm, 1.98665)]
    assert min(ends) == pytest.approx(503.81e3, abs=TABLE_TOLERANCE_J_PER_KG)
    assert max(ends) == pytest.approx(2705.93e3, abs=TABLE_TOLERANCE_J_PER_KG)
    pressures = np.array(isotherm.p_pa)
    assert (np.diff(pressures) <= 1e-6 * pressures[:-1]).all()


def test_compression_is_curved_and_loses_entropy_nowhere() -> None:
    for line in of_kind(log_ph_lines(steam()).cycle, "compression"):
        states = [WATER.at_ph(p, h) for h, p in zip(line.h_j_per_kg, line.p_pa, strict=True)]
        entropies = [state.s_j_per_kg_k for state in states]
        assert (np.diff(entropies) > 0.0).all()


def check_paths(found: PhLines, circuit: Cycle) -> None:
    window = found.window
    for point in circuit.states:
        assert window.p_low_pa < point.state.p_pa < window.p_high_pa
        assert window.h_low_j_per_kg < point.state.h_j_per_kg < window.h_high_j_per_kg
    ends = {(p.state.h_j_per_kg, p.state.p_pa) for p in circuit.states}
    for line in of_kind(found.cycle, "compression"):
        assert {(line.h_j_per_kg[i], line.p_pa[i]) for i in (0, -1)} <= ends
    for line in of_kind(found.cycle, "exchange") + of_kind(found.cycle, "mixing"):
        assert line.p_pa[0] == line.p_pa[1]
    for line in of_kind(found.cycle, "throttling"):
        assert line.h_j_per_kg[0] == line.h_j_per_kg[1]
        assert line.p_pa[0] > line.p_pa[1]


@pytest.mark.parametrize("name", sorted(set(CYCLE_NAMES) - {"series_train"}))
def test_every_cycle_has_valves_upright_and_exchangers_level(name: str) -> None:
    transcritical = name in TRANSCRITICAL
    fluids = {"steam_recompression": "R718", "closed_cycle_with_steam_recompression": "R600"}
    cycle = cycle_between_temperatures(
        name,
        "R744" if transcritical else fluids.get(name, "R717"),
        evaporating_k=k_from_c(0.0 if transcritical else 40.0),
        condensing_k=k_from_c(35.0 if transcritical else 100.0),
        settings=CycleSettings(5.0, gas_cooler_pa=pa_from_bar(110.0) if transcritical else None),
    )
    for circuit in cycle.circuits:
        check_paths(log_ph_lines(circuit), circuit)
