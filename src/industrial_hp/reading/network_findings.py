"""What no single row of a network study can tell: names, geometry, reach, and what is missing."""

import difflib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from industrial_hp.case.network_study import (
    NetworkConsumer,
    NetworkNode,
    NetworkOptions,
    NetworkSource,
    NetworkTrench,
    StatedCop,
)
from industrial_hp.catalogue.pipes import pipe_sizes
from industrial_hp.errors import Finding
from industrial_hp.network.distance import course_m
from industrial_hp.reading.stated_rows import StatedRow

SHORTER_SHARE = 0.95
"""Of the straight line: a trench below it is shorter than any way."""


@dataclass(frozen=True)
class StatedNetwork:
    """All rows with their places, before it is known whether they fit together.

    ``unread`` names the tables some of whose rows could not be read; without options those of
    network.yaml could not.
    """

    options: NetworkOptions | None
    nodes: list[StatedRow[NetworkNode]]
    trenches: list[StatedRow[NetworkTrench]]
    consumers: list[StatedRow[NetworkConsumer]]
    sources: list[StatedRow[NetworkSource]]
    cops: list[StatedRow[StatedCop]]
    unread: frozenset[str] = frozenset()


def network_findings(network: StatedNetwork) -> list[Finding]:
    """Every finding beyond single rows; nothing is told that an unread row might mend."""
    findings = [*_missing_parts(network), *_duplicates(network)]
    if "node" not in network.unread:
        findings += _unknown_nodes(network)
        findings += _geometry(network)
    if not network.unread & {"node", "trench", "source"}:
        findings += _unreached(network)
    findings += _existing_pipes(network)
    if network.options is not None:
        findings += _demands(network, network.options)
        findings += _machines(network, network.options)
        findings += _temperatures(network, network.options)
    return findings


def _missing_parts(network: StatedNetwork) -> Iterator[Finding]:
    for kind, file_name, rows in (
        ("node", "nodes.csv", network.nodes),
        ("trench", "trenches.csv", network.trenches),
        ("consumer", "consumers.csv", network.consumers),
        ("source", "sources.csv", network.sources),
    ):
        if not rows and kind not in network.unread:
            yield Finding(file_name, "has no rows", permitted="1 or more", mend="add one")


def _duplicates(network: StatedNetwork) -> Iterator[Finding]:
    for rows in (network.nodes, network.trenches, network.consumers, network.sources):
        first: dict[str, str] = {}
        for row in rows:
            name: str = row.stated.id
            if name in first:
                mend = f"give one of them another; the first stands at {first[name]}"
                yield Finding(f"{row.place}: id", "this id stands twice", name, "once", mend)
            first.setdefault(name, row.place)
    spots: dict[tuple[float, float], StatedRow[NetworkNode]] = {}
    for node in network.nodes:
        spot = node.stated.position
        if spot is None:
            continue
        other = spots.setdefault(spot, node)
        if other is not node and other.stated.id != node.stated.id:
            yield Finding(
                node.place,
                f"lies where node {other.stated.id} lies ({other.place})",
                f"{spot[0]:.10g}, {spot[1]:.10g}",
                "a place of its own",
                "remove one of them and let trenches end at the other",
            )


def _unknown_nodes(network: StatedNetwork) -> Iterator[Finding]:
    known = [row.stated.id for row in network.nodes]
    seen = set(known)
    named = [
        (f"{row.place}: {field}", getattr(row.stated, field))
        for row in network.trenches
        for field in ("from_node", "to_node")
    ]
    named += [(f"{row.place}: node", row.stated.node) for row in network.consumers]
    named += [(f"{row.place}: node", row.stated.node) for row in network.sources]
    for place, node in named:
        if node not in seen:
            close = difflib.get_close_matches(node, known, n=1)
            mend = f"did you mean {close[0]}?" if close else "add it to the nodes"
            yield Finding(place, "there is no such node", node, "an id of the nodes", mend)


def _geometry(network: StatedNetwork) -> Iterator[Finding]:
    geographic = any(row.stated.longitude is not None for row in network.nodes)
    spots = {row.stated.id: row.stated.position for row in network.nodes}
    for node in network.nodes:
        half = (node.stated.longitude is None) != (node.stated.latitude is None)
        half = half or (node.stated.x_m is None) != (node.stated.y_m is None)
        mixed = geographic and node.stated.x_m is not None
        if half or mixed:
            yield Finding(
                node.place,
                "its place is half stated, or of another kind than that of other nodes",
                permitted="longitude and latitude, or x_m and y_m, for all nodes",
                mend="state one of the pairs whole",
            )
    for row in network.trenches:
        trench = row.stated
        if trench.from_node == trench.to_node:
            mend = "name two nodes, or remove it"
            yield Finding(row.place, "ends where it begins", trench.from_node, mend=mend)
            continue
        ends = [spots.get(node) for node in (trench.from_node, trench.to_node)]
        straight = (
            None
            if ends[0] is None or ends[1] is None
            else course_m([ends[0], ends[1]], geographic=geographic)
        )
        yield from _length_findings(row, straight)


def _length_findings(row: StatedRow[NetworkTrench], straight_m: float | None) -> Iterator[Finding]:
    place, length_m = f"{row.place}: length_m", row.stated.length_m
    if length_m is None and straight_m is None:
        mend = "state it, or coordinates of both nodes"
        yield Finding(place, "is missing, and its nodes have no coordinates", mend=mend)
    elif length_m is not None and straight_m is not None and length_m < SHORTER_SHARE * straight_m:
        yield Finding(
            place,
            "is shorter than the straight line between its nodes",
            f"{length_m:g} m",
            f"{straight_m:.1f} m and more",
            "correct the length (is it in m?) or the coordinates",
        )


def _unreached(network: StatedNetwork) -> Iterator[Finding]:
    """Consumers that no chain of trenches joins with a source."""
    joined: dict[str, list[str]] = defaultdict(list)
    for row in network.trenches:
        joined[row.stated.from_node].append(row.stated.to_node)
        joined[row.stated.to_node].append(row.stated.from_node)
    waiting = [row.stated.node for row in network.sources]
    seen = set(waiting)
    while waiting:
        for node in joined[waiting.pop()]:
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    known = {row.stated.id for row in network.nodes}
    for consumer in network.consumers:
        node = consumer.stated.node
        if node in known and node not in seen and network.sources:
            yield Finding(
                f"{consumer.place}: node",
                "no trenches join it with a source",
                f"{consumer.stated.id} at node {node}",
                "a node that trenches join with a source",
                "add the trench that is missing, or let one end at this node",
            )


def _demands(network: StatedNetwork, options: NetworkOptions) -> Iterator[Finding]:
    for row in network.consumers:
        stated = row.stated
        if not options.steps and stated.full_load_hours is None:
            mend = "state it, or steps in network.yaml"
            yield Finding(f"{row.place}: full_load_hours", "is missing", mend=mend)
        if options.steps and stated.full_load_hours is not None:
            yield Finding(
                f"{row.place}: full_load_hours",
                "the steps of network.yaml tell the annual heat already",
                f"{stated.full_load_hours:g} h/a",
                mend="leave one of the two out",
            )
        if stated.heat_price_eur_per_mwh is None and options.prices.heat_eur_per_mwh is None:
            mend = "state it here, or prices.heat_eur_per_mwh in network.yaml for all"
            yield Finding(f"{row.place}: heat_price_eur_per_mwh", "is missing", mend=mend)
    hours = sum(step.hours for step in options.steps)
    if options.steps and not 8759.0 <= hours <= 8785.0:
        yield Finding(
            "network.yaml: steps",
            "their hours do not make a year",
            f"{hours:g} h",
            "8760 h",
            "add a step for the rest of the year",
        )


def _machines(network: StatedNetwork, options: NetworkOptions) -> Iterator[Finding]:
    offered = {pair.name for pair in options.temperatures}
    pumps = {row.stated.id for row in network.sources if row.stated.kind == "heat_pump"}
    for cop in network.cops:
        if cop.stated.source not in pumps:
            yield Finding(
                f"{cop.place}: source", "is no heat pump of the sources", cop.stated.source
            )
        if cop.stated.temperatures not in offered:
            permitted = ", ".join(sorted(offered))
            name = cop.stated.temperatures
            yield Finding(f"{cop.place}: temperatures", "is not on offer", name, permitted)
    stated = {(row.stated.source, row.stated.temperatures) for row in network.cops}
    for row in network.sources:
        source = row.stated
        if source.kind != "heat_pump" or all((source.id, name) in stated for name in offered):
            continue
        for field in ("source_in_c", "source_out_c", "lorenz_efficiency"):
            if getattr(source, field) is None:
                mend = "state it, or a COP for every pair of temperatures in cops.csv"
                yield Finding(f"{row.place}: {field}", "is missing", mend=mend)
        if None not in (source.source_in_c, source.source_out_c):
            yield from _glide(row)


def _glide(row: StatedRow[NetworkSource]) -> Iterator[Finding]:
    source_in, source_out = row.stated.source_in_c, row.stated.source_out_c
    assert source_in is not None
    assert source_out is not None
    if source_out > source_in:
        yield Finding(
            f"{row.place}: source_out_c",
            "is above source_in_c: a source cools down",
            f"{source_out:g} degC",
            f"up to {source_in:g} degC",
            "exchange the two",
        )


def _temperatures(network: StatedNetwork, options: NetworkOptions) -> Iterator[Finding]:
    offered = options.temperatures
    for number, pair in enumerate(offered):
        place = f"network.yaml: temperatures[{number}]"
        if pair.return_c >= pair.supply_c:
            permitted = f"below {pair.supply_c:g} degC"
            found = f"{pair.return_c:g} degC"
            yield Finding(f"{place}.return_c", "is not below supply_c", found, permitted)
        if pair.name in [other.name for other in offered[:number]]:
            yield Finding(f"{place}.name", "stands twice", pair.name, mend="give it another name")
    hottest = max(pair.supply_c for pair in offered) - options.cooling_k
    for row in network.consumers:
        needed = row.stated.supply_min_c
        if needed is not None and needed > hottest and options.booster is None:
            yield Finding(
                f"{row.place}: supply_min_c",
                "no supply on offer arrives as warm",
                f"{needed:g} degC",
                f"up to {hottest:g} degC",
                "offer a warmer pair of temperatures, or a booster in network.yaml",
            )
    names = {size.name for size in pipe_sizes()}
    for name in options.pipes.own_cost_eur_per_m:
        if name not in names:
            place = f"network.yaml: pipes.own_cost_eur_per_m.{name}"
            yield Finding(place, "the catalogue has no such pipe", permitted="DN20 to DN600")


def _existing_pipes(network: StatedNetwork) -> Iterator[Finding]:
    sizes = {size.dn for size in pipe_sizes()}
    for trench in network.trenches:
        dn = trench.stated.existing_dn
        if dn is not None and dn not in sizes:
            permitted = ", ".join(map(str, sorted(sizes)))
            message = "the catalogue has no such pipe"
            yield Finding(f"{trench.place}: existing_dn", message, f"{dn} mm", permitted)
