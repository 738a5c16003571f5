"""Heat pumps on offer: the best machines for every useful pair of levels.

Between two levels every offer is solved in every period. Machines beyond their limits and those
beaten by others on the same pair are dropped, with the reason.
"""

from collections.abc import Iterator, Mapping

import numpy as np

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.superstructure.levels import CondenserLevel, EvaporatorLevel
from industrial_hp.superstructure.machine import Machine
from industrial_hp.superstructure.offers import Offer, Point, offers
from industrial_hp.superstructure.permitted import refused_offer, refused_point
from industrial_hp.superstructure.problem import Array, Dropped
from industrial_hp.thermo.cop_table import CopTable
from industrial_hp.units import k_from_c


def machines(
    zone: str,
    evaporators: list[EvaporatorLevel],
    condensers: list[CondenserLevel],
    options: HeatPumpOptions,
    weight_h: Array,
    tables: Mapping[str, CopTable],
) -> tuple[list[Machine], list[Dropped]]:
    """Machines worth offering in a zone, and what was dropped.

    Parameters
    ----------
    zone, evaporators, condensers, options
        A zone, the levels on offer there, and what may be placed between.
    weight_h : ndarray, shape (periods,)
        Hours of the year that each period stands for [h].
    tables : mapping of str to CopTable
        Manufacturers' tables of the case.

    Returns
    -------
    machines : list of Machine
        For each pair of levels the best refrigerants by electricity per heat over the year, each
        with its best cycle, and every machine whose COP is estimated.
    dropped : list of Dropped
        Machines beyond their limits, forbidden, or beaten on the same pair.
    """
    kept: list[Machine] = []
    dropped: list[Dropped] = []
    for evaporator in evaporators:
        for condenser in condensers:
            if condenser.stream.name == evaporator.stream.name:
                continue
            if condenser.stream.is_cooler and not evaporator.stream.must_leave:
                continue
            found, left_out = _between(zone, evaporator, condenser, options, tables)
            best, beaten = _best(found, options, weight_h)
            kept += best
            dropped += left_out + beaten
    return kept, dropped


def solved(
    offer: Offer, zone: str, evaporator: EvaporatorLevel, condenser: CondenserLevel
) -> tuple[Machine, list[str]]:
    """The machine of an offer between two levels, and why it cannot run where it cannot."""
    answers = list(_answers(offer, evaporator, condenser))
    points = tuple(None if isinstance(answer, str) else answer for answer in answers)
    reasons = sorted({answer for answer in answers if isinstance(answer, str)})
    return Machine(zone, offer, evaporator, condenser, points), reasons


def electricity_per_heat(machine: Machine, weight_h: Array) -> float:
    """Mean over the hours of the year; those without the machine count as direct electric heat."""
    return float(np.average(machine.electricity_share, weights=weight_h))


def _best(
    found: list[Machine], options: HeatPumpOptions, weight_h: Array
) -> tuple[list[Machine], list[Dropped]]:
    """The best refrigerants between two levels, each with its best cycle; the others beaten.

    A dearer cycle stays beside a cheaper one only if it needs less electricity than all of those.
    What is estimated has no rival: its COP is not of the same kind.
    """
    kept: list[Machine] = []
    beaten: list[Dropped] = []
    by_price: dict[float, list[Machine]] = {}
    for machine in found:
        if machine.offer.refrigerant:
            by_price.setdefault(options.cost_factor(machine.offer.name), []).append(machine)
    for factor in sorted(by_price):
        best, others = _of_one_price(by_price[factor], options.refrigerants_per_match, weight_h)
        least = min((electricity_per_heat(m, weight_h) for m in kept), default=np.inf)
        for machine in best:
            if electricity_per_heat(machine, weight_h) < least:
                kept.append(machine)
            else:
                words = kept[0].offer.name.replace("_", " ")
                beaten.append(Dropped(machine.tag, f"dearer than {words} and no better"))
        beaten += others
    return kept + [machine for machine in found if not machine.offer.refrigerant], beaten


def _of_one_price(
    found: list[Machine], count: int, weight_h: Array
) -> tuple[list[Machine], list[Dropped]]:
    """The best refrigerants among machines of one price, each with its best cycle."""
    ranked = sorted(
        found,
        key=lambda m: (electricity_per_heat(m, weight_h), m.offer.refrigerant, m.offer.name),
    )
    best: dict[str, Machine] = {}
    for machine in ranked:
        best.setdefault(machine.offer.refrigerant, machine)
    chosen = list(best.values())[:count]
    beaten: list[Dropped] = []
    for machine in ranked:
        own = best[machine.offer.refrigerant]
        if machine is not own:
            words = own.offer.name.replace("_", " ")
            reason = f"beaten by {words} with the same refrigerant between the same levels"
            beaten.append(Dropped(machine.tag, reason))
        elif machine not in chosen:
            reason = f"beaten by {chosen[0].offer.refrigerant} between the same levels"
            beaten.append(Dropped(machine.tag, reason))
    return chosen, beaten


def _between(
    zone: str,
    evaporator: EvaporatorLevel,
    condenser: CondenserLevel,
    options: HeatPumpOptions,
    tables: Mapping[str, CopTable],
) -> tuple[list[Machine], list[Dropped]]:
    found: list[Machine] = []
    dropped: list[Dropped] = []
    for offer in offers(evaporator, condenser, options, tables):
        unsold = refused_offer(offer, k_from_c(condenser.hottest_c))
        if unsold is not None:
            tag = Machine(zone, offer, evaporator, condenser, ()).tag
            dropped.append(Dropped(tag, unsold))
            continue
        machine, reasons = solved(offer, zone, evaporator, condenser)
        if machine.tag in options.forbidden:
            dropped.append(Dropped(machine.tag, "forbidden by the case"))
        elif any(machine.points):
            found.append(machine)
        else:
            dropped.append(Dropped(machine.tag, reasons[0]))
    return found, dropped


def _answers(
    offer: Offer, evaporator: EvaporatorLevel, condenser: CondenserLevel
) -> Iterator[Point | str]:
    """Answer of an offer in each period; equal periods are solved once."""
    known: dict[tuple[float, ...], Point | str] = {}
    for period, evaporating_c in enumerate(evaporator.evaporating_c):
        source, sink = evaporator.stream, condenser.stream
        asked = (
            evaporating_c,
            source.bottom_c[period],
            source.top_c[period],
            sink.bottom_c[period],
            sink.top_c[period],
            evaporator.lower_share[period],
            condenser.upper_share[period],
        )
        key = tuple(round(float(value), 6) for value in asked)
        if key not in known:
            answer = offer.at(evaporator, condenser, period)
            beyond = None if isinstance(answer, str) else refused_point(answer, offer.options)
            known[key] = answer if beyond is None else beyond
        yield known[key]
