"""Cost and proof of a routing instance, one thread, as one JSON line.

    python -m benchmarks.networks DIR --mode forced [--formulation plain] [--gap 1e-4]

CPU time counts from the problem's numbers on: contraction, building and solving.
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any, Literal

from benchmarks.network_folder import Mode, routing_problem
from benchmarks.network_plain import formulate_plain
from industrial_hp.model.network_routing import formulate_routing, strengthen
from industrial_hp.solving.highs import SolveResult, solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.routing_contraction import contracted, in_degree_at_most_one
from industrial_hp.superstructure.routing_problem import RoutingProblem

Formulation = Literal["strengthened", "plain"]


def routed(
    problem: RoutingProblem, formulation: Formulation, options: SolverOptions
) -> SolveResult:
    """Solve a routing problem in one of the two formulations."""
    if formulation == "plain":
        return solve(formulate_plain(problem), options)
    smaller = contracted(problem)
    model = formulate_routing(smaller)
    strengthen(model, smaller, fed_once=in_degree_at_most_one(smaller))
    return solve(model, options)


def figures(
    folder: Path, mode: Mode, formulation: Formulation, options: SolverOptions
) -> dict[str, Any]:
    """What the JSON line says."""
    problem = routing_problem(folder, mode)
    started = time.process_time()
    found = routed(problem, formulation, options)
    spent = time.process_time() - started
    return {
        "instance": folder.name,
        "mode": mode,
        "formulation": formulation,
        "status": found.status,
        "objective": found.objective if found.has_answer else None,
        "bound": found.bound if found.bound > float("-inf") else None,
        "gap": found.gap if found.has_answer else None,
        "cpu_s": round(spent, 3),
        "rows": found.size.rows,
        "columns": found.size.columns,
    }


def main() -> None:
    """Solve and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="instance")
    parser.add_argument("--mode", choices=("forced", "economic"), default="forced")
    parser.add_argument("--formulation", choices=("strengthened", "plain"), default="strengthened")
    parser.add_argument("--gap", type=float, default=1e-4, help="relative gap to stop at")
    parser.add_argument("--time-limit", type=float, default=300.0, help="seconds")
    asked = parser.parse_args()
    options = SolverOptions(
        gap=asked.gap, time_limit_s=asked.time_limit, threads=1, tried_without=False
    )
    print(json.dumps(figures(asked.folder, asked.mode, asked.formulation, options)))


if __name__ == "__main__":
    main()
