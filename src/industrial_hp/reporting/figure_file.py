"""A drawing that a command writes beside its answer, as PNG, SVG or PDF.

Matplotlib is an extra of the package and imported here when a figure is drawn.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from industrial_hp.errors import OutputError, UsageError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SUFFIXES = (".png", ".svg", ".pdf")
DPI = 150


@contextmanager
def figure_file(
    path: Path, *, option: str, salt: str, title: str, size_in: tuple[float, float]
) -> Iterator["Figure"]:
    """A figure to draw upon, written when all is drawn; the same drawing, the same file.

    Parameters
    ----------
    path : Path
        Its suffix says the format.
    option : str
        Of the command that asked for it, for messages.
    salt : str
        What the identifiers within an SVG come from.
    title : str
        Above all panels.
    size_in : pair of float
        Width and height [inch].

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{option} {path}: permitted suffixes are {', '.join(SUFFIXES)}")
    try:
        from matplotlib import rc_context
        from matplotlib.figure import Figure
    except ImportError:
        raise UsageError(
            f"{option} draws with matplotlib, which is not installed; "
            "install it: python -m pip install 'industrial-hp[plots]'"
        ) from None
    date = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}.get(suffix)
    with rc_context({"svg.hashsalt": salt, "font.size": 9.0}):
        figure = Figure(figsize=size_in, layout="constrained")
        figure.suptitle(title, fontsize=12, fontweight="bold")
        yield figure
        try:
            figure.savefig(path, dpi=DPI, metadata=date)
        except OSError as error:
            raise OutputError(f"{option} {path}: {error.strerror or error}") from None
