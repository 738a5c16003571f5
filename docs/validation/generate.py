"""Write docs/validation.md and its figure, or tell whether they are stale.

    python docs/validation/generate.py            write the page and, with matplotlib, the figure
    python docs/validation/generate.py --check    write nothing; fail if either is stale

The last printed digit may differ between machines: a check passes over it.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

import cop_over_lift
import independent_programs
import money_examples
import pairwise_matching
import plant_tables
from plant_models import (
    APPROACH_K,
    DRIVE_FACTOR,
    ETA_ISENTROPIC,
    SINGLE_STAGE_RATIO,
    SINK_HEATED_K,
    SINK_HEATED_RANGE_K,
    SOURCE_COOLED_K,
)

DOCS = Path(__file__).parents[1]
PAGE = DOCS / "validation.md"
FIGURE = DOCS / "figures" / "cop_over_lift.svg"
TEMPLATE = Path(__file__).with_name("page.md")
NUMBER = re.compile(r"\d+(?:\.(\d+))?")
DESCRIPTION = "{http://purl.org/dc/elements/1.1/}description"


def page() -> str:
    """The page: the text of page.md with its tables and figures filled in."""
    text = TEMPLATE.read_text(encoding="utf-8")
    filled = {**_tables(), **_figures()}
    wanted = set(re.findall(r"{{(\w+)}}", text))
    if wanted != set(filled):
        raise KeyError(f"{TEMPLATE.name} and the generator differ in {wanted ^ set(filled)}")
    return re.sub(r"{{(\w+)}}", lambda found: filled[found[1]], text)


def _tables() -> dict[str, str]:
    points = "id|cycle|refrigerant|evaporating / condensing or gas cooler outlet degC"
    points += "|COP, reference|COP|relative deviation|discharge, K apart|wet, or hot for a piston"
    conventions = "refrigerant|condensing at saturation degC|COP|condensing with inner pinch degC"
    conventions += "|COP|gain %|expected %"
    compared = "plant|refrigerant|cycle|source; sink degC|COP published|model|deviation"
    compared += "|model over the range of returns|with subcooler|deviation|discharge degC"
    series = "machines in series|COP of the cycles|with drive|against 3.05|gain over one machine"
    matched = "table and prices of heat and electricity|no heat pump|best pairs"
    matched += "|cascade, one machine|cascade, any number|best pairs over cascade"
    money = "figure|flows, year by year|rates|published|ours|source"
    refused = "plant|refrigerant|figure|why not"
    return {
        "design_points": _table(points, independent_programs.design_points()),
        "conventions": _table(conventions, independent_programs.conventions()),
        "compared": _table(compared, plant_tables.compared()),
        "remarks": _table("plant|to know|source", plant_tables.remarks()),
        "drammen": _table(series, plant_tables.drammen()),
        "money": _table(money, money_examples.compared()),
        "pairwise": _table(matched, pairwise_matching.compared()),
        "refused": _table(refused, plant_tables.refused()),
        "lifts": "\n\n".join(_lifts(panel) for panel in cop_over_lift.PANELS),
    }


def _figures() -> dict[str, str]:
    alone, skjern, skjern_subcooled = plant_tables.skjern()
    close, close_subcooled = plant_tables.drammen_with_close_approaches()
    carnot, share, vartan, vartan_subcooled = plant_tables.vartan()
    warmest, coolest = SINK_HEATED_RANGE_K[1], SINK_HEATED_RANGE_K[0]
    return {
        "approach_k": f"{APPROACH_K:g}",
        "eta": f"{ETA_ISENTROPIC:.2f}",
        "drive": f"{DRIVE_FACTOR:.2f}",
        "cooled_k": f"{SOURCE_COOLED_K:g}",
        "heated_k": f"{SINK_HEATED_K:g}",
        "heated_range_k": f"{warmest:g} to {coolest:g}",
        "ratio": f"{SINGLE_STAGE_RATIO:g}",
        "suction_rise_k": f"{cop_over_lift.SUCTION_RISE_K:g}",
        "source_glide_k": f"{cop_over_lift.SOURCE_GLIDE_K:g}",
        "drammen_close": close,
        "drammen_close_subcooled": close_subcooled,
        "skjern_alone": alone,
        "skjern": skjern,
        "skjern_subcooled": skjern_subcooled,
        "vartan_carnot": carnot,
        "vartan_share": share,
        "vartan": vartan,
        "vartan_subcooled": vartan_subcooled,
    }


def _lifts(panel: cop_over_lift.Panel) -> str:
    shown = [index for index, lift_k in enumerate(panel.lifts_k) if lift_k % 10.0 == 0.0]
    head = f"sink {panel.sink_in_c:g} to {panel.sink_out_c:g} degC; lift K|"
    rows = (
        (line.label, *("-" if not line.cops[i] else f"{line.cops[i]:.2f}" for i in shown))
        for line in cop_over_lift.lines(panel)
    )
    return _table(head + "|".join(f"{panel.lifts_k[i]:g}" for i in shown), rows)


def _table(head: str, rows: Iterable[tuple[str, ...]]) -> str:
    names = head.split("|")
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def same(one: str, other: str) -> bool:
    """Equal words, and numbers that differ by no more than one in their last printed digit."""
    if NUMBER.sub("#", one) != NUMBER.sub("#", other):
        return False
    pairs = zip(NUMBER.finditer(one), NUMBER.finditer(other), strict=True)
    return all(_same_number(first, second) for first, second in pairs)


def _same_number(first: re.Match[str], second: re.Match[str]) -> bool:
    if first[1] is None or second[1] is None:  # whole numbers are names, years and settings
        return first[0] == second[0]
    step = 10.0 ** -min(len(first[1]), len(second[1]))
    return abs(float(first[0]) - float(second[0])) < 1.5 * step


def stale() -> list[str]:
    """What is stale: lines of the page, and the figure."""
    written = PAGE.read_text(encoding="utf-8").splitlines()
    computed = page().splitlines()
    found = [f"- {a}\n+ {b}" for a, b in zip(written, computed, strict=False) if not same(a, b)]
    if len(written) != len(computed):
        found.append(f"{PAGE.name} has {len(written)} lines, computed are {len(computed)}")
    kept = ElementTree.parse(FIGURE).getroot().find(f".//{DESCRIPTION}")
    if kept is None or not same(kept.text or "", cop_over_lift.record()):
        found.append(f"{FIGURE.name} shows other figures than are computed")
    return found


def main(arguments: list[str]) -> int:
    """Write, or check, and give the exit code."""
    if arguments == ["--check"]:
        found = stale()
        if found:
            sys.stdout.write("\n".join(["stale; run docs/validation/generate.py", *found, ""]))
        return len(found) > 0
    if arguments:
        sys.stdout.write(__doc__ or "")
        return 2
    PAGE.write_text(page(), encoding="utf-8")
    FIGURE.parent.mkdir(exist_ok=True)
    try:
        cop_over_lift.draw(FIGURE)
    except ModuleNotFoundError as missing:
        sys.stdout.write(f"no figure: {missing}; pip install 'industrial-hp[plots]'\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
