"""Balanced composite curves: utilities and heat pumps drawn as streams, so that both close.

A condenser and the hot utility give heat and join the hot curve; an evaporator and the cold
utility take it and join the cold one. Each is one level; the utilities lie at the ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from industrial_hp.pinch.composite_curves import CompositeCurves, TemperatureScale, composite_curves
from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream, StreamKind


@dataclass(frozen=True)
class PlacedHeatPump:
    """A heat pump between two shifted levels [degC]: heat given and electricity [kW]."""

    evaporator_shifted_c: float
    condenser_shifted_c: float
    heat_kw: float
    electricity_kw: float


def heat_pump_streams(pumps: Sequence[PlacedHeatPump], dtmin_k: float) -> tuple[Stream, ...]:
    """Evaporators and condensers as latent streams, ``dtmin / 2`` beyond their levels."""
    d_k = dtmin_k / 2.0
    return tuple(
        stream
        for number, pump in enumerate(pumps, start=1)
        for stream in (
            *_level(
                f"condenser {number}", pump.condenser_shifted_c + d_k, pump.heat_kw, "hot", d_k
            ),
            *_level(
                f"evaporator {number}",
                pump.evaporator_shifted_c - d_k,
                pump.heat_kw - pump.electricity_kw,
                "cold",
                d_k,
            ),
        )
    )


def balanced_streams(
    streams: Sequence[Stream], pumps: Sequence[PlacedHeatPump], *, dtmin_k: float
) -> tuple[Stream, ...]:
    """Add heat pumps and the utilities that then remain to a stream table.

    Parameters
    ----------
    streams : sequence of Stream
        At least one stream.
    pumps : sequence of PlacedHeatPump
        Heat pumps that run.
    dtmin_k : float
        Least temperature difference [K]; half of it is the contribution of what is added.

    Returns
    -------
    tuple of Stream
        Their problem table needs no utility any more.

    Raises
    ------
    UsageError
        If there is no stream.
    """
    with_pumps = (*streams, *heat_pump_streams(pumps, dtmin_k))
    left, d_k = problem_table(with_pumps), dtmin_k / 2.0
    hot = _level("hot utility", left.shifted_c[0] + d_k, left.hot_utility_kw, "hot", d_k)
    cold = _level("cold utility", left.shifted_c[-1] - d_k, left.cold_utility_kw, "cold", d_k)
    return (*with_pumps, *hot, *cold)


def balanced_curves(
    streams: Sequence[Stream],
    pumps: Sequence[PlacedHeatPump],
    *,
    dtmin_k: float,
    scale: TemperatureScale = "actual",
) -> CompositeCurves:
    """Compute the composite curves with utilities and heat pumps: both span the same heat.

    Raises
    ------
    UsageError
        If there is no stream.
    """
    return composite_curves(balanced_streams(streams, pumps, dtmin_k=dtmin_k), scale)


def _level(
    name: str, temperature_c: float, duty_kw: float, kind: StreamKind, d_k: float
) -> tuple[Stream, ...]:
    """A latent stream; none where there is no duty."""
    if duty_kw <= 0.0:
        return ()
    return (Stream(name, temperature_c, temperature_c, duty_kw, d_k, kind),)
