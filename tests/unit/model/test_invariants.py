"""What holds for every problem: random zones, streams, periods, machines and prices.

All offers stand at the same shifted levels, and nothing has a fixed cost unless a test says so.
Electricity may be free or have a negative price.
"""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.model.formulation import formulate
from industrial_hp.pinch import Stream, problem_table
from industrial_hp.solving.highs import SolveResult, solve
from industrial_hp.solving.options import SolverOptions
from industrial_hp.superstructure.grids import Grid
from industrial_hp.superstructure.problem import (
    Boiler,
    DesignProblem,
    Emissions,
    HeatDemand,
    HeatPump,
    HeatSource,
    Loop,
    Periods,
    Piece,
    Prices,
)
from industrial_hp.thermo.ideal_cop import carnot_cop
from industrial_hp.units import k_from_c, kw_from_mw

HEAT_TOLERANCE_MW = 1e-6
MONEY_SHARE = 1e-6
MONEY_FLOOR_EUR = 1e-3
EXACT = SolverOptions(gap=1e-9, threads=1, extra={"mip_abs_gap": 0.0})
LARGEST_MW = 20.0
APPROACH_K = 2.5
ETA = 0.5
HOT_UTILITY_C = 400.0

few = settings(deadline=None, derandomize=True, max_examples=15)


@dataclass(frozen=True)
class Row:
    """A stream of a zone: shifted ends and heat in every period."""

    zone: str
    is_hot: bool
    top_c: tuple[int, ...]
    bottom_c: tuple[int, ...]
    heat_mw: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A whole random problem as plain numbers."""

    rows: tuple[Row, ...]
    levels_c: tuple[int, ...]
    hours: tuple[int, ...]
    heat_eur_per_mwh: int
    electricity_eur_per_mwh: tuple[int, ...]
    loop_c: tuple[int, int] | None


@st.composite
def rows(draw: st.DrawFn, zones: list[str], count: int, is_hot: bool | None = None) -> Row:
    bottoms = draw(st.lists(st.integers(0, 12), min_size=count, max_size=count))
    glides = draw(st.lists(st.integers(0, 6), min_size=count, max_size=count))
    heats = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    return Row(
        draw(st.sampled_from(zones)),
        draw(st.booleans()) if is_hot is None else is_hot,
        tuple(10 * (b + g) for b, g in zip(bottoms, glides, strict=True)),
        tuple(10 * b for b in bottoms),
        tuple(heats),
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    zones = draw(st.sampled_from([["a"], ["a", "b"]]))
    count = draw(st.integers(1, 3))
    found = [draw(rows(zones, count, is_hot)) for is_hot in (True, False)]
    found += draw(st.lists(rows(zones, count), max_size=3))
    return Table(
        rows=tuple(found),
        levels_c=tuple(
            sorted(draw(st.sets(st.sampled_from(range(5, 146, 10)), min_size=2, max_size=3)))
        ),
        hours=tuple(draw(st.lists(st.integers(1, 9), min_size=count, max_size=count))),
        heat_eur_per_mwh=draw(st.sampled_from([20, 60])),
        electricity_eur_per_mwh=tuple(
            draw(st.lists(st.sampled_from([-40, 0, 50, 130]), min_size=count, max_size=count))
        ),
        loop_c=draw(st.sampled_from([None, (60, 40), (90, 50)])) if len(zones) > 1 else None,
    )


def flat(value: float, count: int) -> Any:
    return np.full(count, float(value))


def machine(zone: str, low_c: float, high_c: float, count: int, eta: float) -> HeatPump:
    cop = max(eta * carnot_cop(k_from_c(low_c - APPROACH_K), k_from_c(high_c + APPROACH_K)), 1.01)
    return HeatPump(
        tag=f"{zone}_{low_c:g}_{high_c:g}",
        zone=zone,
        cycle="ideal",
        refrigerant="",
        source="",
        source_part="",
        sink="",
        sink_part="",
        evaporating_c=flat(low_c - APPROACH_K, count),
        condensing_c=flat(high_c + APPROACH_K, count),
        condenser=(Piece(flat(high_c, count), flat(high_c, count), np.ones(count)),),
        evaporator=(Piece(flat(low_c, count), flat(low_c, count), np.ones(count)),),
        cop=flat(cop, count),
        electricity_share=flat(1 / cop, count),
        capacity_factor=np.ones(count),
        max_size_mw=LARGEST_MW,
        min_size_mw=0.0,
        max_heat_mw=flat(LARGEST_MW, count),
        investment=None,
        design_period=0,
    )


def loop(supply_c: float, return_c: float, count: int) -> Loop:
    sent = Piece(flat(supply_c + 2.5, count), flat(return_c + 2.5, count), np.ones(count))
    received = Piece(flat(supply_c - 2.5, count), flat(return_c - 2.5, count), np.ones(count))
    return Loop(
        name="pipes",
        title="",
        from_zone="a",
        to_zone="b",
        supply_c=flat(supply_c, count),
        return_c=flat(return_c, count),
        sent=(sent,),
        received=(received,),
        warming=(sent,),
        loss_mw=np.zeros(count),
        loss_share=0.05,
        pumping_share=0.01,
        pumping_eur_per_mwh=1.0,
        max_size_mw=LARGEST_MW,
        investment=None,
    )


def source(row: Row, name: str) -> HeatSource:
    count = len(row.heat_mw)
    return HeatSource(
        name=name,
        title=name,
        zone=row.zone,
        heat_mw=np.array(row.heat_mw, dtype=float),
        pieces=(piece(row),),
        must_use=True,
        unused_electricity_share=np.zeros(count),
        unused_other_eur_per_mwh=0.0,
        cooled_today=False,
        auxiliary_electricity_share=np.zeros(count),
        max_mwh_per_a=None,
        connection=None,
    )


def piece(row: Row) -> Piece:
    return Piece(
        np.array(row.top_c, dtype=float),
        np.array(row.bottom_c, dtype=float),
        np.ones(len(row.heat_mw)),
    )


def problem_of(table: Table, eta: float = ETA, max_units: int | None = None) -> DesignProblem:
    count = len(table.hours)
    zones = tuple(
        sorted({row.zone for row in table.rows} | ({"a", "b"} if table.loop_c else set()))
    )
    pairs = [(low, high) for low in table.levels_c for high in table.levels_c if high > low]
    named = [(f"s{index}", row) for index, row in enumerate(table.rows)]
    return DesignProblem(
        periods=Periods(
            np.array(table.hours, dtype=float),
            np.ones(count),
            tuple(range(count)),
            tuple(range(count)),
            tuple(f"p{p}" for p in range(count)),
        ),
        zones=zones,
        demands=tuple(
            HeatDemand(name, name, row.zone, np.array(row.heat_mw, dtype=float), (piece(row),))
            for name, row in named
            if not row.is_hot
        ),
        sources=tuple(source(row, name) for name, row in named if row.is_hot),
        heat_pumps=tuple(machine(z, low, high, count, eta) for z in zones for low, high in pairs),
        boilers=tuple(
            Boiler(f"boiler_{z}", "", z, "gas", 1.0, HOT_UTILITY_C, None, 100.0, None)
            for z in zones
        ),
        stores=(),
        loops=(loop(*table.loop_c, count),) if table.loop_c else (),
        grids=tuple(Grid(z, 0.0, None, np.zeros(count)) for z in zones),
        emissions=Emissions(np.zeros(count), {}),
        prices=Prices(
            np.array(table.electricity_eur_per_mwh, dtype=float),
            {"gas": flat(table.heat_eur_per_mwh, count)},
        ),
        surplus=dict.fromkeys(zones, "free"),
        max_units=max_units,
    )


def solved(problem: DesignProblem) -> tuple[pyo.ConcreteModel, SolveResult]:
    model = formulate(problem)
    result = solve(model, EXACT)
    assert result.has_answer
    return model, result


def cost_eur(problem: DesignProblem) -> float:
    return solved(problem)[1].objective


def same(expected_eur: float) -> Any:
    return pytest.approx(expected_eur, rel=MONEY_SHARE, abs=MONEY_FLOOR_EUR)


def at_most(cost: float, limit: float) -> bool:
    return cost <= limit + max(MONEY_FLOOR_EUR, MONEY_SHARE * abs(limit))


def value(variable: Any) -> float:
    return float(pyo.value(variable))


def boiler_mw(model: Any, zone: str, p: int) -> float:
    return value(model.boilers.heat_mw[f"boiler_{zone}", p])


def surplus_mw(model: Any, zone: str, p: int) -> float:
    return float(model.heat_cascade.surplus_mw.values_of(zone)[p])


def loop_end_mw(problem: DesignProblem, model: Any, zone: str, p: int) -> float:
    """Heat that loops bring to a zone, less what they take."""
    net = 0.0
    for pipes in problem.loops:
        sent = value(model.loops.sent_mw[pipes.name, p])
        net += (1 - pipes.loss_share) * sent * (pipes.to_zone == zone)
        net -= sent * (pipes.from_zone == zone)
    return net


@few
@given(tables())
def test_energy_balances_in_every_zone_and_period(table: Table) -> None:
    problem = problem_of(table)
    model, _ = solved(problem)
    for zone in problem.zones:
        for p in range(problem.periods.count):
            net = boiler_mw(model, zone, p) - surplus_mw(model, zone, p)
            net += loop_end_mw(problem, model, zone, p)
            net += sum(s.heat_mw[p] for s in problem.sources if s.zone == zone)
            net -= sum(d.heat_mw[p] for d in problem.demands if d.zone == zone)
            electricity = sum(
                value(model.heat_pumps.heat_mw[u.tag, p]) / u.cop[p]
                for u in problem.heat_pumps
                if u.zone == zone
            )
            assert net + electricity == pytest.approx(0.0, abs=HEAT_TOLERANCE_MW)


@few
@given(tables())
def test_no_residual_is_negative(table: Table) -> None:
    model, _ = solved(problem_of(table))
    for flow in (model.heat_cascade.residual_mw, model.heat_cascade.surplus_mw):
        assert flow.answer.min(initial=0.0) >= -HEAT_TOLERANCE_MW


@few
@given(tables())
def test_without_units_cost_is_that_of_the_problem_table(table: Table) -> None:
    problem = replace(problem_of(table), heat_pumps=(), loops=())
    expected = 0.0
    for zone in problem.zones:
        for p, hours in enumerate(table.hours):
            streams = [as_stream(row, p) for row in table.rows if row.zone == zone]
            found = [stream for stream in streams if stream is not None]
            if found:
                heat_mw = problem_table(found).hot_utility_kw / 1000
                expected += hours * table.heat_eur_per_mwh * heat_mw
    assert cost_eur(problem) == same(expected)


def as_stream(row: Row, p: int) -> Stream | None:
    if row.heat_mw[p] == 0:
        return None
    ends = (row.top_c[p], row.bottom_c[p]) if row.is_hot else (row.bottom_c[p], row.top_c[p])
    kind = "hot" if row.is_hot else "cold"
    return Stream("s", *ends, kw_from_mw(float(row.heat_mw[p])), 0.0, kind)  # type: ignore[arg-type]


@few
@given(tables())
def test_problem_table_with_the_chosen_units_returns_the_same_utilities(table: Table) -> None:
    problem = problem_of(table)
    model, _ = solved(problem)
    for zone in problem.zones:
        for p in range(problem.periods.count):
            streams = [as_stream(row, p) for row in table.rows if row.zone == zone]
            streams += [s for u in problem.heat_pumps if u.zone == zone for s in ends(model, u, p)]
            streams += pipe_ends(problem, model, zone, p)
            found = [stream for stream in streams if stream is not None]
            if not found:
                continue
            targets = problem_table(found)
            hot, cold = kw_from_mw(boiler_mw(model, zone, p)), surplus_mw(model, zone, p)
            assert targets.hot_utility_kw == pytest.approx(hot, abs=1e-3)
            assert targets.cold_utility_kw == pytest.approx(kw_from_mw(cold), abs=1e-3)


def ends(model: Any, unit: HeatPump, p: int) -> list[Stream | None]:
    heat = kw_from_mw(value(model.heat_pumps.heat_mw[unit.tag, p]))
    low, high = float(unit.evaporator[0].top_c[p]), float(unit.condenser[0].top_c[p])
    taken = heat * (1 - 1 / float(unit.cop[p]))
    return [latent(high, heat, "hot"), latent(low, taken, "cold")]


def latent(level_c: float, heat_kw: float, kind: str) -> Stream | None:
    if heat_kw < 1e-9:
        return None
    return Stream("u", level_c, level_c, heat_kw, 0.0, kind)  # type: ignore[arg-type]


def pipe_ends(problem: DesignProblem, model: Any, zone: str, p: int) -> list[Stream | None]:
    found: list[Stream | None] = []
    for pipes in problem.loops:
        sent = kw_from_mw(value(model.loops.sent_mw[pipes.name, p]))
        if sent < 1e-9:
            continue
        taken, given_off = pipes.sent[0], pipes.received[0]
        if pipes.from_zone == zone:
            cold = (float(taken.bottom_c[p]), float(taken.top_c[p]))
            found.append(Stream("l", *cold, sent, 0.0))
        if pipes.to_zone == zone:
            hot = (float(given_off.top_c[p]), float(given_off.bottom_c[p]))
            found.append(Stream("l", *hot, sent * (1 - pipes.loss_share), 0.0))
    return found


@few
@given(tables(), st.integers(0, 15))
def test_a_further_level_never_costs_more(table: Table, level: int) -> None:
    finer = replace(table, levels_c=tuple(sorted({*table.levels_c, 10 * level})))
    assert at_most(cost_eur(problem_of(finer)), cost_eur(problem_of(table)))


@few
@given(tables())
def test_higher_eta_never_costs_more_where_electricity_is_dearer_than_heat(table: Table) -> None:
    # Below the price of heat it may: a worse machine then turns cheap electricity into heat.
    dear = replace(table, electricity_eur_per_mwh=(130,) * len(table.hours))
    assert at_most(cost_eur(problem_of(dear, eta=0.7)), cost_eur(problem_of(dear, eta=0.4)))


@few
@given(tables())
def test_any_number_of_units_costs_no_more_than_two_than_one_than_none(table: Table) -> None:
    costs = [cost_eur(problem_of(table, max_units=most)) for most in (None, 2, 1, 0)]
    assert all(at_most(cost, limit) for cost, limit in pairwise(costs))
    assert costs[-1] == same(cost_eur(replace(problem_of(table), heat_pumps=())))


@few
@given(tables())
def test_splitting_every_stream_in_two_changes_nothing(table: Table) -> None:
    split = replace(problem_of(table), demands=(), sources=())
    whole = problem_of(table)
    demands = [
        replace(d, name=f"{d.name}_{k}", heat_mw=share * d.heat_mw)
        for d in whole.demands
        for k, share in enumerate((0.3, 0.7))
    ]
    sources = [
        replace(s, name=f"{s.name}_{k}", heat_mw=share * s.heat_mw)
        for s in whole.sources
        for k, share in enumerate((0.3, 0.7))
    ]
    split = replace(split, demands=tuple(demands), sources=tuple(sources))
    assert cost_eur(split) == same(cost_eur(whole))


@few
@given(tables())
def test_cutting_a_stream_into_pieces_changes_nothing(table: Table) -> None:
    whole = problem_of(table)
    cut = replace(
        whole,
        demands=tuple(replace(d, pieces=halves(d.pieces[0])) for d in whole.demands),
        sources=tuple(replace(s, pieces=halves(s.pieces[0])) for s in whole.sources),
    )
    assert cost_eur(cut) == same(cost_eur(whole))


def halves(whole: Piece) -> tuple[Piece, Piece]:
    middle = (whole.top_c + whole.bottom_c) / 2
    return (
        Piece(whole.top_c, middle, whole.share / 2),
        Piece(middle, whole.bottom_c, whole.share / 2),
    )


@few
@given(tables(), st.sampled_from([0.1, 3.0]))
def test_scaling_duties_scales_cost(table: Table, factor: float) -> None:
    whole = problem_of(table)
    scaled = replace(
        whole,
        demands=tuple(replace(d, heat_mw=factor * d.heat_mw) for d in whole.demands),
        sources=tuple(replace(s, heat_mw=factor * s.heat_mw) for s in whole.sources),
        heat_pumps=tuple(
            replace(u, max_size_mw=factor * u.max_size_mw, max_heat_mw=factor * u.max_heat_mw)
            for u in whole.heat_pumps
        ),
        boilers=tuple(replace(b, max_size_mw=factor * b.max_size_mw) for b in whole.boilers),
        loops=tuple(replace(x, max_size_mw=factor * x.max_size_mw) for x in whole.loops),
    )
    assert cost_eur(scaled) == same(factor * cost_eur(whole))


@few
@given(tables(), st.integers(-3, 3))
def test_moving_all_temperatures_without_units_changes_nothing(table: Table, by: int) -> None:
    moved = replace(
        table,
        rows=tuple(
            replace(
                row,
                top_c=tuple(t + 10 * by for t in row.top_c),
                bottom_c=tuple(t + 10 * by for t in row.bottom_c),
            )
            for row in table.rows
        ),
    )

    def without_units(of: Table) -> DesignProblem:
        return replace(problem_of(of), heat_pumps=(), loops=())

    assert cost_eur(without_units(moved)) == same(cost_eur(without_units(table)))


@few
@given(tables())
def test_forbidding_a_chosen_unit_never_costs_less(table: Table) -> None:
    problem = problem_of(table, max_units=2)
    model, result = solved(problem)
    for unit in problem.heat_pumps:
        if value(model.heat_pumps.built[unit.tag]) > 0.5:
            others = tuple(u for u in problem.heat_pumps if u is not unit)
            without = cost_eur(replace(problem, heat_pumps=others))
            assert at_most(result.objective, without)


@few
@given(st.data())
def test_a_further_source_never_costs_more_when_dumping_is_free(data: st.DataObject) -> None:
    table = data.draw(tables())
    zones = sorted({row.zone for row in table.rows})
    further = data.draw(rows(zones, len(table.hours), is_hot=True))
    richer = replace(table, rows=(*table.rows, further))
    assert at_most(cost_eur(problem_of(richer)), cost_eur(problem_of(table)))


@few
@given(tables())
def test_a_source_that_may_stay_unused_costs_as_much_as_one_dumped_for_free(table: Table) -> None:
    forced = problem_of(table)
    optional = replace(forced, sources=tuple(replace(s, must_use=False) for s in forced.sources))
    assert cost_eur(optional) == same(cost_eur(forced))


@few
@given(tables())
def test_periods_without_a_tie_add_up(table: Table) -> None:
    def alone(p: int) -> Table:
        return replace(
            table,
            rows=tuple(
                replace(
                    row,
                    top_c=(row.top_c[p],),
                    bottom_c=(row.bottom_c[p],),
                    heat_mw=(row.heat_mw[p],),
                )
                for row in table.rows
            ),
            hours=(table.hours[p],),
            electricity_eur_per_mwh=(table.electricity_eur_per_mwh[p],),
        )

    total = sum(cost_eur(problem_of(alone(p))) for p in range(len(table.hours)))
    assert cost_eur(problem_of(table)) == same(total)
