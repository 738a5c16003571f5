"""Where heat is needed: each kind of sink is a stream that must be heated."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from industrial_hp.case.fields import (
    Name,
    Number,
    ProfileValue,
    Stated,
    Title,
    ZoneName,
    number,
    profile,
)

HYGIENE_C, HYGIENE_RETURN_C = 60.0, 55.0
"""Large systems of sanitary hot water: DVGW W 551 (2004)."""


class Sink(Stated):
    """What all sinks share."""

    name: Name
    title: Title = ""
    zone: ZoneName
    dt_contribution_k: Number = number(
        0, 50, "K", "temperature contribution of this side", default=2.5
    )
    unmet_eur_per_mwh: Number | None = number(
        0,
        1e5,
        "EUR/MWh",
        "price of heat not delivered; without it all heat is delivered",
        default=None,
    )
    reason: str = Field(default="", description="source of or reasoning behind the figures")


class StatedDuty(Sink):
    """A sink of which the heat itself is stated."""

    duty_mw: ProfileValue = profile(0, 5000, "MW", "heat required")


class LiquidSink(StatedDuty):
    """Water or another liquid heated from t_in_c to t_out_c."""

    kind: Literal["liquid"]
    t_in_c: ProfileValue = profile(-20, 250, "degC", "inlet temperature")
    t_out_c: ProfileValue = profile(-20, 250, "degC", "outlet temperature")


class SteamSink(StatedDuty):
    """Steam from returned condensate and make-up water.

    The make-up is heated to the condensate's temperature, both together to saturation, then
    evaporated and, where asked, superheated; the duty is the heat of all.
    """

    kind: Literal["steam"]
    pressure_bar: Number = number(0.3, 60, "bar(a)", "absolute pressure of the steam")
    condensate_return_share: Number = number(0, 1, "kg/kg", "condensate returned per steam")
    condensate_c: Number = number(0.1, 200, "degC", "temperature of the returned condensate")
    makeup_c: Number = number(0.1, 100, "degC", "temperature of the make-up water")
    superheat_k: Number = number(0, 200, "K", "superheat of the steam", default=0.0)


class SupplyCurve(Stated):
    """Supply temperature that falls with rising outdoor temperature, level beyond both ends."""

    outdoor_c: ProfileValue = profile(-40, 45, "degC", "outdoor temperature")
    cold_outdoor_c: Number = number(-40, 30, "degC", "outdoor temperature of the hottest supply")
    cold_supply_c: Number = number(20, 180, "degC", "supply when it is that cold or colder")
    warm_outdoor_c: Number = number(-30, 45, "degC", "outdoor temperature of the coolest supply")
    warm_supply_c: Number = number(20, 180, "degC", "supply when it is that warm or warmer")

    @model_validator(mode="after")
    def _falls(self) -> "SupplyCurve":
        if self.cold_outdoor_c >= self.warm_outdoor_c:
            raise ValueError("cold_outdoor_c must lie below warm_outdoor_c")
        if self.cold_supply_c < self.warm_supply_c:
            raise ValueError("cold_supply_c must not lie below warm_supply_c")
        return self


class DistrictHeatingSink(StatedDuty):
    """A district network's own water, heated from its return to its supply temperature."""

    kind: Literal["district_heating"]
    supply_c: ProfileValue | None = profile(
        20, 180, "degC", "supply temperature; or supply_curve", default=None
    )
    supply_curve: SupplyCurve | None = Field(
        default=None, description="supply temperature over that outdoors, in place of supply_c"
    )
    return_c: ProfileValue = profile(5, 120, "degC", "return temperature")

    @model_validator(mode="after")
    def _one_supply(self) -> "DistrictHeatingSink":
        if (self.supply_c is None) == (self.supply_curve is None):
            raise ValueError("state either supply_c or supply_curve")
        return self


class HotAirSink(Sink):
    """Air heated at constant humidity: a dryer, a hall."""

    kind: Literal["hot_air"]
    t_in_c: ProfileValue = profile(-30, 200, "degC", "air before the heater")
    t_out_c: ProfileValue = profile(0, 250, "degC", "air behind the heater")
    humidity_ratio_kg_per_kg: Number = number(0, 0.5, "kg/kg", "water per dry air", default=0.006)
    dry_air_kg_per_s: ProfileValue = profile(0, 5000, "kg/s", "flow of dry air")
    dt_contribution_k: Number = number(
        0, 50, "K", "temperature contribution of this side", default=10.0
    )


class MaterialSink(Sink):
    """A process material that is heated directly: product, pulp, bulk goods."""

    kind: Literal["material"]
    t_in_c: ProfileValue = profile(-40, 250, "degC", "inlet temperature")
    t_out_c: ProfileValue = profile(-20, 300, "degC", "outlet temperature")
    flow_kg_per_s: ProfileValue = profile(0, 10000, "kg/s", "flow of the material")
    heat_capacity_kj_per_kg_k: Number = number(0.1, 10, "kJ/(kg K)", "specific heat capacity")
    dt_contribution_k: Number = number(
        0, 50, "K", "temperature contribution of this side", default=5.0
    )


class BuildingSink(Sink):
    """Heating of buildings after the outdoor temperature: heating curve of their emitters."""

    kind: Literal["building"]
    emitter: Literal["radiators", "underfloor", "forced_air"]
    design_mw: Number = number(0, 1000, "MW", "heat at the design outdoor temperature")
    outdoor_c: ProfileValue = profile(-40, 45, "degC", "outdoor temperature")
    design_outdoor_c: Number = number(-40, 15, "degC", "outdoor temperature of the design")
    heating_limit_c: Number = number(
        5, 25, "degC", "outdoor temperature from which no heat is needed", default=15.0
    )
    room_c: Number = number(10, 26, "degC", "room temperature", default=20.0)
    design_supply_c: Number = number(25, 95, "degC", "supply at the design outdoor temperature")
    design_return_c: Number = number(20, 80, "degC", "return at the design outdoor temperature")

    @model_validator(mode="after")
    def _cools_towards_the_room(self) -> "BuildingSink":
        if not self.room_c < self.design_return_c < self.design_supply_c:
            raise ValueError("room_c, design_return_c, design_supply_c must rise in this order")
        if self.design_outdoor_c >= self.heating_limit_c:
            raise ValueError("design_outdoor_c must lie below heating_limit_c")
        return self


class HotWaterSink(Sink):
    """Sanitary hot water: what is drawn, and the circulation that keeps the pipes hot."""

    kind: Literal["sanitary_hot_water"]
    draw_mw: ProfileValue = profile(0, 1000, "MW", "heat of the water drawn")
    circulation_mw: ProfileValue = profile(
        0, 1000, "MW", "heat that the circulation loses", default=0.0
    )
    cold_c: ProfileValue = profile(0.5, 30, "degC", "cold water")
    store_c: Number = number(40, 95, "degC", "hot water as it is made", default=60.0)
    circulation_return_c: Number = number(
        35, 90, "degC", "circulation as it comes back", default=55.0
    )
    hygiene: Literal["temperature", "other"] = Field(
        default="temperature",
        description="what holds legionella down: temperature asks for 60 degC and a circulation "
        "back at 55 degC (DVGW W 551); other leaves it to other means",
    )

    @model_validator(mode="after")
    def _is_hygienic(self) -> "HotWaterSink":
        if self.circulation_return_c >= self.store_c:
            raise ValueError("circulation_return_c must lie below store_c")
        if self.hygiene == "temperature" and (
            self.store_c < HYGIENE_C or self.circulation_return_c < HYGIENE_RETURN_C
        ):
            raise ValueError(
                f"store_c {self.store_c:g} and circulation_return_c {self.circulation_return_c:g} "
                f"degC let legionella grow; permitted: from {HYGIENE_C:g} and "
                f"{HYGIENE_RETURN_C:g} degC, or hygiene: other"
            )
        return self


HeatSink = Annotated[
    LiquidSink
    | SteamSink
    | DistrictHeatingSink
    | HotAirSink
    | MaterialSink
    | BuildingSink
    | HotWaterSink,
    Field(discriminator="kind"),
]
