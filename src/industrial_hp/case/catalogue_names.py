"""Names of catalogue rows in a case, and the rows that it brings itself: what is wrong there."""

from collections import Counter
from collections.abc import Iterator, Mapping

from industrial_hp.case.case import Case
from industrial_hp.case.fields import MONEY_YEARS
from industrial_hp.case.heat_sources import RefrigerationSource
from industrial_hp.case.own_costs import OwnCost
from industrial_hp.case.part_values import stated
from industrial_hp.case.sites import Store
from industrial_hp.catalogue.equipment_costs import equipment_cost, equipment_costs
from industrial_hp.catalogue.price_index import index_years
from industrial_hp.catalogue.refrigerants import refrigerant
from industrial_hp.catalogue.tables import nearest_names
from industrial_hp.errors import Finding, UsageError

SIZES = ("MW",)
STORE_SIZES = ("MWh", "m3")
"""Units of size of the cost rows that a store, and any other part, may name."""
PRICED = ("sources", "boilers", "coolers", "stores", "loops")
"""Groups of parts that may name a cost row."""


def catalogue_name_findings(case: Case) -> Iterator[Finding]:
    """Rows that neither catalogue nor case has, and cost rows of the wrong unit of size."""
    units = _size_units(case)
    own = stated(case, "own_costs")
    all_known = own is not None and all(stated(row, "name") is not None for row in own)
    for place, name, permitted in _named_costs(case):
        if name not in units and all_known:
            yield _unknown_cost(place, name, units)
        elif units.get(name) not in (None, *permitted):
            yield _other_unit(place, name, permitted, units)
    for place, name in _named_refrigerants(case):
        try:
            refrigerant(name)
        except UsageError as error:
            yield Finding(place, str(error), mend="take a row of the catalogue")


def own_cost_findings(case: Case) -> Iterator[Finding]:
    """Rows of the case that are stated twice, change a row's unit, or price nothing."""
    rows = stated(case, "own_costs") or ()
    bought = {row.name: row.law.size_unit for row in equipment_costs()}
    count = Counter(stated(row, "name") for row in rows)
    used = {name for _, name, _ in _named_costs(case)}
    used |= {stated(row, "larger_sizes") for row in rows}
    for index, row in enumerate(rows):
        place, name = f"own_costs[{index}]", stated(row, "name")
        if name is None:
            continue
        unit, usual = stated(row, "size_unit"), bought.get(name)
        if count[name] > 1:
            yield Finding(f"{place}.name", "this row is stated twice", name, mend="keep one")
        if usual is not None and unit not in (usual, None):
            yield Finding(
                f"{place}.size_unit",
                f"the row takes the place of one of the catalogue, which is per {usual}",
                unit,
                usual,
                "state it in that unit, or give the row a name of its own",
            )
        yield from _larger(case, place, row)
        if usual is None and name not in used:
            yield Finding(
                f"{place}.name",
                "no part of the case names this row, and the catalogue has none to replace",
                name,
                mend="name it as cost of a part, name it like the row it replaces, or remove it",
            )


def _larger(case: Case, place: str, row: OwnCost) -> Iterator[Finding]:
    """A row of larger sizes is there, of the same unit, and reaches further."""
    name = stated(row, "larger_sizes")
    if name is None:
        return
    units = _size_units(case)
    if name not in units:
        yield _unknown_cost(f"{place}.larger_sizes", name, units)
    elif units[name] not in (None, stated(row, "size_unit")):
        yield _other_unit(f"{place}.larger_sizes", name, (str(stated(row, "size_unit")),), units)
    else:
        largest, own = _largest(case, name), stated(row, "size_max")
        if largest is not None and own is not None and largest <= own:
            yield Finding(
                f"{place}.larger_sizes",
                f"row {name} ends with {largest:g}, and this one with {own:g}",
                name,
                f"a row of sizes above {own:g}",
                "name another row, or mend its size_max",
            )


def _largest(case: Case, name: str) -> float | None:
    """Largest size of a cost row; none where it is not known."""
    own = [row for row in stated(case, "own_costs") or () if stated(row, "name") == name]
    if own:
        found = stated(own[0], "size_max")
        return None if found is None else float(found)
    return equipment_cost(name).law.size_max


def money_year_findings(case: Case) -> Iterator[Finding]:
    """Money of years that the price index does not reach, with no change of prices stated."""
    money = stated(case, "economics")
    year, last = stated(money, "money_year"), index_years()[1]
    if year is None or getattr(money, "later_price_change", 0.0) is not None:
        return
    years = {"economics.money_year": year}
    for index, row in enumerate(stated(case, "own_costs") or ()):
        years[f"own_costs[{index}].money_year"] = stated(row, "money_year") or last
    for place, found in years.items():
        if found > last:
            yield Finding(
                place,
                f"the price index ends with {last}",
                f"{found}",
                f"{MONEY_YEARS[0]} to {last}",
                "state economics.later_price_change, the yearly change of prices since",
            )


def _size_units(case: Case) -> dict[str, str | None]:
    """Unit of size by cost row, those of the case first; none where it could not be read."""
    units: dict[str, str | None] = {row.name: row.law.size_unit for row in equipment_costs()}
    for row in stated(case, "own_costs") or ():
        name = stated(row, "name")
        if name is not None:
            units[name] = units.get(name) or stated(row, "size_unit")
    return units


def _named_costs(case: Case) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Place, name and permitted units of size of every cost row that the case names."""
    for group in PRICED:
        for index, part in enumerate(getattr(case, group)):
            permitted = STORE_SIZES if isinstance(part, Store) else SIZES
            for field in ("cost", "connection_cost"):
                name = stated(part, field)
                if name is not None:
                    yield f"{group}[{index}].{field}", name, permitted
    name = stated(stated(case, "heat_pumps"), "cost")
    if name is not None:
        yield "heat_pumps.cost", name, SIZES


def _named_refrigerants(case: Case) -> Iterator[tuple[str, str]]:
    for index, source in enumerate(case.sources):
        if isinstance(source, RefrigerationSource) and stated(source, "refrigerant") is not None:
            yield f"sources[{index}].refrigerant", source.refrigerant
    for index, name in enumerate(stated(stated(case, "heat_pumps"), "refrigerants") or ()):
        if name is not None:
            yield f"heat_pumps.refrigerants[{index}]", name


def _unknown_cost(place: str, name: str, units: Mapping[str, str | None]) -> Finding:
    near = ", ".join(nearest_names(name, units))
    return Finding(
        place,
        f"no equipment cost named {name!r}; did you mean {near}?",
        mend="take a row of the catalogue, or add one to own_costs",
    )


def _other_unit(
    place: str, name: str, permitted: tuple[str, ...], units: Mapping[str, str | None]
) -> Finding:
    """A law by content prices no power, and the other way round."""
    return Finding(
        place,
        f"this row of the cost catalogue is per {units[name]}, where one per "
        f"{' or '.join(permitted)} is wanted",
        name,
        ", ".join(row for row, unit in units.items() if unit in permitted),
        "take one of these rows",
    )
