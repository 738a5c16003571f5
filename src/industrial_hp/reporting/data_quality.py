"""Every message of a solution with how grave it is, where it stands, why, and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from industrial_hp.case.own_costs import BY_THE_CASE
from industrial_hp.catalogue.equipment_costs import CostLaw, equipment_costs
from industrial_hp.reporting.titles import message_in_words, unit_titles
from industrial_hp.results.solution import Check, Solution

Severity = Literal["fault", "warning", "remark"]


@dataclass(frozen=True)
class QualityNote:
    """Something that limits how far a result can be relied on."""

    severity: Severity
    place: str
    value: str
    why: str
    what_to_do: str


def quality_notes(solution: Solution) -> tuple[QualityNote, ...]:
    """All notes of a solution, the gravest first, none twice."""
    found = (
        *(_failed(check) for check in solution.checks if not check.passed),
        *_unproved(solution),
        *_extrapolated(solution),
        *_messages(solution),
        *_machines(solution),
        *_own_costs(solution),
        *_unsourced(solution),
    )
    order = ("fault", "warning", "remark")
    return tuple(dict.fromkeys(sorted(found, key=lambda note: order.index(note.severity))))


def _failed(check: Check) -> QualityNote:
    return QualityNote(
        "fault",
        check.name,
        f"{check.worst:.3g} {check.unit}, tolerated {check.tolerance:.3g} {check.unit}",
        "The finished design was calculated again by a second route and does not agree",
        "Do not use this result; report the case to the makers of the tool",
    )


def _unproved(solution: Solution) -> Iterator[QualityNote]:
    proof = solution.proof
    if proof.proved or proof.status == "verification_failed":
        return
    yield QualityNote(
        "warning",
        "Proof",
        f"gap {proof.gap:.2%}, asked for {proof.asked_gap:.2%}",
        "The search ended before it was proved that no design is better by more than asked",
        "Give more time (--time-limit), or accept the gap reached",
    )


def _extrapolated(solution: Solution) -> Iterator[QualityNote]:
    names = unit_titles(solution)
    units = solution.equipment
    for unit in units[units["extrapolated"] & ~units["existing"]].to_dict("records"):
        law = solution.case.cost_row(str(unit["cost_law"])).law
        yield QualityNote(
            "warning",
            str(names.get(str(unit["tag"]), unit["tag"])),
            f"{unit['size']:.2f} {unit['size_unit']}; cost law {unit['cost_law']} holds from "
            f"{law.size_min:g} to {law.size_max:g} {law.size_unit}",
            "The size lies outside the range in which its cost law was found",
            "Ask a supplier for the price of this size",
        )


def _own_costs(solution: Solution) -> Iterator[QualityNote]:
    """Cost rows of the case that priced something, each with its source."""
    bought = {row.name: row.law for row in equipment_costs()}
    for name in sorted({str(name) for name in solution.equipment["cost_law"] if name}):
        row = solution.case.cost_row(name)
        if row.provenance != BY_THE_CASE:
            continue
        instead = f" instead of {_law_words(bought[name])}" if name in bought else ""
        yield QualityNote(
            "remark",
            f"Cost law {name}",
            f"{_law_words(row.law)}{instead}",
            f"The case states this price itself. Source: {row.law.source}",
            "Keep the source with the study",
        )


def _law_words(law: CostLaw) -> str:
    return f"{law.fixed_eur:,.0f} EUR + {law.variable_eur_per_size:,.0f} EUR/{law.size_unit}"


def _messages(solution: Solution) -> Iterator[QualityNote]:
    """Messages of the calculation, but those of cost laws, which stand apart."""
    names = unit_titles(solution)
    for message in solution.messages:
        if "lies outside the range of its cost law" in message:
            continue
        tag, colon, rest = message.partition(": ")
        known = bool(colon) and tag in names
        yield QualityNote(
            "warning",
            names[tag] if known else "Calculation",
            "",
            rest if known else message_in_words(message, names),
            "Judge whether the result still answers the question",
        )


def _machines(solution: Solution) -> Iterator[QualityNote]:
    names = unit_titles(solution)
    for unit in solution.equipment.to_dict("records"):
        if isinstance(unit["remarks"], str):
            for remark in filter(None, unit["remarks"].split("; ")):
                yield QualityNote(
                    "warning",
                    str(names.get(str(unit["tag"]), unit["tag"])),
                    remark,
                    "The machine works near or beyond what is usual for its type",
                    "Ask a manufacturer to confirm this machine",
                )


def _unsourced(solution: Solution) -> Iterator[QualityNote]:
    case = solution.case
    for part in (*case.sources, *case.sinks):
        if not getattr(part, "reason", "given"):
            yield QualityNote(
                "remark",
                part.title or part.name,
                "no source or reason",
                "The case does not say where its temperatures and loads come from",
                "Measure or document them, and state the reason in the case",
            )
