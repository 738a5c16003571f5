"""The network job: every pair of temperatures, bound and real network in turns, the best of all.

A round solves the routing problem of one pair, which no real network can undercut, then lays real
pipes along the routes found. Where its lines lie too far below the cost of these pipes, classes of
pipes are split and the pair is solved anew. The pair with the lowest bound is always next; the
bound of the whole is the lowest of all pairs.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from industrial_hp.case.network_study import NetworkMode, NetworkStudy, NetworkTemperatures
from industrial_hp.errors import Finding, InfeasibleError
from industrial_hp.model.network_routing import formulate_routing, routing_values, strengthen
from industrial_hp.pipeline.design import stamp
from industrial_hp.pipeline.network_answer import chosen_routes, split_classes
from industrial_hp.pipeline.network_start import first_networks
from industrial_hp.results.network_costs import network_result
from industrial_hp.results.network_flows import network_flows
from industrial_hp.results.network_solution import (
    NetworkOption,
    NetworkResult,
    NetworkRound,
    NetworkSolution,
)
from industrial_hp.results.solution import ModelSize, Proof, Status
from industrial_hp.solving.highs import Progress, SolveResult, solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.network_reach import TrenchReach, trench_reaches
from industrial_hp.superstructure.network_routes import Classes, first_classes, network_routes
from industrial_hp.superstructure.network_terms import NetworkTerms, network_terms
from industrial_hp.superstructure.routing_contraction import contracted, in_degree_at_most_one

OPTIMAL_GAP = 1e-6
ROUND_GAP_SHARE = 0.3
"""Part of the asked gap that one solve may leave."""
ROUND_TIME_SHARE = 0.5
"""Part of the time left that one solve may take."""
AGREEMENT_SHARE = 2e-3
"""Linear and real cost agree within it."""
Told = Callable[[str], None]


@dataclass
class _Option:
    """A pair of temperatures while it is being solved."""

    terms: NetworkTerms
    reaches: dict[str, TrenchReach]
    classes: Classes
    bound: float = -math.inf
    best: NetworkResult | None = None
    exhausted: bool = False
    branched: bool = False
    infeasible: bool = False
    size: ModelSize | None = None

    @property
    def cost(self) -> float:
        """Annual cost of its best network [EUR/a]."""
        return math.inf if self.best is None else self.best.costs.annual_eur

    def keep(self, result: NetworkResult) -> None:
        """Keep a network if it is better."""
        if result.costs.annual_eur < self.cost:
            self.best = result


@dataclass
class _Search:
    """Options, rounds and the time that is left."""

    options: list[_Option]
    solver: SolverOptions
    tell: Told
    on_progress: Callable[[Progress], None] | None
    stopped: Callable[[], bool]
    started: float = field(default_factory=time.perf_counter)
    rounds: list[NetworkRound] = field(default_factory=list)

    @property
    def elapsed_s(self) -> float:
        return time.perf_counter() - self.started

    @property
    def left_s(self) -> float:
        return self.solver.time_limit_s - self.elapsed_s

    @property
    def best(self) -> _Option:
        return min(self.options, key=lambda option: option.cost)

    @property
    def bound(self) -> float:
        """No network at any pair on offer costs less [EUR/a]."""
        return min(
            (option.bound for option in self.options if not option.infeasible), default=math.inf
        )

    @property
    def gap(self) -> float:
        cost = self.best.cost
        if math.isinf(cost) or math.isinf(self.bound):
            return math.inf
        return max(0.0, cost - self.bound) / max(abs(cost), 1e-9)

    def next_option(self) -> _Option | None:
        """The pair whose bound holds the proof back, if it can still be raised."""
        lowest = min(
            (option for option in self.options if not option.infeasible),
            key=lambda option: option.bound,
            default=None,
        )
        return None if lowest is None or lowest.exhausted else lowest

    def goes_on(self) -> bool:
        return self.gap > self.solver.gap and self.left_s > 1.0 and not self.stopped()


@dataclass
class _Enough:
    """Ends a solve whose bound proves the best network already, or whose pair cannot win."""

    search: _Search
    bound: float = -math.inf

    def report(self, progress: Progress) -> None:
        self.bound = progress.bound
        if self.search.on_progress is not None:
            self.search.on_progress(progress)

    def stopped(self) -> bool:
        target = (1.0 - self.search.solver.gap) * self.search.best.cost
        return self.search.stopped() or self.bound >= target


def design_network(
    study: NetworkStudy,
    mode: NetworkMode | None = None,
    *,
    options: SolverOptions,
    read_s: float = 0.0,
    on_round: Told = lambda text: None,
    on_progress: Callable[[Progress], None] | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> NetworkSolution:
    """Find the network that gives all consumers heat at the least annual cost, and prove it.

    Parameters
    ----------
    study : NetworkStudy
        Map, consumers, sources, temperatures on offer.
    mode : {"forced", "economic"}, optional
        All consumers, or those that pay; as the study says if left out.
    options : SolverOptions
        Gap, time limit, threads.
    on_round, on_progress, stopped : callable, optional
        Told what is solved, and where the search stands; asked whether to stop.

    Raises
    ------
    InfeasibleError
        If no network serves those who must be served.
    """
    chosen = mode or study.options.mode
    prepared, refused = _prepared(study, chosen)
    search = _Search(prepared, options, on_round, on_progress, stopped)
    for option in prepared:
        if search.left_s > 0.0 and not stopped():
            _round(search, option)
    while search.goes_on():
        following = search.next_option()
        if following is None:
            break
        _round(search, following)
    if search.best.best is None:
        raise InfeasibleError(_reasons(search, refused))
    return _solution(study, chosen, search, refused, read_s)


def _prepared(
    study: NetworkStudy, mode: NetworkMode
) -> tuple[list[_Option], dict[str, InfeasibleError]]:
    """Pairs of temperatures that can be used, and why the others cannot."""
    prepared: list[_Option] = []
    refused: dict[str, InfeasibleError] = {}
    for pair in study.options.temperatures:
        try:
            terms = network_terms(study, pair, mode)
        except InfeasibleError as error:
            refused[pair.name] = error
            continue
        reaches = trench_reaches(terms)
        prepared.append(_Option(terms, reaches, first_classes(terms, reaches)))
    if not prepared:
        raise InfeasibleError([f for error in refused.values() for f in error.findings])
    return prepared, refused


def _round(search: _Search, option: _Option) -> None:
    """Solve a pair once, lay real pipes, and split classes where line and pipes differ."""
    routes = network_routes(option.terms, option.classes, option.reaches)
    smaller = contracted(routes.problem)
    model = formulate_routing(smaller)
    model.annual_cost_eur.expr += routes.constant_eur  # gaps are shares of the whole cost
    option.branched = in_degree_at_most_one(smaller)
    strengthen(model, smaller, fed_once=option.branched)
    if option.best is None:
        for first in first_networks(option.terms, model, smaller, routes):
            option.keep(network_result(option.terms, first))
    enough = _Enough(search)
    found = solve(model, _options(search), enough.report, enough.stopped)
    option.size = ModelSize(**vars(found.size))
    if found.status == "infeasible":
        option.infeasible = True
        return
    option.bound = max(option.bound, found.bound)
    real: float | None = None
    if found.has_answer:
        links, connected = chosen_routes(routing_values(model, smaller), smaller, routes)
        flows = network_flows(option.terms, links, connected)
        if flows is not None:
            result = network_result(option.terms, flows)
            real = result.costs.annual_eur
            option.keep(result)
        finer = split_classes(option.classes, flows)
        option.exhausted = finer == option.classes and found.gap <= _options(search).gap
        option.classes = finer
    _tell(search, option, found, real)


def _options(search: _Search) -> SolverOptions:
    return SolverOptions(
        gap=ROUND_GAP_SHARE * search.solver.gap,
        time_limit_s=max(1.0, ROUND_TIME_SHARE * search.left_s),
        threads=search.solver.threads,
        seed=search.solver.seed,
        tried_without=False,
    )


def _tell(search: _Search, option: _Option, found: SolveResult, real: float | None) -> None:
    round_ = NetworkRound(
        temperatures=option.terms.pair.name,
        bound_eur=option.bound,
        linear_eur=found.objective if found.has_answer else None,
        real_eur=real,
        pipe_classes=sum(map(len, option.classes.values())),
        elapsed_s=search.elapsed_s,
    )
    search.rounds.append(round_)
    best = "no network" if option.best is None else f"network {option.cost:,.0f} EUR/a"
    search.tell(f"{option.terms.pair.name}: {best}, bound {option.bound:,.0f} EUR/a")


def _reasons(search: _Search, refused: dict[str, InfeasibleError]) -> list[Finding]:
    findings = [finding for error in refused.values() for finding in error.findings]
    for option in search.options:
        offered = sum(source.max_mw for source in option.terms.sources)
        asked = sum(c.peak_mw for c in option.terms.consumers if c.forced)
        meeting = option.terms.simultaneity(sum(c.forced for c in option.terms.consumers))
        reason = "no network was found in the time" if not option.infeasible else "no network"
        findings.append(
            Finding(
                f"temperatures {option.terms.pair.name}",
                f"{reason} serves those who must be connected",
                f"{meeting * asked:.3f} MW asked for beside the losses of pipes",
                f"{offered:.3f} MW by all sources",
                "add sources, permit wider pipes, or let consumers choose (--mode economic)",
            )
        )
    return findings


def _solution(
    study: NetworkStudy,
    mode: NetworkMode,
    search: _Search,
    refused: dict[str, InfeasibleError],
    read_s: float,
) -> NetworkSolution:
    best = search.best
    assert best.best is not None
    assert best.size is not None
    cost, gap = best.cost, search.gap
    proof = Proof(
        status=_status(search),
        proved=gap <= search.solver.gap,
        proved_for=_proved_for(search),
        objective_eur_per_a=cost,
        lower_bound_eur_per_a=search.bound,
        gap=gap,
        asked_gap=search.solver.gap,
    )
    return NetworkSolution(
        study=study,
        mode=mode,
        result=best.best,
        options=tuple(_option_record(pair, search, refused) for pair in study.options.temperatures),
        rounds=tuple(search.rounds),
        proof=proof,
        model_size=best.size,
        stamp=stamp(study, search.solver.seed),
        timings_s={"read": read_s, "solve": search.elapsed_s},
        messages=tuple(_messages(search)),
    )


def _status(search: _Search) -> Status:
    if search.gap <= OPTIMAL_GAP:
        return "optimal"
    if search.gap <= search.solver.gap:
        return "gap_reached"
    return "interrupted" if search.stopped() else "time_limit"


def _proved_for(search: _Search) -> str:
    shape = (
        "branched networks (no node fed from two sides)"
        if any(option.branched for option in search.options)
        else "networks, branched or meshed"
    )
    return (
        f"all {shape} of whole catalogue sizes on the stated trenches, for the stated steps of the "
        "year and every pair of temperatures on offer; each pipe the thinnest within the limits. "
        "The bound leaves out the friction of pumps"
    )


def _option_record(
    pair: NetworkTemperatures, search: _Search, refused: dict[str, InfeasibleError]
) -> NetworkOption:
    option = next((o for o in search.options if o.terms.pair is pair), None)
    if option is None:
        reasons = "; ".join(str(finding) for finding in refused[pair.name].findings)
        return NetworkOption(pair, None, None, {}, None, reasons)
    customers = () if option.best is None else option.best.customers
    return NetworkOption(
        temperatures=pair,
        annual_eur=None if option.best is None else option.cost,
        bound_eur=None if option.infeasible else option.bound,
        cops={s.id: s.cop for s in option.terms.sources if s.cop is not None},
        connected=None if option.best is None else sum(c.connected for c in customers),
        message="no network serves those who must be connected" if option.infeasible else "",
    )


def _messages(search: _Search) -> list[str]:
    best = search.best
    assert best.best is not None
    name = best.terms.pair.name
    found = [r for r in search.rounds if r.temperatures == name and r.linear_eur and r.real_eur]
    told = []
    if found:
        last = min(found, key=lambda r: r.real_eur or math.inf)
        assert last.linear_eur is not None
        assert last.real_eur is not None
        apart = (last.real_eur - last.linear_eur) / last.real_eur
        word = "agree" if abs(apart) <= AGREEMENT_SHARE else "differ"
        told.append(
            f"Linear and real cost {word}: {last.linear_eur:,.0f} and {last.real_eur:,.0f} EUR/a, "
            f"{apart:.2%} apart (agreement: {AGREEMENT_SHARE:.1%}), after {len(search.rounds)} "
            f"rounds."
        )
    if best.terms.left_out:
        told.append(
            f"Not served at {name}, as they need it warmer: {', '.join(best.terms.left_out)}."
        )
    if best.terms.one_step:
        told.append(
            "The year is one step: every source gives the same share of each consumer's heat; "
            "state steps to tell base load from peak load."
        )
    told += [
        f"Limit broken: {v.limit}, {v.where}: {v.value:.4g} {v.unit}, permitted "
        f"{v.permitted:.4g} {v.unit}."
        for v in best.best.violations
    ]
    return told
