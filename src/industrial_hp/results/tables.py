"""Tables of equipment and of streams as reports and exports show them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.results.machines import against_the_model, design_point, machine_count
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import source_profile

EQUIPMENT_COLUMNS = (
    "tag",
    "title",
    "type",
    "zone",
    "existing",
    "size",
    "size_unit",
    "size_mw",
    "machines",
    "levels",
    "cycle",
    "refrigerant",
    "mode_of",
    "source",
    "sink",
    "source_level",
    "source_share",
    "sink_level",
    "sink_share",
    "t_evaporator_c",
    "t_condenser_c",
    "cop_design",
    "cop_annual",
    "served_share",
    "part_load_share",
    "full_load_h",
    "heat_mwh_per_a",
    "electricity_mwh_per_a",
    "fuel_mwh_per_a",
    "investment_eur",
    "cost_law",
    "extrapolated",
    "verdict",
    "remarks",
)


TAKERS = ("cooler", "heat_store", "loop")
"""Types of units whose heat is what they take."""


def equipment_table(
    case: Case,
    units: tuple[BuiltUnit, ...],
    machines: Mapping[str, Machine],
    dispatch: pd.DataFrame,
    flows: pd.DataFrame,
    served: pd.DataFrame,
) -> pd.DataFrame:
    """One row for each unit that is built or stands.

    ``source`` and ``sink`` are where most of a heat pump's heat comes from and goes to;
    ``source_level`` and ``sink_level`` are the streams that its temperatures were taken from,
    ``source_share`` and ``sink_share`` the parts of them: the warmest and the coldest.
    ``served_share`` and ``part_load_share`` are electricity over that of the model in a year, as
    really served and with the approaches of the load. ``mode_of`` is the machine whose size a
    unit shares, at another time.
    ``cop_design`` and ``cop_annual`` are heat over electricity, drive included; the cycle's
    temperatures are those of the design period, the one of the greatest lift.
    """
    rows = []
    for unit in units:
        row = _equipment_row(unit, dispatch) | _main_partners(unit, flows)
        rows.append(row | _machine_columns(case, unit, machines, row, served))
    return pd.DataFrame(rows, columns=list(EQUIPMENT_COLUMNS))


def _equipment_row(unit: BuiltUnit, dispatch: pd.DataFrame) -> dict[str, Any]:
    rows = dispatch[(dispatch["unit"] == unit.tag) & (dispatch["type"] == unit.type)]
    if unit.type == "recovery_exchanger":
        source = unit.tag.removesuffix("_exchanger")
        rows = dispatch[(dispatch["unit"] == source) & (dispatch["type"] == "source")]

    def energy(column: str) -> float:
        return float((rows[column] * rows["hours_per_year"]).sum())

    heat = energy("heat_in_mw" if unit.type in TAKERS else "heat_out_mw")
    own_electricity = unit.type in ("heat_pump", "boiler", "cooler", "loop")
    return {
        "tag": unit.tag,
        "title": unit.title,
        "type": unit.type,
        "zone": unit.zone,
        "existing": unit.existing,
        "size": unit.size,
        "size_unit": unit.size_unit,
        "size_mw": unit.size if unit.size_unit == "MW" else None,
        "machines": 1,
        "full_load_h": heat / unit.size if unit.size_unit == "MW" else None,
        "heat_mwh_per_a": heat,
        "electricity_mwh_per_a": energy("electricity_mw") if own_electricity else 0.0,
        "fuel_mwh_per_a": energy("fuel_mw"),
        "investment_eur": unit.investment_eur,
        "cost_law": unit.investment.law if unit.investment is not None else "",
        "extrapolated": unit.extrapolated,
    }


def _machine_columns(
    case: Case,
    unit: BuiltUnit,
    machines: Mapping[str, Machine],
    row: dict[str, Any],
    served: pd.DataFrame,
) -> dict[str, object]:
    """Cycle of a heat pump at its design, and its COP of the year; nothing for other units."""
    pump = unit.heat_pump
    if pump is None or case.heat_pumps is None:
        return {}
    point = design_point(case.heat_pumps, machines[unit.tag], unit.size)
    evaporating = float(pump.evaporating_c[pump.design_period])
    condensing = float(pump.condensing_c[pump.design_period])
    electricity = row["electricity_mwh_per_a"]
    return {
        "cycle": machines[unit.tag].offer.method,
        "refrigerant": pump.refrigerant or None,
        "mode_of": pump.mode_of or None,
        "source_level": pump.source,
        "source_share": 1 - float(machines[unit.tag].evaporator.lower_share.min()),
        "sink_level": pump.sink,
        "sink_share": float(machines[unit.tag].condenser.upper_share.max()),
        "levels": f"{evaporating:.1f} / {condensing:.1f} degC",
        "t_evaporator_c": evaporating,
        "t_condenser_c": condensing,
        "cop_design": 1 / float(pump.electricity_share[pump.design_period]),
        "cop_annual": row["heat_mwh_per_a"] / electricity if electricity > 0 else None,
        "machines": machine_count(unit, point.machines),
        "served_share": against_the_model(served, "cop_served").get(unit.tag),
        "part_load_share": against_the_model(served, "cop_part_load").get(unit.tag),
        "verdict": point.verdict,
        "remarks": "; ".join(point.remarks),
    }


def _main_partners(unit: BuiltUnit, flows: pd.DataFrame) -> dict[str, object]:
    """From where a heat pump takes most of its heat in a year, and where most of it goes."""
    if unit.type != "heat_pump":
        return {}
    others = flows[flows["from"] != flows["to"]]
    partners: dict[str, object] = {}
    for name, own, other in (("source", "to", "from"), ("sink", "from", "to")):
        heat = others[others[own] == unit.tag].groupby(other, sort=True)["heat_mwh_per_a"].sum()
        partners[name] = str(heat.idxmax()) if len(heat) else None
    return partners


def stream_table(case: Case, problem: DesignProblem, dispatch: pd.DataFrame) -> pd.DataFrame:
    """Sources and sinks with their temperatures at peak, and what is used of them."""
    weight = problem.periods.weight_h
    rows = []
    profiles = [(source, source_profile(case, source)) for source in case.sources]
    sinks = [(sink, sink_profile(case, sink)) for sink in case.sinks]
    for stated, profile in [*profiles, *sinks]:
        hot = profile.side == "hot"
        peak = int(profile.heat_mw.argmax())
        kind = "source" if hot else "sink"
        found = dispatch[(dispatch["unit"] == stated.name) & (dispatch["type"] == kind)]
        column = "heat_out_mw" if hot else "heat_in_mw"
        ends = (float(profile.top_c[peak]), float(profile.bottom_c[peak]))
        rows.append(
            {
                "name": stated.name,
                "title": stated.title or stated.name,
                "zone": stated.zone,
                "side": kind,
                "kind": stated.kind,
                "t_in_c": ends[0] if hot else ends[1],
                "t_out_c": ends[1] if hot else ends[0],
                "peak_mw": float(profile.heat_mw.max()),
                "available_mwh_per_a": float(weight @ profile.heat_mw),
                "used_mwh_per_a": float((found[column] * found["hours_per_year"]).sum()),
                "dt_contribution_k": profile.contribution_k,
                "reason": stated.reason,
            }
        )
    return pd.DataFrame(rows)


def stream_shifts_k(case: Case) -> dict[str, float]:
    """What takes real temperatures of sources and sinks to the shifted scale, by name [K]."""
    sources = {source.name: source_profile(case, source).shift_k for source in case.sources}
    return sources | {sink.name: sink_profile(case, sink).shift_k for sink in case.sinks}
