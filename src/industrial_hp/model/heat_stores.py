"""Hot-water stores: heat is put in at one time of a day and taken out at another.

One tank holds one pair of temperatures all year: charging is a cold stream, discharging a hot
one, so a store cannot lift heat. The content is cyclic in its day and loses a share each hour; that
of a store over the year is handed on from month to month (seasonal_stores).

Sign: content and both powers are positive.

| symbol | name | unit |
|---|---|---|
| c | charge_mw | MW |
| d | discharge_mw | MW |
| e | content_mwh | MWh |
| S | size_mwh | MWh |
| y | built | - |
"""

from typing import Any

import numpy as np
import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.arrays import ArrayVar, at
from industrial_hp.solving.templates import TemplateConstraint
from industrial_hp.superstructure.problem import DesignProblem, HeatStore, Periods, Piece


def cascade_streams(problem: DesignProblem) -> list[CascadeStream]:
    """Charging as a cold stream, discharging as a hot one."""
    count = problem.periods.count
    streams = []
    for store in problem.stores:
        charge = _piece(store.charge_top_c, store.charge_bottom_c, count)
        discharge = _piece(store.discharge_top_c, store.discharge_bottom_c, count)
        streams.append(
            CascadeStream(store.name, store.zone, -1, (charge,), _power("charge_mw", store))
        )
        streams.append(
            CascadeStream(store.name, store.zone, 1, (discharge,), _power("discharge_mw", store))
        )
    return streams


def _piece(top_c: float, bottom_c: float, count: int) -> Piece:
    return Piece(np.full(count, top_c), np.full(count, bottom_c), np.ones(count))


def _power(variable: str, store: HeatStore) -> Any:
    return lambda model, p: getattr(model.heat_stores, variable)[store.name, p]


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add powers and content by period, size and the decision to build."""
    block = model.heat_stores = pyo.Block()
    stores = {s.name: s for s in problem.stores}
    names, periods = list(stores), model.periods
    daily = [name for name, store in stores.items() if store.cycle == "day"]
    for variable in ("charge_mw", "discharge_mw"):
        setattr(block, variable, ArrayVar(names, periods))
    block.content_mwh = ArrayVar(
        names, periods, lower=[[0.0 if s.cycle == "day" else -np.inf] for s in problem.stores]
    )
    block.size_mwh = pyo.Var(names, bounds=lambda b, s: (0, stores[s].max_size_mwh))
    block.built = pyo.Var(names, domain=pyo.Binary)
    block.balance = TemplateConstraint(
        names,
        periods,
        rule=lambda b, s, p: b.content_mwh[s, p] == _content_mwh(b, stores[s], problem.periods, p),
        doc="e[s,p] = (1 - loss)^hours e[s,previous p] + hours (c[s,p] - d[s,p]); over the year "
        "e counts from the start of the day, without what came before and without loss",
    )
    block.capacity = TemplateConstraint(
        daily,
        periods,
        rule=lambda b, s, p: b.content_mwh[s, p] <= b.size_mwh[s],
        doc="e[s,p] <= S[s]",
    )
    block.charge_rate = TemplateConstraint(
        names,
        periods,
        rule=lambda b, s, p: b.charge_mw[s, p] <= b.size_mwh[s] / stores[s].hours_to_fill,
        doc="c[s,p] <= S[s] / hours to fill",
    )
    block.discharge_rate = TemplateConstraint(
        names,
        periods,
        rule=lambda b, s, p: b.discharge_mw[s, p] <= b.size_mwh[s] / stores[s].hours_to_fill,
        doc="d[s,p] <= S[s] / hours to fill",
    )
    block.largest = pyo.Constraint(
        names,
        rule=lambda b, s: b.size_mwh[s] <= stores[s].max_size_mwh * b.built[s],
        doc="S[s] <= Smax[s] y[s]",
    )


def _content_mwh(block: Any, store: HeatStore, time: Periods, p: Any) -> Any:
    """What the block before left of its content, and what is put in and taken out."""
    if store.cycle == "year":
        day = np.array(time.day)
        kept = np.append(0.0, day[1:] == day[:-1])
    else:
        kept = (1 - store.loss_share_per_h) ** time.block_h
    before = block.content_mwh[store.name, at(time.previous, p)]
    net = block.charge_mw[store.name, p] - block.discharge_mw[store.name, p]
    return at(kept, p) * before + at(time.block_h, p) * net


def electricity_mw(model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: Any) -> Any:
    """Stores use no electricity of their own."""
    return 0.0


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Annuities, operation and maintenance [EUR/a]."""
    block = model.heat_stores
    return pyo.quicksum(
        s.investment.annual_eur_per_size * block.size_mwh[s.name]
        + s.investment.annual_fixed_eur * block.built[s.name]
        for s in problem.stores
    )
