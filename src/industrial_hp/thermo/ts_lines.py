"""Lines of a T-s diagram of one circuit: those of its log p-h diagram over entropy.

Every path is that of `thermo.log_ph_lines`: its points, in pressure and enthalpy, are states of
the fluid and have a temperature and an entropy. Between two ends that share a pressure or an
enthalpy it is followed point by point, with a corner where it enters or leaves the dome.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.thermo.log_ph_lines import (
    LineKind,
    PhLine,
    PhWindow,
    cycle_paths,
    saturated_states,
    states_along,
    window_of,
)
from industrial_hp.units import bar_from_pa

TsLineKind = LineKind | Literal["isobar"]

POINTS = 31
ROOM, ROOM_RIGHT = 0.08, 0.14  # of width and height; isobars are labelled on the right


@dataclass(frozen=True)
class TsLine:
    """Temperature [K] over entropy [J/(kg K)], with the pressure [bar] it keeps."""

    kind: TsLineKind
    s_j_per_kg_k: tuple[float, ...]
    t_k: tuple[float, ...]
    keeps: float | None = None


@dataclass(frozen=True)
class TsLines:
    """All lines of one circuit, and what is shown: (low, high) of both axes."""

    background: tuple[TsLine, ...]
    cycle: tuple[TsLine, ...]
    s_range_j_per_kg_k: tuple[float, float]
    t_range_k: tuple[float, float]


def ts_lines(cycle: Cycle) -> TsLines:
    """Lines of a circuit of one refrigerant (a part of a composite machine).

    The dome is drawn whole, through the critical point; it is shown whole where the log p-h
    diagram shows it whole.

    Raises
    ------
    FluidRangeError
        Outside the fluid's equation of state.
    """
    medium = fluid(cycle.refrigerant)
    window, paths = window_of(medium, cycle), tuple(cycle_paths(medium, cycle))
    liquid, vapour = saturated_states(medium, window)
    dome = [*liquid, _critical(medium), *reversed(vapour)]
    ends = [point.state for point in cycle.states]
    s_range = _with_room([s.s_j_per_kg_k for s in (*ends, dome[0], dome[-1])], ROOM_RIGHT)
    t_range = _with_room([state.t_k for state in (*ends, dome[0], *_top(medium, window))])
    return TsLines(
        (*_isobars(medium, paths, s_range), _line("saturation", dome)),
        tuple(_path(medium, line) for line in paths),
        s_range,
        t_range,
    )


def _critical(medium: Fluid) -> State:
    return medium.at_pt(medium.critical_pressure_pa, medium.critical_temperature_k)


def _top(medium: Fluid, window: PhWindow) -> list[State]:
    """The critical point where it belongs to what is shown."""
    is_shown = window.p_high_pa > medium.critical_pressure_pa
    return [_critical(medium)] if is_shown else []


def _isobars(
    medium: Fluid, paths: tuple[PhLine, ...], s_range: tuple[float, float]
) -> Iterator[TsLine]:
    """At the pressures of the exchangers, through all entropies shown."""
    level = {round(x.p_pa[0]): x.p_pa[0] for x in paths if x.kind == "exchange"}
    for p_pa in sorted(level.values()):
        entropies = np.linspace(*s_range, 2 * POINTS)
        if p_pa < medium.critical_pressure_pa:
            corners = [state.s_j_per_kg_k for state in medium.saturated_pair(p_pa)]
            entropies = np.sort(np.append(entropies, corners))
        states = states_along(partial(medium.at_ps, p_pa), entropies)
        yield _line("isobar", states, bar_from_pa(p_pa))


def _path(medium: Fluid, line: PhLine) -> TsLine:
    if line.kind == "throttling":
        pressures = np.geomspace(line.p_pa[0], line.p_pa[1], POINTS)
        places = [(float(p), line.h_j_per_kg[0]) for p in pressures]
    elif line.kind == "compression":
        places = list(zip(line.p_pa, line.h_j_per_kg, strict=True))
    else:
        places = [(line.p_pa[0], h) for h in _enthalpies(medium, line)]
    return _line(line.kind, [medium.at_ph(p, h) for p, h in places])


def _enthalpies(medium: Fluid, line: PhLine) -> list[float]:
    """From one end of an isobar to the other, with the saturated states on the way."""
    start, end = line.h_j_per_kg
    found = [float(h) for h in np.linspace(start, end, POINTS)]
    if line.p_pa[0] < medium.critical_pressure_pa:
        corners = [state.h_j_per_kg for state in medium.saturated_pair(line.p_pa[0])]
        found += [h for h in corners if min(start, end) < h < max(start, end)]
    return sorted(found, reverse=start > end)


def _line(kind: TsLineKind, states: list[State], keeps: float | None = None) -> TsLine:
    return TsLine(kind, tuple(s.s_j_per_kg_k for s in states), tuple(s.t_k for s in states), keeps)


def _with_room(values: list[float], above: float = ROOM) -> tuple[float, float]:
    extent = max(values) - min(values)
    return min(values) - ROOM * extent, max(values) + above * extent
