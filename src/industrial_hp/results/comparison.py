"""Several finished results side by side: key figures, systems, inputs that differ, proof."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from industrial_hp.results.solution import Proof, Solution

SAME_SHARE = 1e-9
"""Relative difference below which two figures of today's system are one."""
Value = float | str | None


@dataclass(frozen=True)
class ComparedRow:
    """One quantity or input with its value in every result; None where it is undefined."""

    title: str
    unit: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Comparison:
    """Results side by side; every row has one value for each of ``names``."""

    names: tuple[str, ...]
    titles: tuple[str, ...]
    today: tuple[ComparedRow, ...]
    """Key figures of today's system: of each result, or of the first where all are equal."""
    today_is_one: bool
    key_figures: tuple[ComparedRow, ...]
    systems: tuple[ComparedRow, ...]
    """What is built, by kind and zone."""
    inputs: tuple[ComparedRow, ...]
    """What the cases state differently, by field."""
    proofs: tuple[Proof, ...]
    project_flows_eur: tuple[tuple[float, ...] | None, ...]
    checks_passed: tuple[bool, ...]


def compared(names: Sequence[str], solutions: Sequence[Solution]) -> Comparison:
    """Set solutions side by side.

    Parameters
    ----------
    names : sequence of str
        What each is called, all different.
    solutions : sequence of Solution
        Two or more.
    """
    today = _figures(solutions, "base")
    one = all(_same(row.values) for row in today)
    return Comparison(
        names=tuple(names),
        titles=tuple(solution.case.title for solution in solutions),
        today=today,
        today_is_one=one,
        key_figures=_figures(solutions, "proposed"),
        systems=_systems(solutions),
        inputs=tuple(_differences(solutions)),
        proofs=tuple(solution.proof for solution in solutions),
        project_flows_eur=tuple(solution.project_flows_eur for solution in solutions),
        checks_passed=tuple(
            all(check.passed for check in solution.checks) for solution in solutions
        ),
    )


def _figures(solutions: Sequence[Solution], side: str) -> tuple[ComparedRow, ...]:
    by_name = [{figure.name: figure for figure in s.key_figures} for s in solutions]
    rows = []
    for figure in solutions[0].key_figures:
        found = [figures.get(figure.name) for figures in by_name]
        values = tuple(None if f is None else getattr(f, side) for f in found)
        rows.append(ComparedRow(figure.title, figure.unit, values))
    return tuple(rows)


def _same(values: tuple[Value, ...]) -> bool:
    first = values[0]
    for value in values[1:]:
        if isinstance(first, float | int) and isinstance(value, float | int):
            if abs(first - value) > SAME_SHARE * max(abs(first), abs(value)):
                return False
        elif value != first:
            return False
    return True


def _systems(solutions: Sequence[Solution]) -> tuple[ComparedRow, ...]:
    """Size of each new unit, of several of one title and zone their sum."""
    count = len(solutions)
    sizes: dict[tuple[str, str, str, str], list[float]] = defaultdict(lambda: [0.0] * count)
    for number, solution in enumerate(solutions):
        zones = {zone.name: zone.title or zone.name for zone in solution.case.zones}
        for unit in solution.equipment.to_dict("records"):
            if not unit["existing"]:
                zone = zones.get(str(unit["zone"]), str(unit["zone"]))
                key = (str(unit["type"]), str(unit["title"]), zone, str(unit["size_unit"]))
                sizes[key][number] += float(unit["size"])
    return tuple(
        ComparedRow(f"{title}, {zone}", unit, tuple(value or None for value in values))
        for (_, title, zone, unit), values in sorted(sizes.items())
    )


def _differences(solutions: Sequence[Solution]) -> Iterator[ComparedRow]:
    """Every stated value that is not the same in all cases."""
    flat = [dict(_flattened("", s.case.model_dump(mode="json"))) for s in solutions]
    for path in dict.fromkeys(path for values in flat for path in values):
        found = tuple(values.get(path) for values in flat)
        if not _same(found):
            yield ComparedRow(path, "", found)


def _flattened(path: str, value: Any) -> Iterator[tuple[str, Value]]:
    """Leaves of nested data with their paths; parts of a list go by their names."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _flattened(f"{path}.{key}" if path else str(key), part)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, part in enumerate(value):
            yield from _flattened(f"{path}[{part.get('name', number)}]", part)
    elif isinstance(value, list):
        yield path, _listed(value)
    else:
        yield path, value if value is None or isinstance(value, float | str) else str(value)


def _listed(values: list[Any]) -> str:
    """A list in few words: all of it, or the mean of a long series."""
    numbers = [v for v in values if isinstance(v, int | float)]
    if len(values) > 8 and len(numbers) == len(values):
        low, high = min(numbers), max(numbers)
        mean = sum(numbers) / len(numbers)
        return f"{len(values)} values, {low:.6g} to {high:.6g}, mean {mean:.6g}"
    return ", ".join(map(str, values))
