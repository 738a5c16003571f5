"""A wrong field is told with its value, its range in its unit, and the mend."""

from typing import Any

import pytest

from industrial_hp.errors import Finding
from industrial_hp.reading.case_yaml import parse_case

GOOD: dict[str, Any] = {
    "name": "site",
    "title": "Site",
    "zones": [{"name": "site"}],
    "sinks": [
        {
            "name": "water",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 40,
            "t_out_c": 60,
            "duty_mw": 2,
        }
    ],
    "boilers": [
        {
            "name": "boiler",
            "zone": "site",
            "carrier": "natural_gas",
            "efficiency": 0.9,
            "supply_max_c": 110,
            "existing_mw": 4,
            "age_a": 10,
            "cost": "gas_boiler_hot_water",
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


DUTY = "0 to 5000 MW or the name of a series"


def told(part: str, **fields: Any) -> Finding:
    """The only finding of the good case with some fields of a part replaced."""
    stated = GOOD[part]
    changed = [stated[0] | fields] if isinstance(stated, list) else stated | fields
    _, (finding,) = parse_case(GOOD | {part: changed}, "case.yaml")
    return finding


FUELS = (
    "natural_gas, electricity, wood, pellets, biogas, light_fuel_oil, heavy_fuel_oil, lpg, "
    "hard_coal, lignite"
)


@pytest.mark.parametrize(
    ("part", "field", "value", "found", "permitted", "mend"),
    [
        ("boilers", "efficiency", 92, "92 MWh/MWh", "0.3 to 1.1 MWh/MWh", "by 100 (0.92)"),
        ("economics", "interest", 5, "5 1/a", "0 to 0.3 1/a", "per cent; divide"),
        ("boilers", "existing_mw", 4500, "4500 MW", "0 to 2000 MW", "kW; divide by 1000"),
        ("boilers", "supply_max_c", 453.15, "453.15 degC", "40 to 400 degC", "kelvin"),
        ("boilers", "supply_max_c", 20, "20 degC", "40 to 400 degC", "state it in degC"),
        ("sinks", "duty_mw", float("inf"), "inf", DUTY, "plain number"),
        ("sinks", "duty_mw", [2], "", DUTY, ""),
        ("economics", "observation_a", 15.5, "15.5 a", "1 to 60 a", ""),
        ("boilers", "carrier", "gas", "'gas'", FUELS, ""),
        ("prices", "electricity", None, "None", "", ""),
    ],
)  # fmt: skip
def test_value_range_and_mend_are_told(
    part: str, field: str, value: Any, found: str, permitted: str, mend: str
) -> None:
    finding = told(part, **{field: value})
    assert finding.place.endswith(field)
    assert (finding.value, finding.permitted) == (found, permitted)
    assert mend in finding.mend
    assert "input should" not in finding.message


def test_a_missing_number_is_told_with_its_range() -> None:
    boiler = {k: v for k, v in GOOD["boilers"][0].items() if k != "efficiency"}
    _, (finding,) = parse_case(GOOD | {"boilers": [boiler]}, "case.yaml")
    assert (finding.message, finding.permitted) == ("is missing", "0.3 to 1.1 MWh/MWh")


def test_no_sinks_are_told_in_plain_words() -> None:
    _, (finding,) = parse_case(GOOD | {"sinks": []}, "case.yaml")
    assert str(finding) == (
        "case.yaml: sinks: needs an entry, and has none; permitted: 1 or more; add one"
    )


def test_only_a_near_name_is_proposed_and_only_of_the_same_part() -> None:
    assert "did you mean loops" not in str(parse_case(GOOD | {"foo": 1}, "case.yaml")[1][0])
    assert told("sinks", duty_kw=2500).mend == "did you mean duty_mw?"
    far = told("sinks", efficency=0.9)  # a field of boilers, not of sinks
    assert "did you mean" not in far.mend
    assert "t_out_c" in far.permitted
