"""Money of the case as plain coefficients: annuities of sizes, levelled energy prices."""

from dataclasses import replace
from itertools import pairwise

import numpy as np

from industrial_hp.case.case import Case
from industrial_hp.case.prices import FuelPrice
from industrial_hp.case.sites import Zone
from industrial_hp.catalogue.equipment_costs import EquipmentCost
from industrial_hp.economics.annuity import annuity_factor, capital_present_value, levelling_factor
from industrial_hp.economics.tariffs import Co2Price, Tariff, fuel_price_lhv_eur_per_mwh
from industrial_hp.superstructure.grids import OwnPower
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import (
    Array,
    Emissions,
    Prices,
    PrimaryEnergy,
)

HEAT_PUMP_COSTS = (
    (70.0, "heat_pump_excess_heat"),
    (100.0, "heat_pump_excess_heat_above_70c"),
    (125.0, "industrial_heat_pump_125c"),
    (float("inf"), "industrial_heat_pump_150c"),
)
"""Cost row of a heat pump up to a temperature [degC] of what it heats."""

WATER_MWH_PER_M3_K = 175 / 3000 / 50
"""Heat in water by volume and spread [MWh/(m3 K)] as the catalogue's tank has it: 175 MWh in
3000 m3 at 50 K."""


def heat_pump_cost(case: Case, heated_to_c: float, cycle: str) -> Investment:
    """Cost of a heat pump by the hottest temperature of what it heats [degC], and by its cycle."""
    options = case.heat_pumps
    stated = options.cost if options is not None else None
    factor = options.cost_factor(cycle) if options is not None else 1.0
    by_level = next(name for limit, name in HEAT_PUMP_COSTS if heated_to_c <= limit)
    return investment(case, stated or by_level, factor=factor)


def investment(
    case: Case,
    cost_name: str,
    *,
    length_m: float = 1.0,
    age_a: int | None = None,
    factor: float = 1.0,
) -> Investment:
    """Cost of a size under the case's economics.

    Parameters
    ----------
    case : Case
        Interest, observation period and indirect costs, which a law may hold already.
    cost_name : str
        Cost row of the case or of the catalogue; rows of larger sizes follow from it.
    length_m : float
        Multiplies a law that is stated per metre.
    age_a : int, optional
        Age of what stands already: only its replacements are paid.
    factor : float
        Multiplies the price, not the operation.

    Raises
    ------
    UsageError
        If neither has such a row.
    """
    first, *larger = case.cost_ranges(cost_name)
    terms = (length_m, age_a, factor)
    return replace(
        _law(case, first, *terms),
        larger=tuple(
            replace(_law(case, row, *terms), size_min=below.law.size_max)
            for below, row in pairwise((first, *larger))
        ),
    )


def _law(
    case: Case, row: EquipmentCost, length_m: float, age_a: int | None, factor: float
) -> Investment:
    """What one row says."""
    money = case.economics
    indirect = 0.0 if row.indirect_included else sum(money.indirect_shares.values())
    scale = factor * length_m * (1 + indirect)
    fixed, variable = row.law.fixed_eur * scale, row.law.variable_eur_per_size * scale

    def annual(amount_eur: float) -> float:
        return annual_eur(case, amount_eur, lifetime_a=row.lifetime_a, age_a=age_a)

    fixed_om = row.fixed_om_eur_per_size_a * length_m
    return Investment(
        law=row.name,
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
        indirect_share=indirect,
    )


def annual_eur(
    case: Case, amount_eur: float, *, lifetime_a: int, age_a: int | None = None
) -> float:
    """Annuity of what is bought under the case's economics, renewals included [EUR/a]."""
    money = case.economics
    annuity = annuity_factor(money.interest, money.observation_a, money.price_change)
    return annuity * capital_present_value(
        amount_eur,
        lifetime_a=lifetime_a,
        horizon_a=money.observation_a,
        interest=money.interest,
        age_a=age_a,
        price_change=money.price_change,
    )


def at_spread(
    case: Case, cost: Investment, spread_k: float, mwh_per_m3: float | None = None
) -> Investment:
    """What heat costs that is moved or held at a spread [K], by the law of its pipe or store.

    Pipes are sized by their flow and stores by their volume: half the spread moves or holds half
    the heat in the same equipment. A law by heat states the spread that it was made at; a law by
    volume is one by heat through the content of a cubic metre [MWh], that of water at the spread if
    none is given. Other laws stay as they are.
    """
    row = case.cost_row(cost.law)
    if row.law.size_unit == "m3":
        ratio = 1 / (mwh_per_m3 or WATER_MWH_PER_M3_K * spread_k)
    elif row.reference_spread_k is not None:
        ratio = row.reference_spread_k / spread_k
    else:
        return cost
    return cost.scaled(ratio)


def electricity_tariff(case: Case) -> Tariff:
    """Electricity of the case by energy, at the prices of the first year."""
    power = case.prices.electricity
    return Tariff(
        energy_eur_per_mwh=case.values(power.energy_eur_per_mwh),
        network_eur_per_mwh=power.network_eur_per_mwh,
        escalation=case.economics.change_or_usual(power.escalation),
        emission_factor_t_per_mwh=case.values(power.emission_factor_t_per_mwh),
        contains_co2=power.contains_co2,
    )


def fuel_tariffs(case: Case) -> dict[str, Tariff]:
    """Fuels of the case by carrier, on the lower heating value, at the prices of the first year."""
    return {carrier: _fuel_tariff(case, fuel) for carrier, fuel in case.prices.fuels.items()}


def _fuel_tariff(case: Case, fuel: FuelPrice) -> Tariff:
    price = case.values(fuel.price_eur_per_mwh)
    return Tariff(
        energy_eur_per_mwh=fuel_price_lhv_eur_per_mwh(
            price, fuel.basis, hhv_to_lhv=fuel.hhv_to_lhv
        ),
        network_eur_per_mwh=0.0,
        escalation=case.economics.change_or_usual(fuel.escalation),
        emission_factor_t_per_mwh=np.full(len(price), fuel.emission_factor_t_per_mwh_lhv),
        contains_co2=fuel.contains_co2,
    )


def prices(case: Case) -> Prices:
    """Cost of a MWh of each carrier in every period, levelled over the observation period."""
    money = case.economics
    co2 = Co2Price(case.prices.co2_eur_per_t, money.change_or_usual(case.prices.co2_escalation))

    def levelled(tariff: Tariff) -> Array:
        return tariff.levelled_eur_per_mwh(
            co2,
            interest=money.interest,
            years=money.observation_a,
            price_change=money.price_change,
        )

    return Prices(
        electricity_eur_per_mwh=levelled(electricity_tariff(case)),
        fuel_eur_per_mwh={name: levelled(fuel) for name, fuel in fuel_tariffs(case).items()},
    )


def own_power(case: Case, zone: Zone) -> OwnPower | None:
    """Electricity that a zone may take beside the grid; its price changes as all others do."""
    available_mw = case.values(zone.own_power_mw)
    if not available_mw.any():
        return None
    price = case.values(zone.own_power_eur_per_mwh)
    return OwnPower(available_mw, price, zone.own_power_t_per_mwh)


def emissions(case: Case) -> Emissions:
    """Emissions of each carrier [t/MWh], whoever pays for them."""
    fuels = case.prices.fuels
    return Emissions(
        electricity_tariff(case).emission_factor_t_per_mwh,
        {name: fuel.emission_factor_t_per_mwh_lhv for name, fuel in fuels.items()},
    )


def primary_energy(case: Case) -> PrimaryEnergy | None:
    """Primary energy factors of all carriers; none where one of them is not stated."""
    power, fuels = case.prices.electricity, case.prices.fuels
    known = {n: f.primary_energy_factor for n, f in fuels.items()}
    stated = {name: factor for name, factor in known.items() if factor is not None}
    if power.primary_energy_factor is None or len(stated) < len(fuels):
        return None
    return PrimaryEnergy(power.primary_energy_factor, stated)


def demand_charge_eur_per_mw_a(case: Case) -> float:
    """Charge on the peak of a year, levelled over the observation period [EUR/(MW a)]."""
    power, money = case.prices.electricity, case.economics
    levelling = levelling_factor(
        money.interest,
        money.observation_a,
        money.change_or_usual(power.escalation),
        money.price_change,
    )
    return levelling * power.network_eur_per_mw_a
