"""The design problem: everything that the optimisation model sees, as plain frozen numbers.

Temperatures of pieces are *shifted* [degC]: hot sides lowered, cold sides raised by their
contribution. Arrays over periods have the shape (periods,). Powers in MW, sizes in MW or MWh.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from industrial_hp.superstructure.grids import Grid
from industrial_hp.superstructure.investment import Investment

Array = NDArray[np.float64]
Labels = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Periods:
    """Blocks of representative days in chronological order."""

    block_h: Array
    """Length of the block [h]."""
    days_per_year: Array
    """Days a year that the block's day stands for."""
    day: tuple[int, ...]
    """Index of the representative day."""
    previous: tuple[int, ...]
    """Block before this one in the same day; the first follows the last (a daily cycle)."""
    labels: Labels
    sequence: Array = field(default_factory=lambda: np.zeros((0, 0)))
    """Days of each kind in every stretch of the year (months), in their order;
    shape (stretches, days)."""

    @property
    def count(self) -> int:
        """Number of periods."""
        return len(self.day)

    @property
    def weight_h(self) -> Array:
        """Hours of the year that the period stands for; they sum to the year."""
        return self.block_h * self.days_per_year


@dataclass(frozen=True, eq=False)
class Piece:
    """A stretch of a stream; latent where top and bottom are equal."""

    top_c: Array
    bottom_c: Array
    share: Array
    """Part of the stream's heat; the shares of a stream sum to one."""


@dataclass(frozen=True, eq=False)
class HeatDemand:
    """A sink: heat that must be delivered."""

    name: str
    title: str
    zone: str
    heat_mw: Array
    pieces: tuple[Piece, ...]
    unmet_eur_per_mwh: float | None = None


@dataclass(frozen=True, eq=False)
class HeatSource:
    """A source: heat that may be taken, in pieces each of which may be used in part."""

    name: str
    title: str
    zone: str
    heat_mw: Array
    pieces: tuple[Piece, ...]
    must_use: bool
    """True if all heat enters the cascade; what nothing takes leaves by a cooler or as surplus."""
    unused_electricity_share: Array
    """Electricity of today's cooling per heat that is not used; zero if it may stay unused."""
    unused_other_eur_per_mwh: float
    cooled_today: bool
    auxiliary_electricity_share: Array
    max_mwh_per_a: float | None
    """Most heat that may be taken in a year."""
    connection: Investment | None
    """Recovery exchanger, sized by the largest heat taken; none if it is free."""


@dataclass(frozen=True)
class MachineRules:
    """How machines of a unit are counted and run; by default a unit is one of any size and load."""

    machine_mw: float | None = None
    """Rated heat of one machine; sizes are whole numbers of it."""
    spare: int = 0
    """Machines that stand by."""
    least_load_share: float = 0.0
    starts_per_day: int | None = None

    @property
    def bind_operation(self) -> bool:
        """Whether it matters in each period what runs."""
        return self.least_load_share > 0 or self.starts_per_day is not None

    @property
    def spare_mw(self) -> float:
        """Rated heat that stands by."""
        return self.spare * (self.machine_mw or 0.0)


@dataclass(frozen=True, eq=False)
class HeatPump:
    """A machine on offer between two levels, with its cycle in every period."""

    tag: str
    zone: str
    cycle: str
    """Name of its cycle, or of the machines of the case whose COP is estimated."""
    refrigerant: str
    """Of a cascade the lower and the upper one with a stroke between; empty where not known."""
    source: str
    """Name of the stream whose level the evaporator takes, and the part of it."""
    source_part: str
    sink: str
    """Name of the stream whose level the condenser takes, and the part of it."""
    sink_part: str
    evaporating_c: Array
    condensing_c: Array
    condenser: tuple[Piece, ...]
    evaporator: tuple[Piece, ...]
    cop: Array
    """Heat over shaft power into the fluid."""
    electricity_share: Array
    """Electricity per heat delivered, drive included."""
    capacity_factor: Array
    """Largest heat over rated heat; zero where the machine cannot run."""
    max_size_mw: float
    """What stands by included."""
    min_size_mw: float
    max_heat_mw: Array
    """Largest heat that sinks and sources allow in a period."""
    investment: Investment | None
    design_period: int
    floor_m2_per_mw: float = 0.0
    rules: MachineRules = MachineRules()
    mode_of: str = ""
    """Tag of the machine that it is at another time: they share size and decision."""

    @property
    def rated_tag(self) -> str:
        """Tag of the machine that holds the size."""
        return self.mode_of or self.tag


@dataclass(frozen=True)
class PartlyServed:
    """A sink within the supply of a boiler whose one level cannot serve it whole."""

    sink: str
    supply_max_c: float
    """Hottest real temperature that the boiler can serve."""
    heated_to_c: float
    """Real temperature up to which it heats the sink."""
    hotter: str
    """What is hotter than its supply and lies below the sink's end on the shifted scale."""
    contribution_k: float
    """Largest contribution with which the sink would be served whole."""


@dataclass(frozen=True, eq=False)
class Boiler:
    """A hot utility: fuel or electricity to heat at the top of the scale."""

    name: str
    title: str
    zone: str
    carrier: str
    efficiency: float
    level_c: float
    """Shifted temperature at which its heat enters the cascade."""
    existing_mw: float | None
    max_size_mw: float
    investment: Investment | None
    partly: tuple[PartlyServed, ...] = ()
    floor_m2_per_mw: float = 0.0


@dataclass(frozen=True, eq=False)
class Cooler:
    """A cold utility: heat leaves to the outdoor air."""

    name: str
    title: str
    zone: str
    level_c: Array
    """Shifted temperature from which on it takes heat."""
    electricity_share: Array
    """Fans and pumps per heat."""
    eur_per_mwh: float
    """Water, and operation by heat."""
    existing_mw: float | None
    max_size_mw: float
    investment: Investment | None


@dataclass(frozen=True, eq=False)
class HeatStore:
    """A tank at one pair of temperatures: charged as a cold stream, discharged as a hot one."""

    name: str
    title: str
    zone: str
    charge_top_c: float
    charge_bottom_c: float
    discharge_top_c: float
    discharge_bottom_c: float
    max_size_mwh: float
    hours_to_fill: float
    loss_share_per_h: float
    investment: Investment
    floor_m2_per_mwh: float = 0.0
    cycle: Literal["day", "year"] = "day"


@dataclass(frozen=True, eq=False)
class Loop:
    """Pipes from one zone to another: a cold stream where heat is sent, a hot one where it goes."""

    name: str
    title: str
    from_zone: str
    to_zone: str
    supply_c: Array
    return_c: Array
    sent: tuple[Piece, ...]
    received: tuple[Piece, ...]
    warming: tuple[Piece, ...]
    """Cold stream of the zone that receives: heat that keeps the line warm from there."""
    loss_mw: Array
    """Heat lost while the pipes are there."""
    loss_share: float
    """Heat lost per heat sent, for loops of a stream table; the pipes of a case lose `loss_mw`."""
    pumping_share: float
    pumping_eur_per_mwh: float
    """Any other cost per heat sent."""
    max_size_mw: float
    investment: Investment | None


@dataclass(frozen=True, eq=False)
class Prices:
    """Costs per energy in every period, levelled over the observation period."""

    electricity_eur_per_mwh: Array
    """Energy, network and CO2."""
    fuel_eur_per_mwh: dict[str, Array]
    """By carrier, on the lower heating value, CO2 included."""


@dataclass(frozen=True, eq=False)
class Emissions:
    """CO2 of what is drawn."""

    electricity_t_per_mwh: Array
    fuel_t_per_mwh: dict[str, float]
    """By carrier, on the lower heating value."""


@dataclass(frozen=True)
class PrimaryEnergy:
    """Primary energy per energy drawn [MWh/MWh]."""

    electricity: float
    fuel: Mapping[str, float]
    """By carrier, on the lower heating value."""


@dataclass(frozen=True)
class StudyLimits:
    """Limits of the whole study; none where it has none."""

    co2_t_per_a: float | None = None
    primary_energy_mwh_per_a: float | None = None
    investment_eur: float | None = None
    recovered_heat_share: float | None = None
    """Heat taken from sources over heat needed, in a year."""
    floor_m2: Mapping[str, float] = field(default_factory=dict)
    """Floor that may be covered, by zone."""


@dataclass(frozen=True)
class Dropped:
    """A candidate left out before optimisation, and why."""

    tag: str
    reason: str


@dataclass(frozen=True)
class BackupNeed:
    """Boiler capacity that a zone needs for what lies hotter than some of its boilers."""

    zone: str
    colder: Labels
    """Boilers at and below the level above which the demand is counted; none: all demand."""
    hotter: Labels
    """Boilers above that level: their sizes count."""
    sinks: Labels
    """Sinks with demand above the level."""
    need_mw: float


@dataclass(frozen=True)
class Match:
    """Heat from a giver to a taker that is forbidden, or has a price of its own."""

    giver: str
    taker: str
    eur_per_mwh: float | None = None
    """Price of the heat handed over; none forbids it."""
    covers: Literal["direct", "units"] = "direct"
    """What a ban covers: direct exchange, or also heat that passes heat pumps, stores or loops.
    One that covers units names a source and a sink."""


SurplusRule = Literal["none", "free"]


@dataclass(frozen=True, eq=False)
class DesignProblem:
    """All zones, streams and things that could be built."""

    periods: Periods
    zones: Labels
    demands: tuple[HeatDemand, ...]
    sources: tuple[HeatSource, ...]
    heat_pumps: tuple[HeatPump, ...]
    boilers: tuple[Boiler, ...]
    stores: tuple[HeatStore, ...]
    loops: tuple[Loop, ...]
    grids: tuple[Grid, ...]
    prices: Prices
    emissions: Emissions
    surplus: dict[str, SurplusRule]
    """Whether heat may leave at the bottom of a zone."""
    backup: tuple[BackupNeed, ...] = ()
    max_units: int | None = None
    coolers: tuple[Cooler, ...] = ()
    limits: StudyLimits = StudyLimits()
    dropped: tuple[Dropped, ...] = ()
    matches: tuple[Match, ...] = ()
    """Where the identity of a match matters; elsewhere it has no price."""
    primary_energy: PrimaryEnergy | None = None
    """None where the case does not state it of every carrier."""
    surplus_eur_per_mwh: float = 0.0
    """Price of heat that leaves at the bottom of a zone."""
