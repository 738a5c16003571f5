"""Words of the report for what the case and the solution name by key."""

from collections.abc import Mapping
from typing import Any

from industrial_hp.case.case import Case
from industrial_hp.results.solution import Proof, Solution, Status

TYPES = {
    "heat_pump": "Heat pump",
    "recovery_exchanger": "Recovery exchanger",
    "boiler": "Boiler",
    "heat_store": "Heat store",
    "loop": "Loop between zones",
    "grid": "Grid connection",
    "source": "Source",
    "sink": "Sink",
    "liquid": "Liquid",
    "condensing": "Condensing vapour",
    "humid_air": "Humid air",
    "water_body": "Water body",
    "steam": "Steam",
    "district_heating": "District heating",
    "single_stage": "Single stage",
    "natural_gas": "Natural gas",
    "electricity": "Electricity",
}
STATUS_WORDS: dict[Status, str] = {
    "optimal": "Solved to the optimum.",
    "gap_reached": "Solved to the gap that was asked for.",
    "time_limit": "Stopped by the time limit with a feasible design.",
    "interrupted": "Stopped by hand with a feasible design.",
    "infeasible": "No design meets the demand.",
    "invalid_input": "The input is not valid.",
    "solver_failed": "The solver failed.",
    "verification_failed": "NOT VERIFIED: at least one check of the finished design failed.",
}


def titles(case: Case) -> Mapping[str, str]:
    """Title of every named part of a case; its name where it has none."""
    parts = (*case.zones, *case.sources, *case.sinks, *case.boilers, *case.stores, *case.loops)
    return {part.name: part.title or part.name for part in parts}


def type_title(kind: object) -> str:
    """Plain words for a type, cycle or medium; the key with spaces if it is a new one."""
    return TYPES.get(str(kind), str(kind).replace("_", " ").capitalize())


def unit_title(case: Case, unit: Mapping[Any, Any]) -> str:
    """Title of a row of the equipment table; a heat pump with its source and its sink."""
    names = titles(case)
    title = str(unit["title"])
    if unit["type"] != "heat_pump":
        return title
    source, sink = str(unit["source"]), str(unit["sink"])
    return f"{title}: mainly {names.get(source, source)} → {names.get(sink, sink)}"


def unit_titles(solution: Solution) -> Mapping[str, str]:
    """Title of everything that takes part in a solution, by name or tag."""
    units = solution.equipment.to_dict("records")
    built = {str(unit["tag"]): unit_title(solution.case, unit) for unit in units}
    return built | dict(titles(solution.case))


def proof_sentence(proof: Proof) -> str:
    """Bound and gap in plain words."""
    sentence = (
        f"The design costs {proof.objective_eur_per_a:,.0f} EUR/a. No design on offer can cost "
        f"less than {proof.lower_bound_eur_per_a:,.0f} EUR/a: at most {proof.gap:.2%} could "
        f"still be saved (asked for: {proof.asked_gap:.2%})."
    )
    if proof.status == "verification_failed":
        return f"{sentence} Because a check failed this is not a proof; see the checks."
    if not proof.proved:
        return f"{sentence} The gap asked for was not reached: a better design may exist."
    return sentence
