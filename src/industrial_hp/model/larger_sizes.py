"""Larger sizes by their own price: each range of a piecewise law is chosen or not.

A unit's size is split into the part that the first law prices and, where it lies in a larger range
k, the whole of it there. The first law stands with the unit; here is what a larger range costs
beside it, which is less for economies of scale.

Sign: sizes are positive; the cost beside the first law is mostly negative.

| symbol | name | unit |
|---|---|---|
| S | size of a unit | MW or MWh |
| L | size_there | MW or MWh |
| z | chosen | - |
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.purchases import purchases
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import DesignProblem


@dataclass(frozen=True)
class _Range:
    """A larger range of a unit's price: its first law, its own, and the size variable."""

    first: Investment
    own: Investment
    largest: float


def _ranges(model: pyo.ConcreteModel, problem: DesignProblem) -> Iterator[tuple[str, int, _Range]]:
    for name, law, size, _ in purchases(model, problem):
        for k, own in enumerate(law.larger):
            last = k == len(law.larger) - 1
            largest = float(size[name].ub) if last else min(own.size_max, float(size[name].ub))
            yield name, k, _Range(law, own, largest)


def add(model: pyo.ConcreteModel, problem: DesignProblem) -> None:
    """Add the choice of a larger range to a model that has all its units."""
    block = model.larger_sizes = pyo.Block()
    ranges = {(name, k): found for name, k, found in _ranges(model, problem)}
    sizes = {name: size[name] for name, law, size, _ in purchases(model, problem) if law.larger}
    block.size_there = pyo.Var(list(ranges), bounds=lambda b, u, k: (0, ranges[u, k].largest))
    block.chosen = pyo.Var(list(ranges), domain=pyo.Binary)
    block.largest = pyo.Constraint(
        list(ranges),
        rule=lambda b, u, k: b.size_there[u, k] <= ranges[u, k].largest * b.chosen[u, k],
        doc="L[u,k] <= largest[u,k] z[u,k]",
    )
    block.smallest = pyo.Constraint(
        list(ranges),
        rule=lambda b, u, k: b.size_there[u, k] >= ranges[u, k].own.size_min * b.chosen[u, k],
        doc="L[u,k] >= smallest[u,k] z[u,k]",
    )
    block.within_size = pyo.Constraint(
        list(sizes),
        rule=lambda b, u: _there(b, ranges, u) <= sizes[u],
        doc="sum_k L[u,k] <= S[u]",
    )
    block.first_range = pyo.Constraint(
        list(sizes),
        rule=lambda b, u: (
            sizes[u] - _there(b, ranges, u)
            <= ranges[u, 0].first.size_max
            * (1 - pyo.quicksum(b.chosen[name, k] for name, k in ranges if name == u))
        ),
        doc="S[u] - sum_k L[u,k] <= largest of the first law x (1 - sum_k z[u,k])",
    )


def _there(block: Any, ranges: dict[tuple[str, int], _Range], unit: str) -> Any:
    return pyo.quicksum(block.size_there[name, k] for name, k in ranges if name == unit)


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """What the larger ranges cost beside the first laws [EUR/a]."""
    block = model.larger_sizes
    return pyo.quicksum(
        (of.own.annual_fixed_eur - of.first.annual_fixed_eur) * block.chosen[u, k]
        + (of.own.annual_eur_per_size - of.first.annual_eur_per_size) * block.size_there[u, k]
        for u, k, of in _ranges(model, problem)
    )


def investment_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """The same at the start [EUR]."""
    block = model.larger_sizes
    return pyo.quicksum(
        (of.own.fixed_eur - of.first.fixed_eur) * block.chosen[u, k]
        + (of.own.eur_per_size - of.first.eur_per_size) * block.size_there[u, k]
        for u, k, of in _ranges(model, problem)
    )
