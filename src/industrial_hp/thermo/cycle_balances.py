"""The first and second law of a cycle, component by component, whatever its kind.

Each component's inlets and outlets are states with flows; of these follow the mass, energy and
entropy balance without a word of how the cycle was calculated.
"""

from dataclasses import dataclass

from industrial_hp.thermo.cycle import Component, Cycle


@dataclass(frozen=True)
class ComponentBalance:
    """Out less in of one component, per kg in the condenser.

    Attributes
    ----------
    mass : float
        [kg/kg]; zero.
    energy_j_per_kg : float
        Zero of an adiabatic component, the work of a compressor, the heat of an exchanger with
        the source (positive) or the sink (negative).
    entropy_j_per_kg_k : float
        Not below zero of an adiabatic component or a compressor.
    """

    component: Component
    mass: float
    energy_j_per_kg: float
    entropy_j_per_kg_k: float


def component_balances(cycle: Cycle) -> tuple[ComponentBalance, ...]:
    """Mass, energy and entropy, out less in, of every component of a cycle."""
    return tuple(_balance(cycle, component) for component in cycle.components)


def _balance(cycle: Cycle, component: Component) -> ComponentBalance:
    inlets = [cycle.point(label) for label in component.inlets]
    outlets = [cycle.point(label) for label in component.outlets]
    signed = [(1.0, point) for point in outlets] + [(-1.0, point) for point in inlets]
    return ComponentBalance(
        component,
        sum(sign * point.flow for sign, point in signed),
        sum(sign * point.flow * point.state.h_j_per_kg for sign, point in signed),
        sum(sign * point.flow * point.state.s_j_per_kg_k for sign, point in signed),
    )
