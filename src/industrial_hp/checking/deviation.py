"""How far a figure is from what it must be."""

from dataclasses import dataclass

import numpy as np

from industrial_hp.checking.result_files import Array

Told = Array | float | None


@dataclass(frozen=True, eq=False)
class Deviation:
    """Something compared, by period or once; at most the tolerance is right."""

    place: str
    amount: Array
    found: Told = None
    permitted: Told = None

    def told(self, figure: Told, index: int) -> str:
        """A figure at an index as text; empty where there is none."""
        if figure is None:
            return ""
        values = np.atleast_1d(np.asarray(figure, dtype=float))
        return f"{values[index] if len(values) > 1 else values[0]:.6g}"


def equal(place: str, found: Array | float, wanted: Array | float) -> Deviation:
    """Two figures that must be the same."""
    gap = np.abs(np.asarray(found, dtype=float) - np.asarray(wanted, dtype=float))
    return Deviation(place, gap, found, wanted)


def at_most(place: str, found: Array | float, limit: Array | float) -> Deviation:
    """A figure that must not exceed another."""
    excess = np.asarray(found, dtype=float) - np.asarray(limit, dtype=float)
    return Deviation(place, excess, found, limit)


def same_share(place: str, found: float, wanted: float, smallest: float = 1.0) -> Deviation:
    """Two figures that must be the same but for rounding, as a share of the larger."""
    scale = max(abs(found), abs(wanted), smallest)
    return Deviation(place, np.array([abs(found - wanted) / scale]), found, wanted)
