"""The commands. Heavy imports stand inside them, so that help answers at once."""

from typing import Annotated

import typer

from industrial_hp.cli.catalogue_command import catalogue
from industrial_hp.cli.choose_command import choose
from industrial_hp.cli.cycle_command import cycle
from industrial_hp.cli.design_command import design
from industrial_hp.cli.network_command import network
from industrial_hp.cli.options import CaseArgument, JsonOption
from industrial_hp.cli.pinch_command import pinch
from industrial_hp.cli.report_commands import compare, report
from industrial_hp.cli.template_command import template
from industrial_hp.cli.terminal import finding_record, print_json
from industrial_hp.cli.verbosity import set_verbosity, with_verbosity
from industrial_hp.cli.verify_command import verify
from industrial_hp.errors import CaseError, SolverError


def check(case: CaseArgument, as_json: JsonOption = False) -> None:
    """Read and validate a case; every finding at once."""
    from industrial_hp import read_case

    try:
        found = read_case(case)
    except CaseError as error:
        if as_json:
            findings = [finding_record(finding) for finding in error.findings]
            print_json({"valid": False, "findings": findings})
        raise
    if as_json:
        print_json({"valid": True, "findings": []})
        return
    typer.echo(
        f"{found.title}: valid. {len(found.zones)} zones, {len(found.sources)} sources, "
        f"{len(found.sinks)} sinks, {len(found.loops)} loops, "
        f"{found.calendar.period_count} periods."
    )


def schema(
    results: Annotated[bool, typer.Option("--results", help="That of results.json.")] = False,
) -> None:
    """JSON schema of a case: every field with its unit and range."""
    if results:
        from industrial_hp.export.results_schema import results_schema

        print_json(results_schema())
        return
    from industrial_hp import Case

    print_json(Case.model_json_schema())


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
        raise typer.Exit(SolverError.exit_code)


COMMANDS = (
    check,
    design,
    verify,
    report,
    compare,
    network,
    pinch,
    cycle,
    choose,
    catalogue,
    template,
    schema,
    doctor,
)


def application() -> typer.Typer:
    """The tool with all its commands."""
    app = typer.Typer(
        name="industrial-hp",
        help="Design of industrial and district heating with large heat pumps.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    app.callback()(set_verbosity)
    for command in COMMANDS:
        app.command()(with_verbosity(command))
    return app
