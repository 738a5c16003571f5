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
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import Array, DesignProblem, HeatSource, Piece


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
        return lambda model, p: at(_most_mw(source, k), p)
    return lambda model, p: model.heat_sources.heat_mw[source.name, k, p]


def _most_mw(source: HeatSource, k: int) -> Array:
    """All heat of a piece, shape (periods,)."""
    return source.heat_mw * source.pieces[k].share


def used_mw(model: pyo.ConcreteModel, source: HeatSource, p: Any) -> Any:
    """Heat taken from a source in a period [MW]."""
    return pyo.quicksum(_heat(source, k)(model, p) for k in range(len(source.pieces)))


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
    periods = model.periods
    pieces = [(s.name, k) for s in problem.sources if not s.must_use for k in range(len(s.pieces))]
    block.pieces = pyo.Set(dimen=2, initialize=pieces)
    block.heat_mw = ArrayVar(
        block.pieces, periods, upper=[_most_mw(sources[name], k) for name, k in pieces]
    )
    block.size_mw = pyo.Var(list(sized), bounds=lambda b, s: (0, float(sources[s].heat_mw.max())))
    block.built = pyo.Var(fixed, domain=pyo.Binary)
    block.capacity = TemplateConstraint(
        list(sized),
        periods,
        rule=lambda b, s, p: used_mw(model, sources[s], p) <= b.size_mw[s],
        doc="sum_k g[s,k,p] <= S[s]",
    )
    limited = [name for name, s in sources.items() if s.max_mwh_per_a is not None]
    weight = problem.periods.weight_h
    block.yearly = TemplateConstraint(
        limited,
        rule=lambda b, s: (
            sum(at(weight, p) * used_mw(model, sources[s], p) for p in periods)
            <= sources[s].max_mwh_per_a
        ),
        doc="sum_p w[p] sum_k g[s,k,p] <= E[s]; E the heat that a source gives in a year",
    )
    block.use_if_built = TemplateConstraint(
        fixed,
        periods,
        rule=lambda b, s, p: (
            used_mw(model, sources[s], p) <= at(sources[s].heat_mw, p) * b.built[s]
        ),
        doc="sum_k g[s,k,p] <= Q[s,p] y[s]",
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Electricity of pumps and of the cooling that remains [MW]."""
    return pyo.quicksum(
        at(s.auxiliary_electricity_share, p) * used_mw(model, s, p)
        + at(s.unused_electricity_share, p) * (at(s.heat_mw, p) - used_mw(model, s, p))
        for s in problem.sources
        if s.zone == zone
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Recovery exchangers, and other costs of the cooling that remains [EUR/a]."""
    block, weight = model.heat_sources, problem.periods.weight_h
    cooling = pyo.quicksum(
        sum(
            at(weight * s.unused_other_eur_per_mwh, p) * (at(s.heat_mw, p) - used_mw(model, s, p))
            for p in model.periods
        )
        for s in problem.sources
        if s.unused_other_eur_per_mwh
    )
    connections = pyo.quicksum(
        s.connection.annual_eur_per_size * block.size_mw[s.name]
        + (s.connection.annual_fixed_eur * block.built[s.name] if s.name in block.built else 0.0)
        for s in problem.sources
        if s.connection is not None
    )
    return cooling + connections
