"""Sinks: heat that must be delivered, or is paid for where it is not.

Sign: heat taken by the sink from its zone is positive here and negative in the cascade.

| symbol | name | unit |
|---|---|---|
| u | unmet_mw | MW |
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.superstructure.problem import DesignProblem, HeatDemand


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """One cold stream for each sink."""
    return [CascadeStream(d.name, d.zone, -1, d.pieces, _heat(d)) for d in problem.demands]


def _heat(demand: HeatDemand) -> Any:
    if demand.unmet_eur_per_mwh is None:
        return lambda model, p: float(demand.heat_mw[p])
    return lambda model, p: float(demand.heat_mw[p]) - model.heat_sinks.unmet_mw[demand.name, p]


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat not delivered where the case prices it."""
    block = model.heat_sinks = pyo.Block()
    priced = {d.name: d for d in problem.demands if d.unmet_eur_per_mwh is not None}
    block.unmet_mw = pyo.Var(
        list(priced),
        range(problem.periods.count),
        bounds=lambda b, d, p: (0, float(priced[d].heat_mw[p])),
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: int) -> Any:
    """Sinks use no electricity of their own."""
    return 0.0


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of heat not delivered [EUR/a]."""
    weight = problem.periods.weight_h
    return pyo.quicksum(
        weight[p] * d.unmet_eur_per_mwh * model.heat_sinks.unmet_mw[d.name, p]
        for d in problem.demands
        if d.unmet_eur_per_mwh is not None
        for p in range(problem.periods.count)
    )
