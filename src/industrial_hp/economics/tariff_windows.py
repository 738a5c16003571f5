"""Prices by time of use: windows of hours, months and weekdays.

A window holds from an hour of the day up to another, past midnight where it ends before it begins,
in the months and on the weekdays that it names (all where it names none). Of windows that overlap
the later one holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class PriceWindow:
    """Hours of some days at one price [EUR/MWh]."""

    from_h: float
    to_h: float
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    eur_per_mwh: float

    def holds(self, month: str, weekday: str, hour: float) -> bool:
        """Whether the window covers an hour of a day."""
        inside = (
            self.from_h <= hour < self.to_h
            if self.from_h < self.to_h
            else hour >= self.from_h or hour < self.to_h
        )
        return (
            inside
            and (not self.months or month in self.months)
            and (not self.weekdays or weekday in self.weekdays)
        )


def mean_price_eur_per_mwh(
    windows: Sequence[PriceWindow],
    *,
    days_by_month: Mapping[str, float],
    start_h: float,
    length_h: float,
) -> float | None:
    """Mean price of a block of a day that stands for days of some months [EUR/MWh].

    Parameters
    ----------
    windows : sequence of PriceWindow
        Windows of one tariff; the later of two that overlap holds.
    days_by_month : mapping of str to float
        Days of each month that the day stands for; each weekday is as frequent as any other.
    start_h, length_h : float
        Hours of the day that the block covers [h].

    Returns
    -------
    float or None
        The mean weighted by time; None where an hour lies in no window.
    """
    end_h = start_h + length_h
    edges = {start_h, end_h} | {
        hour
        for window in windows
        for hour in (window.from_h, window.to_h)
        if start_h < hour < end_h
    }
    ordered = sorted(edges)
    paid = weight = 0.0
    for month, days in days_by_month.items():
        for weekday in WEEKDAYS if days > 0 else ():
            for left, right in pairwise(ordered):
                price = _price(windows, month, weekday, hour=left)
                if price is None:
                    return None
                paid += price * (right - left) * days
                weight += (right - left) * days
    return paid / weight


def _price(
    windows: Sequence[PriceWindow], month: str, weekday: str, *, hour: float
) -> float | None:
    found = [one.eur_per_mwh for one in windows if one.holds(month, weekday, hour)]
    return found[-1] if found else None
