"""Limits: what sources have, sinks need, sizes allow, the case offers and the grid carries."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.results.verification.operation import Deviation, Operation
from industrial_hp.results.verification.seasonal import year_of_a_store
from industrial_hp.superstructure.problem import Array
from industrial_hp.superstructure.source_streams import yearly_limit_mwh
from industrial_hp.superstructure.streams import StreamProfile

TEMPERATURE_TOLERANCE_K = 1e-4
"""Rounding of the temperatures at which whole duties begin."""


def demands(operation: Operation) -> Iterator[Deviation]:
    """Heat delivered and heat missing make up the demand; it misses only at a price [MW]."""
    for sink in operation.case.sinks:
        of_sink = {"type": "sink", "unit": sink.name}
        unmet = operation.total("unmet_mw", **of_sink)
        served = operation.total("heat_in_mw", **of_sink) + unmet
        yield Deviation(sink.name, np.abs(served - operation.sink_profiles[sink.name].heat_mw))
        if sink.unmet_eur_per_mwh is None:
            yield Deviation(f"{sink.name}, unpriced", unmet)


def sources(operation: Operation) -> Iterator[Deviation]:
    """A source gives no more than it has, takes none, and gives all that must leave [MW]."""
    for source in operation.case.sources:
        used = operation.total("heat_out_mw", type="source", unit=source.name)
        available = operation.source_profiles[source.name].heat_mw
        yield Deviation(source.name, np.maximum(used - available, -used))
        if source.must_leave:
            yield Deviation(f"{source.name}, must leave", available - used)


def yearly_limits(operation: Operation) -> Iterator[Deviation]:
    """In a year no more is taken from a source than its limit by the year [MWh]."""
    hours = operation.case.calendar.hours_per_year
    for source in operation.case.sources:
        limit = yearly_limit_mwh(source)
        if limit is not None:
            used = operation.total("heat_out_mw", type="source", unit=source.name)
            yield Deviation(source.name, np.array([float(used @ hours) - limit]))


def recovery_exchangers(operation: Operation) -> Iterator[Deviation]:
    """Where an exchanger is to be bought, no more is taken than it carries [MW]."""
    for source in operation.case.sources:
        if source.connection_cost is not None:
            used = operation.total("heat_out_mw", type="source", unit=source.name)
            yield Deviation(source.name, used - operation.size(f"{source.name}_exchanger"))


def sizes(operation: Operation) -> Iterator[Deviation]:
    """No machine, boiler, cooler or loop moves more than its size allows in the period [MW]."""
    yield from _machine_sizes(operation)
    for boiler in operation.case.boilers:
        heat = operation.total("heat_out_mw", type="boiler", unit=boiler.name)
        yield Deviation(boiler.name, heat - operation.size(boiler.name))
    takers = [("cooler", cooler.name) for cooler in operation.case.coolers]
    takers += [("loop", loop.name) for loop in operation.case.loops]
    for kind, unit in takers:
        taken = operation.total("heat_in_mw", type=kind, unit=unit)
        yield Deviation(unit, taken - operation.size(unit))


def _machine_sizes(operation: Operation) -> Iterator[Deviation]:
    """Heat over the largest of the period, all modes of a machine together, as rated heat [MW]."""
    factors = {machine.tag: machine.capacity_factor for machine in operation.machines}
    pumps = {unit.tag: unit.heat_pump for unit in operation.units if unit.heat_pump}
    in_use: dict[str, Array] = {}
    for tag, factor in factors.items():
        heat = operation.total("heat_out_mw", type="heat_pump", unit=tag)
        with np.errstate(divide="ignore", invalid="ignore"):
            rated = np.where(heat > 0, heat / factor, 0.0)
        of = pumps[tag].rated_tag
        in_use[of] = in_use.get(of, 0.0) + rated
    for tag, rated in in_use.items():
        yield Deviation(tag, rated - operation.size(tag) + pumps[tag].rules.spare_mw)


def store_contents(operation: Operation) -> Iterator[Deviation]:
    """A store holds no more than its size, which is no more than offered [MWh]."""
    for store in operation.case.stores:
        size = operation.size(store.name)
        of_store = {"type": "heat_store", "unit": store.name}
        content = operation.total("store_mwh", **of_store)
        if store.cycle == "year":
            net = operation.total("heat_in_mw", **of_store)
            net = net - operation.total("heat_out_mw", **of_store)
            year = year_of_a_store(operation.case, store, net)
            content = np.array([year.lowest, year.highest])
        yield Deviation(store.name, np.maximum(content - size, -content))
        yield Deviation(f"{store.name}, size", np.array([size - store.max_mwh]))


def store_rates(operation: Operation) -> Iterator[Deviation]:
    """A store is charged and discharged no faster than it fills [MW]."""
    for store in operation.case.stores:
        rate = operation.size(store.name) / store.hours_to_fill
        for column in ("heat_in_mw", "heat_out_mw"):
            power = operation.total(column, type="heat_store", unit=store.name)
            yield Deviation(store.name, power - rate)


def offered_sizes(operation: Operation) -> Iterator[Deviation]:
    """What is built lies within what is offered; what stands is as large as it stands [MW]."""
    options = operation.case.heat_pumps
    for built in operation.units:
        if built.type == "heat_pump" and options is not None:
            low, high = options.minimum_size_mw, options.maximum_size_mw
            yield Deviation(built.tag, np.array([max(low - built.size, built.size - high)]))
    for unit in (*operation.case.boilers, *operation.case.coolers):
        size = operation.size(unit.name)
        excess = size - (unit.max_mw or 0.0)
        if unit.existing_mw is not None:
            excess = abs(size - unit.existing_mw)
        yield Deviation(unit.name, np.array([excess]))
    for loop in operation.case.loops:
        yield Deviation(loop.name, np.array([operation.size(loop.name) - loop.max_mw]))


def number_of_machines(operation: Operation) -> Iterator[Deviation]:
    """No more machines than the case allows [-]."""
    options = operation.case.heat_pumps
    if options is not None and options.max_units is not None:
        pumps = [unit.heat_pump for unit in operation.units if unit.heat_pump]
        built = sum(not pump.mode_of for pump in pumps)
        yield Deviation("heat pumps", np.array([float(built - options.max_units)]))


def backup(operation: Operation) -> Iterator[Deviation]:
    """Boilers of a zone alone carry the share of its peak that the case asks for [MW].

    So they do with the heat needed above the supply temperature of any of them.
    """
    rule = operation.case.backup
    for zone in operation.case.zones if rule is not None else ():
        assert rule is not None
        sinks = [s for s in operation.sink_profiles.values() if s.zone == zone.name]
        boilers = [b for b in operation.case.boilers if b.zone == zone.name]
        for level_c in (-np.inf, *(b.supply_max_c for b in boilers)):
            heat = sum((_hotter_mw(sink, level_c) for sink in sinks), np.zeros(1))
            hotter = sum(operation.size(b.name) for b in boilers if b.supply_max_c > level_c)
            place = f"{zone.name}, above {level_c:g} degC" if boilers else zone.name
            yield Deviation(place, rule.boiler_share_of_peak * heat - hotter)


def _hotter_mw(sink: StreamProfile, level_c: float) -> Array:
    """Heat that a sink needs above a real temperature, by period [MW]."""
    hotter = np.zeros(len(sink.heat_mw))
    for piece in sink.pieces:
        above_k = piece.top_c - np.maximum(piece.bottom_c, level_c + TEMPERATURE_TOLERANCE_K)
        span_k = np.maximum(piece.top_c - piece.bottom_c, TEMPERATURE_TOLERANCE_K)
        latent = piece.top_c - piece.bottom_c < TEMPERATURE_TOLERANCE_K
        sensible = np.clip(above_k / span_k, 0, 1)
        boils = piece.top_c > level_c + TEMPERATURE_TOLERANCE_K
        hotter = hotter + sink.heat_mw * piece.share * np.where(latent, boils, sensible)
    return hotter


def study(operation: Operation) -> Iterator[Deviation]:
    """The limits of the whole study are kept, as a share of the limit [-]."""
    limits, variant, hours = (
        operation.case.limits,
        operation.variant,
        operation.case.calendar.hours_per_year,
    )
    bought = sum(item.investment_eur for item in variant.capital if item.age_a is None)
    for name, found, limit in (
        ("co2_t_per_a", variant.co2_t_per_a, limits.co2_t_per_a),
        (
            "primary_energy_mwh_per_a",
            _primary_energy_mwh(operation),
            limits.primary_energy_mwh_per_a,
        ),
        ("investment_eur", bought, limits.investment_eur),
    ):
        if limit is not None:
            yield Deviation(name, np.array([(found - limit) / max(limit, 1.0)]))
    if limits.recovered_heat_share is not None:
        needed = sum(float(s.heat_mw @ hours) for s in operation.sink_profiles.values())
        taken = float(operation.total("heat_out_mw", type="source") @ hours)
        short = limits.recovered_heat_share - taken / max(needed, 1e-9)
        yield Deviation("recovered_heat_share", np.array([short]))


def _primary_energy_mwh(operation: Operation) -> float:
    """Primary energy of the operation where the case states factors, else zero [MWh/a]."""
    prices, hours = operation.case.prices, operation.case.calendar.hours_per_year
    rows = operation.variant.dispatch
    drawn = float(operation.total("electricity_mw", type="grid") @ hours)
    total = drawn * (prices.electricity.primary_energy_factor or 0.0)
    for name, fuel in prices.fuels.items():
        burnt = rows[(rows["type"] == "boiler") & (rows["carrier"] == name)]
        energy = float((burnt["fuel_mw"] * burnt["hours_per_year"]).sum())
        total += energy * (fuel.primary_energy_factor or 0.0)
    return total


def floor(operation: Operation) -> Iterator[Deviation]:
    """What is new in a zone covers no more floor than there is, as a share of it [-]."""
    case = operation.case
    machine_m2 = case.heat_pumps.floor_m2_per_mw if case.heat_pumps is not None else 0.0
    area_m2 = {boiler.name: boiler.floor_m2_per_mw for boiler in case.boilers}
    area_m2 |= {store.name: store.floor_m2_per_mwh for store in case.stores}
    for zone in case.zones:
        if zone.floor_m2 is not None:
            covered = sum(
                unit.size * (machine_m2 if unit.heat_pump else area_m2.get(unit.tag, 0.0))
                for unit in operation.units
                if unit.zone == zone.name and not unit.existing and not unit.is_mode
            )
            share = (covered - zone.floor_m2) / max(zone.floor_m2, 1.0)
            yield Deviation(zone.name, np.array([share]))


def grid(operation: Operation) -> Iterator[Deviation]:
    """Electricity for heating and cooling stays below the connection's limit [MW]."""
    for zone in operation.case.zones:
        if zone.grid_limit_mw is not None:
            drawn = operation.total("electricity_mw", zone=zone.name, type="grid")
            yield Deviation(zone.name, drawn - zone.grid_limit_mw)
