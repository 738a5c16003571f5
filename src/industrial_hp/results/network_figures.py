"""Key figures of a network as planners compare them.

References
----------
Nussbaumer, Thalmann (2016), Influence of system design on heat distribution costs in district
heating, https://doi.org/10.1016/j.energy.2016.02.062: linear heat density, losses, pumping.
"""

from collections.abc import Sequence

from industrial_hp.results.network_solution import (
    NetworkCosts,
    NetworkCustomer,
    NetworkFigure,
    NetworkPipe,
    NetworkPlant,
)
from industrial_hp.units import converted


def network_figures(
    pipes: Sequence[NetworkPipe],
    customers: Sequence[NetworkCustomer],
    plants: Sequence[NetworkPlant],
    costs: NetworkCosts,
) -> tuple[NetworkFigure, ...]:
    """Lengths, densities, losses, pumping and cost of a network."""
    length = sum(pipe.length_m for pipe in pipes)
    served = [c for c in customers if c.connected]
    sold = sum(c.heat_mwh_per_a for c in served)
    boosted = sum(c.booster_mwh_per_a for c in served)
    peak = sum(c.peak_mw for c in served)
    fed = sum(plant.heat_mwh_per_a for plant in plants)
    loss = sum(pipe.loss_mwh_per_a for pipe in pipes)
    pumping = sum(plant.pump_mwh_per_a for plant in plants)
    power = sum(plant.electricity_mwh_per_a for plant in plants)
    output = sum(plant.meeting_mw for plant in plants)
    invested = sum(x.investment_eur for group in (pipes, served, plants) for x in group)
    rows: list[tuple[str, str, str, float | None]] = [
        ("consumers", "Consumers", "-", float(len(customers))),
        ("consumers_connected", "Consumers connected", "-", float(len(served))),
        ("length_m", "Trench with pipes", "m", length),
        ("length_existing_m", "of it existing pipes", "m", _existing_m(pipes)),
        ("peak_connected_mw", "Sum of the peaks connected", "MW", peak),
        ("peak_fed_mw", "Heat fed in at the largest load", "MW", output),
        ("heat_sold_mwh_per_a", "Heat sold", "MWh/a", sold),
        ("heat_fed_mwh_per_a", "Heat fed in", "MWh/a", fed),
        ("loss_mwh_per_a", "Heat lost by pipes", "MWh/a", loss),
        ("loss_share", "Loss over heat fed in", "-", _over(loss, fed)),
        ("line_density_mwh_per_m_a", "Linear heat density", "MWh/(m a)", _over(sold, length)),
        ("line_load_mw_per_km", "Peak per length", "MW/km", _over(peak, _km(length))),
        ("mean_dn_mm", "Mean DN over the length", "mm", _mean_dn(pipes, length)),
        ("pumping_mwh_per_a", "Electricity of pumps", "MWh/a", pumping),
        ("pumping_share", "Pumping over heat fed in", "-", _over(pumping, fed)),
        ("heat_pump_mwh_per_a", "Electricity of heat pumps", "MWh/a", power),
        ("booster_mwh_per_a", "Electricity of boosters", "MWh/a", boosted),
        ("investment_eur", "Investment", "EUR", invested),
        ("pipes_eur_per_a", "Pipes", "EUR/a", costs.pipes_eur),
        ("connections_eur_per_a", "Connections and boosters", "EUR/a", costs.connections_eur),
        ("sources_eur_per_a", "Sources", "EUR/a", costs.sources_eur),
        ("heat_eur_per_a", "Heat and its electricity", "EUR/a", costs.heat_eur),
        ("pumping_eur_per_a", "Pumping", "EUR/a", costs.pumping_eur),
        ("network_eur_per_a", "Network", "EUR/a", costs.network_eur),
        ("own_heat_eur_per_a", "Own heat of the others", "EUR/a", costs.own_heat_eur),
        ("total_annual_cost_eur", "Heat for all consumers", "EUR/a", costs.annual_eur),
        ("heat_cost_eur_per_mwh", "Network cost per heat sold", "EUR/MWh", _cost(costs, sold)),
        ("distribution_eur_per_mwh", "of it pipes", "EUR/MWh", _over(costs.pipes_eur, sold)),
    ]
    return tuple(NetworkFigure(*row) for row in rows)


def _existing_m(pipes: Sequence[NetworkPipe]) -> float:
    return sum(pipe.length_m for pipe in pipes if pipe.exists)


def _mean_dn(pipes: Sequence[NetworkPipe], length_m: float) -> float | None:
    return _over(sum(pipe.dn * pipe.length_m for pipe in pipes), length_m)


def _cost(costs: NetworkCosts, sold_mwh: float) -> float | None:
    return _over(costs.network_eur, sold_mwh)


def _km(length_m: float) -> float:
    return converted(length_m, "m", "km")


def _over(value: float, by: float) -> float | None:
    return value / by if by else None
