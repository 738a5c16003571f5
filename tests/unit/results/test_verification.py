"""Every law of the verification against a true result with one number changed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from industrial_hp.case.case import Case
from industrial_hp.case.consistency import check_consistency
from industrial_hp.model.formulation import formulate
from industrial_hp.results.appraisal import variant
from industrial_hp.results.attribution import active_streams
from industrial_hp.results.dispatch import dispatch_table
from industrial_hp.results.machines import built_machines, recomputed_machines
from industrial_hp.results.sizing import built_units
from industrial_hp.results.solution import Check, Variant
from industrial_hp.results.verification import Operation, checks
from industrial_hp.solving.highs import solve
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.assemble import design_problem
from industrial_hp.superstructure.problem import DesignProblem, HeatSource, Piece

WINTER = {"jan": 31, "feb": 28, "mar": 31, "oct": 31, "nov": 30, "dec": 31}
SUMMER = {"apr": 30, "may": 31, "jun": 30, "jul": 31, "aug": 31, "sep": 30}


def plant_and_town() -> dict[str, Any]:
    """Cooled chillers in a plant, a network with store and boilers in a town, a line between."""
    gas_boiler = {
        "name": "gas_boiler",
        "zone": "town",
        "carrier": "natural_gas",
        "efficiency": 0.9,
        "supply_max_c": 110,
        "existing_mw": 6,
        "age_a": 10,
        "cost": "gas_boiler_hot_water",
    }
    chillers = {
        "name": "chillers",
        "zone": "plant",
        "kind": "condensing",
        "t_c": 32,
        "duty_mw": 2.0,
        "connection_cost": "source_connection",
        "auxiliary_electricity_share": 0.01,
        "cooling_today": {"electricity_share": 0.05, "other_eur_per_mwh": 3},
    }
    network = {
        "name": "network",
        "zone": "town",
        "kind": "district_heating",
        "supply_c": 75,
        "return_c": 45,
        "duty_mw": "duty_mw",
    }
    tank = {
        "name": "tank",
        "zone": "town",
        "supply_c": 75,
        "return_c": 45,
        "max_mwh": 60,
        "hours_to_fill": 6,
        "loss_share_per_day": 0.01,
        "same_water_as": "network",
    }
    line = {
        "name": "line",
        "from_zone": "plant",
        "to_zone": "town",
        "same_water_as": "network",
        "length_m": 300,
        "max_mw": 4,
    }
    power = {
        "energy_eur_per_mwh": "price",
        "network_eur_per_mwh": 10,
        "network_eur_per_mw_a": 20000,
        "contains_co2": True,
        "emission_factor_t_per_mwh": 0.25,
    }
    gas = {
        "price_eur_per_mwh": 60,
        "basis": "LHV",
        "contains_co2": False,
        "emission_factor_t_per_mwh_lhv": 0.2,
    }
    return {
        "name": "plant_and_town",
        "title": "A plant beside a town",
        "calendar": {
            "block_hours": [12, 12],
            "days": [
                {"name": "winter", "days_by_month": WINTER},
                {"name": "summer", "days_by_month": SUMMER},
            ],
        },
        "zones": [
            {"name": "plant", "electricity_in_use_mw": 0.5, "grid_limit_mw": 5},
            {"name": "town"},
        ],
        "sources": [chillers],
        "sinks": [network],
        "boilers": [gas_boiler],
        "stores": [tank],
        "loops": [line],
        "heat_pumps": {"refrigerants": ["R600a"], "partial_levels": False, "max_units": 1},
        "backup": {"boiler_share_of_peak": 1.0},
        "prices": {"electricity": power, "natural_gas": gas, "co2_eur_per_t": 90},
        "economics": {"interest": 0.05, "observation_a": 20},
        "series": {"duty_mw": (2.0, 4.0, 0.5, 1.5), "price": (30.0, 140.0, 20.0, 60.0)},
    }


class Result:
    """A result, true unless something is wrong with the problem, and what verifies it."""

    def __init__(self, wrong: Callable[[DesignProblem], DesignProblem] = lambda p: p) -> None:
        self.case = Case.model_validate(plant_and_town())
        assert check_consistency(self.case) == ()
        problem = wrong(design_problem(self.case))
        model = formulate(problem)
        self.objective_eur = solve(model, solver_profile("proof")).objective
        self.units = built_units(problem, model)
        dispatch = dispatch_table(problem, model)
        self.proposed = variant(self.case, problem, dispatch, self.units)
        streams = active_streams(problem, model)
        self.built = built_machines(self.case, self.units)
        self.machines = recomputed_machines(self.case, problem, streams, self.units, self.built)

    def check(self, **changes: Any) -> tuple[Check, ...]:
        parts = {
            "case": self.case,
            "units": self.units,
            "variant": self.proposed,
            "objective_eur": self.objective_eur,
            "machine_checks": self.machines,
            "on_offer": self.built,
        }
        return checks(Operation(**(parts | changes)))


@pytest.fixture(scope="module")
def result() -> Result:
    return Result()


def failed(found: tuple[Check, ...]) -> set[str]:
    return {check.name for check in found if not check.passed}


BALANCE = "Energy balance of every zone and period"
ELECTRICITY = "Electricity bought is what runs in the zone"
CONTENTS = "Contents of stores follow from charging"
LOOPS = "Loops deliver what is sent less the loss of their pipes"
BOILERS = "Boilers burn what their heat needs"
TEMPERATURES = "Temperatures of machines are those of their cycles"
YEARLY = "Sources give no more in a year than their limit"
MACHINES = "Machines take and draw what their cycle says"
AUXILIARIES = "Pumps, fans and cooling draw their share"
REAL = "Second law at real temperatures"
DIFFERENCES = "Stated temperature differences are kept"
DEMAND = "Demand delivered or priced"
SOURCES = "Sources give no more than they have"
EXCHANGERS = "Recovery exchangers carry what is taken"
SIZES = "Sizes respected"
HELD = "Contents of stores within their size"
RATES = "Stores filled and emptied no faster than their size allows"
OFFERED = "Sizes are those on offer"
NUMBER = "Number of machines"
BACKUP = "Backup of the boilers at peak"
GRID = "Limits of the grid connections"
PEAK = "Charged peak is what is added to other use"
ANNUITY = "Annuity of the cash flow equals the model's objective"
COP = "COP of the model equals that of the cycle"
CONDENSING = "Condensing temperature suffices for the curve really served"
EVAPORATING = "Evaporating temperature suits the sources really used"
WINTER_NIGHT, WINTER_DAY, SUMMER_NIGHT = 0, 1, 2


def test_a_true_result_obeys_every_law(result: Result) -> None:
    found = result.check()
    assert len(found) == len({check.name for check in found}) == 28
    assert failed(found) == set()
    # It is a result in which every law has something to say.
    assert {unit.type for unit in result.units} == {
        "heat_pump",
        "recovery_exchanger",
        "boiler",
        "heat_store",
        "loop",
    }


def operated(result: Result, kind: str, column: str, period: int, by: float) -> Variant:
    """The proposed system with one figure of its operation changed."""
    dispatch = result.proposed.dispatch.copy()
    rows = dispatch.index[dispatch["type"] == kind]
    dispatch.loc[rows[period], column] += by
    return replace(result.proposed, dispatch=dispatch)


@pytest.mark.parametrize(
    ("kind", "column", "period", "by", "violated"),
    [
        # So little that its cooling (5 %) and its pump (1 %) stay within their tolerance.
        ("source", "heat_out_mw", SUMMER_NIGHT, 2e-4, {BALANCE}),
        ("grid", "electricity_mw", SUMMER_NIGHT, 0.05, {ELECTRICITY}),
        ("grid", "electricity_mw", WINTER_NIGHT, 0.05, {ELECTRICITY, PEAK}),
        ("heat_store", "store_mwh", WINTER_NIGHT, 0.01, {CONTENTS}),
        ("loop_end", "heat_out_mw", WINTER_NIGHT, 0.01, {LOOPS, BALANCE}),
        ("boiler", "fuel_mw", WINTER_DAY, 0.01, {BOILERS}),
        ("heat_pump", "t_condenser_c", SUMMER_NIGHT, 0.5, {TEMPERATURES}),
        ("heat_pump", "electricity_mw", SUMMER_NIGHT, 0.01, {MACHINES, ELECTRICITY}),
        ("heat_pump", "heat_in_mw", SUMMER_NIGHT, -0.01, {MACHINES, BALANCE}),
        ("source", "electricity_mw", SUMMER_NIGHT, 0.01, {AUXILIARIES, ELECTRICITY}),
        ("sink", "unmet_mw", WINTER_DAY, 0.01, {DEMAND}),
        ("sink", "heat_in_mw", WINTER_DAY, -0.01, {DEMAND, BALANCE}),
    ],
)
def test_a_changed_operation_breaks_its_law_and_no_other(
    result: Result, kind: str, column: str, period: int, by: float, violated: set[str]
) -> None:
    found = result.check(variant=operated(result, kind, column, period, by))
    assert failed(found) == violated


def restated(part: str, field: str, value: Any) -> Case:
    """The case with one field of one part changed."""
    data = plant_and_town()
    parts = data[part]
    (parts[0] if isinstance(parts, list) else parts)[field] = value
    return Case.model_validate(data)


@pytest.mark.parametrize(
    ("part", "field", "value", "violated"),
    [
        ("loops", "loss_w_per_m_k", 0.4, {LOOPS}),
        ("loops", "pumping_share", 0.011, {AUXILIARIES}),
        ("loops", "max_mw", 2.0, {OFFERED}),
        ("boilers", "efficiency", 0.89, {BOILERS}),
        ("boilers", "existing_mw", 5.5, {OFFERED}),
        # The flame may stand at 70 degC only: the network's 75 degC are hotter.
        # So they are without backup, too.
        ("boilers", "supply_max_c", 70, {REAL, BACKUP}),
        ("heat_pumps", "drive_efficiency", 0.9, {MACHINES}),
        ("heat_pumps", "minimum_size_mw", 3.0, {OFFERED}),
        ("heat_pumps", "maximum_size_mw", 2.0, {OFFERED}),
        ("heat_pumps", "max_units", 0, {NUMBER}),
        # R600a boils at 23 degC and leaves with 28 degC, 4 K below the chillers' 32 degC.
        ("sources", "t_c", 30, {DIFFERENCES}),
        ("sources", "t_c", 27, {REAL, DIFFERENCES}),
        ("sources", "duty_mw", 1.9999, {SOURCES}),
        ("sources", "max_mwh_per_a", 100, {YEARLY}),
        ("series", "duty_mw", (2.0, 4.0, 0.51, 1.5), {DEMAND}),
        ("stores", "loss_share_per_day", 0.02, {CONTENTS}),
        ("stores", "hours_to_fill", 15, {RATES}),
        ("stores", "max_mwh", 10, {HELD}),
        ("zones", "grid_limit_mw", 0.7, {GRID}),
        ("backup", "boiler_share_of_peak", 1.6, {BACKUP}),
    ],
)
def test_a_result_of_another_case_breaks_its_law_and_no_other(
    result: Result, part: str, field: str, value: Any, violated: set[str]
) -> None:
    case = restated(part, field, value)
    machines = built_machines(case, result.units) if part == "heat_pumps" else result.built
    assert failed(result.check(case=case, on_offer=machines)) == violated


@pytest.mark.parametrize(
    ("tag", "factor", "violated"),
    [
        ("chillers_exchanger", 0.99, {EXCHANGERS}),
        ("chillers_to_line_r600a", 0.99, {SIZES}),
        ("line", 0.99, {SIZES}),
        ("tank", 0.9, {HELD}),
        ("gas_boiler", 0.9, {OFFERED}),
        # Without its pipes the line loses nothing.
        ("line", 0.0, {SIZES, LOOPS}),
    ],
)
def test_a_smaller_unit_breaks_its_law_and_no_other(
    result: Result, tag: str, factor: float, violated: set[str]
) -> None:
    units = tuple(
        replace(unit, size=factor * unit.size) if unit.tag == tag else unit for unit in result.units
    )
    assert units != result.units
    assert failed(result.check(units=units)) == violated


def test_a_peak_that_is_not_paid_breaks_its_law_and_no_other(result: Result) -> None:
    annual = tuple(
        replace(item, quantity=item.quantity - 0.1) if item.name == "electricity_peak" else item
        for item in result.proposed.annual
    )
    proposed = replace(result.proposed, annual=annual)
    assert failed(result.check(variant=proposed)) == {PEAK}


def test_a_wrong_objective_breaks_its_law_and_no_other(result: Result) -> None:
    assert failed(result.check(objective_eur=result.objective_eur * 1.001)) == {ANNUITY}


@pytest.mark.parametrize(
    ("column", "factor", "by", "violated"),
    [
        ("cop_linear", 1.01, 0.0, {COP}),
        ("condensing_c", 1.0, -1.0, {CONDENSING}),
        ("evaporating_c", 1.0, 1.0, {EVAPORATING}),
    ],
)
def test_a_machine_at_a_wrong_temperature_breaks_its_law_and_no_other(
    result: Result, column: str, factor: float, by: float, violated: set[str]
) -> None:
    machines = result.machines.copy()
    machines.loc[0, column] = machines.loc[0, column] * factor + by
    assert failed(result.check(machine_checks=machines)) == violated


def test_what_is_no_number_obeys_no_law(result: Result) -> None:
    found = result.check(variant=operated(result, "boiler", "fuel_mw", WINTER_DAY, np.nan))
    assert failed(found) == {BOILERS}


def test_a_violation_says_where_and_when(result: Result) -> None:
    found = result.check(variant=operated(result, "boiler", "fuel_mw", WINTER_DAY, 0.01))
    violation = next(check for check in found if not check.passed)
    assert violation.note == "gas_boiler, winter 12.0 h"
    # 0.01 MW of fuel at an efficiency of 0.9.
    assert violation.worst == pytest.approx(0.009)


def test_a_model_with_wrongly_shifted_temperatures_is_found_out() -> None:
    def warmer(piece: Piece) -> Piece:
        return Piece(piece.top_c + 40, piece.bottom_c + 40, piece.share)

    def shifted(source: HeatSource) -> HeatSource:
        return replace(source, pieces=tuple(warmer(piece) for piece in source.pieces))

    def wrong(problem: DesignProblem) -> DesignProblem:
        return replace(problem, sources=tuple(shifted(s) for s in problem.sources))

    # The model heats the line with chillers of 72 degC that the case has at 32 degC.
    assert {REAL, DIFFERENCES} <= failed(Result(wrong).check())
