"""Typical days: weights fill the year, extremes stay, sums are kept."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from industrial_hp.errors import UsageError
from industrial_hp.timeseries.typical_days import factors_to_keep_the_year, typical_days


def year(seed: int, days: int = 60, steps: int = 4) -> np.ndarray:
    """Two quantities: one that follows the season and noise, one that is noise."""
    draw = np.random.default_rng(seed)
    season = np.cos(np.linspace(0, 2 * np.pi, days))[:, None]
    heat = 2 + season + 0.2 * draw.random((days, steps))
    return np.stack([heat, draw.random((days, steps))], axis=2)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(1, 12), st.lists(st.integers(0, 59), max_size=4))
def test_every_day_has_one_that_stands_for_it(seed: int, count: int, extremes: list[int]) -> None:
    found = typical_days(year(seed), count, extremes)
    assert found.weights.sum() == 60
    assert found.weights.min() >= 1
    assert list(found.chosen) == sorted(set(found.chosen))
    assert len(found.chosen) <= count + len(set(extremes))
    for day in extremes:
        place = found.chosen.index(day)
        assert found.stands_for[day] == place
        assert found.weights[place] == 1


def test_two_kinds_of_days_are_told_apart_by_hand() -> None:
    # Days 0 to 4 have 1, days 5 to 9 have 9; a middle one of each stands for its five.
    profile = np.repeat([1.0, 9.0], 5)[:, None, None] * np.ones((1, 2, 1))
    profile[[2, 7]] += 0.0
    found = typical_days(profile, 2)
    assert list(found.weights) == [5, 5]
    assert len(set(found.stands_for[:5])) == len(set(found.stands_for[5:])) == 1


def test_as_many_days_as_there_are_change_nothing() -> None:
    profile = year(1, days=12)
    found = typical_days(profile, 12)
    assert found.chosen == tuple(range(12))
    assert list(found.stands_for) == list(range(12))


def test_the_sum_over_the_year_is_kept_and_the_extreme_day_too() -> None:
    profile = year(3)
    peak = int(profile[:, :, 0].sum(axis=1).argmax())
    days = typical_days(profile, 5, [peak])
    factor = factors_to_keep_the_year(profile[:, :, 0], days, [peak])
    values = profile[list(days.chosen), :, 0].sum(axis=1)
    scaled = np.where(np.array(days.chosen) == peak, values, values * factor)
    assert float(scaled @ days.weights) == pytest.approx(float(profile[:, :, 0].sum()))
    assert 0.8 < factor < 1.2


def test_no_day_or_too_many_are_refused() -> None:
    for count in (0, 61):
        with pytest.raises(UsageError, match="typical days"):
            typical_days(year(1), count)
