"""Money, energy and emissions of a variant, from its operation and its sizes.

The same functions of `economics` feed the objective of the model; here they are applied again
to the flows of every year, so optimiser and report cannot disagree unseen.
"""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.case.options import MONTHS
from industrial_hp.economics.annuity import annuity_factor, capital_flows
from industrial_hp.economics.cash_flow import CashFlow, CashFlowRow, npv_eur
from industrial_hp.economics.tariffs import gas_price_lhv_eur_per_mwh
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.solution import AnnualItem, CapitalItem, Variant
from industrial_hp.superstructure.problem import Array, DesignProblem


def variant(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> Variant:
    """Cash flow, annual cost, emissions and monthly energy of a system.

    Parameters
    ----------
    case : Case
        Prices and economics.
    problem : DesignProblem
        Sources and periods.
    dispatch : DataFrame
        Operation, see `results.dispatch`.
    units : tuple of BuiltUnit
        What is built or stands.
    """
    capital = tuple(
        CapitalItem(
            unit.tag,
            unit.title,
            unit.investment_eur,
            int(unit.investment.lifetime_a),
            None if unit.investment.age_a is None else int(unit.investment.age_a),
        )
        for unit in units
        if unit.investment is not None
    )
    annual = tuple(_annual_items(case, problem, dispatch, units))
    cash_flow = _cash_flow(case, capital, annual)
    money = case.economics
    present_value = npv_eur(cash_flow.total_eur, money.interest)
    return Variant(
        capital=capital,
        annual=annual,
        cash_flow=cash_flow,
        annual_cost_eur=present_value * annuity_factor(money.interest, money.observation_a),
        co2_t_per_a=sum(_co2_t_per_a(case, dispatch)),
        dispatch=dispatch,
        monthly=_monthly(case, problem, dispatch),
    )


def _cash_flow(
    case: Case, capital: tuple[CapitalItem, ...], annual: tuple[AnnualItem, ...]
) -> CashFlow:
    years = case.economics.observation_a
    rows = [
        CashFlowRow(
            item.title,
            "capital",
            capital_flows(
                item.investment_eur,
                lifetime_a=item.lifetime_a,
                horizon_a=years,
                age_a=item.age_a,
            ),
        )
        for item in capital
    ]
    for payment in annual:
        growth = [(1 + payment.escalation) ** (year - 1) for year in range(1, years + 1)]
        amounts = (0.0, *(payment.first_year_eur * factor for factor in growth))
        rows.append(CashFlowRow(payment.title, payment.kind, amounts))
    return CashFlow(tuple(range(years + 1)), tuple(rows))


def _profile_of(dispatch: pd.DataFrame, kind: str, column: str, count: int) -> Array:
    """Sum over the units of a type, by period."""
    chosen = dispatch[dispatch["type"] == kind]
    total = np.zeros(count)
    for _, rows in chosen.groupby(["zone", "unit"], sort=True):
        total = total + rows[column].to_numpy(dtype=float)
    return total


def _annual_items(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> Iterator[AnnualItem]:
    weight, count = problem.periods.weight_h, problem.periods.count
    power, gas = case.prices.electricity, case.prices.natural_gas
    drawn = weight * _profile_of(dispatch, "grid", "electricity_mw", count)
    energy_price = case.values(power.energy_eur_per_mwh)
    fuel = weight * _profile_of(dispatch, "boiler", "fuel_mw", count)
    gas_price = gas_price_lhv_eur_per_mwh(
        case.values(gas.price_eur_per_mwh), gas.basis, hhv_to_lhv=gas.hhv_to_lhv
    )
    peaks = _peaks_mw(problem, dispatch)
    electricity, network = float(drawn.sum()), power.network_eur_per_mwh
    yield AnnualItem(
        "electricity",
        "Electricity: energy",
        "demand",
        electricity,
        "MWh/a",
        float(drawn @ energy_price),
        power.escalation,
    )
    yield AnnualItem(
        "electricity_network",
        "Electricity: network, by energy",
        "demand",
        electricity,
        "MWh/a",
        electricity * network,
        power.escalation,
    )
    yield AnnualItem(
        "electricity_peak",
        "Electricity: network, by peak",
        "demand",
        peaks,
        "MW",
        peaks * power.network_eur_per_mw_a,
        power.escalation,
    )
    yield AnnualItem(
        "natural_gas",
        "Natural gas (lower heating value)",
        "demand",
        float(fuel.sum()),
        "MWh/a",
        float(fuel @ gas_price),
        gas.escalation,
    )
    tonnes = _co2_t_per_a(case, dispatch)
    paid = tonnes[0] * (not power.contains_co2) + tonnes[1] * (not gas.contains_co2)
    yield AnnualItem(
        "co2",
        "CO2 not yet in the prices",
        "demand",
        paid,
        "t/a",
        paid * case.prices.co2_eur_per_t,
        case.prices.co2_escalation,
    )
    yield from _operation_items(problem, dispatch, units)


def _peaks_mw(problem: DesignProblem, dispatch: pd.DataFrame) -> float:
    """Sum over the zones of the yearly peak at the meter, other use included [MW]."""
    total = 0.0
    for grid in problem.grids:
        rows = dispatch[(dispatch["type"] == "grid") & (dispatch["zone"] == grid.zone)]
        total += float((rows["electricity_mw"].to_numpy(dtype=float) + grid.other_use_mw).max())
    return total


def _operation_items(
    problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> Iterator[AnnualItem]:
    fixed = sum(
        u.investment.fixed_om_eur_per_size_a * u.size for u in units if u.investment is not None
    )
    yield AnnualItem(
        "fixed_om", "Operation and maintenance, fixed", "operation", 1.0, "-", fixed, 0.0
    )
    heat = (
        dispatch[dispatch["type"].isin(["heat_pump", "boiler"])]
        .assign(mwh=lambda d: d["heat_out_mw"] * d["hours_per_year"])
        .groupby("unit")["mwh"]
        .sum()
    )
    sent = (
        dispatch[dispatch["type"] == "loop"]
        .assign(mwh=lambda d: d["heat_in_mw"] * d["hours_per_year"])
        .groupby("unit")["mwh"]
        .sum()
    )
    moved = {str(k): float(v) for k, v in [*heat.items(), *sent.items()]}
    variable = sum(
        u.investment.variable_om_eur_per_mwh * moved.get(u.tag, 0.0)
        for u in units
        if u.investment is not None
    )
    yield AnnualItem(
        "variable_om",
        "Operation and maintenance, by heat",
        "operation",
        sum(moved.values()),
        "MWh/a",
        variable,
        0.0,
    )
    cooling = 0.0
    for source in problem.sources:
        rows = dispatch[(dispatch["type"] == "source") & (dispatch["unit"] == source.name)]
        left = source.heat_mw - rows["heat_out_mw"].to_numpy(dtype=float)
        cooling += source.unused_other_eur_per_mwh * float(problem.periods.weight_h @ left)
    yield AnnualItem(
        "cooling",
        "Cooling of unused heat, without electricity",
        "operation",
        1.0,
        "-",
        cooling,
        0.0,
    )
    unmet = 0.0
    for demand in problem.demands:
        if demand.unmet_eur_per_mwh is not None:
            rows = dispatch[(dispatch["type"] == "sink") & (dispatch["unit"] == demand.name)]
            unmet += demand.unmet_eur_per_mwh * float(
                problem.periods.weight_h @ rows["unmet_mw"].to_numpy(dtype=float)
            )
    yield AnnualItem("unmet", "Heat not delivered", "other", 1.0, "-", unmet, 0.0)


def _co2_t_per_a(case: Case, dispatch: pd.DataFrame) -> tuple[float, float]:
    """Emissions of electricity and of gas [t/a]."""
    count = case.calendar.period_count
    hours = dispatch["hours_per_year"].to_numpy(dtype=float)[:count]
    drawn = _profile_of(dispatch, "grid", "electricity_mw", count)
    fuel = _profile_of(dispatch, "boiler", "fuel_mw", count)
    factor = case.values(case.prices.electricity.emission_factor_t_per_mwh)
    return (
        float(hours @ (drawn * factor)),
        float(hours @ fuel) * case.prices.natural_gas.emission_factor_t_per_mwh_lhv,
    )


def _monthly(case: Case, problem: DesignProblem, dispatch: pd.DataFrame) -> pd.DataFrame:
    """Energy of every unit by month: each representative day counts as often as it stands."""
    columns = ["heat_in_mw", "heat_out_mw", "electricity_mw", "fuel_mw"]
    days = problem.periods.day
    per_day = (
        dispatch.assign(day=[days[i % len(days)] for i in range(len(dispatch))])
        .assign(**{c: dispatch[c] * dispatch["hours"] for c in columns})
        .groupby(["day", "zone", "unit", "type"], sort=True)[columns]
        .sum()
        .reset_index()
    )
    parts = []
    for number, month in enumerate(MONTHS, start=1):
        counts = [day.days_by_month.get(month, 0.0) for day in case.calendar.days]
        weighted = per_day.assign(
            **{c: per_day[c] * per_day["day"].map(lambda d, n=counts: n[d]) for c in columns}
        )
        total = weighted.groupby(["zone", "unit", "type"], sort=True)[columns].sum()
        parts.append(total.reset_index().assign(month=number))
    names = {c: c.replace("_mw", "_mwh") for c in columns} | {"unit": "item"}
    return pd.concat(parts, ignore_index=True).rename(columns=names)
