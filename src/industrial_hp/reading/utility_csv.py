"""CSV of utilities -> hot utilities at their levels and the price of cold utility."""

import csv
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from industrial_hp.errors import CaseError, Finding
from industrial_hp.pinch.streams import Stream

COLUMNS = ("name", "kind", "t_c", "eur_per_mwh", "max_kw")


@dataclass(frozen=True)
class Utility:
    """A row: hot or cold, its real temperature [degC], price [EUR/MWh], limit [kW] or none."""

    name: str
    kind: str
    t_c: float
    eur_per_mwh: float
    max_kw: float | None


def read_utilities(
    path: Path, streams: Sequence[Stream], dtmin_k: float
) -> tuple[tuple[Utility, ...], float]:
    """Read a table of utilities.

    Parameters
    ----------
    path : Path
        CSV with the columns ``name, kind, t_c, eur_per_mwh, max_kw``; kind is hot or cold, an
        empty ``max_kw`` no limit. At most one cold utility, colder than every stream.
    streams : sequence of Stream
        The stream table that they serve.
    dtmin_k : float
        Least temperature difference [K]; half of it is the contribution of a utility.

    Returns
    -------
    tuple of Utility
        The hot ones.
    float
        Price of cold utility [EUR/MWh]; zero where none is stated.

    Raises
    ------
    CaseError
        With a finding for every wrong column and cell.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, skipinitialspace=True)
            found, rows = tuple(reader.fieldnames or ()), list(reader)
    except OSError as error:
        raise CaseError([Finding(str(path), "cannot be read", str(error.strerror))]) from None
    if found != COLUMNS:
        mend = "write these columns in this order, separated by commas"
        heading = Finding(path.name, "wrong columns", ", ".join(found), ", ".join(COLUMNS), mend)
        raise CaseError([heading])
    findings: list[Finding] = []
    utilities = [
        _utility(row, f"{path.name}: row {number}", findings)
        for number, row in enumerate(rows, start=2)
    ]
    hot = tuple(u for u in utilities if u.kind == "hot")
    cold = [u for u in utilities if u.kind == "cold"]
    if not findings:
        findings += _findings_of_all(path.name, hot, cold, streams, dtmin_k)
    if findings:
        raise CaseError(findings)
    return hot, cold[0].eur_per_mwh if cold else 0.0


def _utility(row: dict[str, str], place: str, findings: list[Finding]) -> Utility:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if cells["kind"] not in ("hot", "cold"):
        findings.append(Finding(f"{place}: kind", "unknown kind", cells["kind"], "hot, cold"))
    if not cells["name"]:
        findings.append(Finding(f"{place}: name", "empty", mend="name the utility"))
    numbers = {"max_kw": math.inf}
    for column in COLUMNS[2:]:
        if column == "max_kw" and not cells[column]:
            continue
        try:
            numbers[column] = float(cells[column])
        except ValueError:
            numbers[column] = math.nan
        if not math.isfinite(numbers[column]) or (column == "max_kw" and numbers[column] < 0.0):
            permitted = "a finite number" + (" >= 0, or nothing" if column == "max_kw" else "")
            findings.append(
                Finding(f"{place}: {column}", "not permitted", cells[column], permitted)
            )
    limit = None if numbers["max_kw"] == math.inf else numbers["max_kw"]
    return Utility(cells["name"], cells["kind"], numbers["t_c"], numbers["eur_per_mwh"], limit)


def _findings_of_all(
    name: str,
    hot: tuple[Utility, ...],
    cold: list[Utility],
    streams: Sequence[Stream],
    dtmin_k: float,
) -> list[Finding]:
    findings: list[Finding] = []
    if not hot:
        findings.append(Finding(name, "there is no hot utility", mend="state at least one"))
    names = [u.name for u in (*hot, *cold)] + [s.name for s in streams]
    findings += [
        Finding(f"{name}: {twice}", "the name stands twice, or is that of a stream", twice)
        for twice in sorted({n for n in names if names.count(n) > 1})
    ]
    if len(cold) > 1:
        found = ", ".join(u.name for u in cold)
        findings.append(Finding(name, "more than one cold utility", found, "one", "keep one"))
    coldest = min(s.shifted_c(t) for s in streams for t in (s.t_in_c, s.t_out_c))
    findings += [
        Finding(
            f"{name}: {utility.name}: t_c",
            "is too warm for the coldest stream",
            f"{utility.t_c:g} degC",
            f"{coldest - dtmin_k / 2:g} degC and colder",
            "state the temperature at which the cold utility comes",
        )
        for utility in cold
        if utility.t_c + dtmin_k / 2 > coldest + 1e-9
    ]
    return findings
