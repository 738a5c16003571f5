"""What less CO2 costs: a front whose ends are known by hand."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.case.options import Objective
from industrial_hp.cli.design_run import DesignRun, parse_co2_prices
from industrial_hp.cli.progress_line import ProgressLine
from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.errors import UsageError
from industrial_hp.export.results_reader import read_results
from industrial_hp.pipeline import design, with_front
from industrial_hp.reporting.figures.front_chart import front_chart
from industrial_hp.reporting.page_tables import front_table
from industrial_hp.results.solution import Solution, YearOperation
from industrial_hp.solving.options import solver_profile

CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
OPTIONS = solver_profile("proof")
SHARE = 1e-3
HOURS, DEMAND_MW = 8760.0, 3.0
BOILER_T_PER_MWH = 0.2 / 0.9
MACHINE_T_PER_MWH = 0.3 / 3.784
"""Electricity of 0.3 t/MWh and ammonia from 25/20 to 50/80 degC: COP 3.784 of the reference."""


def case_of(electricity_eur_per_mwh: float) -> Case:
    """Ammonia or the boiler that stands, at a price of electricity."""
    data: dict[str, Any] = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    data["prices"]["electricity"]["energy_eur_per_mwh"] = electricity_eur_per_mwh
    return Case.model_validate(data)


PRICES = (1.0, 50.0, 2000.0)


@pytest.fixture(scope="module")
def dear() -> Solution:
    """Electricity so dear that the boiler alone is cheapest: only a price of CO2 builds more."""
    return with_front(design(case_of(400.0), OPTIONS), OPTIONS, PRICES)


def test_a_low_price_of_co2_leaves_the_boiler_and_a_high_one_replaces_it(dear: Solution) -> None:
    most_t, least_t = (DEMAND_MW * t * HOURS for t in (BOILER_T_PER_MWH, MACHINE_T_PER_MWH))
    assert dear.proposed.co2_t_per_a == pytest.approx(most_t)
    first, *_, last = dear.front
    assert (first.co2_t_per_a, first.heat_pumps_mw) == (pytest.approx(most_t), 0.0)
    assert first.annual_cost_eur == pytest.approx(dear.proof.objective_eur_per_a)
    assert last.co2_t_per_a == pytest.approx(least_t, rel=SHARE)
    assert last.heat_pumps_mw == pytest.approx(DEMAND_MW, rel=SHARE)
    assert dear.messages == ()


def test_at_its_price_every_design_is_the_cheapest_of_all_and_no_less_than_its_bound(
    dear: Solution,
) -> None:
    assert [point.co2_price_eur_per_t for point in dear.front] == list(PRICES)
    for point in dear.front:
        price = point.co2_price_eur_per_t
        costs = [p.annual_cost_eur + price * p.co2_t_per_a for p in dear.front]
        own = point.annual_cost_eur + price * point.co2_t_per_a
        assert own == min(costs)
        assert own == pytest.approx(point.lower_bound_eur, rel=SHARE)


def test_an_added_price_does_what_the_same_price_in_the_case_does(dear: Solution) -> None:
    case = case_of(400.0)
    electricity = case.prices.electricity.model_copy(update={"contains_co2": False})
    gas = case.prices.natural_gas.model_copy(update={"contains_co2": False})
    changed = {"electricity": electricity, "natural_gas": gas, "co2_eur_per_t": PRICES[-1]}
    priced = case.model_copy(update={"prices": case.prices.model_copy(update=changed)})
    again, last = design(priced, OPTIONS), dear.front[-1]
    assert again.proposed.co2_t_per_a == pytest.approx(last.co2_t_per_a, rel=SHARE)
    assert again.proof.objective_eur_per_a == pytest.approx(
        last.annual_cost_eur + PRICES[-1] * last.co2_t_per_a, rel=SHARE
    )


def test_the_figure_holds_the_designs_the_proposed_one_and_today(dear: Solution) -> None:
    chart = front_chart(dear)
    assert chart is not None
    best, designs, proposed, today = chart.series
    assert (best.x[-1], best.y[-1]) == (proposed.x[0], proposed.y[0])
    assert best.x[0] == pytest.approx(dear.front[-1].co2_t_per_a)
    assert best.y[0] > best.y[-1]
    assert designs.x[0] == best.x[0]
    assert today.x[0] == pytest.approx(DEMAND_MW * BOILER_T_PER_MWH * HOURS)
    table = front_table(dear)
    assert table is not None
    assert len(table.rows) == len(PRICES)
    without = replace(dear, front=())
    assert (front_chart(without), front_table(without)) == (None, None)


def test_a_search_that_finds_less_than_the_proposed_design_leaves_that(dear: Solution) -> None:
    better = replace(
        dear,
        proof=replace(dear.proof, objective_eur_per_a=1.0),
        proposed=replace(dear.proposed, co2_t_per_a=1.0),
    )
    for point in with_front(better, OPTIONS, PRICES).front:
        assert (point.annual_cost_eur, point.co2_t_per_a) == (1.0, 1.0)


def test_where_there_is_no_front_the_reason_is_told(dear: Solution) -> None:
    least = dear.case.model_copy(update={"objective": Objective(least="co2")})
    assert "was not sought" in with_front(replace(dear, case=least), OPTIONS, PRICES).messages[-1]
    year = YearOperation(2025, 8760, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.0)
    assert "year of hours" in with_front(replace(dear, year=year), OPTIONS, PRICES).messages[-1]


@pytest.mark.parametrize("text", ["", "fifty", "50,-1", "0", "50,inf", "50,nan"])
def test_a_price_that_is_none_is_told_with_what_would_be(text: str) -> None:
    with pytest.raises(UsageError, match="state prices above zero, such as 50,100,200"):
        parse_co2_prices(text)


def test_the_command_writes_the_front_that_it_was_asked_for(tmp_path: Path) -> None:
    stated = tmp_path / "dear.yaml"
    data = yaml.safe_load(CASE.read_text(encoding="utf-8"))
    data["prices"]["electricity"]["energy_eur_per_mwh"] = 400.0
    stated.write_text(yaml.safe_dump(data), encoding="utf-8")
    folder, line = ResultFolder(tmp_path / "out", force=False), ProgressLine(silent=True)
    prices = parse_co2_prices("2000, 1")
    DesignRun(stated, folder, ("json",), line, co2_prices=prices).run(OPTIONS)
    front = read_results(tmp_path / "out").front
    assert [point.co2_price_eur_per_t for point in front] == [1.0, 2000.0]
    assert front[0].co2_t_per_a > front[1].co2_t_per_a
