"""What the page says in words, in plain and in unlucky results."""

import math
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from industrial_hp.reporting.number_text import number_text
from industrial_hp.reporting.page_words import cards, next_steps, warnings
from industrial_hp.reporting.titles import in_words, proof_sentence
from industrial_hp.reporting.web_page import write_web_page
from industrial_hp.results.solution import Solution

DAY = date(2026, 1, 2)


def without_today(solution: Solution) -> Solution:
    compared = ("npv_eur", "irr", "payback_a", "discounted_payback_a")
    figures = tuple(
        replace(f, base=None, proposed=None if f.name in compared else f.proposed)
        for f in solution.key_figures
    )
    return replace(solution, base=None, project_flows_eur=None, key_figures=figures)


def nothing_built(solution: Solution) -> Solution:
    kept = solution.equipment[solution.equipment["existing"]]
    return replace(solution, equipment=kept, machine_diagrams=())


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1234567.8, "EUR", "1,234,568"),
        (-0.004, "MW", "0.00"),
        (-12.34, "°C", "−12.3"),
        (0.0, "MW", "0"),
        (None, "MW", "–"),
        (math.nan, "a", "–"),
        (1.5e-9, "small", "1.5e-09"),
    ],
)
def test_numbers_have_the_digits_of_their_unit(value: float | None, unit: str, text: str) -> None:
    assert number_text(value, unit) == text


def test_cards_lead_with_the_net_present_value_and_say_the_change(town: Solution) -> None:
    first, *others = cards(town)
    assert first.title == "Net present value"
    co2 = next(card for card in others if card.title == "CO2 emissions")
    figure = town.key_figure("co2_t_per_a")
    change = 100 * (figure.proposed / figure.base - 1)
    assert co2.note.startswith(f"{change:+.0f}%, today {figure.base:,.0f} t/a".replace("-", "−"))


def test_an_unproved_answer_and_a_failed_check_are_warnings(town: Solution) -> None:
    failed = replace(town.checks[0], passed=False)
    unlucky = replace(
        town, proof=replace(town.proof, proved=False), checks=(failed, *town.checks[1:])
    )
    told = warnings(unlucky)
    assert any(text.startswith(f"Check failed: {failed.name}") for text in told)
    assert any("not proved" in text for text in told)


def test_a_search_without_a_bound_says_that_nothing_is_proved(town: Solution) -> None:
    proof = replace(town.proof, gap=math.inf, lower_bound_eur_per_a=-math.inf, proved=False)
    sentence = proof_sentence(proof)
    assert "nothing is proved" in sentence
    assert "inf " not in sentence


def test_where_nothing_pays_the_page_says_so(town: Solution) -> None:
    assert in_words(nothing_built(town)).startswith("Nothing on offer pays")


def test_every_new_machine_is_to_be_asked_for(town: Solution) -> None:
    asked = [text for text in next_steps(town) if text.startswith("Ask suppliers")]
    assert len(asked) == int((town.equipment["type"] == "heat_pump").sum()) > 0
    assert any("gives no source" in text and "chillers" in text for text in next_steps(town))


@pytest.mark.parametrize("change", [without_today, nothing_built])
def test_a_page_is_written_of_every_kind_of_result(
    change: object, town: Solution, tmp_path: Path
) -> None:
    assert callable(change)
    write_web_page(change(town), tmp_path / "report.html", report_date=DAY)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert ">nan<" not in text.lower()
    assert ">None<" not in text
    assert 'id="figure-sankey"' in text
