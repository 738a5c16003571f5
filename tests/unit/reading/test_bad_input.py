"""Wrong input: every finding at once, each with its place and value, never a traceback."""

import copy
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml

from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.read_case import read_case
from industrial_hp.reading.stream_csv import read_streams

SERIES = """day,start_h,duty_mw,price
winter,0,2.0,60
winter,12,3.0,90
summer,0,1.0,40
summer,12,1.5,30
"""
GOOD: dict[str, Any] = {
    "name": "small",
    "title": "A small case",
    "calendar": {
        "block_hours": [12, 12],
        "days": [
            {
                "name": "winter",
                "days_by_month": {"jan": 31, "feb": 28, "mar": 31, "oct": 31, "nov": 30, "dec": 31},
            },
            {
                "name": "summer",
                "days_by_month": {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30},
            },
        ],
    },
    "zones": [{"name": "site"}],
    "sources": [
        {
            "name": "warm_water",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 40,
            "t_out_c": 20,
            "duty_mw": 2,
        }
    ],
    "sinks": [
        {
            "name": "hot_water",
            "zone": "site",
            "kind": "liquid",
            "t_in_c": 50,
            "t_out_c": 80,
            "duty_mw": "duty_mw",
        }
    ],
    "boilers": [
        {
            "name": "gas_boiler",
            "zone": "site",
            "carrier": "natural_gas",
            "efficiency": 0.9,
            "supply_max_c": 110,
            "existing_mw": 4,
            "age_a": 10,
            "cost": "gas_boiler_hot_water",
        }
    ],
    "heat_pumps": {"refrigerants": ["R600a"]},
    "prices": {
        "electricity": {
            "energy_eur_per_mwh": "price",
            "network_eur_per_mwh": 10,
            "network_eur_per_mw_a": 50000,
            "contains_co2": True,
            "emission_factor_t_per_mwh": 0.3,
        },
        "natural_gas": {
            "price_eur_per_mwh": 40,
            "basis": "HHV",
            "contains_co2": True,
            "emission_factor_t_per_mwh_lhv": 0.2,
        },
        "co2_eur_per_t": 70,
    },
    "economics": {"interest": 0.05, "observation_a": 20},
}
Change = Callable[[dict[str, Any]], None]


def written(folder: Path, *changes: Change, series: str = SERIES) -> Path:
    data = copy.deepcopy(GOOD)
    for change in changes:
        change(data)
    (folder / "case.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    (folder / "series").mkdir()
    (folder / "series" / "periods.csv").write_text(series, encoding="utf-8")
    return folder


def findings_of(path: Path) -> tuple[Finding, ...]:
    with pytest.raises(CaseError) as caught:
        read_case(path)
    assert caught.value.exit_code == 3
    assert all(finding.place and finding.message for finding in caught.value.findings)
    assert all(str(finding) in str(caught.value) for finding in caught.value.findings)
    return caught.value.findings


def only_finding(path: Path) -> Finding:
    findings = findings_of(path)
    assert len(findings) == 1, "\n".join(map(str, findings))
    return findings[0]


def wrong_unit(data: dict[str, Any]) -> None:
    data["sources"][0]["duty_mw"] = "500 kW"


def unknown_field(data: dict[str, Any]) -> None:
    data["boilers"][0]["efficency"] = 0.9


def missing_series(data: dict[str, Any]) -> None:
    data["zones"][0]["electricity_in_use_mw"] = "other_mw"


def too_hot_sink(data: dict[str, Any]) -> None:
    data["sinks"][0]["t_out_c"] = 190


def test_the_good_case_is_read(tmp_path: Path) -> None:
    case = read_case(written(tmp_path))
    assert case.values("price").tolist() == [60, 90, 40, 30]
    assert case.calendar.period_count == 4


def test_a_yaml_file_is_read_like_its_folder(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert read_case(folder / "case.yaml") == read_case(folder)


def test_a_number_with_its_unit_as_text_is_told(tmp_path: Path) -> None:
    finding = only_finding(written(tmp_path, wrong_unit))
    assert finding.place == "case.yaml: sources[0].duty_mw"
    assert "500 kW" in finding.value
    assert "plain number" in finding.message


def test_an_unknown_field_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    finding = only_finding(written(tmp_path, unknown_field))
    assert finding.place == "case.yaml: boilers[0].efficency"
    assert finding.message == "unknown field"
    assert "efficiency" in finding.mend


def test_a_missing_series_is_told_with_those_there_are(tmp_path: Path) -> None:
    finding = only_finding(written(tmp_path, missing_series))
    assert finding.place == "case.yaml: zones[0].electricity_in_use_mw"
    assert finding.value == "other_mw"
    assert finding.permitted == "duty_mw, price"


def test_a_sink_hotter_than_every_unit_and_boiler_is_told(tmp_path: Path) -> None:
    finding = only_finding(written(tmp_path, too_hot_sink))
    assert finding.place == "case.yaml: sinks[0].t_out_c"
    assert finding.value == "190 degC"
    # R600a's critical temperature, above the boiler's 110 degC; no machine reaches it
    assert finding.permitted.startswith("below 134.7 degC, the critical temperature")
    assert finding.mend


def test_without_machines_the_hottest_boiler_is_the_limit(tmp_path: Path) -> None:
    path = written(tmp_path, too_hot_sink, lambda data: data.pop("heat_pumps"))
    assert only_finding(path).permitted == "at most 110 degC with what is offered"


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    path = written(tmp_path, wrong_unit, unknown_field, missing_series, too_hot_sink)
    assert {finding.place for finding in findings_of(path)} == {
        "case.yaml: sources[0].duty_mw",
        "case.yaml: boilers[0].efficency",
        "case.yaml: zones[0].electricity_in_use_mw",
        "case.yaml: sinks[0].t_out_c",
    }


def changed(group: str, index: int, **fields: Any) -> Change:
    return lambda data: data[group][index].update(fields)


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (changed("sources", 0, t_in_c=313.15), "sources[0].t_in_c", "kelvin"),
        (changed("sources", 0, t_in_c=15), "sources[0].t_in_c", "must lie above t_out_c"),
        (changed("sinks", 0, t_in_c=80), "sinks[0].t_out_c", "must lie above t_in_c"),
        (changed("sinks", 0, zone="moon"), "sinks[0].zone", "no such zone"),
        (changed("sinks", 0, kind="magma"), "sinks[0]", "kind"),
        (changed("boilers", 0, cost="no_row"), "boilers[0].cost", "no_row"),
        (changed("boilers", 0, efficiency=90), "boilers[0].efficiency", "per cent"),
        (changed("boilers", 0, existing_mw=None), "boilers[0]", "neither stands"),
        (changed("boilers", 0, name="Gas Boiler"), "boilers[0].name", "pattern"),
        (changed("boilers", 0, efficiency=True), "boilers[0].efficiency", "true or false"),
        (
            lambda data: data["heat_pumps"].update(refrigerants=["R999"]),
            "heat_pumps.refrigerants[0]",
            "R999",
        ),
        (lambda data: data.pop("economics"), "economics", "missing"),
        (
            lambda data: data["calendar"].update(block_hours=[12, 10]),
            "calendar",
            "a day has 24 h",
        ),
        (lambda data: data["zones"].append({"name": "site"}), "zones", "2 times"),
        (lambda data: data.update(series={"x": [1]}), "series", "CSV"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_wrong_field_is_told(tmp_path: Path, change: Change, place: str, words: str) -> None:
    findings = findings_of(written(tmp_path, change))
    matching = [f for f in findings if f.place.endswith(place) and words in str(f)]
    assert matching, "\n".join(map(str, findings))


@pytest.mark.parametrize(
    ("series", "place", "words"),
    [
        (SERIES.replace("3.0,90", ",90"), "periods.csv: line 3, duty_mw", "is not a number"),
        (SERIES.replace("3.0,90", "three,90"), "periods.csv: line 3, duty_mw", "'three'"),
        (SERIES.replace("3.0,90", "nan,90"), "periods.csv: line 3, duty_mw", "'nan'"),
        (SERIES.replace("3.0,90", "inf,90"), "periods.csv: line 3, duty_mw", "'inf'"),
        (SERIES.replace("3.0,90", "9000,90"), "sinks[0].duty_mw", "0 to 5000 MW"),
        (SERIES.replace("3.0,90", "3.0"), "periods.csv: line 3", "wrong number of cells"),
        (SERIES.rsplit("summer,12", 1)[0], "periods.csv", "wrong number of rows"),
        (SERIES + "summer,12,1,1\n", "periods.csv", "wrong number of rows"),
        (SERIES.replace("winter,12", "winter,11"), "periods.csv: line 3", "winter 12"),
        (SERIES.replace("summer,0", "spring,0"), "periods.csv: line 4", "summer 0"),
        (SERIES.replace("duty_mw,price", "price,price"), "periods.csv: header", "twice"),
        (SERIES.replace("start_h", "hour"), "periods.csv: header", "start_h"),
        ("", "periods.csv", "empty"),
    ],
    ids=[
        "gap", "text", "nan", "infinite", "out_of_range", "short_row", "missing_row",
        "extra_row", "wrong_start", "wrong_day", "double_column", "no_index", "empty",
    ],
)  # fmt: skip
def test_a_wrong_table_is_told(tmp_path: Path, series: str, place: str, words: str) -> None:
    findings = findings_of(written(tmp_path, series=series))
    matching = [f for f in findings if f.place.endswith(place) and words in str(f)]
    assert matching, "\n".join(map(str, findings))


def test_one_gap_is_one_finding(tmp_path: Path) -> None:
    only_finding(written(tmp_path, series=SERIES.replace("3.0,90", ",90")))


def test_columns_parted_by_semicolons_are_read(tmp_path: Path) -> None:
    case = read_case(written(tmp_path, series=SERIES.replace(",", ";")))
    assert case.values("duty_mw").tolist() == [2.0, 3.0, 1.0, 1.5]


def test_decimal_commas_are_told_and_not_misread(tmp_path: Path) -> None:
    german = SERIES.replace(",", ";").replace("3.0", "3,0")
    finding = only_finding(written(tmp_path, series=german))
    assert finding.place == "periods.csv: line 3, duty_mw"
    assert "decimal point" in finding.permitted


def test_a_table_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    assert read_case(written(tmp_path, series="\ufeff" + SERIES)).values("price")[0] == 60


def test_one_column_in_two_files_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "series" / "prices.csv").write_text(SERIES, encoding="utf-8")
    found = [f for f in findings_of(folder) if "twice" in f.message]
    assert {f.place for f in found} == {"prices.csv: duty_mw", "prices.csv: price"} or {
        f.place for f in found
    } == {"periods.csv: duty_mw", "periods.csv: price"}


def test_a_column_that_no_field_uses_is_told(tmp_path: Path) -> None:
    series = SERIES.replace("price\n", "price,idle\n").replace("60\n", "60,1\n")
    series = series.replace("90\n", "90,1\n").replace("40\n", "40,1\n").replace("30\n", "30,1\n")
    finding = only_finding(written(tmp_path, series=series))
    assert "idle" in finding.place


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("name: [", "not valid YAML"),
        ("name: a\nname: b\n", "given twice"),
        ("- a\n- b\n", "holds no fields"),
        ("", "holds no fields"),
        ("a: \t- b", "not valid YAML"),
        ("a: !!python/object:os.system x", "not valid YAML"),
        ("? [a]\n: b\n", "line 1: is not valid YAML: the key a list or mapping is no text"),
        ("? {a: 1}\n: b\n", "is no text"),
        ("1: 2\n", "the key 1 is no text"),
        ("a: 1\nb: " + "1" * 5000, "line 2"),
        ("a: 0x" + "f" * 5000, "a number larger than any"),
        ("a: !!int x", "cannot be read"),
        ("a: !!bool x", "cannot be read"),
        ("a: !!float x", "cannot be read"),
        ("a: !!binary aGk=", "no place in a case"),
        ("a: !!set {b}", "no place in a case"),
        ("name: 2020-13-45", "found '2020-13-45'"),
        ("a: " + "[" * 100_000, "nested more than 20 deep"),
        ("- " * 100_000, "nested more than 20 deep"),
        ("a: &a [*a]", "not valid YAML"),
        ("a: &a {b: *a}", "not valid YAML"),
    ],
)
def test_text_that_is_no_case_is_told(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
    assert words in str(findings_of(tmp_path)[0])


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").write_bytes(b"\xff\xfe\x00name")
    assert "UTF-8" in str(findings_of(tmp_path)[0])


@pytest.mark.parametrize("name", ["absent", "case.xls"])
def test_a_path_that_is_no_case_is_told(tmp_path: Path, name: str) -> None:
    if name == "case.xls":
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert findings_of(tmp_path / name)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sinks", None),
        ("sinks", "hot water"),
        ("sinks", [None]),
        ("sinks", [3]),
        ("zones", {}),
        ("calendar", [1]),
        ("calendar", {"days": None}),
        ("calendar", {"days": ["winter"], "block_hours": ["x"]}),
        ("prices", []),
        ("heat_pumps", "all"),
        ("sources", {"a": 1}),
    ],
)
def test_a_part_of_the_wrong_shape_is_told(tmp_path: Path, field: str, value: Any) -> None:
    findings = findings_of(written(tmp_path, lambda data: data.update({field: value})))
    assert any(field in finding.place for finding in findings)


JUNK = (None, "x", "", [], {}, -1, 1e9, 10**400, float("nan"), float("inf"), True, [None], "1")


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict):
        return [path, *(p for key, value in data.items() for p in leaves(value, (*path, key)))]
    if isinstance(data, list):
        return [path, *(p for i, value in enumerate(data) for p in leaves(value, (*path, i)))]
    return [path]


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: repr(junk)[:20])
def test_junk_in_any_place_is_read_or_told(tmp_path: Path, junk: Any) -> None:
    folder = written(tmp_path)
    for path in leaves(GOOD):
        if not path:
            continue
        data = copy.deepcopy(GOOD)
        part: Any = data
        for step in path[:-1]:
            part = part[step]
        part[path[-1]] = junk
        (folder / "case.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
        with suppress(CaseError):
            read_case(folder)


def test_any_field_left_out_is_read_or_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    for path in leaves(GOOD):
        if not path:
            continue
        data = copy.deepcopy(GOOD)
        part: Any = data
        for step in path[:-1]:
            part = part[step]
        del part[path[-1]]
        (folder / "case.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")
        with suppress(CaseError):
            read_case(folder)


WRONG_PARTS = {
    "a missing series": (
        [changed("sources", 0, duty_mw="500 kW", t_in_c="water_c")],
        {"sources[0].duty_mw", "sources[0].t_in_c"},
    ),
    "an unknown row": (
        [changed("boilers", 0, efficiency=90, cost="no_row")],
        {"boilers[0].efficiency", "boilers[0].cost"},
    ),
    "an unknown zone": (
        [changed("sinks", 0, duty_mw=True, zone="moon")],
        {"sinks[0].duty_mw", "sinks[0].zone"},
    ),
    "a wrong order": (
        [changed("sinks", 0, duty_mw=True, t_in_c=90)],
        {"sinks[0].duty_mw", "sinks[0].t_out_c"},
    ),
    "a field that is missing": (
        [lambda data: data["boilers"][0].pop("efficiency"), changed("boilers", 0, cost="no_row")],
        {"boilers[0].efficiency", "boilers[0].cost"},
    ),
    "today's cooling": (
        [
            changed("sources", 0, duty_mw="500 kW"),
            changed("sources", 0, cooling_today={"electricity_share": "no_series"}),
        ],
        {"sources[0].duty_mw", "sources[0].cooling_today.electricity_share"},
    ),
    "prices": (
        [
            lambda data: data["prices"]["electricity"].update(energy_eur_per_mwh="1 EUR"),
            lambda data: data["prices"]["natural_gas"].update(price_eur_per_mwh="no_series"),
        ],
        {"prices.electricity.energy_eur_per_mwh", "prices.natural_gas.price_eur_per_mwh"},
    ),
    "machines": (
        [lambda data: data["heat_pumps"].update(eta_isentropic=7, refrigerants=[3, "R999"])],
        {"heat_pumps.eta_isentropic", "heat_pumps.refrigerants[0]", "heat_pumps.refrigerants[1]"},
    ),
    "a part beside one of no kind": (
        [
            lambda data: data["sources"].insert(0, {"kind": "magma"}),
            changed("sources", 1, t_in_c="water_c"),
        ],
        {"sources[0]", "sources[1].t_in_c"},
    ),
}


@pytest.mark.parametrize("name", WRONG_PARTS)
def test_two_mistakes_in_one_part_are_told_together(tmp_path: Path, name: str) -> None:
    changes, places = WRONG_PARTS[name]
    found = findings_of(written(tmp_path, *changes))
    assert {finding.place for finding in found} == {f"case.yaml: {place}" for place in places}


def test_a_wrong_calendar_brings_no_findings_on_series(tmp_path: Path) -> None:
    change = lambda data: data["calendar"].update(block_hours=[12, 10])  # noqa: E731
    assert only_finding(written(tmp_path, change)).place == "case.yaml: calendar"


def test_a_block_of_absurd_length_is_told(tmp_path: Path) -> None:
    change = lambda data: data["calendar"].update(block_hours=[10**400, 12])  # noqa: E731
    assert findings_of(written(tmp_path, change))


PIPES = {
    "name": "pipes", "from_zone": "far", "to_zone": "site", "supply_c": 90, "return_c": 50,
    "length_m": 100, "max_mw": 2,
}  # fmt: skip
TANK = {
    "name": "tank", "zone": "site", "supply_c": 85, "return_c": 40, "max_mwh": 20,
    "hours_to_fill": 5, "loss_share_per_day": 0.01,
}  # fmt: skip
STEAM = {
    "name": "steam", "zone": "site", "kind": "steam", "pressure_bar": 1.2, "duty_mw": "duty_mw",
    "condensate_return_share": 0.8, "condensate_c": 95, "makeup_c": 12,
}  # fmt: skip


def added(group: str, *parts: dict[str, Any]) -> Change:
    return lambda data: data.setdefault(group, []).extend(parts)


def test_a_name_may_be_given_once_over_all_parts(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        added("zones", {"name": "far"}),
        added("loops", PIPES | {"name": "hot_water"}),
        added("stores", TANK | {"name": "warm_water"}, TANK | {"name": "site"}),
    )
    found = {(f.place, f.message) for f in findings_of(path)}
    assert found == {
        ("case.yaml: loops[0].name", "the name is given already to sinks[0]"),
        ("case.yaml: stores[0].name", "the name is given already to sources[0]"),
    }


@pytest.mark.parametrize(
    ("group", "part"),
    [("loops", PIPES | {"same_water_as": "steam"}), ("stores", TANK | {"same_water_as": "steam"})],
)
def test_steam_has_no_water_to_share(tmp_path: Path, group: str, part: dict[str, Any]) -> None:
    path = written(
        tmp_path,
        added("zones", {"name": "far"}),
        added("sinks", STEAM),
        added(group, part),
    )
    finding = only_finding(path)
    assert finding.place == f"case.yaml: {group}[0].same_water_as"
    assert "steam" in finding.message
    assert finding.permitted == "hot_water"


def test_a_store_of_the_sinks_water_may_be_colder_than_its_supply(tmp_path: Path) -> None:
    tank = TANK | {"supply_c": 70, "same_water_as": "hot_water"}
    assert read_case(written(tmp_path, added("stores", tank))).stores


def test_a_loop_of_the_sinks_water_is_hotter_than_its_return(tmp_path: Path) -> None:
    pipes = {k: v for k, v in PIPES.items() if k != "return_c"}
    pipes |= {"same_water_as": "hot_water", "supply_c": 45}
    finding = only_finding(
        written(tmp_path, added("zones", {"name": "far"}), added("loops", pipes))
    )
    assert finding.place == "case.yaml: loops[0].supply_c"
    assert finding.permitted == "above 50 degC"


def test_a_backup_rule_without_a_boiler_in_the_zone_is_told(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        added("zones", {"name": "far"}),
        changed("boilers", 0, zone="far"),
        lambda data: data.update(backup={"boiler_share_of_peak": 1}),
    )
    finding = only_finding(path)
    assert finding.place == "case.yaml: backup.boiler_share_of_peak"
    assert "zone site has demand but no boiler" in finding.message


@pytest.mark.parametrize("change", [{"boiler_share_of_peak": 0}, None])
def test_without_a_backup_rule_a_zone_needs_no_boiler(tmp_path: Path, change: Any) -> None:
    path = written(
        tmp_path,
        lambda data: data.update(boilers=[], backup=change),
    )
    assert read_case(path).boilers == ()


REACHED = {
    "a liquid": {"kind": "liquid", "t_in_c": 155, "t_out_c": 100},
    "a vapour": {"kind": "condensing", "t_c": 154},
    "humid air": {
        "kind": "humid_air", "t_in_c": 162.5, "t_out_c": 100,
        "humidity_ratio_kg_per_kg": 0.05, "dry_air_kg_per_s": 3,
    },
}  # fmt: skip
NOT_REACHED = {
    "a liquid within both contributions": {"kind": "liquid", "t_in_c": 154.9, "t_out_c": 100},
    "a vapour within both contributions": {"kind": "condensing", "t_c": 153.9},
    "humid air within both contributions": REACHED["humid air"] | {"t_in_c": 162.4},
    "water": {
        "kind": "water_body", "t_in_c": 60, "flow_kg_per_s": 9, "max_cooling_k": 5,
        "min_outlet_c": 4,
    },
    "a liquid of another zone": REACHED["a liquid"] | {"zone": "far"},
}  # fmt: skip


def of_source(source: dict[str, Any]) -> list[Change]:
    flow = {} if {"dry_air_kg_per_s", "flow_kg_per_s"} & set(source) else {"duty_mw": 3}
    stated = {"name": "flue", "zone": "site"} | flow | source
    sink = changed("sinks", 0, t_in_c=100, t_out_c=150)
    return [added("zones", {"name": "far"}), sink, added("sources", stated)]


@pytest.mark.parametrize("name", REACHED)
def test_a_sink_that_a_source_reaches_is_not_too_hot(tmp_path: Path, name: str) -> None:
    assert read_case(written(tmp_path, *of_source(REACHED[name])))


@pytest.mark.parametrize("name", NOT_REACHED)
def test_a_sink_beyond_every_source_is_too_hot(tmp_path: Path, name: str) -> None:
    finding = only_finding(written(tmp_path, *of_source(NOT_REACHED[name])))
    assert finding.place == "case.yaml: sinks[0].t_out_c"


@pytest.mark.parametrize(("supply_c", "found"), [(155, 0), (154.9, 1)])
def test_a_store_reaches_sinks_below_its_supply(
    tmp_path: Path, supply_c: float, found: int
) -> None:
    sink = changed("sinks", 0, t_in_c=100, t_out_c=150)
    path = written(tmp_path, sink, added("stores", TANK | {"supply_c": supply_c}))
    if not found:
        assert read_case(path)
    else:
        assert len(findings_of(path)) == found


# Steam tables (IAPWS): 1.2 bar boils at 104.8 degC, 2 bar at 120.2, 4 bar at 143.6.
@pytest.mark.parametrize(
    ("pressure_bar", "refrigerants", "told"),
    [(1.2, [], None), (2, [], "120.2 degC"), (2, ["R600a"], None), (4, ["R600a"], "143.6 degC")],
)
def test_steam_is_as_hot_as_its_saturation(
    tmp_path: Path, pressure_bar: float, refrigerants: list[str], told: str | None
) -> None:
    machines = {"refrigerants": refrigerants} if refrigerants else None
    path = written(
        tmp_path,
        added("sinks", STEAM | {"pressure_bar": pressure_bar}),
        lambda data: data.update(heat_pumps=machines),
    )
    if told is None:
        assert read_case(path)
        return
    finding = only_finding(path)
    assert finding.place == "case.yaml: sinks[1].pressure_bar"
    assert finding.value == told


def test_aliases_that_multiply_are_refused(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i + 1}: &a{i + 1} [{', '.join([f'*a{i}'] * 10)}]" for i in range(9)]
    (tmp_path / "case.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert "more than 20 aliases" in only_finding(tmp_path).message


def test_a_few_aliases_are_read(tmp_path: Path) -> None:
    folder = written(tmp_path)
    text = (folder / "case.yaml").read_text(encoding="utf-8")
    text = text.replace("interest: 0.05", "interest: &i 0.05\n  indirect_cost_share: *i")
    (folder / "case.yaml").write_text(text, encoding="utf-8")
    assert read_case(folder).economics.indirect_cost_share == 0.05


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "series" / "more.csv").mkdir()
    assert only_finding(folder).place == "more.csv"
    (folder / "case.yaml").unlink()
    (folder / "case.yaml").mkdir()
    assert "no such case" in only_finding(folder).message
    assert "no such case" in only_finding(folder / "case.yaml").message


def test_a_file_in_place_of_the_folder_of_series_is_told(tmp_path: Path) -> None:
    folder = written(tmp_path)
    (folder / "series" / "periods.csv").unlink()
    (folder / "series").rmdir()
    (folder / "series").write_text(SERIES, encoding="utf-8")
    assert any(f.place == "series" and f.message == "cannot be read" for f in findings_of(folder))


@pytest.mark.parametrize("name", ["case.yaml", "periods.csv"])
def test_a_file_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    folder = written(tmp_path)
    read = Path.read_text

    def refuse(path: Path, **options: Any) -> str:
        if path.name == name:
            raise PermissionError(13, "Permission denied")
        return read(path, **options)

    monkeypatch.setattr(Path, "read_text", refuse)
    found = findings_of(folder)
    assert any(f.place == name and f.value == "Permission denied" for f in found)


def test_a_path_too_long_for_the_system_is_told(tmp_path: Path) -> None:
    assert findings_of(tmp_path / ("x" * 5000))


def test_a_cell_too_long_for_a_table_is_told(tmp_path: Path) -> None:
    path = written(tmp_path, series=SERIES + "winter,0," + "1" * 200_000 + ",1\n")
    assert any(f.place == "periods.csv" and "no table" in f.message for f in findings_of(path))


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"name," + b"1" * 200_000, None])
def test_a_stream_table_that_cannot_be_read_is_told(tmp_path: Path, content: Any) -> None:
    path = tmp_path / "streams.csv"
    path.mkdir() if content is None else path.write_bytes(content)
    with pytest.raises(CaseError) as caught:
        read_streams(path, 10)
    assert len(caught.value.findings) == 1
