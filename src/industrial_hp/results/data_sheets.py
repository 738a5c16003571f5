"""A data sheet for each unit: what a maker must know to offer it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.results.exchanger_areas import ExchangerZoneArea, exchanger_areas
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.superstructure.machine import Machine
from industrial_hp.thermo.cycle import Cycle
from industrial_hp.units import bar_from_pa, c_from_k

RUNS_MW = 1e-6


@dataclass(frozen=True)
class DataRow:
    """A figure of a unit; with a unit of "" it is text."""

    label: str
    value: float | str
    unit: str = ""


@dataclass(frozen=True)
class DataSheet:
    """What is to be built of one unit, and what it does in a year."""

    tag: str
    title: str
    type: str
    rows: tuple[DataRow, ...]
    areas: tuple[ExchangerZoneArea, ...] = ()
    remarks: tuple[str, ...] = ()


def data_sheets(
    case: Case,
    units: tuple[BuiltUnit, ...],
    machines: Mapping[str, Machine],
    equipment: pd.DataFrame,
    dispatch: pd.DataFrame,
) -> tuple[DataSheet, ...]:
    """Data sheets of all that is new, in the order of the equipment.

    Parameters
    ----------
    case : Case
        Kinds of the streams.
    units : tuple of BuiltUnit
        Everything with its size.
    machines : mapping of str to Machine
        Heat pumps solved in every period.
    equipment, dispatch : DataFrame
        Tables of the solution.
    """
    by_tag = {str(row["tag"]): dict(row) for row in equipment.to_dict("records")}
    found = []
    for unit in units:
        if unit.existing:
            continue
        row = by_tag[unit.tag]
        rows = dispatch[(dispatch["unit"] == unit.tag) & (dispatch["type"] == unit.type)]
        common = list(_common(unit, row))
        machine = machines.get(unit.tag)
        if machine is None:
            title, kind = str(row["title"]), unit.type
            found.append(DataSheet(unit.tag, title, kind, tuple(common)))
            continue
        areas, refused = exchanger_areas(case, machine, unit.size)
        own = (*common, *_machine(machine, unit, row), *_year(rows))
        title = str(row["title"])
        found.append(DataSheet(unit.tag, title, unit.type, own, areas, refused))
    return tuple(found)


def _common(unit: BuiltUnit, row: Mapping[Any, Any]) -> Iterator[DataRow]:
    yield DataRow("Zone", unit.zone)
    yield DataRow("Size", unit.size, unit.size_unit)
    yield DataRow("Investment", unit.investment_eur, "EUR")
    if unit.investment is not None:
        yield DataRow("Cost law", unit.investment.law)
        yield DataRow("Technical life", unit.investment.lifetime_a, "a")
    yield DataRow("Heat in a year", float(row["heat_mwh_per_a"]), "MWh/a")
    if pd.notna(row["full_load_h"]):
        yield DataRow("Full-load hours", float(row["full_load_h"]), "h/a")


def _machine(machine: Machine, unit: BuiltUnit, row: Mapping[Any, Any]) -> Iterator[DataRow]:
    """Design point: streams at both sides, temperatures, pressures, power."""
    period, point = machine.design_period, machine.design
    source, sink = machine.evaporator.stream, machine.condenser.stream
    share = float(machine.condenser.upper_share[period])
    yield DataRow("Number", float(row["machines"]), "machines")
    yield DataRow("Cycle", machine.offer.method.replace("_", " "))
    yield DataRow("Refrigerant", machine.offer.refrigerant or "not known: COP estimated")
    yield DataRow("Level of the source", f"{source.name}{machine.evaporator.part}")
    yield DataRow("Source in", float(source.top_c[period]), "degC")
    yield DataRow("Source out at the lowest", float(source.bottom_c[period]), "degC")
    yield DataRow("Level of the sink", f"{sink.name}{machine.condenser.part}")
    yield DataRow("Sink in", float(sink.bottom_c[period]), "degC")
    yield DataRow("Sink out", sink.temperature_c(period, share), "degC")
    yield DataRow("Evaporating", float(c_from_k(point.evaporating_k)), "degC")
    yield DataRow("Condensing or gas cooler", float(c_from_k(point.hot_side_k)), "degC")
    yield DataRow("COP of the cycle at the design", point.cop, "-")
    electricity = 1 / (point.cop * machine.offer.drive_efficiency)
    yield DataRow("Electric power at the design", unit.size * electricity, "MW")
    yield DataRow("Heat taken at the design", unit.size * (1 - 1 / point.cop), "MW")
    if isinstance(point, Cycle):
        pressures = [state.state.p_pa for circuit in point.circuits for state in circuit.states]
        hottest = max(state.state.t_k for circuit in point.circuits for state in circuit.states)
        yield DataRow("Lowest pressure", float(bar_from_pa(min(pressures))), "bar")
        yield DataRow("Highest pressure", float(bar_from_pa(max(pressures))), "bar")
        yield DataRow("Hottest state of the cycle", float(c_from_k(hottest)), "degC")


def _year(rows: pd.DataFrame) -> Iterator[DataRow]:
    """Range of operation over the year, in the periods in which it runs."""
    runs = rows[rows["heat_out_mw"] > RUNS_MW]
    if runs.empty:
        return
    cop = runs["heat_out_mw"] / runs["electricity_mw"]
    for label, values, unit in (
        ("Evaporating over the year", runs["t_evaporator_c"], "degC"),
        ("Condensing over the year", runs["t_condenser_c"], "degC"),
        ("COP over the year, drive included", cop, "-"),
        ("Heat over the year", runs["heat_out_mw"], "MW"),
    ):
        yield DataRow(f"{label}, lowest", float(values.min()), unit)
        yield DataRow(f"{label}, highest", float(values.max()), unit)
    yield DataRow("Hours in operation", float(runs["hours_per_year"].sum()), "h/a")
