"""The command ``network``: where heat travels, from a folder with a map of streets."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from industrial_hp.cli.design_command import PROVED, UNPROVED
from industrial_hp.cli.design_run import ended, messages
from industrial_hp.cli.options import JsonOption
from industrial_hp.cli.progress_line import ProgressLine
from industrial_hp.cli.result_folder import ResultFolder
from industrial_hp.cli.terminal import ENDINGS, console, finding_record, number, print_json
from industrial_hp.errors import FindingsError, IndustrialHPError, OutputError

if TYPE_CHECKING:
    from industrial_hp.results.network_solution import NetworkSolution
    from industrial_hp.solving.options import SolverOptions

Mode = Literal["forced", "economic"]
SHOWN_FIGURES = (
    "consumers_connected",
    "length_m",
    "heat_sold_mwh_per_a",
    "loss_share",
    "line_density_mwh_per_m_a",
    "line_load_mw_per_km",
    "pumping_share",
    "investment_eur",
    "network_eur_per_a",
    "heat_cost_eur_per_mwh",
)


def network(
    folder: Annotated[Path, typer.Argument(help="Folder with network.yaml and its tables.")],
    out: Annotated[Path, typer.Option("--out", help="Folder for the results.")],
    mode: Annotated[
        Mode | None, typer.Option(help="All consumers, or those that pay; else as stated.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace an earlier result.")] = False,
    gap: Annotated[float, typer.Option(min=0.0, max=1.0, help="Gap to reach.")] = 0.01,
    time_limit: Annotated[float, typer.Option(min=0.1, help="Seconds to solve.")] = 600.0,
    threads: Annotated[int, typer.Option(min=0, help="Threads; 0 leaves it open.")] = 0,
    accept_gap: Annotated[
        bool, typer.Option("--accept-gap", help="Exit 0 for an unproved answer, too.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Route a heat network: trenches, pipes, temperatures, connections; proved and checked."""
    from industrial_hp.solving.options import SolverOptions

    options = SolverOptions(gap=gap, time_limit_s=time_limit, threads=threads)
    line = ProgressLine(silent=as_json)
    place = ResultFolder(out, force=force)
    try:
        solution = _run(folder, mode, place, options, line)
    except IndustrialHPError as error:
        if as_json:
            _print_failure(error)
        raise
    finally:
        line.finish()
    if as_json:
        print_json(_record(solution, place.place))
    else:
        _show(solution, out)
    raise typer.Exit(PROVED if solution.proof.proved or accept_gap else UNPROVED)


def _run(
    folder: Path,
    mode: Mode | None,
    place: ResultFolder,
    options: "SolverOptions",
    line: ProgressLine,
) -> "NetworkSolution":
    """Solve and write everything; the folder appears when it is whole."""
    place.open()
    try:
        solution = _written(folder, mode, place, options, line)
    except BaseException as error:
        place.discard()
        if isinstance(error, IndustrialHPError) and not isinstance(error, OutputError):
            _give_up(error, place, line, options.seed)
        raise
    _publish(place, line, keep_earlier=False)
    return solution


def _written(
    folder: Path,
    mode: Mode | None,
    place: ResultFolder,
    options: "SolverOptions",
    line: ProgressLine,
) -> "NetworkSolution":
    line.note("Reading the network")
    from industrial_hp.pipeline.network_design import design_network
    from industrial_hp.pipeline.network_reports import write_network
    from industrial_hp.reading.network_files import read_network
    from industrial_hp.solving.interruption import Interruption

    started = time.perf_counter()
    study = read_network(folder)
    read_s = time.perf_counter() - started
    with Interruption(lambda: line.enter("stop")) as wish:
        solution = design_network(
            study,
            mode,
            options=options,
            read_s=read_s,
            on_round=line.note,
            on_progress=line.report,
            stopped=wish.stopped,
        )
    line.enter("report")
    try:
        return write_network(solution, place.running)
    except OSError as error:
        raise OutputError(f"the results cannot be written: {error}") from error


def _give_up(error: IndustrialHPError, place: ResultFolder, line: ProgressLine, seed: int) -> None:
    """Leave a status as the only result; what hinders that is told, the error remains."""
    from industrial_hp.export.network_files import network_status_without_answer
    from industrial_hp.pipeline import stamp

    made_by = stamp(None, seed)
    try:
        place.open()
        place.write_status(network_status_without_answer(ended(error), messages(error), made_by))
        _publish(place, line, keep_earlier=True)
    except OutputError as hindrance:
        line.note(f"status.json was not written: {hindrance}")


def _publish(place: ResultFolder, line: ProgressLine, *, keep_earlier: bool) -> None:
    earlier = place.publish(keep_earlier=keep_earlier)
    if earlier is not None:
        line.note(f"The earlier results were kept in {earlier}")


def _print_failure(error: IndustrialHPError) -> None:
    findings = error.findings if isinstance(error, FindingsError) else ()
    print_json(
        {
            "status": ended(error),
            "messages": messages(error),
            "findings": [finding_record(finding) for finding in findings],
        }
    )


def _record(solution: "NetworkSolution", place: Path) -> dict[str, Any]:
    from industrial_hp.export.network_files import network_status

    figures = {f.name: {"unit": f.unit, "value": f.value} for f in solution.result.figures}
    return {**network_status(solution), "kpis": figures, "out": str(place)}


def _show(solution: "NetworkSolution", out: Path) -> None:
    """Temperatures, key figures, proof and messages."""
    from rich.table import Table

    page = console()
    table = Table(title="Temperatures on offer", title_justify="left")
    table.add_column("pair", ratio=1)
    for heading in ("supply / return degC", "connected", "kEUR/a", "bound kEUR/a"):
        table.add_column(heading, justify="right", no_wrap=True)
    for option in solution.options:
        pair = option.temperatures
        chosen = " (chosen)" if pair is solution.result.temperatures else ""
        table.add_row(
            f"{pair.name}{chosen}{': ' + option.message if option.message else ''}",
            f"{pair.supply_c:g} / {pair.return_c:g}",
            "-" if option.connected is None else str(option.connected),
            _thousands(option.annual_eur),
            _thousands(option.bound_eur),
        )
    page.print(table)
    figures = Table(title="Key figures", title_justify="left")
    figures.add_column("figure", ratio=1)
    figures.add_column("value", justify="right", no_wrap=True)
    figures.add_column("unit", justify="right", no_wrap=True)
    for figure in solution.result.figures:
        if figure.name in SHOWN_FIGURES:
            figures.add_row(figure.title, *_shown(figure.value, figure.unit))
    page.print(figures)
    proof = solution.proof
    page.print(
        f"Proof: {ENDINGS.get(proof.status, proof.status)}; heat for all consumers "
        f"{proof.objective_eur_per_a:,.0f} EUR/a, bound {proof.lower_bound_eur_per_a:,.0f} EUR/a, "
        f"gap {proof.gap:.2%} (asked {proof.asked_gap:.2%}), for {proof.proved_for}."
    )
    for message in solution.messages:
        page.print(f"Note: {message}")
    page.print(f"Results: {out}", soft_wrap=True)


def _shown(value: float | None, unit: str) -> tuple[str, str]:
    """A figure and its unit: whole numbers without digits, shares in per cent."""
    if value is not None and unit == "-":
        return (f"{value:.0f}", "-") if value.is_integer() else (f"{value:.1%}"[:-1], "%")
    return number(value), unit


def _thousands(value: float | None) -> str:
    return "-" if value is None else f"{value / 1e3:,.1f}"
