"""Least-cost heat pump targets of a stream table, by the same model as a design."""

from dataclasses import asdict, dataclass
from typing import Any

from industrial_hp.errors import SolverError, UsageError
from industrial_hp.model.formulation import formulate
from industrial_hp.model.match_cascade import OTHERS, match_heat_mw
from industrial_hp.pinch.streams import Stream
from industrial_hp.solving.highs import SolveResult, solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.problem import DesignProblem, Match
from industrial_hp.superstructure.stream_table import HotUtility, target_problem
from industrial_hp.units import kw_from_mw

ZONE = "site"
SMALLEST_KW = 1e-6


@dataclass(frozen=True)
class HeatPumpTarget:
    """One ideal heat pump: refrigerant temperatures [degC], COP, heat delivered [kW]."""

    evaporator_c: float
    condenser_c: float
    cop: float
    heat_kw: float


@dataclass(frozen=True)
class HeatPumpTargets:
    """Least cost of a stream table with heat pumps, and what it takes."""

    cost_eur_per_h: float
    lower_bound_eur_per_h: float
    hot_utility_kw: float
    cold_utility_kw: float
    electricity_kw: float
    heat_pumps: tuple[HeatPumpTarget, ...]
    utilities_kw: dict[str, float]
    """Heat of each hot utility."""
    matches_kw: tuple[tuple[str, str, float], ...]
    """Giver, taker, heat, where the identity of a match was asked for."""

    def record(self) -> dict[str, Any]:
        """The targets as plain data."""
        return asdict(self)


def target(
    streams: tuple[Stream, ...],
    *,
    dtmin_k: float,
    heat_pumps: str,
    eta: float,
    level_step_k: float,
    heat_eur_per_mwh: float,
    electricity_eur_per_mwh: float,
    utilities: tuple[HotUtility, ...] = (),
    cooling_eur_per_mwh: float = 0.0,
    matches: tuple[Match, ...] = (),
) -> HeatPumpTargets:
    """Find the heat pumps that serve a stream table at least cost, exactly.

    Parameters
    ----------
    streams : tuple of Stream
        The stream table.
    dtmin_k : float
        Least temperature difference [K]; half of it lies between a level and its machine.
    heat_pumps : str
        ``none``, a largest number such as ``2``, or ``any``.
    eta : float
        COP over Carnot's between the refrigerant temperatures.
    level_step_k : float
        Step of the levels on offer [K]: its multiples inside the shifted range.
    heat_eur_per_mwh, electricity_eur_per_mwh : float
        Prices of hot utility and electricity [EUR/MWh].
    utilities : tuple of HotUtility
        Hot utilities at their levels and prices, instead of one above all streams.
    cooling_eur_per_mwh : float
        Price of cold utility [EUR/MWh].
    matches : tuple of Match
        Forbidden or priced pairs of a stream or utility and the stream that it feeds.

    Raises
    ------
    UsageError
        If the number of heat pumps or the step of the levels is not usable, a match names no
        stream, or the utilities cannot serve the streams.
    SolverError
        If the optimum is not found.

    References
    ----------
    Papoulias & Grossmann (1983), doi:10.1016/0098-1354(83)80023-8.
    """
    max_units = _max_units(heat_pumps)
    _check_names(streams, utilities, matches)
    problem = target_problem(
        {ZONE: streams},
        level_step_k=None if max_units == 0 else level_step_k,
        dtmin_k=dtmin_k,
        eta=eta,
        heat_eur_per_mwh=heat_eur_per_mwh,
        electricity_eur_per_mwh=electricity_eur_per_mwh,
        max_units=max_units or None,
        utilities=utilities,
        cooling_eur_per_mwh=cooling_eur_per_mwh,
        matches=matches,
    )
    model = formulate(problem)
    result = solve(model, solver_profile("proof"))
    if result.status == "infeasible":
        raise UsageError(
            "the hot utilities cannot serve all streams: their levels or limits, or a forbidden "
            "match, leave a stream without heat"
        )
    if not result.has_answer:
        raise SolverError(f"no target was found: {result.status}")
    return _targets(problem, model, result)


def _targets(problem: DesignProblem, model: Any, result: SolveResult) -> HeatPumpTargets:
    found = tuple(
        HeatPumpTarget(
            float(unit.evaporating_c[0]),
            float(unit.condensing_c[0]),
            float(unit.cop[0]),
            float(kw_from_mw(heat)),
        )
        for unit in problem.heat_pumps
        if kw_from_mw(heat := float(model.heat_pumps.heat_mw[unit.tag, 0].value)) > SMALLEST_KW
    )
    used = {
        boiler.name: float(kw_from_mw(model.boilers.heat_mw[boiler.name, 0].value))
        for boiler in problem.boilers
    }
    surplus = model.heat_cascade.surplus_mw.answer.sum()
    return HeatPumpTargets(
        cost_eur_per_h=result.objective,
        lower_bound_eur_per_h=result.bound,
        hot_utility_kw=sum(used.values()),
        cold_utility_kw=float(kw_from_mw(surplus)),
        electricity_kw=sum(pump.heat_kw / pump.cop for pump in found),
        heat_pumps=found,
        utilities_kw=used,
        matches_kw=tuple(
            (giver, taker, float(kw_from_mw(heat)))
            for (_, _, giver, taker), heat in sorted(match_heat_mw(model).items())
            if kw_from_mw(heat) > SMALLEST_KW and (giver, taker) != (OTHERS, OTHERS)
        ),
    )


def _check_names(
    streams: tuple[Stream, ...], utilities: tuple[HotUtility, ...], matches: tuple[Match, ...]
) -> None:
    givers = [*(s.name for s in streams if s.side == "hot"), *(u.name for u in utilities)]
    takers = [s.name for s in streams if s.side == "cold"]
    for match in matches:
        for name, permitted in ((match.giver, givers), (match.taker, takers)):
            if name not in permitted:
                raise UsageError(
                    f"the match {match.giver},{match.taker}: {name!r} is none of "
                    f"{', '.join(permitted)}; write a stream or utility that gives heat, a comma, "
                    "and a stream that takes it"
                )


def _max_units(text: str) -> int | None:
    if text == "any":
        return None
    if text == "none":
        return 0
    try:
        number = int(text)
    except ValueError:
        number = -1
    if number < 0:
        raise UsageError(f"--heat-pumps {text!r}: write none, a number such as 2, or any")
    return number
