"""Compression of a vapour with an isentropic efficiency, adiabatic."""

from dataclasses import dataclass

from industrial_hp.errors import UsageError
from industrial_hp.thermo.fluids import Fluid, State


@dataclass(frozen=True)
class Compression:
    """One compressor stage of a cycle, suction to discharge; flow per kg in the condenser."""

    refrigerant: str
    suction: State
    discharge: State
    eta_isentropic: float
    flow: float = 1.0

    @property
    def pressure_ratio(self) -> float:
        """Discharge over suction pressure."""
        return self.discharge.p_pa / self.suction.p_pa

    @property
    def work_j_per_kg(self) -> float:
        """Specific work taken up [J/kg]."""
        return self.discharge.h_j_per_kg - self.suction.h_j_per_kg


def compression(
    fluid: Fluid, suction: State, p_pa: float, eta_isentropic: float, *, flow: float = 1.0
) -> Compression:
    """A compressor stage from a suction state to a pressure [Pa]; errors of :func:`compress`."""
    discharge = compress(fluid, suction, p_pa, eta_isentropic)
    return Compression(fluid.name, suction, discharge, eta_isentropic, flow)


def compress(fluid: Fluid, suction: State, p_pa: float, eta_isentropic: float) -> State:
    r"""State at the end of an adiabatic compression to a pressure [Pa].

    Notes
    -----
    .. math:: h_2 = h_1 + \frac{h(p_2, s_1) - h_1}{\eta_s}

    Raises
    ------
    UsageError
        If the pressure does not rise or the efficiency is not in (0, 1].
    FluidRangeError
        If the end lies outside the fluid's equation of state.
    """
    if not 0.0 < eta_isentropic <= 1.0:
        raise UsageError(f"isentropic efficiency {eta_isentropic:g}; permitted: above 0 to 1")
    if p_pa < suction.p_pa:
        raise UsageError(
            f"compression from {suction.p_pa:.6g} to {p_pa:.6g} Pa: the pressure must rise"
        )
    ideal = fluid.at_ps(p_pa, suction.s_j_per_kg_k, near=suction)
    rise = (ideal.h_j_per_kg - suction.h_j_per_kg) / eta_isentropic
    return fluid.at_ph(p_pa, suction.h_j_per_kg + rise, near=ideal)
