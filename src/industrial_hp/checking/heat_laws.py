"""Laws of heat: hours, signs, balances of zones, stores and loops, streams against the case."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.heat_sinks import DistrictHeatingSink, HeatSink, LiquidSink, SteamSink
from industrial_hp.case.heat_sources import CondensingSource, HeatSource, LiquidSource
from industrial_hp.case.heating_curves import network_supply_c
from industrial_hp.case.sites import Loop, Store
from industrial_hp.checking.deviation import Deviation, at_most, equal
from industrial_hp.checking.result_files import Array, Result, told
from industrial_hp.checking.seasonal_stores import year_of
from industrial_hp.checking.steam import saturation_temperature_c
from industrial_hp.units import mw_from_w

HOURS_PER_DAY = 24.0
STEAM_TOLERANCE_K = 0.02
"""Between two formulations of water's saturation."""


def hours(result: Result) -> Iterator[Deviation]:
    """Every row states the hours of its block and of its period in the year [h]."""
    block = np.tile(result.case.calendar.block_hours, len(result.case.calendar.days))
    for key, rows in result.dispatch.groupby(["zone", "unit", "type"], sort=True):
        place = told(key)
        yield equal(f"{place}, year", rows["hours_per_year"].to_numpy(dtype=float), result.hours)
        yield equal(f"{place}, block", rows["hours"].to_numpy(dtype=float), block)


def signs(result: Result) -> Iterator[Deviation]:
    """Heat, electricity, fuel and what is missing are never negative [MW]."""
    columns = ("heat_in_mw", "heat_out_mw", "electricity_mw", "fuel_mw", "unmet_mw")
    for key, rows in result.dispatch.groupby(["zone", "unit", "type"], sort=True):
        for column in columns:
            values = rows[column].to_numpy(dtype=float)
            yield at_most(f"{told(key)}, {column}", -values, 0.0)


def zones(result: Result) -> Iterator[Deviation]:
    """Heat given is heat taken in every zone and period [MW]."""
    for zone in result.case.zones:
        given = result.total("heat_out_mw", zone=zone.name)
        taken = result.total("heat_in_mw", zone=zone.name)
        yield equal(zone.name, given, taken)


def streams(result: Result) -> Iterator[Deviation]:
    """The streams told carry the heat of the operation, and every heat has its stream [MW]."""
    table = result.heat_streams
    for key, rows in result.dispatch.groupby(["zone", "unit"], sort=True):
        zone, unit = str(key[0]), str(key[1])
        own = table[(table["zone"] == zone) & (table["unit"] == unit)]
        for side, column in (("hot", "heat_out_mw"), ("cold", "heat_in_mw")):
            wanted = rows.groupby("period", sort=False)[column].sum()
            carried = own[own["side"] == side].groupby("period", sort=False)["heat_mw"].sum()
            found, heat = (
                sums.reindex(result.periods, fill_value=0.0).to_numpy(dtype=float)
                for sums in (carried, wanted)
            )
            yield equal(f"{zone} {unit}, {side}", found, heat)


def stream_ends(result: Result) -> Iterator[Deviation]:
    """Sources and sinks run between the temperatures that the case states [K]."""
    for source in result.case.sources:
        stated = _source_ends(result.case, source)
        if stated is not None:
            yield from _within(result, source.zone, source.name, "hot", stated)
    for sink in result.case.sinks:
        stated = _sink_ends(result.case, sink)
        if stated is not None:
            yield from _within(result, sink.zone, sink.name, "cold", stated)


def _source_ends(case: Case, source: HeatSource) -> tuple[Array, Array] | None:
    """Hot and cold end of a source by period [degC], where the case states them."""
    if isinstance(source, LiquidSource):
        return case.values(source.t_in_c), case.values(source.t_out_c)
    if isinstance(source, CondensingSource):
        return case.values(source.t_c), case.values(source.t_c)
    return None


def _sink_ends(case: Case, sink: HeatSink) -> tuple[Array, Array] | None:
    if isinstance(sink, LiquidSink):
        return case.values(sink.t_out_c), case.values(sink.t_in_c)
    if isinstance(sink, DistrictHeatingSink):
        return network_supply_c(case, sink), case.values(sink.return_c)
    if isinstance(sink, SteamSink):
        top = saturation_temperature_c(sink.pressure_bar) + sink.superheat_k
        cold = min(sink.makeup_c, sink.condensate_c)
        one = np.ones(case.calendar.period_count)
        return (top + STEAM_TOLERANCE_K) * one, (cold - STEAM_TOLERANCE_K) * one
    return None


def _within(
    result: Result, zone: str, unit: str, side: str, stated: tuple[Array, Array]
) -> Iterator[Deviation]:
    """A source is no hotter and cooled no further than stated; a sink is heated all the way."""
    table = result.heat_streams
    own = table[(table["zone"] == zone) & (table["unit"] == unit) & (table["side"] == side)]
    for period, rows in own.groupby("period", sort=False):
        index = result.periods.index(str(period))
        top, bottom = float(stated[0][index]), float(stated[1][index])
        hot, cold = float(rows["t_hot_c"].max()), float(rows["t_cold_c"].min())
        place = f"{unit}, {period}"
        yield at_most(f"{place}, hot end", hot, top)
        yield at_most(f"{place}, cold end", bottom, cold)
        if side == "cold" and top - bottom > 1.0:
            yield at_most(f"{place}, heated to", top - 2 * STEAM_TOLERANCE_K, hot)


def stores(result: Result) -> Iterator[Deviation]:
    """Content = what is kept of the block before + charged - discharged [MWh].

    Cyclic by day, or handed on from month to month.
    """
    calendar = result.case.calendar
    count = len(calendar.block_hours)
    block_h = np.tile(calendar.block_hours, len(calendar.days))
    for store in result.case.stores:
        of_store = {"type": "heat_store", "unit": store.name}
        content = result.total("store_mwh", **of_store)
        net = result.total("heat_in_mw", **of_store) - result.total("heat_out_mw", **of_store)
        if store.cycle == "year":
            yield from year_of(result, store, net)
            continue
        before = np.roll(content.reshape(-1, count), 1, axis=1).ravel()
        kept = before * (1 - store.loss_share_per_day) ** (block_h / HOURS_PER_DAY)
        yield equal(store.name, content, kept + net * block_h)
        yield at_most(f"{store.name}, size", content, result.size(store.name))
        yield at_most(f"{store.name}, empty", -content, 0.0)


def store_temperatures(result: Result) -> Iterator[Deviation]:
    """A store takes and gives between its own two temperatures [K]."""
    table = result.heat_streams
    for store in result.case.stores:
        own = table[(table["unit"] == store.name) & (table["zone"] == store.zone)]
        for period, rows in own.groupby("period", sort=False):
            for side, part in rows.groupby("side", sort=False):
                place = f"{store.name}, {period}, {side}"
                if store.charge_bar is not None:
                    level_c = saturation_temperature_c(_steam_bar(result.case, store, str(side)))
                    off_k = np.abs(part[["t_hot_c", "t_cold_c"]].to_numpy(dtype=float) - level_c)
                    yield at_most(f"{place}, steam", off_k, STEAM_TOLERANCE_K)
                else:
                    yield equal(f"{place}, top", part["t_hot_c"].max(), store.supply_c or 0.0)
                    yield equal(f"{place}, bottom", part["t_cold_c"].min(), store.return_c or 0.0)


def _steam_bar(case: Case, store: Store, side: str) -> float:
    """Pressure at which a steam accumulator is charged (cold side), or gives steam [bar]."""
    if side == "cold" or store.same_water_as is None:
        return store.charge_bar or 0.0
    return float(getattr(case.sink(store.same_water_as), "pressure_bar"))  # noqa: B009


def loops(result: Result) -> Iterator[Deviation]:
    """Received = sent + put back to keep the line warm - lost by the pipes that are built [MW]."""
    for loop in result.case.loops:
        sent = result.total("heat_in_mw", type="loop", unit=loop.name)
        warming = result.total("heat_in_mw", type="loop_end", unit=loop.name)
        received = result.total("heat_out_mw", type="loop_end", unit=loop.name)
        if sent.any() or warming.any() or received.any():
            lost = _lost_mw(result.case, loop)
            yield equal(loop.name, received, np.maximum(sent + warming - lost, 0.0))
            yield at_most(f"{loop.name}, kept warm", lost, sent + warming)


def _lost_mw(case: Case, loop: Loop) -> Array:
    """U L (T_supply + T_return - 2 T_ground), nothing where the ground is warmer."""
    supply, back = _loop_ends(case, loop)
    above_ground_k = np.maximum(supply + back - 2 * loop.ground_c, 0.0)
    return mw_from_w(loop.loss_w_per_m_k * loop.length_m * above_ground_k)


def _loop_ends(case: Case, loop: Loop) -> tuple[Array, Array]:
    supply, back = loop.supply_c, loop.return_c
    water = None
    if loop.same_water_as is not None:
        water = _sink_ends(case, case.sink(loop.same_water_as))
    nothing = np.full(case.calendar.period_count, np.nan)
    own = water if water is not None else (nothing, nothing)
    return (
        own[0] if supply is None else case.values(supply),
        own[1] if back is None else case.values(back),
    )
