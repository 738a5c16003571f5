"""Friction against published examples, hand calculation and an independent table."""

import math

import pytest

from industrial_hp.catalogue.pipes import pipe_size
from industrial_hp.errors import UsageError
from industrial_hp.network.hydraulics import (
    Bore,
    Liquid,
    friction_factor,
    pressure_gradient_pa_per_m,
    pump_head_pa,
    pumping_power_w,
    static_head_pa,
    velocity_m_per_s,
)
from industrial_hp.network.pipe_sizing import bore

WATER_20 = Liquid(998.2, 1.002e-3)
WATER_80 = Liquid(971.8, 3.544e-4)  # IAPWS
BY_HAND = 1e-9
READ_OFF_A_CHART = 0.01
TWO_DIGITS = 0.02


def test_friction_of_laminar_flow_is_that_of_hagen_and_poiseuille() -> None:
    """dp/L = 128 mu Q / (pi d^4)."""
    pipe, flow = Bore(0.02, 1e-5), 0.02
    by_hand = 128 * 1.002e-3 * (flow / 998.2) / (math.pi * 0.02**4)
    assert pressure_gradient_pa_per_m(flow, pipe, WATER_20) == pytest.approx(by_hand, rel=BY_HAND)


@pytest.mark.parametrize(
    ("reynolds", "roughness", "factor"),
    [
        (2.7e5, 0.0008, 0.0198),  # White, Fluid Mechanics, asphalted cast iron, 6 in, 6 ft/s
        (1e5, 0.0, 0.0180),  # Moody's chart, smooth pipe
        (1e8, 0.001, 0.0196),  # fully rough: (2 lg(3.7/0.001))^-2
    ],
)
def test_friction_of_turbulent_flow_is_that_of_moody_s_chart(
    reynolds: float, roughness: float, factor: float
) -> None:
    assert friction_factor(reynolds, roughness) == pytest.approx(factor, rel=READ_OFF_A_CHART)


def test_turbulent_friction_satisfies_colebrook_s_equation() -> None:
    for reynolds in (4e3, 1e5, 1e7):
        for k in (0.0, 1e-5, 0.04):
            root = 1 / math.sqrt(friction_factor(reynolds, k))
            right = -2 * math.log10(2.51 * root / reynolds + k / 3.71)
            assert root == pytest.approx(right, rel=BY_HAND)


def test_friction_has_no_step_between_laminar_and_turbulent_flow() -> None:
    for reynolds in (2300.0, 4000.0):
        below = friction_factor(reynolds * (1 - 1e-9), 0.001)
        assert friction_factor(reynolds * (1 + 1e-9), 0.001) == pytest.approx(below, rel=1e-6)


def test_friction_after_nikuradse_is_that_of_the_reference_ring() -> None:
    """First pipe of pandapipes_loop5: Re 113809, d 107.1 mm, k 0.1 mm, lambda 0.0198614."""
    factor = friction_factor(113809.46314502663, 0.1 / 107.1, "nikuradse")
    assert factor == pytest.approx(0.01986143580941278, rel=1e-6)


@pytest.mark.parametrize(
    ("name", "at_100_pa", "at_250_pa"),
    [("DN32", 0.51, 0.82), ("DN80", 0.88, 1.40), ("DN150", 1.34, 2.13), ("DN600", 3.00, 4.76)],
)
def test_velocities_of_an_independent_table_give_its_gradients(
    name: str, at_100_pa: float, at_250_pa: float
) -> None:
    """Water of 80 degC, k = 0.1 mm; velocities to two digits."""
    inside = bore(pipe_size(name))
    for velocity, gradient in ((at_100_pa, 100.0), (at_250_pa, 250.0)):
        flow = velocity * 971.8 * inside.area_m2
        found = pressure_gradient_pa_per_m(flow, inside, WATER_80)
        assert found == pytest.approx(gradient, rel=TWO_DIGITS)


def test_pressure_rises_against_the_flow() -> None:
    pipe = Bore(0.1, 1e-4)
    forward = pressure_gradient_pa_per_m(5.0, pipe, WATER_80)
    assert forward > 0.0
    assert pressure_gradient_pa_per_m(-5.0, pipe, WATER_80) == -forward
    assert velocity_m_per_s(-5.0, pipe, WATER_80) < 0.0
    assert pressure_gradient_pa_per_m(0.0, pipe, WATER_80) == 0.0


def test_ten_metres_of_cold_water_weigh_about_one_bar() -> None:
    assert static_head_pa(10.0, WATER_20) == pytest.approx(998.2 * 9.80665 * 10.0, rel=BY_HAND)


def test_electricity_of_a_pump_is_flow_times_head_over_efficiency() -> None:
    """20 kg/s against 1.2 + 1.1 + 0.6 bar at 70 %: 8.526 kW."""
    head = pump_head_pa(1.2e5, 1.1e5, consumer_drop_pa=0.6e5)
    power = pumping_power_w(20.0, head, WATER_80, efficiency=0.7)
    assert power == pytest.approx(20.0 / 971.8 * 2.9e5 / 0.7, rel=BY_HAND)


@pytest.mark.parametrize("efficiency", [0.0, -0.5, 1.2])
def test_a_pump_without_a_possible_efficiency_is_refused(efficiency: float) -> None:
    with pytest.raises(UsageError, match="permitted"):
        pumping_power_w(1.0, 1e5, WATER_20, efficiency=efficiency)


def test_impossible_pipes_and_waters_are_refused() -> None:
    with pytest.raises(UsageError, match="roughness"):
        Bore(0.02, 0.02)
    with pytest.raises(UsageError, match="above zero"):
        Liquid(0.0, 1e-3)
