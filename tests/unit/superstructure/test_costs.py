"""Cost laws of the catalogue under the economics of a case and at the spread of a store or pipe."""

from typing import Any

import pytest

from industrial_hp.case.case import Case
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.costs import investment
from industrial_hp.superstructure.problem import HeatStore

ROUNDED_SHARE = 2e-3
"""The catalogue's figures by content are rounded to four digits, those by volume to three."""


def town(cost: str, *, supply_c: float, return_c: float = 45, indirect: float = 0) -> Case:
    """A tank of a network of 90/45 degC, interest 5 %, 20 years."""
    data: dict[str, Any] = {
        "name": "town",
        "title": "Town",
        "zones": [{"name": "town"}],
        "sinks": [
            {
                "name": "network",
                "zone": "town",
                "kind": "district_heating",
                "supply_c": 90,
                "return_c": 45,
                "duty_mw": 2,
            }
        ],
        "stores": [
            {
                "name": "tank",
                "zone": "town",
                "supply_c": supply_c,
                "return_c": return_c,
                "max_mwh": 60,
                "hours_to_fill": 6,
                "loss_share_per_day": 0.01,
                "cost": cost,
            }
        ],
        "prices": {
            "electricity": {
                "energy_eur_per_mwh": 70,
                "network_eur_per_mwh": 10,
                "network_eur_per_mw_a": 0,
                "contains_co2": True,
                "emission_factor_t_per_mwh": 0.3,
            },
            "natural_gas": {
                "price_eur_per_mwh": 50,
                "basis": "LHV",
                "contains_co2": True,
                "emission_factor_t_per_mwh_lhv": 0.2,
            },
            "co2_eur_per_t": 0,
        },
        "economics": {
            "interest": 0.05,
            "observation_a": 20,
            "indirect_cost_share": indirect,
        },
    }
    return Case.model_validate(data)


def store(cost: str, *, supply_c: float, return_c: float = 45) -> HeatStore:
    """That tank as offered, without indirect cost."""
    (tank,) = design_problem(town(cost, supply_c=supply_c, return_c=return_c)).stores
    return tank


@pytest.mark.parametrize("supply_c", [95, 90, 70])
def test_a_tank_is_priced_by_its_volume_whatever_its_spread(supply_c: float) -> None:
    # 162.0 EUR/m3 and 0.646 EUR/(m3 a) (Danish Energy Agency, 141); 4.2 MJ/(m3 K) of water.
    m3_per_mwh = 3600 / (4.2 * (supply_c - 45))
    for row in ("hot_water_tank", "hot_water_tank_m3"):
        cost = store(row, supply_c=supply_c).investment
        assert cost.fixed_eur == 172_400
        assert cost.eur_per_size == pytest.approx(162.0 * m3_per_mwh, rel=ROUNDED_SHARE)
        assert cost.fixed_om_eur_per_size_a == pytest.approx(0.646 * m3_per_mwh, rel=ROUNDED_SHARE)


def test_the_annuity_of_a_tank_follows_its_price() -> None:
    # Life 40 of 20 years: half the price is left at the end.
    annuity, discount = 0.05 / (1 - 1.05**-20), 1.05**-20
    cost = store("hot_water_tank", supply_c=70).investment
    by_hand = 2777 * 50 / 25 * (1 - 0.5 * discount) * annuity + 11.07 * 50 / 25
    assert cost.annual_eur_per_size == pytest.approx(by_hand)


def test_the_range_of_a_tanks_law_is_one_of_volumes() -> None:
    # 300 to 5000 m3 hold 17.5 to 292 MWh at 50 K, half of it at 25 K.
    cost = store("hot_water_tank", supply_c=70).investment
    assert (cost.size_min, cost.size_max) == pytest.approx((8.75, 146))
    by_volume = store("hot_water_tank_m3", supply_c=70).investment
    assert (by_volume.size_min, by_volume.size_max) == pytest.approx((8.75, 145.8), rel=1e-3)


def test_indirect_cost_is_added_only_to_a_law_without_it() -> None:
    """854 kEUR + 824.4 kEUR/MW hold it by their scope, 335.7 kEUR + 54.24 kEUR/MW do not."""
    case = town("hot_water_tank", supply_c=90, indirect=0.2)
    machine = investment(case, "industrial_heat_pump_60c")
    boiler = investment(case, "gas_boiler_steam")
    assert (machine.fixed_eur, machine.eur_per_size) == (854_000, 824_400)
    assert (boiler.fixed_eur, boiler.eur_per_size) == pytest.approx((402_840, 65_088))
