"""Flows, pressures and temperatures when a network as a whole has its largest load.

Consumers cool the water that reaches them to the return temperature, so what they draw depends on
what the supply has lost; both are found in turns. Parts of a network that no pipe joins are solved
each by itself. Flow is positive in the direction of a pipe.
"""

from collections import defaultdict
from dataclasses import dataclass

from industrial_hp.network.pipe_flows import Pipe, node_temperatures_k, pipe_flows
from industrial_hp.network.pipe_sizing import bore
from industrial_hp.results.network_flows import NO_HEAT_MW, NetworkFlows, PipeFlow
from industrial_hp.superstructure.network_terms import NetworkTerms
from industrial_hp.units import bar_from_pa, c_from_k, k_from_c, w_from_mw

TURNS, ENOUGH_K = 20, 1e-4


@dataclass(frozen=True)
class PipeState:
    """Water in a pipe [kg/s], and the pressure drop of supply and return [bar]."""

    mass_flow_kg_per_s: float
    supply_drop_bar: float
    return_drop_bar: float


@dataclass(frozen=True)
class NetworkState:
    """State of every pipe, supply temperature at every node [degC], water from every source."""

    pipes: dict[str, PipeState]
    supply_c: dict[str, float]
    fed_kg_per_s: dict[str, float]


def meeting_state(terms: NetworkTerms, flows: NetworkFlows) -> NetworkState:
    """State of a network at its largest load."""
    pipes: dict[str, PipeState] = {}
    supply: dict[str, float] = {}
    fed: dict[str, float] = {}
    for part in _parts(flows.pipes):
        found = _state(terms, flows, part)
        pipes |= found.pipes
        supply |= found.supply_c
        fed |= found.fed_kg_per_s
    return NetworkState(pipes, supply, fed)


def _parts(pipes: tuple[PipeFlow, ...]) -> list[list[PipeFlow]]:
    """Pipes by the parts of the network that they join."""
    part: dict[str, int] = {}
    members: dict[int, set[str]] = {}
    for number, pipe in enumerate(pipes):
        nodes = {pipe.from_node, pipe.to_node}
        for old in {part[node] for node in nodes if node in part}:
            nodes |= members.pop(old)
        members[number] = nodes
        part |= dict.fromkeys(nodes, number)
    found = defaultdict(list)
    for pipe in pipes:
        found[part[pipe.from_node]].append(pipe)
    return list(found.values())


def _state(terms: NetworkTerms, flows: NetworkFlows, part: list[PipeFlow]) -> NetworkState:
    t, water = terms.peak_step, terms.water
    nodes = sorted({node for flow in part for node in (flow.from_node, flow.to_node)})
    number = {node: i for i, node in enumerate(nodes)}
    pipes = [
        Pipe(number[f.from_node], number[f.to_node], terms.length_m[f.trench], bore(f.pipe.size))
        for f in part
    ]
    loss = [flow.pipe.coefficients.mean_w_per_m_k for flow in part]
    drawing = [
        (number[c.node], terms.heat_mw(c, flows.meeting[c.node])[t])
        for c in terms.consumers
        if c.id in flows.connected and c.node in number
    ]
    feeding = {
        s.id: (number[s.node], flows.output_mw[s.id][t])
        for s in terms.sources
        if s.node in number and flows.output_mw[s.id][t] > NO_HEAT_MW
    }
    whole = sum(heat for _, heat in feeding.values())
    supply_k = [water.supply_k] * len(nodes)
    for _ in range(TURNS):
        inflow = [0.0] * len(nodes)
        for node, heat_mw in drawing:
            above = water.heat_capacity_j_per_kg_k * (supply_k[node] - water.return_k)
            inflow[node] -= w_from_mw(heat_mw) / above
        drawn = -sum(inflow)
        fed = {name: heat / whole * drawn for name, (_, heat) in feeding.items()}
        entering: dict[int, tuple[float, float]] = {}
        for name, (node, _) in feeding.items():
            inflow[node] += fed[name]
            already = entering.get(node, (0.0, 0.0))[0]
            entering[node] = (already + fed[name], water.supply_k)
        supply = pipe_flows(pipes, inflow, water.supply)
        found = node_temperatures_k(
            pipes,
            list(supply.mass_flow_kg_per_s),
            loss,
            entering=entering,
            ground_k=k_from_c(terms.study.options.ground.temperature_c),
            heat_capacity_j_per_kg_k=water.heat_capacity_j_per_kg_k,
        )
        apart = max(abs(new - old) for new, old in zip(found, supply_k, strict=True))
        supply_k = [float(k) for k in found]
        if apart < ENOUGH_K:
            break
    back = pipe_flows(pipes, [-mass for mass in inflow], water.back)
    return NetworkState(
        {
            flow.trench: PipeState(
                float(supply.mass_flow_kg_per_s[i]),
                bar_from_pa(float(supply.pressure_pa[p.from_node] - supply.pressure_pa[p.to_node])),
                bar_from_pa(float(back.pressure_pa[p.to_node] - back.pressure_pa[p.from_node])),
            )
            for i, (flow, p) in enumerate(zip(part, pipes, strict=True))
        },
        {node: float(c_from_k(supply_k[i])) for node, i in number.items()},
        fed,
    )
