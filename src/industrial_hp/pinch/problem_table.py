"""Energy targets of a stream table: the problem table with both sides of every latent load.

A hot stream gives heat, a cold stream takes it; heat given counts positive. Temperatures are
shifted by the contribution of one side, T - d for hot and T + d for cold streams, so that heat
may pass between streams wherever the shifted hot temperature is not below the cold one.

| symbol | name | unit |
|---|---|---|
| theta | shifted temperature | degC |
| d | temperature contribution of one side (half of dTmin unless said) | K |
| Q | duty of a stream | kW |
| a(theta+), a(theta-) | share of a stream strictly above theta, at or above theta | - |
| R(theta) | residual: net heat above theta, hot utility included | kW |

References
----------
Linnhoff, B. and Hindmarsh, E. (1983): The pinch design method for heat exchanger networks.
Chemical Engineering Science 38 (5), 745-763, doi:10.1016/0009-2509(83)80185-7.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from industrial_hp.errors import UsageError
from industrial_hp.pinch.streams import Stream, StreamKind, streams_from_records

__all__ = ["Stream", "StreamKind", "Targets", "problem_table", "streams_from_records"]

# A residual below this share of the larger total duty is rounding, not heat.
ZERO_RESIDUAL_SHARE = 1e-9


@dataclass(frozen=True)
class Targets:
    """Energy targets of a stream table and its heat cascade.

    Parameters
    ----------
    hot_utility_kw, cold_utility_kw : float
        Least heating and cooling from outside [kW].
    heat_recovery_kw : float
        Largest heat exchanged between the streams [kW].
    pinch_shifted_c : tuple of float
        Shifted temperatures where no heat passes [degC], hottest first; a pinch region is
        reported by its two ends. The open end of a threshold problem counts as well.
    shifted_c : tuple of float, shape (n,)
        Shifted temperatures of the cascade [degC], hottest first.
    residual_above_kw : tuple of float, shape (n,)
        Net heat from strictly above each temperature, hot utility included [kW].
    residual_at_kw : tuple of float, shape (n,)
        Net heat from at or above each temperature [kW]; differs by the latent loads there.
    """

    hot_utility_kw: float
    cold_utility_kw: float
    heat_recovery_kw: float
    pinch_shifted_c: tuple[float, ...]
    shifted_c: tuple[float, ...]
    residual_above_kw: tuple[float, ...]
    residual_at_kw: tuple[float, ...]

    @property
    def is_threshold(self) -> bool:
        """Whether only one kind of utility is needed, or none."""
        return self.hot_utility_kw == 0.0 or self.cold_utility_kw == 0.0


def problem_table(streams: Sequence[Stream]) -> Targets:
    """Compute the energy targets of a stream table with at least one stream.

    Notes
    -----
    Without utility the net heat is R_0(theta+-) = sum_hot Q a(theta+-) - sum_cold Q a(theta+-);
    Q_hot = max(0, -min R_0) over both sides of every shifted stream end and
    Q_cold = Q_hot + R_0(bottom). Testing one side only would let a cold stream that starts
    at theta draw on a hot latent load at theta, or the reverse.

    Raises
    ------
    UsageError
        If there is no stream.
    """
    if not streams:
        raise UsageError("a problem table needs at least one stream")
    grid_c = np.unique([s.shifted_c(t) for s in streams for t in (s.t_in_c, s.t_out_c)])[::-1]
    above_kw, at_kw = _net_heat_kw(streams, grid_c)
    hot_kw = math.fsum(s.duty_kw for s in streams if s.side == "hot")
    cold_kw = math.fsum(s.duty_kw for s in streams if s.side == "cold")
    zero_kw = ZERO_RESIDUAL_SHARE * max(hot_kw, cold_kw)
    shortage_kw = max(0.0, -float(above_kw.min()), -float(at_kw.min()))
    hot_utility_kw = _without_rounding(shortage_kw, zero_kw)
    shifted_c = tuple(float(theta) for theta in grid_c)
    residual_above_kw = tuple(_without_rounding(r + hot_utility_kw, zero_kw) for r in above_kw)
    residual_at_kw = tuple(_without_rounding(r + hot_utility_kw, zero_kw) for r in at_kw)
    return Targets(
        hot_utility_kw=hot_utility_kw,
        cold_utility_kw=_without_rounding(hot_utility_kw + hot_kw - cold_kw, zero_kw),
        heat_recovery_kw=_without_rounding(cold_kw - hot_utility_kw, zero_kw),
        pinch_shifted_c=_pinches_c(shifted_c, residual_above_kw, residual_at_kw),
        shifted_c=shifted_c,
        residual_above_kw=residual_above_kw,
        residual_at_kw=residual_at_kw,
    )


def _net_heat_kw(
    streams: Sequence[Stream], grid_c: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Net heat strictly above, and at or above, every grid temperature, without utility [kW]."""
    above_kw = np.zeros_like(grid_c)
    at_kw = np.zeros_like(grid_c)
    for stream in streams:
        ends_c = (stream.shifted_c(stream.t_in_c), stream.shifted_c(stream.t_out_c))
        low_c, high_c = min(ends_c), max(ends_c)
        duty_kw = stream.duty_kw if stream.side == "hot" else -stream.duty_kw
        if low_c == high_c:
            above_kw += duty_kw * (low_c > grid_c)
            at_kw += duty_kw * (low_c >= grid_c)
        else:
            share = np.clip((high_c - grid_c) / (high_c - low_c), 0.0, 1.0)
            above_kw += duty_kw * share
            at_kw += duty_kw * share
    return above_kw, at_kw


def _without_rounding(heat_kw: float, zero_kw: float) -> float:
    return 0.0 if abs(heat_kw) <= zero_kw else float(heat_kw)


def _pinches_c(
    shifted_c: Sequence[float],
    residual_above_kw: Sequence[float],
    residual_at_kw: Sequence[float],
) -> tuple[float, ...]:
    """Ends of every run of zero residuals, walking down both sides of the grid [degC]."""
    pinches_c: list[float] = []
    run_c: list[float] = []
    for theta_c, above_kw, at_kw in zip(shifted_c, residual_above_kw, residual_at_kw, strict=True):
        for residual_kw in (above_kw, at_kw):
            if residual_kw == 0.0:
                run_c.append(theta_c)
            else:
                pinches_c += run_c[:1] + run_c[-1:]
                run_c = []
    pinches_c += run_c[:1] + run_c[-1:]
    return tuple(sorted(set(pinches_c), reverse=True))
