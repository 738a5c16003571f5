"""Emissions of both systems by carrier, and what it costs to avoid a tonne of them."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.prices import fuel_title
from industrial_hp.economics.cash_flow import npv_eur
from industrial_hp.results.appraisal import annuity
from industrial_hp.results.solution import Variant
from industrial_hp.superstructure.problem import Array

COLUMNS = (
    "carrier",
    "title",
    "base_mwh_per_a",
    "proposed_mwh_per_a",
    "base_t_per_a",
    "proposed_t_per_a",
)
CO2_PAYMENT = "co2"
ELECTRICITY = "electricity"
SMALLEST_T = 1e-3


@dataclass(frozen=True)
class Co2Balance:
    """Emissions by carrier, and the cost of abatement."""

    table: pd.DataFrame
    """Columns `COLUMNS`."""
    abatement_eur_per_t: float | None
    """Added annual cost without CO2 that is paid apart, over emissions avoided; below zero where
    avoiding them saves money, none where nothing is avoided."""


def co2_balance(case: Case, base: Variant, proposed: Variant) -> Co2Balance:
    """Balance of a project against today's system."""
    factors = case.values(case.prices.electricity.emission_factor_t_per_mwh)
    grid = {"type": "grid", "carrier": ELECTRICITY}
    rows = [_row(base, proposed, ELECTRICITY, "Electricity", grid, factors)]
    for carrier, fuel in case.prices.fuels.items():
        title = f"{fuel_title(carrier)} (lower heating value)"
        boilers = {"type": "boiler", "carrier": carrier}
        factor = fuel.emission_factor_t_per_mwh_lhv
        rows.append(_row(base, proposed, carrier, title, boilers, factor))
    for zone in case.zones:
        if case.values(zone.own_power_mw).any():
            unit, title = f"{zone.name}_own_power", f"Own electricity, {zone.title or zone.name}"
            factor = zone.own_power_t_per_mwh
            rows.append(_row(base, proposed, unit, title, {"unit": unit}, factor))
    avoided = base.co2_t_per_a - proposed.co2_t_per_a
    added = _cost_eur(case, proposed) - _cost_eur(case, base)
    return Co2Balance(
        pd.DataFrame(rows, columns=list(COLUMNS)),
        added / avoided if avoided > SMALLEST_T else None,
    )


def _row(
    base: Variant,
    proposed: Variant,
    carrier: str,
    title: str,
    drawn_by: Mapping[str, str],
    factor: Array | float,
) -> dict[str, object]:
    """A carrier: what the units that are as stated draw of it in both systems, and emit by it."""
    row: dict[str, object] = {"carrier": carrier, "title": title}
    for side, variant in (("base", base), ("proposed", proposed)):
        table = variant.dispatch
        for column, value in drawn_by.items():
            table = table[table[column] == value]
        drawn = (table["electricity_mw"] + table["fuel_mw"]) * table["hours_per_year"]
        by_period = drawn.groupby(table["period"], sort=False).sum().to_numpy(dtype=float)
        row[f"{side}_mwh_per_a"] = float(by_period.sum())
        row[f"{side}_t_per_a"] = float((by_period * factor).sum()) if len(by_period) else 0.0
    return row


def co2_payment_eur_per_a(case: Case, variant: Variant) -> float:
    """What a system pays for CO2 apart from the prices of energy, levelled [EUR/a]."""
    interest, years = case.economics.interest, case.economics.observation_a
    paid = 0.0
    for item in variant.annual:
        if item.name == CO2_PAYMENT:
            growth = [0.0] + [(1 + item.escalation) ** year for year in range(years)]
            paid += item.first_year_eur * npv_eur(growth, interest)
    return paid * annuity(case)


def _cost_eur(case: Case, variant: Variant) -> float:
    """Annual cost without what is paid for CO2 apart from the energy prices [EUR/a]."""
    return variant.annual_cost_eur - co2_payment_eur_per_a(case, variant)
