"""Every check of a finished result, its worst deviation, and what violates it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from industrial_hp.checking import (
    heat_cascade,
    heat_laws,
    key_figures,
    limits,
    machine_laws,
    payments,
)
from industrial_hp.checking.deviation import Deviation
from industrial_hp.checking.result_files import Result, read_result

HEAT_MW = 1e-5
ENERGY_MWH = 1e-3
SHARE = 1e-6
FLOOR_M2 = 1e-3
KELVIN = 1e-3


@dataclass(frozen=True)
class Violation:
    """Something that cannot be: where, by how much, and what would be right."""

    place: str
    deviation: float
    found: str
    permitted: str


@dataclass(frozen=True)
class Check:
    """One law over the whole result."""

    name: str
    worst: float
    tolerance: float
    unit: str
    violations: tuple[Violation, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing violates it."""
        return not self.violations


@dataclass(frozen=True)
class Verdict:
    """What the checker says of a result."""

    checks: tuple[Check, ...]

    @property
    def passed(self) -> bool:
        """Whether every check is."""
        return all(check.passed for check in self.checks)


@dataclass(frozen=True)
class _Law:
    name: str
    tolerance: float
    unit: str
    deviations: Callable[[Result], Iterable[Deviation]]


LAWS = (
    _Law("Periods stand for the hours of the year", SHARE, "h", heat_laws.hours),
    _Law("No negative heat, electricity or fuel", HEAT_MW, "MW", heat_laws.signs),
    _Law("Heat given is heat taken in every zone", HEAT_MW, "MW", heat_laws.zones),
    _Law("Streams carry the heat of the operation", HEAT_MW, "MW", heat_laws.streams),
    _Law("Streams have the temperatures of the case", KELVIN, "K", heat_laws.stream_ends),
    _Law("No heat runs uphill", HEAT_MW, "MW", heat_cascade.real),
    _Law("Temperature differences of the case are kept", HEAT_MW, "MW", heat_cascade.differences),
    _Law("Stores hold what was charged", ENERGY_MWH, "MWh", heat_laws.stores),
    _Law("Stores give no hotter than they take", KELVIN, "K", heat_laws.store_temperatures),
    _Law("Loops deliver what is sent less their loss", HEAT_MW, "MW", heat_laws.loops),
    _Law("Machines keep their energy balance", HEAT_MW, "MW", machine_laws.balance),
    _Law("Machines obey the second law", SHARE, "-", machine_laws.second_law),
    _Law("Machines run at the temperatures told", KELVIN, "K", machine_laws.temperatures),
    _Law("Machines have the COP told", SHARE, "-", machine_laws.told_cop),
    _Law("Boilers burn what their heat needs", HEAT_MW, "MW", machine_laws.boilers),
    _Law("Electricity bought is what runs", HEAT_MW, "MW", machine_laws.electricity),
    _Law("Pumps, fans and cooling draw their share", HEAT_MW, "MW", machine_laws.auxiliaries),
    _Law("Sources give no more than they have", HEAT_MW, "MW", limits.sources),
    _Law("Sources keep their limit by the year", ENERGY_MWH, "MWh", limits.years),
    _Law("Demand is delivered or priced", HEAT_MW, "MW", limits.demands),
    _Law("Nothing runs beyond its size", HEAT_MW, "MW", limits.sizes),
    _Law("Everything that runs is built", HEAT_MW, "MW", limits.built),
    _Law("Sizes lie within the offer", HEAT_MW, "MW", limits.offered),
    _Law("New equipment keeps to its zones and floor", FLOOR_M2, "m2", limits.floor),
    _Law("Forbidden matches carry nothing", ENERGY_MWH, "MWh", limits.matches),
    _Law("Grid connections keep their limit", HEAT_MW, "MW", limits.grid),
    _Law("Limits of the study are kept", SHARE, "-", key_figures.study),
    _Law("Flows sum to what is given and taken", ENERGY_MWH, "MWh", key_figures.flows),
    _Law("Energy is paid at the prices of the case", SHARE, "-", payments.energy),
    _Law("Payments sum to the cash flow", SHARE, "-", payments.cash_flow),
    _Law("The annual cost is the annuity of the cash flow", SHARE, "-", payments.annual_cost),
    _Law("Investment is that of the equipment", SHARE, "-", payments.investment),
    _Law("Key figures follow from operation and money", SHARE, "-", key_figures.figures),
    _Law("Status agrees with the result", SHARE, "-", key_figures.status),
)


def verify(folder: str | Path) -> Verdict:
    """Check a finished result from its files alone.

    Parameters
    ----------
    folder : str or Path
        Filled by ``design`` with the formats csv and json.

    Raises
    ------
    CaseError
        If a file is missing or cannot be read: with a finding for each.
    """
    result = read_result(Path(folder))
    return Verdict(tuple(_check(law, result) for law in LAWS))


def _check(law: _Law, result: Result) -> Check:
    worst, violations = 0.0, []
    for deviation in law.deviations(result):
        amounts = np.nan_to_num(np.atleast_1d(deviation.amount), nan=np.inf)
        worst = max(worst, float(amounts.max(initial=0.0)))
        for index in np.flatnonzero(amounts > law.tolerance):
            period = f", {result.periods[index]}" if len(amounts) == len(result.periods) else ""
            violations.append(
                Violation(
                    f"{deviation.place}{period if len(amounts) > 1 else ''}",
                    float(amounts[index]),
                    deviation.told(deviation.found, int(index)),
                    deviation.told(deviation.permitted, int(index)),
                )
            )
    return Check(law.name, worst, law.tolerance, law.unit, tuple(violations))
