"""A machine between two levels: what is on offer there, solved in every period."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from industrial_hp.superstructure.levels import CondenserLevel, EvaporatorLevel
from industrial_hp.superstructure.offers import Offer, Point
from industrial_hp.superstructure.problem import Array, Piece
from industrial_hp.thermo.cycle import Cycle, HeatSegment
from industrial_hp.thermo.estimated_machine import EstimatedMachine
from industrial_hp.units import c_from_k


@dataclass(frozen=True, eq=False)
class Machine:
    """An offer between two levels: its operating point in every period, none where it cannot run.

    An operating point is a cycle, or a machine of which only the COP is known.
    """

    zone: str
    offer: Offer
    evaporator: EvaporatorLevel
    condenser: CondenserLevel
    points: tuple[Point | None, ...]
    rated: Point | None = None
    """Operating point that swept volume and motor are those of; that of its own design if none."""
    mode_of: str = ""
    """Tag of the machine that it is at another time."""

    @property
    def tag(self) -> str:
        """Name of the machine: from where to where, with which refrigerant or by which name."""
        if self.mode_of:
            return f"{self.mode_of}_changed_over"
        source = f"{self.evaporator.stream.name}{self.evaporator.part}"
        sink = f"{self.condenser.stream.name}{self.condenser.part}"
        return f"{source}_to_{sink}_{self.offer.label}"

    @property
    def available(self) -> Array:
        """One where the machine can run, zero elsewhere."""
        return np.array([float(point is not None) for point in self.points])

    def by_period(self, value: str, otherwise: float) -> Array:
        """A figure of the operating point in every period; another where it cannot run."""
        return np.array([otherwise if p is None else getattr(p, value) for p in self.points])

    @property
    def electricity_share(self) -> Array:
        """Electricity per heat; one, that of direct electric heat, where it cannot run."""
        drawn = 1 / (self.by_period("cop", 1.0) * self.offer.drive_efficiency)
        return np.where(self.available > 0, drawn, 1.0)

    @cached_property
    def design_period(self) -> int:
        """Period of the greatest lift among those in which the machine can run."""
        lift = self.by_period("hot_side_k", -1.0) - self.by_period("evaporating_k", 0.0)
        return int(np.argmax(lift))

    @cached_property
    def design(self) -> Point:
        """Operating point at the greatest lift."""
        point = self.points[self.design_period]
        assert point is not None
        return point

    @cached_property
    def capacity_factor(self) -> Array:
        """Largest heat over rated heat: swept volume and motor are those of the rated point.

        A manufacturer's table states the heat itself.
        """
        rated = self.design if self.rated is None else self.rated
        return np.array([0.0 if p is None else _capacity(p, rated) for p in self.points])

    def pieces(self, side: str, shift_k: float) -> tuple[Piece, ...]:
        """Shifted pieces of condenser or evaporator; without heat where it cannot run."""
        table: list[list[HeatSegment]] = [
            [] if point is None else list(getattr(point, side)) for point in self.points
        ]
        longest = max(len(segments) for segments in table)
        idle = HeatSegment(self.design.hot_side_k, self.design.hot_side_k, 0.0)
        padded = [segments + [idle] * (longest - len(segments)) for segments in table]
        return tuple(
            Piece(
                c_from_k(np.array([s[k].t_hot_k for s in padded])) + shift_k,
                c_from_k(np.array([s[k].t_cold_k for s in padded])) + shift_k,
                np.array([s[k].share for s in padded]),
            )
            for k in range(longest)
        )


def _capacity(point: Point, design: Point) -> float:
    motor = point.cop / design.cop
    if isinstance(point, Cycle) and isinstance(design, Cycle):
        volumetric = (
            point.volumetric_heating_capacity_j_per_m3 / design.volumetric_heating_capacity_j_per_m3
        )
        return min(volumetric, motor)
    assert isinstance(point, EstimatedMachine)
    assert isinstance(design, EstimatedMachine)
    if point.heat_w is None or design.heat_w is None:
        return motor
    return point.heat_w / design.heat_w
