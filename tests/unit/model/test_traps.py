"""The traps of the formulation that a small problem with an answer by hand can hold."""

from dataclasses import replace
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest

from industrial_hp.errors import UsageError
from industrial_hp.model.formulation import formulate
from industrial_hp.pinch import Stream
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.grids import Grid
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import (
    Boiler,
    DesignProblem,
    Emissions,
    HeatDemand,
    HeatPump,
    HeatSource,
    HeatStore,
    Loop,
    Periods,
    Piece,
    Prices,
)
from industrial_hp.superstructure.size_limits import Ends, Load, largest_heat_mw
from industrial_hp.superstructure.stream_table import target_problem
from industrial_hp.thermo.ideal_cop import carnot_cop

PROOF = solver_profile("proof")
COST_SHARE = 1e-6
HEAT_EUR = 60.0
ELECTRICITY_EUR = 100.0
ZERO_CELSIUS_K = 273.15


def array(values: Any, count: int) -> Any:
    return np.full(count, float(values)) if np.isscalar(values) else np.array(values, dtype=float)


def span(top_c: Any, bottom_c: Any, count: int = 1) -> tuple[Piece, ...]:
    return (Piece(array(top_c, count), array(bottom_c, count), np.ones(count)),)


def demand(top_c: Any, bottom_c: Any, heat_mw: Any, zone: str = "a", count: int = 1) -> HeatDemand:
    return HeatDemand(f"sink_{zone}", "", zone, array(heat_mw, count), span(top_c, bottom_c, count))


def source(
    top_c: Any, bottom_c: Any, heat_mw: Any, zone: str = "a", count: int = 1, **changes: Any
) -> HeatSource:
    made = HeatSource(
        name=f"source_{zone}",
        title="",
        zone=zone,
        heat_mw=array(heat_mw, count),
        pieces=span(top_c, bottom_c, count),
        must_use=False,
        unused_electricity_share=np.zeros(count),
        unused_other_eur_per_mwh=0.0,
        cooled_today=False,
        auxiliary_electricity_share=np.zeros(count),
        max_mwh_per_a=None,
        connection=None,
    )
    return replace(made, **changes)


def cost_law(annual_fixed_eur: float, annual_eur_per_size: float) -> Investment:
    return Investment(
        law="test",
        fixed_eur=0.0,
        eur_per_size=0.0,
        lifetime_a=20.0,
        fixed_om_eur_per_size_a=0.0,
        variable_om_eur_per_mwh=0.0,
        annual_fixed_eur=annual_fixed_eur,
        annual_eur_per_size=annual_eur_per_size,
        size_min=0.0,
        size_max=100.0,
    )


def machine(low_c: Any, high_c: Any, cop: Any, count: int = 1, **changes: Any) -> HeatPump:
    made = HeatPump(
        tag="machine",
        zone="a",
        cycle="ideal",
        refrigerant="",
        source="",
        source_part="",
        sink="",
        sink_part="",
        evaporating_c=array(low_c, count),
        condensing_c=array(high_c, count),
        condenser=span(high_c, high_c, count),
        evaporator=span(low_c, low_c, count),
        cop=array(cop, count),
        electricity_share=1 / array(cop, count),
        capacity_factor=np.ones(count),
        max_size_mw=10.0,
        min_size_mw=0.0,
        max_heat_mw=np.full(count, 10.0),
        investment=None,
        design_period=0,
    )
    return replace(made, **changes)


def loop(supply_c: float, return_c: float, count: int = 1, **changes: Any) -> Loop:
    made = Loop(
        name="pipes",
        title="",
        from_zone="a",
        to_zone="b",
        supply_c=array(supply_c, count),
        return_c=array(return_c, count),
        sent=span(supply_c, return_c, count),
        received=span(supply_c, return_c, count),
        warming=span(supply_c, return_c, count),
        loss_mw=np.zeros(count),
        loss_share=0.0,
        pumping_share=0.0,
        pumping_eur_per_mwh=0.0,
        max_size_mw=10.0,
        investment=None,
    )
    return replace(made, **changes)


def store(supply_c: float, return_c: float, **changes: Any) -> HeatStore:
    made = HeatStore(
        name="tank",
        title="",
        zone="a",
        charge_top_c=supply_c,
        charge_bottom_c=return_c,
        discharge_top_c=supply_c,
        discharge_bottom_c=return_c,
        max_size_mwh=1000.0,
        hours_to_fill=1.0,
        loss_share_per_h=0.0,
        investment=cost_law(0.0, 0.0),
    )
    return replace(made, **changes)


ONE_HOUR = Periods(np.ones(1), np.ones(1), (0,), (0,), ("p",))
TWO_DAYS_OF_ONE_HOUR = Periods(np.ones(2), np.ones(2), (0, 1), (0, 1), ("p", "q"))


def problem(periods: Periods = ONE_HOUR, zones: str = "a", **parts: Any) -> DesignProblem:
    """Zones with a hot utility at 60 EUR/MWh and free dumping; electricity 100 EUR/MWh."""
    count = periods.count
    made = DesignProblem(
        periods=periods,
        zones=tuple(zones),
        demands=(),
        sources=(),
        heat_pumps=(),
        boilers=tuple(
            Boiler(f"boiler_{z}", "", z, "gas", 1.0, 300.0, None, 100.0, None) for z in zones
        ),
        stores=(),
        loops=(),
        grids=tuple(Grid(z, 0.0, None, np.zeros(count)) for z in zones),
        emissions=Emissions(np.zeros(count), {}),
        prices=Prices(np.full(count, ELECTRICITY_EUR), {"gas": np.full(count, HEAT_EUR)}),
        surplus=dict.fromkeys(zones, "free"),
    )
    return replace(made, **parts)


def solved(of: DesignProblem) -> tuple[pyo.ConcreteModel, float]:
    model = formulate(of)
    result = solve(model, PROOF)
    assert result.status == "optimal"
    return model, result.objective


def cost(of: DesignProblem) -> float:
    return solved(of)[1]


def euros(expected: float) -> Any:
    return pytest.approx(expected, rel=COST_SHARE, abs=1e-6)


def test_latent_loads_at_one_level_exchange_all_their_heat() -> None:
    assert cost(problem(sources=(source(90, 90, 1),), demands=(demand(90, 90, 1),))) == euros(0)


def test_a_latent_source_gives_nothing_to_a_sink_that_begins_at_its_level() -> None:
    parts = {"sources": (source(90, 90, 1),), "demands": (demand(120, 90, 1),)}
    assert cost(problem(**parts)) == euros(HEAT_EUR)


def test_a_latent_source_serves_a_sink_that_ends_at_its_level() -> None:
    assert cost(problem(sources=(source(90, 90, 1),), demands=(demand(90, 40, 1),))) == euros(0)


def test_a_latent_sink_takes_nothing_from_a_source_that_begins_at_its_level() -> None:
    # A gliding source loses its first kelvin: only heat at or above the level may pass.
    parts = {"sources": (source(90, 40, 1),), "demands": (demand(90, 90, 1),)}
    assert cost(problem(**parts)) == euros(HEAT_EUR)


def test_condenser_and_evaporator_meet_latent_streams_at_their_own_level() -> None:
    parts = {"sources": (source(40, 40, 5),), "demands": (demand(90, 90, 1),)}
    with_machine = problem(heat_pumps=(machine(40, 90, 4),), **parts)
    assert cost(with_machine) == euros(ELECTRICITY_EUR / 4)


def test_an_evaporator_takes_nothing_from_a_latent_source_below_it() -> None:
    parts = {"sources": (source(39, 39, 5),), "demands": (demand(90, 90, 1),)}
    assert cost(problem(heat_pumps=(machine(40, 90, 4),), **parts)) == euros(HEAT_EUR)


def test_dtmin_is_shifted_once_between_streams() -> None:
    table = (Stream("hot", 100, 60, 1000, 5.0), Stream("cold", 50, 90, 1000, 5.0))
    target = target_of(table, step_k=None)
    assert cost(target) == euros(0)


def test_cop_is_that_of_refrigerant_temperatures_in_kelvin() -> None:
    # Source at 40, sink at 60 degC, d = 5 K on every side: levels 35 and 65, machine 30 -> 70.
    table = (Stream("hot", 40, 40, 9000, 5.0, "hot"), Stream("cold", 60, 60, 1000, 5.0, "cold"))
    by_hand = 0.5 * (70 + ZERO_CELSIUS_K) / (70 - 30)
    assert by_hand == pytest.approx(4.289375)
    target = target_of(table, step_k=5.0)
    unit = next(u for u in target.heat_pumps if u.tag == "a_35_65")
    assert unit.evaporating_c[0] == 30
    assert unit.condensing_c[0] == 70
    assert unit.cop[0] == pytest.approx(by_hand, rel=1e-12)
    assert cost(replace(target, heat_pumps=(unit,))) == euros(ELECTRICITY_EUR / by_hand)


def target_of(
    table: tuple[Stream, ...], *, step_k: float | None, eta: float = 0.5, price: float = 100.0
) -> DesignProblem:
    return target_problem(
        {"a": table},
        level_step_k=step_k,
        dtmin_k=10.0,
        eta=eta,
        heat_eur_per_mwh=HEAT_EUR,
        electricity_eur_per_mwh=price,
        max_units=None,
    )


def test_zero_or_negative_lift_is_refused_and_never_offered() -> None:
    for warm_k in (300.0, 299.0):
        with pytest.raises(UsageError, match="no lift"):
            carnot_cop(300.0, warm_k)
    table = (Stream("hot", 90, 30, 1000, 5.0), Stream("cold", 20, 80, 1000, 5.0))
    lifts = [u.condensing_c[0] - u.evaporating_c[0] for u in target_of(table, step_k=5).heat_pumps]
    assert min(lifts) >= 5.0


def test_a_machine_of_cop_one_or_less_is_not_offered() -> None:
    table = (Stream("hot", 30, 20, 1000, 5.0), Stream("cold", 150, 180, 1000, 5.0))
    cops = [u.cop[0] for u in target_of(table, step_k=10, eta=0.2).heat_pumps]
    assert cops
    assert min(cops) > 1


@pytest.mark.parametrize("price", [HEAT_EUR, 0.0, -50.0])
def test_cheap_or_negative_electricity_has_a_finite_proved_optimum(price: float) -> None:
    table = (Stream("hot", 30, 20, 1000, 5.0), Stream("cold", 50, 70, 1500, 5.0))
    target = target_of(table, step_k=5.0, price=price)
    found = cost(target)
    assert np.isfinite(found)
    if price >= 0:
        assert 0 <= found <= HEAT_EUR * 1.5
    else:
        assert found < 0


def test_heat_of_one_period_does_not_serve_another() -> None:
    of = problem(
        TWO_DAYS_OF_ONE_HOUR,
        sources=(source(90, 60, [5, 0], count=2),),
        demands=(demand(50, 30, [0, 1], count=2),),
    )
    assert cost(of) == euros(HEAT_EUR)


NO_DUMPING = {"surplus": {"a": "none"}}
"""What is not taken stays with the source, where its cooling of today costs money."""


def test_heat_that_must_leave_costs_its_cooling_until_it_is_used() -> None:
    cooled = source(30, 30, 3, unused_electricity_share=np.array([0.2]), cooled_today=True)
    parts = {"sources": (cooled,), "demands": (demand(90, 90, 1),), **NO_DUMPING}
    alone = problem(**parts)
    assert cost(alone) == euros(HEAT_EUR + 3 * 0.2 * ELECTRICITY_EUR)
    # COP 1.5: dearer than the boiler but for the 1/3 MW of cooling that it saves.
    unit = machine(30, 90, 1.5)
    dear = cost(problem(heat_pumps=(unit,), **parts))
    assert dear == euros(HEAT_EUR + 60)
    # COP 2.5: 40 of electricity less 0.6 MW x 20 of cooling.
    unit = machine(30, 90, 2.5)
    good = cost(problem(heat_pumps=(unit,), **parts))
    assert good == euros(40 + (3 - 0.6) * 20)


def test_heat_that_may_stay_unused_costs_nothing() -> None:
    of = problem(sources=(source(30, 30, 3),), demands=(demand(90, 90, 1),))
    assert cost(of) == euros(HEAT_EUR)


def test_cooling_saved_can_pay_for_a_machine_that_heat_alone_would_not() -> None:
    sink, unit = (demand(90, 90, 1),), machine(30, 90, 1.6)
    cooled = source(30, 30, 3, unused_other_eur_per_mwh=10.0, cooled_today=True)
    optional = problem(sources=(source(30, 30, 3),), demands=sink, heat_pumps=(unit,), **NO_DUMPING)
    mandatory = problem(sources=(cooled,), demands=sink, heat_pumps=(unit,), **NO_DUMPING)
    assert cost(optional) == euros(HEAT_EUR)
    # 62.5 of electricity against 60 of heat and 3.75 of cooling.
    assert cost(mandatory) == euros(62.5 + (3 - 0.375) * 10)


def test_a_part_of_a_source_in_pieces_may_be_cooled_a_little() -> None:
    # No surplus may leave: 1 MW at 60 -> 50 is used of 4 MW at 60 -> 20, the rest is not.
    whole = source(60, 20, 4)
    part = Piece(np.array([60.0]), np.array([50.0]), np.array([0.25]))
    rest = Piece(np.array([50.0]), np.array([20.0]), np.array([0.75]))
    sink = (demand(50, 40, 1),)
    kept = {"surplus": {"a": "none"}, "demands": sink}
    assert cost(problem(sources=(replace(whole, pieces=(part, rest)),), **kept)) == euros(0)
    model, _ = solved(problem(sources=(replace(whole, pieces=(part, rest)),), **kept))
    assert model.heat_sources.heat_mw.answer.sum() == pytest.approx(1.0)


def test_the_receiving_end_of_a_loop_gets_the_sent_heat_less_its_loss() -> None:
    of = problem(
        zones="ab",
        sources=(source(90, 90, 1),),
        demands=(demand(60, 60, 1, zone="b"),),
        loops=(loop(80, 70, loss_share=0.02),),
    )
    model, found = solved(of)
    assert pyo.value(model.loops.sent_mw["pipes", 0]) == pytest.approx(1.0)
    assert pyo.value(model.boilers.heat_mw["boiler_b", 0]) == pytest.approx(0.02)
    assert found == euros(0.02 * HEAT_EUR)


BOILER_A = (Boiler("boiler_a", "", "a", "gas", 1.0, 300.0, None, 100.0, None),)
BOILER_B = (Boiler("boiler_b", "", "b", "gas", 1.0, 300.0, None, 100.0, None),)


def warm_pipes(boilers: tuple[Boiler, ...], demand_mw: list[float], **law: Any) -> DesignProblem:
    """A source that stops after the first of two periods, pipes that always lose 0.1 MW."""
    pipes = loop(80, 70, 2, loss_mw=np.full(2, 0.1), investment=cost_law(5.0, 1.0))
    return problem(
        TWO_DAYS_OF_ONE_HOUR,
        zones="ab",
        boilers=boilers,
        sources=(source(90, 90, [4, 0], count=2),),
        demands=(demand(60, 60, demand_mw, zone="b", count=2),),
        loops=(replace(pipes, **law),),
    )


def test_pipes_that_are_built_stay_warm_and_lose_heat_when_none_is_needed() -> None:
    model, found = solved(warm_pipes(BOILER_A, [3, 0]))
    assert pyo.value(model.loops.sent_mw["pipes", 0]) == pytest.approx(3.1)
    assert pyo.value(model.loops.sent_mw["pipes", 1]) == pytest.approx(0.1)
    # Fixed 5, 3.1 MW at 1, and the boiler that keeps them warm in the second period.
    assert found == euros(5 + 3.1 + 0.1 * HEAT_EUR)


def test_pipes_whose_source_stops_are_kept_warm_from_their_far_end() -> None:
    # Nothing but the source can send: in the second period the far boiler makes 1 MW for its
    # sink and 0.1 MW for the pipes, and the pumps run for those 0.1 MW.
    model, found = solved(warm_pipes(BOILER_B, [3, 1], pumping_share=0.02))
    assert pyo.value(model.loops.sent_mw["pipes", 1]) == pytest.approx(0.0)
    assert pyo.value(model.loops.warming_mw["pipes", 1]) == pytest.approx(0.1)
    pumping = 0.02 * (3.1 + 0.1) * ELECTRICITY_EUR
    assert found == euros(5 + 3.1 + 1.1 * HEAT_EUR + pumping)


def test_pipes_are_not_warmed_by_what_is_colder_than_they_are() -> None:
    # At the far end 0.5 MW of 85 degC is free; the water of the pipes is heated from 82 to 92.
    cold = source(85, 85, 0.5, zone="b", count=2)
    of = warm_pipes(BOILER_B, [3, 0], warming=span(92, 82, 2))
    _, found = solved(replace(of, sources=(*of.sources, cold)))
    # That source serves 0.5 MW of the sink, later 3 of 10 K of the pipes; the boiler the rest.
    assert found == euros(5 + 2.6 + 0.7 * 0.1 * HEAT_EUR)


def test_pipes_that_nothing_keeps_warm_are_not_built() -> None:
    gas = (Boiler("boiler_b", "", "b", "gas", 1.0, 65.0, None, 100.0, None),)
    _, found = solved(warm_pipes(gas, [3, 1]))
    assert found == euros(4 * HEAT_EUR)


def test_what_keeps_pipes_warm_bears_the_share_that_is_lost_too() -> None:
    model, _ = solved(warm_pipes(BOILER_A, [3, 0], loss_share=0.2))
    # 0.8 x 0.125 MW just covers the loss; less would leave the far end below zero.
    assert pyo.value(model.loops.sent_mw["pipes", 0]) == pytest.approx(3.1 / 0.8)
    assert pyo.value(model.loops.sent_mw["pipes", 1]) == pytest.approx(0.125)


def test_pipes_that_stand_already_stay_warm() -> None:
    # What the source of the receiving end cannot heat, the far boiler keeps warm.
    of = problem(
        zones="ab",
        boilers=BOILER_A,
        sources=(source(75, 75, 1, zone="b"),),
        demands=(demand(60, 60, 0.5, zone="b"),),
        loops=(loop(80, 70, loss_mw=np.full(1, 0.1)),),
    )
    model, found = solved(of)
    assert pyo.value(model.loops.sent_mw["pipes", 0]) == pytest.approx(0.1)
    assert found == euros(0.1 * HEAT_EUR)
    # Where that source is hot enough, its surplus keeps them warm for nothing.
    hot = replace(of, sources=(source(90, 90, 1, zone="b"),))
    assert cost(hot) == euros(0.0)


def test_a_unit_that_changes_level_by_season_is_bought_once() -> None:
    unit = machine([10, 20], [70, 60], [3, 4], 2, investment=cost_law(7.0, 2.0))
    of = problem(
        TWO_DAYS_OF_ONE_HOUR,
        sources=(source([10, 20], [10, 20], [9, 9], count=2),),
        demands=(demand([70, 60], [70, 60], [3, 2], count=2),),
        heat_pumps=(unit,),
        max_units=1,
    )
    model, found = solved(of)
    assert pyo.value(model.heat_pumps.size_mw["machine"]) == pytest.approx(3.0)
    assert found == euros(7 + 2 * 3 + ELECTRICITY_EUR * (3 / 3 + 2 / 4))


def test_the_size_that_is_priced_is_the_size_that_bounds() -> None:
    # Half its rated heat in the second period: 2 MW there ask for 4 MW rated.
    unit = machine(
        10,
        70,
        4,
        2,
        investment=cost_law(3.0, 5.0),
        capacity_factor=np.array([1.0, 0.5]),
    )
    of = problem(
        TWO_DAYS_OF_ONE_HOUR,
        sources=(source(10, 10, 9, count=2),),
        demands=(demand(70, 70, [1, 2], count=2),),
        heat_pumps=(unit,),
    )
    model, found = solved(of)
    assert pyo.value(model.heat_pumps.size_mw["machine"]) == pytest.approx(4.0)
    assert found == euros(3 + 5 * 4 + ELECTRICITY_EUR * 3 / 4)


def isothermal(low_c: float, high_c: float, cop: float = 4.0) -> Ends:
    return Ends(span(high_c, high_c), span(low_c, low_c), np.array([cop]), np.ones(1))


def test_big_m_counts_only_what_the_condenser_can_reach() -> None:
    cold = [Load(span(100, 50), np.array([5.0]))]
    hot = [Load(span(20, 20), np.array([90.0]))]
    (limit,) = largest_heat_mw([isothermal(20, 60)], cold, hot)
    assert limit[0] == pytest.approx(1.0)


def test_big_m_follows_the_heat_that_the_evaporator_can_get() -> None:
    cold = [Load(span(60, 50), np.array([5.0]))]
    hot = [Load(span(40, 20), np.array([3.0]))]
    (limit,) = largest_heat_mw([isothermal(30, 60)], cold, hot)
    assert limit[0] == pytest.approx(1.5 * 4 / 3)


def test_big_m_of_a_zone_without_streams_is_not_zero() -> None:
    # A closed circuit between two sites: heat comes and goes by loops only.
    arriving, leaving = Load(span(30, 20), np.array([3.0])), Load(span(80, 60), np.array([8.0]))
    (limit,) = largest_heat_mw([isothermal(20, 80)], [leaving], [arriving])
    assert limit[0] == pytest.approx(4.0)


def test_big_m_of_the_lower_machine_of_a_cascade_is_not_zero() -> None:
    cold, hot = [Load(span(90, 90), np.array([2.0]))], [Load(span(10, 10), np.array([9.0]))]
    lower, upper = largest_heat_mw([isothermal(10, 50), isothermal(50, 90)], cold, hot)
    assert lower[0] >= 1.5
    assert upper[0] == pytest.approx(2.0)


def test_two_machines_in_a_row_lift_heat_across_a_zone_without_streams() -> None:
    lower = machine(10, 50, 4, tag="lower")
    upper = machine(50, 90, 4, tag="upper")
    of = problem(
        sources=(source(10, 10, 9),), demands=(demand(90, 90, 2),), heat_pumps=(lower, upper)
    )
    # 2 MW by the upper machine with 0.5 MW of work; its 1.5 MW by the lower one with 0.375 MW.
    assert cost(of) == euros(ELECTRICITY_EUR * (0.5 + 0.375))


ONE_DAY = Periods(np.array([8.0, 16.0]), np.full(2, 100.0), (0, 0), (1, 0), ("night", "day"))
TWO_DAYS = Periods(np.array([24.0, 24.0]), np.full(2, 100.0), (0, 1), (0, 1), ("summer", "winter"))


def test_a_store_does_not_lift_heat() -> None:
    parts = {
        "sources": (source(60, 60, [4, 0], count=2),),
        "demands": (demand(80, 80, [0, 1], count=2),),
    }
    without = cost(problem(ONE_DAY, **parts))
    for supply_c, return_c in ((90, 45), (60, 40), (80, 50)):
        assert cost(problem(ONE_DAY, stores=(store(supply_c, return_c),), **parts)) == euros(
            without
        )


def test_a_store_brings_heat_from_one_block_of_a_day_to_another() -> None:
    tank = store(80, 50, investment=cost_law(0.0, 1.0))
    of = problem(
        ONE_DAY,
        sources=(source(90, 90, [4, 0], count=2),),
        demands=(demand(50, 50, [0, 1], count=2),),
        stores=(tank,),
    )
    model, found = solved(of)
    # 1 MW for 16 h: 16 MWh a day, on every one of the 100 days, in one tank of 16 MWh.
    assert pyo.value(model.heat_stores.size_mwh["tank"]) == pytest.approx(16.0)
    assert found == euros(16.0)


def test_a_daily_store_does_not_carry_heat_from_summer_to_winter() -> None:
    of = problem(
        TWO_DAYS,
        sources=(source(90, 90, [4, 0], count=2),),
        demands=(demand(50, 50, [0, 1], count=2),),
        stores=(store(80, 50),),
    )
    assert cost(of) == euros(24 * 100 * HEAT_EUR)


def test_a_store_loses_its_share_for_every_hour_of_a_block() -> None:
    tank = store(80, 50, loss_share_per_h=0.01)
    of = problem(
        ONE_DAY,
        sources=(source(90, 90, [1, 0], count=2),),
        demands=(demand(50, 50, [0, 1], count=2),),
        stores=(tank,),
    )
    # Full at the end of the night with E = k8 e + 8; the day ends with e = k16 E - 16 d = 0.
    kept = 0.99**16
    discharged = kept * 8 / 16
    _, found = solved(of)
    assert found == euros((1 - discharged) * 16 * 100 * HEAT_EUR)


def test_a_full_discharge_takes_as_long_as_stated() -> None:
    tank = store(80, 50, hours_to_fill=10.0, max_size_mwh=5.0)
    of = problem(
        ONE_DAY,
        sources=(source(90, 90, [4, 0], count=2),),
        demands=(demand(50, 50, [0, 1], count=2),),
        stores=(tank,),
    )
    # 5 MWh over 10 h is 0.5 MW: 8 h of charging fill 4 MWh, which spread over 16 h.
    assert cost(of) == euros((16 - 4) * 100 * HEAT_EUR)
