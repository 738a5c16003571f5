"""Worst, likely and best scenario against a hand calculation."""

from dataclasses import replace
from pathlib import Path

import pytest

from industrial_hp.case.case import Case
from industrial_hp.economics.cash_flow import CashFlow
from industrial_hp.reading.read_case import read_case
from industrial_hp.results.scenarios import scenarios
from industrial_hp.results.solution import AnnualItem, CapitalItem, Variant

ROOT = Path(__file__).parents[3]
CENT_EUR = 0.01


@pytest.fixture(scope="module")
def case() -> Case:
    """Ten years, no interest, prices uncertain by 20 %."""
    case = read_case(ROOT / "tests" / "workbook" / "case")
    money = {"interest": 0.0, "observation_a": 10, "price_uncertainty_share": 0.2}
    return case.model_copy(update={"economics": case.economics.model_copy(update=money)})


def variant(capital: tuple[CapitalItem, ...], annual: tuple[AnnualItem, ...]) -> Variant:
    nothing = CashFlow((0,), ())
    return Variant(capital, annual, nothing, 0.0, 0.0, None, None)  # type: ignore[arg-type]


def payment(name: str, eur: float) -> AnnualItem:
    return AnnualItem(name, name, "demand", 1.0, "-", eur, 0.0)


BASE = variant((), (payment("natural_gas", 100e3), payment("unmet", 5e3)))
MACHINE = CapitalItem("machine", "Machine", 500e3, 10, None, 0.8, 1.4)
PROPOSED = variant((MACHINE,), (payment("electricity", 40e3), payment("unmet", 5e3)))


def test_each_scenario_is_the_sum_of_its_flows(case: Case) -> None:
    """By hand, ten years without interest, machine 500,000 EUR (0.8 to 1.4 times), 20 %.

    likely 10 (100,000 - 40,000) - 500,000; best 10 (120,000 - 32,000) - 400,000;
    worst 10 (80,000 - 48,000) - 700,000.
    """
    found = {s.name: s for s in scenarios(case, BASE, PROPOSED, heat_mwh_per_a=1000.0)}
    assert {name: s.figures["npv_eur"] for name, s in found.items()} == pytest.approx(
        {"worst": -380e3, "likely": 100e3, "best": 480e3}, abs=CENT_EUR
    )
    assert found["best"].figures["payback_a"] == pytest.approx(400 / 88)
    assert found["worst"].figures["payback_a"] is None
    assert found["best"].figures["lcoh_eur_per_mwh"] == pytest.approx((40 + 32 + 5) / 1.0)


def test_each_scenario_tells_its_factors(case: Case) -> None:
    worst, likely, best = scenarios(case, BASE, PROPOSED, heat_mwh_per_a=1000.0)
    assert worst.factors == pytest.approx(
        {"investment": 1.4, "electricity": 1.2, "natural_gas": 0.8}
    )
    assert set(likely.factors.values()) == {1.0}
    assert best.factors == pytest.approx(
        {"investment": 0.8, "electricity": 0.8, "natural_gas": 1.2}
    )


def test_a_project_that_saves_electricity_gains_when_it_is_dear(case: Case) -> None:
    base = replace(BASE, annual=(payment("electricity", 100e3),))
    _, _, best = scenarios(case, base, PROPOSED, heat_mwh_per_a=1000.0)
    assert best.factors["electricity"] == pytest.approx(1.2)
    assert best.figures["npv_eur"] == pytest.approx(10 * (120e3 - 48e3 - 5e3) - 400e3)
