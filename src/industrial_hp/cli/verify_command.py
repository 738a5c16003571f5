"""The command ``verify``: a finished result checked from its files alone."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import print_json
from industrial_hp.errors import SolverError

if TYPE_CHECKING:
    from industrial_hp.checking import Check, Verdict

SHOWN = 5
"""Violations of a check that are told one by one."""


def verify(
    folder: Annotated[Path, typer.Argument(help="Folder that design has filled.")],
    as_json: JsonOption = False,
) -> None:
    """Check a finished result by its files: balances, second law, limits, money."""
    from industrial_hp.checking import verify as checked

    verdict = checked(folder)
    if as_json:
        print_json({"passed": verdict.passed, "checks": [_record(c) for c in verdict.checks]})
    else:
        _show(verdict)
    if not verdict.passed:
        raise typer.Exit(SolverError.exit_code)


def _record(check: "Check") -> dict[str, object]:
    return {"passed": check.passed, **asdict(check)}


def _show(verdict: "Verdict") -> None:
    for check in verdict.checks:
        mark = "ok  " if check.passed else "FAIL"
        typer.echo(
            f"{mark}  {check.name:52s} {check.worst:9.2e} of {check.tolerance:.0e} {check.unit}"
        )
        for violation in check.violations[:SHOWN]:
            told = f", found {violation.found}" if violation.found else ""
            right = f", must be {violation.permitted}" if violation.permitted else ""
            typer.echo(f"      {violation.place}: off by {violation.deviation:.4g}{told}{right}")
        if len(check.violations) > SHOWN:
            typer.echo(f"      and {len(check.violations) - SHOWN} more")
    failed = sum(not check.passed for check in verdict.checks)
    count = len(verdict.checks)
    typer.echo(
        f"{count - failed} of {count} checks passed." if failed else f"All {count} checks passed."
    )
