"""What may stand between two levels: cycles with their refrigerants, and estimated machines.

An offer answers for one pair of levels and one period with an operating point, or with the reason
why there is none.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from industrial_hp.case.estimated_machines import (
    CorrelationMachines,
    EstimatedMachines,
    LorenzMachines,
)
from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.catalogue.compressors import Compressor, compressor
from industrial_hp.errors import CopRangeError, FluidRangeError, UsageError
from industrial_hp.superstructure.levels import CondenserLevel, EvaporatorLevel
from industrial_hp.thermo.cascade_screening import Span, screened_cascades
from industrial_hp.thermo.choice import Combination
from industrial_hp.thermo.composite import CASCADE, SERIES_TRAIN
from industrial_hp.thermo.cop_estimate import CopEstimate
from industrial_hp.thermo.cop_table import CopTable
from industrial_hp.thermo.correlations import correlation
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycles import topology
from industrial_hp.thermo.estimated_machine import EstimatedMachine, estimated_machine
from industrial_hp.thermo.heat_exchange import TemperatureHeatCurve
from industrial_hp.thermo.ideal_cop import lorenz_efficiency
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.performance_map import (
    CycleSettings,
    cycle_above,
    cycle_between,
)
from industrial_hp.thermo.steam_compression import (
    CLOSED_CYCLE_WITH_STEAM,
    STEAM,
    STEAM_RECOMPRESSION,
)
from industrial_hp.units import c_from_k, k_from_c, pa_from_bar

SMALLEST_LIFT_K = 15.0
"""A sink that ends less than this above the evaporation is left to direct exchange: two
approaches of 5 K and a superheat of 5 K lie between."""
SMALLEST_COP = 1.2
PLAIN_CYCLE = "single_stage"
"""The cycle that a tag need not name."""
CASCADES_PER_MATCH = 3
"""Pairs of refrigerants that are computed between two levels, the best of the screening."""
ATMOSPHERE_PA = 101_325.0
"""Steam from a closed cycle is not drawn in below this where it is compressed further."""
NO_LIFT = "next to no lift: left to direct exchange"

Point = Cycle | EstimatedMachine


class Offer(Protocol):
    """A kind of machine on offer."""

    @property
    def options(self) -> HeatPumpOptions:
        """Options of the case that it is offered under."""

    @property
    def name(self) -> str:
        """Name of the cycle, or of the estimated machines."""

    @property
    def method(self) -> str:
        """How its COP is had: the cycle, or the kind of estimate."""

    @property
    def refrigerant(self) -> str:
        """Its refrigerants; empty where they are not known."""

    @property
    def label(self) -> str:
        """What ends the tag of its machines."""

    @property
    def drive_efficiency(self) -> float:
        """Shaft power over electricity; one where the COP holds the drive."""

    @property
    def condenser_contribution_k(self) -> float:
        """Contribution of its hot side; none where it delivers the steam itself [K]."""

    def at(
        self, evaporator: EvaporatorLevel, condenser: CondenserLevel, period: int
    ) -> Point | str:
        """Operating point between two levels in a period, or why there is none."""


@dataclass(frozen=True)
class CycleOffer:
    """A cycle with its refrigerant, solved from its states."""

    combination: Combination
    options: HeatPumpOptions

    @property
    def name(self) -> str:
        """Name of the cycle."""
        return self.combination.cycle

    @property
    def method(self) -> str:
        """Name of the cycle."""
        return self.combination.cycle

    @property
    def refrigerant(self) -> str:
        """The refrigerants, the lower one of a cascade first."""
        return self.combination.fluids

    @property
    def label(self) -> str:
        """Refrigerant and cycle; a single stage goes without saying."""
        fluids = (_alphanumeric(name) for name in self.refrigerant.split("/"))
        ends = [*fluids, *([] if self.name == PLAIN_CYCLE else [self.name])]
        return "_".join(ends)

    @property
    def drive_efficiency(self) -> float:
        """Of the case."""
        return self.options.drive_efficiency

    @property
    def condenser_contribution_k(self) -> float:
        """Of the case, unless the steam is made without an exchanger [K]."""
        direct = self.name != SERIES_TRAIN and topology(self.name).delivers_steam
        return 0.0 if direct else self.options.dt_condenser_k

    def at(
        self, evaporator: EvaporatorLevel, condenser: CondenserLevel, period: int
    ) -> Point | str:
        """Cycle from the evaporating level, its hot side as cool as the sink allows."""
        evaporating_c = float(evaporator.evaporating_c[period])
        sink = _heated(condenser, condenser.curve(period), evaporating_c)
        if c_from_k(sink.hot_end_k) < evaporating_c + SMALLEST_LIFT_K:
            return NO_LIFT
        try:
            cycle = self._cycle(evaporator, condenser, period, sink)
        except (FluidRangeError, UsageError) as error:
            return str(error)
        verdict = machine_limits(cycle, *compressors(self.options, self.name))
        if verdict.verdict == "infeasible" and not self.options.lift_machine_limits:
            return "; ".join(f.message for f in verdict.findings if f.severity == "infeasible")
        return cycle if cycle.cop >= SMALLEST_COP else f"COP of {cycle.cop:.2f} is too low"

    def settings(self, evaporator: EvaporatorLevel) -> CycleSettings:
        """Settings of the cycle at a level; steam of a header is dry and saturated."""
        settings = cycle_settings(self.options, self.combination)
        if evaporator.is_header:
            return replace(settings, superheat_k=0.0, subcooling_k=0.0)
        return settings

    def _cycle(
        self,
        evaporator: EvaporatorLevel,
        condenser: CondenserLevel,
        period: int,
        sink: TemperatureHeatCurve,
    ) -> Cycle:
        settings = self.settings(evaporator)
        approach_k = condenser.stream.contribution_k + self.condenser_contribution_k
        if self.name == SERIES_TRAIN:
            source_approach_k = evaporator.stream.contribution_k + evaporator.contribution_k
            curve = evaporator.stream.curve(period, 1.0)
            return cycle_between(
                self.name,
                self.combination.refrigerant,
                source=_moved(curve, approach_k - source_approach_k),
                sink=sink,
                approach_k=approach_k,
                settings=settings,
            )
        return cycle_above(
            self.name,
            self.combination.refrigerant,
            evaporating_c=float(evaporator.evaporating_c[period]),
            sink=sink,
            approach_k=approach_k,
            settings=settings,
        )


@dataclass(frozen=True)
class EstimateOffer:
    """Machines of the case whose COP is estimated."""

    stated: EstimatedMachines
    options: HeatPumpOptions
    tables: Mapping[str, CopTable]

    @property
    def name(self) -> str:
        """Name in the case."""
        return self.stated.name

    @property
    def method(self) -> str:
        """Kind of the estimate."""
        return self.stated.kind

    @property
    def refrigerant(self) -> str:
        """Not known."""
        return ""

    @property
    def label(self) -> str:
        """Name in the case."""
        return self.stated.name

    @property
    def drive_efficiency(self) -> float:
        """One: the COP is that of the whole machine."""
        return 1.0

    @property
    def condenser_contribution_k(self) -> float:
        """Of the case [K]."""
        return self.options.dt_condenser_k

    def at(
        self, evaporator: EvaporatorLevel, condenser: CondenserLevel, period: int
    ) -> Point | str:
        """The estimate between the streams themselves, hot and cold side beside them."""
        source = evaporator.straight_curve(period)
        source_c = c_from_k(source.cold_end_k)
        sink = _heated(condenser, condenser.straight_curve(period), source_c)
        hottest_c = self.stated.sink_max_c
        if hottest_c is not None and c_from_k(sink.hot_end_k) > hottest_c:
            return f"heats up to {hottest_c:g} degC, the sink needs {c_from_k(sink.hot_end_k):.4g}"
        if sink.hot_end_k < source.cold_end_k + SMALLEST_LIFT_K:
            return NO_LIFT
        try:
            estimate, heat_w = self._estimate(source, sink)
            point = estimated_machine(
                estimate,
                source=source,
                sink=sink,
                colder_by_k=evaporator.stream.contribution_k + evaporator.contribution_k,
                hotter_by_k=condenser.stream.contribution_k + self.options.dt_condenser_k,
                heat_w=heat_w,
            )
        except (CopRangeError, UsageError) as error:
            return str(error)
        return point if point.cop >= SMALLEST_COP else f"COP of {point.cop:.2f} is too low"

    def _estimate(
        self, source: TemperatureHeatCurve, sink: TemperatureHeatCurve
    ) -> tuple[CopEstimate, float | None]:
        """COP, and the heat of one machine where that is known [W]."""
        ends = {
            "source_in_k": source.hot_end_k,
            "source_out_k": source.cold_end_k,
            "sink_in_k": sink.cold_end_k,
            "sink_out_k": sink.hot_end_k,
        }
        if isinstance(self.stated, LorenzMachines):
            return lorenz_efficiency(self.stated.eta, **ends), None
        if isinstance(self.stated, CorrelationMachines):
            chosen = correlation(self.stated.correlation)
            needed = {name: ends[name] for name in chosen.needs}
            return chosen.function(**needed, outside=self.stated.outside), None
        found = self.tables[self.stated.table].at(
            source_k=ends["source_in_k"], sink_k=ends["sink_out_k"], outside=self.stated.outside
        )
        return found, found.heat_w


def offers(
    evaporator: EvaporatorLevel,
    condenser: CondenserLevel,
    options: HeatPumpOptions,
    tables: Mapping[str, CopTable],
) -> Iterator[Offer]:
    """Everything that may stand between two levels.

    Trains take whole streams: the part of a stream is what a single machine of them sees.
    Machines that make the steam themselves stand before whole steam sinks.
    """
    if evaporator.is_header:
        if STEAM_RECOMPRESSION in options.cycles and _takes_steam(condenser):
            yield CycleOffer(Combination(STEAM_RECOMPRESSION, STEAM), options)
        return
    whole = evaporator.part == condenser.part == ""
    for cycle in options.cycles:
        if cycle == CASCADE:
            yield from _cascades(evaporator, condenser, options)
        elif cycle == SERIES_TRAIN:
            yield from _of_each_refrigerant(cycle, options) if whole else ()
        elif cycle == STEAM_RECOMPRESSION:
            if _takes_steam(condenser):
                yield CycleOffer(Combination(cycle, STEAM), options)
        elif topology(cycle).delivers_steam:
            if _takes_steam(condenser):
                yield from _of_each_refrigerant(cycle, options)
        else:
            yield from _of_each_refrigerant(cycle, options)
    for stated in options.estimated:
        yield EstimateOffer(stated, options, tables)


def offer_of(
    name: str, refrigerant: str, options: HeatPumpOptions, tables: Mapping[str, CopTable]
) -> Offer:
    """The offer of a name and its refrigerants, as a machine bears them."""
    for stated in options.estimated:
        if stated.name == name:
            return EstimateOffer(stated, options, tables)
    low, _, high = refrigerant.rpartition("/")
    return CycleOffer(Combination(name, high, low or None), options)


def compressors(options: HeatPumpOptions, cycle: str) -> tuple[Compressor, Compressor | None]:
    """Compressor types of a cycle: that of its stages, and that of steam above a closed cycle."""
    steam = compressor(options.steam_compressor)
    if cycle == STEAM_RECOMPRESSION:
        return steam, None
    return compressor(options.compressor), steam if cycle == CLOSED_CYCLE_WITH_STEAM else None


def cycle_settings(options: HeatPumpOptions, combination: Combination) -> CycleSettings:
    """Settings of every cycle on offer; two stages meet halfway, close to their best COP."""
    limit_bar = compressor(options.compressor).pressure_class_for(combination.refrigerant)
    steam_eta = compressor(options.steam_compressor).eta_isentropic
    steam_only = combination.cycle == STEAM_RECOMPRESSION
    return CycleSettings(
        options.superheat_k,
        options.subcooling_k,
        steam_eta if steam_only else options.eta_isentropic,
        intermediate="at_share",
        refrigerant_low=combination.refrigerant_low,
        pressure_limit_pa=None if limit_bar is None else pa_from_bar(limit_bar),
        machines_in_series=options.machines_in_series,
        steam_stages=options.steam_stages,
        steam_suction_pa=ATMOSPHERE_PA,
        steam_eta_isentropic=steam_eta,
    )


def _of_each_refrigerant(cycle: str, options: HeatPumpOptions) -> Iterator[CycleOffer]:
    for name in options.refrigerants:
        yield CycleOffer(Combination(cycle, name), options)


def _cascades(
    evaporator: EvaporatorLevel, condenser: CondenserLevel, options: HeatPumpOptions
) -> Iterator[CycleOffer]:
    """The best pairs of refrigerants by quick tests of each half, at the greatest lift."""
    hottest_c = float(condenser.stream.top_c.max())
    coldest_c = float(evaporator.evaporating_c.min())
    if hottest_c < coldest_c + SMALLEST_LIFT_K:
        return
    limits = compressor(options.compressor)

    def pressure_limit_pa(name: str) -> float | None:
        limit_bar = limits.pressure_class_for(name)
        return None if limit_bar is None else pa_from_bar(limit_bar)

    screening = screened_cascades(
        tuple(options.refrigerants),
        Span(k_from_c(coldest_c), k_from_c(hottest_c), CycleSettings().inner_approach_k),
        eta_isentropic=options.eta_isentropic,
        pressure_limit_pa=pressure_limit_pa,
        keep=CASCADES_PER_MATCH,
    )
    for low, high in screening.kept:
        yield CycleOffer(Combination(CASCADE, high, low), options)


def _heated(
    condenser: CondenserLevel, sink: TemperatureHeatCurve, from_c: float
) -> TemperatureHeatCurve:
    """What a machine heats; on a cooler in cold air it holds the smallest lift, as chillers do."""
    missing_k = k_from_c(from_c + SMALLEST_LIFT_K) - sink.hot_end_k
    return _moved(sink, missing_k) if condenser.stream.is_cooler and missing_k > 0 else sink


def _takes_steam(condenser: CondenserLevel) -> bool:
    """Whether all of it is steam from feed water."""
    return condenser.part == "" and condenser.stream.is_steam


def _moved(curve: TemperatureHeatCurve, by_k: float) -> TemperatureHeatCurve:
    return TemperatureHeatCurve(curve.t_k + by_k, curve.heat_share)


def _alphanumeric(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
