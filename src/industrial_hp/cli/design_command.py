"""The command ``design``: the main job."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from industrial_hp.cli.design_run import DesignRun, ended, messages, parse_co2_prices, parse_formats
from industrial_hp.cli.options import CaseArgument, JsonOption
from industrial_hp.cli.progress_line import ProgressLine
from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.cli.terminal import finding_record, print_json, show_solution
from industrial_hp.errors import FindingsError, IndustrialHPError, InfeasibleError

if TYPE_CHECKING:
    from industrial_hp.results.solution import Proof

ProfileOption = Annotated[str, typer.Option(help="Solver profile: quick, standard, proof.")]

PROVED = 0
UNPROVED = 5
FAILED = 6


def design(
    case: CaseArgument,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier result.")] = False,
    profile: ProfileOption = "standard",
    time_limit: Annotated[float | None, typer.Option(min=0.1, help="Seconds to solve.")] = None,
    gap: Annotated[float | None, typer.Option(min=0.0, max=1.0, help="Gap to reach.")] = None,
    threads: Annotated[int | None, typer.Option(min=0, help="Threads; 0 leaves it open.")] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--format",
            help="Any of json, csv, xlsx, html, svg, with commas; all but svg by default.",
        ),
    ] = None,
    accept_gap: Annotated[
        bool, typer.Option("--accept-gap", help="Exit 0 for an unproved answer, too.")
    ] = False,
    no_fail: Annotated[
        bool, typer.Option("--no-fail-when-infeasible", help="Exit 0 if infeasible, too.")
    ] = False,
    runner_up: Annotated[
        bool,
        typer.Option(help="Solve again without the largest new unit (profile quick: never)."),
    ] = True,
    co2_prices: Annotated[
        str | None,
        typer.Option(help="Added prices of CO2 [EUR/t], with commas: solve again at each."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Find the best system for a case, prove it, and write the feasibility report."""
    from industrial_hp.solving.options import solver_profile

    options = solver_profile(profile).changed(gap, time_limit, threads)
    if not runner_up:
        options = replace(options, runner_up_share=0.0)
    progress = ProgressLine(silent=as_json)
    folder = ResultFolder(out, force=force)
    added = parse_co2_prices(co2_prices)
    job = DesignRun(case, folder, parse_formats(formats), progress, co2_prices=added)
    try:
        solution = job.run(options)
    except IndustrialHPError as error:
        if as_json:
            _print_failure(error)
        if no_fail and isinstance(error, InfeasibleError):
            raise typer.Exit(0) from None
        raise
    finally:
        progress.finish()
    if as_json:
        print_json(job.record(solution))
    else:
        show_solution(solution, out)
    raise typer.Exit(_exit_code(solution.proof, accept_gap=accept_gap))


def _exit_code(proof: "Proof", *, accept_gap: bool) -> int:
    if proof.status == "verification_failed":
        return FAILED
    return PROVED if proof.proved or accept_gap else UNPROVED


def _print_failure(error: IndustrialHPError) -> None:
    """How a run without results ended, with every finding as plain data."""
    findings = error.findings if isinstance(error, FindingsError) else ()
    print_json(
        {
            "status": ended(error),
            "messages": messages(error),
            "findings": [finding_record(finding) for finding in findings],
        }
    )
