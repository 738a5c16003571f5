"""Any cycle by its name, in degC and bar: the door between thermo's SI and the rest."""

from typing import Any

from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo import fitted_cycle
from industrial_hp.thermo.cycle import CONDENSER_OUTLET, Cycle, StatePoint
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import ApproachAt, cycle_between
from industrial_hp.thermo.fluids import State
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.machine import Drive, MachineNumber, electric_cop
from industrial_hp.thermo.machine_limits import LimitFinding, Verdict
from industrial_hp.units import (
    bar_from_pa,
    c_from_k,
    k_from_c,
    kj_from_j,
    m3_per_h_from_m3_per_s,
    mw_from_w,
)

__all__ = [
    "CYCLE_NAMES",
    "ApproachAt",
    "CycleSettings",
    "cycle_above",
    "cycle_at",
    "cycle_between",
    "cycle_record",
    "machines_record",
    "refused_record",
]


def cycle_at(
    name: str,
    refrigerant: str,
    *,
    evaporating_c: float,
    condensing_c: float,
    settings: CycleSettings,
) -> Cycle:
    """The cycle of a name between two temperatures [degC].

    ``condensing_c`` of a cycle with a gas cooler is the gas cooler's outlet.

    Raises
    ------
    UsageError
        If the cycle is not known or there is no lift.
    FluidRangeError
        If a state lies outside the fluid's equation of state.
    """
    return cycle_between_temperatures(
        name,
        refrigerant,
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        settings=settings,
    )


def cycle_above(
    name: str,
    refrigerant: str,
    *,
    evaporating_c: float,
    sink: TemperatureHeatCurve,
    approach_k: float,
    settings: CycleSettings,
) -> Cycle:
    """The cycle from an evaporating temperature [degC] that keeps an approach [K] to a sink.

    Raises
    ------
    UsageError
        If the cycle is not known, or evaporation is warm enough without a heat pump.
    FluidRangeError
        If the sink asks for more than the fluid's equation of state holds.
    """
    return fitted_cycle.cycle_above(
        name,
        refrigerant,
        evaporating_k=k_from_c(evaporating_c),
        sink=sink,
        approach_k=approach_k,
        settings=settings,
    )


def cycle_record(
    cycle: Cycle, verdict: Verdict, remarks: tuple[LimitFinding, ...] = ()
) -> dict[str, Any]:
    """A cycle and its verdict as plain data for JSON, keys as published in the interfaces.

    ``cop`` is that of the cycle, ``cop_electric`` has the usual drive between grid and gas.
    ``remarks`` are told beside the verdict's findings.

    Enthalpies and entropies count from the condenser's outlet of each circuit: absolute ones
    would change with the reference state of the property library.
    """
    return {
        "cop": cycle.cop,
        "cop_electric": electric_cop(cycle.cop, Drive()),
        "eta_isentropic": cycle.eta_isentropic,
        "evaporating_c": c_from_k(cycle.evaporating_k),
        "intermediate_c": _optional_c(cycle.intermediate_k),
        "condensing_c": _optional_c(cycle.condensing_k),
        "discharge_c": c_from_k(cycle.discharge_k),
        "pressure_low_bar": bar_from_pa(cycle.pressure_low_pa),
        "pressure_high_bar": bar_from_pa(cycle.pressure_high_pa),
        "volumetric_heating_capacity_kj_per_m3": kj_from_j(
            cycle.volumetric_heating_capacity_j_per_m3
        ),
        "states": _state_records(cycle),
        "verdict": verdict.verdict,
        "findings": [_finding_record(finding) for finding in (*verdict.findings, *remarks)],
    }


def machines_record(number: MachineNumber) -> dict[str, Any]:
    """Number of machines and what their stages draw in, all together, as plain data."""
    return {
        "number": number.machines,
        "governed_by": number.governed_by,
        "heat_mw": mw_from_w(number.heat_w),
        "stages": [
            {
                "name": stage.name,
                "suction_m3_per_h": m3_per_h_from_m3_per_s(stage.suction_m3_per_s),
                "volumetric_efficiency": stage.volumetric_efficiency,
                "swept_m3_per_h": m3_per_h_from_m3_per_s(stage.swept_m3_per_s),
            }
            for stage in number.stages
        ],
        "findings": [_finding_record(finding) for finding in number.findings],
    }


def refused_record(refused: FluidRangeError) -> dict[str, Any]:
    """The record of a machine that its fluid's equation of state refuses: an infeasible one."""
    finding = {
        "code": "outside_fluid_range",
        "severity": "infeasible",
        "message": str(refused),
        "value": None,
        "limit": None,
        "remedy": "a refrigerant with a higher critical temperature, a cascade with one on top, or "
        "a transcritical cycle",
    }
    figures = dict.fromkeys(
        (
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
        )
    )
    return {**figures, "states": [], "verdict": "infeasible", "findings": [finding]}


def _optional_c(t_k: float | None) -> float | None:
    return None if t_k is None else c_from_k(t_k)


def _state_records(cycle: Cycle) -> list[dict[str, Any]]:
    zeros = {
        point.fluid: point.state
        for point in reversed(cycle.states)
        if point.label.endswith(CONDENSER_OUTLET)
    }
    return [_state_record(point, zeros[point.fluid]) for point in cycle.states]


def _state_record(point: StatePoint, zero: State) -> dict[str, Any]:
    state = point.state
    return {
        "label": point.label,
        "fluid": point.fluid,
        "flow_kg_per_kg": point.flow,
        "t_c": c_from_k(state.t_k),
        "p_bar": bar_from_pa(state.p_pa),
        "h_kj_per_kg": kj_from_j(state.h_j_per_kg - zero.h_j_per_kg),
        "s_kj_per_kg_k": kj_from_j(state.s_j_per_kg_k - zero.s_j_per_kg_k),
        "rho_kg_per_m3": state.rho_kg_per_m3,
        "phase": state.phase,
        "vapour_quality": state.vapour_quality,
    }


def _finding_record(finding: LimitFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "value": finding.value,
        "limit": finding.limit,
        "remedy": finding.remedy,
    }
