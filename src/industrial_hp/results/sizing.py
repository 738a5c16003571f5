"""Sizes of a solved model: what is built, what stands, and what each costs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import DesignProblem, HeatPump

EquipmentType = Literal["heat_pump", "recovery_exchanger", "boiler", "cooler", "heat_store", "loop"]
KINDS = (
    ("two_stage", "two-stage heat pump"),
    ("transcritical", "transcritical heat pump"),
    ("cascade", "cascade"),
    ("series_train", "heat pumps in series"),
    ("steam_recompression", "vapour recompression"),
    ("closed_cycle_with_steam", "heat pump with steam compression"),
)
"""What a machine is, by the beginning of its cycle's name; any other is a heat pump."""
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
    investment: Investment | None
    size_unit: Literal["MW", "MWh"] = "MW"
    existing: bool = False
    heat_pump: HeatPump | None = None

    @property
    def is_mode(self) -> bool:
        """Whether it is another machine at another time, whose size it shares."""
        return self.heat_pump is not None and bool(self.heat_pump.mode_of)

    @property
    def investment_eur(self) -> float:
        """Price of the size [EUR]: at once if new, at each replacement if it stands."""
        return self.priced_eur + self.building_eur

    @property
    def priced_eur(self) -> float:
        """Price by its cost law, indirect cost included, without a building [EUR]."""
        if self.investment is None:
            return 0.0
        return self.investment.fixed_eur + self.investment.eur_per_size * self.size

    @property
    def building_eur(self) -> float:
        """Building for it [EUR]."""
        return 0.0 if self.investment is None else self.investment.building_eur_per_size * self.size

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
    units = (
        *_heat_pumps(problem, model),
        *_exchangers(problem, model),
        *_boilers(problem, model),
        *_coolers(problem, model),
        *_stores(problem, model),
        *_loops(problem, model),
    )
    return tuple(_priced(unit) for unit in units if unit.size > BUILT_MW)


def _priced(unit: BuiltUnit) -> BuiltUnit:
    """The unit with the one law of its size."""
    law = unit.investment
    return unit if law is None else replace(unit, investment=law.at(unit.size))


def _heat_pumps(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    for pump in problem.heat_pumps:
        size = model.heat_pumps.size_mw[pump.rated_tag]
        yield BuiltUnit(
            pump.tag,
            _title(pump),
            "heat_pump",
            pump.zone,
            _value(size),
            pump.investment,
            heat_pump=pump,
        )


def _title(pump: HeatPump) -> str:
    """What a machine is called after: its refrigerant and kind, or its name in the case."""
    if not pump.refrigerant:
        return f"Heat pump {pump.cycle.replace('_', ' ')}"
    kind = next((text for start, text in KINDS if pump.cycle.startswith(start)), "heat pump")
    return f"{pump.refrigerant} {kind}{', changed over' if pump.mode_of else ''}"


def _exchangers(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    for source in problem.sources:
        if source.connection is not None and source.pieces:
            tag, title = f"{source.name}_exchanger", f"Recovery: {source.title}"
            size = _value(model.heat_sources.size_mw[source.name])
            yield BuiltUnit(tag, title, "recovery_exchanger", source.zone, size, source.connection)


def _boilers(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    for boiler in problem.boilers:
        yield BuiltUnit(
            boiler.name,
            boiler.title,
            "boiler",
            boiler.zone,
            _value(model.boilers.size_mw[boiler.name]),
            boiler.investment,
            existing=boiler.existing_mw is not None,
        )


def _coolers(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    for cooler in problem.coolers:
        size, stands = _value(model.coolers.size_mw[cooler.name]), cooler.existing_mw is not None
        yield BuiltUnit(
            cooler.name,
            cooler.title,
            "cooler",
            cooler.zone,
            size,
            cooler.investment,
            existing=stands,
        )


def _stores(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    for store in problem.stores:
        size = _value(model.heat_stores.size_mwh[store.name])
        yield BuiltUnit(
            store.name, store.title, "heat_store", store.zone, size, store.investment, "MWh"
        )


def _loops(problem: DesignProblem, model: Any) -> Iterator[BuiltUnit]:
    """Loops on offer, told at the zone that sends; those that stand have no size."""
    for loop in problem.loops:
        if loop.investment is not None:
            size = _value(model.loops.size_mw[loop.name])
            yield BuiltUnit(loop.name, loop.title, "loop", loop.from_zone, size, loop.investment)


def _value(size: Any) -> float:
    return size.value or 0.0
