"""What stands and what is on offer: boilers and coolers, and heat that must leave."""

from collections.abc import Iterator

from industrial_hp.case.case import Case
from industrial_hp.case.part_values import stated
from industrial_hp.case.sites import Cooler, Utility
from industrial_hp.errors import Finding


def stands_or_is_offered(place: str, unit: Utility) -> Iterator[Finding]:
    """What either stands, at an age, or is on offer up to a size."""
    kind = "cooler" if isinstance(unit, Cooler) else "boiler"
    existing_mw, max_mw = stated(unit, "existing_mw"), stated(unit, "max_mw")
    readable = hasattr(unit, "existing_mw") and hasattr(unit, "max_mw")
    if readable and existing_mw is None and max_mw is None:
        yield Finding(
            place,
            "neither stands (existing_mw) nor is on offer (max_mw)",
            mend="state one of the two",
        )
    elif existing_mw is not None and max_mw is not None:
        yield Finding(
            f"{place}.max_mw",
            f"this {kind} stands (existing_mw {existing_mw:g} MW) and cannot be on offer, too",
            f"{max_mw:g} MW",
            "existing_mw or max_mw",
            f"leave max_mw out, and offer a new {kind} as a {kind} of its own",
        )
    if existing_mw and stated(unit, "age_a") is None and hasattr(unit, "age_a"):
        yield Finding(
            f"{place}.age_a",
            "is missing: what stands is replaced at the end of its life, and pays for it then",
            permitted="0 to 80 a",
            mend=f"state the age of the {kind} in years",
        )


def leaving_heat_findings(case: Case) -> Iterator[Finding]:
    """Heat that must leave is cooled today, or taken by something new, and not both."""
    cooled = {stated(cooler, "zone") for cooler in case.coolers}
    for index, source in enumerate(case.sources):
        if not stated(source, "must_leave"):
            continue
        place = f"sources[{index}].must_leave"
        if stated(source, "cooling_today") is not None:
            yield Finding(
                place,
                "cooling_today states already how this heat leaves",
                "true",
                mend="leave one of the two out",
            )
        elif stated(source, "zone") not in cooled:
            yield Finding(
                place,
                f"zone {stated(source, 'zone')} has no cooler for what machines and sinks leave",
                "true",
                mend="add a cooler to the zone, or state the present cooling as cooling_today",
            )
