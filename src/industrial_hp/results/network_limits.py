"""Limits that a finished network breaks: velocity, gradient, pump, source, warmth at consumers."""

from collections.abc import Iterable, Iterator

from industrial_hp.results.network_solution import (
    NetworkCustomer,
    NetworkPipe,
    NetworkPlant,
    Violation,
)
from industrial_hp.superstructure.network_terms import NetworkTerms

ROUNDING_SHARE = 1e-6


def violations(
    terms: NetworkTerms,
    pipes: Iterable[NetworkPipe],
    customers: Iterable[NetworkCustomer],
    plants: Iterable[NetworkPlant],
) -> tuple[Violation, ...]:
    """Everything that lies beyond a stated limit; nothing in a sound network."""
    return (
        *_of_pipes(pipes),
        *_of_plants(terms, plants),
        *_of_customers(terms, customers),
    )


def _of_pipes(pipes: Iterable[NetworkPipe]) -> Iterator[Violation]:
    for pipe in pipes:
        where = f"trench {pipe.trench}, DN{pipe.dn}"
        for limit, value, permitted, unit in (
            ("velocity", pipe.velocity_m_per_s, pipe.velocity_max_m_per_s, "m/s"),
            ("pressure gradient", pipe.gradient_pa_per_m, pipe.gradient_max_pa_per_m, "Pa/m"),
        ):
            if value > permitted * (1.0 + ROUNDING_SHARE):
                yield Violation(limit, where, value, permitted, unit)


def _of_plants(terms: NetworkTerms, plants: Iterable[NetworkPlant]) -> Iterator[Violation]:
    most = {source.id: source.max_mw for source in terms.sources}
    lift = terms.study.options.pumps.lift_max_bar
    for plant in plants:
        if plant.head_bar > lift:
            yield Violation("pump head", f"source {plant.id}", plant.head_bar, lift, "bar")
        if plant.size_mw > most[plant.id] * (1.0 + ROUNDING_SHARE):
            where = f"source {plant.id}"
            yield Violation("heat of a source", where, plant.size_mw, most[plant.id], "MW")


def _of_customers(terms: NetworkTerms, customers: Iterable[NetworkCustomer]) -> Iterator[Violation]:
    for customer in customers:
        needed = terms.consumer_stated(customer.id).supply_min_c
        if needed is None or customer.supply_c is None or customer.booster_mw > 0.0:
            continue
        if customer.supply_c < needed:
            where = f"consumer {customer.id}"
            yield Violation("supply temperature", where, customer.supply_c, needed, "degC")
