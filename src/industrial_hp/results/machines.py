"""Each chosen machine by its own cycle: at its design, and against what it really serves."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.catalogue.compressors import compressor
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.results.attribution import ActiveStream, Transfer, vertical_transfer
from industrial_hp.superstructure.candidates import cycle_settings
from industrial_hp.superstructure.problem import DesignProblem, HeatPump
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.machine import machine_number
from industrial_hp.thermo.machine_limits import Verdict, machine_limits
from industrial_hp.thermo.performance_map import condensing_c_for_sink, cycle_at
from industrial_hp.units import W_PER_MW, c_from_k, k_from_c


@dataclass(frozen=True)
class DesignPoint:
    """A machine at its design period, the one of the greatest lift."""

    cycle: Cycle
    verdict: Verdict
    machines: int
    """Machines of equal size that the compressor type needs for the duty."""


def design_point(options: HeatPumpOptions, unit: HeatPump, size_mw: float) -> DesignPoint:
    """Cycle, verdict and number of machines of a unit of a size [MW] at its design period."""
    cycle = _cycle(options, unit, unit.design_period)
    limits = compressor(options.compressor)
    count = machine_number(cycle, size_mw * W_PER_MW, limits).machines
    return DesignPoint(cycle, machine_limits(cycle, limits), count)


def _cycle(options: HeatPumpOptions, unit: HeatPump, period: int) -> Cycle:
    return cycle_between_levels(
        options, unit, float(unit.evaporating_c[period]), float(unit.condensing_c[period])
    )


def cycle_between_levels(
    options: HeatPumpOptions, unit: HeatPump, evaporating_c: float, condensing_c: float
) -> Cycle:
    """Cycle of a machine at an evaporating and a condensing temperature [degC]."""
    return cycle_at(
        unit.cycle,
        unit.refrigerant,
        evaporating_c=evaporating_c,
        condensing_c=condensing_c,
        settings=cycle_settings(options),
    )


@dataclass(frozen=True, eq=False)
class Served:
    """What a machine really serves in a period, shifted temperatures [degC]."""

    cold: list[Transfer]
    hot: list[Transfer]


def recomputed_machines(
    case: Case, problem: DesignProblem, streams: list[ActiveStream]
) -> pd.DataFrame:
    """Every running machine by its cycle against the temperature curve that it really serves.

    Parameters
    ----------
    case, problem : Case, DesignProblem
        What was asked and offered.
    streams : list of ActiveStream
        Streams with the heat that they give or take.

    Returns
    -------
    DataFrame
        One row for each machine and period in which it runs: the COP of the model, of the
        cycle at the model's temperatures, and of the cycle whose condensing temperature the
        served curve needs; the temperatures needed and allowed [degC].
    """
    transfers: dict[tuple[str, int], list[Transfer]] = {
        (zone, period): vertical_transfer(streams, zone, period)
        for zone in problem.zones
        for period in range(problem.periods.count)
    }
    running: dict[str, set[int]] = defaultdict(set)
    for (_, period), found in transfers.items():
        for transfer in found:
            running[transfer.giver].add(period)
    rows = []
    for unit in problem.heat_pumps:
        for period in sorted(running.get(unit.tag, set())):
            found = transfers[unit.zone, period]
            served = Served(
                [t for t in found if t.giver == unit.tag], [t for t in found if t.taker == unit.tag]
            )
            rows.append(_recomputed(case, problem, unit, period, served))
    return pd.DataFrame(rows)


def _recomputed(
    case: Case, problem: DesignProblem, unit: HeatPump, period: int, served: Served
) -> dict[str, float | str]:
    options = case.heat_pumps
    assert options is not None
    evaporating, condensing = float(unit.evaporating_c[period]), float(unit.condensing_c[period])
    cycle = _cycle(options, unit, period)
    needed, cop_served = _served_by(options, unit, evaporating, served, otherwise=cycle)
    coldest = min(t.giver_bottom_c for t in served.hot)
    hottest = max(t.giver_top_c for t in served.hot)
    allowed = min(coldest, hottest - options.superheat_k) - options.dt_evaporator_k
    heat = sum(t.heat_mw for t in served.cold)
    return {
        "unit": unit.tag,
        "period": problem.periods.labels[period],
        "heat_mwh_per_a": heat * float(problem.periods.weight_h[period]),
        "cop_linear": float(unit.cop[period]),
        "cop_cycle": cycle.cop,
        "cop_served": cop_served,
        "condensing_c": condensing,
        "condensing_needed_c": needed,
        "evaporating_c": evaporating,
        "evaporating_allowed_c": allowed,
    }


def _served_by(
    options: HeatPumpOptions,
    unit: HeatPump,
    evaporating_c: float,
    served: Served,
    *,
    otherwise: Cycle,
) -> tuple[float, float]:
    """Condensing temperature [degC] that the served curve needs, and the COP there."""
    try:
        needed = condensing_c_for_sink(
            unit.cycle,
            unit.refrigerant,
            evaporating_c=evaporating_c,
            sink=_curve(served.cold),
            approach_k=options.dt_condenser_k,
            settings=cycle_settings(options),
        )
        return needed, cycle_between_levels(options, unit, evaporating_c, needed).cop
    except (UsageError, FluidRangeError):  # next to no lift left: the machine is warmer by far
        return c_from_k(otherwise.hot_side_k), otherwise.cop


def _curve(transfers: list[Transfer]) -> TemperatureHeatCurve:
    """Composite of what is served, shifted, cold end first [K]."""
    spans = sorted((t.taker_bottom_c, t.taker_top_c, t.heat_mw) for t in transfers)
    bounds = sorted({t for low, high, _ in spans for t in (low, high)})
    temperatures, heats = [bounds[0]], [0.0]
    for i, level in enumerate(bounds):
        latent = sum(q for low, high, q in spans if low == high == level)
        if latent:
            temperatures.append(level)
            heats.append(heats[-1] + latent)
        if i + 1 < len(bounds):
            above = bounds[i + 1]
            sensible = sum(
                q * (above - level) / (high - low)
                for low, high, q in spans
                if high > low and low <= level and high >= above
            )
            temperatures.append(above)
            heats.append(heats[-1] + sensible)
    share = np.array(heats) / heats[-1]
    return TemperatureHeatCurve(k_from_c(np.array(temperatures)), share)
