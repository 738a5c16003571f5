r"""The machine around a cycle: its drive, its compressors' size and how many there are.

Three COPs are told apart, each by its name. Heat loss is heat of the hot side that does not
reach the sink. A published COP of a whole plant is an electric one; the default drive turns
95 % of its electricity into work on the gas.

.. math:: COP_{shaft} = COP_{cycle} (1 - l) \eta_m, \qquad
    COP_{electric} = COP_{shaft} \, \eta_{motor} \, \eta_{inverter}

.. math:: \dot V_{swept,i} = \frac{\dot Q}{q} \frac{m_i}{\rho_i \, \eta_{v}(\pi_i)}

=====================  ======================================================  ========
symbol                 name                                                    unit
=====================  ======================================================  ========
COP_cycle              heat given off over work on the gas                     -
l, eta_m               heat loss, mechanical efficiency                        -
V_swept,i              swept volume that stage i needs                         m3/s
m_i, rho_i, pi_i       its flow, suction density, pressure ratio               kg/kg, kg/m3, -
eta_v                  volumetric efficiency                                   -
=====================  ======================================================  ========
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.errors import UsageError
from industrial_hp.thermo.compressor_stages import Stage, compressor_stages
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.machine_limits import LimitFinding
from industrial_hp.units import m3_per_h_from_m3_per_s, m3_per_s_from_m3_per_h, mw_from_w

ROUNDING = 1e-9  # a duty of exactly two machines asks for two


@dataclass(frozen=True)
class Drive:
    """What lies between the grid and the gas, apart from the cycle.

    Attributes
    ----------
    motor_efficiency, inverter_efficiency : float
        Usual of large machines (IE4 class, recalled); together 0.95.
    mechanical_efficiency : float
        Bearings, seals, gear; 1 where the isentropic efficiency holds them, as is usual.
    heat_loss_share : float
        Of the heat given off, lost to the surroundings.

    Raises
    ------
    UsageError
        If an efficiency is not in (0, 1] or the loss not in [0, 1).
    """

    motor_efficiency: float = 0.965
    inverter_efficiency: float = 0.985
    mechanical_efficiency: float = 1.0
    heat_loss_share: float = 0.0

    def __post_init__(self) -> None:
        efficiencies = (
            self.motor_efficiency,
            self.inverter_efficiency,
            self.mechanical_efficiency,
        )
        if any(not 0.0 < eta <= 1.0 for eta in efficiencies):
            raise UsageError(f"drive efficiencies {efficiencies}; permitted: above 0 to 1")
        if not 0.0 <= self.heat_loss_share < 1.0:
            raise UsageError(f"heat loss {self.heat_loss_share:g}; permitted: 0 to below 1")

    @property
    def efficiency(self) -> float:
        """Work on the gas per electricity."""
        return self.motor_efficiency * self.inverter_efficiency * self.mechanical_efficiency


@dataclass(frozen=True)
class StatedCop:
    """The COP of one operating point at its three boundaries."""

    cycle: float
    shaft: float
    electric: float


def stated_cop(cop_cycle: float, drive: Drive) -> StatedCop:
    """COP at the gas, at the shaft and at the grid, from that of the cycle."""
    shaft = cop_cycle * (1.0 - drive.heat_loss_share) * drive.mechanical_efficiency
    return StatedCop(cop_cycle, shaft, shaft * drive.motor_efficiency * drive.inverter_efficiency)


def electric_cop(cop_cycle: float, drive: Drive) -> float:
    """Heat that reaches the sink per electricity, from the COP of the cycle."""
    return stated_cop(cop_cycle, drive).electric


@dataclass(frozen=True)
class StageVolume:
    """What one compressor stage draws in, all machines together.

    Attributes
    ----------
    name : str
        Place of the stage; empty if it is the only one.
    suction_m3_per_s : float
        Volume flow drawn in [m3/s].
    volumetric_efficiency : float
        Drawn in over swept.
    swept_m3_per_s : float
        Swept volume needed [m3/s].
    machines : int
        Largest machines of the type that this volume asks for.
    """

    name: str
    suction_m3_per_s: float
    volumetric_efficiency: float
    swept_m3_per_s: float
    machines: int


@dataclass(frozen=True)
class MachineNumber:
    """Equal machines that give a heat duty, each with one compressor for every stage.

    A cascade or a series train counts as one machine with stages in several circuits.

    Attributes
    ----------
    machines, spare : int
        In operation at full duty, and standing by.
    heat_w : float
        Duty of all together [W].
    stages : tuple of StageVolume
        Volumes of all together.
    governed_by : str
        ``one machine``, ``heat duty`` or the stage whose swept volume asks for most.
    findings : tuple of LimitFinding
        Where the type is too large for the duty.
    """

    machines: int
    spare: int
    heat_w: float
    stages: tuple[StageVolume, ...]
    governed_by: str
    findings: tuple[LimitFinding, ...]

    @property
    def installed(self) -> int:
        """Machines to buy."""
        return self.machines + self.spare


def machine_number(
    cycle: Cycle,
    heat_w: float,
    compressor: Compressor,
    *,
    steam_compressor: Compressor | None = None,
    spare: int = 0,
) -> MachineNumber:
    """Number of equal machines for a heat duty [W], by swept volume and by duty.

    Parameters
    ----------
    cycle, heat_w : Cycle, float
        The design point and the heat given off there.
    compressor, steam_compressor : Compressor, Compressor or None
        Types of the stages, as in :func:`~industrial_hp.thermo.machine_limits.machine_limits`.
    spare : int
        Machines that stand by; 1 is the rule N+1.

    Raises
    ------
    UsageError
        If the duty is not positive or the spare ones are negative.
    """
    if heat_w <= 0.0 or spare < 0:
        raise UsageError(
            f"{mw_from_w(heat_w):g} MW with {spare} spare machines; permitted: above 0, 0 or more"
        )
    stages = compressor_stages(cycle, compressor, steam_compressor)
    volumes = tuple(_stage_volume(stage, cycle, heat_w) for stage in stages)
    by_duty = max(_machines_by_duty(stage, cycle, heat_w) for stage in stages)
    largest = max(volumes, key=lambda volume: volume.machines)
    machines = max(by_duty, largest.machines)
    governed_by = "heat duty" if by_duty >= largest.machines else largest.name or "swept volume"
    findings = [
        finding
        for stage, volume in zip(stages, volumes, strict=True)
        for finding in _too_small(stage, volume, cycle, heat_w, machines)
    ]
    return MachineNumber(
        machines,
        spare,
        heat_w,
        volumes,
        "one machine" if machines == 1 else governed_by,
        tuple({finding.code: finding for finding in findings}.values()),
    )


def _stage_volume(stage: Stage, cycle: Cycle, heat_w: float) -> StageVolume:
    suction = stage.suction_m3_per_s(cycle, heat_w)
    efficiency = stage.compressor.volumetric.at(stage.compression.pressure_ratio)
    swept = suction / efficiency
    largest = stage.compressor.swept_max_m3_per_h
    machines = 1 if largest is None else _at_least(swept / m3_per_s_from_m3_per_h(largest))
    return StageVolume(stage.name, suction, efficiency, swept, machines)


def _duty_mw(stage: Stage, cycle: Cycle, heat_w: float) -> float:
    """Heat that the circuit of a stage gives off [MW]."""
    share = stage.circuit_flow * stage.circuit.heat_j_per_kg / cycle.heat_j_per_kg
    return mw_from_w(heat_w) * share


def _machines_by_duty(stage: Stage, cycle: Cycle, heat_w: float) -> int:
    largest_mw = stage.compressor.duty_max_mw
    return 1 if largest_mw is None else _at_least(_duty_mw(stage, cycle, heat_w) / largest_mw)


def _at_least(machines: float) -> int:
    return max(1, math.ceil(machines - ROUNDING))


def _too_small(
    stage: Stage, volume: StageVolume, cycle: Cycle, heat_w: float, machines: int
) -> Iterator[LimitFinding]:
    """Remarks on a duty or volume below what the type is built for."""
    type_name = stage.compressor.name
    where = f"{stage.name}: " if stage.name else ""
    remedy = "a compressor type for smaller duties, or fewer machines"
    least_mw, duty_mw = stage.compressor.duty_min_mw, _duty_mw(stage, cycle, heat_w) / machines
    if least_mw is not None and duty_mw < least_mw:
        message = f"{where}{duty_mw:.3g} MW of heat, a {type_name} begins at {least_mw:g} MW"
        yield LimitFinding("duty_below_range", "remark", message, duty_mw, least_mw, remedy)
    least = stage.compressor.swept_min_m3_per_h
    swept = m3_per_h_from_m3_per_s(volume.swept_m3_per_s / machines)
    if least is not None and swept < least:
        message = f"{where}{swept:.3g} m3/h swept, the smallest {type_name} sweeps {least:g} m3/h"
        yield LimitFinding("swept_volume_below_range", "remark", message, swept, least, remedy)
