r"""Quantities over a rectangle by polynomials on patches, refined where they do not fit.

Each patch bears a tensor product of Chebyshev polynomials through the exact values at its
Chebyshev-Lobatto points; between these it is checked against exact values and quartered until it
fits. Where a value is refused the patch is quartered too, and the smallest patches that hold a
refusal stay outside with its code: nothing is extrapolated.

.. math:: f(x, y) \approx \sum_{i,j=0}^{4} c_{ij} T_i(x) T_j(y)

References
----------
Trefethen (2013), Approximation Theory and Approximation Practice, SIAM, chapters 4 and 8
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.polynomial import chebyshev
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

DEGREE = 4
NODES = np.cos(np.pi * np.arange(DEGREE + 1) / DEGREE)  # -1 and 1 included
BETWEEN = np.cos(np.pi * (np.arange(DEGREE) + 0.5) / DEGREE)  # where the error is largest
TO_COEFFICIENTS = np.linalg.inv(chebyshev.chebvander(NODES, DEGREE))
AT_BETWEEN = chebyshev.chebvander(BETWEEN, DEGREE)
FINEST = 32  # patches along a side
COARSEST_REFUSED = 8  # a larger patch may hide what can be between its refused points
SAFETY = 0.5  # of the tolerance may be reached at the points checked
READ_AT_ONCE = 32768  # points; more would not stay in the processor's cache

OUTSIDE = "outside_map"
UNRESOLVED = "error_above_tolerance"


@dataclass(frozen=True)
class Refusal:
    """Why there is no value at a point."""

    code: str
    reason: str


Function = Callable[[float, float], Floats | Refusal]
Patch = tuple[int, int, int]  # column and row of the lattice, cells along a side


@dataclass(frozen=True, eq=False)
class PatchedSurface:
    """Several quantities over a rectangle.

    Attributes
    ----------
    x, y : tuple of float
        Ends of the rectangle.
    lattice : array of int, shape (FINEST, FINEST)
        Number of the patch of each cell; below zero: -1 - number of the refusal.
    origin, span : array of int, shapes (patches, 2) and (patches,)
        First cell and number of cells along a side of each patch.
    coefficients : array of float, shape (patches, quantities, DEGREE + 1, DEGREE + 1)
        Of the Chebyshev polynomials.
    refusals : tuple of Refusal
        Each code once with its first reason; the first is for points outside the rectangle.
    error : array of float, shape (quantities,)
        Largest error found at the points checked, of the patches that are kept.
    """

    x: tuple[float, float]
    y: tuple[float, float]
    lattice: Integers
    origin: Integers
    span: Integers
    coefficients: Floats
    refusals: tuple[Refusal, ...]
    error: Floats

    def at(self, x: Floats, y: Floats) -> tuple[Floats, Integers]:
        """Values, shape (points, quantities), and the number of the refusal or -1 of each point.

        Values of refused points are NaN.
        """
        values = np.full((x.size, self.coefficients.shape[1]), np.nan)
        refused = np.zeros(x.size, dtype=np.int64)
        for first in range(0, x.size, READ_AT_ONCE):
            part = slice(first, first + READ_AT_ONCE)
            values[part], refused[part] = self._at(x[part], y[part])
        return values, refused

    def _at(self, x: Floats, y: Floats) -> tuple[Floats, Integers]:
        place = np.column_stack([_in_cells(x, self.x), _in_cells(y, self.y)])
        within = np.all((place >= 0.0) & (place <= FINEST), axis=1)
        cell = np.minimum(np.where(within[:, None], place, 0.0).astype(np.int64), FINEST - 1)
        patch = self.lattice[cell[:, 0], cell[:, 1]]
        refused = np.where(within, np.minimum(patch, 0) * -1 - 1, 0)
        refused[within & (patch >= 0)] = -1
        values = np.full((x.size, self.coefficients.shape[1]), np.nan)
        kept = refused < 0
        number = patch[kept]
        local = 2.0 * (place[kept] - self.origin[number]) / self.span[number, None] - 1.0
        along_x = chebyshev.chebvander(local[:, 0], DEGREE)
        along_y = chebyshev.chebvander(local[:, 1], DEGREE)
        over_y = np.matmul(self.coefficients[number], along_y[:, None, :, None])[..., 0]
        values[kept] = np.matmul(over_y, along_x[:, :, None])[..., 0]
        return values, refused


def patched_surface(
    function: Function,
    x: tuple[float, float],
    y: tuple[float, float],
    *,
    error: Callable[[Floats, Floats], Floats],
    tolerance: Floats,
) -> PatchedSurface:
    """Approximate a function over a rectangle.

    Parameters
    ----------
    function : callable
        Values, shape (quantities,), at a point, or why there are none.
    x, y : tuple of float
        Ends of the rectangle, rising.
    error : callable
        Of an approximate and an exact value, shape (quantities,) each.
    tolerance : array of float, shape (quantities,)
        Largest error permitted; patches that miss it at the finest stay outside.
    """
    return _Builder(function, x, y, error, tolerance).build()


class _Builder:
    """What grows while the rectangle is quartered."""

    def __init__(
        self,
        function: Function,
        x: tuple[float, float],
        y: tuple[float, float],
        error: Callable[[Floats, Floats], Floats],
        tolerance: Floats,
    ) -> None:
        self.function = cache(function)  # neighbours share points
        self.x, self.y, self.error, self.tolerance = x, y, error, tolerance
        self.lattice = np.zeros((FINEST, FINEST), dtype=np.int64)
        self.kept: list[tuple[Patch, Floats]] = []
        self.refusals: dict[str, Refusal] = {OUTSIDE: Refusal(OUTSIDE, "outside the map")}
        self.worst = np.zeros_like(tolerance)

    def build(self) -> PatchedSurface:
        waiting: list[Patch] = [(0, 0, FINEST)]
        while waiting:
            patch = waiting.pop()
            if not self._settled(patch):
                column, row, span = patch
                half = span // 2
                steps = ((0, 0), (half, 0), (0, half), (half, half))
                waiting += [(column + right, row + up, half) for right, up in steps]
        quantities = self.tolerance.size
        shape = (len(self.kept), quantities, DEGREE + 1, DEGREE + 1)
        return PatchedSurface(
            x=self.x,
            y=self.y,
            lattice=self.lattice,
            origin=np.array([patch[:2] for patch, _ in self.kept], dtype=np.int64).reshape(-1, 2),
            span=np.array([patch[2] for patch, _ in self.kept], dtype=np.int64),
            coefficients=np.array([c for _, c in self.kept]).reshape(shape),
            refusals=tuple(self.refusals.values()),
            error=self.worst,
        )

    def _settled(self, patch: Patch) -> bool:
        """Keep a patch or leave it outside; False if it is to be quartered."""
        is_finest = patch[2] == 1
        values, refused = self._values(patch, NODES, stop_when_mixed=not is_finest)
        if refused:
            codes = Counter(refusal.code for refusal in refused)
            is_uniform = not values and len(codes) == 1 and patch[2] <= COARSEST_REFUSED
            if not is_uniform and not is_finest:
                return False
            commonest = codes.most_common(1)[0][0]
            self._leave_out(patch, next(one for one in refused if one.code == commonest))
            return True
        grid = np.array(values).reshape(DEGREE + 1, DEGREE + 1, -1)
        coefficients = np.einsum("ik,jl,klq->qij", TO_COEFFICIENTS, TO_COEFFICIENTS, grid)
        error, refusal = self._error(patch, coefficients)
        if refusal is None and np.all(error <= SAFETY * self.tolerance):
            column, row, span = patch
            self.lattice[column : column + span, row : row + span] = len(self.kept)
            self.kept.append((patch, coefficients))
            self.worst = np.maximum(self.worst, error)
            return True
        if is_finest:
            told = ", ".join(f"{one:.2g}" for one in error)
            reason = f"errors of {told} at the finest patch; permitted: {SAFETY * self.tolerance}"
            self._leave_out(patch, refusal or Refusal(UNRESOLVED, reason))
        return is_finest

    def _error(self, patch: Patch, coefficients: Floats) -> tuple[Floats, Refusal | None]:
        """Largest error at the points between the nodes; a refusal if one stands there."""
        values, refused = self._values(patch, BETWEEN, stop_when_mixed=True)
        if refused:
            return np.full_like(self.tolerance, np.inf), refused[0]
        fitted = np.einsum("ki,lj,qij->klq", AT_BETWEEN, AT_BETWEEN, coefficients)
        pairs = zip(fitted.reshape(len(values), -1), values, strict=True)
        return np.max([self.error(one, exact) for one, exact in pairs], axis=0), None

    def _values(
        self, patch: Patch, local: Floats, *, stop_when_mixed: bool
    ) -> tuple[list[Floats], list[Refusal]]:
        """Values and refusals at a grid of local coordinates; x varies slowest."""
        values: list[Floats] = []
        refused: list[Refusal] = []
        column, row, span = patch
        for x in _points(self.x, column, span, local):
            for y in _points(self.y, row, span, local):
                found = self.function(x, y)
                if isinstance(found, Refusal):
                    refused.append(found)
                else:
                    values.append(found)
                if stop_when_mixed and values and refused:
                    return values, refused
        return values, refused

    def _leave_out(self, patch: Patch, refusal: Refusal) -> None:
        self.refusals.setdefault(refusal.code, refusal)
        column, row, span = patch
        number = list(self.refusals).index(refusal.code)
        self.lattice[column : column + span, row : row + span] = -1 - number


def _in_cells(value: Floats, ends: tuple[float, float]) -> Floats:
    return np.asarray((value - ends[0]) * (FINEST / (ends[1] - ends[0])))


def _points(ends: tuple[float, float], first: int, span: int, local: Floats) -> list[float]:
    """Coordinates of local ones in -1..1; corners shared by patches are the same number."""
    cells = first + span * (0.5 + 0.5 * local)
    shares = cells / FINEST
    return [float(point) for point in ends[0] * (1.0 - shares) + ends[1] * shares]
