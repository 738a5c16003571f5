"""The door to HiGHS: bounds, gaps, statuses, the matrix, and options with their reasons."""

from importlib.resources import files
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from industrial_hp.errors import SolverError, UsageError
from industrial_hp.solving.highs import Progress, SolveResult, solve
from industrial_hp.solving.linear_program import linear_program
from industrial_hp.solving.options import SolverOptions, profile_names, solver_profile

PROOF = solver_profile("proof")
TOLERANCE = 1e-6


def knapsack(values: list[int], weights: list[int], room: float) -> pyo.ConcreteModel:
    """Take the most value into limited room; the cost is the value left behind."""
    model = pyo.ConcreteModel()
    model.take = pyo.Var(range(len(values)), domain=pyo.Binary)
    model.room = pyo.Constraint(
        expr=pyo.quicksum(w * model.take[i] for i, w in enumerate(weights)) <= room
    )
    model.cost = pyo.Objective(
        expr=sum(values) - pyo.quicksum(v * model.take[i] for i, v in enumerate(values))
    )
    return model


def best_by_enumeration(values: list[int], weights: list[int], room: float) -> float:
    best = 0
    for bits in range(2 ** len(values)):
        chosen = [i for i in range(len(values)) if bits >> i & 1]
        if sum(weights[i] for i in chosen) <= room:
            best = max(best, sum(values[i] for i in chosen))
    return sum(values) - best


knapsacks = st.lists(st.tuples(st.integers(1, 30), st.integers(1, 12)), min_size=2, max_size=6)


@settings(deadline=None, derandomize=True, max_examples=20)
@given(knapsacks, st.integers(3, 40), st.sampled_from([0.0, 0.05, 0.5]), st.sampled_from([0, 2]))
def test_bound_then_optimum_then_objective(
    items: list[tuple[int, int]], room: int, gap: float, dives: int
) -> None:
    values, weights = [v for v, _ in items], [w for _, w in items]
    options = SolverOptions(gap=gap, threads=1, dives=dives, screen_from_rows=0)
    result = solve(knapsack(values, weights, room), options)
    optimum = best_by_enumeration(values, weights, room)
    assert result.bound <= optimum + TOLERANCE
    assert optimum <= result.objective + TOLERANCE
    # An answer of cost zero has a relative gap only if its bound is zero, too.
    assert result.gap <= gap + TOLERANCE
    assert result.has_answer


def transport(supply: float) -> pyo.ConcreteModel:
    """A linear model with an equality, a range of bounds, a constant and a maximum."""
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(3), bounds=(0, 8))
    model.free = pyo.Var()
    model.most = pyo.Constraint(expr=model.x[0] + 2 * model.x[1] <= supply)
    model.least = pyo.Constraint(expr=model.x[1] + model.x[2] >= 5 + model.free)
    model.equal = pyo.Constraint(expr=model.x[0] - model.x[2] == 1)
    model.range = pyo.Constraint(expr=pyo.inequality(-2, model.free, 3))
    model.cost = pyo.Objective(
        expr=2 * model.x[0] + model.x[1] + 3 * model.x[2] - 0.5 * model.free + 7
    )
    return model


@pytest.mark.parametrize("supply", [4.0, 6.0, 20.0])
def test_the_matrix_is_that_of_pyomo(supply: float) -> None:
    model = transport(supply)
    result = solve(model, PROOF)
    assert result.status == "optimal"
    assert pyo.value(model.cost) == pytest.approx(result.objective, abs=TOLERANCE)
    assert result.bound == result.objective
    for row in model.component_data_objects(pyo.Constraint):
        assert row.lslack() >= -TOLERANCE
        assert row.uslack() >= -TOLERANCE


def test_a_linear_model_has_the_optimum_of_another_solver() -> None:
    model = transport(6.0)
    found = linprog(
        [2, 1, 3, -0.5],
        A_ub=[[1, 2, 0, 0], [0, -1, -1, 1]],
        b_ub=[6, -5],
        A_eq=[[1, 0, -1, 0]],
        b_eq=[1],
        bounds=[(0, 8)] * 3 + [(-2, 3)],
        method="highs-ipm",
    )
    assert solve(model, PROOF).objective == pytest.approx(found.fun + 7, abs=TOLERANCE)


def test_size_counts_rows_columns_and_binaries() -> None:
    size = solve(knapsack([3, 4], [1, 2], 2), PROOF).size
    assert (size.rows, size.columns, size.nonzeros, size.binaries) == (1, 2, 2, 2)


def test_fixed_binaries_leave_a_linear_model() -> None:
    model = knapsack([3, 4], [1, 2], 2)
    model.take[0].fix(1)
    model.take[1].fix(0)
    model.spare = pyo.Var(bounds=(0, 1))
    model.cost.set_value(model.cost.expr + model.spare)
    result = solve(model, PROOF)
    assert result.size.binaries == 0
    assert result.objective == pytest.approx(4.0)


def infeasible(domain: Any) -> pyo.ConcreteModel:
    model = pyo.ConcreteModel()
    model.x = pyo.Var(domain=domain, bounds=(0, 1))
    model.row = pyo.Constraint(expr=model.x >= 2)
    model.cost = pyo.Objective(expr=model.x)
    return model


@pytest.mark.parametrize("domain", [pyo.Reals, pyo.Binary])
def test_an_infeasible_model_is_told_without_an_answer(domain: Any) -> None:
    result = solve(infeasible(domain), PROOF)
    assert result.status == "infeasible"
    assert not result.has_answer


def test_an_unbounded_model_is_an_error() -> None:
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(0, None))
    model.y = pyo.Var(bounds=(0, None))
    model.row = pyo.Constraint(expr=model.x - model.y <= 1)
    model.cost = pyo.Objective(expr=-model.x)
    with pytest.raises(SolverError, match=r"[Uu]nbounded"):
        solve(model, PROOF)


def hard_model() -> pyo.ConcreteModel:
    """A market split: no feasible answer is found in no time."""
    random = np.random.default_rng(1)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(40), domain=pyo.Binary)
    weights = random.integers(0, 100, (5, 40))
    model.row = pyo.Constraint(
        range(5),
        rule=lambda m, i: (
            pyo.quicksum(int(weights[i, j]) * m.x[j] for j in range(40))
            == int(weights[i].sum() // 2)
        ),
    )
    model.cost = pyo.Objective(expr=pyo.quicksum(m for m in model.x.values()))
    return model


def test_a_time_limit_without_an_answer_claims_nothing() -> None:
    result = solve(hard_model(), SolverOptions(gap=0.0, time_limit_s=0.2, threads=1))
    assert result.status == "time_limit"
    assert not result.has_answer
    assert result.objective == np.inf
    assert result.gap == np.inf


def subset_sum(count: int = 40) -> pyo.ConcreteModel:
    """Any choice is feasible, and the best one takes long to prove."""
    random = np.random.default_rng(2)
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(count), domain=pyo.Binary)
    model.miss = pyo.Var(range(6), bounds=(0, None))
    weights = random.integers(1, 1000, (6, count))
    model.over = pyo.Constraint(
        range(6),
        rule=lambda m, i: (
            pyo.quicksum(int(weights[i, j]) * m.x[j] for j in range(count)) - m.miss[i]
            <= int(weights[i].sum() // 2)
        ),
    )
    model.under = pyo.Constraint(
        range(6),
        rule=lambda m, i: (
            pyo.quicksum(int(weights[i, j]) * m.x[j] for j in range(count)) + m.miss[i]
            >= int(weights[i].sum() // 2)
        ),
    )
    model.cost = pyo.Objective(expr=100 + pyo.quicksum(model.miss.values()))
    return model


def test_a_time_limit_with_an_answer_carries_bound_and_gap() -> None:
    model, seen = subset_sum(), []
    options = SolverOptions(gap=0.0, time_limit_s=1.0, threads=1)
    result = solve(model, options, on_progress=seen.append)
    assert result.status == "time_limit"
    assert result.has_answer
    assert result.bound <= result.objective
    assert result.gap == pytest.approx((result.objective - result.bound) / result.objective)
    assert pyo.value(model.cost) == pytest.approx(result.objective, abs=1e-5)
    assert all(isinstance(event, Progress) for event in seen)


def thing_that_nobody_needs(cost_eur: float, needed: float) -> pyo.ConcreteModel:
    """Size up to 5 if built; a demand of ``needed``; building costs."""
    model = pyo.ConcreteModel()
    model.built = pyo.Var(domain=pyo.Binary)
    model.size = pyo.Var(bounds=(0, 5))
    model.largest = pyo.Constraint(expr=model.size <= 5 * model.built)
    model.demand = pyo.Constraint(expr=model.size >= needed)
    model.cost = pyo.Objective(expr=cost_eur * model.built + 0 * model.size)
    return model


def cleared(model: pyo.ConcreteModel, answer: dict[str, float]) -> dict[str, float]:
    """An answer as a stopped search may hand it over, after needless binaries are left out."""
    program = linear_program(model)
    program.load(np.arange(program.size.columns, dtype=float))
    variables = sorted(model.component_data_objects(pyo.Var), key=lambda column: column.value)
    names = [variable.name for variable in variables]
    values = program.without_needless_ones(np.array([answer[name] for name in names]))
    return dict(zip(names, (float(value) for value in values), strict=True))


def test_what_is_paid_for_and_not_needed_is_left_out() -> None:
    model = thing_that_nobody_needs(10.0, 0.0)
    assert cleared(model, {"built": 1.0, "size": 0.0}) == {"built": 0.0, "size": 0.0}


def test_what_a_row_needs_stays() -> None:
    model = thing_that_nobody_needs(10.0, 2.0)
    assert cleared(model, {"built": 1.0, "size": 2.0}) == {"built": 1.0, "size": 2.0}


def test_what_earns_money_stays() -> None:
    model = thing_that_nobody_needs(-10.0, 0.0)
    assert cleared(model, {"built": 1.0, "size": 0.0})["built"] == 1.0


def test_of_two_things_of_which_one_is_needed_one_stays() -> None:
    model = pyo.ConcreteModel()
    model.built = pyo.Var(range(2), domain=pyo.Binary)
    model.either = pyo.Constraint(expr=model.built[0] + model.built[1] >= 1)
    model.cost = pyo.Objective(expr=2 * model.built[0] + 3 * model.built[1])
    assert sum(cleared(model, {"built[0]": 1.0, "built[1]": 1.0}).values()) == 1.0


def test_a_binary_in_an_equality_stays() -> None:
    model = pyo.ConcreteModel()
    model.built = pyo.Var(domain=pyo.Binary)
    model.size = pyo.Var(bounds=(0, 5))
    model.equal = pyo.Constraint(expr=model.size == 5 * model.built)
    model.cost = pyo.Objective(expr=model.built + 0.1 * model.size)
    assert cleared(model, {"built": 1.0, "size": 5.0}) == {"built": 1.0, "size": 5.0}


def test_almost_whole_binaries_are_rounded() -> None:
    model = thing_that_nobody_needs(10.0, 2.0)
    assert cleared(model, {"built": 1 - 1e-7, "size": 2.0})["built"] == 1.0
    model = thing_that_nobody_needs(10.0, 0.0)
    assert cleared(model, {"built": 1 - 1e-6, "size": 0.0})["built"] == 0.0
    assert cleared(model, {"built": 1e-7, "size": 0.0})["built"] == 0.0


def test_the_same_seed_gives_the_same_answer() -> None:
    def answer() -> tuple[SolveResult, list[float]]:
        model = knapsack([8, 5, 5, 9, 3], [4, 3, 2, 5, 1], 9)
        result = solve(model, PROOF)
        return result, [v.value for v in model.take.values()]

    assert answer() == answer()


def test_an_unknown_solver_option_is_an_error() -> None:
    with pytest.raises(SolverError, match="no_such_option"):
        solve(knapsack([1], [1], 1), SolverOptions(extra={"no_such_option": 1}))


@pytest.mark.parametrize("name", profile_names())
def test_every_option_of_a_profile_has_a_value_and_a_reason(name: str) -> None:
    path = files("industrial_hp.solving") / "profiles" / f"{name}.yaml"
    stated = yaml.safe_load(path.read_text("utf-8"))
    assert {"gap", "time_limit_s", "threads", "seed"} <= set(stated)
    for option, entry in stated.items():
        assert set(entry) == {"value", "reason"}, option
        assert len(entry["reason"].split()) >= 3, option


@pytest.mark.parametrize("name", profile_names())
def test_highs_accepts_every_profile(name: str) -> None:
    assert solve(knapsack([3, 4], [1, 2], 2), solver_profile(name)).objective == 3


def test_the_proof_profile_means_optimal_in_the_sense_of_the_report() -> None:
    assert solver_profile("proof").gap <= 1e-6
    assert solver_profile("quick").gap > solver_profile("standard").gap


def test_an_unknown_profile_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="proof, quick, standard"):
        solver_profile("fast")


def test_changed_options_keep_what_is_not_given() -> None:
    changed = solver_profile("proof").changed(time_limit_s=5)
    assert (changed.gap, changed.time_limit_s) == (1e-6, 5)
    assert changed.extra == solver_profile("proof").extra


def test_an_unbounded_model_is_an_error_not_an_infeasible_case() -> None:
    model = pyo.ConcreteModel()
    model.b = pyo.Var(domain=pyo.Binary)
    model.x, model.y = pyo.Var(bounds=(0, None)), pyo.Var(bounds=(0, None))
    model.link = pyo.Constraint(expr=model.x - model.y <= model.b)
    model.cost = pyo.Objective(expr=model.b - model.x)
    with pytest.raises(SolverError, match="nbounded"):
        solve(model, SolverOptions(gap=0.0, time_limit_s=10.0))


def test_a_model_with_nothing_to_decide_has_its_cost() -> None:
    model = pyo.ConcreteModel()
    model.x = pyo.Var(bounds=(2, 2))
    model.x.fix(2)
    model.need = pyo.Constraint(expr=model.x <= 3)
    model.cost = pyo.Objective(expr=3 * model.x + 1)
    result = solve(model, SolverOptions(gap=0.0, time_limit_s=10.0))
    assert result.objective == pytest.approx(7.0)
    assert result.status == "optimal"


@pytest.mark.parametrize("dives", [0, 2])
@pytest.mark.parametrize("seed", range(6))
def test_no_answer_holds_a_thing_without_which_it_is_cheaper(seed: int, dives: int) -> None:
    """Sites to open at a fixed cost, customers to serve from any of them; any answer will do."""
    chance = np.random.default_rng(seed)
    fixed, way = chance.uniform(1, 20, 8), chance.uniform(1, 10, (12, 8))
    model = pyo.ConcreteModel()
    model.open = pyo.Var(range(8), domain=pyo.Binary)
    model.served = pyo.Var(range(12), range(8), bounds=(0, 1))
    model.whole = pyo.Constraint(range(12), rule=lambda m, i: sum(m.served[i, :]) == 1)
    model.only = pyo.Constraint(
        range(12), range(8), rule=lambda m, i, j: m.served[i, j] <= m.open[j]
    )
    model.cost = pyo.Objective(
        expr=sum(fixed[j] * model.open[j] for j in range(8))
        + sum(way[i, j] * model.served[i, j] for i in range(12) for j in range(8))
    )
    options = SolverOptions(gap=0.9, threads=1, dives=dives, screen_from_rows=0)
    result = solve(model, options)
    sites = [j for j in range(8) if pyo.value(model.open[j]) > 0.5]
    for left_out in sites if len(sites) > 1 else []:
        kept = [j for j in sites if j != left_out]
        cost_without = fixed[kept].sum() + way[:, kept].min(axis=1).sum()
        assert result.objective <= cost_without + TOLERANCE
