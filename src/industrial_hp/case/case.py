"""A study as one frozen object: what stands, what is needed, what may be built, what it costs."""

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from industrial_hp.case.calendar import Calendar
from industrial_hp.case.estimated_machines import CopPoint
from industrial_hp.case.fields import Name, Profile, Stated, Title
from industrial_hp.case.heat_sinks import HeatSink
from industrial_hp.case.heat_sources import HeatSource
from industrial_hp.case.matches import Matches
from industrial_hp.case.options import Backup, HeatPumpOptions, Objective, StudyLimits
from industrial_hp.case.own_costs import OwnCost
from industrial_hp.case.prices import Economics, Prices
from industrial_hp.case.sites import Boiler, Cooler, Loop, Store, Zone
from industrial_hp.case.tariffs import TariffWindow, tariff_values
from industrial_hp.catalogue.equipment_costs import EquipmentCost, equipment_cost


class Case(Stated):
    """Everything an engineer states about a study. Temperatures in degC, powers in MW.

    Quantities that vary are named columns of `series`, one value for each period in the order
    of the calendar: day by day, block by block.
    """

    name: Name
    title: Title
    description: str = ""
    calendar: Calendar = Calendar()
    zones: tuple[Zone, ...] = Field(min_length=1)
    sources: tuple[HeatSource, ...] = ()
    sinks: tuple[HeatSink, ...] = Field(min_length=1)
    boilers: tuple[Boiler, ...] = ()
    coolers: tuple[Cooler, ...] = ()
    stores: tuple[Store, ...] = ()
    loops: tuple[Loop, ...] = ()
    heat_pumps: HeatPumpOptions | None = None
    cop_points: tuple[CopPoint, ...] = Field(
        default=(), description="points of manufacturers' tables, read from cop_tables/*.csv, too"
    )
    backup: Backup | None = None
    objective: Objective = Objective()
    limits: StudyLimits = StudyLimits()
    matches: Matches = Matches()
    prices: Prices
    tariff_windows: tuple[TariffWindow, ...] = Field(
        default=(), description="prices by time of use; a price names a tariff like a series"
    )
    own_costs: tuple[OwnCost, ...] = Field(
        default=(), description="cost rows of the case itself, beside or in place of the catalogue"
    )
    economics: Economics
    series: dict[str, tuple[float, ...]] = Field(
        default={}, description="values for each period, read from series/*.csv"
    )

    def named_series(self) -> dict[str, tuple[float, ...]]:
        """Values of every period by name: series, and tariffs that cover the year."""
        windows = getattr(self, "tariff_windows", ())
        if not windows:
            return dict(self.series)
        found = tariff_values(windows, self.calendar)
        whole = {
            name: tuple(value for value in values if value is not None)
            for name, values in found.items()
            if None not in values
        }
        return whole | self.series

    def values(self, profile: Profile) -> NDArray[np.float64]:
        """Values of a profile in every period, shape (periods,)."""
        if isinstance(profile, str):
            found = self.series.get(profile) or self.named_series()[profile]
            return np.asarray(found, dtype=float)
        return np.full(self.calendar.period_count, float(profile))

    def cost_row(self, name: str) -> EquipmentCost:
        """The cost row of a name, the case's own before the catalogue's, in money of the case.

        Raises
        ------
        UsageError
            If neither has such a row; the nearest names are told.
        """
        found, money = self.stated_cost_row(name), self.economics
        if money.money_year is None:
            return found
        return found.in_money_of(money.money_year, later_change=money.later_price_change)

    def cost_ranges(self, name: str) -> tuple[EquipmentCost, ...]:
        """The cost row of a name, and those of ever larger sizes that follow from it.

        Raises
        ------
        UsageError
            If neither case nor catalogue has one of them.
        """
        rows = [self.cost_row(name)]
        while rows[-1].larger_sizes:
            rows.append(self.cost_row(rows[-1].larger_sizes))
        return tuple(rows)

    def stated_cost_row(self, name: str) -> EquipmentCost:
        """The cost row of a name in the money that it is stated in.

        Raises
        ------
        UsageError
            If neither case nor catalogue has such a row; the nearest names are told.
        """
        own = next((row for row in self.own_costs if row.name == name), None)
        return equipment_cost(name) if own is None else own.row()

    def sink(self, name: str) -> HeatSink:
        """The sink of this name."""
        return next(sink for sink in self.sinks if sink.name == name)
