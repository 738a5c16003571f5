"""Whole designs that are small enough to know the answer: by hand, or by trying every choice."""

import itertools
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.calendar import STEADY_DAY
from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.errors import InfeasibleError
from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions, solver_profile
from industrial_hp.superstructure.assemble import design_problem

DAIRY_AND_DISTRICT = Path(__file__).parents[2] / "cases" / "dairy_and_district"
ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
PROOF = solver_profile("proof")
COP_TOLERANCE = 1e-5
CONDENSING_TOLERANCE_K = 1e-3
MONEY_SHARE = 1e-6
HEAT_TOLERANCE_MW = 1e-6
HOURS_PER_YEAR = 8760.0


def small_case(**changes: Any) -> Case:
    """A source 25 -> 20 degC, a sink 50 -> 80 degC, a gas boiler and ammonia, steady all year."""
    data = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    case = Case.model_validate(data | changes)
    assert check_consistency(case) == ()
    return case


def reduced_dairy(**heat_pumps: Any) -> Case:
    """Dairy and data centre on two blocks of one winter day, with few sources and machines.

    Two machines and the loop between the zones are worth their money here: the dairy's demand
    is three times as large, the data centre lies next door and gas is dearer.
    """
    data = read_case(DAIRY_AND_DISTRICT).model_dump()
    zones = ("dairy", "data_centre")
    blocks_of_winter = (7, 9)
    data["calendar"] = {
        "block_hours": (12.0, 12.0),
        "days": [STEADY_DAY.model_dump() | {"name": "winter"}],
    }
    data["series"] = {
        name: tuple(values[i] for i in blocks_of_winter) for name, values in data["series"].items()
    }
    factor = {"hot_water_mw": 3.0, "steam_mw": 3.0}
    data["series"] = {
        name: tuple(v * factor.get(name, 1.0) for v in values)
        for name, values in data["series"].items()
    }
    data["zones"] = [
        zone | {"grid_limit_mw": 20} for zone in data["zones"] if zone["name"] in zones
    ]
    for group in ("sources", "sinks", "boilers", "stores"):
        data[group] = [part for part in data[group] if part["zone"] in zones]
    data["boilers"] = [
        boiler | ({"existing_mw": 20} if boiler["existing_mw"] else {})
        for boiler in data["boilers"]
    ]
    names = ("refrigeration", "chilled_water")
    data["sources"] = [source for source in data["sources"] if source["name"] in names]
    data["loops"] = [
        loop | {"length_m": 50}
        for loop in data["loops"]
        if loop["from_zone"] in zones and loop["to_zone"] in zones
    ]
    data["heat_pumps"] |= {
        "refrigerants": ("R600a", "R1233zd(E)"),
        "partial_levels": False,
        "minimum_size_mw": 0.2,
    }
    data["heat_pumps"] |= heat_pumps
    data["prices"]["natural_gas"]["price_eur_per_mwh"] = 70
    return Case.model_validate(data)


def annual_cost_eur(case: Case) -> float:
    return design(case, PROOF).proof.objective_eur_per_a


@pytest.fixture(scope="module")
def ammonia() -> Solution:
    return design(small_case(), PROOF)


@pytest.fixture(scope="module")
def dairy() -> Solution:
    return design(reduced_dairy(), PROOF)


def test_ammonia_is_bought_at_the_cop_of_its_internal_pinch(ammonia: Solution) -> None:
    machines = ammonia.equipment[ammonia.equipment["type"] == "heat_pump"]
    whole_sink = machines[machines["tag"] == "warm_water_to_hot_water_r717"]
    assert len(whole_sink) == 1
    row = whole_sink.iloc[0]
    assert row["cop_design"] == pytest.approx(3.78421, abs=COP_TOLERANCE)
    assert row["t_condenser_c"] == pytest.approx(77.128, abs=CONDENSING_TOLERANCE_K)
    assert row["t_evaporator_c"] == pytest.approx(15.0, abs=CONDENSING_TOLERANCE_K)


def test_the_machine_and_not_the_boiler_carries_the_load(ammonia: Solution) -> None:
    dispatch = ammonia.proposed.dispatch
    machine = dispatch[dispatch["type"] == "heat_pump"]
    boiler = dispatch[dispatch["type"] == "boiler"]
    assert machine["unit"].unique().tolist() == ["warm_water_to_hot_water_r717"]
    assert machine["heat_out_mw"].to_numpy() == pytest.approx(3.0, abs=HEAT_TOLERANCE_MW)
    assert boiler["heat_out_mw"].to_numpy() == pytest.approx(0.0, abs=HEAT_TOLERANCE_MW)


def test_a_whole_design_passes_its_own_checks(ammonia: Solution, dairy: Solution) -> None:
    for solution in (ammonia, dairy):
        assert [check.name for check in solution.checks if not check.passed] == []
        assert solution.proof.status == "optimal"
        assert solution.proof.proved


def test_cost_of_the_ammonia_design_follows_by_hand(ammonia: Solution) -> None:
    # Danish Energy Agency row heat_pump_excess_heat_above_70c: 1,083,500 EUR + 846,400 EUR/MW,
    # fixed O&M 2,672 EUR/(MW a), variable 2.93 EUR/MWh, life 25 of 20 years: 5/25 is left. The
    # exchanger: 133,580 EUR/MW and 1,336 EUR/(MW a), life 20. The boiler stays and pays 2,605.
    annuity, discount = 0.05 / (1 - 1.05**-20), 1.05**-20
    recovered_mw = 3.0 * (1 - 1 / 3.78421)
    machine = (1_083_500 + 846_400 * 3.0) * (1 - 0.2 * discount) * annuity + 2_672 * 3.0
    exchanger = 133_580 * recovered_mw * annuity + 1_336 * recovered_mw
    heat_mwh = 3.0 * HOURS_PER_YEAR
    running = heat_mwh * (80 / 3.78421 + 2.93)
    by_hand = machine + exchanger + running + 2_605 * 4
    # The COP of the reference is given to five digits.
    assert ammonia.proof.objective_eur_per_a == pytest.approx(by_hand, rel=1e-5)


def test_cost_of_today_follows_by_hand(ammonia: Solution) -> None:
    # gas_boiler_hot_water: fixed O&M 2,605 EUR/(MW a), variable 1.47 EUR/MWh, life 25 > 20 years.
    by_hand = 3.0 * HOURS_PER_YEAR * (60 / 0.9 + 1.47) + 2_605 * 4
    assert ammonia.base is not None
    assert ammonia.base.annual_cost_eur == pytest.approx(by_hand, rel=MONEY_SHARE)


def annuity_factor(case: Case) -> float:
    rate, years = case.economics.interest, case.economics.observation_a
    return rate / (1 - (1 + rate) ** -years)


def test_npv_is_the_difference_of_annual_costs_over_the_annuity_factor(
    ammonia: Solution, dairy: Solution
) -> None:
    for solution in (ammonia, dairy):
        npv, cost = (solution.key_figure(n) for n in ("npv_eur", "total_annual_cost_eur"))
        assert cost.base is not None
        assert cost.proposed is not None
        assert cost.proposed == pytest.approx(solution.proof.objective_eur_per_a, rel=MONEY_SHARE)
        saved = cost.base - cost.proposed
        assert npv.proposed == pytest.approx(saved / annuity_factor(solution.case), rel=MONEY_SHARE)


def test_npv_identity_holds_with_rising_prices_and_replacements() -> None:
    prices = small_case().prices.model_dump()
    prices["electricity"] |= {"escalation": 0.01, "contains_co2": False}
    prices["natural_gas"] |= {"escalation": 0.03, "contains_co2": False}
    prices |= {"co2_eur_per_t": 80, "co2_escalation": 0.02}
    boiler = small_case().boilers[0].model_dump() | {"age_a": 20}
    economics = {"interest": 0.07, "observation_a": 30, "indirect_cost_share": 0.2}
    solution = design(small_case(prices=prices, boilers=[boiler], economics=economics), PROOF)
    npv, cost = (solution.key_figure(n) for n in ("npv_eur", "total_annual_cost_eur"))
    assert cost.base is not None
    assert cost.proposed is not None
    assert cost.proposed == pytest.approx(solution.proof.objective_eur_per_a, rel=MONEY_SHARE)
    saved = cost.base - cost.proposed
    assert npv.proposed == pytest.approx(saved / annuity_factor(solution.case), rel=MONEY_SHARE)


def chosen_tags(solution: Solution) -> list[str]:
    return solution.equipment.loc[solution.equipment["type"] == "heat_pump", "tag"].tolist()


def test_forbidding_a_chosen_unit_raises_the_cost(dairy: Solution) -> None:
    assert len(chosen_tags(dairy)) == 2
    for tag in chosen_tags(dairy):
        other = design(reduced_dairy(forbidden=(tag,)), PROOF)
        assert tag not in chosen_tags(other)
        assert (tag, "forbidden by the case") in [(d.tag, d.reason) for d in other.dropped]
        assert other.proof.objective_eur_per_a > dairy.proof.objective_eur_per_a * (1 + 1e-4)


def test_the_best_of_all_subsets_of_units_is_the_optimum() -> None:
    problem = design_problem(reduced_dairy(refrigerants_per_match=1, partial_levels=True))
    assert len(problem.heat_pumps) >= 5
    model = formulate(problem)
    optimum = solve(model, PROOF).objective
    binaries = [
        variable
        for block in (model.heat_pumps, model.boilers, model.heat_stores, model.loops)
        for variable in block.built.values()
    ]
    # The exchanger's law has no fixed part: to have it at size zero costs nothing.
    model.heat_sources.built.fix(1)
    costs = []
    for choice in itertools.product((0, 1), repeat=len(binaries)):
        for variable, value in zip(binaries, choice, strict=True):
            variable.fix(value)
        result = solve(model, PROOF)
        assert result.size.binaries == 0
        costs.append(result.objective)
    assert min(costs) == pytest.approx(optimum, rel=MONEY_SHARE)
    # With nothing built only the boiler of today serves the dairy.
    assert costs[0] > optimum


def test_a_limit_on_units_is_kept_and_costs_money(dairy: Solution) -> None:
    one, none = design(reduced_dairy(max_units=1), PROOF), design(reduced_dairy(max_units=0), PROOF)
    assert len(chosen_tags(one)) == 1
    assert chosen_tags(none) == []
    costs = [s.proof.objective_eur_per_a for s in (dairy, one, none)]
    assert costs == sorted(costs)


def test_the_same_case_gives_the_same_answer(dairy: Solution) -> None:
    again = design(reduced_dairy(), PROOF)
    assert again.key_figures == dairy.key_figures
    assert again.stamp == dairy.stamp


def test_a_demand_beyond_every_capacity_names_sink_and_shortage() -> None:
    boiler = small_case().boilers[0].model_dump() | {"existing_mw": 1}
    with pytest.raises(InfeasibleError) as caught:
        design(small_case(boilers=[boiler], heat_pumps=None), PROOF)
    assert [f.place for f in caught.value.findings] == ["sink hot_water"]
    assert "2.000 MW short of 3.000 MW" in str(caught.value)


def test_a_backup_rule_that_nothing_can_keep_names_the_zone() -> None:
    with pytest.raises(InfeasibleError) as caught:
        design(small_case(backup={"boiler_share_of_peak": 1.5}), PROOF)
    assert "backup" in caught.value.findings[0].place
    assert "zone site" in caught.value.findings[0].message
    assert caught.value.findings[0].permitted == "at least 4.500 MW"


def test_a_stopped_search_keeps_its_gap() -> None:
    solution = design(reduced_dairy(), SolverOptions(gap=0.5))
    assert solution.proof.lower_bound_eur_per_a <= solution.proof.objective_eur_per_a
    assert solution.proof.status in ("optimal", "gap_reached")
    assert solution.proof.gap <= 0.5


@pytest.mark.parametrize("gap", [1e-6, 0.02])
def test_a_screened_search_keeps_its_word(dairy: Solution, gap: float) -> None:
    options = replace(PROOF, gap=gap, dives=3, screen_from_rows=0)
    screened = design(reduced_dairy(), options)
    optimum = dairy.proof.objective_eur_per_a
    assert screened.proof.lower_bound_eur_per_a <= optimum * (1 + MONEY_SHARE)
    assert screened.proof.objective_eur_per_a >= optimum * (1 - MONEY_SHARE)
    assert screened.proof.proved
    assert screened.proof.gap <= gap


def hot_streams() -> dict[str, Any]:
    """Flue gas at 200 degC that can heat a sink to 150 degC, hotter than boiler and ammonia."""
    flue = small_case().sources[0].model_dump() | {"t_in_c": 200, "t_out_c": 100}
    sink = small_case().sinks[0].model_dump() | {"t_in_c": 100, "t_out_c": 150}
    return {"sources": [flue], "sinks": [sink]}


def test_a_sink_that_a_source_can_heat_directly_is_no_finding() -> None:
    case = Case.model_validate(small_case().model_dump() | hot_streams())
    assert design(case, PROOF).proof.status == "optimal"
    assert check_consistency(case) == ()


def test_a_boiler_does_not_serve_a_sink_that_is_hotter_than_its_supply() -> None:
    # 110 degC for a sink of 117 degC with 2.5 K, beside an air heater with 10 K.
    sink = small_case().sinks[0].model_dump() | {"duty_mw": 1}
    air = sink | {"name": "air", "dt_contribution_k": 10}
    hot = sink | {"t_in_c": 100, "t_out_c": 117}
    with pytest.raises(InfeasibleError):
        design(small_case(sinks=[air, hot], sources=[]), PROOF)


def hot_and_drier() -> dict[str, Any]:
    """Water 66 -> 90 degC with 2.5 K, air 30 -> 64 degC with 20 K, boilers of 65 and 110 degC."""
    sink, gas = (small_case().model_dump()[group][0] for group in ("sinks", "boilers"))
    electric = {"name": "rods", "carrier": "electricity", "cost": "electric_boiler_hot_water"}
    return {
        "sources": [],
        "heat_pumps": None,
        "sinks": [
            sink | {"name": "hot", "t_in_c": 66, "t_out_c": 90, "duty_mw": 2},
            sink
            | {"name": "drier", "t_in_c": 30, "t_out_c": 64, "duty_mw": 1, "dt_contribution_k": 20},
        ],
        "boilers": [gas | {"supply_max_c": 65}, gas | electric],
    }


def test_a_boiler_heats_nothing_beyond_its_supply_where_contributions_differ() -> None:
    solution = design(small_case(**hot_and_drier()), PROOF)
    boilers = solution.proposed.dispatch.query("type == 'boiler'").set_index("unit")["heat_out_mw"]
    # At most to the cold end of the hot water: 66 + 2.5 - 20 = 48.5 of 30 to 64 degC; gas is cheap.
    assert boilers["gas_boiler"] == pytest.approx((48.5 - 30) / (64 - 30), abs=1e-6)
    assert boilers["rods"] == pytest.approx(3 - (48.5 - 30) / (64 - 30), abs=1e-6)
    assert [check.name for check in solution.checks if not check.passed] == []
    assert any("gas_boiler cannot serve sink drier whole" in note for note in solution.messages)


def test_boilers_too_cold_for_a_sink_are_no_backup_for_it() -> None:
    """Boilers of 3 MW at 65 degC for 2 MW at 80 to 100 degC and 1 MW at 30 to 60 degC."""
    sink, gas = (small_case().model_dump()[group][0] for group in ("sinks", "boilers"))
    hot = sink | {"name": "hot", "t_in_c": 80, "t_out_c": 100, "duty_mw": 2}
    warm = sink | {"name": "warm", "t_in_c": 30, "t_out_c": 60, "duty_mw": 1}
    source = small_case().model_dump()["sources"][0] | {"t_in_c": 60, "t_out_c": 40, "duty_mw": 5}
    cold = gas | {"supply_max_c": 65, "existing_mw": 3}
    parts = {
        "sources": [source],
        "sinks": [hot, warm],
        "heat_pumps": {"refrigerants": ["R600"]},
        "backup": {"boiler_share_of_peak": 1.0},
    }
    with pytest.raises(InfeasibleError) as caught:
        design(small_case(boilers=[cold], **parts), PROOF)
    (finding,) = caught.value.findings
    assert "(sink hot); no boiler is hotter" in finding.message
    assert finding.permitted == "at least 2.000 MW"
    offer = {"name": "rods", "carrier": "electricity", "existing_mw": None, "max_mw": 4}
    rods = gas | offer | {"age_a": None, "cost": "electric_boiler_hot_water"}
    solution = design(small_case(boilers=[cold, rods], **parts), PROOF)
    sizes = solution.equipment.set_index("tag")["size"]
    assert sizes["rods"] == pytest.approx(2.0)
    assert [check.name for check in solution.checks if not check.passed] == []


def test_a_line_whose_source_stops_at_night_is_built_and_kept_warm_by_the_far_boiler() -> None:
    source = small_case().sources[0].model_dump() | {
        "t_in_c": 100,
        "t_out_c": 65,
        "duty_mw": "by_day_mw",
    }
    far = {"zone": "town"}
    line = {
        "name": "line",
        "from_zone": "site",
        "to_zone": "town",
        "supply_c": 90,
        "return_c": 60,
        "length_m": 500,
        "max_mw": 5,
        "loss_w_per_m_k": 0.3,
        "pumping_share": 0.01,
    }
    case = small_case(
        calendar={"block_hours": [12, 12], "days": [STEADY_DAY.model_dump()]},
        zones=[{"name": "site"}, {"name": "town"}],
        sources=[source],
        sinks=[small_case().sinks[0].model_dump() | far],
        boilers=[small_case().boilers[0].model_dump() | far],
        loops=[line],
        heat_pumps=None,
        series={"by_day_mw": (4.0, 0.0)},
    )
    solution = design(case, PROOF)
    # 0.3 W/(m K) x 500 m x (90 + 60 - 2 x 10) K = 19.5 kW, by day and by night.
    rows = dict(iter(solution.proposed.dispatch.groupby("type")))
    assert rows["loop"]["heat_in_mw"].tolist() == pytest.approx([3.0195, 0.0])
    assert rows["loop_end"]["heat_in_mw"].tolist() == pytest.approx([0.0, 0.0195])
    assert rows["loop_end"]["heat_out_mw"].tolist() == pytest.approx([3.0, 0.0])
    assert rows["loop"]["electricity_mw"].tolist() == pytest.approx([0.030195, 0.000195])
    assert rows["boiler"]["heat_out_mw"].tolist() == pytest.approx([0.0, 3.0195])
    assert [check.name for check in solution.checks if not check.passed] == []


def test_a_boiler_too_cold_for_a_sink_serves_it_through_a_booster() -> None:
    # The boiler makes 95 degC, where the sink begins; warm water of 90 degC gives 0.05 MW.
    source = {"t_in_c": 90, "t_out_c": 85, "duty_mw": 0.05}
    one_machine = {"refrigerants": ("R1233zd(E)",), "partial_levels": False}
    case = small_case(
        sources=[small_case().sources[0].model_dump() | source],
        sinks=[small_case().sinks[0].model_dump() | {"t_in_c": 95, "t_out_c": 115, "duty_mw": 1}],
        boilers=[small_case().boilers[0].model_dump() | {"supply_max_c": 95}],
        heat_pumps=small_case().heat_pumps.model_dump() | one_machine,
    )
    solution = design(case, PROOF)
    rows = dict(iter(solution.proposed.dispatch.groupby("type")))
    machines, boiler, used = (rows[kind] for kind in ("heat_pump", "boiler", "source"))
    assert machines["heat_out_mw"].sum() == pytest.approx(1.0)
    # First law: what neither drive nor source gives comes from the boiler.
    rest = 1.0 - machines["electricity_mw"].sum() - used["heat_out_mw"].sum()
    assert boiler["heat_out_mw"].sum() == pytest.approx(rest)
    assert rest > 0.5
    assert [check.name for check in solution.checks if not check.passed] == []
