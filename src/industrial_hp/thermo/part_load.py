r"""What a machine sized at one point does at others: source, sink and load.

The swept volume of every stage is fixed at the design point. At another point the cycle is
solved again, with the efficiencies of its laws; the stage that runs out of volume first sets
the flow. Load is the share of the full volume flow; of several machines as few run as can.
Approaches and glides stay those of the design (the exchangers' relief at part load is left
out); a temperature between stages is optimised at each point. A cell that cannot be run bears
a code and a reason; a COP is NaN there and nowhere else.

.. math:: \dot m = x \min_i \frac{\dot V_{swept,i} \, \eta_v(\pi_i) \, \rho_i}{m_i}, \qquad
    \dot Q = \dot m \, q \, (1 - l)

=============  =======================================================  ========
symbol         name                                                     unit
=============  =======================================================  ========
x              load                                                     -
V_swept,i      swept volume of stage i                                  m3/s
eta_v, pi_i    volumetric efficiency, pressure ratio                    -
m_i, rho_i     its flow per kg in the condenser, suction density        -, kg/m3
q, l           heat given off, share of it lost                         J/kg, -
=============  =======================================================  ========
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.catalogue_efficiency import RatedCycle
from industrial_hp.thermo.machine import StatedCop, stated_cop
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.sized_machine import ROUNDING, SizedMachine
from industrial_hp.units import c_from_k, mw_from_w

FEASIBLE = ""


@dataclass(frozen=True)
class OperatingPoint:
    """One cell of a map.

    Attributes
    ----------
    machines : int
        That run; of those that stand for the duty.
    cop, heat_w, electricity_w : StatedCop, float or None
        None where it cannot be run [W].
    code, reason : str
        Why it cannot be run; empty where it can.
    remarks : tuple of str
        Codes of what is to be known of a point that can be run.
    """

    source_in_k: float
    sink_out_k: float
    load: float
    machines: int
    cop: StatedCop | None = None
    heat_w: float | None = None
    electricity_w: float | None = None
    code: str = FEASIBLE
    reason: str = ""
    remarks: tuple[str, ...] = ()


def operating_point(
    machine: SizedMachine, source_in_k: float, sink_out_k: float, load: float
) -> OperatingPoint:
    """What a sized machine does at temperatures [K] and a load, or why it cannot.

    Raises
    ------
    UsageError
        If the load is not in (0, 1].
    """
    if not 0.0 < load <= 1.0:
        raise UsageError(f"load {load:g}; permitted: above 0 to 1")
    running, each = machine.running(load)
    point = OperatingPoint(source_in_k, sink_out_k, load, running)
    if each < machine.minimum_load - ROUNDING:
        reason = (
            f"{each:.0%} of one machine's flow; a {machine.compressor.name} runs from "
            f"{machine.minimum_load:.0%}"
        )
        return replace(point, code="below_minimum_load", reason=reason)
    try:
        rated = machine.rated(source_in_k, sink_out_k, each)
    except FluidRangeError as error:
        return replace(point, code="outside_fluid_range", reason=str(error))
    except UsageError as error:
        return replace(point, code="no_cycle", reason=str(error))
    return _judged(machine, point, rated)


def _judged(machine: SizedMachine, point: OperatingPoint, rated: RatedCycle) -> OperatingPoint:
    """The point with what its cycle gives, or the limit that forbids it."""
    surge = _surge(machine, rated)
    if surge:
        return replace(point, code="surge", reason=surge)
    verdict = machine_limits(rated.cycle, machine.compressor, machine.steam_compressor)
    bars = [finding for finding in verdict.findings if finding.severity == "infeasible"]
    if bars:
        reason = "; ".join(finding.message for finding in bars)
        return replace(point, code=bars[0].code, reason=reason)
    cop = stated_cop(rated.cycle.cop, machine.drive)
    flow = point.load * _full_flow_kg_per_s(machine, rated)
    heat_w = flow * rated.cycle.heat_j_per_kg * (1.0 - machine.drive.heat_loss_share)
    return replace(
        point,
        cop=cop,
        heat_w=heat_w,
        electricity_w=heat_w / cop.electric,
        remarks=tuple(dict.fromkeys(f.code for f in (*verdict.findings, *rated.findings))),
    )


def _full_flow_kg_per_s(machine: SizedMachine, rated: RatedCycle) -> float:
    """Flow in the condenser [kg/s] at which the first stage runs out of swept volume."""
    return min(
        volume.swept_m3_per_s
        * stage.compressor.volumetric.at(stage.compression.pressure_ratio)
        * stage.compression.suction.rho_kg_per_m3
        / stage.compression.flow
        for stage, volume in zip(machine.stages(rated), machine.number.stages, strict=True)
    )


def _surge(machine: SizedMachine, rated: RatedCycle) -> str:
    """Why a dynamic stage would surge; empty if none does."""
    designs = machine.stages(machine.design)
    for stage, design in zip(machine.stages(rated), designs, strict=True):
        limit = stage.compressor.ratio_over_design_limit
        ratio = stage.compression.pressure_ratio
        design_ratio = design.compression.pressure_ratio
        if limit is not None and ratio > limit * design_ratio:
            where = f"{stage.name}: " if stage.name else ""
            return (
                f"{where}pressure ratio {ratio:.2f}, a {stage.compressor.name} made for "
                f"{design_ratio:.2f} surges above {limit * design_ratio:.2f}"
            )
    return ""


@dataclass(frozen=True)
class CodeRow:
    """A reason why cells of a map cannot be run: how many, and the first of them in words."""

    code: str
    cells: int
    first_reason: str


@dataclass(frozen=True, eq=False)
class PartLoadMap:
    """A machine over source inlet, sink outlet and load.

    Attributes
    ----------
    source_in_k, sink_out_k, load : ndarray
        Axes, shapes (s,), (k,), (n,).
    points : tuple of OperatingPoint
        Every cell, load running fastest.
    """

    source_in_k: NDArray[np.float64]
    sink_out_k: NDArray[np.float64]
    load: NDArray[np.float64]
    points: tuple[OperatingPoint, ...]

    @property
    def cop(self) -> NDArray[np.float64]:
        """COP of the cycle, shape (s, k, n); NaN where ``code`` says why."""
        return self._array([p.cop.cycle if p.cop else np.nan for p in self.points])

    @property
    def electric_cop(self) -> NDArray[np.float64]:
        """Heat that reaches the sink per electricity, shape (s, k, n); NaN as ``cop``."""
        return self._array([p.cop.electric if p.cop else np.nan for p in self.points])

    @property
    def heat_w(self) -> NDArray[np.float64]:
        """Heat that reaches the sink [W], shape (s, k, n); NaN as ``cop``."""
        return self._array([np.nan if p.heat_w is None else p.heat_w for p in self.points])

    @property
    def code(self) -> NDArray[np.str_]:
        """Why a cell cannot be run, shape (s, k, n); empty where it can."""
        return np.array([point.code for point in self.points]).reshape(self._shape)

    @property
    def code_table(self) -> tuple[CodeRow, ...]:
        """Every code that occurs, in order of its first cell."""
        refused = [point for point in self.points if point.code != FEASIBLE]
        first = {point.code: point.reason for point in reversed(refused)}
        codes = dict.fromkeys(point.code for point in refused)
        return tuple(
            CodeRow(code, sum(point.code == code for point in refused), first[code])
            for code in codes
        )

    def frame(self) -> pd.DataFrame:
        """One row for each cell, in degC and MW."""
        return pd.DataFrame([_row(point) for point in self.points])

    @property
    def _shape(self) -> tuple[int, int, int]:
        return (self.source_in_k.size, self.sink_out_k.size, self.load.size)

    def _array(self, values: list[float]) -> NDArray[np.float64]:
        return np.array(values, dtype=float).reshape(self._shape)


def part_load_map(
    machine: SizedMachine,
    *,
    source_in_k: Sequence[float],
    sink_out_k: Sequence[float],
    load: Sequence[float],
) -> PartLoadMap:
    """COP and heat of a sized machine over source inlet [K], sink outlet [K] and load.

    Raises
    ------
    UsageError
        If a load is not in (0, 1].
    """
    points = tuple(
        operating_point(machine, source, sink, share)
        for source in source_in_k
        for sink in sink_out_k
        for share in load
    )
    return PartLoadMap(
        np.array(source_in_k, dtype=float),
        np.array(sink_out_k, dtype=float),
        np.array(load, dtype=float),
        points,
    )


def _row(point: OperatingPoint) -> dict[str, float | int | str | None]:
    cop = point.cop
    return {
        "source_in_c": c_from_k(point.source_in_k),
        "sink_out_c": c_from_k(point.sink_out_k),
        "load": point.load,
        "machines": point.machines,
        "cop_cycle": cop.cycle if cop else None,
        "cop_electric": cop.electric if cop else None,
        "heat_mw": None if point.heat_w is None else mw_from_w(point.heat_w),
        "electricity_mw": None if point.electricity_w is None else mw_from_w(point.electricity_w),
        "code": point.code,
        "reason": point.reason,
        "remarks": ", ".join(point.remarks),
    }
