"""Coolers: a cold utility that takes heat away from a zone to the outdoor air.

A cooler takes what is hotter than the air, or its wet bulb, by its approach.

Sign: heat taken from the zone is positive here and negative in the cascade.

| symbol | name | unit |
|---|---|---|
| k | heat_mw | MW |
| S | size_mw | MW |
| y | built | - |
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import Cooler, DesignProblem, Piece


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """One cold latent stream for each cooler."""
    return [
        CascadeStream(c.name, c.zone, -1, (Piece(c.level_c, c.level_c, _whole(c)),), _heat(c))
        for c in problem.coolers
    ]


def _whole(cooler: Cooler) -> Any:
    return np.ones(len(cooler.level_c))


def _heat(cooler: Cooler) -> Any:
    return lambda model, p: model.coolers.heat_mw[cooler.name, p]


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat taken away by period, size, and the decision to build."""
    block = model.coolers = pyo.Block()
    coolers = {c.name: c for c in problem.coolers}
    offered = [
        name
        for name, c in coolers.items()
        if c.existing_mw is None and c.investment is not None and c.investment.annual_fixed_eur > 0
    ]
    block.heat_mw = ArrayVar(
        list(coolers), model.periods, upper=[[c.max_size_mw] for c in problem.coolers]
    )
    block.size_mw = pyo.Var(
        list(coolers),
        bounds=lambda b, k: (coolers[k].existing_mw or 0.0, coolers[k].max_size_mw),
    )
    block.built = pyo.Var(offered, domain=pyo.Binary)
    block.capacity = TemplateConstraint(
        list(coolers),
        model.periods,
        rule=lambda b, k, p: b.heat_mw[k, p] <= b.size_mw[k],
        doc="k[c,p] <= S[c]",
    )
    block.largest = pyo.Constraint(
        offered,
        rule=lambda b, k: b.size_mw[k] <= coolers[k].max_size_mw * b.built[k],
        doc="S[c] <= Smax[c] y[c]",
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Fans and pumps of the coolers of a zone [MW]."""
    return pyo.quicksum(
        at(c.electricity_share, p) * model.coolers.heat_mw[c.name, p]
        for c in problem.coolers
        if c.zone == zone
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Annuities, operation and maintenance, water [EUR/a]."""
    block, weight = model.coolers, problem.periods.weight_h
    cost: Any = 0.0
    for cooler in problem.coolers:
        if cooler.eur_per_mwh:
            cost += sum(
                at(weight * cooler.eur_per_mwh, p) * block.heat_mw[cooler.name, p]
                for p in model.periods
            )
        if cooler.investment is not None:
            cost += cooler.investment.annual_eur_per_size * block.size_mw[cooler.name]
            fixed = cooler.investment.annual_fixed_eur
            cost += fixed * (
                block.built[cooler.name]
                if cooler.name in block.built
                else float(cooler.existing_mw is not None)
            )
    return cost
