"""Heat pumps: heat is taken at the evaporator, work is added, heat is given at the condenser.

The evaporator enters its zone as a cold stream, the condenser as a hot one, both with the pieces
of the cycle's state points; the cycle's COP ties them. Several machines in a row are a cascade.
A machine that changes over runs between other levels at another time; its modes m share its size
and decision.

Sign: heat at the condenser and electricity are positive.

| symbol | name | unit |
|---|---|---|
| q | heat_mw | MW |
| S | size_mw | MW |
| y | built | - |
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import Array, DesignProblem, HeatPump, MachineRules


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """Condenser and evaporator of every machine."""
    streams = []
    for unit in problem.heat_pumps:
        streams.append(CascadeStream(unit.tag, unit.zone, 1, unit.condenser, _condenser_heat(unit)))
        streams.append(
            CascadeStream(unit.tag, unit.zone, -1, unit.evaporator, _evaporator_heat(unit))
        )
    return streams


def _condenser_heat(unit: HeatPump) -> Any:
    return lambda model, p: model.heat_pumps.heat_mw[unit.tag, p]


def _evaporator_heat(unit: HeatPump) -> Any:
    return lambda model, p: at(1 - 1 / unit.cop, p) * model.heat_pumps.heat_mw[unit.tag, p]


def needs_binary(unit: HeatPump, problem: DesignProblem) -> bool:
    """Whether a yes-or-no decision is attached to the machine."""
    fixed = unit.investment is not None and unit.investment.annual_fixed_eur > 0
    counted = problem.max_units is not None or unit.rules != MachineRules()
    return fixed or unit.min_size_mw > 0 or counted


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat by period, size, and the decision to build."""
    block = model.heat_pumps = pyo.Block()
    units = {u.tag: u for u in problem.heat_pumps}
    rated = [tag for tag, u in units.items() if not u.mode_of]
    changing = {u.mode_of for u in units.values() if u.mode_of}
    chosen = [tag for tag in rated if needs_binary(units[tag], problem)]
    run = [tag for tag, u in units.items() if u.rated_tag in chosen]
    periods = model.periods
    block.heat_mw = ArrayVar(list(units), periods, upper=[u.max_heat_mw for u in units.values()])
    block.size_mw = pyo.Var(rated, bounds=lambda b, u: (0, units[u].max_size_mw))
    block.built = pyo.Var(chosen, domain=pyo.Binary)
    block.capacity = TemplateConstraint(
        [tag for tag in rated if tag not in changing],
        periods,
        rule=lambda b, u, p: (
            b.heat_mw[u, p] <= at(units[u].capacity_factor, p) * _duty_mw(b, units[u])
        ),
        doc="q[u,p] <= phi[u,p] (S[u] - what stands by x y[u])",
    )
    block.shared_capacity = TemplateConstraint(
        [tag for tag in rated if tag in changing],
        periods,
        rule=lambda b, u, p: _capacity_in_use(b, problem, u, p) <= _duty_mw(b, units[u]),
        doc="sum_m q[m,p] / phi[m,p] <= S[u] - what stands by x y[u]; m the modes of u",
    )
    block.run_if_built = TemplateConstraint(
        run,
        periods,
        rule=lambda b, u, p: (
            b.heat_mw[u, p] <= at(units[u].max_heat_mw, p) * b.built[units[u].rated_tag]
        ),
        doc="q[u,p] <= qmax[u,p] y[u]; qmax from what sinks can take and sources can give",
    )
    block.largest = pyo.Constraint(
        chosen,
        rule=lambda b, u: b.size_mw[u] <= units[u].max_size_mw * b.built[u],
        doc="S[u] <= M[u] y[u]",
    )
    block.smallest = pyo.Constraint(
        [u for u in chosen if units[u].min_size_mw > 0],
        rule=lambda b, u: b.size_mw[u] >= units[u].min_size_mw * b.built[u],
        doc="S[u] >= Smin[u] y[u]",
    )
    if problem.max_units is not None and chosen:
        block.count = pyo.Constraint(
            expr=pyo.quicksum(block.built[u] for u in chosen) <= problem.max_units,
            doc="sum_u y[u] <= N",
        )


def _capacity_in_use(block: Any, problem: DesignProblem, tag: str, p: Any) -> Any:
    """Rated heat that the modes of a machine take up together [MW]."""
    return pyo.quicksum(
        at(_rated_per_heat(mode), p) * block.heat_mw[mode.tag, p]
        for mode in problem.heat_pumps
        if mode.rated_tag == tag
    )


def _rated_per_heat(unit: HeatPump) -> Array:
    """Rated heat over heat; zero where the machine cannot run."""
    factor = unit.capacity_factor
    return np.divide(1.0, factor, out=np.zeros_like(factor), where=factor > 0)


def _duty_mw(block: Any, unit: HeatPump) -> Any:
    """Rated heat that may run at once [MW]."""
    size = block.size_mw[unit.tag]
    return size - unit.rules.spare_mw * block.built[unit.tag] if unit.rules.spare else size


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Electricity of the machines of a zone [MW]."""
    return pyo.quicksum(
        at(u.electricity_share, p) * model.heat_pumps.heat_mw[u.tag, p]
        for u in problem.heat_pumps
        if u.zone == zone
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Annuity of the machines and their operation and maintenance [EUR/a]."""
    block, weight = model.heat_pumps, problem.periods.weight_h
    cost: Any = 0.0
    for unit in problem.heat_pumps:
        if unit.investment is None:
            continue
        if not unit.mode_of:
            cost += unit.investment.annual_eur_per_size * block.size_mw[unit.tag]
        if unit.tag in block.built:
            cost += unit.investment.annual_fixed_eur * block.built[unit.tag]
        if unit.investment.variable_om_eur_per_mwh:
            by_heat = weight * unit.investment.variable_om_eur_per_mwh
            cost += sum(at(by_heat, p) * block.heat_mw[unit.tag, p] for p in model.periods)
    return cost
