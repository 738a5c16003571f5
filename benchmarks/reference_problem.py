"""The reference problem of the benchmarks: sizes of heat pumps between every source and every sink.

Each source may feed each sink by one heat pump. Each sink also has a gas boiler, an electric
boiler and a heat store. Sizes are chosen once, operation in every hour, at least annual cost; a
heat pump that is built pays a fixed part, which makes the problem mixed-integer. All figures are
synthetic and follow from the seed alone, so that every tool can be given the same problem.

    s = reference_problem(sources=5, sinks=5, hours=8760)
    program = raw_program(s)          # the matrix, row by row
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from scipy.signal import lfilter

from industrial_hp.solving.sparse_program import SparseProgram

Array = NDArray[np.float64]
Indices = NDArray[np.int64]

HOURS_PER_YEAR = 8760
SEED = 7
KELVIN_AT_ZERO_C = 273.15
NO_PERIOD = -1


@dataclass(frozen=True, eq=False)
class ReferenceProblem:
    """All coefficients; i counts sources, k sinks, t hours."""

    source_mw: Array
    """Heat a source can give (i, t)."""
    demand_mw: Array
    """Heat a sink needs (k, t)."""
    cop: Array
    """(i, k, t)."""
    electricity_eur_per_mwh: Array
    """(t,)."""
    gas_eur_per_mwh: Array
    """CO2 included (t,)."""
    heat_pump_eur_per_mw: Array
    """Annual cost (i, k)."""
    heat_pump_fixed_eur: Array
    """Annual cost of a heat pump that is built (i, k)."""
    store_eur_per_mwh: Array
    """Annual cost of a store (k,)."""
    gas_boiler_eur_per_mw: float = 6e3
    electric_boiler_eur_per_mw: float = 9e3
    gas_boiler_eta: float = 0.92
    electric_boiler_eta: float = 0.99
    store_eta: float = 0.985
    """Of charging, and again of discharging."""
    store_loss_share_per_h: float = 0.002
    store_discharge_h: float = 6.0
    """Hours in which a full store can be emptied or an empty one filled."""
    heat_pump_service_eur_per_mwh: float = 2.0
    electric_boiler_grid_fee_eur_per_mwh: float = 12.0

    @property
    def shape(self) -> tuple[int, int, int]:
        """Number of sources, sinks and hours."""
        sources, sinks, hours = self.cop.shape
        return sources, sinks, hours

    @property
    def year_share(self) -> float:
        """Factor that makes an annual cost of the hours modelled."""
        return HOURS_PER_YEAR / self.shape[2]

    @property
    def heat_pump_eur_per_mwh(self) -> Array:
        """Annual cost of one hour's operation at 1 MW of heat (i, k, t)."""
        price = self.electricity_eur_per_mwh / self.cop + self.heat_pump_service_eur_per_mwh
        return self.year_share * price

    @property
    def gas_heat_eur_per_mwh(self) -> Array:
        """The same for a gas boiler (t,)."""
        return self.year_share * self.gas_eur_per_mwh / self.gas_boiler_eta

    @property
    def electric_heat_eur_per_mwh(self) -> Array:
        """The same for an electric boiler (t,)."""
        price = self.electricity_eur_per_mwh + self.electric_boiler_grid_fee_eur_per_mwh
        return self.year_share * price / self.electric_boiler_eta

    @property
    def largest_heat_pump_mw(self) -> Array:
        """No heat pump is larger than its sink's peak or than its source allows (i, k)."""
        from_source = (self.source_mw[:, None] * self.cop / (self.cop - 1)).max(axis=2)
        return np.minimum(self.demand_mw.max(axis=1), from_source)


@dataclass(frozen=True, eq=False)
class _Clock:
    """Hours of a year, or whole days drawn evenly from it."""

    hours: int

    @property
    def of_day(self) -> Array:
        return np.arange(self.hours) % 24

    @property
    def of_week(self) -> Array:
        return (np.arange(self.hours) // 24) % 7

    @property
    def day_of_year(self) -> Array:
        hour = np.arange(self.hours)
        if self.hours < HOURS_PER_YEAR:
            return (hour // 24) * (HOURS_PER_YEAR / self.hours)
        return hour / 24

    def shifts(self, full: float, weekday: float, weekend: float) -> Array:
        """Profile of a works with two shifts on five days."""
        at_work = (self.of_day > 5) & (self.of_day < 22)
        return np.where(self.of_week < 5, np.where(at_work, full, weekday), weekend)

    def daily(self, since_h: float, times: int = 1) -> Array:
        """A sine with so many waves a day."""
        return np.sin(2 * np.pi * (self.of_day - since_h) / (24 / times))

    def winter(self) -> Array:
        """A wave that is highest on 20 January."""
        return np.cos(2 * np.pi * (self.day_of_year - 20) / 365)


def _drift(random: np.random.Generator, hours: int, spread: float, memory: float) -> Array:
    """Noise that remembers the hour before; it starts at zero."""
    shocks = random.normal(0, spread, hours)
    shocks[0] = 0.0
    return np.asarray(lfilter([1.0], [1.0, -memory], shocks))


def _noisy(random: np.random.Generator, profile: Array, spread: float, least: float) -> Array:
    return np.clip(profile * (1 + random.normal(0, spread, len(profile))), least, None)


def _sources(
    random: np.random.Generator, clock: _Clock, count: int, ambient_c: Array, cold: Array
) -> Iterator[tuple[Array, Array]]:
    """Heat [MW] and temperature [degC] of works, data centres and waste water in turn."""
    for number in range(count):
        size_mw = random.uniform(2, 12)
        if number % 3 == 0:
            heat_mw = size_mw * clock.shifts(1, 0.35, 0.15)
            level_c = random.uniform(35, 60) + random.normal(0, 1, clock.hours)
        elif number % 3 == 1:
            heat_mw = size_mw * (0.85 + 0.15 * clock.daily(10))
            level_c = random.uniform(25, 35) + 0.15 * ambient_c
        else:
            heat_mw = size_mw * (1.2 - 0.4 * cold)
            level_c = 12 + 0.4 * ambient_c + random.uniform(0, 6)
        yield _noisy(random, heat_mw, 0.06, 0.0), level_c


def _sinks(
    random: np.random.Generator, clock: _Clock, count: int, cold: Array
) -> Iterator[tuple[Array, Array]]:
    """Heat [MW] and temperature [degC] of district networks and of processes in turn."""
    for number in range(count):
        size_mw = random.uniform(5, 20)
        if number % 2 == 0:
            heat_mw = size_mw * (0.12 + 0.03 * clock.daily(7, times=2) + cold)
            level_c = 72 + 22 * np.clip(cold, 0, 1) + random.uniform(-4, 6)
        else:
            heat_mw = 0.6 * size_mw * clock.shifts(1, 0.5, 0.3)
            level_c = np.full(clock.hours, random.uniform(100, 130))
        yield _noisy(random, heat_mw, 0.05, 0.05), level_c


def reference_problem(
    sources: int, sinks: int, hours: int = HOURS_PER_YEAR, seed: int = SEED
) -> ReferenceProblem:
    """Draw a problem; the same seed gives the same figures."""
    random, clock = np.random.default_rng(seed), _Clock(hours)
    ambient_c = 10 - 11 * clock.winter() + 3 * clock.daily(9) + _drift(random, hours, 0.35, 0.985)
    cold = np.clip((15 - ambient_c) / 27, 0, None)
    source_mw, source_c = map(
        np.array, zip(*_sources(random, clock, sources, ambient_c, cold), strict=True)
    )
    demand_mw, sink_c = map(np.array, zip(*_sinks(random, clock, sinks, cold), strict=True))
    lift_k = np.clip(sink_c[None] - source_c[:, None], 8, None)
    price = 75 + 20 * clock.daily(4, times=2) + 15 * clock.winter()
    return ReferenceProblem(
        source_mw=source_mw,
        demand_mw=demand_mw,
        cop=np.clip(0.52 * (sink_c[None] + KELVIN_AT_ZERO_C) / lift_k, 1.35, 8.0),
        electricity_eur_per_mwh=np.clip(price + _drift(random, hours, 9, 0.92), -20, 400),
        gas_eur_per_mwh=38 + 5 * clock.winter() + 80 * 0.202,
        heat_pump_eur_per_mw=random.uniform(50e3, 85e3, (sources, sinks)),
        heat_pump_fixed_eur=random.uniform(25e3, 60e3, (sources, sinks)),
        store_eur_per_mwh=random.uniform(1.4e3, 2.2e3, sinks),
    )


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the columns of each kind stand; sizes first, then one column an hour."""

    size: Indices
    built: Indices
    gas_size: Indices
    electric_size: Indices
    store_size: Indices
    heat_pump: Indices
    """(i, k, t)."""
    gas: Indices
    """(k, t), like the three that follow."""
    electric: Indices
    charge: Indices
    discharge: Indices
    level: Indices

    @classmethod
    def of(cls, problem: ReferenceProblem) -> "Layout":
        """Number the columns of a problem."""
        i, k, t = problem.shape
        shapes = [(i, k)] * 2 + [(k,)] * 3 + [(i, k, t)] + [(k, t)] * 5
        sizes = [int(np.prod(shape)) for shape in shapes]
        starts = [0, *accumulate(sizes)]
        return cls(
            *(
                np.arange(start, start + size).reshape(shape)
                for start, size, shape in zip(starts, sizes, shapes, strict=False)
            )
        )

    @property
    def columns(self) -> int:
        """Number of columns."""
        return int(self.level.max()) + 1


class _Rows:
    """Gathers families of rows as arrays of entries."""

    def __init__(self) -> None:
        self._entries: list[tuple[Indices, Indices, Array]] = []
        self._lower: list[Array] = []
        self._upper: list[Array] = []
        self._count = 0

    def add(self, shape: tuple[int, ...], lower: Array | float, upper: Array | float) -> "_Family":
        """Open a family of rows of this shape."""
        rows = self._count + np.arange(int(np.prod(shape))).reshape(shape)
        self._count += rows.size
        self._lower.append(np.broadcast_to(lower, shape).ravel())
        self._upper.append(np.broadcast_to(upper, shape).ravel())
        return _Family(rows, self._entries)

    def program(self, cost: Array, upper: Array, integers: Indices) -> SparseProgram:
        """All rows as one program."""
        rows, columns, values = map(np.concatenate, zip(*self._entries, strict=True))
        matrix = sp.csr_matrix((values, (rows, columns)), shape=(self._count, len(cost)))
        return SparseProgram(
            cost=cost,
            matrix=matrix,
            row_lower=np.concatenate(self._lower),
            row_upper=np.concatenate(self._upper),
            lower=np.zeros(len(cost)),
            upper=upper,
            integers=integers,
        )


@dataclass(frozen=True, eq=False)
class _Family:
    rows: Indices
    entries: list[tuple[Indices, Indices, Array]]

    def term(self, coefficient: Array | float, columns: Indices) -> "_Family":
        """Add a term; rows, columns and coefficient are broadcast against each other."""
        parts = np.broadcast_arrays(self.rows, columns, coefficient)
        self.entries.append((parts[0].ravel(), parts[1].ravel(), parts[2].ravel()))
        return self


def _costs(problem: ReferenceProblem, at: Layout) -> Array:
    cost = np.zeros(at.columns)
    cost[at.size] = problem.heat_pump_eur_per_mw
    cost[at.built] = problem.heat_pump_fixed_eur
    cost[at.gas_size] = problem.gas_boiler_eur_per_mw
    cost[at.electric_size] = problem.electric_boiler_eur_per_mw
    cost[at.store_size] = problem.store_eur_per_mwh
    cost[at.heat_pump] = problem.heat_pump_eur_per_mwh
    cost[at.gas] = problem.gas_heat_eur_per_mwh
    cost[at.electric] = problem.electric_heat_eur_per_mwh
    return cost


def raw_program(problem: ReferenceProblem, *, integer: bool = True) -> SparseProgram:
    """The matrix of a problem, without any modelling layer; ``integer=False`` relaxes it.

    Rows in this order: sources (i, t); sinks (k, t); sizes of heat pumps (i, k, t), gas boilers,
    electric boilers, stores, charging, discharging, store levels (each k, t); largest heat pump
    (i, k). The store's year is a circle.
    """
    at, rows, inf = Layout.of(problem), _Rows(), np.inf
    i, k, t = problem.shape
    # (i, t): what evaporators take from a source
    sources = rows.add((i, 1, t), -inf, problem.source_mw[:, None])
    sources.term(1 - 1 / problem.cop, at.heat_pump)
    # (k, t): heat into a sink
    sinks = rows.add((k, t), problem.demand_mw, problem.demand_mw)
    sinks.term(1.0, at.heat_pump).term(1.0, at.gas).term(1.0, at.electric)
    sinks.term(1.0, at.discharge).term(-1.0, at.charge)
    limits = rows.add((i, k, t), -inf, 0.0)
    limits.term(1.0, at.heat_pump).term(-1.0, at.size[:, :, None])
    hourly_sizes = (
        (at.gas, at.gas_size, 1.0),
        (at.electric, at.electric_size, 1.0),
        (at.level, at.store_size, 1.0),
        (at.charge, at.store_size, 1 / problem.store_discharge_h),
        (at.discharge, at.store_size, 1 / problem.store_discharge_h),
    )
    for used, size, share in hourly_sizes:
        rows.add((k, t), -inf, 0.0).term(1.0, used).term(-share, size[:, None])
    levels = rows.add((k, t), 0.0, 0.0).term(1.0, at.level)
    levels.term(-(1 - problem.store_loss_share_per_h), np.roll(at.level, 1, axis=1))
    levels.term(-problem.store_eta, at.charge).term(1 / problem.store_eta, at.discharge)
    largest = rows.add((i, k), -inf, 0.0)
    largest.term(1.0, at.size).term(-problem.largest_heat_pump_mw, at.built)
    upper = np.full(at.columns, inf)
    upper[at.built] = 1.0
    integers = at.built.ravel() if integer else np.zeros(0, dtype=np.int64)
    return rows.program(_costs(problem, at), upper, integers)


def column_periods(problem: ReferenceProblem) -> Indices:
    """Hour of each column; ``NO_PERIOD`` for sizes and what is built."""
    i, k, t = problem.shape
    sizes = np.full(2 * i * k + 3 * k, NO_PERIOD)
    return np.concatenate([sizes, np.tile(np.arange(t), i * k + 5 * k)])


def row_periods(problem: ReferenceProblem) -> Indices:
    """Hour of each row; ``NO_PERIOD`` for the limits on sizes."""
    i, k, t = problem.shape
    return np.concatenate([np.tile(np.arange(t), i + k + i * k + 6 * k), np.full(i * k, NO_PERIOD)])
