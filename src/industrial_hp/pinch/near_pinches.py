"""Near pinches: temperatures where little heat passes, which a small change makes the pinch."""

from dataclasses import dataclass
from itertools import pairwise

from industrial_hp.pinch.problem_table import Targets

NEAR_SHARE = 0.05
"""Of the largest residual: what passes at a near pinch is not more."""


@dataclass(frozen=True)
class NearPinch:
    """A shifted temperature [degC] and the little heat [kW] that passes there."""

    shifted_c: float
    heat_kw: float


def near_pinches(targets: Targets, share: float = NEAR_SHARE) -> tuple[NearPinch, ...]:
    """Find local minima of the heat cascade that are small and not zero, hottest first.

    Parameters
    ----------
    targets : Targets
        Targets of a stream table.
    share : float
        Largest heat that passes, as a share of the largest residual of the cascade.
    """
    walk = [
        (theta_c, heat_kw)
        for theta_c, above_kw, at_kw in zip(
            targets.shifted_c, targets.residual_above_kw, targets.residual_at_kw, strict=True
        )
        for heat_kw in dict.fromkeys((above_kw, at_kw))
    ]
    limit_kw = share * max(heat_kw for _, heat_kw in walk)
    runs = [walk[0]] + [after for before, after in pairwise(walk) if before[1] != after[1]]
    return tuple(
        NearPinch(theta_c, heat_kw)
        for (_, before_kw), (theta_c, heat_kw), (_, after_kw) in zip(
            runs, runs[1:], runs[2:], strict=False
        )
        if 0.0 < heat_kw <= limit_kw and heat_kw < before_kw and heat_kw < after_kw
    )
