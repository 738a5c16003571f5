"""How far the answer of a search is proved, after its checks."""

from industrial_hp.results.solution import Proof, Status
from industrial_hp.solving.highs import SolveResult
from industrial_hp.solving.options import SolverOptions

PROVED_FOR = "the representative days, the levels and machines on offer, and their linear COP"


def proof_of(
    result: SolveResult, options: SolverOptions, *, verified: bool, without: str = ""
) -> Proof:
    """Proof of an answer; without its checks passed there is none."""
    status: Status = result.status if verified else "verification_failed"
    return Proof(
        status=status,
        proved=verified and result.gap <= options.gap,
        proved_for=f"{PROVED_FOR}, without {without}" if without else PROVED_FOR,
        objective_eur_per_a=result.objective,
        lower_bound_eur_per_a=result.bound,
        gap=result.gap,
        asked_gap=options.gap,
    )
