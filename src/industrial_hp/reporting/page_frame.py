"""The frame of every page: templates with escaping, style, scripts and data in one file."""

import json
from collections.abc import Iterable, Mapping
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from industrial_hp.errors import OutputError, UsageError
from industrial_hp.reporting.figures.chart import Chart
from industrial_hp.reporting.figures.plotly_chart import plotly_figure

NEEDED = ("jinja2", "plotly")
PAGE_FILES = files("industrial_hp.reporting") / "page_files"


def missing_page_tools() -> tuple[str, ...]:
    """What a page needs and is not installed."""
    return tuple(name for name in NEEDED if find_spec(name) is None)


def require_page_tools() -> None:
    """Be sure that a page can be made.

    Raises
    ------
    UsageError
        If jinja2 or plotly is not installed.
    """
    missing = missing_page_tools()
    if missing:
        raise UsageError(
            f"the web page needs {' and '.join(missing)}, not installed here; install the extra: "
            "python -m pip install 'industrial-hp[html]'"
        )


def write_framed(
    path: Path, template: str, charts: Iterable[Chart], context: Mapping[str, Any]
) -> None:
    """Write a page of a template and the data of its charts.

    Parameters
    ----------
    path : Path
        File to write; an existing one is replaced.
    template : str
        Name of a file in ``page_files``.
    charts : iterable of Chart
        Every chart that the page draws.
    context : mapping
        What the template names; text is escaped.

    Raises
    ------
    UsageError
        If jinja2 or plotly is not installed.
    OutputError
        If the file cannot be written.
    """
    require_page_tools()
    from jinja2 import DictLoader, Environment, StrictUndefined
    from markupsafe import Markup

    sources = {
        item.name: item.read_text(encoding="utf-8")
        for item in PAGE_FILES.iterdir()
        if item.name.endswith(".j2")
    }
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script = (files("plotly") / "package_data" / "plotly.min.js").read_text(encoding="utf-8")
    text = environment.get_template(template).render(
        style=Markup(_page_file("page.css")),
        script=Markup(_page_file("page.js")),
        plotly=Markup(script),
        figures=Markup(_figures_json(charts)),
        **context,
    )
    try:
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror or error}") from error


def _page_file(name: str) -> str:
    return (PAGE_FILES / name).read_text(encoding="utf-8")


def _figures_json(charts: Iterable[Chart]) -> str:
    """Data of all charts; nothing in it can end the script that holds it."""
    data = {chart.key: plotly_figure(chart) for chart in charts}
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
