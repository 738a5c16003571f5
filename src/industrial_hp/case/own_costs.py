"""Cost rows that a case brings itself, beside those of the catalogue or in their place."""

from typing import Literal

from pydantic import Field, model_validator

from industrial_hp.case.fields import MONEY_YEARS, Name, Number, Stated, Title, number, whole
from industrial_hp.catalogue.equipment_costs import CostLaw, EquipmentCost

BY_THE_CASE = "case"
"""Provenance of a row that the case states."""


class OwnCost(Stated):
    """A row with the columns of the catalogue's table of equipment costs.

    A name of the catalogue takes the place of that row wherever it prices something; any other
    name is a row more.
    """

    name: Name = Field(
        description="name that costs refer to; one of the catalogue takes the place of its row"
    )
    equipment: Title = Field(min_length=1, description="what is bought, in words")
    size_unit: Literal["MW", "MWh", "m3"] = Field(description="unit of the size")
    size_min: Number = number(0, 1e7, "size", "smallest size that the law was made for")
    size_max: Number = number(0, 1e7, "size", "largest size that the law was made for")
    fixed_eur: Number = number(
        0, 1e9, "EUR", "part of the investment that any size costs, per metre of a loop"
    )
    variable_eur_per_size: Number = number(
        0, 1e8, "EUR/size", "investment per size, per metre of a loop"
    )
    fixed_om_eur_per_size_a: Number = number(
        0, 1e7, "EUR/(size a)", "fixed operation and maintenance, per metre of a loop"
    )
    variable_om_eur_per_mwh: Number = number(
        0,
        1000,
        "EUR/MWh",
        "operation and maintenance by heat, drive and auxiliary electricity excluded",
    )
    lifetime_a: int = whole(1, 100, "a", "technical lifetime")
    indirect_included: bool = Field(
        description="true if engineering, integration and contingency are in the price already"
    )
    reference_spread_k: Number | None = number(
        1,
        200,
        "K",
        "spread of supply and return that a law of heat moved or held was made at",
        default=None,
    )
    larger_sizes: Name | None = Field(
        default=None,
        description="row that prices sizes above size_max, for economies of scale; if none is "
        "named this one goes on",
    )
    scope: Title = Field(min_length=1, description="what the price holds")
    money_year: int | None = whole(*MONEY_YEARS, "a", "year of the money", default=None)
    low_factor: Number = number(0.05, 1, "-", "least investment over the stated one", default=1.0)
    high_factor: Number = number(1, 20, "-", "most investment over the stated one", default=1.0)
    source: str = Field(
        min_length=1, description="where the price comes from: offer, contract, publication"
    )

    @model_validator(mode="after")
    def _range_is_not_empty(self) -> "OwnCost":
        if self.size_min > self.size_max:
            raise ValueError(
                f"size_min {self.size_min:g} lies above size_max {self.size_max:g}; mend one"
            )
        return self

    def row(self) -> EquipmentCost:
        """The row as the catalogue holds its own."""
        law = CostLaw(
            name=self.name,
            fixed_eur=self.fixed_eur,
            variable_eur_per_size=self.variable_eur_per_size,
            size_unit=self.size_unit,
            size_min=self.size_min,
            size_max=self.size_max,
            scope=self.scope,
            money_year=self.money_year,
            source=self.source,
        )
        return EquipmentCost(
            name=self.name,
            equipment=self.equipment,
            law=law,
            fixed_om_eur_per_size_a=self.fixed_om_eur_per_size_a,
            variable_om_eur_per_mwh=self.variable_om_eur_per_mwh,
            lifetime_a=self.lifetime_a,
            indirect_included=self.indirect_included,
            reference_spread_k=self.reference_spread_k,
            low_factor=self.low_factor,
            high_factor=self.high_factor,
            provenance=BY_THE_CASE,
            larger_sizes=self.larger_sizes or "",
        )
