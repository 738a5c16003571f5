"""Which refrigerants and machines the case permits, whatever they could do."""

from collections.abc import Iterator

from industrial_hp.case.options import HeatPumpOptions
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.superstructure.offers import CycleOffer, Offer, Point
from industrial_hp.superstructure.problem import Dropped
from industrial_hp.thermo.refrigerant_filters import (
    RefrigerantRules,
    refused_by_market,
    refused_refrigerant,
)
from industrial_hp.thermo.steam_compression import STEAM
from industrial_hp.units import c_from_k

ROUNDING_K = 1e-6


def permitted_refrigerants(
    options: HeatPumpOptions,
) -> tuple[HeatPumpOptions, tuple[Dropped, ...]]:
    """The options without refrigerants that the case rules out, and why each is left out."""
    rules = RefrigerantRules(
        gwp_max=options.gwp_max,
        gwp_basis=options.gwp_basis,
        pfas=options.pfas,
        safety_classes=options.safety_classes or None,
    )
    kept, dropped = [], []
    for name in options.refrigerants:
        reasons = refused_refrigerant(refrigerant(name), rules)
        if reasons:
            dropped.append(Dropped(name, "; ".join(reason.message for reason in reasons)))
        else:
            kept.append(name)
    return options.model_copy(update={"refrigerants": tuple(kept)}), tuple(dropped)


def refused_offer(offer: Offer, sink_out_k: float) -> str | None:
    """Why nobody sells a machine of this kind that reaches a sink [K]; none if that is no matter.

    Machines whose COP the case estimates, and those that compress steam, are left alone.
    """
    if not isinstance(offer, CycleOffer) or offer.options.market == "any":
        return None
    made = offer.combination
    if made.refrigerant == STEAM:
        return None
    reasons = refused_by_market(
        made.refrigerant, made.refrigerant_low, offer.options.compressor, sink_out_k
    )
    return reasons[0].message if reasons else None


def refused_point(point: Point, options: HeatPumpOptions) -> str | None:
    """Why an operating point lies beyond the limits of the case; none if it does not."""
    return next(_beyond(point, options), None)


def _beyond(point: Point, options: HeatPumpOptions) -> Iterator[str]:
    lift_k, hot_c = point.hot_side_k - point.evaporating_k, c_from_k(point.hot_side_k)
    highest_k, hottest_c = options.maximum_lift_k, options.maximum_condensing_c
    if highest_k is not None and lift_k > highest_k + ROUNDING_K:
        yield f"a lift of {lift_k:.1f} K is beyond maximum_lift_k, {highest_k:g} K"
    if hottest_c is not None and hot_c > hottest_c + ROUNDING_K:
        yield f"{hot_c:.1f} degC are beyond maximum_condensing_c, {hottest_c:g} degC"
