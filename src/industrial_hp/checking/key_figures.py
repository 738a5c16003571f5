"""Key figures, flows and status against the operation and the money."""

from collections.abc import Iterator

import numpy as np

from industrial_hp.checking.deviation import Deviation, equal, same_share
from industrial_hp.checking.payments import (
    flows_eur,
    larger_connections_eur,
    present_value_eur,
)
from industrial_hp.checking.result_files import Array, Result

OPTIMAL_GAP = 1e-6


def flows(result: Result) -> Iterator[Deviation]:
    """What flows into and out of everything in a year is what the operation gives and takes."""
    table = result.flows
    for column, end in (("heat_out_mw", "from"), ("heat_in_mw", "to")):
        energy = result.dispatch[column] * result.dispatch["hours_per_year"]
        sums = energy.groupby([result.dispatch["zone"], result.dispatch["unit"]], sort=True).sum()
        told = table.groupby(["zone", end], sort=True)["heat_mwh_per_a"].sum()
        for key in sorted(set(sums.index) | set(told.index)):
            place = f"{key[0]} {key[1]}, {end}"
            wanted, found = float(sums.get(key, 0.0)), float(told.get(key, 0.0))
            # Rounding of each hour of a flow adds up over the year.
            scale = max(1.0, abs(wanted) / 1000)
            yield Deviation(place, np.array([abs(found - wanted) / scale]), found, wanted)


def figures(result: Result) -> Iterator[Deviation]:
    """Every key figure of the proposed system by its definition [-]."""
    for name, wanted in _wanted(result).items():
        told = result.figure(name)
        if wanted is None or told is None:
            if (wanted is None) != (told is None):
                yield Deviation(name, np.array([np.inf]), told, wanted)
        else:
            yield same_share(name, told, wanted, smallest=1e-3)
    yield from _of_today(result)
    yield from _return(result)


def _of_today(result: Result) -> Iterator[Deviation]:
    """Energy and heat price of today's system follow from what it pays for [-]."""
    system, costs = result.money.get("base"), flows_eur(result, "base")
    if system is None or costs is None:
        return
    quantity = {item["name"]: float(item["quantity"]) for item in system["annual"]}
    own = sum(quantity.get(f"{zone.name}_own_power", 0.0) for zone in result.case.zones)
    heat = result.figure("heat_delivered_mwh_per_a", "base") or 0.0
    wanted = {
        "electricity_mwh_per_a": quantity.get("electricity", 0.0) + own,
        "fuel_mwh_per_a": sum(quantity.get(name, 0.0) for name in result.case.prices.fuels),
        "investment_eur": 0.0,
    }
    if heat > 0:
        worth = _worth_of_heat(result, heat, len(costs))
        wanted["lcoh_eur_per_mwh"] = present_value_eur(result, costs) / worth
    for name, value in wanted.items():
        told = result.figure(name, "base")
        found = np.nan if told is None else told
        yield same_share(f"{name}, today", found, value, smallest=1e-3)


def study(result: Result) -> Iterator[Deviation]:
    """Emissions, money and recovered heat keep the limits of the study, as a share of them [-]."""
    limits, hours = result.case.limits, result.hours
    new = result.equipment["existing"].astype(str).str.lower() != "true"
    bought = float(result.equipment.loc[new, "investment_eur"].sum())
    bought += larger_connections_eur(result)
    for name, found, limit in (
        ("co2_t_per_a", _co2_t(result), limits.co2_t_per_a),
        (
            "primary_energy_mwh_per_a",
            _primary_energy_mwh(result) or 0.0,
            limits.primary_energy_mwh_per_a,
        ),
        ("investment_eur", bought, limits.investment_eur),
    ):
        if limit is not None:
            excess = (found - limit) / max(limit, 1.0)
            yield Deviation(name, np.array([excess]), found, limit)
    if limits.recovered_heat_share is not None:
        sinks = result.total("heat_in_mw", type="sink") + result.total("unmet_mw", type="sink")
        taken = float(result.total("heat_out_mw", type="source") @ hours)
        share = taken / max(float(sinks @ hours), 1e-9)
        short = limits.recovered_heat_share - share
        yield Deviation("recovered_heat_share", np.array([short]), share)


def status(result: Result) -> Iterator[Deviation]:
    """Cost, bound, gap and word of status.json agree with each other and with the result [-]."""
    document = result.status
    cost, bound = document.get("objective_eur_per_a"), document.get("lower_bound_eur_per_a")
    told = result.figure("total_annual_cost_eur")
    if cost is None or told is None:
        yield Deviation("objective_eur_per_a", np.array([np.inf]), cost, told)
        return
    yield same_share("objective_eur_per_a", float(cost), told)
    gap = document.get("gap")
    if bound is not None and gap is not None:
        excess = (float(bound) - float(cost)) / max(abs(float(cost)), 1.0)
        yield Deviation("lower_bound_eur_per_a", np.array([excess]), float(bound), float(cost))
        wanted = (float(cost) - float(bound)) / max(abs(float(cost)), 1e-9)
        yield Deviation("gap", np.array([abs(float(gap) - wanted)]), float(gap), wanted)
        if document.get("status") == "optimal":
            slack = 10 * OPTIMAL_GAP
            yield Deviation("status optimal", np.array([float(gap) - slack]), float(gap), slack)


def _wanted(result: Result) -> dict[str, float | None]:
    hours = result.hours

    def energy(column: str, kind: str) -> float:
        return float(result.total(column, type=kind) @ hours)

    heat, pumped = energy("heat_in_mw", "sink"), energy("heat_out_mw", "heat_pump")
    costs = flows_eur(result, "proposed")
    wanted: dict[str, float | None] = {
        "heat_delivered_mwh_per_a": heat,
        "electricity_mwh_per_a": energy("electricity_mw", "grid")
        + energy("electricity_mw", "own_power"),
        "fuel_mwh_per_a": energy("fuel_mw", "boiler"),
        "waste_heat_used_mwh_per_a": energy("heat_out_mw", "source"),
        "unmet_heat_mwh_per_a": energy("unmet_mw", "sink"),
        "peak_electricity_mw": float(result.total("electricity_mw", type="grid").max()),
        "co2_t_per_a": _co2_t(result),
        "primary_energy_mwh_per_a": _primary_energy_mwh(result),
        "spf": pumped / _driving_mwh(result) if pumped > 0 else None,
    }
    if costs is not None:
        worth = _worth_of_heat(result, heat, len(costs))
        wanted["lcoh_eur_per_mwh"] = present_value_eur(result, costs) / worth if worth > 0 else None
    return wanted


def _driving_mwh(result: Result) -> float:
    """Electricity of machines, of the pumps and fans of sources, of coolers and loops [MWh/a].

    The cooling of what is not used belongs to no machine.
    """
    total = float(result.total("electricity_mw", type="heat_pump") @ result.hours)
    for kind in ("cooler", "loop"):
        total += float(result.total("electricity_mw", type=kind) @ result.hours)
    for source in result.case.sources:
        of_source = {"type": "source", "unit": source.name}
        if source.cooling_today is None:
            total += float(result.total("electricity_mw", **of_source) @ result.hours)
        else:
            used = result.total("heat_out_mw", **of_source) * result.hours
            total += float(result.case.values(source.auxiliary_electricity_share) @ used)
    return total


def _co2_t(result: Result) -> float:
    prices, hours = result.case.prices, result.hours
    drawn = result.total("electricity_mw", type="grid") * hours
    of_grid = result.case.values(prices.electricity.emission_factor_t_per_mwh)
    of_fuels = sum(
        float(result.total("fuel_mw", type="boiler", carrier=carrier) @ hours)
        * fuel.emission_factor_t_per_mwh_lhv
        for carrier, fuel in prices.fuels.items()
    )
    of_own = sum(
        float(result.total("electricity_mw", type="own_power", zone=zone.name) @ hours)
        * zone.own_power_t_per_mwh
        for zone in result.case.zones
    )
    return float(drawn @ of_grid) + of_fuels + of_own


def _primary_energy_mwh(result: Result) -> float | None:
    """Primary energy of all that is drawn; none where the case lacks a factor [MWh/a]."""
    prices, hours = result.case.prices, result.hours
    factors = {name: fuel.primary_energy_factor for name, fuel in prices.fuels.items()}
    if prices.electricity.primary_energy_factor is None or None in factors.values():
        return None
    drawn = float(result.total("electricity_mw", type="grid") @ hours)
    total = drawn * prices.electricity.primary_energy_factor
    for name, factor in factors.items():
        burnt = float(result.total("fuel_mw", type="boiler", carrier=name) @ hours)
        total += burnt * (factor or 0.0)
    return total


def _worth_of_heat(result: Result, heat_mwh: float, count: int) -> float:
    """Present value of a MWh of the money of year 1 for every MWh of all years [MWh]."""
    money, years = result.case.economics, np.arange(1, count)
    rise = money.inflation or 0.0
    return float((heat_mwh * (1 + rise) ** (years - 1) / (1 + money.interest) ** years).sum())


def _return(result: Result) -> Iterator[Deviation]:
    """Net present value, return and payback of the project against today [-]."""
    base, proposed = flows_eur(result, "base"), flows_eur(result, "proposed")
    if base is None or proposed is None:
        return
    saved = base - proposed
    told = result.figure("npv_eur")
    wanted = present_value_eur(result, saved)
    yield same_share("npv_eur", np.nan if told is None else told, wanted)
    rate = result.figure("irr")
    if rate is not None:
        years = np.arange(len(saved))
        left = float((saved / (1 + rate) ** years).sum()) / max(float(np.abs(saved).sum()), 1.0)
        yield Deviation("irr", np.array([abs(left)]), rate)
    elif saved[0] < 0 and (saved[1:] >= 0).all() and saved.sum() > 0:
        yield Deviation("irr, left out", np.array([np.inf]))
    interest = result.case.economics.interest
    for name, flows_of in (
        ("payback_a", saved),
        ("discounted_payback_a", saved / (1 + interest) ** np.arange(len(saved))),
    ):
        payback = result.figure(name)
        if payback is not None:
            yield equal(name, _left_at(flows_of, payback) / max(float(np.abs(saved).max()), 1.0), 0)
        elif flows_of[0] < 0 <= np.cumsum(flows_of).max():
            yield Deviation(f"{name}, left out", np.array([np.inf]))


def _left_at(flows_of: Array, years: float) -> float:
    """What is not yet repaid at a time, the flow of a year spread evenly over it [EUR]."""
    cumulated = np.cumsum(flows_of)
    return float(np.interp(years, np.arange(len(cumulated)), cumulated))
