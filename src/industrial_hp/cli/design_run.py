"""The design job on disk: written beside the target, renamed when whole."""

import json
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.cli.terminal import ProgressLine
from industrial_hp.errors import CaseError, Finding, FindingsError, UsageError

if TYPE_CHECKING:
    from industrial_hp.results.solution import Solution
    from industrial_hp.solving.highs import Progress
    from industrial_hp.solving.options import SolverOptions

FORMATS = ("json", "csv", "xlsx")


def parse_formats(text: str) -> tuple[str, ...]:
    """Formats of a comma list.

    Raises
    ------
    UsageError
        If one is unknown.
    """
    formats = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = sorted(set(formats) - set(FORMATS))
    if unknown or not formats:
        raise UsageError(f"--format {text!r}: choose from {', '.join(FORMATS)}")
    return formats


class DesignRun:
    """One run of ``design``: reads, solves, writes, and leaves no half result."""

    def __init__(
        self, case: Path, out: Path, force: bool, formats: tuple[str, ...], progress: ProgressLine
    ) -> None:
        self._case, self._out, self._formats, self._line = case, out, formats, progress
        self._running = out.with_name(out.name + ".running")
        self._started = time.monotonic()
        self._phase = "read"
        if out.exists() and not force:
            raise CaseError(
                [Finding(str(out), "exists already", mend="name another folder or give --force")]
            )
        if out.exists() and not _is_result(out):
            raise CaseError(
                [
                    Finding(
                        str(out),
                        "is no result of this program and is not replaced",
                        mend="name another folder",
                    )
                ]
            )

    def run(self, options: "SolverOptions") -> "Solution":
        """Solve and write everything; the folder appears when it is whole."""
        from industrial_hp import read_case
        from industrial_hp.pipeline import design, write_report

        self._enter("read")
        reading = time.perf_counter()
        case = read_case(self._case)
        read_s = time.perf_counter() - reading
        shutil.rmtree(self._running, ignore_errors=True)
        self._running.mkdir(parents=True)
        try:
            solution = design(
                case, options, read_s=read_s, on_phase=self._enter, on_progress=self._report
            )
            self._enter("report")
            solution = write_report(solution, self._running, self._formats)
        except BaseException:
            shutil.rmtree(self._running, ignore_errors=True)
            raise
        self._replace()
        return solution

    def give_up(self, status: str, error: FindingsError, *, keep: bool) -> None:
        """Leave the status as the only result, if asked for."""
        if keep:
            self._running.mkdir(parents=True, exist_ok=True)
            messages = [str(finding) for finding in error.findings]
            self._write_status({"status": status, "proved": False, "messages": messages})
            self._replace()

    def record(self, solution: "Solution") -> dict[str, Any]:
        """Status and key figures as plain data."""
        return {
            **json.loads((self._out / "status.json").read_text(encoding="utf-8")),
            "kpis": {
                k.name: {"unit": k.unit, "base": k.base, "proposed": k.proposed}
                for k in solution.key_figures
            },
            "out": str(self._out),
        }

    def _replace(self) -> None:
        previous = self._out.with_name(self._out.name + ".previous")
        if self._out.exists():
            shutil.rmtree(previous, ignore_errors=True)
            self._out.rename(previous)
        self._running.rename(self._out)
        shutil.rmtree(previous, ignore_errors=True)

    def _enter(self, phase: str) -> None:
        self._phase = phase
        self._line.enter(phase)
        if phase and self._running.is_dir():
            self._write_status({"status": "running", "phase": phase})

    def _report(self, progress: "Progress") -> None:
        self._line.report(progress)
        if self._running.is_dir():
            self._write_status({"status": "running", "phase": self._phase, **vars(progress)})

    def _write_status(self, status: dict[str, Any]) -> None:
        from industrial_hp.results.solution import SCHEMA_VERSION

        document = {
            "schema_version": SCHEMA_VERSION,
            "elapsed_s": time.monotonic() - self._started,
            **{k: None if v in (float("inf"), float("-inf")) else v for k, v in status.items()},
        }
        partial = self._running / "status.json.partial"
        partial.write_text(json.dumps(document, indent=2), encoding="utf-8")
        partial.replace(self._running / "status.json")


def _is_result(folder: Path) -> bool:
    """Whether a folder may be replaced: one of ours, or empty."""
    return folder.is_dir() and ((folder / "status.json").is_file() or not any(folder.iterdir()))
