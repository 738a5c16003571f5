"""One machine between two temperatures, two waters, or water and steam, with its verdict."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from industrial_hp.catalogue.compressors import Compressor, compressor
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.pipeline.cycle_plot import plot_cycle
from industrial_hp.thermo.catalogue_efficiency import RatedCycle, rated_cycle
from industrial_hp.thermo.composite import SERIES_TRAIN
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycles import topology
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve, steam_curve, water_curve
from industrial_hp.thermo.machine import machine_number
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import (
    ApproachAt,
    CycleSettings,
    cycle_at,
    cycle_between,
    cycle_record,
    machines_record,
    refused_record,
)
from industrial_hp.thermo.steam_compression import CLOSED_CYCLE_WITH_STEAM, STEAM
from industrial_hp.units import c_from_k, k_from_c, pa_from_bar, w_from_mw


def machine(
    cycle_name: str,
    refrigerant_name: str,
    *,
    temperatures_c: tuple[float, ...],
    approach_k: float = 5.0,
    approach_at: ApproachAt = "pinch",
    settings: CycleSettings,
    eta_isentropic: float | Literal["law"] | None = None,
    heat_mw: float | None = None,
    compressor_name: str = "piston",
    steam_compressor_name: str = "steam_turbo",
    steam_bar: float | None = None,
    plot: Path | None = None,
) -> dict[str, Any]:
    """State points, COP, limits and verdict of one machine as plain data.

    Outside the range of its fluid a machine is infeasible, with a finding and without figures.

    Parameters
    ----------
    cycle_name, refrigerant_name : str
        Names of the catalogue.
    temperatures_c : tuple of float
        Two: evaporating, and condensing or the gas cooler's outlet. Four: source inlet and
        outlet, sink inlet and outlet of liquid water [degC]. Three, with ``steam_bar``: source
        inlet and outlet, feed water. The sink of a cycle that delivers steam runs from its feed
        water to saturation.
    approach_k : float
        Approach on both sides [K].
    approach_at : {"pinch", "saturation"}
        Whether the approach to the sink holds everywhere or at the saturation temperature.
    settings : CycleSettings
        All else; its isentropic efficiency counts only through ``eta_isentropic``.
    eta_isentropic : float, "law" or None
        Isentropic efficiency; ``law`` takes the compressor's over the pressure ratio, None its
        usual one.
    heat_mw : float or None
        Heat duty [MW]: the record then holds the number of machines and their swept volumes.
    compressor_name, steam_compressor_name : str
        Rows of the compressor catalogue, for the limits; the second for the steam above a
        closed cycle.
    steam_bar : float or None
        Pressure of saturated steam that is the sink [bar], whatever the cycle.
    plot : Path or None
        File for a log p-h diagram; its suffix says the format.

    Raises
    ------
    UsageError
        If a name is unknown or the temperatures ask for no lift.
    FluidRangeError
        If source or sink cannot be water or steam.
    """
    limits, steam_limits = compressor(compressor_name), compressor(steam_compressor_name)
    fluid_name = refrigerant(refrigerant_name).name
    low_name = settings.refrigerant_low
    stated = eta_isentropic if isinstance(eta_isentropic, float) else None
    settings = replace(
        settings,
        eta_isentropic=limits.eta_isentropic if stated is None else stated,
        steam_eta_isentropic=steam_limits.eta_isentropic if stated is None else stated,
        refrigerant_low=None if low_name is None else refrigerant(low_name).name,
        pressure_limit_pa=_pressure_limit_pa(limits, fluid_name),
    )
    if len(temperatures_c) == 2:
        make = partial(_inside, temperatures_c)
    else:
        source, sink = _streams(cycle_name, temperatures_c, steam_bar)
        make = partial(
            cycle_between, source=source, sink=sink, approach_k=approach_k, approach_at=approach_at
        )
    above = steam_limits if cycle_name == CLOSED_CYCLE_WITH_STEAM else None
    serve = partial(make, cycle_name, fluid_name)
    try:
        if eta_isentropic == "law":
            rated = rated_cycle(
                lambda s: serve(settings=s), settings, limits, steam_compressor=above
            )
        else:
            rated = RatedCycle(serve(settings=settings), settings, ())
    except FluidRangeError as refused:
        return refused_record(refused)
    cycle = rated.cycle
    if plot is not None:
        plot_cycle(cycle, plot)
    record = cycle_record(cycle, machine_limits(cycle, limits, above), rated.findings)
    if heat_mw is not None:
        number = machine_number(cycle, w_from_mw(heat_mw), limits, steam_compressor=above)
        record["machines"] = machines_record(number)
    return record


def _inside(
    temperatures_c: tuple[float, ...],
    cycle_name: str,
    fluid_name: str,
    *,
    settings: CycleSettings,
) -> Cycle:
    evaporating_c, condensing_c = temperatures_c
    return cycle_at(
        cycle_name,
        fluid_name,
        evaporating_c=evaporating_c,
        condensing_c=condensing_c,
        settings=settings,
    )


def saturation_c(
    cycle_name: str,
    refrigerant_name: str,
    refrigerant_low: str | None,
    bars: Sequence[float | None],
) -> tuple[float | None, ...]:
    """Saturation temperatures [degC] of a machine's low and high pressure [bar].

    The low pressure is that of the lower machine's refrigerant, the high one of the upper's, or
    of the steam above a closed cycle.

    Raises
    ------
    UsageError
        If a name is unknown.
    FluidRangeError
        If there is no saturation at a pressure.
    """
    high_name = STEAM if cycle_name == CLOSED_CYCLE_WITH_STEAM else refrigerant_name
    names = (refrigerant_low or refrigerant_name, high_name)
    return tuple(
        None if bar is None else c_from_k(fluid(name).saturation_temperature_k(pa_from_bar(bar)))
        for name, bar in zip(names, bars, strict=True)
    )


def _streams(
    cycle_name: str, temperatures_c: tuple[float, ...], steam_bar: float | None
) -> tuple[TemperatureHeatCurve, TemperatureHeatCurve]:
    """Curves of source and sink."""
    source_in, source_out, sink_in = temperatures_c[:3]
    if source_in <= source_out:
        raise UsageError("the source must be cooled")
    source = water_curve(k_from_c(source_out), k_from_c(source_in))
    if steam_bar is not None:
        saturation_k = fluid(STEAM).saturation_temperature_k(pa_from_bar(steam_bar))
        return source, steam_curve(k_from_c(sink_in), saturation_k)
    sink_out = temperatures_c[3]
    if sink_out <= sink_in:
        raise UsageError("the sink must be heated")
    delivers_steam = cycle_name != SERIES_TRAIN and topology(cycle_name).delivers_steam
    sink = steam_curve if delivers_steam else water_curve
    return source, sink(k_from_c(sink_in), k_from_c(sink_out))


def _pressure_limit_pa(limits: Compressor, fluid_name: str) -> float | None:
    limit_bar = limits.pressure_class_for(fluid_name)
    return None if limit_bar is None else pa_from_bar(limit_bar)
