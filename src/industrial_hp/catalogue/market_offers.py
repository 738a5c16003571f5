"""What is on sale: machines with their refrigerant, compressor type and highest supply.

A list of offers known to this project and no survey of the market: what it lacks may be sold all
the same, and a recalled row is confirmed with its maker before it decides anything.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from industrial_hp.catalogue.tables import Row, optional_number, table_rows
from industrial_hp.errors import UsageError

Provenance = Literal["found", "recalled"]


@dataclass(frozen=True)
class MarketOffer:
    """One machine of ``data/market_offers.csv``.

    Attributes
    ----------
    name : str
        Maker and type.
    refrigerant : str
        Catalogue name; of a cascade that of the upper machine.
    refrigerant_low : str or None
        Of a cascade's lower machine; None where it is no cascade.
    compressor : str or None
        Row of the compressor catalogue (recalled throughout); None where it is not known.
    supply_max_c : float or None
        Highest temperature of what it heats [degC].
    heat_min_mw, heat_max_mw : float or None
        Heat of one machine [MW].
    source : str
        Where it is listed.
    provenance : {"found", "recalled"}
        Whether the source was read.
    """

    name: str
    refrigerant: str
    refrigerant_low: str | None
    compressor: str | None
    supply_max_c: float | None
    heat_min_mw: float | None
    heat_max_mw: float | None
    source: str
    provenance: Provenance


@cache
def market_offers() -> tuple[MarketOffer, ...]:
    """All offers of the catalogue in its order."""
    return tuple(_offer(row) for row in table_rows("market_offers.csv"))


def offers_for(
    refrigerant: str,
    *,
    refrigerant_low: str | None = None,
    compressor: str | None = None,
    supply_c: float | None = None,
) -> tuple[MarketOffer, ...]:
    """Offers with a refrigerant (catalogue names) that are not known to be something else.

    Parameters
    ----------
    refrigerant, refrigerant_low : str, str or None
        Of the machine; the second of a cascade's lower one.
    compressor : str or None
        Type that is wanted; an offer of unknown type fits any.
    supply_c : float or None
        What must be heated to [degC]; an offer of unknown limit fits any.
    """
    return tuple(
        offer
        for offer in market_offers()
        if offer.refrigerant == refrigerant
        and offer.refrigerant_low == refrigerant_low
        and (compressor is None or offer.compressor in (None, compressor))
        and (supply_c is None or offer.supply_max_c is None or supply_c <= offer.supply_max_c)
    )


def _offer(row: Row) -> MarketOffer:
    if row["provenance"] not in ("found", "recalled"):
        place = f"provenance of {row['name']!r}"
        raise UsageError(f"catalogue: {place} is {row['provenance']!r}; permitted: found, recalled")
    return MarketOffer(
        name=row["name"],
        refrigerant=row["refrigerant"],
        refrigerant_low=row["refrigerant_low"] or None,
        compressor=row["compressor"] or None,
        supply_max_c=optional_number(row, "supply_max_c"),
        heat_min_mw=optional_number(row, "heat_min_mw"),
        heat_max_mw=optional_number(row, "heat_max_mw"),
        source=row["source"],
        provenance=cast(Provenance, row["provenance"]),
    )
