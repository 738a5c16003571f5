"""Forbidden matches: what a ban costs, what it covers, and what no ban changes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.model.formulation import formulate
from industrial_hp.model.match_cascade import UNITS, match_heat_mw
from industrial_hp.pinch import Stream
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.problem import Match
from industrial_hp.superstructure.stream_table import target_problem

EXACT = SolverOptions(gap=1e-9, threads=1, extra={"mip_abs_gap": 0.0})
MONEY_SHARE = 1e-6
MONEY_FLOOR_EUR_PER_H = 1e-6
HEAT_TOLERANCE_MW = 1e-6
# Whey may not touch the feed; the water beside it needs heat at the same temperatures.
STREAMS = (
    Stream("whey", 60.0, 30.0, 1000.0, 2.5),
    Stream("feed", 45.0, 75.0, 1500.0, 2.5),
    Stream("water", 45.0, 75.0, 500.0, 2.5),
)


def solved(
    streams: tuple[Stream, ...], *matches: Match, step_k: float | None = None
) -> tuple[float, Any]:
    """Least cost [EUR/h] and the solved model."""
    problem = target_problem(
        {"site": streams},
        level_step_k=step_k,
        dtmin_k=5.0,
        eta=0.5,
        heat_eur_per_mwh=60.0,
        electricity_eur_per_mwh=100.0,
        max_units=None,
        matches=matches,
    )
    model = formulate(problem)
    result = solve(model, EXACT)
    assert result.status == "optimal"
    return result.objective, model


def test_a_ban_of_direct_exchange_moves_the_heat_to_another_taker() -> None:
    # 60 -> 50 degC of the whey lie above 45 + 5: 333.3 kW; the water's 45 -> 55 degC alone take
    # 500 / 3 = 166.7 kW of them.
    free, _ = solved(STREAMS)
    banned, model = solved(STREAMS, Match("whey", "feed"))
    assert free == pytest.approx((2000.0 - 1000.0 / 3) * 0.060, rel=MONEY_SHARE)
    assert banned == pytest.approx((2000.0 - 500.0 / 3) * 0.060, rel=MONEY_SHARE)
    assert ("site", 0, "whey", "feed") not in match_heat_mw(model)


def test_a_ban_that_covers_units_lets_no_heat_pass_through_heat_pumps() -> None:
    direct, by_way = solved(STREAMS, Match("whey", "feed"), step_k=10.0)
    covered, model = solved(STREAMS, Match("whey", "feed", covers="units"), step_k=10.0)
    heat = match_heat_mw(by_way)
    assert heat["site", 0, "whey", UNITS] > 0.1
    assert heat["site", 0, UNITS, "feed"] > 0.1
    assert covered > direct * 1.05
    found = match_heat_mw(model)
    into, out = found["site", 0, "whey", UNITS], found["site", 0, UNITS, "feed"]
    assert min(into, out) == pytest.approx(0.0, abs=HEAT_TOLERANCE_MW)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Stream, ...]:
    """Two hot and two cold streams, latent ones among them; ends at multiples of 5 degC."""
    found = []
    for name in ("H1", "H2", "C1", "C2"):
        low = 5.0 * draw(st.integers(0, 20))
        high = low + 5.0 * draw(st.integers(0, 10))
        ends = (high, low) if name[0] == "H" else (low, high)
        duty_kw = float(draw(st.integers(1, 500)))
        found.append(Stream(name, *ends, duty_kw, 2.5, "hot" if name[0] == "H" else "cold"))
    return tuple(found)


few = settings(deadline=None, derandomize=True, max_examples=25)


@few
@given(tables())
def test_a_match_of_no_price_changes_no_cost(streams: tuple[Stream, ...]) -> None:
    free, _ = solved(streams)
    named, _ = solved(streams, Match("H1", "C1", 0.0), Match("H2", "C2", 0.0))
    assert named == pytest.approx(free, rel=MONEY_SHARE, abs=MONEY_FLOOR_EUR_PER_H)


@few
@given(tables())
def test_bans_never_cost_less_and_all_of_them_cost_as_much_as_no_recovery(
    streams: tuple[Stream, ...],
) -> None:
    free, _ = solved(streams)
    one, _ = solved(streams, Match("H1", "C1"))
    every, _ = solved(streams, *(Match(h, c) for h in ("H1", "H2") for c in ("C1", "C2")))
    assert free <= one + MONEY_FLOOR_EUR_PER_H
    assert one <= every + MONEY_FLOOR_EUR_PER_H
    cold_kw = sum(s.duty_kw for s in streams if s.side == "cold")
    assert every == pytest.approx(cold_kw * 0.060, rel=MONEY_SHARE)
