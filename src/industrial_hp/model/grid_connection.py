"""Electricity connection of a zone: what is added to the year's peak is charged.

Behind the same meter stand other users. They pay for their own peak whatever is built; the plant
pays for what it puts on top of it, and for a larger connection where the spare power of that of
today does not carry it. Its power may be limited. A zone may have electricity of its own
beside the grid, up to what there is in a period, at a price of its own.

Sign: electricity drawn from the grid, and taken of one's own, is positive.

| symbol | name | unit |
|---|---|---|
| e | electricity_mw | MW |
| g | own_mw | MW |
| o | other_use_mw | MW |
| P | added_peak_mw | MW |
| S | spare_mw | MW |
| W | enlarged_mw | MW |
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import DesignProblem


def add(model: pyo.ConcreteModel, problem: DesignProblem, electricity: Any) -> None:
    """Add electricity by zone and period, and what it adds to the yearly peak.

    Parameters
    ----------
    model : ConcreteModel
        Model with all other components.
    problem : DesignProblem
        The problem.
    electricity : callable
        ``(zone, period)`` -> electricity of all components [MW].
    """
    block = model.grid_connection = pyo.Block()
    grids = {grid.zone: grid for grid in problem.grids}
    periods = model.periods
    limit_mw = {z: grid.limit_mw for z, grid in grids.items() if grid.limit_mw is not None}
    block.electricity_mw = ArrayVar(
        problem.zones, periods, upper=[[limit_mw.get(z, np.inf)] for z in problem.zones]
    )
    own = {z: grid.own.available_mw for z, grid in grids.items() if grid.own is not None}
    block.own_mw = ArrayVar(list(own), periods, upper=list(own.values()))
    block.use = TemplateConstraint(
        problem.zones,
        periods,
        rule=lambda b, z, p: (
            b.electricity_mw[z, p] + (b.own_mw[z, p] if z in own else 0.0) == electricity(z, p)
        ),
        doc="e[z,p] + g[z,p] = sum of the electricity of all components of zone z",
    )
    block.added_peak_mw = pyo.Var(list(grids), bounds=(0, None))
    block.peak = TemplateConstraint(
        list(grids),
        periods,
        rule=lambda b, z, p: (
            b.electricity_mw[z, p] + at(grids[z].other_use_mw - grids[z].other_use_mw.max(), p)
            <= b.added_peak_mw[z]
        ),
        doc="e[z,p] + o[z,p] <= max(o[z]) + P[z]; e[z,p] <= limit[z]",
    )
    enlarged = [zone for zone, grid in grids.items() if grid.enlarging_eur_per_mw > 0]
    block.enlarged_mw = pyo.Var(enlarged, bounds=(0, None))
    block.enlarge = pyo.Constraint(
        enlarged,
        rule=lambda b, z: b.added_peak_mw[z] - b.enlarged_mw[z] <= grids[z].spare_mw,
        doc="P[z] - W[z] <= S[z]; where a larger connection has a price",
    )


def enlarging_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of larger connections [EUR]."""
    return pyo.quicksum(
        grid.enlarging_eur_per_mw * model.grid_connection.enlarged_mw[grid.zone]
        for grid in problem.grids
        if grid.enlarging_eur_per_mw > 0
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Electricity of the grid with network and CO2, of one's own, peak and connection [EUR/a]."""
    block, weight = model.grid_connection, problem.periods.weight_h
    bought = weight * problem.prices.electricity_eur_per_mwh
    energy = pyo.quicksum(
        sum(at(bought, p) * block.electricity_mw[z, p] for p in model.periods)
        for z in problem.zones
    )
    energy += pyo.quicksum(
        sum(
            at(weight * grid.own.eur_per_mwh, p) * block.own_mw[grid.zone, p] for p in model.periods
        )
        for grid in problem.grids
        if grid.own is not None
    )
    energy += pyo.quicksum(
        grid.enlarging_annual_eur_per_mw * block.enlarged_mw[grid.zone]
        for grid in problem.grids
        if grid.enlarging_eur_per_mw > 0
    )
    return energy + pyo.quicksum(
        grid.demand_charge_eur_per_mw_a * block.added_peak_mw[grid.zone] for grid in problem.grids
    )
