"""The cascade against the best matching of whole streams in pairs, on the same stream tables.

A pair is one hot and one cold stream: direct exchange if all of one can heat all of the other, else
one machine from the source's outlet to the sink's. The heat of every stream is shared out between
its pairs at least cost, a linear program: the best that pairing can do.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import linprog

from industrial_hp.pinch import Stream
from industrial_hp.pipeline import target

REFERENCE = Path(__file__).parents[2] / "tests" / "reference" / "heat_pump_optima.json"
LEVEL_STEP_K = 5.0
KELVIN = 273.15
DEMO = "one source, one sink"


@dataclass(frozen=True)
class Table:
    """A stream table with its difference and prices."""

    name: str
    streams: tuple[Stream, ...]
    dtmin_k: float
    eta: float
    heat_eur_per_mwh: float
    electricity_eur_per_mwh: float


def compared() -> Iterator[tuple[str, ...]]:
    """Rows: table, no heat pump, best pairs, one machine and any number in a cascade, ratio."""
    for table in tables():
        pairs = best_pairs_eur_per_h(table)
        none, one, many = (cascade_eur_per_h(table, number) for number in ("none", "1", "any"))
        costs = (f"{cost:.2f}" for cost in (none, pairs, one, many))
        yield table.name, *costs, f"{pairs / many:.2f}"


def tables() -> Iterator[Table]:
    """The demonstration of the formulation, and every table of the reference."""
    data = json.loads(REFERENCE.read_text(encoding="utf-8"))
    demo = data["pairwise_vs_cascade_demo"]
    yield Table(DEMO, _streams(demo["streams"], demo["dTmin"]), demo["dTmin"], 0.5, 60.0, 120.0)
    seen = set()
    for case in data["cases"]:
        key = (case["case"], case["price_hot"], case["price_el"])
        if case["case"] in data["streams"] and key not in seen:
            seen.add(key)
            yield Table(
                f"{case['case']}, {key[1]:g} and {key[2]:g} EUR/MWh",
                _streams(data["streams"][case["case"]], case["dTmin"]),
                case["dTmin"],
                case["eta"],
                key[1],
                key[2],
            )


def _streams(records: list[dict[str, Any]], dtmin_k: float) -> tuple[Stream, ...]:
    return tuple(
        Stream(
            r["name"],
            r["tin"],
            r["tout"],
            r.get("duty", r.get("cp", 0.0) * abs(r["tin"] - r["tout"])),
            r.get("dtc", dtmin_k / 2),
        )
        for r in records
    )


def cascade_eur_per_h(table: Table, number: str) -> float:
    """Least cost of the cascade model with a number of heat pumps [EUR/h]."""
    return target(
        table.streams,
        dtmin_k=table.dtmin_k,
        heat_pumps=number,
        eta=table.eta,
        level_step_k=LEVEL_STEP_K,
        heat_eur_per_mwh=table.heat_eur_per_mwh,
        electricity_eur_per_mwh=table.electricity_eur_per_mwh,
    ).cost_eur_per_h


def best_pairs_eur_per_h(table: Table) -> float:
    """Least cost of matching whole streams in pairs [EUR/h]."""
    hot = [s for s in table.streams if s.side == "hot"]
    cold = [s for s in table.streams if s.side == "cold"]
    heat, power = table.heat_eur_per_mwh / 1000, table.electricity_eur_per_mwh / 1000
    gain, taken, given = [], [], []
    for i, source in enumerate(hot):
        for j, sink in enumerate(cold):
            from_source, electricity = _pair(table, source, sink)
            gain.append(power * electricity - heat)
            taken.append((i, from_source))
            given.append(j)
    limits = np.zeros((len(hot) + len(cold), len(gain)))
    for k, ((i, share), j) in enumerate(zip(taken, given, strict=True)):
        limits[i, k] = share
        limits[len(hot) + j, k] = 1.0
    duties = [s.duty_kw for s in (*hot, *cold)]
    found = linprog(gain, A_ub=limits, b_ub=duties, bounds=(0, None))
    return float(found.fun + heat * sum(s.duty_kw for s in cold))


def _pair(table: Table, source: Stream, sink: Stream) -> tuple[float, float]:
    """Heat from the source and electricity per heat to the sink of a pair [-]."""
    approach_k = source.dt_contribution_k + sink.dt_contribution_k
    hot_ends, cold_ends = (source.t_in_c, source.t_out_c), (sink.t_out_c, sink.t_in_c)
    if all(h - approach_k >= c - 1e-9 for h, c in zip(hot_ends, cold_ends, strict=True)):
        return 1.0, 0.0
    evaporating = source.t_out_c - source.dt_contribution_k - table.dtmin_k / 2
    condensing = sink.t_out_c + sink.dt_contribution_k + table.dtmin_k / 2
    if condensing - evaporating < 1e-6:
        return 1.0, 0.0
    cop = table.eta * (condensing + KELVIN) / (condensing - evaporating)
    return (1 - 1 / cop, 1 / cop) if cop > 1 else (0.0, 1.0)
