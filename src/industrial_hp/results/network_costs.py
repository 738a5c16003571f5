"""A sized network as it would be built: pipes, consumers, plants, what each costs, and limits.

Costs are annual and positive.
"""

from collections.abc import Iterable
from dataclasses import replace

from industrial_hp.network.hydraulics import pumping_power_w
from industrial_hp.results.network_figures import network_figures
from industrial_hp.results.network_flows import NO_HEAT_MW, NetworkFlows, PipeFlow
from industrial_hp.results.network_hydraulics import (
    PipeHydraulics,
    WayTo,
    pipe_hydraulics,
    ways,
)
from industrial_hp.results.network_limits import violations
from industrial_hp.results.network_solution import (
    NetworkCosts,
    NetworkCustomer,
    NetworkPipe,
    NetworkPlant,
    NetworkResult,
)
from industrial_hp.results.network_state import PipeState, meeting_state
from industrial_hp.superstructure.network_terms import (
    HOURS_PER_A,
    ConsumerTerms,
    NetworkTerms,
    SourceTerms,
)
from industrial_hp.units import kw_from_mw, m_from_mm, mw_from_w, pa_from_bar

EXPONENT = 3
"""Power against friction over the flow: drop with its square, times the flow."""


def network_result(terms: NetworkTerms, flows: NetworkFlows) -> NetworkResult:
    """A sized network with its costs."""
    hours = _hours_at_full_output(terms, flows)
    hydraulics = {flow.trench: pipe_hydraulics(terms, flow) for flow in flows.pipes}
    state = meeting_state(terms, flows)
    pipes = tuple(
        _pipe(terms, flow, hydraulics[flow.trench], state.pipes[flow.trench], hours)
        for flow in flows.pipes
    )
    drops = {pipe.trench: pipe.drop_bar for pipe in pipes}
    plants = tuple(
        replace(
            _plant(terms, flows, source, drops, hours),
            meeting_kg_per_s=state.fed_kg_per_s.get(source.id, 0.0),
        )
        for source in terms.sources
    )
    customers = _customers(terms, flows, drops, state.supply_c)
    costs = _costs(terms, pipes, plants, flows.connected)
    return NetworkResult(
        temperatures=terms.pair,
        pipes=pipes,
        customers=customers,
        plants=plants,
        costs=costs,
        figures=network_figures(pipes, customers, plants, costs),
        violations=violations(terms, pipes, customers, plants),
    )


def _hours_at_full_output(terms: NetworkTerms, flows: NetworkFlows) -> tuple[float, ...]:
    """Hours of every step [h/a]; of the one step annual heat, losses included, over the output."""
    if not terms.one_step:
        return terms.hours
    annual = sum(c.annual_mwh for c in terms.consumers if c.id in flows.connected)
    loss = sum(terms.length_m[f.trench] * f.pipe.loss_mw_per_m for f in flows.pipes)
    output = sum(output[0] for output in flows.output_mw.values())
    return ((annual + HOURS_PER_A * loss) / output if output else 0.0,)


def _pipe(
    terms: NetworkTerms,
    flow: PipeFlow,
    water: PipeHydraulics,
    state: PipeState,
    hours: tuple[float, ...],
) -> NetworkPipe:
    trench, limits = terms.trench(flow.trench), terms.study.options.pipes
    length, pipe = terms.length_m[flow.trench], flow.pipe
    loss_mw = length * pipe.loss_mw_per_m
    mean = sum(h * abs(x) for h, x in zip(hours, flow.heat_mw, strict=True)) / HOURS_PER_A
    return NetworkPipe(
        trench=flow.trench,
        from_node=flow.from_node,
        to_node=flow.to_node,
        dn=pipe.size.dn,
        inner_m=m_from_mm(pipe.size.inner_mm),
        roughness_m=m_from_mm(pipe.size.roughness_mm),
        exists=pipe.exists,
        replaces=trench.existing_dn is not None and not pipe.exists,
        length_m=length,
        consumers=flow.consumers,
        peak_mw=flow.peak_mw,
        mean_mw=mean,
        peak_kg_per_s=water.mass_flow_kg_per_s,
        mean_kg_per_s=terms.water.mass_flow_kg_per_s(mean),
        velocity_m_per_s=water.velocity_m_per_s,
        velocity_max_m_per_s=limits.velocity_share * pipe.size.velocity_max_m_per_s,
        gradient_pa_per_m=water.gradient_pa_per_m,
        gradient_max_pa_per_m=limits.gradient_max_pa_per_m,
        drop_bar=water.drop_bar,
        meeting_mw=flow.heat_mw[terms.peak_step],
        meeting_kg_per_s=state.mass_flow_kg_per_s,
        supply_drop_bar=state.supply_drop_bar,
        return_drop_bar=state.return_drop_bar,
        u_w_per_m_k=pipe.coefficients.mean_w_per_m_k,
        loss_kw=kw_from_mw(loss_mw),
        loss_mwh_per_a=HOURS_PER_A * loss_mw,
        investment_eur=trench.cost_factor * length * pipe.investment_eur_per_m,
        annual_eur=trench.cost_factor * length * pipe.annual_eur_per_m,
    )


def _plant(
    terms: NetworkTerms,
    flows: NetworkFlows,
    source: SourceTerms,
    drops_bar: dict[str, float],
    hours: tuple[float, ...],
) -> NetworkPlant:
    output = flows.output_mw[source.id]
    size = max(output)
    heat = sum(h * x for h, x in zip(hours, output, strict=True))
    reached = ways(terms, flows, drops_bar, frozenset({source.node})) if size > NO_HEAT_MW else {}
    friction = max((way.friction_bar for way in reached.values()), default=0.0)
    mass = terms.water.mass_flow_kg_per_s(size)
    pumps = terms.study.options.pumps
    rub_mw = mw_from_w(
        pumping_power_w(
            mass, pa_from_bar(friction), terms.water.supply, efficiency=pumps.efficiency
        )
    )
    full = (
        sum(h * (x / size) ** EXPONENT for h, x in zip(hours, output, strict=True)) if size else 0
    )
    head = friction + pumps.consumer_drop_bar + pumps.plant_drop_bar if size > NO_HEAT_MW else 0.0
    return NetworkPlant(
        id=source.id,
        node=source.node,
        size_mw=size,
        meeting_mw=output[terms.peak_step],
        meeting_kg_per_s=0.0,
        heat_mwh_per_a=heat,
        cop=source.cop,
        electricity_mwh_per_a=0.0 if source.cop is None else heat / source.cop,
        heat_eur_per_mwh=source.eur_per_mwh,
        investment_eur=size * source.investment_eur_per_mw,
        mass_flow_kg_per_s=mass,
        head_bar=head,
        pump_kw=kw_from_mw(rub_mw + size * terms.pump_share),
        pump_mwh_per_a=full * rub_mw + heat * terms.pump_share,
    )


def _customers(
    terms: NetworkTerms,
    flows: NetworkFlows,
    drops_bar: dict[str, float],
    supply_c: dict[str, float],
) -> tuple[NetworkCustomer, ...]:
    """Every consumer of the study, those who cannot be served at these temperatures too."""
    starts = frozenset(s.node for s in terms.sources if max(flows.output_mw[s.id]) > NO_HEAT_MW)
    reached = ways(terms, flows, drops_bar, starts)
    known = {c.id: c for c in terms.consumers}
    found = []
    for stated in terms.study.consumers:
        c = known.get(stated.id)
        served = c is not None and c.id in flows.connected
        way = reached.get(stated.node) if served else None
        found.append(_customer(terms, flows, c, stated.id, way, supply_c))
    return tuple(found)


def _customer(
    terms: NetworkTerms,
    flows: NetworkFlows,
    c: ConsumerTerms | None,
    name: str,
    way: WayTo | None,
    supply_c: dict[str, float],
) -> NetworkCustomer:
    stated = terms.consumer_stated(name)
    own = terms.own_heat_of(name)
    if c is None or c.id not in flows.connected:
        return NetworkCustomer(
            name,
            stated.node,
            False,
            stated.demand_mw,
            0.0,
            0.0,
            0.0,
            0.0,
            None,
            None,
            None,
            0.0,
            own,
        )
    meeting = terms.heat_mw(c, flows.meeting[c.node])[terms.peak_step]
    return NetworkCustomer(
        id=name,
        node=stated.node,
        connected=True,
        peak_mw=c.peak_mw,
        meeting_mw=meeting,
        heat_mwh_per_a=c.annual_mwh,
        booster_mw=c.booster_mw,
        booster_mwh_per_a=c.booster_mwh,
        supply_c=supply_c.get(c.node, terms.pair.supply_c),
        distance_m=way.length_m if way else 0.0,
        friction_bar=way.friction_bar if way else 0.0,
        investment_eur=c.investment_eur,
        own_heat_eur_per_a=own,
    )


def _costs(
    terms: NetworkTerms,
    pipes: Iterable[NetworkPipe],
    plants: Iterable[NetworkPlant],
    connected: frozenset[str],
) -> NetworkCosts:
    plants = tuple(plants)
    price = terms.study.options.prices.electricity_eur_per_mwh
    served = [c for c in terms.consumers if c.id in connected]
    per_mw = {s.id: s.eur_per_mw for s in terms.sources}
    return NetworkCosts(
        pipes_eur=sum(pipe.annual_eur for pipe in pipes),
        connections_eur=sum(c.fixed_eur for c in served),
        sources_eur=sum(per_mw[plant.id] * plant.size_mw for plant in plants),
        heat_eur=sum(plant.heat_eur_per_mwh * plant.heat_mwh_per_a for plant in plants),
        pumping_eur=price * sum(plant.pump_mwh_per_a for plant in plants),
        own_heat_eur=terms.own_heat_eur - sum(c.own_heat_eur for c in served),
    )
