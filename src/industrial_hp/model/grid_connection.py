"""Electricity connection of a zone: what is added to the year's peak is charged.

Behind the same meter stand other users. They pay for their own peak whatever is built; the plant
pays for what it puts on top of it. Its power may be limited.

Sign: electricity drawn from the grid is positive.

| symbol | name | unit |
|---|---|---|
| e | electricity_mw | MW |
| o | other_use_mw | MW |
| P | added_peak_mw | MW |
"""

from typing import Any

import pyomo.environ as pyo

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
    periods = range(problem.periods.count)
    block.electricity_mw = pyo.Var(
        problem.zones,
        periods,
        bounds=lambda b, z, p: (0, grids[z].limit_mw if z in grids else None),
    )
    block.use = pyo.Constraint(
        problem.zones,
        periods,
        rule=lambda b, z, p: b.electricity_mw[z, p] == electricity(z, p),
        doc="e[z,p] = sum of the electricity of all components of zone z",
    )
    block.added_peak_mw = pyo.Var(list(grids), bounds=(0, None))
    block.peak = pyo.Constraint(
        list(grids),
        periods,
        rule=lambda b, z, p: (
            b.electricity_mw[z, p] + float(grids[z].other_use_mw[p] - grids[z].other_use_mw.max())
            <= b.added_peak_mw[z]
        ),
        doc="e[z,p] + o[z,p] <= max(o[z]) + P[z]; e[z,p] <= limit[z]",
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Energy, network and CO2 of electricity, and the charge on the added peak [EUR/a]."""
    block, weight = model.grid_connection, problem.periods.weight_h
    energy = pyo.quicksum(
        weight[p] * problem.prices.electricity_eur_per_mwh[p] * block.electricity_mw[z, p]
        for z in problem.zones
        for p in range(problem.periods.count)
    )
    return energy + pyo.quicksum(
        grid.demand_charge_eur_per_mw_a * block.added_peak_mw[grid.zone] for grid in problem.grids
    )
