"""GeoJSON of a street graph -> rows of nodes, trenches, consumers and sources.

Points are nodes, consumers or sources, by their property ``kind``; lines are trenches. A line
says its ends by ``from_node`` and ``to_node``, or ends where nodes lie; where none does, one is
made. Coordinates are longitude and latitude (RFC 7946: WGS84 and nothing else).
"""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from industrial_hp.case.network_study import (
    NetworkConsumer,
    NetworkNode,
    NetworkSource,
    NetworkTrench,
    Position,
)
from industrial_hp.errors import Finding
from industrial_hp.reading.stated_rows import StatedRow, stated_row

MODELS: dict[str, type[BaseModel]] = {
    "node": NetworkNode,
    "consumer": NetworkConsumer,
    "source": NetworkSource,
    "trench": NetworkTrench,
}
WGS84_NAMES = ("CRS84", "4326")
SAME_PLACE_DECIMALS = 7
"""Of a degree: a centimetre."""
REPROJECT = (
    "write longitude and latitude of WGS84 (EPSG:4326): in QGIS 'Export features as' with that "
    "CRS, or ogr2ogr -t_srs EPSG:4326"
)


@dataclass
class MapRows:
    """Rows by kind, and what is wrong with the rest."""

    rows: dict[str, list[StatedRow[Any]]] = field(
        default_factory=lambda: {kind: [] for kind in MODELS}
    )
    findings: list[Finding] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds some of whose rows could not be read."""

    def take(self, kind: str, place: str, data: dict[str, Any]) -> None:
        """Keep a row, or what is wrong with it."""
        rows, findings = stated_row(place, data, MODELS[kind])
        self.rows[kind] += rows
        self.findings += findings
        self.unread.update({kind} if findings else ())

    def refuse(self, finding: Finding) -> None:
        """Tell of what could be a row of any kind."""
        self.findings.append(finding)
        self.unread.update(MODELS)


def projected_finding(place: str, one: float, two: float) -> Finding | None:
    """What is wrong with a pair of numbers that cannot be longitude and latitude."""
    if not (math.isfinite(one) and math.isfinite(two)):
        return Finding(place, "is no place", f"{one:g}, {two:g}", mend="write two finite numbers")
    if abs(one) <= 180.0 and abs(two) <= 90.0:
        return None
    return Finding(
        place,
        "these are not longitude and latitude; they look like projected coordinates",
        f"{one:.10g}, {two:.10g}",
        "longitude -180 to 180, latitude -90 to 90",
        REPROJECT,
    )


def geojson_rows(path: Path) -> MapRows:
    """Read a FeatureCollection of points and lines, with every finding."""
    found = MapRows()
    features = _features(path, found)
    places: dict[Position, str] = {}
    lines = []
    for number, feature in enumerate(features, start=1):
        place = f"{path.name}: feature {number}"
        shape = _coordinates(feature, place, found)
        properties = feature.get("properties") if isinstance(feature, dict) else None
        data = {k: v for k, v in (properties or {}).items() if v is not None}
        data = {
            k: str(v) if k in ("id", "node", "from_node", "to_node") else v for k, v in data.items()
        }
        if not shape:
            continue
        if len(shape) > 1:
            lines.append((place, data, shape))
        else:
            _take_point(found, place, data, shape[0], places)
    for place, data, shape in lines:
        _take_line(found, place, data, shape, places)
    return found


def _features(path: Path, found: MapRows) -> list[Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError) as error:
        found.refuse(Finding(path.name, f"is no GeoJSON: {error}"))
        return []
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        found.refuse(
            Finding(path.name, "is no GeoJSON of features", permitted="a FeatureCollection")
        )
        return []
    named = json.dumps(document.get("crs", {}))
    if "crs" in document and not any(name in named for name in WGS84_NAMES):
        found.refuse(
            Finding(f"{path.name}: crs", "is another reference system", named, "WGS84", REPROJECT)
        )
        return []
    return list(document["features"])


def _coordinates(feature: Any, place: str, found: MapRows) -> list[Position]:
    """Places of a point or line; none, with a finding, where it is neither."""
    geometry = feature.get("geometry") if isinstance(feature, dict) else None
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    stated = geometry.get("coordinates") if isinstance(geometry, dict) else None
    raw = [stated] if kind == "Point" else stated if kind == "LineString" else None
    if raw is None:
        found.refuse(
            Finding(place, "has no usable geometry", str(kind), "Point, LineString", "draw it anew")
        )
        return []
    shape: list[Position] = []
    for pair in raw if isinstance(raw, list) else []:
        if isinstance(pair, list) and len(pair) in (2, 3) and all(map(_is_number, pair)):
            shape.append((float(pair[0]), float(pair[1])))
    if len(shape) != len(raw) or (kind == "LineString" and len(shape) < 2):
        found.refuse(Finding(place, "its coordinates are no pairs of numbers", mend="mend them"))
        return []
    wrong = next(_wrong(shape, place), None)
    if wrong is not None:
        found.refuse(wrong)
        return []
    return shape


def _wrong(shape: list[Position], place: str) -> Iterator[Finding]:
    for one, two in shape:
        finding = projected_finding(f"{place}: coordinates", one, two)
        if finding is not None:
            yield finding


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rounded(place: Position) -> Position:
    return round(place[0], SAME_PLACE_DECIMALS), round(place[1], SAME_PLACE_DECIMALS)


def _take_point(
    found: MapRows,
    place: str,
    data: dict[str, Any],
    where: Position,
    places: dict[Position, str],
) -> None:
    """A node; or a consumer or source, with a node of its own unless it names one."""
    kind = data.pop("kind", "node")
    kind, rest = ("source", {"kind": kind}) if kind in ("heat", "heat_pump") else (kind, {})
    if kind not in ("node", "consumer", "source"):
        permitted = "node, consumer, heat, heat_pump"
        found.refuse(
            Finding(f"{place}: kind", "this kind of point is not known", str(kind), permitted)
        )
        return
    node = data.get("node", data.get("id", ""))
    if kind == "node" or "node" not in data:
        found.take("node", place, {"id": node, "longitude": where[0], "latitude": where[1]})
        places.setdefault(_rounded(where), node)
    if kind != "node":
        found.take(kind, place, {**rest, **data, "node": node})


def _take_line(
    found: MapRows,
    place: str,
    data: dict[str, Any],
    shape: list[Position],
    places: dict[Position, str],
) -> None:
    if data.pop("kind", "trench") != "trench":
        finding = Finding(f"{place}: kind", "a line can only be a trench", permitted="trench")
        found.refuse(finding)
        return
    for name, where in (("from_node", shape[0]), ("to_node", shape[-1])):
        if name not in data:
            data[name] = _node_at(found, place, where, places)
    data.setdefault("id", f"{data['from_node']}-{data['to_node']}")
    found.take("trench", place, {**data, "shape": tuple(shape)})


def _node_at(found: MapRows, place: str, where: Position, places: dict[Position, str]) -> str:
    """The node at the end of a line; made where there is none."""
    spot = _rounded(where)
    if spot not in places:
        places[spot] = f"{where[0]:.7f}_{where[1]:.7f}"
        node = {"id": places[spot], "longitude": where[0], "latitude": where[1]}
        found.take("node", place, node)
    return places[spot]
