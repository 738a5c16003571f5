"""Composite, grand composite and balanced curves of a zone, heat pumps between their levels."""

from collections.abc import Mapping

import numpy as np

from industrial_hp.reporting.figures.chart import Axis, Chart, Note, Series
from industrial_hp.reporting.palette import BLUE, INK, ORANGE, SKY, VERMILION
from industrial_hp.reporting.titles import period_title, titles, unit_titles
from industrial_hp.results.process_curves import (
    BalancedCurves,
    HeatCurve,
    MachineLevels,
    ProcessCurves,
)
from industrial_hp.results.solution import Solution

SHIFTED = Axis("Shifted temperature [°C]")
Place = tuple[float, float]
LEVEL_STEP_K = 1e-6
SMALLEST_MW = 0.005
"""Heat that two decimals would show as none."""


def zone_charts(solution: Solution, curves: ProcessCurves) -> tuple[Chart, ...]:
    """Charts of a zone in which heat can be recovered or a heat pump runs, and its balance."""
    both_sides = bool(curves.hot.heat_mw and curves.cold.heat_mw)
    charts = (composite_chart(solution, curves),) if both_sides else ()
    if both_sides or curves.machines:
        charts = (*charts, grand_composite_chart(solution, curves))
    if curves.balanced is not None:
        charts = (*charts, balanced_chart(solution, curves, curves.balanced))
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
            Note(*_mark(curve, curve), str(number))
            for number, machine in enumerate(curves.machines, start=1)
            for curve in (machine.evaporator, machine.condenser)
        ),
    )


def balanced_chart(solution: Solution, curves: ProcessCurves, balanced: BalancedCurves) -> Chart:
    """All that gives and takes heat: both curves span the same heat, machines marked on them."""
    names = unit_titles(solution)
    hot, cold = balanced.hot, balanced.cold
    series = [
        Series("All that gives heat", "line", hot.heat_mw, hot.shifted_c, VERMILION, width=2.0),
        Series("All that takes heat", "line", cold.heat_mw, cold.shifted_c, BLUE, "dash"),
    ]
    notes = []
    for number, (own, machine) in enumerate(
        zip(curves.machines, balanced.machines, strict=True), start=1
    ):
        ends = (_mark(own.evaporator, machine.evaporator), _mark(own.condenser, machine.condenser))
        series += _placed(f"{number}: {names.get(machine.tag, machine.tag)}", machine, ends)
        notes += [Note(*end, str(number)) for end in ends]
    left = balanced.left_over_mw
    return Chart(
        f"balanced_{curves.zone}",
        f"Balanced curves: {_zone(solution, curves)}",
        f"In the period {period_title(solution.case, curves.period)}. With machines, boilers, "
        f"stores and lines {hot.heat_mw[-1]:.2f} MW are given"
        + (f", {left:.2f} MW of it left over" if left >= SMALLEST_MW else " and taken")
        + (". Thick: the levels of a machine, with all else that lies there; dotted: its lift."
           if balanced.machines else "."),
        Axis("Heat [MW]"),
        (SHIFTED,),
        tuple(series),
        tuple(notes),
    )  # fmt: skip


def _placed(name: str, machine: MachineLevels, lift: tuple[Place, Place]) -> list[Series]:
    """Evaporator and condenser on the balanced curves, and the lift between them."""
    low, high = machine.evaporator, machine.condenser
    (low_mw, low_c), (high_mw, high_c) = lift
    return [
        Series(f"{name}, evaporator", "line", low.heat_mw, low.shifted_c, SKY, width=6.0),
        Series(f"{name}, condenser", "line", high.heat_mw, high.shifted_c, ORANGE, width=6.0),
        Series(
            f"{name}, lift", "line", (low_mw, high_mw), (low_c, high_c), INK, "dot", width=1.0,
            in_legend=False,
        ),
    ]  # fmt: skip


def _mark(own: HeatCurve, placed: HeatCurve) -> Place:
    """Heat and temperature of a balanced curve where a machine has passed half of its own heat."""
    half_c = float(np.interp(own.heat_mw[-1] / 2, own.heat_mw, own.shifted_c))
    beside = [half_c - LEVEL_STEP_K, half_c + LEVEL_STEP_K]
    return float(np.interp(beside, placed.shifted_c, placed.heat_mw).mean()), half_c


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
