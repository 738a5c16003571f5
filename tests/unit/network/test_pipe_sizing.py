"""The thinnest pipe within the limits, and the diversity of many consumers."""

import pytest

from industrial_hp.catalogue.pipes import pipe_size, pipe_sizes
from industrial_hp.errors import UsageError
from industrial_hp.network.diversity import simultaneity
from industrial_hp.network.hydraulics import Liquid, pressure_gradient_pa_per_m, velocity_m_per_s
from industrial_hp.network.pipe_sizing import (
    SizingLimits,
    bore,
    largest_flow_kg_per_s,
    size_for_flow,
)

WATER_80 = Liquid(971.8, 3.544e-4)
AT_THE_LIMIT = 1e-6
READ_OFF_THE_FORMULA = 0.005


def test_the_largest_flow_of_every_size_meets_the_first_of_its_limits() -> None:
    limits = SizingLimits(gradient_max_pa_per_m=200.0)
    for size in pipe_sizes():
        flow = largest_flow_kg_per_s(size, WATER_80, limits)
        steep = pressure_gradient_pa_per_m(flow, bore(size), WATER_80) / 200.0
        fast = velocity_m_per_s(flow, bore(size), WATER_80) / size.velocity_max_m_per_s
        assert max(steep, fast) == pytest.approx(1.0, abs=AT_THE_LIMIT)


def test_thin_pipes_are_limited_by_friction_and_wide_ones_by_velocity() -> None:
    limits = SizingLimits()
    thin, wide = pipe_size("DN25"), pipe_size("DN600")
    at_thin = largest_flow_kg_per_s(thin, WATER_80, limits)
    at_wide = largest_flow_kg_per_s(wide, WATER_80, limits)
    assert velocity_m_per_s(at_thin, bore(thin), WATER_80) < thin.velocity_max_m_per_s
    assert pressure_gradient_pa_per_m(at_wide, bore(wide), WATER_80) < limits.gradient_max_pa_per_m


def test_a_flow_gets_the_thinnest_pipe_that_carries_it() -> None:
    """DN80 carries 0.88 m/s, 4.57 kg/s, at 100 Pa/m by an independent table."""
    limits = SizingLimits(gradient_max_pa_per_m=101.0)
    assert size_for_flow(4.5, pipe_sizes(), WATER_80, limits).name == "DN80"
    assert size_for_flow(-4.5, pipe_sizes(), WATER_80, limits).name == "DN80"
    assert size_for_flow(4.7, pipe_sizes(), WATER_80, limits).name == "DN100"


def test_a_flow_beyond_the_widest_pipe_says_what_that_one_carries() -> None:
    with pytest.raises(UsageError, match=r"the widest, DN600, carries"):
        size_for_flow(5000.0, pipe_sizes(), WATER_80, SizingLimits())


def test_an_unknown_size_is_answered_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="DN80"):
        pipe_size("DN85")


def test_a_size_without_a_known_price_has_none() -> None:
    assert pipe_size("DN20").cost_eur_per_m is None
    assert pipe_size("DN100").cost_eur_per_m == 1090.0


@pytest.mark.parametrize(
    ("consumers", "factor"), [(1, 1.0), (10, 0.974), (54, 0.725), (100, 0.586), (200, 0.499)]
)
def test_simultaneity_falls_as_winter_measured(consumers: int, factor: float) -> None:
    """s(c) = a + b/2 at n = c = 53.8."""
    assert simultaneity(consumers) == pytest.approx(factor, abs=READ_OFF_THE_FORMULA)


def test_simultaneity_is_not_carried_beyond_what_was_measured() -> None:
    assert simultaneity(5000) == simultaneity(200)
    with pytest.raises(UsageError, match="at least 1"):
        simultaneity(0)


def test_a_group_never_asks_for_more_than_a_larger_group() -> None:
    peaks = [n * simultaneity(n) for n in range(1, 201)]
    assert peaks == sorted(peaks)
