"""A network solution as files: pipes, consumers, sources, key figures, map, status."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pandas as pd

from industrial_hp.export.plain_files import write_csv, write_json
from industrial_hp.results.network_solution import NetworkSolution
from industrial_hp.results.solution import SCHEMA_VERSION, Stamp, Status


def write_network_files(solution: NetworkSolution, folder: Path) -> None:
    """Write every file but the map and the check into a folder that is there.

    Parameters
    ----------
    solution : NetworkSolution
        The answer.
    folder : Path
        Receives ``status.json, summary.csv, pipes.csv, consumers.csv, sources.csv,
        temperatures.csv, rounds.csv, study.json``, and ``network.geojson`` where nodes have
        longitude and latitude.
    """
    result = solution.result
    write_json(folder / "study.json", solution.study.model_dump(mode="json"))
    write_csv(folder / "summary.csv", pd.DataFrame([asdict(f) for f in result.figures]))
    write_csv(folder / "pipes.csv", _table(result.pipes, _PIPE_COLUMNS))
    write_csv(folder / "consumers.csv", pd.DataFrame([asdict(c) for c in result.customers]))
    write_csv(folder / "sources.csv", pd.DataFrame([asdict(p) for p in result.plants]))
    write_csv(folder / "temperatures.csv", _temperatures(solution))
    write_csv(folder / "rounds.csv", pd.DataFrame([asdict(r) for r in solution.rounds]))
    if solution.study.is_geographic:
        write_json(folder / "network.geojson", network_geojson(solution))
    write_json(folder / "status.json", network_status(solution))


def network_status(solution: NetworkSolution) -> dict[str, Any]:
    """Content of status.json."""
    proof, costs = solution.proof, solution.result.costs
    return {
        "schema_version": SCHEMA_VERSION,
        "status": proof.status,
        "proved": proof.proved,
        "proved_for": proof.proved_for,
        "objective_eur_per_a": proof.objective_eur_per_a,
        "lower_bound_eur_per_a": proof.lower_bound_eur_per_a,
        "gap": proof.gap,
        "gap_of_network_cost": _gap_of_network(solution),
        "network_eur_per_a": costs.network_eur,
        "own_heat_eur_per_a": costs.own_heat_eur,
        "mode": solution.mode,
        "temperatures": solution.result.temperatures.model_dump(mode="json"),
        "consumers_connected": sum(c.connected for c in solution.result.customers),
        "violations": [asdict(v) for v in solution.result.violations],
        "messages": list(solution.messages),
        "timings_s": solution.timings_s,
        "model": asdict(solution.model_size),
        "stamp": asdict(solution.stamp),
    }


def network_status_without_answer(
    ended: Status, messages: Sequence[str], made_by: Stamp
) -> dict[str, Any]:
    """Content of status.json where there is no answer."""
    undefined = dict.fromkeys(
        ("proved_for", "objective_eur_per_a", "lower_bound_eur_per_a", "gap", "model")
    )
    return {
        "schema_version": SCHEMA_VERSION,
        "status": ended,
        "proved": False,
        **undefined,
        "messages": list(messages),
        "timings_s": {},
        "stamp": asdict(made_by),
    }


def network_geojson(solution: NetworkSolution) -> dict[str, Any]:
    """Pipes as lines, consumers and sources as points, with their figures (RFC 7946, WGS84)."""
    study, result = solution.study, solution.result
    shape = {trench.id: trench.shape for trench in study.trenches}
    place = {node.id: node.position for node in study.nodes}
    features = [
        _feature("LineString", list(shape[pipe.trench]), "pipe", asdict(pipe))
        for pipe in result.pipes
    ]
    features += [
        _feature("Point", place[consumer.node], "consumer", asdict(consumer))
        for consumer in result.customers
    ]
    features += [
        _feature("Point", place[plant.node], "source", asdict(plant)) for plant in result.plants
    ]
    return {"type": "FeatureCollection", "features": features}


_PIPE_COLUMNS = (
    "trench",
    "from_node",
    "to_node",
    "dn",
    "length_m",
    "exists",
    "replaces",
    "consumers",
    "peak_mw",
    "mean_mw",
    "peak_kg_per_s",
    "mean_kg_per_s",
    "velocity_m_per_s",
    "velocity_max_m_per_s",
    "gradient_pa_per_m",
    "gradient_max_pa_per_m",
    "drop_bar",
    "loss_kw",
    "loss_mwh_per_a",
    "investment_eur",
    "annual_eur",
    "meeting_mw",
    "meeting_kg_per_s",
    "supply_drop_bar",
    "return_drop_bar",
    "inner_m",
    "roughness_m",
    "u_w_per_m_k",
)


def _table(rows: Sequence[Any], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame([asdict(row) for row in rows], columns=list(columns))


def _gap_of_network(solution: NetworkSolution) -> float | None:
    """Distance to the bound over the cost of the network alone."""
    cost = solution.result.costs.network_eur
    apart = solution.proof.objective_eur_per_a - solution.proof.lower_bound_eur_per_a
    return apart / cost if cost else None


def _temperatures(solution: NetworkSolution) -> pd.DataFrame:
    sources = [source.id for source in solution.study.sources]
    rows = []
    for option in solution.options:
        pair = option.temperatures
        row: dict[str, Any] = {
            "name": pair.name,
            "supply_c": pair.supply_c,
            "return_c": pair.return_c,
            "annual_cost_eur": option.annual_eur,
            "lower_bound_eur": option.bound_eur,
            "consumers_connected": option.connected,
        }
        row |= {f"cop_{name}": option.cops.get(name) for name in sources if name in option.cops}
        rows.append(row | {"message": option.message})
    return pd.DataFrame(rows)


def _feature(shape: str, where: Any, kind: str, figures: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {"kind": kind, **figures},
        "geometry": {"type": shape, "coordinates": where},
    }
