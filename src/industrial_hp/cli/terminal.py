"""What the terminal shows: findings, JSON, tables of at most 100 columns."""

import json
import math
import sys
from typing import TYPE_CHECKING, Any

import typer

from industrial_hp.errors import Finding, FindingsError, IndustrialHPError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from industrial_hp.results.solution import Solution

WIDTH = 100
ENDINGS = {
    "optimal": "proved to be the best on offer",
    "gap_reached": "the gap asked for is reached",
    "time_limit": "stopped by the time limit",
    "interrupted": "stopped by Ctrl-C",
    "verification_failed": "a check failed",
}


def print_json(document: Any) -> None:
    """One JSON document on standard output; undefined numbers are null."""
    typer.echo(json.dumps(_finite(document), indent=2, ensure_ascii=True))


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def show_error(error: IndustrialHPError) -> None:
    """All findings of an error on standard error, one paragraph each."""
    if not isinstance(error, FindingsError):
        typer.echo(f"Error: {error}", err=True)
        return
    count = len(error.findings)
    typer.echo(f"{count} finding{'s' if count != 1 else ''}:", err=True)
    for number, finding in enumerate(error.findings, start=1):
        typer.echo(_paragraph(number, finding), err=True)


def _paragraph(number: int, finding: Finding) -> str:
    lines = [f"{number:3d}. {finding.place}", f"     {finding.message}"]
    if finding.value:
        lines.append(f"     found: {finding.value}")
    if finding.permitted:
        lines.append(f"     permitted: {finding.permitted}")
    if finding.mend:
        lines.append(f"     {finding.mend}")
    return "\n".join(lines)


def finding_record(finding: Finding) -> dict[str, str]:
    """A finding as plain data."""
    return dict(vars(finding))


def console() -> "Console":
    """Where tables go: at most 100 columns, less on a narrow terminal."""
    from rich.console import Console

    width = min(WIDTH, Console().width) if sys.stdout.isatty() else WIDTH
    return Console(width=width, highlight=False, markup=False)


def show_solution(solution: "Solution", folder: "Path") -> None:
    """Machines, key figures, proof and where the report lies."""
    page = console()
    _machines_table(page, solution)
    _key_figures_table(page, solution)
    proof = solution.proof
    page.print(
        f"Proof: {ENDINGS.get(proof.status, proof.status)}; cost "
        f"{proof.objective_eur_per_a:,.0f} EUR/a, bound {proof.lower_bound_eur_per_a:,.0f} EUR/a, "
        f"gap {proof.gap:.2%} (asked {proof.asked_gap:.2%}), for {proof.proved_for}."
    )
    if solution.financing is not None:
        from industrial_hp.reporting.titles import financing_in_words

        page.print(financing_in_words(solution.financing))
    if solution.runner_up is not None:
        second = solution.runner_up
        page.print(
            f"Runner-up, without {second.without}: {second.proof.objective_eur_per_a:,.0f} EUR/a, "
            f"bound {second.proof.lower_bound_eur_per_a:,.0f} EUR/a, gap {second.proof.gap:.2%}."
        )
    passed = sum(check.passed for check in solution.checks)
    page.print(f"Checks: {passed} of {len(solution.checks)} passed.")
    for check in solution.checks:
        if not check.passed:
            page.print(
                f"  FAILED {check.name}: {check.worst:g} {check.unit}, at most {check.tolerance:g}"
            )
    for message in solution.messages:
        page.print(f"Note: {message}")
    page.print(f"Results: {folder}", soft_wrap=True)
    for name in ("report.xlsx", "report.html"):
        if (folder / name).is_file():
            page.print(f"Report: {folder / name}", soft_wrap=True)


def _machines_table(page: "Console", solution: "Solution") -> None:
    from rich.table import Table

    new = solution.equipment[~solution.equipment["existing"]]
    table = Table(
        title="To be built",
        title_justify="left",
        caption="COP: heat over electricity, the drive included",
        caption_justify="left",
    )
    table.add_column("what", overflow="fold", ratio=1)
    for heading in ("size", "evap. / cond. degC", "COP design", "COP year", "GWh/a", "kEUR"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in new.to_dict("records"):
        is_pump = row["type"] == "heat_pump"
        table.add_row(
            f"{row['title']}, {row['zone'].replace('_', ' ')}" if is_pump else row["title"],
            f"{row['size']:.2f} {row['size_unit']}",
            f"{row['t_evaporator_c']:.1f} / {row['t_condenser_c']:.1f}" if is_pump else "",
            f"{row['cop_design']:.2f}" if is_pump else "",
            f"{row['cop_annual']:.2f}" if is_pump else "",
            f"{row['heat_mwh_per_a'] / 1e3:.1f}",
            f"{row['investment_eur'] / 1e3:,.0f}",
        )
    if len(new) == 0:
        page.print("Nothing new pays: today's system is kept.")
    else:
        page.print(table)


def _key_figures_table(page: "Console", solution: "Solution") -> None:
    from rich.table import Table

    table = Table(title="Key figures", title_justify="left")
    table.add_column("figure", ratio=1)
    second = solution.runner_up
    headings = ("today", "proposed") if second is None else ("today", "proposed", "runner-up")
    for heading in (*headings, "unit"):
        table.add_column(heading, justify="right", no_wrap=True)
    for figure in solution.key_figures:
        values = [figure.base, figure.proposed]
        if second is not None:
            values.append(second.figures.get(figure.name))
        table.add_row(figure.title, *shown(*values, unit=figure.unit))
    page.print(table)


def shown(*values: float | None, unit: str) -> list[str]:
    """Figures and their unit as an engineer reads them: rates in per cent a year."""
    if unit != "1/a":
        return [*(number(value) for value in values), unit]
    return [*("-" if value is None else f"{100 * value:.1f}" for value in values), "%/a"]


def number(value: float | None) -> str:
    """A figure with sensible digits."""
    if value is None:
        return "-"
    if value == 0:
        return "0"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"
