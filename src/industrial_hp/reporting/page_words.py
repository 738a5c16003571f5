"""What the page says in words: cards, warnings, what comes next, the stamp."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from industrial_hp.reporting.number_text import UNDEFINED, number_text, scaled, unit_text
from industrial_hp.reporting.titles import message_in_words, money, unit_titles
from industrial_hp.results.solution import KeyFigure, Solution

CARDS = (
    ("npv_eur", "Net present value"),
    ("investment_eur", "Investment"),
    ("payback_a", "Payback"),
    ("total_annual_cost_eur", "Annual cost, levelled"),
    ("co2_t_per_a", "CO2 emissions"),
    ("fuel_mwh_per_a", "Fuel"),
    ("electricity_mwh_per_a", "Electricity"),
    ("spf", "Seasonal performance"),
)
PER_CENT = 100.0


@dataclass(frozen=True)
class Card:
    """A key figure of the proposed system and how it stands against today's."""

    title: str
    value: str
    note: str


def cards(solution: Solution) -> tuple[Card, ...]:
    """The key figures that lead, against the base case."""
    figures = {figure.name: figure for figure in solution.key_figures}
    economics = solution.case.economics
    years, interest = economics.observation_a, economics.interest
    notes = {
        "npv_eur": f"against today, {years} years at {interest:.1%} {economics.money}",
        "investment_eur": "at the start",
        "payback_a": "without interest",
        "spf": "heat of the heat pumps over their electricity",
    }
    return tuple(
        Card(title, _value(figures[name]), notes.get(name) or _against(figures[name]))
        for name, title in CARDS
        if name in figures
    )


def _value(figure: KeyFigure) -> str:
    if figure.proposed is None:
        return UNDEFINED
    if figure.unit == "EUR":
        return money(figure.proposed)
    if figure.unit == "EUR/a":
        return f"{money(figure.proposed)}/a"
    unit = unit_text(figure.unit)
    number = number_text(scaled(figure.proposed, figure.unit), unit)
    return number if unit == "-" else f"{number} {'years' if unit == 'a' else unit}"


def _against(figure: KeyFigure) -> str:
    """Change against today in per cent, and today's figure."""
    if figure.base is None or figure.proposed is None:
        return "no system of today to compare with"
    unit = unit_text(figure.unit)
    today = f"today {number_text(scaled(figure.base, figure.unit), unit)} {unit}"
    if figure.base == 0:
        return today
    change = PER_CENT * (figure.proposed - figure.base) / abs(figure.base)
    return f"{change:+.0f}%, {today}".replace("-", "−")


def warnings(solution: Solution) -> tuple[str, ...]:
    """Failed checks and every message of the calculation, with titles for tags."""
    names = unit_titles(solution)
    failed = (
        f"Check failed: {check.name}: {check.worst:.3g} {check.unit}, tolerated "
        f"{check.tolerance:.3g} {check.unit}"
        for check in solution.checks
        if not check.passed
    )
    unproved = () if solution.proof.proved else ("The gap asked for is not proved: see section 3.",)
    remarks = (
        f"{names.get(unit['tag'], unit['tag'])}: {unit['remarks']}"
        for unit in solution.equipment.to_dict("records")
        if isinstance(unit["remarks"], str) and unit["remarks"]
    )
    messages = (message_in_words(message, names) for message in solution.messages)
    return tuple(dict.fromkeys((*failed, *unproved, *messages, *remarks)))


def next_steps(solution: Solution) -> Iterator[str]:
    """What a feasibility study leaves open, with the figures of this one."""
    names = unit_titles(solution)
    for unit in solution.equipment.to_dict("records"):
        if unit["existing"]:
            continue
        name = names.get(unit["tag"], unit["tag"])
        size = f"{unit['size']:.2f} {unit['size_unit']}"
        if unit["type"] == "heat_pump":
            yield (
                f"Ask suppliers for {name}: {size}, COP {unit['cop_design']:.2f} at its design, "
                f"in the study for {money(unit['investment_eur'])} with all that belongs to it."
            )
        elif unit["investment_eur"] > 0:
            yield f"Have {name} priced: {size}, in the study {money(unit['investment_eur'])}."
    sources = [source for source in solution.case.sources if not source.reason]
    if sources:
        listed = ", ".join(source.title or source.name for source in sources)
        yield f"Measure or document: {listed}. The case gives no source for these figures."
    yield (
        "Confirm loads and temperatures over a year of measurements: the design rests on the "
        "representative days of the case."
    )
    yield "Confirm prices, taxes and grants: the figures are real, before tax, loan and grant."


def stamp_lines(solution: Solution, report_date: date) -> tuple[tuple[str, str], ...]:
    """What made the answer: enough to make it again."""
    stamp, size = solution.stamp, solution.model_size
    seconds = sum(solution.timings_s.values())
    return (
        ("Report date", report_date.isoformat()),
        ("Case", solution.case.name),
        ("Tool", f"industrial_hp {stamp.tool}, Python {stamp.python}, CoolProp {stamp.coolprop}"),
        ("Solver", f"{stamp.solver}, seed {stamp.seed}"),
        (
            "Model",
            f"{size.rows:,} rows, {size.columns:,} columns, {size.binaries:,} yes/no decisions, "
            f"{seconds:,.0f} s in all",
        ),
        ("Input SHA-256", stamp.input_sha256),
        ("Catalogue SHA-256", stamp.catalogue_sha256),
    )
