"""Who may feed whom: pairs of a source and a sink that are forbidden, or have a price."""

from typing import Literal

from pydantic import Field

from industrial_hp.case.fields import Number, SinkName, SourceName, Stated, number


class ForbiddenMatch(Stated):
    """A source whose heat a sink must not get."""

    source: SourceName
    sink: SinkName
    covers: Literal["direct", "units"] = Field(
        default="direct",
        description="what the ban covers: direct (they share no heat exchanger; a heat pump, store "
        "or loop between them is a circuit of its own and stays permitted), or units (nor by way "
        "of any of these: all units together take no heat of the source or give none to the sink)",
    )


class PricedMatch(Stated):
    """A source whose heat costs a price where it goes to a sink directly: pipes, an exchanger."""

    source: SourceName
    sink: SinkName
    eur_per_mwh: Number = number(0, 500, "EUR/MWh", "price of the heat that is handed over")


class Matches(Stated):
    """Pairs that are not free to exchange heat; all others are."""

    forbidden: tuple[ForbiddenMatch, ...] = ()
    priced: tuple[PricedMatch, ...] = ()
