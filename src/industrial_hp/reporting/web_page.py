"""report.html: one page that holds all of itself and opens from disk, without a network."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from industrial_hp.reporting import page_tables
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
from industrial_hp.reporting.figures.process_charts import zone_charts
from industrial_hp.reporting.figures.sankey import sankey
from industrial_hp.reporting.figures.schematic import schematic
from industrial_hp.reporting.figures.year_charts import year_charts
from industrial_hp.reporting.page_frame import require_page_tools, write_framed
from industrial_hp.reporting.page_table import Table
from industrial_hp.reporting.page_words import cards, next_steps, stamp_lines, warnings
from industrial_hp.reporting.titles import (
    STATUS_WORDS,
    financing_in_words,
    in_words,
    period_title,
    proof_sentence,
    runner_up_in_words,
    unit_titles,
)
from industrial_hp.results.machine_diagrams import MachineDiagrams
from industrial_hp.results.solution import Solution


@dataclass(frozen=True)
class MachinePart:
    """What the page shows of one machine."""

    title: str
    told: str
    log_ph: tuple[Chart, ...]
    t_s: tuple[Chart, ...]
    states: Table | None
    exchangers: tuple[Chart, ...]


def write_web_page(solution: Solution, path: Path, *, report_date: date | None = None) -> None:
    """Write the page of a solution.

    Parameters
    ----------
    solution : Solution
        What is shown; nothing beyond it is assumed.
    path : Path
        File to write; an existing one is replaced.
    report_date : date, optional
        Date in the stamp, today if not given. The same solution and date give the same bytes.

    Raises
    ------
    UsageError
        If jinja2 or plotly is not installed.
    OutputError
        If the file cannot be written.
    """
    require_page_tools()
    from markupsafe import Markup

    day = report_date or datetime.now(tz=UTC).astimezone().date()
    charts = _charts(solution)
    hours = year_charts(solution)
    curves = [pair for found in solution.curves if (pair := zone_charts(solution, found))]
    machines = [_machine(solution, found) for found in solution.machine_diagrams]
    drawn = [
        *(chart for chart in charts.values() if chart is not None),
        *hours,
        *(chart for pair in curves for chart in pair),
        *(chart for part in machines for chart in (*part.log_ph, *part.t_s, *part.exchangers)),
    ]
    context: dict[str, Any] = {
        **charts,
        **_tables(solution),
        **_words(solution, day),
        "schematic": Markup(schematic(solution)),
        "sankey": Markup(sankey(solution)),
        "hours": hours,
        "curves": curves,
        "machines": machines,
    }
    write_framed(path, "report.html.j2", drawn, context)


def _charts(solution: Solution) -> dict[str, Chart | None]:
    return {
        "cash_flow_chart": cash_flow_chart(solution),
        "running_costs": running_cost_chart(solution),
        "proof_chart": proof_chart(solution),
        "spider": spider_chart(solution),
        "tornado": tornado_chart(solution),
        "price_map": price_map_chart(solution),
        "co2_front": front_chart(solution),
        "load_duration": load_duration_chart(solution),
        "dispatch": dispatch_chart(solution),
        "monthly": monthly_chart(solution),
    }


def _tables(solution: Solution) -> dict[str, Table | None]:
    return {
        "built": page_tables.built_table(solution),
        "refrigerants": page_tables.refrigerants_table(solution),
        "key_figures": page_tables.key_figures_table(solution),
        "scenarios": page_tables.scenarios_table(solution),
        "sensitivity": page_tables.sensitivity_table(solution),
        "front": page_tables.front_table(solution),
        "cash_flow": page_tables.cash_flow_table(solution),
        "checks": page_tables.checks_table(solution),
        "served": page_tables.served_table(solution),
        "energy": page_tables.energy_table(solution),
        "streams": page_tables.streams_table(solution),
        "targets": page_tables.targets_table(solution),
        "flows": page_tables.flows_table(solution),
        "dropped": page_tables.dropped_table(solution),
    }


def _words(solution: Solution, day: date) -> dict[str, Any]:
    proof, checks = solution.proof, solution.checks
    told = warnings(solution)
    kept = [
        f"{unit['title']} ({unit['size']:,.2f} {unit['size_unit']})"
        for unit in solution.equipment.to_dict("records")
        if unit["existing"]
    ]
    passed = sum(check.passed for check in checks)
    return {
        "title": solution.case.title,
        "description": solution.case.description,
        "tool": solution.stamp.tool,
        "proved": proof.proved and passed == len(checks),
        "status": STATUS_WORDS.get(proof.status, proof.status),
        "checks_passed": passed,
        "checks_count": len(checks),
        "all_passed": passed == len(checks),
        "open_points": len(told),
        "cards": cards(solution),
        "words": in_words(solution),
        "runner_up": runner_up_in_words(solution),
        "financing": "" if solution.financing is None else financing_in_words(solution.financing),
        "kept": ", ".join(kept),
        "proof_words": proof_sentence(proof),
        "proved_for": proof.proved_for,
        "candidates": solution.candidates,
        "left_out": len(solution.dropped),
        "warnings": told,
        "next_steps": tuple(next_steps(solution)),
        "stamp": stamp_lines(solution, day),
    }


def _machine(solution: Solution, found: MachineDiagrams) -> MachinePart:
    title = unit_titles(solution).get(found.tag, found.tag)
    unit = solution.equipment.set_index("tag").loc[found.tag]
    told = (
        f"Period {period_title(solution.case, found.period)}. {unit['size']:.2f} MW of heat at a "
        f"COP of {unit['cop_design']:.2f}, drive included."
    )
    if not found.states:
        told += " Its COP is estimated, so there are no states to show."
    return MachinePart(
        title,
        told,
        tuple(log_ph_chart(found, panel, n) for n, panel in enumerate(found.panels, start=1)),
        tuple(ts_chart(found, panel, n) for n, panel in enumerate(found.ts_panels, start=1)),
        page_tables.states_table(found, title) if found.states else None,
        tuple(exchanger_chart(solution, found, part) for part in found.exchangers),
    )
