"""Heat cascade of every zone and period.

Heat flows only downwards on the shifted-temperature scale: what is left over above a row (the
residual) is handed to the row below and is never negative. The form is the transshipment model
of Papoulias & Grossmann (1983), doi:10.1016/0098-1354(83)80023-8, written as differences between
neighbouring rows.

Sign: heat into a row is positive.

| symbol | name | unit |
|---|---|---|
| R | residual_mw below a row | MW |
| s | surplus_mw | MW |
"""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

from industrial_hp.model.cascade_grid import CascadeStream, cascade_rows
from industrial_hp.model.match_cascade import expanded_zones
from industrial_hp.solving.arrays import ArrayParam, ArrayVar, at
from industrial_hp.solving.templates import RunSets, TemplateConstraint, TemplateExpression
from industrial_hp.superstructure.problem import Array, DesignProblem

Indices = NDArray[np.int64]


def add(
    model: pyo.ConcreteModel, problem: DesignProblem, streams: tuple[CascadeStream, ...]
) -> None:
    """Add residuals, surplus and the balance of every row."""
    block = model.heat_cascade = pyo.Block()
    rows = _Rows.of(problem, streams)
    free = free_zones(problem)
    block.surplus_mw = ArrayVar(free, model.periods, upper=rows.most_surplus_mw)
    block.streams = pyo.RangeSet(0, len(streams) + len(free) - 1)
    block.heat_mw = TemplateExpression(
        block.streams,
        model.periods,
        rule=lambda b, s, p: (
            streams[s].heat_mw(model, p)
            if s < len(streams)
            else b.surplus_mw[free[s - len(streams)], p]
        ),
    )
    block.rows = pyo.RangeSet(0, rows.count - 1)
    block.period_of_row = ArrayParam(block.rows, values=rows.period_of_row)
    block.terms = pyo.RangeSet(0, len(rows.share) - 1)
    block.entries = RunSets(block.rows, starts=rows.starts)
    for name, values in (("stream", rows.stream), ("period", rows.period), ("share", rows.share)):
        setattr(block, name, ArrayParam(block.terms, values=values))
    block.residual_mw = ArrayVar(block.rows, upper=np.where(rows.is_last, 0.0, np.inf))
    block.row = TemplateConstraint(
        block.rows,
        rule=lambda b, r: (
            at(rows.follows, r) * b.residual_mw[at(rows.above, r)]
            + sum(b.share[e] * b.heat_mw[b.stream[e], b.period[e]] for e in b.entries[r])
            == b.residual_mw[r]
        ),
        doc="R[r-1] + sum(heat given in row r) - sum(heat taken in row r) = R[r]; the rows r of "
        "a zone and period from the hottest down; from the last only a permitted surplus s[z,p] "
        "leaves",
    )


def free_zones(problem: DesignProblem) -> list[str]:
    """Zones that heat may leave at the bottom."""
    return [zone for zone in problem.zones if problem.surplus[zone] == "free"]


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows of all zones and periods, and what enters them: the terms of each row in their order.

    After the streams are numbered the free zones, whose surplus leaves the last row.
    """

    starts: Indices
    """First term of each row, and the end of the last."""
    stream: Indices
    """Of each term."""
    period: Indices
    share: Array
    """Positive for heat given, negative for heat taken."""
    period_of_row: Indices
    is_last: NDArray[np.bool_]
    """Whether a row is the coldest of its zone and period."""
    most_surplus_mw: Array
    """Of each free zone and period: none where there is no row."""

    @property
    def count(self) -> int:
        """Number of rows."""
        return len(self.is_last)

    @property
    def follows(self) -> Array:
        """One where the row above hands its residual down, else zero."""
        return np.append(False, ~self.is_last)[: self.count].astype(float)

    @property
    def above(self) -> Indices:
        """Row above."""
        return np.maximum(np.arange(self.count) - 1, 0)

    @classmethod
    def of(cls, problem: DesignProblem, streams: tuple[CascadeStream, ...]) -> Self:
        """Merge the cascade of every zone but those whose matches matter."""
        expanded, free = expanded_zones(problem), free_zones(problem)
        most_surplus_mw = np.full((len(free), problem.periods.count), np.inf)
        nothing = np.zeros(0, np.int64)
        terms, ends, periods, first = [], [nothing], [nothing], 0
        for zone in (z for z in problem.zones if z not in expanded):
            cascade = cascade_rows(streams, zone, problem.periods.count)
            end = first + np.cumsum(cascade.rows)
            row = (end - cascade.rows)[cascade.period] + cascade.row
            terms.append((row, cascade.stream, cascade.period, cascade.share))
            used = np.flatnonzero(cascade.rows)
            ends.append(end[used] - 1)
            periods.append(np.repeat(np.arange(problem.periods.count), cascade.rows))
            if zone in free:
                number = free.index(zone)
                leaving = np.full(len(used), len(streams) + number)
                terms.append((end[used] - 1, leaving, used, np.full(len(used), -1.0)))
                most_surplus_mw[number, cascade.rows == 0] = 0.0
            first = int(end[-1])
        if not terms:
            terms.append((nothing, nothing, nothing, np.zeros(0)))
        row, stream, period, share = (np.concatenate(part) for part in zip(*terms, strict=True))
        order = np.argsort(row, kind="stable")
        return cls(
            starts=np.searchsorted(row[order], np.arange(first + 1)),
            stream=stream[order],
            period=period[order],
            share=share[order],
            period_of_row=np.concatenate(periods),
            is_last=np.isin(np.arange(first), np.concatenate(ends)),
            most_surplus_mw=most_surplus_mw,
        )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of the heat that leaves at the bottom [EUR/a]."""
    price = problem.periods.weight_h * problem.surplus_eur_per_mwh
    surplus = model.heat_cascade.surplus_mw
    return pyo.quicksum(
        sum(at(price, p) * surplus[z, p] for p in model.periods) for z in free_zones(problem)
    )
