"""How the time of a design grows with its hours, its streams and its candidates.

    python -m benchmarks.scaling [--runs N] [--plot FILE] [--json]

Three sweeps of one generated case, each size in a process of its own, CPU time by phase:
superstructure (cycles solved, machines offered), build (Pyomo to matrix) and the linear relaxation
by the interior points of HiGHS. The exponent is the slope of the straight line through the
logarithms.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.scaling_case import BLOCKS, scaling_case
from industrial_hp.model.formulation import formulate
from industrial_hp.solving.linear_program import linear_program, silent_highs
from industrial_hp.superstructure.assemble import design_problem

PHASES = ("superstructure", "build", "relaxation")
SWEEPS: dict[str, tuple[tuple[int, int, int], ...]] = {
    "hours": tuple((4, 1, days) for days in (42, 83, 167, 334)),
    "streams": tuple((streams, 1, 1) for streams in (5, 10, 20, 40)),
    "candidates": tuple((5, fluids, 2) for fluids in (1, 2, 4, 8)),
}
"""Streams, refrigerants and days of each size; candidates are counted among the machines."""


def measured(streams: int, fluids: int, days: int) -> dict[str, float]:
    """One size in this process [CPU s]."""
    design_problem(scaling_case(2, fluids, 1))  # equations of state are opened once
    case = scaling_case(streams, fluids, days)
    started = time.process_time()
    problem = design_problem(case)
    offered = time.process_time()
    model = formulate(problem)
    program = linear_program(model)
    built = time.process_time()
    program.lp.integrality_ = []
    highs = silent_highs(threads=1, solver="ipm", run_crossover="off")
    highs.passModel(program.lp)
    highs.run()
    return {
        "hours": days * BLOCKS,
        "streams": streams,
        "candidates": len(problem.heat_pumps),
        "rows": program.lp.num_row_,
        "superstructure": offered - started,
        "build": built - offered,
        "relaxation": time.process_time() - built,
        "objective": highs.getInfo().objective_function_value,
    }


def exponent(sizes: list[float], times: list[float]) -> float:
    """Slope of the logarithm of time over that of size."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def sweep(name: str, runs: int) -> dict[str, Any]:
    """Medians of one sweep, and the exponent of each phase."""
    points = []
    for size in SWEEPS[name]:
        words = ["--size", ",".join(map(str, size))]
        command = [sys.executable, "-m", "benchmarks.scaling", *words]
        told = [json.loads(subprocess.check_output(command, text=True)) for _ in range(runs)]
        points.append({key: statistics.median(one[key] for one in told) for key in told[0]})
    sizes = [point[name] for point in points]
    grown = {phase: exponent(sizes, [point[phase] for point in points]) for phase in PHASES}
    return {"points": points, "exponents": grown}


def plot(found: dict[str, Any], file: Path) -> None:
    """Time over size, both logarithmic, a panel for each sweep."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(11, 3.6), layout="constrained")
    panels = figure.subplots(1, len(SWEEPS), sharey=True)
    for axes, (name, one) in zip(panels, found["sweeps"].items(), strict=True):
        sizes = [point[name] for point in one["points"]]
        for phase, marker in zip(PHASES, "os^", strict=True):
            label = f"{phase}, exponent {one['exponents'][phase]:.2f}"
            times = [point[phase] for point in one["points"]]
            axes.loglog(sizes, times, marker=marker, label=label)
        axes.set_xticks(sizes, [f"{size:g}" for size in sizes])
        axes.minorticks_off()
        axes.set_xlabel(f"number of {name}")
        axes.legend(fontsize=8)
        axes.grid(alpha=0.3)
    panels[0].set_ylabel("CPU time [s]")
    figure.savefig(file)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--plot", type=Path, help="a figure, .svg or .png")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--size", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.size:
        print(json.dumps(measured(*(int(part) for part in asked.size.split(",")))))
        return
    found = {"runs": asked.runs, "sweeps": {name: sweep(name, asked.runs) for name in SWEEPS}}
    if asked.plot:
        plot(found, asked.plot)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    for name, one in found["sweeps"].items():
        for point in one["points"]:
            times = ", ".join(f"{phase} {point[phase]:.2f} s" for phase in PHASES)
            print(f"{name} {point[name]:g} ({point['rows']:g} rows): {times}")
        print("  exponents", {phase: round(value, 2) for phase, value in one["exponents"].items()})


if __name__ == "__main__":
    main()
