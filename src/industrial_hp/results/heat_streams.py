"""Everything that gives or takes heat, at its real temperatures: what a stranger needs to check."""

import math

import pandas as pd

from industrial_hp.results.verification.operation import Operation
from industrial_hp.results.verification.second_law import SMALLEST_MW, real_streams

COLUMNS = (
    "period",
    "zone",
    "unit",
    "side",
    "t_hot_c",
    "t_cold_c",
    "heat_mw",
    "difference_k",
)


def heat_stream_table(operation: Operation) -> pd.DataFrame:
    """Streams of every zone and period, cut into straight pieces.

    Returns
    -------
    DataFrame
        Columns `COLUMNS`; side is hot for what gives heat, else cold. ``difference_k`` is the part
        of the smallest temperature difference that belongs to this side; it is not defined for
        what is made by a flame or a current, which is hotter than all else behind its wall.
    """
    rows = [
        {
            "period": period,
            "zone": stream.zone,
            "unit": stream.name,
            "side": stream.kind,
            "t_hot_c": span.top_c,
            "t_cold_c": span.bottom_c,
            "heat_mw": span.heat_mw,
            "difference_k": stream.difference_k if math.isfinite(stream.difference_k) else None,
        }
        for stream in real_streams(operation)
        for period, spans in zip(_labels(operation), stream.spans, strict=True)
        for span in spans
        if span.heat_mw > SMALLEST_MW
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _labels(operation: Operation) -> list[str]:
    """Periods as the dispatch names them."""
    dispatch = operation.variant.dispatch
    count = operation.case.calendar.period_count
    return [str(label) for label in dispatch["period"].iloc[:count]]
