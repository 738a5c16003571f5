"""A model of templates as one matrix for HiGHS, and its solutions as arrays.

No object is made for an hour: rows, bounds and costs are numpy arrays from the template to the
solver, and the values of a variable come back over its index sets.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from numpy.typing import NDArray

from industrial_hp.errors import SolverError
from industrial_hp.solving.affine import Expansion
from industrial_hp.solving.arrays import ArrayVar
from industrial_hp.solving.index_sets import IndexAxes, Places
from industrial_hp.solving.row_families import RowFamily, ordinary_rows, template_rows
from industrial_hp.solving.sparse_program import SparseProgram
from industrial_hp.solving.templates import TemplateConstraint, templates_of

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
NO_PERIOD = -1


class ColumnPlan:
    """Which columns the variables of a model have."""

    def __init__(self, model: pyo.ConcreteModel) -> None:
        self.variables = tuple(model.component_objects(pyo.Var, descend_into=True))
        self._first: dict[int, int] = {}
        self.count = 0
        for variable in self.variables:
            self._first[id(variable)] = self.count
            self.count += IndexAxes.of(variable).count

    def columns(self, variable: Any, places: tuple[Places, ...]) -> Any:
        """Columns at places on the axes of a variable."""
        flat: Any = 0
        for axis, place in zip(IndexAxes.of(variable).axes, places, strict=True):
            flat = flat * axis.length + place
        return flat + self._first[id(variable)]

    def span(self, variable: Any) -> slice:
        """All columns of a variable."""
        first = self._first[id(variable)]
        return slice(first, first + IndexAxes.of(variable).count)


@dataclass(frozen=True, eq=False)
class TemplateProgram:
    """The matrix of a model, and where its variables and constraints stand in it."""

    program: SparseProgram
    columns: ColumnPlan
    rows: Mapping[str, slice]
    """Rows of every constraint by its name."""
    families: tuple[RowFamily, ...]

    def values(self, variable: Any, solution: Array) -> Array:
        """Values of a variable over its index sets, of a solution over all columns."""
        return solution[self.columns.span(variable)].reshape(IndexAxes.of(variable).shape)

    def load(self, solution: Array) -> None:
        """Give the model's variables their values of a solution over all columns."""
        for variable in self.columns.variables:
            values = self.values(variable, solution)
            if isinstance(variable, ArrayVar):
                variable.load(values)
                continue
            axes = IndexAxes.of(variable)
            for index, data in variable.items():
                data.set_value(float(values[axes.place(index)]), skip_validation=True)

    def column_periods(self, periods: Any, *finer: tuple[Any, Indices]) -> Indices:
        """Place of each column in a set of periods; `NO_PERIOD` for those that stand for all.

        Parameters
        ----------
        periods : RangeSet
            The periods.
        *finer : tuple of RangeSet and array
            Other ranges whose members belong to one period each, and which.
        """
        ranges = [(periods, np.arange(len(periods))), *finer]
        found = np.full(self.columns.count, NO_PERIOD)
        for variable in self.columns.variables:
            axes = IndexAxes.of(variable)
            view = found[self.columns.span(variable)].reshape(axes.shape)
            for number, axis in enumerate(axes.axes):
                for members, period in ranges:
                    if axis.set is members:
                        view[...] = period.reshape((-1,) + (1,) * (view.ndim - number - 1))
        return found

    def row_periods(self, periods: Any, *finer: tuple[Any, Indices]) -> Indices:
        """Place of each row in a set of periods; `NO_PERIOD` for those that tie them together.

        Parameters as of `column_periods`.
        """
        parts = [np.zeros(0, np.int64)]
        for family in self.families:
            places = family.places.get(id(periods), NO_PERIOD)
            for members, period in finer:
                if id(members) in family.places:
                    places = period[family.places[id(members)]]
            parts.append(np.broadcast_to(places, family.shape).ravel())
        return np.concatenate(parts)


def template_program(model: pyo.ConcreteModel) -> TemplateProgram:
    """Expand a linear model, of templates and of ordinary rules, into one matrix.

    Raises
    ------
    SolverError
        If a rule is not linear or cannot be expanded.
    """
    plan = ColumnPlan(model)
    families = list(_families(model, plan))
    rows: dict[str, slice] = {}
    first = 0
    for family in families:
        start = rows[family.name].start if family.name in rows else first
        first += family.count
        rows[family.name] = slice(start, first)
    cost, offset = _cost(model, plan)
    lower, upper = _column_bounds(plan)
    program = SparseProgram(
        cost=cost,
        matrix=_matrix(families, plan.count),
        row_lower=np.concatenate([np.zeros(0), *(f.lower for f in families)]),
        row_upper=np.concatenate([np.zeros(0), *(f.upper for f in families)]),
        lower=lower,
        upper=upper,
        integers=_integers(plan),
        offset=offset,
    )
    return TemplateProgram(program, plan, rows, tuple(families))


def _families(model: pyo.ConcreteModel, plan: ColumnPlan) -> Iterator[RowFamily]:
    for constraint in model.component_objects(pyo.Constraint, active=True, descend_into=True):
        if isinstance(constraint, TemplateConstraint):
            yield from template_rows(constraint, plan.columns)
        else:
            yield from ordinary_rows(constraint, plan.columns)


def _matrix(families: list[RowFamily], columns: int) -> sp.csr_matrix:
    """All families, one below the other, written straight into the arrays of the matrix."""
    most = sum(family.most_entries for family in families)
    count = sum(family.count for family in families)
    indices, data = np.empty(most, np.int32), np.empty(most)
    starts = np.zeros(count + 1, np.int32)
    row = entry = 0
    for family in families:
        lengths = family.write(indices[entry:], data[entry:])
        starts[row + 1 : row + 1 + family.count] = entry + np.cumsum(lengths)
        row += family.count
        entry = int(starts[row])
    return sp.csr_matrix((data[:entry], indices[:entry], starts), shape=(count, columns))


def _cost(model: pyo.ConcreteModel, plan: ColumnPlan) -> tuple[Array, float]:
    objectives = list(model.component_objects(pyo.Objective, active=True, descend_into=True))
    if len(objectives) != 1 or objectives[0].sense != pyo.minimize:
        raise SolverError("a model needs one active objective, to be minimised")
    (objective,) = objectives
    total = Expansion(plan.columns, {}, ()).affine(objective.expr)
    cost = np.zeros(plan.count)
    for term in total.terms:
        np.add.at(
            cost,
            np.broadcast_to(term.columns, term.shape),
            np.broadcast_to(term.factor, term.shape),
        )
    return cost, float(np.sum(total.constant))


def _column_bounds(plan: ColumnPlan) -> tuple[Array, Array]:
    lower, upper = np.full(plan.count, -np.inf), np.full(plan.count, np.inf)
    for variable in plan.variables:
        span, axes = plan.span(variable), IndexAxes.of(variable)
        if isinstance(variable, ArrayVar):
            for side, bound in zip((lower, upper), variable.bounds_arrays(), strict=True):
                side[span] = bound.ravel()
        elif len(variable._data) < axes.count:
            _rule_bounds(variable, lower[span].reshape(axes.shape), upper[span].reshape(axes.shape))
        for index, data in variable._data.items():
            column = plan.columns(variable, axes.place(index))
            low, high = (data.value, data.value) if data.fixed else data.bounds
            lower[column] = -np.inf if low is None else low
            upper[column] = np.inf if high is None else high
    return lower, upper


def _rule_bounds(variable: Any, lower: Array, upper: Array) -> None:
    """Write the bounds that domain and rule give to a variable without objects."""
    low, high = _domain(variable).bounds()
    lower[...] = -np.inf if low is None else low
    upper[...] = np.inf if high is None else high
    rule = variable._rule_bounds
    if rule is None:
        return
    axes = IndexAxes.of(variable)
    for template in templates_of(variable, rule):
        place, shape = axes.part(template.names)
        symbols = axes.symbols(template.symbols, None)
        expansion = Expansion(lambda *_: None, symbols, shape)
        low, high = (
            None if side is None else expansion.number(side) for side in template.statement
        )
        if low is not None:
            lower[place] = np.maximum(lower[place], low)
        if high is not None:
            upper[place] = np.minimum(upper[place], high)


def _domain(variable: Any) -> Any:
    rule = variable._rule_domain
    if not rule.constant():
        raise SolverError(f"{variable.name}: one domain for all indices, or dense=True")
    return rule(variable.parent_block(), None, variable)


def _integers(plan: ColumnPlan) -> Indices:
    """Columns that must be whole and are not fixed already."""
    found = [np.zeros(0, np.int64)]
    for variable in plan.variables:
        axes = IndexAxes.of(variable)
        if len(variable._data) == axes.count:
            found.append(
                np.array(
                    [
                        plan.columns(variable, axes.place(index))
                        for index, data in variable._data.items()
                        if data.is_integer() and not data.fixed
                    ],
                    np.int64,
                )
            )
        elif _domain(variable).isdiscrete():
            span = plan.span(variable)
            found.append(np.arange(span.start, span.stop))
    return np.concatenate(found)
