"""Pinch analysis: energy targets of a stream table and the curves that show them."""

from industrial_hp.pinch.composite_curves import (
    CompositeCurves,
    Curve,
    composite_curves,
    grand_composite_curve,
)
from industrial_hp.pinch.problem_table import Targets, problem_table
from industrial_hp.pinch.streams import Stream, StreamKind, streams_from_records

__all__ = [
    "CompositeCurves",
    "Curve",
    "Stream",
    "StreamKind",
    "Targets",
    "composite_curves",
    "grand_composite_curve",
    "problem_table",
    "streams_from_records",
]
