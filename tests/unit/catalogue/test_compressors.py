"""The compressor table and how its limits are overridden."""

import pytest

from industrial_hp.catalogue.compressors import compressor, compressors
from industrial_hp.errors import UsageError


def test_every_row_has_a_source() -> None:
    assert all(item.source for item in compressors())


def test_defaults_are_those_of_the_design_note() -> None:
    named = [compressor(name) for name in ("piston", "screw", "turbo", "unlimited")]
    assert [item.discharge_limit_c for item in named] == [160.0, 110.0, 150.0, None]
    assert [(item.duty_min_mw, item.duty_max_mw) for item in named[:3]] == [
        (0.05, 2.0),
        (0.3, 8.0),
        (3.0, 70.0),
    ]


def test_steam_machines_are_on_offer_beside_those_for_refrigerants() -> None:
    steam = [item.name for item in compressors() if item.medium == "steam"]
    assert steam == ["steam_blower", "steam_fan", "steam_turbo", "steam_screw"]


def test_ranges_of_a_machine_rise_and_efficiency_defaults_lie_near_the_laws() -> None:
    for item in compressors():
        for low, high in (
            (item.pressure_ratio_usual, item.pressure_ratio_limit),
            (item.swept_min_m3_per_h, item.swept_max_m3_per_h),
            (item.duty_min_mw, item.duty_max_mw),
        ):
            assert (low is None) == (high is None)
            assert low is None or high is None or low < high
        usual = item.pressure_ratio_usual or 3.0
        assert item.isentropic.at(0.6 * usual) == pytest.approx(item.eta_isentropic, abs=0.1)


def test_carbon_dioxide_has_a_pressure_class_of_its_own() -> None:
    assert compressor("piston").pressure_class_for("R744") == 130.0
    assert compressor("piston").pressure_class_for("R717") == 60.0
    assert compressor("screw").pressure_class_for("R744") == 60.0


def test_limits_can_be_lifted_without_changing_the_machine() -> None:
    lifted = compressor("piston").without_limits()
    assert lifted.name == "piston"
    assert lifted.discharge_limit_c is None
    assert lifted.pressure_class_for("R744") is None
    assert (lifted.swept_max_m3_per_h, lifted.duty_max_mw, lifted.minimum_load) == (None, None, 0.0)
    assert lifted.eta_isentropic == compressor("piston").eta_isentropic


def test_an_unknown_compressor_is_answered_with_the_known_ones() -> None:
    with pytest.raises(UsageError, match="piston, screw, turbo"):
        compressor("scroll")
