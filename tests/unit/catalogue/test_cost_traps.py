"""The traps of published cost data, each as a test: what a hasty reader gets wrong."""

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from industrial_hp.case.case import Case
from industrial_hp.catalogue.energy_carriers import energy_carriers
from industrial_hp.catalogue.equipment_costs import equipment_cost, equipment_costs
from industrial_hp.economics.tariffs import fuel_price_lhv_eur_per_mwh
from industrial_hp.pipeline import design
from industrial_hp.results.solution import Solution
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.costs import investment

SMALL_CASE = Path(__file__).parents[2] / "cases" / "one_source_one_sink.yaml"
FROM_2015, FROM_2019 = 1.3358, 1.2661
"""Money factors of technology-data to 2025."""


def small(**economics: Any) -> Case:
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    data["economics"] |= economics
    return Case.model_validate(data)


def test_1_values_of_technology_data_are_in_2025_money_whatever_its_year_column_says() -> None:
    # costs_2025.csv: solid biomass boiler steam 765.4367 EUR/kW, currency_year 2019; the sheet
    # says 604.545 EUR/kW of 2019: the value is inflated already and must not be so again.
    law = equipment_cost("wood_boiler_steam").law
    assert law.cost_eur(20) / 20e3 == pytest.approx(765.4367, rel=1e-5)
    assert law.cost_eur(20) / 20e3 == pytest.approx(604.545 * FROM_2019, rel=1e-4)
    assert law.money_year == 2025


def test_2_no_row_of_a_heat_pump_is_the_absorption_machine_of_technology_data() -> None:
    # Its "central ground-sourced heat pump" reads the sheet "40 Absorption heat pump, DH".
    for row in equipment_costs():
        assert "absorption" not in row.law.source.lower()
        assert "ground-sourced" not in row.law.source.lower()


def test_3_indirect_investment_is_in_the_row_or_added_never_both_nor_forgotten() -> None:
    # 301.1b: 730 + 146 EUR/kW of 2019 at 3 MW. A share of 20 % leaves that row as it is and is
    # added to one whose sheet has none.
    case = small(indirect_cost_share=0.2)
    holds = investment(case, "industrial_heat_pump_70c")
    price = holds.fixed_eur + 3 * holds.eur_per_size
    assert price == pytest.approx((730 + 146) * 3e3 * FROM_2019, rel=1e-3)
    lacks = investment(case, "electric_boiler_steam")
    assert lacks.eur_per_size == pytest.approx(1.2 * 72_350)
    for row in equipment_costs():
        if "indirect investment is included" in row.law.scope:
            assert row.indirect_included
        if "indirect investment is not in the sheet" in row.law.scope:
            assert not row.indirect_included


@pytest.mark.parametrize(
    ("name", "without_electricity", "with_it", "money"),
    [
        ("industrial_heat_pump_70c", 1.8, 3.26, FROM_2019),
        ("booster_heat_pump_to_steam", 1.98, 3.44, FROM_2019),
        ("mechanical_vapour_recompression", 1.8, 2.53, FROM_2019),
        ("electric_boiler_hot_water_industry", 0.5, 0.865, FROM_2019),
        ("wood_boiler_hot_water", 1.19, 2.58, FROM_2015),
    ],
)
def test_4_variable_operation_holds_no_auxiliary_electricity(
    name: str, without_electricity: float, with_it: float, money: float
) -> None:
    # Sheets "301.1b", "303", "305", "310.2" and "09a Wood Chips HOP": "of which other O&M".
    paid = equipment_cost(name).variable_om_eur_per_mwh
    assert paid == pytest.approx(without_electricity * money, abs=0.01)
    assert paid < with_it * money


def test_5_laws_carry_scope_range_and_year_and_warn_outside_their_range() -> None:
    for row in equipment_costs():
        assert row.law.scope
        assert row.law.source
        assert row.law.money_year is not None or "money year not stated" in row.law.source
        assert row.law.extrapolated(row.law.size_max * 1.01)
        assert row.law.extrapolated(row.law.size_min * 0.99)


@pytest.fixture(scope="module")
def tiny_plant() -> Solution:
    data: dict[str, Any] = yaml.safe_load(SMALL_CASE.read_text(encoding="utf-8"))
    data["heat_pumps"]["partial_levels"] = False
    data["sinks"][0]["duty_mw"] = 0.4
    data["sources"][0].pop("connection_cost")
    data["prices"]["natural_gas"]["price_eur_per_mwh"] = 900
    return design(Case.model_validate(data), solver_profile("proof"))


def test_5_a_design_outside_the_range_says_so(tiny_plant: Solution) -> None:
    machine = next(row for row in tiny_plant.equipment.to_dict("records") if row["cycle"])
    assert machine["size"] < 1.0
    assert machine["extrapolated"]
    assert any("lies outside the range of its cost law (1 to" in m for m in tiny_plant.messages)


def test_6_gas_is_billed_on_the_higher_heating_value_and_burnt_on_the_lower() -> None:
    # 45 EUR/MWh HHV are 45 x 1.108 = 49.86 EUR/MWh LHV.
    price = fuel_price_lhv_eur_per_mwh(np.array([45.0]), "HHV", hhv_to_lhv=1.108)
    assert price[0] == pytest.approx(49.86)
    unstated = small().model_dump()
    unstated["prices"]["natural_gas"].pop("basis")
    with pytest.raises(ValueError, match="basis"):
        Case.model_validate(unstated)


def test_7_the_factor_of_subsidy_rules_is_no_factor_of_the_grid() -> None:
    # BAFA, Informationsblatt CO2-Faktoren: 0.2 t/MWh where a process switches to electricity.
    factors = [
        carrier.emission_factor_t_per_mwh
        for carrier in energy_carriers()
        if carrier.name.startswith("electricity")
    ]
    assert 0.363 in factors
    assert not any(math.isclose(factor or 0.0, 0.2) for factor in factors)


def test_8_a_supply_above_70_degrees_costs_more_on_small_machines() -> None:
    plain = equipment_cost("heat_pump_excess_heat").law
    above = equipment_cost("heat_pump_excess_heat_above_70c").law
    ratios = [above.cost_eur(size) / plain.cost_eur(size) for size in (1.0, 3.0, 10.0)]
    assert ratios == pytest.approx([1.15, 1.10, 1.05], abs=0.02)
    machine = next(iter(_machines(small())))
    assert machine == "heat_pump_excess_heat_above_70c"  # the sink is heated to 80 degC


def _machines(case: Case) -> list[str]:
    from industrial_hp.superstructure.assemble import design_problem

    return [
        unit.investment.law
        for unit in design_problem(case).heat_pumps
        if unit.investment is not None
    ]
