"""Lines of a log p-h diagram of one circuit: its fluid's own, and the cycle's true paths.

Compressions follow the efficiency of the whole stage at every pressure between, exchangers run
along isobars, throttling along isenthalps. Enthalpies are absolute here; ``reference`` is what
a drawing counts from.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np

from industrial_hp.errors import FluidRangeError
from industrial_hp.thermo.compression import compress
from industrial_hp.thermo.cycle import Component, Cycle, StatePoint
from industrial_hp.thermo.fluids import Fluid, State, fluid
from industrial_hp.units import c_from_k, k_from_c

LineKind = Literal[
    "saturation",
    "quality",
    "isotherm",
    "isentrope",
    "compression",
    "exchange",
    "mixing",
    "throttling",
]

POINTS = 41
WHOLE_DOME_RATIO = 6.0  # the dome is drawn to its top if that is no further above the cycle
ROOM_BELOW, ROOM_ABOVE = 0.45, 2.2  # of the lowest and highest pressure
ROOM_ASIDE = 0.10  # of the width
ISOTHERMS, ISENTROPES = 9, 12  # about so many
STEPS_K = (5.0, 10.0, 20.0, 25.0, 50.0, 100.0)
QUALITIES = (0.2, 0.4, 0.6, 0.8)
SAME_PRESSURE = 1e-6


@dataclass(frozen=True)
class PhLine:
    """Pressure [Pa] over enthalpy [J/kg], with the temperature [degC] or vapour share it keeps."""

    kind: LineKind
    h_j_per_kg: tuple[float, ...]
    p_pa: tuple[float, ...]
    keeps: float | None = None


@dataclass(frozen=True)
class PhWindow:
    """What is shown: pressures [Pa] and enthalpies [J/kg]."""

    p_low_pa: float
    p_high_pa: float
    h_low_j_per_kg: float
    h_high_j_per_kg: float


@dataclass(frozen=True)
class PhLines:
    """All lines of one circuit, and the saturated liquid from which enthalpy counts."""

    window: PhWindow
    background: tuple[PhLine, ...]
    cycle: tuple[PhLine, ...]
    reference: State


def log_ph_lines(cycle: Cycle) -> PhLines:
    """Lines of a circuit of one refrigerant (a part of a composite machine).

    Raises
    ------
    FluidRangeError
        Outside the fluid's equation of state.
    """
    medium = fluid(cycle.refrigerant)
    window = window_of(medium, cycle)
    background = (
        *_isentropes(medium, window),
        *_quality_lines(medium, window),
        *_isotherms(medium, window, cycle),
        *_dome(medium, window),
    )
    return PhLines(
        window,
        background,
        tuple(cycle_paths(medium, cycle)),
        medium.saturated_liquid(max(k_from_c(0.0), medium.minimum_temperature_k)),
    )


def window_of(medium: Fluid, cycle: Cycle) -> PhWindow:
    """What is shown of a circuit: its states with room around, the dome's top if that is near."""
    states = [point.state for point in cycle.states]
    lowest, highest = min(s.p_pa for s in states), max(s.p_pa for s in states)
    low_pa = max(ROOM_BELOW * lowest, 1.001 * medium.minimum_saturation_pressure_pa)
    high_pa = ROOM_ABOVE * highest
    if medium.critical_pressure_pa < WHOLE_DOME_RATIO * highest:
        high_pa = max(high_pa, 1.3 * medium.critical_pressure_pa)
    high_pa = min(high_pa, medium.maximum_pressure_pa)
    liquid, vapour = medium.saturated_pair(low_pa)
    enthalpies = [*(s.h_j_per_kg for s in states), liquid.h_j_per_kg, vapour.h_j_per_kg]
    room = ROOM_ASIDE * (max(enthalpies) - min(enthalpies))
    return PhWindow(low_pa, high_pa, min(enthalpies) - room, max(enthalpies) + room)


def _dome(medium: Fluid, window: PhWindow) -> Iterator[PhLine]:
    """Boiling and dew line; closed at the critical point."""
    liquid, vapour = saturated_states(medium, window)
    yield _line("saturation", [*liquid, *reversed(vapour)])


def saturated_states(medium: Fluid, window: PhWindow) -> tuple[list[State], list[State]]:
    """Boiling liquid and dew-point vapour from below up to the critical point, dense near it."""
    bottom_k = medium.saturation_temperature_k(window.p_low_pa)
    below_k = (medium.critical_temperature_k - bottom_k) * np.linspace(1.0, 0.02, 121) ** 3
    temperatures = medium.critical_temperature_k - below_k
    return (
        states_along(medium.saturated_liquid, temperatures),
        states_along(medium.saturated_vapour, temperatures),
    )


def _quality_lines(medium: Fluid, window: PhWindow) -> Iterator[PhLine]:
    top_pa = min(window.p_high_pa, 0.999 * medium.critical_pressure_pa)
    pressures = np.geomspace(window.p_low_pa, top_pa, POINTS)
    pairs = [medium.saturated_pair(float(p)) for p in pressures]
    for quality in QUALITIES:
        enthalpies = [
            (1.0 - quality) * liquid.h_j_per_kg + quality * vapour.h_j_per_kg
            for liquid, vapour in pairs
        ]
        yield PhLine("quality", tuple(enthalpies), tuple(map(float, pressures)), quality)


def _isotherms(medium: Fluid, window: PhWindow, cycle: Cycle) -> Iterator[PhLine]:
    lowest_c = c_from_k(medium.saturation_temperature_k(window.p_low_pa))
    highest_c = c_from_k(max(point.state.t_k for point in cycle.states))
    step = _step((highest_c - lowest_c) / ISOTHERMS)
    for number in range(math.ceil(lowest_c / step), math.ceil(highest_c / step) + 2):
        yield from _isotherm(medium, k_from_c(step * number), window)


def _isotherm(medium: Fluid, t_k: float, window: PhWindow) -> Iterator[PhLine]:
    """From the highest pressure through both saturated states to the lowest."""
    at_pressure = partial(_at_temperature, medium, t_k)
    if t_k >= medium.critical_temperature_k:
        dense = np.geomspace(window.p_high_pa, window.p_low_pa, 4 * POINTS)  # flat near critical
        states = states_along(at_pressure, dense)
    else:
        liquid, vapour = medium.saturated_liquid(t_k), medium.saturated_vapour(t_k)
        above = np.geomspace(max(window.p_high_pa, liquid.p_pa), liquid.p_pa, POINTS)[:-1]
        start = min(vapour.p_pa, window.p_high_pa)  # the saturated state itself is known
        below = np.geomspace(start, window.p_low_pa, POINTS)[1 if start == vapour.p_pa else 0 :]
        states = [
            *states_along(at_pressure, above),
            liquid,
            vapour,
            *states_along(at_pressure, below),
        ]
    visible = [s for s in states if s.p_pa <= window.p_high_pa]
    if len(visible) > 1:
        yield _line("isotherm", visible, c_from_k(t_k))


def _isentropes(medium: Fluid, window: PhWindow) -> Iterator[PhLine]:
    """Equally spaced entropies, from boiling liquid to the hottest corner of the window."""
    first = medium.saturated_pair(window.p_low_pa)[0].s_j_per_kg_k
    try:
        last = medium.at_ph(window.p_low_pa, window.h_high_j_per_kg).s_j_per_kg_k
    except FluidRangeError:
        last = medium.saturated_pair(window.p_low_pa)[1].s_j_per_kg_k
    pressures = np.geomspace(window.p_low_pa, window.p_high_pa, POINTS)
    for entropy in np.linspace(first, last, ISENTROPES + 1)[1:]:
        states = states_along(partial(_at_entropy, medium, float(entropy)), pressures)
        if len(states) > 1:
            yield _line("isentrope", states)


def _at_temperature(medium: Fluid, t_k: float, p_pa: float) -> State:
    return medium.at_pt(p_pa, t_k)


def _at_entropy(medium: Fluid, s_j_per_kg_k: float, p_pa: float) -> State:
    return medium.at_ps(p_pa, s_j_per_kg_k)


def cycle_paths(medium: Fluid, cycle: Cycle) -> Iterator[PhLine]:
    """Compressions, exchangers, mixing and throttling of a circuit, each a line."""
    for component in cycle.components:
        inlets = [cycle.point(label) for label in component.inlets]
        outlets = [cycle.point(label) for label in component.outlets]
        if component.kind == "compressor":
            yield _compression(medium, cycle, inlets[0].state, outlets[0].state)
        else:
            yield from _throttled_and_exchanged(component, inlets, outlets)


def _compression(medium: Fluid, cycle: Cycle, suction: State, discharge: State) -> PhLine:
    stage = next(one for one in cycle.compressions if one.discharge == discharge)
    pressures = np.geomspace(suction.p_pa, discharge.p_pa, POINTS)[1:-1]
    between = [compress(medium, suction, float(p), stage.eta_isentropic) for p in pressures]
    return _line("compression", [suction, *between, discharge])


def _throttled_and_exchanged(
    component: Component, inlets: list[StatePoint], outlets: list[StatePoint]
) -> Iterator[PhLine]:
    """Each inlet along its isobar to the outlets of its pressure; else down first, then along."""
    mixing = component.kind == "adiabatic" and len(inlets) != len(outlets)
    pairs = [(i, o) for i in inlets for o in outlets if _same_pressure(i.state, o.state)]
    if component.kind != "adiabatic":
        pairs = [(i, o) for i in inlets for o in outlets]
    joined = {id(point) for pair in pairs for point in pair}
    pairs += [(i, outlets[0]) for i in inlets if id(i) not in joined]
    pairs += [(inlets[0], o) for o in outlets if id(o) not in joined]
    for inlet, outlet in pairs:
        start, end = inlet.state, outlet.state
        if not _same_pressure(start, end):
            h = start.h_j_per_kg
            yield PhLine("throttling", (h, h), (start.p_pa, end.p_pa))
        if abs(end.h_j_per_kg - start.h_j_per_kg) > 1.0:
            along = (start.h_j_per_kg, end.h_j_per_kg)
            yield PhLine("mixing" if mixing else "exchange", along, (end.p_pa, end.p_pa))


def _same_pressure(one: State, other: State) -> bool:
    return math.isclose(one.p_pa, other.p_pa, rel_tol=SAME_PRESSURE)


def states_along(state_of: Callable[[float], State], values: np.ndarray) -> list[State]:
    """States within the equation of state; a line ends where that ends."""
    found = []
    for value in values:
        try:
            found.append(state_of(float(value)))
        except FluidRangeError:
            continue
    return found


def _line(kind: LineKind, states: list[State], keeps: float | None = None) -> PhLine:
    return PhLine(kind, tuple(s.h_j_per_kg for s in states), tuple(s.p_pa for s in states), keeps)


def _step(least: float) -> float:
    return next((step for step in STEPS_K if step >= least), STEPS_K[-1])
