"""Log p-h and T-s diagram of a machine as a file."""

from pathlib import Path

from industrial_hp.reporting.cycle_diagram import write_cycle_diagram
from industrial_hp.results.log_ph_panels import log_ph_panels
from industrial_hp.results.ts_panels import ts_panels
from industrial_hp.thermo.cycle import Cycle


def plot_cycle(cycle: Cycle, path: Path) -> None:
    """Draw a machine: both diagrams of each circuit, states numbered as its table of states.

    Raises
    ------
    UsageError
        If the suffix is not .png, .svg or .pdf, or matplotlib is not installed.
    OutputError
        If the file cannot be written.
    """
    words = cycle.name.replace("_", " ")
    title = f"{words}, {cycle.refrigerant}: COP {cycle.cop:.3f} (cycle, without drive)"
    circuits = tuple(zip(log_ph_panels(cycle), ts_panels(cycle), strict=True))
    write_cycle_diagram(circuits, title=title, path=path)
