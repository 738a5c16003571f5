"""Each equation of the routing model as a golden text, on one tiny network of two steps."""

import os
from pathlib import Path
from typing import Any

import pyomo.environ as pyo
import pytest
from pyomo.repn import generate_standard_repn

from industrial_hp.model.network_routing import formulate_routing, strengthen
from industrial_hp.superstructure.routing_problem import Arc, Consumer, RoutingProblem, Source

GOLDEN = Path(__file__).parent / "golden_routes"


def problem(steps: int) -> RoutingProblem:
    """Two sources and two consumers on a line of four nodes, the middle trench both ways."""

    def arc(start: str, end: str) -> Arc:
        pipe = "".join(sorted(start + end))
        return Arc(f"{start}{end}", pipe, pipe, start, end, 0.01, 0.02, 50.0, 600.0, 4.0)

    return RoutingProblem(
        steps,
        (arc("a", "b"), arc("b", "c"), arc("c", "b"), arc("d", "c")),
        (
            Consumer("near", "b", (1.0, 0.5)[:steps], 100.0, forced=True),
            Consumer("far", "c", (2.0, 0.0)[:steps], -900.0, forced=False),
        ),
        (
            Source("works", "a", 0.0, 3.0, 10.0, (20.0, 30.0)[:steps]),
            Source("plant", "d", 0.5, 5.0, 15.0, (40.0, 35.0)[:steps]),
        ),
    )


def formulated(steps: int) -> Any:
    model = formulate_routing(problem(steps))
    strengthen(model, problem(steps), fed_once=steps == 1)
    return model


MODELS = [formulated(steps) for steps in (2, 1)]


def constraints() -> dict[str, Any]:
    """All constraints by name: of two steps, and what one step has besides."""
    found: dict[str, Any] = {}
    for model in MODELS:
        for constraint in model.component_objects(pyo.Constraint):
            if len(constraint):
                found.setdefault(constraint.name, constraint)
    return found


CONSTRAINTS = constraints()


def as_text(constraint: Any) -> str:
    lines = [f"# {constraint.doc}"]
    for index in sorted(constraint, key=str):
        row = constraint[index]
        found = generate_standard_repn(row.body, compute_values=True)
        pairs = zip(found.linear_vars, found.linear_coefs, strict=True)
        terms = " ".join(f"{c:+.7g} {v.name}" for v, c in sorted(pairs, key=lambda p: p[0].name))
        low, high = (None if end is None else pyo.value(end) for end in (row.lower, row.upper))
        lines.append(f"{index}: {low} <= {terms} {found.constant:+.7g} <= {high}")
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_equation_is_the_golden_one(name: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(as_text(CONSTRAINTS[name]), encoding="utf-8")
    assert CONSTRAINTS[name].doc
    assert as_text(CONSTRAINTS[name]) == path.read_text(encoding="utf-8")


def test_no_golden_file_is_left_of_an_equation_that_is_gone() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(CONSTRAINTS)
