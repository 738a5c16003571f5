"""What gives and takes heat in the zones of a case before machines are placed between."""

from dataclasses import dataclass

import numpy as np

from industrial_hp.superstructure.problem import Array, Boiler, Cooler, HeatStore, Loop, Piece
from industrial_hp.superstructure.size_limits import Load
from industrial_hp.superstructure.streams import StreamProfile


@dataclass(frozen=True, eq=False)
class Surroundings:
    """Everything in the zones of a case but its heat pumps."""

    sources: tuple[StreamProfile, ...]
    sinks: tuple[StreamProfile, ...]
    loops: tuple[Loop, ...]
    stores: tuple[HeatStore, ...]
    boilers: tuple[Boiler, ...]
    coolers: tuple[Cooler, ...]
    count: int
    """Number of periods."""

    def takers(self, zone: str) -> list[Load]:
        """What takes heat in a zone, with the most that it can take in each period."""
        found = [Load(s.shifted, s.heat_mw) for s in self.sinks if s.zone == zone]
        found += [
            Load(loop.sent, np.full(self.count, loop.max_size_mw))
            for loop in self.loops
            if loop.from_zone == zone
        ]
        found += [
            Load(loop.warming, loop.loss_mw)
            for loop in self.loops
            if loop.to_zone == zone and loop.loss_mw.any()
        ]
        found += [
            Load((_at(cooler.level_c),), np.full(self.count, cooler.max_size_mw))
            for cooler in self.coolers
            if cooler.zone == zone
        ]
        return found + [
            _flat(store.charge_top_c, store.charge_bottom_c, _power_mw(store), self.count)
            for store in self.stores
            if store.zone == zone
        ]

    def givers(self, zone: str) -> list[Load]:
        """What gives heat in a zone, with the most that it can give in each period."""
        found = [Load(s.shifted, s.heat_mw) for s in self.sources if s.zone == zone]
        found += [
            Load(loop.received, np.full(self.count, loop.max_size_mw))
            for loop in self.loops
            if loop.to_zone == zone
        ]
        found += [
            _flat(boiler.level_c, boiler.level_c, boiler.max_size_mw, self.count)
            for boiler in self.boilers
            if boiler.zone == zone
        ]
        return found + [
            _flat(store.discharge_top_c, store.discharge_bottom_c, _power_mw(store), self.count)
            for store in self.stores
            if store.zone == zone
        ]


def _power_mw(store: HeatStore) -> float:
    return store.max_size_mwh / store.hours_to_fill


def _at(level_c: Array) -> Piece:
    return Piece(level_c, level_c, np.ones(len(level_c)))


def _flat(top_c: float, bottom_c: float, heat_mw: float, count: int) -> Load:
    piece = Piece(np.full(count, top_c), np.full(count, bottom_c), np.ones(count))
    return Load((piece,), np.full(count, heat_mw))
