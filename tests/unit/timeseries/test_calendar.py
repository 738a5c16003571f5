"""Time stamps of a year: summer time, leap years, gaps, repetitions."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from industrial_hp.errors import UsageError
from industrial_hp.timeseries.calendar import days_of_year, steps_of_year, time_faults

BERLIN = ZoneInfo("Europe/Berlin")


def standard(year: int = 2025, step_h: float = 1.0) -> list[str]:
    return [f"{moment:%Y-%m-%d %H:%M}" for moment in steps_of_year(year, step_h)]


def local(year: int = 2025) -> list[str]:
    """Clock of Berlin for every hour of a year, made from UTC."""
    first = datetime(year, 1, 1, tzinfo=BERLIN).astimezone(UTC)
    count = len(days_of_year(year)) * 24
    return [
        f"{(first + timedelta(hours=k)).astimezone(BERLIN):%Y-%m-%d %H:%M}" for k in range(count)
    ]


@pytest.mark.parametrize(("year", "hours"), [(2025, 8760), (2024, 8784)])
def test_a_year_has_its_hours(year: int, hours: int) -> None:
    assert len(steps_of_year(year, 1.0)) == hours
    assert len(steps_of_year(year, 0.25)) == 4 * hours
    assert time_faults(standard(year), year, 1.0) == ()


def test_a_clock_with_summer_time_is_brought_to_standard_time() -> None:
    stamps = local()
    assert stamps.count("2025-10-26 02:00") == 2
    assert "2025-03-30 02:00" not in stamps
    assert time_faults(stamps, 2025, 1.0, "Europe/Berlin") == ()


def test_stamps_with_their_offset_need_no_guess() -> None:
    first = datetime(2025, 1, 1, tzinfo=BERLIN).astimezone(UTC)
    stamps = [(first + timedelta(hours=k)).isoformat() for k in range(8760)]
    assert time_faults(stamps, 2025, 1.0, "Europe/Berlin") == ()
    assert time_faults(stamps, 2025, 1.0)[0].problem == "has an offset; state the time_zone"


def test_an_hour_that_the_clock_leaves_out_does_not_exist() -> None:
    stamps = local()
    stamps[stamps.index("2025-03-30 03:00")] = "2025-03-30 02:00"
    [fault] = time_faults(stamps, 2025, 1.0, "Europe/Berlin")
    assert fault.problem == "does not exist: clocks were put forward"


def test_gaps_repetitions_and_words_are_told_with_their_row() -> None:
    stamps = standard()
    del stamps[100:103]
    [gap] = time_faults(stamps, 2025, 1.0)
    assert (gap.row, gap.problem) == (100, "3 steps are missing before it")
    stamps = standard()
    stamps.insert(200, stamps[199])
    [again] = time_faults(stamps, 2025, 1.0)
    assert (again.row, again.problem) == (200, "comes again")
    stamps = standard()
    stamps[300] = "Tuesday"
    [word] = time_faults(stamps, 2025, 1.0)
    assert (word.row, word.problem) == (300, "is no date and time")


def test_a_year_that_ends_early_or_is_another_is_told() -> None:
    [short] = time_faults(standard()[:-24], 2025, 1.0)
    assert (short.have, short.want) == ("8736", "8760")
    assert time_faults(standard(2024)[:8760], 2025, 1.0)[0].row == 0


def test_a_zone_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="IANA name"):
        time_faults(standard(), 2025, 1.0, "Middle/Earth")
