"""Limits of the whole study: emissions of a year, money at the start, share of recovered heat.

Each ties all periods or all sizes together; the cost of keeping it is the difference to the
optimum without it.

| symbol | name | unit |
|---|---|---|
| e | electricity drawn from the grid | MW |
| h | heat of a boiler | MW |
| g | heat taken from a source | MW |
| S, y | size and decision to build | MW or MWh, - |
| W | enlarged_mw of the grid connection | MW |
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.errors import UsageError
from industrial_hp.model import grid_connection, larger_sizes
from industrial_hp.model.heat_sources import used_mw
from industrial_hp.model.purchases import purchases
from industrial_hp.solving.arrays import at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import Array, DesignProblem


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add the limits that the study has to a model with all its components."""
    limits = problem.limits
    block = model.study_limits = pyo.Block()
    stated = {
        "emissions": limits.co2_t_per_a,
        "primary_energy": limits.primary_energy_mwh_per_a,
        "budget": limits.investment_eur,
        "recovered": limits.recovered_heat_share,
    }
    block.emissions = TemplateConstraint(
        _index(stated["emissions"]),
        rule=lambda b, _: emissions_t_per_a(model, problem) <= limits.co2_t_per_a,
        doc="sum_p w[p] (f[p] e[p] + sum_b f[b] h[b,p] / eta[b]) <= CO2 of a year",
    )
    block.primary_energy = TemplateConstraint(
        _index(stated["primary_energy"]),
        rule=lambda b, _: (
            primary_energy_mwh_per_a(model, problem) <= limits.primary_energy_mwh_per_a
        ),
        doc="sum_p w[p] (f e[p] + sum_b f[b] h[b,p] / eta[b]) <= primary energy of a year",
    )
    block.budget = pyo.Constraint(
        _index(stated["budget"]),
        rule=lambda b, _: investment_eur(model, problem) <= limits.investment_eur,
        doc="sum of price[u] S[u] + fixed price[u] y[u] over all that is new + price[z] W[z] <= "
        "budget; larger sizes at their own price",
    )
    block.floor = pyo.Constraint(
        list(limits.floor_m2),
        rule=lambda b, z: _floor(model, problem, z),
        doc="sum of floor[u] S[u] over all that is new in zone z <= floor of the zone",
    )
    block.recovered = TemplateConstraint(
        _index(stated["recovered"]),
        rule=lambda b, _: (
            recovered_mwh_per_a(model, problem)
            >= (limits.recovered_heat_share or 0.0) * demand_mwh_per_a(problem)
        ),
        doc="sum_p w[p] sum_s g[s,p] >= share x sum_p w[p] demand[p]",
    )


def _floor(model: pyo.ConcreteModel, problem: DesignProblem, zone: str) -> Any:
    """Floor covered in a zone against what there is; nothing where nothing covers any."""
    covered = [
        area * size[name]
        for members, size in (
            (
                [(u.tag, u.zone, u.floor_m2_per_mw) for u in problem.heat_pumps if not u.mode_of],
                model.heat_pumps.size_mw,
            ),
            (
                [
                    (b.name, b.zone, b.floor_m2_per_mw)
                    for b in problem.boilers
                    if b.existing_mw is None
                ],
                model.boilers.size_mw,
            ),
            (
                [(s.name, s.zone, s.floor_m2_per_mwh) for s in problem.stores],
                model.heat_stores.size_mwh,
            ),
        )
        for name, of_zone, area in members
        if of_zone == zone and area > 0
    ]
    if not covered:
        return pyo.Constraint.Feasible
    return pyo.quicksum(covered) <= problem.limits.floor_m2[zone]


def _index(limit: float | None) -> list[int]:
    return [] if limit is None else [0]


def emissions_t_per_a(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """CO2 of electricity and fuel in a year [t/a]."""
    factors = problem.emissions
    bought = _drawn(model, problem, factors.electricity_t_per_mwh, factors.fuel_t_per_mwh)
    own = {grid.zone: grid.own.t_per_mwh for grid in problem.grids if grid.own is not None}
    weight, taken = problem.periods.weight_h, model.grid_connection.own_mw
    return bought + pyo.quicksum(
        sum(at(weight * t_per_mwh, p) * taken[zone, p] for p in model.periods)
        for zone, t_per_mwh in own.items()
    )


def primary_energy_mwh_per_a(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Primary energy of electricity and fuel in a year [MWh/a].

    Raises
    ------
    UsageError
        If the problem does not know the factors.
    """
    factors = problem.primary_energy
    if factors is None:
        raise UsageError("the problem has no primary energy factors")
    return _drawn(model, problem, np.full(problem.periods.count, factors.electricity), factors.fuel)


def _drawn(
    model: pyo.ConcreteModel,
    problem: DesignProblem,
    of_electricity: Array,
    of_fuel: Mapping[str, float],
) -> Any:
    """What electricity and fuel of a year amount to at a factor for each [MWh times factor]."""
    weight, drawn = problem.periods.weight_h, model.grid_connection.electricity_mw
    electricity = pyo.quicksum(
        sum(at(weight * of_electricity, p) * drawn[z, p] for p in model.periods)
        for z in problem.zones
    )
    fuel = pyo.quicksum(
        sum(
            at(weight * factor / boiler.efficiency, p) * model.boilers.heat_mw[boiler.name, p]
            for p in model.periods
        )
        for boiler in problem.boilers
        if (factor := of_fuel.get(boiler.carrier)) is not None
    )
    return electricity + fuel


def investment_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of all that is bought at the start [EUR]."""
    units = pyo.quicksum(
        (law.eur_per_size + law.building_eur_per_size) * size[name]
        + (law.fixed_eur * built[name] if name in built else 0.0)
        for name, law, size, built in purchases(model, problem)
    )
    larger = larger_sizes.investment_eur(model, problem)
    return units + larger + grid_connection.enlarging_eur(model, problem)


def recovered_mwh_per_a(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Heat taken from the sources in a year [MWh/a]."""
    weight = problem.periods.weight_h
    return pyo.quicksum(
        sum(at(weight, p) * used_mw(model, s, p) for p in model.periods) for s in problem.sources
    )


def demand_mwh_per_a(problem: DesignProblem) -> float:
    """Heat that the sinks need in a year [MWh/a]."""
    return float(sum(problem.periods.weight_h @ d.heat_mw for d in problem.demands))
