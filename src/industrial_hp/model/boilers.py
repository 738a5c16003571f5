"""Boilers: fuel or electricity becomes heat at the top of a zone's scale.

Sign: heat given to the zone is positive.

| symbol | name | unit |
|---|---|---|
| h | heat_mw | MW |
| S | size_mw | MW |
| y | built | - |
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import BackupNeed, Boiler, DesignProblem, Piece


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """One hot latent stream for each boiler at the hottest temperature it serves."""
    count = problem.periods.count
    return [
        CascadeStream(
            b.name,
            b.zone,
            1,
            (Piece(np.full(count, b.level_c), np.full(count, b.level_c), np.ones(count)),),
            _heat(b),
        )
        for b in problem.boilers
    ]


def _heat(boiler: Boiler) -> Any:
    return lambda model, p: model.boilers.heat_mw[boiler.name, p]


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat by period, size, the decision to build, and the rule at peak."""
    block = model.boilers = pyo.Block()
    boilers = {b.name: b for b in problem.boilers}
    offered = [
        name
        for name, b in boilers.items()
        if b.existing_mw is None and b.investment is not None and b.investment.annual_fixed_eur > 0
    ]
    block.heat_mw = ArrayVar(
        list(boilers), model.periods, upper=[[b.max_size_mw] for b in problem.boilers]
    )
    block.size_mw = pyo.Var(
        list(boilers),
        bounds=lambda b, k: (boilers[k].existing_mw or 0.0, boilers[k].max_size_mw),
    )
    block.built = pyo.Var(offered, domain=pyo.Binary)
    block.capacity = TemplateConstraint(
        list(boilers),
        model.periods,
        rule=lambda b, k, p: b.heat_mw[k, p] <= b.size_mw[k],
        doc="h[b,p] <= S[b]",
    )
    block.largest = pyo.Constraint(
        offered,
        rule=lambda b, k: b.size_mw[k] <= boilers[k].max_size_mw * b.built[k],
        doc="S[b] <= Smax[b] y[b]",
    )
    block.backup = pyo.Constraint(
        range(len(problem.backup)),
        rule=lambda b, k: _backup(b, problem.backup[k]),
        doc="sum of the sizes of the boilers of a zone above level k >= share of the largest of "
        "its own demand above level k",
    )


def _backup(block: Any, need: BackupNeed) -> Any:
    if not need.hotter:
        return pyo.Constraint.Infeasible
    return pyo.quicksum(block.size_mw[k] for k in need.hotter) >= need.need_mw


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Electricity of the electric boilers of a zone [MW]."""
    return pyo.quicksum(
        model.boilers.heat_mw[b.name, p] / b.efficiency
        for b in problem.boilers
        if b.zone == zone and b.carrier == "electricity"
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Fuel with its CO2, annuities, operation and maintenance [EUR/a]."""
    block, weight = model.boilers, problem.periods.weight_h
    cost: Any = 0.0
    for boiler in problem.boilers:
        price = problem.prices.fuel_eur_per_mwh.get(boiler.carrier)
        variable = boiler.investment.variable_om_eur_per_mwh if boiler.investment else 0.0
        by_heat = variable + (price / boiler.efficiency if price is not None else 0.0)
        cost += sum(at(weight * by_heat, p) * block.heat_mw[boiler.name, p] for p in model.periods)
        if boiler.investment is not None:
            cost += boiler.investment.annual_eur_per_size * block.size_mw[boiler.name]
            fixed = boiler.investment.annual_fixed_eur
            cost += fixed * (
                block.built[boiler.name]
                if boiler.name in block.built
                else float(boiler.existing_mw is not None)
            )
    return cost
