"""The resolved case as files, so that a result can be checked and repeated from its folder."""

import csv
from itertools import accumulate
from pathlib import Path

import yaml

from industrial_hp.case.case import Case


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
    text = yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=100)
    (folder / "case.yaml").write_text(text, encoding="utf-8", newline="\n")
    if case.series:
        _write_series(case, folder / "series" / "series.csv")


def _write_series(case: Case, path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    names = sorted(case.series)
    starts = [0.0, *accumulate(case.calendar.block_hours)][:-1]
    index = [(day.name, start) for day in case.calendar.days for start in starts]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("day", "start_h", *names))
        for number, (day, start) in enumerate(index):
            writer.writerow((day, start, *(case.series[name][number] for name in names)))
