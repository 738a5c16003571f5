"""One machine between two temperatures or two waters, with its verdict."""

from dataclasses import replace
from typing import Any

from industrial_hp.catalogue.compressors import Compressor, compressor
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import UsageError
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import (
    ApproachAt,
    CycleSettings,
    cycle_at,
    cycle_between,
    cycle_record,
)
from industrial_hp.units import k_from_c, pa_from_bar


def machine(
    cycle_name: str,
    refrigerant_name: str,
    *,
    temperatures_c: tuple[float, ...],
    approach_k: float = 5.0,
    approach_at: ApproachAt = "pinch",
    settings: CycleSettings,
    eta_isentropic: float | None = None,
    compressor_name: str = "piston",
) -> dict[str, Any]:
    """State points, COP, limits and verdict of one machine as plain data.

    Parameters
    ----------
    cycle_name, refrigerant_name : str
        Names of the catalogue.
    temperatures_c : tuple of float
        Two: evaporating, and condensing or the gas cooler's outlet. Four: source inlet and
        outlet, sink inlet and outlet of liquid water [degC].
    approach_k : float
        Approach on both sides [K].
    approach_at : {"pinch", "saturation"}
        Whether the approach to the sink holds everywhere or at the saturation temperature.
    settings : CycleSettings
        All else; its isentropic efficiency counts only through ``eta_isentropic``.
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
    limits = compressor(compressor_name)
    fluid_name = refrigerant(refrigerant_name).name
    low_name = settings.refrigerant_low
    settings = replace(
        settings,
        eta_isentropic=limits.eta_isentropic if eta_isentropic is None else eta_isentropic,
        refrigerant_low=None if low_name is None else refrigerant(low_name).name,
        pressure_limit_pa=_pressure_limit_pa(limits, fluid_name),
    )
    if len(temperatures_c) == 2:
        evaporating_c, condensing_c = temperatures_c
        cycle = cycle_at(
            cycle_name,
            fluid_name,
            evaporating_c=evaporating_c,
            condensing_c=condensing_c,
            settings=settings,
        )
    else:
        source_in, source_out, sink_in, sink_out = temperatures_c
        if source_in <= source_out or sink_out <= sink_in:
            raise UsageError("the source must be cooled and the sink heated")
        cycle = cycle_between(
            cycle_name,
            fluid_name,
            source=water_curve(k_from_c(source_out), k_from_c(source_in)),
            sink=water_curve(k_from_c(sink_in), k_from_c(sink_out)),
            approach_k=approach_k,
            approach_at=approach_at,
            settings=settings,
        )
    return cycle_record(cycle, machine_limits(cycle, limits))


def _pressure_limit_pa(limits: Compressor, fluid_name: str) -> float | None:
    limit_bar = limits.pressure_class_for(fluid_name)
    return None if limit_bar is None else pa_from_bar(limit_bar)
