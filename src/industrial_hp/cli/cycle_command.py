"""The command ``cycle``: one machine."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, cast

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import console, print_json
from industrial_hp.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table


class ApproachAt(StrEnum):
    """Where the approach to the sink is taken."""

    pinch = "pinch"
    saturation = "saturation"


def cycle(
    refrigerant: Annotated[str, typer.Option(help="Catalogue or CoolProp name.")],
    cycle_name: Annotated[
        str, typer.Option("--cycle", help="A wrong name is answered with all of them.")
    ] = "single_stage",
    evaporating: Annotated[float | None, typer.Option(help="Evaporating temperature [C].")] = None,
    condensing: Annotated[float | None, typer.Option(help="Condensing temperature [C].")] = None,
    evaporating_bar: Annotated[
        float | None, typer.Option(help="In place of --evaporating [bar].")
    ] = None,
    condensing_bar: Annotated[
        float | None, typer.Option(help="In place of --condensing; of steam, its delivery [bar].")
    ] = None,
    source_in: Annotated[float | None, typer.Option(help="Source water inlet [C].")] = None,
    source_out: Annotated[float | None, typer.Option(help="Source water outlet [C].")] = None,
    sink_in: Annotated[
        float | None, typer.Option(help="Sink water inlet, feed water of steam [C].")
    ] = None,
    sink_out: Annotated[float | None, typer.Option(help="Sink water outlet, steam [C].")] = None,
    steam_bar: Annotated[
        float | None, typer.Option(help="Steam as the sink, in place of --sink-out [bar].")
    ] = None,
    approach: Annotated[float, typer.Option(min=0.0, help="Approach at both sides [K].")] = 5.0,
    approach_at: Annotated[
        ApproachAt, typer.Option(help="Where the approach to the sink is taken.")
    ] = ApproachAt.pinch,
    superheat: Annotated[float, typer.Option(min=0.0, help="At the evaporator [K].")] = 0.0,
    subcooling: Annotated[float, typer.Option(min=0.0, help="After the condenser [K].")] = 0.0,
    ihx: Annotated[
        float, typer.Option(min=0.0, help="Suction rise in the internal heat exchanger [K].")
    ] = 10.0,
    inner_approach: Annotated[
        float, typer.Option(min=0.0, help="In economiser, cascade, internal exchanger [K].")
    ] = 5.0,
    intermediate: Annotated[
        float | None,
        typer.Option(
            help="Between two stages; cascade: lower condensing [C]. Optimised if absent."
        ),
    ] = None,
    gas_cooler_bar: Annotated[
        float | None, typer.Option(help="Gas cooler pressure [bar]. Optimised if absent.")
    ] = None,
    gas_cooler_out: Annotated[float | None, typer.Option(help="Gas cooler outlet [C].")] = None,
    refrigerant_low: Annotated[
        str | None, typer.Option(help="Lower machine of a cascade; the upper's if absent.")
    ] = None,
    cycle_low: Annotated[str, typer.Option(help="Lower cycle of a cascade.")] = "single_stage",
    cycle_high: Annotated[
        str, typer.Option(help="Upper cycle of a cascade; each machine of a series train.")
    ] = "single_stage",
    machines_in_series: Annotated[
        int, typer.Option(min=2, max=4, help="Machines of a series train.")
    ] = 2,
    steam_stages: Annotated[
        int, typer.Option(min=1, max=4, help="Stages of steam compression.")
    ] = 1,
    feed: Annotated[
        float | None,
        typer.Option(help="Feed water of steam between two temperatures [C]; else condensate."),
    ] = None,
    spray: Annotated[
        float | None, typer.Option(help="Water sprayed into steam [C]; the feed water if absent.")
    ] = None,
    steam_suction_bar: Annotated[
        float,
        typer.Option(help="Lowest steam pressure above a closed cycle where optimised [bar]."),
    ] = 1.05,
    eta_s: Annotated[
        str | None,
        typer.Option(
            help="Isentropic efficiency, or 'law' for the compressor's over its pressure ratio; "
            "its usual one if absent."
        ),
    ] = None,
    heat_mw: Annotated[
        float | None, typer.Option(help="Heat duty [MW]: tells number and volume of machines.")
    ] = None,
    compressor: Annotated[str, typer.Option(help="piston, screw, turbo, unlimited.")] = "piston",
    steam_compressor: Annotated[
        str, typer.Option(help="Compresses the steam above a closed cycle.")
    ] = "steam_turbo",
    plot: Annotated[
        Path | None, typer.Option(help="Log p-h and T-s diagram: a .png, .svg or .pdf file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """One machine: state points, COP, limits and verdict."""
    from industrial_hp.pipeline import machine, saturation_c
    from industrial_hp.thermo.cycle_settings import CycleSettings
    from industrial_hp.units import k_from_c, pa_from_bar

    settings = CycleSettings(
        superheat_k=superheat,
        subcooling_k=subcooling,
        suction_rise_k=ihx,
        inner_approach_k=inner_approach,
        intermediate_k=None if intermediate is None else k_from_c(intermediate),
        gas_cooler_pa=None if gas_cooler_bar is None else pa_from_bar(gas_cooler_bar),
        refrigerant_low=refrigerant_low,
        cycle_low=cycle_low,
        cycle_high=cycle_high,
        machines_in_series=machines_in_series,
        steam_stages=steam_stages,
        feed_k=None if feed is None else k_from_c(feed),
        spray_k=None if spray is None else k_from_c(spray),
        steam_suction_pa=pa_from_bar(steam_suction_bar),
    )
    boiling, dew = saturation_c(
        cycle_name, refrigerant, refrigerant_low, (evaporating_bar, condensing_bar)
    )
    record = machine(
        cycle_name,
        refrigerant,
        temperatures_c=_temperatures_c(
            tuple(t for t in (evaporating, boiling) if t is not None),
            tuple(t for t in (condensing, dew, gas_cooler_out) if t is not None),
            (source_in, source_out, sink_in),
            (sink_out, steam_bar),
        ),
        steam_bar=steam_bar,
        approach_k=approach,
        approach_at=approach_at.value,
        settings=settings,
        eta_isentropic=_efficiency(eta_s),
        heat_mw=heat_mw,
        compressor_name=compressor,
        steam_compressor_name=steam_compressor,
        plot=plot,
    )
    if as_json:
        print_json(record)
    else:
        _show(record)


def _efficiency(text: str | None) -> "float | Literal['law'] | None":
    """The efficiency of ``--eta-s``; UsageError if it is neither a number nor "law"."""
    if text is None or text == "law":
        return cast("Literal['law'] | None", text)
    try:
        return float(text)
    except ValueError:
        raise UsageError(f"--eta-s {text!r}: a number above 0 to 1, or law") from None


def _temperatures_c(
    cold: tuple[float, ...],
    hot: tuple[float, ...],
    waters: tuple[float | None, ...],
    sinks: tuple[float | None, float | None],
) -> tuple[float, ...]:
    """The two, three or four temperatures that say what is asked; UsageError if they do not.

    ``cold`` and ``hot`` hold what was given for the two sides of the refrigerant; ``sinks`` the
    sink's outlet and the pressure of steam in its place.
    """
    sink_out, _ = sinks
    given = tuple(t for t in waters if t is not None)
    ends = sum(end is not None for end in sinks)
    if len(cold) == len(hot) == 1 and not given and not ends:
        return (*cold, *hot)
    if not cold and not hot and len(given) == len(waters) and ends == 1:
        return given if sink_out is None else (*given, sink_out)
    raise UsageError(
        "give one of --evaporating, --evaporating-bar with one of --condensing, "
        "--condensing-bar, --gas-cooler-out; or all of --source-in --source-out --sink-in with "
        "one of --sink-out, --steam-bar"
    )


STATE_COLUMNS = {
    "label": "state",
    "fluid": "fluid",
    "flow_kg_per_kg": "flow kg/kg",
    "t_c": "t degC",
    "p_bar": "p bar",
    "h_kj_per_kg": "h kJ/kg",
    "s_kj_per_kg_k": "s kJ/kg K",
    "rho_kg_per_m3": "rho kg/m3",
    "phase": "phase",
    "vapour_quality": "quality",
}
WORDS = ("label", "fluid", "phase")
CYCLE_FIGURES = (
    ("cop", "COP of the cycle, without drive", "-"),
    ("cop_electric", "COP with a usual drive (0.95)", "-"),
    ("eta_isentropic", "Isentropic efficiency", "-"),
    ("evaporating_c", "Evaporating temperature", "degC"),
    ("intermediate_c", "Between the stages", "degC"),
    ("condensing_c", "Condensing temperature", "degC"),
    ("discharge_c", "Discharge temperature", "degC"),
    ("pressure_low_bar", "Pressure on the source side", "bar"),
    ("pressure_high_bar", "Pressure on the sink side", "bar"),
    ("volumetric_heating_capacity_kj_per_m3", "Volumetric heating capacity", "kJ/m3"),
)


def _show(record: dict[str, Any]) -> None:
    """State points, COP and findings of a machine."""
    page = console()
    if record["states"]:
        page.print(_state_table(record["states"]))
    for key, title, unit in CYCLE_FIGURES:
        if record[key] is not None:
            page.print(f"{title:34s} {record[key]:12.4f} {unit}")
    page.print(f"Verdict: {record['verdict'].replace('_', ' ')}")
    sizes = record.get("machines")
    for finding in record["findings"] + (sizes["findings"] if sizes else []):
        page.print(f"  {finding['severity']}: {finding['message']}")
        page.print(f"    remedy: {finding['remedy']}", soft_wrap=True)
    if sizes:
        page.print(_machines_words(sizes), soft_wrap=True)


def _machines_words(sizes: dict[str, Any]) -> str:
    volumes = ", ".join(
        f"{stage['name'] or 'compressor'} {stage['swept_m3_per_h']:,.0f} m3/h swept "
        f"(volumetric efficiency {stage['volumetric_efficiency']:.2f})"
        for stage in sizes["stages"]
    )
    return (
        f"Machines for {sizes['heat_mw']:g} MW: {sizes['number']} (governed by "
        f"{sizes['governed_by']}); all together: {volumes}"
    )


def _state_table(states: list[dict[str, Any]]) -> "Table":
    from rich.table import Table

    table = Table(
        title="State points (h and s from the condenser outlet)",
        title_justify="left",
        collapse_padding=True,
        pad_edge=False,
    )
    for key, heading in STATE_COLUMNS.items():
        table.add_column(heading, justify="left" if key in WORDS else "right", overflow="fold")
    for number, state in enumerate(states, start=1):
        named = state | {"label": f"{number} {state['label'].replace('.', ' ')}"}
        table.add_row(*(_state_cell(named[key]) for key in STATE_COLUMNS))
    return table


def _state_cell(value: float | str | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else value.replace("_", " ")
