"""Indirect cost, buildings and larger grid connections as lines of their own, by hand calculation.

Water 25 -> 20 degC, a sink of 3 MW 50 -> 80 degC, a gas boiler that stands, ammonia; interest 5 %
over 20 years. The machine's row states 25 a and no indirect cost, the exchanger's 20 a.
"""

from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.checking import verify
from industrial_hp.pipeline import design
from industrial_hp.pipeline.reports import write_report
from industrial_hp.results.solution import CapitalItem, Solution
from industrial_hp.solving.options import solver_profile

ONE_SOURCE_ONE_SINK = Path(__file__).with_name("one_source_one_sink.yaml")
ANNUITY = 0.0802425872
CENT_EUR = 0.01


def designed(
    zone: dict[str, float] | None = None, *, floor: float = 0.0, **economics: float
) -> Solution:
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["heat_pumps"] |= {"partial_levels": False, "floor_m2_per_mw": floor}
    data["zones"][0] |= zone or {}
    data["economics"] |= economics
    return design(Case.model_validate(data), solver_profile("proof"))


@pytest.fixture(scope="module")
def plain() -> Solution:
    return designed()


@pytest.fixture(scope="module")
def full() -> Solution:
    return designed(
        {
            "grid_spare_mw": 0.5,
            "grid_connection_eur_per_mw": 200_000,
            "building_eur_per_m2": 2_000,
        },
        floor=20,
        engineering_share=0.1,
        integration_share=0.15,
        contingency_share=0.05,
    )


def lines(solution: Solution) -> dict[str, CapitalItem]:
    return {item.tag: item for item in solution.proposed.capital if item.age_a is None}


def machine(solution: Solution) -> dict[str, Any]:
    return next(row for row in solution.equipment.to_dict("records") if row["cycle"])


def test_every_share_is_a_line_for_each_life(full: Solution) -> None:
    found, size = lines(full), machine(full)["size"]
    # heat_pump_excess_heat_above_70c: 1,083,500 EUR + 846,400 EUR/MW
    price = 1_083_500 + 846_400 * size
    assert found[machine(full)["tag"]].investment_eur == pytest.approx(price, abs=1)
    for field, share in (("engineering", 0.1), ("integration", 0.15), ("contingency", 0.05)):
        line = found[f"{field}_share_25a"]
        assert line.investment_eur == pytest.approx(share * price, abs=1)
        assert line.lifetime_a == 25
        assert line.of == (machine(full)["tag"],)
        exchanger = found["warm_water_exchanger"].investment_eur
        assert found[f"{field}_share_20a"].investment_eur == pytest.approx(share * exchanger)
    assert "Engineering and permits, equipment of 25 a" in {i.title for i in found.values()}


def test_a_building_is_paid_by_the_floor_and_lives_longer(full: Solution) -> None:
    building = lines(full)["building"]
    assert building.investment_eur == pytest.approx(20 * 2_000 * machine(full)["size"])
    assert building.lifetime_a == 50


def test_the_grid_connection_is_enlarged_beyond_what_it_has_to_spare(full: Solution) -> None:
    rows = full.proposed.dispatch
    drawn = rows.loc[rows["type"] == "grid", "electricity_mw"].max()
    line = lines(full)["site_grid_connection"]
    assert drawn > 0.5
    assert line.investment_eur == pytest.approx(200_000 * (drawn - 0.5), rel=1e-6)
    assert line.lifetime_a == 40


def test_enough_spare_power_costs_nothing() -> None:
    spare = {"grid_spare_mw": 3.0, "grid_connection_eur_per_mw": 200_000.0}
    assert "site_grid_connection" not in lines(designed(spare))


def test_lines_add_up_to_what_the_equipment_costs_with_all_that_belongs_to_it(
    full: Solution,
) -> None:
    new = full.equipment[~full.equipment["existing"]]
    grid = lines(full)["site_grid_connection"].investment_eur
    bought = sum(item.investment_eur for item in lines(full).values())
    assert bought == pytest.approx(new["investment_eur"].sum() + grid)
    assert full.key_figure("investment_eur").proposed == pytest.approx(bought)


def test_the_objective_pays_every_line_over_its_life(full: Solution, plain: Solution) -> None:
    """The annuity of 20 years, less what is left of a longer life at the end."""
    assert full.equipment["size"].tolist() == pytest.approx(plain.equipment["size"].tolist())
    added = {tag: item for tag, item in lines(full).items() if tag not in lines(plain)}
    discount = 1.05**-20
    expected = sum(
        item.investment_eur * (1 - max(0, item.lifetime_a - 20) / item.lifetime_a * discount)
        for item in added.values()
    )
    rise = full.proof.objective_eur_per_a - plain.proof.objective_eur_per_a
    assert rise == pytest.approx(ANNUITY * expected, rel=1e-6)


def test_all_checks_pass_on_the_lines(full: Solution, tmp_path: Path) -> None:
    assert [check.name for check in full.checks if not check.passed] == []
    write_report(full, tmp_path, formats=("json", "csv", "xlsx"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_the_npv_is_the_difference_of_annual_costs_over_the_annuity_factor(
    full: Solution,
) -> None:
    base = full.key_figure("total_annual_cost_eur").base
    assert base is not None
    npv = (base - full.proof.objective_eur_per_a) / ANNUITY
    assert full.key_figure("npv_eur").proposed == pytest.approx(npv, rel=1e-6)


def test_one_share_for_all_is_a_line_as_well_and_costs_the_same() -> None:
    together = designed(indirect_cost_share=0.3)
    apart = designed(engineering_share=0.2, contingency_share=0.1)
    assert "indirect_cost_share_25a" in lines(together)
    assert together.proof.objective_eur_per_a == pytest.approx(apart.proof.objective_eur_per_a)


def test_today_pays_no_larger_connection(full: Solution) -> None:
    assert full.base is not None
    assert {item.tag for item in full.base.capital} == {"gas_boiler"}


def test_spare_power_below_that_of_today_is_told() -> None:
    """An electric boiler stands; its peak needs no larger connection, so the figure is wrong."""
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    data["boilers"][0]["carrier"] = "electricity"
    data["zones"][0] |= {"grid_spare_mw": 1, "grid_connection_eur_per_mw": 1_000}
    told = design(Case.model_validate(data), solver_profile("proof")).messages
    assert any("adds 3.33 MW to the peak of zone site, more than the 1 MW" in text for text in told)


def test_a_budget_counts_the_lines() -> None:
    whole = designed(engineering_share=0.2)
    data: dict[str, Any] = yaml.safe_load(ONE_SOURCE_ONE_SINK.read_text(encoding="utf-8"))
    limit = 0.9 * (whole.key_figure("investment_eur").proposed or 0.0)
    data["heat_pumps"]["partial_levels"] = False
    data["economics"]["engineering_share"] = 0.2
    data["limits"] = {"investment_eur": limit}
    held = design(Case.model_validate(data), solver_profile("proof"))
    assert (held.key_figure("investment_eur").proposed or 0.0) <= limit * (1 + 1e-6)
