"""A finished network in pandapipes: its files against an independent solution, and its limits.

Reads ``pipes.csv, consumers.csv, sources.csv``, ``study.json`` and ``status.json`` of a result and
nothing else. Both programs get the same heat, sizes and heat transfer at the largest load of the
network; parts that no pipe joins are solved each by itself.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from industrial_hp.checking.pandapipes_run import run_pandapipes
from industrial_hp.units import W_PER_MW

Row = dict[str, str]
FLOW_PRESSURE_BAR = 16.0
SECTIONS = 3
SHARE_TOLERANCE, LEAST_DROP_BAR, LEAST_FLOW_KG_PER_S = 0.02, 0.01, 0.01
"""Two per cent, of drops and flows that matter."""
TEMPERATURE_TOLERANCE_K = 0.2
"""Its cooling is that of an exponential in pieces, and its water has other properties."""


@dataclass(frozen=True)
class NetworkDeviation:
    """One figure by both programs; what is off by more than the tolerance has not passed."""

    quantity: str
    where: str
    unit: str
    ours: float
    pandapipes: float
    deviation: float
    tolerance: float

    @property
    def passed(self) -> bool:
        """Whether both agree."""
        return abs(self.deviation) <= self.tolerance


@dataclass(frozen=True)
class BrokenLimit:
    """A limit that the network breaks in pandapipes."""

    limit: str
    where: str
    value: float
    permitted: float
    unit: str


@dataclass(frozen=True)
class NetworkCheck:
    """What pandapipes says of a network."""

    deviations: tuple[NetworkDeviation, ...]
    broken: tuple[BrokenLimit, ...]
    worst_point: str
    worst_difference_bar: float

    @property
    def passed(self) -> bool:
        """Whether both programs agree and no limit is broken."""
        return not self.broken and all(deviation.passed for deviation in self.deviations)


def check_network(folder: Path) -> NetworkCheck:
    """Solve the network of a result folder by pandapipes.

    Raises
    ------
    UsageError
        If pandapipes is not installed or finds no solution.
    """
    pipes = _rows(folder / "pipes.csv")
    consumers = [row for row in _rows(folder / "consumers.csv") if row["connected"] == "True"]
    sources = [row for row in _rows(folder / "sources.csv") if float(row["meeting_mw"]) > 0.0]
    study = json.loads((folder / "study.json").read_text(encoding="utf-8"))
    pair = json.loads((folder / "status.json").read_text(encoding="utf-8"))["temperatures"]
    deviations: list[NetworkDeviation] = []
    broken: list[BrokenLimit] = []
    worst = ("", float("inf"))
    for part in _parts(pipes):
        nodes = {row[end] for row in part for end in ("from_node", "to_node")}
        here = _Part(
            part,
            [row for row in consumers if row["node"] in nodes],
            [row for row in sources if row["node"] in nodes],
            study["options"],
            pair,
        )
        found = run_pandapipes(here.network())
        if len(here.sources) > 1:  # its water holds a little more heat: fixed flows are too large
            drawn = sum(consumer["mass_flow_kg_per_s"] for consumer in found["consumers"])
            fed = sum(float(row["meeting_kg_per_s"]) for row in here.sources)
            found = run_pandapipes(here.network(flow_share=drawn / fed))
        deviations += here.deviations(found)
        broken += here.broken(found)
        lowest = min(found["consumers"], key=lambda c: c["difference_bar"])
        worst = min(worst, (lowest["node"], lowest["difference_bar"]), key=lambda w: w[1])
    return NetworkCheck(tuple(deviations), tuple(broken), *worst)


@dataclass(frozen=True)
class _Part:
    """A part of a network with its rows, the options of the study and its temperatures."""

    pipes: list[Row]
    consumers: list[Row]
    sources: list[Row]
    options: dict[str, Any]
    pair: dict[str, Any]

    def network(self, flow_share: float = 1.0) -> dict[str, Any]:
        """As `pandapipes_flow` takes it; the largest source holds the pressure.

        ``flow_share`` is that of our water which the other sources feed in.
        """
        sources = sorted(self.sources, key=lambda row: -float(row["meeting_mw"]))
        drawn: dict[str, float] = defaultdict(float)
        for row in self.consumers:
            drawn[row["node"]] += W_PER_MW * float(row["meeting_mw"])
        lift = max(float(row["head_bar"]) for row in sources)
        return {
            "nodes": sorted({row[end] for row in self.pipes for end in ("from_node", "to_node")}),
            "pipes": [
                {
                    "name": row["trench"],
                    "from": row["from_node"],
                    "to": row["to_node"],
                    "length_m": float(row["length_m"]),
                    "inner_m": float(row["inner_m"]),
                    "roughness_m": float(row["roughness_m"]),
                    "u_w_per_m_k": float(row["u_w_per_m_k"]),
                }
                for row in self.pipes
            ],
            "plants": [
                {
                    "node": row["node"],
                    "supply_c": self.pair["supply_c"],
                    "mass_flow_kg_per_s": flow_share * float(row["meeting_kg_per_s"]),
                }
                for row in sources
            ],
            "consumers": [
                {"node": node, "heat_w": heat, "return_c": self.pair["return_c"]}
                for node, heat in sorted(drawn.items())
            ],
            "ground_c": self.options["ground"]["temperature_c"],
            "flow_pressure_bar": FLOW_PRESSURE_BAR,
            "lift_bar": lift - self.options["pumps"]["plant_drop_bar"],
            "friction": "colebrook",
            "sections": SECTIONS,
        }

    def deviations(self, found: dict[str, Any]) -> Iterator[NetworkDeviation]:
        """Flow and drops of every pipe, supply temperature of every consumer."""
        theirs = {pipe["name"]: pipe for pipe in found["pipes"]}
        for row in self.pipes:
            pipe = theirs[row["trench"]]
            for quantity, name, unit, least in (
                ("mass flow", "supply_kg_per_s", "kg/s", LEAST_FLOW_KG_PER_S),
                ("supply drop", "supply_drop_bar", "bar", LEAST_DROP_BAR),
                ("return drop", "return_drop_bar", "bar", LEAST_DROP_BAR),
            ):
                column = "meeting_kg_per_s" if unit == "kg/s" else name
                ours, other = float(row[column]), float(pipe[name])
                scale = max(abs(other), least)
                yield NetworkDeviation(
                    quantity,
                    row["trench"],
                    unit,
                    ours,
                    other,
                    (ours - other) / scale,
                    SHARE_TOLERANCE,
                )
        supply = {consumer["node"]: consumer["supply_c"] for consumer in found["consumers"]}
        for row in self.consumers:
            ours, other = float(row["supply_c"]), float(supply[row["node"]])
            yield NetworkDeviation(
                "supply temperature",
                row["id"],
                "degC",
                ours,
                other,
                ours - other,
                TEMPERATURE_TOLERANCE_K,
            )

    def broken(self, found: dict[str, Any]) -> Iterator[BrokenLimit]:
        """Velocities of pipes, pressure and warmth left at consumers."""
        fastest = {row["trench"]: float(row["velocity_max_m_per_s"]) for row in self.pipes}
        for pipe in found["pipes"]:
            velocity, permitted = abs(pipe["velocity_m_per_s"]), fastest[pipe["name"]]
            if velocity > permitted * (1.0 + SHARE_TOLERANCE):
                yield BrokenLimit("velocity", pipe["name"], velocity, permitted, "m/s")
        needed = self.options["pumps"]["consumer_drop_bar"]
        for consumer in found["consumers"]:
            left = consumer["difference_bar"]
            if left < needed * (1.0 - SHARE_TOLERANCE):
                yield BrokenLimit("pressure at consumer", consumer["node"], left, needed, "bar")


def _rows(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _parts(pipes: list[Row]) -> list[list[Row]]:
    """Pipes by the parts of the network that they join."""
    part: dict[str, str] = {}

    def head(node: str) -> str:
        while part.setdefault(node, node) != node:
            node = part[node]
        return node

    for row in pipes:
        part[head(row["from_node"])] = head(row["to_node"])
    found = defaultdict(list)
    for row in pipes:
        found[head(row["from_node"])].append(row)
    return list(found.values())
