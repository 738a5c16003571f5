"""What is drawn of each machine at its design: states, log p-h, T-s, and both exchangers.

An exchanger's diagram sets the machine's temperatures beside the part of the stream that its
level was taken from, cold end first; heat counts from the cold end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.results.log_ph_panels import DiagramPanel, log_ph_panels
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.ts_panels import TsPanel, ts_panels
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.problem import Array
from industrial_hp.thermo.cycle import Cycle, HeatSegment
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j

Side = Literal["evaporator", "condenser"]


@dataclass(frozen=True)
class StateRow:
    """A state of the refrigerant, numbered as in the log p-h diagram."""

    number: int
    fluid: str
    label: str
    t_c: float
    p_bar: float
    h_kj_per_kg: float
    s_kj_per_kg_k: float
    vapour_share: float | None


@dataclass(frozen=True)
class ExchangerDiagram:
    """Temperatures [degC] over heat [MW] of a machine and of the stream beside it."""

    side: Side
    stream: str
    machine_mw: tuple[float, ...]
    machine_c: tuple[float, ...]
    stream_mw: tuple[float, ...]
    stream_c: tuple[float, ...]
    approach_k: float
    """Smallest difference between the two."""
    approach_at_mw: float
    approach_wanted_k: float


@dataclass(frozen=True)
class MachineDiagrams:
    """A machine in the period of its greatest lift."""

    tag: str
    period: str
    states: tuple[StateRow, ...]
    """None where the COP is estimated and no cycle is known."""
    panels: tuple[DiagramPanel, ...]
    exchangers: tuple[ExchangerDiagram, ...]
    ts_panels: tuple[TsPanel, ...] = ()


def machine_diagrams(
    options: HeatPumpOptions | None,
    units: Iterable[BuiltUnit],
    machines: Mapping[str, Machine],
    labels: tuple[str, ...],
) -> tuple[MachineDiagrams, ...]:
    """Diagrams of every built machine.

    Parameters
    ----------
    options : HeatPumpOptions or None
        Contributions of the case; without machines none are needed.
    units : iterable of BuiltUnit
        What is built.
    machines : mapping of str to Machine
        From `results.machines.built_machines`.
    labels : tuple of str
        Names of the periods.
    """
    found = []
    for unit in units:
        machine = machines.get(unit.tag)
        if machine is None or options is None:
            continue
        cycle = machine.design if isinstance(machine.design, Cycle) else None
        found.append(
            MachineDiagrams(
                unit.tag,
                labels[machine.design_period],
                () if cycle is None else tuple(_states(cycle)),
                () if cycle is None else log_ph_panels(cycle),
                (_evaporator(options, machine, unit.size), _condenser(machine, unit.size)),
                () if cycle is None else ts_panels(cycle),
            )
        )
    return tuple(found)


def _states(cycle: Cycle) -> Iterable[StateRow]:
    points = [point for circuit in cycle.circuits for point in circuit.states]
    for number, point in enumerate(points, start=1):
        state = point.state
        yield StateRow(
            number,
            point.fluid,
            point.label.replace("_", " "),
            c_from_k(state.t_k),
            bar_from_pa(state.p_pa),
            kj_from_j(state.h_j_per_kg),
            kj_from_j(state.s_j_per_kg_k),
            state.vapour_quality,
        )


def _condenser(machine: Machine, size_mw: float) -> ExchangerDiagram:
    level, period = machine.condenser, machine.design_period
    return _exchanger(
        "condenser",
        level.stream.name,
        tuple(reversed(machine.design.condenser)),
        level.curve(period),
        size_mw,
        level.stream.contribution_k + machine.offer.condenser_contribution_k,
    )


def _evaporator(options: HeatPumpOptions, machine: Machine, size_mw: float) -> ExchangerDiagram:
    level, period = machine.evaporator, machine.design_period
    return _exchanger(
        "evaporator",
        level.stream.name,
        machine.design.evaporator,
        level.curve(period),
        size_mw * (1 - 1 / machine.design.cop),
        level.stream.contribution_k + options.dt_evaporator_k,
    )


def _exchanger(
    side: Side,
    stream: str,
    coldest_first: tuple[HeatSegment, ...],
    curve: TemperatureHeatCurve,
    heat_mw: float,
    wanted_k: float,
) -> ExchangerDiagram:
    shares, machine_k = _points(coldest_first)
    grid = np.unique(np.concatenate((shares, curve.heat_share)))
    gaps = _ends_of_steps(shares, machine_k, curve, grid, 1.0 if side == "condenser" else -1.0)
    at, approach = min(gaps, key=lambda pair: (pair[1], pair[0]))
    return ExchangerDiagram(
        side,
        stream,
        _floats(shares * heat_mw),
        _floats(c_from_k(machine_k)),
        _floats(curve.heat_share * heat_mw),
        _floats(c_from_k(curve.t_k)),
        approach,
        at * heat_mw,
        wanted_k,
    )


def _points(coldest_first: tuple[HeatSegment, ...]) -> tuple[Array, Array]:
    """Corners of the segments: share of heat from the cold end, temperature [K]."""
    shares, temperatures, done = [], [], 0.0
    for segment in coldest_first:
        shares += [done, done + segment.share]
        temperatures += [segment.t_cold_k, segment.t_hot_k]
        done += segment.share
    return np.array(shares) / done, np.array(temperatures)


def _ends_of_steps(
    shares: Array, machine_k: Array, curve: TemperatureHeatCurve, grid: Array, sign: float
) -> list[tuple[float, float]]:
    """Distance [K] at every share, at both ends where the machine's temperature steps."""
    beside = curve.at(shares)
    at_corners = zip(shares, sign * (machine_k - beside), strict=True)
    between = sign * (np.interp(grid, shares, machine_k) - curve.at(grid))
    inside = [(s, g) for s, g in zip(grid, between, strict=True) if s not in shares]
    return [(float(s), float(g)) for s, g in [*at_corners, *inside]]


def _floats(values: Array) -> tuple[float, ...]:
    return tuple(float(value) for value in values)
