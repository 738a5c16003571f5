"""Machines of which no cycle is computed: a Lorenz efficiency, a correlation, a table of points.

Their COP is heat over electricity of the whole machine, so the case's drive efficiency is not
applied to it.
"""

from typing import Annotated, Literal

from pydantic import Field

from industrial_hp.case.fields import Name, Number, Stated, Title, number

CorrelationName = Literal[
    "jesper_2021_conventional",
    "jesper_2021_very_high_temperature",
    "arpagaus_2018",
    "bless_2023",
    "jensen_2018_ammonia",
    "jensen_2018_isobutane",
]


class Estimated(Stated):
    """What all machines without a cycle share."""

    name: Name
    title: Title = ""
    sink_max_c: Number | None = number(
        -20, 250, "degC", "hottest temperature that the machine can heat to", default=None
    )


class LorenzMachines(Estimated):
    """COP as a share of the Lorenz COP between source and sink, approaches included."""

    kind: Literal["lorenz_efficiency"]
    eta: Number = number(0.05, 1, "-", "COP over the Lorenz COP of the streams")


class CorrelationMachines(Estimated):
    """COP by a published correlation, within its range."""

    kind: Literal["published_correlation"]
    correlation: CorrelationName
    outside: Literal["error", "warn"] = Field(
        default="error",
        description="outside the range of the correlation: error leaves the machine out, warn "
        "keeps it and says so in the results",
    )


class TableMachines(Estimated):
    """COP and heat by a manufacturer's points over source inlet and sink outlet temperature."""

    kind: Literal["manufacturer_table"]
    table: Name = Field(description="table of cop_points")
    layout: Literal["grid", "scattered"] = Field(
        default="grid",
        description="grid: a point for each combination of its temperatures; scattered: any points",
    )
    outside: Literal["error", "warn"] = Field(
        default="error",
        description="outside the points: error leaves the machine out, warn takes the nearest "
        "point, its COP lowered with Carnot's, and says so in the results",
    )


EstimatedMachines = Annotated[
    LorenzMachines | CorrelationMachines | TableMachines, Field(discriminator="kind")
]


class CopPoint(Stated):
    """A point of a manufacturer's table."""

    table: Name = Field(description="name of the table that the point belongs to")
    source_c: Number = number(-40, 200, "degC", "source inlet")
    sink_c: Number = number(0, 250, "degC", "sink outlet")
    load_share: Number = number(0.01, 1, "-", "of full load", default=1.0)
    cop: Number = number(1, 50, "-", "heat over electricity of the whole machine")
    heat_mw: Number = number(1e-4, 200, "MW", "heat of one machine at this load")
