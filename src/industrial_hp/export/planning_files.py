"""A solution as JSON and CSV, for planning workflows and for the checker.

No file holds NaN or an infinity: what is undefined is null in JSON and empty in CSV. The same
solution gives the same bytes, save the times that it took.
"""

from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import pandas as pd

from industrial_hp.export.case_files import write_case_files
from industrial_hp.export.plain_files import plain, write_csv, write_json
from industrial_hp.results.solution import SCHEMA_VERSION, Solution, Stamp, Status, Variant

EQUIPMENT_COLUMNS = (
    "tag",
    "type",
    "zone",
    "size_mw",
    "machines",
    "levels",
    "cycle",
    "refrigerant",
    "cop_design",
    "cop_annual",
    "investment_eur",
)
DISPATCH_COLUMNS = (
    "period",
    "start",
    "hours",
    "zone",
    "unit",
    "carrier",
    "heat_in_mw",
    "heat_out_mw",
    "electricity_mw",
    "fuel_mw",
    "t_evaporator_c",
    "t_condenser_c",
    "store_mwh",
    "use_share",
    "unmet_mw",
    "price_eur_per_mwh",
)
SHOWN_APART = frozenset({"key_figures", "base", "proposed", "case", "year_hours"})
"""Fields of a solution that results.json does not hold as they are."""


def write_result_files(
    solution: Solution, folder: Path, formats: Collection[str] = ("json", "csv")
) -> None:
    """Write the files of a result: ``status.json`` and ``case/`` always, the rest as asked.

    Parameters
    ----------
    solution : Solution
        The answer.
    folder : Path
        Made if it is not there.
    formats : collection of str
        ``json`` for results.json; ``csv`` for kpis, equipment, flows,
        heat_streams and dispatch, and year where every hour of a year was operated.
    """
    folder.mkdir(parents=True, exist_ok=True)
    write_case_files(solution.case, folder / "case")
    write_json(folder / "status.json", status(solution))
    if "json" in formats:
        write_json(folder / "results.json", results(solution))
    if "csv" in formats:
        write_csv(folder / "kpis.csv", _key_figure_table(solution))
        equipment = _ordered(solution.equipment, EQUIPMENT_COLUMNS)
        write_csv(folder / "equipment.csv", equipment)
        write_csv(folder / "flows.csv", solution.flows)
        write_csv(folder / "heat_streams.csv", solution.heat_streams)
        write_csv(folder / "dispatch.csv", _dispatch(solution.proposed))
        if solution.year is not None:
            write_csv(folder / "year.csv", solution.year_hours)


def status(solution: Solution) -> dict[str, Any]:
    """Content of status.json: how it ended, how sure it is, what made it."""
    proof = solution.proof
    failed = [
        f"Check failed: {check.name}: {check.worst:.6g} {check.unit}, tolerated "
        f"{check.tolerance:.6g} {check.unit}"
        for check in solution.checks
        if not check.passed
    ]
    return {
        "schema_version": SCHEMA_VERSION,
        "status": proof.status,
        "proved": proof.proved,
        "proved_for": proof.proved_for,
        "objective_eur_per_a": proof.objective_eur_per_a,
        "lower_bound_eur_per_a": proof.lower_bound_eur_per_a,
        "gap": proof.gap,
        "messages": [*failed, *solution.messages],
        "timings_s": solution.timings_s,
        "model": asdict(solution.model_size),
        "stamp": asdict(solution.stamp),
    }


def status_without_answer(ended: Status, messages: Sequence[str], made_by: Stamp) -> dict[str, Any]:
    """Content of status.json where there is no answer: the same keys, null where undefined."""
    return {
        "schema_version": SCHEMA_VERSION,
        "status": ended,
        "proved": False,
        "proved_for": None,
        "objective_eur_per_a": None,
        "lower_bound_eur_per_a": None,
        "gap": None,
        "messages": list(messages),
        "timings_s": {},
        "model": None,
        "stamp": asdict(made_by),
    }


def results(solution: Solution) -> dict[str, Any]:
    """Content of results.json: the whole solution."""
    figures = {
        figure.name: {"unit": figure.unit, "base": figure.base, "proposed": figure.proposed}
        for figure in solution.key_figures
    }
    rest = {
        field.name: plain(getattr(solution, field.name))
        for field in fields(solution)
        if field.name not in SHOWN_APART
    }
    return {
        "schema_version": SCHEMA_VERSION,
        "kpis": figures,
        **rest,
        "base": None if solution.base is None else _variant(solution.base),
        "proposed": _variant(solution.proposed),
        "case": solution.case.model_dump(mode="json"),
    }


def _variant(variant: Variant) -> dict[str, Any]:
    whole = {field.name: plain(getattr(variant, field.name)) for field in fields(variant)}
    return whole | {"dispatch": plain(_dispatch(variant))}


def _dispatch(variant: Variant) -> pd.DataFrame:
    return _ordered(variant.dispatch.rename(columns={"start_h": "start"}), DISPATCH_COLUMNS)


def _ordered(table: pd.DataFrame, first: Sequence[str]) -> pd.DataFrame:
    """The promised columns first, the others after them."""
    return table[[*first, *(name for name in table.columns if name not in first)]]


def _key_figure_table(solution: Solution) -> pd.DataFrame:
    columns = ["name", "unit", "base", "proposed", "title"]
    rows = [[getattr(figure, name) for name in columns] for figure in solution.key_figures]
    return pd.DataFrame(rows, columns=columns)
