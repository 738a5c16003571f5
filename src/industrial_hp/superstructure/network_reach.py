"""What can at most and must at least pass a trench, by the shape of the street graph alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from industrial_hp.network.routes import branches
from industrial_hp.superstructure.network_terms import ConsumerTerms, NetworkTerms


@dataclass(frozen=True)
class TrenchReach:
    """What may be supplied through a trench.

    Attributes
    ----------
    consumers : int
        Most consumers behind it.
    most_mw, least_mw : float
        Largest and smallest peak of the pipe if one is laid, its losses apart [MW].
    sums_mw : tuple of float
        Sum of the peaks of the 1, 2, ... smallest consumers behind it [MW].
    length_m : float
        Of all trenches behind it, itself included: what may lose heat there.
    """

    consumers: int
    most_mw: float
    least_mw: float
    sums_mw: tuple[float, ...]
    length_m: float


def trench_reaches(terms: NetworkTerms) -> dict[str, TrenchReach]:
    """Reach of every trench by its id.

    Behind a block of the graph without a source, seen from the node that ties it in, no more can
    be asked for than by the consumers there; where all of them must be supplied through one
    trench, no less either.
    """
    study = terms.study
    fed = {source.node for source in terms.sources}
    length = {trench.id: trench.length_m or 0.0 for trench in study.trenches}
    whole = _reach(terms, terms.consumers, sum(length.values()))
    reach = {trench.id: whole for trench in study.trenches}
    by_pair: dict[frozenset[str], list[str]] = {}
    for trench in study.trenches:
        by_pair.setdefault(frozenset((trench.from_node, trench.to_node)), []).append(trench.id)
    for branch in branches((t.from_node, t.to_node) for t in study.trenches):
        if branch.behind & fed:
            continue
        behind = [c for c in terms.consumers if c.node in branch.behind]
        nodes = branch.behind | {branch.root}
        inside = sum(
            length[name] for pair, names in by_pair.items() if pair <= nodes for name in names
        )
        ways = [name for pair, names in by_pair.items() if pair <= branch.block for name in names]
        found = _reach(terms, behind, inside, is_only_way=len(ways) == 1)
        for name in ways:
            if found.consumers <= reach[name].consumers:
                reach[name] = found
    return reach


def _reach(
    terms: NetworkTerms,
    behind: Iterable[ConsumerTerms],
    length_m: float,
    *,
    is_only_way: bool = False,
) -> TrenchReach:
    behind = tuple(behind)
    peaks = sorted((c.peak_mw for c in behind), reverse=True)
    if not peaks:
        return TrenchReach(0, 0.0, 0.0, (), length_m)
    meeting = [terms.simultaneity(n) * sum(peaks[:n]) for n in range(1, len(peaks) + 1)]
    return TrenchReach(
        consumers=len(peaks),
        most_mw=max(meeting),
        sums_mw=tuple(accumulate(reversed(peaks))),
        least_mw=_least_mw(behind, meeting[-1], peaks[-1]) if is_only_way else 0.0,
        length_m=length_m,
    )


def _least_mw(behind: tuple[ConsumerTerms, ...], of_all_mw: float, smallest_mw: float) -> float:
    """What passes the only way to some consumers if it is laid: all of them, or one."""
    return of_all_mw if all(c.forced for c in behind) else smallest_mw
