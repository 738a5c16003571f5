r"""The heat cascade, rebuilt: in every zone and period heat runs down a chain of temperatures.

The net heat above a temperature must never be negative, neither strictly above it nor with what
stands at it (Papoulias and Grossmann 1983, doi:10.1016/0098-1354(83)80023-8):

.. math:: R(\theta) = \sum_{hot} Q_i a_i(\theta) - \sum_{cold} Q_j a_j(\theta) \ge 0

with the share a of a stream that lies above. It can be lowest only at the ends of streams; a
latent load is a jump, so a cold one counts in full at its own temperature and a hot one does, too.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from industrial_hp.checking.deviation import Deviation
from industrial_hp.checking.result_files import Array, Result

GRANTED_K = 1e-3
"""Rounding of temperatures in the files, granted to what gives heat."""
FLAME_C = 1e4
"""What is made by a flame or a current is hotter than all else behind its wall."""


def real(result: Result) -> Iterator[Deviation]:
    """No heat runs uphill, even through exchangers of endless size [MW]."""
    table = result.heat_streams
    yield from _chains(result, table.assign(shift=0.0))


def differences(result: Result) -> Iterator[Deviation]:
    """Both sides keep their part of the smallest temperature difference [MW]."""
    table = result.heat_streams
    flame = table["difference_k"].isna()
    sign = np.where(table["side"] == "hot", -1.0, 1.0)
    shift = np.where(flame, FLAME_C, sign * table["difference_k"].fillna(0.0))
    yield from _chains(result, table.assign(shift=shift))


def _chains(result: Result, table: pd.DataFrame) -> Iterator[Deviation]:
    for zone in result.case.zones:
        inside = table[table["zone"] == zone.name]
        short = np.zeros(len(result.periods))
        for period, rows in inside.groupby("period", sort=False):
            short[result.periods.index(str(period))] = _uphill_mw(rows)
        yield Deviation(zone.name, short)


def _uphill_mw(rows: pd.DataFrame) -> float:
    """Largest heat that nothing hot enough gives, beyond what a zone lacks altogether [MW]."""
    hot = (rows["side"] == "hot").to_numpy()
    shift = rows["shift"].to_numpy(dtype=float) + np.where(hot, GRANTED_K, 0.0)
    top = rows["t_hot_c"].to_numpy(dtype=float) + shift
    bottom = rows["t_cold_c"].to_numpy(dtype=float) + shift
    heat = rows["heat_mw"].to_numpy(dtype=float) * np.where(hot, 1.0, -1.0)
    lacking = max(0.0, -float(heat.sum()))
    lowest = 0.0
    for level in np.unique(np.concatenate([top, bottom])):
        for inclusive in (False, True):
            above = float(heat @ _share_above(top, bottom, float(level), inclusive))
            lowest = min(lowest, above)
    return max(0.0, -lowest - lacking)


def _share_above(top: Array, bottom: Array, level: float, inclusive: bool) -> Array:
    """Share of each stream above a level; a latent one is above or not."""
    span = top - bottom
    with np.errstate(divide="ignore", invalid="ignore"):
        sensible = np.clip((top - np.maximum(bottom, level)) / span, 0.0, 1.0)
    latent = (bottom >= level) if inclusive else (bottom > level)
    return np.where(span > 0, sensible, latent.astype(float))
