"""From a case to streams, levels, machines and prices: figures by hand, traps by name."""

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.model.formulation import formulate
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem, problem_of_today
from industrial_hp.superstructure.levels import EvaporatorLevel, merged
from industrial_hp.superstructure.problem import DesignProblem, HeatPump, Piece
from industrial_hp.superstructure.reach import unreachable_demands
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import source_profile
from industrial_hp.superstructure.streams import cut

PROOF = solver_profile("proof")
SHIFT_TOLERANCE_K = 1e-9
ENERGY_SHARE = 1e-9
WATER_KJ_PER_KG_K = 4.19
WATER_SHARE = 5e-3
SATURATION_4_BAR_C = 143.61
SATURATION_TOLERANCE_K = 0.01
WINTER = {"jan": 31, "feb": 28, "mar": 31, "oct": 31, "nov": 30, "dec": 31}
SUMMER = {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30}


def two_seasons(**changes: Any) -> Case:
    """A water body, a refrigeration condenser and a sink at one site in winter and summer."""
    data: dict[str, Any] = {
        "name": "seasons",
        "title": "Two seasons",
        "calendar": {
            "days": [
                {"name": "winter", "days_by_month": WINTER},
                {"name": "summer", "days_by_month": SUMMER},
            ]
        },
        "zones": [{"name": "site"}],
        "sources": [
            {
                "name": "effluent",
                "zone": "site",
                "kind": "water_body",
                "t_in_c": "effluent_c",
                "flow_kg_per_s": 100,
                "max_cooling_k": 5,
                "min_outlet_c": 4,
            },
            {
                "name": "chillers",
                "zone": "site",
                "kind": "condensing",
                "t_c": 30,
                "duty_mw": 0.6,
                "cooling_today": {"electricity_share": 0.05, "other_eur_per_mwh": 3},
            },
        ],
        "sinks": [
            {
                "name": "network",
                "zone": "site",
                "kind": "district_heating",
                "supply_c": "supply_c",
                "return_c": 40,
                "duty_mw": "duty_mw",
            }
        ],
        "boilers": [
            {
                "name": "gas_boiler",
                "zone": "site",
                "carrier": "natural_gas",
                "efficiency": 0.9,
                "supply_max_c": 110,
                "existing_mw": 4,
                "age_a": 5,
                "cost": "gas_boiler_hot_water",
            }
        ],
        "heat_pumps": {"refrigerants": ["R600a"], "merge_levels_k": 0, "minimum_size_mw": 0.1},
        "prices": {
            "electricity": {
                "energy_eur_per_mwh": 70,
                "network_eur_per_mwh": 10,
                "network_eur_per_mw_a": 0,
                "contains_co2": False,
                "emission_factor_t_per_mwh": 0.3,
            },
            "natural_gas": {
                "price_eur_per_mwh": 50,
                "basis": "HHV",
                "hhv_to_lhv": 1.1,
                "contains_co2": False,
                "emission_factor_t_per_mwh_lhv": 0.2,
            },
            "co2_eur_per_t": 100,
        },
        "economics": {"interest": 0.05, "observation_a": 20},
        "series": {
            "effluent_c": (8.0, 18.0),
            "supply_c": (68.0, 58.0),
            "duty_mw": (3.0, 1.0),
        },
    }
    case = Case.model_validate(data | changes)
    assert check_consistency(case) == ()
    return case


@pytest.fixture(scope="module")
def problem() -> DesignProblem:
    return design_problem(two_seasons())


def source_part(case: Case, index: int) -> dict[str, Any]:
    return case.sources[index].model_dump()


def effluent_of(case: Case) -> tuple[Any, Any, Any]:
    profile = source_profile(case, case.sources[0])
    return profile.heat_mw, profile.top_c, profile.bottom_c


def test_effluent_is_never_cooled_below_its_limit_nor_by_more_than_permitted() -> None:
    heat, top, bottom = effluent_of(two_seasons())
    assert bottom == pytest.approx([4.0, 13.0])  # 4 K in winter, 5 K in summer
    by_hand = 100 * WATER_KJ_PER_KG_K * (top - bottom) / 1000
    assert heat == pytest.approx(by_hand, rel=WATER_SHARE)


def test_effluent_colder_than_its_limit_gives_no_heat() -> None:
    series = two_seasons().series | {"effluent_c": (3.5, 4.0)}
    heat, top, bottom = effluent_of(two_seasons(series=series))
    assert heat == pytest.approx([0.0, 0.0], abs=1e-12)
    assert bottom == pytest.approx(top)


def test_a_design_with_idle_effluent_in_winter_is_found() -> None:
    series = two_seasons().series | {"effluent_c": (3.0, 18.0)}
    problem = design_problem(two_seasons(series=series))
    result = solve(formulate(problem), PROOF)
    assert result.status == "optimal"


def test_machines_evaporate_below_the_outlet_of_their_source(problem: DesignProblem) -> None:
    # 2.5 K of the source and 2.5 K of the evaporator below the outlet of 4 and 13 degC; and in
    # winter, with 4 K of glide, far enough below the inlet of 8 degC for 5 K of superheat.
    whole = machine(problem, "effluent_to_network_r600a")
    assert whole.evaporating_c == pytest.approx([-2.0, 8.0], abs=SHIFT_TOLERANCE_K)


def machine(problem: DesignProblem, tag: str) -> HeatPump:
    return next(unit for unit in problem.heat_pumps if unit.tag == tag)


def test_dtmin_is_shifted_once_on_each_side(problem: DesignProblem) -> None:
    network = problem.demands[0].pieces[0]
    assert network.top_c == pytest.approx([70.5, 60.5])
    assert network.bottom_c == pytest.approx([42.5, 42.5])
    effluent = next(s for s in problem.sources if s.name == "effluent")
    assert effluent.pieces[0].top_c == pytest.approx([5.5, 15.5])
    assert effluent.pieces[-1].bottom_c == pytest.approx([1.5, 10.5])
    chillers = next(s for s in problem.sources if s.name == "chillers")
    assert chillers.pieces[0].top_c == pytest.approx([28.5, 28.5])  # 1.5 K where vapour condenses
    whole = machine(problem, "effluent_to_network_r600a")
    latent = [p for p in whole.evaporator if np.all(p.top_c == p.bottom_c) and p.share.any()]
    assert latent[0].top_c == pytest.approx(whole.evaporating_c + 2.5)


def test_a_unit_follows_its_levels_through_the_seasons_and_is_one_candidate(
    problem: DesignProblem,
) -> None:
    tags = [unit.tag for unit in problem.heat_pumps]
    assert len(tags) == len(set(tags))
    whole = machine(problem, "effluent_to_network_r600a")
    assert whole.evaporating_c.shape == whole.condensing_c.shape == whole.cop.shape == (2,)
    assert whole.condensing_c[0] > whole.condensing_c[1] + 5
    assert whole.cop[0] < whole.cop[1]
    assert whole.design_period == 0
    assert whole.investment is not None


def test_no_machine_breaks_the_second_law(problem: DesignProblem) -> None:
    for unit in problem.heat_pumps:
        for p in range(problem.periods.count):
            given_off = entropy_mw_per_k(unit.condenser, p, +2.5)
            taken_up = (1 - 1 / unit.cop[p]) * entropy_mw_per_k(unit.evaporator, p, -2.5)
            assert given_off >= taken_up
            assert unit.cop[p] > 1
            assert unit.condensing_c[p] > unit.evaporating_c[p]


def entropy_mw_per_k(pieces: tuple[Piece, ...], p: int, shift_k: float) -> float:
    """Entropy of a unit of heat at the refrigerant's own temperatures."""
    total = 0.0
    for piece in pieces:
        top = piece.top_c[p] + shift_k + 273.15
        bottom = piece.bottom_c[p] + shift_k + 273.15
        mean = top if top - bottom < 1e-9 else (top - bottom) / np.log(top / bottom)
        total += piece.share[p] / mean
    return total


def test_shares_of_condenser_and_evaporator_sum_to_one(problem: DesignProblem) -> None:
    for unit in problem.heat_pumps:
        for pieces in (unit.condenser, unit.evaporator):
            assert sum(piece.share for piece in pieces) == pytest.approx([1.0, 1.0], rel=1e-9)


def test_the_largest_size_covers_the_period_in_which_the_machine_is_weakest(
    problem: DesignProblem,
) -> None:
    for unit in problem.heat_pumps:
        assert unit.capacity_factor[unit.design_period] == pytest.approx(1.0)
        assert np.all(unit.max_heat_mw <= unit.capacity_factor * unit.max_size_mw + 1e-9)
        assert np.max(unit.max_heat_mw / unit.capacity_factor) == pytest.approx(unit.max_size_mw)


def test_a_machine_that_cannot_run_in_winter_has_no_capacity_there() -> None:
    series = two_seasons().series | {"supply_c": (95.0, 60.0)}
    whole = machine(design_problem(two_seasons(series=series)), "effluent_to_network_r600a")
    assert whole.design_period == 1
    assert whole.capacity_factor == pytest.approx([0.0, 1.0])
    assert whole.max_heat_mw[0] == 0.0
    for pieces in (whole.condenser, whole.evaporator):
        assert sum(piece.share for piece in pieces) == pytest.approx([0.0, 1.0])


def test_a_source_is_cut_where_a_sink_begins_so_that_a_part_may_be_used() -> None:
    warm = {
        "name": "warm",
        "zone": "site",
        "kind": "liquid",
        "t_in_c": 95,
        "t_out_c": 15,
        "duty_mw": 8,
    }
    series = {"supply_c": (68.0, 58.0), "duty_mw": (3.0, 1.0)}
    problem = design_problem(two_seasons(sources=[warm], heat_pumps=None, series=series))
    model = formulate(problem)
    solve(model, PROOF)
    used = model.heat_sources.heat_mw.answer.sum(axis=0)
    boiler = [model.boilers.heat_mw["gas_boiler", p].value for p in range(2)]
    # 0.1 MW/K: of 95 to 45 degC (the return and 5 K) both demands can be served in full.
    assert used == pytest.approx([3.0, 1.0])
    assert boiler == pytest.approx([0.0, 0.0], abs=1e-9)


def test_cutting_keeps_the_heat_of_every_part() -> None:
    whole = Piece(np.array([90.0, 60.0]), np.array([30.0, 60.0]), np.array([0.5, 0.5]))
    parts = cut(whole, [np.array([50.0, 50.0]), np.array([70.0, 20.0])])
    assert sum(part.share for part in parts) == pytest.approx([0.5, 0.5])
    assert [float(part.share[0]) for part in parts] == pytest.approx([1 / 6, 1 / 6, 1 / 6])
    assert [(part.top_c[0], part.bottom_c[0]) for part in parts] == [(90, 70), (70, 50), (50, 30)]


def test_cooling_of_today_is_stated_only_where_heat_must_leave(problem: DesignProblem) -> None:
    by_name = {source.name: source for source in problem.sources}
    assert by_name["chillers"].cooled_today
    assert by_name["chillers"].unused_electricity_share == pytest.approx([0.05, 0.05])
    assert by_name["chillers"].unused_other_eur_per_mwh == 3
    assert not by_name["effluent"].cooled_today
    assert by_name["effluent"].unused_electricity_share == pytest.approx([0.0, 0.0])
    assert not any(source.must_use for source in problem.sources)
    assert problem.surplus == {"site": "none"}


def test_today_keeps_its_boiler_and_pays_for_all_its_cooling(problem: DesignProblem) -> None:
    today = problem_of_today(problem)
    assert today.heat_pumps == ()
    assert [boiler.name for boiler in today.boilers] == ["gas_boiler"]
    result = solve(formulate(today), PROOF)
    cooling = 0.6 * 8760 * (0.05 * electricity_eur() + 3)
    heat_mwh = 24 * (182 * 3 + 183 * 1)
    boiler = heat_mwh * (gas_eur() / 0.9 + 1.47) + 2605 * 4
    # A life of 25 years less 5 of age: due in year 20, the last one, and so not replaced.
    assert result.objective == pytest.approx(cooling + boiler, rel=1e-6)


def electricity_eur() -> float:
    return 70 + 10 + 0.3 * 100


def gas_eur() -> float:
    """Price on the lower heating value with its CO2 [EUR/MWh]."""
    return 50 * 1.1 + 0.2 * 100


def test_prices_hold_network_and_co2_and_rest_on_the_lower_heating_value(
    problem: DesignProblem,
) -> None:
    prices = problem.prices
    assert prices.electricity_eur_per_mwh == pytest.approx([electricity_eur()] * 2)
    assert prices.fuel_eur_per_mwh["natural_gas"] == pytest.approx([gas_eur()] * 2)


def test_periods_sum_to_a_year(problem: DesignProblem) -> None:
    assert problem.periods.weight_h.sum() == pytest.approx(8760.0)
    assert problem.periods.previous == (0, 1)


def liquid(name: str, t_out_c: Any, contribution_k: float, duty_mw: Any = 1) -> dict[str, Any]:
    return {
        "name": name,
        "zone": "site",
        "kind": "liquid",
        "t_in_c": 20,
        "t_out_c": t_out_c,
        "duty_mw": duty_mw,
        "dt_contribution_k": contribution_k,
    }


@pytest.mark.parametrize(
    ("sinks", "level_c"),
    [
        # All within 110 degC: the top that lies hottest on the shifted scale, or the supply.
        ([liquid("water", 80, 2.5)], 112.5),
        ([liquid("water", 80, 2.5), liquid("air", 108, 10)], 118),
        # What is hotter is heated to 110 degC and no further.
        ([liquid("water", 80, 2.5), liquid("hot_air", 117, 10)], 120),
        ([liquid("air", 80, 10), liquid("hot_water", 117, 2.5)], 112.5),
        # No level serves air of 108 degC whole and water to 110 degC only: neither is served whole.
        ([liquid("air", 108, 10), liquid("hot_water", 117, 2.5)], 112.5),
        ([liquid("air", 108, 10), liquid("hot_water", 111, 2.5)], 112.5),
        # A sink counts where it needs heat: 117 degC in winter, 80 degC in summer.
        ([liquid("water", "top_c", 2.5), liquid("air", 80, 10)], 112.5),
        ([liquid("water", "top_c", 2.5, "summer_mw"), liquid("air", 108, 10)], 118),
    ],
)
def test_a_boiler_serves_what_is_no_hotter_than_its_supply(
    sinks: list[dict[str, Any]], level_c: float
) -> None:
    used = [value for sink in sinks for value in (sink["t_out_c"], sink["duty_mw"])]
    series = {"top_c": (117.0, 80.0), "summer_mw": (0.0, 1.0)}
    options = two_seasons().heat_pumps
    assert options is not None
    case = two_seasons(
        sources=[],
        sinks=sinks,
        series={name: values for name, values in series.items() if name in used},
        heat_pumps=options.model_dump() | {"refrigerants": ["R717"]},
    )
    (boiler,) = design_problem(case).boilers
    assert boiler.level_c == pytest.approx(level_c, abs=SHIFT_TOLERANCE_K)


def test_units_that_read_alike_are_told_apart() -> None:
    """A source "s" by its warm half, and another named "s_warm_half"."""
    sources = [
        {"name": "s", "zone": "site", "kind": "liquid", "t_in_c": 40, "t_out_c": 20, "duty_mw": 2},
        {
            "name": "s_warm_half",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 45,
            "t_out_c": 38,
            "duty_mw": 2,
        },
    ]
    heat_pumps = {"refrigerants": ["R600a"], "merge_levels_k": 0}
    case = two_seasons(
        sources=sources, sinks=[liquid("hot", 70, 2.5)], series={}, heat_pumps=heat_pumps
    )
    tags = [unit.tag for unit in design_problem(case).heat_pumps]
    assert "s_warm_half_to_hot_r600a_2" in tags
    assert len(set(tags)) == len(tags)


def test_sinks_out_of_reach_are_those_that_the_boiler_cannot_serve_whole() -> None:
    options = two_seasons().heat_pumps
    assert options is not None
    case = two_seasons(
        sources=[],
        series={},
        sinks=[liquid("air", 108, 10), liquid("hot_water", 117, 2.5)],
        heat_pumps=options.model_dump() | {"refrigerants": ["R717"]},
    )
    air, hot_water = unreachable_demands(design_problem(case))
    assert (air.place, hot_water.place) == ("sink air", "sink hot_water")
    # 112.5 degC on the shifted scale less 10 K; 112.5 - 108 = 4.5 K would do.
    assert "heats it to 102.5 degC only, so as not to heat sink hot_water" in air.mend
    assert "at most 4.5 K for air" in air.mend
    assert "supply_max_c" in hot_water.mend


def test_a_boiler_does_not_charge_a_store_that_is_hotter() -> None:
    tank = {
        "name": "tank",
        "zone": "site",
        "supply_c": 112,
        "return_c": 60,
        "max_mwh": 20,
        "hours_to_fill": 5,
        "loss_share_per_day": 0.01,
        "dt_contribution_k": 1,
    }
    case = two_seasons(
        sources=[], sinks=[liquid("air", 80, 10)], stores=[tank], heat_pumps=None, series={}
    )
    problem = design_problem(case)
    assert problem.boilers[0].level_c == pytest.approx(111)
    assert problem.stores[0].charge_top_c == pytest.approx(113)


def test_a_boiler_keeps_a_line_warm_that_is_no_hotter_than_its_supply() -> None:
    line = {
        "name": "line",
        "from_zone": "far",
        "to_zone": "site",
        "supply_c": 108,
        "return_c": 60,
        "length_m": 500,
        "max_mw": 2,
        "dt_contribution_k": 10,
    }
    case = two_seasons(
        zones=[{"name": "site"}, {"name": "far"}],
        sources=[],
        sinks=[liquid("water", 80, 2.5)],
        loops=[line],
        heat_pumps=None,
        series={},
    )
    problem = design_problem(case)
    # Its water is heated to 108 degC, 10 K more on the shifted scale.
    assert problem.loops[0].warming[0].top_c == pytest.approx([118, 118])
    assert problem.boilers[0].level_c == pytest.approx(118, abs=SHIFT_TOLERANCE_K)


def test_a_line_of_its_sinks_own_water_is_kept_warm_where_the_sink_stands() -> None:
    line = {
        "name": "line",
        "from_zone": "far",
        "to_zone": "site",
        "same_water_as": "network",
        "length_m": 500,
        "max_mw": 2,
    }
    case = two_seasons(zones=[{"name": "site"}, {"name": "far"}], loops=[line], heat_pumps=None)
    problem = design_problem(case)
    assert problem.loops[0].warming[0].top_c == pytest.approx(problem.demands[0].pieces[0].top_c)


def test_steam_is_preheating_then_a_jump_at_saturation() -> None:
    steam = {
        "name": "steam",
        "zone": "site",
        "kind": "steam",
        "pressure_bar": 4,
        "condensate_return_share": 0.8,
        "condensate_c": 95,
        "makeup_c": 12,
        "duty_mw": 1,
    }
    case = two_seasons(
        sources=[],
        sinks=[steam],
        heat_pumps=None,
        series={},
        boilers=[two_seasons().boilers[0].model_dump() | {"supply_max_c": 180}],
    )
    profile = sink_profile(case, case.sinks[0])
    evaporation, preheat, makeup = profile.pieces
    assert evaporation.top_c[0] == evaporation.bottom_c[0]
    assert evaporation.top_c[0] == pytest.approx(SATURATION_4_BAR_C, abs=SATURATION_TOLERANCE_K)
    assert (preheat.top_c[0], preheat.bottom_c[0]) == (evaporation.top_c[0], pytest.approx(95))
    assert (makeup.top_c[0], makeup.bottom_c[0]) == (pytest.approx(95), pytest.approx(12))
    # Steam tables (IAPWS): h' 604.7 and h'' 2738.1 kJ/kg at 4 bar; 398.0 at 95, 50.8 at 12 degC.
    total = (2738.1 - 604.7) + (604.7 - 398.0) + 0.2 * (398.0 - 50.8)
    shares = [float(piece.share[0]) for piece in profile.pieces]
    expected = [2133.4 / total, 206.7 / total, 69.4 / total]
    assert shares == pytest.approx(expected, abs=5e-4)


def test_a_store_of_network_water_keeps_its_pair_while_the_supply_follows_the_season() -> None:
    tank = {
        "name": "tank",
        "zone": "site",
        "supply_c": 85,
        "return_c": 40,
        "max_mwh": 20,
        "hours_to_fill": 5,
        "loss_share_per_day": 0.01,
        "same_water_as": "network",
    }
    (store,) = design_problem(two_seasons(stores=[tank], heat_pumps=None)).stores
    # The water of the network itself: the contribution of the sink on both sides, no exchanger.
    assert (store.charge_top_c, store.charge_bottom_c) == (87.5, 42.5)
    assert (store.discharge_top_c, store.discharge_bottom_c) == (87.5, 42.5)
    assert (1 - store.loss_share_per_h) ** 24 == pytest.approx(0.99)


def test_a_store_behind_exchangers_gives_heat_two_contributions_colder_than_it_takes() -> None:
    tank = {
        "name": "tank",
        "zone": "site",
        "supply_c": 85,
        "return_c": 40,
        "max_mwh": 20,
        "hours_to_fill": 5,
        "loss_share_per_day": 0.01,
        "dt_contribution_k": 2,
    }
    (store,) = design_problem(two_seasons(stores=[tank], heat_pumps=None)).stores
    assert store.charge_top_c - store.discharge_top_c == pytest.approx(4.0)


def test_a_loop_loses_heat_by_pipe_length_and_kelvin_above_ground() -> None:
    pipes = {
        "name": "pipes",
        "from_zone": "far",
        "to_zone": "site",
        "supply_c": 90,
        "return_c": 50,
        "length_m": 1000,
        "max_mw": 2,
        "loss_w_per_m_k": 0.3,
        "ground_c": 10,
    }
    case = two_seasons(zones=[{"name": "site"}, {"name": "far"}], loops=[pipes], heat_pumps=None)
    (loop,) = design_problem(case).loops
    # 0.3 W/(m K) x 1000 m x (80 + 40) K = 36 kW, for each built pipe pair.
    assert loop.loss_mw == pytest.approx([0.036, 0.036])
    assert loop.sent[0].top_c == pytest.approx([92.5, 92.5])
    assert loop.received[0].top_c == pytest.approx([87.5, 87.5])


def evaporator_level(name: str, evaporating_c: Any) -> EvaporatorLevel:
    """A level of a stream of which only the name is known."""
    stream: Any = SimpleNamespace(name=name)
    return EvaporatorLevel(stream, "", np.zeros(len(evaporating_c)), evaporating_c, 2.5)


def test_levels_close_above_a_colder_one_join_it() -> None:
    levels = [
        evaporator_level("warm", np.array([10.0, 11.0])),
        evaporator_level("cold", np.array([9.0, 9.5])),
        evaporator_level("hot", np.array([12.0, 20.0])),
    ]
    assert [level.stream.name for level in merged(levels, 2.0)] == ["cold", "hot"]
    assert [level.stream.name for level in merged(levels, 0.0)] == ["cold", "warm", "hot"]


def test_a_sink_next_to_its_source_is_left_to_direct_exchange() -> None:
    luke = {
        "name": "luke",
        "zone": "site",
        "kind": "liquid",
        "t_in_c": 10,
        "t_out_c": 25,
        "duty_mw": 1,
    }
    series = {"effluent_c": (8.0, 18.0)}
    problem = design_problem(two_seasons(sinks=[luke], series=series))
    reasons = {d.tag: d.reason for d in problem.dropped}
    assert "next to no lift" in reasons["chillers_to_luke_r600a"]
    assert all(unit.source != "chillers" for unit in problem.heat_pumps)


def test_a_machine_beyond_its_limits_is_dropped_unless_they_are_lifted() -> None:
    options = two_seasons().heat_pumps
    assert options is not None
    ammonia = options.model_dump() | {"refrigerants": ["R717"]}
    lifting = ammonia | {"lift_machine_limits": True}
    series = two_seasons().series | {"supply_c": (85.0, 85.0)}
    held = design_problem(two_seasons(heat_pumps=ammonia, series=series))
    lifted = design_problem(two_seasons(heat_pumps=lifting, series=series))
    tag = "effluent_to_network_r717"
    assert tag not in [unit.tag for unit in held.heat_pumps]
    assert "discharge" in next(d.reason for d in held.dropped if d.tag == tag)
    assert tag in [unit.tag for unit in lifted.heat_pumps]
