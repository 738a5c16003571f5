"""Money in pictures: flows of the project, running costs, and how the proof was found."""

import math
from itertools import accumulate

from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.palette import BLUE, GREY, ORANGE, series_style
from industrial_hp.results.solution import Solution, Variant

MILLION = 1e6
SHORTEST_SEARCH_S = 1.0
SMALLEST_EUR = 500.0
"""A cost item below this in both systems is left out of the picture."""


def cash_flow_chart(solution: Solution) -> Chart | None:
    """Flows of the project by year and their sums; none where nothing is compared or built."""
    flows = solution.project_flows_eur
    if flows is None or not any(flows):
        return None
    interest = solution.case.economics.interest
    years = tuple(float(year) for year in range(len(flows)))
    plain = tuple(value / MILLION for value in flows)
    discounted = [value / (1 + interest) ** year for year, value in enumerate(plain)]
    summed, present = tuple(accumulate(plain)), tuple(accumulate(discounted))
    return Chart(
        "cash_flow",
        "Cash flow of the project against today's system",
        f"Flows by year, and their sum, which ends at {summed[-1]:.2f} million EUR; discounted "
        f"at {interest:.1%} it ends at the net present value of {present[-1]:.2f} million EUR.",
        Axis("Year"),
        (Axis("Million EUR"),),
        (
            Series("Flow of the year", "bar", years, plain, GREY),
            Series("Sum", "line", years, summed, BLUE),
            Series("Sum, discounted", "line", years, present, ORANGE, "dash"),
        ),
    )


def running_cost_chart(solution: Solution) -> Chart:
    """Costs of the first year by item, today's system beside the proposed one."""
    systems = [("Proposed", solution.proposed)]
    if solution.base is not None:
        systems.insert(0, ("Today", solution.base))
    titles = {item.name: item.title for _, system in systems for item in system.annual}
    names = tuple(name for name, _ in systems)
    series: list[Series] = []
    for key, title in titles.items():
        amounts = tuple(_first_year_eur(system, key) for _, system in systems)
        if max(map(abs, amounts)) > SMALLEST_EUR:
            colour, _, pattern = series_style(len(series))
            shown = tuple(amount / MILLION for amount in amounts)
            series.append(Series(title, "bar", names, shown, colour, pattern=pattern))
    totals = [sum(item.first_year_eur for item in system.annual) / MILLION for _, system in systems]
    sums = ", ".join(f"{n.lower()} {t:.2f}" for n, t in zip(names, totals, strict=True))
    return Chart(
        "running_costs",
        "Running costs of the first year",
        f"Energy, CO2, operation and cooling, without capital, in million EUR: {sums}.",
        Axis(""),
        (Axis("Million EUR per year"),),
        tuple(series),
    )


def _first_year_eur(system: Variant, key: str) -> float:
    return sum(item.first_year_eur for item in system.annual if item.name == key)


def proof_chart(solution: Solution) -> Chart | None:
    """Best answer and proved bound over the time of the search; none of a short search."""
    points = solution.search
    if len(points) < 2 or points[-1].elapsed_s < SHORTEST_SEARCH_S:
        return None
    times = tuple(point.elapsed_s for point in points)
    best = tuple(_millions(point.objective_eur_per_a) for point in points)
    bound = tuple(_millions(point.lower_bound_eur_per_a) for point in points)
    proof = solution.proof
    return Chart(
        "proof",
        "How answer and bound came together",
        f"After {times[-1]:.0f} s the best design found costs {proof.objective_eur_per_a:,.0f} "
        f"EUR/a and the bound stands at {proof.lower_bound_eur_per_a:,.0f} EUR/a.",
        Axis("Time of the search [s]"),
        (Axis("Annual cost [million EUR/a]"),),
        (
            Series("Best design found", "step", times, best, BLUE),
            Series("No design can cost less", "step", times, bound, ORANGE, "dash"),
        ),
    )


def _millions(amount_eur: float) -> float | None:
    return amount_eur / MILLION if math.isfinite(amount_eur) else None
