"""Pairs of a source and a sink that name nothing, stand twice or exchange nothing."""

from collections import Counter
from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.part_values import stated
from industrial_hp.errors import Finding


def match_findings(case: Case) -> Iterator[Finding]:
    """Pairs that name nothing, stand twice, or lie in zones that exchange nothing directly."""
    matches = stated(case, "matches")
    zone_of = {
        side: {stated(part, "name"): stated(part, "zone") for part in getattr(case, f"{side}s")}
        for side in ("source", "sink")
    }
    pairs = [
        (f"matches.{kind}[{index}]", match)
        for kind in ("forbidden", "priced")
        for index, match in enumerate(stated(matches, kind) or ())
    ]
    seen: Counter[tuple[str, str]] = Counter()
    for place, match in pairs:
        ends = {side: stated(match, side) for side in ("source", "sink")}
        unknown = [s for s, name in ends.items() if name is not None and name not in zone_of[s]]
        yield from (
            Finding(
                f"{place}.{side}",
                f"no such {side}",
                str(ends[side]),
                ", ".join(sorted(str(name) for name in zone_of[side])),
                f"name a {side} of the case",
            )
            for side in unknown
        )
        if unknown or None in ends.values():
            continue
        pair = str(ends["source"]), str(ends["sink"])
        seen[pair] += 1
        if seen[pair] > 1:
            yield Finding(place, "the pair is given already", " to ".join(pair), mend="keep one")
        zones = zone_of["source"][pair[0]], zone_of["sink"][pair[1]]
        if None not in zones and zones[0] != zones[1] and stated(match, "covers") != "units":
            yield Finding(
                place,
                "source and sink lie in different zones and exchange no heat directly",
                " and ".join(map(str, zones)),
                "a pair of one zone, or a ban with covers: units",
                "leave it out, or let the ban cover units",
            )
