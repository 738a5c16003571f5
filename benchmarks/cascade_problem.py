"""A year of hours of a case's heat cascade: its rows, machines, boilers, loops and stores.

The case's representative blocks are laid one after the other until the year is full, so that the
cascade has the size that a year of hours has; what is measured is how it is built, not its answer.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from industrial_hp.model.cascade_grid import CascadeStream, cascade_rows
from industrial_hp.reading.read_case import read_case
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.problem import DesignProblem, Periods, Piece

Array = NDArray[np.float64]
Indices = NDArray[np.int64]
NOT_A_UNIT = -1


def year_of(case_folder: Path, hours: int) -> DesignProblem:
    """The design problem of a case with its blocks repeated as hours of a year."""
    problem = design_problem(read_case(case_folder))
    block = np.resize(np.arange(problem.periods.count), hours)
    ones = np.ones(hours)
    before = tuple(np.roll(np.arange(hours), 1).tolist())
    time = Periods(ones, ones, tuple(range(hours)), before, tuple(map(str, range(hours))))
    spread: DesignProblem = _spread(problem, block, problem.periods.count)
    return replace(spread, periods=time)


def _spread(value: Any, block: Indices, blocks: int) -> Any:
    """The same with every array over periods taken at each hour's block."""
    if isinstance(value, np.ndarray) and len(value) == blocks:
        return value[block]
    if is_dataclass(value) and not isinstance(value, type):
        parts = {
            f.name: _spread(getattr(value, f.name), block, blocks) for f in fields(value) if f.init
        }
        return replace(value, **parts)
    if isinstance(value, tuple):
        return tuple(_spread(part, block, blocks) for part in value)
    if isinstance(value, dict):
        return {key: _spread(part, block, blocks) for key, part in value.items()}
    return value


@dataclass(frozen=True, eq=False)
class _Part:
    """A stream: its unit's heat times a factor, or heat that is given."""

    stream: CascadeStream
    unit: int
    factor: Array


@dataclass(frozen=True, eq=False)
class CascadeProblem:
    """Plain arrays: u counts units, r rows of all zones and hours, e terms of units in rows."""

    hours: int
    most_mw: Array
    """(u, hours)."""
    per_size: Array
    """Heat per size (u, hours)."""
    eur_per_mwh: Array
    """(u, hours)."""
    eur_per_mw: Array
    """(u,)."""
    starts: Indices
    """First term of each row, and the end of the last."""
    unit: Indices
    hour: Indices
    share: Array
    """(e,)."""
    given_mw: Array
    """Heat in each row that no unit decides (r,)."""
    linked: Array
    """One where the row above hands its residual down, else zero (r,)."""
    most_residual_mw: Array
    """Zero in the last row of a zone that may not leave heat (r,)."""

    @property
    def units(self) -> int:
        """Number of units."""
        return len(self.eur_per_mw)


class _Units:
    """Columns of the cascade as they are gathered."""

    def __init__(self, hours: int) -> None:
        self.hours = hours
        self.most: list[Array] = []
        self.per_size: list[Array] = []
        self.price: list[Array] = []
        self.investment: list[float] = []

    def add(self, most: Any, per_size: Any, price: Any, investment: float) -> int:
        for gathered, value in (
            (self.most, most),
            (self.per_size, per_size),
            (self.price, price),
        ):
            gathered.append(np.broadcast_to(np.asarray(value, dtype=float), self.hours))
        self.investment.append(investment)
        return len(self.most) - 1


def _parts(problem: DesignProblem, units: _Units) -> Iterator[_Part]:
    power = problem.prices.electricity_eur_per_mwh

    def part(zone: str, sign: int, pieces: tuple[Piece, ...], unit: int, factor: Any) -> _Part:
        stream = CascadeStream("", zone, sign, pieces, lambda model, p: 0.0)
        return _Part(stream, unit, np.broadcast_to(np.asarray(factor, float), units.hours))

    for demand in problem.demands:
        yield part(demand.zone, -1, demand.pieces, NOT_A_UNIT, demand.heat_mw)
    for source in problem.sources:
        for piece in source.pieces:
            whole = Piece(piece.top_c, piece.bottom_c, (piece.share > 0).astype(float))
            heat = source.heat_mw * piece.share
            unit = NOT_A_UNIT if source.must_use else units.add(heat, 1.0, 0.0, 0.0)
            yield part(source.zone, 1, (whole,), unit, heat if source.must_use else 1.0)
    for pump in problem.heat_pumps:
        cost = pump.investment.annual_eur_per_size if pump.investment else 0.0
        price = power * pump.electricity_share
        unit = units.add(pump.max_heat_mw, pump.capacity_factor, price, cost)
        yield part(pump.zone, 1, pump.condenser, unit, 1.0)
        yield part(pump.zone, -1, pump.evaporator, unit, 1 - 1 / pump.cop)
    for boiler in problem.boilers:
        fuel = problem.prices.fuel_eur_per_mwh.get(boiler.carrier, power)
        unit = units.add(boiler.max_size_mw, 1.0, fuel / boiler.efficiency, 0.0)
        yield part(boiler.zone, 1, (_level(boiler.level_c, units.hours),), unit, 1.0)
    for loop in problem.loops:
        cost = loop.investment.annual_eur_per_size if loop.investment else 0.0
        unit = units.add(loop.max_size_mw, 1.0, 0.0, cost)
        yield part(loop.from_zone, -1, loop.sent, unit, 1.0)
        yield part(loop.to_zone, 1, loop.received, unit, 1 - loop.loss_share)


def _level(level_c: float, hours: int) -> Piece:
    level = np.full(hours, level_c)
    return Piece(level, level, np.ones(hours))


def cascade_problem(problem: DesignProblem) -> CascadeProblem:
    """Merge the cascade of every zone, and number its rows and terms."""
    hours = problem.periods.count
    units = _Units(hours)
    parts = list(_parts(problem, units))
    streams = tuple(part.stream for part in parts)
    of_unit = np.array([part.unit for part in parts])
    factor = np.stack([part.factor for part in parts])
    gathered: list[tuple[Any, ...]] = []
    first = 0
    for zone in problem.zones:
        cascade = cascade_rows(streams, zone, hours)
        begin = first + np.cumsum(cascade.rows) - cascade.rows
        count = int(cascade.rows.sum())
        row = begin[cascade.period] + cascade.row
        share = cascade.share * factor[cascade.stream, cascade.period]
        unit = of_unit[cascade.stream]
        is_given = unit == NOT_A_UNIT
        given = np.bincount(row[is_given] - first, share[is_given], minlength=count)
        linked = np.ones(count)
        linked[begin[cascade.rows > 0] - first] = 0.0
        most = np.full(count, np.inf)
        if problem.surplus[zone] == "none":
            most[(begin + cascade.rows - 1)[cascade.rows > 0] - first] = 0.0
        keep = ~is_given
        order = np.argsort(row[keep], kind="stable")
        terms = (x[keep][order] for x in (row, unit, cascade.period, share))
        gathered.append((*terms, given, linked, most))
        first += count
    row, unit, hour, share, given, linked, most = map(np.concatenate, zip(*gathered, strict=True))
    return CascadeProblem(
        hours=hours,
        most_mw=np.stack(units.most),
        per_size=np.stack(units.per_size),
        eur_per_mwh=np.stack(units.price),
        eur_per_mw=np.array(units.investment),
        starts=np.searchsorted(row, np.arange(first + 1)),
        unit=unit,
        hour=hour,
        share=share,
        given_mw=given,
        linked=linked,
        most_residual_mw=most,
    )
