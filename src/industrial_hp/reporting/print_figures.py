"""Every figure of a solution as an SVG file for print, in a folder."""

import re
from collections.abc import Iterator
from pathlib import Path

from industrial_hp.errors import OutputError
from industrial_hp.reporting.figures.chart import Chart
from industrial_hp.reporting.figures.front_chart import front_chart
from industrial_hp.reporting.figures.machine_charts import exchanger_chart, log_ph_chart, ts_chart
from industrial_hp.reporting.figures.money_charts import (
    cash_flow_chart,
    proof_chart,
    running_cost_chart,
)
from industrial_hp.reporting.figures.operation_charts import (
    dispatch_chart,
    load_duration_chart,
    monthly_chart,
)
from industrial_hp.reporting.figures.price_charts import (
    price_map_chart,
    spider_chart,
    tornado_chart,
)
from industrial_hp.reporting.figures.print_chart import require_matplotlib, write_chart
from industrial_hp.reporting.figures.process_charts import zone_charts
from industrial_hp.reporting.figures.sankey import sankey
from industrial_hp.reporting.figures.schematic import schematic
from industrial_hp.reporting.figures.year_charts import year_charts
from industrial_hp.results.solution import Solution


def write_print_figures(solution: Solution, folder: Path) -> None:
    """Write every figure into a folder, each as ``<key>.svg``.

    Parameters
    ----------
    solution : Solution
        What is shown.
    folder : Path
        Made if it is not there; figures of an earlier run are replaced.

    Raises
    ------
    UsageError
        If matplotlib is not installed.
    OutputError
        If a file cannot be written.
    """
    require_matplotlib()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in (("schematic", schematic(solution)), ("sankey", sankey(solution))):
            (folder / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{folder} cannot be written: {error.strerror or error}") from error
    for chart in all_charts(solution):
        write_chart(chart, folder / f"{re.sub('[^A-Za-z0-9_-]', '_', chart.key)}.svg")


def all_charts(solution: Solution) -> Iterator[Chart]:
    """Every chart that the page draws of a solution."""
    for chart in (
        cash_flow_chart(solution),
        running_cost_chart(solution),
        proof_chart(solution),
        spider_chart(solution),
        tornado_chart(solution),
        price_map_chart(solution),
        front_chart(solution),
        load_duration_chart(solution),
        dispatch_chart(solution),
        monthly_chart(solution),
    ):
        if chart is not None:
            yield chart
    yield from year_charts(solution)
    for curves in solution.curves:
        yield from zone_charts(solution, curves)
    for machine in solution.machine_diagrams:
        for number, panel in enumerate(machine.panels, start=1):
            yield log_ph_chart(machine, panel, number)
        for number, ts_panel in enumerate(machine.ts_panels, start=1):
            yield ts_chart(machine, ts_panel, number)
        for part in machine.exchangers:
            yield exchanger_chart(solution, machine, part)
