"""Contradictions between the fields of a case, each with its place and the mend."""

from typing import Any

import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency

NETWORK = {
    "name": "network",
    "zone": "town",
    "kind": "district_heating",
    "supply_c": 75,
    "return_c": 45,
    "duty_mw": 2,
}
LINE = {
    "name": "line",
    "from_zone": "plant",
    "to_zone": "town",
    "same_water_as": "network",
    "length_m": 300,
    "max_mw": 4,
}
TANK = {
    "name": "tank",
    "zone": "town",
    "supply_c": 75,
    "return_c": 45,
    "max_mwh": 60,
    "hours_to_fill": 6,
    "loss_share_per_day": 0.01,
    "same_water_as": "network",
}
BOILER = {
    "name": "boiler",
    "zone": "town",
    "carrier": "natural_gas",
    "efficiency": 0.9,
    "supply_max_c": 110,
    "existing_mw": 6,
    "age_a": 10,
    "cost": "gas_boiler_hot_water",
}

LAKE = {
    "name": "lake",
    "zone": "town",
    "kind": "water_body",
    "t_in_c": 12,
    "flow_kg_per_s": 50,
    "max_cooling_k": 4,
    "min_outlet_c": 4,
}
DAYS = {
    "jan": 31, "feb": 28, "mar": 31, "apr": 30, "may": 31, "jun": 30,
    "jul": 31, "aug": 31, "sep": 30, "oct": 31, "nov": 30, "dec": 31,
}  # fmt: skip


def case(**changes: Any) -> Case:
    """A network with a boiler in a town, a plant beside it."""
    data: dict[str, Any] = {
        "name": "town",
        "title": "Town",
        "zones": [{"name": "plant"}, {"name": "town"}],
        "sinks": [NETWORK],
        "boilers": [BOILER],
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
        "economics": {"interest": 0.05, "observation_a": 20},
    }
    return Case.model_validate(data | changes)


def with_wide_network(**changes: Any) -> Case:
    """A line of the network's own water, the network with a contribution of 5 K."""
    return case(**({"sinks": [NETWORK | {"dt_contribution_k": 5}], "loops": [LINE]} | changes))


WATER = {
    "name": "hot_water",
    "zone": "town",
    "kind": "liquid",
    "t_in_c": 20,
    "t_out_c": 60,
    "duty_mw": 1,
}
WIDE = NETWORK | {"dt_contribution_k": 5}
ONWARD = LINE | {
    "name": "onward",
    "from_zone": "town",
    "to_zone": "plant",
    "same_water_as": None,
    "supply_c": 70,
    "return_c": 50,
}


@pytest.mark.parametrize(
    ("changes", "undercutting"),
    [
        ({"sinks": [WIDE, WATER]}, "sink hot_water (2.5 K)"),
        ({"heat_pumps": {"refrigerants": ["R717"]}}, "evaporators (2.5 K)"),
        ({"loops": [LINE, ONWARD]}, "loop onward (2.5 K)"),
        ({"stores": [TANK | {"same_water_as": None}]}, "store tank (2.5 K)"),
    ],
)
def test_water_of_a_sink_must_not_heat_what_has_a_smaller_contribution(
    changes: dict[str, Any], undercutting: str
) -> None:
    (finding,) = check_consistency(with_wide_network(**changes))
    assert finding.place == "loops[0].same_water_as"
    assert undercutting in finding.message
    assert finding.value == "5 K"


def test_a_tank_of_the_sinks_water_is_held_to_the_same_rule() -> None:
    (finding,) = check_consistency(with_wide_network(sinks=[WIDE, WATER], loops=[], stores=[TANK]))
    assert finding.place == "stores[0].same_water_as"


def test_equal_or_larger_contributions_and_other_zones_are_no_finding() -> None:
    sinks = [WIDE, WATER | {"dt_contribution_k": 5}, WATER | {"name": "far", "zone": "plant"}]
    boilers = [BOILER, BOILER | {"name": "far_boiler", "zone": "plant"}]
    options = {"refrigerants": ["R717"], "dt_evaporator_k": 5}
    found = with_wide_network(sinks=sinks, boilers=boilers, stores=[TANK], heat_pumps=options)
    assert check_consistency(found) == ()


def test_a_boiler_that_stands_is_not_on_offer_too() -> None:
    (finding,) = check_consistency(case(boilers=[BOILER | {"max_mw": 10}]))
    assert finding.place == "boilers[0].max_mw"
    assert finding.value == "10 MW"
    assert "6 MW" in finding.message
    assert "boiler of its own" in finding.mend


def test_a_boiler_that_stands_has_an_age() -> None:
    (finding,) = check_consistency(case(boilers=[BOILER | {"age_a": None}]))
    assert finding.place == "boilers[0].age_a"
    assert finding.permitted == "0 to 80 a"
    assert check_consistency(case(boilers=[BOILER | {"age_a": 0}])) == ()


def test_the_smallest_machine_is_no_larger_than_the_largest() -> None:
    sizes = {"minimum_size_mw": 5, "maximum_size_mw": 1}
    (finding,) = check_consistency(case(heat_pumps={"refrigerants": ["R717"]} | sizes))
    assert finding.place == "heat_pumps.minimum_size_mw"
    assert (finding.value, finding.permitted) == ("5 MW", "0 to 1 MW")
    equal = {"minimum_size_mw": 1, "maximum_size_mw": 1}
    assert check_consistency(case(heat_pumps={"refrigerants": ["R717"]} | equal)) == ()


@pytest.mark.parametrize("second", ["R717", "r717", "Ammonia"])
def test_a_refrigerant_is_offered_once_whatever_it_is_called(second: str) -> None:
    (finding,) = check_consistency(case(heat_pumps={"refrigerants": ["R717", second]}))
    assert finding.place == "heat_pumps.refrigerants[1]"
    assert finding.message == "is given already at heat_pumps.refrigerants[0]"


def test_a_machine_is_forbidden_once_and_a_day_has_a_name_of_its_own() -> None:
    options = {"refrigerants": ["R717"], "forbidden": ["a_to_b_r717", "a_to_b_r717"]}
    half = {month: count / 2 for month, count in DAYS.items()}
    days = [{"name": "day", "days_by_month": half}, {"name": "day", "days_by_month": half}]
    found = check_consistency(case(heat_pumps=options, calendar={"days": days}))
    assert [f.place for f in found] == ["heat_pumps.forbidden[1]", "calendar.days[1].name"]


def test_a_boiler_is_not_named_like_a_recovery_exchanger() -> None:
    source = LAKE | {"connection_cost": "source_connection"}
    boilers = [BOILER | {"name": "lake_exchanger"}]
    (finding,) = check_consistency(case(sources=[source], boilers=boilers))
    assert finding.place == "boilers[0].name"
    assert "source lake" in finding.message
    assert check_consistency(case(sources=[LAKE], boilers=boilers)) == ()  # none is built


@pytest.mark.parametrize(
    "name",
    [
        "lake_to_network_r717",
        "lake_warm_half_to_network_r717",
        "lake_to_network_lower_half_r717",
        "lake_to_network_r717_2",
    ],
)
def test_a_boiler_is_not_named_like_a_heat_pump(name: str) -> None:
    options = {"refrigerants": ["R717"]}
    boilers = [BOILER | {"name": name}]
    (finding,) = check_consistency(case(sources=[LAKE], boilers=boilers, heat_pumps=options))
    assert finding.place == "boilers[0].name"
    other = {"refrigerants": ["R600a"]}
    assert check_consistency(case(sources=[LAKE], boilers=boilers, heat_pumps=other)) == ()


def test_a_boiler_that_neither_stands_nor_is_on_offer_is_a_finding() -> None:
    (finding,) = check_consistency(case(boilers=[BOILER | {"existing_mw": None}]))
    assert finding.place == "boilers[0]"
    assert "neither stands" in finding.message


@pytest.mark.parametrize(
    ("changes", "place", "wanted"),
    [
        ({"stores": [TANK | {"cost": "gas_boiler_steam"}]}, "stores[0].cost", "MWh or m3"),
        ({"boilers": [BOILER | {"cost": "hot_water_tank"}]}, "boilers[0].cost", "per MW is"),
        ({"loops": [LINE | {"cost": "pit_heat_store_m3"}]}, "loops[0].cost", "per MW is"),
        (
            {"heat_pumps": {"refrigerants": ["R717"], "cost": "hot_water_tank_m3"}},
            "heat_pumps.cost",
            "per MW is",
        ),
    ],
)
def test_a_cost_row_of_another_kind_of_size_is_refused(
    changes: dict[str, Any], place: str, wanted: str
) -> None:
    (finding,) = check_consistency(case(**changes))
    assert finding.place == place
    assert wanted in finding.message


def test_a_store_may_be_priced_by_content_or_by_volume() -> None:
    for row in ("hot_water_tank", "hot_water_tank_m3", "pit_heat_store_m3"):
        assert check_consistency(case(stores=[TANK | {"cost": row}])) == ()


def test_a_boiler_burns_only_what_has_a_price() -> None:
    found = check_consistency(case(boilers=[BOILER, BOILER | {"name": "chips", "carrier": "wood"}]))
    assert [(one.place, one.value) for one in found] == [("boilers[1].carrier", "wood")]
    assert found[0].permitted == "electricity, natural_gas"
