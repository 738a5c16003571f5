"""How much the tool says: ``--quiet`` and ``--verbose``, before a command or among its options."""

import functools
import inspect
import logging
import sys
from collections.abc import Callable
from typing import Annotated, Any

import typer

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Log what happens.")]

logger = logging.getLogger("industrial_hp.progress")


def is_quiet() -> bool:
    """Whether progress is not wanted."""
    return logger.disabled


def set_verbosity(quiet: QuietOption = False, verbose: VerboseOption = False) -> None:
    """Set how much is said for the rest of the run; what is not asked for stays as it is."""
    if quiet:
        logger.disabled = True
    if verbose:
        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")


def with_verbosity(command: Callable[..., None]) -> Callable[..., None]:
    """A command that takes ``--quiet`` and ``--verbose``, too."""

    @functools.wraps(command)
    def told(*, quiet: bool, verbose: bool, **arguments: Any) -> None:
        set_verbosity(quiet, verbose)
        command(**arguments)

    ours = inspect.signature(set_verbosity).parameters
    own = inspect.signature(command)
    merged = own.replace(parameters=[*own.parameters.values(), *ours.values()])
    told.__signature__ = merged  # type: ignore[attr-defined]
    told.__annotations__ = command.__annotations__ | set_verbosity.__annotations__
    return told
