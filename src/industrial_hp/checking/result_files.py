"""Files of a finished result, read and held to what they must look like; every finding at once."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from industrial_hp.case.case import Case
from industrial_hp.errors import CaseError, Finding
from industrial_hp.reading.read_case import read_case

Array = NDArray[np.float64]

COLUMNS: dict[str, tuple[str, ...]] = {
    "dispatch.csv": (
        "period",
        "hours",
        "hours_per_year",
        "zone",
        "unit",
        "type",
        "largest_mw",
        "heat_in_mw",
        "heat_out_mw",
        "electricity_mw",
        "fuel_mw",
        "t_evaporator_c",
        "t_condenser_c",
        "store_mwh",
        "use_share",
        "unmet_mw",
    ),
    "equipment.csv": (
        "tag",
        "type",
        "zone",
        "size",
        "size_unit",
        "existing",
        "mode_of",
        "cycle",
        "cop_design",
        "cop_annual",
        "investment_eur",
    ),
    "flows.csv": ("zone", "from", "to", "heat_mwh_per_a"),
    "heat_streams.csv": (
        "period",
        "zone",
        "unit",
        "side",
        "t_hot_c",
        "t_cold_c",
        "heat_mw",
        "difference_k",
    ),
    "kpis.csv": ("name", "base", "proposed"),
}
TEXTS = frozenset(
    {
        "period",
        "zone",
        "unit",
        "type",
        "tag",
        "mode_of",
        "size_unit",
        "existing",
        "from",
        "to",
        "side",
        "name",
        "cycle",
    }
)
MAY_BE_EMPTY = frozenset(
    {
        "largest_mw",
        "t_evaporator_c",
        "t_condenser_c",
        "store_mwh",
        "use_share",
        "difference_k",
        "cop_design",
        "cop_annual",
        "base",
        "proposed",
    }
)
MEND = "design the case anew; it lies in the folder case of the result"


@dataclass(frozen=True, eq=False)
class Result:
    """A finished result as its files tell it."""

    case: Case
    dispatch: pd.DataFrame
    equipment: pd.DataFrame
    flows: pd.DataFrame
    heat_streams: pd.DataFrame
    key_figures: pd.DataFrame
    money: dict[str, Any]
    """Of results.json: capital, annual payments and cash flow of both systems."""
    status: dict[str, Any]

    @property
    def periods(self) -> list[str]:
        """Names of the periods in the order of the calendar."""
        return [str(name) for name in dict.fromkeys(self.dispatch["period"])]

    @property
    def hours(self) -> Array:
        """Hours of the year that each period stands for, by the calendar of the case."""
        return self.case.calendar.hours_per_year

    def rows(self, **where: str) -> pd.DataFrame:
        """Rows of the operation whose columns are as stated."""
        found = self.dispatch
        for name, value in where.items():
            found = found[found[name] == value]
        return found

    def total(self, column: str, **where: str) -> Array:
        """Sum over units by period, in the order of the calendar."""
        sums = self.rows(**where).groupby("period", sort=False)[column].sum()
        return sums.reindex(self.periods, fill_value=0.0).to_numpy(dtype=float)

    def size(self, tag: str) -> float:
        """Size of a unit [MW or MWh]; zero where it is not built."""
        found = self.equipment.loc[self.equipment["tag"] == tag, "size"]
        return float(found.sum())

    def mode_of(self, tag: str) -> str:
        """Machine whose size a unit shares at another time; empty for a unit of its own."""
        found = self.equipment.loc[self.equipment["tag"] == tag, "mode_of"]
        return str(found.iloc[0]) if len(found) else ""

    def figure(self, name: str, side: str = "proposed") -> float | None:
        """A key figure; none where it is not defined."""
        found = self.key_figures.loc[self.key_figures["name"] == name, side].to_numpy(dtype=float)
        return float(found[0]) if len(found) and np.isfinite(found[0]) else None


def read_result(folder: Path) -> Result:
    """Read a folder that `design` has filled.

    Raises
    ------
    CaseError
        With a finding for every file that is missing, cut or wrong.
    """
    if not folder.is_dir():
        raise CaseError(
            [Finding(str(folder), "no such folder", permitted="a folder that design has filled")]
        )
    findings: list[Finding] = []
    tables = {name: _table(folder / name, columns, findings) for name, columns in COLUMNS.items()}
    status = _document(folder / "status.json", findings)
    document = _document(folder / "results.json", findings)
    case = _case(folder / "case", findings)
    if not findings:
        findings += (*_status_findings(status), *_money_findings(document))
    if case is not None and not findings:
        findings += _periods(case, tables["dispatch.csv"])
        findings += _stream_periods(tables["dispatch.csv"], tables["heat_streams.csv"])
    if findings or case is None:
        raise CaseError(findings)
    return Result(
        case,
        dispatch=tables["dispatch.csv"],
        equipment=tables["equipment.csv"],
        flows=tables["flows.csv"],
        heat_streams=tables["heat_streams.csv"],
        key_figures=tables["kpis.csv"],
        money={side: document.get(side) for side in ("base", "proposed")},
        status=status,
    )


def _case(folder: Path, findings: list[Finding]) -> Case | None:
    try:
        return read_case(folder)
    except CaseError as error:
        findings += error.findings
        return None


def _table(path: Path, columns: tuple[str, ...], findings: list[Finding]) -> pd.DataFrame:
    """A table with its promised columns; numbers are numbers."""
    empty = pd.DataFrame(columns=list(columns))
    try:
        table = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
    except FileNotFoundError:
        findings.append(Finding(path.name, "is missing", mend=MEND))
        return empty
    except (OSError, ValueError) as error:
        findings.append(Finding(path.name, "cannot be read as a table", str(error)[:200]))
        return empty
    missing = [name for name in columns if name not in table.columns]
    findings += [Finding(path.name, "the column is missing", name, mend=MEND) for name in missing]
    if missing:
        return empty
    for name in columns:
        if name not in TEXTS:
            table[name] = _numbers(path.name, table, name, findings)
    return table


def _numbers(
    file: str, table: pd.DataFrame, name: str, findings: list[Finding]
) -> "pd.Series[float]":
    texts = table[name]
    numbers = pd.to_numeric(texts, errors="coerce")
    wrong = (~np.isfinite(numbers)) & ((texts != "") | (name not in MAY_BE_EMPTY))
    if wrong.any():
        first = int(np.flatnonzero(wrong)[0])
        findings.append(
            Finding(
                f"{file}: line {first + 2}, {name}",
                f"is not a number ({int(wrong.sum())} cells)",
                repr(texts.iloc[first]),
                mend=MEND,
            )
        )
    return numbers


def _document(path: Path, findings: list[Finding]) -> dict[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        findings.append(Finding(path.name, "is missing", mend=MEND))
        return {}
    except (OSError, ValueError) as error:
        findings.append(Finding(path.name, "cannot be read", str(error)[:200], mend=MEND))
        return {}
    if not isinstance(document, dict):
        findings.append(Finding(path.name, "is no document of keys", mend=MEND))
        return {}
    return document


def _status_findings(status: dict[str, Any]) -> Iterator[Finding]:
    for name in ("objective_eur_per_a", "lower_bound_eur_per_a", "gap"):
        value = status.get(name)
        if value is not None and not _is_number(value):
            yield Finding(f"status.json: {name}", "is not a number", repr(value), mend=MEND)


def _money_findings(document: dict[str, Any]) -> Iterator[Finding]:
    """Capital, payments and cash flow of both systems must be whole; today's may be none."""
    for side in ("base", "proposed"):
        system = document.get(side)
        place = f"results.json: {side}"
        if system is None and side == "base" and side in document:
            continue
        if not isinstance(system, dict) or not _is_number(system.get("annual_cost_eur")):
            yield Finding(place, "is no whole system with its annual cost", mend=MEND)
            continue
        for name, numbers in (
            ("capital", ("investment_eur", "lifetime_a")),
            ("annual", ("quantity", "first_year_eur", "escalation")),
        ):
            items = system.get(name)
            if not isinstance(items, list) or not all(_has(item, numbers) for item in items):
                yield Finding(f"{place}.{name}", "is no list of whole items", mend=MEND)
        if not _is_cash_flow(system.get("cash_flow")):
            yield Finding(f"{place}.cash_flow", "is no table of amounts by year", mend=MEND)


def _has(item: Any, numbers: tuple[str, ...]) -> bool:
    if not isinstance(item, dict) or not all(_is_number(item.get(name)) for name in numbers):
        return False
    age, life = item.get("age_a"), item.get("lifetime_a", 1)
    return life >= 1 and (age is None or _is_number(age))


def _is_cash_flow(table: Any) -> bool:
    rows = table.get("rows") if isinstance(table, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return False
    amounts = [row.get("amounts_eur") for row in rows]
    whole = all(isinstance(a, list) and all(map(_is_number, a)) for a in amounts)
    return whole and len({len(a) for a in amounts if isinstance(a, list)}) <= 1


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and np.isfinite(value)


def _stream_periods(dispatch: pd.DataFrame, streams: pd.DataFrame) -> Iterator[Finding]:
    known = set(dispatch["period"])
    for name in sorted(set(streams["period"]) - known):
        yield Finding(
            "heat_streams.csv", "a period that dispatch.csv does not have", name, mend=MEND
        )


def _periods(case: Case, dispatch: pd.DataFrame) -> Iterator[Finding]:
    """Every unit has a row in every period of the calendar, in its order."""
    count = case.calendar.period_count
    names = list(dict.fromkeys(dispatch["period"]))
    if len(names) != count:
        yield Finding(
            "dispatch.csv", "another number of periods", str(len(names)), str(count), MEND
        )
        return
    for key, rows in dispatch.groupby(["zone", "unit", "type"], sort=True):
        if list(rows["period"]) != names:
            yield Finding(
                f"dispatch.csv: {told(key)}",
                "does not have each period once, in order",
                f"{len(rows)} rows",
                f"{count} rows",
                MEND,
            )


def told(key: Any) -> str:
    """Values of a group of rows as a place."""
    return " ".join(map(str, key))
