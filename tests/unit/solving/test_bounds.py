"""Bounds by blocks against direct optima: stores, decisions, demand charge, cap on emissions."""

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp
from benchmarks.reference_problem import (
    Layout,
    column_periods,
    raw_program,
    reference_problem,
    row_periods,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from industrial_hp.errors import SolverError
from industrial_hp.solving.blocks import ResidentBlocks
from industrial_hp.solving.bounds import Proof, ProofOptions, prove_linear
from industrial_hp.solving.branching import prove
from industrial_hp.solving.duality import dual_bound
from industrial_hp.solving.sparse_program import SparseProgram
from industrial_hp.solving.strengthening import strengthened
from industrial_hp.solving.structure import NO_PERIOD, BlockStructure, decompose, even_edges

TOLERANCE_SHARE = 1e-6
FEASIBLE = 1e-6
CHARGE_EUR_PER_MW = 40e3
T_CO2_PER_MWH = 0.2
BLOCK_H = 12


def with_yearly_rows(
    seed: int, hours: int, cap_share: float, *, integer: bool
) -> tuple[SparseProgram, BlockStructure]:
    """The reference problem with a charge on peak electricity and less gas than all heat needs."""
    problem = reference_problem(2, 2, hours, seed=seed)
    plain, at = raw_program(problem, integer=integer), Layout.of(problem)
    power = sp.lil_matrix((hours, at.columns + 1))
    for hour in range(hours):
        power[hour, at.heat_pump[:, :, hour].ravel()] = 1 / problem.cop[:, :, hour].ravel()
        power[hour, at.electric[:, hour]] = 1 / 0.99
        power[hour, at.columns] = -1
    emitted = sp.lil_matrix((1, at.columns + 1))
    emitted[0, at.gas.ravel()] = T_CO2_PER_MWH / 0.92
    cap = cap_share * T_CO2_PER_MWH / 0.92 * float(problem.demand_mw.sum())
    wider = sp.hstack([plain.matrix, sp.csr_matrix((plain.matrix.shape[0], 1))])
    none = np.full(hours + 1, -np.inf)
    program = SparseProgram(
        cost=np.append(plain.cost, CHARGE_EUR_PER_MW),
        matrix=sp.vstack([wider, power, emitted], format="csr"),
        row_lower=np.append(plain.row_lower, none),
        row_upper=np.concatenate([plain.row_upper, np.zeros(hours), [cap]]),
        lower=np.append(plain.lower, 0.0),
        upper=np.append(plain.upper, np.inf),
        integers=plain.integers,
    )
    rows = np.concatenate([row_periods(problem), np.arange(hours), [NO_PERIOD]])
    columns = np.append(column_periods(problem), NO_PERIOD)
    return program, BlockStructure(columns, rows, even_edges(hours, BLOCK_H))


def direct_optimum(program: SparseProgram) -> float:
    """The whole program in one piece."""
    whole = np.zeros(len(program.cost))
    whole[program.integers] = 1
    found = milp(
        program.cost,
        constraints=LinearConstraint(program.matrix, program.row_lower, program.row_upper),
        bounds=Bounds(program.lower, program.upper),
        integrality=whole,
        options={"mip_rel_gap": 0.0},
    )
    assert found.status == 0, found.message
    return float(found.fun)


def test_a_linear_proof_refuses_integers() -> None:
    program, structure = with_yearly_rows(3, 36, 0.4, integer=True)
    with pytest.raises(SolverError, match="integers"):
        prove_linear(program, structure, ProofOptions())


def assert_brackets(found: Proof, program: SparseProgram, optimum: float) -> None:
    slack = TOLERANCE_SHARE * abs(optimum)
    assert found.lower_bound <= optimum + slack
    assert optimum <= found.upper_bound + slack
    assert found.values is not None
    assert program.violation(found.values) <= FEASIBLE
    assert program.objective(found.values) == pytest.approx(found.upper_bound)


@settings(deadline=None, derandomize=True, max_examples=12)
@given(st.integers(0, 10_000), st.sampled_from([36, 60]), st.sampled_from([0.1, 0.4, 2.0]))
def test_lower_bound_then_linear_optimum_then_cost(seed: int, hours: int, cap: float) -> None:
    program, structure = with_yearly_rows(seed, hours, cap, integer=False)
    options = ProofOptions(gap=1e-3, first_guess_periods=6)
    found = prove_linear(program, structure, options)
    assert_brackets(found, program, direct_optimum(program))
    assert found.gap <= options.gap


@settings(deadline=None, derandomize=True, max_examples=10)
@given(st.integers(0, 10_000), st.sampled_from([0.1, 0.4, 2.0]), st.sampled_from([0.0005, 0.02]))
def test_lower_bound_then_whole_optimum_then_cost(seed: int, cap: float, gap: float) -> None:
    program, structure = with_yearly_rows(seed, 36, cap, integer=True)
    found = prove(program, structure, ProofOptions(gap=gap, first_guess_periods=6))
    assert_brackets(found, program, direct_optimum(program))
    assert found.gap <= gap + TOLERANCE_SHARE


def test_strengthening_keeps_the_whole_optimum_and_raises_the_relaxed_one() -> None:
    program, structure = with_yearly_rows(3, 36, 0.4, integer=True)
    strong, periods = strengthened(program, structure)
    assert len(periods.row_period) == strong.matrix.shape[0] > program.matrix.shape[0]
    assert direct_optimum(strong) == pytest.approx(direct_optimum(program), rel=1e-6)
    none = np.zeros(0, dtype=np.int64)
    loose, tight = (direct_optimum(replace(one, integers=none)) for one in (program, strong))
    assert loose < tight


@pytest.mark.parametrize("looks", [1, 3])
def test_a_proof_cut_short_still_holds(looks: int) -> None:
    program, structure = with_yearly_rows(3, 60, 0.4, integer=False)
    found = prove_linear(program, structure, ProofOptions(time_limit_s=0.02 * looks))
    assert found.lower_bound <= direct_optimum(program)


def test_a_demand_that_nothing_can_serve_has_no_answer() -> None:
    program, structure = with_yearly_rows(3, 36, 0.4, integer=False)
    at = Layout.of(reference_problem(2, 2, 36, seed=3))
    upper = program.upper.copy()
    upper[[*at.gas_size, *at.electric_size, *at.store_size, *at.size.ravel()]] = 0.1
    found = prove_linear(replace(program, upper=upper), structure, ProofOptions(time_limit_s=5.0))
    assert found.upper_bound == np.inf
    assert found.values is None


def test_the_same_program_gives_the_same_proof() -> None:
    program, structure = with_yearly_rows(5, 60, 0.4, integer=False)
    first, again = (prove_linear(program, structure, ProofOptions()) for _ in range(2))
    assert (first.upper_bound, first.lower_bound) == (again.upper_bound, again.lower_bound)


def test_two_threads_give_the_same_proof_as_one() -> None:
    program, structure = with_yearly_rows(5, 60, 0.4, integer=False)
    alone = prove_linear(program, structure, ProofOptions(threads=1))
    both = prove_linear(program, structure, ProofOptions(threads=2))
    assert (alone.upper_bound, alone.lower_bound) == (both.upper_bound, both.lower_bound)


@settings(deadline=None, derandomize=True, max_examples=50)
@given(st.lists(st.floats(-50, 50), min_size=2, max_size=2))
def test_any_row_duals_give_a_bound_that_holds(duals: list[float]) -> None:
    # least cost of x + 2 y with x + y >= 3, x - y <= 1, 0 <= x, y <= 5 lies at x = 2, y = 1
    program = SparseProgram(
        cost=np.array([1.0, 2.0]),
        matrix=sp.csr_matrix([[1.0, 1.0], [1.0, -1.0]]),
        row_lower=np.array([3.0, -np.inf]),
        row_upper=np.array([np.inf, 1.0]),
        lower=np.zeros(2),
        upper=np.full(2, 5.0),
        integers=np.zeros(0, dtype=np.int64),
    )
    assert dual_bound(program, np.array(duals)) <= 4.0 + 1e-9
    assert dual_bound(program, np.array([1.5, -0.5])) == pytest.approx(4.0)


def test_blocks_hold_stores_budgets_and_sizes_as_links_only() -> None:
    program, structure = with_yearly_rows(1, 36, 0.4, integer=True)
    whole = decompose(program, structure)
    # 4 sizes and 4 decisions of heat pumps, 2 x 3 other sizes, the peak; then 2 stores at the
    # end of each of 3 blocks, and a budget of emissions for each block
    assert whole.links == 4 + 4 + 6 + 1 + 2 * 3 + 3
    inside = sum(len(block.columns) for block in whole.blocks)
    assert inside + whole.links == len(program.cost) + 3


def test_a_structure_that_does_not_fit_is_refused() -> None:
    program, structure = with_yearly_rows(1, 36, 0.4, integer=False)
    with pytest.raises(SolverError, match="does not fit"):
        decompose(program, replace(structure, row_period=structure.row_period[1:]))
    column = np.flatnonzero(structure.column_period == 7)[:1]
    with pytest.raises(SolverError, match="whole"):
        decompose(replace(program, integers=column), structure)


def test_a_short_rest_joins_the_last_block() -> None:
    assert even_edges(8760, 168)[-2:] == (8568, 8760)
    assert even_edges(100, 168) == (0, 100)
    assert even_edges(48, 12) == (0, 12, 24, 36, 48)


def test_no_cut_lies_above_the_cost_of_a_known_answer() -> None:
    program, structure = with_yearly_rows(7, 60, 0.4, integer=False)
    known = prove_linear(program, structure, ProofOptions(gap=1e-3)).values
    assert known is not None
    whole = decompose(program, structure)
    links, blocks = whole.links_of(known), ResidentBlocks(whole)
    random = np.random.default_rng(1)
    for _ in range(10):
        elsewhere = links * random.uniform(0, 2, len(links))
        for cut in blocks.evaluate(elsewhere).cuts:
            block = whole.blocks[cut.block]
            told = cut.constant + float(cut.gradient @ links)
            cost = float(block.cost @ known[block.columns]) if cut.has_cost else 0.0
            assert told <= cost + TOLERANCE_SHARE * max(abs(cost), 1.0)
