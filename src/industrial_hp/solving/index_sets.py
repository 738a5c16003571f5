"""Index sets as axes of arrays: which place on an axis a member has."""

from dataclasses import dataclass
from functools import cached_property
from math import prod
from typing import Any

import numpy as np
import pyomo.environ as pyo
from numpy.typing import NDArray

Places = NDArray[np.int64] | int


def is_range(index_set: Any) -> bool:
    """Whether a set is a range of numbers, such as hours."""
    return isinstance(index_set, pyo.RangeSet)


class Axis:
    """One index set, its members in order."""

    def __init__(self, index_set: Any) -> None:
        self.set = index_set
        # an empty set does not know how many parts its members have
        self.width = max(1, index_set.dimen) if isinstance(index_set.dimen, int) else 1
        self._range = is_range(index_set)
        if self._range:
            only = next(iter(index_set.ranges()), None)  # none where the range is empty
            self.start: int = only.start if only else 0
            self.step: int = only.step or 1 if only else 1
        self.length = len(index_set)

    @cached_property
    def _places(self) -> dict[Any, int]:
        return {member: place for place, member in enumerate(self.set)}

    def values(self, places: Places) -> Any:
        """Members that stand at places; numbers only."""
        if self._range:
            return self.start + self.step * places
        return np.asarray(list(self.set))[places]

    def place(self, member: Any) -> int:
        """Place of one member.

        Raises
        ------
        KeyError
            If it is not a member.
        """
        if not self._range:
            return self._places[member]
        return int(self.places(np.asarray(member)))

    def places(self, members: Any) -> Any:
        """Places of numbers.

        Raises
        ------
        KeyError
            If one of them is not a member.
        """
        members = np.asarray(members)
        if not self._range:
            found = np.array([self._places[m] for m in members.ravel().tolist()], dtype=np.int64)
            return found.reshape(members.shape)
        if self.step == 1 and members.dtype.kind in "iu":
            places = members - self.start if self.start else members
            if places.size == 0 or (places.min() >= 0 and places.max() < self.length):
                return places
        places = (members - self.start) // self.step
        outside = (places < 0) | (places >= self.length) | (self.values(places) != members)
        if outside.any():
            raise KeyError(f"{self.set} has no {np.unique(members[outside])[:5].tolist()}")
        return places.astype(np.int64)

    def same_as(self, other: "Axis") -> bool:
        """Whether places on both axes mean the same members."""
        if self.set is other.set:
            return True
        if not (self._range and other._range):
            return False
        return (self.start, self.step, self.length) == (other.start, other.step, other.length)


@dataclass(frozen=True)
class IndexAxes:
    """The axes of an indexed component."""

    axes: tuple[Axis, ...]

    @classmethod
    def of(cls, component: Any) -> "IndexAxes":
        """Axes of a component; they are kept with it."""
        known: IndexAxes | None = component.__dict__.get("_index_axes")
        if known is None:
            sets = component.index_set().subsets() if component.is_indexed() else ()
            known = cls(tuple(Axis(s) for s in sets))
            component.__dict__["_index_axes"] = known
        return known

    @property
    def sets(self) -> tuple[Any, ...]:
        """The index sets."""
        return tuple(axis.set for axis in self.axes)

    @property
    def ranges(self) -> tuple[Any, ...]:
        """Those of the index sets that are ranges."""
        return tuple(s for s in self.sets if is_range(s))

    @property
    def shape(self) -> tuple[int, ...]:
        """Members of each set."""
        return tuple(axis.length for axis in self.axes)

    @property
    def count(self) -> int:
        """Number of all indices."""
        return prod(self.shape)

    def split(self, index: Any) -> list[Any]:
        """An index as one member for each axis."""
        items = list(index) if type(index) is tuple else [index]
        members: list[Any] = []
        for axis in self.axes:
            taken, items = items[: axis.width], items[axis.width :]
            members.append(tuple(taken) if axis.width > 1 else taken[0])
        return members

    def place(self, index: Any) -> tuple[int, ...]:
        """Place of one index on every axis."""
        members = self.split(index) if self.axes else []
        return tuple(axis.place(m) for axis, m in zip(self.axes, members, strict=True))

    def part(self, names: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[int, ...]]:
        """Where the indices with these names stand in an array, and the shape of that part."""
        pairs = list(zip(self.axes, names, strict=True))
        place = tuple(slice(None) if name is None else axis.place(name) for axis, name in pairs)
        return place, tuple(axis.length for axis, name in pairs if name is None)

    def symbols(self, symbols: tuple[Any, ...], exists: Any) -> dict[int, Any]:
        """Places for the symbols of ranges, each along an axis of its own.

        Where it is told which rows exist, those only, all along one axis.
        """
        if exists is not None and symbols:
            return dict(zip(map(id, symbols), np.nonzero(exists), strict=True))
        lengths = [axis.length for axis in self.axes if is_range(axis.set)]
        return {
            id(symbol): np.arange(length).reshape((-1,) + (1,) * (len(lengths) - axis - 1))
            for axis, (symbol, length) in enumerate(zip(symbols, lengths, strict=True))
        }
