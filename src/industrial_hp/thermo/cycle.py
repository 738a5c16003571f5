"""What every closed cycle answers: states, COP, and how its heat lies over temperature.

Heat shares run along the refrigerant's path through one exchanger and sum to 1. The straight
segments err on the safe side only: never hotter than the real refrigerant in the condenser,
never colder in the evaporator; the ends and the latent part are exact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from industrial_hp.errors import UsageError
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.fluids import State, fluid

SUCTION = "suction"
DISCHARGE = "discharge"
CONDENSER_OUTLET = "condenser_outlet"
EVAPORATOR_INLET = "evaporator_inlet"
EVAPORATOR_OUTLET = "evaporator_outlet"


@dataclass(frozen=True)
class StatePoint:
    """A named state of a cycle."""

    label: str
    state: State


@dataclass(frozen=True)
class HeatSegment:
    """A straight piece of an exchanger's temperature over heat; latent: both ends equal."""

    t_hot_k: float
    t_cold_k: float
    share: float


@dataclass(frozen=True)
class Cycle:
    """One calculated machine, per kg of refrigerant in its condenser.

    Attributes
    ----------
    states : tuple of StatePoint
        In the order of flow.
    evaporating_k, condensing_k, discharge_k : float
        Saturation temperatures [K] and the hottest discharge [K].
    cop : float
        Heat given off over work taken up.
    heat_j_per_kg, work_j_per_kg : float
        Condenser heat and compressor work [J/kg].
    volumetric_heating_capacity_j_per_m3 : float
        Condenser heat per volume drawn in [J/m3].
    condenser, evaporator : tuple of HeatSegment
        Hottest first: desuperheating, latent, subcooling | in the order of flow: latent,
        superheating.
    compressions : tuple of Compression
        Every stage, lowest pressure first.
    """

    name: str
    refrigerant: str
    states: tuple[StatePoint, ...]
    evaporating_k: float
    condensing_k: float
    discharge_k: float
    pressure_low_pa: float
    pressure_high_pa: float
    cop: float
    heat_j_per_kg: float
    work_j_per_kg: float
    volumetric_heating_capacity_j_per_m3: float
    condenser: tuple[HeatSegment, ...]
    evaporator: tuple[HeatSegment, ...]
    suction_superheat_k: float
    eta_isentropic: float
    compressions: tuple[Compression, ...]

    def state(self, label: str) -> State:
        """The state of a label.

        Raises
        ------
        UsageError
            If the cycle has no state of that name; lists those it has.
        """
        for point in self.states:
            if point.label == label:
                return point.state
        known = ", ".join(point.label for point in self.states)
        raise UsageError(f"cycle {self.name} has no state {label!r}; it has: {known}")

    def evaporator_outlet(self) -> State:
        """The vapour leaving the evaporator; the suction where nothing lies between."""
        labels = {point.label for point in self.states}
        return self.state(EVAPORATOR_OUTLET if EVAPORATOR_OUTLET in labels else SUCTION)


def true_condenser_temperature_k(
    cycle: Cycle, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Temperature [K] of the condensing refrigerant by its equation of state.

    ``heat_share`` runs from 0 at the hot end (discharge) to 1 at the cold end (outlet).
    """
    hot, cold = cycle.state(DISCHARGE), cycle.state(CONDENSER_OUTLET)
    return _isobar_temperature_k(cycle.refrigerant, hot, cold, heat_share)


def true_evaporator_temperature_k(
    cycle: Cycle, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Temperature [K] of the evaporating refrigerant by its equation of state.

    ``heat_share`` runs from 0 at the hot end (vapour outlet) to 1 at the cold end (inlet).
    """
    hot, cold = cycle.evaporator_outlet(), cycle.state(EVAPORATOR_INLET)
    return _isobar_temperature_k(cycle.refrigerant, hot, cold, heat_share)


def _isobar_temperature_k(
    refrigerant: str, hot: State, cold: State, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    temperature: Callable[[float, float], State] = fluid(refrigerant).at_ph
    width = hot.h_j_per_kg - cold.h_j_per_kg
    return np.array(
        [temperature(hot.p_pa, hot.h_j_per_kg - share * width).t_k for share in heat_share]
    )
