r"""Steam flashed off pressurised hot water, and the water that goes back to be heated again.

Sign convention: per kg of hot water; heat put in is positive. Left out: pumps, heat loss,
carry-over of droplets, blow-down.

.. math:: x = \frac{h_{water} - h'(p_s)}{h''(p_s) - h'(p_s)}

=================  =====================================  =====
symbol             name                                   unit
=================  =====================================  =====
x                  steam share                            kg/kg
h_{water}, p_s     hot water; pressure of flashing        J/kg, Pa
=================  =====================================  =====
"""

from dataclasses import dataclass

from industrial_hp.errors import UsageError
from industrial_hp.thermo.fluids import State, fluid
from industrial_hp.thermo.steam_compression import STEAM, SprayedStage, sprayed_stages
from industrial_hp.units import bar_from_pa, c_from_k


@dataclass(frozen=True)
class FlashSteam:
    """What becomes of a kg of hot water.

    Attributes
    ----------
    steam_share : float
        Steam flashed off [kg/kg].
    steam, water : State
        Saturated steam and the water that stays.
    returned : State
        That water with the feed that makes up for the steam, at the pressure of the hot water:
        what is heated again.
    heat_j_per_kg : float
        Heat from there to the hot water, which the steam takes up from its feed [J/kg].
    stages : tuple of SprayedStage
        Compression of the steam to a higher pressure, if any; per kg of flashed steam.
    """

    steam_share: float
    steam: State
    water: State
    returned: State
    heat_j_per_kg: float
    stages: tuple[SprayedStage, ...]

    @property
    def delivered_steam(self) -> State:
        """Steam as delivered, saturated."""
        return self.stages[-1].steam if self.stages else self.steam

    @property
    def delivered_share(self) -> float:
        """Steam delivered, sprayed water included [kg/kg]."""
        return self.steam_share * (self.stages[-1].steam_flow if self.stages else 1.0)

    @property
    def work_j_per_kg(self) -> float:
        """Work of compressing the steam [J/kg]."""
        return self.steam_share * sum(stage.work_j_per_kg for stage in self.stages)

    @property
    def delivered_heat_j_per_kg(self) -> float:
        """Heat in the steam delivered, from its feed and spray water [J/kg]."""
        return self.heat_j_per_kg + self.work_j_per_kg


def flash_steam(
    *,
    water_k: float,
    water_pa: float,
    steam_pa: float,
    feed_k: float,
    delivery_pa: float | None = None,
    stages: int = 1,
    eta_isentropic: float = 0.75,
) -> FlashSteam:
    """Flash hot water [K, Pa] to a steam pressure [Pa]; compress the steam further if asked.

    Parameters
    ----------
    feed_k : float
        Feed water that makes up for the steam, and spray water [K].
    delivery_pa : float or None
        Pressure [Pa] to which the steam is compressed; None delivers it as it is.
    stages : int
        Stages of that compression, 1 to 4.

    Raises
    ------
    UsageError
        If the hot water is no liquid or not hotter than the steam, or the feed hotter.
    FluidRangeError
        Outside the range of water.
    """
    water = fluid(STEAM)
    liquid, steam = water.saturated_pair(steam_pa)
    boiling_k = water.saturation_temperature_k(water_pa)
    if not liquid.t_k < water_k < boiling_k:
        raise UsageError(
            f"hot water at {c_from_k(water_k):.2f} degC and {bar_from_pa(water_pa):.3f} bar; "
            f"permitted: above {c_from_k(liquid.t_k):.2f} degC, where it flashes, to below "
            f"{c_from_k(boiling_k):.2f} degC, where it boils in its pipe"
        )
    if feed_k > liquid.t_k:
        raise UsageError(
            f"feed water at {c_from_k(feed_k):.2f} degC; permitted: up to "
            f"{c_from_k(liquid.t_k):.2f} degC, where the steam is made"
        )
    hot, feed = water.at_pt(water_pa, water_k), water.at_pt(water_pa, feed_k)
    share = (hot.h_j_per_kg - liquid.h_j_per_kg) / (steam.h_j_per_kg - liquid.h_j_per_kg)
    mixed = (1.0 - share) * liquid.h_j_per_kg + share * feed.h_j_per_kg
    done: tuple[SprayedStage, ...] = ()
    if delivery_pa is not None:
        done = sprayed_stages(
            steam, delivery_pa, stages=stages, spray=feed, eta_isentropic=eta_isentropic
        )
    return FlashSteam(
        share,
        steam,
        liquid,
        water.at_ph(water_pa, mixed),
        hot.h_j_per_kg - mixed,
        done,
    )
