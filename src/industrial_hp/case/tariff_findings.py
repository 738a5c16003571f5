"""What is wrong with the tariffs of a case."""

from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.part_values import stated
from industrial_hp.case.tariffs import tariff_values
from industrial_hp.errors import Finding


def tariff_findings(case: Case) -> Iterator[Finding]:
    """Tariffs that do not cover the year, or bear the name of a series."""
    windows = stated(case, "tariff_windows") or ()
    for name, values in tariff_values(windows, case.calendar).items():
        place = f"tariff_windows: {name}"
        if None in values:
            yield Finding(
                place,
                "hours of the year lie in no window",
                f"{values.count(None)} of {len(values)} periods are not covered",
                mend="state a first window without hours, months and weekdays: the price of all "
                "other times",
            )
        if name in case.series:
            yield Finding(place, "a series has this name, too", mend="rename one of them")
