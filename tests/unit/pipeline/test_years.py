"""A year of hours: typical days fill it, and sizes are operated over every hour."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.errors import CaseError
from industrial_hp.export.case_files import write_case_files
from industrial_hp.model.formulation import formulate
from industrial_hp.pipeline import design, refinement, year_bound, year_operation, years
from industrial_hp.pipeline.typical_case import typical_case
from industrial_hp.reading.read_case import read_case
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import SolverOptions, solver_profile

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
HOURS = 8760
GAP = 0.002
COST_SHARE = 1e-6


def year_case(heat: np.ndarray, price: np.ndarray, waste: np.ndarray, typical: int = 3) -> Case:
    """The small case with a demand, a price of electricity and a source for every hour of 2025."""
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["calendar"] = {"year": 2025, "typical_days": typical}
    data["sinks"][0]["duty_mw"] = "heat"
    data["sources"][0]["duty_mw"] = "waste"
    data["prices"]["electricity"]["energy_eur_per_mwh"] = "price"
    data["boilers"][0]["existing_mw"] = 8
    series = {"heat": heat, "price": price, "waste": waste}
    data["series"] = {name: tuple(values.tolist()) for name, values in series.items()}
    return Case.model_validate(data)


def eventful() -> Case:
    """Three weeks without demand, a price below zero, an outage of the source, one huge peak."""
    hour = np.arange(HOURS)
    heat = 2.0 + np.cos(2 * np.pi * hour / HOURS)
    heat[4000:4504] = 0.0
    heat[600] = 7.5
    price = 120 + 30 * np.sin(2 * np.pi * hour / 24)  # dearer than heat: no boiler feeds a machine
    price[5000:5012] = -50.0
    waste = np.full(HOURS, 4.0)
    waste[1000:1168] = 0.0
    return year_case(heat, price, waste)


def test_typical_days_fill_the_year_and_keep_its_sums_and_extremes() -> None:
    case = eventful()
    small = typical_case(case)
    hours = small.calendar.hours_per_year
    assert hours.sum() == HOURS
    assert len(small.calendar.days) <= 3 + 4
    heat = np.array(small.series["heat"])
    assert float(heat @ hours) == pytest.approx(sum(case.series["heat"]), rel=0.02)
    assert heat.max() == 7.5
    assert min(small.series["price"]) == -50.0
    assert min(small.series["waste"]) == 0.0


@pytest.mark.long
def test_a_year_in_which_every_hour_is_the_same_costs_what_one_hour_says() -> None:
    steady = np.ones(HOURS)
    found = design(year_case(3.0 * steady, 80.0 * steady, 4.0 * steady, 1), solver_profile("proof"))
    assert found.year is not None
    assert found.year.steps == HOURS
    assert found.year.annual_cost_eur == pytest.approx(found.proof.objective_eur_per_a, rel=1e-6)
    assert found.year.heat_mwh_per_a == pytest.approx(3.0 * HOURS)
    assert found.year.unserved_mwh == 0


@pytest.mark.long
def test_every_hour_of_an_eventful_year_is_served_and_balanced() -> None:
    case = eventful()
    found = design(case, solver_profile("quick"))
    assert found.year is not None
    assert found.year.unserved_mwh == 0
    hours = found.year_hours
    assert len(hours) == HOURS
    given = hours.filter(like="_heat_out_mw").sum(axis=1)
    taken = hours.filter(like="_heat_in_mw").sum(axis=1)
    assert np.abs(given - taken).max() < 1e-5
    wanted = np.array(case.series["heat"])
    assert np.abs(hours["hot_water_heat_in_mw"] - wanted).max() < 1e-6
    pumped = hours.filter(regex="warm_water_to_.*_heat_out_mw").sum(axis=1).to_numpy()
    assert pumped[1000:1168].max() == 0
    assert pumped[900:1000].max() > 1
    assert found.year.heat_mwh_per_a == pytest.approx(wanted.sum(), rel=1e-9)
    assert 0.9 < found.year.annual_cost_eur / found.proof.objective_eur_per_a < 1.1
    assert "Operated over all 8,760 steps" in " ".join(found.messages)
    bound = found.year.lower_bound_eur_per_a
    assert bound is not None
    assert bound <= found.year.annual_cost_eur * (1 + COST_SHARE)
    assert "machines on offer" in found.year.proved_for


@pytest.mark.long
def test_the_bound_of_a_year_lies_below_its_optimum_and_within_the_gap_asked() -> None:
    case = eventful()
    chosen = refinement.design(typical_case(case), solver_profile("quick"))
    offered = year_operation.year_problem(case, chosen)
    assert offered.heat_pumps
    bound = year_bound.year_bound(case, offered, replace(solver_profile("quick"), gap=GAP))
    direct = solve(formulate(offered), SolverOptions(gap=GAP))
    assert bound is not None
    assert bound.least_found_eur_per_a is not None
    assert bound.lower_bound_eur_per_a <= direct.objective
    assert direct.bound <= bound.least_found_eur_per_a
    assert bound.least_found_eur_per_a - bound.lower_bound_eur_per_a <= (
        GAP * bound.least_found_eur_per_a * (1 + COST_SHARE)
    )


def test_a_stop_while_the_year_is_bounded_keeps_its_operation(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stopped_by_hand(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(years, "year_bound", stopped_by_hand)
    steady = np.ones(HOURS)
    found = design(year_case(3.0 * steady, 80.0 * steady, 4.0 * steady, 1), solver_profile("quick"))
    assert found.proof.status == "interrupted"
    assert found.year is not None
    assert found.year.lower_bound_eur_per_a is None
    assert len(found.year_hours) == HOURS
    assert "was not bounded" in found.messages[0]


def test_a_stop_during_the_year_keeps_the_design(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped_by_hand(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(years, "operated", stopped_by_hand)
    steady = np.ones(HOURS)
    found = design(year_case(3.0 * steady, 80.0 * steady, 4.0 * steady, 1), solver_profile("quick"))
    assert found.proof.status == "interrupted"
    assert not found.proof.proved
    assert found.year is None
    assert found.proof.lower_bound_eur_per_a <= found.proof.objective_eur_per_a
    assert "was not operated over the year" in found.messages[0]


def test_a_year_is_written_and_read_again_as_it_is(tmp_path: Path) -> None:
    case = eventful()
    write_case_files(case, tmp_path / "case")
    assert read_case(tmp_path / "case") == case


def test_a_gap_in_the_hours_is_a_finding_with_its_line(tmp_path: Path) -> None:
    write_case_files(eventful(), tmp_path / "case")
    path = tmp_path / "case" / "series" / "series.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    del lines[101:103]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CaseError) as told:
        read_case(tmp_path / "case")
    first = told.value.findings[0]
    assert first.place == "series.csv: line 102"
    assert first.message == "2 steps are missing before it"


def test_a_year_states_its_days_itself() -> None:
    for wrong in ({"block_hours": [12, 12]}, {"step_h": 0.7}, {"time_zone": "Middle/Earth"}):
        data = eventful().model_dump(exclude={"calendar"})
        with pytest.raises(ValueError, match=r"leave block_hours out|step_h|IANA name"):
            Case.model_validate(data | {"calendar": {"year": 2025} | wrong})
