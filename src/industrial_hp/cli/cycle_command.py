"""The command ``cycle``: one machine."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.terminal import console, print_json
from industrial_hp.errors import UsageError


class ApproachAt(StrEnum):
    """Where the approach to the sink is taken."""

    pinch = "pinch"
    saturation = "saturation"


def cycle(
    refrigerant: Annotated[str, typer.Option(help="Catalogue or CoolProp name.")],
    cycle_name: Annotated[str, typer.Option("--cycle", help="single_stage.")] = "single_stage",
    evaporating: Annotated[float | None, typer.Option(help="Evaporating temperature [C].")] = None,
    condensing: Annotated[float | None, typer.Option(help="Condensing temperature [C].")] = None,
    source_in: Annotated[float | None, typer.Option(help="Source water inlet [C].")] = None,
    source_out: Annotated[float | None, typer.Option(help="Source water outlet [C].")] = None,
    sink_in: Annotated[float | None, typer.Option(help="Sink water inlet [C].")] = None,
    sink_out: Annotated[float | None, typer.Option(help="Sink water outlet [C].")] = None,
    approach: Annotated[float, typer.Option(min=0.0, help="Approach at both sides [K].")] = 5.0,
    approach_at: Annotated[
        ApproachAt, typer.Option(help="Where the approach to the sink is taken.")
    ] = ApproachAt.pinch,
    superheat: Annotated[float, typer.Option(min=0.0, help="At suction [K].")] = 0.0,
    subcooling: Annotated[float, typer.Option(min=0.0, help="After the condenser [K].")] = 0.0,
    eta_s: Annotated[
        float | None, typer.Option(help="Isentropic efficiency; the compressor's if not given.")
    ] = None,
    compressor: Annotated[str, typer.Option(help="piston, screw, turbo, unlimited.")] = "piston",
    as_json: JsonOption = False,
) -> None:
    """One machine: state points, COP, limits and verdict."""
    from industrial_hp.pipeline import machine

    waters = (source_in, source_out, sink_in, sink_out)
    saturations = (evaporating, condensing)
    given_waters = [t for t in waters if t is not None]
    given_saturations = [t for t in saturations if t is not None]
    if (len(given_waters), len(given_saturations)) not in ((4, 0), (0, 2)):
        raise UsageError(
            "give --evaporating and --condensing, or all of --source-in --source-out --sink-in "
            "--sink-out"
        )
    record = machine(
        cycle_name,
        refrigerant,
        saturation_c=(given_saturations[0], given_saturations[1]) if given_saturations else None,
        water_c=tuple(given_waters) if given_waters else None,
        approach_k=approach,
        approach_at=approach_at.value,
        superheat_k=superheat,
        subcooling_k=subcooling,
        eta_isentropic=eta_s,
        compressor_name=compressor,
    )
    if as_json:
        print_json(record)
    else:
        _show(record)


STATE_COLUMNS = {
    "label": "state",
    "t_c": "t degC",
    "p_bar": "p bar",
    "h_kj_per_kg": "h kJ/kg",
    "s_kj_per_kg_k": "s kJ/kg K",
    "rho_kg_per_m3": "rho kg/m3",
    "phase": "phase",
    "vapour_quality": "quality",
}
CYCLE_FIGURES = (
    ("cop", "COP of the cycle, without drive", "-"),
    ("evaporating_c", "Evaporating temperature", "degC"),
    ("condensing_c", "Condensing temperature", "degC"),
    ("discharge_c", "Discharge temperature", "degC"),
    ("pressure_low_bar", "Low pressure", "bar"),
    ("pressure_high_bar", "High pressure", "bar"),
    ("volumetric_heating_capacity_kj_per_m3", "Volumetric heating capacity", "kJ/m3"),
)


def _show(record: dict[str, Any]) -> None:
    """State points, COP and findings of a machine."""
    from rich.table import Table

    page = console()
    table = Table(title="State points (h and s from the condenser outlet)", title_justify="left")
    for key, heading in STATE_COLUMNS.items():
        table.add_column(heading, justify="left" if key in ("label", "phase") else "right")
    for state in record["states"]:
        table.add_row(*(_state_cell(state[key]) for key in STATE_COLUMNS))
    page.print(table)
    for key, title, unit in CYCLE_FIGURES:
        page.print(f"{title:34s} {record[key]:12.4f} {unit}")
    page.print(f"Verdict: {record['verdict'].replace('_', ' ')}")
    for finding in record["findings"]:
        page.print(f"  {finding['severity']}: {finding['message']}")
        page.print(f"    remedy: {finding['remedy']}", soft_wrap=True)


def _state_cell(value: float | str | None) -> str:
    if value is None:
        return "-"
    return f"{value:.3f}" if isinstance(value, float) else value.replace("_", " ")
