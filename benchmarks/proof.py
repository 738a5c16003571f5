"""Cost and certified lower bound of the reference problem over a year of hours.

    python -m benchmarks.proof --size 5,5,8760 --gap 0.001 --time-limit 300 [--json]

Heat pumps may be built in part. CPU time counts from the matrix on; the time
limit is CPU time as well.
"""

import argparse
import json

from benchmarks.reference_problem import (
    column_periods,
    raw_program,
    reference_problem,
    row_periods,
)
from industrial_hp.solving.bounds import Proof, ProofOptions, prove_linear
from industrial_hp.solving.structure import BlockStructure, even_edges

BLOCK_H = 168


def proof(size: tuple[int, int, int], *, gap: float, time_limit_s: float) -> Proof:
    """Prove the reference problem of a size."""
    problem = reference_problem(*size)
    structure = BlockStructure(
        column_periods(problem), row_periods(problem), even_edges(size[2], BLOCK_H)
    )
    program = raw_program(problem, integer=False)
    return prove_linear(program, structure, ProofOptions(gap=gap, time_limit_s=time_limit_s))


def main() -> None:
    """Prove and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", default="5,5,8760", help="sources,sinks,hours")
    parser.add_argument("--gap", type=float, default=1e-3, help="relative gap to stop at")
    parser.add_argument("--time-limit", type=float, default=300.0, help="CPU seconds")
    parser.add_argument("--json", action="store_true", help="one JSON line")
    asked = parser.parse_args()
    sources, sinks, hours = map(int, asked.size.split(","))
    found = proof((sources, sinks, hours), gap=asked.gap, time_limit_s=asked.time_limit)
    figures = {
        "upper_bound": found.upper_bound,
        "lower_bound": found.lower_bound,
        "gap": found.gap,
        "cpu_s": found.cpu_s,
    }
    if asked.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:12s} {figure:.6g}")


if __name__ == "__main__":
    main()
