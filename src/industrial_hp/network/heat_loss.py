"""Heat loss of a supply and a return pipe, each with its own casing, side by side in the ground.

Heat from the water to the ground is positive. The resistances of steel and casing and of the
water's boundary layer are left out: together below 1 % of the insulation's.

| symbol | name | unit |
|---|---|---|
| d, D | outer diameter of steel pipe and of casing | m |
| Z | depth of the axis below the surface | m |
| C | distance between the axes | m |
| lambda_i, lambda_g | conductivity of insulation and ground | W/(m K) |
| R_i, R_g, R_h | resistance of insulation, ground, and between the pipes | m K/W |

References
----------
Wallenten (1991), Steady-state heat loss from insulated pipes, Lund, TVBH-3017: first-order
solution for two pipes in the ground. EN 13941-1:2019, annex D, takes the same resistances.
"""

import math
from dataclasses import dataclass

from industrial_hp.errors import UsageError

SURFACE_RESISTANCE_M2_K_PER_W = 0.0685
"""Of air over ground; counts as so many metres of ground with 1 W/(m K)."""


@dataclass(frozen=True)
class Ground:
    """Where the pipes lie.

    Attributes
    ----------
    conductivity_w_per_m_k : float
        Of the soil; 1.0 for dry sand to 2.0 for moist clay [W/(m K)].
    cover_m : float
        Soil above the casing [m].
    gap_m : float
        Free space between the casings [m].
    """

    conductivity_w_per_m_k: float = 1.2
    cover_m: float = 0.8
    gap_m: float = 0.15

    def __post_init__(self) -> None:
        if self.conductivity_w_per_m_k <= 0.0 or self.cover_m <= 0.0 or self.gap_m < 0.0:
            raise UsageError(
                f"{self}; permitted: conductivity and cover above zero, gap not below zero"
            )


@dataclass(frozen=True)
class Insulation:
    """Steel pipe, foam and casing: diameters [m], conductivity of the foam [W/(m K)]."""

    pipe_diameter_m: float
    casing_diameter_m: float
    conductivity_w_per_m_k: float = 0.027

    def __post_init__(self) -> None:
        if not 0.0 < self.pipe_diameter_m < self.casing_diameter_m:
            raise UsageError(f"{self}; permitted: a casing wider than the pipe")
        if self.conductivity_w_per_m_k <= 0.0:
            raise UsageError(f"{self}; permitted: conductivity above zero")


@dataclass(frozen=True)
class PairCoefficients:
    """Loss of one pipe: own [W/(m K)] over the ground, less what its neighbour gives it."""

    own_w_per_m_k: float
    neighbour_w_per_m_k: float

    @property
    def mean_w_per_m_k(self) -> float:
        """Loss of either pipe per kelvin of the mean of both temperatures over the ground."""
        return self.own_w_per_m_k - self.neighbour_w_per_m_k


def pair_coefficients(insulation: Insulation, ground: Ground) -> PairCoefficients:
    """Heat transfer from two equal pipes side by side to the ground and to one another.

    Notes
    -----
    R_i = ln(D/d)/(2 pi lambda_i), R_g = ln(4 Z'/D)/(2 pi lambda_g),
    R_h = ln(1 + (2 Z'/C)^2)/(4 pi lambda_g), Z' = Z + R_0 lambda_g;
    own = (R_i + R_g)/((R_i + R_g)^2 - R_h^2), neighbour = R_h/((R_i + R_g)^2 - R_h^2).
    """
    casing, lambda_g = insulation.casing_diameter_m, ground.conductivity_w_per_m_k
    depth = ground.cover_m + casing / 2.0 + SURFACE_RESISTANCE_M2_K_PER_W * lambda_g
    distance = casing + ground.gap_m
    around = 2.0 * math.pi * lambda_g
    ratio = casing / insulation.pipe_diameter_m
    own = math.log(ratio) / (2.0 * math.pi * insulation.conductivity_w_per_m_k)
    own += math.log(4.0 * depth / casing) / around
    between = math.log1p((2.0 * depth / distance) ** 2) / (2.0 * around)
    determinant = own**2 - between**2
    return PairCoefficients(own / determinant, between / determinant)


def pipe_losses_w_per_m(
    coefficients: PairCoefficients, *, supply_k: float, return_k: float, ground_k: float
) -> tuple[float, float]:
    """Loss of supply and return pipe [W/m]; that of a cool return may be below zero."""
    own, other = coefficients.own_w_per_m_k, coefficients.neighbour_w_per_m_k
    supply, back = supply_k - ground_k, return_k - ground_k
    return own * supply - other * back, own * back - other * supply


def trench_loss_w_per_m(
    coefficients: PairCoefficients, *, supply_k: float, return_k: float, ground_k: float
) -> float:
    """Loss of both pipes [W per m of trench]."""
    return sum(
        pipe_losses_w_per_m(coefficients, supply_k=supply_k, return_k=return_k, ground_k=ground_k)
    )


def outlet_temperature_k(
    inlet_k: float,
    surroundings_k: float,
    *,
    loss_w_per_m_k: float,
    length_m: float,
    heat_flow_capacity_w_per_k: float,
) -> float:
    """Temperature at the end of a pipe [K]: T_g + (T_in - T_g) exp(-U L / (m c_p)).

    Raises
    ------
    UsageError
        If no water flows.
    """
    if heat_flow_capacity_w_per_k <= 0.0:
        raise UsageError("the end of a pipe without flow has no temperature of its own")
    exponent = -loss_w_per_m_k * length_m / heat_flow_capacity_w_per_k
    return surroundings_k + (inlet_k - surroundings_k) * math.exp(exponent)
