"""Progress on standard error: a line for each phase, the running one live on a terminal."""

import math
import shutil
import sys
import time
from typing import TYPE_CHECKING

import typer

from industrial_hp.cli.verbosity import is_quiet

if TYPE_CHECKING:
    from industrial_hp.solving.highs import Progress

SECONDS_BETWEEN_LINES = 10.0
SECONDS_BETWEEN_REFRESHES = 0.5
PHASES = {
    "read": "Reading the case",
    "superstructure": "Collecting what could be built",
    "aim": "Searching for the least of the objective",
    "build": "Writing the model",
    "solve": "Searching for the best design",
    "stop": "Stopping with the best design so far; Ctrl-C again leaves without results",
    "verify": "Verifying by a second route",
    "runner_up": "Solving without the largest new unit",
    "front": "Solving at added prices of CO2",
    "year": "Operating it over every hour of the year",
    "year_bound": "Bounding the cost of the year from below",
    "report": "Writing the results",
}


class ProgressLine:
    """What goes on, with the seconds since the start; where the search stands is renewed in place.

    Parameters
    ----------
    silent : bool
        Say nothing, whatever the verbosity.
    """

    def __init__(self, *, silent: bool = False) -> None:
        self._silent = silent or is_quiet()
        self._live = sys.stderr.isatty()
        self._started = self._told = time.monotonic()
        self._open = False

    def enter(self, phase: str) -> None:
        """Tell that a phase begins."""
        if phase:
            self.note(PHASES.get(phase, phase))

    def note(self, text: str) -> None:
        """One line that stays."""
        if not self._silent:
            self.finish()
            typer.echo(self._stamped(text), err=True)

    def report(self, progress: "Progress") -> None:
        """Tell where the search stands, now and then."""
        now = time.monotonic()
        pause = SECONDS_BETWEEN_REFRESHES if self._live else SECONDS_BETWEEN_LINES
        if self._silent or now - self._told < pause:
            return
        self._told = now
        line = self._stamped(_standing(progress))
        if not self._live:
            typer.echo(line, err=True)
            return
        width = shutil.get_terminal_size().columns - 1
        typer.echo("\r" + line[:width].ljust(width), err=True, nl=False)
        self._open = True

    def finish(self) -> None:
        """End a live line, which stays."""
        if self._open:
            typer.echo(err=True)
            self._open = False

    def _stamped(self, text: str) -> str:
        return f"{time.monotonic() - self._started:6.1f} s  {text}"


def _standing(progress: "Progress") -> str:
    best = f"{progress.incumbent:,.0f} EUR/a" if math.isfinite(progress.incumbent) else "none yet"
    bound = f"{progress.bound:,.0f} EUR/a" if math.isfinite(progress.bound) else "none yet"
    gap = f"{progress.gap:.2%}" if math.isfinite(progress.gap) else "unknown"
    return f"best {best}, bound {bound}, gap {gap}"
