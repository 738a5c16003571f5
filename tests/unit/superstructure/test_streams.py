"""Streams of a case: what `check` accepts can be built, and what cannot is told at its place."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.errors import CaseError
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.source_streams import source_profile

WATER_SHARE = 5e-3
SEA_WATER_SHARE = 0.06
"""Sea water of 35 g/kg holds 3.99 kJ/(kg K), pure water 4.22: within 6 %."""
STEAM = {
    "name": "steam", "zone": "site", "kind": "steam", "pressure_bar": 4, "duty_mw": 1,
    "condensate_return_share": 0.5, "condensate_c": 95, "makeup_c": 12,
}  # fmt: skip
AIR = {
    "name": "air", "zone": "site", "kind": "humid_air", "t_in_c": 40, "t_out_c": 20,
    "humidity_ratio_kg_per_kg": 0.02, "dry_air_kg_per_s": 5,
}  # fmt: skip
SEA = {
    "name": "sea", "zone": "site", "kind": "water_body", "t_in_c": -1.5, "flow_kg_per_s": 20,
    "max_cooling_k": 5, "min_outlet_c": -2,
}  # fmt: skip


def case(**changes: Any) -> Case:
    """A site with steam, and a boiler that can make all of it."""
    data: dict[str, Any] = {
        "name": "site",
        "title": "Site",
        "zones": [{"name": "site"}],
        "sinks": [STEAM],
        "boilers": [
            {
                "name": "boiler",
                "zone": "site",
                "carrier": "natural_gas",
                "efficiency": 0.9,
                "supply_max_c": 300,
                "existing_mw": 6,
                "age_a": 10,
                "cost": "gas_boiler_steam",
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
        "economics": {"interest": 0.05, "observation_a": 20},
    }
    return Case.model_validate(data | changes)


def test_sea_water_gives_heat_below_zero() -> None:
    stated = case(sources=[SEA])
    assert check_consistency(stated) == ()
    profile = source_profile(stated, stated.sources[0])
    assert profile.heat_mw == pytest.approx(20 * 4.218e-3 * 0.5, rel=WATER_SHARE)
    assert profile.heat_mw == pytest.approx(20 * 3.99e-3 * 0.5, rel=SEA_WATER_SHARE)
    assert (profile.top_c, profile.bottom_c) == (-1.5, -2.0)


def test_heat_of_water_has_no_jump_at_freezing() -> None:
    stated = case(sources=[SEA | {"t_in_c": 2.5}])
    profile = source_profile(stated, stated.sources[0])
    assert profile.heat_mw == pytest.approx(20 * 4.213e-3 * 4.5, rel=WATER_SHARE)


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"sinks": [STEAM | {"condensate_c": 180}]}, "sinks[0]", "steam cannot be as stated"),
        (
            {"sources": [SEA, AIR | {"humidity_ratio_kg_per_kg": 0.2}]},
            "sources[1]",
            "air cannot be as stated",
        ),
    ],
)
def test_a_stream_that_cannot_be_is_invalid_input_at_its_place(
    changes: dict[str, Any], place: str, words: str
) -> None:
    with pytest.raises(CaseError) as caught:  # of a case that nobody checked
        design_problem(case(**changes))
    (finding,) = caught.value.findings
    assert caught.value.exit_code == 3
    assert finding.place == place
    assert words in finding.message


# Steam tables: 4 bar boils at 143.6 degC, hf 604.7 kJ/kg, hfg 2133.4; water of 12 degC 50.7 kJ/kg
# (with the pressure of 4 bar).
def test_condensate_at_saturation_only_evaporates() -> None:
    stated = case(sinks=[STEAM | {"condensate_c": 143.62}])
    assert check_consistency(stated) == ()
    pieces = sink_profile(stated, stated.sinks[0]).pieces
    total = 2133.4 + 0.5 * (604.7 - 50.7)
    assert pieces[0].share[0] == pytest.approx(2133.4 / total, rel=1e-3)


@pytest.mark.parametrize(("t_c", "humidity"), [(20, 0.014758), (60, 0.15354), (80, 0.55295)])
def test_air_saturated_by_ashraes_tables_condenses_at_once(t_c: float, humidity: float) -> None:
    stated = case(
        sources=[AIR | {"t_in_c": t_c, "t_out_c": 10, "humidity_ratio_kg_per_kg": humidity}]
    )
    assert source_profile(stated, stated.sources[0]).top_c == pytest.approx(t_c, abs=0.02)


def test_a_sink_heated_by_less_than_rounding_has_a_curve() -> None:
    warm = {"name": "warm", "zone": "site", "kind": "liquid", "duty_mw": 1}
    stated = case(sinks=[warm | {"t_in_c": 60, "t_out_c": 60 + 1e-8}])
    assert check_consistency(stated) == ()
    curve = sink_profile(stated, stated.sinks[0]).curve(0, 1.0)
    assert curve.hot_end_k == pytest.approx(333.15)


steam = st.fixed_dictionaries(
    {
        "pressure_bar": st.floats(0.3, 60),
        "condensate_return_share": st.floats(0, 1),
        "condensate_c": st.floats(0.1, 200),
        "makeup_c": st.floats(0.1, 100),
    }
)
air = st.fixed_dictionaries(
    {
        "t_in_c": st.floats(0.1, 200),
        "t_out_c": st.floats(0.1, 200),
        "humidity_ratio_kg_per_kg": st.floats(0, 1) | st.floats(0, 0.05),
        "pressure_bar": st.floats(0.5, 2),
    }
)
sea = st.fixed_dictionaries(
    {
        "t_in_c": st.floats(-2, 60),
        "max_cooling_k": st.floats(0.1, 30),
        "min_outlet_c": st.floats(-2, 40),
    }
)


@given(steam, air, sea)
@settings(max_examples=200, deadline=None)
def test_streams_of_a_case_without_findings_can_be_built(
    sink: dict[str, float], exhaust: dict[str, float], water: dict[str, float]
) -> None:
    stated = case(sinks=[STEAM | sink], sources=[AIR | exhaust, SEA | water])
    places = " ".join(finding.place for finding in check_consistency(stated))
    if "sinks[0]" not in places:
        assert (sink_profile(stated, stated.sinks[0]).heat_mw > 0).all()
    for index, source in enumerate(stated.sources):
        if f"sources[{index}]" not in places:
            assert (source_profile(stated, source).heat_mw >= 0).all()


WARM_WATER = {
    "name": "waste", "zone": "site", "kind": "liquid", "t_in_c": 40, "t_out_c": 30, "duty_mw": 1,
}  # fmt: skip
HEATING = {
    "name": "heating", "zone": "site", "kind": "liquid", "t_in_c": 50, "t_out_c": 70, "duty_mw": 1,
}  # fmt: skip


def forbidding(*tags: str) -> Case:
    options = {"refrigerants": ["R600a"], "partial_levels": False, "forbidden": tags}
    return case(sources=[WARM_WATER], sinks=[HEATING], heat_pumps=options)


def test_a_forbidden_machine_that_is_not_on_offer_is_told_with_the_nearest() -> None:
    with pytest.raises(CaseError) as caught:
        design_problem(forbidding("waste_to_heating_r60a", "waste_to_heating_r600a"))
    (finding,) = caught.value.findings
    assert finding.place == "heat_pumps.forbidden[0]"
    assert finding.permitted.endswith("the nearest: waste_to_heating_r600a")


def test_a_forbidden_machine_is_left_out() -> None:
    assert design_problem(forbidding()).heat_pumps
    assert not design_problem(forbidding("waste_to_heating_r600a")).heat_pumps
