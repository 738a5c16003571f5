"""Machines of a unit: how many there are, how many stand by, and how each may run.

A unit may be made of machines of one size, some of which stand by; a machine that runs may have a
least load, and a limit to its starts in a day. A unit of any size counts as one machine.

Sign: numbers, heat and size are positive.

| symbol | name | unit |
|---|---|---|
| n | machines | - |
| r | running | - |
| a | started | - |
| q | heat_mw of the unit | MW |
| S, y | size_mw of the unit and whether it is built | MW, - |
"""

import math
from typing import Any

import pyomo.environ as pyo

from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import DesignProblem, HeatPump

ROUNDING = 1e-9


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add numbers of machines and what runs to a model that has its heat pumps."""
    block = model.machine_operation = pyo.Block()
    units = {u.tag: u for u in problem.heat_pumps if not u.mode_of}
    _add_numbers(block, model.heat_pumps, units)
    _add_operation(model, block, units, problem)


def _add_numbers(block: pyo.Block, pumps: Any, units: dict[str, HeatPump]) -> None:
    counted = [tag for tag, u in units.items() if u.rules.machine_mw is not None]
    block.machines = pyo.Var(
        counted, domain=pyo.NonNegativeIntegers, bounds=lambda b, u: (0, most_machines(units[u]))
    )
    block.whole_number = pyo.Constraint(
        counted,
        rule=lambda b, u: pumps.size_mw[u] == units[u].rules.machine_mw * b.machines[u],
        doc="S[u] = n[u] x size of one machine",
    )
    block.built_if_any = pyo.Constraint(
        [u for u in counted if units[u].rules.spare],
        rule=lambda b, u: b.machines[u] >= (1 + units[u].rules.spare) * pumps.built[u],
        doc="n[u] >= (1 + machines that stand by) y[u]",
    )


def most_machines(unit: HeatPump) -> int:
    """Largest number of machines of a unit, with those that stand by."""
    if unit.rules.machine_mw is None:
        return 1
    return math.floor(unit.max_size_mw / unit.rules.machine_mw + ROUNDING)


def _add_operation(
    model: pyo.ConcreteModel, block: pyo.Block, units: dict[str, HeatPump], problem: DesignProblem
) -> None:
    pumps, periods = model.heat_pumps, model.periods
    ruled = [tag for tag, u in units.items() if u.rules.bind_operation]
    most = [[most_machines(units[tag]) - units[tag].rules.spare] for tag in ruled]
    block.running = ArrayVar(ruled, periods, domain=pyo.NonNegativeIntegers, upper=most)
    block.on_duty = TemplateConstraint(
        ruled,
        periods,
        rule=lambda b, u, p: b.running[u, p] <= _on_duty(block, pumps, units[u]),
        doc="r[u,p] <= n[u] - machines that stand by x y[u]; n[u] = y[u] for one of any size",
    )
    block.largest_load = TemplateConstraint(
        ruled,
        periods,
        rule=lambda b, u, p: pumps.heat_mw[u, p] <= _largest_mw(units[u], p) * b.running[u, p],
        doc="q[u,p] <= largest heat of one machine x r[u,p]",
    )
    block.least_load = TemplateConstraint(
        [u for u in ruled if units[u].rules.least_load_share > 0],
        periods,
        rule=lambda b, u, p: pumps.heat_mw[u, p] >= _least_mw(b, pumps, units[u], p),
        doc="q[u,p] >= least share x phi[u,p] x size of one x r[u,p]; for one of any size "
        "q[u,p] >= least share x phi[u,p] (S[u] - Smax[u] (1 - r[u,p]))",
    )
    _add_starts(model, block, units, problem)


def _on_duty(block: Any, pumps: Any, unit: HeatPump) -> Any:
    """Machines that may run at once."""
    if unit.rules.machine_mw is None:
        return pumps.built[unit.tag]
    return block.machines[unit.tag] - unit.rules.spare * pumps.built[unit.tag]


def _largest_mw(unit: HeatPump, p: Any) -> Any:
    """Largest heat of one machine in a period [MW]."""
    if unit.rules.machine_mw is None:
        return at(unit.max_heat_mw, p)
    return at(unit.rules.machine_mw * unit.capacity_factor, p)


def _least_mw(block: Any, pumps: Any, unit: HeatPump, p: Any) -> Any:
    """Least heat of what runs in a period [MW]."""
    share = at(unit.rules.least_load_share * unit.capacity_factor, p)
    running = block.running[unit.tag, p]
    if unit.rules.machine_mw is not None:
        return share * unit.rules.machine_mw * running
    return share * (pumps.size_mw[unit.tag] - unit.max_size_mw * (1 - running))


def _number(block: Any, unit: HeatPump) -> Any:
    """Machines of a unit; a unit of any size is one."""
    return 1 if unit.rules.machine_mw is None else block.machines[unit.tag]


def _add_starts(
    model: pyo.ConcreteModel, block: pyo.Block, units: dict[str, HeatPump], problem: DesignProblem
) -> None:
    time = problem.periods
    limited = [tag for tag, u in units.items() if u.rules.starts_per_day is not None]
    periods = range(time.count)
    block.started = ArrayVar(limited, model.periods)
    block.start = TemplateConstraint(
        limited,
        model.periods,
        rule=lambda b, u, p: (
            b.started[u, p] >= b.running[u, p] - b.running[u, at(time.previous, p)]
        ),
        doc="a[u,p] >= r[u,p] - r[u,previous p]",
    )
    days = sorted(set(time.day))
    block.starts = pyo.Constraint(
        limited,
        days,
        rule=lambda b, u, d: (
            pyo.quicksum(b.started[u, p] for p in periods if time.day[p] == d)
            <= (units[u].rules.starts_per_day or 0) * _number(b, units[u])
        ),
        doc="sum of a[u,p] over the day <= starts a day x n[u]",
    )
