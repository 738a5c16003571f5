"""Loops: a pair of pipes takes heat from one zone to another at fixed temperatures.

Sending is a cold stream from return to supply in one zone, receiving a hot stream from supply to
return in the other, in the same period. Pipes that are built stay warm: what is sent, less its
share that is lost, and what the receiving zone puts back cover their loss. So a line whose source
stops is kept warm from its far end, through the same temperatures as a cold stream there; its
pumps run for that heat, too. A loop without an investment stands already: y = 1.

Sign: heat sent, heat received and heat put back are positive.

| symbol | name | unit |
|---|---|---|
| x | sent_mw | MW |
| w | warming_mw | MW |
| S | size_mw | MW |
| y | built | - |
| lambda | loss_share | MW/MW |
| loss | loss_mw | MW |
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import DesignProblem, Loop


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """Both ends of every loop, and what keeps it warm from its far end."""
    streams = []
    for loop in problem.loops:
        streams.append(CascadeStream(loop.name, loop.from_zone, -1, loop.sent, _sent(loop)))
        streams.append(CascadeStream(loop.name, loop.to_zone, 1, loop.received, _received(loop)))
        if loop.loss_mw.any():
            streams.append(CascadeStream(loop.name, loop.to_zone, -1, loop.warming, _warming(loop)))
    return streams


def _sent(loop: Loop) -> Any:
    return lambda model, p: model.loops.sent_mw[loop.name, p]


def _received(loop: Loop) -> Any:
    return lambda model, p: (
        _arriving(model.loops, loop, p) - at(loop.loss_mw, p) * _built(model.loops, loop)
    )


def _warming(loop: Loop) -> Any:
    return lambda model, p: model.loops.warming_mw[loop.name, p] if loop.loss_mw.any() else 0.0


def _arriving(block: Any, loop: Loop, p: Any) -> Any:
    """Heat put into the line at both ends, less the share of the sent heat that is lost [MW]."""
    warming = block.warming_mw[loop.name, p] if loop.loss_mw.any() else 0.0
    return (1 - loop.loss_share) * block.sent_mw[loop.name, p] + warming


def _built(block: Any, loop: Loop) -> Any:
    return block.built[loop.name] if _sized(loop) else 1.0


def _sized(loop: Loop) -> bool:
    return loop.investment is not None


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add heat sent and put back by period, size, and the decision to build."""
    block = model.loops = pyo.Block()
    loops = {loop.name: loop for loop in problem.loops}
    sized = [name for name, loop in loops.items() if _sized(loop)]
    periods = model.periods
    lossy = {name: loop.loss_mw for name, loop in loops.items() if loop.loss_mw.any()}
    sized_lossy = [name for name in lossy if name in sized]
    block.sent_mw = ArrayVar(
        list(loops), periods, upper=[[loop.max_size_mw] for loop in problem.loops]
    )
    block.warming_mw = ArrayVar(list(lossy), periods, upper=list(lossy.values()))
    block.size_mw = pyo.Var(sized, bounds=lambda b, k: (0, loops[k].max_size_mw))
    block.built = pyo.Var(sized, domain=pyo.Binary)
    block.capacity = TemplateConstraint(
        sized,
        periods,
        rule=lambda b, k, p: b.sent_mw[k, p] <= b.size_mw[k],
        doc="x[l,p] <= S[l]",
    )
    block.largest = pyo.Constraint(
        sized,
        rule=lambda b, k: b.size_mw[k] <= loops[k].max_size_mw * b.built[k],
        doc="S[l] <= Smax[l] y[l]",
    )
    block.kept_warm = TemplateConstraint(
        list(lossy),
        periods,
        where=[loss_mw > 0 for loss_mw in lossy.values()],
        rule=lambda b, k, p: (
            _arriving(b, loops[k], p) >= at(loops[k].loss_mw, p) * _built(b, loops[k])
        ),
        doc="(1 - lambda[l]) x[l,p] + w[l,p] >= loss[l,p] y[l]",
    )
    block.warmed_if_built = TemplateConstraint(
        sized_lossy,
        periods,
        where=[lossy[name] > 0 for name in sized_lossy],
        rule=lambda b, k, p: b.warming_mw[k, p] <= at(loops[k].loss_mw, p) * b.built[k],
        doc="w[l,p] <= loss[l,p] y[l]",
    )


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Pumping electricity, drawn where the heat is sent [MW]."""
    return pyo.quicksum(
        loop.pumping_share * (_sent(loop)(model, p) + _warming(loop)(model, p))
        for loop in problem.loops
        if loop.from_zone == zone
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Annuities, operation and maintenance, other costs per heat sent [EUR/a]."""
    block, weight = model.loops, problem.periods.weight_h
    cost = pyo.quicksum(
        loop.investment.annual_eur_per_size * block.size_mw[loop.name]
        + loop.investment.annual_fixed_eur * block.built[loop.name]
        for loop in problem.loops
        if loop.investment is not None
    )
    return cost + pyo.quicksum(
        sum(
            at(weight * loop.pumping_eur_per_mwh, p) * block.sent_mw[loop.name, p]
            for p in model.periods
        )
        for loop in problem.loops
        if loop.pumping_eur_per_mwh
    )
