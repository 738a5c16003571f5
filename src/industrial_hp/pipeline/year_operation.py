"""What the sizes of a design do and cost over every step of a year.

Steps are solved in blocks of days or, where something ties the year together, in one piece.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from industrial_hp.case.case import Case
from industrial_hp.errors import SolverError
from industrial_hp.model.formulation import block_structure, formulate
from industrial_hp.model.purchases import purchases
from industrial_hp.results.appraisal import variant
from industrial_hp.results.dispatch import dispatch_table, used_mw
from industrial_hp.results.sizing import BuiltUnit, built_units
from industrial_hp.results.solution import Solution, YearOperation
from industrial_hp.solving.highs import solve_program
from industrial_hp.solving.linear_program import of_arrays
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.options import SolverOptions
from industrial_hp.solving.structure import alone, even_edges
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.operating import at_sizes, problem_of_machines
from industrial_hp.superstructure.problem import DesignProblem
from industrial_hp.timeseries.calendar import steps_of_year

BLOCK_DAYS = 7
MOST_MACHINES = 8
"""So many machines on offer are solved for every step of the year: some ten CPU seconds each."""
UNSERVED_EUR_PER_MWH = 1e5
"""Price of heat not served, or left where it must leave, with which it is found."""
SMALLEST_MW = 1e-5
SHOWN = (
    "heat_in_mw",
    "heat_out_mw",
    "electricity_mw",
    "fuel_mw",
    "store_mwh",
    "price_eur_per_mwh",
)


def _fix_sizes(model: Any, problem: DesignProblem, sizes: Mapping[str, float]) -> None:
    """Fix sizes and decisions of a model at what is built, by the names of its variables."""
    for name, _, size, built in purchases(model, problem):
        value = min(sizes.get(name, 0.0), float(size[name].ub))
        size[name].fix(value)
        if name in built:
            built[name].fix(float(value > 0))


def year_problem(case: Case, solution: Solution) -> DesignProblem:
    """The problem of a year with the machines on offer to a design on its typical days.

    With those chosen only, where there are more than `MOST_MACHINES`.
    """
    units = design_problem(solution.case).heat_pumps
    if not holds_all_on_offer(solution):
        tags = set(solution.equipment["tag"])
        units = tuple(unit for unit in units if unit.tag in tags)
    offered = sorted(units, key=lambda unit: bool(unit.mode_of))
    return problem_of_machines(case, solution.case, offered)


def holds_all_on_offer(solution: Solution) -> bool:
    """Whether `year_problem` has all machines on offer to a design, or those chosen only."""
    return solution.candidates <= MOST_MACHINES


def operated(
    case: Case, offered: DesignProblem, solution: Solution, options: SolverOptions
) -> tuple[YearOperation, pd.DataFrame]:
    """Operate the sizes of a design over every step of a year at least cost.

    Parameters
    ----------
    case : Case
        With a year of steps.
    offered : DesignProblem
        That of the year, see `year_problem`.
    solution : Solution
        Design on the typical days of the case.
    options : SolverOptions
        Of the search; each block of days is solved with them.

    Returns
    -------
    year : YearOperation
        Cost and energy of the year.
    hours : DataFrame
        One row for each step: what every unit does, and ``unserved_mw``.

    Raises
    ------
    SolverError
        If a block of days cannot be solved.
    """
    sizes = {
        str(row["tag"]).removesuffix("_exchanger")
        if row["type"] == "recovery_exchanger"
        else str(row["tag"]): float(row["size"])
        for row in solution.equipment.to_dict("records")
    }
    problem = at_sizes(offered, sizes)
    dear = _dear(problem)
    model = formulate(dear)
    _fix_sizes(model, dear, sizes)
    _keep_connections(model, dear, _added_peaks_mw(solution))
    _solve_in_blocks(model, options, edges_of_blocks(case, problem))
    dispatch = dispatch_table(dear, model)
    repeats = len(dispatch) // problem.periods.count
    dispatch = dispatch.assign(unserved_mw=np.tile(_unserved_mw(dear, model), repeats))
    return _summed(case, problem, dispatch, built_units(dear, model))


def _solve_in_blocks(model: Any, options: SolverOptions, edges: tuple[int, ...]) -> None:
    """Give a model with all its sizes fixed the best operation of each block of periods."""
    whole = template_program(model)
    structure = block_structure(model, whole, edges)
    values = np.zeros(len(whole.program.cost))
    for block, (first, last) in enumerate(pairwise(edges)):
        part, columns = alone(whole.program, structure, block)
        program = of_arrays(part, partial(values.__setitem__, columns))
        if not solve_program(program, options).has_answer:
            raise SolverError(f"no operation was found for steps {first + 1} to {last} of the year")
    whole.load(values)


def _keep_connections(model: Any, part: DesignProblem, peaks: Mapping[str, float]) -> None:
    """Charge the peaks of the design at least, and enlarge no connection beyond it."""
    block = model.grid_connection
    for grid in part.grids:
        block.added_peak_mw[grid.zone].setlb(peaks[grid.zone])
        if grid.zone in block.enlarged_mw:
            block.enlarged_mw[grid.zone].setub(max(0.0, peaks[grid.zone] - grid.spare_mw))


def _dear(problem: DesignProblem) -> DesignProblem:
    """The problem with a dear price on heat that is not served or must leave and does not."""
    return replace(
        problem,
        demands=tuple(
            d
            if d.unmet_eur_per_mwh is not None
            else replace(d, unmet_eur_per_mwh=UNSERVED_EUR_PER_MWH)
            for d in problem.demands
        ),
        sources=tuple(
            replace(s, must_use=False, unused_other_eur_per_mwh=UNSERVED_EUR_PER_MWH)
            if s.must_use
            else s
            for s in problem.sources
        ),
    )


def _added_peaks_mw(solution: Solution) -> dict[str, float]:
    """What the design adds to the peak of each meter [MW]."""
    rows, case = solution.proposed.dispatch, solution.case
    found = {}
    for zone in case.zones:
        drawn = rows[(rows["type"] == "grid") & (rows["zone"] == zone.name)]["electricity_mw"]
        other = case.values(zone.electricity_in_use_mw)
        found[zone.name] = max(0.0, float((drawn.to_numpy() + other).max() - other.max()))
    return found


def edges_of_blocks(case: Case, problem: DesignProblem) -> tuple[int, ...]:
    """First step of each block that nothing ties to others; one block where something does."""
    limits = case.limits
    tied = (
        any(source.max_mwh_per_a is not None for source in problem.sources)
        or any(store.cycle == "year" for store in problem.stores)
        or limits.co2_t_per_a is not None
        or limits.primary_energy_mwh_per_a is not None
        or limits.recovered_heat_share is not None
        or bool(problem.matches)  # the rows of an expanded cascade are told for all periods at once
    )
    steps = problem.periods.count
    return (0, steps) if tied else even_edges(steps, BLOCK_DAYS * len(case.calendar.block_hours))


def _unserved_mw(part: DesignProblem, model: Any) -> Any:
    """Heat that only the dear price kept from being asked for; shape (periods,) [MW]."""
    total = np.zeros(part.periods.count)
    for demand in part.demands:
        if demand.unmet_eur_per_mwh == UNSERVED_EUR_PER_MWH:
            unmet = model.heat_sinks.unmet_mw
            total += unmet.values_of(demand.name)
    for source in part.sources:
        if source.unused_other_eur_per_mwh == UNSERVED_EUR_PER_MWH:
            total += source.heat_mw - used_mw(part, model, source)
    return np.where(total > SMALLEST_MW, total, 0.0)


def _summed(
    case: Case, problem: DesignProblem, dispatch: pd.DataFrame, units: tuple[BuiltUnit, ...]
) -> tuple[YearOperation, pd.DataFrame]:
    found = variant(case, problem, dispatch, units)
    hours = dispatch["hours_per_year"]

    def energy(kind: str, column: str) -> float:
        chosen = dispatch["type"] == kind
        return float((dispatch.loc[chosen, column] * hours[chosen]).sum())

    grid = dispatch[dispatch["type"] == "grid"]
    once = dispatch.drop_duplicates("period")
    steps = steps_of_year(case.calendar.year or 0, case.calendar.step_h)
    stamps = [f"{moment:%Y-%m-%d %H:%M}" for moment in steps]
    table = _wide(dispatch, stamps).assign(unserved_mw=once["unserved_mw"].to_numpy(dtype=float))
    return (
        YearOperation(
            year=case.calendar.year or 0,
            steps=problem.periods.count,
            annual_cost_eur=found.annual_cost_eur,
            co2_t_per_a=found.co2_t_per_a,
            heat_mwh_per_a=energy("sink", "heat_in_mw"),
            electricity_mwh_per_a=energy("grid", "electricity_mw"),
            fuel_mwh_per_a=energy("boiler", "fuel_mw"),
            peak_electricity_mw=float(grid.groupby("period")["electricity_mw"].sum().max()),
            unserved_mwh=float((once["unserved_mw"] * once["hours_per_year"]).sum()),
        ),
        table,
    )


def _wide(dispatch: pd.DataFrame, stamps: list[str]) -> pd.DataFrame:
    """One row for each step, one column for each quantity of a unit that is not zero all year."""
    columns: dict[str, Any] = {"time": stamps}
    for (zone, unit, kind), rows in dispatch.groupby(["zone", "unit", "type"], sort=False):
        for name in SHOWN:
            values = rows[name].to_numpy(dtype=float)
            if np.nan_to_num(values).any():
                end = f"_{zone}" if kind == "loop_end" else ""
                columns[f"{unit}{end}_{name}"] = values
    return pd.DataFrame(columns)
