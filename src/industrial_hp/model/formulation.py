"""The whole model as a table of contents."""

from collections.abc import Callable
from typing import Any, Protocol, cast

import pyomo.environ as pyo

from industrial_hp.model import (
    boilers,
    coolers,
    grid_connection,
    heat_cascade,
    heat_pumps,
    heat_sinks,
    heat_sources,
    heat_stores,
    larger_sizes,
    loops,
    machine_operation,
    match_cascade,
    seasonal_stores,
    study_limits,
)
from industrial_hp.model.cascade_grid import CascadeStream
from industrial_hp.solving.matrix import TemplateProgram
from industrial_hp.solving.structure import BlockStructure
from industrial_hp.solving.templates import TemplateObjective
from industrial_hp.superstructure.problem import DesignProblem


class Component(Protocol):
    """What each file of the model offers."""

    def cascade_streams(self, problem: DesignProblem) -> list[CascadeStream]: ...

    def add(self, model: pyo.ConcreteModel, problem: DesignProblem) -> None: ...

    def electricity_mw(
        self, model: pyo.ConcreteModel, problem: DesignProblem, zone: str, p: int
    ) -> Any: ...

    def annual_cost_eur(self, model: pyo.ConcreteModel, problem: DesignProblem) -> Any: ...


COMPONENTS = cast(
    tuple[Component, ...],
    (heat_sources, heat_sinks, heat_pumps, boilers, coolers, heat_stores, loops),
)


def formulate(problem: DesignProblem) -> pyo.ConcreteModel:
    """Write the design problem as a mixed-integer linear model.

    The components meet in two places: the balances (heat cascade and electricity of every zone)
    and the objective, the levelled annual cost.
    """
    model = pyo.ConcreteModel()
    model.periods = pyo.RangeSet(0, problem.periods.count - 1)
    for component in COMPONENTS:
        component.add(model, problem)
    machine_operation.add(model, problem)
    seasonal_stores.add(model, problem)
    streams = tuple(s for component in COMPONENTS for s in component.cascade_streams(problem))
    heat_cascade.add(model, problem, streams)
    match_cascade.add(model, problem, streams)
    grid_connection.add(
        model,
        problem,
        lambda z, p: pyo.quicksum(c.electricity_mw(model, problem, z, p) for c in COMPONENTS),
    )
    larger_sizes.add(model, problem)
    study_limits.add(model, problem)
    model.annual_cost_eur = TemplateObjective(
        rule=lambda m: annual_cost_eur(m, problem),
        sense=pyo.minimize,
        doc="annuities and fixed O&M + sum_p hours_p (electricity, fuel, CO2, variable O&M, "
        "unmet heat, surplus, priced matches) + demand charges + annuities of larger connections",
    )
    return model


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Levelled annual cost of all parts [EUR/a]."""
    parts: tuple[Any, ...] = (
        *COMPONENTS,
        heat_cascade,
        match_cascade,
        grid_connection,
        larger_sizes,
    )
    return pyo.quicksum(part.annual_cost_eur(model, problem) for part in parts)


def block_structure(
    model: pyo.ConcreteModel, program: TemplateProgram, edges: tuple[int, ...]
) -> BlockStructure:
    """Which period each column and row of a model belongs to, and where blocks begin.

    Parameters
    ----------
    model : ConcreteModel
        Of a design.
    program : TemplateProgram
        Its matrix.
    edges : tuple of int
        First period of each block, then the number of periods.
    """
    cascade = model.heat_cascade
    of_rows = (cascade.rows, cascade.period_of_row.array)
    return BlockStructure(
        program.column_periods(model.periods, of_rows),
        program.row_periods(model.periods, of_rows),
        edges,
    )


def aim_at(
    model: pyo.ConcreteModel,
    problem: DesignProblem,
    quantity: Callable[[pyo.ConcreteModel, DesignProblem], Any],
) -> None:
    """Let a model look for the least of another quantity than the annual cost."""
    model.annual_cost_eur.deactivate()
    model.aim = TemplateObjective(rule=lambda m: quantity(m, problem), sense=pyo.minimize)
