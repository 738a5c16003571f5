"""A small case for each kind of source and sink: what its README works out by hand comes out."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from industrial_hp import Solution, design, read_case, write_report
from industrial_hp.checking import verify
from industrial_hp.solving.options import solver_profile
from industrial_hp.superstructure.sink_streams import sink_profile
from industrial_hp.superstructure.streams import StreamProfile

KINDS = sorted((Path(__file__).parents[2] / "cases" / "kinds").glob("*/expected.yaml"))
TEMPERATURE_TOLERANCE_K = 0.05
GAP = 1e-4
"""A hand calculation tells the optimum, not any design within one per cent of it."""


class Kind:
    """A case, what is expected of it, and its design."""

    def __init__(self, path: Path) -> None:
        self.expected: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        self.case = read_case(path.parent)
        self.solution: Solution = design(self.case, solver_profile("standard").changed(gap=GAP))
        self.share = float(self.expected["tolerance"]["share"])

    def asked(self, name: str) -> Any:
        """What is expected under a name; the test is skipped if this case says nothing of it."""
        if name not in self.expected:
            pytest.skip(f"this case expects nothing of {name}")
        return self.expected[name]

    def sink(self, name: str) -> StreamProfile:
        return sink_profile(self.case, self.case.sink(name))


@pytest.fixture(scope="module", params=KINDS, ids=lambda path: path.parent.name)
def kind(request: pytest.FixtureRequest) -> Kind:
    return Kind(request.param)


def test_it_is_solved_and_obeys_every_law(kind: Kind) -> None:
    assert kind.solution.proof.proved
    assert [check.name for check in kind.solution.checks if not check.passed] == []


def test_its_npv_is_what_the_objective_saves_over_the_annuity_factor(kind: Kind) -> None:
    solution, money = kind.solution, kind.case.economics
    if solution.base is None:
        pytest.skip("there is no system of today to compare with")
    worth_of_one = sum((1 + money.interest) ** -year for year in range(1, money.observation_a + 1))
    saved = solution.base.annual_cost_eur - solution.proof.objective_eur_per_a
    npv = solution.key_figure("npv_eur").proposed
    assert npv == pytest.approx(saved * worth_of_one, rel=1e-6, abs=1.0)


def test_the_checker_passes_its_files(kind: Kind, tmp_path: Path) -> None:
    write_report(kind.solution, tmp_path, formats=("json", "csv"))
    assert [check.name for check in verify(tmp_path).checks if not check.passed] == []


def test_its_streams_are_those_of_the_hand_calculation(kind: Kind) -> None:
    table = kind.solution.streams.set_index("name")
    for name, figures in kind.asked("streams").items():
        for column, value in figures.items():
            found = float(table.loc[name, column])
            if column.endswith("_c"):
                assert found == pytest.approx(value, abs=TEMPERATURE_TOLERANCE_K), column
            else:
                assert found == pytest.approx(value, rel=kind.share), column


def test_its_sink_has_the_temperatures_of_the_hand_calculation(kind: Kind) -> None:
    stated = kind.asked("sink_at")
    profile, period = kind.sink(stated["name"]), int(stated["period"])
    assert profile.top_c[period] == pytest.approx(stated["supply_c"], abs=TEMPERATURE_TOLERANCE_K)
    assert profile.bottom_c[period] == pytest.approx(
        stated["return_c"], abs=TEMPERATURE_TOLERANCE_K
    )


def test_the_share_of_its_heat_above_a_temperature_is_that_by_hand(kind: Kind) -> None:
    stated = kind.asked("share_above")
    pieces = kind.sink(stated["name"]).pieces
    above = sum(float(p.share[0]) for p in pieces if float(p.bottom_c[0]) >= stated["t_c"] - 0.1)
    latent = sum(
        float(p.share[0])
        for p in pieces
        if p.top_c[0] == p.bottom_c[0] and p.top_c[0] < stated["t_c"]
    )
    assert above - latent == pytest.approx(stated["share"], rel=kind.share)


def test_its_source_draws_the_electricity_by_hand(kind: Kind) -> None:
    dispatch = kind.solution.proposed.dispatch
    for name, share in kind.asked("electricity_share").items():
        row = dispatch[(dispatch["unit"] == name) & (dispatch["type"] == "source")]
        used = float((row["heat_out_mw"] * row["hours_per_year"]).sum())
        drawn = float((row["electricity_mw"] * row["hours_per_year"]).sum())
        assert used > 0
        assert drawn / used == pytest.approx(share, rel=10 * kind.share)


def test_its_machines_are_as_large_as_said(kind: Kind) -> None:
    stated = kind.asked("heat_pumps_mw")
    table = kind.solution.equipment
    size = float(table.loc[table["type"] == "heat_pump", "size_mw"].sum())
    assert stated["low"] <= size <= stated["high"]


def test_its_machine_has_a_cop_within_the_estimate(kind: Kind) -> None:
    stated = kind.asked("machine")
    table = kind.solution.equipment
    cops = table.loc[table["type"] == "heat_pump", "cop_annual"].to_numpy(dtype=float)
    assert len(cops) > 0
    assert np.all((stated["cop_low"] <= cops) & (cops <= stated["cop_high"]))


def test_heat_that_needs_no_machine_goes_without_one(kind: Kind) -> None:
    stated = kind.asked("direct_mw")
    flows = kind.solution.flows
    rows = flows[(flows["from"] == stated["from"]) & (flows["to"] == stated["to"])]
    mean_mw = float(rows["heat_mwh_per_a"].sum()) / 8760
    assert mean_mw >= stated["at_least"] * (1 - 1e-3)


def test_its_key_figures_are_those_by_hand(kind: Kind) -> None:
    asked = {"base_key_figures": "base", "key_figures": "proposed"}
    stated = [(name, side) for name, side in asked.items() if name in kind.expected]
    if not stated:
        pytest.skip("this case expects nothing of its key figures")
    for name, side in stated:
        for figure, value in kind.expected[name].items():
            found = getattr(kind.solution.key_figure(figure), side)
            assert found == pytest.approx(value, rel=kind.share), figure
