"""Limits: what sources have, sinks need, sizes allow, the case offers and the grid carries."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.results.verification.operation import Deviation, Operation
from industrial_hp.superstructure.problem import Array


def demands(operation: Operation) -> Iterator[Deviation]:
    """Heat delivered and heat missing make up the demand; it misses only at a price [MW]."""
    for sink in operation.case.sinks:
        of_sink = {"type": "sink", "unit": sink.name}
        unmet = operation.total("unmet_mw", **of_sink)
        served = operation.total("heat_in_mw", **of_sink) + unmet
        yield Deviation(sink.name, np.abs(served - operation.case.values(sink.duty_mw)))
        if sink.unmet_eur_per_mwh is None:
            yield Deviation(f"{sink.name}, unpriced", unmet)


def sources(operation: Operation) -> Iterator[Deviation]:
    """A source gives no more than it has, and takes none [MW]."""
    for source in operation.case.sources:
        used = operation.total("heat_out_mw", type="source", unit=source.name)
        available = operation.source_profiles[source.name].heat_mw
        yield Deviation(source.name, np.maximum(used - available, -used))


def recovery_exchangers(operation: Operation) -> Iterator[Deviation]:
    """Where an exchanger is to be bought, no more is taken than it carries [MW]."""
    for source in operation.case.sources:
        if source.connection_cost is not None:
            used = operation.total("heat_out_mw", type="source", unit=source.name)
            yield Deviation(source.name, used - operation.size(f"{source.name}_exchanger"))


def sizes(operation: Operation) -> Iterator[Deviation]:
    """No machine, boiler or loop moves more than its size allows in the period [MW]."""
    factors = _capacity_factors(operation)
    rows = operation.variant.dispatch
    for kind, column in (("heat_pump", "heat_out_mw"), ("boiler", "heat_out_mw")):
        for unit in sorted(set(rows.loc[rows["type"] == kind, "unit"])):
            heat = operation.total(column, type=kind, unit=unit)
            size = operation.size(unit) * factors.get(unit, np.ones(1))
            yield Deviation(unit, heat - size)
    for loop in operation.case.loops:
        sent = operation.total("heat_in_mw", type="loop", unit=loop.name)
        yield Deviation(loop.name, sent - operation.size(loop.name))


def _capacity_factors(operation: Operation) -> dict[str, Array]:
    """Largest over rated heat: swept volume and motor are those of the design period."""
    factors = {}
    for machine in operation.machines:
        design = machine.design
        rated = design.volumetric_heating_capacity_j_per_m3
        factors[machine.tag] = np.array(
            [
                0.0
                if cycle is None
                else min(cycle.volumetric_heating_capacity_j_per_m3 / rated, cycle.cop / design.cop)
                for cycle in machine.cycles
            ]
        )
    return factors


def store_contents(operation: Operation) -> Iterator[Deviation]:
    """A store holds no more than its size, which is no more than offered [MWh]."""
    for store in operation.case.stores:
        size = operation.size(store.name)
        content = operation.total("store_mwh", type="heat_store", unit=store.name)
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
    for unit in operation.units:
        if unit.type == "heat_pump" and options is not None:
            excess = max(options.minimum_size_mw - unit.size, unit.size - options.maximum_size_mw)
            yield Deviation(unit.tag, np.array([excess]))
    for boiler in operation.case.boilers:
        size = operation.size(boiler.name)
        excess = size - (boiler.max_mw or 0.0)
        if boiler.existing_mw is not None:
            excess = abs(size - boiler.existing_mw)
        yield Deviation(boiler.name, np.array([excess]))
    for loop in operation.case.loops:
        yield Deviation(loop.name, np.array([operation.size(loop.name) - loop.max_mw]))


def number_of_machines(operation: Operation) -> Iterator[Deviation]:
    """No more machines than the case allows [-]."""
    options = operation.case.heat_pumps
    if options is not None and options.max_units is not None:
        built = sum(unit.type == "heat_pump" for unit in operation.units)
        yield Deviation("heat pumps", np.array([float(built - options.max_units)]))


def backup(operation: Operation) -> Iterator[Deviation]:
    """Boilers of a zone carry the share of its own peak demand that the case asks for [MW]."""
    rule = operation.case.backup
    for zone in operation.case.zones if rule is not None else ():
        assert rule is not None
        duties = [
            operation.case.values(sink.duty_mw)
            for sink in operation.case.sinks
            if sink.zone == zone.name
        ]
        peak = float(np.max(np.sum(duties, axis=0))) if duties else 0.0
        boilers = sum(u.size for u in operation.units if u.type == "boiler" and u.zone == zone.name)
        yield Deviation(zone.name, np.array([rule.boiler_share_of_peak * peak - boilers]))


def grid(operation: Operation) -> Iterator[Deviation]:
    """Electricity for heating and cooling stays below the connection's limit [MW]."""
    for zone in operation.case.zones:
        if zone.grid_limit_mw is not None:
            drawn = operation.total("electricity_mw", zone=zone.name, type="grid")
            yield Deviation(zone.name, drawn - zone.grid_limit_mw)
