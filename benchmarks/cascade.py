"""CPU time and memory of building a year of hours of a case's heat cascade, beside raw arrays.

    python -m benchmarks.cascade [CASE] [--hours 8760] [--runs N] [--json]

Both ways begin with the same terms, merged by `model.cascade_grid`; what the merging takes is told
apart.
"""

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyomo.environ as pyo
import scipy.sparse as sp

from benchmarks.build import peak_mb, reset_peak
from benchmarks.cascade_problem import CascadeProblem, cascade_problem, year_of
from industrial_hp.solving.arrays import ArrayParam
from industrial_hp.solving.linear_program import silent_highs
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.sparse_program import SparseProgram
from industrial_hp.solving.templates import RunSets, TemplateConstraint, TemplateObjective


def by_arrays(problem: CascadeProblem) -> SparseProgram:
    """The floor: entries by hand."""
    units, hours, rows = problem.units, problem.hours, len(problem.given_mw)
    heats, r = units * hours, np.arange(rows)
    size, residual = heats, heats + units
    linked = np.flatnonzero(problem.linked)
    flat = np.arange(heats)
    entries = (
        (np.repeat(r, np.diff(problem.starts)), problem.unit * hours + problem.hour, problem.share),
        (r, residual + r, np.full(rows, -1.0)),
        (linked, residual + linked - 1, np.ones(len(linked))),
        (rows + flat, flat, np.ones(heats)),
        (rows + flat, size + np.repeat(np.arange(units), hours), -problem.per_size.ravel()),
    )
    row, column, factor = (np.concatenate(part) for part in zip(*entries, strict=True))
    columns = residual + rows
    matrix = sp.csr_matrix((factor, (row, column)), shape=(rows + heats, columns))
    upper = np.concatenate([problem.most_mw.ravel(), np.full(units, np.inf)])
    return SparseProgram(
        cost=np.concatenate([problem.eur_per_mwh.ravel(), problem.eur_per_mw, np.zeros(rows)]),
        matrix=matrix,
        row_lower=np.concatenate([-problem.given_mw, np.full(heats, -np.inf)]),
        row_upper=np.concatenate([-problem.given_mw, np.zeros(heats)]),
        lower=np.zeros(columns),
        upper=np.concatenate([upper, problem.most_residual_mw]),
        integers=np.zeros(0, dtype=np.int64),
    )


def by_templates(problem: CascadeProblem) -> SparseProgram:
    """Rules, each read once."""
    model = pyo.ConcreteModel()
    model.units = pyo.RangeSet(0, problem.units - 1)
    model.hours = pyo.RangeSet(0, problem.hours - 1)
    model.rows = pyo.RangeSet(0, len(problem.given_mw) - 1)
    model.terms = pyo.RangeSet(0, len(problem.share) - 1)
    model.entries = RunSets(model.rows, starts=problem.starts)
    over_hours, over_rows = (model.units, model.hours), (model.rows,)
    for name, sets, values in (
        ("most_mw", over_hours, problem.most_mw),
        ("per_size", over_hours, problem.per_size),
        ("eur_per_mwh", over_hours, problem.eur_per_mwh),
        ("eur_per_mw", (model.units,), problem.eur_per_mw),
        ("unit", (model.terms,), problem.unit),
        ("hour", (model.terms,), problem.hour),
        ("share", (model.terms,), problem.share),
        ("given_mw", over_rows, problem.given_mw),
        ("linked", over_rows, problem.linked),
        ("above", over_rows, np.maximum(np.arange(len(model.rows)) - 1, 0)),
        ("most_residual_mw", over_rows, problem.most_residual_mw),
    ):
        setattr(model, name, ArrayParam(*sets, values=values))
    model.heat = pyo.Var(*over_hours, bounds=lambda m, u, t: (0, m.most_mw[u, t]), dense=False)
    model.size = pyo.Var(model.units, domain=pyo.NonNegativeReals, dense=False)
    model.residual = pyo.Var(
        model.rows, bounds=lambda m, r: (0, m.most_residual_mw[r]), dense=False
    )
    model.row = TemplateConstraint(
        model.rows,
        rule=lambda m, r: (
            sum(m.share[e] * m.heat[m.unit[e], m.hour[e]] for e in m.entries[r])
            + m.linked[r] * m.residual[m.above[r]]
            - m.residual[r]
            == -m.given_mw[r]
        ),
    )
    model.capacity = TemplateConstraint(
        *over_hours, rule=lambda m, u, t: m.heat[u, t] <= m.per_size[u, t] * m.size[u]
    )
    model.cost = TemplateObjective(
        rule=lambda m: (
            sum(m.eur_per_mwh[u, t] * m.heat[u, t] for u in m.units for t in m.hours)
            + sum(m.eur_per_mw[u] * m.size[u] for u in m.units)
        )
    )
    return template_program(model).program


METHODS: dict[str, Callable[[CascadeProblem], SparseProgram]] = {
    "floor": by_arrays,
    "industrial_hp": by_templates,
}


def measured(name: str, case: Path, hours: int) -> dict[str, Any]:
    """One build in this process: merging, then matrix and hand-over [CPU s], memory [MB]."""
    METHODS[name](cascade_problem(year_of(case, 24)))
    year = year_of(case, hours)
    started = time.process_time()
    problem = cascade_problem(year)
    merged = time.process_time()
    before_mb = reset_peak()
    highs = silent_highs()
    METHODS[name](problem).pass_to(highs)
    return {
        "merging_cpu_s": merged - started,
        "cpu_s": time.process_time() - merged,
        "peak_mb": peak_mb() - before_mb,
        "rows": highs.getNumRow(),
        "columns": highs.getNumCol(),
        "nonzeros": highs.getNumNz(),
    }


def compared(case: Path, hours: int, runs: int) -> dict[str, Any]:
    """Medians of both ways, each in processes of its own."""
    methods: dict[str, dict[str, Any]] = {}
    for name in METHODS:
        command = [sys.executable, "-m", "benchmarks.cascade", str(case), "--hours", str(hours)]
        told = [
            json.loads(subprocess.check_output([*command, "--method", name], text=True))
            for _ in range(runs)
        ]
        methods[name] = {key: statistics.median(one[key] for one in told) for key in told[0]}
    for figures in methods.values():
        figures["ratio_to_floor"] = figures["cpu_s"] / methods["floor"]["cpu_s"]
    return {"case": case.name, "hours": hours, "runs": runs, "methods": methods}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("case", type=Path, nargs="?", default=Path("cases/dairy_and_district"))
    parser.add_argument("--hours", type=int, default=8760)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--method", choices=tuple(METHODS), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.method:
        print(json.dumps(measured(asked.method, asked.case, asked.hours)))
        return
    found = compared(asked.case, asked.hours, asked.runs)
    if asked.json:
        print(json.dumps(found, indent=1))
        return
    for name, figures in found["methods"].items():
        print(name, {key: round(value, 3) for key, value in figures.items()})


if __name__ == "__main__":
    main()
