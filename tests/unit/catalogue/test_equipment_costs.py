"""Rows of the cost and carrier tables against the figures of their sources."""

import pytest

from industrial_hp.catalogue.energy_carriers import energy_carrier, energy_carriers
from industrial_hp.catalogue.equipment_costs import equipment_cost, equipment_costs
from industrial_hp.errors import UsageError

# Money factors read off technology-data: output over input of the same row.
FROM_2015, FROM_2019, FROM_2020 = 1.3358, 1.2661, 1.2575
SINGLE_POINT_SHARE = 1e-3
ROUNDED_SHARE = 1e-6


@pytest.mark.parametrize(
    ("name", "points_eur_per_kw_2015"),
    [
        ("heat_pump_excess_heat", {1: 1236.801, 3: 856.247, 10: 665.97}),
        ("heat_pump_air", {1: 1427.078, 3: 951.385, 10: 856.247}),
    ],
)
def test_district_heating_machines_meet_the_danish_points(
    name: str, points_eur_per_kw_2015: dict[int, float]
) -> None:
    law = equipment_cost(name).law
    for size_mw, eur_per_kw in points_eur_per_kw_2015.items():
        expected_eur = eur_per_kw * 1000.0 * size_mw * FROM_2015
        assert law.cost_eur(size_mw) == pytest.approx(expected_eur, rel=0.10)
        assert not law.extrapolated(size_mw)
    assert law.extrapolated(0.5)
    assert law.extrapolated(12.0)
    assert law.money_year == 2025


def test_money_of_2015_is_inflated_as_in_technology_data() -> None:
    # technology-data gives 889.6044 EUR/kW of 2025 for the 10 MW machine.
    law = equipment_cost("heat_pump_excess_heat").law
    assert law.cost_eur(10.0) / 10e3 == pytest.approx(889.6044, rel=0.03)


def test_a_supply_above_70_degrees_costs_more_on_small_machines() -> None:
    plain = equipment_cost("heat_pump_excess_heat").law
    above = equipment_cost("heat_pump_excess_heat_above_70c").law
    ratios = [above.cost_eur(size) / plain.cost_eur(size) for size in (1.0, 3.0, 10.0)]
    assert ratios == pytest.approx([1.15, 1.10, 1.05], abs=0.02)


@pytest.mark.parametrize(
    ("name", "size_mw", "eur_per_kw_2019"),
    [
        ("industrial_heat_pump_60c", 3.0, 730.0 + 146.0),
        ("industrial_heat_pump_70c", 3.0, 730.0 + 146.0),
        ("industrial_heat_pump_80c", 3.0, 730.0 + 146.0),
        ("industrial_heat_pump_125c", 1.5, 871.2 + 174.24),
        ("industrial_heat_pump_150c", 1.5, 1045.44 + 209.088),
        ("booster_heat_pump_to_steam", 4.0, 1632.066 + 326.413),
        ("electric_boiler_steam", 15.0, 80.0),
    ],
)
def test_industrial_machines_meet_their_point_with_indirect_investment(
    name: str, size_mw: float, eur_per_kw_2019: float
) -> None:
    expected_eur = eur_per_kw_2019 * 1000.0 * size_mw * FROM_2019
    law = equipment_cost(name).law
    assert law.cost_eur(size_mw) == pytest.approx(expected_eur, rel=SINGLE_POINT_SHARE)


@pytest.mark.parametrize(
    ("name", "size_mw", "eur_per_kw", "factor"),
    [
        ("heat_pump_seawater", 20.0, 475.693, FROM_2015),
        ("wood_boiler_hot_water", 6.8407, 707.529, FROM_2015),
        ("wood_boiler_hot_water", 51.6377, 506.026, FROM_2015),
        ("electric_boiler_hot_water_industry", 15.0, 70.0 + 35.0, FROM_2019),
        ("mechanical_vapour_recompression", 20.0, 350.0, FROM_2019),
    ],
)
def test_rows_of_one_or_two_figures_meet_them(
    name: str, size_mw: float, eur_per_kw: float, factor: float
) -> None:
    law = equipment_cost(name).law
    expected_eur = eur_per_kw * 1000.0 * size_mw * factor
    assert law.cost_eur(size_mw) == pytest.approx(expected_eur, rel=SINGLE_POINT_SHARE)


def test_a_condensing_steam_boiler_costs_a_tenth_more() -> None:
    # Sheets 311.1c and 311.1d: 54.545 and 60 EUR/kW at 20 MW.
    plain = equipment_cost("gas_boiler_steam").law.cost_eur(20.0)
    assert equipment_cost("gas_boiler_steam_condensing").law.cost_eur(20.0) == pytest.approx(
        plain * 60 / 54.545, rel=SINGLE_POINT_SHARE
    )


def test_wood_boilers_of_two_sheets_agree_within_their_spread() -> None:
    # Sheet 311.2e: 618.18 + 35 EUR/kW of 2019 at 20 MW.
    industrial_eur = (618.18 + 35.0) * 20e3 * FROM_2019
    assert equipment_cost("wood_boiler_hot_water").law.cost_eur(20.0) == pytest.approx(
        industrial_eur, rel=0.15
    )


def test_steam_boiler_meets_its_point_within_the_stated_error() -> None:
    law = equipment_cost("gas_boiler_steam").law
    assert law.cost_eur(20.0) == pytest.approx(54.545e3 * 20.0 * FROM_2019, rel=0.14)


def test_boilers_and_stations_meet_their_single_figures() -> None:
    figures_eur_per_kw_2015 = {
        "gas_boiler_hot_water": 60.0,
        "dh_heat_exchanger_station": 100.0,
        "dh_heat_exchanger_station_small": 265.0,
        "source_connection": 100.0,
        "dh_pumping_station": 90.0,
    }
    for name, figure in figures_eur_per_kw_2015.items():
        law = equipment_cost(name).law
        assert law.cost_eur(1.0) == pytest.approx(figure * 1e3 * FROM_2015, rel=ROUNDED_SHARE)


def test_a_gas_exchanger_costs_what_air_machines_cost_more_than_liquid_ones() -> None:
    # Danish points, 2015 money: air 1427.078, 951.385, 856.247; excess heat 1236.801, 856.247,
    # 665.97 EUR/kW at 1, 3, 10 MW; at a COP of 3.15 the machine takes 0.6825 of its heat.
    surplus_eur_per_kw = {1.0: 190.277, 3.0: 95.138, 10.0: 190.277}
    taken_share = 1 - 1 / 3.15
    at_mean = sum(surplus_eur_per_kw.values()) / 3 * FROM_2015 / taken_share
    law = equipment_cost("gas_recovery_exchanger").law
    assert law.cost_eur(1.0) / 1e3 == pytest.approx(at_mean, rel=0.01)
    for size_mw, eur_per_kw in surplus_eur_per_kw.items():
        ratio = eur_per_kw * FROM_2015 / taken_share / (law.cost_eur(size_mw) / size_mw / 1e3)
        assert 0.6 <= ratio <= 2.0


def test_electric_hot_water_boiler_meets_both_classes() -> None:
    law = equipment_cost("electric_boiler_hot_water").law
    assert law.cost_eur(3.0) == pytest.approx(150e3 * 3.0 * FROM_2015, rel=ROUNDED_SHARE)
    assert law.cost_eur(15.0) == pytest.approx(70e3 * 15.0 * FROM_2015, rel=ROUNDED_SHARE)


def test_the_tank_law_follows_the_danish_curve_within_its_stated_error() -> None:
    law = equipment_cost("hot_water_tank_m3").law
    for volume_m3 in (300.0, 1000.0, 3000.0, 5000.0):
        curve_eur = 7450.0 * volume_m3**0.53 * FROM_2020
        assert law.cost_eur(volume_m3) == pytest.approx(curve_eur, rel=0.16)


def test_the_tank_costs_the_same_by_volume_and_by_heat_content() -> None:
    by_volume = equipment_cost("hot_water_tank_m3").law.cost_eur(3000.0)
    by_heat = equipment_cost("hot_water_tank").law.cost_eur(175.0)
    assert by_volume == pytest.approx(by_heat, rel=1e-3)


def test_the_pit_store_meets_the_danish_figure() -> None:
    law = equipment_cost("pit_heat_store_m3").law
    assert law.cost_eur(70e3) == pytest.approx((1.84e6 + 42.0 * 70e3) * FROM_2020, rel=1e-3)


@pytest.mark.parametrize(
    ("capacity_mw", "eur_per_m"),
    [(0.0305, 718.0), (0.1868, 880.0), (1.1484, 1090.0), (6.7484, 1836.0), (19.1124, 2183.0)],
)
def test_the_pipe_law_follows_the_pipe_table_within_its_stated_error(
    capacity_mw: float, eur_per_m: float
) -> None:
    law = equipment_cost("dh_pipe_per_m").law
    assert law.cost_eur(capacity_mw) == pytest.approx(eur_per_m, rel=0.24)


def test_every_row_says_scope_source_range_and_uncertainty() -> None:
    names = [row.name for row in equipment_costs()]
    assert len(names) == len(set(names))
    for row in equipment_costs():
        assert row.equipment
        assert row.law.scope
        assert row.law.source
        assert 0.0 < row.law.size_min < row.law.size_max
        assert row.law.cost_eur(row.law.size_min) > 0.0
        assert 0.0 < row.low_factor <= 1.0 <= row.high_factor
        assert row.lifetime_a >= 1
        assert row.provenance in {"found", "found (secondary)", "derived", "recalled"}


def test_cost_per_size_falls_with_size_in_every_row() -> None:
    for row in equipment_costs():
        low, high = row.law.size_min, row.law.size_max
        assert row.law.cost_eur(low) / low >= row.law.cost_eur(high) / high * (1.0 - 1e-12)


def test_an_unknown_equipment_is_refused_with_near_names() -> None:
    with pytest.raises(UsageError, match="gas_boiler_steam"):
        equipment_cost("gas_boiler_stem")


def test_natural_gas_carries_factor_and_heating_values() -> None:
    gas = energy_carrier("natural_gas")
    assert gas.emission_factor_t_per_mwh == 0.201
    assert gas.hhv_to_lhv == 1.108
    assert gas.price is None
    assert gas.price_unit == "EUR/MWh HHV"


def test_grid_factor_and_allowance_price() -> None:
    assert energy_carrier("electricity_germany").emission_factor_t_per_mwh == 0.363
    assert energy_carrier("co2_eu_ets").price == 73.86


def test_every_carrier_figure_has_a_source() -> None:
    for carrier in energy_carriers():
        assert (carrier.emission_factor_t_per_mwh is None) == (not carrier.factor_source)
        assert (carrier.price_unit == "") == (not carrier.price_source)


def test_an_unknown_carrier_is_refused_with_near_names() -> None:
    with pytest.raises(UsageError, match="natural_gas"):
        energy_carrier("naturl_gas")
