"""Entry point: one application, one handler for everything that goes wrong.

Exit codes: 0 solved and proved to the asked gap; 2 usage; 3 invalid input; 4 infeasible;
5 stopped with a feasible but unproved answer; 6 solver missing or failed, or a check found a
violation; 130 interrupted before there was an answer; 1 anything else, a defect.
"""

import logging
import sys
import tempfile
import traceback
from pathlib import Path

import typer

from industrial_hp.cli.commands import app
from industrial_hp.cli.terminal import show_error
from industrial_hp.errors import IndustrialHPError

INTERRUPTED = 130


def run() -> None:
    """Run the command of ``sys.argv`` and leave with its exit code."""
    logging.getLogger("industrial_hp").addHandler(logging.NullHandler())
    sys.exit(_run())


def _run() -> int:
    try:
        app(standalone_mode=True)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except IndustrialHPError as error:
        show_error(error)
        return error.exit_code
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("Interrupted before there was an answer.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return 0
    except Exception as error:  # noqa: BLE001  a defect of ours; the user gets one line
        log = Path(tempfile.gettempdir()) / "industrial-hp-error.log"
        log.write_text("".join(traceback.format_exception(error)), encoding="utf-8")
        typer.echo(
            f"A defect of the program: {type(error).__name__}: {error}. Details: {log}", err=True
        )
        return 1
    return 0
