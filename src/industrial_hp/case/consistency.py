"""What no single field can check; every finding is gathered and reported at once."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from pydantic import BaseModel

from industrial_hp.case.case import Case
from industrial_hp.case.catalogue_names import (
    catalogue_name_findings,
    money_year_findings,
    own_cost_findings,
)
from industrial_hp.case.changeover_findings import changeover_findings
from industrial_hp.case.cop_tables import cop_table_findings
from industrial_hp.case.fields import range_text, unit_mend
from industrial_hp.case.heat_sinks import (
    DistrictHeatingSink,
    HeatSink,
    HotAirSink,
    HotWaterSink,
    LiquidSink,
    MaterialSink,
)
from industrial_hp.case.heat_sources import (
    BoreholeSource,
    FlueGasSource,
    HumidAirSource,
    LiquidSource,
)
from industrial_hp.case.match_names import match_findings
from industrial_hp.case.part_values import known_values, stated
from industrial_hp.case.same_water import same_water_findings
from industrial_hp.case.sink_reach import too_hot_sinks
from industrial_hp.case.sites import Boiler, Loop, Store, Utility
from industrial_hp.case.standing import leaving_heat_findings, stands_or_is_offered
from industrial_hp.case.tariff_findings import tariff_findings
from industrial_hp.case.unit_names import (
    repeated_entry_findings,
    stream_part_findings,
    unit_name_findings,
)
from industrial_hp.case.water_states import water_state_findings
from industrial_hp.errors import Finding

QUANTITIES = ("duty_mw", "dry_air_kg_per_s", "flow_kg_per_s", "design_mw", "draw_mw")
LEAST_DROP_K = 1e-9
"""Temperatures that lie closer are one: their difference is lost when they become kelvin."""
GROUPS = ("zones", "sources", "sinks", "boilers", "coolers", "stores", "loops")


def check_consistency(case: Case) -> tuple[Finding, ...]:
    """Every contradiction within a case whose fields are valid by themselves.

    Parameters
    ----------
    case : Case
        A case; its parts may lack attributes that have findings of their own.

    Returns
    -------
    tuple of Finding
        Empty for a consistent case. Places name the field in the order of the case.
    """
    checks = (
        _names,
        unit_name_findings,
        stream_part_findings,
        repeated_entry_findings,
        tariff_findings,
        _references,
        same_water_findings,
        catalogue_name_findings,
        own_cost_findings,
        money_year_findings,
        cop_table_findings,
        _machine_sizes,
        _primary_energy,
        _profiles,
        _series_length,
        _temperature_order,
        water_state_findings,
        too_hot_sinks,
        _backup,
        leaving_heat_findings,
        changeover_findings,
        match_findings,
    )
    return tuple(finding for check in checks for finding in check(case))


def _parts(case: Case) -> Iterator[tuple[str, BaseModel]]:
    for group in GROUPS:
        for index, part in enumerate(getattr(case, group)):
            yield f"{group}[{index}]", part
            for name in ("cooling_today", "supply_curve"):
                inner = stated(part, name)
                if inner is not None:
                    yield f"{group}[{index}].{name}", inner


def _names(case: Case) -> Iterator[Finding]:
    """Zones have names of their own; all other parts share the tables and charts of results."""
    for name, count in Counter(stated(zone, "name") for zone in case.zones).items():
        if count > 1 and name is not None:
            yield Finding("zones", f"the name {name} is given {count} times", mend="name each once")
    first: dict[str, str] = {}
    for group in GROUPS[1:]:
        for index, part in enumerate(getattr(case, group)):
            name, place = stated(part, "name"), f"{group}[{index}].name"
            if name is not None and first.setdefault(name, place) != place:
                yield Finding(
                    place,
                    f"the name is given already to {first[name].removesuffix('.name')}",
                    name,
                    "a name that no other source, sink, boiler, cooler, store or loop has",
                    "rename one of the two",
                )


def _references(case: Case) -> Iterator[Finding]:
    zones = {stated(zone, "name") for zone in case.zones} - {None}
    for place, part in _parts(case):
        for field in ("zone", "from_zone", "to_zone"):
            name = stated(part, field)
            if name is not None and name not in zones:
                yield Finding(
                    f"{place}.{field}",
                    "no such zone",
                    name,
                    ", ".join(sorted(zones)),
                    "name one of the zones of the case",
                )
        if isinstance(part, Loop):
            yield from _loop_ends(place, part)
        if isinstance(part, Utility):
            yield from stands_or_is_offered(place, part)
        if isinstance(part, Boiler):
            yield from _priced(case, f"{place}.carrier", stated(part, "carrier"))


def _priced(case: Case, place: str, carrier: str | None) -> Iterator[Finding]:
    prices = stated(case, "prices")
    others = stated(prices, "other_fuels") or ()
    known = {"electricity"} | {stated(fuel, "carrier") for fuel in others}
    known |= {"natural_gas"} if stated(prices, "natural_gas") is not None else set()
    readable = hasattr(prices, "natural_gas") and hasattr(prices, "other_fuels")
    if readable and carrier is not None and carrier not in known:
        yield Finding(
            place,
            "the case has no price of this carrier",
            carrier,
            ", ".join(sorted(known - {None})),
            "state it in prices: natural_gas, or an entry of other_fuels",
        )


def _primary_energy(case: Case) -> Iterator[Finding]:
    """What is limited or made least must be known of every carrier."""
    wanted = stated(stated(case, "objective"), "least") == "primary_energy"
    wanted |= stated(stated(case, "limits"), "primary_energy_mwh_per_a") is not None
    prices = stated(case, "prices")
    carriers = {"electricity": stated(prices, "electricity")}
    carriers["natural_gas"] = stated(prices, "natural_gas")
    for index, fuel in enumerate(stated(prices, "other_fuels") or ()):
        carriers[f"other_fuels[{index}]"] = fuel
    for place, price in carriers.items():
        if wanted and price is not None and stated(price, "primary_energy_factor") is None:
            yield Finding(
                f"prices.{place}.primary_energy_factor",
                "is missing: the case limits primary energy, or makes it least",
                permitted="0 to 10 MWh/MWh",
                mend="state the factor of every carrier, as EN ISO 52000-1 counts it",
            )


def _machine_sizes(case: Case) -> Iterator[Finding]:
    options = stated(case, "heat_pumps")
    low, high = stated(options, "minimum_size_mw"), stated(options, "maximum_size_mw")
    if low is not None and high is not None and low > high:
        yield Finding(
            "heat_pumps.minimum_size_mw",
            f"the smallest machine is larger than the largest (maximum_size_mw {high:g} MW)",
            f"{low:g} MW",
            f"0 to {high:g} MW",
            "mend one of the two",
        )


def _loop_ends(place: str, loop: Loop) -> Iterator[Finding]:
    ends = [getattr(loop, field, "") for field in ("supply_c", "return_c")]
    if getattr(loop, "same_water_as", "") is None and None in ends:
        yield Finding(place, "supply_c and return_c are wanted unless same_water_as names a sink")
    if stated(loop, "from_zone") == stated(loop, "to_zone") is not None:
        yield Finding(f"{place}.to_zone", "a loop joins two different zones", loop.to_zone)


def _backup(case: Case) -> Iterator[Finding]:
    """The rule at peak is kept by boilers of the zone, so each zone with demand needs one."""
    share = stated(stated(case, "backup"), "boiler_share_of_peak") or 0.0
    boiled = {stated(boiler, "zone") for boiler in case.boilers}
    for zone in sorted({stated(s, "zone") for s in case.sinks} - boiled - {None}):
        sinks = [sink for sink in case.sinks if stated(sink, "zone") == zone]
        duties = [known_values(case, _quantity(sink)) for sink in sinks]
        if share > 0 and any(duty is None or duty.max() > 0 for duty in duties):
            yield Finding(
                "backup.boiler_share_of_peak",
                f"zone {zone} has demand but no boiler that could carry its share at peak",
                f"{share:g}",
                mend=f"offer a boiler in zone {zone}, or leave the rule out",
            )


def _quantity(sink: HeatSink) -> Any:
    """What a sink's heat is proportional to; any of it that is not zero is demand."""
    return next((stated(sink, name) for name in QUANTITIES if hasattr(sink, name)), None)


def _profile_fields(part: BaseModel) -> Iterator[tuple[str, object, float, float, str]]:
    for name, field in type(part).model_fields.items():
        extra = field.json_schema_extra
        if isinstance(extra, dict) and "maximum" in extra:
            low, high = float(str(extra["minimum"])), float(str(extra["maximum"]))
            yield name, stated(part, name), low, high, str(extra["unit"])


def _profiles(case: Case) -> Iterator[Finding]:
    owners = list(_parts(case))
    prices = stated(case, "prices")
    for carrier in ("electricity", "natural_gas"):
        price = stated(prices, carrier)
        owners += [(f"prices.{carrier}", price)] if price is not None else []
    for index, fuel in enumerate(stated(prices, "other_fuels") or ()):
        owners.append((f"prices.other_fuels[{index}]", fuel))
    used, series = set(), case.named_series()
    for place, part in owners:
        for name, value, low, high, unit in _profile_fields(part):
            if value is None:
                continue
            if isinstance(value, str) and value not in series:
                yield Finding(
                    f"{place}.{name}",
                    "no series of this name",
                    value,
                    ", ".join(sorted(series)) or "a number (the case has no series)",
                    "add the column to a file in series/ or write a number",
                )
                continue
            if isinstance(value, str):
                used.add(value)
            numbers = series[value] if isinstance(value, str) else (float(str(value)),)
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
        yield Finding(
            place,
            f"outside its range{where}",
            f"{array[outside[0]]:.10g} {unit}",
            range_text(low, high, unit),
            unit_mend(float(array[outside[0]]), low, high, unit),
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
        above = known_values(case, _end_value(case, part, hot))
        below = known_values(case, _end_value(case, part, cold))
        if above is None or below is None:
            continue
        period = int((above - below).argmin())
        if above[period] - below[period] < LEAST_DROP_K:
            yield Finding(
                f"{place}.{hot}",
                f"must lie above {cold} (period {period + 1})",
                f"{above[period]:g} degC",
                f"above {below[period]:g} degC",
                "mend one of the two",
            )


def _hot_and_cold_end(part: BaseModel) -> tuple[str, str] | None:
    match part:
        case LiquidSource() | HumidAirSource() | FlueGasSource() | BoreholeSource():
            return "t_in_c", "t_out_c"
        case LiquidSink() | HotAirSink() | MaterialSink():
            return "t_out_c", "t_in_c"
        case DistrictHeatingSink() | Store() | Loop():
            return "supply_c", "return_c"
        case HotWaterSink():
            return "circulation_return_c", "cold_c"
        case _:
            return None


def _end_value(case: Case, part: BaseModel, field: str) -> Any:
    """A temperature as stated; that of its sink for a loop that carries the sink's own water."""
    value = stated(part, field)
    water = stated(part, "same_water_as")
    if value is not None or not isinstance(part, Loop) or water is None:
        return value
    sink = next((s for s in case.sinks if stated(s, "name") == water), None)
    ends = None if sink is None else _hot_and_cold_end(sink)
    return None if ends is None else stated(sink, ends[0 if field == "supply_c" else 1])
