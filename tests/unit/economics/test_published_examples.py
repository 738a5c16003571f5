"""Openly published worked examples of VDI 2067-1, NPV, IRR, MIRR and payback, with their sources.

EN 17463 prints its example only in the standard, which is sold; its method (NPV as C0 + NPV of the
later flows, worst / likely / best) is met by the hand calculations at the end, which say so.
"""

import csv
from pathlib import Path

import pytest

from industrial_hp.economics.annuity import (
    annuity_factor,
    capital_present_value,
    levelling_factor,
    present_value_factor,
)
from industrial_hp.economics.cash_flow import (
    discounted_payback_a,
    irr,
    mirr,
    npv_eur,
    payback_a,
)

EXAMPLES = Path(__file__).parents[2] / "reference" / "money_examples.csv"

# Example of VDI 2067-1:2012, annex B (an oil heating of a house), as the open program
# jnettels/annuity prints it (VDI2067.py, main_VDI_example, commit 024b86a): parts by price [EUR],
# life [a], yearly upkeep [-]; the planning is bought once. Its total is told there as that of the
# standard.
PARTS = (
    (6045, 20, 0.035),
    (2000, 12, 0.12),
    (75, 12, 0.025),
    (2800, 50, 0.02),
    (4426, 40, 0.01),
    (40, 15, 0.02),
    (286, 10, 0.03),
    (50, 20, 0.025),
    (616, 40, 0.0),
    (7551, 30, 0.01),
    (950, 25, 0.015),
    (2500, 50, 0.03),
    (100, 50, 0.03),
    (633, 20, 0.0),
    (250, 10, 0.03),
    (1920, 30, 0.02),
    (684, 20, 0.01),
)
PLANNING_EUR, OPERATION_EUR_PER_A = 500.0, 10 * 30.0
DEMAND_EUR_PER_A = 14012 * 0.06 + 417 * 0.20
INTEREST, YEARS = 0.07, 30
CAPITAL_CHANGE, DEMAND_CHANGE, OPERATION_CHANGE, UPKEEP_CHANGE = 0.03, 0.03, 0.02, 0.03
VDI_TOTAL_EUR_PER_A = 5633.44
ROUNDED_FACTORS_SHARE = 3e-4
"""The standard calculates with factors rounded to four digits."""


def test_the_example_of_vdi_2067_is_met() -> None:
    annuity = annuity_factor(INTEREST, YEARS)
    bought = PLANNING_EUR + sum(
        capital_present_value(
            price,
            lifetime_a=life,
            horizon_a=YEARS,
            interest=INTEREST,
            price_change=CAPITAL_CHANGE,
        )
        for price, life, _ in PARTS
    )
    upkeep = sum(price * share for price, _, share in PARTS)
    total = (
        bought * annuity
        + DEMAND_EUR_PER_A * levelling_factor(INTEREST, YEARS, DEMAND_CHANGE)
        + OPERATION_EUR_PER_A * levelling_factor(INTEREST, YEARS, OPERATION_CHANGE)
        + upkeep * levelling_factor(INTEREST, YEARS, UPKEEP_CHANGE)
    )
    assert total == pytest.approx(VDI_TOTAL_EUR_PER_A, rel=ROUNDED_FACTORS_SHARE)


def test_the_factors_of_vdi_2067_in_closed_form() -> None:
    # VDI 2067-1, equations 4 and 5 (as jnettels/annuity states them): a = (q - 1)/(1 - q^-T),
    # b = (1 - (r/q)^T)/(q - r). By hand for q = 1.07, T = 30, r = 1.03: 1.07^30 = 7.612255, so
    # a = 0.07/(1 - 0.1313671) = 0.0805864; (1.03/1.07)^30 = 2.427262/7.612255 = 0.3188625, so
    # b = 0.6811375/0.04 = 17.028437.
    assert annuity_factor(0.07, 30) == pytest.approx(0.0805864, abs=1e-7)
    assert present_value_factor(0.07, 30, 0.03) == pytest.approx(17.028437, abs=1e-5)


def test_a_replacement_at_a_risen_price_by_hand() -> None:
    # The pump of the example: 286 EUR, life 10 a, in 30 years: bought in years 0, 10 and 20 at
    # 1, 1.03^10 = 1.343916 and 1.03^20 = 1.806111 times the price, discounted by 1.967151 and
    # 3.869684; nothing is left: 286 (1 + 0.683179 + 0.466733) = 614.875.
    found = capital_present_value(
        286, lifetime_a=10, horizon_a=30, interest=0.07, price_change=0.03
    )
    assert found == pytest.approx(614.875, abs=0.01)


def examples() -> list[dict[str, str]]:
    return list(csv.DictReader(EXAMPLES.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", examples(), ids=lambda row: f"{row['figure']} {row['flows_eur']}")
def test_a_published_example_is_met(row: dict[str, str]) -> None:
    flows = [float(flow) for flow in row["flows_eur"].split()]
    interest = float(row["interest"] or "nan")
    found = {
        "NPV": lambda: npv_eur(flows, interest),
        "IRR": lambda: irr(flows),
        "MIRR": lambda: mirr(flows, financing=interest, reinvestment=float(row["reinvestment"])),
        "payback [a]": lambda: payback_a(flows),
        "discounted payback [a]": lambda: discounted_payback_a(flows, interest),
    }[row["figure"]]()
    assert found == pytest.approx(float(row["published"]), abs=float(row["tolerance"]))


def test_discounted_payback_of_the_textbook_by_hand() -> None:
    # Question 9.1 of Ross, Westerfield, Jordan: 147.63 and 284.23 cumulated in years 3 and 4 at
    # 10 %, so 3 + (200 - 147.63)/136.60 years.
    found = discounted_payback_a([-200, 50, 60, 70, 200], 0.10)
    assert found == pytest.approx(3 + 52.37 / 136.60, abs=5e-4)


def test_flows_of_several_signs_have_no_single_return_and_say_so() -> None:
    # Hand calculation: -1000 + 2150 x - 1155 x^2 is zero at 5 % and at 10 % (the sums of
    # 1000 (1.05)(1.10) = 1155 and 1000 (1.05 + 1.10) = 2150), so neither is the return.
    flows = [-1_000.0, 2_150.0, -1_155.0]
    assert npv_eur(flows, 0.05) == pytest.approx(0, abs=1e-9)
    assert npv_eur(flows, 0.10) == pytest.approx(0, abs=1e-9)
    assert irr(flows) is None
    # MIRR by hand at 8 %: out 1000 + 1155/1.1664 = 1990.226, in 2150 x 1.08 = 2322;
    # (2322/1990.226)^(1/2) - 1 = 0.080140.
    assert mirr(flows, financing=0.08, reinvestment=0.08) == pytest.approx(0.080140, abs=1e-6)


def test_three_scenarios_of_an_investment_by_hand() -> None:
    # EN 17463 values the worst, the likely and the best course. By hand: 10,000 EUR save 2,000
    # EUR in each of 8 years at 6 %; the present value of 1 EUR is (1 - 1.06^-8)/0.06 = 6.209794.
    # Likely 2,419.59; worst (a fifth less saved, a fifth dearer) 1,600 x 6.209794 - 12,000 =
    # -2,064.33; best 2,400 x 6.209794 - 8,000 = 6,903.51.
    for price, saving, value in (
        (12_000, 1_600, -2_064.33),
        (10_000, 2_000, 2_419.59),
        (8_000, 2_400, 6_903.51),
    ):
        assert npv_eur([-price] + [saving] * 8, 0.06) == pytest.approx(value, abs=0.01)
