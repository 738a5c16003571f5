"""Offers of the market: every row known by its source, its fluid and its compressor type."""

import pytest

from industrial_hp.catalogue.compressors import compressors
from industrial_hp.catalogue.market_offers import market_offers, offers_for
from industrial_hp.catalogue.refrigerants import refrigerant


def test_every_offer_has_its_source_and_says_whether_it_was_read() -> None:
    assert all(offer.source and offer.provenance for offer in market_offers())


def test_names_are_unique() -> None:
    names = [offer.name for offer in market_offers()]
    assert len(set(names)) == len(names)


def test_every_offer_names_things_of_the_catalogue() -> None:
    types = {item.name for item in compressors()} | {None}
    for offer in market_offers():
        assert refrigerant(offer.refrigerant).name == offer.refrigerant
        assert offer.compressor in types, offer
        if offer.refrigerant_low is not None:
            assert refrigerant(offer.refrigerant_low).name == offer.refrigerant_low


@pytest.mark.parametrize("offer", market_offers(), ids=lambda offer: offer.name)
def test_no_offer_heats_above_the_critical_point_but_in_a_gas_cooler(offer) -> None:  # type: ignore[no-untyped-def]
    critical_c = refrigerant(offer.refrigerant).critical_c
    gas_cooler = offer.refrigerant == "R744"
    several_fluids = "fluid" in offer.source or offer.name == "MHI ETW-S"
    if offer.supply_max_c is not None and not gas_cooler and not several_fluids:
        assert critical_c is not None
        assert offer.supply_max_c < critical_c


def test_ammonia_above_ninety_degrees_is_not_known_to_be_sold() -> None:
    # Market overview of Arpagaus et al. (2018): no ammonia machine above 90 degC.
    assert offers_for("R717", supply_c=90.0)
    assert offers_for("R717", supply_c=91.0) == ()


def test_a_type_that_is_not_known_fits_any() -> None:
    names = {offer.name for offer in offers_for("R600", compressor="screw")}
    assert names == {"Mayekawa Europe HS"}


def test_a_cascade_is_asked_for_by_both_its_refrigerants() -> None:
    names = {offer.name for offer in offers_for("R600", refrigerant_low="R717")}
    assert names == {"Johnson Controls R717 and R600"}
