"""Where heat is needed: each kind of sink is a stream that must be heated."""

from typing import Annotated, Literal

from pydantic import Field

from industrial_hp.case.fields import Name, Number, ProfileValue, Stated, Title, number, profile


class Sink(Stated):
    """What all sinks share."""

    name: Name
    title: Title = ""
    zone: Name
    duty_mw: ProfileValue = profile(0, 5000, "MW", "heat required")
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


class LiquidSink(Sink):
    """Water or another liquid heated from t_in_c to t_out_c."""

    kind: Literal["liquid"]
    t_in_c: ProfileValue = profile(-20, 250, "degC", "inlet temperature")
    t_out_c: ProfileValue = profile(-20, 250, "degC", "outlet temperature")


class SteamSink(Sink):
    """Saturated steam from returned condensate and make-up water.

    The make-up is heated to the condensate's temperature, both together to saturation, then
    evaporated; the duty is the heat of all three.
    """

    kind: Literal["steam"]
    pressure_bar: Number = number(0.3, 60, "bar(a)", "absolute pressure of the steam")
    condensate_return_share: Number = number(0, 1, "kg/kg", "condensate returned per steam")
    condensate_c: Number = number(0.1, 200, "degC", "temperature of the returned condensate")
    makeup_c: Number = number(0.1, 100, "degC", "temperature of the make-up water")


class DistrictHeatingSink(Sink):
    """A district network's own water, heated from its return to its supply temperature."""

    kind: Literal["district_heating"]
    supply_c: ProfileValue = profile(20, 180, "degC", "supply temperature")
    return_c: ProfileValue = profile(5, 120, "degC", "return temperature")


HeatSink = Annotated[LiquidSink | SteamSink | DistrictHeatingSink, Field(discriminator="kind")]
