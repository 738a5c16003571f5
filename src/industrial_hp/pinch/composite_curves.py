"""Composite and grand composite curves as points, for figures.

The hot composite adds all streams that give heat, the cold composite all that take it, each
as cumulative heat from its coldest point. The cold curve is moved right by the cold utility,
so that both overlap where heat is recovered. The grand composite curve shows the net heat of
the cascade over the shifted temperature. Vertical steps never occur; a latent load is a
horizontal piece: two points at one temperature.

References
----------
Linnhoff, B. and Hindmarsh, E. (1983), doi:10.1016/0009-2509(83)80185-7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from industrial_hp.pinch.problem_table import Targets, problem_table
from industrial_hp.pinch.streams import Stream, StreamKind

TemperatureScale = Literal["actual", "shifted"]


@dataclass(frozen=True)
class Curve:
    """Points of a temperature-heat curve.

    Parameters
    ----------
    heat_kw : tuple of float, shape (n,)
        Abscissa [kW].
    temperature_c : tuple of float, shape (n,)
        Ordinate [degC].
    """

    heat_kw: tuple[float, ...]
    temperature_c: tuple[float, ...]


@dataclass(frozen=True)
class CompositeCurves:
    """Hot and cold composite curve on one heat axis, from cold to hot; empty without streams."""

    hot: Curve
    cold: Curve


def composite_curves(
    streams: Sequence[Stream], scale: TemperatureScale = "actual"
) -> CompositeCurves:
    """Compute both composite curves of a stream table, placed at the energy targets.

    Parameters
    ----------
    streams : sequence of Stream
        At least one stream.
    scale : {"actual", "shifted"}
        Temperatures of the streams, or shifted ones: on these the curves touch at the pinch.

    Raises
    ------
    UsageError
        If there is no stream.
    """
    cold_utility_kw = problem_table(streams).cold_utility_kw
    return CompositeCurves(
        hot=_composite(streams, "hot", scale=scale, start_kw=0.0),
        cold=_composite(streams, "cold", scale=scale, start_kw=cold_utility_kw),
    )


def grand_composite_curve(targets: Targets) -> Curve:
    """Compute the grand composite curve, hottest point first.

    Both sides of a temperature are points where they differ: a latent load is horizontal.
    """
    points: list[tuple[float, float]] = []
    for theta_c, above_kw, at_kw in zip(
        targets.shifted_c, targets.residual_above_kw, targets.residual_at_kw, strict=True
    ):
        points.append((above_kw, theta_c))
        if at_kw != above_kw:
            points.append((at_kw, theta_c))
    return Curve(
        heat_kw=tuple(heat for heat, _ in points),
        temperature_c=tuple(temperature for _, temperature in points),
    )


def _composite(
    streams: Sequence[Stream], side: StreamKind, *, scale: TemperatureScale, start_kw: float
) -> Curve:
    """Cumulative heat of one side from its coldest point, latent loads as two points."""
    ends_c = [_ends_c(stream, scale) for stream in streams if stream.side == side]
    duties_kw = [stream.duty_kw for stream in streams if stream.side == side]
    heat_kw: list[float] = []
    temperature_c: list[float] = []
    for theta_c in np.unique(np.array(ends_c)).tolist():
        below_kw, up_to_kw = start_kw, start_kw
        for (low_c, high_c), duty_kw in zip(ends_c, duties_kw, strict=True):
            if low_c == high_c:
                below_kw += duty_kw * (low_c < theta_c)
                up_to_kw += duty_kw * (low_c <= theta_c)
            else:
                share = min(max((theta_c - low_c) / (high_c - low_c), 0.0), 1.0)
                below_kw += duty_kw * share
                up_to_kw += duty_kw * share
        for cumulative_kw in dict.fromkeys((below_kw, up_to_kw)):
            heat_kw.append(cumulative_kw)
            temperature_c.append(theta_c)
    return Curve(tuple(heat_kw), tuple(temperature_c))


def _ends_c(stream: Stream, scale: TemperatureScale) -> tuple[float, float]:
    """Lower and upper end of a stream [degC]."""
    if scale == "shifted":
        ends_c = (stream.shifted_c(stream.t_in_c), stream.shifted_c(stream.t_out_c))
    else:
        ends_c = (stream.t_in_c, stream.t_out_c)
    return min(ends_c), max(ends_c)
