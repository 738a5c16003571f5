"""The resolved case as files, so that a result can be checked and repeated from its folder."""

import csv
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

from industrial_hp.case.case import Case
from industrial_hp.timeseries.calendar import steps_of_year


def write_case_files(case: Case, folder: Path) -> None:
    """Write ``case.yaml`` and ``series/series.csv``; `read_case` of the folder gives the case.

    Parameters
    ----------
    case : Case
        What was asked; every default is written out.
    folder : Path
        Made if it is not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    data = case.model_dump(mode="json", exclude={"series"})
    if case.calendar.year is not None:  # the year states its days itself
        del data["calendar"]["days"], data["calendar"]["block_hours"]
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    (folder / "case.yaml").write_text(text, encoding="utf-8", newline="\n")
    if case.series:
        _write_series(case, folder / "series" / "series.csv")


def _write_series(case: Case, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    names = sorted(case.series)
    if case.calendar.year is None:
        starts = [0.0, *accumulate(case.calendar.block_hours)][:-1]
        header: tuple[str, ...] = ("day", "start_h")
        index: list[tuple[Any, ...]] = [(d.name, h) for d in case.calendar.days for h in starts]
    else:
        header = ("time",)
        steps = steps_of_year(case.calendar.year, case.calendar.step_h)
        index = [(f"{moment:%Y-%m-%d %H:%M}",) for moment in steps]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow((*header, *names))
        for number, place in enumerate(index):
            writer.writerow((*place, *(case.series[name][number] for name in names)))
