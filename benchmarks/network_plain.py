"""The routing problem as topotherm 0.6 writes it: heat in and out of a pipe, one big-M for all.

Restated for comparison with the model of the package and as a second opinion in tests; shares only
the problem's numbers with it.
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.superstructure.routing_problem import Consumer, RoutingProblem


def formulate_plain(problem: RoutingProblem) -> pyo.ConcreteModel:
    """Every arc has heat in, heat out and a direction in every step."""
    m = pyo.ConcreteModel()
    arcs, steps = {a.name: a for a in problem.arcs}, range(problem.steps)
    pipes = {a.pipe: a for a in problem.arcs}
    sources = {s.name: s for s in problem.sources}
    m.x = pyo.Var(list(arcs), steps, bounds=lambda m, a, t: (0, arcs[a].max_mw))
    m.y = pyo.Var(list(arcs), steps, bounds=lambda m, a, t: (0, arcs[a].max_mw))
    m.way = pyo.Var(list(arcs), steps, domain=pyo.Binary)
    m.built = pyo.Var(list(pipes), domain=pyo.Binary)
    m.cap = pyo.Var(list(pipes), bounds=lambda m, p: (0, pipes[p].max_mw))
    m.z = pyo.Var([c.name for c in problem.consumers], domain=pyo.Binary)
    m.output = pyo.Var(list(sources), steps, bounds=(0, None))
    m.size = pyo.Var(list(sources), bounds=lambda m, s: (sources[s].min_mw, sources[s].max_mw))
    m.rows = pyo.ConstraintList()
    for a, arc in arcs.items():
        for t in steps:
            lost = arc.loss_share * m.x[a, t] + arc.loss_mw * m.way[a, t]
            m.rows.add(m.x[a, t] - m.y[a, t] == lost)
            m.rows.add(m.x[a, t] <= arc.max_mw * m.way[a, t])
            m.rows.add(m.x[a, t] <= m.cap[arc.pipe])
    _add_pipes(m, problem)
    for c in problem.consumers:
        if c.forced:
            m.z[c.name].fix(1)
    for s in sources:
        for t in steps:
            m.rows.add(m.output[s, t] <= m.size[s])
    for node in problem.nodes:
        for t in steps:
            m.rows.add(_surplus(m, problem, node, t) == 0)
    m.cost = pyo.Objective(expr=_cost(m, problem))
    return m


def _add_pipes(m: Any, problem: RoutingProblem) -> None:
    for pipe in m.built:
        both = [a for a in problem.arcs if a.pipe == pipe]
        m.rows.add(m.cap[pipe] <= both[0].max_mw * m.built[pipe])
        for t in range(problem.steps):
            m.rows.add(sum(m.way[a.name, t] for a in both) == m.built[pipe])
    trenches: dict[str, set[str]] = {}
    for a in problem.arcs:
        trenches.setdefault(a.trench, set()).add(a.pipe)
    for pipes in trenches.values():
        if len(pipes) > 1:
            m.rows.add(sum(m.built[p] for p in sorted(pipes)) <= 1)


def _surplus(m: Any, problem: RoutingProblem, node: str, t: int) -> Any:
    def drawn(c: Consumer) -> Any:
        return c.heat_mw[t] * m.z[c.name]

    return (
        sum(m.y[a.name, t] for a in problem.arcs if a.to_node == node)
        + sum(m.output[s.name, t] for s in problem.sources if s.node == node)
        - sum(m.x[a.name, t] for a in problem.arcs if a.from_node == node)
        - sum(drawn(c) for c in problem.consumers if c.node == node)
    )


def _cost(m: Any, problem: RoutingProblem) -> Any:
    pipes = {a.pipe: a for a in problem.arcs}
    cost = sum(a.eur_per_mw * m.cap[p] + a.fixed_eur * m.built[p] for p, a in pipes.items())
    cost += sum(c.connection_eur * m.z[c.name] for c in problem.consumers)
    for s in problem.sources:
        cost += s.eur_per_mw * m.size[s.name]
        cost += sum(e * m.output[s.name, t] for t, e in enumerate(s.step_eur_per_mw))
    return cost
