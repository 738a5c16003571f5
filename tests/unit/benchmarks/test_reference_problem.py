"""The reference problem of the benchmarks: a plan that can be priced by hand, and its periods."""

import numpy as np
import pytest
from benchmarks.reference_problem import (
    Layout,
    column_periods,
    raw_program,
    reference_problem,
    row_periods,
)

HOURS = 48
TOLERANCE_EUR = 1e-6


def test_gas_boilers_alone_cost_their_size_and_their_gas() -> None:
    problem = reference_problem(2, 3, HOURS)
    program, at = raw_program(problem), Layout.of(problem)
    plan = np.zeros(at.columns)
    plan[at.gas] = problem.demand_mw
    plan[at.gas_size] = problem.demand_mw.max(axis=1)
    by_hand = 0.0
    for demand_mw in problem.demand_mw:
        gas_mwh = demand_mw / 0.92
        by_hand += 6000 * demand_mw.max()
        by_hand += 8760 / HOURS * (gas_mwh * problem.gas_eur_per_mwh).sum()
    assert program.violation(plan) < 1e-12
    assert program.objective(plan) == pytest.approx(by_hand, abs=TOLERANCE_EUR)
    plan[at.gas[0, 5]] -= 0.01
    assert program.violation(plan) == pytest.approx(0.01)


def test_a_heat_pump_is_limited_by_source_size_and_decision() -> None:
    problem = reference_problem(2, 3, HOURS)
    program, at = raw_program(problem), Layout.of(problem)
    plan = np.zeros(at.columns)
    plan[at.gas] = problem.demand_mw
    plan[at.gas_size] = problem.demand_mw.max(axis=1)
    heat_mw = min(problem.demand_mw[1, 7], problem.source_mw[0, 7])
    plan[at.heat_pump[0, 1, 7]] = heat_mw
    plan[at.gas[1, 7]] -= heat_mw
    assert program.violation(plan) == pytest.approx(heat_mw)
    plan[at.size[0, 1]] = heat_mw
    assert program.violation(plan) == pytest.approx(heat_mw)
    plan[at.built[0, 1]] = 1
    assert program.violation(plan) < 1e-12


def test_a_row_joins_its_hour_with_sizes_and_the_hour_before_only() -> None:
    problem = reference_problem(2, 3, HOURS)
    matrix = raw_program(problem).matrix.tocoo()
    row, column = row_periods(problem)[matrix.row], column_periods(problem)[matrix.col]
    sizes, same, before = column < 0, row == column, (row - 1) % HOURS == column
    assert (sizes | same | (before & (row >= 0))).all()


def test_the_same_seed_draws_the_same_figures() -> None:
    first, again = reference_problem(2, 2, 24), reference_problem(2, 2, 24)
    other = reference_problem(2, 2, 24, seed=8)
    assert np.array_equal(first.demand_mw, again.demand_mw)
    assert not np.array_equal(first.demand_mw, other.demand_mw)
