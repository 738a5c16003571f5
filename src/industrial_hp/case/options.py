"""Choices of the study: machines on offer, levels, time, rules at peak."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from industrial_hp.case.estimated_machines import EstimatedMachines
from industrial_hp.case.fields import (
    CostRow,
    Name,
    Number,
    ProfileValue,
    RefrigerantName,
    Stated,
    number,
    profile,
    whole,
)

SafetyClass = Literal["A1", "A2L", "A2", "A3", "B1", "B2L", "B2", "B3"]
LevelC = Annotated[float, Field(ge=-50, le=250)]
OfferedCycle = Literal[
    "single_stage",
    "single_stage_ihx",
    "two_stage_open_economiser",
    "two_stage_closed_economiser",
    "two_stage_flash_intercooler",
    "parallel_compression",
    "transcritical",
    "transcritical_ihx",
    "cascade",
    "series_train",
    "steam_recompression",
    "closed_cycle_with_steam_recompression",
]


class StreamPart(Stated):
    """A part of a stream that machines may serve: a level beside those of its ends and half."""

    stream: Name
    share: ProfileValue = profile(
        0.02, 0.98, "MW/MW", "warmest share of a source's heat, or coldest share of a sink's"
    )

    @property
    def label(self) -> str:
        """The part as it stands in names of machines: 25pc, 62_5pc, or the name of its series."""
        if isinstance(self.share, str):
            return self.share
        return f"{100 * self.share:g}pc".replace(".", "_")


class Changeover(Stated):
    """Two pairs of streams that the same machines may run between, at one time or another.

    A reversible machine heats with outdoor air in winter and cools rooms in summer; a chiller heats
    offices while they want heat, and else gives its heat to a cooler.
    """

    source: Name = Field(description="source or loop at which they take heat")
    sink: Name = Field(description="sink, loop or cooler that they heat, and are sized by")
    other_source: Name = Field(description="source or loop at which they take heat otherwise")
    other_sink: Name = Field(description="sink, loop or cooler that they heat then")


class CycleCost(Stated):
    """What machines of a cycle cost, over what the row of the catalogue says."""

    cycle: OfferedCycle
    factor: Number = number(0.2, 10, "EUR/EUR", "price over that of the row of the catalogue")


class HeatPumpOptions(Stated):
    """Which machines are offered and how their cycles are computed."""

    cycles: tuple[OfferedCycle, ...] = Field(
        default=("single_stage",),
        min_length=1,
        description="cycles on offer; between two levels each refrigerant runs the one that "
        "needs the least electricity. The pressure between two stages lies at the mean of "
        "evaporating and condensing temperature; steam cycles serve steam sinks only",
    )
    refrigerants: tuple[RefrigerantName, ...] = Field(
        default=(),
        description="refrigerants on offer; a cascade runs any two of them",
    )
    machines_in_series: int = whole(2, 4, "-", "machines of a series train", default=2)
    steam_stages: int = whole(1, 4, "-", "stages that compress steam", default=2)
    estimated: tuple[EstimatedMachines, ...] = Field(
        default=(),
        description="machines whose COP is not computed from a cycle, offered beside the cycles",
    )
    compressor: Literal["piston", "screw", "turbo"] = "piston"
    steam_compressor: Literal["steam_blower", "steam_fan", "steam_turbo", "steam_screw"] = Field(
        default="steam_turbo",
        description="what compresses steam, with its limits and its isentropic efficiency",
    )
    lift_machine_limits: bool = Field(
        default=False, description="true offers machines beyond the compressor's limits"
    )
    eta_isentropic: Number = number(0.3, 1, "-", "isentropic efficiency", default=0.75)
    drive_efficiency: Number = number(
        0.5,
        1,
        "-",
        "motor, drive and heat loss: shaft power into the fluid per electricity",
        default=0.95,
    )
    superheat_k: Number = number(0, 40, "K", "superheat at suction", default=5.0)
    subcooling_k: Number = number(0, 40, "K", "subcooling after the condenser", default=3.0)
    dt_evaporator_k: Number = number(
        0, 20, "K", "contribution of the evaporating side", default=2.5
    )
    dt_condenser_k: Number = number(0, 20, "K", "contribution of the condensing side", default=2.5)
    partial_levels: bool = Field(
        default=True,
        description="offer machines that use the warmer half of a source or heat the colder "
        "half of a sink, too",
    )
    stream_parts: tuple[StreamPart, ...] = Field(
        default=(),
        description="further parts of sources, sinks and loops that machines may serve",
    )
    refine_until_share: Number | None = number(
        0,
        0.1,
        "EUR/EUR",
        "offer parts of streams between those of the machines built, and search again, until the "
        "annual cost falls by no more than this share",
        default=None,
    )
    levels_c: tuple[LevelC, ...] = Field(
        default=(),
        description="temperatures [degC] at which machines may hand heat to one another, besides "
        "the levels of the streams: the inner circuits of cascades",
        json_schema_extra={"unit": "degC"},
    )
    changeovers: tuple[Changeover, ...] = Field(
        default=(),
        description="pairs of streams between which the same machines may run at another time",
    )
    merge_levels_k: Number = number(
        0, 20, "K", "evaporating levels this close above another are served by it", default=2.0
    )
    refrigerants_per_match: int = whole(
        1, 30, "-", "best refrigerants kept for each pair of levels", default=2
    )
    minimum_size_mw: Number = number(0, 100, "MW", "smallest machine", default=0.1)
    maximum_size_mw: Number = number(0.01, 500, "MW", "largest machine", default=50.0)
    machine_size_mw: Number | None = number(
        0.01, 100, "MW", "rated heat of one machine: sizes are whole numbers of it", default=None
    )
    spare_machines: int = whole(
        0, 3, "-", "machines that stand by at full duty (n+1), wanted with a size", default=0
    )
    minimum_load_share: Number = number(
        0, 1, "MW/MW", "least heat of a machine that runs, over its largest", default=0.0
    )
    starts_per_day: int | None = whole(1, 48, "1/d", "most starts of each machine", default=None)
    cost: CostRow | None = Field(
        default=None,
        description="row of the cost catalogue for every machine; by temperature if not given",
    )
    cycle_costs: tuple[CycleCost, ...] = Field(
        default=(),
        description="what cycles cost more than the row says, which knows neither stages nor "
        "circuits; one without an entry costs what the row says",
    )
    floor_m2_per_mw: Number = number(
        0, 1000, "m2/MW", "floor that a machine covers per rated heat", default=0.0
    )
    max_units: int | None = Field(default=None, ge=0, description="largest number of machines")
    gwp_max: Number | None = number(
        0, 20000, "-", "highest global warming potential of a refrigerant", default=None
    )
    gwp_basis: Literal["ar4", "ar5", "ar6"] = Field(
        default="ar6", description="report of the IPCC that the potential is taken from"
    )
    pfas: Literal["permitted", "excluded"] = Field(
        default="permitted", description="fluids with a fully fluorinated carbon (OECD 2021)"
    )
    safety_classes: tuple[SafetyClass, ...] = Field(
        default=(), description="permitted classes of ASHRAE 34; any if none is named"
    )
    market: Literal["any", "offered"] = Field(
        default="any",
        description="offered: only where a machine of the catalogue's market offers has these "
        "refrigerants and reaches the sink",
    )
    maximum_lift_k: Number | None = number(
        1, 250, "K", "largest lift from evaporating to condensing", default=None
    )
    maximum_condensing_c: Number | None = number(
        0, 300, "degC", "highest condensing temperature or gas cooler end", default=None
    )
    forbidden: tuple[str, ...] = Field(
        default=(),
        description="tags of machines left out, as the results of a design name them; a tag that "
        "no machine has is told when the design has begun, for only then they are known",
    )

    def cost_factor(self, cycle: str) -> float:
        """Price of a cycle over that of the row of the catalogue."""
        return next((one.factor for one in self.cycle_costs if one.cycle == cycle), 1.0)

    @model_validator(mode="after")
    def _cycles_have_one_price(self) -> "HeatPumpOptions":
        named = [one.cycle for one in self.cycle_costs]
        twice = sorted({name for name in named if named.count(name) > 1})
        if twice:
            raise ValueError(f"cycle_costs names {', '.join(twice)} more than once")
        return self

    @model_validator(mode="after")
    def _rules_of_operation_are_whole(self) -> "HeatPumpOptions":
        if self.spare_machines and self.machine_size_mw is None:
            raise ValueError("spare_machines wants machine_size_mw, the size of one machine")
        if self.starts_per_day is not None and self.minimum_load_share == 0:
            raise ValueError(
                "starts_per_day wants minimum_load_share: a machine that may idle never stops"
            )
        return self

    @model_validator(mode="after")
    def _something_is_on_offer(self) -> "HeatPumpOptions":
        if not self.refrigerants and not self.estimated:
            raise ValueError("nothing is on offer; name refrigerants, or estimated machines")
        return self


class Objective(Stated):
    """What the design is to make least; of designs that do, the one of least cost is proposed."""

    least: Literal["annual_cost", "co2", "primary_energy"] = Field(
        default="annual_cost",
        description="annual_cost is also the greatest net present value: the two differ by the "
        "annuity factor and by today's cost, which no design changes",
    )
    allowance_share: Number = number(
        0,
        0.5,
        "-",
        "by how much emissions or primary energy may exceed the least for the sake of cost",
        default=0.01,
    )


class StudyLimits(Stated):
    """Limits of the whole study, beside the least cost."""

    co2_t_per_a: Number | None = number(
        0, 1e8, "t/a", "most CO2 of heat and cooling in a year", default=None
    )
    primary_energy_mwh_per_a: Number | None = number(
        0, 1e8, "MWh/a", "most primary energy of heat and cooling in a year", default=None
    )
    investment_eur: Number | None = number(
        0, 1e10, "EUR", "most money for what is bought at the start", default=None
    )
    recovered_heat_share: Number | None = number(
        0, 1, "MWh/MWh", "least heat taken from sources over heat needed in a year", default=None
    )


class Backup(Stated):
    """Rule at peak: boilers of a zone alone must carry a share of its own peak demand."""

    boiler_share_of_peak: Number = number(
        0, 2, "MW/MW", "boiler capacity of a zone over its peak demand"
    )
