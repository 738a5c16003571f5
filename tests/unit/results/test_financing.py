"""The project for its owner, after grant, loan and tax, against a hand calculation."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from industrial_hp.case.case import Case
from industrial_hp.case.prices import Economics
from industrial_hp.economics.annuity import annuity_factor
from industrial_hp.economics.cash_flow import CashFlow, CashFlowRow
from industrial_hp.pipeline import design
from industrial_hp.reading.read_case import read_case
from industrial_hp.reporting import write_workbook
from industrial_hp.results.financing import financing
from industrial_hp.results.solution import CapitalItem, Variant
from industrial_hp.solving.options import SolverOptions

CASE = Path(__file__).parents[2] / "workbook" / "case"
YEARS = tuple(range(11))
CENT_EUR = 0.01


@pytest.fixture(scope="module")
def case() -> Case:
    return read_case(CASE)


def with_rules(case: Case, **rules: Any) -> Case:
    money = {"interest": 0.0, "observation_a": 10} | rules
    return case.model_copy(update={"economics": Economics.model_validate(money)})


def variant(co2_t: float, yearly_eur: float, machine_eur: float | None = None) -> Variant:
    rows = [CashFlowRow("energy", "demand", (0.0, *(yearly_eur,) * 10))]
    capital: tuple[CapitalItem, ...] = ()
    if machine_eur is not None:
        capital = (CapitalItem("machine", "Machine", machine_eur, 10, None),)
        rows.append(CashFlowRow("machine", "capital", (machine_eur, *(0.0,) * 10)))
    flow = CashFlow(YEARS, tuple(rows))
    return Variant(capital, (), flow, 0.0, co2_t, None, None)  # type: ignore[arg-type]


BASE, PROPOSED = variant(800.0, 100e3), variant(500.0, 40e3, 500e3)


def test_nothing_is_told_where_nothing_is_stated(case: Case) -> None:
    assert financing(with_rules(case), BASE, PROPOSED) is None


def test_grant_and_tax_by_hand(case: Case) -> None:
    """500,000 EUR save 60,000 EUR a year for ten years; grant 30 %, tax 25 %.

    Written off: (500,000 - 150,000) / 10 = 35,000 a year; tax 0.25 (60,000 - 35,000) = 6,250.
    """
    own = financing(with_rules(case, grant={"share": 0.3}, tax={"rate": 0.25}), BASE, PROPOSED)
    assert own is not None
    assert own.grant_eur == pytest.approx(150e3)
    assert own.flows_eur == pytest.approx((-350e3, *(53_750.0,) * 10), abs=CENT_EUR)
    assert own.figures["npv_eur"] == pytest.approx(187_500.0, abs=CENT_EUR)
    assert own.figures["payback_a"] == pytest.approx(350 / 53.75)


def test_a_grant_by_avoided_co2_takes_the_tonnes_of_the_project(case: Case) -> None:
    """300 t/a are avoided: 500 EUR each are less than 40 % of 500,000 EUR."""
    rules = {"share": 0.4, "eur_per_t_co2": 500.0}
    own = financing(with_rules(case, grant=rules), BASE, PROPOSED)
    assert own is not None
    assert own.grant_eur == pytest.approx(150e3)


def test_a_loan_without_interest_moves_money_and_value_stays(case: Case) -> None:
    rules = {"share": 0.5, "interest": 0.0, "years_a": 5}
    own = financing(with_rules(case, loan=rules), BASE, PROPOSED)
    assert own is not None
    assert own.flows_eur[0] == pytest.approx(-250e3)
    assert own.flows_eur[1] == pytest.approx(60e3 - 50e3)
    assert own.figures["npv_eur"] == pytest.approx(100e3, abs=CENT_EUR)


def test_the_design_and_its_value_do_not_depend_on_who_pays(case: Case, tmp_path: Path) -> None:
    rules: dict[str, Any] = {
        "grant": {"share": 0.4, "cap_eur": 1e6},
        "loan": {"share": 0.7, "interest": 0.03, "years_a": 10},
        "tax": {"rate": 0.3},
    }
    money = case.economics.model_dump() | rules
    owned = case.model_copy(update={"economics": Economics.model_validate(money)})
    options = SolverOptions(gap=1e-6, runner_up_share=0.0)
    plain, financed = design(case, options), design(owned, options)
    assert financed.proof.objective_eur_per_a == pytest.approx(plain.proof.objective_eur_per_a)
    npv = financed.key_figure("npv_eur").proposed
    assert npv == pytest.approx(plain.key_figure("npv_eur").proposed)
    base = financed.key_figure("total_annual_cost_eur").base
    assert base is not None
    annuity = annuity_factor(case.economics.interest, case.economics.observation_a)
    assert npv == pytest.approx((base - financed.proof.objective_eur_per_a) / annuity, rel=1e-6)
    write_workbook(financed, tmp_path / "report.xlsx")
    rows = load_workbook(tmp_path / "report.xlsx", data_only=True)["Financing"].iter_rows(
        values_only=True
    )
    shown = {row[0]: row for row in rows}
    assert financed.financing is not None
    years = len(financed.financing.flows_eur)
    assert shown["Owner"][3 : 3 + years] == pytest.approx(financed.financing.flows_eur)
    assert shown["Net present value for the owner"][1] == pytest.approx(
        financed.financing.figures["npv_eur"]
    )
