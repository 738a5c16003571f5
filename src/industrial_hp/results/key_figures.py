"""Key figures of today's system and of the proposed one, side by side."""

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.economics.cash_flow import (
    discounted_payback_a,
    irr,
    mirr,
    npv_eur,
    payback_a,
    project_flows_eur,
)
from industrial_hp.economics.levelised_cost import lcoh_eur_per_mwh
from industrial_hp.results.solution import KeyFigure, Variant
from industrial_hp.superstructure.costs import primary_energy
from industrial_hp.superstructure.source_streams import auxiliary_electricity_share

DEFINITIONS = (
    ("total_annual_cost_eur", "Total annual cost, levelled", "EUR/a"),
    ("investment_eur", "Investment at the start", "EUR"),
    ("npv_eur", "Net present value against today", "EUR"),
    ("irr", "Internal rate of return", "1/a"),
    ("mirr", "Modified internal rate of return", "1/a"),
    ("payback_a", "Payback", "a"),
    ("discounted_payback_a", "Discounted payback", "a"),
    ("lcoh_eur_per_mwh", "Levelised cost of heat", "EUR/MWh"),
    ("co2_t_per_a", "CO2 emissions", "t/a"),
    ("heat_delivered_mwh_per_a", "Heat delivered", "MWh/a"),
    ("electricity_mwh_per_a", "Electricity for heat and cooling", "MWh/a"),
    ("fuel_mwh_per_a", "Fuel (lower heating value)", "MWh/a"),
    ("spf", "Seasonal performance factor of the heat pumps", "-"),
    ("waste_heat_used_mwh_per_a", "Heat taken from the sources", "MWh/a"),
    ("peak_electricity_mw", "Peak electricity for heat and cooling", "MW"),
    ("unmet_heat_mwh_per_a", "Heat not delivered", "MWh/a"),
    ("primary_energy_mwh_per_a", "Primary energy", "MWh/a"),
)


def project_flows(base: Variant | None, proposed: Variant) -> tuple[float, ...] | None:
    """Today's costs less proposed costs, year by year; None without a system of today."""
    return None if base is None else project_flows_eur(base.cash_flow, proposed.cash_flow)


def key_figures(case: Case, base: Variant | None, proposed: Variant) -> tuple[KeyFigure, ...]:
    """All key figures in the order of the report."""
    of_base = _figures(case, base) if base is not None else {}
    of_proposed = _figures(case, proposed)
    flows = project_flows(base, proposed)
    if flows is not None:
        interest = case.economics.interest
        of_proposed |= {
            "npv_eur": npv_eur(flows, interest),
            "irr": irr(flows),
            "mirr": mirr(flows, financing=interest, reinvestment=interest),
            "payback_a": payback_a(flows),
            "discounted_payback_a": discounted_payback_a(flows, interest),
        }
    return tuple(
        KeyFigure(name, title, unit, of_base.get(name), of_proposed.get(name))
        for name, title, unit in DEFINITIONS
    )


def _figures(case: Case, system: Variant) -> dict[str, float | None]:
    table = system.dispatch
    hours = table["hours_per_year"]

    def energy(kind: str, column: str) -> float:
        chosen = table["type"] == kind
        return float((table.loc[chosen, column] * hours[chosen]).sum())

    heat = energy("sink", "heat_in_mw")
    years = case.economics.observation_a
    pumps = energy("heat_pump", "heat_out_mw")
    driving = energy("heat_pump", "electricity_mw") + _auxiliary_mwh(case, table)
    return {
        "total_annual_cost_eur": system.annual_cost_eur,
        "investment_eur": sum(i.investment_eur for i in system.capital if i.age_a is None),
        "lcoh_eur_per_mwh": lcoh_eur_per_mwh(
            system.cash_flow.total_eur,
            (0.0, *(heat,) * years),
            interest=case.economics.interest,
            price_change=case.economics.price_change,
        )
        if heat > 0
        else None,
        "co2_t_per_a": system.co2_t_per_a,
        "primary_energy_mwh_per_a": _primary_energy_mwh(case, table),
        "heat_delivered_mwh_per_a": heat,
        "electricity_mwh_per_a": energy("grid", "electricity_mw")
        + energy("own_power", "electricity_mw"),
        "fuel_mwh_per_a": energy("boiler", "fuel_mw"),
        "spf": pumps / driving if pumps > 0 else None,
        "waste_heat_used_mwh_per_a": energy("source", "heat_out_mw"),
        "peak_electricity_mw": _peak_mw(table),
        "unmet_heat_mwh_per_a": energy("sink", "unmet_mw"),
    }


def _primary_energy_mwh(case: Case, table: pd.DataFrame) -> float | None:
    """Primary energy of electricity and fuels [MWh/a]; none where a factor is not stated."""
    factors = primary_energy(case)
    if factors is None:
        return None
    hours = table["hours_per_year"]
    drawn = hours * table["electricity_mw"].where(table["type"] == "grid", 0.0)
    burnt = hours * table["fuel_mw"] * table["carrier"].map(factors.fuel).fillna(0.0)
    return float(drawn.sum() * factors.electricity + burnt.sum())


def _auxiliary_mwh(case: Case, table: pd.DataFrame) -> float:
    """Electricity of source pumps and fans, of coolers and of loop pumps [MWh/a]."""
    moving = table[table["type"].isin(("cooler", "loop"))]
    total = float((moving["electricity_mw"] * moving["hours_per_year"]).sum())
    for source in case.sources:
        rows = table[(table["type"] == "source") & (table["unit"] == source.name)]
        share = auxiliary_electricity_share(case, source)
        used = rows["heat_out_mw"].to_numpy(dtype=float) * rows["hours_per_year"].to_numpy(
            dtype=float
        )
        total += float(share @ used)
    return total


def _peak_mw(table: pd.DataFrame) -> float:
    """Largest sum over all zones in one period [MW]."""
    grid = table[table["type"] == "grid"]
    return float(grid.groupby("period", sort=False)["electricity_mw"].sum().max())
