"""The single-stage cycle: evaporator, compressor, condenser, expansion valve.

No pressure drop, adiabatic compressor and valve. Flow: suction -> discharge -> condenser outlet
-> evaporator inlet. Sign convention: heat given off and work taken up are both positive.
"""

from functools import partial
from typing import Literal

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.compression import Compression, compress
from industrial_hp.thermo.cycle import (
    CONDENSER_OUTLET,
    DISCHARGE,
    EVAPORATOR_INLET,
    SUCTION,
    Cycle,
    StatePoint,
)
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.thermo.heat_exchange import (
    TemperatureHeatCurve,
    condensing_temperature_for_sink,
    evaporating_temperature_for_source,
    evaporator_gap_k,
)
from industrial_hp.thermo.isobar_segments import condenser_segments, evaporator_segments
from industrial_hp.units import c_from_k

NAME = "single_stage"
APPROACH_TOLERANCE_K = 1e-6
EVAPORATOR_CORRECTIONS = 20
SATURATED_WITHIN_K = 1e-4  # nearer than this the equation of state cannot tell the phases apart


def single_stage(
    refrigerant: str,
    *,
    evaporating_k: float,
    condensing_k: float,
    superheat_k: float = 0.0,
    subcooling_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    r"""The single-stage cycle between two saturation temperatures [K].

    Notes
    -----
    .. math:: COP = \frac{h_2 - h_3}{h_2 - h_1}

    with 1 suction, 2 discharge, 3 condenser outlet.

    Raises
    ------
    UsageError
        If there is no lift, or superheat, subcooling or efficiency cannot be.
    FluidRangeError
        If a state lies outside the fluid's equation of state, the critical point included, or
        the condensate holds so much heat that none is taken up.
    """
    _check(evaporating_k, condensing_k, superheat_k, subcooling_k)
    medium = fluid(refrigerant)
    evaporated = medium.saturated_vapour(evaporating_k)
    suction = _superheated(medium, evaporated, superheat_k)
    condensed = medium.saturated_liquid(condensing_k)
    outlet = _subcooled(medium, condensed, subcooling_k)
    discharge = compress(medium, suction, condensed.p_pa, eta_isentropic)
    compression = Compression(medium.name, suction, discharge, eta_isentropic)
    return _assembled(medium, evaporated, compression, condensed, outlet)


def _assembled(
    medium: Fluid, evaporated: State, compression: Compression, condensed: State, outlet: State
) -> Cycle:
    """The cycle of its states; ``outlet`` is the condenser's, subcooled or not."""
    suction, discharge = compression.suction, compression.discharge
    if outlet.h_j_per_kg >= suction.h_j_per_kg:
        raise FluidRangeError(
            f"{medium.name}: liquid from condensing at {c_from_k(condensed.t_k):.2f} degC turns to "
            f"vapour in the valve, nothing is left to evaporate at {c_from_k(evaporated.t_k):.2f} "
            "degC; permitted: condensing further below the critical point"
        )
    inlet = medium.at_ph(evaporated.p_pa, outlet.h_j_per_kg)
    work = compression.work_j_per_kg
    heat = discharge.h_j_per_kg - outlet.h_j_per_kg
    return Cycle(
        name=NAME,
        refrigerant=medium.name,
        states=(
            StatePoint(SUCTION, suction),
            StatePoint(DISCHARGE, discharge),
            StatePoint(CONDENSER_OUTLET, outlet),
            StatePoint(EVAPORATOR_INLET, inlet),
        ),
        evaporating_k=evaporated.t_k,
        condensing_k=condensed.t_k,
        discharge_k=discharge.t_k,
        pressure_low_pa=evaporated.p_pa,
        pressure_high_pa=condensed.p_pa,
        cop=heat / work,
        heat_j_per_kg=heat,
        work_j_per_kg=work,
        volumetric_heating_capacity_j_per_m3=heat * suction.rho_kg_per_m3,
        condenser=condenser_segments(medium, discharge, outlet),
        evaporator=evaporator_segments(medium, inlet, suction),
        suction_superheat_k=suction.t_k - evaporated.t_k,
        eta_isentropic=compression.eta_isentropic,
        compressions=(compression,),
    )


def single_stage_between(
    refrigerant: str,
    *,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    approach_k: float,
    approach_at: Literal["pinch", "saturation"] = "pinch",
    superheat_k: float = 0.0,
    subcooling_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    """The single-stage cycle that serves a sink from a source with one approach [K].

    ``pinch`` keeps the approach at every point of both exchangers, so a hot discharge may end
    below the sink's outlet temperature when it condenses. ``saturation`` is the simpler
    convention of many tools: both saturation temperatures against the outlets of source and
    sink; it ignores superheat and subcooling.

    Raises
    ------
    UsageError
        If there is no lift between source and sink.
    FluidRangeError
        If the sink asks for condensing above the critical temperature.
    """

    between = partial(_between, refrigerant, superheat_k, subcooling_k, eta_isentropic)
    if approach_at == "saturation":
        return between(source.cold_end_k - approach_k, sink.hot_end_k + approach_k)
    evaporating_k = evaporating_temperature_for_source(source, approach_k, superheat_k)
    for _ in range(EVAPORATOR_CORRECTIONS):
        at_condensing = partial(between, evaporating_k)
        cycle = at_condensing(condensing_temperature_for_sink(at_condensing, sink, approach_k))
        shortage_k = approach_k - evaporator_gap_k(cycle, source)
        if shortage_k <= APPROACH_TOLERANCE_K:
            return cycle
        evaporating_k -= shortage_k
    raise UsageError(
        f"superheat of {superheat_k:g} K does not fit under this source with {approach_k:g} K"
    )


def _between(
    refrigerant: str,
    superheat_k: float,
    subcooling_k: float,
    eta_isentropic: float,
    evaporating_k: float,
    condensing_k: float,
) -> Cycle:
    """``single_stage`` with its two temperatures last, for partial application."""
    return single_stage(
        refrigerant,
        evaporating_k=evaporating_k,
        condensing_k=condensing_k,
        superheat_k=superheat_k,
        subcooling_k=subcooling_k,
        eta_isentropic=eta_isentropic,
    )


def _superheated(medium: Fluid, evaporated: State, superheat_k: float) -> State:
    if superheat_k < SATURATED_WITHIN_K:
        return evaporated
    return medium.at_pt(evaporated.p_pa, evaporated.t_k + superheat_k)


def _subcooled(medium: Fluid, condensed: State, subcooling_k: float) -> State:
    if subcooling_k < SATURATED_WITHIN_K:
        return condensed
    return medium.at_pt(condensed.p_pa, condensed.t_k - subcooling_k)


def _check(
    evaporating_k: float, condensing_k: float, superheat_k: float, subcooling_k: float
) -> None:
    if condensing_k <= evaporating_k:
        raise UsageError(
            f"condensing at {c_from_k(condensing_k):.2f} degC is not above evaporating at "
            f"{c_from_k(evaporating_k):.2f} degC: no heat pump is needed"
        )
    if superheat_k < 0.0 or subcooling_k < 0.0:
        raise UsageError(
            f"superheat {superheat_k:g} K and subcooling {subcooling_k:g} K must not be negative"
        )
