"""The reference problem as Pyomo rules: expanded by templates, or row by row as Pyomo does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo

from benchmarks.reference_problem import ReferenceProblem
from industrial_hp.solving.arrays import ArrayParam
from industrial_hp.solving.templates import TemplateConstraint, TemplateObjective


@dataclass(frozen=True)
class Way:
    """What the rules are given to."""

    constraint: Callable[..., Any]
    objective: Callable[..., Any]
    parameter: Callable[..., Any]
    dense: bool


def _written_out_parameter(*sets: Any, values: Any) -> Any:
    """An ordinary parameter of an array over ranges that begin with 0."""
    given = dict(np.ndenumerate(values)) if len(sets) > 1 else dict(enumerate(values.tolist()))
    return pyo.Param(*sets, initialize=given, within=pyo.Any)


BY_TEMPLATES = Way(
    TemplateConstraint,
    TemplateObjective,
    lambda *sets, values: ArrayParam(*sets, values=values),
    dense=False,
)
ROW_BY_ROW = Way(pyo.Constraint, pyo.Objective, _written_out_parameter, dense=True)


def reference_model(problem: ReferenceProblem, way: Way) -> pyo.ConcreteModel:
    """Sizes free, heat pumps paid for in full or in part (the linear relaxation)."""
    model = pyo.ConcreteModel()
    sources, sinks, hours = problem.shape
    model.sources = pyo.RangeSet(0, sources - 1)
    model.sinks = pyo.RangeSet(0, sinks - 1)
    model.hours = pyo.RangeSet(0, hours - 1)
    _add_variables(model, way)
    _add_parameters(model, problem, way)
    _add_balances(model, problem, way)
    _add_capacities(model, problem, way)
    model.cost = way.objective(rule=lambda m: _cost(m, problem))
    return model


def _add_variables(model: Any, way: Way) -> None:
    def variable(*sets: Any, domain: Any = pyo.NonNegativeReals) -> Any:
        return pyo.Var(*sets, domain=domain, dense=way.dense)

    model.pump_mw = variable(model.sources, model.sinks)
    model.pump_built = variable(model.sources, model.sinks, domain=pyo.UnitInterval)
    for size in ("gas_mw", "electric_mw", "store_mwh"):
        setattr(model, size, variable(model.sinks))
    model.pump_heat = variable(model.sources, model.sinks, model.hours)
    for flow in ("gas_heat", "electric_heat", "charge", "discharge", "content"):
        setattr(model, flow, variable(model.sinks, model.hours))


def _add_parameters(model: Any, problem: ReferenceProblem, way: Way) -> None:
    sources, sinks, hours = model.sources, model.sinks, model.hours
    given = {
        "source_share": ((sources, sinks, hours), 1 - 1 / problem.cop),
        "pump_price": ((sources, sinks, hours), problem.heat_pump_eur_per_mwh),
        "available": ((sources, hours), problem.source_mw),
        "demand": ((sinks, hours), problem.demand_mw),
        "gas_price": ((hours,), problem.gas_heat_eur_per_mwh),
        "electric_price": ((hours,), problem.electric_heat_eur_per_mwh),
        "previous": ((hours,), np.roll(np.arange(len(hours)), 1)),
        "largest_pump": ((sources, sinks), problem.largest_heat_pump_mw),
        "pump_cost": ((sources, sinks), problem.heat_pump_eur_per_mw),
        "pump_fixed_cost": ((sources, sinks), problem.heat_pump_fixed_eur),
        "store_cost": ((sinks,), problem.store_eur_per_mwh),
    }
    for name, (sets, values) in given.items():
        setattr(model, name, way.parameter(*sets, values=values))


def _add_balances(model: Any, problem: ReferenceProblem, way: Way) -> None:
    efficiency, kept = problem.store_eta, 1 - problem.store_loss_share_per_h
    model.source = way.constraint(
        model.sources,
        model.hours,
        rule=lambda m, s, t: (
            sum(m.source_share[s, k, t] * m.pump_heat[s, k, t] for k in m.sinks)
            <= m.available[s, t]
        ),
    )
    model.balance = way.constraint(
        model.sinks,
        model.hours,
        rule=lambda m, k, t: (
            sum(m.pump_heat[s, k, t] for s in m.sources)
            + m.gas_heat[k, t]
            + m.electric_heat[k, t]
            + m.discharge[k, t]
            - m.charge[k, t]
            == m.demand[k, t]
        ),
    )
    model.inventory = way.constraint(
        model.sinks,
        model.hours,
        rule=lambda m, k, t: (
            m.content[k, t]
            == kept * m.content[k, m.previous[t]]
            + efficiency * m.charge[k, t]
            - (1 / efficiency) * m.discharge[k, t]
        ),
    )


def _add_capacities(model: Any, problem: ReferenceProblem, way: Way) -> None:
    rate = 1 / problem.store_discharge_h
    model.pump_capacity = way.constraint(
        model.sources,
        model.sinks,
        model.hours,
        rule=lambda m, s, k, t: m.pump_heat[s, k, t] <= m.pump_mw[s, k],
    )
    model.pump_decided = way.constraint(
        model.sources,
        model.sinks,
        rule=lambda m, s, k: m.pump_mw[s, k] <= m.largest_pump[s, k] * m.pump_built[s, k],
    )
    limits: dict[str, Callable[[Any, Any], Any]] = {
        "gas_heat": lambda m, k: m.gas_mw[k],
        "electric_heat": lambda m, k: m.electric_mw[k],
        "content": lambda m, k: m.store_mwh[k],
        "charge": lambda m, k: rate * m.store_mwh[k],
        "discharge": lambda m, k: rate * m.store_mwh[k],
    }
    for name, limit in limits.items():
        capacity = way.constraint(
            model.sinks,
            model.hours,
            rule=lambda m, k, t, name=name, limit=limit: getattr(m, name)[k, t] <= limit(m, k),
        )
        setattr(model, f"{name}_capacity", capacity)


def _cost(m: Any, problem: ReferenceProblem) -> Any:
    return (
        sum(
            m.pump_cost[s, k] * m.pump_mw[s, k] + m.pump_fixed_cost[s, k] * m.pump_built[s, k]
            for s in m.sources
            for k in m.sinks
        )
        + sum(
            problem.gas_boiler_eur_per_mw * m.gas_mw[k]
            + problem.electric_boiler_eur_per_mw * m.electric_mw[k]
            + m.store_cost[k] * m.store_mwh[k]
            for k in m.sinks
        )
        + sum(
            m.pump_price[s, k, t] * m.pump_heat[s, k, t]
            for s in m.sources
            for k in m.sinks
            for t in m.hours
        )
        + sum(
            m.gas_price[t] * m.gas_heat[k, t] + m.electric_price[t] * m.electric_heat[k, t]
            for k in m.sinks
            for t in m.hours
        )
    )
