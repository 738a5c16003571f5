"""The design job: reads, solves, writes; how it ended stands in status.json, whatever happens."""

import json
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from industrial_hp.cli.progress_line import ProgressLine
from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.errors import (
    CaseError,
    FindingsError,
    IndustrialHPError,
    InfeasibleError,
    OutputError,
    SolverError,
    UsageError,
)

if TYPE_CHECKING:
    from industrial_hp.case.case import Case
    from industrial_hp.results.solution import Solution, Status
    from industrial_hp.solving.highs import Progress
    from industrial_hp.solving.options import SolverOptions

FORMATS = ("json", "csv", "xlsx", "html", "svg")


def parse_formats(text: str | None, permitted: tuple[str, ...] = FORMATS) -> tuple[str, ...] | None:
    """Formats of a comma list; none where they are left to what can be written.

    Raises
    ------
    UsageError
        If one is unknown, or needs what is not installed.
    """
    if text is None:
        return None
    formats = tuple(part.strip() for part in text.split(",") if part.strip())
    unknown = sorted(set(formats) - set(permitted))
    if unknown or not formats:
        raise UsageError(f"--format {text!r}: choose from {', '.join(permitted)}")
    if "html" in formats:
        from industrial_hp.reporting.page_frame import require_page_tools

        require_page_tools()
    if "svg" in formats:
        from industrial_hp.reporting.figures.print_chart import require_matplotlib

        require_matplotlib()
    return formats


def parse_co2_prices(text: str | None) -> tuple[float, ...]:
    """Added prices of CO2 of a comma list [EUR/t]; none without one.

    Raises
    ------
    UsageError
        If one is no number above zero.
    """
    if text is None:
        return ()
    from industrial_hp.pipeline.front import co2_prices

    return co2_prices(text)


class DesignRun:
    """One run of ``design``."""

    def __init__(
        self,
        case: Path,
        folder: ResultFolder,
        formats: tuple[str, ...] | None,
        progress: ProgressLine,
        *,
        co2_prices: tuple[float, ...] = (),
    ) -> None:
        self._co2_prices = co2_prices
        self._case_path, self._folder, self._formats = case, folder, formats
        self._line = progress
        self._case: Case | None = None
        self._started, self._phase = time.monotonic(), "read"

    def run(self, options: "SolverOptions") -> "Solution":
        """Solve and write everything; DIR appears when it is whole.

        Where there is no answer, DIR holds a status.json that says why.
        """
        self._folder.open()
        try:
            solution = self._written(options)
        except BaseException as error:
            self._folder.discard()
            if isinstance(error, IndustrialHPError) and not isinstance(error, OutputError):
                self._give_up(error, options.seed)
            raise
        self._publish(keep_earlier=solution.proof.status == "verification_failed")
        return solution

    def _written(self, options: "SolverOptions") -> "Solution":
        self._line.enter("read")  # what is loaded next takes seconds, too
        from industrial_hp import read_case
        from industrial_hp.pipeline import design, with_front, write_report
        from industrial_hp.pipeline.reports import available_formats
        from industrial_hp.solving.interruption import Interruption

        self._tell({})
        reading = time.perf_counter()
        self._case = read_case(self._case_path)
        read_s = time.perf_counter() - reading
        try:
            solution = design(
                self._case, options, read_s=read_s, on_phase=self._enter, on_progress=self._report
            )
        except CaseError as error:  # what only the superstructure finds: no file is known there
            from industrial_hp.reading.read_case import case_file

            raise error.within(case_file(self._case_path).name) from error
        if self._co2_prices:
            solution = with_front(solution, options, self._co2_prices, self._enter)
        with Interruption():  # an answer at hand is written whatever is pressed
            self._enter("report")
            try:
                formats = available_formats() if self._formats is None else self._formats
                written = write_report(solution, self._folder.running, formats)
                return self._checked(written, formats)
            except OSError as error:
                raise OutputError(f"the results cannot be written: {error}") from error

    def _checked(self, solution: "Solution", formats: tuple[str, ...]) -> "Solution":
        """The solution as the checker of finished files leaves it; it needs csv and json."""
        if not {"csv", "json"} <= set(formats):
            return solution
        from industrial_hp.checking import verify
        from industrial_hp.pipeline import write_report

        failed = [check for check in verify(self._folder.running).checks if not check.passed]
        if not failed:
            return solution
        told = tuple(
            f"The checker found: {check.name}: {check.violations[0].place}, off by "
            f"{check.violations[0].deviation:.6g} {check.unit}"
            for check in failed
        )
        proof = replace(solution.proof, status="verification_failed", proved=False)
        solution = replace(solution, proof=proof, messages=solution.messages + told)
        return write_report(solution, self._folder.running, formats)

    def _give_up(self, error: IndustrialHPError, seed: int) -> None:
        """Leave a status as the only result; what hinders that is told, the error remains."""
        from industrial_hp.export.planning_files import status_without_answer
        from industrial_hp.pipeline import stamp

        made_by = stamp(self._case, seed)
        try:
            self._folder.open()
            self._folder.write_status(status_without_answer(ended(error), messages(error), made_by))
            self._publish(keep_earlier=True)
        except OutputError as hindrance:
            self._line.note(f"status.json was not written: {hindrance}")

    def _publish(self, *, keep_earlier: bool) -> None:
        earlier = self._folder.publish(keep_earlier=keep_earlier)
        if earlier is not None:
            self._line.note(f"The earlier results were kept in {earlier}")

    def record(self, solution: "Solution") -> dict[str, Any]:
        """Status and key figures as plain data."""
        status = (self._folder.place / "status.json").read_text(encoding="utf-8")
        return {
            **json.loads(status),
            "kpis": {
                k.name: {"unit": k.unit, "base": k.base, "proposed": k.proposed}
                for k in solution.key_figures
            },
            "out": str(self._folder.place),
        }

    def _enter(self, phase: str) -> None:
        self._phase = phase or self._phase
        self._line.enter(phase)
        self._tell({})

    def _report(self, progress: "Progress") -> None:
        self._line.report(progress)
        self._tell(vars(progress))

    def _tell(self, search: dict[str, Any]) -> None:
        from industrial_hp.results.solution import SCHEMA_VERSION

        self._folder.write_status(
            {
                "schema_version": SCHEMA_VERSION,
                "status": "running",
                "phase": self._phase,
                **search,
                "elapsed_s": time.monotonic() - self._started,
            }
        )


def messages(error: IndustrialHPError) -> list[str]:
    """What is wrong, one sentence for each finding."""
    if isinstance(error, FindingsError):
        return [str(finding) for finding in error.findings]
    return [str(error)]


def ended(error: IndustrialHPError) -> "Status":
    """Status of a run that has no answer."""
    if isinstance(error, InfeasibleError):
        return "infeasible"
    return "solver_failed" if isinstance(error, SolverError) else "invalid_input"
