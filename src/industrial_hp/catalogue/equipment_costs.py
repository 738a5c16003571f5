"""What equipment costs: investment, operation and maintenance, lifetime, each row with its source.

A row holds for its scope (what is inside the price), its range of sizes and its money year.
Outside the range the law extrapolates; :meth:`CostLaw.extrapolated` tells, and reports warn.
"""

import math
from dataclasses import dataclass, replace
from functools import cache

from industrial_hp.catalogue.price_index import INDEX_WORDS, price_factor
from industrial_hp.catalogue.tables import (
    Row,
    named,
    number,
    optional_number,
    table_rows,
    yes_or_no,
)
from industrial_hp.errors import UsageError

EQUIPMENT_COSTS_CSV = "equipment_costs.csv"


@dataclass(frozen=True)
class CostLaw:
    """Investment as a linear law of size: I = fixed + variable x size.

    Parameters
    ----------
    name : str
        Name of the catalogue row or of the case's own law.
    fixed_eur, variable_eur_per_size : float
        Cost of the first unit of anything and per size [EUR, EUR/size], at least zero.
    size_unit : str
        Unit of size: MW, MWh, m3 ...
    size_min, size_max : float
        Range the law was made for.
    scope : str
        What the price includes.
    money_year : int or None
        Year of the money; None where the source does not say.
    source : str
        Where the law comes from.

    Raises
    ------
    UsageError
        If a number is not finite, negative, or the range is empty.
    """

    name: str
    fixed_eur: float
    variable_eur_per_size: float
    size_unit: str
    size_min: float
    size_max: float
    scope: str
    money_year: int | None
    source: str

    def __post_init__(self) -> None:
        for field in ("fixed_eur", "variable_eur_per_size", "size_min", "size_max"):
            value = getattr(self, field)
            if not (math.isfinite(value) and value >= 0.0):
                raise UsageError(f"cost law {self.name}: {field} {value} must be >= 0 and finite")
        if self.size_min > self.size_max:
            raise UsageError(
                f"cost law {self.name}: size_min {self.size_min} above size_max {self.size_max}"
            )

    def cost_eur(self, size: float) -> float:
        """Investment for a size [EUR]; nothing is bought at size zero.

        Raises
        ------
        UsageError
            If the size is negative or not finite.
        """
        if not (math.isfinite(size) and size >= 0.0):
            raise UsageError(f"cost law {self.name}: size {size} must be at least 0 and finite")
        return self.fixed_eur + self.variable_eur_per_size * size if size > 0.0 else 0.0

    def extrapolated(self, size: float) -> bool:
        """Whether a bought size lies outside the range the law was made for."""
        return size > 0.0 and not self.size_min <= size <= self.size_max


@dataclass(frozen=True)
class EquipmentCost:
    """One catalogue row: the cost law, running costs and lifetime of an equipment.

    Parameters
    ----------
    name, equipment : str
        Key of the row and what it is in words.
    law : CostLaw
        Investment over size.
    fixed_om_eur_per_size_a : float
        Fixed operation and maintenance [EUR/(size a)].
    variable_om_eur_per_mwh : float
        Variable operation and maintenance per MWh of heat (of throughput for stores and
        pipes), drive energy and auxiliary electricity excluded [EUR/MWh].
    lifetime_a : int
        Technical lifetime [a].
    indirect_included : bool
        Whether engineering, integration and contingency are in the law already.
    reference_spread_k : float or None
        Spread between supply and return [K] at which a law of heat moved or held was made; None
        where size is no matter of a spread.
    low_factor, high_factor : float
        Uncertainty of the investment as factors on it [-].
    provenance : str
        found, derived or recalled; a recalled figure is confirmed before it decides anything.
    larger_sizes : str
        Name of the row that prices sizes beyond this one's range; empty if this one does.
    """

    name: str
    equipment: str
    law: CostLaw
    fixed_om_eur_per_size_a: float
    variable_om_eur_per_mwh: float
    lifetime_a: int
    indirect_included: bool
    reference_spread_k: float | None
    low_factor: float
    high_factor: float
    provenance: str
    larger_sizes: str = ""

    def in_money_of(self, year: int, *, later_change: float | None = None) -> "EquipmentCost":
        """The row with its costs in the money of a year; as it is where its own is not known.

        Raises
        ------
        UsageError
            If the price index does not hold one of the years.
        """
        law, since = self.law, self.law.money_year
        if since is None or since == year:
            return self
        factor = price_factor(since, year, later_change=later_change)
        return replace(
            self,
            law=replace(
                law,
                fixed_eur=law.fixed_eur * factor,
                variable_eur_per_size=law.variable_eur_per_size * factor,
                money_year=year,
                source=f"{law.source}; money of {since} to {year} x {factor:.4f} ({INDEX_WORDS})",
            ),
            fixed_om_eur_per_size_a=self.fixed_om_eur_per_size_a * factor,
            variable_om_eur_per_mwh=self.variable_om_eur_per_mwh * factor,
        )


@cache
def equipment_costs() -> tuple[EquipmentCost, ...]:
    """All rows of the catalogue, in the order of the table."""
    return tuple(_equipment_cost(row) for row in table_rows(EQUIPMENT_COSTS_CSV))


def equipment_cost(name: str) -> EquipmentCost:
    """The catalogue row of a name.

    Raises
    ------
    UsageError
        If there is no such row; the nearest names are told.
    """
    return named(name, equipment_costs(), "equipment cost")


def _equipment_cost(row: Row) -> EquipmentCost:
    money_year = optional_number(row, "money_year")
    law = CostLaw(
        name=row["name"],
        fixed_eur=number(row, "fixed_eur"),
        variable_eur_per_size=number(row, "variable_eur_per_size"),
        size_unit=row["size_unit"],
        size_min=number(row, "size_min"),
        size_max=number(row, "size_max"),
        scope=row["scope"],
        money_year=None if money_year is None else int(money_year),
        source=row["source"],
    )
    return EquipmentCost(
        name=row["name"],
        equipment=row["equipment"],
        law=law,
        fixed_om_eur_per_size_a=number(row, "fixed_om_eur_per_size_a"),
        variable_om_eur_per_mwh=number(row, "variable_om_eur_per_mwh"),
        lifetime_a=int(number(row, "lifetime_a")),
        indirect_included=yes_or_no(row, "indirect_included"),
        reference_spread_k=optional_number(row, "reference_spread_k"),
        low_factor=number(row, "low_factor"),
        high_factor=number(row, "high_factor"),
        provenance=row["provenance"],
    )
