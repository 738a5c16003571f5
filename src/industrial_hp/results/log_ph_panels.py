"""A machine's cycle as panels of a log p-h diagram: from SI to bar, kJ/kg and degC."""

from collections.abc import Iterator
from dataclasses import dataclass

from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.log_ph_lines import LineKind, PhLine, log_ph_lines
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j

DRAWN_DIGITS = 6
"""Significant digits of a drawn point: far below the width of a line."""


@dataclass(frozen=True)
class DiagramLine:
    """Pressure [bar] over enthalpy [kJ/kg]; a label is written along it."""

    style: LineKind
    h_kj_per_kg: tuple[float, ...]
    p_bar: tuple[float, ...]
    label: str = ""


@dataclass(frozen=True)
class DiagramPoint:
    """A numbered state with what the key says of it."""

    number: int
    h_kj_per_kg: float
    p_bar: float
    text: str


@dataclass(frozen=True)
class DiagramPanel:
    """One circuit: its lines, its states, and the window (low, high) of both axes."""

    title: str
    lines: tuple[DiagramLine, ...]
    points: tuple[DiagramPoint, ...]
    h_range_kj_per_kg: tuple[float, float]
    p_range_bar: tuple[float, float]
    reference: str


def log_ph_panels(cycle: Cycle) -> tuple[DiagramPanel, ...]:
    """A panel for each circuit, states numbered through as in its table of states.

    Raises
    ------
    FluidRangeError
        Outside the fluid's equation of state.
    """
    return tuple(_panel(circuit, first) for circuit, first in numbered_circuits(cycle))


def numbered_circuits(cycle: Cycle) -> Iterator[tuple[Cycle, int]]:
    """Each circuit of a machine with the number of its first state in the table of states."""
    first = 1
    for circuit in cycle.circuits:
        yield circuit, first
        first += len(circuit.states)


def _panel(circuit: Cycle, first: int) -> DiagramPanel:
    found = log_ph_lines(circuit)
    zero, window = found.reference.h_j_per_kg, found.window
    points = tuple(
        DiagramPoint(
            number,
            kj_from_j(point.state.h_j_per_kg - zero),
            bar_from_pa(point.state.p_pa),
            f"{point.label.replace('_', ' ')}  {c_from_k(point.state.t_k):.1f} °C, "
            f"{bar_from_pa(point.state.p_pa):.3g} bar",
        )
        for number, point in enumerate(circuit.states, start=first)
    )
    return DiagramPanel(
        circuit_title(circuit),
        tuple(_line(line, zero) for line in (*found.background, *found.cycle)),
        points,
        (
            kj_from_j(window.h_low_j_per_kg - zero),
            kj_from_j(window.h_high_j_per_kg - zero),
        ),
        (bar_from_pa(window.p_low_pa), bar_from_pa(window.p_high_pa)),
        f"from boiling liquid at {c_from_k(found.reference.t_k):.4g} °C",
    )


def circuit_title(circuit: Cycle) -> str:
    """Refrigerant, cycle and COP of a circuit."""
    name = circuit.name.replace("_", " ")
    return f"{circuit.refrigerant}: {name}, COP {circuit.cop:.2f} of the cycle"


def _line(line: PhLine, zero_j_per_kg: float) -> DiagramLine:
    label = ""
    if line.keeps is not None:
        label = f"{line.keeps:.0f}" if line.kind == "isotherm" else f"{line.keeps:g}"
    return DiagramLine(
        line.kind,
        tuple(drawn(kj_from_j(h - zero_j_per_kg)) for h in line.h_j_per_kg),
        tuple(drawn(bar_from_pa(p)) for p in line.p_pa),
        label,
    )


def drawn(value: float) -> float:
    """A value as it is drawn, without the digits that nobody sees."""
    return float(f"{value:.{DRAWN_DIGITS}g}")
