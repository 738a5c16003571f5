"""An objective beside cost: its least is found first, then the least cost of what comes near it."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from industrial_hp.case.options import Objective
from industrial_hp.model.formulation import aim_at, formulate
from industrial_hp.model.study_limits import emissions_t_per_a, primary_energy_mwh_per_a
from industrial_hp.results.solution import Aim
from industrial_hp.solving.highs import Progress, SolveResult, SolveStatus, solve
from industrial_hp.solving.linear_program import ModelSize
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.problem import DesignProblem

SMALLEST = 1e-6
"""What a limit of nothing at all is widened by."""
SEARCH_SHARE = 0.5
"""Part of the time limit that the search for the least may take."""


@dataclass(frozen=True)
class _Quantity:
    limit: str
    title: str
    unit: str
    of: Callable[[Any, DesignProblem], Any]


@dataclass(frozen=True, eq=False)
class Attained:
    """What was made least, and a design that attains it, whatever it costs."""

    aim: Aim
    model: Any
    size: ModelSize

    def as_answer(self, ended: SolveStatus) -> SolveResult:
        """The design as the answer of a search for the least cost that ended without one."""
        status: SolveStatus = "interrupted" if ended == "interrupted" else "time_limit"
        cost = float(self.model.annual_cost_eur())
        return SolveResult(status, cost, -math.inf, math.inf, self.size, has_answer=True)


QUANTITIES = {
    "co2": _Quantity("co2_t_per_a", "CO2 emissions", "t/a", emissions_t_per_a),
    "primary_energy": _Quantity(
        "primary_energy_mwh_per_a", "Primary energy", "MWh/a", primary_energy_mwh_per_a
    ),
}


def after_the_aim(options: SolverOptions) -> SolverOptions:
    """Options of the search for the least cost, in the time that the search before left."""
    return replace(options, time_limit_s=(1 - SEARCH_SHARE) * options.time_limit_s)


def kept_near_its_least(
    problem: DesignProblem,
    objective: Objective,
    options: SolverOptions,
    on_progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[DesignProblem, Attained | None]:
    """The problem with a limit near the least of what is to be least, and that least.

    Parameters
    ----------
    problem : DesignProblem
        Everything on offer.
    objective : Objective
        What is to be least; with the annual cost the problem stays as it is.
    options : SolverOptions
        Gap, and time of which the search takes a part.
    on_progress, stopped : callable, optional
        As of `solving.highs.solve`.

    Returns
    -------
    problem : DesignProblem
    attained : Attained or None
        None where the annual cost is to be least, or nothing was found in the time.
    """
    quantity = QUANTITIES.get(objective.least)
    if quantity is None:
        return problem, None
    model = formulate(problem)
    aim_at(model, problem, quantity.of)
    shorter = replace(options, time_limit_s=SEARCH_SHARE * options.time_limit_s)
    result = solve(model, shorter, on_progress, stopped)
    if not result.has_answer:
        return problem, None
    limit = result.objective * (1 + objective.allowance_share) + SMALLEST
    stated = getattr(problem.limits, quantity.limit)
    limit = limit if stated is None else min(limit, stated)
    limits = replace(problem.limits, **{quantity.limit: limit})  # type: ignore[arg-type]
    aim = Aim(
        quantity.limit,
        quantity.title,
        quantity.unit,
        result.objective,
        result.bound,
        result.gap,
        limit,
    )
    return replace(problem, limits=limits), Attained(aim, model, result.size)
