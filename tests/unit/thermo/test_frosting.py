"""Frost on outdoor coils: the published map, and the published loss."""

import math
from itertools import pairwise

import pytest

from industrial_hp.errors import FluidRangeError, UsageError
from industrial_hp.thermo.frosting import (
    NO_PENALTY,
    FrostingZone,
    coil_temperature_k,
    defrost_penalty,
    frosting_zone,
)
from industrial_hp.units import c_from_k, k_from_c

COP = 3.0


def surplus_humidity(t_c: float, relative_humidity: float) -> float:
    """Water beyond saturation at the coil, by the Buck equations (1981) instead of WMO's."""
    coil_c = 0.82 * t_c - 8.589
    air_pa = relative_humidity * 611.21 * math.exp((18.678 - t_c / 234.5) * t_c / (257.14 + t_c))
    coil_pa = 611.15 * math.exp((23.036 - coil_c / 333.7) * coil_c / (279.82 + coil_c))
    return 0.622 * (air_pa / (101325.0 - air_pa) - coil_pa / (101325.0 - coil_pa))


@pytest.mark.parametrize(("t_c", "humidity"), [(2.0, 0.85), (-2.0, 0.9), (-7.0, 0.95), (4.0, 0.7)])
def test_demand_defrost_has_the_multipliers_of_the_building_programs(
    t_c: float, humidity: float
) -> None:
    # EnergyPlus and DOE-2, defrost on demand: f = 1 / (1 + 0.01446 / dW), capacity 0.875 (1 - f),
    # power 0.954 (1 - f); reversed cycle: 0.01 f (7.222 - T) / 1.01667 of the heat is taken back,
    # 0.1528 f / 1.01667 of it is power.
    share = 1.0 / (1.0 + 0.01446 / surplus_humidity(t_c, humidity))
    capacity = 0.875 * (1.0 - share) - 0.01 * share * (7.222 - t_c) / 1.01667
    power = 0.954 * (1.0 - share) + 0.1528 * share / 1.01667 * COP
    found = defrost_penalty(k_from_c(t_c), humidity, steady_cop=COP)
    assert found.defrost_time_share == pytest.approx(share, rel=0.01)
    assert found.capacity_factor == pytest.approx(capacity, rel=2e-3)
    assert found.power_factor == pytest.approx(power, rel=2e-3)
    assert found.cop_factor == pytest.approx(found.capacity_factor / found.power_factor)


def test_loss_of_cop_lies_between_a_rating_standard_and_a_field_fit() -> None:
    # At 35 degF and 33 degF wet bulb (1.67 degC, 82 %) AHRI 210/240 takes 0.9 of the capacity and
    # 0.985 of the power: 8.6 % of COP. The fit of Afjei, Wetter and Glass (1997, TRNSYS) over
    # temperature alone takes 0.03 - 0.004 T + 0.1534 exp(-(T - 0.8869)^2 / 26.06): 17 %.
    standard = 1.0 - 0.9 / 0.985
    fit = 0.03 - 0.004 * 1.67 + 0.1534 * math.exp(-((1.67 - 0.8869) ** 2) / 26.06)
    loss = 1.0 - defrost_penalty(k_from_c(1.67), 0.82, steady_cop=COP).cop_factor
    assert standard < loss < fit


@pytest.mark.parametrize(
    ("t_c", "humidity", "zone"),
    [
        (0.0, 0.40, "none"),
        (0.0, 0.50, "mild"),
        (0.0, 0.70, "moderate"),
        (0.0, 0.90, "severe"),
        (-10.0, 0.95, "moderate"),
        (5.0, 0.85, "severe"),
        (6.0, 1.00, "none"),
        (20.0, 0.90, "none"),
    ],
)
def test_zones_are_those_of_the_map(t_c: float, humidity: float, zone: FrostingZone) -> None:
    # Zhu et al. (2015): borders at 0 degC near 44, 58 and 82 % as fitted in AixLib; no severe
    # frost in cold air, none at all from 6 degC
    assert frosting_zone(k_from_c(t_c), humidity) == zone


@pytest.mark.parametrize("t_c", [-10.0, -5.0, 0.0, 5.0])
def test_map_and_loss_agree_on_where_frost_begins(t_c: float) -> None:
    # Two sources that know nothing of each other: the map's first border, and where the coil's
    # saturated air holds as much water as the air outside
    humidities = [step / 1000.0 for step in range(1001)]
    by_map = next(x for x in humidities if frosting_zone(k_from_c(t_c), x) != "none")
    by_coil = next(
        x for x in humidities if defrost_penalty(k_from_c(t_c), x, steady_cop=COP) != NO_PENALTY
    )
    assert by_map == pytest.approx(by_coil, abs=0.08)


def test_the_coil_is_as_cold_as_published() -> None:
    # 0.82 x 2 - 8.589 = -6.949 degC
    assert c_from_k(coil_temperature_k(k_from_c(2.0))) == pytest.approx(-6.949)


def test_dry_or_mild_air_costs_nothing() -> None:
    assert defrost_penalty(k_from_c(0.0), 0.3, steady_cop=COP) == NO_PENALTY
    assert defrost_penalty(k_from_c(10.0), 1.0, steady_cop=COP) == NO_PENALTY


@pytest.mark.parametrize("t_c", [-15.0, -8.0, -3.0, 0.0, 3.0, 5.9])
def test_wetter_air_costs_more_and_never_jumps(t_c: float) -> None:
    at = [
        defrost_penalty(k_from_c(t_c), 0.6 + 0.001 * step, steady_cop=COP).cop_factor
        for step in range(401)
    ]
    assert all(after <= before for before, after in pairwise(at))
    assert max(before - after for before, after in pairwise(at)) < 2e-3
    assert 0.8 < at[-1] < at[0] < 1.0


def test_a_better_machine_loses_a_larger_share_of_its_cop() -> None:
    usual = defrost_penalty(k_from_c(1.0), 0.9, steady_cop=3.0)
    better = defrost_penalty(k_from_c(1.0), 0.9, steady_cop=5.0)
    assert better.cop_factor < usual.cop_factor
    assert better.capacity_factor == usual.capacity_factor


def test_outside_its_range_it_says_so() -> None:
    with pytest.raises(FluidRangeError, match="permitted: -15 to 50"):
        defrost_penalty(k_from_c(-16.0), 0.8, steady_cop=COP)
    with pytest.raises(FluidRangeError, match=r"51\.00 degC"):
        frosting_zone(k_from_c(51.0), 0.8)
    with pytest.raises(UsageError, match="relative humidity 80"):
        frosting_zone(k_from_c(0.0), 80.0)
    with pytest.raises(UsageError, match="above 1"):
        defrost_penalty(k_from_c(0.0), 0.8, steady_cop=0.9)
