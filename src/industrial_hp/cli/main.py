"""Entry point: one application, one handler for everything that goes wrong.

Exit codes: 0 solved and proved to the asked gap; 2 usage; 3 invalid input, or no place for the
results; 4 infeasible; 5 stopped with a feasible but unproved answer; 6 no answer: the solver is
missing, failed or was stopped too early, or a check found a violation; 1 anything else, a defect.
"""

import io
import logging
import sys
import tempfile
import traceback

import typer

from industrial_hp.cli.commands import application
from industrial_hp.cli.terminal import show_error
from industrial_hp.errors import IndustrialHPError, SolverError

DEFECT = 1
INTERRUPTED_IN_TYPER = 130


def run() -> None:
    """Run the command of ``sys.argv`` and leave with its exit code."""
    logging.getLogger("industrial_hp").addHandler(logging.NullHandler())
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console of another code page
            stream.reconfigure(errors="replace")
    sys.exit(_run())


def _run() -> int:
    try:
        application()(standalone_mode=True)
    except SystemExit as leaving:
        if leaving.code == INTERRUPTED_IN_TYPER:
            return _interrupted()
        return leaving.code if isinstance(leaving.code, int) else DEFECT
    except IndustrialHPError as error:
        show_error(error)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        return _interrupted()
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001  a defect of ours; the user gets one line
        typer.echo(
            f"A defect of the program: {type(error).__name__}: {error}. Details: {_log(error)}",
            err=True,
        )
        return DEFECT
    return 0


def _interrupted() -> int:
    typer.echo("Interrupted before there was an answer.", err=True)
    return SolverError.exit_code


def _log(error: Exception) -> str:
    """Where the traceback was written, or why it was not."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="industrial-hp-", suffix=".log", delete=False, encoding="utf-8"
        ) as log:
            log.write("".join(traceback.format_exception(error)))
    except OSError as reason:
        return f"no log could be written ({reason})"
    return log.name
