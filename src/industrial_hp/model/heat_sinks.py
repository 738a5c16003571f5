"""Sinks: heat that must be delivered, or is paid for where it is not.

Sign: heat taken by the sink from its zone is positive here and negative in the cascade.

| symbol | name | unit |
|---|---|---|
| u | unmet_mw | MW |
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.superstructure.problem import DesignProblem, HeatDemand


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """One cold stream for each sink."""
    return [CascadeStream(d.name, d.zone, -1, d.pieces, _heat(d)) for d in problem.demands]


def _heat(demand: HeatDemand) -> Any:
    if demand.unmet_eur_per_mwh is None:
        return lambda model, p: at(demand.heat_mw, p)
    return lambda model, p: at(demand.heat_mw, p) - model.heat_sinks.unmet_mw[demand.name, p]


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat not delivered where the case prices it."""
    block = model.heat_sinks = pyo.Block()
    priced = [d for d in problem.demands if d.unmet_eur_per_mwh is not None]
    block.unmet_mw = ArrayVar(
        [d.name for d in priced], model.periods, upper=[d.heat_mw for d in priced]
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Sinks use no electricity of their own."""
    return 0.0


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of heat not delivered [EUR/a]."""
    weight = problem.periods.weight_h
    return pyo.quicksum(
        sum(
            at(weight * d.unmet_eur_per_mwh, p) * model.heat_sinks.unmet_mw[d.name, p]
            for p in model.periods
        )
        for d in problem.demands
        if d.unmet_eur_per_mwh is not None
    )
