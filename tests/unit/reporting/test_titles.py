"""Words of the report: status, proof, types."""

import pytest

from industrial_hp.reporting.sheet_page import address
from industrial_hp.reporting.titles import (
    STATUS_WORDS,
    message_in_words,
    money,
    proof_sentence,
    stream_title,
    type_title,
)
from industrial_hp.results.solution import Proof, Status


def proof(status: Status, proved: bool) -> Proof:
    return Proof(status, proved, "the study", 1_234_567.8, 1_200_000.0, 0.028, 0.01)


def test_an_unproved_answer_says_so() -> None:
    assert "was not reached" in proof_sentence(proof("time_limit", False))
    assert "was not reached" not in proof_sentence(proof("optimal", True))


def test_a_failed_check_takes_the_proof_away() -> None:
    assert "not a proof" in proof_sentence(proof("verification_failed", False))


def test_bound_and_gap_stand_in_the_sentence() -> None:
    sentence = proof_sentence(proof("gap_reached", True))
    assert "1,200,000 EUR/a" in sentence
    assert "2.80%" in sentence


@pytest.mark.parametrize("status", list(STATUS_WORDS))
def test_every_status_has_words(status: Status) -> None:
    assert STATUS_WORDS[status].endswith(".")


def test_a_new_type_is_shown_by_its_key() -> None:
    assert type_title("heat_pump") == "Heat pump"
    assert type_title("ice_store") == "Ice store"


def test_a_fuel_has_one_title_everywhere() -> None:
    assert type_title("natural_gas") == "Natural gas"
    assert type_title("light_fuel_oil") == "Light fuel oil"
    assert type_title("lpg") == "LPG"


def test_cells_are_named_as_in_a_spreadsheet() -> None:
    assert address(0, 0) == "A1"
    assert address(3, 27, fixed_row=True, fixed_column=True) == "$AB$4"


def test_a_message_names_the_unit_by_its_title() -> None:
    names = {"dryer_exchanger": "Recovery: Dryer"}
    told = "dryer_exchanger: 0.61 MW lies outside the range of its cost law"
    assert message_in_words(told, names).startswith("Recovery: Dryer: 0.61 MW")
    assert message_in_words("Stopped by hand: no proof", names) == "Stopped by hand: no proof"


@pytest.mark.parametrize(
    ("amount_eur", "said"),
    [
        (6_504_485.0, "6.50 million EUR"),
        (-1_250_000.0, "-1.25 million EUR"),
        (317_386.08, "317,000 EUR"),
    ],
)
def test_sums_are_said_with_the_digits_that_a_feasibility_study_has(
    amount_eur: float, said: str
) -> None:
    assert money(amount_eur) == said


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("level_75c", "another machine at 75\N{NO-BREAK SPACE}°C"),
        ("level_minus_12_5c", "another machine at \N{MINUS SIGN}12.5\N{NO-BREAK SPACE}°C"),
        ("effluent", "Treated effluent"),
        ("unknown", "unknown"),
    ],
)
def test_a_level_between_machines_is_told_by_its_temperature(name: str, title: str) -> None:
    assert stream_title(name, {"effluent": "Treated effluent"}) == title
