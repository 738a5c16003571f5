"""Everything that could be bought: name, price, size and the decision to build."""

from collections.abc import Iterator
from typing import Any

import pyomo.environ as pyo

from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import DesignProblem


def purchases(
    model: pyo.ConcreteModel, problem: DesignProblem
) -> Iterator[tuple[str, Investment, Any, Any]]:
    """Name, price, and the variables of size and decision of each unit that is not there yet.

    The variables are indexed by the name; where a unit has no fixed price, the decision lacks it.
    """
    groups = (
        (
            [(u.tag, u.investment) for u in problem.heat_pumps if not u.mode_of],
            model.heat_pumps.size_mw,
            model.heat_pumps.built,
        ),
        (
            [(s.name, s.connection) for s in problem.sources],
            model.heat_sources.size_mw,
            model.heat_sources.built,
        ),
        (
            [(b.name, b.investment) for b in problem.boilers if b.existing_mw is None],
            model.boilers.size_mw,
            model.boilers.built,
        ),
        (
            [(c.name, c.investment) for c in problem.coolers if c.existing_mw is None],
            model.coolers.size_mw,
            model.coolers.built,
        ),
        (
            [(s.name, s.investment) for s in problem.stores],
            model.heat_stores.size_mwh,
            model.heat_stores.built,
        ),
        ([(k.name, k.investment) for k in problem.loops], model.loops.size_mw, model.loops.built),
    )
    for members, size, built in groups:
        for name, law in members:
            if law is not None:
                yield name, law, size, built
