"""Steam tables and psychrometric tables decide which water a case may state."""

from typing import Any

import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.water_states import saturation_humidity_kg_per_kg, water_state_findings

STEAM = {
    "name": "steam", "zone": "site", "kind": "steam", "pressure_bar": 4, "duty_mw": 1,
    "condensate_return_share": 0.5, "condensate_c": 95, "makeup_c": 12,
}  # fmt: skip
AIR = {
    "name": "air", "zone": "site", "kind": "humid_air", "t_in_c": 40, "t_out_c": 20,
    "humidity_ratio_kg_per_kg": 0.02, "dry_air_kg_per_s": 5,
}  # fmt: skip
# ASHRAE Handbook Fundamentals 2017, chapter 1, table 2, at 1.01325 bar.
SATURATED_AIR = {20: 0.014758, 40: 0.049141, 60: 0.15354, 80: 0.55295}
IDEAL_GAS_SHARE = 0.011
"""How far ideal gases stay below real saturated air at 1.01325 bar up to 80 degC."""


def case(sink: dict[str, Any], source: dict[str, Any] | None = None) -> Case:
    return Case.model_construct(
        sinks=Case.model_validate(DATA | {"sinks": [STEAM | sink]}).sinks,
        sources=Case.model_validate(DATA | {"sources": [AIR | (source or {})]}).sources,
    )


DATA: dict[str, Any] = {
    "name": "site",
    "title": "Site",
    "zones": [{"name": "site"}],
    "sinks": [STEAM],
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


# Steam tables: 0.3 bar boils at 69.1 degC, 4 bar at 143.6.
@pytest.mark.parametrize(
    ("stated", "place", "permitted"),
    [
        ({"condensate_c": 180}, "sinks[0].condensate_c", "at most 143.6 degC"),
        ({"pressure_bar": 0.3}, "sinks[0].condensate_c", "at most 69.1 degC"),
        (
            {"pressure_bar": 0.3, "condensate_c": 60, "makeup_c": 80},
            "sinks[0].makeup_c",
            "at most 69.1 degC",
        ),
    ],
)
def test_feed_water_hotter_than_its_steam_is_told(
    stated: dict[str, Any], place: str, permitted: str
) -> None:
    (finding,) = water_state_findings(case(stated))
    assert (finding.place, finding.permitted) == (place, permitted)
    assert finding.mend


def test_condensate_at_saturation_as_steam_tables_print_it_is_accepted() -> None:
    assert not list(water_state_findings(case({"condensate_c": 143.6})))
    assert list(water_state_findings(case({"condensate_c": 143.7})))


def test_air_with_more_water_than_it_can_hold_is_told() -> None:
    (finding,) = water_state_findings(case({}, {"humidity_ratio_kg_per_kg": 0.2}))
    assert finding.place == "sources[0].humidity_ratio_kg_per_kg"
    assert finding.value == "0.2 kg/kg"
    assert finding.permitted.startswith("0 to 0.048")


@pytest.mark.parametrize("t_c", SATURATED_AIR)
def test_air_saturated_by_the_tables_of_its_trade_is_accepted(t_c: float) -> None:
    printed = SATURATED_AIR[int(t_c)]
    assert not list(
        water_state_findings(case({}, {"t_in_c": t_c, "humidity_ratio_kg_per_kg": printed}))
    )
    ideal = saturation_humidity_kg_per_kg(t_c, 1.01325)
    assert ideal == pytest.approx(printed, rel=IDEAL_GAS_SHARE)


def test_air_above_the_boiling_point_holds_any_water() -> None:
    assert not list(water_state_findings(case({}, {"t_in_c": 105, "humidity_ratio_kg_per_kg": 1})))
