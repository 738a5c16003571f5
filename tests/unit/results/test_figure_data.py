"""What the figures show of a small system with source, machine, line, store and boiler."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from industrial_hp.errors import CaseError
from industrial_hp.export.planning_files import results, write_result_files
from industrial_hp.export.results_reader import read_results
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.solution import Solution, YearOperation

CASE = Path(__file__).parents[2] / "cases" / "plant_and_town"
HOURS = [182 * 12.0, 182 * 12.0, 183 * 12.0, 183 * 12.0]
DEMAND_MW = [2.0, 4.0, 0.5, 1.5]
HEAT_SHARE = 1e-6
APPROACH_TOLERANCE_K = 1e-4


@pytest.fixture(scope="module")
def solution() -> Solution:
    return design(read_case(CASE))


def test_every_part_of_the_energy_flow_gives_what_it_takes(solution: Solution) -> None:
    flows = solution.energy
    into = flows.groupby("to")["energy_mwh_per_a"].sum()
    out = flows.groupby("from")["energy_mwh_per_a"].sum()
    inner = set(into.index) & set(out.index)
    assert {"line", "tank", "gas_boiler"} <= inner
    for name in inner:
        assert into[name] == pytest.approx(out[name], rel=HEAT_SHARE)


def test_the_energy_flow_closes_from_what_is_bought_to_sinks_and_losses(
    solution: Solution,
) -> None:
    flows = solution.energy
    names = set(flows["from"]) | set(flows["to"])
    bought = flows[~flows["from"].isin(flows["to"])]["energy_mwh_per_a"].sum()
    ends = flows[~flows["to"].isin(flows["from"])]
    assert bought == pytest.approx(ends["energy_mwh_per_a"].sum(), rel=HEAT_SHARE)
    assert {"chillers", "electricity", "natural_gas", "losses", "network"} <= names
    delivered = ends[ends["to"] == "network"]["energy_mwh_per_a"].sum()
    assert delivered == pytest.approx(np.dot(HOURS, DEMAND_MW), rel=HEAT_SHARE)


def test_the_losses_of_the_boiler_are_its_fuel_less_its_heat(solution: Solution) -> None:
    flows = solution.energy.set_index(["from", "to"])["energy_mwh_per_a"]
    assert flows["gas_boiler", "losses"] == pytest.approx(0.1 * flows["natural_gas", "gas_boiler"])


def test_suppliers_add_up_to_the_demand_of_every_period(solution: Solution) -> None:
    supply = solution.supply
    by_period = supply.groupby("period", sort=False)["heat_mw"].sum()
    assert by_period.to_numpy() == pytest.approx(DEMAND_MW, rel=HEAT_SHARE)
    assert "line" not in set(supply["supplier"])
    assert any(name.startswith("chillers_to_line") for name in supply["supplier"])


def test_the_ends_of_the_grand_composite_curve_are_the_utilities(solution: Solution) -> None:
    curves = {found.zone: found for found in solution.curves}
    town = curves["town"]
    assert town.grand.heat_mw[0] == pytest.approx(town.hot_utility_mw)
    assert town.grand.heat_mw[-1] == pytest.approx(town.cold_utility_mw)
    assert town.cold.heat_mw[-1] - town.cold.heat_mw[0] == pytest.approx(town.hot_utility_mw)
    assert curves["plant"].hot.heat_mw == (0.0, 2.0)
    assert curves["plant"].cold.heat_mw == ()


def test_a_machine_lifts_heat_from_its_evaporator_to_its_condenser(solution: Solution) -> None:
    (machine,) = next(found for found in solution.curves if found.zone == "plant").machines
    assert machine.condenser.heat_mw[-1] > machine.evaporator.heat_mw[-1] > 0
    assert machine.condenser.shifted_c[0] > machine.evaporator.shifted_c[-1]


def test_balanced_curves_close_and_hold_all_heat_streams_of_the_period(
    solution: Solution,
) -> None:
    table = solution.heat_streams
    for curves in solution.curves:
        balanced = curves.balanced
        assert balanced is not None
        here = table[(table["zone"] == curves.zone) & (table["period"] == curves.period)]
        by_side = here.groupby("side")["heat_mw"].sum()
        hot, cold = balanced.hot, balanced.cold
        assert hot.heat_mw[0] == 0.0
        assert hot.heat_mw[-1] == pytest.approx(by_side["hot"], rel=HEAT_SHARE)
        assert cold.heat_mw[-1] - cold.heat_mw[0] == pytest.approx(by_side["cold"], rel=HEAT_SHARE)
        assert cold.heat_mw[-1] == pytest.approx(hot.heat_mw[-1], rel=HEAT_SHARE)
        assert balanced.left_over_mw == pytest.approx(cold.heat_mw[0], abs=1e-6)
        # Between two points of either curve both are straight: heat never flows uphill.
        for heat in sorted({*hot.heat_mw[1:-1], *cold.heat_mw[1:-1]}):
            giver = np.interp(heat + 1e-6, hot.heat_mw, hot.shifted_c)
            taker = np.interp(heat - 1e-6, cold.heat_mw, cold.shifted_c)
            assert giver >= taker - APPROACH_TOLERANCE_K


def test_exchangers_come_as_near_as_was_asked_for_and_no_nearer(solution: Solution) -> None:
    (machine,) = solution.machine_diagrams
    assert [found.side for found in machine.exchangers] == ["evaporator", "condenser"]
    for exchanger in machine.exchangers:
        assert exchanger.approach_k == pytest.approx(
            exchanger.approach_wanted_k, abs=APPROACH_TOLERANCE_K
        )
    evaporator, condenser = machine.exchangers
    assert evaporator.stream_c[0] == pytest.approx(32.0)  # the chillers condense at 32 degC
    assert condenser.stream_c[-1] == pytest.approx(75.0)


def test_states_are_numbered_as_in_the_log_ph_diagram(solution: Solution) -> None:
    (machine,) = solution.machine_diagrams
    numbers = [point.number for panel in machine.panels for point in panel.points]
    assert [state.number for state in machine.states] == numbers == list(range(1, len(numbers) + 1))


def test_flows_tell_real_temperatures_of_source_and_sink(solution: Solution) -> None:
    flows = solution.flows.set_index("from")
    assert flows.loc["chillers", "t_high_c"] == pytest.approx(32.0)
    to_network = solution.flows[solution.flows["to"] == "network"]
    assert to_network["t_high_c"].max() == pytest.approx(75.0)
    assert to_network["t_low_c"].min() == pytest.approx(45.0)


def test_the_search_ends_with_the_proof(solution: Solution) -> None:
    last = solution.search[-1]
    assert last.objective_eur_per_a == solution.proof.objective_eur_per_a
    assert last.lower_bound_eur_per_a == solution.proof.lower_bound_eur_per_a
    times = [point.elapsed_s for point in solution.search]
    assert times == sorted(times)


def test_a_result_reads_back_as_it_was_written(solution: Solution, tmp_path: Path) -> None:
    write_result_files(solution, tmp_path, formats=("json",))
    again = read_results(tmp_path)
    assert results(again) == results(replace(solution, timings_s=again.timings_s))
    assert again.case == solution.case


def test_the_hours_of_a_year_are_read_back_from_the_file_beside_the_result(
    solution: Solution, tmp_path: Path
) -> None:
    hours = pd.DataFrame({"time": ["2025-01-01 00:00"], "network_heat_in_mw": [2.5]})
    year = YearOperation(2025, 1, 1.0, 1.0, 2.5, 1.0, 1.0, 1.0, 0.0)
    operated = replace(solution, year=year, year_hours=hours)
    write_result_files(operated, tmp_path / "both", formats=("json", "csv"))
    pd.testing.assert_frame_equal(read_results(tmp_path / "both").year_hours, hours)
    write_result_files(operated, tmp_path / "json", formats=("json",))
    assert read_results(tmp_path / "json").year_hours.empty


def test_a_folder_without_a_result_is_told(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"results\.json: does not exist"):
        read_results(tmp_path)


def test_a_damaged_result_is_told_with_what_to_do(solution: Solution, tmp_path: Path) -> None:
    write_result_files(solution, tmp_path, formats=("json",))
    path = tmp_path / "results.json"
    path.write_text(path.read_text().replace('"proof"', '"prof"'))
    with pytest.raises(CaseError, match=r"does not hold a whole solution.*design the case anew"):
        read_results(tmp_path)
