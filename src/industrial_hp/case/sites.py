"""Zones, what stands in them today, and the loops that may join them."""

from typing import Literal

from pydantic import Field, model_validator

from industrial_hp.case.fields import (
    CostRow,
    Name,
    Number,
    ProfileValue,
    SinkName,
    Stated,
    StoreCostRow,
    Title,
    ZoneName,
    number,
    profile,
    whole,
)
from industrial_hp.case.prices import OtherFuelName

Carrier = Literal["natural_gas", "electricity", OtherFuelName]


class Zone(Stated):
    """Streams that may exchange heat directly: a site, a building, a hall."""

    name: Name
    title: Title = ""
    grid_limit_mw: Number | None = number(
        0, 5000, "MW", "largest electric power for heating and cooling", default=None
    )
    electricity_in_use_mw: ProfileValue = profile(
        0,
        5000,
        "MW",
        "other electricity behind the same meter, for the demand charge",
        default=0.0,
    )
    grid_spare_mw: Number = number(
        0,
        5000,
        "MW",
        "what heating and cooling may add to the peak of the meter before the connection is "
        "enlarged",
        default=0.0,
    )
    grid_connection_eur_per_mw: Number = number(
        0,
        5e6,
        "EUR/MW",
        "enlarging the connection, beyond what cost rows hold, per added peak above the spare",
        default=0.0,
    )
    building_eur_per_m2: Number = number(
        0, 20000, "EUR/m2", "building for new equipment, by the floor that it covers", default=0.0
    )
    own_power_mw: ProfileValue = profile(
        0,
        5000,
        "MW",
        "electricity of an own plant or a purchase agreement that heating and cooling may take "
        "beside the grid",
        default=0.0,
    )
    own_power_eur_per_mwh: ProfileValue = profile(
        -500, 1000, "EUR/MWh", "what it costs, or what it would be sold for", default=0.0
    )
    own_power_t_per_mwh: Number = number(0, 2, "t/MWh", "emissions of it", default=0.0)
    new_equipment: Literal["permitted", "forbidden"] = Field(
        default="permitted",
        description="whether machines, boilers and stores may be placed in it; pipes may end in "
        "it all the same",
    )
    floor_m2: Number | None = number(
        0, 1e6, "m2", "floor that new machines, boilers and stores may cover", default=None
    )


class Utility(Stated):
    """What stands today (existing_mw given) or is offered (max_mw given)."""

    name: Name
    title: Title = ""
    zone: ZoneName
    existing_mw: Number | None = number(
        0,
        2000,
        "MW",
        "size that stands; it is not enlarged: a new one is one of its own",
        default=None,
    )
    age_a: int | None = whole(
        0, 80, "a", "age of what stands, wanted with existing_mw", default=None
    )
    max_mw: Number | None = number(
        0, 2000, "MW", "largest size on offer, of one that does not stand yet", default=None
    )


class Boiler(Utility):
    """A boiler that stands today (existing_mw given) or that is offered (max_mw given)."""

    carrier: Carrier
    efficiency: Number = number(
        0.3, 1.1, "MWh/MWh", "heat per fuel on the lower heating value, or per electricity"
    )
    supply_max_c: Number = number(40, 400, "degC", "hottest temperature it can serve")
    floor_m2_per_mw: Number = number(0, 1000, "m2/MW", "floor that a new one covers", default=0.0)
    cost: CostRow = Field(
        description="row of the cost catalogue, per MW of heat; pays the replacement and the "
        "operation of what stands already"
    )
    reason: str = Field(default="", description="source of or reasoning behind the figures")


class Cooler(Utility):
    """A cooler to the outdoor air that stands (existing_mw given) or is offered (max_mw given).

    It takes what is hotter than the air by the approach. A dry one meets the air's temperature, a
    wet one its wet bulb.
    """

    cooling: Literal["dry", "wet"] = Field(
        description="dry: by the temperature of the air; wet: by its wet bulb"
    )
    outdoor_c: ProfileValue = profile(-40, 50, "degC", "outdoor temperature")
    relative_humidity: ProfileValue | None = profile(
        0.01, 1, "-", "relative humidity of the air, wanted by a wet cooler", default=None
    )
    approach_k: Number = number(
        1, 40, "K", "what is cooled stays hotter than the air, or its wet bulb, by this"
    )
    electricity_share: ProfileValue = profile(
        0, 0.5, "MWh/MWh", "fans and pumps per heat that is cooled away"
    )
    water_eur_per_mwh: Number = number(
        0, 100, "EUR/MWh", "water and its treatment per heat that is cooled away", default=0.0
    )
    cost: CostRow = Field(description="row of the cost catalogue, per MW of heat")
    reason: str = Field(default="", description="source of or reasoning behind the figures")

    @model_validator(mode="after")
    def _a_wet_one_knows_the_humidity(self) -> "Cooler":
        if (self.cooling == "wet") != (self.relative_humidity is not None):
            raise ValueError("relative_humidity is wanted by a wet cooler, and only by one")
        return self

    @property
    def largest_mw(self) -> float:
        """Size that stands, or the largest on offer [MW]."""
        return float(self.max_mw or 0.0) if self.existing_mw is None else self.existing_mw


class Store(Stated):
    """A hot-water tank or pit at one pair of temperatures, or a steam accumulator.

    A tank states supply_c and return_c. An accumulator states charge_bar and, as same_water_as,
    the steam sink that it feeds: hot water that flashes to steam of the sink's pressure.
    """

    name: Name
    title: Title = ""
    zone: ZoneName
    supply_c: Number | None = number(
        20, 180, "degC", "temperature of the hot part of a tank or pit", default=None
    )
    return_c: Number | None = number(
        2, 150, "degC", "temperature of the cold part of a tank or pit", default=None
    )
    charge_bar: Number | None = number(
        1, 60, "bar(a)", "pressure of the steam that charges a steam accumulator", default=None
    )
    max_mwh: Number = number(0, 1e5, "MWh", "largest capacity on offer")
    hours_to_fill: Number = number(0.5, 1000, "h", "capacity over largest charging power")
    loss_share_per_day: Number = number(0, 0.5, "1/d", "standing loss of the content in a day")
    cycle: Literal["day", "year"] = Field(
        default="day",
        description="day: what is put in on a day is taken out on it; year: heat is carried from "
        "month to month, each month an even mix of its days; it wants a standing loss",
    )
    dt_contribution_k: Number = number(
        0, 20, "K", "contribution of the tank's exchangers", default=2.5
    )
    same_water_as: SinkName | None = Field(
        default=None,
        description="a sink of the zone whose own water the store holds: no exchanger between; "
        "steam with charge_bar only; nothing else in the zone may have a smaller contribution",
    )
    floor_m2_per_mwh: Number = number(0, 1000, "m2/MWh", "floor that it covers", default=0.0)
    cost: StoreCostRow = Field(
        default="hot_water_tank",
        description="row of the cost catalogue, per MWh of content or per m3; brought to the "
        "store's own spread",
    )

    @model_validator(mode="after")
    def _holds_hot_water_or_steam(self) -> "Store":
        temperatures = (self.supply_c, self.return_c)
        if self.charge_bar is None and None in temperatures:
            raise ValueError("a tank or pit wants supply_c and return_c")
        if self.charge_bar is not None and temperatures != (None, None):
            raise ValueError("a steam accumulator (charge_bar) has no supply_c and no return_c")
        if self.charge_bar is not None and self.same_water_as is None:
            raise ValueError("a steam accumulator (charge_bar) wants same_water_as, a steam sink")
        return self

    @model_validator(mode="after")
    def _a_year_long_store_loses_heat(self) -> "Store":
        if self.cycle == "year" and self.loss_share_per_day == 0:
            raise ValueError("a store over the year wants a loss_share_per_day above zero")
        return self


class Loop(Stated):
    """A pair of pipes that may carry heat from one zone to another."""

    name: Name
    title: Title = ""
    from_zone: ZoneName
    to_zone: ZoneName
    supply_c: ProfileValue | None = profile(
        -5,
        200,
        "degC",
        "supply temperature; that of the sink if same_water_as is given",
        default=None,
    )
    return_c: ProfileValue | None = profile(
        -10,
        180,
        "degC",
        "return temperature; that of the sink if same_water_as is given",
        default=None,
    )
    same_water_as: SinkName | None = Field(
        default=None,
        description="a sink of to_zone whose own water flows in the loop: no exchanger between; "
        "not steam; nothing else in the zone may have a smaller contribution than that sink",
    )
    length_m: Number = number(1, 1e5, "m", "length of the trench")
    max_mw: Number = number(0.01, 2000, "MW", "largest heat on offer")
    loss_w_per_m_k: Number = number(
        0, 5, "W/(m K)", "heat loss of one pipe per length and kelvin above ground", default=0.3
    )
    ground_c: Number = number(-10, 30, "degC", "temperature of the ground", default=10.0)
    pumping_share: Number = number(
        0, 0.2, "MWh/MWh", "pumping electricity per heat sent", default=0.01
    )
    dt_contribution_k: Number = number(
        0, 20, "K", "contribution of the loop's exchangers", default=2.5
    )
    cost: CostRow = Field(
        default="dh_pipe_per_m",
        description="row of the cost catalogue, per metre of trench and MW of heat",
    )
    reason: str = Field(default="", description="source of or reasoning behind the figures")
