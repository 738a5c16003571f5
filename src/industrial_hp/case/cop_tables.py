"""Manufacturers' tables of a case, and what is wrong with them or with what names them."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from industrial_hp.case.case import Case
from industrial_hp.case.estimated_machines import TableMachines
from industrial_hp.case.part_values import stated
from industrial_hp.errors import CaseError, Finding
from industrial_hp.units import W_PER_MW, k_from_c

if TYPE_CHECKING:
    from industrial_hp.thermo.cop_table import CopTable


def cop_tables(case: Case) -> "dict[str, CopTable]":
    """Tables that machines of the case name, ready to be asked.

    Raises
    ------
    CaseError
        With a finding for every point that cannot be, is given twice or is missing.
    """
    options = case.heat_pumps
    machines = options.estimated if options is not None else ()
    return {
        machine.table: _table(case, machine)
        for machine in machines
        if isinstance(machine, TableMachines)
    }


def cop_table_findings(case: Case) -> Iterator[Finding]:
    """Tables that are named and not there, not named, or wrong in themselves."""
    points = stated(case, "cop_points") or ()
    known = {stated(point, "table") for point in points} - {None}
    named = set()
    for index, machine in enumerate(stated(stated(case, "heat_pumps"), "estimated") or ()):
        if not isinstance(machine, TableMachines):
            continue
        name = stated(machine, "table")
        named.add(name)
        if name is not None and name not in known:
            yield Finding(
                f"heat_pumps.estimated[{index}].table",
                "no point of cop_points belongs to such a table",
                name,
                ", ".join(sorted(known)) or "nothing: the case has no cop_points",
                "add its points, or a file of this name to cop_tables/",
            )
        elif name is not None:
            yield from _findings_of(case, machine)
    for name in sorted(known - named):
        yield Finding(
            f"cop_points: {name}", "no machine names this table", mend="remove it or use it"
        )


def _findings_of(case: Case, machine: TableMachines) -> list[Finding]:
    try:
        _table(case, machine)
    except CaseError as error:
        return list(error.findings)
    except AttributeError:  # a point that could not be read has its own finding
        return []
    return []


def _table(case: Case, machine: TableMachines) -> "CopTable":
    from industrial_hp.thermo.cop_table import CopPoint, cop_table  # takes most of a second

    own = [(index, p) for index, p in enumerate(case.cop_points) if p.table == machine.table]
    points = [
        CopPoint(
            k_from_c(point.source_c),
            k_from_c(point.sink_c),
            point.cop,
            point.heat_mw * W_PER_MW,
            point.load_share,
        )
        for _, point in own
    ]
    places = [f"cop_points[{index}]" for index, _ in own]
    return cop_table(machine.table, points, layout=machine.layout, places=places)
