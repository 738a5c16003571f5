"""The transcritical cycle: heat is given off above the critical pressure, in a gas cooler.

Plain and with an internal heat exchanger. The gas cooler has a pressure and an outlet
temperature of its own; between source and sink the pressure is the one of the best COP
(:mod:`industrial_hp.thermo.cycles`).
"""

from industrial_hp.thermo.circuit import gas_cooler
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.single_stage import plain, with_internal_exchanger

NAME = "transcritical"
NAME_IHX = "transcritical_ihx"


def transcritical(
    refrigerant: str,
    *,
    evaporating_k: float,
    gas_cooler_pa: float,
    gas_cooler_out_k: float,
    superheat_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    """The transcritical cycle from a saturation temperature [K] to a gas cooler [Pa, K].

    Raises
    ------
    UsageError
        If the pressure is not above the critical one, or superheat or efficiency cannot be.
    FluidRangeError
        If a state lies outside the equation of state, or nothing is left to evaporate.
    """
    high = gas_cooler(refrigerant, gas_cooler_pa, gas_cooler_out_k)
    return plain(NAME, high, evaporating_k, superheat_k, eta_isentropic)


def transcritical_ihx(
    refrigerant: str,
    *,
    evaporating_k: float,
    gas_cooler_pa: float,
    gas_cooler_out_k: float,
    superheat_k: float = 0.0,
    suction_rise_k: float,
    approach_k: float = 0.0,
    eta_isentropic: float,
) -> Cycle:
    """The transcritical cycle whose suction gas is warmed by a rise [K] from the cooled gas.

    Raises
    ------
    UsageError
        As :func:`transcritical`; also if the gas cooler's outlet is not warmer than the suction
        gas by the approach [K].
    FluidRangeError
        As :func:`transcritical`.
    """
    high = gas_cooler(refrigerant, gas_cooler_pa, gas_cooler_out_k)
    return with_internal_exchanger(
        NAME_IHX,
        high,
        evaporating_k,
        superheat_k,
        eta_isentropic,
        suction_rise_k=suction_rise_k,
        approach_k=approach_k,
    )
