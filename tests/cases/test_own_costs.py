"""Cost rows of a case in place of and beside those of the catalogue, against hand calculation.

Water 25 -> 20 degC, a sink of 3 MW 50 -> 80 degC, a gas boiler that stands, ammonia; interest
5 % over 20 years unless a test says otherwise.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.reporting.assumptions_sheet import _money_year
from industrial_hp.reporting.cost_law_inputs import cost_laws
from industrial_hp.reporting.data_quality import quality_notes
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
OFFER: dict[str, Any] = {
    "name": "heat_pump_excess_heat_above_70c",
    "equipment": "Machine as offered",
    "size_unit": "MW",
    "size_min": 1,
    "size_max": 4,
    "fixed_eur": 100_000,
    "variable_eur_per_size": 300_000,
    "fixed_om_eur_per_size_a": 4_000,
    "variable_om_eur_per_mwh": 2,
    "lifetime_a": 20,
    "indirect_included": True,
    "scope": "Machine, installed",
    "low_factor": 0.9,
    "high_factor": 1.3,
    "source": "Offer 17 of a maker",
}


def case_with(*rows: dict[str, Any], money_year: int | None = None, **options: Any) -> Case:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["own_costs"] = list(rows)
    data["heat_pumps"] |= {"partial_levels": False, "refrigerants_per_match": 1} | options
    data["economics"] |= {"interest": 0.05, "observation_a": 20, "indirect_cost_share": 0.25}
    data["economics"]["money_year"] = money_year
    return Case.model_validate(data)


def findings_of(
    tmp_path: Path, *rows: dict[str, Any], money_year: int | None = None, **options: Any
) -> str:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["own_costs"] = list(rows)
    data["heat_pumps"] |= options
    data["economics"]["money_year"] = money_year
    path = tmp_path / "case.yaml"
    path.write_text(yaml.safe_dump(data), encoding="utf-8")
    with pytest.raises(Exception) as caught:  # noqa: PT011 - the findings are what is looked at
        read_case(path)
    return "\n".join(str(finding) for finding in caught.value.findings)  # type: ignore[attr-defined]


def machine_cost(case: Case) -> Any:
    (pump,) = design_problem(case).heat_pumps
    return pump.investment


def test_a_row_of_the_case_takes_the_place_of_the_catalogues() -> None:
    cost = machine_cost(case_with(OFFER))
    # Life equals the observation period, so no renewal and no residual value: the annuity of 5 %
    # over 20 years is 0.05 / (1 - 1.05^-20) = 0.0802426; the offer holds indirect cost already.
    assert cost.law == OFFER["name"]
    assert cost.annual_fixed_eur == pytest.approx(8_024.26, abs=0.01)
    assert cost.annual_eur_per_size == pytest.approx(24_072.78 + 4_000, abs=0.01)
    assert (cost.size_min, cost.size_max, cost.lifetime_a) == (1, 4, 20)
    assert cost.variable_om_eur_per_mwh == 2


def test_a_row_of_another_name_is_bought_where_it_is_named_and_bears_indirect_cost() -> None:
    own = OFFER | {"name": "offer_17", "indirect_included": False}
    assert machine_cost(case_with(own, cost="offer_17")).annual_fixed_eur == pytest.approx(
        1.25 * 8_024.26, abs=0.02
    )


def test_costs_are_brought_to_the_money_of_the_case() -> None:
    # Eurostat, EEA: 2023 +6.4 %, 2024 +2.6 %, 2025 +2.5 %; the offer is of 2022, the case of 2024,
    # so 1.064 x 1.026 = 1.091664; the catalogue's boiler of 2025 comes down by 1.025.
    case = case_with(OFFER | {"money_year": 2022}, money_year=2024)
    row = case.cost_row(str(OFFER["name"]))
    assert row.law.fixed_eur == pytest.approx(109_166.4, abs=0.1)
    assert row.fixed_om_eur_per_size_a == pytest.approx(4_366.66, abs=0.01)
    boiler = case.cost_row("gas_boiler_hot_water").law
    assert boiler.variable_eur_per_size == pytest.approx(80_148 / 1.025, rel=1e-6)
    assert machine_cost(case).annual_fixed_eur == pytest.approx(1.091664 * 8_024.26, abs=0.01)


def test_without_a_money_year_rows_stand_as_they_are() -> None:
    row = case_with(OFFER | {"money_year": 2022}).cost_row(str(OFFER["name"]))
    assert row.law.fixed_eur == 100_000


@pytest.fixture(scope="module")
def solution() -> Solution:
    return design(case_with(OFFER), solver_profile("proof"))


def test_the_design_pays_the_offer_and_carries_its_low_and_high_price(solution: Solution) -> None:
    machine = next(row for row in solution.equipment.to_dict("records") if row["cycle"])
    assert machine["investment_eur"] == pytest.approx(100_000 + 300_000 * machine["size"])
    item = next(item for item in solution.proposed.capital if item.tag == machine["tag"])
    assert (item.low_factor, item.high_factor, item.lifetime_a) == (0.9, 1.3, 20)


def test_reports_show_the_row_as_the_cases_own_with_its_source(solution: Solution) -> None:
    note = next(note for note in quality_notes(solution) if "Cost law" in note.place)
    assert note.place == "Cost law heat_pump_excess_heat_above_70c"
    assert note.value.startswith("100,000 EUR + 300,000 EUR/MW instead of ")
    assert "Offer 17 of a maker" in note.why
    title, rows = next(pair for pair in cost_laws(solution) if str(OFFER["name"]) in pair[0])
    assert "stated by the case: Machine as offered" in title
    assert {row.origin for row in rows if row.value != ""} == {"case"}
    assert all(row.path.startswith("own_costs.") for row in rows)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"size_unit": "MWh"}, "own_costs[0].size_unit: the row takes the place of one of the"),
        ({"name": "offer_17"}, "own_costs[0].name: no part of the case names this row"),
        ({"size_min": 9}, "size_min 9 lies above size_max 4"),
        ({"source": ""}, "own_costs[0].source"),
        ({"money_year": 25}, "1996 to 2060"),
        ({"high_factor": 0.5}, "1 to 20"),
        ({"lifetime_a": 12.5}, "a whole number is wanted"),
        ({"scope": None}, "own_costs[0].scope"),
    ],
)
def test_a_wrong_row_has_a_finding(tmp_path: Path, changes: dict[str, Any], told: str) -> None:
    assert told in findings_of(tmp_path, OFFER | changes)


def test_a_row_stated_twice_has_a_finding_at_both_places(tmp_path: Path) -> None:
    text = findings_of(tmp_path, OFFER, OFFER)
    assert text.count("this row is stated twice") == 2


def test_money_after_the_price_index_wants_a_change_of_prices(tmp_path: Path) -> None:
    text = findings_of(tmp_path, OFFER | {"money_year": 2031}, money_year=2030)
    for place in ("economics.money_year", "own_costs[0].money_year"):
        assert f"{place}: the price index ends with 2025" in text
    stated = case_with(OFFER | {"money_year": 2025}, money_year=2027)
    later = stated.economics.model_copy(update={"later_price_change": 0.02})
    row = stated.model_copy(update={"economics": later}).cost_row(str(OFFER["name"]))
    assert row.law.fixed_eur == pytest.approx(104_040)


def test_the_sheet_tells_the_year_of_money_and_the_factor(solution: Solution) -> None:
    assert "rows (2025)" in _money_year(solution).statement
    own = OFFER | {"money_year": 2022}
    told = _money_year(replace(solution, case=case_with(own, money_year=2025)))
    assert told.statement == "Money is that of 2025. Costs of other years: 2022 x 1.1190."


def test_a_cost_that_neither_case_nor_catalogue_has_is_told(tmp_path: Path) -> None:
    text = findings_of(tmp_path, OFFER | {"name": "offer_17"}, cost="offer_71")
    assert "did you mean offer_17" in text
    assert "add one to own_costs" in text


def test_the_unit_of_an_own_row_must_fit_what_it_prices(tmp_path: Path) -> None:
    per_content = OFFER | {"name": "offer_17", "size_unit": "MWh"}
    text = findings_of(tmp_path, per_content, cost="offer_17")
    assert "is per MWh, where one per MW is wanted" in text
