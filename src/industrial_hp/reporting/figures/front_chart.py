"""What less CO2 costs: designs made again at added prices of CO2."""

from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.palette import BLUE, INK, VERMILION
from industrial_hp.results.solution import Solution

MILLION = 1e6


def front_chart(solution: Solution) -> Chart | None:
    """Annual cost over CO2, with the proposed design and today's; none if it was not asked for."""
    if not solution.front:
        return None
    cost, own_t = solution.proof.objective_eur_per_a, solution.proposed.co2_t_per_a
    found = sorted((point.co2_t_per_a, point.annual_cost_eur) for point in solution.front)
    found = [*dict.fromkeys(found), (own_t, cost)]
    series = [
        Series(
            "Cheapest at an added price of CO2",
            "line",
            tuple(co2_t for co2_t, _ in found),
            tuple(amount / MILLION for _, amount in found),
            BLUE,
            width=3.0,
        ),
        _marks("Designs", found[:-1], BLUE),
        _marks("Proposed", [(own_t, cost)], INK),
    ]
    if solution.base is not None:
        today = (solution.base.co2_t_per_a, solution.base.annual_cost_eur)
        series.append(_marks("Today", [today], VERMILION))
    last = solution.front[-1]
    return Chart(
        "co2_front",
        "What less CO2 costs",
        f"Cost without the added price: {cost:,.0f} EUR/a at {own_t:,.0f} t/a as proposed, "
        f"{last.annual_cost_eur:,.0f} EUR/a at {last.co2_t_per_a:,.0f} t/a where each ton costs "
        f"{last.co2_price_eur_per_t:,.0f} EUR more. Each point is a search of its own, and its "
        "design is not checked further.",
        Axis("CO2 emissions [t/a]"),
        (Axis("Annual cost [million EUR/a]"),),
        tuple(series),
    )


def _marks(name: str, places: list[tuple[float, float]], colour: str) -> Series:
    """Designs as marks; those with a name of their own are labelled."""
    return Series(
        name,
        "marker",
        tuple(co2_t for co2_t, _ in places),
        tuple(amount / MILLION for _, amount in places),
        colour,
        labels=(name,) if len(places) == 1 and name != "Designs" else (),
        in_legend=name != "Designs",
    )
