"""Templates expanded by numpy against the same rules written out and compiled by Pyomo."""

from collections.abc import Callable
from typing import Any

import highspy
import numpy as np
import pyomo.environ as pyo
import pytest
import scipy.sparse as sp
from pyomo.repn.plugins.standard_form import LinearStandardFormCompiler

from industrial_hp.errors import SolverError
from industrial_hp.solving.arrays import ArrayParam
from industrial_hp.solving.index_sets import IndexAxes
from industrial_hp.solving.linear_program import row_by_row, silent_highs
from industrial_hp.solving.matrix import TemplateProgram, template_program
from industrial_hp.solving.templates import (
    RunSets,
    TemplateConstraint,
    TemplateObjective,
    write_out,
)

ROUNDING = 1e-12
COST_TOLERANCE_EUR = 1e-6
HOURS = 5


def hourly(count: int = HOURS) -> Any:
    """A model with a range of hours and one hourly variable without objects."""
    model = pyo.ConcreteModel()
    model.hours = pyo.RangeSet(0, count - 1)
    model.heat = pyo.Var(model.hours, domain=pyo.NonNegativeReals, dense=False)
    model.cost = TemplateObjective(rule=lambda m: sum(m.heat[t] for t in m.hours))
    return model


def index_maps() -> Any:
    """A store: the content of the hour before by a parameter of indices."""
    model = hourly()
    model.content = pyo.Var(model.hours, domain=pyo.NonNegativeReals, dense=False)
    model.previous = ArrayParam(model.hours, values=np.roll(np.arange(HOURS), 1))
    model.inventory = TemplateConstraint(
        model.hours,
        rule=lambda m, t: m.content[t] == 0.9 * m.content[m.previous[t]] - m.heat[t] / 0.8,
    )
    return model


def one_hour_that_follows_itself() -> Any:
    """Twice the same column in a row: the hour before the only hour is this hour."""
    model = hourly(1)
    model.previous = ArrayParam(model.hours, values=np.array([0]))
    model.row = TemplateConstraint(
        model.hours, rule=lambda m, t: m.heat[t] >= 0.9 * m.heat[m.previous[t]] + 1
    )
    return model


def numbers_in_place_of_ranks() -> Any:
    """Ranges that begin elsewhere, and computing with an index."""
    model = pyo.ConcreteModel()
    model.years = pyo.RangeSet(2026, 2032, 2)
    model.later = pyo.RangeSet(2028, 2032, 2)
    model.size = pyo.Var(model.years, bounds=(0, 9), dense=False)
    model.price = ArrayParam(model.years, values=np.array([4.0, 3.0, 2.0, 1.0]))
    model.grows = TemplateConstraint(
        model.later,
        rule=lambda m, y: m.size[y] - m.size[y - 2] >= m.price[y] * (y - 2025),
    )
    model.cost = TemplateObjective(rule=lambda m: sum(m.price[y] * m.size[y] for y in m.years))
    return model


def masks() -> Any:
    """Rows only where a mask says so; a coefficient of zero is no entry."""
    model = hourly()
    model.units = pyo.RangeSet(1, 3)
    model.power = pyo.Var(model.units, model.hours, bounds=(0, 4), dense=False)
    model.share = ArrayParam(model.units, model.hours, values=np.arange(15.0).reshape(3, HOURS))
    model.row = TemplateConstraint(
        model.units,
        model.hours,
        where=(np.arange(15) % 4 == 0).reshape(3, HOURS),
        rule=lambda m, u, t: m.share[u, t] * m.heat[t] <= m.power[u, t] + m.share[u, t],
    )
    return model


def names_and_hours() -> Any:
    """Names are given to the rule one by one, so that it may ask about them."""
    model = hourly()
    model.units = pyo.Set(initialize=["boiler", "pump", "store"])
    factor = {"boiler": np.ones(HOURS), "pump": np.linspace(1, 2, HOURS)}
    model.factor = {u: ArrayParam(model.hours, values=v) for u, v in factor.items()}["pump"]
    model.limit = ArrayParam(model.units, model.hours, values=np.arange(15.0).reshape(3, -1))
    model.output = pyo.Var(
        model.units,
        model.hours,
        domain=pyo.NonNegativeReals,
        bounds=lambda m, u, t: (-1, 7 if u == "boiler" else m.limit[u, t] + 1),
        dense=False,
    )
    model.size = pyo.Var(model.units, bounds=(0, 20))
    model.built = pyo.Var(model.units, domain=pyo.Binary)

    def capacity(m: Any, u: str, t: Any) -> Any:
        if u == "store":
            return pyo.Constraint.Skip
        return m.output[u, t] <= (m.factor[t] if u == "pump" else 1) * m.size[u]

    model.capacity = TemplateConstraint(model.units, model.hours, rule=capacity)
    model.largest = pyo.Constraint(model.units, rule=lambda m, u: m.size[u] <= 20 * m.built[u])
    model.balance = TemplateConstraint(
        model.hours, rule=lambda m, t: sum(m.output[u, t] for u in m.units) == 3 + m.heat[t]
    )
    return model


def sums() -> Any:
    """Sums in sums, of constants and of what does not depend on the summed index."""
    model = hourly()
    model.rows, model.columns = pyo.RangeSet(0, 2), pyo.RangeSet(0, 3)
    model.flow = pyo.Var(model.rows, model.columns, model.hours, dense=False, bounds=(-1, None))
    model.size = pyo.Var(model.rows, domain=pyo.NonNegativeReals, dense=False)
    model.share = ArrayParam(model.columns, values=np.array([0.1, 0.2, 0.3, 0.4]))
    model.need = ArrayParam(model.rows, model.hours, values=np.arange(15.0).reshape(3, HOURS))
    model.row = TemplateConstraint(
        model.hours,
        model.rows,
        rule=lambda m, t, i: (
            sum(m.share[j] * m.flow[i, j, t] + m.size[i] for j in m.columns)
            + sum(m.share[j] for j in m.columns) * m.heat[t]
            == sum(m.need[r, t] * m.share[j] for r in m.rows for j in m.columns)
        ),
    )
    model.total = TemplateConstraint(
        pyo.RangeSet(0, 0),
        rule=lambda m, _: (
            sum(m.need[i, t] * m.flow[i, j, t] for i in m.rows for j in m.columns for t in m.hours)
            + sum(m.share[j] * sum(m.size[i] + 2 for i in m.rows) for j in m.columns)
            <= 50
        ),
    )
    return model


def relations() -> Any:
    """Equal, below, above, between, tuples; constants on either side; ordinary rows."""
    model = hourly()
    model.limit = ArrayParam(model.hours, values=np.linspace(1, 3, HOURS))
    rules: dict[str, Callable[[Any, Any], Any]] = {
        "equal": lambda m, t: 2 * m.heat[t] + 1 == m.limit[t],
        "equal_turned": lambda m, t: m.limit[t] == -m.heat[t],
        "below": lambda m, t: m.heat[t] - 1 <= m.limit[t] ** 2,
        "above": lambda m, t: m.limit[t] <= m.heat[t],
        "between": lambda m, t: (m.limit[t], m.heat[t] + 5, 4 * m.limit[t]),
        "open_tuple": lambda m, t: (None, m.heat[t], m.limit[t]),
        "inequality": lambda m, t: pyo.inequality(0, m.heat[t] / m.limit[t], 9),
    }
    for name, rule in rules.items():
        setattr(model, name, TemplateConstraint(model.hours, rule=rule))
    model.ordinary = pyo.Constraint(expr=(1, model.heat[0] + 3 * model.heat[1] + 2, 8))
    model.named = pyo.Expression(expr=model.heat[0] - model.heat[1])
    model.of_a_name = pyo.Constraint(expr=2 * model.named >= 1)
    return model


def variables() -> Any:
    """Bounds by rule, integers with and without objects, a fixed and a single one."""
    model = hourly()
    model.most = ArrayParam(model.hours, values=np.arange(1.0, HOURS + 1))
    model.on = pyo.Var(model.hours, domain=pyo.Binary, dense=False)
    model.count = pyo.Var(range(2), domain=pyo.NonNegativeIntegers, bounds=(1, 6))
    model.level = pyo.Var(model.hours, bounds=lambda m, t: (-m.most[t], 2 * m.most[t]), dense=False)
    model.peak = pyo.Var(domain=pyo.NonNegativeReals)
    model.row = TemplateConstraint(
        model.hours,
        rule=lambda m, t: m.heat[t] + m.level[t] + m.count[0] + m.count[1] <= m.peak + m.on[t],
    )
    model.level[2].setub(1.5)
    return model


def runs() -> Any:
    """Rows that differ in their number of terms, one of them without any."""
    model = hourly()
    model.rows, model.terms = pyo.RangeSet(0, 3), pyo.RangeSet(0, 5)
    model.units = pyo.RangeSet(0, 1)
    model.power = pyo.Var(model.units, model.hours, domain=pyo.NonNegativeReals, dense=False)
    model.entries = RunSets(model.rows, starts=np.array([0, 2, 2, 5, 6]))
    model.share = ArrayParam(model.terms, values=np.array([1.0, -2.0, 3.0, 0.5, 0.5, 7.0]))
    model.unit = ArrayParam(model.terms, values=np.array([0, 1, 1, 0, 0, 1]))
    model.hour = ArrayParam(model.terms, values=np.array([0, 0, 4, 2, 2, 3]))
    model.above = ArrayParam(model.rows, values=np.array([0, 0, 1, 2]))
    model.linked = ArrayParam(model.rows, values=np.array([0.0, 1.0, 1.0, 0.0]))
    model.residual = pyo.Var(model.rows, domain=pyo.NonNegativeReals, dense=False)
    model.row = TemplateConstraint(
        model.rows,
        rule=lambda m, r: (
            sum(m.share[e] * (m.power[m.unit[e], m.hour[e]] + e) for e in m.entries[r])
            + m.linked[r] * m.residual[m.above[r]]
            - m.residual[r]
            == 3 * r
        ),
    )
    return model


MODELS = (
    runs,
    index_maps,
    one_hour_that_follows_itself,
    numbers_in_place_of_ranks,
    masks,
    names_and_hours,
    sums,
    relations,
    variables,
)


def columns_in_our_order(program: TemplateProgram, columns: list[Any]) -> list[int]:
    return [
        int(
            program.columns.columns(
                column.parent_component(),
                IndexAxes.of(column.parent_component()).place(column.index()),
            )
        )
        for column in columns
    ]


def rows_of_pyomo(form: Any) -> tuple[Any, Any, Any]:
    """Matrix and limits; the two rows that Pyomo makes of a range are one again."""
    kinds = np.array([kind for _, kind in form.rows])
    low = np.where(kinds <= 0, form.rhs, -np.inf)
    high = np.where(kinds >= 0, form.rhs, np.inf)
    names = [row.constraint.name for row in form.rows]
    first = [i for i, name in enumerate(names) if name not in names[:i]]
    for i, name in enumerate(names):
        if i not in first:
            at = names.index(name)
            low[at], high[at] = max(low[at], low[i]), min(high[at], high[i])
    return form.A.tocsr()[first], low[first], high[first]


@pytest.mark.parametrize("build", MODELS, ids=lambda build: build.__name__)
def test_both_ways_give_the_same_matrix_entry_by_entry(build: Callable[[], Any]) -> None:
    model = build()
    program = template_program(model)
    form = LinearStandardFormCompiler().write(write_out(model), mixed_form=True)
    order = columns_in_our_order(program, form.columns)
    matrix, low, high = rows_of_pyomo(form)
    difference = program.program.matrix[:, order] - sp.csr_matrix(matrix)
    assert abs(difference).max() <= ROUNDING
    assert program.program.matrix.nnz == matrix.nnz
    np.testing.assert_allclose(program.program.row_lower, low, rtol=ROUNDING)
    np.testing.assert_allclose(program.program.row_upper, high, rtol=ROUNDING)


@pytest.mark.parametrize("build", MODELS, ids=lambda build: build.__name__)
def test_both_ways_give_the_same_costs_bounds_and_integers(build: Callable[[], Any]) -> None:
    model = build()
    program = template_program(model)
    form = LinearStandardFormCompiler().write(write_out(model), mixed_form=True)
    ordinary = row_by_row(model)
    order = columns_in_our_order(program, form.columns)
    np.testing.assert_allclose(program.program.cost[order], ordinary.lp.col_cost_, rtol=ROUNDING)
    np.testing.assert_allclose(program.program.lower[order], ordinary.lp.col_lower_)
    np.testing.assert_allclose(program.program.upper[order], ordinary.lp.col_upper_)
    assert program.program.offset == pytest.approx(ordinary.lp.offset_)
    used = [order[i] for i in ordinary.integers]
    assert set(used) == set(program.program.integers) & set(order)


def test_an_hour_has_no_object() -> None:
    model = names_and_hours()
    template_program(model)
    assert len(model.output._data) == len(model.heat._data) == len(model.capacity._data) == 0


def cheapest_heat() -> Any:
    """Ten MWh over four hours, at most 3 MW: three cheap hours full, one MW in the dearest."""
    model = pyo.ConcreteModel()
    model.hours = pyo.RangeSet(1, 4)
    model.price = ArrayParam(model.hours, values=np.array([30.0, 10.0, 40.0, 20.0]))
    model.heat = pyo.Var(model.hours, bounds=(0, 3), dense=False)
    model.need = TemplateConstraint(
        pyo.RangeSet(0, 0), rule=lambda m, _: sum(m.heat[t] for t in m.hours) >= 10
    )
    model.cost = TemplateObjective(rule=lambda m: sum(m.price[t] * m.heat[t] for t in m.hours) + 5)
    return model


def test_a_solution_comes_back_over_the_index_sets() -> None:
    model = cheapest_heat()
    program = template_program(model)
    highs = silent_highs()
    program.program.pass_to(highs)
    highs.run()
    solution = np.array(highs.getSolution().col_value)
    np.testing.assert_allclose(program.values(model.heat, solution), [3, 3, 1, 3])
    assert highs.getInfo().objective_function_value == pytest.approx(220.0 + 5)
    assert program.rows == {"need": slice(0, 1)}


def test_the_same_model_is_solved_by_the_ordinary_way() -> None:
    model = write_out(cheapest_heat())
    pyo.SolverFactory("appsi_highs").solve(model)
    assert pyo.value(model.cost) == pytest.approx(225.0, abs=COST_TOLERANCE_EUR)
    assert model.heat[3].value == pytest.approx(1.0)


def test_duals_of_a_linear_program_passed_as_arrays_are_known() -> None:
    highs = silent_highs()
    template_program(cheapest_heat()).program.pass_to(highs)
    highs.run()
    assert highs.getSolution().row_dual == pytest.approx([40.0])  # the dearest hour that runs


@pytest.mark.parametrize("as_arrays", [True, False])
def test_integers_reach_the_solver(as_arrays: bool) -> None:
    model = hourly(2)
    model.count = pyo.Var(model.hours, domain=pyo.NonNegativeIntegers, dense=False)
    model.row = TemplateConstraint(model.hours, rule=lambda m, t: m.count[t] <= m.heat[t])
    program = template_program(model).program
    highs = silent_highs()
    if as_arrays:
        program.pass_to(highs)
    else:
        highs.passModel(program.highs_lp())
    lp = highs.getLp()
    kinds = [highspy.HighsVarType.kContinuous] * 2 + [highspy.HighsVarType.kInteger] * 2
    assert list(lp.integrality_) == kinds


def test_a_product_of_variables_is_refused() -> None:
    model = hourly()
    model.row = TemplateConstraint(model.hours, rule=lambda m, t: m.heat[t] * m.heat[t] <= 1)
    with pytest.raises(SolverError, match="multiplies variables"):
        template_program(model)


def test_an_index_outside_its_set_is_told() -> None:
    model = hourly()
    model.row = TemplateConstraint(model.hours, rule=lambda m, t: m.heat[t - 1] <= 1)
    with pytest.raises(KeyError, match="-1"):
        template_program(model)


def test_a_rule_that_never_holds_is_refused() -> None:
    model = hourly()
    model.row = TemplateConstraint(model.hours, rule=lambda m, t: pyo.Constraint.Infeasible)
    with pytest.raises(SolverError, match=r"row: .* can never hold"):
        template_program(model)


def test_a_rule_of_mere_numbers_makes_no_rows() -> None:
    model = hourly()
    model.limit = ArrayParam(model.hours, values=np.arange(HOURS))
    model.row = TemplateConstraint(model.hours, rule=lambda m, t: m.limit[t] <= HOURS)
    assert template_program(model).program.matrix.shape[0] == 0


def test_columns_and_rows_know_their_period() -> None:
    model = names_and_hours()
    program = template_program(model)
    columns = program.column_periods(model.hours)
    np.testing.assert_array_equal(program.values(model.output, columns), [list(range(HOURS))] * 3)
    np.testing.assert_array_equal(program.values(model.size, columns), [-1] * 3)
    rows = program.row_periods(model.hours)
    np.testing.assert_array_equal(rows[program.rows["capacity"]], [*range(HOURS)] * 2)
    np.testing.assert_array_equal(rows[program.rows["largest"]], [-1] * 3)


def test_rows_of_a_mask_know_their_period() -> None:
    model = masks()
    rows = template_program(model).row_periods(model.hours)
    np.testing.assert_array_equal(rows, [0, 4, 3, 2])
