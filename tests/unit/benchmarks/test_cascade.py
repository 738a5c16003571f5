"""A case's cascade over hours: templates and arrays by hand give one matrix."""

from pathlib import Path

import numpy as np
import pytest
from benchmarks.cascade import by_arrays, by_templates
from benchmarks.cascade_problem import CascadeProblem, cascade_problem, year_of

CASE = Path(__file__).parents[2] / "cases" / "plant_and_town"
HOURS = 50
ROUNDING = 1e-12


@pytest.fixture(scope="module")
def problem() -> CascadeProblem:
    return cascade_problem(year_of(CASE, HOURS))


def test_templates_and_arrays_give_the_same_cascade(problem: CascadeProblem) -> None:
    ours, raw = by_templates(problem), by_arrays(problem)
    raw.matrix.eliminate_zeros()
    assert ours.matrix.nnz == raw.matrix.nnz
    assert abs(ours.matrix - raw.matrix).max() <= ROUNDING
    for name in ("cost", "lower", "upper", "row_lower", "row_upper"):
        np.testing.assert_allclose(getattr(ours, name), getattr(raw, name), rtol=ROUNDING)


def test_all_heat_of_an_hour_enters_its_rows(problem: CascadeProblem) -> None:
    of_hour = problem.hour == HOURS - 1
    heats = np.bincount(problem.unit[of_hour], problem.share[of_hour], minlength=problem.units)
    # a heat pump gives its heat and takes all of it but the work; a source or boiler gives it whole
    assert (heats <= 1 + ROUNDING).all()
    assert (heats > -1).all()
    assert (heats > 0).any()
