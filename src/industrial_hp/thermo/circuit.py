"""Parts that cycles share: the evaporator's outlet, the side that gives heat off, the sum.

A circuit gives heat off in a condenser (a saturation temperature and subcooling) or, above the
critical pressure, in a gas cooler (a pressure and an outlet temperature).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.cycle import (
    CONDENSER_INLET,
    CONDENSER_OUTLET,
    DISCHARGE,
    EVAPORATOR_INLET,
    EVAPORATOR_OUTLET,
    SUCTION,
    Component,
    Cycle,
    StatePoint,
)
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.thermo.isobar_segments import (
    condenser_segments,
    evaporator_segments,
    gas_cooler_segments,
)
from industrial_hp.units import bar_from_pa, c_from_k

SATURATED_WITHIN_K = 1e-4  # nearer than this the equation of state cannot tell the phases apart

CONDENSER = Component("condenser", "condenser", (DISCHARGE,), (CONDENSER_OUTLET,))
COMPRESSOR = Component("compressor", "compressor", (SUCTION,), (DISCHARGE,))
VALVE = Component("valve", "adiabatic", (CONDENSER_OUTLET,), (EVAPORATOR_INLET,))
EVAPORATOR = Component("evaporator", "evaporator", (EVAPORATOR_INLET,), (SUCTION,))


@dataclass(frozen=True)
class HighSide:
    """Where heat is given off: the outlet state, and the condensing temperature if it has one."""

    medium: Fluid
    outlet: State
    condensing_k: float | None

    @property
    def p_pa(self) -> float:
        """Its pressure [Pa]."""
        return self.outlet.p_pa


def condenser(refrigerant: str, condensing_k: float, subcooling_k: float = 0.0) -> HighSide:
    """A condenser at a saturation temperature [K] with liquid subcooling [K].

    Raises
    ------
    UsageError
        If the subcooling is negative.
    FluidRangeError
        If the temperature lies outside triple to critical point.
    """
    if subcooling_k < 0.0:
        raise UsageError(f"subcooling {subcooling_k:g} K; permitted: 0 or more")
    medium = fluid(refrigerant)
    outlet = medium.saturated_liquid(condensing_k)
    if subcooling_k >= SATURATED_WITHIN_K:
        outlet = medium.at_pt(outlet.p_pa, condensing_k - subcooling_k)
    return HighSide(medium, outlet, condensing_k)


def gas_cooler(refrigerant: str, p_pa: float, outlet_k: float) -> HighSide:
    """A gas cooler at a pressure [Pa] above the critical one, cooling down to a temperature [K].

    Raises
    ------
    UsageError
        If the pressure is not above the critical one.
    FluidRangeError
        Outside the equation of state.
    """
    medium = fluid(refrigerant)
    if p_pa <= medium.critical_pressure_pa:
        raise UsageError(
            f"gas cooler of {medium.name} at {bar_from_pa(p_pa):.2f} bar; permitted: above the "
            f"critical {bar_from_pa(medium.critical_pressure_pa):.2f} bar"
        )
    return HighSide(medium, medium.at_pt(p_pa, outlet_k), None)


def evaporated(medium: Fluid, evaporating_k: float, superheat_k: float) -> State:
    """Vapour leaving an evaporator at a saturation temperature [K] with superheat [K].

    Raises
    ------
    UsageError
        If the superheat is negative.
    FluidRangeError
        Outside the equation of state.
    """
    if superheat_k < 0.0:
        raise UsageError(f"superheat {superheat_k:g} K; permitted: 0 or more")
    dew = medium.saturated_vapour(evaporating_k)
    if superheat_k < SATURATED_WITHIN_K:
        return dew
    return medium.at_pt(dew.p_pa, evaporating_k + superheat_k)


def check_lift(evaporating_k: float, high: HighSide) -> None:
    """UsageError if a saturation temperature [K] is not below that of the high side."""
    if high.condensing_k is not None and high.condensing_k <= evaporating_k:
        raise UsageError(
            f"condensing at {c_from_k(high.condensing_k):.2f} degC is not above evaporating at "
            f"{c_from_k(evaporating_k):.2f} degC: no heat pump is needed"
        )


def evaporator_inlet(medium: Fluid, liquid: State, outlet: State) -> State:
    """State behind the valve at the evaporator's pressure.

    Raises
    ------
    FluidRangeError
        If the liquid holds so much heat that nothing is left to evaporate.
    """
    if liquid.h_j_per_kg >= outlet.h_j_per_kg:
        raise FluidRangeError(
            f"{medium.name}: liquid at {c_from_k(liquid.t_k):.2f} degC turns to vapour in the "
            f"valve, nothing is left to evaporate at {c_from_k(outlet.t_k):.2f} degC; permitted: "
            "condensing further below the critical point"
        )
    return medium.at_ph(outlet.p_pa, liquid.h_j_per_kg)


def circuit(
    name: str,
    high: HighSide,
    *,
    evaporating_k: float,
    points: Iterable[tuple[str, State, float]],
    components: tuple[Component, ...],
    compressions: tuple[Compression, ...],
    intermediate_k: float | None = None,
) -> Cycle:
    """Sum a circuit of one refrigerant up: heat, work, COP, segments of both sides.

    The heat is what all flows bring into the condenser less what they carry out of it.
    ``points`` are label, state and flow per kg in the condenser in the order of flow; the
    first compression is the lowest stage.
    """
    medium = high.medium
    states = tuple(StatePoint(label, medium.name, state, flow) for label, state, flow in points)
    by_label = {point.label: point for point in states}
    condensing = by_label.get(CONDENSER_INLET, by_label[DISCHARGE]).state
    inlet = by_label[EVAPORATOR_INLET]
    vapour = by_label.get(EVAPORATOR_OUTLET, by_label[SUCTION]).state
    heat = _heat_given_off(by_label, components)
    work = sum(stage.flow * stage.work_j_per_kg for stage in compressions)
    lowest = compressions[0]
    is_condenser = high.condensing_k is not None
    given_off = condenser_segments if is_condenser else gas_cooler_segments
    return Cycle(
        name=name,
        refrigerant=medium.name,
        states=states,
        components=components,
        evaporating_k=evaporating_k,
        condensing_k=high.condensing_k,
        discharge_k=max(stage.discharge.t_k for stage in compressions),
        pressure_low_pa=lowest.suction.p_pa,
        pressure_high_pa=high.p_pa,
        cop=heat / work,
        heat_j_per_kg=heat,
        work_j_per_kg=work,
        volumetric_heating_capacity_j_per_m3=heat * lowest.suction.rho_kg_per_m3 / lowest.flow,
        condenser=given_off(medium, condensing, high.outlet),
        evaporator=evaporator_segments(medium, inlet.state, vapour),
        suction_superheat_k=lowest.suction.t_k - evaporating_k,
        eta_isentropic=lowest.eta_isentropic,
        compressions=compressions,
        intermediate_k=intermediate_k,
    )


def _heat_given_off(points: dict[str, StatePoint], components: tuple[Component, ...]) -> float:
    given_off = next(component for component in components if component.kind == "condenser")
    into = sum(points[label].flow * points[label].state.h_j_per_kg for label in given_off.inlets)
    out = sum(points[label].flow * points[label].state.h_j_per_kg for label in given_off.outlets)
    return into - out
