"""Energy carriers and CO2: emission factors, heating values and prices, each with its source.

Emission factors of fuels stand on the lower heating value (LHV). Prices here are defaults and
ranges for plausibility; a case states its own, with their basis.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from industrial_hp.catalogue.tables import Row, named, optional_number, table_rows
from industrial_hp.errors import UsageError

CarrierKind = Literal["fuel", "electricity", "heat", "co2"]

CARRIER_KINDS: tuple[CarrierKind, ...] = ("fuel", "electricity", "heat", "co2")
ENERGY_CARRIERS_CSV = "energy_carriers.csv"


@dataclass(frozen=True)
class EnergyCarrier:
    """One carrier: factor, heating values and price; None means the sources do not say.

    Parameters
    ----------
    name : str
        Key of the row.
    kind : {"fuel", "electricity", "heat", "co2"}
        What is bought; ``co2`` rows are prices of emission allowances.
    emission_factor_t_per_mwh : float or None
        CO2 per MWh, of lower heating value for fuels [t/MWh].
    hhv_to_lhv : float or None
        Higher over lower heating value [-]; fuels only.
    price, price_low, price_high : float or None
        Price and its range in ``price_unit``.
    price_unit : str
        EUR/MWh, EUR/MWh HHV or EUR/t; blank without a price.
    price_year : int or None
        Year of the price.
    factor_source, price_source, provenance : str
        Where the figures come from; found, found (secondary) or recalled.
    """

    name: str
    kind: CarrierKind
    emission_factor_t_per_mwh: float | None
    hhv_to_lhv: float | None
    price: float | None
    price_low: float | None
    price_high: float | None
    price_unit: str
    price_year: int | None
    factor_source: str
    price_source: str
    provenance: str


@cache
def energy_carriers() -> tuple[EnergyCarrier, ...]:
    """All carriers of the catalogue, in the order of the table."""
    return tuple(_energy_carrier(row) for row in table_rows(ENERGY_CARRIERS_CSV))


def energy_carrier(name: str) -> EnergyCarrier:
    """The catalogue row of a name.

    Raises
    ------
    UsageError
        If there is no such row; the nearest names are told.
    """
    return named(name, energy_carriers(), "energy carrier")


def _energy_carrier(row: Row) -> EnergyCarrier:
    kind = next((known for known in CARRIER_KINDS if known == row["kind"]), None)
    if kind is None:
        raise UsageError(f"catalogue: kind {row['kind']!r} of {row['name']!r} is not a carrier's")
    price_year = optional_number(row, "price_year")
    return EnergyCarrier(
        name=row["name"],
        kind=kind,
        emission_factor_t_per_mwh=optional_number(row, "emission_factor_t_per_mwh"),
        hhv_to_lhv=optional_number(row, "hhv_to_lhv"),
        price=optional_number(row, "price"),
        price_low=optional_number(row, "price_low"),
        price_high=optional_number(row, "price_high"),
        price_unit=row["price_unit"],
        price_year=None if price_year is None else int(price_year),
        factor_source=row["factor_source"],
        price_source=row["price_source"],
        provenance=row["provenance"],
    )
