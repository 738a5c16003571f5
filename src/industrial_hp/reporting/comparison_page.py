"""compare.html: results side by side on one page that holds all of itself."""

from itertools import accumulate
from pathlib import Path
from typing import Any

from industrial_hp.reporting.figures.chart import Axis, Chart, Series
from industrial_hp.reporting.number_text import unit_text
from industrial_hp.reporting.page_frame import write_framed
from industrial_hp.reporting.page_table import TEXT, Column, Table, table
from industrial_hp.reporting.palette import series_style
from industrial_hp.reporting.titles import STATUS_WORDS, proof_sentence
from industrial_hp.results.comparison import ComparedRow, Comparison

MILLION, THOUSAND = 1e6, 1e3


def write_comparison_page(comparison: Comparison, path: Path, *, tool: str) -> None:
    """Write the page of a comparison.

    Parameters
    ----------
    comparison : Comparison
        What is shown.
    path : Path
        File to write; an existing one is replaced.
    tool : str
        Version of the program, for the stamp.

    Raises
    ------
    UsageError
        If jinja2 or plotly is not installed.
    OutputError
        If the file cannot be written.
    """
    charts = [chart for chart in (_cash_flows(comparison), _bars(comparison)) if chart]
    context: dict[str, Any] = {
        "title": "Results side by side",
        "tool": tool,
        "names": list(zip(comparison.names, comparison.titles, strict=True)),
        "key_figures": _key_figures(comparison),
        "today": None if comparison.today_is_one else _rows(comparison, "today", comparison.today),
        "systems": _rows(comparison, "systems", comparison.systems),
        "inputs": _inputs(comparison),
        "charts": charts,
        "proofs": [
            (name, STATUS_WORDS[proof.status], proof_sentence(proof), proof.proved and passed)
            for name, proof, passed in zip(
                comparison.names, comparison.proofs, comparison.checks_passed, strict=True
            )
        ],
    }
    write_framed(path, "compare.html.j2", charts, context)


CAPTIONS = {
    "today": "Today's system, which differs between the results",
    "systems": "To be built: sizes",
    "key_figures": "Key figures",
}


def _key_figures(comparison: Comparison) -> Table:
    """The proposed systems; today's first where it is the same in all."""
    if not comparison.today_is_one:
        return _rows(comparison, "key_figures", comparison.key_figures)
    rows = [
        ComparedRow(row.title, row.unit, (today.values[0], *row.values))
        for row, today in zip(comparison.key_figures, comparison.today, strict=True)
    ]
    return _table("key_figures", ("Today", *comparison.names), rows)


def _rows(comparison: Comparison, key: str, rows: tuple[ComparedRow, ...]) -> Table:
    return _table(key, comparison.names, list(rows))


def _table(key: str, names: tuple[str, ...], rows: list[ComparedRow]) -> Table:
    records = [_record(row) | {"unit": row.unit, "shown_unit": unit_text(row.unit)} for row in rows]
    columns = (
        Column("Figure" if key != "systems" else "Unit", "title"),
        Column("in", "shown_unit"),
        *(Column(name, f"value {n}", "by row") for n, name in enumerate(names)),
    )
    return table(key, CAPTIONS[key], columns, records)


def _record(row: ComparedRow) -> dict[str, Any]:
    return {"title": row.title} | {f"value {n}": value for n, value in enumerate(row.values)}


def _inputs(comparison: Comparison) -> Table:
    records = [_record(row) for row in comparison.inputs]
    columns = (
        Column("Field", "title"),
        *(Column(name, f"value {n}", TEXT) for n, name in enumerate(comparison.names)),
    )
    return table("inputs", "What the cases state differently", columns, records)


def _cash_flows(comparison: Comparison) -> Chart | None:
    series = []
    for number, (name, flows) in enumerate(
        zip(comparison.names, comparison.project_flows_eur, strict=True)
    ):
        if flows is not None:
            colour, dash, _ = series_style(number)
            years = tuple(float(year) for year in range(len(flows)))
            summed = tuple(accumulate(flow / MILLION for flow in flows))
            series.append(Series(name, "line", years, summed, colour, dash, width=3.0))
    if not series:
        return None
    return Chart(
        "cash_flows",
        "Sum of the project's flows against today's system",
        "Investment and savings added up by year, without interest, a line for each result.",
        Axis("Year"),
        (Axis("Million EUR"),),
        tuple(series),
    )


def _bars(comparison: Comparison) -> Chart:
    """Annual cost and CO2, today's first where it is the same in all."""
    rows = _key_figures(comparison)
    names = tuple(column.header for column in rows.columns[2:])
    by_title = {
        row.title: (today.values[0], *row.values) if comparison.today_is_one else row.values
        for row, today in zip(comparison.key_figures, comparison.today, strict=True)
    }
    cost = by_title["Total annual cost, levelled"]
    co2 = by_title["CO2 emissions"]
    (cost_colour, _, cost_pattern), (co2_colour, _, co2_pattern) = map(series_style, (0, 1))
    return Chart(
        "cost_and_co2",
        "Annual cost and CO2",
        "Levelled annual cost above, emissions below, a bar for each result.",
        Axis(""),
        (Axis("Million EUR/a"), Axis("CO2 [1000 t/a]")),
        (
            Series(
                "Annual cost, levelled",
                "bar",
                names,
                tuple(_over(value, MILLION) for value in cost),
                cost_colour,
                pattern=cost_pattern,
            ),
            Series(
                "CO2 emissions",
                "bar",
                names,
                tuple(_over(value, THOUSAND) for value in co2),
                co2_colour,
                pattern=co2_pattern,
                panel=1,
            ),
        ),
    )


def _over(value: object, scale: float) -> float | None:
    return float(value) / scale if isinstance(value, int | float) else None
