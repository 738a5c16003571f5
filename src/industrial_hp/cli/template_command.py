"""The command ``template``: an input workbook to fill in, empty or from a case."""

from pathlib import Path
from typing import Annotated

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import print_json


def template(
    out: Annotated[Path, typer.Argument(metavar="OUT.xlsx", help="The workbook to write.")],
    filled_from: Annotated[
        Path | None,
        typer.Option("--from", metavar="CASE", help="Fill it from this case."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write a workbook to state a case in, with drop-downs, notes and examples."""
    from industrial_hp import read_case, write_template

    case = None if filled_from is None else read_case(filled_from)
    written = write_template(out, case, force=force)
    if as_json:
        print_json({"template": str(written)})
    else:
        typer.echo(f"Workbook: {written}\nFill it, save it, then: industrial-hp check {written}")
