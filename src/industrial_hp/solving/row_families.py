"""Families of rows: what one template says for all its indices, as entries of a matrix."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp
from numpy.typing import NDArray
from pyomo.core.expr import relational_expr as relational

from industrial_hp.errors import SolverError
from industrial_hp.solving.affine import Affine, ColumnOf, Expansion, Term
from industrial_hp.solving.index_sets import IndexAxes
from industrial_hp.solving.templates import Template, TemplateConstraint

Array = NDArray[np.float64]
ROUNDING = 1e-9
"""A row of mere numbers holds if it is not further off."""


@dataclass(frozen=True, eq=False)
class RowFamily:
    """Rows of the same form."""

    name: str
    shape: tuple[int, ...]
    terms: tuple[Term, ...]
    lower: Array
    upper: Array
    may_repeat: bool
    """Whether a row may name a column twice."""
    places: Mapping[int, Any]
    """Places of the rows on the ranges they are indexed by; by the id of the set."""

    @property
    def count(self) -> int:
        """Number of rows."""
        return prod(self.shape)

    @property
    def most_entries(self) -> int:
        """Number of entries before those of the same column are summed."""
        return sum(
            self.count * prod(self._sums(term)) if term.rows is None else len(term.rows)
            for term in self.terms
        )

    def _sums(self, term: Term) -> tuple[int, ...]:
        return term.shape[: max(0, len(term.shape) - len(self.shape))]

    def write(self, indices: NDArray[np.int32], data: Array) -> NDArray[np.int64]:
        """Write the entries row by row; the number of entries of each row."""
        if any(term.rows is not None for term in self.terms):
            return self._written_by_entry(indices, data)
        size = self.most_entries
        width = size // self.count
        columns = indices[:size].reshape(*self.shape, width)
        factors = data[:size].reshape(*self.shape, width)
        first = 0
        for term in self.terms:
            shape = self._sums(term) + self.shape
            last = first + prod(self._sums(term))
            for target, source in ((columns, term.columns), (factors, term.factor)):
                spread = np.broadcast_to(source, shape).reshape(-1, *self.shape)
                target[..., first:last] = np.moveaxis(spread, 0, -1)
            first = last
        if self._is_tidy(columns):
            return np.full(self.count, width)
        starts = np.arange(self.count + 1) * width
        rows = sp.csr_matrix((data[:size].copy(), indices[:size].copy(), starts))
        return _tidied(rows, indices, data)

    def _written_by_entry(self, indices: NDArray[np.int32], data: Array) -> NDArray[np.int64]:
        """Rows that differ in their number of terms."""
        size, first = self.most_entries, 0
        row = np.empty(size, np.int32)
        for term in self.terms:
            shape = self._sums(term) + self.shape if term.rows is None else term.rows.shape
            last = first + prod(shape)
            number = np.arange(self.count).reshape(self.shape) if term.rows is None else term.rows
            for target, source in (
                (row, number),
                (indices, term.columns),
                (data, term.factor),
            ):
                target[first:last] = np.broadcast_to(source, shape).ravel()
            first = last
        width = int(indices[:size].max(initial=0)) + 1
        entries = sp.coo_matrix((data[:size], (row, indices[:size])), shape=(self.count, width))
        return _tidied(entries.tocsr(), indices, data)

    def _is_tidy(self, columns: Any) -> bool:
        """Whether every entry counts and no row names a column twice."""
        if any(np.any(np.asarray(term.factor) == 0) for term in self.terms):
            return False
        if not self.may_repeat:
            return True
        ordered = np.sort(columns, axis=-1)
        return not np.any(ordered[..., 1:] == ordered[..., :-1])


def _tidied(rows: sp.csr_matrix, indices: NDArray[np.int32], data: Array) -> NDArray[np.int64]:
    """Write rows without zeros in which each column stands once."""
    rows.sum_duplicates()
    rows.eliminate_zeros()
    indices[: rows.nnz], data[: rows.nnz] = rows.indices, rows.data
    lengths: NDArray[np.int64] = np.diff(rows.indptr)
    return lengths


def template_rows(constraint: TemplateConstraint, columns: ColumnOf) -> Iterator[RowFamily]:
    """One family for each template of a constraint.

    Raises
    ------
    SolverError
        If a template is no relation, or one of mere numbers that does not hold.
    """
    axes = IndexAxes.of(constraint)
    for template in constraint.templates:
        place, shape = axes.part(template.names)
        exists = None
        if constraint.where is not None:
            exists = np.broadcast_to(constraint.where, axes.shape)[place]
            if not exists.any():
                continue
            shape = (int(exists.sum()),) if shape else ()
        statement = template.statement
        if statement is pyo.Constraint.Skip:
            continue
        symbols = axes.symbols(template.symbols, exists)
        expansion = Expansion(columns, symbols, shape)
        limits = _bounded(expansion, template, constraint.name)
        places = dict(zip(map(id, axes.ranges), symbols.values(), strict=True))
        family = _family(constraint.name, shape, limits, expansion, places)
        if family.terms:
            yield family
        elif (family.lower > ROUNDING).any() or (family.upper < -ROUNDING).any():
            raise SolverError(f"{constraint.name}: the row {statement} can never hold")


def ordinary_rows(constraint: Any, columns: ColumnOf) -> Iterator[RowFamily]:
    """The rows of a constraint that Pyomo has written out."""
    for row in constraint.values():
        if row.active:
            low, body, high = row.to_bounded_expression(evaluate_bounds=True)
            expansion = Expansion(columns, {}, ())
            limits = (low, expansion.affine(body), high)
            yield _family(constraint.name, (), limits, expansion, {})


def _bounded(expansion: Expansion, template: Template, name: str) -> tuple[Any, Affine, Any]:
    """Lower limit, body and upper limit of a relation; what is constant is a limit."""
    statement = template.statement
    if isinstance(statement, relational.RangedExpression):
        low, body, high = statement.args
        return expansion.number(low), expansion.affine(body), expansion.number(high)
    if not isinstance(statement, relational.EqualityExpression | relational.InequalityExpression):
        raise SolverError(f"{name}: the rule gives {statement}, which is no relation of variables")
    left, right = (expansion.affine(side) for side in statement.args)
    equal = isinstance(statement, relational.EqualityExpression)
    if not right.terms:
        return right.constant if equal else None, left, right.constant
    if not left.terms:
        return left.constant, right, left.constant if equal else None
    minus = right.times(-1.0)
    body = Affine(left.terms + minus.terms, left.constant + minus.constant)
    return 0.0 if equal else None, body, 0.0


def _family(
    name: str,
    shape: tuple[int, ...],
    limits: tuple[Any, Affine, Any],
    expansion: Expansion,
    places: Mapping[int, Any],
) -> RowFamily:
    low, body, high = limits
    variables = [id(term.variable) for term in body.terms]
    return RowFamily(
        name,
        shape,
        body.terms,
        _over_rows(-np.inf if low is None else low - body.constant, shape),
        _over_rows(np.inf if high is None else high - body.constant, shape),
        expansion.maps_an_index or len(set(variables)) < len(variables),
        places,
    )


def _over_rows(limit: Any, shape: tuple[int, ...]) -> Array:
    limit = np.asarray(limit, dtype=float)
    limit = limit.reshape(limit.shape[max(0, limit.ndim - len(shape)) :])
    return np.broadcast_to(limit, shape).ravel()
