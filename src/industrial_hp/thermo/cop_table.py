"""A manufacturer's table: COP and heat at points of source, sink and, where given, load.

1/COP and heat are interpolated between the points and never leave the values of their neighbours:
on a full grid by monotone cubics (PCHIP) along one axis after the other, between scattered points
linearly on triangles. 1/COP, since the power for a given heat is nearly linear in the lift.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from itertools import pairwise, product
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import LinearNDInterpolator, PchipInterpolator
from scipy.spatial import QhullError, cKDTree

from industrial_hp.errors import CaseError, Finding, UsageError
from industrial_hp.thermo.cop_estimate import CopEstimate, Outside, possible_cop, range_remarks
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import c_from_k

Array = NDArray[np.float64]
Layout = Literal["grid", "scattered"]

AXES = ("source", "sink", "load share")
LOAD = 2
LEAST_STEP: Array = np.array([0.01, 0.01, 0.001])  # K, K, -: closer values are one value
SAME_POINT = 1e-6  # K or -: rounding of a temperature that was converted
TOWARDS_THE_MIDDLE = 1e-9  # share: brings a point back that rounding put off the hull


@dataclass(frozen=True)
class CopPoint:
    """A row of the table.

    Attributes
    ----------
    source_k, sink_k : float
        Temperatures [K] by the manufacturer's convention, usually source inlet and sink outlet.
    cop : float
        Of the whole machine [-].
    heat_w : float
        Heat to the sink at this load [W].
    load_share : float
        Of full load [-].
    """

    source_k: float
    sink_k: float
    cop: float
    heat_w: float
    load_share: float = 1.0


@dataclass(frozen=True, kw_only=True)
class TableEstimate(CopEstimate):
    """COP and heat [W] of a manufacturer's table at a point."""

    heat_w: float


@dataclass(frozen=True)
class CopTable:
    """A table that was checked; made by `cop_table`.

    Attributes
    ----------
    name : str
        Machine and document.
    points : tuple of CopPoint
        The rows.
    """

    name: str
    points: tuple[CopPoint, ...]
    _at: Callable[[Array], Array | None] = field(repr=False, compare=False)

    def at(
        self,
        *,
        source_k: float,
        sink_k: float,
        load_share: float = 1.0,
        outside: Outside = "error",
    ) -> TableEstimate:
        """COP and heat between the points.

        Parameters
        ----------
        source_k, sink_k : float
            By the convention of the table [K].
        load_share : float
            Of full load [-].
        outside : {"error", "warn"}
            Outside the points ``"warn"`` goes to the nearest point and remarks it: its heat is
            held, its COP is not raised and falls with Carnot's.

        Raises
        ------
        UsageError
            If there is no lift or the load is none.
        CopRangeError
            If the point is outside the table and ``outside`` is ``"error"``, or the COP
            impossible.
        """
        limit = carnot_cop(source_k, sink_k)
        if not 0.0 < load_share <= 1.0:
            raise UsageError(f"load share {load_share:g}; it must be above 0 and at most 1")
        asked = np.array([source_k, sink_k, load_share])
        found = self._at(asked)
        remarks = () if found is not None else range_remarks(self._left_by(asked), outside)
        if found is not None:
            cop, heat_w = 1.0 / float(found[0]), float(found[1])
        else:
            cop, heat_w = self._nearest(asked, limit)
        return TableEstimate(
            cop=possible_cop(cop, limit_cop=limit, method=self.name),
            method=self.name,
            remarks=remarks,
            heat_w=heat_w,
        )

    def _left_by(self, asked: Array) -> list[Finding]:
        rows = _coordinates(self.points)
        low, high = rows.min(axis=0), rows.max(axis=0)
        mend = "ask the manufacturer for the point, or choose another method"
        findings = [
            Finding(
                f"{self.name}: {AXES[i]}",
                "outside the manufacturer's points",
                _text(i, asked[i]),
                f"{_text(i, low[i])} to {_text(i, high[i])}",
                mend,
            )
            for i in range(len(AXES))
            if not low[i] - SAME_POINT <= asked[i] <= high[i] + SAME_POINT
        ]
        corner = Finding(
            self.name, "the manufacturer gives no points round this one", _place(asked), mend=mend
        )
        return findings or [corner]

    def _nearest(self, asked: Array, limit_cop: float) -> tuple[float, float]:
        """COP and heat [W] held from the nearest place of the table."""
        rows = _coordinates(self.points)
        low, high = rows.min(axis=0), rows.max(axis=0)
        edge = np.clip(asked, low, high)
        found = self._at(edge)
        if found is None:
            span = np.where(high > low, high - low, 1.0)
            nearest = np.argmin((((rows - asked) / span) ** 2).sum(axis=1))
            edge, found = rows[nearest], _values(self.points)[nearest]
        cop = 1.0 / float(found[0])
        share_of_carnot = cop / carnot_cop(float(edge[0]), float(edge[1]))
        return min(cop, share_of_carnot * limit_cop), float(found[1])


def cop_table(
    name: str,
    points: Iterable[CopPoint],
    *,
    layout: Layout = "grid",
    places: Sequence[str] | None = None,
) -> CopTable:
    """Check a manufacturer's points and make them a table.

    Parameters
    ----------
    name : str
        Machine and document; it stands in every estimate.
    points : iterable of CopPoint
        In any order.
    layout : {"grid", "scattered"}
        A grid must have a point for each combination of its values. Scattered points need not;
        their triangles then also span a dent in the manufacturer's envelope.
    places : sequence of str, optional
        Where each point stands, for findings.

    Raises
    ------
    CaseError
        With a finding for every point that cannot be, is given twice or is missing.
    """
    rows = tuple(points)
    findings = point_findings(name, rows, places)
    if not findings:
        findings = _layout_findings(name, rows, layout)
    if findings:
        raise CaseError(findings)
    axes = [np.unique(column) for column in _coordinates(rows).T]
    if len(rows) == np.prod([len(axis) for axis in axes]):
        return CopTable(name, rows, _on_grid(axes, rows))
    try:
        return CopTable(name, rows, _on_triangles(rows))
    except QhullError:
        message = "the points lie on a line or a plane: nothing lies between them"
        raise CaseError([Finding(name, message, mend="add points beside it")]) from None


def point_findings(
    name: str, points: Sequence[CopPoint], places: Sequence[str] | None = None
) -> list[Finding]:
    """What is wrong with single points, and points given twice."""
    where = places or [f"{name}: point {number}" for number in range(1, len(points) + 1)]
    findings = [
        finding
        for place, point in zip(where, points, strict=True)
        for finding in _findings_of(place, point)
    ]
    if findings or not points:
        return findings
    tree = cKDTree(_coordinates(points) / LEAST_STEP)
    return [
        Finding(
            where[second],
            f"the same point as {where[first]}",
            _place(_coordinates(points)[second]),
            mend="keep one of the two",
        )
        for first, second in sorted(tree.query_pairs(1.0 - SAME_POINT, p=np.inf))
    ]


def _findings_of(place: str, point: CopPoint) -> Iterator[Finding]:
    unusable = [each.name for each in fields(point) if not np.isfinite(getattr(point, each.name))]
    if unusable:
        yield from (Finding(f"{place}, {name}", "is not a finite number") for name in unusable)
        return
    if not 0.0 < point.load_share <= 1.0:
        value = f"{point.load_share:g}"
        yield Finding(f"{place}, load share", "is no load", value, "above 0 and at most 1")
    if point.heat_w <= 0.0:
        yield Finding(f"{place}, heat", "is no heat", f"{point.heat_w:g} W", "above 0 W")
    if not 0.0 < point.source_k < point.sink_k:
        yield Finding(
            f"{place}, sink",
            "no lift",
            _text(1, point.sink_k),
            f"above the source, {_text(0, point.source_k)}",
        )
    elif not 1.0 < point.cop < carnot_cop(point.source_k, point.sink_k):
        yield Finding(
            f"{place}, COP",
            "impossible between these temperatures",
            f"{point.cop:g}",
            f"above 1 and below {carnot_cop(point.source_k, point.sink_k):.4g}",
        )


def _layout_findings(name: str, points: Sequence[CopPoint], layout: Layout) -> list[Finding]:
    if len(points) < 2:
        return [Finding(name, "too few points", str(len(points)), "at least 2")]
    if layout == "scattered":
        return []
    rows = _coordinates(points)
    axes = [np.unique(column) for column in rows.T]
    close = [
        Finding(
            f"{name}: {AXES[i]}",
            "two values that are nearly one",
            f"{low:.9g} and {high:.9g}",
            f"{LEAST_STEP[i]:g} apart",
            "write the same number",
        )
        for i, axis in enumerate(axes)
        for low, high in pairwise(axis)
        if high - low < LEAST_STEP[i] - SAME_POINT
    ]
    if close:
        return close
    cells = int(np.prod([len(axis) for axis in axes]))
    mend = "add the points, or declare the table as scattered"
    if cells > 2 * len(points):
        value = f"{len(points)} points for {cells} combinations"
        return [Finding(name, "the points are no grid", value, mend=mend)]
    given = {tuple(row) for row in rows.tolist()}
    return [
        Finding(name, "a point of the grid is missing", _place(np.array(cell)), mend=mend)
        for cell in product(*(axis.tolist() for axis in axes))
        if cell not in given
    ]


def _on_grid(axes: Sequence[Array], points: Sequence[CopPoint]) -> Callable[[Array], Array | None]:
    order = np.lexsort(_coordinates(points).T[::-1])
    shape = [len(axis) for axis in axes]
    values = _values(points)[order].reshape(*shape, 2)
    low = np.array([axis[0] for axis in axes])
    high = np.array([axis[-1] for axis in axes])
    along_source = _along(axes[0], values)

    def at(asked: Array) -> Array | None:
        inside = np.clip(asked, low, high)
        if np.any(np.abs(inside - asked) > SAME_POINT):
            return None
        found: Array = along_source(inside[0])
        for axis, place in zip(axes[1:], inside[1:], strict=True):
            found = _along(axis, found)(place)
        return found

    return at


def _along(axis: Array, values: Array) -> Callable[[float], Array]:
    """The values between the places of the first axis."""
    if len(axis) == 1:
        return lambda place: values[0]
    monotone: Callable[[float], Array] = PchipInterpolator(axis, values)
    return monotone


def _on_triangles(points: Sequence[CopPoint]) -> Callable[[Array], Array | None]:
    rows = _coordinates(points)
    fixed = rows[0]
    varied = np.flatnonzero(np.ptp(rows, axis=0) > 0.0)
    single = np.flatnonzero(np.ptp(rows, axis=0) == 0.0)
    middle = rows[:, varied].mean(axis=0)
    linear = LinearNDInterpolator(rows[:, varied], _values(points), rescale=True)

    def at(asked: Array) -> Array | None:
        if np.any(np.abs(asked[single] - fixed[single]) > SAME_POINT):
            return None
        place = asked[varied]
        for near in (place, place + TOWARDS_THE_MIDDLE * (middle - place)):
            found: Array = linear(near[np.newaxis])[0]
            if np.all(np.isfinite(found)):
                return found
        return None

    return at


def _coordinates(points: Sequence[CopPoint]) -> Array:
    return np.array([[p.source_k, p.sink_k, p.load_share] for p in points])


def _values(points: Sequence[CopPoint]) -> Array:
    return np.array([[1.0 / p.cop, p.heat_w] for p in points])


def _text(axis: int, value: float) -> str:
    return f"{value:g}" if axis == LOAD else f"{c_from_k(value):.6g} degC"


def _place(coordinates: Array) -> str:
    return ", ".join(f"{AXES[i]} {_text(i, coordinates[i])}" for i in range(len(AXES)))
