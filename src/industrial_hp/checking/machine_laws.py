"""Laws of conversion: machines, boilers, pumps, fans and the electricity that they draw."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from industrial_hp.checking.deviation import Deviation, at_most, equal
from industrial_hp.checking.result_files import Array, Result
from industrial_hp.units import k_from_c

SMALLEST_MW = 1e-6


def balance(result: Result) -> Iterator[Deviation]:
    """Heat given = heat taken + work, and work = electricity x drive efficiency [MW].

    Of machines whose COP is estimated the drive is part of the machine.
    """
    options = result.case.heat_pumps
    if options is None:
        return
    estimated = {machine.kind for machine in options.estimated}
    table = result.equipment
    cycles = dict(zip(table["tag"], table["cycle"], strict=True))
    for tag in _machines(result):
        given, taken, drawn = _heats(result, tag)
        efficiency = 1.0 if cycles.get(tag) in estimated else options.drive_efficiency
        yield equal(f"{tag}, work", drawn * efficiency, given - taken)


def second_law(result: Result) -> Iterator[Deviation]:
    r"""Entropy given off is no less than entropy taken up, as a share of the former [-].

    A straight piece has its logarithmic mean temperature: q ln(T_1/T_2) / (T_1 - T_2).
    """
    for tag in _machines(result):
        yield Deviation(tag, _entropy_lost(result, tag))


def temperatures(result: Result) -> Iterator[Deviation]:
    """Evaporation is the coldest of the cold side; the hot side is as hot as told [K]."""
    table = result.heat_streams
    for tag in _machines(result):
        rows = result.rows(type="heat_pump", unit=tag)
        own = table[table["unit"] == tag]
        evaporating = rows["t_evaporator_c"].to_numpy(dtype=float)
        condensing = rows["t_condenser_c"].to_numpy(dtype=float)
        for index, period in enumerate(rows["period"]):
            pieces = own[own["period"] == period]
            cold, hot = pieces[pieces["side"] == "cold"], pieces[pieces["side"] == "hot"]
            if len(cold) and len(hot):
                place = f"{tag}, {period}"
                told = float(evaporating[index])
                yield equal(f"{place}, evaporating", told, float(cold["t_cold_c"].min()))
                hottest = float(hot["t_hot_c"].max())
                yield at_most(f"{place}, condensing", float(condensing[index]), hottest)
                yield at_most(f"{place}, lift", told, float(condensing[index]))


def told_cop(result: Result) -> Iterator[Deviation]:
    """COP of the year is heat over electricity; that of the design is one of the periods [-]."""
    table = result.equipment
    for tag in _machines(result):
        given, _, drawn = _heats(result, tag)
        own = table[table["tag"] == tag]
        runs = drawn > 0
        if own.empty or not runs.any():
            continue
        annual, design = (float(own[name].iloc[0]) for name in ("cop_annual", "cop_design"))
        wanted = float(given @ result.hours) / float(drawn @ result.hours)
        yield Deviation(f"{tag}, year", np.array([abs(annual / wanted - 1)]), annual, wanted)
        best = float((given[runs] / drawn[runs]).max())
        yield Deviation(f"{tag}, design", np.array([design / best - 1]), design, best)


def boilers(result: Result) -> Iterator[Deviation]:
    """Fuel or electricity times efficiency is heat; no other carrier is drawn [MW]."""
    for boiler in result.case.boilers:
        of_boiler = {"type": "boiler", "unit": boiler.name}
        fuel = result.total("fuel_mw", **of_boiler)
        power = result.total("electricity_mw", **of_boiler)
        own, other = (power, fuel) if boiler.carrier == "electricity" else (fuel, power)
        heat = result.total("heat_out_mw", **of_boiler)
        yield equal(boiler.name, own * boiler.efficiency, heat)
        yield equal(f"{boiler.name}, other carrier", other, 0.0)


def electricity(result: Result) -> Iterator[Deviation]:
    """Grid and own power of a zone give what its units draw, own power what there is [MW]."""
    for zone in result.case.zones:
        own = result.total("electricity_mw", zone=zone.name, type="own_power")
        bought = result.total("electricity_mw", zone=zone.name, type="grid") + own
        drawn = result.total("electricity_mw", zone=zone.name) - bought
        yield equal(zone.name, bought, drawn)
        yield at_most(f"{zone.name}, own power", own, result.case.values(zone.own_power_mw))


def auxiliaries(result: Result) -> Iterator[Deviation]:
    """Pumps and fans of what is used, cooling of what is not, coolers, pumps of loops [MW].

    Outdoor air draws more than stated where its coils are defrosted.
    """
    values = result.case.values
    for source in result.case.sources:
        of_source = {"type": "source", "unit": source.name}
        used = result.total("heat_out_mw", **of_source)
        wanted = values(source.auxiliary_electricity_share) * used
        if source.cooling_today is not None:
            left = _available(result, source.name) - used
            wanted = wanted + values(source.cooling_today.electricity_share) * left
        drawn = result.total("electricity_mw", **of_source)
        if source.kind == "outdoor_air":
            yield at_most(source.name, wanted, drawn)
        else:
            yield equal(source.name, drawn, wanted)
    for cooler in result.case.coolers:
        of_cooler = {"type": "cooler", "unit": cooler.name}
        wanted = values(cooler.electricity_share) * result.total("heat_in_mw", **of_cooler)
        yield equal(cooler.name, result.total("electricity_mw", **of_cooler), wanted)
    for loop in result.case.loops:
        moved = result.total("heat_in_mw", type="loop", unit=loop.name)
        moved = moved + result.total("heat_in_mw", type="loop_end", unit=loop.name)
        drawn = result.total("electricity_mw", type="loop", unit=loop.name)
        yield equal(loop.name, drawn, loop.pumping_share * moved)


def _available(result: Result, name: str) -> Array:
    """Heat of a source that must leave: what is used over the share that it is [MW].

    Where nothing is used the case states it.
    """
    source = next(source for source in result.case.sources if source.name == name)
    stated = getattr(source, "duty_mw", None)
    if stated is not None:
        return result.case.values(stated)
    rows = result.rows(type="source", unit=name)
    used = rows["heat_out_mw"].to_numpy(dtype=float)
    share = rows["use_share"].to_numpy(dtype=float)
    found: Array = np.divide(used, share, out=np.zeros_like(used), where=share > 0)
    return found


def _machines(result: Result) -> list[str]:
    return sorted(set(result.rows(type="heat_pump")["unit"]))


def _heats(result: Result, tag: str) -> tuple[Array, Array, Array]:
    of_machine = {"type": "heat_pump", "unit": tag}
    return (
        result.total("heat_out_mw", **of_machine),
        result.total("heat_in_mw", **of_machine),
        result.total("electricity_mw", **of_machine),
    )


def _entropy_lost(result: Result, tag: str) -> Array:
    table = result.heat_streams[result.heat_streams["unit"] == tag]
    lost = np.zeros(len(result.periods))
    for period, rows in table.groupby("period", sort=False):
        hot, cold = (_entropy(rows[rows["side"] == side]) for side in ("hot", "cold"))
        if hot > 0:
            lost[result.periods.index(str(period))] = cold / hot - 1
    return lost


def _entropy(rows: pd.DataFrame) -> float:
    """Entropy that goes with the heat of straight pieces [MW/K]."""
    top = k_from_c(rows["t_hot_c"].to_numpy(dtype=float))
    bottom = k_from_c(rows["t_cold_c"].to_numpy(dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = (top - bottom) / np.log(top / bottom)
    mean = np.where(top - bottom > SMALLEST_MW, mean, top)
    return float((rows["heat_mw"].to_numpy(dtype=float) / mean).sum())
