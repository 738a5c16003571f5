"""A machine with the compressors that its design point asks for, ready for other points."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.thermo.catalogue_efficiency import RatedCycle, rated_cycle
from industrial_hp.thermo.compressor_stages import Stage, compressor_stages
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve, water_curve
from industrial_hp.thermo.machine import Drive, MachineNumber, machine_number

ROUNDING = 1e-9  # half the load of two machines is one of them


@dataclass(frozen=True)
class Service:
    """What a machine stands between.

    Attributes
    ----------
    source, sink : callable
        The curve of the source's inlet and of the sink's outlet temperature [K].
    approach_k : float
        On both sides [K].
    """

    source: Callable[[float], TemperatureHeatCurve]
    sink: Callable[[float], TemperatureHeatCurve]
    approach_k: float = 5.0


def water_service(source_glide_k: float, sink_glide_k: float, approach_k: float = 5.0) -> Service:
    """Water cooled and water heated by constant glides [K]: their flow follows the load."""
    return Service(
        lambda inlet_k: water_curve(inlet_k - source_glide_k, inlet_k),
        lambda outlet_k: water_curve(outlet_k - sink_glide_k, outlet_k),
        approach_k,
    )


@dataclass(frozen=True)
class SizedMachine:
    """A machine with the compressors that its design point asks for.

    Attributes
    ----------
    design : RatedCycle
        At full load of the design point.
    number : MachineNumber
        Machines and the swept volume of every stage of all of them together.
    """

    cycle_name: str
    refrigerant: str
    service: Service
    settings: CycleSettings
    compressor: Compressor
    steam_compressor: Compressor | None
    drive: Drive
    design: RatedCycle
    number: MachineNumber

    def running(self, load: float) -> tuple[int, float]:
        """Machines that run at a load, and the load of each."""
        running = max(1, math.ceil(load * self.number.machines - ROUNDING))
        return running, load * self.number.machines / running

    @property
    def minimum_load(self) -> float:
        """Least share of its full flow that one machine runs at."""
        steam = self.steam_compressor
        return max(self.compressor.minimum_load, 0.0 if steam is None else steam.minimum_load)

    def stages(self, rated: RatedCycle) -> tuple[Stage, ...]:
        """Its compressor stages at a point."""
        return compressor_stages(rated.cycle, self.compressor, self.steam_compressor)

    def rated(self, source_in_k: float, sink_out_k: float, load: float) -> RatedCycle:
        """The cycle at other temperatures [K] and a load of each machine; errors as a cycle."""
        return _rated(
            self.cycle_name,
            self.refrigerant,
            self.service,
            (source_in_k, sink_out_k),
            self.settings,
            (self.compressor, self.steam_compressor),
            load,
        )


def sized_machine(
    cycle_name: str,
    refrigerant: str,
    *,
    service: Service,
    source_in_k: float,
    sink_out_k: float,
    heat_w: float,
    settings: CycleSettings,
    compressor: Compressor,
    steam_compressor: Compressor | None = None,
    drive: Drive | None = None,
    spare: int = 0,
) -> SizedMachine:
    """A machine sized for a heat [W] that reaches the sink at its design temperatures [K].

    Raises
    ------
    UsageError, FluidRangeError
        If there is no such cycle at the design point.
    """
    drive = drive or Drive()
    machines = (compressor, steam_compressor)
    at = (source_in_k, sink_out_k)
    design = _rated(cycle_name, refrigerant, service, at, settings, machines, 1.0)
    number = machine_number(
        design.cycle,
        heat_w / (1.0 - drive.heat_loss_share),
        compressor,
        steam_compressor=steam_compressor,
        spare=spare,
    )
    return SizedMachine(
        cycle_name,
        refrigerant,
        service,
        settings,
        compressor,
        steam_compressor,
        drive,
        design,
        number,
    )


def _rated(
    cycle_name: str,
    refrigerant: str,
    service: Service,
    at: tuple[float, float],
    settings: CycleSettings,
    machines: tuple[Compressor, Compressor | None],
    load: float,
) -> RatedCycle:
    source, sink = service.source(at[0]), service.sink(at[1])
    return rated_cycle(
        lambda rated: cycle_between(
            cycle_name,
            refrigerant,
            source=source,
            sink=sink,
            approach_k=service.approach_k,
            settings=rated,
        ),
        settings,
        machines[0],
        steam_compressor=machines[1],
        load=load,
    )
