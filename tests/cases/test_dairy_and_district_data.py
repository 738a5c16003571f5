"""The case `dairy_and_district`: its series against the totals worked out by hand in its README."""

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from industrial_hp.case.case import Case
from industrial_hp.catalogue.equipment_costs import equipment_cost
from industrial_hp.reading.read_case import read_case

FOLDER = Path(__file__).parents[2] / "cases" / "dairy_and_district"
SHARE_OF_HAND_TOTAL = 1e-3
DAYS_OF_MONTHS = {
    "jan": 31, "feb": 28, "mar": 31, "apr": 30, "may": 31, "jun": 30,
    "jul": 31, "aug": 31, "sep": 30, "oct": 31, "nov": 30, "dec": 31,
}  # fmt: skip
SHARE_STEP = 1e-6
APPROACH_K = 5.0
"""Contribution of the source plus that of the loop: 2.5 K each."""
WATER_KJ_PER_KG_K = 4.19
DRYER_KJ_PER_KG = 121.3
DRYER_TOLERANCE_KJ_PER_KG = 0.3
KELVIN_STEP = 1e-9
OUTDOORS_COLUMN = 5


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(FOLDER)


def readme_lines() -> list[str]:
    return (FOLDER / "README.md").read_text(encoding="utf-8").splitlines()


def hand_totals() -> dict[str, float]:
    lines = readme_lines()
    start = lines.index("```csv") + 1
    rows = csv.DictReader(lines[start : lines.index("```", start)])
    return {row["name"]: float(row["mwh_per_a"]) for row in rows}


def outdoor_temperatures_c() -> list[float]:
    start = next(i for i, line in enumerate(readme_lines()) if line.startswith("| day | days a"))
    rows = [line.split("|") for line in readme_lines()[start + 2 : start + 7]]
    return [float(value) for row in rows for value in row[OUTDOORS_COLUMN].split(",")]


def weights_h(case: Case) -> np.ndarray:
    return np.array(
        [h * day.days_per_year for day in case.calendar.days for h in case.calendar.block_hours]
    )


def sourced_mw(case: Case, name: str) -> np.ndarray:
    source = next(source for source in case.sources if source.name == name)
    if source.kind == "humid_air":
        return case.values(source.dry_air_kg_per_s) * DRYER_KJ_PER_KG / 1000
    if source.kind == "water_body":
        outlet_c = case.values(source.t_in_c) - source.max_cooling_k
        cooling_k = case.values(source.t_in_c) - np.maximum(outlet_c, source.min_outlet_c)
        return case.values(source.flow_kg_per_s) * WATER_KJ_PER_KG_K * cooling_k / 1000
    return case.values(source.duty_mw)


def test_each_month_has_its_days(case: Case) -> None:
    days = case.calendar.days
    assert {
        month: sum(day.days_by_month.get(month, 0) for day in days) for month in DAYS_OF_MONTHS
    } == DAYS_OF_MONTHS


def test_weights_sum_to_a_year(case: Case) -> None:
    assert weights_h(case).sum() == pytest.approx(8760)


def test_the_hand_table_names_every_sink_and_source(case: Case) -> None:
    assert set(hand_totals()) == {part.name for part in (*case.sinks, *case.sources)}


def test_demands_sum_to_the_hand_totals(case: Case) -> None:
    for sink in case.sinks:
        total_mwh = weights_h(case) @ case.values(sink.duty_mw)
        assert total_mwh == pytest.approx(hand_totals()[sink.name], rel=SHARE_OF_HAND_TOTAL)


def test_heat_on_offer_sums_to_the_hand_totals(case: Case) -> None:
    for source in case.sources:
        total_mwh = weights_h(case) @ sourced_mw(case, source.name)
        assert total_mwh == pytest.approx(hand_totals()[source.name], rel=SHARE_OF_HAND_TOTAL)


def test_heat_of_the_dryer_exhaust_agrees_with_the_textbook_formula() -> None:
    def enthalpy(t_c: float, humidity: float) -> float:
        return 1.006 * t_c + humidity * (2501 + 1.86 * t_c)

    def saturated(t_c: float) -> float:
        saturation_pa = 611.2 * math.exp(17.62 * t_c / (243.12 + t_c))  # Magnus, WMO 2008
        return 0.622 * saturation_pa / (101325 - saturation_pa)

    steps_c = np.arange(41.0, 24.9, -0.5)
    humidity = np.minimum([saturated(t_c) for t_c in steps_c], 0.05)
    condensate = -np.diff(humidity) @ (WATER_KJ_PER_KG_K * (steps_c[:-1] + steps_c[1:]) / 2)
    heat = enthalpy(70, 0.05) - enthalpy(25, saturated(25)) - condensate
    assert heat == pytest.approx(DRYER_KJ_PER_KG, abs=DRYER_TOLERANCE_KJ_PER_KG)


def test_cooling_of_the_data_centre_follows_the_outdoor_temperature(case: Case) -> None:
    expected = [
        0.03 + 0.018 * (min(max(t_c, 14), 24) - 14) + 0.01 * max(t_c - 24, 0)
        for t_c in outdoor_temperatures_c()
    ]
    chilled = next(source for source in case.sources if source.name == "chilled_water")
    assert chilled.cooling_today is not None
    share = case.values(chilled.cooling_today.electricity_share)
    assert share == pytest.approx(expected, abs=SHARE_STEP)


def test_boilers_that_stand_carry_every_period_alone(case: Case) -> None:
    for zone in case.zones:
        demand_mw = sum(
            (case.values(sink.duty_mw) for sink in case.sinks if sink.zone == zone.name),
            np.zeros(case.calendar.period_count),
        )
        standing_mw = sum(b.existing_mw or 0 for b in case.boilers if b.zone == zone.name)
        assert standing_mw >= demand_mw.max(), zone.name


def test_boilers_are_hotter_than_all_sinks_of_their_zone(case: Case) -> None:
    steam_at_4_bar_c = 143.6
    hottest_c = {
        "dairy": steam_at_4_bar_c,
        "district": float(case.values(case.sink("district_heat").supply_c).max()),
    }
    for boiler in case.boilers:
        assert boiler.supply_max_c > hottest_c[boiler.zone] + APPROACH_K, boiler.name


def test_the_catalogue_has_every_cost_row(case: Case) -> None:
    priced = (*case.boilers, *case.stores, *case.loops)
    for name in {part.cost for part in priced} | {s.connection_cost for s in case.sources} - {None}:
        assert equipment_cost(name).name == name


def test_no_exchanger_is_bought_that_a_machine_row_already_holds(case: Case) -> None:
    # The rows that the program takes by temperature hold source connection or site integration.
    for row in ("heat_pump_excess_heat", "heat_pump_excess_heat_above_70c"):
        assert "source and grid connection" in equipment_cost(row).law.scope
    for row in ("industrial_heat_pump_125c", "industrial_heat_pump_150c"):
        assert "site integration" in equipment_cost(row).law.scope
    paid_apart = {s.name: s.connection_cost for s in case.sources if s.connection_cost}
    assert paid_apart == {"dryer_exhaust": "gas_recovery_exchanger"}


def test_direct_use_of_liquid_sources_is_next_to_nothing(case: Case) -> None:
    # Only make-up water is colder than a liquid source: 0.2 kg of 12 -> 95 degC per kg of steam.
    # Saturated steam at 4 bar 2738.1 kJ/kg; water 50.4 at 12, 398.1 kJ/kg at 95 degC (IAPWS).
    makeup = 0.2 * (398.1 - 50.4)
    share = makeup / (makeup + 2738.1 - 398.1)
    assert share == pytest.approx(0.029, abs=5e-4)
    peak_mw = float(case.values(case.sink("steam").duty_mw).max())
    assert share * peak_mw == pytest.approx(0.09, abs=0.005)


def test_ambient_loops_lie_below_their_source_by_both_contributions(case: Case) -> None:
    loops = {loop.name: loop for loop in case.loops}
    sources = {source.name: source for source in case.sources}
    chilled, effluent = sources["chilled_water"], sources["effluent"]
    effluent_c = case.values(effluent.t_in_c)
    ends = {
        "data_centre_to_dairy": (case.values(chilled.t_in_c), case.values(chilled.t_out_c)),
        "effluent_loop": (
            effluent_c,
            np.maximum(effluent_c - effluent.max_cooling_k, effluent.min_outlet_c),
        ),
    }
    for name, (inlet_c, outlet_c) in ends.items():
        assert (case.values(loops[name].supply_c) <= inlet_c - APPROACH_K + KELVIN_STEP).all()
        assert (case.values(loops[name].return_c) <= outlet_c - APPROACH_K + KELVIN_STEP).all()


def test_the_store_is_as_hot_as_the_network_ever_is(case: Case) -> None:
    supply_c = case.values(case.sink("district_heat").supply_c)
    assert case.stores[0].supply_c >= supply_c.max()
