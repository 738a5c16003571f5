"""The command ``pinch``: targets of a stream table."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import print_json
from industrial_hp.errors import UsageError

if TYPE_CHECKING:
    from industrial_hp.pinch.problem_table import Targets


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
        _show_targets(problem_table(table), as_json=as_json)
        return
    if heat_price is None or electricity_price is None:
        raise UsageError("--heat-pumps wants --heat-price and --electricity-price")
    from industrial_hp.pipeline import target

    found = target(
        table,
        dtmin_k=dtmin,
        heat_pumps=heat_pumps,
        eta=eta,
        level_step_k=level_step,
        heat_eur_per_mwh=heat_price,
        electricity_eur_per_mwh=electricity_price,
    )
    if as_json:
        print_json(found.record())
    else:
        _show_heat_pump_targets(found.record())


def _show_targets(targets: "Targets", *, as_json: bool) -> None:
    """Utilities and pinch of a stream table."""
    if as_json:
        names = ("hot_utility_kw", "cold_utility_kw", "pinch_shifted_c")
        print_json({name: getattr(targets, name) for name in names})
        return
    pinches = ", ".join(f"{t:g}" for t in targets.pinch_shifted_c) or "none (threshold problem)"
    typer.echo(f"Hot utility      {targets.hot_utility_kw:14,.2f} kW")
    typer.echo(f"Cold utility     {targets.cold_utility_kw:14,.2f} kW")
    typer.echo(f"Heat recovery    {targets.heat_recovery_kw:14,.2f} kW")
    typer.echo(f"Pinch, shifted   {pinches} degC")


def _show_heat_pump_targets(record: dict[str, Any]) -> None:
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
