"""Where heat is thrown away: each kind of source is a stream that can be cooled."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from industrial_hp.case.fields import (
    CostRow,
    Name,
    Number,
    ProfileValue,
    RefrigerantName,
    Stated,
    Title,
    ZoneName,
    number,
    profile,
)

LIQUID_CONTRIBUTION_K = 2.5
PHASE_CHANGE_CONTRIBUTION_K = 1.5
GAS_CONTRIBUTION_K = 10.0


class CoolingToday(Stated):
    """How heat that must leave is cooled today; what a heat pump takes over is saved."""

    electricity_share: ProfileValue = profile(
        0, 2, "MWh/MWh", "electricity of the present cooling per heat removed"
    )
    other_eur_per_mwh: Number = number(
        0, 100, "EUR/MWh", "water, chemicals and maintenance per heat removed", default=0.0
    )


class Source(Stated):
    """What all sources share."""

    name: Name
    title: Title = ""
    zone: ZoneName
    dt_contribution_k: Number | None = number(
        0, 50, "K", "temperature contribution of this side; by medium if not given", default=None
    )
    cooling_today: CoolingToday | None = Field(
        default=None,
        description="only for heat that must leave: the present cooling; leave out if it may "
        "simply stay unused",
    )
    must_leave: bool = Field(
        default=False,
        description="all of it must be taken, by machines, sinks or a cooler of the zone: a new "
        "hall or data centre; what stands and cools today is stated by cooling_today instead",
    )
    connection_cost: CostRow | None = Field(
        default=None,
        description="row of the cost catalogue for the recovery exchanger, paid apart; none where "
        "the machine's own row holds it, as those of the catalogue do for liquids",
    )
    auxiliary_electricity_share: ProfileValue = profile(
        0, 0.5, "MWh/MWh", "pumps and fans per heat taken from the source", default=0.0
    )
    max_mwh_per_a: Number | None = number(
        0, 1e7, "MWh/a", "most heat that may be taken in a year: a permit, a balance", default=None
    )
    reason: str = Field(default="", description="source of or reasoning behind the figures")

    by_medium_k: ClassVar[float] = LIQUID_CONTRIBUTION_K
    """Temperature contribution [K] of the medium."""

    @property
    def contribution_k(self) -> float:
        """Temperature contribution [K]: as stated, else that of the medium."""
        stated_k = self.dt_contribution_k
        return self.by_medium_k if stated_k is None else stated_k


class LiquidSource(Source):
    """A liquid that can be cooled from t_in_c to t_out_c with constant heat capacity."""

    kind: Literal["liquid"]
    t_in_c: ProfileValue = profile(-20, 250, "degC", "supply temperature")
    t_out_c: ProfileValue = profile(-30, 250, "degC", "lowest outlet temperature")
    duty_mw: ProfileValue = profile(0, 2000, "MW", "heat between the two temperatures")


class CondensingSource(Source):
    """A vapour that condenses at one temperature, such as a refrigeration condenser."""

    by_medium_k: ClassVar[float] = PHASE_CHANGE_CONTRIBUTION_K
    kind: Literal["condensing"]
    t_c: ProfileValue = profile(-20, 250, "degC", "condensing temperature")
    duty_mw: ProfileValue = profile(0, 2000, "MW", "heat of condensation")


class HumidAirSource(Source):
    """Humid exhaust air, cooled through its dew point; condensate leaves at air temperature."""

    by_medium_k: ClassVar[float] = GAS_CONTRIBUTION_K
    kind: Literal["humid_air"]
    t_in_c: Number = number(0.1, 200, "degC", "exhaust temperature")
    t_out_c: Number = number(0.1, 200, "degC", "lowest outlet temperature")
    humidity_ratio_kg_per_kg: Number = number(0, 1, "kg/kg", "water per dry air at the inlet")
    dry_air_kg_per_s: ProfileValue = profile(0, 5000, "kg/s", "flow of dry air")
    pressure_bar: Number = number(0.5, 2, "bar", "total pressure", default=1.01325)


class FlueGasSource(Source):
    """Wet flue gas of a furnace, cooled through its dew point; free of sulphur."""

    by_medium_k: ClassVar[float] = GAS_CONTRIBUTION_K
    kind: Literal["flue_gas"]
    fuel: Literal["natural_gas", "light_fuel_oil", "wood"] = Field(description="fuel that is burnt")
    fuel_mw: ProfileValue = profile(0, 2000, "MW", "fuel burnt, lower heating value")
    excess_air: Number = number(1, 4, "-", "air over the air needed", default=1.2)
    moisture_share: Number = number(0, 0.65, "kg/kg", "water in wood as fired", default=0.45)
    t_in_c: Number = number(40, 350, "degC", "flue gas temperature")
    t_out_c: Number = number(1, 250, "degC", "lowest outlet temperature")
    pressure_bar: Number = number(0.5, 2, "bar", "total pressure", default=1.01325)


class VapourSource(Source):
    """Process vapour (water) that condenses, its condensate cooled further."""

    by_medium_k: ClassVar[float] = PHASE_CHANGE_CONTRIBUTION_K
    kind: Literal["vapour"]
    pressure_bar: Number = number(0.05, 20, "bar(a)", "absolute pressure of the vapour")
    flow_kg_per_s: ProfileValue = profile(0, 1000, "kg/s", "flow of saturated vapour")
    condensate_c: Number = number(1, 210, "degC", "lowest temperature of the condensate")


class RefrigerationSource(Source):
    """Hot gas of a refrigeration plant: desuperheated, then condensed at one temperature."""

    by_medium_k: ClassVar[float] = PHASE_CHANGE_CONTRIBUTION_K
    kind: Literal["refrigeration"]
    refrigerant: RefrigerantName = Field(description="refrigerant of the plant")
    evaporating_c: Number = number(-60, 30, "degC", "evaporating temperature of the plant")
    condensing_c: Number = number(0, 80, "degC", "condensing temperature of the plant")
    superheat_k: Number = number(0, 40, "K", "superheat at suction of the plant", default=5.0)
    eta_isentropic: Number = number(0.3, 1, "-", "isentropic efficiency of the plant", default=0.7)
    duty_mw: ProfileValue = profile(0, 2000, "MW", "heat that the plant rejects")


class OutdoorAirSource(Source):
    """Outdoor air over a coil that grows frost: less heat, and electricity to defrost.

    Below -15 degC, where frosting was not measured, the figures of that temperature stand.
    """

    by_medium_k: ClassVar[float] = GAS_CONTRIBUTION_K
    kind: Literal["outdoor_air"]
    t_c: ProfileValue = profile(-40, 50, "degC", "outdoor temperature")
    relative_humidity: ProfileValue = profile(0, 1, "-", "relative humidity of the air")
    duty_mw: ProfileValue = profile(0, 2000, "MW", "largest heat of the coils when they are dry")
    cooling_k: Number = number(1, 20, "K", "cooling of the air in the coils", default=4.0)
    steady_cop: Number = number(
        1.2, 10, "-", "COP of a machine on dry coils, for the power of defrosting", default=3.0
    )


class BoreholeSource(Source):
    """Borehole heat exchangers: brine at stated temperatures, heat limited by hour and by year."""

    kind: Literal["boreholes"]
    length_m: Number = number(10, 1e7, "m", "length of all boreholes together")
    w_per_m: Number = number(5, 100, "W/m", "heat per length at most")
    kwh_per_m_a: Number = number(
        5, 300, "kWh/(m a)", "heat per length and year that the ground bears without recharge"
    )
    recharge_mwh_per_a: Number = number(
        0, 1e7, "MWh/a", "heat put back in summer, which may be taken besides", default=0.0
    )
    t_in_c: ProfileValue = profile(-10, 40, "degC", "brine from the ground")
    t_out_c: ProfileValue = profile(-15, 35, "degC", "brine back to the ground")


class WaterBodySource(Source):
    """Effluent, river, lake or sea: cooled by at most some kelvin and never below a limit.

    Its heat capacity is that of pure water; below 0 degC only sea water is a liquid, and stating
    95 % of its flow allows for its salt.
    """

    kind: Literal["water_body"]
    t_in_c: ProfileValue = profile(
        -2, 60, "degC", "temperature of the water, below 0 degC of the sea only"
    )
    flow_kg_per_s: ProfileValue = profile(0, 1e6, "kg/s", "flow that may be used")
    max_cooling_k: Number = number(0.1, 30, "K", "largest permitted cooling")
    min_outlet_c: Number = number(
        -2, 40, "degC", "lowest permitted outlet temperature, below 0 degC for sea water only"
    )


HeatSource = Annotated[
    LiquidSource
    | CondensingSource
    | HumidAirSource
    | FlueGasSource
    | VapourSource
    | RefrigerationSource
    | OutdoorAirSource
    | BoreholeSource
    | WaterBodySource,
    Field(discriminator="kind"),
]
