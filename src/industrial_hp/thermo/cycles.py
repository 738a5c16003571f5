"""Every cycle by its name, between two temperatures.

A new cycle is a module of its own and a line in ``CYCLES``. A cycle with a free quantity (the
temperature between two stages, the pressure of a gas cooler) takes the one of the best COP
unless it is stated.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

from industrial_hp.errors import UsageError
from industrial_hp.thermo import (
    composite,
    parallel_compression,
    single_stage,
    steam_compression,
    transcritical,
    two_stage,
)
from industrial_hp.thermo.approach import (
    condensing_temperature_for_sink,
    gas_cooler_outlet_for_sink,
)
from industrial_hp.thermo.best_cycle import best_cycle
from industrial_hp.thermo.circuit import HighSide, condenser, gas_cooler
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve

Make = Callable[[str, float, float, CycleSettings], Cycle]

SHARE_RANGE = (0.05, 0.95)
GAS_COOLER_RANGE = (1.02, 2.2)  # of the critical pressure
PRESSURE_TOLERANCE = 1e-5  # of the same; COP has an edge where the pinch leaves the cold end


@dataclass(frozen=True)
class Topology:
    """A cycle by its name.

    Attributes
    ----------
    make : callable
        Cycle of refrigerant, evaporating temperature [K], condensing temperature (with a gas
        cooler its outlet) [K] and settings.
    optimised : {"intermediate_k", "gas_cooler_pa"} or None
        The free quantity.
    delivers_steam : bool
        It makes the steam itself: the steam is its sink and no exchanger lies between.
    """

    name: str
    make: Make
    optimised: Literal["intermediate_k", "gas_cooler_pa"] | None = None
    delivers_steam: bool = False


def _single_stage(name: str, evaporating_k: float, condensing_k: float, s: CycleSettings) -> Cycle:
    high = condenser(name, condensing_k, s.subcooling_k)
    return single_stage.plain(
        single_stage.NAME, high, evaporating_k, s.superheat_k, s.eta_isentropic
    )


def _single_stage_ihx(
    name: str, evaporating_k: float, condensing_k: float, s: CycleSettings
) -> Cycle:
    return single_stage.with_internal_exchanger(
        single_stage.NAME_IHX,
        condenser(name, condensing_k, s.subcooling_k),
        evaporating_k,
        s.superheat_k,
        s.eta_isentropic,
        suction_rise_k=s.suction_rise_k,
        approach_k=s.inner_approach_k,
    )


def _transcritical(name: str, evaporating_k: float, outlet_k: float, s: CycleSettings) -> Cycle:
    return transcritical.transcritical(
        name,
        evaporating_k=evaporating_k,
        gas_cooler_pa=_stated_pressure(s),
        gas_cooler_out_k=outlet_k,
        superheat_k=s.superheat_k,
        eta_isentropic=s.eta_isentropic,
    )


def _transcritical_ihx(name: str, evaporating_k: float, outlet_k: float, s: CycleSettings) -> Cycle:
    return transcritical.transcritical_ihx(
        name,
        evaporating_k=evaporating_k,
        gas_cooler_pa=_stated_pressure(s),
        gas_cooler_out_k=outlet_k,
        superheat_k=s.superheat_k,
        suction_rise_k=s.suction_rise_k,
        approach_k=s.inner_approach_k,
        eta_isentropic=s.eta_isentropic,
    )


def _stated_pressure(s: CycleSettings) -> float:
    if s.gas_cooler_pa is None:
        raise UsageError("a transcritical cycle needs the pressure of its gas cooler")
    return s.gas_cooler_pa


def _intermediate_k(evaporating_k: float, top_k: float, s: CycleSettings) -> float:
    if s.intermediate_k is not None:
        return s.intermediate_k
    return evaporating_k + s.intermediate_share * (top_k - evaporating_k)


def _high_side(name: str, top_k: float, s: CycleSettings) -> tuple[HighSide, float]:
    """High side, and the upper end of what an intermediate temperature may be [K]."""
    if s.gas_cooler_pa is None:
        return condenser(name, top_k, s.subcooling_k), top_k
    medium = fluid(name)
    return gas_cooler(name, s.gas_cooler_pa, top_k), min(top_k, medium.critical_temperature_k)


def _staged(
    stages: Callable[..., Cycle], name: str, evaporating_k: float, top_k: float, s: CycleSettings
) -> Cycle:
    high, warmest_k = _high_side(name, top_k, s)
    return stages(
        high,
        evaporating_k=evaporating_k,
        intermediate_k=_intermediate_k(evaporating_k, warmest_k, s),
        superheat_k=s.superheat_k,
        eta_isentropic=s.eta_isentropic,
    )


def _closed_economiser(name: str, evaporating_k: float, top_k: float, s: CycleSettings) -> Cycle:
    stages = partial(two_stage.two_stage_closed_economiser, approach_k=s.inner_approach_k)
    return _staged(stages, name, evaporating_k, top_k, s)


def _cascade(name: str, evaporating_k: float, condensing_k: float, s: CycleSettings) -> Cycle:
    low_name = s.refrigerant_low or name
    inner = replace(s, intermediate_k=None, intermediate_share=0.5)
    low, high = topology(s.cycle_low), topology(s.cycle_high)

    def lower(intermediate_k: float) -> Cycle:
        return low.make(low_name, evaporating_k, intermediate_k, inner)

    def upper(upper_evaporating_k: float) -> Cycle:
        return high.make(name, upper_evaporating_k, condensing_k, inner)

    return composite.cascade(
        lower,
        upper,
        intermediate_k=_intermediate_k(evaporating_k, condensing_k, s),
        approach_k=s.inner_approach_k,
    )


def _split_k(evaporating_k: float, delivery_k: float, s: CycleSettings) -> float:
    split_k = _intermediate_k(evaporating_k, delivery_k, s)
    if s.intermediate_k is not None or s.steam_suction_pa is None:
        return split_k
    lowest_k = fluid(steam_compression.STEAM).saturation_temperature_k(s.steam_suction_pa)
    return max(split_k, lowest_k)


def _closed_cycle_with_steam(
    name: str, evaporating_k: float, delivery_k: float, s: CycleSettings
) -> Cycle:
    closed = topology(s.cycle_high)
    if closed.delivers_steam:
        raise UsageError(f"{closed.name} is no closed cycle to make steam for another")
    inner = replace(s, intermediate_k=None, intermediate_share=0.5, cycle_high="single_stage")
    eta = s.steam_eta_isentropic or s.eta_isentropic
    steam = replace(s, superheat_k=0.0, subcooling_k=0.0, eta_isentropic=eta)
    return steam_compression.closed_cycle_with_steam(
        partial(at_top, closed.make, name, evaporating_k, inner),
        steam_compression.of_settings(
            steam_compression.STEAM, _split_k(evaporating_k, delivery_k, s), delivery_k, steam
        ),
        approach_k=s.inner_approach_k,
        hot_side_for_sink=hot_side_for_sink(closed, s),
    )


CYCLES: tuple[Topology, ...] = (
    Topology(single_stage.NAME, _single_stage),
    Topology(single_stage.NAME_IHX, _single_stage_ihx),
    Topology(
        two_stage.OPEN_ECONOMISER,
        partial(_staged, two_stage.two_stage_open_economiser),
        "intermediate_k",
    ),
    Topology(two_stage.CLOSED_ECONOMISER, _closed_economiser, "intermediate_k"),
    Topology(
        two_stage.FLASH_INTERCOOLER,
        partial(_staged, two_stage.two_stage_flash_intercooler),
        "intermediate_k",
    ),
    Topology(
        parallel_compression.NAME,
        partial(_staged, parallel_compression.parallel_compression),
        "intermediate_k",
    ),
    Topology(transcritical.NAME, _transcritical, "gas_cooler_pa"),
    Topology(transcritical.NAME_IHX, _transcritical_ihx, "gas_cooler_pa"),
    Topology(composite.CASCADE, _cascade, "intermediate_k"),
    Topology(
        steam_compression.STEAM_RECOMPRESSION, steam_compression.of_settings, delivers_steam=True
    ),
    Topology(
        steam_compression.CLOSED_CYCLE_WITH_STEAM,
        _closed_cycle_with_steam,
        "intermediate_k",
        delivers_steam=True,
    ),
)
CYCLE_NAMES: tuple[str, ...] = (*(one.name for one in CYCLES), composite.SERIES_TRAIN)


def topology(name: str) -> Topology:
    """The cycle of a name; UsageError with the known names if there is none."""
    for one in CYCLES:
        if one.name == name:
            return one
    raise UsageError(f"unknown cycle {name!r}; known: {', '.join(CYCLE_NAMES)}")


def cycle_between_temperatures(
    name: str,
    refrigerant: str,
    *,
    evaporating_k: float,
    condensing_k: float,
    settings: CycleSettings,
) -> Cycle:
    """The cycle of a name between two temperatures [K], its free quantity optimised.

    ``condensing_k`` of a cycle with a gas cooler is the gas cooler's outlet.

    Raises
    ------
    UsageError
        If the cycle is not known, needs a source and a sink, or the temperatures leave no lift.
    FluidRangeError
        If a state lies outside the fluid's equation of state.
    """
    if name == composite.SERIES_TRAIN:
        raise UsageError(f"{name} is made between a source and a sink, not two temperatures")
    found = topology(name)
    return optimised(
        found,
        refrigerant,
        settings,
        lambda s: found.make(refrigerant, evaporating_k, condensing_k, s),
    )


def cools_gas(found: Topology, s: CycleSettings) -> bool:
    return found.optimised == "gas_cooler_pa" or s.gas_cooler_pa is not None


def hot_side_for_sink(
    found: Topology, s: CycleSettings
) -> Callable[[Callable[[float], Cycle], TemperatureHeatCurve, float], float]:
    """The search of the lowest temperature on the hot side that serves a sink."""
    return gas_cooler_outlet_for_sink if cools_gas(found, s) else condensing_temperature_for_sink


def at_top(
    make: Make, refrigerant: str, evaporating_k: float, s: CycleSettings, top_k: float
) -> Cycle:
    return make(refrigerant, evaporating_k, top_k, s)


def optimised(
    found: Topology,
    refrigerant: str,
    settings: CycleSettings,
    make: Callable[[CycleSettings], Cycle],
) -> Cycle:
    """The cycle with the free quantity of best COP, or as stated."""
    searched = settings.intermediate_k is None and settings.intermediate == "of_best_cop"
    if found.optimised == "intermediate_k" and searched:
        return best_cycle(
            lambda share: make(replace(settings, intermediate_share=share)), SHARE_RANGE
        )
    if found.optimised == "gas_cooler_pa" and settings.gas_cooler_pa is None:
        critical_pa, (low, high) = fluid(refrigerant).critical_pressure_pa, GAS_COOLER_RANGE
        if settings.pressure_limit_pa is not None:
            high = max(min(high, settings.pressure_limit_pa / critical_pa), low)
        return best_cycle(
            lambda ratio: make(replace(settings, gas_cooler_pa=ratio * critical_pa)),
            (low, high),
            PRESSURE_TOLERANCE,
        )
    return make(settings)
