"""Days of a year that stand for all others, extreme days kept as they are.

Days are gathered by Ward's method on all quantities, each scaled to its range; of every group the
day nearest to its mean stands for it. An extreme day stands for itself.

References
----------
Ward (1963), doi:10.1080/01621459.1963.10500845. Kotzur et al. (2018), Impact of different time
series aggregation methods on optimal energy system design, doi:10.1016/j.renene.2017.10.017.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from industrial_hp.errors import UsageError

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TypicalDays:
    """Chosen days in their order, and for every day of the year the chosen one that stands for it.

    ``stands_for`` has the shape (days,) and holds places in ``chosen``.
    """

    chosen: tuple[int, ...]
    stands_for: NDArray[np.int64]

    @property
    def weights(self) -> NDArray[np.int64]:
        """Days that each chosen day stands for; they sum to the year."""
        return np.bincount(self.stands_for, minlength=len(self.chosen))


def typical_days(profiles: Array, count: int, extremes: Sequence[int] = ()) -> TypicalDays:
    """Choose days that stand for all.

    Parameters
    ----------
    profiles : ndarray, shape (days, steps, quantities)
        What happens on every day.
    count : int
        Days to choose beside the extreme ones.
    extremes : sequence of int
        Days that are kept and stand for themselves alone.

    Raises
    ------
    UsageError
        If no day is to be chosen, or more than there are.
    """
    days = len(profiles)
    kept = sorted(set(extremes))
    others = [day for day in range(days) if day not in set(kept)]
    if not 1 <= count <= len(others):
        raise UsageError(f"{count} typical days of {days} with {len(kept)} extreme ones")
    span = np.ptp(profiles, axis=(0, 1))
    scaled = (profiles / np.where(span > 0, span, 1.0)).reshape(days, -1)[others]
    groups = fcluster(linkage(scaled, "ward"), count, "maxclust") if len(others) > 1 else np.ones(1)
    stands_for = np.zeros(days, dtype=np.int64)
    medoids = {}
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        distance = ((scaled[members] - scaled[members].mean(axis=0)) ** 2).sum(axis=1)
        medoids[group] = others[int(members[int(distance.argmin())])]
    chosen = tuple(sorted([*medoids.values(), *kept]))
    place = {day: k for k, day in enumerate(chosen)}
    for index, day in enumerate(others):
        stands_for[day] = place[medoids[groups[index]]]
    for day in kept:
        stands_for[day] = place[day]
    return TypicalDays(chosen, stands_for)


def factors_to_keep_the_year(profile: Array, days: TypicalDays, exempt: Sequence[int]) -> float:
    """What a quantity of the typical days is multiplied by so that its sum over the year is kept.

    Parameters
    ----------
    profile : ndarray, shape (days, steps)
        The quantity, not negative.
    days : TypicalDays
        Chosen days.
    exempt : sequence of int
        Days that keep their values: the extreme ones.

    Returns
    -------
    float
        One if the other chosen days have nothing of it.
    """
    weights, of_day = days.weights, profile.sum(axis=1)
    free = np.array([day not in set(exempt) for day in days.chosen])
    of_chosen = of_day[list(days.chosen)] * weights
    held = float(of_chosen[free].sum())
    wanted = float(of_day.sum()) - float(of_chosen[~free].sum())
    return wanted / held if held > 0 else 1.0
