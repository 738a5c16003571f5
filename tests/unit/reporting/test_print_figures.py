"""Figures for print: every one is written, and two cases look as they did."""

import os
import sys
from pathlib import Path

import pytest
from matplotlib.testing.compare import compare_images

from industrial_hp.errors import UsageError
from industrial_hp.reporting.figures.machine_charts import ts_chart
from industrial_hp.reporting.figures.operation_charts import dispatch_chart, load_duration_chart
from industrial_hp.reporting.figures.print_chart import write_chart
from industrial_hp.reporting.figures.process_charts import composite_chart
from industrial_hp.reporting.print_figures import all_charts, write_print_figures
from industrial_hp.results.solution import Solution

BASELINE = Path(__file__).with_name("print_baseline")
TOLERANCE_RMS = 6.0
"""Root mean square difference of grey levels (of 255): edges of letters, not lines."""


def test_every_figure_is_written_the_same_each_time(town: Solution, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_print_figures(town, tmp_path / folder)
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert {"schematic.svg", "sankey.svg", "load_duration.svg", "dispatch.svg"} <= names
    assert len(names) == 2 + len(list(all_charts(town)))
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["town_load_duration", "town_dispatch", "town_t_s", "steady_composite"]
)
def test_a_print_looks_as_it_did(
    name: str, town: Solution, steady: Solution, tmp_path: Path
) -> None:
    (machine,) = town.machine_diagrams
    charts = {
        "town_t_s": lambda: ts_chart(machine, machine.ts_panels[0], 1),
        "town_load_duration": lambda: load_duration_chart(town),
        "town_dispatch": lambda: dispatch_chart(town),
        "steady_composite": lambda: composite_chart(steady, steady.curves[0]),
    }
    drawn = tmp_path / f"{name}.png"
    write_chart(charts[name](), drawn)
    expected = BASELINE / drawn.name
    if os.environ.get("RENEW_PRINT_BASELINE"):  # after a wished change: look at it, say why
        expected.write_bytes(drawn.read_bytes())
    kept = tmp_path / f"{name}_expected.png"
    kept.write_bytes(expected.read_bytes())
    assert compare_images(str(kept), str(drawn), TOLERANCE_RMS) is None


def test_without_matplotlib_the_message_says_how_to_get_it(
    town: Solution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'industrial-hp\[plots\]'"):
        write_print_figures(town, tmp_path)
