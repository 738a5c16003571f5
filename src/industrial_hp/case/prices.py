"""What energy, emissions and money cost, and what each price already holds."""

from typing import Literal, get_args

from pydantic import Field, model_validator

from industrial_hp.case.fields import (
    MONEY_YEARS,
    Number,
    ProfileValue,
    Stated,
    number,
    profile,
    whole,
)

OtherFuelName = Literal[
    "wood",
    "pellets",
    "biogas",
    "light_fuel_oil",
    "heavy_fuel_oil",
    "lpg",
    "hard_coal",
    "lignite",
]
PRICE_CHANGE = (
    "price change a year, real or nominal as the study; that of prices at large if not stated"
)
FUEL_NAMES = ("natural_gas", *get_args(OtherFuelName))


def fuel_title(name: str) -> str:
    """A fuel's key as a reader sees it: ``natural_gas`` is "Natural gas", ``lpg`` "LPG"."""
    return name.upper() if name == "lpg" else name.replace("_", " ").capitalize()


class ElectricityPrice(Stated):
    """Electricity: energy, network by energy and by yearly peak, emissions."""

    energy_eur_per_mwh: ProfileValue = profile(
        -1000, 5000, "EUR/MWh", "energy price with taxes and levies, network apart"
    )
    network_eur_per_mwh: Number = number(0, 500, "EUR/MWh", "network charge per energy")
    network_eur_per_mw_a: Number = number(0, 1e6, "EUR/(MW a)", "network charge per yearly peak")
    contains_co2: bool = Field(description="true if the energy price already holds the CO2 cost")
    emission_factor_t_per_mwh: ProfileValue = profile(0, 2, "t/MWh", "emissions of the grid")
    primary_energy_factor: Number | None = number(
        0, 10, "MWh/MWh", "primary energy per energy, as EN ISO 52000-1 counts it", default=None
    )
    escalation: Number | None = number(-0.1, 0.2, "1/a", PRICE_CHANGE, default=None)


class FuelPrice(Stated):
    """A fuel: price on its stated heating value, emissions on the lower heating value."""

    price_eur_per_mwh: ProfileValue = profile(
        0, 1000, "EUR/MWh", "price with network and levies, on the basis stated"
    )
    basis: Literal["HHV", "LHV"] = Field(description="heating value that the price refers to")
    hhv_to_lhv: Number = number(1, 1.2, "-", "higher over lower heating value", default=1.108)
    contains_co2: bool = Field(description="true if the price already holds the CO2 cost")
    emission_factor_t_per_mwh_lhv: Number = number(
        0, 1, "t/MWh", "emissions per lower heating value"
    )
    primary_energy_factor: Number | None = number(
        0,
        10,
        "MWh/MWh",
        "primary energy per lower heating value, as EN ISO 52000-1 counts it",
        default=None,
    )
    escalation: Number | None = number(-0.1, 0.2, "1/a", PRICE_CHANGE, default=None)


class OtherFuelPrice(FuelPrice):
    """A fuel that is not natural gas."""

    carrier: OtherFuelName
    hhv_to_lhv: Number = number(
        1, 1.3, "-", "higher over lower heating value, wanted with basis HHV", default=1.0
    )

    @model_validator(mode="after")
    def _ratio_is_known(self) -> "OtherFuelPrice":
        if self.basis == "HHV" and self.hhv_to_lhv == 1:
            raise ValueError("a price on the higher heating value wants hhv_to_lhv")
        return self


class Prices(Stated):
    """All carriers and the price of CO2."""

    electricity: ElectricityPrice
    natural_gas: FuelPrice | None = None
    other_fuels: tuple[OtherFuelPrice, ...] = Field(
        default=(), description="fuels beside natural gas, each once"
    )
    co2_eur_per_t: Number = number(0, 1000, "EUR/t", "price of emitted CO2")
    co2_escalation: Number | None = number(-0.1, 0.2, "1/a", PRICE_CHANGE, default=None)

    @model_validator(mode="after")
    def _fuels_have_one_price(self) -> "Prices":
        named = [fuel.carrier for fuel in self.other_fuels]
        twice = sorted({name for name in named if named.count(name) > 1})
        if twice:
            raise ValueError(f"other_fuels names {', '.join(twice)} more than once")
        return self

    @property
    def fuels(self) -> dict[str, FuelPrice]:
        """Fuels that have a price, by carrier."""
        gas = {} if self.natural_gas is None else {"natural_gas": self.natural_gas}
        return gas | {fuel.carrier: fuel for fuel in self.other_fuels}


class Grant(Stated):
    """A grant on what is bought at the start: a share of it within the limits that are stated."""

    share: Number = number(0, 1, "EUR/EUR", "part of the investment that is paid")
    cap_eur: Number | None = number(0, 1e10, "EUR", "most that is paid", default=None)
    eur_per_t_co2: Number | None = number(
        0, 1e5, "EUR/(t/a)", "most that is paid per tonne of CO2 avoided a year", default=None
    )


class Loan(Stated):
    """A loan for what the grant leaves of the investment, paid back in equal yearly sums."""

    share: Number = number(0, 1, "EUR/EUR", "part of the investment less grant that is lent")
    interest: Number = number(0, 0.3, "1/a", "interest of the loan, real or nominal as the study")
    years_a: int = whole(1, 60, "a", "years of repayment")


class Tax(Stated):
    """Tax on the profit that the project adds."""

    rate: Number = number(0, 0.7, "EUR/EUR", "tax rate on profit")


INDIRECT = (
    "indirect_cost_share",
    "engineering_share",
    "integration_share",
    "contingency_share",
)
"""Fields with shares on the price of equipment."""


class Economics(Stated):
    """How money is compared over time, in real or in nominal terms.

    In real money interest and price changes are those above inflation. In nominal money they hold
    it, and what states no price change of its own, equipment, upkeep and charges too, rises by the
    inflation. Annual costs and the cost of heat stand in the money of year 1 either way.

    The design is optimised before tax, loan and grant; its value is told before and after them.
    """

    money: Literal["real", "nominal"] = Field(
        default="real", description="whether interest, price changes and flows hold inflation"
    )
    inflation: Number | None = number(
        -0.02,
        0.15,
        "1/a",
        "yearly rise of prices at large, wanted with nominal money",
        default=None,
    )
    interest: Number = number(0, 0.3, "1/a", "interest rate, real or nominal as the money")
    observation_a: int = whole(1, 60, "a", "observation period")
    price_uncertainty_share: Number = number(
        0,
        1,
        "-",
        "share by which prices and investment may lie lower or higher, for the sensitivity",
        default=0.2,
    )
    interest_uncertainty: Number = number(
        0, 0.1, "1/a", "by which the interest may lie lower or higher", default=0.02
    )
    indirect_cost_share: Number = number(
        0,
        1,
        "EUR/EUR",
        "engineering, integration and contingency on equipment, where they are not told apart",
        default=0.0,
    )
    engineering_share: Number = number(
        0, 1, "EUR/EUR", "engineering and permits on equipment", default=0.0
    )
    integration_share: Number = number(
        0, 1, "EUR/EUR", "integration into the plant on equipment: piping, control", default=0.0
    )
    contingency_share: Number = number(0, 1, "EUR/EUR", "contingency on equipment", default=0.0)
    building_lifetime_a: int = whole(1, 100, "a", "life of buildings for new equipment", default=50)
    grid_connection_lifetime_a: int = whole(
        1, 100, "a", "life of what enlarges a grid connection", default=40
    )
    money_year: int | None = whole(
        *MONEY_YEARS,
        "a",
        "year of the money that prices are stated in; cost rows of other years are brought to it, "
        "or stand as they are if it is not stated",
        default=None,
    )
    later_price_change: Number | None = number(
        -0.1, 0.3, "1/a", "change of prices after the last year of the index", default=None
    )
    grant: Grant | None = Field(default=None, description="grant on what is bought at the start")
    loan: Loan | None = Field(default=None, description="loan for what the grant leaves")
    tax: Tax | None = Field(default=None, description="tax on the profit that the project adds")

    @model_validator(mode="after")
    def _inflation_goes_with_nominal_money(self) -> "Economics":
        if self.money == "nominal" and self.inflation is None:
            raise ValueError(
                "nominal money wants inflation, by which all rises that states no price change"
            )
        if self.money == "real" and self.inflation is not None:
            raise ValueError(
                "real money has no inflation: leave it out, or state money: nominal together with "
                "nominal interest and price changes"
            )
        return self

    @property
    def price_change(self) -> float:
        """Yearly change of prices at large [1/a]: the inflation in nominal money, else zero."""
        return self.inflation or 0.0

    def change_or_usual(self, stated: float | None) -> float:
        """A price change as stated, or that of prices at large [1/a]."""
        return self.price_change if stated is None else stated

    @property
    def indirect_shares(self) -> dict[str, float]:
        """Shares on the price of equipment by field, those that are stated [EUR/EUR]."""
        return {field: share for field in INDIRECT if (share := getattr(self, field)) > 0}
