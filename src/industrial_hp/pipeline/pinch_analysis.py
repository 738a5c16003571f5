"""Pinch analysis of a stream table: targets, curves, advice on heat pumps, file and figure."""

import csv
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from industrial_hp.errors import OutputError, UsageError
from industrial_hp.pinch import (
    Curve,
    NearPinch,
    PlacedHeatPump,
    Placement,
    Stream,
    Targets,
    balanced_curves,
    best_placements,
    composite_curves,
    grand_composite_curve,
    near_pinches,
    problem_table,
)
from industrial_hp.pipeline.targets import HeatPumpTarget
from industrial_hp.reporting.pinch_figure import FigureCurves, FigurePump, write_pinch_figure
from industrial_hp.superstructure.stream_table import levels
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import k_from_c


@dataclass(frozen=True)
class PinchAnalysis:
    """Targets of a stream table with its curves, and the heat pumps drawn in them."""

    targets: Targets
    near: tuple[NearPinch, ...]
    curves: dict[str, Curve]
    """By name: hot, cold, hot_shifted, cold_shifted, grand, and with heat pumps
    hot_balanced, cold_balanced; heat [kW], temperature [degC]."""
    pumps: tuple[PlacedHeatPump, ...] = ()

    def record(self) -> dict[str, Any]:
        """The analysis as plain data."""
        found = self.targets
        return {
            "hot_utility_kw": found.hot_utility_kw,
            "cold_utility_kw": found.cold_utility_kw,
            "heat_recovery_kw": found.heat_recovery_kw,
            "pinch_shifted_c": found.pinch_shifted_c,
            "near_pinches": [asdict(near) for near in self.near],
            "curves": {name: asdict(curve) for name, curve in self.curves.items()},
        }


def analyse(
    streams: tuple[Stream, ...], *, dtmin_k: float, pumps: Sequence[PlacedHeatPump] = ()
) -> PinchAnalysis:
    """Compute targets and curves of a stream table.

    Parameters
    ----------
    streams : tuple of Stream
        At least one stream.
    dtmin_k : float
        Least temperature difference [K].
    pumps : sequence of PlacedHeatPump
        Heat pumps of the balanced curves.

    Raises
    ------
    UsageError
        If there is no stream.
    """
    targets = problem_table(streams)
    actual, shifted = composite_curves(streams), composite_curves(streams, "shifted")
    balanced = balanced_curves(streams, pumps, dtmin_k=dtmin_k)
    curves = {
        "hot": actual.hot,
        "cold": actual.cold,
        "hot_shifted": shifted.hot,
        "cold_shifted": shifted.cold,
        "grand": grand_composite_curve(targets),
        "hot_balanced": balanced.hot,
        "cold_balanced": balanced.cold,
    }
    return PinchAnalysis(targets, near_pinches(targets), curves, tuple(pumps))


def placements(
    streams: tuple[Stream, ...],
    *,
    dtmin_k: float,
    eta: float,
    level_step_k: float,
    heat_eur_per_mwh: float,
    electricity_eur_per_mwh: float,
) -> tuple[Placement, ...]:
    """Advise where one heat pump helps most, on the levels that ``target`` offers.

    Parameters
    ----------
    streams : tuple of Stream
        The stream table.
    dtmin_k : float
        Least temperature difference [K]; half of it lies between a level and its machine.
    eta : float
        COP over Carnot's between the refrigerant temperatures.
    level_step_k : float
        Step of the levels [K]: its multiples inside the shifted range.
    heat_eur_per_mwh, electricity_eur_per_mwh : float
        Prices of hot utility and electricity [EUR/MWh].

    Raises
    ------
    UsageError
        If the efficiency or the step is out of range, or makes too many levels.
    """
    if not 0.0 < eta <= 1.0 or level_step_k <= 0.0:
        raise UsageError("the level step must be positive and eta lie between 0 and 1")

    def cop(evaporator_c: float, condenser_c: float) -> float:
        return eta * carnot_cop(
            k_from_c(evaporator_c - dtmin_k / 2.0), k_from_c(condenser_c + dtmin_k / 2.0)
        )

    return best_placements(
        problem_table(streams),
        [float(level) for level in levels(streams, level_step_k)],
        cop=cop,
        heat_eur_per_mwh=heat_eur_per_mwh,
        electricity_eur_per_mwh=electricity_eur_per_mwh,
    )


def placed(placement: Placement) -> PlacedHeatPump:
    """The heat pump of an advice."""
    return PlacedHeatPump(
        placement.evaporator_shifted_c,
        placement.condenser_shifted_c,
        placement.heat_kw,
        placement.electricity_kw,
    )


def placed_target(pump: HeatPumpTarget, dtmin_k: float) -> PlacedHeatPump:
    """The heat pump of an exact target, at its shifted levels."""
    return PlacedHeatPump(
        pump.evaporator_c + dtmin_k / 2.0,
        pump.condenser_c - dtmin_k / 2.0,
        pump.heat_kw,
        pump.heat_kw / pump.cop,
    )


def write_curves(analysis: PinchAnalysis, path: Path) -> None:
    """Write the points of all curves as CSV: curve, heat_kw, temperature_c.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(("curve", "heat_kw", "temperature_c"))
            for name, curve in analysis.curves.items():
                for heat_kw, temperature_c in zip(curve.heat_kw, curve.temperature_c, strict=True):
                    writer.writerow((name, f"{heat_kw:.9g}", f"{temperature_c:.9g}"))
    except OSError as error:
        raise OutputError(f"--curves {path}: {error.strerror or error}") from None


def draw_curves(analysis: PinchAnalysis, path: Path, *, title: str) -> None:
    """Draw composite and grand composite curve, and with heat pumps the balanced curves.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    points = {name: (curve.heat_kw, curve.temperature_c) for name, curve in analysis.curves.items()}
    found = analysis.targets
    write_pinch_figure(
        FigureCurves(
            hot=points["hot"],
            cold=points["cold"],
            grand=points["grand"],
            hot_balanced=points["hot_balanced"],
            cold_balanced=points["cold_balanced"],
            pinch_shifted_c=found.pinch_shifted_c,
            hot_utility_kw=found.hot_utility_kw,
            cold_utility_kw=found.cold_utility_kw,
            pumps=tuple(FigurePump(**asdict(pump)) for pump in analysis.pumps),
        ),
        title=title,
        path=path,
    )
