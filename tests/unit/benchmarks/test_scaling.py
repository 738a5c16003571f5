"""The benchmark of growth measures what it says."""

import numpy as np
import pytest
from benchmarks.scaling import exponent, measured
from benchmarks.scaling_case import scaling_case

from industrial_hp.pipeline import design
from industrial_hp.solving.options import solver_profile


def test_the_exponent_of_a_power_law_is_its_power() -> None:
    sizes = [1.0, 2.0, 4.0, 8.0]
    assert exponent(sizes, (3 * np.array(sizes) ** 1.7).tolist()) == pytest.approx(1.7)


def test_the_relaxation_is_below_the_design_and_sizes_are_as_asked() -> None:
    found = measured(3, 2, 1)
    assert found["hours"] == 24
    assert found["candidates"] >= 4  # two refrigerants between each source and the sink
    cost = design(scaling_case(3, 2, 1), solver_profile("quick")).proof.objective_eur_per_a
    assert 0 < found["objective"] <= cost * (1 + 1e-6)
