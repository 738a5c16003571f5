"""The commands. Heavy imports stand inside them, so that help answers at once."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from industrial_hp.cli.cycle_command import cycle
from industrial_hp.cli.options import CaseArgument, JsonOption
from industrial_hp.cli.terminal import (
    ProgressLine,
    finding_record,
    print_json,
    show_heat_pump_targets,
    show_solution,
    show_targets,
)
from industrial_hp.errors import CaseError, InfeasibleError, UsageError

app = typer.Typer(
    name="industrial-hp",
    help="Design of industrial and district heating with large heat pumps.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress.")]
VerboseOption = Annotated[bool, typer.Option("--verbose", help="Log what happens.")]

UNPROVED = 5
FAILED = 6


@app.command()
def check(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Read and validate a case; every finding at once."""
    from industrial_hp import read_case

    try:
        found = read_case(case)
    except CaseError as error:
        if not as_json:
            raise
        print_json({"valid": False, "findings": [finding_record(f) for f in error.findings]})
        raise typer.Exit(error.exit_code) from None
    if as_json:
        print_json({"valid": True, "findings": []})
        return
    typer.echo(
        f"{found.title}: valid. {len(found.zones)} zones, {len(found.sources)} sources, "
        f"{len(found.sinks)} sinks, {len(found.loops)} loops, "
        f"{found.calendar.period_count} periods."
    )


@app.command()
def design(
    case: CaseArgument,
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")],
    force: Annotated[bool, typer.Option("--force", help="Replace an existing folder.")] = False,
    profile: Annotated[str, typer.Option(help="Solver profile: quick, standard, proof.")] = (
        "standard"
    ),
    time_limit: Annotated[float | None, typer.Option(min=0.1, help="Seconds to solve.")] = None,
    gap: Annotated[float | None, typer.Option(min=0.0, max=1.0, help="Gap to reach.")] = None,
    threads: Annotated[int | None, typer.Option(min=0, help="Threads; 0 leaves it open.")] = None,
    formats: Annotated[
        str, typer.Option("--format", help="Any of json, csv, xlsx, with commas.")
    ] = "json,csv,xlsx",
    accept_gap: Annotated[
        bool, typer.Option("--accept-gap", help="Exit 0 for an unproved answer, too.")
    ] = False,
    no_fail: Annotated[
        bool,
        typer.Option("--no-fail-when-infeasible", help="Exit 0 and write the status."),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
    verbose: VerboseOption = False,
) -> None:
    """Find the best system for a case, prove it, and write the feasibility report."""
    from industrial_hp.cli.design_run import DesignRun, parse_formats
    from industrial_hp.solving.options import solver_profile

    _log(verbose)
    options = solver_profile(profile).changed(gap, time_limit, threads)
    progress = ProgressLine(quiet=quiet or as_json)
    job = DesignRun(case, out, force, parse_formats(formats), progress)
    try:
        solution = job.run(options)
    except InfeasibleError as error:
        job.give_up("infeasible", error, keep=no_fail)
        if as_json:
            findings = [finding_record(f) for f in error.findings]
            print_json({"status": "infeasible", "findings": findings})
        if no_fail:
            raise typer.Exit(0) from None
        if as_json:
            raise typer.Exit(error.exit_code) from None
        raise
    finally:
        progress.finish()
    if as_json:
        print_json(job.record(solution))
    else:
        show_solution(solution, out)
    if solution.proof.status == "verification_failed":
        raise typer.Exit(FAILED)
    if not solution.proof.proved and not accept_gap:
        raise typer.Exit(UNPROVED)


@app.command()
def pinch(
    streams: Annotated[Path, typer.Argument(help="CSV: name,t_in_c,t_out_c,duty_kw.")],
    dtmin: Annotated[float, typer.Option(min=0.0, help="Least temperature difference [K].")],
    heat_pumps: Annotated[
        str | None, typer.Option(help="none, a number, or any: targets with heat pumps.")
    ] = None,
    eta: Annotated[float, typer.Option(help="COP over Carnot's.")] = 0.5,
    level_step: Annotated[float, typer.Option(help="Step of the levels on offer [K].")] = 5.0,
    heat_price: Annotated[float | None, typer.Option(help="EUR/MWh of hot utility.")] = None,
    electricity_price: Annotated[float | None, typer.Option(help="EUR/MWh.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Energy targets of a stream table; with heat pumps the least cost, exactly."""
    from industrial_hp.pinch.problem_table import problem_table
    from industrial_hp.reading.stream_csv import read_streams

    table = read_streams(streams, dtmin)
    if heat_pumps is None:
        targets = problem_table(table)
        if as_json:
            print_json(
                {
                    "hot_utility_kw": targets.hot_utility_kw,
                    "cold_utility_kw": targets.cold_utility_kw,
                    "pinch_shifted_c": list(targets.pinch_shifted_c),
                }
            )
        else:
            show_targets(targets)
        return
    if heat_price is None or electricity_price is None:
        raise UsageError("--heat-pumps wants --heat-price and --electricity-price")
    from industrial_hp.pipeline import target

    record = target(
        table,
        dtmin_k=dtmin,
        heat_pumps=heat_pumps,
        eta=eta,
        level_step_k=level_step,
        heat_eur_per_mwh=heat_price,
        electricity_eur_per_mwh=electricity_price,
    ).record()
    if as_json:
        print_json(record)
    else:
        show_heat_pump_targets(record)


app.command()(cycle)


@app.command()
def schema() -> None:
    """JSON schema of a case: every field with its unit and range."""
    from industrial_hp import Case

    print_json(Case.model_json_schema())


@app.command()
def doctor(as_json: JsonOption = False) -> None:
    """Versions, solver, optional parts; what is missing and how to get it."""
    from industrial_hp.cli.diagnosis import diagnosis

    found = diagnosis()
    if as_json:
        print_json([vars(item) for item in found])
    else:
        for item in found:
            mark = "ok     " if item.works else ("MISSING" if item.needed else "absent ")
            typer.echo(f"{mark}  {item.name:22s} {item.detail}")
    if any(item.needed and not item.works for item in found):
        raise typer.Exit(FAILED)


def _log(verbose: bool) -> None:
    if verbose:
        import logging

        logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(message)s")
