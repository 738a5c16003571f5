"""The runner-up: the best design without the largest new unit of the proposed one."""

from dataclasses import replace
from pathlib import Path

import pytest

from industrial_hp.export.planning_files import write_result_files
from industrial_hp.export.results_reader import read_results
from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline import design
from industrial_hp.pipeline.runner_up import Answer, settled
from industrial_hp.reading.read_case import read_case
from industrial_hp.reporting.titles import runner_up_in_words
from industrial_hp.results.solution import Solution
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.assemble import design_problem

ROOT = Path(__file__).parents[3]
SHARE = 1e-6
OPTIONS = SolverOptions(gap=1e-6)


@pytest.fixture(scope="module")
def wood() -> Solution:
    """An old oil boiler may be replaced by a wood boiler, and by nothing else."""
    return design(read_case(ROOT / "cases" / "kinds" / "wood_boiler"), OPTIONS)


@pytest.fixture(scope="module")
def machines() -> Solution:
    return design(read_case(ROOT / "tests" / "workbook" / "case"), OPTIONS)


def test_without_the_only_new_unit_today_is_left(wood: Solution) -> None:
    assert wood.runner_up is not None
    assert wood.runner_up.without == "wood_boiler"
    figures = wood.runner_up.figures
    today = wood.key_figure("total_annual_cost_eur").base
    assert figures["total_annual_cost_eur"] == pytest.approx(today, rel=SHARE)
    assert figures["npv_eur"] == pytest.approx(0.0, abs=1.0)
    assert runner_up_in_words(wood).endswith("builds nothing new.")


def test_forbidding_a_chosen_unit_never_costs_less(machines: Solution) -> None:
    second = machines.runner_up
    assert second is not None
    assert second.proof.objective_eur_per_a >= machines.proof.lower_bound_eur_per_a
    assert second.without in set(machines.equipment["tag"])
    assert second.without not in set(second.equipment["tag"])
    assert second.proof.proved
    assert second.proof.proved_for.endswith(f"without {second.without}")


def test_the_largest_investment_is_the_unit_that_is_forbidden(machines: Solution) -> None:
    new = machines.equipment[~machines.equipment["existing"]]
    assert machines.runner_up is not None
    assert machines.runner_up.without == new.loc[new["investment_eur"].idxmax(), "tag"]


def test_a_share_of_no_time_switches_the_runner_up_off() -> None:
    case = read_case(ROOT / "tests" / "workbook" / "case")
    assert design(case, replace(OPTIONS, runner_up_share=0.0)).runner_up is None


def test_the_runner_up_is_read_back_from_results(machines: Solution, tmp_path: Path) -> None:
    write_result_files(machines, tmp_path)
    again, second = read_results(tmp_path).runner_up, machines.runner_up
    assert again is not None
    assert second is not None
    assert again.proof == second.proof
    assert again.figures == second.figures
    assert list(again.equipment["tag"]) == list(second.equipment["tag"])


def test_what_cannot_do_without_its_largest_unit_says_so() -> None:
    """The only boiler that reaches the sink is new."""
    case = read_case(ROOT / "cases" / "kinds" / "wood_boiler")
    boilers = tuple(boiler for boiler in case.boilers if boiler.name == "wood_boiler")
    solution = design(case.model_copy(update={"boilers": boilers}), OPTIONS)
    assert solution.runner_up is None
    told = "wood_boiler: without it no design on offer meets the demand."
    assert told in solution.messages


def test_a_better_answer_of_the_search_without_the_largest_unit_is_proposed() -> None:
    """A main search that ended early, as one that cost half as much again would have."""
    problem = design_problem(read_case(ROOT / "tests" / "workbook" / "case"))
    model = formulate(problem)
    result = solve(model, OPTIONS)
    poor = replace(result, objective=1.5 * result.objective, gap=0.5, status="time_limit")
    answer, rival, told = settled(Answer(problem, model, poor), OPTIONS)
    assert answer.without
    assert any(f"without {answer.without} found a design that costs less" in one for one in told)
    assert result.objective <= answer.result.objective < poor.objective
    assert answer.result.bound == result.bound
    assert answer.without not in {pump.tag for pump in answer.problem.heat_pumps}
    assert rival is None or rival.result.objective >= answer.result.objective
    kept, _, _ = settled(Answer(problem, model, result), OPTIONS)
    assert kept.model is model
