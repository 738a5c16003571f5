"""Heat cascade of every zone and period.

Heat flows only downwards on the shifted-temperature scale: what is left over above a row (the
residual) is handed to the row below and is never negative. The form is the transshipment model
of Papoulias & Grossmann (1983), doi:10.1016/0098-1354(83)80023-8, written as differences between
neighbouring rows.

Sign: heat into a row is positive.

| symbol | name | unit |
|---|---|---|
| R | residual_mw | MW |
| s | surplus_mw | MW |
"""

from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream, cascade_rows
from industrial_hp.model.match_cascade import expanded_zones
from industrial_hp.superstructure.problem import DesignProblem


def add(
    model: pyo.ConcreteModel, problem: DesignProblem, streams: tuple[CascadeStream, ...]
) -> None:
    """Add residuals, surplus and the balance of every row."""
    block = model.heat_cascade = pyo.Block()
    balance: dict[tuple[str, int, int], Any] = {}
    rows: dict[tuple[str, int], int] = {}
    expanded = expanded_zones(problem)
    for zone in problem.zones:
        cascade = cascade_rows(streams, zone, problem.periods.count)
        for period in range(problem.periods.count):
            rows[zone, period] = int(cascade.rows[period])
            for term in cascade.terms(period) if zone not in expanded else ():
                heat = streams[term.stream].heat_mw(model, period)
                balance.setdefault((zone, period, term.row), []).append((term.share, heat))
    residuals = [
        (z, p, r) for (z, p), count in rows.items() if z not in expanded for r in range(count - 1)
    ]
    surplus = [(z, p) for (z, p), count in rows.items() if count and problem.surplus[z] == "free"]
    block.residual_mw = pyo.Var(residuals, bounds=(0, None))
    block.surplus_mw = pyo.Var(surplus, bounds=(0, None))
    block.row = pyo.Constraint(
        list(balance),
        rule=lambda b, z, p, r: _row(b, balance[z, p, r], (z, p, r), rows[z, p]),
        doc="R[z,p,r-1] + sum(heat given in row r) - sum(heat taken in row r) = R[z,p,r]; "
        "below the last row only a permitted surplus s[z,p] leaves",
    )


def _row(
    block: Any, terms: list[tuple[float, Any]], index: tuple[str, int, int], count: int
) -> Any:
    zone, period, row = index
    net = pyo.quicksum(share * heat for share, heat in terms)
    if row > 0:
        net += block.residual_mw[zone, period, row - 1]
    if row < count - 1:
        return net == block.residual_mw[zone, period, row]
    if (zone, period) in block.surplus_mw:
        return net == block.surplus_mw[zone, period]
    if isinstance(net, int | float):
        return pyo.Constraint.Feasible if abs(net) < 1e-9 else pyo.Constraint.Infeasible
    return net == 0


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of the heat that leaves at the bottom [EUR/a]."""
    weight = problem.periods.weight_h
    return pyo.quicksum(
        weight[p] * problem.surplus_eur_per_mwh * surplus
        for (_, p), surplus in model.heat_cascade.surplus_mw.items()
    )
