"""Each chosen machine by its own cycle: at its design, and against what it really serves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.results.attribution import ActiveStream, Transfer, vertical_transfer
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.superstructure.heat_pumps import machine_on_offer
from industrial_hp.superstructure.levels import EvaporatorLevel
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.offers import CycleOffer, Point, compressors
from industrial_hp.superstructure.problem import DesignProblem, HeatPump
from industrial_hp.thermo.composite import SERIES_TRAIN
from industrial_hp.thermo.cycle import Cycle, HeatSegment
from industrial_hp.thermo.estimated_machine import EstimatedMachine
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.machine import machine_number
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import cycle_above
from industrial_hp.units import W_PER_MW, c_from_k, k_from_c

ESTIMATED = "cop_estimated"
"""Verdict on a machine of which no cycle is known."""
JUMP_SHARE = 1e-9
WHOLE_TOLERANCE = 1e-9
"""Rounding of a size that is a whole number of machines."""


@dataclass(frozen=True)
class DesignPoint:
    """A machine at its design period, the one of the greatest lift."""

    verdict: str
    remarks: tuple[str, ...]
    machines: int
    """Machines of equal size that the duty needs, by their type or by their manufacturer."""


def built_machines(case: Case, units: Iterable[BuiltUnit]) -> dict[str, Machine]:
    """Every heat pump that is built, solved anew from the streams of the case, by its tag."""
    found: dict[str, Machine] = {}
    pumps = [unit.heat_pump for unit in units if unit.heat_pump is not None]
    for pump in sorted(pumps, key=lambda pump: bool(pump.mode_of)):
        machine = machine_on_offer(case, pump)
        rated = found[pump.mode_of].design if pump.mode_of else None
        found[pump.tag] = replace(machine, rated=rated)
    return found


def design_point(options: HeatPumpOptions, machine: Machine, size_mw: float) -> DesignPoint:
    """Verdict and number of machines of a size [MW] at the design period."""
    point = machine.design
    if isinstance(point, EstimatedMachine):
        of_one = size_mw * W_PER_MW / point.heat_w if point.heat_w else 1.0
        return DesignPoint(
            ESTIMATED, tuple(map(str, point.remarks)), max(1, ceil(of_one - WHOLE_TOLERANCE))
        )
    limits, steam_limits = compressors(options, machine.offer.name)
    found = machine_limits(point, limits, steam_limits)
    number = machine_number(point, size_mw * W_PER_MW, limits, steam_compressor=steam_limits)
    count = number.machines
    if point.name == SERIES_TRAIN:
        count *= len(point.parts)
    return DesignPoint(found.verdict, tuple(f.message for f in found.findings), count)


def machine_count(unit: BuiltUnit, by_compressor: int) -> int:
    """Machines of a unit: as the case sizes them, else as its compressors ask."""
    rules = unit.heat_pump.rules if unit.heat_pump is not None else None
    if rules is None or rules.machine_mw is None:
        return by_compressor
    return round(unit.size / rules.machine_mw)


def _machine_counts(
    case: Case, units: Iterable[BuiltUnit], machines: Mapping[str, Machine]
) -> dict[str, tuple[float, int]]:
    """Rated heat [MW] and number of machines of every heat pump that is built, by its tag."""
    found = {}
    for unit in units:
        if unit.heat_pump is not None and case.heat_pumps is not None:
            point = design_point(case.heat_pumps, machines[unit.tag], unit.size)
            found[unit.tag] = (unit.size, machine_count(unit, point.machines))
    return found


def estimate_remarks(machines: Mapping[str, Machine]) -> tuple[str, ...]:
    """What must be known of every built machine whose COP is estimated, each thing once."""
    told: dict[str, None] = {}
    for tag, machine in machines.items():
        for point in machine.points:
            if isinstance(point, EstimatedMachine):
                told |= dict.fromkeys(f"{tag}: {remark}" for remark in point.remarks)
    return tuple(told)


@dataclass(frozen=True, eq=False)
class Served:
    """What a machine really serves in a period, shifted temperatures [degC]."""

    cold: list[Transfer]
    hot: list[Transfer]
    load: float
    """Heat of each machine that runs over its rated heat; of several as few run as can."""


def recomputed_machines(
    case: Case,
    problem: DesignProblem,
    streams: list[ActiveStream],
    units: Iterable[BuiltUnit],
    machines: Mapping[str, Machine],
) -> pd.DataFrame:
    """Every running machine by its cycle against the temperature curve that it really serves.

    Parameters
    ----------
    case, problem : Case, DesignProblem
        What was asked, and what was offered.
    streams : list of ActiveStream
        Streams with the heat that they give or take.
    units : iterable of BuiltUnit
        What is built.
    machines : mapping of str to Machine
        From `built_machines`.

    Returns
    -------
    DataFrame
        One row for each machine and period in which it runs: the COP of the model, of the
        cycle at the model's temperatures, of the cycle whose condensing temperature the served
        curve needs, and of that with the approaches of its load; the temperatures needed and
        allowed, the coldest that gives and the hottest that takes heat (all shifted) [degC].
    """
    built = _machine_counts(case, units, machines)
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
            cold = [t for t in found if t.giver == unit.tag]
            heat = sum(t.heat_mw for t in cold)
            most = float(unit.capacity_factor[period])
            served = Served(
                cold,
                [t for t in found if t.taker == unit.tag],
                _load(heat, *built[unit.tag], most),
            )
            label = problem.periods.labels[period]
            hours = float(problem.periods.weight_h[period])
            row = _recomputed(unit, machines[unit.tag], period, served)
            rows.append({"unit": unit.tag, "period": label, "heat_mwh_per_a": heat * hours} | row)
    return pd.DataFrame(rows)


def _load(heat_mw: float, size_mw: float, count: int, most: float) -> float:
    """Heat of each machine that runs over its rated heat."""
    of_one = size_mw / count
    running = max(1, ceil(heat_mw / (of_one * most) - WHOLE_TOLERANCE)) if most > 0 else 1
    return heat_mw / running / of_one


def _recomputed(unit: HeatPump, machine: Machine, period: int, served: Served) -> dict[str, float]:
    point = machine.points[period]
    if point is None:
        raise UsageError(f"{unit.tag} runs in a period in which it has no cycle")
    needed, cop_served = _served_by(machine, period, point, served)
    return {
        "cop_linear": float(unit.cop[period]),
        "cop_cycle": point.cop,
        "cop_served": cop_served,
        "load": served.load,
        "cop_part_load": _at_its_load(machine, period, served, cop_served),
        "condensing_c": float(unit.condensing_c[period]),
        "condensing_needed_c": needed,
        "evaporating_c": float(unit.evaporating_c[period]),
        "evaporating_allowed_c": _allowed(machine.evaporator, point, served),
        "coldest_giver_c": min(t.giver_bottom_c for t in served.hot),
        "hottest_taker_c": max(t.taker_top_c for t in served.cold),
    }


def _allowed(level: EvaporatorLevel, point: Point, served: Served) -> float:
    """Highest evaporating temperature [degC] below what is really cooled."""
    source = _curve([(t.giver_bottom_c, t.giver_top_c, t.heat_mw) for t in served.hot])
    gap_k = _gap_k(source, _curve(_spans(point.evaporator)))
    return c_from_k(point.evaporating_k) + gap_k - level.contribution_k


def _served_by(machine: Machine, period: int, point: Point, served: Served) -> tuple[float, float]:
    """Temperature of the hot side [degC] that the served curve needs, and the COP there.

    A train or an estimated machine has no single temperature that could follow: what its hot side
    lacks anywhere is added to its hottest temperature, at the same COP.
    """
    sink = _curve([(t.taker_bottom_c, t.taker_top_c, t.heat_mw) for t in served.cold])
    offer = machine.offer
    if not isinstance(offer, CycleOffer) or offer.name == SERIES_TRAIN:
        gap_k = _gap_k(_curve(_spans(point.condenser)), sink)
        return c_from_k(point.hot_side_k) + offer.condenser_contribution_k - gap_k, point.cop
    try:
        cycle: Cycle = cycle_above(
            offer.name,
            offer.combination.refrigerant,
            evaporating_c=float(machine.evaporator.evaporating_c[period]),
            sink=sink,
            approach_k=offer.condenser_contribution_k,
            settings=offer.settings(machine.evaporator),
        )
    except (UsageError, FluidRangeError):  # next to no lift left: the machine is warmer by far
        return c_from_k(point.hot_side_k), point.cop
    return c_from_k(cycle.hot_side_k), cycle.cop


def _at_its_load(machine: Machine, period: int, served: Served, cop_served: float) -> float:
    """COP of the served cycle when the approaches of both exchangers follow its load.

    An exchanger of fixed area and coefficient needs a difference in proportion to its heat. What is
    no cycle between two temperatures keeps its COP.
    """
    offer = machine.offer
    if not isinstance(offer, CycleOffer) or offer.name == SERIES_TRAIN:
        return cop_served
    relief = 1 - served.load
    level, to_shift_k = machine.evaporator, machine.condenser.stream.contribution_k
    own = 0.0 if level.is_header else level.stream.contribution_k + level.contribution_k
    spans = [
        (t.taker_bottom_c - relief * to_shift_k, t.taker_top_c - relief * to_shift_k, t.heat_mw)
        for t in served.cold
    ]
    try:
        return cycle_above(
            offer.name,
            offer.combination.refrigerant,
            evaporating_c=float(level.evaporating_c[period]) + relief * own,
            sink=_curve(spans),
            approach_k=served.load * offer.condenser_contribution_k,
            settings=offer.settings(level),
        ).cop
    except (UsageError, FluidRangeError):  # next to no lift left
        return cop_served


def against_the_model(served: pd.DataFrame, column: str) -> dict[str, float]:
    """Electricity of a year by a COP of `recomputed_machines` over that of the model, by unit."""
    if served.empty:
        return {}
    of_model = (served["heat_mwh_per_a"] / served["cop_linear"]).groupby(served["unit"]).sum()
    real = (served["heat_mwh_per_a"] / served[column]).groupby(served["unit"]).sum()
    return {str(unit): float(real[unit] / of_model[unit]) for unit in of_model.index}


def _curve(spans: list[tuple[float, float, float]]) -> TemperatureHeatCurve:
    """Composite of spans (bottom and top [degC], heat [MW]), shifted, cold end first [K]."""
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


def _spans(segments: tuple[HeatSegment, ...]) -> list[tuple[float, float, float]]:
    return [(c_from_k(s.t_cold_k), c_from_k(s.t_hot_k), s.share) for s in segments]


def _gap_k(hot: TemperatureHeatCurve, cold: TemperatureHeatCurve) -> float:
    """Smallest distance of two curves [K], on both sides of every point at which one may jump."""
    shares = np.concatenate((hot.heat_share, cold.heat_share))
    around = np.clip(np.concatenate((shares - JUMP_SHARE, shares + JUMP_SHARE)), 0.0, 1.0)
    return float((hot.at(around) - cold.at(around)).min())
