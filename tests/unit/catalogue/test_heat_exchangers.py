"""Heat transfer coefficients: ranges, sources, and which row answers."""

from typing import get_args

import pytest

from industrial_hp.catalogue.heat_exchangers import (
    Zone,
    heat_transfer_coefficients,
    stream_transfer_coefficient,
    transfer_coefficients,
)
from industrial_hp.errors import UsageError

CONDENSER_AND_EVAPORATOR = set(get_args(Zone)) - {"single_phase"}


def test_every_coefficient_lies_in_its_range_and_names_its_source() -> None:
    for row in heat_transfer_coefficients():
        assert row.u_low_w_per_m2_k < row.u_w_per_m2_k < row.u_high_w_per_m2_k
        assert row.source
        assert row.construction
        assert row.provenance.startswith(("found", "recalled"))


@pytest.mark.parametrize("medium", ["water", "air"])
@pytest.mark.parametrize("refrigerant", ["R717", "R600a"])
def test_water_and_air_serve_every_zone(medium: str, refrigerant: str) -> None:
    assert set(transfer_coefficients(medium, refrigerant)) == CONDENSER_AND_EVAPORATOR


def test_water_cooled_condensers_are_those_of_the_textbook_table() -> None:
    # Cengel, Heat and Mass Transfer: 800-1400 for ammonia, 300-1000 W/(m2 K) for other refrigerants
    assert 800.0 < transfer_coefficients("water", "R717")["condensing"] < 1400.0
    assert 300.0 < transfer_coefficients("water", "R134a")["condensing"] < 1000.0


def test_condensing_moisture_lets_a_finned_evaporator_take_more_heat() -> None:
    wet, dry = (transfer_coefficients(medium, "R717") for medium in ("wet_gas", "air"))
    assert wet["evaporating"] > dry["evaporating"]


def test_a_pair_of_streams_is_found_in_either_order() -> None:
    assert stream_transfer_coefficient("water", "air") == stream_transfer_coefficient(
        "air", "water"
    )
    assert 850.0 < stream_transfer_coefficient("water", "water") < 1700.0


def test_unknown_media_are_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="known: water, air, wet_gas"):
        transfer_coefficients("mercury", "R717")
    with pytest.raises(UsageError, match="water/water"):
        stream_transfer_coefficient("water", "mercury")
