"""Rules that stand for a whole family of rows, kept as one template.

A rule of a `TemplateConstraint` is read by Pyomo's own `templatize_rule`. An index over a range of
numbers (hours) stays a symbol, so the rule is called once for all of them; an index over names is
given one name after the other. `matrix` expands the templates by numpy into the rows of one
sparse matrix; `write_out` makes ordinary Pyomo rows of them instead, for small models and tests.

What a rule cannot do: compare an index (`if t == 0`) or compute with it by `%`. The neighbour in
time is an `ArrayParam` of whole numbers (`content[previous[t]]`), and rows that exist only for some
indices are told by `where`.
"""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import mul
from typing import Any

import numpy as np
import pyomo.environ as pyo
from pyomo.core.base.constraint import IndexedConstraint
from pyomo.core.base.expression import IndexedExpression
from pyomo.core.base.objective import ScalarObjective
from pyomo.core.base.set import IndexedSet, InsertionOrderSetData
from pyomo.core.expr.relational_expr import tuple_to_relational_expr
from pyomo.core.expr.template_expr import templatize_rule

from industrial_hp.solving.index_sets import IndexAxes, is_range


class RunSets(IndexedSet):  # type: ignore[misc]
    """Sets of consecutive numbers: what a row sums over where rows differ in their terms.

    ``entries[r]`` holds ``starts[r] .. starts[r + 1] - 1``; terms are numbered row by row, and
    ``sum(share[e] * heat[hour[e]] for e in entries[r])`` is a sum of its own in each row.

    Parameters
    ----------
    rows : RangeSet
        Index set.
    starts : array of int
        First number of each row, and the end of the last.
    """

    _ComponentDataClass = InsertionOrderSetData

    def __init__(self, rows: Any, *, starts: Any, **kwargs: Any) -> None:
        self.starts = np.asarray(starts)
        super().__init__(rows, initialize=self._run, dimen=1, **kwargs)

    def construct(self, data: Any = None) -> None:
        """Nothing is made before it is asked for."""
        self._constructed = True

    def _run(self, block: Any, row: Any) -> range:
        (place,) = IndexAxes.of(self).place(row)
        return range(int(self.starts[place]), int(self.starts[place + 1]))


@dataclass(frozen=True)
class Template:
    """What a rule says of a family of indices."""

    statement: Any
    """Expression, relation, or pair of bounds, with symbols for indices over ranges."""
    symbols: tuple[Any, ...]
    """The symbols, one for each range among the index sets."""
    names: tuple[Any, ...]
    """The index with None in place of the symbols."""


def templates_of(component: Any, rule: Callable[..., Any]) -> Iterator[Template]:
    """Read a rule of an indexed component once for each combination of names.

    Parameters
    ----------
    component : IndexedComponent
        Its index sets tell which indices are ranges and which are names.
    rule : callable
        ``(block, index)``.
    """
    axes = IndexAxes.of(component)
    if not axes.count:
        return
    ranges = axes.ranges
    symbolic: Any = ranges[0] if ranges else None
    if len(ranges) > 1:
        symbolic = reduce(mul, ranges)
        symbolic.construct()
    for names in itertools.product(*([None] if is_range(s) else list(s) for s in axes.sets)):
        statement, symbols = templatize_rule(
            component.parent_block(),
            lambda block, given, names=names: rule(block, _index(names, given)),
            symbolic,
        )
        yield Template(statement, symbols, names)


def _index(names: tuple[Any, ...], symbols: tuple[Any, ...]) -> Any:
    """The index of a rule, as Pyomo passes it."""
    left = list(symbols)
    index: list[Any] = []
    for name in names:
        index.extend([left.pop(0)] if name is None else name if type(name) is tuple else [name])
    return tuple(index) if len(index) != 1 else index[0]


class TemplateConstraint(IndexedConstraint):  # type: ignore[misc]
    """A family of rows of which only the templates are kept.

    Parameters
    ----------
    *sets : Set
        Index sets; those that are ranges are expanded by numpy.
    rule : callable
        ``(block, *index)`` -> relation, as of any Pyomo constraint.
    where : array of bool, optional
        Which rows exist; one axis for each index set, or what can be broadcast to it.
    """

    def __init__(self, *sets: Any, where: Any = None, **kwargs: Any) -> None:
        self.where = None if where is None else np.asarray(where, dtype=bool)
        self.templates: tuple[Template, ...] = ()
        super().__init__(*sets, **kwargs)

    def construct(self, data: Any = None) -> None:
        """Read the rule; no row is made."""
        if self.is_constructed():
            return
        self._constructed = True
        for index_set in self._anonymous_sets or ():
            index_set.construct()
        self.templates = tuple(
            Template(_relation(t.statement), t.symbols, t.names)
            for t in templates_of(self, self._rule)
        )

    def write_out(self) -> None:
        """Make the rows as ordinary Pyomo does, one by one."""
        axes = IndexAxes.of(self)
        exists = np.broadcast_to(True if self.where is None else self.where, axes.shape)
        for index in self.index_set():
            if exists[axes.place(index)]:
                self._setitem_when_not_present(index, self._rule(self.parent_block(), index))


def _relation(statement: Any) -> Any:
    return tuple_to_relational_expr(statement) if type(statement) is tuple else statement


class TemplateExpression(IndexedExpression):  # type: ignore[misc]
    """Expressions of several things over a range: of each thing one template.

    A row may sum over them by numbers that stand in arrays:
    ``sum(share[e] * heat[stream[e], hour[e]] for e in entries[r])``.

    Parameters
    ----------
    things, periods : RangeSet
        Index sets. The rule is given the things one after the other.
    rule : callable
        ``(block, thing, period)`` -> linear expression or number.
    """

    def __init__(self, things: Any, periods: Any, *, rule: Callable[[Any, int, Any], Any]) -> None:
        self._rule_given, self._periods = rule, periods
        super().__init__(things, periods)

    def construct(self, data: Any = None) -> None:
        """Nothing is made before it is asked for."""
        self._constructed = True

    def template(self, thing: int) -> Template:
        """What the rule says of one thing in all periods."""
        statement, symbols = templatize_rule(
            self.parent_block(),
            lambda block, given: self._rule_given(block, thing, given[0]),
            self._periods,
        )
        return Template(statement, symbols, (thing, None))

    def _getitem_when_not_present(self, index: Any) -> Any:
        return self.add(index, self._rule_given(self.parent_block(), *index))


class TemplateObjective(ScalarObjective):  # type: ignore[misc]
    """A sum over all hours of which only the template is kept."""

    def construct(self, data: Any = None) -> None:
        """Read the rule; no sum is written out."""
        if self.is_constructed():
            return
        self._constructed = True
        self._data[None] = self
        self.set_value(templatize_rule(self.parent_block(), self.rule, None)[0])

    def write_out(self) -> None:
        """Make the sum as ordinary Pyomo does."""
        self.set_value(self.rule(self.parent_block(), None))


def write_out(model: pyo.ConcreteModel) -> pyo.ConcreteModel:
    """Make all templates of a model ordinary rows, for Pyomo's ordinary way to a solver."""
    for component in model.component_objects((pyo.Constraint, pyo.Objective), descend_into=True):
        if isinstance(component, TemplateConstraint | TemplateObjective):
            component.write_out()
    return model
