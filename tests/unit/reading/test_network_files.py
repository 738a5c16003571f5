"""Folders of network studies: what is read, and every finding with its row and mend."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from industrial_hp.errors import CaseError
from industrial_hp.reading.network_files import read_network

STREET = Path(__file__).parents[2] / "cases" / "street_of_three"
THOUSANDTH_OF_A_DEGREE_M = 111.195

Edit = Callable[[str], str]


@pytest.fixture
def street(tmp_path: Path) -> Path:
    return Path(shutil.copytree(STREET, tmp_path / "street"))


def changed(folder: Path, name: str, edit: Edit) -> None:
    path = folder / name
    path.write_text(edit(path.read_text(encoding="utf-8")), encoding="utf-8")


def findings(folder: Path) -> list[str]:
    with pytest.raises(CaseError) as raised:
        read_network(folder)
    return [str(finding) for finding in raised.value.findings]


def as_geojson(folder: Path) -> None:
    """The street as a map of points and lines in place of its tables of nodes and trenches."""
    features = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": kind, "coordinates": coordinates},
        }
        for properties, kind, coordinates in (
            ({"kind": "node", "id": "plant"}, "Point", [10.0, 50.0]),
            ({"id": "house_1"}, "Point", [10.0002, 50.001]),
            ({"id": "house_2"}, "Point", [10.0, 50.002]),
            ({"id": "house_3"}, "Point", [10.0014, 50.001]),
            ({"id": "main"}, "LineString", [[10.0, 50.0], [10.0, 50.001]]),
            ({"id": "stub_1", "length_m": 20}, "LineString", [[10.0, 50.001], [10.0002, 50.001]]),
            ({"id": "stub_2"}, "LineString", [[10.0, 50.001], [10.0, 50.0015], [10.0, 50.002]]),
            ({"id": "stub_3"}, "LineString", [[10.0002, 50.001], [10.0014, 50.001]]),
        )
    ]
    document = {"type": "FeatureCollection", "features": features}
    (folder / "network.geojson").write_text(json.dumps(document), encoding="utf-8")
    (folder / "nodes.csv").unlink()
    (folder / "trenches.csv").unlink()


def edit_map(folder: Path, number: int, coordinates: object) -> None:
    path = folder / "network.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["features"][number - 1]["geometry"]["coordinates"] = coordinates
    path.write_text(json.dumps(document), encoding="utf-8")


def test_a_folder_is_read_and_missing_lengths_come_from_the_map(street: Path) -> None:
    study = read_network(street)
    lengths = {trench.id: trench.length_m for trench in study.trenches}
    assert lengths["main"] == pytest.approx(THOUSANDTH_OF_A_DEGREE_M, rel=1e-4)
    assert lengths["stub_2"] == 150.0
    assert study.consumers[2].full_load_hours == 1500.0
    assert study.is_geographic


def test_semicolons_and_a_mark_of_the_text_are_read(street: Path) -> None:
    changed(street, "nodes.csv", lambda text: "\ufeff" + text.replace(",", ";"))
    assert len(read_network(street).nodes) == 5


def test_a_plan_in_metres_needs_no_map(street: Path) -> None:
    (street / "nodes.csv").write_text(
        "id,x_m,y_m\nplant,0,0\ncorner,30,40\nhouse_1,40,40\nhouse_2,30,100\nhouse_3,90,40\n",
        encoding="utf-8",
    )
    study = read_network(street)
    assert study.trenches[0].length_m == 50.0
    assert not study.is_geographic


def test_a_length_is_enough_without_coordinates(street: Path) -> None:
    (street / "nodes.csv").write_text(
        "id\nplant\ncorner\nhouse_1\nhouse_2\nhouse_3\n", encoding="utf-8"
    )
    (found,) = findings(street)
    assert found.startswith("trenches.csv: line 2: length_m: is missing")
    changed(street, "trenches.csv", lambda text: text.replace("corner,\n", "corner,111\n"))
    assert read_network(street).trenches[0].length_m == 111.0


def test_geojson_has_the_lengths_of_its_lines_and_joins_what_meets(street: Path) -> None:
    as_geojson(street)
    study = read_network(street)
    lengths = {trench.id: trench.length_m for trench in study.trenches}
    assert lengths["main"] == pytest.approx(THOUSANDTH_OF_A_DEGREE_M, rel=1e-4)
    assert lengths["stub_1"] == 20.0
    assert len(study.nodes) == 5
    corner = next(t.to_node for t in study.trenches if t.id == "main")
    assert corner == next(t.from_node for t in study.trenches if t.id == "stub_2")


@pytest.mark.parametrize(
    ("file", "edit", "expected"),
    [
        (
            "trenches.csv",
            lambda text: text.replace("corner,house_2", "corner,house_9"),
            "trenches.csv: line 4: to_node: there is no such node; found house_9",
        ),
        (
            "trenches.csv",
            lambda text: text.replace("stub_1,", "main,"),
            "trenches.csv: line 3: id: this id stands twice; found main; permitted: once; "
            "give one of them another; the first stands at trenches.csv: line 2",
        ),
        (
            "trenches.csv",
            lambda text: text.replace("house_1,20", "house_1,0"),
            "trenches.csv: line 3: length_m: outside its range; found 0 m; permitted: 0.1 to",
        ),
        (
            "trenches.csv",
            lambda text: text.replace("house_2,150", "house_2,15"),
            "trenches.csv: line 4: length_m: is shorter than the straight line between its nodes; "
            "found 15 m; permitted: 111.2 m and more",
        ),
        (
            "trenches.csv",
            lambda text: text.replace("corner,house_1,20", "corner,corner,20"),
            "trenches.csv: line 3: ends where it begins; found corner",
        ),
        (
            "nodes.csv",
            lambda text: text + "again,10.0,50.002\n",
            "nodes.csv: line 7: lies where node house_2 lies (nodes.csv: line 5)",
        ),
        (
            "nodes.csv",
            lambda text: text.replace("10.0,50.002", "565432.1,5538765.4"),
            "nodes.csv: line 5: longitude: these are not longitude and latitude; they look like "
            "projected coordinates; found 565432.1 deg; permitted: -180 to 180 deg; write "
            "longitude and latitude of WGS84",
        ),
        (
            "consumers.csv",
            lambda text: text.replace("0.2,2000", "-0.2,2000"),
            "consumers.csv: line 3: demand_mw: outside its range; found -0.2 MW; permitted: 1e-06",
        ),
        (
            "consumers.csv",
            lambda text: text.replace("0.05,2000", "0.05,"),
            "consumers.csv: line 2: full_load_hours: is missing; state it, or steps",
        ),
        (
            "consumers.csv",
            lambda text: text.replace("demand_mw", "demand_kw"),
            "consumers.csv: header: the column is not known; found 'demand_kw'",
        ),
        (
            "sources.csv",
            lambda text: text.replace(",heat,", ",heat_pump,"),
            "sources.csv: line 2: lorenz_efficiency: is missing; state it, or a COP for every",
        ),
        (
            "network.yaml",
            lambda text: text.replace("return_c: 50", "return_c: 85"),
            "network.yaml: temperatures[0].return_c: is not below supply_c; found 85 degC",
        ),
        (
            "network.yaml",
            lambda text: text.replace("interest: 0.05", "interest: 5"),
            "network.yaml: interest: outside its range; found 5 1/a; permitted: -0.05 to 0.5 1/a; "
            "this looks like per cent",
        ),
    ],
)
def test_what_is_wrong_is_told_with_row_value_range_and_mend(
    street: Path, file: str, edit: Edit, expected: str
) -> None:
    changed(street, file, edit)
    found = findings(street)
    assert any(text.startswith(expected) for text in found), "\n".join(found)


def test_a_consumer_apart_from_every_source_is_named(street: Path) -> None:
    changed(street, "trenches.csv", lambda text: text.replace("stub_2,corner", "stub_2,lane"))
    changed(street, "nodes.csv", lambda text: text + "lane,10.0,50.0015\n")
    (found,) = findings(street)
    assert found.startswith("consumers.csv: line 3: node: no trenches join it with a source")
    assert "two at node house_2" in found


def test_all_findings_come_at_once(street: Path) -> None:
    changed(street, "trenches.csv", lambda text: text.replace("house_1,20", "house_1,-20"))
    changed(street, "consumers.csv", lambda text: text.replace("one,house_1", "one,house_7"))
    changed(street, "network.yaml", lambda text: text.replace("supply_c: 80", "supply_c: 800"))
    places = [text.partition(": ")[0] for text in findings(street)]
    assert places == ["network.yaml", "trenches.csv", "consumers.csv"]


@pytest.mark.parametrize(
    ("coordinates", "expected"),
    [
        ([565432.1, 5538765.4], "these are not longitude and latitude; they look like projected"),
        ("10,50", "its coordinates are no pairs of numbers"),
        ([10.0], "its coordinates are no pairs of numbers"),
    ],
)
def test_geojson_of_another_reference_is_refused(
    street: Path, coordinates: object, expected: str
) -> None:
    as_geojson(street)
    edit_map(street, 3, coordinates)
    found = findings(street)
    assert any(text.startswith("network.geojson: feature 3") and expected in text for text in found)


def test_a_named_reference_system_other_than_wgs84_is_refused(street: Path) -> None:
    as_geojson(street)
    path = street / "network.geojson"
    document = json.loads(path.read_text(encoding="utf-8"))
    document["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    path.write_text(json.dumps(document), encoding="utf-8")
    assert any("is another reference system" in text for text in findings(street))
