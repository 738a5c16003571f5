"""The refrigerant table: complete, traceable, found by either name."""

import pytest

from industrial_hp.catalogue.refrigerants import refrigerant, refrigerants
from industrial_hp.errors import UsageError
from industrial_hp.thermo.fluids import fluid
from industrial_hp.units import c_from_k

CRITICAL_TOLERANCE_K = 0.02


def test_every_row_tells_where_its_figures_come_from() -> None:
    assert all(item.provenance for item in refrigerants())


def test_names_are_unique() -> None:
    names = [item.name for item in refrigerants()]
    assert len(set(names)) == len(names) == 28


def test_a_refrigerant_is_found_by_catalogue_and_coolprop_name() -> None:
    assert refrigerant("R717") is refrigerant("Ammonia") is refrigerant("r717")


def test_an_unknown_name_is_answered_with_close_and_known_names() -> None:
    with pytest.raises(UsageError, match=r"R601.*known: R717"):
        refrigerant("R610")


def test_a_blank_cell_is_unknown_and_not_zero() -> None:
    assert refrigerant("RC270").gwp_ar6 is None
    assert refrigerant("R717").gwp_ar6 == 0.0


def test_a_bound_of_the_source_stands_as_a_number_and_as_printed() -> None:
    assert refrigerant("R1234ze(E)").gwp_ar5 == 1.0
    assert "<1" in refrigerant("R1234ze(E)").gwp_as_printed


@pytest.mark.parametrize("name", [item.name for item in refrigerants() if not item.blend])
def test_critical_temperature_of_the_table_is_that_of_the_equation_of_state(name: str) -> None:
    critical_c = c_from_k(fluid(name).critical_temperature_k)
    assert refrigerant(name).critical_c == pytest.approx(critical_c, abs=CRITICAL_TOLERANCE_K)
