"""Parallel compression: flashed vapour is compressed by a machine of its own.

The liquid from the condenser or gas cooler is throttled to a tank at the intermediate pressure;
the vapour flashed off goes straight up to the high pressure, only the rest down to the
evaporator. Flows per kg in the condenser.
"""

from industrial_hp.thermo.circuit import (
    CONDENSER,
    EVAPORATOR,
    HighSide,
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
from industrial_hp.thermo.two_stage import (
    FLASH_INLET,
    FLASH_LIQUID,
    FLASH_TANK,
    FLASH_VALVE,
    FLASH_VAPOUR,
    LOW_VALVE,
    check_intermediate,
    flashed,
)

NAME = "parallel_compression"
MAIN_DISCHARGE = "main_discharge"
PARALLEL_DISCHARGE = "parallel_discharge"
COMPONENTS = (
    EVAPORATOR,
    Component("main_compressor", "compressor", (SUCTION,), (MAIN_DISCHARGE,)),
    Component("parallel_compressor", "compressor", (FLASH_VAPOUR,), (PARALLEL_DISCHARGE,)),
    Component("mixer", "adiabatic", (MAIN_DISCHARGE, PARALLEL_DISCHARGE), (DISCHARGE,)),
    CONDENSER,
    FLASH_VALVE,
    FLASH_TANK,
    LOW_VALVE,
)


def parallel_compression(
    high: HighSide,
    *,
    evaporating_k: float,
    intermediate_k: float,
    superheat_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    r"""Parallel compression with a flash tank at an intermediate temperature [K].

    Notes
    -----
    With x the vapour share flashed off:

    .. math:: COP = \frac{h_2 - h_3}{(1 - x)(h_{2m} - h_1) + x (h_{2p} - h''(p_i))}

    Raises
    ------
    UsageError
        If the intermediate temperature is not between the others, or nothing flashes off.
    FluidRangeError
        If a state lies outside the equation of state.
    """
    medium = high.medium
    check_intermediate(evaporating_k, intermediate_k, high)
    inlet, liquid, vapour = flashed(high, intermediate_k)
    share = inlet.vapour_quality or 0.0
    suction = evaporated(medium, evaporating_k, superheat_k)
    main = compression(medium, suction, high.p_pa, eta_isentropic, flow=1.0 - share)
    parallel = compression(medium, vapour, high.p_pa, eta_isentropic, flow=share)
    mixed = medium.at_ph(
        high.p_pa,
        main.flow * main.discharge.h_j_per_kg + share * parallel.discharge.h_j_per_kg,
    )
    return circuit(
        NAME,
        high,
        evaporating_k=evaporating_k,
        intermediate_k=intermediate_k,
        points=(
            (SUCTION, suction, main.flow),
            (MAIN_DISCHARGE, main.discharge, main.flow),
            (PARALLEL_DISCHARGE, parallel.discharge, share),
            (DISCHARGE, mixed, 1.0),
            (CONDENSER_OUTLET, high.outlet, 1.0),
            (FLASH_INLET, inlet, 1.0),
            (FLASH_VAPOUR, vapour, share),
            (FLASH_LIQUID, liquid, main.flow),
            (EVAPORATOR_INLET, evaporator_inlet(medium, liquid, suction), main.flow),
        ),
        components=COMPONENTS,
        compressions=(main, parallel),
    )
