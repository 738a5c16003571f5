"""The compressor stages of any cycle, each with its circuit and the machine type that does it."""

from dataclasses import dataclass

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.thermo.compression import Compression
from industrial_hp.thermo.cycle import Cycle

STEAM = "R718"


@dataclass(frozen=True)
class Stage:
    """One stage of a machine.

    Attributes
    ----------
    name : str
        Its place, for instance ``stage 2 of 3 (R717)``; empty if it is the only one.
    compression : Compression
        Flow per kg in the (upper) condenser of the whole machine.
    circuit : Cycle
        The circuit it belongs to, by itself.
    circuit_flow : float
        Flow in the circuit's condenser per kg in that of the whole machine.
    compressor : Compressor
        The type that does it.
    """

    name: str
    compression: Compression
    circuit: Cycle
    circuit_flow: float
    compressor: Compressor

    def suction_m3_per_s(self, cycle: Cycle, heat_w: float) -> float:
        """Volume drawn in [m3/s] where the whole cycle gives off a heat duty [W]."""
        flow = heat_w / cycle.heat_j_per_kg * self.compression.flow
        return flow / self.compression.suction.rho_kg_per_m3


def compressor_stages(
    cycle: Cycle, compressor: Compressor, steam_compressor: Compressor | None = None
) -> tuple[Stage, ...]:
    """Every stage of a cycle, coldest circuit and lowest pressure first.

    Steam is compressed by ``steam_compressor`` where one is named, all else by ``compressor``.
    """
    owners = [(circuit, own) for circuit in cycle.circuits for own in circuit.compressions]
    count = len(owners)
    stages = []
    for number, ((circuit, own), whole) in enumerate(
        zip(owners, cycle.compressions, strict=True), start=1
    ):
        steam = own.refrigerant == STEAM and steam_compressor is not None
        stages.append(
            Stage(
                name="" if count == 1 else f"stage {number} of {count} ({own.refrigerant})",
                compression=whole,
                circuit=circuit,
                circuit_flow=whole.flow / own.flow,
                compressor=steam_compressor if steam and steam_compressor else compressor,
            )
        )
    return tuple(stages)
