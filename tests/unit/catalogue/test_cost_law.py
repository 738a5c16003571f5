"""The linear cost law of an equipment: investment over size."""

import math

import pytest

from industrial_hp.catalogue.equipment_costs import CostLaw
from industrial_hp.errors import UsageError

LAW = CostLaw("law", 1000.0, 50.0, "MW", 1.0, 10.0, "all", 2025, "test")


def test_nothing_bought_costs_nothing() -> None:
    assert LAW.cost_eur(0.0) == 0.0


def test_cost_is_fixed_plus_proportional() -> None:
    assert LAW.cost_eur(4.0) == 1200.0


def test_sizes_outside_the_range_are_extrapolated() -> None:
    assert [LAW.extrapolated(size) for size in (0.0, 0.5, 1.0, 10.0, 10.5)] == [
        False,
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("size", [-1.0, math.nan])
def test_an_impossible_size_is_refused(size: float) -> None:
    with pytest.raises(UsageError, match="size"):
        LAW.cost_eur(size)


def test_an_impossible_law_is_refused() -> None:
    with pytest.raises(UsageError, match="fixed_eur"):
        CostLaw("law", -1.0, 50.0, "MW", 1.0, 10.0, "all", 2025, "test")
    with pytest.raises(UsageError, match="size_min"):
        CostLaw("law", 1.0, 50.0, "MW", 10.0, 1.0, "all", 2025, "test")
