"""The compressor table and how its limits are overridden."""

import pytest

from industrial_hp.catalogue.compressors import compressor, compressors
from industrial_hp.errors import UsageError


def test_every_row_has_a_source() -> None:
    assert all(item.source for item in compressors())


def test_defaults_are_those_of_the_design_note() -> None:
    limits = {item.name: item.discharge_limit_c for item in compressors()}
    assert limits == {"piston": 160.0, "screw": 110.0, "turbo": 150.0, "unlimited": None}


def test_carbon_dioxide_has_a_pressure_class_of_its_own() -> None:
    assert compressor("piston").pressure_class_for("R744") == 130.0
    assert compressor("piston").pressure_class_for("R717") == 60.0
    assert compressor("screw").pressure_class_for("R744") == 60.0


def test_limits_can_be_lifted_without_changing_the_machine() -> None:
    lifted = compressor("piston").without_limits()
    assert lifted.name == "piston"
    assert lifted.discharge_limit_c is None
    assert lifted.pressure_class_for("R744") is None
    assert lifted.eta_isentropic == compressor("piston").eta_isentropic


def test_an_unknown_compressor_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="piston, screw, turbo"):
        compressor("scroll")
