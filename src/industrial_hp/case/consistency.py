"""What no single field can check; every finding is gathered and reported at once."""

from collections import Counter
from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

from industrial_hp.case.case import Case
from industrial_hp.case.fields import Profile
from industrial_hp.case.heat_sinks import DistrictHeatingSink, LiquidSink, SteamSink
from industrial_hp.case.heat_sources import HumidAirSource, LiquidSource
from industrial_hp.case.sites import Loop, Store
from industrial_hp.catalogue.equipment_costs import equipment_cost
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import Finding, UsageError
from industrial_hp.units import c_from_k


def check_consistency(case: Case) -> tuple[Finding, ...]:
    """Every contradiction within a case whose fields are valid by themselves.

    Parameters
    ----------
    case : Case
        A case, possibly a part of one whose other parts have findings of their own.

    Returns
    -------
    tuple of Finding
        Empty for a consistent case. Places name the field in the order of the case.
    """
    checks = (
        _names,
        _references,
        _catalogue_rows,
        _profiles,
        _series_length,
        _temperature_order,
        _too_hot_sinks,
    )
    return tuple(finding for check in checks for finding in check(case))


def _parts(case: Case) -> Iterator[tuple[str, BaseModel]]:
    for group in ("zones", "sources", "sinks", "boilers", "stores", "loops"):
        for index, part in enumerate(getattr(case, group)):
            yield f"{group}[{index}]", part
            cooling = getattr(part, "cooling_today", None)
            if cooling is not None:
                yield f"{group}[{index}].cooling_today", cooling


def _names(case: Case) -> Iterator[Finding]:
    for group in ("zones", "sources", "sinks", "boilers", "stores", "loops"):
        counts = Counter(part.name for part in getattr(case, group))
        for name, count in counts.items():
            if count > 1:
                yield Finding(
                    f"{group}", f"the name {name} is given {count} times", mend="name each once"
                )


def _references(case: Case) -> Iterator[Finding]:
    zones = {zone.name for zone in case.zones}
    for place, part in _parts(case):
        for field in ("zone", "from_zone", "to_zone"):
            name = getattr(part, field, None)
            if name is not None and name not in zones:
                yield Finding(
                    f"{place}.{field}",
                    "no such zone",
                    name,
                    ", ".join(sorted(zones)),
                    "name one of the zones of the case",
                )
        if isinstance(part, Store | Loop):
            yield from _same_water(case, place, part)
        if getattr(part, "existing_mw", 0) is None and getattr(part, "max_mw", 0) is None:
            yield Finding(
                place,
                "neither stands (existing_mw) nor is on offer (max_mw)",
                mend="state one of the two",
            )


def _catalogue_rows(case: Case) -> Iterator[Finding]:
    lookups: list[tuple[str, str, Callable[[str], object]]] = []
    for place, part in _parts(case):
        for field in ("cost", "connection_cost"):
            name = getattr(part, field, None)
            if name is not None:
                lookups.append((f"{place}.{field}", name, equipment_cost))
    if case.heat_pumps is not None:
        if case.heat_pumps.cost is not None:
            lookups.append(("heat_pumps.cost", case.heat_pumps.cost, equipment_cost))
        for index, name in enumerate(case.heat_pumps.refrigerants):
            lookups.append((f"heat_pumps.refrigerants[{index}]", name, refrigerant))
    for place, name, lookup in lookups:
        try:
            lookup(name)
        except UsageError as error:
            yield Finding(place, str(error), mend="take a row of the catalogue")


def _too_hot_sinks(case: Case) -> Iterator[Finding]:
    """Sinks that nothing in the case can reach, whatever is built."""
    critical = [refrigerant(name).critical_c or 0.0 for name in _known_refrigerants(case)]
    for index, sink in enumerate(case.sinks):
        if isinstance(sink, SteamSink) or sink.unmet_eur_per_mwh is not None:
            continue
        field = "supply_c" if isinstance(sink, DistrictHeatingSink) else "t_out_c"
        wanted = _known_values(case, getattr(sink, field))
        if wanted is None:
            continue
        hottest = float(wanted.max())
        boilers = [b.supply_max_c for b in case.boilers if b.zone == sink.zone]
        loops = [_supply_c(case, loop, hottest) for loop in case.loops if loop.to_zone == sink.zone]
        reach = max([*boilers, *loops, *critical], default=-273.0)
        if hottest > reach:
            yield Finding(
                f"sinks[{index}].{field}",
                "is hotter than every boiler, loop and heat pump of its zone can serve",
                f"{hottest:g} degC",
                f"at most {reach:g} degC with what is offered",
                "offer a boiler with a higher supply_max_c, or state a lower temperature",
            )


def _supply_c(case: Case, loop: Loop, otherwise_c: float) -> float:
    """Hottest supply of a loop [degC]; the other number where it is not stated or not known."""
    values = None if loop.supply_c is None else _known_values(case, loop.supply_c)
    return otherwise_c if values is None else float(values.max())


def _known_values(case: Case, value: Profile) -> NDArray[np.float64] | None:
    """Values by period; none where the series is missing or has a wrong length."""
    if isinstance(value, str) and len(case.series.get(value, ())) != case.calendar.period_count:
        return None
    return case.values(value)


def _known_refrigerants(case: Case) -> list[str]:
    if case.heat_pumps is None:
        return []
    return [name for name in case.heat_pumps.refrigerants if _is_known(name)]


def _is_known(name: str) -> bool:
    try:
        refrigerant(name)
    except UsageError:
        return False
    return True


def _same_water(case: Case, place: str, part: Store | Loop) -> Iterator[Finding]:
    zone = part.zone if isinstance(part, Store) else part.to_zone
    names = [sink.name for sink in case.sinks if sink.zone == zone]
    if part.same_water_as is not None and part.same_water_as not in names:
        yield Finding(
            f"{place}.same_water_as",
            f"no sink of zone {zone}",
            part.same_water_as,
            ", ".join(names),
            "name a sink of that zone or leave it out",
        )
    if isinstance(part, Loop):
        if part.same_water_as is None and (part.supply_c is None or part.return_c is None):
            yield Finding(
                place, "supply_c and return_c are wanted unless same_water_as names a sink"
            )
        if part.from_zone == part.to_zone:
            yield Finding(f"{place}.to_zone", "a loop joins two different zones", part.to_zone)


def _profile_fields(part: BaseModel) -> Iterator[tuple[str, object, float, float, str]]:
    for name, field in type(part).model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "maximum" in extra:
            low, high = float(str(extra["minimum"])), float(str(extra["maximum"]))
            yield name, getattr(part, name), low, high, str(extra["unit"])


def _profiles(case: Case) -> Iterator[Finding]:
    owners = [*_parts(case), ("prices.electricity", case.prices.electricity)]
    owners.append(("prices.natural_gas", case.prices.natural_gas))
    used = set()
    for place, part in owners:
        for name, value, low, high, unit in _profile_fields(part):
            if value is None:
                continue
            if isinstance(value, str) and value not in case.series:
                yield Finding(
                    f"{place}.{name}",
                    "no series of this name",
                    value,
                    ", ".join(sorted(case.series)) or "a number (the case has no series)",
                    "add the column to a file in series/ or write a number",
                )
                continue
            if isinstance(value, str):
                used.add(value)
            numbers = case.series[value] if isinstance(value, str) else (float(str(value)),)
            yield from _range(f"{place}.{name}", numbers, low, high, unit)
    for name in sorted(set(case.series) - used):
        yield Finding(f"series: {name}", "no field uses this column", mend="remove it or use it")


def _range(
    place: str, numbers: tuple[float, ...], low: float, high: float, unit: str
) -> Iterator[Finding]:
    array = np.asarray(numbers, dtype=float)
    outside = np.flatnonzero(~((array >= low) & (array <= high)))
    if outside.size:
        where = "" if array.size == 1 else f" in {outside.size} periods, first in {outside[0] + 1}"
        kelvin = unit == "degC" and low <= c_from_k(float(array[outside[0]])) <= high
        yield Finding(
            place,
            f"outside its range{where}",
            f"{array[outside[0]]:g} {unit}",
            f"{low:g} to {high:g} {unit}",
            "this looks like kelvin; subtract 273.15" if kelvin else f"state it in {unit}",
        )


def _series_length(case: Case) -> Iterator[Finding]:
    for name, values in sorted(case.series.items()):
        if len(values) != case.calendar.period_count:
            yield Finding(
                f"series: {name}",
                "wrong number of values",
                str(len(values)),
                f"{case.calendar.period_count} ({len(case.calendar.days)} days of "
                f"{len(case.calendar.block_hours)} blocks)",
                "one row for each block of each day",
            )


def _temperature_order(case: Case) -> Iterator[Finding]:
    for place, part in _parts(case):
        pair = _hot_and_cold_end(part)
        if pair is None:
            continue
        hot, cold = pair
        above = _known_values(case, getattr(part, hot))
        below = _known_values(case, getattr(part, cold))
        if above is None or below is None:
            continue
        period = int((above - below).argmin())
        if above[period] <= below[period]:
            yield Finding(
                f"{place}.{hot}",
                f"must lie above {cold} (period {period + 1})",
                f"{above[period]:g} degC",
                f"above {below[period]:g} degC",
                "mend one of the two",
            )


def _hot_and_cold_end(part: BaseModel) -> tuple[str, str] | None:
    ends: tuple[tuple[Callable[[BaseModel], bool], tuple[str, str]], ...] = (
        (lambda p: isinstance(p, LiquidSource | HumidAirSource), ("t_in_c", "t_out_c")),
        (lambda p: isinstance(p, LiquidSink), ("t_out_c", "t_in_c")),
        (lambda p: isinstance(p, DistrictHeatingSink | Store), ("supply_c", "return_c")),
        (
            lambda p: isinstance(p, Loop) and p.supply_c is not None and p.return_c is not None,
            ("supply_c", "return_c"),
        ),
    )
    return next((pair for applies, pair in ends if applies(part)), None)
