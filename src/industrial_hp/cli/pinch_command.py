"""The command ``pinch``: targets, curves and heat pumps of a stream table."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from industrial_hp.cli.case_pinch import is_stream_table, show_case_targets
from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import console, print_json
from industrial_hp.errors import UsageError

if TYPE_CHECKING:
    from industrial_hp.pinch import Placement, Stream
    from industrial_hp.pipeline.pinch_analysis import PinchAnalysis
    from industrial_hp.superstructure.problem import Match

RULE = (
    "A heat pump saves heat only across the pinch: it takes heat below, where it is left over, "
    "and gives it above, where it is short. What streams of a pocket exchange themselves is not "
    "counted. Each row stands alone; the duties do not add up."
)


def pinch(
    streams: Annotated[
        Path, typer.Argument(help="CSV: name,t_in_c,t_out_c,duty_kw; or a case: its zones.")
    ],
    dtmin: Annotated[
        float | None,
        typer.Option(min=0.0, help="Least temperature difference [K]; a case has its own."),
    ] = None,
    heat_pumps: Annotated[
        str | None, typer.Option(help="none, a number, or any: targets with heat pumps.")
    ] = None,
    placement: Annotated[
        bool, typer.Option("--placement", help="Advise where one heat pump helps, at once.")
    ] = False,
    eta: Annotated[float, typer.Option(help="COP over Carnot's.")] = 0.5,
    level_step: Annotated[float, typer.Option(help="Step of the levels on offer [K].")] = 5.0,
    heat_price: Annotated[float | None, typer.Option(help="EUR/MWh of hot utility.")] = None,
    electricity_price: Annotated[float | None, typer.Option(help="EUR/MWh.")] = None,
    curves: Annotated[
        Path | None, typer.Option(help="Write the points of all curves as CSV.")
    ] = None,
    figure: Annotated[
        Path | None, typer.Option(help="Draw the curves: .svg, .pdf or .png.")
    ] = None,
    utilities: Annotated[
        Path | None,
        typer.Option(help="CSV of utilities: name,kind,t_c,eur_per_mwh,max_kw; least cost."),
    ] = None,
    forbid: Annotated[
        list[str] | None,
        typer.Option(help="GIVER,TAKER: no direct exchange; GIVER,TAKER,units: nor by units."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Energy targets of a stream table; with heat pumps the least cost, exactly.

    Of a case the targets of its streams by zone and period.
    """
    from industrial_hp.pipeline.pinch_analysis import analyse, draw_curves, write_curves
    from industrial_hp.reading.stream_csv import read_streams

    if not is_stream_table(streams):
        if heat_pumps or placement or utilities or forbid or curves or figure:
            raise UsageError("of a case pinch tells the targets only: design does the rest")
        show_case_targets(streams, as_json=as_json)
        return
    if dtmin is None:
        raise UsageError("a stream table wants --dtmin, the least temperature difference [K]")
    table = read_streams(streams, dtmin)
    asked = _Asked(dtmin, eta, level_step, heat_price, electricity_price, heat_pumps, utilities)
    record, advice, pumps = _heat_pumps(table, asked, forbid or [], placement=placement)
    analysis = analyse(table, dtmin_k=dtmin, pumps=pumps)
    if curves is not None:
        write_curves(analysis, curves)
    if figure is not None:
        draw_curves(analysis, figure, title=f"{streams.stem}, dTmin {dtmin:g} K")
    if as_json:
        print_json(_document(analysis, record, advice, placement=placement))
        return
    if record:
        _show_heat_pump_targets(record)
    else:
        _show_targets(analysis)
    if placement:
        _show_placements(advice)


@dataclass(frozen=True)
class _Asked:
    """What is asked of heat pumps; utilities alone ask for none at no price of electricity."""

    dtmin: float
    eta: float
    level_step: float
    heat_price: float | None
    electricity_price: float | None
    heat_pumps: str | None
    utilities: Path | None

    @property
    def number(self) -> str | None:
        """Number of heat pumps of the exact targets; none where they are not asked for."""
        return "none" if self.utilities is not None and not self.heat_pumps else self.heat_pumps

    def terms(self) -> dict[str, Any]:
        """What heat pumps are judged by."""
        heat, power = self.heat_price, self.electricity_price
        if self.utilities is not None:
            heat = heat or 0.0
            power = power or 0.0 if not self.heat_pumps else power
        if heat is None or power is None:
            raise UsageError(
                "--heat-pumps and --placement want --heat-price and --electricity-price [EUR/MWh]"
            )
        return {
            "dtmin_k": self.dtmin,
            "eta": self.eta,
            "level_step_k": self.level_step,
            "heat_eur_per_mwh": heat,
            "electricity_eur_per_mwh": power,
        }


def _heat_pumps(
    table: "tuple[Stream, ...]", asked: _Asked, forbid: list[str], *, placement: bool
) -> "tuple[dict[str, Any], tuple[Placement, ...], list[Any]]":
    """Exact targets, advice, and the machines to be drawn between the curves."""
    from industrial_hp.pipeline import target
    from industrial_hp.pipeline.pinch_analysis import placed, placed_target, placements

    if forbid and asked.number is None:
        raise UsageError("--forbid wants --utilities or --heat-pumps: a ban has a cost only there")
    advice = placements(table, **asked.terms()) if placement else ()
    if asked.number is None:
        return {}, advice, [placed(best) for best in advice[:1]]
    found = target(
        table,
        heat_pumps=asked.number,
        **asked.terms(),
        **_offer(asked.utilities, table, asked.dtmin),
        matches=_bans(forbid),
    )
    return found.record(), advice, [placed_target(p, asked.dtmin) for p in found.heat_pumps]


def _offer(path: Path | None, table: "tuple[Stream, ...]", dtmin: float) -> dict[str, Any]:
    """Utilities at their levels, where a table states them."""
    from industrial_hp.reading.utility_csv import read_utilities
    from industrial_hp.superstructure.stream_table import HotUtility

    if path is None:
        return {}
    hot, cooling = read_utilities(path, table, dtmin)
    offered = (HotUtility(u.name, u.t_c - dtmin / 2, u.eur_per_mwh, u.max_kw) for u in hot)
    return {"utilities": tuple(offered), "cooling_eur_per_mwh": cooling}


def _bans(pairs: list[str]) -> "tuple[Match, ...]":
    """Forbidden matches as written: GIVER,TAKER or GIVER,TAKER,units."""
    from industrial_hp.superstructure.problem import Match

    split = [tuple(name.strip() for name in pair.split(",")) for pair in pairs]
    for names, pair in zip(split, pairs, strict=True):
        if len(names) not in (2, 3) or names[2:] not in ((), ("units",)):
            raise UsageError(
                f"--forbid {pair!r}: write GIVER,TAKER, or GIVER,TAKER,units for a ban that covers "
                "the way through heat pumps, too"
            )
    return tuple(
        Match(names[0], names[1], covers="units" if names[2:] else "direct") for names in split
    )


def _document(
    analysis: "PinchAnalysis",
    exact: dict[str, Any],
    advice: "tuple[Placement, ...]",
    *,
    placement: bool,
) -> dict[str, Any]:
    """One JSON document: utilities of the exact answer where it was asked for."""
    from dataclasses import asdict

    document = analysis.record() | exact
    if placement:
        document["placements"] = [asdict(found) for found in advice]
    return document


def _show_targets(analysis: "PinchAnalysis") -> None:
    """Utilities, pinches and near pinches of a stream table."""
    targets = analysis.targets
    pinches = ", ".join(f"{t:g}" for t in targets.pinch_shifted_c) or "none (threshold problem)"
    typer.echo(f"Hot utility      {targets.hot_utility_kw:14,.2f} kW")
    typer.echo(f"Cold utility     {targets.cold_utility_kw:14,.2f} kW")
    typer.echo(f"Heat recovery    {targets.heat_recovery_kw:14,.2f} kW")
    typer.echo(f"Pinch, shifted   {pinches} degC")
    for near in analysis.near:
        typer.echo(f"Near pinch       {near.shifted_c:g} degC, {near.heat_kw:,.2f} kW pass")


def _show_heat_pump_targets(record: dict[str, Any]) -> None:
    """Cost, utilities and heat pumps of a stream table."""
    typer.echo(f"Cost             {record['cost_eur_per_h']:14,.4f} EUR/h")
    typer.echo(f"Hot utility      {record['hot_utility_kw']:14,.2f} kW")
    typer.echo(f"Cold utility     {record['cold_utility_kw']:14,.2f} kW")
    typer.echo(f"Electricity      {record['electricity_kw']:14,.2f} kW")
    if len(record["utilities_kw"]) > 1:
        for name, heat_kw in record["utilities_kw"].items():
            typer.echo(f"  {name:15}{heat_kw:14,.2f} kW")
    for giver, taker, heat_kw in record["matches_kw"]:
        typer.echo(f"Match            {heat_kw:14,.2f} kW  {giver} -> {taker}")
    for pump in record["heat_pumps"]:
        typer.echo(
            f"Heat pump        {pump['evaporator_c']:7.2f} -> {pump['condenser_c']:7.2f} degC, "
            f"COP {pump['cop']:6.3f}, {pump['heat_kw']:12,.2f} kW"
        )


def _show_placements(advice: "tuple[Placement, ...]") -> None:
    """The best few places of one heat pump, with their reasons."""
    from rich import box
    from rich.table import Table

    typer.echo()
    if not advice:
        typer.echo("No heat pump pays: no pair of levels across the pinch saves at these prices.")
        typer.echo(RULE)
        return
    table = Table(box=box.SIMPLE_HEAD, title="One heat pump, levels on the shifted scale")
    for name in ("from C", "to C", "COP", "heat kW", "power kW", "EUR/h saved"):
        table.add_column(name, justify="right")
    table.add_column("why")
    for found in advice:
        table.add_row(
            f"{found.evaporator_shifted_c:g}",
            f"{found.condenser_shifted_c:g}",
            f"{found.cop:.2f}",
            f"{found.heat_kw:,.1f}",
            f"{found.electricity_kw:,.1f}",
            f"{found.saving_eur_per_h:,.2f}",
            found.reason,
        )
    console().print(table)
    console().print(RULE)
