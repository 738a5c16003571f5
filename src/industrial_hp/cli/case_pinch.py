"""Pinch analysis of a case on the terminal: its targets by zone and period."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from industrial_hp.cli.terminal import console, print_json

if TYPE_CHECKING:
    import pandas as pd

TABLES = (".csv",)


def is_stream_table(path: Path) -> bool:
    """Whether a path is a stream table rather than a case."""
    return path.suffix.lower() in TABLES


def show_case_targets(path: Path, *, as_json: bool) -> None:
    """Read a case and show the targets of its streams."""
    from industrial_hp.pipeline.case_targets import case_targets
    from industrial_hp.reading.read_case import read_case
    from industrial_hp.results.energy_targets import targets_of_the_year

    found = case_targets(read_case(path))
    year = targets_of_the_year(found)
    if as_json:
        print_json({"targets": found.to_dict("records"), "year": year.to_dict("records")})
        return
    _show(found, year)


def _show(found: "pd.DataFrame", year: "pd.DataFrame") -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, title="Energy targets of the streams")
    for name in ("zone", "period"):
        table.add_column(name)
    for name in ("h/a", "hot MW", "cold MW", "pinch C"):
        table.add_column(name, justify="right")
    for row in found.to_dict("records"):
        table.add_row(
            str(row["zone"]),
            str(row["period"]),
            f"{row['hours_per_year']:,.0f}",
            f"{row['hot_mw']:,.3f}",
            f"{row['cold_mw']:,.3f}",
            str(row["pinch_shifted_c"]) or "none",
        )
    console().print(table)
    for row in year.to_dict("records"):
        typer.echo(
            f"{row['zone']}: hot {row['hot_mwh_per_a']:,.0f} MWh/a, "
            f"cold {row['cold_mwh_per_a']:,.0f} MWh/a"
        )
    typer.echo("Pinches stand on the shifted scale; heat of one zone does not reach another.")
