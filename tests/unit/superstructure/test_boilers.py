"""The level of a boiler: it heats to its supply temperature, and nothing beyond."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.pinch.problem_table import problem_table
from industrial_hp.pinch.streams import Stream
from industrial_hp.pipeline import design
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.backup import backup_out_of_reach
from industrial_hp.superstructure.boilers import partly_served
from industrial_hp.superstructure.problem import BackupNeed

PROOF = solver_profile("proof")
LEVEL_TOLERANCE_K = 1e-5
HEAT_TOLERANCE_MW = 1e-6


def sink(
    name: str, ends_c: tuple[float, float], contribution_k: float, duty_mw: Any = 1, **more: Any
) -> dict[str, Any]:
    """A liquid heated from the first to the second temperature."""
    return {
        "name": name,
        "zone": "site",
        "kind": "liquid",
        "t_in_c": ends_c[0],
        "t_out_c": ends_c[1],
        "duty_mw": duty_mw,
        "dt_contribution_k": contribution_k,
    } | more


def boiler(name: str, supply_max_c: float, existing_mw: float = 4) -> dict[str, Any]:
    return {
        "name": name,
        "zone": "site",
        "carrier": "natural_gas",
        "efficiency": 0.9,
        "supply_max_c": supply_max_c,
        "existing_mw": existing_mw,
        "age_a": 0,
        "cost": "gas_boiler_hot_water",
    }


def steady(sinks: list[dict[str, Any]], boilers: list[dict[str, Any]], **changes: Any) -> Case:
    """Sinks and boilers of one site and nothing else, steady all year."""
    electricity = {
        "energy_eur_per_mwh": 80,
        "network_eur_per_mwh": 0,
        "network_eur_per_mw_a": 0,
        "contains_co2": True,
        "emission_factor_t_per_mwh": 0.3,
    }
    gas = {
        "price_eur_per_mwh": 60,
        "basis": "LHV",
        "contains_co2": True,
        "emission_factor_t_per_mwh_lhv": 0.2,
    }
    data = {
        "name": "steady",
        "title": "Boilers and sinks",
        "zones": [{"name": "site"}],
        "sources": [],
        "sinks": sinks,
        "boilers": boilers,
        "prices": {"electricity": electricity, "natural_gas": gas, "co2_eur_per_t": 0},
        "economics": {"interest": 0.05, "observation_a": 20},
    }
    case = Case.model_validate(data | changes)
    assert check_consistency(case) == ()
    return case


DRIER = sink("drier", (30, 64), 20)
"""Its 64 degC lie at 84 degC on the shifted scale."""
TWO_BOILERS = [boiler("low", 65), boiler("high", 150)]
TANK = {
    "name": "tank",
    "zone": "site",
    "supply_c": 75,
    "return_c": 50,
    "max_mwh": 20,
    "hours_to_fill": 5,
    "loss_share_per_day": 0.01,
    "dt_contribution_k": 3,
}
LINE = {
    "name": "line",
    "from_zone": "site",
    "to_zone": "far",
    "supply_c": 90,
    "return_c": 50,
    "length_m": 500,
    "max_mw": 2,
    "dt_contribution_k": 4,
}
STEAM = {
    "name": "steam",
    "zone": "site",
    "kind": "steam",
    "pressure_bar": 4,
    "condensate_return_share": 1,
    "condensate_c": 20,
    "makeup_c": 12,
    "duty_mw": 1,
}
SOURCE = {
    "name": "flue",
    "zone": "site",
    "kind": "liquid",
    "t_in_c": 95,
    "t_out_c": 60,
    "duty_mw": 1,
}


@pytest.mark.parametrize(
    ("sinks", "more", "level_c"),
    [
        # Nothing else: whatever has its 20 K is heated to 65 degC.
        ([DRIER], {}, 85),
        # All of the water is hotter than 65 degC: nothing of it below 66 + 2.5 degC.
        ([DRIER, sink("water", (66, 90), 2.5)], {}, 68.5),
        # It begins at 90 degC, far above the drier, which is served whole.
        ([DRIER, sink("water", (90, 110), 2.5)], {}, 84),
        # It is heated to 65 degC: 65 + 2.5 degC.
        ([DRIER, sink("water", (40, 90), 2.5)], {}, 67.5),
        # So is the feed water of steam of 143.6 degC.
        ([DRIER, STEAM], {}, 67.5),
        # The same holds for a store of 50 to 75 degC with 3 K ...
        ([DRIER], {"stores": [TANK]}, 68),
        # ... for what a line takes to send it on at 90 degC with 4 K ...
        ([DRIER], {"loops": [LINE], "zones": [{"name": "site"}, {"name": "far"}]}, 69),
        # ... and for machines, which boil with 2.5 K at a source of 60 to 95 degC.
        ([DRIER], {"sources": [SOURCE], "heat_pumps": {"refrigerants": ["R600"]}}, 67.5),
        ([DRIER], {"sources": [SOURCE]}, 85),
    ],
)
def test_a_boiler_of_65_degc_has_the_hottest_level_that_heats_nothing_beyond(
    sinks: list[dict[str, Any]], more: dict[str, Any], level_c: float
) -> None:
    problem = design_problem(steady(sinks, TWO_BOILERS, **more))
    assert problem.boilers[0].level_c == pytest.approx(level_c, abs=LEVEL_TOLERANCE_K)
    assert (partly_served(problem) == ()) == (level_c >= 64 + 20)


def test_a_contribution_as_advised_lets_the_boiler_serve_the_sink_whole() -> None:
    hot = sink("hot", (40, 90), 2.5)
    (remark,) = partly_served(design_problem(steady([DRIER, hot], TWO_BOILERS)))
    # 65 + 2.5 - 64 K.
    assert "dt_contribution_k of at most 3.5 K for drier" in remark
    advised = steady([DRIER | {"dt_contribution_k": 3.5}, hot], TWO_BOILERS)
    assert partly_served(design_problem(advised)) == ()


def sinks_at_random(most_k: float) -> st.SearchStrategy[list[dict[str, Any]]]:
    """One to three sinks between 20 and 150 degC; heat may be missing at a price."""
    parts = st.tuples(
        st.integers(20, 120), st.integers(1, 30), st.floats(0, most_k), st.integers(1, 3)
    )
    return st.lists(parts, min_size=1, max_size=3).map(
        lambda found: [
            sink(f"s{k}", (cold, cold + rise), shift, duty, unmet_eur_per_mwh=1000)
            for k, (cold, rise, shift, duty) in enumerate(found)
        ]
    )


@settings(max_examples=25, deadline=None)
@given(sinks_at_random(30), st.lists(st.integers(40, 140), min_size=1, max_size=2))
def test_no_boiler_heats_beyond_its_supply_whatever_the_contributions(
    sinks: list[dict[str, Any]], supplies_c: list[int]
) -> None:
    """The laws look at real temperatures and at the backup there; the last boiler reaches all."""
    boilers = [boiler(f"b{k}", supply_c, 1) for k, supply_c in enumerate(supplies_c)]
    case = steady(
        sinks, [*boilers, boiler("hottest", 200, 9)], backup={"boiler_share_of_peak": 1.0}
    )
    solution = design(case, PROOF)
    assert [check.name for check in solution.checks if not check.passed] == []


@settings(max_examples=15, deadline=None)
@given(sinks_at_random(0), st.integers(40, 140))
def test_with_equal_contributions_a_boiler_serves_whole_what_is_no_hotter(
    sinks: list[dict[str, Any]], supply_c: int
) -> None:
    for stated in sinks:
        stated["dt_contribution_k"] = 2.5
    solution = design(steady(sinks, [boiler("only", supply_c, 9)]), PROOF)
    # A sink that is hotter goes without: nothing else would heat its hot end.
    within_mw = sum(s["duty_mw"] for s in sinks if s["t_out_c"] <= supply_c)
    given_mw = solution.proposed.dispatch.query("type == 'boiler'")["heat_out_mw"].sum()
    assert given_mw == pytest.approx(within_mw, abs=HEAT_TOLERANCE_MW)
    assert [check.name for check in solution.checks if not check.passed] == []


WATER = sink("water", (50, 100), 2.5, 2)
"""Half of its 2 MW lies above 75 degC."""


@pytest.mark.parametrize(
    ("share", "needs"),
    [
        (1.0, [BackupNeed("site", (), ("cold", "hot"), ("water",), 2.0)]),
        (0.6, [BackupNeed("site", (), ("cold", "hot"), ("water",), 1.2)]),
        (0.0, []),
    ],
)
def test_the_hotter_boiler_carries_its_share_of_what_lies_above_the_colder(
    share: float, needs: list[BackupNeed]
) -> None:
    boilers = [boiler("cold", 75), boiler("hot", 100)]
    case = steady([WATER], boilers, backup={"boiler_share_of_peak": share})
    above = [BackupNeed("site", ("cold",), ("hot",), ("water",), share * 1.0)] if share else []
    assert design_problem(case).backup == tuple(needs + above)


def test_what_boils_at_the_supply_of_a_boiler_does_not_lie_above_it() -> None:
    # Steam of 4 bar(a) boils at 143.61 degC; most of its heat does so.
    backup = {"boiler_share_of_peak": 1.0}
    reaches = design_problem(steady([STEAM], [boiler("b", 143.62)], backup=backup))
    assert backup_out_of_reach(reaches) == []
    fails = design_problem(
        steady([STEAM], [boiler("b", 143.6), boiler("hot", 150, 0.1)], backup=backup)
    )
    (finding,) = backup_out_of_reach(fails)
    assert "hotter than b can serve (sink steam)" in finding.message


def test_a_boiler_that_cannot_serve_a_sink_whole_is_no_backup_for_its_rest() -> None:
    hot = sink("water", (40, 90), 2.5)
    boilers = [boiler("low", 65), boiler("high", 100, 0.5)]
    case = steady([DRIER, hot], boilers, backup={"boiler_share_of_peak": 1.0})
    (finding,) = backup_out_of_reach(design_problem(case))
    # Above 67.5 degC: 84 - 67.5 of the drier's 34 K, and 92.5 - 67.5 of the water's 50 K.
    assert finding.permitted == f"at least {16.5 / 34 + 25 / 50:.3f} MW"
    assert "dt_contribution_k of at most 3.5 K for drier" in finding.mend


def test_the_level_peak_counts_where_it_is_largest() -> None:
    """In winter 3 MW to 60 degC; in summer 1 MW to 90 degC: half of that above 75 degC."""
    months = {
        "winter": {"jan": 31, "feb": 28, "mar": 31, "oct": 31, "nov": 30, "dec": 31},
        "summer": {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30},
    }
    case = steady(
        [sink("w", (30, 60), 2.5, "winter_mw"), sink("s", (60, 90), 2.5, "summer_mw")],
        [boiler("cold", 75), boiler("hot", 100)],
        calendar={"days": [{"name": n, "days_by_month": days} for n, days in months.items()]},
        series={"winter_mw": (3.0, 0.0), "summer_mw": (0.0, 1.0)},
        backup={"boiler_share_of_peak": 1.0},
    )
    assert [need.need_mw for need in design_problem(case).backup] == pytest.approx([3.0, 0.5])


@settings(max_examples=60, deadline=None)
@given(
    sinks_at_random(20),
    st.lists(st.tuples(st.integers(40, 180), st.integers(1, 4)), min_size=1, max_size=3),
)
def test_backup_is_in_reach_where_a_problem_table_of_boilers_alone_needs_no_other_heat(
    sinks: list[dict[str, Any]], found: list[tuple[int, int]]
) -> None:
    boilers = [boiler(f"b{k}", supply_c, size) for k, (supply_c, size) in enumerate(found)]
    problem = design_problem(steady(sinks, boilers, backup={"boiler_share_of_peak": 1.0}))
    hot = [
        Stream(b.name, b.level_c + 1e-7, b.level_c + 1e-7, 1e3 * b.max_size_mw, 0.0, "hot")
        for b in problem.boilers
    ]
    cold = [
        Stream(s["name"], s["t_in_c"], s["t_out_c"], 1e3 * s["duty_mw"], s["dt_contribution_k"])
        for s in sinks
    ]
    short_mw = problem_table([*hot, *cold]).hot_utility_kw / 1e3
    assert (backup_out_of_reach(problem) == []) == (short_mw < HEAT_TOLERANCE_MW)
