"""Who warms the sinks in every period: heat traced through loops back to what gave it.

What a loop brings is shared out in proportion to what feeds it in the same period, so that the
suppliers of a sink add up to its heat. A machine stands for all heat of its condenser, the heat
of its own source included; a store for what it gives when it is discharged.
"""

from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from industrial_hp.results.attribution import Transfers
from industrial_hp.superstructure.problem import DesignProblem

SUPPLY_COLUMNS = ("period", "supplier", "heat_mw")
CIRCLING = "loops"
"""Supplier of heat that loops only hand to each other."""


def heat_supply(problem: DesignProblem, transfers: Transfers) -> pd.DataFrame:
    """Heat that reaches sinks by supplier and period: columns `SUPPLY_COLUMNS`.

    Parameters
    ----------
    problem : DesignProblem
        Sinks, loops and periods.
    transfers : Transfers
        From `attribution.all_transfers`.
    """
    sinks = {demand.name for demand in problem.demands}
    loops = {loop.name for loop in problem.loops}
    rows = []
    for period, label in enumerate(problem.periods.labels):
        givers: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for zone in problem.zones:
            for transfer in transfers[zone, period]:
                taker = "" if transfer.taker in sinks else transfer.taker
                givers[taker][transfer.giver] += transfer.heat_mw
        found: dict[str, float] = defaultdict(float)
        for giver, heat in givers[""].items():
            for supplier, share in _shares(giver, loops, givers, frozenset()).items():
                found[supplier] += heat * share
        rows += [(label, supplier, heat) for supplier, heat in sorted(found.items())]
    return pd.DataFrame(rows, columns=list(SUPPLY_COLUMNS))


def _shares(
    giver: str,
    loops: set[str],
    givers: Mapping[str, Mapping[str, float]],
    seen: frozenset[str],
) -> dict[str, float]:
    """Shares of what stands behind a giver: itself, unless it is a loop."""
    if giver not in loops:
        return {giver: 1.0}
    feeding = {name: mw for name, mw in givers[giver].items() if name not in seen | {giver}}
    total = sum(feeding.values())
    if total <= 0:
        return {CIRCLING: 1.0}
    shares: dict[str, float] = defaultdict(float)
    for name, heat in feeding.items():
        for supplier, share in _shares(name, loops, givers, seen | {giver}).items():
            shares[supplier] += share * heat / total
    return dict(shares)
