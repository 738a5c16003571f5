"""Cost and certified lower bound of the reference problem over a year of hours.

    python -m benchmarks.proof --size 5,5,8760 [--mip] --gap 0.001 --time-limit 300 [--json]

Without ``--mip`` heat pumps may be built in part. CPU time counts from the matrix on; the time
limit is CPU time as well.
"""

import argparse
import json
import math

from benchmarks.reference_problem import (
    column_periods,
    raw_program,
    reference_problem,
    row_periods,
)
from industrial_hp.solving.bounds import Proof, ProofOptions
from industrial_hp.solving.branching import prove
from industrial_hp.solving.structure import BlockStructure, even_edges

BLOCK_H = 168


def proof(size: tuple[int, int, int], *, mip: bool, gap: float, time_limit_s: float) -> Proof:
    """Prove the reference problem of a size."""
    problem = reference_problem(*size)
    structure = BlockStructure(
        column_periods(problem), row_periods(problem), even_edges(size[2], BLOCK_H)
    )
    program = raw_program(problem, integer=mip)
    return prove(program, structure, ProofOptions(gap=gap, time_limit_s=time_limit_s))


def main() -> None:
    """Prove and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--size", default="5,5,8760", help="sources,sinks,hours")
    parser.add_argument("--mip", action="store_true", help="heat pumps are built or not")
    parser.add_argument("--gap", type=float, default=1e-3, help="relative gap to stop at")
    parser.add_argument("--time-limit", type=float, default=300.0, help="CPU seconds")
    parser.add_argument("--json", action="store_true", help="one JSON line")
    asked = parser.parse_args()
    sources, sinks, hours = map(int, asked.size.split(","))
    found = proof(
        (sources, sinks, hours), mip=asked.mip, gap=asked.gap, time_limit_s=asked.time_limit
    )
    figures = {
        "upper_bound": found.upper_bound,
        "lower_bound": found.lower_bound,
        "gap": found.gap,
        "cpu_s": found.cpu_s,
    }
    # JSON knows no infinity: what is not known is null
    figures = {name: figure if math.isfinite(figure) else None for name, figure in figures.items()}
    if asked.json:
        print(json.dumps(figures))
        return
    for name, figure in figures.items():
        print(f"{name:12s} {'not known' if figure is None else f'{figure:.8g}'}")


if __name__ == "__main__":
    main()
