"""What is verified: the case as it was stated, what is built, and how it runs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.solution import Check, Variant
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.offers import Point
from industrial_hp.superstructure.problem import Array
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import source_profile
from industrial_hp.superstructure.streams import StreamProfile


@dataclass(frozen=True)
class RunningMachine:
    """A built heat pump with its operating point in every period in which it runs."""

    tag: str
    zone: str
    size_mw: float
    points: tuple[Point | None, ...]
    design: Point
    capacity_factor: Array
    """Largest heat over rated heat, by period."""
    drive_efficiency: float
    condenser_contribution_k: float
    evaporator_contribution_k: float


@dataclass(frozen=True, eq=False)
class Operation:
    """A system to verify: nothing in it comes from the optimisation model but its answer."""

    case: Case
    units: tuple[BuiltUnit, ...]
    variant: Variant
    objective_eur: float
    """Annual cost by the optimisation model [EUR/a]."""
    machine_checks: pd.DataFrame
    """From `results.machines.recomputed_machines`."""
    on_offer: Mapping[str, Machine]
    """Heat pumps that are built, solved from the streams of the case."""

    def total(self, column: str, **where: str) -> Array:
        """Sum by period over the units whose columns are as stated, shape (periods,)."""
        rows = self.variant.dispatch
        for name, value in where.items():
            rows = rows[rows[name] == value]
        total = np.zeros(self.case.calendar.period_count)
        for _, unit in rows.groupby(["zone", "unit", "type"], sort=True):
            total = total + unit[column].to_numpy(dtype=float)
        return total

    def size(self, tag: str) -> float:
        """Size of what is built or stands; zero if it is not built [MW or MWh]."""
        return sum(unit.size for unit in self.units if unit.tag == tag)

    @cached_property
    def block_h(self) -> Array:
        """Length of each period [h]."""
        return np.tile(self.case.calendar.block_hours, len(self.case.calendar.days))

    @cached_property
    def source_profiles(self) -> dict[str, StreamProfile]:
        """Sources at their real temperatures."""
        return {s.name: source_profile(self.case, s) for s in self.case.sources}

    @cached_property
    def sink_profiles(self) -> dict[str, StreamProfile]:
        """Sinks at their real temperatures."""
        return {s.name: sink_profile(self.case, s) for s in self.case.sinks}

    @cached_property
    def machines(self) -> tuple[RunningMachine, ...]:
        """Every machine that runs, by its cycle from the streams of the case."""
        running = (self._machine(unit) for unit in self.units if unit.heat_pump is not None)
        return tuple(machine for machine in running if machine is not None)

    def _machine(self, unit: BuiltUnit) -> RunningMachine | None:
        runs = self.total("heat_out_mw", type="heat_pump", unit=unit.tag) > 0
        if not runs.any():
            return None
        machine = self.on_offer[unit.tag]
        return RunningMachine(
            unit.tag,
            unit.zone,
            unit.size,
            tuple(point if run else None for point, run in zip(machine.points, runs, strict=True)),
            machine.design,
            machine.capacity_factor,
            machine.offer.drive_efficiency,
            machine.offer.condenser_contribution_k,
            machine.evaporator.contribution_k,
        )


@dataclass(frozen=True, eq=False)
class Deviation:
    """How far something is from a law, by period or once; at most the tolerance is right."""

    place: str
    amount: Array


@dataclass(frozen=True)
class Law:
    """Something that every right answer obeys, in the unit of its tolerance."""

    name: str
    tolerance: float
    unit: str
    deviations: Callable[[Operation], Iterable[Deviation]]

    def check(self, operation: Operation) -> Check:
        """The worst deviation, and where it is if that is too much."""
        worst, place = 0.0, ""
        for amount, at in _worst_of_each(operation, self.deviations(operation)):
            if amount > worst:
                worst, place = amount, at
        passed = bool(worst <= self.tolerance)
        return Check(self.name, passed, worst, self.tolerance, self.unit, "" if passed else place)


def _worst_of_each(
    operation: Operation, deviations: Iterable[Deviation]
) -> Iterator[tuple[float, str]]:
    """Largest amount of each deviation with its place; what is no number is beyond any law."""
    days, blocks = operation.case.calendar.days, operation.case.calendar.block_hours
    for deviation in deviations:
        amount = np.nan_to_num(np.atleast_1d(deviation.amount), nan=np.inf)
        period = int(np.argmax(amount))
        place = deviation.place
        if len(amount) == len(days) * len(blocks) > 1:
            day, block = divmod(period, len(blocks))
            place = f"{place}, {days[day].name} {sum(blocks[:block]):04.1f} h"
        yield float(amount[period]), place
