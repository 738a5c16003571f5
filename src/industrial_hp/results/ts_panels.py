"""A machine's cycle as panels of a T-s diagram: from SI to degC and kJ/(kg K)."""

from dataclasses import dataclass

from industrial_hp.results.log_ph_panels import circuit_title, drawn, numbered_circuits
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.ts_lines import TsLine, TsLineKind, ts_lines
from industrial_hp.units import c_from_k, kj_from_j


@dataclass(frozen=True)
class TsDiagramLine:
    """Temperature [degC] over entropy [kJ/(kg K)]; a label is written along it."""

    style: TsLineKind
    s_kj_per_kg_k: tuple[float, ...]
    t_c: tuple[float, ...]
    label: str = ""


@dataclass(frozen=True)
class TsDiagramPoint:
    """A state, numbered as in the table of states."""

    number: int
    s_kj_per_kg_k: float
    t_c: float


@dataclass(frozen=True)
class TsPanel:
    """One circuit: its lines, its states, and the window (low, high) of both axes."""

    title: str
    lines: tuple[TsDiagramLine, ...]
    points: tuple[TsDiagramPoint, ...]
    s_range_kj_per_kg_k: tuple[float, float]
    t_range_c: tuple[float, float]


def ts_panels(cycle: Cycle) -> tuple[TsPanel, ...]:
    """A panel for each circuit, states numbered through as in its table of states.

    Entropy counts as in that table, by the convention of CoolProp.

    Raises
    ------
    FluidRangeError
        Outside the fluid's equation of state.
    """
    return tuple(_panel(circuit, first) for circuit, first in numbered_circuits(cycle))


def _panel(circuit: Cycle, first: int) -> TsPanel:
    found = ts_lines(circuit)
    points = tuple(
        TsDiagramPoint(number, kj_from_j(point.state.s_j_per_kg_k), c_from_k(point.state.t_k))
        for number, point in enumerate(circuit.states, start=first)
    )
    s_low, s_high = found.s_range_j_per_kg_k
    t_low, t_high = found.t_range_k
    return TsPanel(
        circuit_title(circuit),
        tuple(_line(line) for line in (*found.background, *found.cycle)),
        points,
        (kj_from_j(s_low), kj_from_j(s_high)),
        (c_from_k(t_low), c_from_k(t_high)),
    )


def _line(line: TsLine) -> TsDiagramLine:
    return TsDiagramLine(
        line.kind,
        tuple(drawn(kj_from_j(s)) for s in line.s_j_per_kg_k),
        tuple(drawn(c_from_k(t)) for t in line.t_k),
        "" if line.keeps is None else f"{line.keeps:.3g} bar",
    )
