"""Limits: what sources have, sinks need, sizes allow, the case offers and the grid carries."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import BuildingSink, HeatSink, HotWaterSink, MaterialSink
from industrial_hp.case.heat_sources import BoreholeSource
from industrial_hp.case.heating_curves import building_heating
from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.checking.deviation import Deviation, at_most, equal
from industrial_hp.checking.result_files import Array, Result
from industrial_hp.units import KW_PER_MW, mw_from_w

KWH_PER_MWH = 1000.0
RUNS_MW = 1e-6
SPARE_SHARE = 1e-6
"""Rounding of a size beside what runs in it."""


def sources(result: Result) -> Iterator[Deviation]:
    """No more is taken than there is: by the case where it states the heat, else by its share."""
    for source in result.case.sources:
        used = result.total("heat_out_mw", type="source", unit=source.name)
        stated = getattr(source, "duty_mw", None)
        if stated is not None:
            yield at_most(source.name, used, result.case.values(stated))
        elif isinstance(source, BoreholeSource):
            yield at_most(source.name, used, mw_from_w(source.length_m * source.w_per_m))
        share = result.rows(type="source", unit=source.name)["use_share"].to_numpy(dtype=float)
        yield at_most(f"{source.name}, share used", share, 1.0)
        if source.must_leave:
            runs = share[used > RUNS_MW]
            yield at_most(f"{source.name}, must leave", 1.0, runs)
            if stated is not None:
                yield at_most(f"{source.name}, must leave", result.case.values(stated), used)


def years(result: Result) -> Iterator[Deviation]:
    """In a year no more is taken from a source than its limit by the year [MWh]."""
    for source in result.case.sources:
        limits = [] if source.max_mwh_per_a is None else [source.max_mwh_per_a]
        if isinstance(source, BoreholeSource):
            ground = source.length_m * source.kwh_per_m_a / KWH_PER_MWH
            limits.append(ground + source.recharge_mwh_per_a)
        if limits:
            used = result.total("heat_out_mw", type="source", unit=source.name)
            yield at_most(source.name, float(used @ result.hours), min(limits))


def demands(result: Result) -> Iterator[Deviation]:
    """Heat delivered and heat missing make up the demand; it misses only at a price [MW]."""
    for sink in result.case.sinks:
        of_sink = {"type": "sink", "unit": sink.name}
        unmet = result.total("unmet_mw", **of_sink)
        served = result.total("heat_in_mw", **of_sink)
        wanted = _demand_mw(result.case, sink)
        if wanted is not None:
            yield equal(sink.name, served + unmet, wanted)
        if sink.unmet_eur_per_mwh is None:
            yield at_most(f"{sink.name}, not priced", unmet, 0.0)


def _demand_mw(case: Case, sink: HeatSink) -> Array | None:
    """Heat that a sink needs by period, where no property of air is wanted for it [MW]."""
    match sink:
        case BuildingSink():
            return sink.design_mw * building_heating(case, sink).load_share
        case HotWaterSink():
            return case.values(sink.draw_mw) + case.values(sink.circulation_mw)
        case MaterialSink():
            rise = case.values(sink.t_out_c) - case.values(sink.t_in_c)
            flow = case.values(sink.flow_kg_per_s)
            return flow * sink.heat_capacity_kj_per_kg_k * rise / KW_PER_MW
        case _:
            stated = getattr(sink, "duty_mw", None)
            return None if stated is None else case.values(stated)


def sizes(result: Result) -> Iterator[Deviation]:
    """No machine, boiler, cooler, loop or exchanger moves more than its size allows [MW].

    A machine may give more than its rated heat where its gas is denser than at its design; so
    much, and no more, the operation tells.
    """
    table = result.equipment
    for kind, column in (
        ("boiler", "heat_out_mw"),
        ("cooler", "heat_in_mw"),
        ("loop", "heat_in_mw"),
    ):
        for unit in sorted(set(result.rows(type=kind)["unit"])):
            heat = result.total(column, type=kind, unit=unit)
            yield at_most(unit, heat, result.size(unit) * (1 + SPARE_SHARE))
    in_use: dict[str, Array] = {}
    for unit in sorted(set(result.rows(type="heat_pump")["unit"])):
        heat = result.total("heat_out_mw", type="heat_pump", unit=unit)
        rows = result.rows(type="heat_pump", unit=unit)
        most = rows["largest_mw"].to_numpy(dtype=float)
        yield at_most(unit, heat, most * (1 + SPARE_SHARE))
        share = np.divide(heat, most, out=np.zeros_like(heat), where=most > 0)
        of = result.mode_of(unit) or unit
        in_use[of] = in_use.get(of, np.zeros(1)) + share
    for unit, share in in_use.items():
        yield at_most(f"{unit}, share in use", share, 1 + SPARE_SHARE)
    for source in result.case.sources:
        if source.connection_cost is not None:
            used = result.total("heat_out_mw", type="source", unit=source.name)
            size = result.size(f"{source.name}_exchanger")
            yield at_most(f"{source.name}_exchanger", used, size * (1 + SPARE_SHARE))
    for store in result.case.stores:
        rate = result.size(store.name) / store.hours_to_fill
        for column in ("heat_in_mw", "heat_out_mw"):
            power = result.total(column, type="heat_store", unit=store.name)
            yield at_most(f"{store.name}, {column}", power, rate * (1 + SPARE_SHARE))
    twice = table["tag"][table["tag"].duplicated()]
    for tag in sorted(set(twice)):
        yield Deviation(f"{tag}, listed twice", np.array([np.inf]))


def built(result: Result) -> Iterator[Deviation]:
    """Everything that runs stands in the list of equipment [MW]."""
    tags = set(result.equipment["tag"])
    costless = {source.name for source in result.case.sources}
    for kind in ("heat_pump", "boiler", "cooler", "heat_store", "loop"):
        for unit in sorted(set(result.rows(type=kind)["unit"])):
            runs = result.total("heat_out_mw", unit=unit) + result.total("heat_in_mw", unit=unit)
            if unit not in tags and unit not in costless and runs.max() > RUNS_MW:
                yield at_most(f"{unit}, not in equipment.csv", runs, 0.0)


def offered(result: Result) -> Iterator[Deviation]:
    """What is built lies within what is offered; what stands is as large as it stands [MW]."""
    options = result.case.heat_pumps
    machines = result.equipment[result.equipment["type"] == "heat_pump"]
    rated = machines["mode_of"] == ""
    for tag, size in zip(machines["tag"], machines["size"], strict=True):
        if options is None:
            yield at_most(f"{tag}, none on offer", float(size), 0.0)
            continue
        yield at_most(f"{tag}, largest", float(size), options.maximum_size_mw)
        yield at_most(f"{tag}, smallest", options.minimum_size_mw, float(size))
        yield from _of_the_machine(result, str(tag), float(size))
    if options is not None and options.max_units is not None:
        yield at_most("number of heat pumps", float(rated.sum()), float(options.max_units))
    for unit in (*result.case.boilers, *result.case.coolers):
        size = result.size(unit.name)
        if unit.existing_mw is not None:
            yield equal(unit.name, size, unit.existing_mw)
        else:
            yield at_most(unit.name, size, unit.max_mw or 0.0)
    for store in result.case.stores:
        yield at_most(store.name, result.size(store.name), store.max_mwh)
    for loop in result.case.loops:
        yield at_most(loop.name, result.size(loop.name), loop.max_mw)


def _of_the_machine(result: Result, tag: str, size_mw: float) -> Iterator[Deviation]:
    """The rated heat of a machine is what it can give in some period, within the lift permitted."""
    options = result.case.heat_pumps
    rows = result.rows(type="heat_pump", unit=tag)
    if options is None or rows.empty:
        return
    most = rows["largest_mw"].to_numpy(dtype=float)
    if result.mode_of(tag):
        yield equal(f"{tag}, size shared", size_mw, result.size(result.mode_of(tag)))
    else:
        duty_mw = size_mw - options.spare_machines * (options.machine_size_mw or 0.0)
        yield at_most(f"{tag}, rated heat", float(np.abs(most - duty_mw).min()), 0.0)
    yield from _machines(options, tag, size_mw, rows, most)
    runs = rows[rows["heat_out_mw"] > RUNS_MW]
    hot = runs["t_condenser_c"].to_numpy(dtype=float)
    lift_k = hot - runs["t_evaporator_c"].to_numpy(dtype=float)
    if options.maximum_lift_k is not None:
        yield at_most(f"{tag}, lift", lift_k, options.maximum_lift_k)
    if options.maximum_condensing_c is not None:
        yield at_most(f"{tag}, condensing", hot, options.maximum_condensing_c)


def _machines(
    options: HeatPumpOptions, tag: str, size_mw: float, rows: pd.DataFrame, most_mw: Array
) -> Iterator[Deviation]:
    """Sizes are whole numbers of machines, and none of them runs below its least load."""
    count = 1.0
    if options.machine_size_mw is not None:
        count = size_mw / options.machine_size_mw
        yield equal(f"{tag}, number of machines", count, round(count))
        count -= options.spare_machines
    heat = rows["heat_out_mw"].to_numpy(dtype=float)
    runs = heat > RUNS_MW
    of_one = most_mw[runs] / max(count, 1.0)
    least = options.minimum_load_share * of_one
    yield at_most(f"{tag}, least load", least, heat[runs])


def floor(result: Result) -> Iterator[Deviation]:
    """New equipment stands only where it may, and covers no more floor than there is [m2]."""
    case, table = result.case, result.equipment
    area_m2 = {boiler.name: boiler.floor_m2_per_mw for boiler in case.boilers}
    area_m2 |= {store.name: store.floor_m2_per_mwh for store in case.stores}
    machine_m2 = case.heat_pumps.floor_m2_per_mw if case.heat_pumps is not None else 0.0
    standing = ["heat_pump", "boiler", "heat_store"]
    new = table[table["type"].isin(standing) & ~table["existing"].astype(str).eq("True")]
    new = new[new["mode_of"] == ""]
    for zone in case.zones:
        here = new[new["zone"] == zone.name]
        if zone.new_equipment == "forbidden":
            for tag, size in zip(here["tag"], here["size"], strict=True):
                yield at_most(
                    f"{tag} in {zone.name}, where nothing new may stand", float(size), 0.0
                )
        if zone.floor_m2 is not None:
            covered = sum(
                float(size) * (machine_m2 if kind == "heat_pump" else area_m2.get(tag, 0.0))
                for tag, kind, size in zip(here["tag"], here["type"], here["size"], strict=True)
            )
            yield at_most(zone.name, covered, zone.floor_m2)


def matches(result: Result) -> Iterator[Deviation]:
    """No source feeds a sink that the case forbids it, nor by units where the ban covers them.

    All units count as one then: together they take nothing of the source or give the sink nothing.
    """
    table = result.flows
    case = result.case
    named = {part.name for part in (*case.sources, *case.sinks, *case.coolers)}
    for match in result.case.matches.forbidden:
        from_source, to_sink = table["from"] == match.source, table["to"] == match.sink
        heat = table["heat_mwh_per_a"]
        place = f"{match.source} to {match.sink}"
        yield at_most(place, float(heat[from_source & to_sink].sum()), 0.0)
        if match.covers == "units":
            taken = float(heat[from_source & ~table["to"].isin(named)].sum())
            given = float(heat[to_sink & ~table["from"].isin(named | _boilers(result))].sum())
            yield at_most(f"{place}, by units", min(taken, given), 0.0)


def _boilers(result: Result) -> set[str]:
    return {boiler.name for boiler in result.case.boilers}


def grid(result: Result) -> Iterator[Deviation]:
    """Electricity for heating and cooling stays below the connection's limit [MW]."""
    for zone in result.case.zones:
        if zone.grid_limit_mw is not None:
            drawn = result.total("electricity_mw", zone=zone.name, type="grid")
            yield at_most(zone.name, drawn, zone.grid_limit_mw)
