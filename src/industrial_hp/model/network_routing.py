"""Routes of a heat network: which trenches are dug, who is connected, what flows where.

Heat goes from sources through open arcs to consumers and loses a share and a fixed part on its
way. A built pipe has a direction in every step and always pays its fixed loss. With one step the
heat that enters a pipe is its capacity, and what is open is built.

Sign: heat along an arc, out of a source and into a consumer is positive.

| symbol | name | unit |
|---|---|---|
| x | heat_mw | MW |
| o | open | - |
| k | capacity_mw | MW |
| y | built | - |
| S | output_mw | MW |
| G | size_mw | MW |
| z | connected | - |

Indices: a arc from node i to node j, p pipe, r trench, n node, c consumer, s source, t step;
lambda and loss are the share and the fixed part of heat lost in an arc, q the heat drawn.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo

from industrial_hp.superstructure.routing_problem import Arc, RoutingProblem

CHOSEN = 0.5
"""A binary above it is one: solvers leave a little room."""


@dataclass(frozen=True)
class RoutingValues:
    """Values of a solved model: heat of arcs and output of sources by step [MW], choices."""

    heat_mw: Mapping[str, tuple[float, ...]]
    output_mw: Mapping[str, tuple[float, ...]]
    open_share: Mapping[str, float]
    """How far an arc is open in the step that opens it most; whole unless relaxed."""
    connected: frozenset[str]
    """Consumers, those that must be connected included."""

    @property
    def open(self) -> frozenset[str]:
        """Arcs that are open in a step."""
        return frozenset(name for name, share in self.open_share.items() if share > CHOSEN)


def formulate_routing(problem: RoutingProblem) -> pyo.ConcreteModel:
    """Write the routing problem as a mixed-integer linear model, without strengthening."""
    model = pyo.ConcreteModel()
    block = model.network_routing = pyo.Block()
    _add_variables(block, problem)
    _add_arcs(block, problem)
    if problem.steps > 1:
        _add_pipes(block, problem)
    _add_nodes(block, problem)
    model.annual_cost_eur = pyo.Objective(expr=annual_cost_eur(block, problem), sense=pyo.minimize)
    return model


def strengthen(model: pyo.ConcreteModel, problem: RoutingProblem, *, fed_once: bool) -> None:
    """Add rows that every optimum keeps and the relaxation would not.

    ``fed_once`` holds where no node need be fed from two sides.
    """
    block, steps = model.network_routing, range(problem.steps)
    arcs = {arc.name: arc for arc in problem.arcs}
    entering = _entering(problem)
    fed = {source.node for source in problem.sources}
    passing = [a for a, arc in arcs.items() if arc.from_node not in fed and arc.loss_mw > 0.0]
    block.fed = pyo.Constraint(
        passing,
        steps,
        rule=lambda b, a, t: (
            b.open[a, t]
            <= sum(
                b.open[e.name, t]
                for e in entering[arcs[a].from_node]
                if e.from_node != arcs[a].to_node
            )
        ),
        doc="o[a,t] <= sum_{a' enters i of a, not from j} o[a',t]",
    )
    drawing = {c.name: c for c in problem.consumers if c.node not in fed and max(c.heat_mw) > 0.0}
    block.reached = pyo.Constraint(
        [(c, t) for c in drawing for t in steps if drawing[c].heat_mw[t] > 0.0],
        rule=lambda b, c, t: (
            _connected(b, drawing[c]) <= sum(b.open[e.name, t] for e in entering[drawing[c].node])
        ),
        doc="z[c] <= sum_{a enters n of c} o[a,t]",
    )
    block.fed_once = pyo.Constraint(
        [n for n in problem.nodes if fed_once and len(entering[n]) > 1],
        rule=lambda b, n: sum(b.open[e.name, 0] for e in entering[n]) <= 1,
        doc="sum_{a enters n} o[a] <= 1",
    )


def _add_variables(block: Any, problem: RoutingProblem) -> None:
    arcs = {arc.name: arc for arc in problem.arcs}
    sources = {source.name: source for source in problem.sources}
    steps = range(problem.steps)
    block.heat_mw = pyo.Var(list(arcs), steps, bounds=lambda b, a, t: (0, arcs[a].max_mw))
    block.open = pyo.Var(list(arcs), steps, domain=pyo.Binary)
    block.connected = pyo.Var(
        [c.name for c in problem.consumers if not c.forced], domain=pyo.Binary
    )
    block.output_mw = pyo.Var(list(sources), steps, bounds=lambda b, s, t: (0, sources[s].max_mw))
    block.size_mw = pyo.Var(
        list(sources), bounds=lambda b, s: (sources[s].min_mw, sources[s].max_mw)
    )
    block.source_size = pyo.Constraint(
        list(sources),
        steps,
        rule=lambda b, s, t: b.output_mw[s, t] <= b.size_mw[s],
        doc="S[s,t] <= G[s]",
    )


def _add_arcs(block: Any, problem: RoutingProblem) -> None:
    arcs, steps = {arc.name: arc for arc in problem.arcs}, range(problem.steps)
    trenches: dict[str, list[str]] = defaultdict(list)
    for arc in problem.arcs:
        trenches[arc.trench].append(arc.name)
    block.passed = pyo.Constraint(
        list(arcs),
        steps,
        rule=lambda b, a, t: b.heat_mw[a, t] <= arcs[a].max_mw * b.open[a, t],
        doc="x[a,t] <= xmax[a] o[a,t]",
    )
    block.arriving = pyo.Constraint(
        [a for a, arc in arcs.items() if arc.loss_mw > 0.0],
        steps,
        rule=lambda b, a, t: _arriving(b, arcs[a], t) >= 0,
        doc="(1 - lambda[a]) x[a,t] - loss[a] o[a,t] >= 0",
    )
    block.one_way = pyo.Constraint(
        [r for r, names in trenches.items() if len(names) > 1],
        steps,
        rule=lambda b, r, t: sum(b.open[a, t] for a in trenches[r]) <= 1,
        doc="sum_{a in r} o[a,t] <= 1",
    )


def _add_pipes(block: Any, problem: RoutingProblem) -> None:
    """What the steps have in common: a pipe is built for all of them."""
    pipes: dict[str, list[Arc]] = defaultdict(list)
    for arc in problem.arcs:
        pipes[arc.pipe].append(arc)
    steps, arcs = range(problem.steps), {arc.name: arc for arc in problem.arcs}
    largest = {pipe: max(a.max_mw for a in both) for pipe, both in pipes.items()}
    block.capacity_mw = pyo.Var(list(pipes), bounds=lambda b, p: (0, largest[p]))
    block.built = pyo.Var(list(pipes), domain=pyo.Binary)
    block.carried = pyo.Constraint(
        list(arcs),
        steps,
        rule=lambda b, a, t: b.heat_mw[a, t] <= b.capacity_mw[arcs[a].pipe],
        doc="x[a,t] <= k[p]",
    )
    block.largest = pyo.Constraint(
        list(pipes),
        rule=lambda b, p: b.capacity_mw[p] <= largest[p] * b.built[p],
        doc="k[p] <= kmax[p] y[p]",
    )
    block.directed = pyo.Constraint(
        list(pipes),
        steps,
        rule=lambda b, p, t: sum(b.open[a.name, t] for a in pipes[p]) == b.built[p],
        doc="sum_{a in p} o[a,t] = y[p]",
    )


def _add_nodes(block: Any, problem: RoutingProblem) -> None:
    entering, leaving = _entering(problem), defaultdict(list)
    drawing, feeding = defaultdict(list), defaultdict(list)
    for arc in problem.arcs:
        leaving[arc.from_node].append(arc)
    for consumer in problem.consumers:
        drawing[consumer.node].append(consumer)
    for source in problem.sources:
        feeding[source.node].append(source)

    def balance(b: Any, n: str, t: int) -> Any:
        given = sum(_arriving(b, a, t) for a in entering[n])
        given += sum(b.output_mw[s.name, t] for s in feeding[n])
        taken = sum(b.heat_mw[a.name, t] for a in leaving[n])
        taken += sum(c.heat_mw[t] * _connected(b, c) for c in drawing[n])
        return given == taken if _is_open(given - taken) else pyo.Constraint.Skip

    block.balance = pyo.Constraint(
        problem.nodes,
        range(problem.steps),
        rule=balance,
        doc="sum_{a enters n} ((1 - lambda[a]) x[a,t] - loss[a] o[a,t]) + sum_{s at n} S[s,t] = "
        "sum_{a leaves n} x[a,t] + sum_{c at n} q[c,t] z[c]",
    )


def _is_open(difference: Any) -> bool:
    """Whether a balance has a variable; one of numbers that differ stays and is infeasible."""
    return not isinstance(difference, int | float) or difference != 0.0


def _entering(problem: RoutingProblem) -> dict[str, list[Arc]]:
    entering: dict[str, list[Arc]] = defaultdict(list)
    for arc in problem.arcs:
        entering[arc.to_node].append(arc)
    return entering


def _arriving(block: Any, arc: Arc, t: int) -> Any:
    left = (1.0 - arc.loss_share) * block.heat_mw[arc.name, t]
    return left - arc.loss_mw * block.open[arc.name, t]


def _connected(block: Any, consumer: Any) -> Any:
    return 1.0 if consumer.forced else block.connected[consumer.name]


def annual_cost_eur(block: Any, problem: RoutingProblem) -> Any:
    """Pipes, connections less what they earn, sources and their heat [EUR/a]."""
    if problem.steps == 1:
        cost = pyo.quicksum(
            a.eur_per_mw * block.heat_mw[a.name, 0] + a.fixed_eur * block.open[a.name, 0]
            for a in problem.arcs
        )
    else:
        one_each = {arc.pipe: arc for arc in problem.arcs}
        cost = pyo.quicksum(
            arc.eur_per_mw * block.capacity_mw[p] + arc.fixed_eur * block.built[p]
            for p, arc in one_each.items()
        )
    cost += pyo.quicksum(c.connection_eur * _connected(block, c) for c in problem.consumers)
    cost += pyo.quicksum(
        s.eur_per_mw * block.size_mw[s.name]
        + sum(e * block.output_mw[s.name, t] for t, e in enumerate(s.step_eur_per_mw))
        for s in problem.sources
    )
    return cost


def routing_values(model: pyo.ConcreteModel, problem: RoutingProblem) -> RoutingValues:
    """The answer that stands in the variables of a solved model."""
    block, steps = model.network_routing, range(problem.steps)

    def by_step(variable: Any, name: str) -> tuple[float, ...]:
        return tuple(float(pyo.value(variable[name, t])) for t in steps)

    return RoutingValues(
        heat_mw={arc.name: by_step(block.heat_mw, arc.name) for arc in problem.arcs},
        output_mw={s.name: by_step(block.output_mw, s.name) for s in problem.sources},
        open_share={arc.name: max(by_step(block.open, arc.name)) for arc in problem.arcs},
        connected=frozenset(
            c.name for c in problem.consumers if pyo.value(_connected(block, c)) > CHOSEN
        ),
    )


def relaxed(model: pyo.ConcreteModel) -> pyo.ConcreteModel:
    """A copy of the model whose choices may be made in part."""
    copy = model.clone()
    pyo.TransformationFactory("core.relax_integer_vars").apply_to(copy)
    return copy
