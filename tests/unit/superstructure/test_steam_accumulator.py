"""Steam accumulators: what a cubic metre holds, their temperatures, and what they may not be."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.reading.read_case import read_case
from industrial_hp.superstructure.stores import (
    accumulator_mwh_per_m3,
    design_store,
    store_temperatures,
)

FOLDER = Path(__file__).parents[3] / "cases" / "kinds" / "steam_accumulator"


def case(**store: Any) -> Case:
    data = read_case(FOLDER).model_dump()
    data["stores"][0].update(store)
    return Case.model_validate(data)


def test_a_cubic_metre_holds_the_heat_of_the_steam_tables() -> None:
    # Steam tables (IAPWS-IF97): 10 bar 179.89 degC, 762.7 kJ/kg, 887.1 kg/m3; 3 bar 133.53 degC,
    # 561.5 kJ/kg. 0.9 x 887.1 x 201.2 / 3.6e6 = 0.0446 MWh.
    assert accumulator_mwh_per_m3(179.89, 133.53) == pytest.approx(
        0.9 * 887.1 * 201.2 / 3.6e6, rel=1e-3
    )


def test_it_is_charged_and_discharged_at_saturation() -> None:
    stated = case()
    ends = store_temperatures(stated, stated.stores[0])
    assert ends.charge_top_c == ends.charge_bottom_c == pytest.approx(179.89, abs=0.02)
    assert ends.discharge_top_c == ends.discharge_bottom_c == pytest.approx(133.53, abs=0.02)


def test_its_heat_enters_and_leaves_without_an_exchanger() -> None:
    # On the shifted scale both stand the contribution of the sink above their temperature.
    stated = case()
    store = design_store(stated, stated.stores[0])
    assert store.discharge_top_c == pytest.approx(133.53 + 2.5, abs=0.02)
    assert store.charge_top_c == pytest.approx(179.89 + 2.5, abs=0.02)


def test_its_price_by_volume_becomes_one_by_heat() -> None:
    stated = case()
    store = design_store(stated, stated.stores[0])
    assert store.investment.eur_per_size == pytest.approx(2500 / 0.0446, rel=2e-3)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"supply_c": 120.0}, "has no supply_c"),
        ({"same_water_as": None}, "wants same_water_as"),
        ({"charge_bar": None}, "wants supply_c and return_c"),
    ],
)
def test_it_is_a_tank_or_an_accumulator(changes: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        case(**changes)


def test_steam_that_charges_it_has_the_higher_pressure() -> None:
    [finding] = check_consistency(case(charge_bar=2.5))
    assert finding.place == "stores[0].charge_bar"
    assert finding.permitted == "above 3 bar"


def test_a_tank_does_not_hold_steam() -> None:
    tank = {"charge_bar": None, "supply_c": 90.0, "return_c": 60.0}
    [finding] = check_consistency(case(**tank))
    assert finding.place == "stores[0].same_water_as"
    assert "no water to share" in finding.message
