"""Expand a template into columns and factors for all its indices at once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from pyomo.core.expr import numeric_expr as numeric
from pyomo.core.expr import template_expr as symbolic

from industrial_hp.errors import SolverError
from industrial_hp.solving.arrays import ArrayParam
from industrial_hp.solving.index_sets import Axis, IndexAxes, Places
from industrial_hp.solving.templates import TemplateExpression


@dataclass(frozen=True, eq=False)
class Term:
    """A variable times a factor; both arrays are broadcast against the rows.

    The axes of the rows come last, those of sums stand before them.
    """

    variable: Any
    columns: Any
    factor: Any
    rows: Any = None
    """Row of each entry, where rows differ in their number of terms; both arrays are flat then."""
    entries: Any = None
    """Which entries of a sum over a run the term belongs to; None for all of them."""

    @property
    def shape(self) -> tuple[int, ...]:
        """Shape of both together."""
        return np.broadcast_shapes(np.shape(self.columns), np.shape(self.factor))

    def times(self, factor: Any) -> "Term":
        """The term with another factor."""
        if self.rows is not None and np.ndim(factor):
            raise SolverError("a factor of a row belongs inside its sum over entries")
        if self.entries is not None and np.ndim(factor):
            factor = factor[self.entries]
        return Term(self.variable, self.columns, self.factor * factor, self.rows, self.entries)


@dataclass(frozen=True, eq=False)
class Affine:
    """Terms and a constant."""

    terms: tuple[Term, ...]
    constant: Any

    def times(self, factor: Any) -> "Affine":
        """Everything times a number or an array."""
        return Affine(tuple(t.times(factor) for t in self.terms), self.constant * factor)


ColumnOf = Callable[[Any, Any], Any]
"""``(variable, places on its axes)`` -> columns."""


class Expansion:
    """Reads expressions with a place, or places, for each symbol of a template."""

    def __init__(
        self, columns: ColumnOf, symbols: dict[int, Places], shape: tuple[int, ...]
    ) -> None:
        self._columns = columns
        self._symbols = dict(symbols)
        self._shape = shape
        self._depth = len(shape)
        self.maps_an_index = False

    def affine(self, node: Any) -> Affine:
        """Terms and constant of an expression.

        Raises
        ------
        SolverError
            If the expression is not linear or holds what numpy cannot expand.
        """
        if isinstance(node, int | float | np.number):
            return Affine((), node)
        for kind, read in _READERS:
            if isinstance(node, kind):
                return read(self, node)
        if node.is_variable_type():
            variable = node.parent_component()
            return self._variable(variable, IndexAxes.of(variable).place(node.index()))
        if node.is_expression_type() and node.is_named_expression_type():
            return self.affine(node.arg(0))
        if node.is_parameter_type():
            return Affine((), node.value)
        raise SolverError(f"{node} cannot be expanded: write it as sums, products and quotients")

    def _variable(self, variable: Any, places: tuple[Places, ...]) -> Affine:
        return Affine((Term(variable, self._columns(variable, places), 1.0),), 0.0)

    def number(self, node: Any) -> Any:
        """Value of an expression without variables."""
        found = self.affine(node)
        if found.terms:
            raise SolverError(f"{node} must not hold variables: rules are linear")
        return found.constant

    def _symbol(self, node: Any) -> Affine:
        places = self._symbols[id(node)]
        return Affine((), places if _is_of_a_run(node) else self._axis(node).values(places))

    @staticmethod
    def _axis(node: Any) -> Axis:
        sets = list(node._set.subsets())
        return Axis(sets[node._index or 0])

    def _item(self, node: Any) -> Affine:
        component, *index = node.args
        axes = IndexAxes.of(component)
        members = axes.split(tuple(index))
        places = tuple(self._place(a, m) for a, m in zip(axes.axes, members, strict=True))
        if isinstance(component, ArrayParam):
            return Affine((), component.array[places])
        if component.ctype.__name__ == "Var":
            return self._variable(component, places)
        if isinstance(component, TemplateExpression):
            return self._of_things(component, *places)
        raise SolverError(f"{component.name} is no variable and no ArrayParam: it has no array")

    def _of_things(self, family: TemplateExpression, thing: Places, period: Places) -> Affine:
        """Each entry is the expression of one thing, read once for all entries of that thing."""
        if len(self._shape) != 1:
            raise SolverError(f"{family.name} belongs into a sum over a run")
        things, periods = (np.broadcast_to(place, self._shape) for place in (thing, period))
        order = np.argsort(things, kind="stable")
        constant, terms = np.zeros(self._shape), []
        for entries in np.split(order, np.flatnonzero(np.diff(things[order])) + 1):
            if not len(entries):
                continue
            template = family.template(int(things[entries[0]]))
            symbols: dict[int, Places] = {id(s): periods[entries] for s in template.symbols}
            inner = Expansion(self._columns, symbols, entries.shape).affine(template.statement)
            constant[entries] = inner.constant
            terms += [Term(t.variable, t.columns, t.factor, None, entries) for t in inner.terms]
        return Affine(tuple(terms), constant)

    def _place(self, axis: Axis, member: Any) -> Any:
        if isinstance(member, symbolic.IndexTemplate) and not _is_of_a_run(member):
            own = self._axis(member)
            places = self._symbols[id(member)]
            return places if own.same_as(axis) else axis.places(own.values(places))
        if hasattr(member, "is_expression_type"):
            self.maps_an_index = True
            return axis.places(self.number(member))
        return axis.place(member)

    def _template_sum(self, node: Any) -> Affine:
        """A sum over sets: each set is one more axis before those of the rows."""
        depth = self._depth
        symbols = [symbol for group in node.template_iters() for symbol in group]
        if any(map(_is_of_a_run, symbols)):
            return self._sum_over_runs(node, symbols)
        for symbol in symbols:
            self._depth += 1
            shape = (-1,) + (1,) * (self._depth - 1)
            self._symbols[id(symbol)] = np.arange(self._axis(symbol).length).reshape(shape)
        lengths = [self._axis(symbol).length for symbol in symbols]
        if 0 in lengths:
            self._depth = depth
            return Affine((), 0.0)
        inner = self.affine(node.template_args()[0])
        for place, length in zip(range(self._depth, depth, -1), reversed(lengths), strict=True):
            inner = Affine(
                tuple(_summed_term(t, place, length) for t in inner.terms),
                _summed(inner.constant, place, length),
            )
        self._depth = depth
        return inner

    def _sum_over_runs(self, node: Any, symbols: list[Any]) -> Affine:
        """A sum with terms of its own in each row: one flat array over all entries."""
        if len(symbols) > 1 or self._depth > len(self._shape):
            raise SolverError(f"{node}: a sum over runs stands alone, in no other sum")
        runs, row = symbols[0]._set.args
        (axis,) = IndexAxes.of(runs).axes
        place = np.broadcast_to(self._place(axis, row), self._shape).ravel()
        count = runs.starts[place + 1] - runs.starts[place]
        rows = np.repeat(np.arange(len(place)), count)
        first = runs.starts[place] - np.cumsum(count) + count
        known: dict[int, Places] = {
            key: np.broadcast_to(places, self._shape).ravel()[rows]
            for key, places in self._symbols.items()
        }
        known[id(symbols[0])] = np.arange(len(rows)) + first[rows]
        inner = Expansion(self._columns, known, rows.shape).affine(node.template_args()[0])
        if any(len(term.shape) > 1 or term.rows is not None for term in inner.terms):
            raise SolverError(f"{node}: a sum over runs holds no other sum")
        constant = np.bincount(
            rows, np.broadcast_to(inner.constant, rows.shape), minlength=len(place)
        )
        terms = tuple(
            Term(t.variable, t.columns, t.factor, rows if t.entries is None else rows[t.entries])
            for t in inner.terms
        )
        return Affine(terms, constant.reshape(self._shape))

    def _sum(self, node: Any) -> Affine:
        parts = [self.affine(part) for part in node.args]
        constant: Any = 0.0
        for part in parts:
            constant = constant + part.constant
        return Affine(tuple(term for part in parts for term in part.terms), constant)

    def _product(self, node: Any) -> Affine:
        left, right = (self.affine(part) for part in node.args)
        if left.terms and right.terms:
            raise SolverError(f"{node} multiplies variables: rules are linear")
        return left.times(right.constant) if left.terms else right.times(left.constant)

    def _quotient(self, node: Any) -> Affine:
        upper, lower = node.args
        return self.affine(upper).times(1.0 / np.asarray(self.number(lower), dtype=float))

    def _power(self, node: Any) -> Affine:
        return Affine((), self.number(node.args[0]) ** self.number(node.args[1]))

    def _negative(self, node: Any) -> Affine:
        return self.affine(node.args[0]).times(-1.0)


def _is_of_a_run(symbol: Any) -> bool:
    return isinstance(symbol._set, symbolic.GetItemExpression)


def _has_axis(array: Any, place: int) -> bool:
    """Whether an array varies along an axis counted from its end."""
    return np.ndim(array) >= place and np.shape(array)[-place] > 1


def _summed(array: Any, place: int, length: int) -> Any:
    """Sum along an axis counted from the end; what does not vary is multiplied."""
    if _has_axis(array, place):
        return np.asarray(array).sum(axis=-place, keepdims=True)
    return array if length == 1 else array * length


def _summed_term(term: Term, place: int, length: int) -> Term:
    if _has_axis(term.columns, place):
        return term
    return Term(term.variable, term.columns, _summed(term.factor, place, length))


_READERS: tuple[tuple[Any, Callable[[Expansion, Any], Affine]], ...] = (
    (symbolic.IndexTemplate, Expansion._symbol),
    (symbolic.GetItemExpression, Expansion._item),
    (symbolic.TemplateSumExpression, Expansion._template_sum),
    (numeric.SumExpression, Expansion._sum),
    (numeric.ProductExpression, Expansion._product),
    (numeric.DivisionExpression, Expansion._quotient),
    (numeric.PowExpression, Expansion._power),
    (numeric.NegationExpression, Expansion._negative),
)
