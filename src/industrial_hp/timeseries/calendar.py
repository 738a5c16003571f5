"""A year in equal steps of standard time, and time stamps as files hold them.

Each day of the year has 24 hours: standard time knows no summer time. Stamps of a clock that does
are brought to it; in autumn an hour comes twice, in spring one is left out, and none is lost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from industrial_hp.errors import UsageError

MOST_FAULTS = 20
"""Faults told of one file; more are of the same kind."""


@dataclass(frozen=True)
class TimeFault:
    """A stamp that is not the one expected in its row (0 is the first)."""

    row: int
    problem: str
    have: str
    want: str


def days_of_year(year: int) -> tuple[date, ...]:
    """All days of a year in order: 365 or 366."""
    first, after = date(year, 1, 1), date(year + 1, 1, 1)
    return tuple(first + timedelta(days=k) for k in range((after - first).days))


def steps_of_year(year: int, step_h: float) -> tuple[datetime, ...]:
    """Start of every step of a year in standard time, without a zone."""
    first, step = datetime(year, 1, 1), timedelta(hours=step_h)
    return tuple(first + k * step for k in range(round(len(days_of_year(year)) * 24 / step_h)))


def time_zone(name: str) -> ZoneInfo:
    """The zone of an IANA name such as Europe/Berlin.

    Raises
    ------
    UsageError
        If there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UsageError(
            f"no time zone {name!r}; take an IANA name such as Europe/Berlin"
        ) from None


def standard_offset(zone: ZoneInfo, year: int) -> timedelta:
    """Offset of standard time from UTC: the smaller one of January and July."""
    moments = (datetime(year, month, 1, tzinfo=zone) for month in (1, 7))
    return min(moment.utcoffset() or timedelta() for moment in moments)


def time_faults(
    stamps: Sequence[str], year: int, step_h: float, zone_name: str = ""
) -> tuple[TimeFault, ...]:
    """What is wrong with the time stamps of a table whose rows are the steps of a year.

    Parameters
    ----------
    stamps : sequence of str
        ISO 8601, such as ``2025-01-31 14:00``: in standard time; in the local time of the zone; or
        with their offset from UTC, which then wants a zone.
    year : int
        The year.
    step_h : float
        Length of a step [h].
    zone_name : str
        IANA name; empty for stamps in standard time.

    Returns
    -------
    tuple of TimeFault
        Stamps that cannot be read, gaps, repetitions, rows too few or too many; empty if none.

    Raises
    ------
    UsageError
        If there is no such zone.
    """
    zone = time_zone(zone_name) if zone_name else None
    wanted = steps_of_year(year, step_h)
    step = timedelta(hours=step_h)
    faults: list[TimeFault] = []
    seen: set[datetime] = set()
    expected = wanted[0]
    for row, text in enumerate(stamps):
        found = _standard_time(text.strip(), year, zone, seen)
        if isinstance(found, str):
            faults.append(TimeFault(row, found, text, f"{expected:%Y-%m-%d %H:%M}"))
            found = expected
        elif found != expected:
            faults.append(TimeFault(row, _step_wrong(found, expected, step), text, _told(expected)))
        if len(faults) >= MOST_FAULTS:
            return tuple(faults)
        expected = found + step
    if not faults and len(stamps) != len(wanted):
        have, want = str(len(stamps)), str(len(wanted))
        faults.append(
            TimeFault(max(len(stamps) - 1, 0), "the rows do not fill the year", have, want)
        )
    return tuple(faults)


def _told(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} standard time"


def _step_wrong(found: datetime, expected: datetime, step: timedelta) -> str:
    if found > expected:
        missing = (found - expected) / step
        if abs(missing - round(missing)) < 1e-9:
            return (
                f"{round(missing)} step{'s are' if round(missing) > 1 else ' is'} missing before it"
            )
        return "is no start of a step"
    return "comes again" if found == expected - step else "lies before the row above it"


def _standard_time(
    text: str, year: int, zone: ZoneInfo | None, seen: set[datetime]
) -> datetime | str:
    """A stamp in standard time without a zone, or why it has none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return "is no date and time"
    if zone is None:
        return "has an offset; state the time_zone" if moment.tzinfo is not None else moment
    if moment.tzinfo is None:
        local = moment
        moment = local.replace(tzinfo=zone, fold=1 if local in seen else 0)
        seen.add(local)
        if moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != local:
            return "does not exist: clocks were put forward"
    return (moment.astimezone(UTC) + standard_offset(zone, year)).replace(tzinfo=None)
