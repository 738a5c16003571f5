"""Pressure drop of water in pipes, heads and the electricity of pumps.

A pipe is a circular tube that runs full. Pressure falls in the direction of the flow; drops and
heads are positive. Bends and fittings are counted as extra length or not at all.

| symbol | name | unit |
|---|---|---|
| m | mass flow | kg/s |
| d | inner diameter | m |
| k | roughness | m |
| v | velocity | m/s |
| rho, mu | density, dynamic viscosity | kg/m3, Pa s |
| f | Darcy friction factor | - |
| R | pressure gradient | Pa/m |

References
----------
Colebrook (1939), https://doi.org/10.1680/ijoti.1939.13150. Hagen-Poiseuille and Nikuradse's law of
rough pipes as in VDI Heat Atlas (2010), chapter L1.2.
"""

import math
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import UsageError

FrictionLaw = Literal["colebrook", "nikuradse"]
"""``nikuradse`` adds the laminar and the fully rough factor, as pandapipes does by default."""

LAMINAR_BELOW_RE, TURBULENT_FROM_RE = 2300.0, 4000.0
GRAVITY_M_PER_S2 = 9.80665
NEWTON_STEPS, NEWTON_TOLERANCE = 50, 1e-12


@dataclass(frozen=True)
class Liquid:
    """Properties of the water at one temperature: density [kg/m3] and viscosity [Pa s]."""

    density_kg_per_m3: float
    viscosity_pa_s: float

    def __post_init__(self) -> None:
        if self.density_kg_per_m3 <= 0.0 or self.viscosity_pa_s <= 0.0:
            raise UsageError(f"density and viscosity must be above zero: {self}")


@dataclass(frozen=True)
class Bore:
    """Inside of a pipe: diameter and roughness [m]."""

    diameter_m: float
    roughness_m: float

    def __post_init__(self) -> None:
        if self.diameter_m <= 0.0 or not 0.0 <= self.roughness_m < 0.05 * self.diameter_m:
            raise UsageError(
                f"pipe of {self.diameter_m} m with roughness {self.roughness_m} m; permitted: "
                "a diameter above zero, roughness below 5 % of it"
            )

    @property
    def area_m2(self) -> float:
        """Free cross section."""
        return math.pi * self.diameter_m**2 / 4.0


def velocity_m_per_s(mass_flow_kg_per_s: float, bore: Bore, liquid: Liquid) -> float:
    """Mean velocity [m/s], of the sign of the flow."""
    return mass_flow_kg_per_s / (liquid.density_kg_per_m3 * bore.area_m2)


def reynolds_number(mass_flow_kg_per_s: float, bore: Bore, liquid: Liquid) -> float:
    """Re = 4 |m| / (pi d mu) [-]."""
    return 4.0 * abs(mass_flow_kg_per_s) / (math.pi * bore.diameter_m * liquid.viscosity_pa_s)


def friction_factor(
    reynolds: float, relative_roughness: float, law: FrictionLaw = "colebrook"
) -> float:
    """Darcy friction factor [-].

    Parameters
    ----------
    reynolds : float
        Reynolds number [-], above zero.
    relative_roughness : float
        k/d [-].
    law : {"colebrook", "nikuradse"}
        Correlation for turbulent flow.

    Notes
    -----
    Laminar: f = 64/Re. Colebrook: 1/sqrt(f) = -2 lg(2.51/(Re sqrt(f)) + k/(3.71 d)) from
    Re = 4000; between 2300 and 4000 the two are joined by a straight line, as nothing is known
    of the flow there. Nikuradse: f = 64/Re + (2 lg(3.71 d/k))^-2.

    Raises
    ------
    UsageError
        If the Reynolds number is not above zero, or a smooth pipe is asked of Nikuradse.
    """
    if reynolds <= 0.0:
        raise UsageError(f"Reynolds number {reynolds}; permitted: above zero")
    laminar = 64.0 / reynolds
    if law == "nikuradse":
        if relative_roughness <= 0.0:
            raise UsageError("Nikuradse's law is for rough pipes; take colebrook for smooth ones")
        return laminar + (2.0 * math.log10(3.71 / relative_roughness)) ** -2
    if reynolds <= LAMINAR_BELOW_RE:
        return laminar
    if reynolds >= TURBULENT_FROM_RE:
        return _colebrook(reynolds, relative_roughness)
    low = 64.0 / LAMINAR_BELOW_RE
    high = _colebrook(TURBULENT_FROM_RE, relative_roughness)
    share = (reynolds - LAMINAR_BELOW_RE) / (TURBULENT_FROM_RE - LAMINAR_BELOW_RE)
    return low + share * (high - low)


def pressure_gradient_pa_per_m(
    mass_flow_kg_per_s: float, bore: Bore, liquid: Liquid, law: FrictionLaw = "colebrook"
) -> float:
    """Pressure drop per metre [Pa/m], of the sign of the flow.

    Notes
    -----
    Darcy and Weisbach: R = f rho v |v| / (2 d).
    """
    if mass_flow_kg_per_s == 0.0:
        return 0.0
    velocity = velocity_m_per_s(mass_flow_kg_per_s, bore, liquid)
    reynolds = reynolds_number(mass_flow_kg_per_s, bore, liquid)
    factor = friction_factor(reynolds, bore.roughness_m / bore.diameter_m, law)
    return factor * liquid.density_kg_per_m3 * velocity * abs(velocity) / (2.0 * bore.diameter_m)


def static_head_pa(height_m: float, liquid: Liquid) -> float:
    """Pressure of a column of water [Pa]: rho g h; to be held at rest at the highest point."""
    return liquid.density_kg_per_m3 * GRAVITY_M_PER_S2 * height_m


def pump_head_pa(
    supply_drop_pa: float,
    return_drop_pa: float,
    *,
    consumer_drop_pa: float,
    plant_drop_pa: float = 0.0,
) -> float:
    """Pressure that the pump must raise [Pa]: both pipes to the worst point, consumer and plant.

    Heights do not count: what the water climbs in one pipe it falls in the other.
    """
    return supply_drop_pa + return_drop_pa + consumer_drop_pa + plant_drop_pa


def pumping_power_w(
    mass_flow_kg_per_s: float, head_pa: float, liquid: Liquid, *, efficiency: float
) -> float:
    """Electricity of a pump [W]: m dp / (rho eta).

    Raises
    ------
    UsageError
        If the efficiency of pump and motor is not in (0, 1].
    """
    if not 0.0 < efficiency <= 1.0:
        raise UsageError(f"efficiency of the pump {efficiency}; permitted: above 0, at most 1")
    return mass_flow_kg_per_s * head_pa / (liquid.density_kg_per_m3 * efficiency)


def _colebrook(reynolds: float, relative_roughness: float) -> float:
    """Newton's method on x = 1/sqrt(f); the function is monotonous and nearly straight."""
    rough, smooth = relative_roughness / 3.71, 2.51 / reynolds
    x = -2.0 * math.log10(rough + 5.74 / reynolds**0.9)  # Swamee and Jain as a start
    for _ in range(NEWTON_STEPS):
        inside = rough + smooth * x
        step = (x + 2.0 * math.log10(inside)) / (1.0 + 2.0 * smooth / (inside * math.log(10.0)))
        x -= step
        if abs(step) <= NEWTON_TOLERANCE * x:
            break
    return 1.0 / x**2
