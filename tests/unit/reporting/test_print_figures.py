"""Figures for print: every one is written, and two cases look as they did."""

import math
import os
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from matplotlib import rcParams
from PIL import Image

from industrial_hp.errors import UsageError
from industrial_hp.reporting.figures.chart import Chart
from industrial_hp.reporting.figures.print_chart import write_chart
from industrial_hp.reporting.print_figures import all_charts, write_print_figures
from industrial_hp.results.solution import Solution

BASELINE = Path(__file__).with_name("print_baseline")
KEPT_WIDTH_PX = 525
TOLERANCE_RMS = 2.0
"""Root mean square difference of grey levels (of 255): edges of letters, not lines."""


def test_every_figure_is_written_the_same_each_time(town: Solution, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        write_print_figures(town, tmp_path / folder)
    names = {path.name for path in (tmp_path / "one").iterdir()}
    assert {"schematic.svg", "sankey.svg", "load_duration.svg", "dispatch.svg"} <= names
    assert len(names) == 2 + len(list(all_charts(town)))
    for name in names:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def printed(chart: Chart, folder: Path) -> Image.Image:
    """The print of a chart in grey, small enough to be kept."""
    path = folder / "print.png"
    write_chart(chart, path)
    with Image.open(path) as drawn:
        height = round(drawn.height * KEPT_WIDTH_PX / drawn.width)
        return drawn.convert("L").resize((KEPT_WIDTH_PX, height), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> float:
    """Root mean square difference of grey levels; infinite where the sizes differ."""
    if one.size != other.size:
        return math.inf
    return float(np.sqrt(np.mean(np.subtract(one, other, dtype=float) ** 2)))


def charts_of(solution: Solution) -> dict[str, Chart]:
    """Every chart by its key, but for the course of the search, which is that of the clock."""
    return {chart.key: chart for chart in all_charts(solution) if chart.key != "proof"}


@pytest.mark.parametrize("case", ["town", "steady"])
def test_every_print_of_a_case_looks_as_it_did(
    case: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    charts = charts_of(request.getfixturevalue(case))
    baseline = BASELINE / case
    if os.environ.get("RENEW_PRINT_BASELINE"):  # after a wished change: look at it, say why
        shutil.rmtree(baseline, ignore_errors=True)
        baseline.mkdir(parents=True)
        for key, chart in charts.items():
            printed(chart, tmp_path).save(baseline / f"{key}.png", optimize=True)
    assert {path.stem for path in baseline.iterdir()} == set(charts)
    differences = {
        key: difference(Image.open(baseline / f"{key}.png"), printed(chart, tmp_path))
        for key, chart in charts.items()
    }
    assert {k: found for k, found in differences.items() if found > TOLERANCE_RMS} == {}


def test_the_tolerance_is_less_than_any_series_of_a_figure(town: Solution, tmp_path: Path) -> None:
    for key in ("load_duration", "dispatch", "cash_flow", "balanced_plant"):
        chart = charts_of(town)[key]
        whole = printed(chart, tmp_path)
        for missing in range(len(chart.series)):
            kept = [
                replace(series, colour="none" if number == missing else series.colour)
                for number, series in enumerate(chart.series)
            ]
            poorer = printed(replace(chart, series=tuple(kept)), tmp_path)
            assert difference(whole, poorer) > TOLERANCE_RMS, chart.series[missing].name


def test_a_logarithmic_axis_is_written_in_plain_numbers(
    town: Solution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(rcParams, "svg.fonttype", "none")
    (key,) = (key for key in charts_of(town) if key.startswith("log_ph"))
    write_chart(charts_of(town)[key], tmp_path / "print.svg")
    text = (tmp_path / "print.svg").read_text(encoding="utf-8")
    for pressure in ("2", "5", "10", "20"):
        assert f">{pressure}<" in text
    assert "math" not in text


def test_without_matplotlib_the_message_says_how_to_get_it(
    town: Solution, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"pip install 'industrial-hp\[plots\]'"):
        write_print_figures(town, tmp_path)
