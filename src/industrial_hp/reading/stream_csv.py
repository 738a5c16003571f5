"""CSV of a stream table -> streams, with every finding at once."""

import csv
from pathlib import Path

from industrial_hp.errors import CaseError, Finding
from industrial_hp.pinch.streams import Stream, streams_from_records


def read_streams(path: Path, dtmin_k: float) -> tuple[Stream, ...]:
    """Read a stream table.

    Parameters
    ----------
    path : Path
        CSV with the columns ``name, t_in_c, t_out_c, duty_kw`` and, where wanted,
        ``dt_contribution_k`` and ``kind``; comma or semicolon.
    dtmin_k : float
        Least temperature difference [K].

    Raises
    ------
    CaseError
        With a finding for every wrong column, cell and row.
    """
    text = _text(path)
    delimiter = ";" if ";" in text.partition("\n")[0] else ","
    try:
        rows = list(csv.reader(text.splitlines(), delimiter=delimiter))
    except csv.Error as error:
        raise CaseError(
            [Finding(path.name, f"is no table of comma-separated values: {error}")]
        ) from None
    reader = csv.DictReader(text.splitlines(), delimiter=delimiter, skipinitialspace=True)
    records = [
        {str(k).strip(): (v or "").strip() for k, v in row.items() if k is not None}
        for row in reader
    ]
    ragged = [
        Finding(f"{path.name}: row {number}", "wrong number of cells")
        for number, row in enumerate(rows, start=1)
        if row and len(row) != len(reader.fieldnames or ())
    ]
    if ragged:
        raise CaseError(ragged)
    return streams_from_records(records, dtmin_k)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CaseError([Finding(str(path), "no such file")]) from None
    except UnicodeDecodeError:
        raise CaseError(
            [Finding(path.name, "is not UTF-8 text", mend="save it as CSV UTF-8")]
        ) from None
    except OSError as error:
        raise CaseError([Finding(str(path), "cannot be read", str(error.strerror))]) from None
