"""Files, map and independent check of a network solution in a folder."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pandas as pd

from industrial_hp.checking.network_check import NetworkCheck, check_network
from industrial_hp.checking.pandapipes_run import HOW_TO_GET_IT, pandapipes_interpreter
from industrial_hp.errors import UsageError
from industrial_hp.export.network_files import network_status, write_network_files
from industrial_hp.export.plain_files import write_csv, write_json
from industrial_hp.reporting.figures.print_chart import require_matplotlib
from industrial_hp.reporting.network_map import can_be_drawn, write_network_map
from industrial_hp.results.network_solution import NetworkSolution

MAP_SVG, CHECK_CSV, BROKEN_CSV = "network_map.svg", "pandapipes.csv", "pandapipes_limits.csv"


def write_network(solution: NetworkSolution, folder: Path) -> NetworkSolution:
    """Write everything there is of a network into a folder that is there.

    What an extra is missing for is left out, and a message of the solution says so.

    Returns
    -------
    NetworkSolution
        The solution with these messages, and those of the check.
    """
    write_network_files(solution, folder)
    told = [*_map(solution, folder), *_check(solution, folder)]
    if not solution.study.is_geographic:
        told.append("No network.geojson: the nodes have no longitude and latitude.")
    solution = replace(solution, messages=(*solution.messages, *told))
    write_json(folder / "status.json", network_status(solution))
    return solution


def _map(solution: NetworkSolution, folder: Path) -> Sequence[str]:
    if not can_be_drawn(solution):
        return ["No map: not every node has coordinates."]
    try:
        require_matplotlib()
    except UsageError as error:
        return [f"No map: {error}"]
    write_network_map(solution, folder / MAP_SVG)
    return []


def _check(solution: NetworkSolution, folder: Path) -> Sequence[str]:
    """Solve the network by pandapipes, where it is at hand, and tell how far both are apart."""
    if not solution.result.pipes:
        return ["No pipe is laid: nothing to check."]
    if pandapipes_interpreter() is None:
        return [f"Not checked by pandapipes: {HOW_TO_GET_IT}"]
    try:
        found = check_network(folder)
    except UsageError as error:
        return [f"Not checked by pandapipes: {error}"]
    rows = [{**asdict(d), "passed": d.passed} for d in found.deviations]
    write_csv(folder / CHECK_CSV, pd.DataFrame(rows))
    columns = ["limit", "where", "value", "permitted", "unit"]
    write_csv(folder / BROKEN_CSV, pd.DataFrame([asdict(b) for b in found.broken], columns=columns))
    return [_told(found)]


def _told(found: NetworkCheck) -> str:
    parts = []
    for quantity in dict.fromkeys(d.quantity for d in found.deviations):
        worst = max(
            (d for d in found.deviations if d.quantity == quantity), key=lambda d: abs(d.deviation)
        )
        apart = (
            f"{abs(worst.deviation):.2f} K"
            if worst.unit == "degC"
            else f"{abs(worst.deviation):.2%}"
        )
        parts.append(f"{quantity} within {apart}")
    failed = sum(not d.passed for d in found.deviations)
    verdict = f"{failed} beyond tolerance" if failed else "all within tolerance"
    return (
        f"pandapipes: {', '.join(parts)} ({verdict}); {len(found.broken)} limits broken; worst "
        f"point {found.worst_point} with {found.worst_difference_bar:.2f} bar."
    )
