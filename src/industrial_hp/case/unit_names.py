"""Names of a case that would be two in its results: units that read alike, entries given twice."""

import re
from collections.abc import Iterator, Sequence

from industrial_hp.case.case import Case
from industrial_hp.case.part_values import stated
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.errors import Finding, UsageError

UNIT_GROUPS = ("boilers", "coolers", "stores", "loops")
"""Parts that stand under their own name in the tables of units."""


def unit_name_findings(case: Case) -> Iterator[Finding]:
    """Boilers, stores and loops named like an exchanger or a machine that the results name.

    A recovery exchanger is ``{source}_exchanger``; a heat pump is
    ``{source}_to_{sink}_{refrigerant}``, with a part of its source or sink where it takes one and
    its cycle where that is no single stage, or ``{source}_to_{sink}_{name}`` by an estimated
    machine's name.
    """
    exchangers = {
        f"{stated(source, 'name')}_exchanger"
        for source in case.sources
        if stated(source, "connection_cost") is not None
    }
    machine = _machine_names(case)
    for group in UNIT_GROUPS:
        for index, part in enumerate(getattr(case, group)):
            name = stated(part, "name") or ""
            if name in exchangers:
                taken = f"the recovery exchanger of source {name.removesuffix('_exchanger')}"
            elif machine is not None and machine.fullmatch(name):
                taken = "a heat pump on offer"
            else:
                continue
            yield Finding(
                f"{group}[{index}].name",
                f"{taken} has this name in the results",
                name,
                "a name that no exchanger ({source}_exchanger) or heat pump "
                "({source}_to_{sink}_{refrigerant}) has",
                "rename it",
            )


def stream_part_findings(case: Case) -> Iterator[Finding]:
    """Parts of streams that the case does not have, or that are stated twice."""
    groups = (case.sources, case.sinks, case.loops)
    known = {stated(part, "name") for group in groups for part in group} - {None}
    seen: set[tuple[str, object]] = set()
    for index, part in enumerate(stated(stated(case, "heat_pumps"), "stream_parts") or ()):
        place, name = f"heat_pumps.stream_parts[{index}]", stated(part, "stream")
        if name is not None and name not in known:
            names = ", ".join(sorted(map(str, known)))
            yield Finding(f"{place}.stream", "no such source, sink or loop", name, names)
        pair = str(name), stated(part, "share")
        if pair in seen:
            yield Finding(place, "this part is stated already", str(pair[1]), mend="keep one")
        seen.add(pair)


def _machine_names(case: Case) -> re.Pattern[str] | None:
    """Tags of all heat pumps that could be offered."""
    options = stated(case, "heat_pumps")
    fluids = stated(options, "refrigerants") or ()
    names = [stated(machine, "name") or "" for machine in stated(options, "estimated") or ()]
    hot, cold = (_alternatives(parts) for parts in _ends(case))
    fluid = "|".join("".join(c for c in name.lower() if c.isalnum()) for name in fluids if name)
    if not fluid and not names:
        return None
    cycle = "|".join(stated(options, "cycles") or ())
    ends = [rf"({fluid})(_({fluid}))?(_({cycle}))?"] if fluid else []
    ends += [re.escape(name) for name in names]
    part = r"_lower_half|_lower_part_\d+|_cold_[a-z0-9_]+"
    return re.compile(
        rf"({hot})(_warm_[a-z0-9_]+)?_to_({cold})({part})?_({'|'.join(ends)})(_changed_over)?(_\d+)?"
    )


def _ends(case: Case) -> Iterator[tuple[object, ...]]:
    """What evaporators and what condensers may stand at."""
    yield (*case.sources, *case.loops)
    yield (*case.sinks, *case.loops, *case.coolers)


def _alternatives(parts: Sequence[object]) -> str:
    return "|".join(re.escape(stated(part, "name") or "") for part in parts)


def repeated_entry_findings(case: Case) -> Iterator[Finding]:
    """Entries of lists of names that are given twice: refrigerants, machines, days."""
    options = stated(case, "heat_pumps")
    refrigerants = stated(options, "refrigerants") or ()
    machines = tuple(stated(machine, "name") for machine in stated(options, "estimated") or ())
    days = tuple(stated(day, "name") for day in stated(case.calendar, "days") or ())
    lists = (
        ("heat_pumps.refrigerants[{}]", tuple(map(_catalogue_name, refrigerants)), "remove one"),
        ("heat_pumps.estimated[{}].name", machines, "rename one of the two"),
        ("heat_pumps.forbidden[{}]", stated(options, "forbidden") or (), "remove one"),
        ("calendar.days[{}].name", days, "rename one of the two, and its rows in series/"),
    )
    for place, names, mend in lists:
        first: dict[str, int] = {}
        for index, name in enumerate(names):
            if name is not None and first.setdefault(name, index) != index:
                earlier = place.format(first[name])
                yield Finding(
                    place.format(index), f"is given already at {earlier}", name, "once", mend
                )


def _catalogue_name(name: str | None) -> str | None:
    """Name of the refrigerant in the catalogue: ammonia and R717 are one."""
    try:
        return None if name is None else refrigerant(name).name
    except UsageError:
        return name
