r"""A heat pump of which only the COP is known: by a Lorenz efficiency, a correlation or a table.

It stands between its source and its sink in counterflow: its hot side runs along the sink, hotter
by one difference, its cold side along the source, colder by another. That is the coolest it could
be, so its COP is held against the reversible machine between these temperatures:

.. math:: \frac{1}{COP} \ge 1 - \frac{\int dq / T_{hot}}{\int dq / T_{cold}}
"""

from dataclasses import dataclass
from itertools import pairwise

from industrial_hp.errors import Finding
from industrial_hp.thermo.cop_estimate import CopEstimate, possible_cop
from industrial_hp.thermo.cycle import HeatSegment
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.ideal_cop import logarithmic_mean_temperature_k


@dataclass(frozen=True)
class EstimatedMachine:
    """A machine without states.

    Attributes
    ----------
    method : str
        How the COP was had.
    cop : float
        Heat given off over electricity [-]; the drive is in it.
    condenser, evaporator : tuple of HeatSegment
        As of a cycle: hottest first | coldest first.
    evaporating_k, hot_side_k : float
        Coldest temperature of the cold side and hottest of the hot side [K].
    heat_w : float or None
        Heat of one machine at this point, where the method knows it [W].
    remarks : tuple of Finding
        What a reader of the COP must know.
    """

    method: str
    cop: float
    condenser: tuple[HeatSegment, ...]
    evaporator: tuple[HeatSegment, ...]
    evaporating_k: float
    hot_side_k: float
    heat_w: float | None = None
    remarks: tuple[Finding, ...] = ()


def estimated_machine(
    estimate: CopEstimate,
    *,
    source: TemperatureHeatCurve,
    sink: TemperatureHeatCurve,
    colder_by_k: float,
    hotter_by_k: float,
    heat_w: float | None = None,
) -> EstimatedMachine:
    """The machine of an estimate beside its source and its sink.

    Parameters
    ----------
    estimate : CopEstimate
        COP by any method.
    source, sink : TemperatureHeatCurve
        What it cools and heats [K].
    colder_by_k, hotter_by_k : float
        Difference to the source and to the sink [K].
    heat_w : float, optional
        Heat of one machine [W].

    Raises
    ------
    CopRangeError
        If the COP is above that of the reversible machine between these temperatures.
    """
    condenser = tuple(reversed(_segments(sink, hotter_by_k)))
    evaporator = _segments(source, -colder_by_k)
    carnot_share = 1.0 - _per_kelvin(condenser) / _per_kelvin(evaporator)
    limit = 1.0 / carnot_share if carnot_share > 0.0 else float("inf")
    return EstimatedMachine(
        estimate.method,
        possible_cop(estimate.cop, limit_cop=limit, method=estimate.method),
        condenser,
        evaporator,
        source.cold_end_k - colder_by_k,
        sink.hot_end_k + hotter_by_k,
        heat_w,
        estimate.remarks,
    )


def _segments(curve: TemperatureHeatCurve, shift_k: float) -> tuple[HeatSegment, ...]:
    """Straight pieces of a curve, coldest first."""
    points = zip(curve.t_k.tolist(), curve.heat_share.tolist(), strict=True)
    return tuple(
        HeatSegment(hot_k + shift_k, cold_k + shift_k, above - below)
        for (cold_k, below), (hot_k, above) in pairwise(points)
        if above > below
    )


def _per_kelvin(segments: tuple[HeatSegment, ...]) -> float:
    """Entropy that goes with a unit of heat [1/K]; a straight piece by its logarithmic mean."""
    return sum(s.share / logarithmic_mean_temperature_k(s.t_cold_k, s.t_hot_k) for s in segments)
