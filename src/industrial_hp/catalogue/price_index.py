"""Change of prices from year to year, to bring a cost of one year to the money of another.

The index is that of consumer prices of the European Economic Area (Eurostat, HICP, all items).
Prices of machines may have moved otherwise; technology-data, which the catalogue's Danish figures
were read in, uses the same index.
"""

import math
from functools import cache

from industrial_hp.catalogue.tables import number, table_rows
from industrial_hp.errors import UsageError

PRICE_INDEX_CSV = "price_index.csv"
INDEX_WORDS = "consumer price index of the European Economic Area (Eurostat, HICP, all items)"
PER_CENT = 100.0


@cache
def price_changes() -> dict[int, float]:
    """Change of prices against the year before, by year [1/a]."""
    return {
        int(row["name"]): number(row, "change_percent") / PER_CENT
        for row in table_rows(PRICE_INDEX_CSV)
    }


def index_years() -> tuple[int, int]:
    """First and last year that a price can be brought to."""
    return min(price_changes()) - 1, max(price_changes())


def price_factor(from_year: int, to_year: int, *, later_change: float | None = None) -> float:
    """What a price of one year is multiplied by in the money of another [-].

    Parameters
    ----------
    from_year, to_year : int
        Year of the price and year of the money wanted.
    later_change : float, optional
        Yearly change of prices after the last year of the index [1/a].

    Notes
    -----
    factor = product over the years y after the earlier one up to the later one of (1 + change_y),
    and its inverse where the money wanted is the older one.

    Raises
    ------
    UsageError
        If a year lies outside the index, and no later change is given for one after it.
    """
    first, last = index_years()
    for year in (from_year, to_year):
        if year < first or (year > last and later_change is None):
            raise UsageError(
                f"no price index for {year}; permitted: {first} to {last}, and later years with "
                "their yearly change of prices"
            )
    low, high = sorted((from_year, to_year))
    known, later = price_changes(), later_change or 0.0
    factor = math.prod(1.0 + known.get(year, later) for year in range(low + 1, high + 1))
    return factor if to_year >= from_year else 1.0 / factor
