"""The expanded cascade against a published optimum with a forbidden match.

``transshipment.json``: CACHE case of Sahinidis and Grossmann, as titan.princeton.edu/MINOPT
holds it (570000 with the ban); the optimum without it computed by the transshipment model.
Prices per kW are taken as EUR/MWh, so costs are in EUR/MWh times kW.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from industrial_hp.model.formulation import formulate
from industrial_hp.pinch import Stream
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.problem import DesignProblem, Match
from industrial_hp.superstructure.stream_table import HotUtility, target_problem
from industrial_hp.units import c_from_k

RELATIVE_TOLERANCE = 1e-6
KW_PER_MW = 1000.0
DATA = json.loads((Path(__file__).parent / "transshipment.json").read_text(encoding="utf-8"))


def problem(matches: tuple[Match, ...]) -> DesignProblem:
    half_k = DATA["dTmin"] / 2
    streams = tuple(
        Stream(
            s["name"],
            c_from_k(s["tin"]),
            c_from_k(s["tout"]),
            s["cp"] * abs(s["tin"] - s["tout"]),
            half_k,
        )
        for s in DATA["streams"]
    )
    return target_problem(
        {"site": streams},
        level_step_k=None,
        dtmin_k=DATA["dTmin"],
        eta=0.5,
        heat_eur_per_mwh=0.0,
        electricity_eur_per_mwh=0.0,
        max_units=None,
        utilities=tuple(
            HotUtility(u["name"], c_from_k(u["T"]) - half_k, u["cost"], u["max"])
            for u in DATA["hot_utilities"]
        ),
        cooling_eur_per_mwh=DATA["cold_utility"]["cost"],
        matches=matches,
    )


def solved(matches: tuple[Match, ...]) -> tuple[float, dict[str, float], Any]:
    """Cost, heat of every hot utility [kW] and the solved model."""
    stated = problem(matches)
    model = formulate(stated)
    result = solve(model, solver_profile("proof"))
    assert result.status == "optimal"
    heat = {b.name: model.boilers.heat_mw[b.name, 0].value * KW_PER_MW for b in stated.boilers}
    return result.objective * KW_PER_MW, heat, model


BAN = tuple(Match(giver, taker) for giver, taker in DATA["forbidden"])


def test_the_published_optimum_with_the_forbidden_match_is_met() -> None:
    cost, heat, model = solved(BAN)
    assert cost == pytest.approx(DATA["published"]["cost_forbidden"], rel=RELATIVE_TOLERANCE)
    assert heat == pytest.approx(DATA["computed"]["forbidden"]["utilities"], abs=1e-3)
    cold_kw = model.heat_cascade.surplus_mw["site", 0].value * KW_PER_MW
    assert cold_kw == pytest.approx(DATA["computed"]["forbidden"]["cold"], rel=RELATIVE_TOLERANCE)


def test_the_optimum_without_the_ban_is_met_by_the_plain_cascade() -> None:
    cost, heat, _ = solved(())
    expected = DATA["computed"]["no_restriction"]
    assert cost == pytest.approx(expected["cost"], rel=RELATIVE_TOLERANCE)
    assert heat == pytest.approx(expected["utilities"], abs=1e-3)


def test_matches_without_a_price_cost_as_much_as_the_plain_cascade() -> None:
    free = tuple(
        Match(giver, taker, 0.0) for giver in ("H1", "H2", "H3", "H4") for taker in ("C1", "C2")
    )
    cost, _, _ = solved(free)
    assert cost == pytest.approx(DATA["computed"]["no_restriction"]["cost"], rel=RELATIVE_TOLERANCE)


def test_a_match_is_given_up_when_its_price_is_that_of_the_ban() -> None:
    costs = [solved((Match("H1", "C1", price),))[0] for price in (0.0, 20.0, 1000.0)]
    assert costs == sorted(costs)
    assert costs[0] == pytest.approx(DATA["computed"]["no_restriction"]["cost"], rel=1e-6)
    assert costs[2] == pytest.approx(DATA["published"]["cost_forbidden"], rel=1e-6)
