"""Money, energy and emissions of a variant, from its operation and its sizes.

The same functions of `economics` feed the objective of the model; here they are applied again
to the flows of every year, so optimiser and report cannot disagree unseen.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from industrial_hp.case.calendar import MONTHS
from industrial_hp.case.case import Case
from industrial_hp.case.prices import fuel_title
from industrial_hp.economics.annuity import annuity_factor, capital_flows
from industrial_hp.economics.cash_flow import CashFlow, CashFlowRow, npv_eur
from industrial_hp.economics.tariffs import added_peak_mw
from industrial_hp.results.capital_items import capital_items
from industrial_hp.results.sizing import BuiltUnit
from industrial_hp.results.solution import AnnualItem, CapitalItem, Variant
from industrial_hp.superstructure.costs import electricity_tariff, fuel_tariffs
from industrial_hp.superstructure.problem import Array, DesignProblem


def variant(
    case: Case,
    problem: DesignProblem,
    dispatch: pd.DataFrame,
    units: tuple[BuiltUnit, ...],
    matched_mwh: Mapping[tuple[str, str], float] | None = None,
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
    matched_mwh : mapping, optional
        Heat of each priced match in a year [MWh/a], by source and sink.
    """
    capital = capital_items(case, problem, dispatch, units)
    annual = (
        *_annual_items(case, problem, dispatch, units),
        *_match_items(case, matched_mwh or {}),
    )
    cash_flow = _cash_flow(case, capital, annual)
    present_value = npv_eur(cash_flow.total_eur, case.economics.interest)
    return Variant(
        capital=capital,
        annual=annual,
        cash_flow=cash_flow,
        annual_cost_eur=present_value * annuity(case),
        co2_t_per_a=_co2_t_per_a(case, dispatch),
        dispatch=dispatch,
        monthly=_monthly(case, problem, dispatch),
    )


def annuity(case: Case) -> float:
    """Annual cost in the money of year 1 over the present value of all costs [1/a]."""
    money = case.economics
    return annuity_factor(money.interest, money.observation_a, money.price_change)


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
                price_change=case.economics.price_change,
            ),
        )
        for item in capital
    ]
    for payment in annual:
        growth = [(1 + payment.escalation) ** (year - 1) for year in range(1, years + 1)]
        amounts = (0.0, *(payment.first_year_eur * factor for factor in growth))
        rows.append(CashFlowRow(payment.title, payment.kind, amounts))
    return CashFlow(tuple(range(years + 1)), tuple(rows))


def _energy_mwh(
    dispatch: pd.DataFrame, kind: str, column: str, count: int, carrier: str | None = None
) -> Array:
    """Energy of all units of a type, or of those of one carrier, by period [MWh/a]."""
    chosen = dispatch[dispatch["type"] == kind]
    if carrier is not None:
        chosen = chosen[chosen["carrier"] == carrier]
    total = np.zeros(count)
    for _, rows in chosen.groupby(["zone", "unit"], sort=True):
        total = total + (rows[column] * rows["hours_per_year"]).to_numpy(dtype=float)
    return total


def _annual_items(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> Iterator[AnnualItem]:
    yield from _electricity_items(case, dispatch)
    count = case.calendar.period_count
    drawn_mwh = _energy_mwh(dispatch, "grid", "electricity_mw", count)
    paid_t = float(drawn_mwh @ electricity_tariff(case).co2_to_pay_t_per_mwh)
    for carrier, fuel in fuel_tariffs(case).items():
        fuel_mwh = _energy_mwh(dispatch, "boiler", "fuel_mw", count, carrier)
        paid_t += float(fuel_mwh @ fuel.co2_to_pay_t_per_mwh)
        yield AnnualItem(
            carrier,
            f"{fuel_title(carrier)} (lower heating value)",
            "demand",
            float(fuel_mwh.sum()),
            "MWh/a",
            float(fuel_mwh @ fuel.energy_eur_per_mwh),
            fuel.escalation,
        )
    yield AnnualItem(
        "co2",
        "CO2 not yet in the prices",
        "demand",
        paid_t,
        "t/a",
        paid_t * case.prices.co2_eur_per_t,
        case.economics.change_or_usual(case.prices.co2_escalation),
    )
    yield from _own_power_items(case, dispatch)
    yield from _maintenance_items(case, dispatch, units)
    yield _cooling_item(case, problem, dispatch)
    yield _unmet_item(case, problem, dispatch)


def _electricity_items(case: Case, dispatch: pd.DataFrame) -> Iterator[AnnualItem]:
    tariff = electricity_tariff(case)
    drawn_mwh = _energy_mwh(dispatch, "grid", "electricity_mw", case.calendar.period_count)
    year_mwh, peak_mw = float(drawn_mwh.sum()), _added_peaks_mw(case, dispatch)
    parts = (
        (
            "electricity",
            "Electricity: energy",
            year_mwh,
            "MWh/a",
            float(drawn_mwh @ tariff.energy_eur_per_mwh),
        ),
        (
            "electricity_network",
            "Electricity: network, by energy",
            year_mwh,
            "MWh/a",
            year_mwh * tariff.network_eur_per_mwh,
        ),
        (
            "electricity_peak",
            "Electricity: network, by peak added to other use",
            peak_mw,
            "MW",
            peak_mw * case.prices.electricity.network_eur_per_mw_a,
        ),
    )
    for name, title, quantity, unit, first_year_eur in parts:
        yield AnnualItem(name, title, "demand", quantity, unit, first_year_eur, tariff.escalation)


def _own_power_items(case: Case, dispatch: pd.DataFrame) -> Iterator[AnnualItem]:
    """What electricity beside the grid costs, by zone."""
    for zone in case.zones:
        rows = dispatch[(dispatch["type"] == "own_power") & (dispatch["zone"] == zone.name)]
        if len(rows):
            taken_mwh = (rows["electricity_mw"] * rows["hours_per_year"]).to_numpy(dtype=float)
            yield AnnualItem(
                f"{zone.name}_own_power",
                f"Own electricity, {zone.title or zone.name}",
                "demand",
                float(taken_mwh.sum()),
                "MWh/a",
                float(taken_mwh @ case.values(zone.own_power_eur_per_mwh)),
                case.economics.price_change,
            )


def _added_peaks_mw(case: Case, dispatch: pd.DataFrame) -> float:
    """Sum over the zones of what is added to the yearly peak of the meter [MW]."""
    total = 0.0
    for zone in case.zones:
        rows = dispatch[(dispatch["type"] == "grid") & (dispatch["zone"] == zone.name)]
        drawn = rows["electricity_mw"].to_numpy(dtype=float)
        total += added_peak_mw(drawn, case.values(zone.electricity_in_use_mw))
    return total


def _maintenance_items(
    case: Case, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> Iterator[AnnualItem]:
    """What size and heat cost beside energy: loops and coolers pay by the heat they take."""
    heat_mwh: dict[str, float] = {}
    for kind, column in (
        ("heat_pump", "heat_out_mw"),
        ("boiler", "heat_out_mw"),
        ("cooler", "heat_in_mw"),
        ("loop", "heat_in_mw"),
    ):
        rows = dispatch[dispatch["type"] == kind]
        energy = (rows[column] * rows["hours_per_year"]).groupby(rows["unit"], sort=True).sum()
        heat_mwh |= {str(unit): float(mwh) for unit, mwh in energy.items()}
    fixed = variable = 0.0
    change = case.economics.price_change
    for unit in units:
        if unit.investment is not None:
            fixed += unit.investment.fixed_om_eur_per_size_a * unit.size
            variable += unit.investment.variable_om_eur_per_mwh * heat_mwh.get(unit.tag, 0.0)
    yield AnnualItem(
        "fixed_om", "Operation and maintenance, fixed", "operation", 1.0, "-", fixed, change
    )
    yield AnnualItem(
        "variable_om",
        "Operation and maintenance, by heat",
        "operation",
        sum(heat_mwh.values()),
        "MWh/a",
        variable,
        change,
    )


def _cooling_item(case: Case, problem: DesignProblem, dispatch: pd.DataFrame) -> AnnualItem:
    water = {cooler.name: cooler.water_eur_per_mwh for cooler in case.coolers}
    rows = dispatch[dispatch["type"] == "cooler"]
    heat_mwh = rows["heat_in_mw"] * rows["hours_per_year"]
    cooling = float((heat_mwh * rows["unit"].map(water)).sum())
    for source in problem.sources:
        rows = dispatch[(dispatch["type"] == "source") & (dispatch["unit"] == source.name)]
        left = source.heat_mw - rows["heat_out_mw"].to_numpy(dtype=float)
        cooling += source.unused_other_eur_per_mwh * float(problem.periods.weight_h @ left)
    title = "Cooling, without electricity"
    change = case.economics.price_change
    return AnnualItem("cooling", title, "operation", 1.0, "-", cooling, change)


def _match_items(case: Case, matched_mwh: Mapping[tuple[str, str], float]) -> Iterator[AnnualItem]:
    """Heat that goes from a source to a sink at a price of its own."""
    for pair in case.matches.priced:
        heat = matched_mwh.get((pair.source, pair.sink), 0.0)
        title = f"Heat from {pair.source} to {pair.sink}"
        name = f"{pair.source}_to_{pair.sink}_match"
        amount = heat * pair.eur_per_mwh
        change = case.economics.price_change
        yield AnnualItem(name, title, "operation", heat, "MWh/a", amount, change)


def _unmet_item(case: Case, problem: DesignProblem, dispatch: pd.DataFrame) -> AnnualItem:
    unmet = 0.0
    for demand in problem.demands:
        if demand.unmet_eur_per_mwh is not None:
            rows = dispatch[(dispatch["type"] == "sink") & (dispatch["unit"] == demand.name)]
            unmet += demand.unmet_eur_per_mwh * float(
                problem.periods.weight_h @ rows["unmet_mw"].to_numpy(dtype=float)
            )
    change = case.economics.price_change
    return AnnualItem("unmet", "Heat not delivered", "other", 1.0, "-", unmet, change)


def _co2_t_per_a(case: Case, dispatch: pd.DataFrame) -> float:
    """Emissions of electricity and of fuels [t/a]."""
    count = case.calendar.period_count
    drawn_mwh = _energy_mwh(dispatch, "grid", "electricity_mw", count)
    emitted_t = float(drawn_mwh @ electricity_tariff(case).emission_factor_t_per_mwh)
    for carrier, fuel in fuel_tariffs(case).items():
        fuel_mwh = _energy_mwh(dispatch, "boiler", "fuel_mw", count, carrier)
        emitted_t += float(fuel_mwh @ fuel.emission_factor_t_per_mwh)
    for zone in case.zones:
        rows = dispatch[(dispatch["type"] == "own_power") & (dispatch["zone"] == zone.name)]
        taken = float((rows["electricity_mw"] * rows["hours_per_year"]).sum())
        emitted_t += taken * zone.own_power_t_per_mwh
    return emitted_t


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
