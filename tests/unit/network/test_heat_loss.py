"""Losses of buried pairs against the maker's table and against hand calculation."""

import math

import pytest

from industrial_hp.catalogue.pipes import PipeSize, pipe_sizes
from industrial_hp.errors import UsageError
from industrial_hp.network.heat_loss import (
    Ground,
    Insulation,
    outlet_temperature_k,
    pair_coefficients,
    pipe_losses_w_per_m,
    trench_loss_w_per_m,
)

MAKERS_TABLE = 0.026
BY_HAND = 1e-9


@pytest.mark.parametrize("series", [1, 2, 3])
@pytest.mark.parametrize("size", pipe_sizes(), ids=lambda size: size.name)
def test_loss_of_every_size_and_series_is_that_of_the_maker(size: PipeSize, series: int) -> None:
    """The casings of series 2 and 3, too, follow from this: the next step of EN 253 misses."""
    insulation = Insulation(size.outer_mm / 1e3, size.casing_mm[series - 1] / 1e3)
    found = pair_coefficients(insulation, Ground()).mean_w_per_m_k
    assert found == pytest.approx(size.u_w_per_m_k[series - 1], rel=MAKERS_TABLE)


def test_a_pair_far_apart_loses_what_two_single_pipes_lose() -> None:
    """One pipe alone: 1/(R_i + R_g), R_g = ln(4 Z/D)/(2 pi lambda_g)."""
    ground = Ground(conductivity_w_per_m_k=1.5, cover_m=1.0, gap_m=1e6)
    pair = pair_coefficients(Insulation(0.1143, 0.2), ground)
    depth = 1.0 + 0.1 + 0.0685 * 1.5
    alone = math.log(0.2 / 0.1143) / (2 * math.pi * 0.027)
    alone += math.log(4 * depth / 0.2) / (2 * math.pi * 1.5)
    assert pair.neighbour_w_per_m_k == pytest.approx(0.0, abs=1e-9)
    assert pair.own_w_per_m_k == pytest.approx(1.0 / alone, rel=1e-6)


def test_both_pipes_lose_what_their_mean_temperature_says() -> None:
    pair = pair_coefficients(Insulation(0.0603, 0.125), Ground())
    state = {"supply_k": 353.15, "return_k": 323.15, "ground_k": 283.15}
    supply, back = pipe_losses_w_per_m(pair, **state)
    mean = 2.0 * pair.mean_w_per_m_k * ((353.15 + 323.15) / 2 - 283.15)
    assert supply > back > 0.0
    assert supply + back == pytest.approx(mean, rel=BY_HAND)
    assert trench_loss_w_per_m(pair, **state) == pytest.approx(mean, rel=BY_HAND)


def test_a_cool_return_is_warmed_by_its_supply() -> None:
    pair = pair_coefficients(Insulation(0.0603, 0.125), Ground(gap_m=0.0))
    _, back = pipe_losses_w_per_m(pair, supply_k=393.15, return_k=284.15, ground_k=283.15)
    assert back < 0.0


def test_loss_falls_with_depth_and_dry_ground() -> None:
    insulation = Insulation(0.1143, 0.2)
    usual = pair_coefficients(insulation, Ground()).mean_w_per_m_k
    assert pair_coefficients(insulation, Ground(cover_m=1.6)).mean_w_per_m_k < usual
    dry = Ground(conductivity_w_per_m_k=0.8)
    assert pair_coefficients(insulation, dry).mean_w_per_m_k < usual


def test_water_cools_along_a_pipe_as_in_the_reference_ring() -> None:
    """First pipe of pandapipes_loop5: 3.38853 kg/s, 300 m, 0.1905 W/(m K), 353.15 K."""
    end = outlet_temperature_k(
        353.15,
        283.15,
        loss_w_per_m_k=0.1905,
        length_m=300.0,
        heat_flow_capacity_w_per_k=3.3885301894192534 * 4196.0,
    )
    assert end == pytest.approx(352.86926279462267, abs=1e-3)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Insulation(0.2, 0.1),
        lambda: Insulation(0.1, 0.2, 0.0),
        lambda: Ground(cover_m=0.0),
        lambda: outlet_temperature_k(
            350.0, 283.0, loss_w_per_m_k=0.2, length_m=1.0, heat_flow_capacity_w_per_k=0.0
        ),
    ],
)
def test_impossible_pipes_are_refused(wrong: object) -> None:
    with pytest.raises(UsageError):
        wrong()  # type: ignore[operator]
