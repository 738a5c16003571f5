"""Any cycle by its name, in degC and bar: the door between thermo's SI and the rest.

A new cycle is a module of its own and its name in ``CYCLES``.
"""

from dataclasses import dataclass
from typing import Any

from industrial_hp.errors import UsageError
from industrial_hp.thermo import single_stage
from industrial_hp.thermo.cycle import CONDENSER_OUTLET, Cycle
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    condensing_temperature_for_sink,
)
from industrial_hp.thermo.machine_limits import LimitFinding, Verdict
from industrial_hp.units import bar_from_pa, c_from_k, k_from_c, kj_from_j

CYCLES: tuple[str, ...] = (single_stage.NAME,)


@dataclass(frozen=True)
class CycleSettings:
    """What a machine brings along besides its two temperatures.

    Attributes
    ----------
    superheat_k, subcooling_k : float
        At the compressor's suction and the condenser's outlet [K].
    eta_isentropic : float
        Isentropic efficiency of the compressor.
    """

    superheat_k: float = 0.0
    subcooling_k: float = 0.0
    eta_isentropic: float = 0.75


def cycle_at(
    name: str,
    refrigerant: str,
    *,
    evaporating_c: float,
    condensing_c: float,
    settings: CycleSettings,
) -> Cycle:
    """The cycle of a name between two saturation temperatures [degC].

    Raises
    ------
    UsageError
        If the cycle is not known or there is no lift.
    FluidRangeError
        If a state lies outside the fluid's equation of state.
    """
    if name not in CYCLES:
        raise UsageError(f"unknown cycle {name!r}; known: {', '.join(CYCLES)}")
    return single_stage.single_stage(
        refrigerant,
        evaporating_k=k_from_c(evaporating_c),
        condensing_k=k_from_c(condensing_c),
        superheat_k=settings.superheat_k,
        subcooling_k=settings.subcooling_k,
        eta_isentropic=settings.eta_isentropic,
    )


def condensing_c_for_sink(
    name: str,
    refrigerant: str,
    *,
    evaporating_c: float,
    sink: TemperatureHeatCurve,
    approach_k: float,
    settings: CycleSettings,
) -> float:
    """Lowest condensing temperature [degC] with an approach [K] everywhere to a sink.

    Raises
    ------
    UsageError
        If the cycle is not known, or evaporation is warm enough without a heat pump.
    FluidRangeError
        If the sink asks for more than the fluid's equation of state holds.
    """

    def at_condensing(condensing_k: float) -> Cycle:
        return cycle_at(
            name,
            refrigerant,
            evaporating_c=evaporating_c,
            condensing_c=c_from_k(condensing_k),
            settings=settings,
        )

    return c_from_k(condensing_temperature_for_sink(at_condensing, sink, approach_k))


def cycle_record(cycle: Cycle, verdict: Verdict) -> dict[str, Any]:
    """A cycle and its verdict as plain data for JSON, keys as published in the interfaces.

    Enthalpies and entropies count from the condenser's outlet: absolute ones would change with
    the reference state of the property library.
    """
    return {
        "cop": cycle.cop,
        "evaporating_c": c_from_k(cycle.evaporating_k),
        "condensing_c": c_from_k(cycle.condensing_k),
        "discharge_c": c_from_k(cycle.discharge_k),
        "pressure_low_bar": bar_from_pa(cycle.pressure_low_pa),
        "pressure_high_bar": bar_from_pa(cycle.pressure_high_pa),
        "volumetric_heating_capacity_kj_per_m3": kj_from_j(
            cycle.volumetric_heating_capacity_j_per_m3
        ),
        "states": _state_records(cycle),
        "verdict": verdict.verdict,
        "findings": [_finding_record(finding) for finding in verdict.findings],
    }


def _state_records(cycle: Cycle) -> list[dict[str, Any]]:
    zero = cycle.state(CONDENSER_OUTLET)
    return [
        {
            "label": point.label,
            "t_c": c_from_k(point.state.t_k),
            "p_bar": bar_from_pa(point.state.p_pa),
            "h_kj_per_kg": kj_from_j(point.state.h_j_per_kg - zero.h_j_per_kg),
            "s_kj_per_kg_k": kj_from_j(point.state.s_j_per_kg_k - zero.s_j_per_kg_k),
            "rho_kg_per_m3": point.state.rho_kg_per_m3,
            "phase": point.state.phase,
            "vapour_quality": point.state.vapour_quality,
        }
        for point in cycle.states
    ]


def _finding_record(finding: LimitFinding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "value": finding.value,
        "limit": finding.limit,
        "remedy": finding.remedy,
    }
