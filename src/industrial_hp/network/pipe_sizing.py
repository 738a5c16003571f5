"""The pipe for a flow: the thinnest size that keeps the limits of velocity and gradient."""

from collections.abc import Sequence
from dataclasses import dataclass

from industrial_hp.catalogue.pipes import PipeSize
from industrial_hp.errors import UsageError
from industrial_hp.network.hydraulics import (
    Bore,
    FrictionLaw,
    Liquid,
    pressure_gradient_pa_per_m,
    velocity_m_per_s,
)
from industrial_hp.units import m_from_mm

BISECTIONS = 60


@dataclass(frozen=True)
class SizingLimits:
    """Limits of a pipe at its largest flow.

    Attributes
    ----------
    gradient_max_pa_per_m : float
        Pressure drop per metre; 250 is a usual limit of service lines and branches [Pa/m].
    velocity_share : float
        Part of the catalogue's velocity limit that may be used [-].
    friction : {"colebrook", "nikuradse"}
        Correlation of the friction factor.
    """

    gradient_max_pa_per_m: float = 250.0
    velocity_share: float = 1.0
    friction: FrictionLaw = "colebrook"

    def __post_init__(self) -> None:
        if self.gradient_max_pa_per_m <= 0.0 or self.velocity_share <= 0.0:
            raise UsageError(f"{self}; permitted: limits above zero")


def bore(size: PipeSize) -> Bore:
    """Inside of a size of the catalogue."""
    return Bore(m_from_mm(size.inner_mm), m_from_mm(size.roughness_mm))


def largest_flow_kg_per_s(size: PipeSize, liquid: Liquid, limits: SizingLimits) -> float:
    """Mass flow at which a size reaches the first of its limits [kg/s]."""
    inside = bore(size)
    fastest = limits.velocity_share * size.velocity_max_m_per_s
    high = fastest * liquid.density_kg_per_m3 * inside.area_m2

    def too_steep(flow: float) -> bool:
        gradient = pressure_gradient_pa_per_m(flow, inside, liquid, limits.friction)
        return gradient > limits.gradient_max_pa_per_m

    if not too_steep(high):
        return high
    low = 0.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2.0
        low, high = (low, middle) if too_steep(middle) else (middle, high)
    return low


def size_for_flow(
    mass_flow_kg_per_s: float, sizes: Sequence[PipeSize], liquid: Liquid, limits: SizingLimits
) -> PipeSize:
    """Thinnest of the sizes that carries a flow within the limits.

    Raises
    ------
    UsageError
        If none does; says what the widest carries.
    """
    flow = abs(mass_flow_kg_per_s)
    by_width = sorted(sizes, key=lambda size: size.inner_mm)
    for size in by_width:
        if _within(flow, size, liquid, limits):
            return size
    widest = by_width[-1]
    carried = largest_flow_kg_per_s(widest, liquid, limits)
    raise UsageError(
        f"no pipe for {flow:.4g} kg/s: the widest, {widest.name}, carries {carried:.4g} kg/s at "
        f"{limits.gradient_max_pa_per_m:g} Pa/m; permit a steeper gradient or lay two"
    )


def _within(flow: float, size: PipeSize, liquid: Liquid, limits: SizingLimits) -> bool:
    inside = bore(size)
    fast = velocity_m_per_s(flow, inside, liquid)
    steep = pressure_gradient_pa_per_m(flow, inside, liquid, limits.friction)
    return (
        fast <= limits.velocity_share * size.velocity_max_m_per_s
        and steep <= limits.gradient_max_pa_per_m
    )
