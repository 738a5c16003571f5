"""CPU time of a year of hours of a case: machines, build, operation of given sizes, lower bound.

    python -m benchmarks.year [CASE] [--gap 0.01] [--json]

The sizes are those of a quick design on typical days, whose time is not counted.
"""

import argparse
import json
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline import refinement
from industrial_hp.pipeline.typical_case import typical_case
from industrial_hp.pipeline.year_bound import year_bound
from industrial_hp.pipeline.year_operation import operated, year_problem
from industrial_hp.reading.read_case import read_case
from industrial_hp.solving.linear_program import silent_highs
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.options import solver_profile

CASE = Path(__file__).parents[1] / "cases" / "sewage_year"


def measured(folder: Path, gap: float) -> dict[str, Any]:
    """Each step of a year of a case [CPU s], and what came out."""
    case, options = read_case(folder), solver_profile("quick")
    designed = refinement.design(typical_case(case), options)
    started = time.process_time()
    offered = year_problem(case, designed)
    machines = time.process_time()
    program = template_program(formulate(offered)).program
    program.pass_to(silent_highs())
    built = time.process_time()
    year, _ = operated(case, offered, designed, options)
    run = time.process_time()
    bound = year_bound(case, offered, replace(options, gap=gap, time_limit_s=600.0))
    ended = time.process_time()
    return {
        "steps": year.steps,
        "machines": len(offered.heat_pumps),
        "rows": program.matrix.shape[0],
        "columns": program.matrix.shape[1],
        "nonzeros": int(program.matrix.nnz),
        "binaries": len(program.integers),
        "machines_cpu_s": machines - started,
        "build_cpu_s": built - machines,
        "operation_cpu_s": run - built,
        "bound_cpu_s": ended - run,
        "typical_days_eur_per_a": designed.proof.objective_eur_per_a,
        "year_eur_per_a": year.annual_cost_eur,
        "least_found_eur_per_a": bound.least_found_eur_per_a if bound else None,
        "lower_bound_eur_per_a": bound.lower_bound_eur_per_a if bound else None,
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", nargs="?", type=Path, default=CASE, help="a case with a year")
    parser.add_argument("--gap", type=float, default=0.01, help="relative gap of the bound")
    parser.add_argument("--json", action="store_true", help="one JSON document")
    asked = parser.parse_args()
    figures = measured(asked.case, asked.gap)
    if asked.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:24s} {'not known' if figure is None else f'{figure:,.6g}'}")


if __name__ == "__main__":
    main()
