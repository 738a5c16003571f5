"""A machine's cycle as the panels of a log p-h diagram: from SI to bar, kJ/kg and degC."""

from pathlib import Path

from industrial_hp.reporting.log_ph_diagram import (
    DiagramLine,
    DiagramPanel,
    DiagramPoint,
    write_log_ph_diagram,
)
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.log_ph_lines import PhLine, log_ph_lines
from industrial_hp.units import bar_from_pa, c_from_k, kj_from_j


def plot_log_ph(cycle: Cycle, path: Path) -> None:
    """Draw a machine: a panel for each circuit, states numbered as its table of states.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    panels: list[DiagramPanel] = []
    first = 1
    for circuit in cycle.circuits:
        panels.append(_panel(circuit, first))
        first += len(circuit.states)
    words = cycle.name.replace("_", " ")
    title = f"{words}, {cycle.refrigerant}: COP {cycle.cop:.3f} (cycle, without drive)"
    write_log_ph_diagram(tuple(panels), title=title, path=path)


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
        f"{circuit.refrigerant}: {circuit.name.replace('_', ' ')}, COP {circuit.cop:.3f}",
        tuple(_line(line, zero) for line in (*found.background, *found.cycle)),
        points,
        (
            kj_from_j(window.h_low_j_per_kg - zero),
            kj_from_j(window.h_high_j_per_kg - zero),
        ),
        (bar_from_pa(window.p_low_pa), bar_from_pa(window.p_high_pa)),
        f"from boiling liquid at {c_from_k(found.reference.t_k):.4g} °C",
    )


def _line(line: PhLine, zero_j_per_kg: float) -> DiagramLine:
    label = ""
    if line.keeps is not None:
        label = f"{line.keeps:.0f}" if line.kind == "isotherm" else f"{line.keeps:g}"
    return DiagramLine(
        line.kind,
        tuple(kj_from_j(h - zero_j_per_kg) for h in line.h_j_per_kg),
        tuple(bar_from_pa(p) for p in line.p_pa),
        label,
    )
