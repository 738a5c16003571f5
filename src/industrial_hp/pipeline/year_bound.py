"""Lower bound on the cost of a whole year: what no sizes of what is on offer fall below."""

import math
from dataclasses import dataclass, replace

from industrial_hp.case.case import Case
from industrial_hp.model.formulation import block_structure, formulate
from industrial_hp.pipeline.year_operation import edges_of_blocks
from industrial_hp.solving.bounds import ProofOptions
from industrial_hp.solving.branching import prove
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.options import SolverOptions
from industrial_hp.solving.structure import NO_PERIOD
from industrial_hp.superstructure.problem import DesignProblem

TIME_SHARE = 0.5
"""Part of the time limit of a search that the bound on the year may take, as CPU time."""
PROVED_FOR = "every step of the year, the {machines}, and their linear COP"


@dataclass(frozen=True)
class YearBound:
    """What is known of the least cost of a year."""

    lower_bound_eur_per_a: float
    """No sizes cost less."""
    least_found_eur_per_a: float | None
    """Cost of the best sizes found; None where none were."""


def year_bound(case: Case, offered: DesignProblem, options: SolverOptions) -> YearBound | None:
    """Bound the cost of a year from below, over all sizes of what is on offer.

    Parameters
    ----------
    case : Case
        With a year of steps.
    offered : DesignProblem
        That of the year, see `year_operation.year_problem`.
    options : SolverOptions
        Gap at which to stop, and time of which a part may be taken.

    Returns
    -------
    YearBound or None
        None where nothing is known: one piece of a year is too long, or the time was.

    Notes
    -----
    Decisions in single steps (machines that run or not) may be parts; that lowers the bound only.
    """
    edges = edges_of_blocks(case, offered)
    if len(edges) <= 2:
        return None
    model = formulate(offered)
    whole = template_program(model)
    structure = block_structure(model, whole, edges)
    integers = whole.program.integers
    lasting = integers[structure.column_period[integers] == NO_PERIOD]
    found = prove(
        replace(whole.program, integers=lasting),
        structure,
        ProofOptions(gap=options.gap, time_limit_s=TIME_SHARE * options.time_limit_s),
    )
    if not math.isfinite(found.lower_bound):
        return None
    reached = math.isfinite(found.upper_bound) and len(lasting) == len(integers)
    return YearBound(found.lower_bound, found.upper_bound if reached else None)
