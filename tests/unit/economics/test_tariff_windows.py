"""Prices by time of use against hand calculations."""

import pytest

from industrial_hp.economics.tariff_windows import PriceWindow, mean_price_eur_per_mwh

LOW = PriceWindow(0.0, 24.0, (), (), 60.0)
DAY = PriceWindow(6.0, 22.0, (), (), 100.0)
WEEK = ("mon", "tue", "wed", "thu", "fri")


def mean(
    *windows: PriceWindow, start_h: float = 0.0, length_h: float = 24.0, **days: float
) -> float:
    found = mean_price_eur_per_mwh(
        windows, days_by_month=days or {"jan": 31.0}, start_h=start_h, length_h=length_h
    )
    assert found is not None
    return found


def test_a_later_window_covers_an_earlier_one() -> None:
    """Sixteen hours at 100 and eight at 60 EUR/MWh: (1600 + 480) / 24."""
    assert mean(LOW, DAY) == pytest.approx(2080 / 24)
    assert mean(DAY, LOW) == pytest.approx(60.0)


def test_a_block_across_the_edge_of_a_window_pays_by_its_hours() -> None:
    """From 4 to 8 o'clock: two hours at 60, two at 100 EUR/MWh."""
    assert mean(LOW, DAY, start_h=4.0, length_h=4.0) == pytest.approx(80.0)
    assert mean(LOW, DAY, start_h=8.0, length_h=4.0) == pytest.approx(100.0)


def test_a_window_may_pass_midnight() -> None:
    night = PriceWindow(22.0, 6.0, (), (), 40.0)
    assert mean(LOW, night, start_h=20.0, length_h=4.0) == pytest.approx(50.0)
    assert mean(LOW, night, start_h=0.0, length_h=6.0) == pytest.approx(40.0)


def test_a_day_of_several_months_pays_by_its_days_of_each() -> None:
    """31 days of January at 100, 10 of April at 60 EUR/MWh."""
    winter = PriceWindow(0.0, 24.0, ("jan",), (), 100.0)
    assert mean(LOW, winter, jan=31.0, apr=10.0) == pytest.approx((31 * 100 + 10 * 60) / 41)


def test_each_weekday_is_as_frequent_as_any_other() -> None:
    working = PriceWindow(0.0, 24.0, (), WEEK, 100.0)
    assert mean(LOW, working) == pytest.approx((5 * 100 + 2 * 60) / 7)


def test_an_hour_without_a_window_has_no_price() -> None:
    found = mean_price_eur_per_mwh([DAY], days_by_month={"jan": 31.0}, start_h=0.0, length_h=8.0)
    assert found is None
