"""Money of the case as plain coefficients: annuities of sizes, levelled energy prices."""

from dataclasses import replace

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.catalogue.equipment_costs import EquipmentCost, equipment_cost
from industrial_hp.economics.annuity import annuity_factor, capital_present_value, levelling_factor
from industrial_hp.economics.tariffs import Co2Price, Tariff, gas_price_lhv_eur_per_mwh
from industrial_hp.superstructure.problem import Investment, Prices

HEAT_PUMP_COSTS = (
    (70.0, "heat_pump_excess_heat"),
    (100.0, "heat_pump_excess_heat_above_70c"),
    (125.0, "industrial_heat_pump_125c"),
    (float("inf"), "industrial_heat_pump_150c"),
)
"""Cost row of a heat pump up to a temperature [degC] of what it heats."""

PIPE_LAW_SPREAD_K = 30.0
"""Spread between supply and return at which the catalogue's pipe law states the heat moved."""


def heat_pump_cost(case: Case, heated_to_c: float) -> Investment:
    """Cost of a heat pump by the hottest temperature of what it heats [degC]."""
    stated = case.heat_pumps.cost if case.heat_pumps is not None else None
    by_level = next(name for limit, name in HEAT_PUMP_COSTS if heated_to_c <= limit)
    return investment(case, stated or by_level)


def investment(
    case: Case, cost_name: str, *, length_m: float = 1.0, age_a: int | None = None
) -> Investment:
    """Cost of a size under the case's economics.

    Parameters
    ----------
    case : Case
        Interest, observation period and indirect costs.
    cost_name : str
        Row of the cost catalogue.
    length_m : float
        Multiplies a law that is stated per metre.
    age_a : int, optional
        Age of what stands already: only its replacements are paid.

    Raises
    ------
    UsageError
        If the catalogue has no such row.
    """
    row: EquipmentCost = equipment_cost(cost_name)
    money = case.economics
    scale = length_m * (1 + money.indirect_cost_share)
    fixed, variable = row.law.fixed_eur * scale, row.law.variable_eur_per_size * scale
    factor = annuity_factor(money.interest, money.observation_a)

    def annual(amount_eur: float) -> float:
        return factor * capital_present_value(
            amount_eur,
            lifetime_a=row.lifetime_a,
            horizon_a=money.observation_a,
            interest=money.interest,
            age_a=age_a,
        )

    fixed_om = row.fixed_om_eur_per_size_a * length_m
    return Investment(
        law=cost_name,
        fixed_eur=fixed,
        eur_per_size=variable,
        lifetime_a=row.lifetime_a,
        fixed_om_eur_per_size_a=fixed_om,
        variable_om_eur_per_mwh=row.variable_om_eur_per_mwh * length_m,
        annual_fixed_eur=annual(fixed),
        annual_eur_per_size=annual(variable) + fixed_om,
        size_min=row.law.size_min,
        size_max=row.law.size_max,
        age_a=age_a,
    )


def at_spread(law: Investment, spread_k: float) -> Investment:
    """A pipe law for heat moved at a spread [K] other than the one it was made at.

    Pipes are sized by their flow: half the spread moves half the heat through the same pipe.
    """
    ratio = PIPE_LAW_SPREAD_K / spread_k
    return replace(
        law,
        eur_per_size=law.eur_per_size * ratio,
        annual_eur_per_size=law.annual_eur_per_size * ratio,
        size_min=law.size_min / ratio,
        size_max=law.size_max / ratio,
    )


def electricity_tariff(case: Case) -> Tariff:
    """Electricity of the case by energy, at the prices of the first year."""
    power = case.prices.electricity
    return Tariff(
        energy_eur_per_mwh=case.values(power.energy_eur_per_mwh),
        network_eur_per_mwh=power.network_eur_per_mwh,
        escalation=power.escalation,
        emission_factor_t_per_mwh=case.values(power.emission_factor_t_per_mwh),
        contains_co2=power.contains_co2,
    )


def gas_tariff(case: Case) -> Tariff:
    """Natural gas of the case on the lower heating value, at the prices of the first year."""
    gas = case.prices.natural_gas
    price = case.values(gas.price_eur_per_mwh)
    return Tariff(
        energy_eur_per_mwh=gas_price_lhv_eur_per_mwh(price, gas.basis, hhv_to_lhv=gas.hhv_to_lhv),
        network_eur_per_mwh=0.0,
        escalation=gas.escalation,
        emission_factor_t_per_mwh=np.full(len(price), gas.emission_factor_t_per_mwh_lhv),
        contains_co2=gas.contains_co2,
    )


def prices(case: Case) -> Prices:
    """Cost of a MWh of each carrier in every period, levelled over the observation period."""
    interest, years = case.economics.interest, case.economics.observation_a
    co2 = Co2Price(case.prices.co2_eur_per_t, case.prices.co2_escalation)
    electricity_escalation = case.prices.electricity.escalation
    electricity, gas = (
        tariff.levelled_eur_per_mwh(co2, interest=interest, years=years)
        for tariff in (electricity_tariff(case), gas_tariff(case))
    )
    return Prices(
        electricity_eur_per_mwh=electricity,
        fuel_eur_per_mwh={"natural_gas": gas},
        levelling={"electricity": levelling_factor(interest, years, electricity_escalation)},
        annuity_factor=annuity_factor(interest, years),
    )
