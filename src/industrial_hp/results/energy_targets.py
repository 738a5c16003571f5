"""Energy targets of every zone and period: of the process alone, and with what is built.

The problem table of the streams gives the least heating and cooling from outside and the pinch.
With the units counted as streams (heat pumps, stores and loops as they run, boilers and coolers
left out) it gives what of both is left after integration.
"""

from collections.abc import Sequence

import pandas as pd

from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream
from industrial_hp.results.attribution import ActiveStream
from industrial_hp.results.process_streams import of_pieces, process_streams
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.units import mw_from_kw

TARGET_COLUMNS = (
    "zone",
    "period",
    "hours_per_year",
    "hot_mw",
    "cold_mw",
    "pinch_shifted_c",
    "hot_left_mw",
    "cold_left_mw",
    "pinch_left_shifted_c",
)


def energy_targets(
    problem: DesignProblem, streams: Sequence[ActiveStream] | None = None
) -> pd.DataFrame:
    """Energy targets by zone and period.

    Parameters
    ----------
    problem : DesignProblem
        Sources and demands.
    streams : sequence of ActiveStream, optional
        What runs; without it only the targets of the process.

    Returns
    -------
    DataFrame
        Columns `TARGET_COLUMNS`: least hot and cold utility [MW] and pinches [degC, shifted, as
        text] of the process, and what is left of them with the units as they run.
    """
    known = {source.name for source in problem.sources}
    known |= {demand.name for demand in problem.demands}
    known |= {boiler.name for boiler in problem.boilers}
    known |= {cooler.name for cooler in problem.coolers}
    units = [s for s in streams or () if s.name not in known]
    rows = []
    for zone in problem.zones:
        own = [unit for unit in units if unit.zone == zone]
        for period, label in enumerate(problem.periods.labels):
            process = process_streams(problem, zone, period)
            running = [
                piece
                for unit in own
                for piece in of_pieces(
                    unit.name, "hot" if unit.is_hot else "cold", unit.pieces, unit.heat_mw, period
                )
            ]
            after = _target([*process, *running]) if streams is not None else (None, None, "")
            hours = float(problem.periods.weight_h[period])
            rows.append((zone, label, hours, *_target(process), *after))
    return pd.DataFrame(rows, columns=list(TARGET_COLUMNS))


def targets_of_the_year(targets: pd.DataFrame) -> pd.DataFrame:
    """Energy of a year by zone from targets by period: zone, hot_mwh_per_a and so on."""
    powers = [name for name in ("hot", "cold", "hot_left", "cold_left") if f"{name}_mw" in targets]
    energy = targets[["zone"]].assign(
        **{f"{n}_mwh_per_a": targets[f"{n}_mw"] * targets["hours_per_year"] for n in powers}
    )
    return energy.groupby("zone", sort=False).sum().reset_index()


def _target(streams: list[Stream]) -> tuple[float, float, str]:
    """Least hot and cold utility [MW] and the pinches, hottest first."""
    if not streams:
        return 0.0, 0.0, ""
    found = problem_table(streams)
    pinches = "; ".join(f"{t:.1f}" for t in found.pinch_shifted_c)
    return (
        float(mw_from_kw(found.hot_utility_kw)),
        float(mw_from_kw(found.cold_utility_kw)),
        pinches,
    )
