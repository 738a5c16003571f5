"""A wish to stop: heard while HiGHS works, and no answer at hand is lost."""

import _thread
import threading
import time

import highspy
import numpy as np
import pyomo.environ as pyo
import pytest

from industrial_hp.solving.highs import solve
from industrial_hp.solving.interruption import Interruption
from industrial_hp.solving.linear_program import linear_program
from industrial_hp.solving.options import SolverOptions
from industrial_hp.solving.screening import Screen

LONGEST_ANSWER_TO_A_STOP_S = 20.0
LIMIT_S = 300.0


def hard_choice(count: int = 60) -> tuple[pyo.ConcreteModel, float]:
    """Choose weights that sum to half in ten ways at once; what is missed costs.

    Nothing chosen is allowed and misses every half. Returns that cost, too.
    """
    weights = np.random.default_rng(2).integers(1, 1000, (10, count))
    half = [int(row.sum() // 2) for row in weights]
    model = pyo.ConcreteModel()
    model.x = pyo.Var(range(count), domain=pyo.Binary)
    model.over, model.under = (pyo.Var(range(10), bounds=(0, None)) for _ in range(2))
    model.balance = pyo.Constraint(
        range(10),
        rule=lambda m, i: (
            pyo.quicksum(int(weights[i, j]) * m.x[j] for j in range(count))
            == half[i] + m.over[i] - m.under[i]
        ),
    )
    model.cost = pyo.Objective(
        expr=pyo.quicksum(model.over.values()) + pyo.quicksum(model.under.values())
    )
    return model, float(sum(half))


def press_ctrl_c() -> None:
    """Ctrl-C, and a moment for Python to see it."""
    _thread.interrupt_main()
    time.sleep(0.1)


@pytest.mark.parametrize("dives", [0, 3])
def test_a_stop_before_the_first_dive_leaves_what_needs_no_decision(dives: int) -> None:
    model, nothing_chosen = hard_choice()
    options = SolverOptions(0.0, LIMIT_S, threads=1, dives=dives, screen_from_rows=0)
    started = time.perf_counter()
    result = solve(model, options, stopped=lambda: True)
    assert time.perf_counter() - started < LONGEST_ANSWER_TO_A_STOP_S
    assert result.status == "interrupted"
    assert result.has_answer
    assert result.bound <= result.objective <= nothing_chosen + 1e-6


@pytest.mark.parametrize("dives", [0, 3])
def test_ctrl_c_ends_the_search_with_the_best_answer(dives: int) -> None:
    model, nothing_chosen = hard_choice()
    options = SolverOptions(0.0, LIMIT_S, threads=1, dives=dives, screen_from_rows=0)
    started, told = time.perf_counter(), []
    with Interruption(lambda: told.append("stop")) as interruption:
        threading.Timer(1.0, _thread.interrupt_main).start()
        result = solve(model, options, stopped=interruption.stopped)
    assert time.perf_counter() - started < LONGEST_ANSWER_TO_A_STOP_S
    assert result.status == "interrupted"
    assert result.bound <= result.objective < nothing_chosen
    assert told == ["stop"]


def test_a_second_ctrl_c_is_not_held_back() -> None:
    with Interruption() as interruption:
        press_ctrl_c()
        assert interruption.stopped()
        with pytest.raises(KeyboardInterrupt):
            press_ctrl_c()


def test_afterwards_ctrl_c_is_what_it_was() -> None:
    with Interruption():
        pass
    with pytest.raises(KeyboardInterrupt):
        press_ctrl_c()


def test_a_linear_program_cut_off_by_the_time_limit_says_nothing_about_what_presses() -> None:
    program = linear_program(hard_choice()[0])
    screen = Screen(program, seed=0)

    def no_time(highs: highspy.Highs) -> None:
        highs.setOptionValue("time_limit", 0.0)
        highs.run()

    assert screen.root(no_time) == (np.inf, None)
    assert screen.pressing == 0


def test_the_linear_programs_of_the_dives_keep_the_time_limit() -> None:
    model, _ = hard_choice(2000)
    options = SolverOptions(0.0, 1.0, threads=1, dives=100_000, screen_from_rows=0)
    program_s = time.perf_counter()
    linear_program(model)
    program_s = time.perf_counter() - program_s
    started = time.perf_counter()
    result = solve(model, options)
    assert time.perf_counter() - started < program_s + 3.0
    assert result.status == "time_limit"
