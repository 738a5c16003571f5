"""Case -> design problem: every stream, every machine on offer, every price."""

from dataclasses import replace

import numpy as np

from industrial_hp.case.calendar import MONTHS
from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import HeatSink
from industrial_hp.case.heat_sources import HeatSource as StatedSource
from industrial_hp.case.sites import Zone
from industrial_hp.superstructure.backup import backup_needs
from industrial_hp.superstructure.boilers import design_boiler
from industrial_hp.superstructure.buildings import with_buildings
from industrial_hp.superstructure.coolers import design_cooler
from industrial_hp.superstructure.costs import (
    annual_eur,
    demand_charge_eur_per_mw_a,
    emissions,
    investment,
    own_power,
    prices,
    primary_energy,
)
from industrial_hp.superstructure.grids import Grid
from industrial_hp.superstructure.heat_pumps import heat_pumps
from industrial_hp.superstructure.loops import design_loop
from industrial_hp.superstructure.problem import (
    Array,
    DesignProblem,
    Dropped,
    HeatDemand,
    HeatPump,
    HeatSource,
    Match,
    Periods,
    StudyLimits,
)
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import (
    auxiliary_electricity_share,
    source_profile,
    yearly_limit_mwh,
)
from industrial_hp.superstructure.stores import design_store
from industrial_hp.superstructure.streams import StreamProfile, cut
from industrial_hp.superstructure.surroundings import Surroundings


def design_problem(case: Case, chosen: tuple[HeatPump, ...] | None = None) -> DesignProblem:
    """Everything that could be built for a case, as plain numbers.

    Parameters
    ----------
    case : Case
        What is asked.
    chosen : tuple of HeatPump, optional
        Machines in place of all that could be offered.

    Raises
    ------
    UsageError
        If the case names a row that a catalogue does not have.
    FluidRangeError
        If a stream lies outside the range of water or humid air.
    """
    case = _without_forbidden_offers(case)
    around, periods, money = _surroundings(case), _periods(case), prices(case)
    dropped: tuple[Dropped, ...] = ()
    units = chosen or ()
    if chosen is None:
        units, dropped = heat_pumps(case, around, periods.weight_h)
    problem = DesignProblem(
        periods=periods,
        zones=tuple(zone.name for zone in case.zones),
        demands=tuple(map(_demand, case.sinks, around.sinks)),
        sources=tuple(
            _source(case, stated, profile, _cold_breakpoints(stated.zone, around, units))
            for stated, profile in zip(case.sources, around.sources, strict=True)
        ),
        heat_pumps=units,
        boilers=around.boilers,
        coolers=around.coolers,
        stores=around.stores,
        loops=around.loops,
        grids=tuple(_grid(case, zone) for zone in case.zones),
        prices=money,
        emissions=emissions(case),
        primary_energy=primary_energy(case),
        limits=StudyLimits(
            **case.limits.model_dump(),
            floor_m2={z.name: z.floor_m2 for z in case.zones if z.floor_m2 is not None},
        ),
        surplus={zone.name: "none" for zone in case.zones},
        backup=backup_needs(case, around),
        max_units=case.heat_pumps.max_units if case.heat_pumps is not None else None,
        dropped=dropped,
        matches=_matches(case),
    )
    return with_buildings(case, problem)


def _grid(case: Case, zone: Zone) -> Grid:
    """The electricity connection of a zone, and what a larger one costs."""
    price, life = zone.grid_connection_eur_per_mw, case.economics.grid_connection_lifetime_a
    return Grid(
        zone.name,
        demand_charge_eur_per_mw_a(case),
        zone.grid_limit_mw,
        case.values(zone.electricity_in_use_mw),
        own_power(case, zone),
        zone.grid_spare_mw,
        price,
        annual_eur(case, price, lifetime_a=life),
    )


def _without_forbidden_offers(case: Case) -> Case:
    """The case without what is on offer in zones where nothing new may stand."""
    closed = {zone.name for zone in case.zones if zone.new_equipment == "forbidden"}
    if not closed:
        return case
    return case.model_copy(
        update={
            "boilers": tuple(
                b for b in case.boilers if b.zone not in closed or b.existing_mw is not None
            ),
            "coolers": tuple(
                c for c in case.coolers if c.zone not in closed or c.existing_mw is not None
            ),
            "stores": tuple(store for store in case.stores if store.zone not in closed),
        }
    )


def _matches(case: Case) -> tuple[Match, ...]:
    stated = case.matches
    return (
        *(Match(ban.source, ban.sink, covers=ban.covers) for ban in stated.forbidden),
        *(Match(pair.source, pair.sink, pair.eur_per_mwh) for pair in stated.priced),
    )


def _surroundings(case: Case) -> Surroundings:
    loops = tuple(
        design_loop(case, loop, _largest_use_mw(case, loop.same_water_as, loop.max_mw))
        for loop in case.loops
    )
    around = Surroundings(
        sources=tuple(source_profile(case, source) for source in case.sources),
        sinks=tuple(sink_profile(case, sink) for sink in case.sinks),
        loops=loops,
        stores=tuple(design_store(case, store) for store in case.stores),
        boilers=(),
        coolers=tuple(design_cooler(case, cooler) for cooler in case.coolers),
        count=case.calendar.period_count,
    )
    boilers = tuple(design_boiler(case, boiler, around) for boiler in case.boilers)
    return replace(around, boilers=boilers)


def _demand(stated: HeatSink, profile: StreamProfile) -> HeatDemand:
    return HeatDemand(
        stated.name,
        stated.title or stated.name,
        stated.zone,
        profile.heat_mw,
        profile.shifted,
        stated.unmet_eur_per_mwh,
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
        sequence=np.array(
            [[day.days_by_month.get(month, 0.0) for day in days] for month in MONTHS]
        ),
    )


def _largest_use_mw(case: Case, sink_name: str | None, otherwise_mw: float) -> float:
    """What a loop of a sink's own water can carry: all that its zone can take or send on."""
    if sink_name is None:
        return otherwise_mw
    zone = case.sink(sink_name).zone
    inside = [sink for sink in case.sinks if sink.zone == zone]
    duty = sum(float(sink_profile(case, sink).heat_mw.max()) for sink in inside)
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
        must_use=stated.must_leave,
        unused_electricity_share=case.values(cooling.electricity_share if cooling else 0.0),
        unused_other_eur_per_mwh=cooling.other_eur_per_mwh if cooling else 0.0,
        cooled_today=cooling is not None,
        auxiliary_electricity_share=auxiliary_electricity_share(case, stated),
        max_mwh_per_a=yearly_limit_mwh(stated),
        connection=investment(case, stated.connection_cost) if stated.connection_cost else None,
    )


def _cold_breakpoints(zone: str, around: Surroundings, units: tuple[HeatPump, ...]) -> list[Array]:
    """Where cold streams of a zone begin and end: a source may be used down to there."""
    pieces = [piece for load in around.takers(zone) for piece in load.pieces]
    levels = [t for piece in pieces for t in (piece.top_c, piece.bottom_c)]
    levels += [piece.bottom_c for unit in units if unit.zone == zone for piece in unit.evaporator]
    unique = {tuple(np.round(level, 6)): level for level in levels}
    return [unique[key] for key in sorted(unique)]


def problem_of_today(problem: DesignProblem) -> DesignProblem:
    """The same demands with what stands today: nothing new, no heat recovered."""
    return replace(
        problem,
        sources=tuple(
            replace(source, pieces=source.pieces if source.must_use else (), connection=None)
            for source in problem.sources
        ),
        heat_pumps=(),
        boilers=tuple(b for b in problem.boilers if b.existing_mw is not None),
        coolers=tuple(c for c in problem.coolers if c.existing_mw is not None),
        stores=(),
        loops=(),
        backup=(),
        grids=tuple(
            replace(grid, enlarging_eur_per_mw=0.0, enlarging_annual_eur_per_mw=0.0)
            for grid in problem.grids
        ),
        max_units=None,
        limits=StudyLimits(),
        dropped=(),
        matches=(),
    )
