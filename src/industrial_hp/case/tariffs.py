"""Tariffs of a case: prices by hour of the day, month and weekday, as values of every period."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import accumulate
from typing import Literal

from pydantic import Field

from industrial_hp.case.calendar import Calendar
from industrial_hp.case.fields import Name, Number, Stated, number
from industrial_hp.economics.tariff_windows import PriceWindow, mean_price_eur_per_mwh

Month = Literal["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


class TariffWindow(Stated):
    """Hours at one price; the windows of a tariff together cover the year.

    Where windows overlap, the one stated later holds.
    """

    tariff: Name
    from_h: Number = number(0, 24, "h", "hour of the day at which it begins", default=0.0)
    to_h: Number = number(
        0, 24, "h", "hour at which it ends, past midnight if earlier", default=24.0
    )
    months: tuple[Month, ...] = Field(default=(), description="months; all if none is named")
    weekdays: tuple[Weekday, ...] = Field(default=(), description="weekdays; all if none is named")
    eur_per_mwh: Number = number(-1000, 5000, "EUR/MWh", "price in these hours")


def tariff_values(
    windows: Sequence[TariffWindow], calendar: Calendar
) -> dict[str, tuple[float | None, ...]]:
    """Price of every period by tariff [EUR/MWh]; None where no window covers a period.

    A representative day does not know its weekday: each is as frequent as any other.
    """
    by_tariff: dict[str, list[PriceWindow]] = defaultdict(list)
    for one in windows:
        by_tariff[one.tariff].append(
            PriceWindow(one.from_h, one.to_h, one.months, one.weekdays, one.eur_per_mwh)
        )
    starts = list(accumulate(calendar.block_hours, initial=0.0))
    return {
        name: tuple(
            mean_price_eur_per_mwh(
                found, days_by_month=day.days_by_month, start_h=start, length_h=length
            )
            for day in calendar.days
            for start, length in zip(starts, calendar.block_hours, strict=False)
        )
        for name, found in by_tariff.items()
    }
