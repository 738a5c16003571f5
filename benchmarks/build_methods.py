"""Ways from the reference problem's arrays to a model inside HiGHS, each a function.

A peer hands over inside its own solve call; HiGHS is stopped there, before it starts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import highspy

from benchmarks.build_peers import build_linopy, build_oemof, build_pypsa
from benchmarks.reference_model import BY_TEMPLATES, ROW_BY_ROW, reference_model
from benchmarks.reference_problem import ReferenceProblem, raw_program
from industrial_hp.solving.linear_program import row_by_row
from industrial_hp.solving.matrix import template_program


class _HandedOver(BaseException):
    """The model is inside HiGHS."""

    def __init__(self, highs: Any) -> None:
        super().__init__()
        self.highs = highs


@contextmanager
def _stopped_before_the_search() -> Iterator[None]:
    """HiGHS gives itself up instead of starting."""

    def give_up(highs: Any, *_: Any, **__: Any) -> None:
        raise _HandedOver(highs)

    known = {name: getattr(highspy.Highs, name) for name in ("run", "solve", "minimize")}
    for name in known:
        setattr(highspy.Highs, name, give_up)
    try:
        yield
    finally:
        for name, method in known.items():
            setattr(highspy.Highs, name, method)


def _silent() -> Any:
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    return highs


def by_templates(problem: ReferenceProblem) -> Any:
    """Pyomo rules, each read once and expanded by numpy: what this package does."""
    highs = _silent()
    template_program(reference_model(problem, BY_TEMPLATES)).program.pass_to(highs)
    return highs


def by_pyomo(problem: ReferenceProblem) -> Any:
    """The same rules row by row, and Pyomo's quickest way to a matrix."""
    highs = _silent()
    highs.passModel(row_by_row(reference_model(problem, ROW_BY_ROW)).lp)
    return highs


def _of_a_peer(build: Callable[[ReferenceProblem], Any]) -> Callable[[ReferenceProblem], Any]:
    def hand_over(problem: ReferenceProblem) -> Any:
        try:
            with _stopped_before_the_search():
                build(problem)
        except _HandedOver as stopped:
            return stopped.highs
        raise RuntimeError("the model was never handed over")

    return hand_over


def by_arrays(problem: ReferenceProblem) -> Any:
    """The floor: index arithmetic by hand in plain numpy, no modelling language."""
    highs = _silent()
    raw_program(problem, integer=False).pass_to(highs)
    return highs


METHODS: dict[str, Callable[[ReferenceProblem], Any]] = {
    "floor": by_arrays,
    "industrial_hp": by_templates,
    "linopy": _of_a_peer(build_linopy),
    "pypsa": _of_a_peer(build_pypsa),
    "pyomo": by_pyomo,
    "oemof": _of_a_peer(build_oemof),
}
