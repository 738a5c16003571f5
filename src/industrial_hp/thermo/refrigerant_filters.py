"""Which refrigerants may be chosen, by what the catalogue knows of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from industrial_hp.catalogue.market_offers import offers_for
from industrial_hp.catalogue.refrigerants import Refrigerant
from industrial_hp.errors import UsageError
from industrial_hp.units import c_from_k

GwpBasis = Literal["ar4", "ar5", "ar6"]
GWP_BASES: tuple[GwpBasis, ...] = ("ar4", "ar5", "ar6")
SAFETY_CLASSES = ("A1", "A2L", "A2", "A3", "B1", "B2L", "B2", "B3")


@dataclass(frozen=True)
class Reason:
    """Why something was left out: a code for programs, a sentence for people."""

    code: str
    message: str


@dataclass(frozen=True)
class RefrigerantRules:
    """What a refrigerant must satisfy; a rule of None does not bind.

    Attributes
    ----------
    gwp_max : float or None
        Highest global warming potential over 100 a.
    gwp_basis : {"ar4", "ar5", "ar6"}
        IPCC report that the potential is taken from; European law counts Annex I by the fourth.
    pfas : {"permitted", "excluded"}
        Fluids with a fully fluorinated carbon (OECD 2021).
    safety_classes : tuple of str or None
        Permitted classes of ASHRAE 34.
    market : {"any", "offered"}
        ``offered`` asks for a machine of the catalogue's offers that reaches the sink.

    Raises
    ------
    UsageError
        If a class or a basis is unknown or the potential negative.
    """

    gwp_max: float | None = None
    gwp_basis: GwpBasis = "ar6"
    pfas: Literal["permitted", "excluded"] = "permitted"
    safety_classes: tuple[str, ...] | None = None
    market: Literal["any", "offered"] = "any"

    def __post_init__(self) -> None:
        if self.gwp_basis not in GWP_BASES:
            raise UsageError(f"GWP basis {self.gwp_basis!r}; permitted: {', '.join(GWP_BASES)}")
        if self.gwp_max is not None and not self.gwp_max >= 0.0:
            raise UsageError(f"highest GWP {self.gwp_max:g}; permitted: 0 or more")
        unknown = set(self.safety_classes or ()) - set(SAFETY_CLASSES)
        if unknown:
            raise UsageError(
                f"safety class {', '.join(sorted(unknown))}; permitted: {', '.join(SAFETY_CLASSES)}"
            )


def gwp(item: Refrigerant, basis: GwpBasis) -> float | None:
    """Global warming potential by one report; None where the catalogue does not know it."""
    return {"ar4": item.gwp_ar4, "ar5": item.gwp_ar5, "ar6": item.gwp_ar6}[basis]


def refused_refrigerant(item: Refrigerant, rules: RefrigerantRules) -> tuple[Reason, ...]:
    """Every rule that a refrigerant breaks; of the market see :func:`refused_by_market`."""
    return tuple(_broken(item, rules))


def _broken(item: Refrigerant, rules: RefrigerantRules) -> Iterator[Reason]:
    if item.blend:
        yield Reason("blend", f"{item.name} is a blend with a glide; pure fluids are calculated")
    if rules.pfas == "excluded" and item.pfas:
        yield Reason("pfas", f"{item.name} is a PFAS ({item.pfas_note or 'OECD 2021'})")
    if rules.gwp_max is not None:
        yield from _too_warming(item, rules.gwp_max, rules.gwp_basis)
    permitted = rules.safety_classes
    if permitted is not None and item.safety_class not in permitted:
        yield Reason(
            "safety_class",
            f"{item.name} is of class {item.safety_class}; permitted: {', '.join(permitted)}",
        )


def _too_warming(item: Refrigerant, highest: float, basis: GwpBasis) -> Iterator[Reason]:
    found, name = gwp(item, basis), basis.upper()
    if found is None:
        yield Reason(
            "gwp_unknown", f"{item.name} has no GWP by {name} in the catalogue; asked: {highest:g}"
        )
    elif found > highest:
        yield Reason(
            "gwp", f"{item.name} has a GWP of {found:g} by {name}; permitted: up to {highest:g}"
        )


def refused_by_market(
    refrigerant: str, refrigerant_low: str | None, compressor: str, sink_out_k: float
) -> tuple[Reason, ...]:
    """Why no machine on sale has these fluids (catalogue names) and reaches the sink [K]."""
    supply_c = c_from_k(sink_out_k)
    kind = None if compressor == "unlimited" else compressor
    if offers_for(refrigerant, refrigerant_low=refrigerant_low, compressor=kind, supply_c=supply_c):
        return ()
    what = refrigerant if refrigerant_low is None else f"{refrigerant_low} below {refrigerant}"
    known = offers_for(refrigerant, refrigerant_low=refrigerant_low)
    told = ", ".join(
        f"{offer.name} ({offer.compressor or 'type not known'}, "
        + ("limit not known)" if offer.supply_max_c is None else f"{offer.supply_max_c:g} degC)")
        for offer in known
    )
    return (
        Reason(
            "not_on_market",
            f"no offer of the catalogue with {what}, {compressor}, up to {supply_c:g} degC; "
            f"known: {told or 'none'}",
        ),
    )
