"""Folders of routing instances as routing problems, and the formulation without strengthening.

Two formats: ``nodes.csv, edges.csv, consumers.csv, producers.csv, params.json`` (kW, m, EUR, h; one
or several steps), and ``edges.csv, consumers.csv, pipe_types.csv`` (one step, pipes of given sizes,
heat for nothing).
"""

import csv
import json
from pathlib import Path
from typing import Any, Literal

from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.superstructure.routing_problem import Arc, Consumer, RoutingProblem, Source
from industrial_hp.units import KW_PER_MW, mw_from_kw

Mode = Literal["forced", "economic"]
Row = dict[str, str]
UNLIMITED_MW = 1000.0


def routing_problem(folder: Path, mode: Mode) -> RoutingProblem:
    """Read a folder of either format."""
    if (folder / "pipe_types.csv").exists():
        return _of_pipe_types(folder)
    return _of_producers(folder, mode)


def _rows(folder: Path, name: str) -> list[Row]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _both_ways(edge: str, ends: tuple[str, str], pipe: str, **figures: Any) -> list[Arc]:
    return [
        Arc(f"{pipe}:{start}>{end}", edge, pipe, start, end, **figures)
        for start, end in (ends, ends[::-1])
    ]


def _of_producers(folder: Path, mode: Mode) -> RoutingProblem:
    stated = json.loads((folder / "params.json").read_text("utf-8"))
    steps, forced = range(stated["timesteps"]), mode == "forced"
    annuity = annuity_factor(stated["pipes_interest"], stated["pipes_lifetime_a"])
    consumers = [
        _consumer(row, stated, steps, forced=forced) for row in _rows(folder, "consumers.csv")
    ]
    sources = [_source(row, steps) for row in _rows(folder, "producers.csv")]
    ends = {consumer.node for consumer in consumers}
    arcs = []
    for row in _rows(folder, "edges.csv"):
        length = float(row["length_m"])
        arcs += _both_ways(
            row["edge"],
            (row["from_node"], row["to_node"]),
            row["edge"],
            loss_share=length * stated["pipe_loss_a_per_m"],
            loss_mw=mw_from_kw(length * stated["pipe_loss_b_kW_per_m"]),
            eur_per_mw=annuity * length * stated["pipe_cost_a_EUR_per_m_kW"] * KW_PER_MW,
            fixed_eur=annuity * length * stated["pipe_cost_b_EUR_per_m"],
            max_mw=mw_from_kw(stated["pipe_p_max_kW"]),
        )
    arcs = [arc for arc in arcs if arc.from_node not in ends]
    return RoutingProblem(len(steps), tuple(arcs), tuple(consumers), tuple(sources))


def _consumer(row: Row, stated: dict[str, Any], steps: range, *, forced: bool) -> Consumer:
    heat_kw = [float(row[f"q_kW_t{t}"]) for t in steps]
    sold_kwh = sum(q * float(row[f"hours_t{t}"]) for t, q in enumerate(heat_kw))
    return Consumer(
        name=f"consumer {row['consumer']}",
        node=row["node"],
        heat_mw=tuple(map(mw_from_kw, heat_kw)),
        connection_eur=-sold_kwh * stated["heat_price_EUR_per_kWh"],
        forced=forced,
    )


def _source(row: Row, steps: range) -> Source:
    annuity = annuity_factor(float(row["interest"]), float(row["lifetime_a"]))
    held = [
        float(row[f"price_EUR_per_kWh_t{t}"]) * float(row[f"hours_t{t}"]) * KW_PER_MW for t in steps
    ]
    return Source(
        name=f"producer {row['producer']}",
        node=row["node"],
        min_mw=mw_from_kw(float(row["p_min_kW"])),
        max_mw=mw_from_kw(float(row["p_max_kW"])),
        eur_per_mw=annuity * float(row["c_inv_EUR_per_kW"]) * KW_PER_MW,
        step_eur_per_mw=tuple(held),
    )


def _of_pipe_types(folder: Path) -> RoutingProblem:
    types, arcs, fed = _rows(folder, "pipe_types.csv"), [], []
    for row in _rows(folder, "edges.csv"):
        ends, length = (row["from_node"], row["to_node"]), float(row["length"])
        fed += [node for node in ends if node.startswith("producers")]
        for kind in types:
            both = _both_ways(
                row["id"],
                ends,
                f"{row['id']} {kind['pipe_type']}",
                loss_share=length * float(kind["l_factor"]),
                loss_mw=mw_from_kw(length * float(kind["l_factor_fix"])),
                eur_per_mw=length * float(kind["capex_pipes"]) * KW_PER_MW,
                fixed_eur=length * float(kind["fix_costs"]),
                max_mw=mw_from_kw(float(kind["cap_max"])),
            )
            arcs += both if all(node.startswith("forks") for node in ends) else both[:1]
    consumers = [
        Consumer(row["node"], row["node"], (mw_from_kw(float(row["q_kW"])),), 0.0, forced=True)
        for row in _rows(folder, "consumers.csv")
    ]
    sources = [Source(node, node, 0.0, UNLIMITED_MW, 0.0, (0.0,)) for node in dict.fromkeys(fed)]
    return RoutingProblem(1, tuple(arcs), tuple(consumers), tuple(sources))
