"""COP and capacity of a machine over two temperatures, ready for hundreds of thousands of points.

Surfaces over 1/COP, which runs on smoothly to no lift, and the logarithm of the volumetric heating
capacity (:mod:`industrial_hp.thermo.patched_surface`). The error is checked against exact cycles
when the map is built. What cannot be run is left out with its code.
"""

from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from industrial_hp.catalogue.compressors import Compressor
from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.thermo.cycle_settings import CycleSettings
from industrial_hp.thermo.cycles import CYCLE_NAMES, cycle_between_temperatures
from industrial_hp.thermo.fitted_cycle import cycle_between
from industrial_hp.thermo.fluids import fluid
from industrial_hp.thermo.heat_exchange import water_curve
from industrial_hp.thermo.machine_limits import machine_limits
from industrial_hp.thermo.patched_surface import Floats, PatchedSurface, Refusal, patched_surface

INSIDE = ""
OUTSIDE_FLUID_RANGE = "outside_fluid_range"
NO_CYCLE = "no_cycle"


@dataclass(frozen=True)
class WaterStreams:
    """Source and sink of water that a map runs over: their glides [K] and the approach [K]."""

    source_glide_k: float
    sink_glide_k: float
    approach_k: float
    approach_at: Literal["pinch", "saturation"] = "pinch"


@dataclass(frozen=True)
class MapRequest:
    """All that a map depends on.

    Attributes
    ----------
    cycle, refrigerant, settings
        The machine, as for :func:`industrial_hp.thermo.cycles.cycle_between`.
    cold_k, hot_k : tuple of float
        Ends of the map [K]: evaporating and condensing temperature (with a gas cooler its
        outlet); with ``streams`` the cooled source and the heated sink.
    streams : WaterStreams or None
        Where the map runs over a source and a sink.
    compressor : Compressor or None
        Whose limits close cells; None: only the range of the fluid does.
    cop_tolerance, capacity_tolerance : float
        Largest relative errors. A free quantity is optimised to what COP can tell, so that the
        capacity of a two-stage or transcritical cycle is known less sharply.
    """

    cycle: str
    refrigerant: str
    settings: CycleSettings
    cold_k: tuple[float, float]
    hot_k: tuple[float, float]
    streams: WaterStreams | None = None
    compressor: Compressor | None = None
    cop_tolerance: float = 1e-4
    capacity_tolerance: float = 1e-3


@dataclass(frozen=True, eq=False)
class MapReading:
    """What a map says at points, each of the shape asked for.

    Attributes
    ----------
    cop, volumetric_heating_capacity_j_per_m3 : array of float
        NaN where there is a code, and nowhere else.
    code : array of str
        Why a point cannot be run; empty where it can.
    """

    cop: NDArray[np.float64]
    volumetric_heating_capacity_j_per_m3: NDArray[np.float64]
    code: NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class CopMap:
    """COP and volumetric heating capacity of one machine over two temperatures."""

    request: MapRequest
    surface: PatchedSurface

    @property
    def cop_error(self) -> float:
        """Largest relative error of COP at the points checked."""
        return float(self.surface.error[0])

    @property
    def capacity_error(self) -> float:
        """Largest relative error of the capacity at the points checked."""
        return float(self.surface.error[1])

    @property
    def reasons(self) -> dict[str, str]:
        """Every code of the map with the first reason met."""
        return {refusal.code: refusal.reason for refusal in self.surface.refusals}

    def read(self, cold_k: ArrayLike, hot_k: ArrayLike) -> MapReading:
        """COP and capacity at temperatures [K] of any shape that broadcast."""
        cold, hot = np.broadcast_arrays(np.asarray(cold_k, float), np.asarray(hot_k, float))
        values, refused = self.surface.at(cold.ravel(), hot.ravel())
        codes = np.array([INSIDE, *(refusal.code for refusal in self.surface.refusals)])
        return MapReading(
            (1.0 / values[:, 0]).reshape(cold.shape),
            np.exp(values[:, 1]).reshape(cold.shape),
            codes[refused + 1].reshape(cold.shape),
        )

    def cop(self, cold_k: ArrayLike, hot_k: ArrayLike) -> NDArray[np.float64]:
        """COP at temperatures [K].

        Raises
        ------
        FluidRangeError
            If a point cannot be run; names every code with its reason.
        """
        reading = self.read(cold_k, hot_k)
        if np.any(reading.code != INSIDE):
            codes = sorted(set(reading.code.ravel().tolist()) - {INSIDE})
            told = "; ".join(f"{code}: {self.reasons[code]}" for code in codes)
            raise FluidRangeError(f"points outside the map of {self.request.cycle}: {told}")
        return reading.cop


def build_map(request: MapRequest) -> CopMap:
    """Compute a map; seconds, so keep it (:mod:`industrial_hp.thermo.map_store`).

    Raises
    ------
    UsageError
        If cycle or refrigerant are not known, a range does not rise, or no point can be run.
    """
    _check(request)
    surface = patched_surface(
        partial(_values, request),
        request.cold_k,
        request.hot_k,
        error=_relative_error,
        tolerance=np.array([request.cop_tolerance, request.capacity_tolerance]),
    )
    if not surface.span.size:
        told = "; ".join(f"{one.code}: {one.reason}" for one in surface.refusals[1:])
        raise UsageError(f"no point of the map of {request.cycle} can be run: {told}")
    return CopMap(request, surface)


def exact_cycle(request: MapRequest, cold_k: float, hot_k: float) -> Cycle:
    """The cycle that a map stands for at two temperatures [K]; errors of the cycle."""
    streams = request.streams
    if streams is None:
        return cycle_between_temperatures(
            request.cycle,
            request.refrigerant,
            evaporating_k=cold_k,
            condensing_k=hot_k,
            settings=request.settings,
        )
    return cycle_between(
        request.cycle,
        request.refrigerant,
        source=water_curve(cold_k, cold_k + streams.source_glide_k),
        sink=water_curve(hot_k - streams.sink_glide_k, hot_k),
        approach_k=streams.approach_k,
        approach_at=streams.approach_at,
        settings=request.settings,
    )


def _values(request: MapRequest, cold_k: float, hot_k: float) -> Floats | Refusal:
    try:
        cycle = exact_cycle(request, cold_k, hot_k)
    except FluidRangeError as error:
        return Refusal(OUTSIDE_FLUID_RANGE, str(error))
    except UsageError as error:
        return Refusal(NO_CYCLE, str(error))
    if request.compressor is not None:
        for finding in machine_limits(cycle, request.compressor).findings:
            if finding.severity == "infeasible":
                return Refusal(finding.code, finding.message)
    return np.array([1.0 / cycle.cop, np.log(cycle.volumetric_heating_capacity_j_per_m3)])


def _relative_error(approximate: Floats, exact: Floats) -> Floats:
    """Of COP, from 1/COP, and of the capacity, from its logarithm."""
    inverse_cop = abs(approximate[0] - exact[0]) / abs(approximate[0])
    return np.array([inverse_cop, abs(approximate[1] - exact[1])])


def _check(request: MapRequest) -> None:
    if request.cycle not in CYCLE_NAMES:
        raise UsageError(f"unknown cycle {request.cycle!r}; known: {', '.join(CYCLE_NAMES)}")
    fluid(request.refrigerant)
    for name, (low, high) in (("cold_k", request.cold_k), ("hot_k", request.hot_k)):
        if not 0.0 < low < high:
            raise UsageError(f"{name} of a map from {low:g} to {high:g} K; permitted: rising")
    for name in ("cop_tolerance", "capacity_tolerance"):
        if not 0.0 < getattr(request, name) < 1.0:
            raise UsageError(f"{name} {getattr(request, name):g}; permitted: above 0 to below 1")
