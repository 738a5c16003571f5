"""What every cycle answers: states, COP, and how its heat lies over temperature.

A cycle is a list of named states and the components between them, with the flow at each state
per kg in the condenser; of these its balances can be tested without knowing its kind
(:mod:`industrial_hp.thermo.cycle_balances`). Heat shares run along the refrigerant's path
through one exchanger and sum to 1. The straight segments err on the safe side only: never
hotter than the real refrigerant in the condenser, never colder in the evaporator; the ends and
the latent part are exact.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from industrial_hp.errors import UsageError
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.fluids import State, fluid

SUCTION = "suction"
DISCHARGE = "discharge"
CONDENSER_INLET = "condenser_inlet"
CONDENSER_OUTLET = "condenser_outlet"
EVAPORATOR_INLET = "evaporator_inlet"
EVAPORATOR_OUTLET = "evaporator_outlet"

ComponentKind = Literal["compressor", "condenser", "evaporator", "adiabatic"]


@dataclass(frozen=True)
class StatePoint:
    """A named state of a cycle and its flow [kg per kg in the condenser]."""

    label: str
    fluid: str
    state: State
    flow: float = 1.0


@dataclass(frozen=True)
class Component:
    """What lies between states; valves, mixers, flash tanks and inner exchangers: adiabatic."""

    name: str
    kind: ComponentKind
    inlets: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True)
class HeatSegment:
    """A straight piece of an exchanger's temperature over heat; latent: both ends equal."""

    t_hot_k: float
    t_cold_k: float
    share: float


@dataclass(frozen=True)
class Cycle:
    """One calculated machine, per kg of refrigerant in its (upper) condenser.

    Attributes
    ----------
    refrigerant : str
        Catalogue name; of a cascade the lower and the upper one with a stroke between.
    states : tuple of StatePoint
        In the order of flow.
    components : tuple of Component
        What lies between the states.
    evaporating_k : float
        Saturation temperature on the source side [K].
    condensing_k : float or None
        Saturation temperature on the sink side [K]; None in a gas cooler.
    intermediate_k : float or None
        Saturation temperature between two stages, condensing of a cascade's lower machine [K].
    discharge_k : float
        The hottest discharge [K].
    cop : float
        Heat given off over work taken up by the compressors; drive and losses are apart.
    heat_j_per_kg, work_j_per_kg : float
        Condenser heat and work of all compressors [J/kg].
    volumetric_heating_capacity_j_per_m3 : float
        Condenser heat per volume drawn in by the lowest stage [J/m3].
    condenser, evaporator : tuple of HeatSegment
        Hottest first: desuperheating, latent, subcooling | in the order of flow: latent,
        superheating.
    compressions : tuple of Compression
        Every stage, lowest pressure first.
    parts : tuple of Cycle
        Circuits that a composite machine is made of, coldest first; empty for one circuit.
    """

    name: str
    refrigerant: str
    states: tuple[StatePoint, ...]
    components: tuple[Component, ...]
    evaporating_k: float
    condensing_k: float | None
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
    intermediate_k: float | None = None
    parts: tuple["Cycle", ...] = ()

    @property
    def circuits(self) -> tuple["Cycle", ...]:
        """The circuits of one refrigerant each, coldest first; a simple cycle is its own."""
        return self.parts or (self,)

    @property
    def hot_side_k(self) -> float:
        """Condensing temperature, or the gas cooler's outlet [K]: what sets the hot side."""
        return self.condenser[-1].t_cold_k if self.condensing_k is None else self.condensing_k

    def point(self, label: str) -> StatePoint:
        """The state of a label with its fluid and flow.

        Raises
        ------
        UsageError
            If the cycle has no state of that name; lists those it has.
        """
        for point in self.states:
            if point.label == label:
                return point
        known = ", ".join(point.label for point in self.states)
        raise UsageError(f"cycle {self.name} has no state {label!r}; it has: {known}")

    def state(self, label: str) -> State:
        """The state of a label; UsageError with the known labels if there is none."""
        return self.point(label).state

    def evaporator_outlet(self) -> State:
        """The vapour leaving the evaporator; the suction where nothing lies between."""
        return self._first_of(EVAPORATOR_OUTLET, SUCTION)

    def condenser_inlet(self) -> State:
        """The vapour entering the condenser; the discharge where nothing lies between."""
        return self._first_of(CONDENSER_INLET, DISCHARGE)

    def _first_of(self, label: str, otherwise: str) -> State:
        labels = {point.label for point in self.states}
        return self.state(label if label in labels else otherwise)


def true_condenser_temperature_k(
    cycle: Cycle, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Temperature [K] of the refrigerant that gives heat to the sink, by its equation of state.

    ``heat_share`` runs from 0 at the hot end (discharge) to 1 at the cold end (outlet).
    """
    top = cycle.circuits[-1]
    hot, cold = top.condenser_inlet(), top.state(CONDENSER_OUTLET)
    return _isobar_temperature_k(top.refrigerant, hot, cold, heat_share)


def true_evaporator_temperature_k(
    cycle: Cycle, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Temperature [K] of the evaporating refrigerant by its equation of state.

    ``heat_share`` runs from 0 at the hot end (vapour outlet) to 1 at the cold end (inlet).
    """
    bottom = cycle.circuits[0]
    hot, cold = bottom.evaporator_outlet(), bottom.state(EVAPORATOR_INLET)
    return _isobar_temperature_k(bottom.refrigerant, hot, cold, heat_share)


def _isobar_temperature_k(
    refrigerant: str, hot: State, cold: State, heat_share: NDArray[np.float64]
) -> NDArray[np.float64]:
    temperature: Callable[[float, float], State] = fluid(refrigerant).at_ph
    width = hot.h_j_per_kg - cold.h_j_per_kg
    return np.array(
        [temperature(hot.p_pa, hot.h_j_per_kg - share * width).t_k for share in heat_share]
    )
