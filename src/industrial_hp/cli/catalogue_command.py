"""The command ``catalogue``: what can be bought, with its sources."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import console, print_json

if TYPE_CHECKING:
    from rich.table import Table

ROWS_SHOWN_WHOLE = 3
"""So many rows are shown with all their columns, and more by their main ones."""


def catalogue(
    table: Annotated[
        str | None, typer.Argument(help="Name of a table; without it the tables are listed.")
    ] = None,
    find: Annotated[str, typer.Option(help="Only rows in which this text stands.")] = "",
    whole: Annotated[bool, typer.Option("--whole", help="All columns, source included.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List what the catalogue holds: refrigerants, machines, costs, carriers, with sources."""
    from industrial_hp.catalogue.overview import TABLES, rows_with
    from industrial_hp.catalogue.overview import table as table_of

    if table is None:
        found = {one.name: rows_with(one.name, find) for one in TABLES}
        if as_json:
            print_json({name: len(rows) for name, rows in found.items()})
            return
        for one in TABLES:
            typer.echo(f"{one.name:16s} {len(found[one.name]):4d}  {one.holds}")
        typer.echo("\nRows of one of them: industrial-hp catalogue NAME [--find TEXT] [--whole]")
        return
    rows = rows_with(table, find)
    if as_json:
        print_json([dict(row) for row in rows])
    elif not rows:
        typer.echo(f"No row of {table} holds {find!r}.")
    elif whole or len(rows) <= ROWS_SHOWN_WHOLE:
        for row in rows:
            _show_whole(row)
    else:
        console().print(_table(rows, table_of(table).main_columns))
        typer.echo(f"{len(rows)} rows. All columns with sources: --whole; fewer rows: --find TEXT.")


def _show_whole(row: Mapping[str, str]) -> None:
    """All that is known of a row, one column a line."""
    page = console()
    width = max(len(column) for column in row)
    for column, cell in row.items():
        if cell:
            page.print(f"{column:{width}s}  {cell}", markup=False, soft_wrap=True)
    page.print()


def _table(rows: tuple[Mapping[str, str], ...], columns: tuple[str, ...]) -> "Table":
    """Main columns of many rows; texts left, numbers right."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    for place, column in enumerate(columns):
        numeric = all(_is_number(row[column]) for row in rows)
        shown.add_column(
            column.replace("_", " "),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=place == 0,
        )
    for row in rows:
        shown.add_row(*(Text(row[column] or "-") for column in columns))
    return shown


def _is_number(cell: str) -> bool:
    try:
        float(cell or "0")
    except ValueError:
        return False
    return True
