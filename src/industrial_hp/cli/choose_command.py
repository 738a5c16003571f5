"""The command ``choose``: which machines could heat one water from another."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import console, print_json
from industrial_hp.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from industrial_hp.pipeline.choose import RunningCost


WIDEST_FLUIDS = 11
"""Characters that a table of 100 columns has for refrigerants."""


class GwpBasis(StrEnum):
    """Report of the IPCC that a global warming potential is taken from."""

    ar4 = "ar4"
    ar5 = "ar5"
    ar6 = "ar6"


def choose(
    source_in: Annotated[float, typer.Option(help="Source water inlet [C].")],
    source_out: Annotated[float, typer.Option(help="Source water outlet [C].")],
    sink_in: Annotated[float, typer.Option(help="Sink water inlet [C].")],
    sink_out: Annotated[float, typer.Option(help="Sink water outlet [C].")],
    approach: Annotated[float, typer.Option(min=0.0, help="Approach at both sides [K].")] = 5.0,
    superheat: Annotated[
        float, typer.Option(min=0.0, help="At the evaporator; more where wet [K].")
    ] = 0.0,
    compressor: Annotated[str, typer.Option(help="piston, screw, turbo, unlimited.")] = "piston",
    max_discharge: Annotated[
        float | None, typer.Option(help="Highest discharge beside the compressor's limit [C].")
    ] = None,
    max_gwp: Annotated[float | None, typer.Option(help="Highest GWP over 100 a.")] = None,
    gwp_basis: Annotated[GwpBasis, typer.Option(help="IPCC report of the GWP.")] = GwpBasis.ar6,
    no_pfas: Annotated[bool, typer.Option("--no-pfas", help="Without PFAS (OECD 2021).")] = False,
    safety: Annotated[
        str | None, typer.Option(help="Permitted classes, for instance A1,A2L,B2L.")
    ] = None,
    on_market: Annotated[
        bool, typer.Option("--on-market", help="Only what the catalogue knows to be sold.")
    ] = False,
    cycles: Annotated[str | None, typer.Option(help="Cycles to try, with commas.")] = None,
    refrigerants: Annotated[str | None, typer.Option(help="Fluids to try, with commas.")] = None,
    heat_mw: Annotated[
        float | None, typer.Option(help="Heat [MW]; with a price ranks by annual cost.")
    ] = None,
    electricity_price: Annotated[float | None, typer.Option(help="EUR/MWh.")] = None,
    hours: Annotated[float, typer.Option(help="Hours of full load [h/a].")] = 6000.0,
    interest: Annotated[float, typer.Option(help="Real interest [1/a].")] = 0.05,
    top: Annotated[int, typer.Option(min=1, help="Rows of the table.")] = 15,
    refused: Annotated[
        bool, typer.Option("--refused", help="List every refused combination.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Every cycle with every refrigerant for two waters, ranked; the refused ones with reasons."""
    from industrial_hp.pipeline.choose import choose_machines
    from industrial_hp.thermo.choice import WATER_CYCLES
    from industrial_hp.thermo.refrigerant_filters import RefrigerantRules

    rules = RefrigerantRules(
        gwp_max=max_gwp,
        gwp_basis=gwp_basis.value,
        pfas="excluded" if no_pfas else "permitted",
        safety_classes=None if safety is None else _words(safety),
        market="offered" if on_market else "any",
    )
    record = choose_machines(
        (source_in, source_out, sink_in, sink_out),
        compressor_name=compressor,
        rules=rules,
        approach_k=approach,
        superheat_k=superheat,
        discharge_max_c=max_discharge,
        cost=_cost(heat_mw, electricity_price, hours, interest),
        cycles=WATER_CYCLES if cycles is None else _words(cycles),
        refrigerant_names=() if refrigerants is None else _words(refrigerants),
    )
    if as_json:
        print_json(record)
    else:
        _show(record, top, all_refused=refused)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _cost(
    heat_mw: float | None, price: float | None, hours: float, interest: float
) -> "RunningCost | None":
    from industrial_hp.pipeline.choose import RunningCost

    if heat_mw is None and price is None:
        return None
    if heat_mw is None or price is None:
        raise UsageError("a ranking by annual cost wants both --heat-mw and --electricity-price")
    return RunningCost(heat_mw, price, hours, interest)


def _show(record: dict[str, Any], top: int, *, all_refused: bool) -> None:
    """Table of the best, then what was refused."""
    page = console()
    ranked = record["ranked"]
    by_cost = record["ranked_by"] == "annual_cost_eur"
    if ranked:
        page.print(_table(ranked[:top], by_cost=by_cost))
        page.print(
            f"{min(top, len(ranked))} of {len(ranked)} machines; + no other is as good in COP, "
            "suction volume, number of stages and discharge."
        )
        page.print(_conditions(record))
    else:
        page.print("No machine of these cycles and refrigerants serves this sink.")
    for machine in ranked[:top]:
        if machine["findings"]:
            codes = ", ".join(finding["code"] for finding in machine["findings"])
            page.print(f"  remark on {_name(machine)}: {codes}")
    _show_refused(record, all_refused=all_refused)


def _table(machines: list[dict[str, Any]], *, by_cost: bool) -> "Table":
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, padding=(0, 1, 0, 0))
    table.title, table.title_justify = "Machines, best first; degC and bar", "left"
    table.add_column("", justify="right", no_wrap=True)
    table.add_column("cycle", no_wrap=True)
    table.add_column("fluid", no_wrap=True)
    judged = ("kEUR/a", "COP") if by_cost else ("COP", "m3/MWh")
    for heading in (*judged, "ev/cond", "disch", "bar", "GWP", "class", "sold"):
        table.add_column(heading, justify="right", no_wrap=True)
    for place, machine in enumerate(machines, start=1):
        table.add_row(f"{place}{'+' if machine['non_dominated'] else ' '}", *_cells(machine))
    return table


def _cells(machine: dict[str, Any]) -> list[str]:
    cop = f"{machine['cop']:.2f}"
    judged = (
        [f"{machine['annual_cost_eur'] / 1e3:,.0f}", cop]
        if "annual_cost_eur" in machine
        else [cop, f"{machine['suction_m3_per_h_per_mw']:,.0f}"]
    )
    condensing = machine["condensing_c"]
    hot_side = "gas" if condensing is None else f"{condensing:.0f}"
    return [
        _cycle(machine),
        _fluids_in_cell(machine),
        *judged,
        f"{machine['evaporating_c']:.0f}/{hot_side}",
        f"{machine['discharge_c']:.0f}",
        f"{machine['pressure_high_bar']:.0f}",
        _whole_gwp(machine["gwp"]),
        machine["safety_class"],
        _sold(machine["offers"]),
    ]


def _fluids_in_cell(machine: dict[str, Any]) -> str:
    """The refrigerants, those of a cascade on two lines where one is too wide."""
    fluids = _fluids(machine)
    return fluids if len(fluids) <= WIDEST_FLUIDS else fluids.replace("/", "/\n")


def _whole_gwp(gwp: float | None) -> str:
    if gwp is None:
        return "?"
    return "<1" if 0.0 < gwp < 1.0 else f"{gwp:,.0f}"


def _sold(offers: list[dict[str, str]]) -> str:
    """Number of offers; with a mark where none of them was read in its source."""
    if not offers:
        return "-"
    read = any(offer["provenance"] == "found" for offer in offers)
    return f"{len(offers)}{'' if read else '*'}"


def _fluids(machine: dict[str, Any]) -> str:
    below = machine["refrigerant_low"]
    return machine["refrigerant"] if below is None else f"{below}/{machine['refrigerant']}"


def _name(machine: dict[str, Any]) -> str:
    return f"{_cycle(machine)} {_fluids(machine)}"


def _cycle(machine: dict[str, Any]) -> str:
    name: str = machine["cycle"]
    return name.replace("two_stage", "2-stage").replace("_", " ")


def _conditions(record: dict[str, Any]) -> str:
    """What the figures of the table rest on."""
    told = (
        f"COP of the cycle (electric: times {record['drive_efficiency']:.2f} for the drive); "
        f"isentropic efficiency {record['eta_isentropic']:g} ({record['compressor']}); m3/MWh: "
        f"drawn in by all stages per heat; GWP by {record['gwp_basis'].upper()}; sold: offers "
        "known to the catalogue, * recalled and to be confirmed."
    )
    if record["cost_row"] is not None:
        told += (
            f" Investment by the law {record['cost_row']}, each circuit at its own heat; the "
            "scope of that law and no pipes beyond it."
        )
    return told


def _show_refused(record: dict[str, Any], *, all_refused: bool) -> None:
    page = console()
    pairs, codes = record["cascade_pairs"], record["refused_by_code"]
    told = ", ".join(f"{code} {count}" for code, count in codes.items()) or "none"
    page.print(f"Refused: {len(record['refused'])} combinations ({told}).")
    if pairs["pairs"]:
        dropped = pairs["pairs"] - pairs["computed"]
        page.print(
            f"Cascades: {pairs['pairs']} pairs, {dropped} dropped by rules and screening, "
            f"{pairs['computed']} computed, {pairs['ranked']} of these ranked."
        )
    if not all_refused:
        page.print("Each with its reason: --refused, or --json.")
        return
    for one in record["refused"]:
        for reason in one["reasons"]:
            page.print(f"  {_name(one)}: {reason['code']}: {reason['message']}", soft_wrap=True)
