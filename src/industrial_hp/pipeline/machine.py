"""One machine between two temperatures or two waters, with its verdict."""

from typing import Any, Literal, cast

from industrial_hp.catalogue.compressors import compressor
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import UsageError
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import (
    CYCLES,
    CycleSettings,
    cycle_at,
    cycle_record,
)
from industrial_hp.thermo.single_stage import single_stage_between
from industrial_hp.units import k_from_c


def machine(
    cycle_name: str,
    refrigerant_name: str,
    *,
    saturation_c: tuple[float, float] | None,
    water_c: tuple[float, ...] | None,
    approach_k: float,
    approach_at: str,
    superheat_k: float,
    subcooling_k: float,
    eta_isentropic: float | None,
    compressor_name: str,
) -> dict[str, Any]:
    """State points, COP, limits and verdict of one machine as plain data.

    Parameters
    ----------
    cycle_name, refrigerant_name : str
        Names of the catalogue.
    saturation_c : tuple of float or None
        Evaporating and condensing temperature [degC].
    water_c : tuple of float or None
        Source inlet and outlet, sink inlet and outlet [degC], liquid water; instead of the
        saturation temperatures.
    approach_k : float
        Approach on both sides [K].
    approach_at : {"pinch", "saturation"}
        Whether the approach to the sink holds everywhere or at the saturation temperature.
    superheat_k, subcooling_k : float
        At suction and after the condenser [K].
    eta_isentropic : float or None
        Isentropic efficiency; the compressor's usual one if None.
    compressor_name : str
        Row of the compressor catalogue, for the limits.

    Raises
    ------
    UsageError
        If a name is unknown or the temperatures ask for no lift.
    FluidRangeError
        Outside the range of the fluid.
    """
    if cycle_name not in CYCLES:
        raise UsageError(f"unknown cycle {cycle_name!r}; known: {', '.join(CYCLES)}")
    limits = compressor(compressor_name)
    fluid_name = refrigerant(refrigerant_name).name
    eta = limits.eta_isentropic if eta_isentropic is None else eta_isentropic
    if saturation_c is not None:
        cycle = cycle_at(
            cycle_name,
            fluid_name,
            evaporating_c=saturation_c[0],
            condensing_c=saturation_c[1],
            settings=CycleSettings(superheat_k, subcooling_k, eta),
        )
    else:
        source_in, source_out, sink_in, sink_out = water_c or ()
        if source_in <= source_out or sink_out <= sink_in:
            raise UsageError("the source must be cooled and the sink heated")
        cycle = single_stage_between(
            fluid_name,
            source=water_curve(k_from_c(source_out), k_from_c(source_in)),
            sink=water_curve(k_from_c(sink_in), k_from_c(sink_out)),
            approach_k=approach_k,
            approach_at=cast(Literal["pinch", "saturation"], approach_at),
            superheat_k=superheat_k,
            subcooling_k=subcooling_k,
            eta_isentropic=eta,
        )
    return cycle_record(cycle, machine_limits(cycle, limits))
