"""Words of the report for what the case and the solution name by key."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from industrial_hp.case.case import Case
from industrial_hp.case.prices import FUEL_NAMES, fuel_title
from industrial_hp.results.solution import Financing, Proof, Solution, Status

TYPES = {
    "heat_pump": "Heat pump",
    "recovery_exchanger": "Recovery exchanger",
    "boiler": "Boiler",
    "cooler": "Cooler",
    "heat_store": "Heat store",
    "loop": "Loop between zones",
    "grid": "Grid connection",
    "own_power": "Own electricity",
    "source": "Source",
    "sink": "Sink",
    "liquid": "Liquid",
    "condensing": "Condensing vapour",
    "humid_air": "Humid air",
    "water_body": "Water body",
    "vapour": "Process vapour",
    "boreholes": "Boreholes",
    "sanitary_hot_water": "Sanitary hot water",
    "steam": "Steam",
    "district_heating": "District heating",
    "single_stage": "Single stage",
    "single_stage_ihx": "Single stage with internal exchanger",
    "two_stage_open_economiser": "Two stages, open economiser",
    "two_stage_closed_economiser": "Two stages, closed economiser",
    "two_stage_flash_intercooler": "Two stages, flash intercooler",
    "electricity": "Electricity",
    "auxiliaries": "Pumps, fans, cooling",
    **{name: fuel_title(name) for name in FUEL_NAMES},
}
MILLION = 1e6
NO_BREAK = "\N{NO-BREAK SPACE}"
HANDOVER = re.compile(r"level_(?P<minus>minus_)?(?P<c>\d+(_\d+)?)c")
"""Name of a level at which machines of a zone hand heat to one another."""
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
    streams = (*case.zones, *case.sources, *case.sinks)
    parts = (*streams, *case.boilers, *case.coolers, *case.stores, *case.loops)
    return {part.name: part.title or part.name for part in parts}


def stream_title(name: str, names: Mapping[str, str]) -> str:
    """Title of a stream; that of a level at which machines hand heat on, by its temperature."""
    level = HANDOVER.fullmatch(name)
    if name in names or level is None:
        return names.get(name, name)
    sign = "\N{MINUS SIGN}" if level["minus"] else ""
    return f"another machine at {sign}{level['c'].replace('_', '.')}{NO_BREAK}°C"


def type_title(kind: object) -> str:
    """Plain words for a type, cycle or medium; the key with spaces if it is a new one."""
    return TYPES.get(str(kind), str(kind).replace("_", " ").capitalize())


def machine_title(unit: Mapping[Any, Any]) -> str:
    """Title of a row of the equipment table; a heat pump with its temperatures at design."""
    title = str(unit["title"])
    if unit["type"] != "heat_pump":
        return title
    return f"{title} {unit['t_evaporator_c']:.0f}/{unit['t_condenser_c']:.0f}{NO_BREAK}°C"


def unit_title(case: Case, unit: Mapping[Any, Any]) -> str:
    """Title of a row of the equipment table; a heat pump with its main source and sink, too."""
    title = machine_title(unit)
    if unit["type"] != "heat_pump":
        return title
    names = titles(case)
    source, sink = str(unit["source"]), str(unit["sink"])
    return f"{title}: mainly {names.get(source, source)} → {names.get(sink, sink)}"


def unit_titles(solution: Solution) -> Mapping[str, str]:
    """Title of everything that takes part in a solution, by name or tag, as short as is plain."""
    units = solution.equipment.to_dict("records")
    count = Counter(machine_title(unit) for unit in units)
    built = {
        str(unit["tag"]): machine_title(unit)
        if count[machine_title(unit)] == 1
        else unit_title(solution.case, unit)
        for unit in units
    }
    return built | dict(titles(solution.case))


def period_title(case: Case, label: str) -> str:
    """Title of a period, "winter 08.0 h", by its representative day and the time it begins."""
    days = {day.name: day.title or day.name for day in case.calendar.days}
    day, _, hour = label.partition(" ")
    minutes = round(60 * float(hour.removesuffix(" h")))
    return f"{days.get(day, day)}, from {minutes // 60:02d}:{minutes % 60:02d}"


def proof_sentence(proof: Proof) -> str:
    """Bound and gap in plain words."""
    if not math.isfinite(proof.gap):
        return (
            f"The design costs {proof.objective_eur_per_a:,.0f} EUR/a. No bound was found in the "
            "time given: nothing is proved, and a better design may exist."
        )
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


def message_in_words(message: str, names: Mapping[str, str]) -> str:
    """A message that begins with the tag of a unit, with the unit's title in its place."""
    tag, colon, rest = message.partition(": ")
    return f"{names.get(tag, tag)}{colon}{rest}"


def in_words(solution: Solution) -> str:
    """The answer in a few sentences, from the key figures; the net present value leads."""
    figures = {figure.name: figure for figure in solution.key_figures}
    invested = money(figures["investment_eur"].proposed or 0.0)
    cost, co2 = figures["total_annual_cost_eur"], figures["co2_t_per_a"]
    value = figures["npv_eur"].proposed
    if cost.base is None or co2.base is None or value is None:
        return f"Invest {invested}. Today's system cannot meet the demand: nothing to compare with."
    if bool(solution.equipment["existing"].all()):
        return (
            f"Nothing on offer pays: today's system is kept. The heat costs "
            f"{money(cost.proposed or 0.0)} a year, all capital included."
        )
    economics = solution.case.economics
    years, interest = economics.observation_a, economics.interest
    payback = figures["payback_a"].proposed
    repaid = "is not repaid" if payback is None else f"is repaid in {payback:.1f} years"
    change = "falls" if (co2.proposed or 0.0) < co2.base else "goes"
    return (
        f"Invest {invested}: over {years} years at {interest:.1%} {economics.money} interest the "
        f"net present value against today's system is {money(value)}, and the investment {repaid}. "
        f"The heat then costs {money(cost.proposed or 0.0)} a year instead of {money(cost.base)}, "
        f"all capital included. CO2 {change} from {co2.base:,.0f} to {co2.proposed:,.0f} t a year."
    )


def financing_in_words(own: Financing) -> str:
    """What grant, loan and tax leave to the owner."""
    npv, rate, payback = (own.figures[name] for name in ("npv_eur", "irr", "payback_a"))
    return (
        f"After a grant of {money(own.grant_eur)}, a loan of {money(own.loan_eur[0])} and tax the "
        f"net present value is {money(npv or 0.0)}, the internal rate of return "
        f"{'not defined' if rate is None else f'{rate:.1%} a year'}, and the owner's own money is "
        f"{'not repaid' if payback is None else f'repaid in {payback:.1f} years'}."
    )


def runner_up_in_words(solution: Solution) -> str:
    """What is lost without the largest new unit, what is then built, and how sure that is."""
    second = solution.runner_up
    if second is None:
        return ""
    names = unit_titles(solution)
    new = second.equipment[~second.equipment["existing"]]
    built = ", ".join(
        f"{machine_title(unit)} ({unit['size']:,.2f} {unit['size_unit']})"
        for unit in new.to_dict("records")
    )
    added = second.proof.objective_eur_per_a - solution.proof.objective_eur_per_a
    gap = second.proof.gap
    proved = (
        f"proved to {gap:.2%}"
        if second.proof.proved
        else f"not proved to the gap asked: {gap:.2%}"
        if math.isfinite(gap)
        else "without a bound"
    )
    return (
        f"Without {names.get(second.without, second.without)} the best design costs "
        f"{money(added)} a year more ({proved}) and builds {built or 'nothing new'}."
    )


def money(amount_eur: float) -> str:
    """An amount as it is said: in millions of EUR or to the thousand."""
    if abs(amount_eur) >= MILLION:
        return f"{amount_eur / MILLION:,.2f} million EUR"
    return f"{round(amount_eur, -3):,.0f} EUR"
