"""Time of a study: representative days, or every step of a year."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from industrial_hp.case.fields import Name, Number, Stated, Title, number, whole
from industrial_hp.errors import UsageError
from industrial_hp.timeseries.calendar import days_of_year, time_zone

DAYS_OF_MONTHS = {
    "jan": (31,), "feb": (28, 29), "mar": (31,), "apr": (30,), "may": (31,), "jun": (30,),
    "jul": (31,), "aug": (31,), "sep": (30,), "oct": (31,), "nov": (30,), "dec": (31,),
}  # fmt: skip
MONTHS = tuple(DAYS_OF_MONTHS)
DAYS_TOLERANCE = 1e-6
"""Rounding [d] of days that are stated in parts."""


STEPS_H = (0.25, 0.5, 1.0)


class RepresentativeDay(Stated):
    """A day that stands for some days of each month."""

    name: Name
    title: Title = ""
    days_by_month: dict[str, float] = Field(
        description="days of each month (jan ... dec) that this day stands for",
        json_schema_extra={"unit": "d", "keys": list(MONTHS)},
    )

    @model_validator(mode="after")
    def _months_are_known(self) -> "RepresentativeDay":
        unknown = sorted(set(self.days_by_month) - set(MONTHS))
        if unknown:
            raise ValueError(f"months {', '.join(unknown)} are unknown; write {', '.join(MONTHS)}")
        if min(self.days_by_month.values(), default=0) < 0 or self.days_per_year <= 0:
            raise ValueError("a day must stand for a positive number of days")
        return self

    @property
    def days_per_year(self) -> float:
        """Days of the year that this day stands for."""
        return sum(self.days_by_month.values())


STEADY_DAY = RepresentativeDay(
    name="steady",
    title="Steady state",
    days_by_month={month: days[0] for month, days in DAYS_OF_MONTHS.items()},
)


class Calendar(Stated):
    """Representative days, each cut into the same blocks of hours; one steady day by default.

    Together the days stand for every day of each month of a year. Or a year of hours: then all its
    days are there, in steps of standard time, and typical ones are chosen for the search of sizes.
    """

    days: tuple[RepresentativeDay, ...] = (STEADY_DAY,)
    block_hours: tuple[float, ...] = Field(
        default=(24.0,), description="lengths of the blocks of a day [h]; they sum to 24"
    )
    year: int | None = whole(
        1950, 2100, "a", "year whose every step the series hold, in place of days", default=None
    )
    step_h: Number = number(0.25, 1, "h", "step of a year: 0.25, 0.5 or 1", default=1.0)
    time_zone: str = Field(
        default="",
        description="IANA name, such as Europe/Berlin, where the times of the series are those of "
        "clocks that know summer time; standard time if none is named",
    )
    typical_days: int = whole(
        1,
        60,
        "d",
        "days that stand for a year in the search of sizes, beside extreme ones",
        default=8,
    )

    @model_validator(mode="before")
    @classmethod
    def _a_year_has_all_its_days(cls, data: Any) -> Any:
        if not isinstance(data, dict) or type(data.get("year")) is not int:
            return data
        if not 1950 <= data["year"] <= 2100 or data.get("step_h", 1.0) not in STEPS_H:
            return data
        whole_year = _every_day(data["year"], float(data.get("step_h", 1.0)))
        for name, value in whole_year.items():
            if name in data and not _same(data[name], value):
                raise ValueError(f"year states all days; leave {name} out")
        return data | whole_year

    @model_validator(mode="after")
    def _the_step_divides_the_hour(self) -> "Calendar":
        if self.step_h not in STEPS_H:
            raise ValueError(f"step_h {self.step_h:g} is none of 0.25, 0.5 and 1")
        return self

    @model_validator(mode="after")
    def _the_zone_is_known(self) -> "Calendar":
        if self.time_zone:
            try:
                time_zone(self.time_zone)
            except UsageError as error:
                raise ValueError(str(error)) from error
        return self

    @model_validator(mode="after")
    def _every_day_of_the_year_is_filled(self) -> "Calendar":
        wrong = []
        if min(self.block_hours, default=0) <= 0:
            wrong.append("block_hours must be positive; a day has 24 h")
        elif abs(sum(self.block_hours) - 24) > 1e-9:
            wrong.append(f"blocks sum to {sum(self.block_hours):g} h; a day has 24 h")
        months = []
        for month, lengths in DAYS_OF_MONTHS.items():
            found = sum(day.days_by_month.get(month, 0.0) for day in self.days)
            if min(abs(found - length) for length in lengths) > DAYS_TOLERANCE:
                months.append(f"{month} {found:.10g} ({' or '.join(map(str, lengths))})")
        if months:
            year = sum(day.days_per_year for day in self.days)
            wrong.append(
                f"the days stand for {year:.10g} days; a year has 365 or 366, and each month its "
                f"own; mend {', '.join(months)}"
            )
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    @property
    def hours_per_year(self) -> NDArray[np.float64]:
        """Hours of the year that each period stands for, day by day; shape (periods,)."""
        days = np.array([day.days_per_year for day in self.days])
        return np.outer(days, self.block_hours).ravel()

    @property
    def period_count(self) -> int:
        """Number of periods: blocks of all days."""
        return len(self.days) * len(self.block_hours)


def _every_day(year: int, step_h: float) -> dict[str, Any]:
    """Days and blocks of a calendar that holds every step of a year."""
    days = tuple(
        RepresentativeDay(
            name=f"d{number:03d}", title=f"{day:%Y-%m-%d}", days_by_month={MONTHS[day.month - 1]: 1}
        )
        for number, day in enumerate(days_of_year(year), start=1)
    )
    return {"days": days, "block_hours": (step_h,) * round(24 / step_h)}


def _same(stated: Any, value: tuple[Any, ...]) -> bool:
    plain = tuple(x.model_dump() if isinstance(x, RepresentativeDay) else x for x in value)
    given = tuple(x.model_dump() if isinstance(x, RepresentativeDay) else x for x in stated)
    return given == plain
