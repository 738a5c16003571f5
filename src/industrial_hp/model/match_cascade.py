"""Expanded heat cascade of the zones in which it matters who feeds whom.

Each giver that a match names has its residual of its own, each named taker its balance of its
own; all others of a side are one. A forbidden pair is left out, a priced one costs by its heat.
A ban that covers units counts all heat pumps, stores and loops as one: either they take no heat of
the giver or they give none to the taker, all year. The form is the expanded transshipment model
of Papoulias & Grossmann (1983), doi:10.1016/0098-1354(83)80023-8, exact on merged rows, too: all
heat of a row lies above all cold below it, or beside it.

Sign: heat into a row is positive; heat handed over counts from giver to taker.

| symbol | name | unit |
|---|---|---|
| R | residual_mw | MW |
| Q | match_mw | MW |
| b | feeds_units | - |
"""

from collections import defaultdict
from typing import Any

import pyomo.environ as pyo

from industrial_hp.model.cascade_grid import CascadeStream, cascade_rows
from industrial_hp.superstructure.problem import DesignProblem, Match

OTHERS = "others"
UNITS = "units"
ROUNDING_MW = 1e-9

Key = tuple[str, int, str, int]
"""Zone, period, side's name, row."""


def expanded_zones(problem: DesignProblem) -> frozenset[str]:
    """Zones in which a named giver or taker of a match lies."""
    named = {name for match in problem.matches for name in (match.giver, match.taker)}
    places = [(s.name, s.zone) for s in problem.sources]
    places += [(d.name, d.zone) for d in problem.demands]
    places += [(b.name, b.zone) for b in problem.boilers]
    return frozenset(zone for name, zone in places if name in named)


def side_name(problem: DesignProblem, stream: CascadeStream) -> str:
    """What a stream counts as: itself where a match names it, a unit, or one of the others."""
    named = {m.giver if stream.sign > 0 else m.taker for m in problem.matches}
    if stream.name in named:
        return stream.name
    units = (*(u.tag for u in problem.heat_pumps), *(u.name for u in problem.stores))
    return UNITS if stream.name in {*units, *(u.name for u in problem.loops)} else OTHERS


def add(
    model: pyo.ConcreteModel, problem: DesignProblem, streams: tuple[CascadeStream, ...]
) -> None:
    """Add residuals of givers, matches, and the balances of both sides."""
    block = model.match_cascade = pyo.Block()
    heat: dict[int, dict[Key, list[Any]]] = {1: defaultdict(list), -1: defaultdict(list)}
    rows: dict[tuple[str, int], int] = {}
    names = [side_name(problem, stream) for stream in streams]
    for zone in sorted(expanded_zones(problem)):
        cascade = cascade_rows(streams, zone, problem.periods.count)
        for p in range(problem.periods.count):
            rows[zone, p] = int(cascade.rows[p])
            for term in cascade.terms(p):
                stream = streams[term.stream]
                key = (zone, p, names[term.stream], term.row)
                part = abs(term.share) * stream.heat_mw(model, p)
                heat[stream.sign][key].append(part)
    given, taken = (
        {key: pyo.quicksum(parts) for key, parts in heat[sign].items()} for sign in (1, -1)
    )
    first = _first_rows(given)
    residuals = [
        (z, p, g, r)
        for (z, p, g), row in first.items()
        for r in range(row, rows[z, p] - (problem.surplus[z] == "none"))
    ]
    matches = [
        (z, p, g, t, r)
        for z, p, t, r in taken
        for (z2, p2, g), row in first.items()
        if (z2, p2) == (z, p) and row <= r and not _is_forbidden(problem, g, t)
    ]
    block.residual_mw = pyo.Var(residuals, bounds=(0, None))
    block.match_mw = pyo.Var(matches, bounds=(0, None))
    block.priced_eur = pyo.Expression(expr=_priced_eur(block, problem))
    _add_balances(block, problem, given, taken, rows)
    _add_bottom(model, problem, residuals, rows)
    _add_bans_of_units(block, problem)


def _first_rows(given: dict[Key, Any]) -> dict[tuple[str, int, str], int]:
    """Row in which each giver begins."""
    first: dict[tuple[str, int, str], int] = {}
    for z, p, giver, row in given:
        first[z, p, giver] = min(row, first.get((z, p, giver), row))
    return first


def _is_forbidden(problem: DesignProblem, giver: str, taker: str) -> bool:
    return any(
        (m.giver, m.taker) == (giver, taker) and m.eur_per_mwh is None for m in problem.matches
    )


def _add_balances(
    block: Any,
    problem: DesignProblem,
    given: dict[Key, Any],
    taken: dict[Key, Any],
    rows: dict[tuple[str, int], int],
) -> None:
    left_mw = dict(block.residual_mw.items())
    handed: dict[Key, list[Any]] = defaultdict(list)
    received: dict[Key, list[Any]] = defaultdict(list)
    for (z, p, g, t, r), match in block.match_mw.items():
        handed[z, p, g, r].append(match)
        received[z, p, t, r].append(match)
    givers = [
        (z, p, g, r)
        for (z, p, g), row in _first_rows(given).items()
        for r in range(row, rows[z, p])
    ]

    block.giver_row = pyo.Constraint(
        givers,
        rule=lambda b, z, p, g, r: _balance(
            left_mw.get((z, p, g, r - 1), 0.0) + given.get((z, p, g, r), 0.0),
            pyo.quicksum(handed[z, p, g, r]) + left_mw.get((z, p, g, r), 0.0),
        ),
        doc="R[z,p,g,r-1] + heat given by g in row r = sum_t Q[z,p,g,t,r] + R[z,p,g,r]; for each "
        "giver g; forbidden pairs have no Q",
    )
    block.taker_row = pyo.Constraint(
        list(taken),
        rule=lambda b, z, p, t, r: _balance(pyo.quicksum(received[z, p, t, r]), taken[z, p, t, r]),
        doc="sum_g Q[z,p,g,t,r] = heat taken by t in row r; for each taker t",
    )


def _balance(left: Any, right: Any) -> Any:
    difference = left - right
    if isinstance(difference, int | float):
        even = abs(difference) < ROUNDING_MW
        return pyo.Constraint.Feasible if even else pyo.Constraint.Infeasible
    return difference == 0


def _add_bottom(
    model: Any, problem: DesignProblem, residuals: list[Key], rows: dict[tuple[str, int], int]
) -> None:
    surplus = model.heat_cascade.surplus_mw
    model.match_cascade.bottom = pyo.Constraint(
        [(zone, p) for zone, p in rows if problem.surplus[zone] == "free"],
        rule=lambda b, z, p: (
            pyo.quicksum(
                b.residual_mw[key] for key in residuals if key[:2] == (z, p) and _last(key, rows)
            )
            == surplus[z, p]
        ),
        doc="sum_g R[z,p,g,last row] = s[z,p]",
    )


def _last(key: Key, rows: dict[tuple[str, int], int]) -> bool:
    zone, period, _, row = key
    return row == rows[zone, period] - 1


def _add_bans_of_units(block: Any, problem: DesignProblem) -> None:
    """Either the giver feeds no unit, or no unit feeds the taker."""
    bans = {k: m for k, m in enumerate(problem.matches) if m.covers == "units"}
    sources = {s.name: s for s in problem.sources}
    demands = {d.name: d for d in problem.demands}
    periods = range(problem.periods.count)
    block.feeds_units = pyo.Var(list(bans), domain=pyo.Binary)
    block.into_units = pyo.Constraint(
        list(bans),
        periods,
        rule=lambda b, k, p: (
            _passed(b, p, bans[k].giver, UNITS)
            <= float(sources[bans[k].giver].heat_mw[p]) * b.feeds_units[k]
        ),
        doc="sum_r Q[z,p,g,units,r] <= Q[g,p] b[g,t]; for a ban of g to t that covers units",
    )
    block.out_of_units = pyo.Constraint(
        list(bans),
        periods,
        rule=lambda b, k, p: (
            _passed(b, p, UNITS, bans[k].taker)
            <= float(demands[bans[k].taker].heat_mw[p]) * (1 - b.feeds_units[k])
        ),
        doc="sum_r Q[z,p,units,t,r] <= Q[t,p] (1 - b[g,t]); for a ban of g to t that covers units",
    )


def _passed(block: Any, period: int, giver: str, taker: str) -> Any:
    """Heat handed from one to the other in a period, in all zones and rows [MW]."""
    return pyo.quicksum(
        match
        for (_, p, g, t, _), match in block.match_mw.items()
        if (p, g, t) == (period, giver, taker)
    )


def annual_cost_eur(model: pyo.ConcreteModel, problem: DesignProblem) -> Any:
    """Price of priced matches [EUR/a]."""
    return model.match_cascade.priced_eur


def _priced_eur(block: Any, problem: DesignProblem) -> Any:
    weight = problem.periods.weight_h
    price: dict[tuple[str, str], Match] = {(m.giver, m.taker): m for m in problem.matches}
    return pyo.quicksum(
        weight[p] * price[g, t].eur_per_mwh * match
        for (_, p, g, t, _), match in block.match_mw.items()
        if (g, t) in price
    )


def match_heat_mw(model: pyo.ConcreteModel) -> dict[tuple[str, int, str, str], float]:
    """Heat handed over in a solved model: by zone, period, giver and taker [MW]."""
    found: dict[tuple[str, int, str, str], float] = defaultdict(float)
    for (zone, p, giver, taker, _), match in model.match_cascade.match_mw.items():
        found[zone, p, giver, taker] += float(match.value or 0.0)
    return dict(found)
