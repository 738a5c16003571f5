"""A folder with network.yaml, tables or GeoJSON -> `NetworkStudy`, every finding at once."""

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from industrial_hp.case.network_study import (
    NetworkConsumer,
    NetworkNode,
    NetworkOptions,
    NetworkSource,
    NetworkStudy,
    NetworkTrench,
    StatedCop,
)
from industrial_hp.errors import CaseError, Finding
from industrial_hp.network.distance import course_m
from industrial_hp.reading.case_yaml import load_yaml
from industrial_hp.reading.field_findings import field_finding
from industrial_hp.reading.network_findings import StatedNetwork, network_findings
from industrial_hp.reading.network_geojson import MapRows, geojson_rows, projected_finding
from industrial_hp.reading.stated_rows import StatedRow, csv_rows

OPTIONS_YAML, MAP_GEOJSON = "network.yaml", "network.geojson"
TABLES: dict[str, type[Any]] = {
    "node": NetworkNode,
    "trench": NetworkTrench,
    "consumer": NetworkConsumer,
    "source": NetworkSource,
}
FILES = {
    "node": "nodes.csv",
    "trench": "trenches.csv",
    "consumer": "consumers.csv",
    "source": "sources.csv",
}


def read_network(folder: Path) -> NetworkStudy:
    """Read and validate a network study.

    Parameters
    ----------
    folder : Path
        With ``network.yaml``, and ``nodes.csv``, ``trenches.csv``, ``consumers.csv`` and
        ``sources.csv``, or ``network.geojson`` in place of any of them; ``cops.csv`` if wanted.

    Raises
    ------
    CaseError
        With every finding.
    """
    if not folder.is_dir():
        raise CaseError([Finding(str(folder), "is no folder", mend="name that of the study")])
    options, findings = _options(folder)
    found = _rows(folder)
    findings += found.findings
    cops: list[StatedRow[StatedCop]] = []
    if (folder / "cops.csv").is_file():
        cops, wrong = csv_rows(folder / "cops.csv", StatedCop)
        findings += wrong
    network = StatedNetwork(
        options,
        found.rows["node"],
        found.rows["trench"],
        found.rows["consumer"],
        found.rows["source"],
        cops,
        frozenset(found.unread),
    )
    findings += network_findings(network)
    if findings or options is None:
        raise CaseError(findings)
    return _study(network, options)


def _options(folder: Path) -> tuple[NetworkOptions | None, list[Finding]]:
    data, findings = load_yaml(folder / OPTIONS_YAML)
    if findings:
        return None, findings
    try:
        return NetworkOptions.model_validate(data), []
    except ValidationError as error:
        problems = error.errors()
        return None, [
            field_finding(OPTIONS_YAML, problem["loc"], problem, data, NetworkOptions)
            for problem in problems
            if problem["type"] != "too_short"
            or not any(
                other["loc"][: len(problem["loc"])] == problem["loc"]
                for other in problems
                if other is not problem
            )
        ]


def _rows(folder: Path) -> MapRows:
    """Rows of the map and of the tables; a kind of row comes from one of the two."""
    on_map = (folder / MAP_GEOJSON).is_file()
    found = geojson_rows(folder / MAP_GEOJSON) if on_map else MapRows()
    for kind, model in TABLES.items():
        path = folder / FILES[kind]
        if on_map and found.rows[kind] and path.is_file():
            found.findings.append(
                Finding(path.name, f"{MAP_GEOJSON} holds such rows, too", mend="keep one of them")
            )
        elif path.is_file() or not on_map:
            rows, findings = csv_rows(path, model, hidden=("shape",))
            found.rows[kind] += rows
            found.unread.update({kind} if findings else ())
            found.findings += [_as_projected(finding) for finding in findings]
    return found


def _as_projected(finding: Finding) -> Finding:
    """A longitude or latitude out of range told as what it mostly is."""
    field = finding.place.rpartition(": ")[2]
    number = finding.value.partition(" ")[0]
    if field not in ("longitude", "latitude") or finding.message != "outside its range":
        return finding
    pair = (float(number), 0.0) if field == "longitude" else (0.0, float(number))
    told = projected_finding(finding.place, *pair)
    if told is None:
        return finding
    return Finding(told.place, told.message, finding.value, finding.permitted, told.mend)


def _study(network: StatedNetwork, options: NetworkOptions) -> NetworkStudy:
    nodes = tuple(row.stated for row in network.nodes)
    geographic = all(node.is_geographic for node in nodes)
    places = {node.id: node.position for node in nodes}
    return NetworkStudy(
        options=options,
        nodes=nodes,
        trenches=tuple(
            _measured(row.stated, places, geographic=geographic) for row in network.trenches
        ),
        consumers=tuple(row.stated for row in network.consumers),
        sources=tuple(row.stated for row in network.sources),
        cops=tuple(row.stated for row in network.cops),
    )


def _measured(
    trench: NetworkTrench,
    places: dict[str, tuple[float, float] | None],
    *,
    geographic: bool,
) -> NetworkTrench:
    """A trench with its course on the map and, where it states none, the length of that."""
    start, end = places[trench.from_node], places[trench.to_node]
    shape = trench.shape or ((start, end) if start is not None and end is not None else ())
    length = trench.length_m or course_m(shape, geographic=geographic)
    return trench.model_copy(update={"shape": shape, "length_m": length})
