"""The commands ``report`` and ``compare``: reports of finished results, without solving."""

from pathlib import Path
from typing import Annotated

import typer

from industrial_hp.cli.design_run import parse_formats
from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import print_json
from industrial_hp.errors import UsageError

REPORTS = ("xlsx", "html")
FORMAT = "--format"


def report(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a finished result.")],
    formats: Annotated[
        str | None,
        typer.Option(FORMAT, help="Any of xlsx, html, svg (figures); the first two by default."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write workbook and page of a finished result anew, without solving."""
    chosen = parse_formats(formats, (*REPORTS, "svg"))
    from industrial_hp.pipeline import report_again

    _tell(report_again(folder, chosen), as_json=as_json)


def compare(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR DIR ...", help="Folders of finished results.")
    ],
    out: Annotated[
        Path, typer.Option("--out", help="Folder for compare.xlsx and compare.html.")
    ] = Path("comparison"),
    formats: Annotated[
        str | None, typer.Option(FORMAT, help="Any of xlsx, html, with commas; both by default.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Set finished results side by side: key figures, systems, inputs that differ, proof."""
    if len(folders) < 2:
        raise UsageError(f"compare needs two folders or more; found {len(folders)}")
    chosen = parse_formats(formats, REPORTS)
    from industrial_hp.pipeline import compare_results

    _tell(compare_results(folders, out, chosen), as_json=as_json)


def _tell(paths: tuple[Path, ...], *, as_json: bool) -> None:
    if as_json:
        print_json({"reports": [str(path) for path in paths]})
        return
    for path in paths:
        typer.echo(f"Report: {path}")
