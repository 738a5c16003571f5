"""Composite and grand composite curves of a zone with its heat pumps between their levels."""

from collections.abc import Mapping

from industrial_hp.reporting.figures.chart import Axis, Chart, Note, Series
from industrial_hp.reporting.palette import BLUE, INK, SKY, VERMILION
from industrial_hp.reporting.titles import period_title, titles, unit_titles
from industrial_hp.results.process_curves import HeatCurve, ProcessCurves
from industrial_hp.results.solution import Solution

SHIFTED = Axis("Shifted temperature [°C]")


def zone_charts(solution: Solution, curves: ProcessCurves) -> tuple[Chart, ...]:
    """Charts of a zone in which heat can be recovered or a heat pump runs; else none."""
    both_sides = bool(curves.hot.heat_mw and curves.cold.heat_mw)
    charts = (composite_chart(solution, curves),) if both_sides else ()
    if both_sides or curves.machines:
        charts = (*charts, grand_composite_chart(solution, curves))
    return charts


def composite_chart(solution: Solution, curves: ProcessCurves) -> Chart:
    """Hot and cold composite curve of a zone at its energy targets."""
    series = []
    for name, curve, colour, dash in (
        ("Sources (give heat)", curves.hot, VERMILION, "solid"),
        ("Sinks (take heat)", curves.cold, BLUE, "dash"),
    ):
        if curve.heat_mw:
            series.append(
                Series(name, "line", curve.heat_mw, curve.shifted_c, colour, dash, width=3.0)  # type: ignore[arg-type]
            )
    return Chart(
        f"composite_{curves.zone}",
        f"Composite curves: {_zone(solution, curves)}",
        f"In the period {period_title(solution.case, curves.period)}. Heat from outside at least "
        f"{curves.hot_utility_mw:.2f} MW, heat left over at least {curves.cold_utility_mw:.2f} "
        "MW, without heat pumps.",
        Axis("Heat [MW]"),
        (SHIFTED,),
        tuple(series),
    )


def grand_composite_chart(solution: Solution, curves: ProcessCurves) -> Chart:
    """Net heat over temperature, each heat pump between its evaporator and its condenser."""
    names = unit_titles(solution)
    grand = curves.grand
    series = [
        Series("Net heat of the processes", "line", grand.heat_mw, grand.shifted_c, INK, width=3.0)
    ]
    for number, machine in enumerate(curves.machines, start=1):
        name = f"{number}: {names.get(machine.tag, machine.tag)}"
        series += _machine(name, machine.evaporator, machine.condenser)
    told = "; ".join(
        f"{names.get(m.tag, m.tag)} takes {m.evaporator.heat_mw[-1]:.2f} MW and gives "
        f"{m.condenser.heat_mw[-1]:.2f} MW"
        for m in curves.machines
    )
    return Chart(
        f"grand_composite_{curves.zone}",
        f"Grand composite curve: {_zone(solution, curves)}",
        f"In the period {period_title(solution.case, curves.period)}. "
        + (f"{told}." if told else "No heat pump runs here."),
        Axis("Net heat [MW]"),
        (SHIFTED,),
        tuple(series),
        tuple(
            Note(curve.heat_mw[-1] / 2, curve.shifted_c[len(curve.shifted_c) // 2], str(number))
            for number, machine in enumerate(curves.machines, start=1)
            for curve in (machine.evaporator, machine.condenser)
        ),
    )


def _machine(name: str, evaporator: HeatCurve, condenser: HeatCurve) -> list[Series]:
    """Evaporator and condenser from the axis on, and the lift between them."""
    lift_mw = (evaporator.heat_mw[-1], condenser.heat_mw[-1])
    lift_c = (evaporator.shifted_c[-1], condenser.shifted_c[-1])
    return [
        Series(
            f"{name}, evaporator", "line", evaporator.heat_mw, evaporator.shifted_c, SKY, width=4.0
        ),
        Series(
            f"{name}, condenser", "line", condenser.heat_mw, condenser.shifted_c, VERMILION, "dash",
            width=4.0,
        ),
        Series(f"{name}, lift", "line", lift_mw, lift_c, INK, "dot", width=1.0, in_legend=False),
    ]  # fmt: skip


def _zone(solution: Solution, curves: ProcessCurves) -> str:
    names: Mapping[str, str] = titles(solution.case)
    return names.get(curves.zone, curves.zone)
