"""What the terminal shows: findings, progress, tables of at most 100 columns."""

import json
import math
import sys
import time
from typing import TYPE_CHECKING, Any

import typer

from industrial_hp.errors import Finding, FindingsError, IndustrialHPError

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

    from industrial_hp.pinch.problem_table import Targets
    from industrial_hp.results.solution import Solution
    from industrial_hp.solving.highs import Progress

WIDTH = 100
SECONDS_BETWEEN_LINES = 10.0
PHASES = {
    "read": "Reading the case",
    "superstructure": "Collecting what could be built",
    "build": "Writing the model",
    "solve": "Solving",
    "verify": "Verifying by a second route",
    "report": "Writing the report",
}


def print_json(document: Any) -> None:
    """One JSON document on standard output; undefined numbers are null."""
    typer.echo(json.dumps(_finite(document), indent=2, ensure_ascii=False))


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


class ProgressLine:
    """Phase, incumbent, bound and gap on standard error; a live line on a terminal."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._live = sys.stderr.isatty() and not quiet
        self._started = self._last = time.monotonic()
        self._phase = ""

    def enter(self, phase: str) -> None:
        """Tell that a phase begins."""
        self._phase = PHASES.get(phase, phase)
        if phase and not self._quiet:
            self._write(f"{self._phase} ...", force=True)

    def report(self, progress: "Progress") -> None:
        """Tell where the search stands."""
        gap = f"gap {progress.gap:.2%}" if math.isfinite(progress.gap) else "no gap yet"
        best, bound = (
            f"{value:,.0f} EUR/a" if math.isfinite(value) else "none yet"
            for value in (progress.incumbent, progress.bound)
        )
        self._write(
            f"{self._phase}: best {best}, bound {bound}, {gap}",
            force=False,
        )

    def finish(self) -> None:
        """End a live line."""
        if self._live:
            typer.echo("\r" + " " * (WIDTH - 1) + "\r", err=True, nl=False)

    def _write(self, text: str, *, force: bool) -> None:
        now = time.monotonic()
        if self._quiet or (
            not force and now - self._last < (0.5 if self._live else SECONDS_BETWEEN_LINES)
        ):
            return
        self._last = now
        line = f"{now - self._started:6.1f} s  {text}"[: WIDTH - 1]
        if self._live:
            typer.echo("\r" + line.ljust(WIDTH - 1), err=True, nl=False)
        else:
            typer.echo(line, err=True)


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
        f"Proof: {proof.status}; cost {proof.objective_eur_per_a:,.0f} EUR/a, bound "
        f"{proof.lower_bound_eur_per_a:,.0f} EUR/a, gap {proof.gap:.2%} "
        f"(asked {proof.asked_gap:.2%}), for {proof.proved_for}."
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
    report = folder / "report.xlsx"
    if report.is_file():
        page.print(f"Report: {report}", soft_wrap=True)


def _machines_table(page: "Console", solution: "Solution") -> None:
    from rich.table import Table

    new = solution.equipment[~solution.equipment["existing"]]
    table = Table(title="To be built", title_justify="left")
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
    for heading in ("today", "proposed", "unit"):
        table.add_column(heading, justify="right", no_wrap=True)
    for figure in solution.key_figures:
        table.add_row(figure.title, number(figure.base), number(figure.proposed), figure.unit)
    page.print(table)


def number(value: float | None) -> str:
    """A figure with sensible digits."""
    if value is None:
        return "-"
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3f}" if abs(value) < 1 else f"{value:.2f}"


def show_targets(targets: "Targets") -> None:
    """Utilities and pinch of a stream table."""
    pinches = ", ".join(f"{t:g}" for t in targets.pinch_shifted_c) or "none (threshold problem)"
    typer.echo(f"Hot utility      {targets.hot_utility_kw:14,.2f} kW")
    typer.echo(f"Cold utility     {targets.cold_utility_kw:14,.2f} kW")
    typer.echo(f"Heat recovery    {targets.heat_recovery_kw:14,.2f} kW")
    typer.echo(f"Pinch, shifted   {pinches} degC")


def show_heat_pump_targets(record: dict[str, Any]) -> None:
    """Cost, utilities and heat pumps of a stream table."""
    typer.echo(f"Cost             {record['cost_eur_per_h']:14,.4f} EUR/h")
    typer.echo(f"Hot utility      {record['hot_utility_kw']:14,.2f} kW")
    typer.echo(f"Cold utility     {record['cold_utility_kw']:14,.2f} kW")
    typer.echo(f"Electricity      {record['electricity_kw']:14,.2f} kW")
    for pump in record["heat_pumps"]:
        typer.echo(
            f"Heat pump        {pump['evaporator_c']:7.2f} -> {pump['condenser_c']:7.2f} degC, "
            f"COP {pump['cop']:6.3f}, {pump['heat_kw']:12,.2f} kW"
        )
