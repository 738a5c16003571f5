"""Process streams: what gives heat, what takes it, and how they are read from plain records.

A hot stream is cooled from ``t_in_c`` to ``t_out_c``, a cold stream heated; a latent load has
equal temperatures and says its kind. Records come as text, as a CSV reader gives them.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from industrial_hp.errors import CaseError, Finding, UsageError
from industrial_hp.units import ZERO_CELSIUS_K

StreamKind = Literal["hot", "cold"]

# Shifted temperatures closer than this are one temperature: T - d and T + d of tabled figures
# differ in the last binary digit, and a latent load must not slip past its partner for that.
TEMPERATURE_DECIMALS = 9

REQUIRED_COLUMNS = ("name", "t_in_c", "t_out_c", "duty_kw")
OPTIONAL_COLUMNS = ("dt_contribution_k", "kind")
COLUMNS = REQUIRED_COLUMNS + OPTIONAL_COLUMNS

# Rows are counted as a spreadsheet shows them: the header is row 1.
FIRST_RECORD_ROW = 2


@dataclass(frozen=True)
class Stream:
    """One process stream with constant heat capacity flow, or one latent load.

    Parameters
    ----------
    name : str
        Name of the stream.
    t_in_c, t_out_c : float
        Supply and target temperature [degC]; equal for a latent load.
    duty_kw : float
        Heat given (hot) or taken (cold) [kW], greater than zero.
    dt_contribution_k : float
        Temperature contribution d of this side [K], at least zero.
    kind : {"hot", "cold"}, optional
        Needed only where the temperatures are equal; else it follows from them.

    Raises
    ------
    UsageError
        If a number is not finite or out of range, or ``kind`` is missing or contradicts.
    """

    name: str
    t_in_c: float
    t_out_c: float
    duty_kw: float
    dt_contribution_k: float
    kind: StreamKind | None = None

    def __post_init__(self) -> None:
        numbers = (self.t_in_c, self.t_out_c, self.duty_kw, self.dt_contribution_k)
        if not all(math.isfinite(number) for number in numbers):
            raise UsageError(f"stream {self.name}: every number must be finite, found {numbers}")
        if self.duty_kw <= 0.0:
            raise UsageError(f"stream {self.name}: duty_kw {self.duty_kw} must be above 0")
        if self.dt_contribution_k < 0.0:
            raise UsageError(
                f"stream {self.name}: dt_contribution_k {self.dt_contribution_k} must be >= 0"
            )
        if self.kind is None and self.t_in_c == self.t_out_c:
            raise UsageError(f"stream {self.name}: equal temperatures need a kind, hot or cold")
        if self.kind is not None and self.t_in_c != self.t_out_c and self.kind != self._direction:
            raise UsageError(
                f"stream {self.name}: {self.t_in_c} -> {self.t_out_c} degC is a "
                f"{self._direction} stream, not {self.kind}"
            )

    @property
    def _direction(self) -> StreamKind:
        return "hot" if self.t_in_c > self.t_out_c else "cold"

    @property
    def side(self) -> StreamKind:
        """Whether the stream gives ("hot") or takes ("cold") heat."""
        return self.kind if self.kind is not None else self._direction

    @property
    def is_latent(self) -> bool:
        """Whether the whole duty is exchanged at one temperature."""
        return self.t_in_c == self.t_out_c

    def shifted_c(self, temperature_c: float) -> float:
        """Shifted temperature [degC]: T - d of a hot, T + d of a cold stream."""
        sign = -1.0 if self.side == "hot" else 1.0
        return round(temperature_c + sign * self.dt_contribution_k, TEMPERATURE_DECIMALS)


def streams_from_records(
    records: Sequence[Mapping[str, str]], dtmin_k: float
) -> tuple[Stream, ...]:
    """Read streams from text records, one per stream.

    Parameters
    ----------
    records : sequence of mapping
        Columns ``name, t_in_c, t_out_c, duty_kw`` [degC, kW] and, where wanted,
        ``dt_contribution_k`` [K] and ``kind`` (needed for equal temperatures). Rows are
        named as a spreadsheet counts them: the header is row 1, the first record row 2.
    dtmin_k : float
        Least temperature difference [K]; half of it is the contribution of a stream that
        states none.

    Raises
    ------
    CaseError
        With a finding for every wrong column, cell and row.
    UsageError
        If ``dtmin_k`` is negative or not finite.
    """
    if not (math.isfinite(dtmin_k) and dtmin_k >= 0.0):
        raise UsageError(f"dtmin_k {dtmin_k} must be a finite number of at least 0 K")
    if not records:
        raise CaseError([Finding("row 2", "there is no stream", mend="state at least one stream")])
    findings = _column_findings(records)
    streams: list[Stream] = []
    for row, record in enumerate(records, start=FIRST_RECORD_ROW):
        stream, wrong = _stream_from_record(record, row=row, default_dt_k=dtmin_k / 2.0)
        findings += wrong
        streams += [stream] if stream is not None else []
    if findings:
        raise CaseError(findings)
    return tuple(streams)


def _column_findings(records: Sequence[Mapping[str, str]]) -> list[Finding]:
    """Columns that are unknown, and required ones that no record has."""
    present = {column for record in records for column in record}
    findings = [
        Finding(
            f"column {column}",
            "unknown column" if column else "cells without a column heading",
            value=str(column),
            permitted=", ".join(COLUMNS),
            mend="correct or remove the column",
        )
        for column in sorted(present - set(COLUMNS), key=str)
    ]
    return findings + [
        Finding(f"column {column}", "missing column", permitted=", ".join(COLUMNS), mend="add it")
        for column in REQUIRED_COLUMNS
        if column not in present
    ]


def _stream_from_record(
    record: Mapping[str, str], *, row: int, default_dt_k: float
) -> tuple[Stream | None, list[Finding]]:
    """One stream, or the findings that forbid it; absent columns are told once, elsewhere."""
    findings: list[Finding] = []
    cells = {column: (record.get(column) or "").strip() for column in COLUMNS}
    if not cells["name"] and "name" in record:
        findings.append(Finding(f"row {row}: name", "empty", mend="name the stream"))
    numbers: dict[str, float] = {}
    for column in ("t_in_c", "t_out_c", "duty_kw", "dt_contribution_k"):
        if column == "dt_contribution_k" and not cells[column]:
            numbers[column] = default_dt_k
        elif column in record:
            number, finding = _number(cells[column], place=f"row {row}: {column}", column=column)
            numbers[column] = number
            findings += [finding] if finding is not None else []
    kind, kind_findings = _kind(cells["kind"], numbers, row=row)
    findings += kind_findings
    if findings or len(numbers) < 4 or not cells["name"]:
        return None, findings
    return Stream(cells["name"], kind=kind, **numbers), findings


def _number(text: str, *, place: str, column: str) -> tuple[float, Finding | None]:
    """A number inside the range of its column, else a finding."""
    lowest = {"duty_kw": 0.0, "dt_contribution_k": 0.0}.get(column, -ZERO_CELSIUS_K)
    permitted = f"a finite number {'>' if column == 'duty_kw' else '>='} {lowest:g}"
    mend = "write a plain number with a decimal point"
    if not text:
        return math.nan, Finding(place, "empty", permitted=permitted, mend=mend)
    try:
        number = float(text.replace("_", "x"))
    except ValueError:
        return math.nan, Finding(place, "not a number", text, permitted, mend)
    if not math.isfinite(number):
        return number, Finding(place, "not a finite number", text, permitted, mend)
    if number < lowest or (column == "duty_kw" and number == 0.0):
        remedy = "give the size of the duty; its direction follows from the temperatures"
        mend = remedy if column == "duty_kw" else f"correct {column}"
        return number, Finding(place, "out of range", text, permitted, mend)
    return number, None


def _kind(
    text: str, numbers: Mapping[str, float], *, row: int
) -> tuple[StreamKind | None, list[Finding]]:
    """Kind of a stream as stated, checked against its temperatures."""
    place = f"row {row}: kind"
    t_in_c, t_out_c = numbers.get("t_in_c", math.nan), numbers.get("t_out_c", math.nan)
    if not text:
        if t_in_c != t_out_c or math.isnan(t_in_c):
            return None, []
        mend = "say whether the latent load gives (hot) or takes (cold) heat"
        return None, [Finding(place, "needed for equal temperatures", "", "hot, cold", mend)]
    kind: StreamKind | None = "hot" if text == "hot" else "cold" if text == "cold" else None
    if kind is None:
        return None, [Finding(place, "unknown kind", text, "hot, cold", "write hot or cold")]
    if (t_in_c < t_out_c and kind == "hot") or (t_in_c > t_out_c and kind == "cold"):
        message = f"contradicts the temperatures {t_in_c:g} -> {t_out_c:g} degC"
        return None, [Finding(place, message, text, mend="correct the kind or the temperatures")]
    return kind, []
