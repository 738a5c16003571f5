"""Pinch analysis: energy targets of a stream table and the curves that show them."""

from industrial_hp.pinch.balanced_curves import (
    PlacedHeatPump,
    balanced_curves,
    balanced_streams,
    heat_pump_streams,
)
from industrial_hp.pinch.composite_curves import (
    CompositeCurves,
    Curve,
    composite_curves,
    grand_composite_curve,
)
from industrial_hp.pinch.heat_pump_placement import Placement, best_placements, place_heat_pump
from industrial_hp.pinch.near_pinches import NearPinch, near_pinches
from industrial_hp.pinch.problem_table import Targets, problem_table
from industrial_hp.pinch.streams import Stream, StreamKind, streams_from_records

__all__ = [
    "CompositeCurves",
    "Curve",
    "NearPinch",
    "PlacedHeatPump",
    "Placement",
    "Stream",
    "StreamKind",
    "Targets",
    "balanced_curves",
    "balanced_streams",
    "best_placements",
    "composite_curves",
    "grand_composite_curve",
    "heat_pump_streams",
    "near_pinches",
    "place_heat_pump",
    "problem_table",
    "streams_from_records",
]
