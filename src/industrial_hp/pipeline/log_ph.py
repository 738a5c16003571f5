"""The log p-h diagram of a machine as a file."""

from pathlib import Path

from industrial_hp.reporting.log_ph_diagram import write_log_ph_diagram
from industrial_hp.results.log_ph_panels import log_ph_panels
from industrial_hp.thermo.cycle import Cycle


def plot_log_ph(cycle: Cycle, path: Path) -> None:
    """Draw a machine: a panel for each circuit, states numbered as its table of states.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    words = cycle.name.replace("_", " ")
    title = f"{words}, {cycle.refrigerant}: COP {cycle.cop:.3f} (cycle, without drive)"
    write_log_ph_diagram(log_ph_panels(cycle), title=title, path=path)
