"""Composite, grand composite and balanced curves of every zone, with its heat pumps, in one period.

All temperatures are shifted: hot sides lowered, cold sides raised by their contribution, so that
curves that touch are as near as they may come. In composite and grand composite curve sources
count with all their heat, used or not. The balanced curves hold what really gives and takes heat:
sources as far as they are used, machines, boilers, stores and lines beside the process.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from industrial_hp.pinch.composite_curves import Curve, composite_curves, grand_composite_curve
from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream, StreamKind
from industrial_hp.results.attribution import ActiveStream
from industrial_hp.results.process_streams import of_pieces, process_streams
from industrial_hp.superstructure.problem import Array, DesignProblem
from industrial_hp.units import mw_from_kw

LEVEL_STEP_K = 1e-6


@dataclass(frozen=True)
class HeatCurve:
    """Shifted temperature [degC] over heat [MW], shape (n,) each."""

    heat_mw: tuple[float, ...]
    shifted_c: tuple[float, ...]


@dataclass(frozen=True)
class MachineLevels:
    """Evaporator and condenser of a running machine, each from its coldest point."""

    tag: str
    evaporator: HeatCurve
    condenser: HeatCurve


@dataclass(frozen=True)
class BalancedCurves:
    """All that gives and all that takes heat in a zone in a period.

    Attributes
    ----------
    hot, cold : HeatCurve
        They end at the same heat; the hot one begins before the cold one by what is left over.
    left_over_mw : float
        Heat that leaves at the bottom.
    machines : tuple of MachineLevels
        Part of the cold curve between the levels of an evaporator and of the hot curve between
        those of a condenser, with whatever else lies there.
    """

    hot: HeatCurve
    cold: HeatCurve
    left_over_mw: float
    machines: tuple[MachineLevels, ...]


@dataclass(frozen=True)
class ProcessCurves:
    """Curves of a zone in a period, at its energy targets."""

    zone: str
    period: str
    hot: HeatCurve
    cold: HeatCurve
    grand: HeatCurve
    hot_utility_mw: float
    cold_utility_mw: float
    machines: tuple[MachineLevels, ...]
    balanced: BalancedCurves | None = None
    """None where nothing gives or nothing takes heat."""


def process_curves(
    problem: DesignProblem, streams: Sequence[ActiveStream]
) -> tuple[ProcessCurves, ...]:
    """Curves of every zone that has streams, in the period in which the machines do most.

    Parameters
    ----------
    problem : DesignProblem
        Sources and demands.
    streams : sequence of ActiveStream
        Streams with the heat that they really give or take.
    """
    period = _telling_period(problem, streams)
    tags = {unit.tag for unit in problem.heat_pumps}
    found = []
    for zone in problem.zones:
        process = process_streams(problem, zone, period)
        if process:
            own = [stream for stream in streams if stream.zone == zone]
            machines = _machines([s for s in own if s.name in tags], period)
            curves = _curves(zone, problem.periods.labels[period], process, machines)
            found.append(replace(curves, balanced=_balanced(own, machines, period)))
    return tuple(found)


def _telling_period(problem: DesignProblem, streams: Sequence[ActiveStream]) -> int:
    """Where the machines give most heat; without machines where most is needed."""
    tags = {unit.tag for unit in problem.heat_pumps}
    given = sum((s.heat_mw for s in streams if s.is_hot and s.name in tags), start=_zeros(problem))
    if given.any():
        return int(np.argmax(given))
    return int(np.argmax(sum((d.heat_mw for d in problem.demands), start=_zeros(problem))))


def _zeros(problem: DesignProblem) -> Array:
    return np.zeros(problem.periods.count)


def _machines(streams: Sequence[ActiveStream], period: int) -> tuple[MachineLevels, ...]:
    curves: dict[str, dict[bool, HeatCurve]] = {}
    for stream in streams:
        kind: StreamKind = "hot" if stream.is_hot else "cold"
        parts = of_pieces(stream.name, kind, stream.pieces, stream.heat_mw, period)
        if parts:
            both = composite_curves(parts, "shifted")
            curve = both.hot if stream.is_hot else both.cold
            curves.setdefault(stream.name, {})[stream.is_hot] = _in_mw(curve)
    return tuple(
        MachineLevels(tag, sides[False], sides[True])
        for tag, sides in sorted(curves.items())
        if len(sides) == 2
    )


def _curves(
    zone: str, period: str, process: list[Stream], machines: tuple[MachineLevels, ...]
) -> ProcessCurves:
    both, targets = composite_curves(process, "shifted"), problem_table(process)
    return ProcessCurves(
        zone,
        period,
        _in_mw(both.hot),
        _in_mw(both.cold),
        _in_mw(grand_composite_curve(targets)),
        float(mw_from_kw(targets.hot_utility_kw)),
        float(mw_from_kw(targets.cold_utility_kw)),
        machines,
    )


def _balanced(
    streams: Sequence[ActiveStream], machines: tuple[MachineLevels, ...], period: int
) -> BalancedCurves | None:
    running = [
        part
        for s in streams
        for part in of_pieces(s.name, "hot" if s.is_hot else "cold", s.pieces, s.heat_mw, period)
    ]
    if {part.kind for part in running} != {"hot", "cold"}:
        return None
    both = composite_curves(running, "shifted")
    hot, cold = _in_mw(both.hot), _in_mw(both.cold)
    placed = tuple(
        MachineLevels(m.tag, _between(cold, m.evaporator), _between(hot, m.condenser))
        for m in machines
    )
    return BalancedCurves(hot, cold, max(0.0, hot.heat_mw[-1] - _width(cold)), placed)


def _width(curve: HeatCurve) -> float:
    return curve.heat_mw[-1] - curve.heat_mw[0]


def _between(curve: HeatCurve, levels: HeatCurve) -> HeatCurve:
    """Part of a curve between the coldest and the hottest point of levels, which it passes."""
    low_c, high_c = levels.shifted_c[0] - LEVEL_STEP_K, levels.shifted_c[-1] + LEVEL_STEP_K
    points = [
        (heat, t)
        for heat, t in zip(curve.heat_mw, curve.shifted_c, strict=True)
        if low_c <= t <= high_c
    ]
    return HeatCurve(tuple(heat for heat, _ in points), tuple(t for _, t in points))


def _in_mw(curve: Curve) -> HeatCurve:
    return HeatCurve(
        tuple(float(mw_from_kw(heat)) for heat in curve.heat_kw), tuple(curve.temperature_c)
    )
