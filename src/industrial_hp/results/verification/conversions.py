"""Laws of conversion: what boilers, machines, pumps and fans draw for the heat that they move."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.results.verification.operation import Deviation, Operation
from industrial_hp.superstructure.source_streams import auxiliary_electricity_share


def boilers(operation: Operation) -> Iterator[Deviation]:
    """Fuel or electricity times efficiency is heat; no other carrier is drawn [MW]."""
    for boiler in operation.case.boilers:
        of_boiler = {"type": "boiler", "unit": boiler.name}
        fuel = operation.total("fuel_mw", **of_boiler)
        electricity = operation.total("electricity_mw", **of_boiler)
        own, other = (electricity, fuel) if boiler.carrier == "electricity" else (fuel, electricity)
        heat = operation.total("heat_out_mw", **of_boiler)
        yield Deviation(boiler.name, np.maximum(np.abs(own * boiler.efficiency - heat), other))


def machines(operation: Operation) -> Iterator[Deviation]:
    """Heat taken is heat given x (1 - 1/COP), electricity heat given / (COP x drive) [MW]."""
    for machine in operation.machines:
        of_machine = {"type": "heat_pump", "unit": machine.tag}
        given = operation.total("heat_out_mw", **of_machine)
        work = given / np.array([np.inf if c is None else c.cop for c in machine.points])
        taken = operation.total("heat_in_mw", **of_machine)
        electricity = operation.total("electricity_mw", **of_machine)
        yield Deviation(f"{machine.tag}, evaporator", np.abs(taken - (given - work)))
        drawn = work / machine.drive_efficiency
        yield Deviation(f"{machine.tag}, electricity", np.abs(electricity - drawn))


def auxiliaries(operation: Operation) -> Iterator[Deviation]:
    """Pumps and fans of what is used, cooling of what is not, coolers, pumps of loops [MW]."""
    values = operation.case.values
    for source in operation.case.sources:
        of_source = {"type": "source", "unit": source.name}
        used = operation.total("heat_out_mw", **of_source)
        cooled = operation.source_profiles[source.name].heat_mw - used
        drawn = auxiliary_electricity_share(operation.case, source) * used
        if source.cooling_today is not None:
            drawn = drawn + values(source.cooling_today.electricity_share) * cooled
        stated = operation.total("electricity_mw", **of_source)
        yield Deviation(source.name, np.abs(stated - drawn))
    for cooler in operation.case.coolers:
        of_cooler = {"type": "cooler", "unit": cooler.name}
        share = values(cooler.electricity_share)
        drawn = share * operation.total("heat_in_mw", **of_cooler)
        stated = operation.total("electricity_mw", **of_cooler)
        yield Deviation(cooler.name, np.abs(stated - drawn))
    for loop in operation.case.loops:
        moved = operation.total("heat_in_mw", type="loop", unit=loop.name)
        moved = moved + operation.total("heat_in_mw", type="loop_end", unit=loop.name)
        stated = operation.total("electricity_mw", type="loop", unit=loop.name)
        yield Deviation(loop.name, np.abs(stated - loop.pumping_share * moved))
