"""The net present value at other prices: spider, tornado, and a map of two prices."""

from typing import Any

from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.palette import BLUE, INK, ORANGE, series_style
from industrial_hp.results.solution import Solution

MILLION, PER_CENT = 1e6, 100.0
SMALLEST_EUR = 1.0
"""Change of the net present value below which a price counts as without effect."""


def spider_chart(solution: Solution) -> Chart | None:
    """Net present value over each price alone; none where nothing is compared or built."""
    npv = solution.key_figure("npv_eur").proposed
    rows = [row for row in _rows(solution) if row["parameter"] != "interest"]
    if npv is None or not rows:
        return None
    series = []
    for number, row in enumerate(rows):
        colour, dash, _ = series_style(number)
        prices = (PER_CENT * row["low"], PER_CENT, PER_CENT * row["high"])
        values = tuple(v / MILLION for v in (row["npv_low_eur"], npv, row["npv_high_eur"]))
        series.append(Series(str(row["title"]), "line", prices, values, colour, dash))
    return Chart(
        "sensitivity",
        "Net present value at other prices",
        "Design and operation are kept, one price changes at a time. The net present value moves "
        f"most with: {str(rows[0]['title']).lower()}.",
        Axis("Price [% of that assumed]"),
        (Axis("Net present value [million EUR]"),),
        tuple(series),
    )


def tornado_chart(solution: Solution) -> Chart | None:
    """What each parameter alone may do to the net present value, the strongest on top."""
    npv = solution.key_figure("npv_eur").proposed
    rows = _rows(solution)
    if npv is None or not rows:
        return None
    names = tuple(f"{row['title']}: {_ends(row)}" for row in reversed(rows))
    low, high = (
        tuple((row[f"npv_{end}_eur"] - npv) / MILLION for row in reversed(rows))
        for end in ("low", "high")
    )
    return Chart(
        "tornado",
        "What moves the net present value most",
        f"Change of the net present value of {npv / MILLION:,.2f} million EUR when one thing lies "
        "at its low or its high end. Design and operation are kept.",
        Axis("Change of the net present value [million EUR]"),
        (Axis(""),),
        (
            Series("At the low end", "bar", names, low, BLUE),
            Series("At the high end", "bar", names, high, ORANGE, pattern="/"),
        ),
        lying=True,
    )


def price_map_chart(solution: Solution) -> Chart | None:
    """Net present value over the prices of electricity and gas, and where it is zero.

    None where nothing is compared or built, or the project neither saves nor burns gas.
    """
    table = solution.price_map
    if table.empty or not any(solution.project_flows_eur or ()):
        return None
    cells = table.pivot(index="electricity_factor", columns="natural_gas_factor", values="npv_eur")
    if float((cells.max(axis=1) - cells.min(axis=1)).max()) < SMALLEST_EUR:
        return None
    gas, electricity = (
        tuple(PER_CENT * float(factor) for factor in factors)
        for factors in (cells.columns, cells.index)
    )
    values = tuple(tuple(float(v) / MILLION for v in row) for row in cells.to_numpy())
    series = [
        Series(
            "Net present value [million EUR]", "map", gas, electricity, INK, cells=values,
            two_sided=True, in_legend=False,
        )
    ]  # fmt: skip
    even = solution.break_even_prices
    if not even.empty:
        just_so = Series(
            "The project pays just so",
            "line",
            tuple(PER_CENT * even["natural_gas_factor"]),
            tuple(PER_CENT * even["electricity_factor"]),
            INK,
            "dash",
            width=3.0,
        )
        series.append(just_so)
    lost = sum(value < 0 for row in values for value in row)
    return Chart(
        "price_map",
        "Net present value over the prices of electricity and gas",
        "Design and operation are kept; electricity with its network charges. On the dashed line "
        f"the project pays just so; in {lost} of {len(gas) * len(electricity)} pairs of prices it "
        "costs more than it saves.",
        Axis("Price of natural gas [% of that assumed]", _frame(gas)),
        (Axis("Price of electricity [% of that assumed]", _frame(electricity)),),
        tuple(series),
    )


def _rows(solution: Solution) -> list[dict[str, Any]]:
    """Rows of the sensitivity, the strongest first; none where nothing is compared or built."""
    if solution.sensitivity.empty or not any(solution.project_flows_eur or ()):
        return []
    rows: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()}
        for row in solution.sensitivity.to_dict("records")
    ]
    return sorted(rows, key=lambda row: -abs(row["npv_high_eur"] - row["npv_low_eur"]))


def _ends(row: dict[str, Any]) -> str:
    """Low and high end of a parameter in per cent."""
    decimals = 1 if row["parameter"] == "interest" else 0
    low, high = (f"{PER_CENT * row[end]:.{decimals}f}" for end in ("low", "high"))
    return f"{low} to {high}%"


def _frame(places: tuple[float, ...]) -> tuple[float, float]:
    """Ends of an axis along cells of one width."""
    half = (places[1] - places[0]) / 2
    return places[0] - half, places[-1] + half
