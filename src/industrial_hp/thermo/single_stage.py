"""The single-stage cycle, plain and with an internal heat exchanger.

Evaporator, compressor, condenser or gas cooler, valve; the internal exchanger warms the suction
gas by the liquid on its way to the valve. No pressure drop, adiabatic compressor and valve.
Sign convention: heat given off and work taken up are both positive.
"""

from industrial_hp.errors import UsageError
from industrial_hp.thermo.circuit import (
    COMPRESSOR,
    CONDENSER,
    EVAPORATOR,
    SATURATED_WITHIN_K,
    VALVE,
    HighSide,
    check_lift,
    circuit,
    condenser,
    evaporated,
    evaporator_inlet,
)
from industrial_hp.thermo.compression import compression
from industrial_hp.thermo.cycle import (
    CONDENSER_OUTLET,
    DISCHARGE,
    EVAPORATOR_INLET,
    EVAPORATOR_OUTLET,
    SUCTION,
    Component,
    Cycle,
)

NAME = "single_stage"
NAME_IHX = "single_stage_ihx"
VALVE_INLET = "valve_inlet"
COMPONENTS = (EVAPORATOR, COMPRESSOR, CONDENSER, VALVE)
COMPONENTS_IHX = (
    Component("evaporator", "evaporator", (EVAPORATOR_INLET,), (EVAPORATOR_OUTLET,)),
    Component(
        "internal_heat_exchanger",
        "adiabatic",
        (EVAPORATOR_OUTLET, CONDENSER_OUTLET),
        (SUCTION, VALVE_INLET),
    ),
    COMPRESSOR,
    CONDENSER,
    Component("valve", "adiabatic", (VALVE_INLET,), (EVAPORATOR_INLET,)),
)


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
    high = condenser(refrigerant, condensing_k, subcooling_k)
    return plain(NAME, high, evaporating_k, superheat_k, eta_isentropic)


def single_stage_ihx(
    refrigerant: str,
    *,
    evaporating_k: float,
    condensing_k: float,
    superheat_k: float = 0.0,
    subcooling_k: float = 0.0,
    suction_rise_k: float,
    approach_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    r"""The single-stage cycle whose suction gas is warmed by a rise [K] after its superheat [K].

    Notes
    -----
    .. math:: COP = \frac{h_2 - h_3}{h_2 - h_1}, \quad h_3 - h_4 = h_1 - h_{1'}

    with 1' evaporator outlet, 1 suction, 2 discharge, 3 condenser outlet, 4 before the valve.

    Raises
    ------
    UsageError
        As :func:`single_stage`; also if the liquid is not warmer than the suction gas by the
        approach [K].
    FluidRangeError
        As :func:`single_stage`.
    """
    high = condenser(refrigerant, condensing_k, subcooling_k)
    return with_internal_exchanger(
        NAME_IHX,
        high,
        evaporating_k,
        superheat_k,
        eta_isentropic,
        suction_rise_k=suction_rise_k,
        approach_k=approach_k,
    )


def plain(
    name: str, high: HighSide, evaporating_k: float, superheat_k: float, eta_isentropic: float
) -> Cycle:
    """One stage to any high side; temperatures in K."""
    check_lift(evaporating_k, high)
    suction = evaporated(high.medium, evaporating_k, superheat_k)
    stage = compression(high.medium, suction, high.p_pa, eta_isentropic)
    inlet = evaporator_inlet(high.medium, high.outlet, suction)
    return circuit(
        name,
        high,
        evaporating_k=evaporating_k,
        points=(
            (SUCTION, suction, 1.0),
            (DISCHARGE, stage.discharge, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (EVAPORATOR_INLET, inlet, 1.0),
        ),
        components=COMPONENTS,
        compressions=(stage,),
    )


def with_internal_exchanger(
    name: str,
    high: HighSide,
    evaporating_k: float,
    superheat_k: float,
    eta_isentropic: float,
    *,
    suction_rise_k: float,
    approach_k: float,
) -> Cycle:
    """One stage with an internal heat exchanger to any high side; temperatures in K."""
    check_lift(evaporating_k, high)
    largest_k = high.outlet.t_k - approach_k - evaporating_k - superheat_k
    if not SATURATED_WITHIN_K < suction_rise_k <= largest_k:
        raise UsageError(
            f"suction gas warmed by {suction_rise_k:.2f} K in the internal heat exchanger; "
            f"permitted: above 0 to {largest_k:.2f} K, the warmth of the liquid less "
            f"{approach_k:g} K"
        )
    medium = high.medium
    vapour = evaporated(medium, evaporating_k, superheat_k)
    suction = medium.at_pt(vapour.p_pa, vapour.t_k + suction_rise_k)
    exchanged = suction.h_j_per_kg - vapour.h_j_per_kg
    liquid = medium.at_ph(high.p_pa, high.outlet.h_j_per_kg - exchanged)
    stage = compression(medium, suction, high.p_pa, eta_isentropic)
    return circuit(
        name,
        high,
        evaporating_k=evaporating_k,
        points=(
            (EVAPORATOR_OUTLET, vapour, 1.0),
            (SUCTION, suction, 1.0),
            (DISCHARGE, stage.discharge, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (VALVE_INLET, liquid, 1.0),
            (EVAPORATOR_INLET, evaporator_inlet(medium, liquid, vapour), 1.0),
        ),
        components=COMPONENTS_IHX,
        compressions=(stage,),
    )
