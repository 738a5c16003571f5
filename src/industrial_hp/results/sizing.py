"""Sizes of a solved model: what is built, what stands, and what each costs."""

from dataclasses import dataclass
from typing import Any, Literal

from industrial_hp.superstructure.problem import DesignProblem, HeatPump, Investment

EquipmentType = Literal["heat_pump", "recovery_exchanger", "boiler", "heat_store", "loop"]
BUILT_MW = 1e-6
"""What is smaller is rounding of the solver."""


@dataclass(frozen=True, eq=False)
class BuiltUnit:
    """Something that is built or stands, with its size in its own unit."""

    tag: str
    title: str
    type: EquipmentType
    zone: str
    size: float
    size_unit: Literal["MW", "MWh"]
    investment: Investment | None
    existing: bool
    heat_pump: HeatPump | None = None

    @property
    def investment_eur(self) -> float:
        """Price of the size [EUR]: at once if new, at each replacement if it stands."""
        if self.investment is None:
            return 0.0
        return self.investment.fixed_eur + self.investment.eur_per_size * self.size

    @property
    def extrapolated(self) -> bool:
        """Whether the size lies outside the range of its cost law."""
        law = self.investment
        return law is not None and not law.size_min <= self.size <= law.size_max


def built_units(problem: DesignProblem, model: Any) -> tuple[BuiltUnit, ...]:
    """All units with a size above zero, heat pumps first.

    Parameters
    ----------
    problem : DesignProblem
        What was offered.
    model : ConcreteModel
        The solved model.
    """
    units: list[BuiltUnit] = []
    for pump in problem.heat_pumps:
        size = model.heat_pumps.size_mw[pump.tag].value or 0.0
        title = f"{pump.refrigerant} heat pump"
        units.append(
            BuiltUnit(
                pump.tag,
                title,
                "heat_pump",
                pump.zone,
                size,
                "MW",
                pump.investment,
                existing=False,
                heat_pump=pump,
            )
        )
    for source in problem.sources:
        if source.connection is not None and source.pieces:
            size = model.heat_sources.size_mw[source.name].value or 0.0
            units.append(
                BuiltUnit(
                    f"{source.name}_exchanger",
                    f"Recovery: {source.title}",
                    "recovery_exchanger",
                    source.zone,
                    size,
                    "MW",
                    source.connection,
                    existing=False,
                )
            )
    for boiler in problem.boilers:
        size = model.boilers.size_mw[boiler.name].value or 0.0
        units.append(
            BuiltUnit(
                boiler.name,
                boiler.title,
                "boiler",
                boiler.zone,
                size,
                "MW",
                boiler.investment,
                existing=boiler.existing_mw is not None,
            )
        )
    for store in problem.stores:
        size = model.heat_stores.size_mwh[store.name].value or 0.0
        units.append(
            BuiltUnit(
                store.name,
                store.title,
                "heat_store",
                store.zone,
                size,
                "MWh",
                store.investment,
                existing=False,
            )
        )
    for loop in problem.loops:
        if loop.investment is not None:
            size = model.loops.size_mw[loop.name].value or 0.0
            units.append(
                BuiltUnit(
                    loop.name,
                    loop.title,
                    "loop",
                    loop.from_zone,
                    size,
                    "MW",
                    loop.investment,
                    existing=False,
                )
            )
    return tuple(unit for unit in units if unit.size > BUILT_MW)
