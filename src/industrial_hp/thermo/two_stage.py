"""Two-stage cycles of one refrigerant: open and closed economiser, flash intercooling.

Flows per kg in the condenser. ``intermediate_k`` is the saturation temperature of the pressure
between the stages. Open economiser: vapour flashed off at that pressure joins the discharge of
the low stage. Flash intercooler: that discharge bubbles through the liquid and the high stage
draws saturated vapour. Closed economiser: a part of the liquid evaporates at that pressure and
cools the rest on its way to the evaporator.
"""

from dataclasses import replace

from industrial_hp.errors import UsageError
from industrial_hp.thermo.circuit import (
    CONDENSER,
    EVAPORATOR,
    HighSide,
    check_lift,
    circuit,
    evaporated,
    evaporator_inlet,
)
from industrial_hp.thermo.compression import compression
from industrial_hp.thermo.cycle import (
    CONDENSER_OUTLET,
    DISCHARGE,
    EVAPORATOR_INLET,
    SUCTION,
    Component,
    Cycle,
)
from industrial_hp.thermo.fluids import Fluid, State
from industrial_hp.units import c_from_k

OPEN_ECONOMISER = "two_stage_open_economiser"
CLOSED_ECONOMISER = "two_stage_closed_economiser"
FLASH_INTERCOOLER = "two_stage_flash_intercooler"

LOW_DISCHARGE = "low_discharge"
HIGH_SUCTION = "high_suction"
FLASH_INLET = "flash_inlet"
FLASH_VAPOUR = "flash_vapour"
FLASH_LIQUID = "flash_liquid"
INJECTION_INLET = "injection_inlet"
INJECTION_VAPOUR = "injection_vapour"
SUBCOOLED = "subcooled_liquid"

LOW_COMPRESSOR = Component("low_compressor", "compressor", (SUCTION,), (LOW_DISCHARGE,))
HIGH_COMPRESSOR = Component("high_compressor", "compressor", (HIGH_SUCTION,), (DISCHARGE,))
FLASH_VALVE = Component("flash_valve", "adiabatic", (CONDENSER_OUTLET,), (FLASH_INLET,))
FLASH_TANK = Component("flash_tank", "adiabatic", (FLASH_INLET,), (FLASH_VAPOUR, FLASH_LIQUID))
LOW_VALVE = Component("valve", "adiabatic", (FLASH_LIQUID,), (EVAPORATOR_INLET,))


def two_stage_open_economiser(
    high: HighSide,
    *,
    evaporating_k: float,
    intermediate_k: float,
    superheat_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    r"""Two stages with an open economiser (flash tank).

    Notes
    -----
    With x the vapour share flashed off, all per kg in the condenser:

    .. math:: h_{hs} = (1 - x) h_2 + x h''(p_i), \quad
        COP = \frac{h_4 - h_5}{(1 - x)(h_2 - h_1) + h_4 - h_{hs}}

    Raises
    ------
    UsageError
        If the intermediate temperature [K] is not between the others, or nothing flashes off.
    FluidRangeError
        If a state lies outside the equation of state.
    """
    medium = high.medium
    check_intermediate(evaporating_k, intermediate_k, high)
    inlet, liquid, vapour = flashed(high, intermediate_k)
    share = inlet.vapour_quality or 0.0
    suction = evaporated(medium, evaporating_k, superheat_k)
    low = compression(medium, suction, vapour.p_pa, eta_isentropic, flow=1.0 - share)
    mixed = medium.at_ph(
        vapour.p_pa, (1.0 - share) * low.discharge.h_j_per_kg + share * vapour.h_j_per_kg
    )
    upper = compression(medium, mixed, high.p_pa, eta_isentropic)
    return circuit(
        OPEN_ECONOMISER,
        high,
        evaporating_k=evaporating_k,
        intermediate_k=intermediate_k,
        points=(
            (SUCTION, suction, low.flow),
            (LOW_DISCHARGE, low.discharge, low.flow),
            (HIGH_SUCTION, mixed, 1.0),
            (DISCHARGE, upper.discharge, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (FLASH_INLET, inlet, 1.0),
            (FLASH_VAPOUR, vapour, share),
            (FLASH_LIQUID, liquid, low.flow),
            (EVAPORATOR_INLET, evaporator_inlet(medium, liquid, suction), low.flow),
        ),
        components=(
            EVAPORATOR,
            LOW_COMPRESSOR,
            Component("mixer", "adiabatic", (LOW_DISCHARGE, FLASH_VAPOUR), (HIGH_SUCTION,)),
            HIGH_COMPRESSOR,
            CONDENSER,
            FLASH_VALVE,
            FLASH_TANK,
            LOW_VALVE,
        ),
        compressions=(low, upper),
    )


def two_stage_flash_intercooler(
    high: HighSide,
    *,
    evaporating_k: float,
    intermediate_k: float,
    superheat_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    r"""Two stages with flash intercooling: the high stage draws saturated vapour.

    Notes
    -----
    With y the flow of the low stage per kg in the condenser:

    .. math:: y = \frac{h''(p_i) - h_5}{h_2 - h'(p_i)}, \quad
        COP = \frac{h_4 - h_5}{y (h_2 - h_1) + h_4 - h''(p_i)}

    Raises
    ------
    UsageError, FluidRangeError
        As :func:`two_stage_open_economiser`.
    """
    medium = high.medium
    check_intermediate(evaporating_k, intermediate_k, high)
    inlet, liquid, vapour = flashed(high, intermediate_k)
    suction = evaporated(medium, evaporating_k, superheat_k)
    before = compression(medium, suction, vapour.p_pa, eta_isentropic)
    flow = (vapour.h_j_per_kg - inlet.h_j_per_kg) / (
        before.discharge.h_j_per_kg - liquid.h_j_per_kg
    )
    low = replace(before, flow=flow)
    upper = compression(medium, vapour, high.p_pa, eta_isentropic)
    return circuit(
        FLASH_INTERCOOLER,
        high,
        evaporating_k=evaporating_k,
        intermediate_k=intermediate_k,
        points=(
            (SUCTION, suction, flow),
            (LOW_DISCHARGE, low.discharge, flow),
            (HIGH_SUCTION, vapour, 1.0),
            (DISCHARGE, upper.discharge, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (FLASH_INLET, inlet, 1.0),
            (FLASH_LIQUID, liquid, flow),
            (EVAPORATOR_INLET, evaporator_inlet(medium, liquid, suction), flow),
        ),
        components=(
            EVAPORATOR,
            LOW_COMPRESSOR,
            Component(
                "flash_intercooler",
                "adiabatic",
                (LOW_DISCHARGE, FLASH_INLET),
                (HIGH_SUCTION, FLASH_LIQUID),
            ),
            HIGH_COMPRESSOR,
            CONDENSER,
            FLASH_VALVE,
            LOW_VALVE,
        ),
        compressions=(low, upper),
    )


def two_stage_closed_economiser(
    high: HighSide,
    *,
    evaporating_k: float,
    intermediate_k: float,
    superheat_k: float = 0.0,
    approach_k: float = 5.0,
    eta_isentropic: float,
) -> Cycle:
    r"""Two stages with a closed economiser: injected vapour leaves it saturated.

    Notes
    -----
    The liquid leaves the economiser at the intermediate temperature plus the approach [K], with
    enthalpy h_6; y is the injected flow per kg in the condenser:

    .. math:: y = \frac{h_5 - h_6}{h''(p_i) - h_6}, \quad
        h_{hs} = (1 - y) h_2 + y h''(p_i)

    Raises
    ------
    UsageError, FluidRangeError
        As :func:`two_stage_open_economiser`; also if the liquid is not warmer than that.
    """
    medium = high.medium
    check_intermediate(evaporating_k, intermediate_k, high)
    subcooled_k = intermediate_k + approach_k
    if subcooled_k >= high.outlet.t_k:
        raise UsageError(_too_warm(intermediate_k, high.outlet.t_k - approach_k))
    vapour = medium.saturated_vapour(intermediate_k)
    subcooled = medium.at_pt(high.p_pa, subcooled_k)
    share = (high.outlet.h_j_per_kg - subcooled.h_j_per_kg) / (
        vapour.h_j_per_kg - subcooled.h_j_per_kg
    )
    suction = evaporated(medium, evaporating_k, superheat_k)
    low = compression(medium, suction, vapour.p_pa, eta_isentropic, flow=1.0 - share)
    mixed = medium.at_ph(
        vapour.p_pa, (1.0 - share) * low.discharge.h_j_per_kg + share * vapour.h_j_per_kg
    )
    upper = compression(medium, mixed, high.p_pa, eta_isentropic)
    injected = medium.at_ph(vapour.p_pa, high.outlet.h_j_per_kg)
    main = "main_liquid"
    return circuit(
        CLOSED_ECONOMISER,
        high,
        evaporating_k=evaporating_k,
        intermediate_k=intermediate_k,
        points=(
            (SUCTION, suction, low.flow),
            (LOW_DISCHARGE, low.discharge, low.flow),
            (HIGH_SUCTION, mixed, 1.0),
            (DISCHARGE, upper.discharge, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (main, high.outlet, low.flow),
            (SUBCOOLED, subcooled, low.flow),
            (INJECTION_INLET, injected, share),
            (INJECTION_VAPOUR, vapour, share),
            (EVAPORATOR_INLET, evaporator_inlet(medium, subcooled, suction), low.flow),
        ),
        components=(
            EVAPORATOR,
            LOW_COMPRESSOR,
            Component("mixer", "adiabatic", (LOW_DISCHARGE, INJECTION_VAPOUR), (HIGH_SUCTION,)),
            HIGH_COMPRESSOR,
            CONDENSER,
            Component("injection_valve", "adiabatic", (CONDENSER_OUTLET,), (main, INJECTION_INLET)),
            Component(
                "economiser", "adiabatic", (main, INJECTION_INLET), (SUBCOOLED, INJECTION_VAPOUR)
            ),
            Component("valve", "adiabatic", (SUBCOOLED,), (EVAPORATOR_INLET,)),
        ),
        compressions=(low, upper),
    )


def flashed(high: HighSide, intermediate_k: float) -> tuple[State, State, State]:
    """What the condenser's outlet becomes at an intermediate temperature [K].

    Returns
    -------
    tuple of State
        Behind the valve (two phases), its liquid, its vapour.

    Raises
    ------
    UsageError
        If nothing flashes off: the outlet is too cold, or too hot to leave a liquid.
    """
    medium: Fluid = high.medium
    vapour = medium.saturated_vapour(intermediate_k)
    liquid = medium.saturated_liquid(intermediate_k)
    inlet = medium.at_ph(vapour.p_pa, high.outlet.h_j_per_kg)
    if inlet.phase != "two_phase":
        raise UsageError(_too_warm(intermediate_k, high.outlet.t_k))
    return inlet, liquid, vapour


def check_intermediate(evaporating_k: float, intermediate_k: float, high: HighSide) -> None:
    """UsageError if an intermediate temperature [K] is not between the two others."""
    check_lift(evaporating_k, high)
    top_k = high.medium.critical_temperature_k if high.condensing_k is None else high.condensing_k
    if not evaporating_k < intermediate_k < top_k:
        raise UsageError(
            f"intermediate {c_from_k(intermediate_k):.2f} degC; permitted: between evaporating "
            f"at {c_from_k(evaporating_k):.2f} and {c_from_k(top_k):.2f} degC"
        )


def _too_warm(intermediate_k: float, permitted_k: float) -> str:
    return (
        f"intermediate {c_from_k(intermediate_k):.2f} degC is too warm for the liquid from the "
        f"condenser; permitted: below {c_from_k(permitted_k):.2f} degC"
    )
