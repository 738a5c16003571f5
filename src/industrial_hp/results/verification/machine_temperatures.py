"""Machines at what they really serve, from `results.machines.recomputed_machines`."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.results.verification.operation import Deviation, Operation
from industrial_hp.superstructure.problem import Array
from industrial_hp.units import c_from_k


def cop(operation: Operation) -> Iterator[Deviation]:
    """The COP of the model is that of the cycle [-]."""
    for unit in _machines(operation):
        of_cycle = _column(operation, unit, "cop_cycle")
        yield Deviation(unit, np.abs(of_cycle / _column(operation, unit, "cop_linear") - 1))


def stated(operation: Operation) -> Iterator[Deviation]:
    """The temperatures that the operation states are those of the machines [K]."""
    for machine in operation.machines:
        of_machine = {"type": "heat_pump", "unit": machine.tag}
        for column, name in (("t_evaporator_c", "evaporating_k"), ("t_condenser_c", "hot_side_k")):
            told = operation.total(column, **of_machine)
            own = [
                t if point is None else c_from_k(getattr(point, name))
                for point, t in zip(machine.points, told, strict=True)
            ]
            yield Deviation(f"{machine.tag}, {column}", np.abs(told - np.array(own)))


def condensing(operation: Operation) -> Iterator[Deviation]:
    """The condensing temperature suffices for the curve that is really served [K]."""
    for unit in _machines(operation):
        needed = _column(operation, unit, "condensing_needed_c")
        yield Deviation(unit, needed - _column(operation, unit, "condensing_c"))


def evaporating(operation: Operation) -> Iterator[Deviation]:
    """The evaporating temperature suits the sources that are really used [K]."""
    for unit in _machines(operation):
        allowed = _column(operation, unit, "evaporating_allowed_c")
        yield Deviation(unit, _column(operation, unit, "evaporating_c") - allowed)


def _machines(operation: Operation) -> list[str]:
    table = operation.machine_checks
    return [] if table.empty else sorted(set(table["unit"]))


def _column(operation: Operation, unit: str, name: str) -> Array:
    """Values of a machine in the periods in which it runs."""
    table = operation.machine_checks
    return table.loc[table["unit"] == unit, name].to_numpy(dtype=float)
