"""Limits of the whole study: kept, paid for, or told with the best that can be had."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.errors import InfeasibleError
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
SHARE = 1e-5


def designed(**limits: float) -> Solution:
    """Water 25 -> 20 degC, a sink 50 -> 80 degC, a gas boiler, ammonia; limits as stated."""
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    return design(Case.model_validate(data | {"limits": limits}), solver_profile("proof"))


@pytest.fixture(scope="module")
def free() -> Solution:
    return designed()


def figure(solution: Solution, name: str) -> float:
    found = solution.key_figure(name).proposed
    assert found is not None
    return found


def test_a_budget_is_kept_and_costs(free: Solution) -> None:
    budget = 0.5 * figure(free, "investment_eur")
    limited = designed(investment_eur=budget)
    assert figure(limited, "investment_eur") <= budget * (1 + SHARE)
    assert limited.proof.objective_eur_per_a > free.proof.objective_eur_per_a
    assert [check.name for check in limited.checks if not check.passed] == []


def test_a_cap_on_co2_between_both_systems_binds(free: Solution) -> None:
    # With half the money the boiler runs more; a cap between the two is met exactly or better.
    poor = designed(investment_eur=0.5 * figure(free, "investment_eur"))
    emitted = figure(poor, "co2_t_per_a")
    cap = 0.5 * (emitted + figure(free, "co2_t_per_a"))
    limited = designed(co2_t_per_a=cap)
    assert figure(limited, "co2_t_per_a") <= cap * (1 + SHARE)


def test_a_share_of_recovered_heat_is_kept(free: Solution) -> None:
    share = figure(free, "waste_heat_used_mwh_per_a") / figure(free, "heat_delivered_mwh_per_a")
    kept = designed(recovered_heat_share=0.9 * share)
    assert figure(kept, "waste_heat_used_mwh_per_a") >= 0.9 * share * figure(
        kept, "heat_delivered_mwh_per_a"
    ) * (1 - SHARE)


def test_a_limit_out_of_reach_is_told_with_what_can_be_had() -> None:
    # By hand: all 3 MW by ammonia of COP 3.784 at 0.3 t/MWh emit 3 / 3.784 x 0.3 x 8760 t.
    least_t = 3 / 3.784 * 0.3 * 8760
    with pytest.raises(InfeasibleError) as raised:
        designed(co2_t_per_a=100)
    [finding] = raised.value.findings
    assert finding.place == "limits.co2_t_per_a"
    assert finding.value == "100 t/a"
    told = float(finding.permitted.removeprefix("at least ").removesuffix(" t/a"))
    assert told == pytest.approx(least_t, rel=1e-3)


def test_today_is_not_held_to_the_limits(free: Solution) -> None:
    limited = designed(co2_t_per_a=figure(free, "co2_t_per_a") * 1.01)
    assert limited.base is not None
    assert limited.base.co2_t_per_a > figure(limited, "co2_t_per_a")
