"""A study of a heat network as an engineer states it: map, consumers, sources, temperatures, terms.

Rows of the tables are one model each; the field names are the columns of the files.
"""

from typing import Annotated, Literal

from pydantic import Field

from industrial_hp.case.fields import Name, Number, Stated, Title, number, whole

Identifier = Annotated[str, Field(min_length=1, max_length=60, description="name of the row")]
NodeName = Annotated[str, Field(min_length=1, max_length=60, description="id of a node")]
NetworkMode = Literal["forced", "economic"]
Position = tuple[float, float]
"""Longitude and latitude [deg], or x and y [m]."""


class NetworkNode(Stated):
    """A place where trenches meet, somebody is supplied or heat is fed in."""

    id: Identifier
    longitude: Number | None = number(-180, 180, "deg", "WGS84", default=None)
    latitude: Number | None = number(-90, 90, "deg", "WGS84", default=None)
    x_m: Number | None = number(-1e7, 1e7, "m", "place in a plan of the site", default=None)
    y_m: Number | None = number(-1e7, 1e7, "m", "place in a plan of the site", default=None)

    @property
    def is_geographic(self) -> bool:
        """Whether it has longitude and latitude."""
        return self.longitude is not None and self.latitude is not None

    @property
    def position(self) -> Position | None:
        """Where it lies on the map, if that is stated."""
        if self.longitude is not None and self.latitude is not None:
            return self.longitude, self.latitude
        return None if self.x_m is None or self.y_m is None else (self.x_m, self.y_m)


class NetworkTrench(Stated):
    """A stretch of street where supply and return pipe may be laid, or lie already."""

    id: Identifier
    from_node: NodeName
    to_node: NodeName
    length_m: Number | None = number(
        0.1, 100_000, "m", "of the trench; from the coordinates where left out", default=None
    )
    cost_factor: Number = number(
        0.1, 20, "-", "on the cost of a pipe laid here: 1 as in the catalogue", default=1.0
    )
    existing_dn: int | None = whole(
        10, 2000, "mm", "nominal diameter of what lies there: sunk cost", default=None
    )
    shape: tuple[Position, ...] = Field(
        default=(), description="course on the map, both ends included"
    )


class NetworkConsumer(Stated):
    """A building or plant that may or must be supplied."""

    id: Identifier
    node: NodeName
    demand_mw: Number = number(1e-6, 10_000, "MW", "largest heat demand")
    full_load_hours: Number | None = number(
        1, 8784, "h/a", "annual heat over the largest demand; not with steps", default=None
    )
    heat_price_eur_per_mwh: Number | None = number(
        0, 1000, "EUR/MWh", "what heat costs him without the network", default=None
    )
    connection_eur: Number | None = number(
        0, 1e9, "EUR", "substation and house connection", default=None
    )
    must_connect: bool = Field(default=False, description="supplied whatever it costs")
    supply_min_c: Number | None = number(-20, 250, "degC", "supply that is needed", default=None)


class NetworkSource(Stated):
    """Heat fed in at a node: as it is at a price, or lifted by a heat pump."""

    id: Identifier
    node: NodeName
    kind: Literal["heat", "heat_pump"] = Field(description="heat, or heat_pump")
    max_mw: Number = number(0.0001, 10_000, "MW", "heat fed in, or of a heat pump taken up")
    investment_eur_per_mw: Number = number(
        0, 1e8, "EUR/MW", "of heat fed in; 0 where it stands", default=0.0
    )
    lifetime_a: int = whole(1, 80, "a", "of the investment", default=20)
    heat_eur_per_mwh: Number = number(
        0, 1000, "EUR/MWh", "price of the heat fed in, or of a heat pump taken up", default=0.0
    )
    om_eur_per_mwh: Number = number(
        0, 1000, "EUR/MWh", "operation and maintenance, of heat fed in", default=0.0
    )
    supply_max_c: Number | None = number(-20, 250, "degC", "hottest it can supply", default=None)
    source_in_c: Number | None = number(-60, 200, "degC", "what the heat pump cools", default=None)
    source_out_c: Number | None = number(-60, 200, "degC", "and to where", default=None)
    lorenz_efficiency: Number | None = number(
        0.1, 0.9, "-", "COP over Lorenz's between source and network", default=None
    )


class StatedCop(Stated):
    """COP of a heat pump at one pair of network temperatures, in place of an estimate."""

    source: Identifier
    temperatures: Name
    cop: Number = number(1.01, 30, "-", "heat over electricity, drive and pumps included")


class NetworkTemperatures(Stated):
    """A pair of temperatures on offer."""

    name: Name
    supply_c: Number = number(5, 140, "degC", "leaving the sources; pipes of EN 253 bear 140")
    return_c: Number = number(0, 135, "degC", "coming back to them")


class LoadStep(Stated):
    """A part of the year in which everybody draws the same share of his largest demand."""

    name: Name
    hours: Number = number(0, 8784, "h/a", "of the year")
    load_share: Number = number(0, 1, "-", "of the largest demand")


class GroundTerms(Stated):
    """Where the pipes lie."""

    temperature_c: Number = number(-10, 40, "degC", "of the undisturbed ground", default=10.0)
    conductivity_w_per_m_k: Number = number(0.1, 5, "W/(m K)", "of the soil", default=1.2)
    cover_m: Number = number(0.1, 10, "m", "soil above the casing", default=0.8)
    gap_m: Number = number(0, 5, "m", "between the casings", default=0.15)


class PipeTerms(Stated):
    """Which pipes are laid, within which limits, at what price."""

    series: Literal[1, 2, 3] = Field(default=2, description="insulation series of EN 253")
    existing_series: Literal[1, 2, 3] = Field(default=1, description="that of existing pipes")
    gradient_max_pa_per_m: Number = number(
        10, 2000, "Pa/m", "pressure drop of either pipe at the largest flow", default=250.0
    )
    velocity_share: Number = number(
        0.1, 3, "-", "of the catalogue's velocity limit that is used", default=1.0
    )
    cost_factor: Number = number(0.1, 20, "-", "on the catalogue's cost of all pipes", default=1.0)
    own_cost_eur_per_m: dict[str, Annotated[float, Field(gt=0, le=1e5)]] = Field(
        default_factory=dict, description="by DN, both pipes laid [EUR/m]; before the catalogue"
    )
    om_share: Number = number(0, 0.2, "1/a", "of the investment in pipes", default=0.01)
    lifetime_a: int = whole(1, 100, "a", "of pipes", default=40)


class PumpTerms(Stated):
    """What pumps must overcome beside the friction in pipes, and how well they do it."""

    efficiency: Number = number(0.05, 1, "-", "of pump and motor together", default=0.7)
    consumer_drop_bar: Number = number(0, 10, "bar", "in the substation", default=0.6)
    plant_drop_bar: Number = number(0, 10, "bar", "in the plant", default=0.5)
    lift_max_bar: Number = number(0.1, 40, "bar", "that one pump may give", default=16.0)


class NetworkPrices(Stated):
    """Prices that hold for all."""

    electricity_eur_per_mwh: Number = number(0, 2000, "EUR/MWh", "of pumps and heat pumps")
    heat_eur_per_mwh: Number | None = number(
        0, 1000, "EUR/MWh", "what heat costs a consumer without the network", default=None
    )
    connection_eur: Number = number(
        0, 1e9, "EUR", "of a consumer without one of his own", default=0.0
    )
    connection_lifetime_a: int = whole(1, 80, "a", "of substations", default=25)


class Booster(Stated):
    """Heat pumps at consumers who need it warmer than the network is."""

    lorenz_efficiency: Number = number(0.1, 0.9, "-", "COP over Lorenz's", default=0.45)
    investment_eur_per_mw: Number = number(0, 1e8, "EUR/MW", "of the consumer's demand")
    lifetime_a: int = whole(1, 80, "a", "of the machine", default=20)


class NetworkOptions(Stated):
    """The file network.yaml: temperatures on offer, steps of the year, terms and prices."""

    name: Name
    title: Title = ""
    mode: NetworkMode = Field(default="forced", description="all consumers, or those that pay")
    temperatures: tuple[NetworkTemperatures, ...] = Field(min_length=1)
    steps: tuple[LoadStep, ...] = ()
    cooling_k: Number = number(
        0, 30, "K", "that the supply may lose on its way to a consumer", default=2.0
    )
    diversity: bool = Field(default=True, description="peaks of many do not meet")
    interest: Number = number(-0.05, 0.5, "1/a", "real, as the prices")
    prices: NetworkPrices
    ground: GroundTerms = GroundTerms()
    pipes: PipeTerms = PipeTerms()
    pumps: PumpTerms = PumpTerms()
    booster: Booster | None = None


class NetworkStudy(Stated):
    """A whole study; every trench has its length."""

    options: NetworkOptions
    nodes: tuple[NetworkNode, ...]
    trenches: tuple[NetworkTrench, ...]
    consumers: tuple[NetworkConsumer, ...]
    sources: tuple[NetworkSource, ...]
    cops: tuple[StatedCop, ...] = ()

    @property
    def is_geographic(self) -> bool:
        """Whether every node has longitude and latitude."""
        return all(node.is_geographic for node in self.nodes)

    def cop_stated(self, source: str, temperatures: str) -> float | None:
        """COP stated for a source at a pair of temperatures."""
        return next(
            (c.cop for c in self.cops if (c.source, c.temperatures) == (source, temperatures)), None
        )
