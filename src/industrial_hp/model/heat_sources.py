"""Sources: heat that may be taken, and what leaving it costs.

Each piece of a source's cooling curve may be used in part, unless all of it must be taken. Heat
that leaves already and is not used is cooled as today, with today's electricity. A recovery
exchanger is sized by the largest heat taken.

Sign: heat from the source into its zone is positive.

| symbol | name | unit |
|---|---|---|
| g | heat_mw | MW |
| S | size_mw | MW |
| y | built | - |
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.superstructure.problem import DesignProblem, HeatSource, Piece


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """One hot stream for each piece of each source."""
    return [
        CascadeStream(source.name, source.zone, 1, (_whole(piece),), _heat(source, k))
        for source in problem.sources
        for k, piece in enumerate(source.pieces)
    ]


def _whole(piece: Piece) -> Piece:
    return Piece(piece.top_c, piece.bottom_c, (piece.share > 0).astype(float))


def _heat(source: HeatSource, k: int) -> Any:
    if source.must_use:
        return lambda model, p: _most_mw(source, k, p)
    return lambda model, p: model.heat_sources.heat_mw[source.name, k, p]


def _most_mw(source: HeatSource, k: int, p: int) -> float:
    """All heat of a piece."""
    return float(source.heat_mw[p] * source.pieces[k].share[p])


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat taken by piece and period, and the recovery exchangers."""
    block = model.heat_sources = pyo.Block()
    sources = {s.name: s for s in problem.sources}
    sized = {name: s for name, s in sources.items() if s.connection is not None}
    fixed = [
        name
        for name, s in sized.items()
        if s.connection is not None and s.connection.annual_fixed_eur > 0
    ]
    periods = range(problem.periods.count)
    free = {name: s for name, s in sources.items() if not s.must_use}
    block.heat_mw = pyo.Var(
        [(name, k, p) for name, s in free.items() for k in range(len(s.pieces)) for p in periods],
        bounds=lambda b, s, k, p: (0, _most_mw(free[s], k, p)),
    )
    block.used_mw = pyo.Expression(
        list(sources),
        periods,
        rule=lambda b, s, p: sum(
            _heat(sources[s], k)(model, p) for k in range(len(sources[s].pieces))
        ),
    )
    block.size_mw = pyo.Var(list(sized), bounds=lambda b, s: (0, float(sources[s].heat_mw.max())))
    block.built = pyo.Var(fixed, domain=pyo.Binary)
    block.capacity = pyo.Constraint(
        list(sized),
        periods,
        rule=lambda b, s, p: b.used_mw[s, p] <= b.size_mw[s],
        doc="sum_k g[s,k,p] <= S[s]",
    )
    limited = [name for name, s in sources.items() if s.max_mwh_per_a is not None]
    weight = problem.periods.weight_h
    block.yearly = pyo.Constraint(
        limited,
        rule=lambda b, s: (
            sum(float(weight[p]) * b.used_mw[s, p] for p in periods) <= sources[s].max_mwh_per_a
        ),
        doc="sum_p w[p] sum_k g[s,k,p] <= E[s]; E the heat that a source gives in a year",
    )
    block.use_if_built = pyo.Constraint(
        fixed,
        periods,
        rule=lambda b, s, p: b.used_mw[s, p] <= float(sources[s].heat_mw[p]) * b.built[s],
        doc="sum_k g[s,k,p] <= Q[s,p] y[s]",
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: int) -> Any:
    """Electricity of pumps and of the cooling that remains [MW]."""
    block = model.heat_sources
    return pyo.quicksum(
        s.auxiliary_electricity_share[p] * block.used_mw[s.name, p]
        + s.unused_electricity_share[p] * (float(s.heat_mw[p]) - block.used_mw[s.name, p])
        for s in problem.sources
        if s.zone == zone
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Recovery exchangers, and other costs of the cooling that remains [EUR/a]."""
    block, weight = model.heat_sources, problem.periods.weight_h
    cooling = pyo.quicksum(
        weight[p] * s.unused_other_eur_per_mwh * (float(s.heat_mw[p]) - block.used_mw[s.name, p])
        for s in problem.sources
        if s.unused_other_eur_per_mwh
        for p in range(problem.periods.count)
    )
    connections = pyo.quicksum(
        s.connection.annual_eur_per_size * block.size_mw[s.name]
        + (s.connection.annual_fixed_eur * block.built[s.name] if s.name in block.built else 0.0)
        for s in problem.sources
        if s.connection is not None
    )
    return cooling + connections
