"""Heat pumps of a case: machines between the levels of its zones, with their largest size."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from difflib import get_close_matches
from math import ceil
from typing import Literal, TypeVar

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.cop_tables import cop_tables
from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.errors import CaseError, Finding, UsageError
from industrial_hp.superstructure.candidates import machines, solved
from industrial_hp.superstructure.changeovers import by_heat_only, modes
from industrial_hp.superstructure.coolers import cooler_profile
from industrial_hp.superstructure.costs import heat_pump_cost
from industrial_hp.superstructure.levels import (
    CondenserLevel,
    EvaporatorLevel,
    OfferedPart,
    condenser_levels,
    evaporator_levels,
    handover_level,
    header_levels,
    merged,
)
from industrial_hp.superstructure.loops import received_profile, sent_profile
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.offers import offer_of
from industrial_hp.superstructure.permitted import permitted_refrigerants
from industrial_hp.superstructure.problem import Array, Dropped, HeatPump, MachineRules
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.size_limits import Ends, largest_heat_mw
from industrial_hp.superstructure.source_streams import source_profile
from industrial_hp.superstructure.streams import StreamProfile
from industrial_hp.superstructure.surroundings import Surroundings
from industrial_hp.units import c_from_k

SMALLEST_MW = 1e-6
Level = TypeVar("Level", EvaporatorLevel, CondenserLevel)


def heat_pumps(
    case: Case, around: Surroundings, weight_h: Array
) -> tuple[tuple[HeatPump, ...], tuple[Dropped, ...]]:
    """Machines between the levels of every zone, as large as they can be useful.

    Parameters
    ----------
    case : Case
        Options of the heat pumps; without them there are none.
    around : Surroundings
        What gives and takes heat in the zones.
    weight_h : ndarray, shape (periods,)
        Hours of the year that each period stands for [h].

    Raises
    ------
    CaseError
        If the case forbids machines that are not among those found.
    """
    if case.heat_pumps is None:
        return (), ()
    options, ruled_out = permitted_refrigerants(case.heat_pumps)
    units: list[HeatPump] = []
    dropped = list(ruled_out)
    tags: set[str] = set()
    tables = cop_tables(case)
    for zone in case.zones:
        if zone.new_equipment == "forbidden":
            dropped.append(Dropped(zone.name, "nothing new may be placed in this zone"))
            continue
        evaporators = merged(_evaporators(case, zone.name, options), options.merge_levels_k)
        condensers = _condensers(case, zone.name, options)
        kept, left_out = machines(zone.name, evaporators, condensers, options, weight_h, tables)
        kept += modes(kept, options, _evaporators(case, zone.name, options), condensers)
        tags |= {machine.tag for machine in kept} | {machine.tag for machine in left_out}
        found, useless = _sized(case, zone.name, kept, around)
        units += found
        dropped += left_out + useless
    unknown = list(_unknown_forbidden(options.forbidden, tags))
    if unknown:
        raise CaseError(unknown)
    return tuple(_told_apart(units)), tuple(dropped)


def machine_on_offer(case: Case, unit: HeatPump) -> Machine:
    """The machine of a unit, solved anew from the streams of the case in every period.

    Raises
    ------
    UsageError
        If the case has no such levels or machine.
    """
    options = case.heat_pumps
    if options is None:
        raise UsageError(f"{unit.tag}: the case offers no heat pumps")
    evaporator = _level(
        unit.tag, _evaporators(case, unit.zone, options), unit.source, unit.source_part
    )
    condenser = _level(unit.tag, _condensers(case, unit.zone, options), unit.sink, unit.sink_part)
    offer = offer_of(unit.cycle, unit.refrigerant, options, cop_tables(case))
    return solved(offer, unit.zone, evaporator, condenser)[0]


def _level(tag: str, levels: list[Level], stream: str, part: str) -> Level:
    for level in levels:
        if (level.stream.name, level.part) == (stream, part):
            return level
    raise UsageError(f"{tag}: the case has no level {stream}{part}")


def _evaporators(case: Case, zone: str, options: HeatPumpOptions) -> list[EvaporatorLevel]:
    return header_levels(_sinks(case, zone)) + evaporator_levels(
        _hot(case, zone),
        contribution_k=options.dt_evaporator_k,
        superheat_k=options.superheat_k,
        partial=options.partial_levels,
        parts=_parts(case),
    )


def _parts(case: Case) -> dict[str, list[OfferedPart]]:
    """Stated parts of streams, by stream."""
    found: dict[str, list[OfferedPart]] = {}
    for part in case.heat_pumps.stream_parts if case.heat_pumps is not None else ():
        offered = OfferedPart(part.label, case.values(part.share))
        found.setdefault(part.stream, []).append(offered)
    return found


def _condensers(case: Case, zone: str, options: HeatPumpOptions) -> list[CondenserLevel]:
    return condenser_levels(_cold(case, zone), partial=options.partial_levels, parts=_parts(case))


def _unknown_forbidden(forbidden: tuple[str, ...], tags: set[str]) -> Iterator[Finding]:
    """A machine that is to be left out but is none of those on offer: most likely misspelt."""
    for index, tag in enumerate(forbidden):
        if tag not in tags:
            near = get_close_matches(tag, sorted(tags), n=3, cutoff=0.0)
            yield Finding(
                f"heat_pumps.forbidden[{index}]",
                "no machine on offer has this tag",
                tag,
                f"one of {len(tags)} tags; the nearest: {', '.join(near)}"
                if near
                else "nothing: no machine is on offer",
                "take the tag from the results of a design without it, or remove it",
            )


def _told_apart(units: list[HeatPump]) -> list[HeatPump]:
    """Number equal tags: a source "s" by its warm half, and one "s_warm_half", read alike."""
    seen: Counter[str] = Counter()
    numbered: list[HeatPump] = []
    for unit in units:
        seen[unit.tag] += 1
        count = seen[unit.tag]
        numbered.append(unit if count == 1 else replace(unit, tag=f"{unit.tag}_{count}"))
    return numbered


def _hot(case: Case, zone: str) -> list[StreamProfile]:
    """Streams whose levels an evaporator may take; a sink's own water is none of them."""
    arriving = [x for x in case.loops if x.to_zone == zone and x.same_water_as is None]
    sources = [source_profile(case, source) for source in case.sources if source.zone == zone]
    return [
        *sources,
        *(received_profile(case, loop) for loop in arriving),
        *_handover_levels(case, zone, "hot"),
    ]


def _handover_levels(
    case: Case, zone: str, side: Literal["hot", "cold"]
) -> Iterator[StreamProfile]:
    levels = case.heat_pumps.levels_c if case.heat_pumps is not None else ()
    for level_c in levels:
        yield handover_level(zone, side, level_c, case.calendar.period_count)


def _sinks(case: Case, zone: str) -> list[StreamProfile]:
    return [sink_profile(case, sink) for sink in case.sinks if sink.zone == zone]


def _cold(case: Case, zone: str) -> list[StreamProfile]:
    """Streams whose levels a condenser may take."""
    leaving = [loop for loop in case.loops if loop.from_zone == zone]
    return [
        *_sinks(case, zone),
        *(sent_profile(case, loop) for loop in leaving),
        *(cooler_profile(case, cooler) for cooler in case.coolers if cooler.zone == zone),
        *_handover_levels(case, zone, "cold"),
    ]


def _sized(
    case: Case, zone: str, kept: list[Machine], around: Surroundings
) -> tuple[list[HeatPump], list[Dropped]]:
    """Machines with their largest useful size; those below the smallest size are dropped."""
    options = case.heat_pumps
    assert options is not None
    ends = [_ends(machine) for machine in kept]
    cold, hot = around.takers(zone), around.givers(zone)
    heats = largest_heat_mw(ends, cold, hot)
    needed_mw: dict[str, float] = {}
    for machine, heat in zip(kept, heats, strict=True):
        factor = machine.capacity_factor
        needed = np.divide(heat, factor, out=np.zeros_like(heat), where=factor > 0)
        of = machine.mode_of or machine.tag
        needed_mw[of] = max(needed_mw.get(of, 0.0), float(needed.max()))
    units: list[HeatPump] = []
    dropped: list[Dropped] = []
    for machine, end, heat in zip(kept, ends, heats, strict=True):
        useful_mw = needed_mw[machine.mode_of or machine.tag]
        size = min(_offered_mw(useful_mw, options), options.maximum_size_mw)
        if size < max(options.minimum_size_mw, SMALLEST_MW):
            dropped.append(Dropped(machine.tag, f"at most {size:.3f} MW could be used"))
            continue
        most = np.minimum(heat, machine.capacity_factor * size)
        units.append(_unit(case, machine, end, most, size))
    return units, dropped


def _offered_mw(needed_mw: float, options: HeatPumpOptions) -> float:
    """Largest rated heat on offer for the most that can be used, with what stands by [MW]."""
    one_mw = options.machine_size_mw
    if one_mw is None or needed_mw < SMALLEST_MW:
        return needed_mw
    return one_mw * (ceil(needed_mw / one_mw - SMALLEST_MW) + options.spare_machines)


def _ends(machine: Machine) -> Ends:
    return Ends(
        machine.pieces("condenser", -machine.offer.condenser_contribution_k),
        machine.pieces("evaporator", machine.evaporator.contribution_k),
        machine.by_period("cop", 2.0),
        machine.available,
    )


def unit_of(case: Case, machine: Machine, heat_mw: Array, size_mw: float) -> HeatPump:
    """The unit of a machine with its largest heat by period and its largest size [MW]."""
    return _unit(case, machine, _ends(machine), heat_mw, size_mw)


def _unit(case: Case, machine: Machine, ends: Ends, heat_mw: Array, size_mw: float) -> HeatPump:
    options = case.heat_pumps
    assert options is not None
    stream = machine.condenser.stream
    cost = heat_pump_cost(case, machine.condenser.hottest_c, machine.offer.name)
    return HeatPump(
        tag=machine.tag,
        zone=machine.zone,
        cycle=machine.offer.name,
        refrigerant=machine.offer.refrigerant,
        source=machine.evaporator.stream.name,
        source_part=machine.evaporator.part,
        sink=stream.name,
        sink_part=machine.condenser.part,
        evaporating_c=c_from_k(machine.by_period("evaporating_k", machine.design.evaporating_k)),
        condensing_c=c_from_k(machine.by_period("hot_side_k", machine.design.hot_side_k)),
        condenser=ends.condenser,
        evaporator=ends.evaporator,
        cop=ends.cop,
        electricity_share=1 / (ends.cop * machine.offer.drive_efficiency),
        capacity_factor=machine.capacity_factor,
        max_size_mw=size_mw,
        min_size_mw=min(options.minimum_size_mw, size_mw),
        max_heat_mw=heat_mw,
        investment=by_heat_only(cost) if machine.mode_of else cost,
        design_period=machine.design_period,
        floor_m2_per_mw=options.floor_m2_per_mw,
        rules=MachineRules(
            machine_mw=options.machine_size_mw,
            spare=options.spare_machines,
            least_load_share=options.minimum_load_share,
            starts_per_day=options.starts_per_day,
        ),
        mode_of=machine.mode_of,
    )
