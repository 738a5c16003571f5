"""Case -> design problem: every stream, every machine on offer, every price."""

from dataclasses import dataclass, replace

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sources import HeatSource as StatedSource
from industrial_hp.case.sites import Boiler as StatedBoiler
from industrial_hp.superstructure.candidates import Machine, machines
from industrial_hp.superstructure.costs import heat_pump_cost, investment, prices
from industrial_hp.superstructure.levels import condenser_levels, evaporator_levels, merged
from industrial_hp.superstructure.loops import (
    design_loop,
    design_store,
    loop_temperatures,
    received_profile,
    sent_profile,
)
from industrial_hp.superstructure.problem import (
    Array,
    Boiler,
    DesignProblem,
    Dropped,
    Grid,
    HeatDemand,
    HeatPump,
    HeatSource,
    HeatStore,
    Loop,
    Periods,
    Piece,
)
from industrial_hp.superstructure.size_limits import Ends, Load, largest_heat_mw
from industrial_hp.superstructure.streams import (
    StreamProfile,
    cut,
    sink_profile,
    source_profile,
)
from industrial_hp.units import c_from_k


@dataclass(frozen=True, eq=False)
class _Streams:
    """All streams of a case before machines are placed."""

    sources: dict[str, StreamProfile]
    sinks: dict[str, StreamProfile]
    loops: tuple[Loop, ...]
    stores: tuple[HeatStore, ...]


def design_problem(case: Case) -> DesignProblem:
    """Everything that could be built for a case, as plain numbers.

    Raises
    ------
    UsageError
        If the case names a row that a catalogue does not have.
    FluidRangeError
        If a stream lies outside the range of water or humid air.
    """
    streams = _Streams(
        sources={s.name: source_profile(case, s) for s in case.sources},
        sinks={s.name: sink_profile(case, s) for s in case.sinks},
        loops=tuple(
            design_loop(case, loop, _largest_use_mw(case, loop.same_water_as, loop.max_mw))
            for loop in case.loops
        ),
        stores=tuple(design_store(case, store) for store in case.stores),
    )
    units, dropped = _heat_pumps(case, streams)
    options, money = case.heat_pumps, prices(case)
    return DesignProblem(
        periods=_periods(case),
        zones=tuple(zone.name for zone in case.zones),
        demands=tuple(
            HeatDemand(
                s.name,
                s.title or s.name,
                s.zone,
                streams.sinks[s.name].heat_mw,
                streams.sinks[s.name].shifted,
                s.unmet_eur_per_mwh,
            )
            for s in case.sinks
        ),
        sources=tuple(
            _source(case, s, streams.sources[s.name], _cold_breakpoints(s.zone, streams, units))
            for s in case.sources
        ),
        heat_pumps=units,
        boilers=tuple(_boiler(case, boiler, streams) for boiler in case.boilers),
        stores=streams.stores,
        loops=streams.loops,
        grids=tuple(
            Grid(
                zone.name,
                money.levelling["electricity"] * case.prices.electricity.network_eur_per_mw_a,
                zone.grid_limit_mw,
                case.values(zone.electricity_in_use_mw),
            )
            for zone in case.zones
        ),
        prices=money,
        surplus={zone.name: "none" for zone in case.zones},
        backup_mw=_backup(case, streams),
        max_units=options.max_units if options is not None else None,
        dropped=dropped,
    )


def _periods(case: Case) -> Periods:
    blocks, days = case.calendar.block_hours, case.calendar.days
    count = len(blocks)
    starts = np.concatenate([[0.0], np.cumsum(blocks)[:-1]])
    return Periods(
        block_h=np.tile(np.array(blocks), len(days)),
        days_per_year=np.repeat([day.days_per_year for day in days], count),
        day=tuple(d for d in range(len(days)) for _ in blocks),
        previous=tuple(d * count + (b - 1) % count for d in range(len(days)) for b in range(count)),
        labels=tuple(f"{day.name} {start:04.1f} h" for day in days for start in starts),
    )


def _largest_use_mw(case: Case, sink_name: str | None, otherwise_mw: float) -> float:
    """What a loop of a sink's own water can carry: all that its zone can take or send on."""
    if sink_name is None:
        return otherwise_mw
    zone = case.sink(sink_name).zone
    duty = sum(float(case.values(s.duty_mw).max()) for s in case.sinks if s.zone == zone)
    charging = sum(s.max_mwh / s.hours_to_fill for s in case.stores if s.zone == zone)
    sent_on = sum(loop.max_mw for loop in case.loops if loop.from_zone == zone)
    return duty + charging + sent_on


def _source(
    case: Case, stated: StatedSource, profile: StreamProfile, levels: list[Array]
) -> HeatSource:
    cooling = stated.cooling_today
    pieces = tuple(part for piece in profile.shifted for part in cut(piece, levels))
    return HeatSource(
        name=stated.name,
        title=stated.title or stated.name,
        zone=stated.zone,
        heat_mw=profile.heat_mw,
        pieces=pieces,
        must_use=False,
        unused_electricity_share=case.values(cooling.electricity_share if cooling else 0.0),
        unused_other_eur_per_mwh=cooling.other_eur_per_mwh if cooling else 0.0,
        cooled_today=cooling is not None,
        auxiliary_electricity_share=case.values(stated.auxiliary_electricity_share),
        connection=investment(case, stated.connection_cost) if stated.connection_cost else None,
    )


def _cold_breakpoints(zone: str, streams: _Streams, units: tuple[HeatPump, ...]) -> list[Array]:
    """Where cold streams of a zone begin and end: a source may be used down to there."""
    pieces = [p for s in streams.sinks.values() if s.zone == zone for p in s.shifted]
    pieces += [p for loop in streams.loops if loop.from_zone == zone for p in loop.sent]
    pieces += [p for loop in streams.loops if loop.to_zone == zone for p in loop.warming]
    levels = [t for piece in pieces for t in (piece.top_c, piece.bottom_c)]
    levels += [unit.evaporator[-1].bottom_c for unit in units if unit.zone == zone]
    levels += [unit.evaporator[0].bottom_c for unit in units if unit.zone == zone]
    unique = {tuple(np.round(level, 6)): level for level in levels}
    return [unique[key] for key in sorted(unique)]


def _boiler(case: Case, stated: StatedBoiler, streams: _Streams) -> Boiler:
    existing = stated.existing_mw
    return Boiler(
        name=stated.name,
        title=stated.title or stated.name,
        zone=stated.zone,
        carrier=stated.carrier,
        efficiency=stated.efficiency,
        level_c=_boiler_level_c(case, stated, streams),
        existing_mw=existing,
        max_size_mw=existing if existing is not None else float(stated.max_mw or 0.0),
        investment=investment(
            case,
            stated.cost,
            age_a=None if existing is None else (stated.age_a or 0),
        ),
    )


def _boiler_level_c(case: Case, stated: StatedBoiler, streams: _Streams) -> float:
    """Shifted temperature at which a boiler gives its heat [degC], the same all year.

    A boiler serves whole what is never hotter than its ``supply_max_c``, and what is hotter up to
    there, whatever the contribution. One level says so as far as one level can: it is the hottest
    shifted top of what the boiler may serve whole, and at least ``supply_max_c`` raised by the
    smallest contribution of what is hotter. It stays below the shifted top of every sink that is
    hotter: where contributions differ so much that a sink within ``supply_max_c`` lies above a
    hotter one on the shifted scale, the boiler serves neither whole.
    """
    limit = stated.supply_max_c
    sinks = [
        (float(top_c), sink.contribution_k)
        for sink in streams.sinks.values()
        if sink.zone == stated.zone
        for top_c in sink.top_c[sink.heat_mw > 0]
    ]
    takers = [
        (float(top_c), loop.dt_contribution_k)
        for loop in case.loops
        if loop.from_zone == stated.zone
        for top_c in loop_temperatures(case, loop)[0]
    ] + [
        (store.supply_c, tank.charge_top_c - store.supply_c)
        for store, tank in zip(case.stores, streams.stores, strict=True)
        if store.zone == stated.zone
    ]
    ceiling = min((top + shift for top, shift in sinks if top > limit), default=np.inf)
    everything = sinks + takers
    beyond = [shift for top, shift in everything if top > limit]
    lowest = limit + min(beyond or [shift for _, shift in everything], default=0.0)
    served = [top + shift for top, shift in everything if top <= limit]
    return max([lowest, *(level for level in served if level < ceiling)])


def _backup(case: Case, streams: _Streams) -> dict[str, float]:
    if case.backup is None:
        return {}
    share = case.backup.boiler_share_of_peak
    need = {}
    for zone in {sink.zone for sink in case.sinks}:
        demand = sum(s.heat_mw for s in streams.sinks.values() if s.zone == zone)
        need[zone] = share * float(np.max(demand))
    return dict(sorted(need.items()))


def _heat_pumps(case: Case, streams: _Streams) -> tuple[tuple[HeatPump, ...], tuple[Dropped, ...]]:
    options = case.heat_pumps
    if options is None:
        return (), ()
    units: list[HeatPump] = []
    dropped: list[Dropped] = []
    for zone in case.zones:
        hot = [s for s in streams.sources.values() if s.zone == zone.name]
        hot += [
            received_profile(case, loop)
            for loop in case.loops
            if loop.to_zone == zone.name and loop.same_water_as is None
        ]
        cold = [s for s in streams.sinks.values() if s.zone == zone.name]
        cold += [sent_profile(case, loop) for loop in case.loops if loop.from_zone == zone.name]
        evaporators = merged(
            evaporator_levels(
                hot,
                contribution_k=options.dt_evaporator_k,
                superheat_k=options.superheat_k,
                partial=options.partial_levels,
            ),
            options.merge_levels_k,
        )
        condensers = condenser_levels(cold, partial=options.partial_levels)
        kept, left_out = machines(zone.name, evaporators, condensers, options)
        found, useless = _sized(case, zone.name, kept, streams)
        units += found
        dropped += left_out + useless
    return tuple(units), tuple(dropped)


def _sized(
    case: Case, zone: str, kept: list[Machine], streams: _Streams
) -> tuple[list[HeatPump], list[Dropped]]:
    """Machines with their largest useful size; those below the smallest size are dropped."""
    options = case.heat_pumps
    assert options is not None
    ends = [
        Ends(
            machine.pieces("condenser", -options.dt_condenser_k),
            machine.pieces("evaporator", options.dt_evaporator_k),
            machine.by_period("cop", 2.0),
            machine.available,
        )
        for machine in kept
    ]
    cold, hot = _loads(zone, streams)
    units: list[HeatPump] = []
    dropped: list[Dropped] = []
    for machine, end, heat in zip(kept, ends, largest_heat_mw(ends, cold, hot), strict=True):
        factor = machine.capacity_factor
        needed = np.divide(heat, factor, out=np.zeros_like(heat), where=factor > 0)
        size = min(float(needed.max()), options.maximum_size_mw)
        if size < max(options.minimum_size_mw, 1e-6):
            dropped.append(Dropped(machine.tag, f"at most {size:.3f} MW could be used"))
            continue
        units.append(_unit(case, machine, end, np.minimum(heat, factor * size), size))
    return units, dropped


def _unit(case: Case, machine: Machine, ends: Ends, heat_mw: Array, size_mw: float) -> HeatPump:
    options = case.heat_pumps
    assert options is not None
    stream = machine.condenser.stream
    heated_to = max(
        stream.temperature_c(p, machine.condenser.upper_share) for p in range(len(heat_mw))
    )
    return HeatPump(
        tag=machine.tag,
        zone=machine.zone,
        cycle=options.cycle,
        refrigerant=machine.refrigerant,
        source=machine.evaporator.stream,
        sink=stream.name,
        evaporating_c=machine.evaporator.evaporating_c,
        condensing_c=c_from_k(machine.by_period("condensing_k", machine.design.condensing_k)),
        condenser=ends.condenser,
        evaporator=ends.evaporator,
        cop=ends.cop,
        electricity_share=1 / (ends.cop * options.drive_efficiency),
        capacity_factor=machine.capacity_factor,
        max_size_mw=size_mw,
        min_size_mw=min(options.minimum_size_mw, size_mw),
        max_heat_mw=heat_mw,
        investment=heat_pump_cost(case, heated_to),
        design_period=machine.design_period,
    )


def _loads(zone: str, streams: _Streams) -> tuple[list[Load], list[Load]]:
    cold = [Load(s.shifted, s.heat_mw) for s in streams.sinks.values() if s.zone == zone]
    hot = [Load(s.shifted, s.heat_mw) for s in streams.sources.values() if s.zone == zone]
    for loop in streams.loops:
        heat = np.full(len(loop.supply_c), loop.max_size_mw)
        if loop.from_zone == zone:
            cold.append(Load(loop.sent, heat))
        if loop.to_zone == zone:
            hot.append(Load(loop.received, heat))
            cold.append(Load(loop.warming, loop.loss_mw))
    count = len(next(iter(streams.sinks.values())).heat_mw)
    for store in streams.stores:
        if store.zone == zone:
            power = np.full(count, store.max_size_mwh / store.hours_to_fill)
            cold.append(Load((_flat(store.charge_top_c, store.charge_bottom_c, count),), power))
            hot.append(
                Load((_flat(store.discharge_top_c, store.discharge_bottom_c, count),), power)
            )
    return cold, hot


def _flat(top_c: float, bottom_c: float, count: int) -> Piece:
    return Piece(np.full(count, top_c), np.full(count, bottom_c), np.ones(count))


def problem_of_today(problem: DesignProblem) -> DesignProblem:
    """The same demands with what stands today: nothing new, no heat recovered."""
    return replace(
        problem,
        sources=tuple(replace(source, pieces=(), connection=None) for source in problem.sources),
        heat_pumps=(),
        boilers=tuple(b for b in problem.boilers if b.existing_mw is not None),
        stores=(),
        loops=(),
        backup_mw={},
        max_units=None,
        dropped=(),
    )
