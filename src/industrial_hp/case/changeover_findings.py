"""Changeovers of a case: streams that they name, and rules that know no second mode."""

from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.part_values import stated
from industrial_hp.errors import Finding

SIDES = {"source": "hot", "other_source": "hot", "sink": "cold", "other_sink": "cold"}
"""Which side of a machine each field names."""
WORDS = {"hot": "source or loop", "cold": "sink, loop or cooler"}


def changeover_findings(case: Case) -> Iterator[Finding]:
    """Streams that are not there or lie apart, and rules of operation beside changeovers."""
    options = stated(case, "heat_pumps")
    zones = {"hot": _giving(case), "cold": _taking(case)}
    pairs = stated(options, "changeovers") or ()
    for index, pair in enumerate(pairs):
        place = f"heat_pumps.changeovers[{index}]"
        found = set()
        for field, side in SIDES.items():
            name = stated(pair, field)
            if name is None:
                continue
            if name not in zones[side]:
                known = ", ".join(sorted(zones[side]))
                yield Finding(f"{place}.{field}", f"no such {WORDS[side]}", name, known)
            found.add(zones[side].get(name))
        found.discard(None)
        if len(found) > 1:
            apart = ", ".join(sorted(map(str, found)))
            yield Finding(place, f"its streams lie in different zones: {apart}", mend="name one")
        if _ends(pair) == _ends(pair, "other_"):
            yield Finding(place, "both pairs are the same", mend="name another pair")
    ruled = [name for name in ("minimum_load_share", "starts_per_day") if stated(options, name)]
    for name in ruled if pairs else ():
        yield Finding(
            f"heat_pumps.{name}",
            "is not known of machines that change over",
            str(stated(options, name)),
            mend="leave it out, or the changeovers",
        )


def _ends(pair: object, prefix: str = "") -> tuple[object, object]:
    return stated(pair, f"{prefix}source"), stated(pair, f"{prefix}sink")


def _giving(case: Case) -> dict[str, str]:
    """Zone of everything that an evaporator may stand at."""
    found = {stated(source, "name"): stated(source, "zone") for source in case.sources}
    found |= {stated(loop, "name"): stated(loop, "to_zone") for loop in case.loops}
    return {name: zone for name, zone in found.items() if name and zone}


def _taking(case: Case) -> dict[str, str]:
    """Zone of everything that a condenser may heat."""
    parts = (*case.sinks, *case.coolers)
    found = {stated(part, "name"): stated(part, "zone") for part in parts}
    found |= {stated(loop, "name"): stated(loop, "from_zone") for loop in case.loops}
    return {name: zone for name, zone in found.items() if name and zone}
