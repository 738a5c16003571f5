"""Prices of one year in the money of another, against technology-data and hand calculation."""

import pytest

from industrial_hp.catalogue.equipment_costs import equipment_cost
from industrial_hp.catalogue.price_index import index_years, price_changes, price_factor
from industrial_hp.errors import UsageError

FOUR_DIGITS = 5e-5


@pytest.mark.parametrize(("year", "factor"), [(2015, 1.3358), (2019, 1.2661)])
def test_the_index_is_the_one_that_technology_data_brings_danish_prices_to_2025_with(
    year: int, factor: float
) -> None:
    # Output over input of the same rows of PyPSA/technology-data 634cdc1 (four digits).
    assert price_factor(year, 2025) == pytest.approx(factor, abs=FOUR_DIGITS)


def test_the_factor_is_the_product_of_the_years_between() -> None:
    # Eurostat prc_hicp_aind, EEA: 2022 +9.2 %, 2023 +6.4 %; by hand 1.092 x 1.064 = 1.161888.
    assert price_factor(2021, 2023) == pytest.approx(1.161888, abs=1e-9)
    assert price_factor(2023, 2021) == pytest.approx(1 / 1.161888, abs=1e-9)
    assert price_factor(2021, 2021) == 1.0


def test_years_after_the_index_need_a_change_of_their_own() -> None:
    last = index_years()[1]
    assert price_factor(last, last + 2, later_change=0.03) == pytest.approx(1.0609)
    with pytest.raises(UsageError, match=f"permitted: 1996 to {last}"):
        price_factor(2020, last + 1)
    with pytest.raises(UsageError, match="1995"):
        price_factor(1995, 2020)


def test_the_index_has_every_year() -> None:
    first, last = index_years()
    assert sorted(price_changes()) == list(range(first + 1, last + 1))


def test_a_row_in_older_money_has_all_its_prices_brought_down_and_says_so() -> None:
    row = equipment_cost("gas_boiler_steam")
    older = row.in_money_of(2019)
    assert older.law.cost_eur(10) * 1.2661 == pytest.approx(row.law.cost_eur(10), rel=1e-4)
    assert older.fixed_om_eur_per_size_a * 1.2661 == pytest.approx(2532, rel=1e-4)
    assert older.variable_om_eur_per_mwh * 1.2661 == pytest.approx(1.26, rel=1e-4)
    assert older.law.money_year == 2019
    assert "money of 2025 to 2019 x 0.789" in older.law.source


def test_a_row_whose_year_is_not_known_stays_as_it_is() -> None:
    row = equipment_cost("dh_pipe_per_m")
    assert row.law.money_year is None
    assert row.in_money_of(2015) == row
