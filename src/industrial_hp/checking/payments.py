"""Money from the operation, the prices of the case and the list of equipment, by definition.

Costs are positive. What is bought is paid at the price of today; at the end of the observation
the last purchase is credited by its remaining life, in a straight line.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from industrial_hp.checking.deviation import Deviation, same_share
from industrial_hp.checking.result_files import Array, Result

SMALLEST_EUR = 1.0


def energy(result: Result) -> Iterator[Deviation]:
    """First year's payments for electricity, fuels and CO2 at the prices of the case [-]."""
    told = {item["name"]: item for item in _of(result, "annual")}
    for name, (quantity, amount_eur) in _energy(result).items():
        item = told.get(name, {"quantity": 0.0, "first_year_eur": 0.0})
        yield same_share(f"{name}, quantity", float(item["quantity"]), quantity)
        yield same_share(f"{name}, payment", float(item["first_year_eur"]), amount_eur)


def _energy(result: Result) -> dict[str, tuple[float, float]]:
    """Quantity and payment of the first year, by item."""
    power = result.case.prices.electricity
    values, hours = result.case.values, result.hours
    drawn = result.total("electricity_mw", type="grid") * hours
    unpaid = 0.0 if power.contains_co2 else float(drawn @ values(power.emission_factor_t_per_mwh))
    fuels = {}
    for carrier, fuel in result.case.prices.fuels.items():
        burnt = result.total("fuel_mw", type="boiler", carrier=carrier) * hours
        factor = fuel.hhv_to_lhv if fuel.basis == "HHV" else 1.0
        price = float(burnt @ values(fuel.price_eur_per_mwh)) * factor
        fuels[carrier] = (float(burnt.sum()), price)
        if not fuel.contains_co2:
            unpaid += float(burnt.sum()) * fuel.emission_factor_t_per_mwh_lhv
    peak = sum(_added_peak_mw(result, zone.name) for zone in result.case.zones)
    unmet_eur = sum(
        (sink.unmet_eur_per_mwh or 0.0)
        * float(result.total("unmet_mw", type="sink", unit=sink.name) @ hours)
        for sink in result.case.sinks
    )
    year = float(drawn.sum())
    return {
        "electricity": (year, float(drawn @ values(power.energy_eur_per_mwh))),
        "electricity_network": (year, year * power.network_eur_per_mwh),
        "electricity_peak": (peak, peak * power.network_eur_per_mw_a),
        **fuels,
        **_own_power(result),
        **_matches(result),
        "co2": (unpaid, unpaid * result.case.prices.co2_eur_per_t),
        "unmet": (1.0, unmet_eur),
    }


def _matches(result: Result) -> dict[str, tuple[float, float]]:
    """Heat of each priced match by the table of flows, and its payment."""
    found, table = {}, result.flows
    for pair in result.case.matches.priced:
        rows = table[(table["from"] == pair.source) & (table["to"] == pair.sink)]
        heat = float(rows["heat_mwh_per_a"].sum())
        found[f"{pair.source}_to_{pair.sink}_match"] = (heat, heat * pair.eur_per_mwh)
    return found


def _own_power(result: Result) -> dict[str, tuple[float, float]]:
    """Electricity beside the grid and its payment, by zone that has some."""
    found = {}
    for zone in result.case.zones:
        taken = result.total("electricity_mw", type="own_power", zone=zone.name) * result.hours
        if taken.any():
            price = result.case.values(zone.own_power_eur_per_mwh)
            found[f"{zone.name}_own_power"] = (float(taken.sum()), float(taken @ price))
    return found


def _added_peak_mw(result: Result, zone: str) -> float:
    """What heating and cooling add to the peak of a meter [MW]."""
    own = next(item for item in result.case.zones if item.name == zone)
    other = result.case.values(own.electricity_in_use_mw)
    drawn = result.total("electricity_mw", type="grid", zone=zone)
    return float((drawn + other).max() - other.max())


def cash_flow(result: Result) -> Iterator[Deviation]:
    """The cash flow of both systems is the sum of their purchases and payments [-]."""
    for side in ("base", "proposed"):
        system = result.money.get(side)
        if system is not None:
            wanted, told = _flows(result, system), _told_flows(system)
            if len(told) != len(wanted):
                yield Deviation(f"{side}, years", np.array([np.inf]), len(told), len(wanted))
                continue
            for year, (found, sum_eur) in enumerate(zip(told, wanted, strict=True)):
                yield same_share(f"{side}, year {year}", float(found), float(sum_eur))


def annual_cost(result: Result) -> Iterator[Deviation]:
    """The annual cost of both systems is the annuity of what they cost [-]."""
    for side in ("base", "proposed"):
        system = result.money.get(side)
        if system is not None:
            wanted = annuity_eur(result, _flows(result, system))
            yield same_share(side, float(system["annual_cost_eur"]), wanted)
            told = result.figure("total_annual_cost_eur", side)
            if told is not None:
                yield same_share(f"{side}, key figure", told, wanted)


def investment(result: Result) -> Iterator[Deviation]:
    """What is bought at the start is what equipment and larger connections cost [-]."""
    table = result.equipment
    new = table["existing"].astype(str).str.lower() != "true"
    listed = float(table.loc[new, "investment_eur"].sum()) + larger_connections_eur(result)
    capital = _of(result, "capital")
    bought = sum(float(item["investment_eur"]) for item in capital if item["age_a"] is None)
    yield same_share("purchases", bought, listed)
    told = result.figure("investment_eur")
    yield same_share("key figure", 0.0 if told is None else told, listed)
    price = {str(row["tag"]): _without_indirect(result, row) for row in table.to_dict("records")}
    for item in capital:
        tag = str(item["tag"])
        if tag in price or item["age_a"] is not None:
            yield same_share(tag, float(item["investment_eur"]), float(price.get(tag, np.nan)))
    for field, share in result.case.economics.indirect_shares.items():
        lines = [item for item in capital if str(item["tag"]).startswith(f"{field}_")]
        told = sum(float(item["investment_eur"]) for item in lines)
        bears = [row for row in table.loc[new].to_dict("records") if _bears_indirect(result, row)]
        yield same_share(field, told, share * sum(_without_indirect(result, r) for r in bears))


def larger_connections_eur(result: Result) -> float:
    """Price of what the peaks of the meters ask for beyond the spare power of today [EUR]."""
    return sum(
        zone.grid_connection_eur_per_mw
        * max(0.0, _added_peak_mw(result, zone.name) - zone.grid_spare_mw)
        for zone in result.case.zones
    )


def _bears_indirect(result: Result, row: dict[Any, Any]) -> bool:
    law = str(row["cost_law"])
    return bool(law) and law != "nan" and not result.case.cost_row(law).indirect_included


def _without_indirect(result: Result, row: dict[Any, Any]) -> float:
    """Price of a unit by its cost law alone where it is new [EUR]."""
    price = float(row["investment_eur"])
    if str(row["existing"]).lower() == "true" or price == 0:
        return price
    case = result.case
    zone = next(one for one in case.zones if one.name == row["zone"])
    floor = {boiler.name: boiler.floor_m2_per_mw for boiler in case.boilers}
    floor |= {store.name: store.floor_m2_per_mwh for store in case.stores}
    if row["type"] == "heat_pump" and case.heat_pumps is not None:
        floor[row["tag"]] = case.heat_pumps.floor_m2_per_mw
    price -= floor.get(row["tag"], 0.0) * float(row["size"]) * zone.building_eur_per_m2
    shares = sum(case.economics.indirect_shares.values()) if _bears_indirect(result, row) else 0.0
    return price / (1 + shares)


def present_value_eur(result: Result, flows: Array) -> float:
    """Present value of flows of the years 0..n [EUR]."""
    years = np.arange(len(flows))
    return float((flows / (1 + result.case.economics.interest) ** years).sum())


def annuity_eur(result: Result, flows: Array) -> float:
    """Yearly payment that is worth the same in the money of year 1 [EUR/a]."""
    money = result.case.economics
    years, rise = np.arange(1, money.observation_a + 1), money.inflation or 0.0
    worth_of_one = float(((1 + rise) ** (years - 1) / (1 + money.interest) ** years).sum())
    return present_value_eur(result, flows) / worth_of_one


def flows_eur(result: Result, side: str) -> Array | None:
    """Costs of a system by year [EUR]; none where there is no such system."""
    system = result.money.get(side)
    return None if system is None else _flows(result, system)


def _of(result: Result, name: str) -> list[dict[str, Any]]:
    system = result.money.get("proposed") or {}
    return list(system.get(name) or [])


def _flows(result: Result, system: dict[str, Any]) -> Array:
    """Purchases, residual values and yearly payments by year [EUR]."""
    years = result.case.economics.observation_a
    flows, rise = np.zeros(years + 1), result.case.economics.inflation or 0.0
    for item in system["capital"]:
        price, life = float(item["investment_eur"]), int(item["lifetime_a"])
        first = 0 if item["age_a"] is None else max(0, life - int(item["age_a"]))
        for year in range(first, years, life):
            flows[year] += price * (1 + rise) ** year
            flows[-1] -= price * (1 + rise) ** year * max(0, year + life - years) / life
    for item in system["annual"]:
        growth = (1 + float(item["escalation"])) ** np.arange(years)
        flows[1:] += float(item["first_year_eur"]) * growth
    return flows


def _told_flows(system: dict[str, Any]) -> Array:
    rows = [row["amounts_eur"] for row in system["cash_flow"]["rows"]]
    return np.array(rows, dtype=float).sum(axis=0) if rows else np.zeros(0)
