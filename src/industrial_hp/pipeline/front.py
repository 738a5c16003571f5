"""What less CO2 costs: designs made again at added prices of CO2, each a search of its own.

A price leaves every design permitted, so that each search has an answer as soon as the main one.
No design costs less than a search's bound less the added price times its CO2: with the bounds of
several prices that is a proof below the whole front, between the designs found, too.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from industrial_hp.errors import UsageError
from industrial_hp.model.formulation import aim_at, annual_cost_eur, formulate
from industrial_hp.model.study_limits import emissions_t_per_a, investment_eur
from industrial_hp.results.sizing import built_units
from industrial_hp.results.solution import FrontPoint, Solution
from industrial_hp.solving.highs import solve
from industrial_hp.solving.interruption import Interruption
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.problem import DesignProblem

SEARCH_SHARE = 0.25
"""Part of the time limit that each search may take."""
SMALLEST_GAIN_SHARE = 1e-6
NONE_FOR = "No front of CO2 and cost was computed: "


def co2_prices(text: str) -> tuple[float, ...]:
    """Added prices of CO2 [EUR/t] of a comma list, the lowest first.

    Raises
    ------
    UsageError
        If one is no number above zero.
    """
    try:
        prices = tuple(sorted({float(part) for part in text.split(",")}))
    except ValueError:
        prices = ()
    if not prices or not all(0 < price < float("inf") for price in prices):
        raise UsageError(f"--co2-prices {text!r}: state prices above zero, such as 50,100,200")
    return prices


def with_front(
    solution: Solution,
    options: SolverOptions,
    prices_eur_per_t: Sequence[float],
    on_phase: Callable[[str], None] = lambda phase: None,
) -> Solution:
    """The solution with the cheapest designs at prices of CO2 added to those of the case.

    Parameters
    ----------
    solution : Solution
        The cheapest design, whose levels are kept.
    options : SolverOptions
        Gap, and time of which each search takes a part.
    prices_eur_per_t : sequence of float
        Added prices [EUR/t], each a search.
    on_phase : callable, optional
        Told ``front`` at the beginning, and ``stop`` when Ctrl-C ends it with what was found.

    Returns
    -------
    Solution
        The same with its front, or with a message why there is none.
    """
    if solution.year is not None:
        return _told(solution, NONE_FOR + "the case states a year of hours.")
    if solution.case.objective.least != "annual_cost":
        return _told(solution, NONE_FOR + "the cheapest design was not sought.")
    on_phase("front")
    limited = replace(options, time_limit_s=SEARCH_SHARE * options.time_limit_s)
    problem = design_problem(solution.case)
    with Interruption(lambda: on_phase("stop")) as interruption:
        found = [_point(problem, p, limited, interruption.stopped) for p in prices_eur_per_t]
    points = [point for point in found if point is not None]
    best = tuple(_best_at(point, [*points, _own(solution)]) for point in points)
    return replace(_with_remarks(solution, best, len(prices_eur_per_t)), front=best)


def _told(solution: Solution, message: str) -> Solution:
    return replace(solution, messages=(*solution.messages, message))


def _with_remarks(solution: Solution, front: Iterable[FrontPoint], asked: int) -> Solution:
    """What a reader of the front must know besides."""
    points = tuple(front)
    if len(points) < asked:
        missing = asked - len(points)
        solution = _told(solution, f"At {missing} added prices of CO2 no design was found in time.")
    cost = solution.proof.objective_eur_per_a
    least = min((point.annual_cost_eur for point in points), default=cost)
    if least < cost * (1 - SMALLEST_GAIN_SHARE):
        solution = _told(
            solution,
            f"A design of the front of CO2 costs {least:,.0f} EUR/a, less than the one proposed: "
            "give the search more time.",
        )
    return solution


def _point(
    problem: DesignProblem, price: float, options: SolverOptions, stopped: Callable[[], bool]
) -> FrontPoint | None:
    """Cheapest design at an added price [EUR/t]; none where none was found."""
    if stopped():
        return None
    model = formulate(problem)
    aim_at(
        model,
        problem,
        lambda m, p: annual_cost_eur(m, p) + price * emissions_t_per_a(m, p),
    )
    result = solve(model, options, stopped=stopped)
    if not result.has_answer:
        return None
    co2_t = _number(emissions_t_per_a(model, problem))
    machines = [unit for unit in built_units(problem, model) if unit.type == "heat_pump"]
    return FrontPoint(
        co2_price_eur_per_t=price,
        co2_t_per_a=co2_t,
        annual_cost_eur=result.objective - price * co2_t,
        lower_bound_eur=result.bound,
        investment_eur=_number(investment_eur(model, problem)),
        heat_pumps_mw=sum(unit.size for unit in machines if not unit.is_mode),
    )


def _number(expression: Any) -> float:
    return float(expression if isinstance(expression, int | float) else expression())


def _own(solution: Solution) -> FrontPoint:
    """The proposed design, which is on offer at every price."""
    machines = solution.equipment[solution.equipment["type"] == "heat_pump"]
    rated = machines[machines["mode_of"].fillna("") == ""]
    return FrontPoint(
        co2_price_eur_per_t=0.0,
        co2_t_per_a=solution.proposed.co2_t_per_a,
        annual_cost_eur=solution.proof.objective_eur_per_a,
        lower_bound_eur=solution.proof.lower_bound_eur_per_a,
        investment_eur=solution.key_figure("investment_eur").proposed or 0.0,
        heat_pumps_mw=float(rated["size_mw"].sum()),
    )


def _best_at(point: FrontPoint, points: Iterable[FrontPoint]) -> FrontPoint:
    """The cheapest of all designs found, at the price and with the bound of a point."""
    price = point.co2_price_eur_per_t
    best = min(points, key=lambda other: other.annual_cost_eur + price * other.co2_t_per_a)
    return replace(best, co2_price_eur_per_t=price, lower_bound_eur=point.lower_bound_eur)
