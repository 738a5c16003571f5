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
            {"name": "winter", "days_by_month": {"jan": 182}},
            {"name": "summer", "days_by_month": {"jul": 183}},
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
    assert "134" in finding.permitted  # R600a's critical temperature, above the boiler's 110 degC
    assert finding.mend


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    path = written(tmp_path, wrong_unit, unknown_field, missing_series, too_hot_sink)
    assert {finding.place for finding in findings_of(path)} == {
        "case.yaml: sources[0].duty_mw",
        "case.yaml: boilers[0].efficency",
        "case.yaml: zones[0].electricity_in_use_mw",
        "case.yaml: sinks[0].t_out_c",
    }


@pytest.mark.xfail(
    strict=True,
    reason="a part with one wrong field is left out whole, so what its other fields contradict "
    "is told only after that is mended",
)
def test_two_mistakes_in_one_part_are_told_together(tmp_path: Path) -> None:
    missing = changed("sources", 0, duty_mw="500 kW", t_in_c="water_c")
    assert {finding.place for finding in findings_of(written(tmp_path, missing))} == {
        "case.yaml: sources[0].duty_mw",
        "case.yaml: sources[0].t_in_c",
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
        (changed("boilers", 0, efficiency=90), "boilers[0].efficiency", "less than or equal"),
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
        pytest.param(
            "? [a]\n: b\n",
            "not valid YAML",
            marks=pytest.mark.xfail(
                strict=True, raises=TypeError, reason="a key that is a list ends in a traceback"
            ),
        ),
        ("1: 2\n", ""),
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


HUGE = pytest.param(
    10**400,
    id="huge",
    marks=pytest.mark.xfail(
        strict=True,
        raises=OverflowError,
        reason="a whole number beyond all floats as length of a block ends in a traceback",
    ),
)
JUNK = (None, "x", "", [], {}, -1, 1e9, HUGE, float("nan"), float("inf"), True, [None], "1")


def leaves(data: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(data, dict):
        return [path, *(p for key, value in data.items() for p in leaves(value, (*path, key)))]
    if isinstance(data, list):
        return [path, *(p for i, value in enumerate(data) for p in leaves(value, (*path, i)))]
    return [path]


@pytest.mark.parametrize("junk", JUNK, ids=repr)
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
