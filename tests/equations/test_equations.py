"""Every equation of the model on one tiny problem, as plain text, against a golden file.

Each constraint stands in ``golden/<block>.<name>.txt`` under its sentence: one line for each
index, terms sorted by variable. A golden file changes only with a stated reason; after looking
at the difference, write it anew with ``UPDATE_GOLDEN=1 pytest tests/equations``. The same call
writes ``docs/formulation.md`` from the docstrings of the model's files and their sentences.
"""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyomo.environ as pyo
import pytest
from pyomo.repn import generate_standard_repn
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from industrial_hp.model import (
    grid_connection,
    heat_cascade,
    larger_sizes,
    machine_operation,
    match_cascade,
    seasonal_stores,
    study_limits,
)
from industrial_hp.model.formulation import COMPONENTS, formulate
from industrial_hp.solving.index_sets import IndexAxes
from industrial_hp.solving.matrix import template_program
from industrial_hp.solving.templates import write_out
from industrial_hp.superstructure.grids import Grid, OwnPower
from industrial_hp.superstructure.investment import Investment
from industrial_hp.superstructure.problem import (
    BackupNeed,
    Boiler,
    Cooler,
    DesignProblem,
    Emissions,
    HeatDemand,
    HeatPump,
    HeatSource,
    HeatStore,
    Loop,
    MachineRules,
    Match,
    Periods,
    Piece,
    Prices,
    PrimaryEnergy,
    StudyLimits,
)

GOLDEN = Path(__file__).parent / "golden"
PAGE = Path(__file__).parents[2] / "docs" / "formulation.md"
PREFACE = """# Formulation

The model of a design, equation by equation. This page is generated from the docstrings and the
constraints of `src/industrial_hp/model`; a test fails when it is stale or an equation is missing.
`UPDATE_GOLDEN=1 pytest tests/equations` writes it anew.

Indices: z zone, p period (it stands for hours_p hours of the year), s source or store, k piece of
a source's cooling curve, u machine, b boiler, l loop, r row of the cascade, g giver and t taker of
heat. What an equation names and no table lists is a parameter. Every equation stands with numbers,
on one tiny problem, in the file of its name in `tests/equations/golden`.

The parts meet in two places only: the balances (heat cascade and electricity of a zone) and the
objective.
"""
ROUNDING = 1e-9
UPDATE = bool(os.environ.get("UPDATE_GOLDEN"))


def two(first: float, second: float) -> Any:
    return np.array([first, second], dtype=float)


def span(top_c: float, bottom_c: float, share: float = 1.0) -> Piece:
    return Piece(two(top_c, top_c), two(bottom_c, bottom_c), two(share, share))


def cost_law(annual_fixed_eur: float, annual_eur_per_size: float, by_heat: float) -> Investment:
    return Investment(
        law="golden",
        fixed_eur=10 * annual_fixed_eur,
        eur_per_size=10 * annual_eur_per_size,
        lifetime_a=20.0,
        fixed_om_eur_per_size_a=0.0,
        variable_om_eur_per_mwh=by_heat,
        annual_fixed_eur=annual_fixed_eur,
        annual_eur_per_size=annual_eur_per_size,
        size_min=0.0,
        size_max=100.0,
    )


PIECEWISE = replace(
    cost_law(21, 22, 2),
    size_max=2.0,
    larger=(
        replace(cost_law(31, 17, 2), size_min=2.0, size_max=4.0),
        replace(cost_law(43, 14, 2), size_min=4.0, size_max=9.0),
    ),
)


def source() -> HeatSource:
    return HeatSource(
        name="waste",
        title="",
        zone="works",
        heat_mw=two(4, 2),
        pieces=(span(60, 40, 0.5), span(40, 20, 0.5)),
        must_use=False,
        unused_electricity_share=two(0.1, 0.2),
        unused_other_eur_per_mwh=3.0,
        cooled_today=True,
        auxiliary_electricity_share=two(0.01, 0.01),
        max_mwh_per_a=9000.0,
        connection=cost_law(11, 12, 0),
    )


def machine() -> HeatPump:
    return HeatPump(
        tag="machine",
        zone="works",
        cycle="ideal",
        refrigerant="",
        source="waste",
        source_part="",
        sink="water",
        sink_part="",
        evaporating_c=two(15, 15),
        condensing_c=two(75, 75),
        condenser=(span(90, 70, 0.25), span(70, 70, 0.75)),
        evaporator=(span(20, 20),),
        cop=two(4, 5),
        electricity_share=two(0.26, 0.21),
        capacity_factor=two(1.0, 0.8),
        max_size_mw=6.0,
        min_size_mw=0.5,
        max_heat_mw=two(5, 3),
        investment=cost_law(21, 22, 2),
        design_period=0,
        floor_m2_per_mw=40.0,
        rules=MachineRules(2.0, 1, 0.3, 2),
    )


def store() -> HeatStore:
    return HeatStore(
        name="tank",
        title="",
        zone="town",
        charge_top_c=80.0,
        charge_bottom_c=50.0,
        discharge_top_c=78.0,
        discharge_bottom_c=48.0,
        max_size_mwh=40.0,
        hours_to_fill=5.0,
        loss_share_per_h=0.01,
        investment=cost_law(31, 32, 0),
        floor_m2_per_mwh=3.0,
    )


def loop() -> Loop:
    return Loop(
        name="pipes",
        title="",
        from_zone="works",
        to_zone="town",
        supply_c=two(80, 80),
        return_c=two(50, 50),
        sent=(span(82, 52),),
        received=(span(78, 48),),
        warming=(span(82, 52),),
        loss_mw=two(0.05, 0.04),
        loss_share=0.02,
        pumping_share=0.015,
        pumping_eur_per_mwh=0.5,
        max_size_mw=7.0,
        investment=cost_law(41, 42, 0),
    )


def problem() -> DesignProblem:
    """Works with waste heat and a machine, a town with boilers and a store, pipes between."""
    return DesignProblem(
        periods=Periods(
            two(8, 16),
            two(365, 365),
            (0, 0),
            (1, 0),
            ("night", "day"),
            np.array([[181.0], [184.0]]),
        ),
        zones=("works", "town", "kiln"),
        demands=(
            HeatDemand("water", "", "works", two(3, 1), (span(70, 50),), 500.0),
            HeatDemand("homes", "", "town", two(2, 6), (span(75, 45),)),
            HeatDemand("glaze", "", "kiln", two(1, 2), (span(90, 60),)),
        ),
        sources=(
            source(),
            replace(source(), name="fumes", zone="kiln", pieces=(span(80, 30),), connection=None),
        ),
        heat_pumps=(
            machine(),
            replace(machine(), tag="dryer", zone="kiln", rules=MachineRules(None, 0, 0.25, 3)),
            replace(machine(), tag="chiller", rules=MachineRules(), investment=PIECEWISE),
            replace(machine(), tag="chiller_changed_over", rules=MachineRules(), mode_of="chiller"),
        ),
        boilers=(
            Boiler("old", "", "town", "gas", 0.9, 112.0, 8.0, 8.0, cost_law(0, 51, 1)),
            Boiler("rod", "", "town", "electricity", 0.99, 120.0, None, 5.0, cost_law(61, 62, 1)),
            Boiler("burner", "", "kiln", "gas", 0.8, 100.0, 5.0, 5.0, None),
        ),
        coolers=(
            Cooler(
                "fan",
                "",
                "works",
                two(30, 25),
                two(0.03, 0.02),
                0.4,
                None,
                3.0,
                cost_law(71, 72, 0),
            ),
        ),
        stores=(store(), replace(store(), name="pit", cycle="year", loss_share_per_h=1e-4)),
        loops=(loop(),),
        grids=(
            Grid(
                "works",
                70.0,
                9.0,
                two(1.0, 2.0),
                OwnPower(two(0.0, 3.0), two(20, 25), 0.05),
                spare_mw=1.5,
                enlarging_eur_per_mw=200e3,
                enlarging_annual_eur_per_mw=13e3,
            ),
            Grid("town", 70.0, None, two(0.0, 0.0)),
        ),
        prices=Prices(two(80, 120), {"gas": two(60, 60)}),
        emissions=Emissions(two(0.3, 0.4), {"gas": 0.2}),
        primary_energy=PrimaryEnergy(2.5, {"gas": 1.1}),
        limits=StudyLimits(3000.0, 9000.0, 5e6, 0.25, {"works": 400.0, "town": 90.0}),
        surplus={"works": "none", "town": "free", "kiln": "free"},
        backup=(
            BackupNeed("town", (), ("old", "rod"), ("homes",), 6.0),
            BackupNeed("town", ("old",), ("rod",), ("homes",), 1.5),
        ),
        max_units=3,
        matches=(Match("fumes", "glaze", None, "units"), Match("burner", "glaze", 7.0)),
        surplus_eur_per_mwh=1.5,
    )


MODEL = write_out(formulate(problem()))
CONSTRAINTS = {
    constraint.name: constraint for constraint in MODEL.component_objects(pyo.Constraint)
}


def number(value: float) -> str:
    return f"{value:.7g}"


def linear(expression: Any) -> tuple[str, float]:
    """Terms of a linear expression, sorted by variable, and its constant."""
    found = generate_standard_repn(expression, compute_values=True)
    assert found.is_linear()
    pairs = zip(found.linear_vars, found.linear_coefs, strict=True)
    terms = sorted((variable.name, float(coefficient)) for variable, coefficient in pairs)
    text = " ".join(
        f"{'-' if coefficient < 0 else '+'} {number(abs(coefficient))} {name}"
        for name, coefficient in terms
        if coefficient
    )
    return text or "0", float(found.constant)


def as_text(constraint: Any) -> str:
    lines = [f"# {constraint.doc}"]
    for index in sorted(constraint, key=_numbers_in_order):
        row = constraint[index]
        terms, constant = linear(row.body)
        low, high = row.lower, row.upper
        if low is not None and high is not None and pyo.value(low) == pyo.value(high):
            bound = f"= {number(pyo.value(low) - constant)}"
        elif high is not None:
            bound = f"<= {number(pyo.value(high) - constant)}"
        else:
            bound = f">= {number(pyo.value(low) - constant)}"
        lines.append(f"{index if index is not None else ''}: {terms} {bound}")
    return "\n".join(lines) + "\n"


def _numbers_in_order(index: Any) -> tuple[int, str]:
    return (index, "") if isinstance(index, int) else (0, str(index))


def assert_golden(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if UPDATE:
        path.write_text(text, encoding="utf-8")
    assert path.is_file(), f"no golden file for {name}: look at its text and write it"
    assert text == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_equation_is_the_golden_one(name: str) -> None:
    assert_golden(name, as_text(CONSTRAINTS[name]))


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_equation_says_what_it_is(name: str) -> None:
    assert CONSTRAINTS[name].doc, f"{name} has no doc="
    assert len(CONSTRAINTS[name]) > 0, f"{name} has no row on the golden problem"


def test_the_objective_is_the_golden_one() -> None:
    terms, constant = linear(MODEL.annual_cost_eur.expr)
    lines = [f"# {MODEL.annual_cost_eur.doc}", *re.split(r" (?=[+-] )", terms)]
    assert_golden("annual_cost_eur", "\n".join([*lines, f"+ {number(constant)}"]) + "\n")


def test_bounds_of_the_variables_are_the_golden_ones() -> None:
    lines = ["# lower <= variable <= upper"]
    for variable in MODEL.component_data_objects(pyo.Var, sort=True):
        low = "" if variable.lb is None else f"{number(variable.lb)} <= "
        high = "" if variable.ub is None else f" <= {number(variable.ub)}"
        kind = " binary" if variable.is_binary() else ""
        lines.append(f"{low}{variable.name}{high}{kind}")
    assert_golden("bounds", "\n".join(lines) + "\n")


def test_templates_of_the_model_give_the_matrix_of_its_rows_written_out() -> None:
    model = formulate(problem())
    ours = template_program(model)
    form = LinearStandardFormCompiler().write(write_out(model), mixed_form=True)
    kinds = np.array([kind for _, kind in form.rows])
    of_variables = [column.parent_component() for column in form.columns]
    order = [
        int(ours.columns.columns(variable, IndexAxes.of(variable).place(column.index())))
        for variable, column in zip(of_variables, form.columns, strict=True)
    ]
    matrix = ours.program.matrix[:, order]
    assert matrix.shape == form.A.shape
    assert abs(matrix - form.A).max() <= ROUNDING
    low = np.where(kinds <= 0, form.rhs, -np.inf)
    high = np.where(kinds >= 0, form.rhs, np.inf)
    np.testing.assert_allclose(ours.program.row_lower, low, atol=ROUNDING)
    np.testing.assert_allclose(ours.program.row_upper, high, atol=ROUNDING)
    np.testing.assert_allclose(ours.program.cost[order], form.c.toarray().ravel())
    assert not ours.program.cost.sum() - ours.program.cost[order].sum()


def test_no_golden_file_is_left_of_an_equation_that_is_gone() -> None:
    files = {path.stem for path in GOLDEN.glob("*.txt")}
    assert files == {*CONSTRAINTS, "annual_cost_eur", "bounds"}


def page() -> str:
    """The model as a text: each file's docstring, then its equations."""
    parts = [PREFACE]
    shown: list[str] = []
    balances = (heat_cascade, match_cascade, grid_connection)
    ends = (larger_sizes, study_limits)
    for module in (*COMPONENTS, seasonal_stores, machine_operation, *balances, *ends):
        block = module.__name__.rpartition(".")[2]
        title, _, text = (module.__doc__ or "").strip().partition("\n")
        parts.append(f"## {block.replace('_', ' ').capitalize()}\n\n{title}\n{text}\n")
        own = [name for name in CONSTRAINTS if name.partition(".")[0] == block]
        rows = [f"| `{name}` | {_cell(CONSTRAINTS[name].doc)} |" for name in own]
        if rows:
            parts.append("\n".join(["| equation | says |", "|---|---|", *rows]) + "\n")
        shown += own
    assert sorted(shown) == sorted(CONSTRAINTS), "an equation stands in no section"
    objective = f"`annual_cost_eur` [EUR/a], to be least: {MODEL.annual_cost_eur.doc}.\n"
    return "\n".join([*parts, "## Objective\n", objective])


def _cell(doc: str) -> str:
    """An equation in a cell of a table, what follows its semicolon in words."""
    equation, semicolon, words = doc.partition("; ")
    return f"`{equation}`{semicolon}{words}"


def test_the_page_of_the_formulation_is_that_of_the_code() -> None:
    if UPDATE:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
