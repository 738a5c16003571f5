"""Pipes of a sized network at their largest flows, and the ways to its consumers.

Every pipe is held against its own largest flow, that of the consumers behind it; their drops add up
along the way to the worst point, which is on the safe side.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from industrial_hp.network.hydraulics import pressure_gradient_pa_per_m, velocity_m_per_s
from industrial_hp.network.pipe_sizing import bore
from industrial_hp.results.network_flows import NetworkFlows, PipeFlow
from industrial_hp.superstructure.network_terms import NetworkTerms
from industrial_hp.units import bar_from_pa


@dataclass(frozen=True)
class PipeHydraulics:
    """A pipe at its largest flow: the faster and the steeper of supply and return."""

    mass_flow_kg_per_s: float
    velocity_m_per_s: float
    gradient_pa_per_m: float
    drop_bar: float


@dataclass(frozen=True)
class WayTo:
    """The longest way to a node against friction: length [m], drop of both pipes [bar]."""

    length_m: float
    friction_bar: float


def pipe_hydraulics(terms: NetworkTerms, flow: PipeFlow) -> PipeHydraulics:
    """Velocity and pressure drop of a pipe at its largest flow."""
    water, inside = terms.water, bore(flow.pipe.size)
    mass = water.mass_flow_kg_per_s(flow.peak_mw)
    liquids = (water.supply, water.back)
    gradients = [pressure_gradient_pa_per_m(mass, inside, liquid) for liquid in liquids]
    return PipeHydraulics(
        mass_flow_kg_per_s=mass,
        velocity_m_per_s=max(velocity_m_per_s(mass, inside, liquid) for liquid in liquids),
        gradient_pa_per_m=max(gradients),
        drop_bar=bar_from_pa(sum(gradients) * terms.length_m[flow.trench]),
    )


def ways(
    terms: NetworkTerms,
    flows: NetworkFlows,
    drops_bar: Mapping[str, float],
    starts: frozenset[str],
) -> dict[str, WayTo]:
    """Way to every node that can be reached from some sources along the flows.

    Parameters
    ----------
    drops_bar : mapping
        Drop of every trench.
    starts : frozenset of str
        Nodes of the sources.
    """
    found = {node: WayTo(0.0, 0.0) for node in starts}
    for _ in flows.pipes:  # as many rounds as a way can have pipes
        changed = False
        for flow in flows.pipes:
            before = found.get(flow.from_node)
            if before is None or flow.to_node in starts:
                continue
            way = WayTo(
                before.length_m + terms.length_m[flow.trench],
                before.friction_bar + drops_bar[flow.trench],
            )
            known = found.get(flow.to_node)
            if known is None or way.friction_bar > known.friction_bar:
                found[flow.to_node] = way
                changed = True
        if not changed:
            break
    return found
