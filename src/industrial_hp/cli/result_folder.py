"""The folder of a result: filled beside its place, put there when whole.

Nothing is deleted that this program did not write, and a finished result is never lost: where it
cannot be put in its place it stays beside it, under a name that the message tells.
"""

import json
import logging
import math
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from industrial_hp.errors import CaseError, Finding, OutputError

logger = logging.getLogger(__name__)

RESULT_NAMES = frozenset(
    {
        "status.json",
        "status.json.partial",
        "results.json",
        "kpis.csv",
        "equipment.csv",
        "flows.csv",
        "dispatch.csv",
        "heat_streams.csv",
        "pipes.csv",
        "network.geojson",
        "network_map.svg",
        "summary.csv",
        "consumers.csv",
        "sources.csv",
        "temperatures.csv",
        "rounds.csv",
        "study.json",
        "pandapipes.csv",
        "pandapipes_limits.csv",
        "report.xlsx",
        "report.html",
        "figures",
        "case",
    }
)
LEFT_BY_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})


class ResultFolder:
    """DIR of a run, and DIR.running beside it in which it is filled.

    Parameters
    ----------
    out : Path
        DIR as the user named it.
    force : bool
        Whether an earlier result in DIR may be replaced, and a DIR.running of a run that was
        killed removed.

    Raises
    ------
    CaseError
        If DIR may not be written.
    """

    def __init__(self, out: Path, *, force: bool) -> None:
        self.place = out.resolve()
        finding = _reason_against(out, self.place, force)
        if finding is not None:
            raise CaseError([finding])
        self.running = self.place.with_name(f"{self.place.name}.running")
        self._check_running(force)

    def _check_running(self, force: bool) -> None:
        if not self.running.exists():
            return
        if not force:
            reason = "exists: another run writes there, or one was killed"
            mend = "wait for it, or give --force, or name another folder"
        elif stranger := _stranger(self.running):
            reason, mend = stranger, "name another folder"
        else:
            return
        raise CaseError([Finding(str(self.running), reason, mend=mend)])

    def open(self) -> None:
        """Make DIR.running anew.

        Raises
        ------
        OutputError
            If it cannot be made.
        """
        try:
            self.discard()
            self.running.mkdir(parents=True)
        except OSError as error:
            raise OutputError(
                f"results cannot be written to {self.place}: {_because(error)}; name a folder "
                "in a place where you may write"
            ) from error

    def discard(self) -> None:
        """Remove DIR.running, as far as that goes."""
        shutil.rmtree(self.running, ignore_errors=True)

    def write_status(self, document: Mapping[str, Any]) -> None:
        """Write status.json while running; a status that cannot be written stops nothing."""
        finite = {
            key: None if isinstance(value, float) and not math.isfinite(value) else value
            for key, value in document.items()
        }
        partial = self.running / "status.json.partial"
        try:
            partial.write_text(json.dumps(finite, indent=1) + "\n", encoding="utf-8")
            partial.replace(self.running / "status.json")
        except OSError as error:
            logger.warning("status.json was not written: %s", error)

    def publish(self, *, keep_earlier: bool) -> Path | None:
        """Put DIR.running in the place of DIR.

        Parameters
        ----------
        keep_earlier : bool
            Whether finished results found in DIR are kept beside it.

        Returns
        -------
        Path or None
            Where an earlier result was kept.

        Raises
        ------
        OutputError
            If DIR cannot be replaced; what was written is kept.
        """
        earlier = _free(self.place, "previous") if self.place.exists() else None
        try:
            if earlier is not None:
                self.place.rename(earlier)
            self.running.rename(self.place)
        except OSError as error:
            kept = self._kept_aside(earlier)
            raise OutputError(
                f"{self.place} cannot be replaced: {_because(error)}; the new results lie in "
                f"{kept}. Is a file of it open in another program? Close it and rename the folder"
            ) from error
        if earlier is None:
            return None
        if keep_earlier and not _holds_status_only(earlier):
            return earlier
        shutil.rmtree(earlier, ignore_errors=True)
        return None

    def _kept_aside(self, earlier: Path | None) -> Path:
        """DIR as it was, and the new results under a name that no later run removes."""
        try:
            if earlier is not None and earlier.exists():
                earlier.rename(self.place)
            return self.running.rename(_free(self.place, "new"))
        except OSError:
            return self.running


def _reason_against(named: Path, place: Path, force: bool) -> Finding | None:
    """Why a folder may not be written, if it may not."""
    reason, mend = "", "name another folder"
    if not place.name:
        reason = "is the root of a file system and cannot be a folder of results"
    elif Path.cwd().is_relative_to(place):
        reason = "is the folder you are in, or one around it, and cannot be replaced"
    elif place.exists() and not place.is_dir():
        reason = "is a file"
    elif place.exists() and not force and not _holds_status_only(place):
        reason, mend = "exists already", "name another folder or give --force"
    elif place.exists() and (stranger := _stranger(place)):
        reason = stranger
    return Finding(f"--out {named}", reason, str(place), mend=mend) if reason else None


def _stranger(folder: Path) -> str:
    """Why a folder is not wholly of this program; empty if it is, or holds nothing."""
    if not folder.is_dir():
        return "is a file"
    names = {path.name for path in folder.iterdir()} - LEFT_BY_DESKTOPS
    if names and not _has_our_status(folder):
        return "is no result of this program and is not replaced"
    others = sorted(names - RESULT_NAMES)
    if others:
        return f"holds {', '.join(others)}, not written by this program, and is not replaced"
    return ""


def _has_our_status(folder: Path) -> bool:
    try:
        document = json.loads((folder / "status.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(document, dict) and {"schema_version", "status"} <= set(document)


def _holds_status_only(folder: Path) -> bool:
    """Whether a folder tells of a run without results, and of nothing else."""
    names = {path.name for path in folder.iterdir()} - LEFT_BY_DESKTOPS
    return names == {"status.json"} and _has_our_status(folder)


def _free(place: Path, ending: str) -> Path:
    """A name beside a folder that nothing bears yet."""
    path, number = place.with_name(f"{place.name}.{ending}"), 1
    while path.exists():
        number += 1
        path = place.with_name(f"{place.name}.{ending}-{number}")
    return path


def _because(error: OSError) -> str:
    return error.strerror or str(error)
