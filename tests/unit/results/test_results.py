"""From a solved model to what an engineer is told."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyomo.environ as pyo
import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.model.formulation import formulate
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.appraisal import variant
from industrial_hp.results.attribution import (
    ActiveStream,
    active_streams,
    all_transfers,
    flow_table,
    vertical_transfer,
)
from industrial_hp.results.dispatch import COLUMNS, dispatch_table
from industrial_hp.results.key_figures import key_figures
from industrial_hp.results.machines import built_machines, recomputed_machines
from industrial_hp.results.sizing import BuiltUnit, built_units
from industrial_hp.results.solution import Variant
from industrial_hp.results.tables import (
    EQUIPMENT_COLUMNS,
    equipment_table,
    stream_shifts_k,
    stream_table,
)
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem, problem_of_today
from industrial_hp.superstructure.problem import Piece

HEAT_SHARE = 1e-6
MONEY_SHARE = 1e-6
PLANT_AND_TOWN = Path(__file__).parents[2] / "cases" / "plant_and_town"
HOURS = [182 * 12.0, 182 * 12.0, 183 * 12.0, 183 * 12.0]


def plant_and_town() -> Case:
    """Cooled chillers in a plant, a network with store and boiler in a town, a line between."""
    case = read_case(PLANT_AND_TOWN)
    assert check_consistency(case) == ()
    return case


class Solved:
    """A solved design and all that is told of it."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.problem = design_problem(case)
        self.model = formulate(self.problem)
        self.result = solve(self.model, solver_profile("proof"))
        self.units = built_units(self.problem, self.model)
        self.dispatch = dispatch_table(self.problem, self.model)
        self.proposed = variant(case, self.problem, self.dispatch, self.units)
        self.streams = active_streams(self.problem, self.model)
        self.transfers = all_transfers(self.problem, self.streams)
        self.flows = flow_table(self.problem, self.transfers, stream_shifts_k(case))
        self.built = built_machines(case, self.units)
        self.machines = recomputed_machines(
            case, self.problem, self.streams, self.units, self.built
        )
        self.today = today = problem_of_today(self.problem)
        model = formulate(today)
        solve(model, solver_profile("proof"))
        self.base = variant(case, today, dispatch_table(today, model), built_units(today, model))


@pytest.fixture(scope="module")
def solved() -> Solved:
    return Solved(plant_and_town())


def test_the_example_has_machine_line_store_and_boiler_in_use(solved: Solved) -> None:
    assert {unit.type for unit in solved.units} == {
        "heat_pump",
        "recovery_exchanger",
        "boiler",
        "heat_store",
        "loop",
    }


def test_dispatch_has_its_columns_and_one_row_for_each_unit_and_period(solved: Solved) -> None:
    table = solved.dispatch
    assert tuple(table.columns) == COLUMNS
    counts = table.groupby(["zone", "unit", "type"]).size()
    assert set(counts) == {4}
    grid = table[(table["type"] == "grid") & (table["zone"] == "town")]
    assert grid["hours_per_year"].tolist() == HOURS
    assert grid["start_h"].tolist() == [0.0, 12.0, 0.0, 12.0]


def test_electricity_of_the_grid_is_the_sum_of_what_runs(solved: Solved) -> None:
    table = solved.dispatch
    for zone in ("plant", "town"):
        inside = table[table["zone"] == zone]
        drawn = inside[inside["type"] == "grid"].groupby("period")["electricity_mw"].sum()
        others = inside[inside["type"] != "grid"].groupby("period")["electricity_mw"].sum()
        assert drawn.to_numpy() == pytest.approx(others.to_numpy(), abs=1e-6)


def test_months_sum_to_the_year(solved: Solved) -> None:
    table, monthly = solved.dispatch, solved.proposed.monthly
    for column in ("heat_out_mw", "electricity_mw", "fuel_mw"):
        year = float((table[column] * table["hours_per_year"]).sum())
        assert monthly[column.replace("_mw", "_mwh")].sum() == pytest.approx(year, rel=HEAT_SHARE)
    network = monthly[monthly["item"] == "network"].set_index("month")["heat_in_mwh"]
    assert network[1] == pytest.approx(31 * 12 * (2 + 4))
    assert network[7] == pytest.approx(31 * 12 * (0.5 + 1.5))
    assert network[4] == pytest.approx(30 * 12 * (0.5 + 1.5))


def figure(solved: Solved, name: str) -> tuple[float | None, float | None]:
    figures = key_figures(solved.case, solved.base, solved.proposed)
    found = next(figure for figure in figures if figure.name == name)
    return found.base, found.proposed


def test_key_figures_of_today_follow_by_hand(solved: Solved) -> None:
    heat = float(np.dot(HOURS, [2.0, 4.0, 0.5, 1.5]))
    cooling = 2.0 * 0.05 * 8760
    gas_co2, power_co2 = heat / 0.9 * 0.2, cooling * 0.25
    assert figure(solved, "heat_delivered_mwh_per_a")[0] == pytest.approx(heat)
    assert figure(solved, "fuel_mwh_per_a")[0] == pytest.approx(heat / 0.9)
    assert figure(solved, "electricity_mwh_per_a")[0] == pytest.approx(cooling)
    assert figure(solved, "co2_t_per_a")[0] == pytest.approx(gas_co2 + power_co2)
    assert figure(solved, "peak_electricity_mw")[0] == pytest.approx(0.1)
    assert figure(solved, "investment_eur")[0] == 0
    assert figure(solved, "spf")[0] is None


def test_levelised_cost_of_heat_is_annual_cost_over_heat(solved: Solved) -> None:
    for side, system in enumerate((solved.base, solved.proposed)):
        heat = figure(solved, "heat_delivered_mwh_per_a")[side]
        assert heat is not None
        assert figure(solved, "lcoh_eur_per_mwh")[side] == pytest.approx(
            system.annual_cost_eur / heat, rel=MONEY_SHARE
        )


def test_seasonal_performance_holds_drives_source_pumps_and_loop_pumps(solved: Solved) -> None:
    table = solved.dispatch

    def energy(kind: str, column: str) -> float:
        rows = table[table["type"] == kind]
        return float((rows[column] * rows["hours_per_year"]).sum())

    driving = energy("heat_pump", "electricity_mw") + energy("loop", "electricity_mw")
    driving += 0.01 * energy("source", "heat_out_mw")
    spf = figure(solved, "spf")[1]
    assert spf == pytest.approx(energy("heat_pump", "heat_out_mw") / driving)


def test_the_cost_of_cooling_falls_by_the_heat_that_is_used(solved: Solved) -> None:
    def cooling(system: Variant) -> float:
        return next(item for item in system.annual if item.name == "cooling").first_year_eur

    used = figure(solved, "waste_heat_used_mwh_per_a")[1]
    assert used is not None
    assert used > 0
    assert cooling(solved.base) - cooling(solved.proposed) == pytest.approx(3 * used)


def test_flows_hand_over_all_heat_of_a_year(solved: Solved) -> None:
    flows = solved.flows
    delivered = flows[flows["to"] == "network"]["heat_mwh_per_a"].sum()
    assert delivered == pytest.approx(np.dot(HOURS, [2.0, 4.0, 0.5, 1.5]), rel=HEAT_SHARE)
    used = flows[flows["from"] == "chillers"]["heat_mwh_per_a"].sum()
    assert used == pytest.approx(figure(solved, "waste_heat_used_mwh_per_a")[1], rel=HEAT_SHARE)


def test_equipment_lists_every_unit_with_its_price(solved: Solved) -> None:
    listed = equipment_table(
        solved.case, solved.units, solved.built, solved.dispatch, solved.flows, solved.machines
    )
    assert tuple(listed.columns) == EQUIPMENT_COLUMNS
    table = listed.set_index("tag")
    pump = table[table["type"] == "heat_pump"].iloc[0]
    # heat_pump_excess_heat_above_70c: 1,083,500 EUR + 846,400 EUR/MW.
    assert pump["investment_eur"] == pytest.approx(1_083_500 + 846_400 * pump["size"])
    assert pump["cop_annual"] == pytest.approx(
        pump["heat_mwh_per_a"] / pump["electricity_mwh_per_a"]
    )
    assert pump["source"] == "chillers"
    assert table.loc["tank", "size_unit"] == "MWh"
    assert pd.isna(table.loc["tank", "size_mw"])
    assert bool(table.loc["gas_boiler", "existing"])


def test_streams_tell_what_is_offered_and_used(solved: Solved) -> None:
    table = stream_table(solved.case, solved.problem, solved.dispatch).set_index("name")
    assert table.loc["chillers", "available_mwh_per_a"] == pytest.approx(2.0 * 8760)
    assert table.loc["network", "peak_mw"] == 4.0
    assert table.loc["network", "used_mwh_per_a"] == pytest.approx(
        table.loc["network", "available_mwh_per_a"]
    )


def test_investment_of_the_key_figures_is_that_of_the_new_equipment(solved: Solved) -> None:
    new = [unit.investment_eur for unit in solved.units if not unit.existing]
    assert figure(solved, "investment_eur")[1] == pytest.approx(sum(new))


def test_what_is_smaller_than_rounding_is_not_built(solved: Solved) -> None:
    tag = next(iter(solved.model.heat_pumps.size_mw.values()))
    before = tag.value
    tag.set_value(1e-8, skip_validation=True)
    units = built_units(solved.problem, solved.model)
    tag.set_value(before, skip_validation=True)
    assert not [unit for unit in units if unit.type == "heat_pump"]


def test_a_size_outside_the_range_of_its_cost_law_is_marked(solved: Solved) -> None:
    pump: BuiltUnit = next(unit for unit in solved.units if unit.type == "heat_pump")
    assert not replace(pump, size=5.0).extrapolated
    assert replace(pump, size=0.4).extrapolated
    assert replace(pump, size=12.0).extrapolated


def active(name: str, is_hot: bool, top_c: float, bottom_c: float, heat_mw: float) -> ActiveStream:
    piece = Piece(np.array([top_c]), np.array([bottom_c]), np.ones(1))
    return ActiveStream(name, "z", is_hot, (piece,), np.array([heat_mw]))


def amounts(streams: list[ActiveStream]) -> dict[tuple[str, str], float]:
    found: dict[tuple[str, str], float] = {}
    for t in vertical_transfer(streams, "z", 0):
        found[t.giver, t.taker] = found.get((t.giver, t.taker), 0.0) + t.heat_mw
    return found


def test_heat_is_handed_down_hottest_to_hottest() -> None:
    streams = [
        active("boiler", True, 120, 120, 1),
        active("warm", True, 60, 40, 2),
        active("steam", False, 100, 100, 0.6),
        active("water", False, 40, 20, 2.4),
    ]
    assert amounts(streams) == pytest.approx(
        {("boiler", "steam"): 0.6, ("boiler", "water"): 0.4, ("warm", "water"): 2.0}
    )


def test_streams_of_one_range_share_in_proportion() -> None:
    streams = [
        active("a", True, 80, 60, 1),
        active("b", True, 80, 60, 3),
        active("c", False, 50, 30, 4),
    ]
    assert amounts(streams) == pytest.approx({("a", "c"): 1.0, ("b", "c"): 3.0})


def test_a_transfer_never_runs_uphill(solved: Solved) -> None:
    for zone in solved.problem.zones:
        for p in range(4):
            for t in vertical_transfer(solved.streams, zone, p):
                assert t.giver_top_c >= t.taker_top_c - 1e-6
                assert t.giver_bottom_c >= t.taker_bottom_c - 1e-6


def test_the_electricity_of_the_year_costs_what_every_period_costs(solved: Solved) -> None:
    drawn = solved.dispatch[solved.dispatch["type"] == "grid"].groupby("period", sort=False)
    by_period = drawn["electricity_mw"].sum().to_numpy()
    by_hand = float(np.sum(by_period * np.array(HOURS) * np.array([30.0, 140.0, 20.0, 60.0])))
    item = next(item for item in solved.proposed.annual if item.name == "electricity")
    assert item.first_year_eur == pytest.approx(by_hand, rel=MONEY_SHARE)


def test_only_the_peak_added_to_other_use_is_charged(solved: Solved) -> None:
    # The plant's other use is 0.5 MW all year: what the chillers and machines draw comes on top.
    for system in (solved.base, solved.proposed):
        table = system.dispatch[system.dispatch["type"] == "grid"]
        largest = [float(rows["electricity_mw"].max()) for _, rows in table.groupby("zone")]
        item = next(item for item in system.annual if item.name == "electricity_peak")
        assert item.quantity == pytest.approx(sum(largest), rel=1e-6)
        assert item.first_year_eur == pytest.approx(20_000 * sum(largest), rel=1e-6)
    peaks = [pyo.value(peak) for peak in solved.model.grid_connection.added_peak_mw.values()]
    charged = next(i for i in solved.proposed.annual if i.name == "electricity_peak")
    assert charged.quantity == pytest.approx(sum(peaks), rel=1e-6)


def test_a_plant_that_rests_while_the_others_peak_is_charged_no_peak(solved: Solved) -> None:
    # Others draw 5 MW in the first block alone, the chillers' 0.1 MW fall in the other three.
    data = plant_and_town().model_dump()
    data["series"] = dict(data["series"]) | {"other_mw": (5.0, 0.0, 0.0, 0.0)}
    data["zones"][0]["electricity_in_use_mw"] = "other_mw"
    dispatch = solved.base.dispatch.copy()
    at_plant = dispatch.index[(dispatch["type"] == "grid") & (dispatch["zone"] == "plant")]
    for first_block_mw, charged_mw in ((0.0, 0.0), (0.1, 0.1)):
        dispatch.loc[at_plant[0], "electricity_mw"] = first_block_mw
        system = variant(Case.model_validate(data), solved.today, dispatch, ())
        item = next(item for item in system.annual if item.name == "electricity_peak")
        assert item.quantity == pytest.approx(charged_mw)
